"""Exercises on the foundations."""

MODULES: dict[str, str] = {
    "arithmetic-and-fractions": "arithmetic_and_fractions",
    "exponents-and-roots": "exponents_and_roots",
    "linear-equations": "linear_equations",
    "algebraic-manipulation": "algebraic_manipulation",
    "quadratic-equations": "quadratic_equations",
    "functions-and-graphs": "functions_and_graphs",
    "function-composition-and-inverse": "function_composition_and_inverse",
    "inequalities": "inequalities",
    "polynomials": "polynomials",
    "coordinate-geometry": "coordinate_geometry",
    "sequences-and-series": "sequences_and_series",
    "exponentials-and-logarithms": "exponentials_and_logarithms",
    "counting-and-combinatorics": "counting_and_combinatorics",
    "summation-notation": "summation_notation",
    "sets-and-logic": "sets_and_logic",
    "complex-numbers": "complex_numbers",
    "trigonometry": "trigonometry",
    "proof-techniques": "proof_techniques",
}
"""The module of each topic that has exercises; read without importing them."""
