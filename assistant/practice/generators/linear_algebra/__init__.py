"""Vectors and matrices."""

MODULES: dict[str, str] = {
    "vectors": "vectors",
    "norms-and-distance": "norms_and_distance",
    "dot-product": "dot_product",
    "matrix-multiplication": "matrix_multiplication",
    "determinant": "determinant",
    "eigenvalues-and-eigenvectors": "eigenvalues",
    "angles-and-cosine-similarity": "angles_and_cosine_similarity",
    "linear-combinations-and-span": "linear_combinations_and_span",
    "matrices": "matrices",
    "matrix-vector-product": "matrix_vector_product",
    "systems-of-linear-equations": "systems_of_linear_equations",
    "transpose-and-symmetry": "transpose_and_symmetry",
    "linear-independence": "linear_independence",
    "gaussian-elimination": "gaussian_elimination",
    "matrix-inverse": "matrix_inverse",
    "hyperplanes": "hyperplanes",
    "linear-transformations": "linear_transformations",
    "orthogonality": "orthogonality",
    "projections": "projections",
    "trace": "trace",
    "quadratic-forms": "quadratic_forms",
    "positive-definite-matrices": "positive_definite_matrices",
}
"""The module of each topic that has exercises; read without importing them."""
