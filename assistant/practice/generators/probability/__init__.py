"""Conditioning and its inversion."""

MODULES: dict[str, str] = {
    "conditional-probability": "conditional_probability",
    "bayes-theorem": "bayes_theorem",
}
"""The module of each topic that has exercises; read without importing them."""
