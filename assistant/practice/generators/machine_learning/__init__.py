"""Exercises on machine learning."""

MODULES: dict[str, str] = {
    "linear-regression": "linear_regression",
    "evaluation-metrics": "evaluation_metrics",
    "perceptron": "perceptron",
    "k-means": "k_means",
}
"""The module of each topic that has exercises; read without importing them."""
