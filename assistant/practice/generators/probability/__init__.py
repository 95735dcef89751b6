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
    "joint-and-marginal-distributions": "joint_and_marginal_distributions",
    "bernoulli-and-binomial": "bernoulli_and_binomial",
    "uniform-and-exponential": "uniform_and_exponential",
    "poisson-and-geometric": "poisson_and_geometric",
    "normal-distribution": "normal_distribution",
    "covariance-and-correlation": "covariance_and_correlation",
    "entropy": "entropy",
    "cross-entropy": "cross_entropy",
    "law-of-large-numbers": "law_of_large_numbers",
    "central-limit-theorem": "central_limit_theorem",
    "kl-divergence": "kl_divergence",
    "markov-chains": "markov_chains",
    "conditional-expectation": "conditional_expectation",
    "mutual-information": "mutual_information",
    "sampling": "sampling",
    "transformations-of-random-variables": "transformations_of_random_variables",
}
"""The module of each topic that has exercises; read without importing them."""
