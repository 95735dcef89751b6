"""Finding minima by following the gradient."""

MODULES: dict[str, str] = {
    "gradient-descent": "gradient_descent",
    "stochastic-gradient-descent": "stochastic_gradient_descent",
    "momentum": "momentum",
    "learning-rate-and-conditioning": "learning_rate_and_conditioning",
    "newtons-method": "newtons_method",
    "lagrange-multipliers": "lagrange_multipliers",
    "critical-points-and-saddle-points": "critical_points_and_saddle_points",
    "local-and-global-minima": "local_and_global_minima",
    "adam": "adam",
    "convex-sets-and-functions": "convex_sets_and_functions",
    "kkt-conditions": "kkt_conditions",
    "duality": "duality",
}
"""The module of each topic that has exercises; read without importing them."""
