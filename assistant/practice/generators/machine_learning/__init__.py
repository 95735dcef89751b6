"""Exercises on machine learning."""

MODULES: dict[str, str] = {
    "linear-regression": "linear_regression",
    "evaluation-metrics": "evaluation_metrics",
    "perceptron": "perceptron",
    "k-means": "k_means",
    "k-nearest-neighbours": "k_nearest_neighbours",
    "logistic-regression": "logistic_regression",
    "loss-functions": "loss_functions",
    "softmax-and-multiclass": "softmax_and_multiclass",
    "naive-bayes": "naive_bayes",
    "decision-trees-and-information-gain": "decision_trees_and_information_gain",
    "neural-network-forward-pass": "neural_network_forward_pass",
    "activation-functions": "activation_functions",
    "attention": "attention",
    "convolution": "convolution",
    "adaline": "adaline",
    "backpropagation": "backpropagation",
    "bias-variance-tradeoff": "bias_variance_tradeoff",
    "cross-validation": "cross_validation",
    "ensembles-and-boosting": "ensembles_and_boosting",
    "regularisation": "regularisation",
    "weight-initialisation": "weight_initialisation",
}
"""The module of each topic that has exercises; read without importing them."""
