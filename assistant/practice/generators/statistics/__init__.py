"""Exercises on statistics."""

MODULES: dict[str, str] = {
    "descriptive-statistics": "descriptive_statistics",
    "estimators-bias-and-variance": "estimators_bias_and_variance",
    "confidence-intervals": "confidence_intervals",
    "hypothesis-testing": "hypothesis_testing",
    "maximum-likelihood": "maximum_likelihood",
    "maximum-a-posteriori": "maximum_a_posteriori",
    "experimental-design-and-ab-testing": "experimental_design_and_ab_testing",
    "bootstrap": "bootstrap",
    "linear-regression-inference": "linear_regression_inference",
    "multicollinearity": "multicollinearity",
}
"""The module of each topic that has exercises; read without importing them."""
