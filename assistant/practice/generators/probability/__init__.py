"""Probability: events, conditioning, random variables, distributions, information."""

MODULES: dict[str, str] = {
    "sample-spaces-and-events": "sample_spaces_and_events",
    "conditional-probability": "conditional_probability",
    "bayes-theorem": "bayes_theorem",
    "random-variables": "random_variables",
    "expectation": "expectation",
}
"""The module of each topic that has exercises; read without importing them."""
