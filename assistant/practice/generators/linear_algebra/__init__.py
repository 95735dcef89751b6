"""Vectors and matrices."""

MODULES: dict[str, str] = {
    "vectors": "vectors",
    "dot-product": "dot_product",
    "matrix-multiplication": "matrix_multiplication",
    "determinant": "determinant",
    "eigenvalues-and-eigenvectors": "eigenvalues",
}
"""The module of each topic that has exercises; read without importing them."""
