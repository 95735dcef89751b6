"""Probability: events, conditioning, random variables, distributions, information."""

MODULES: dict[str, str] = {
    "sample-spaces-and-events": "sample_spaces_and_events",
    "conditional-probability": "conditional_probability",
    "bayes-theorem": "bayes_theorem",
    "random-variables": "random_variables",
    "expectation": "expectation",
    "independence": "independence",
    "law-of-total-probability": "law_of_total_probability",
    "variance-and-standard-deviation": "variance_and_standard_deviation",
}
"""The module of each topic that has exercises; read without importing them."""
