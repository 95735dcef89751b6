"""Finding minima by following the gradient."""

MODULES: dict[str, str] = {
    "gradient-descent": "gradient_descent",
}
"""The module of each topic that has exercises; read without importing them."""
