"""Derivatives of one and several variables."""

MODULES: dict[str, str] = {
    "limits": "limits",
    "derivative-rules": "derivative_rules",
    "chain-rule": "chain_rule",
    "partial-derivatives": "partial_derivatives",
    "gradient": "gradient",
    "continuity": "continuity",
    "derivative-definition": "derivative_definition",
    "higher-derivatives": "higher_derivatives",
    "extrema": "extrema",
    "functions-of-several-variables": "functions_of_several_variables",
    "integrals": "integrals",
    "fundamental-theorem": "fundamental_theorem",
    "directional-derivative": "directional_derivative",
    "hessian": "hessian",
    "jacobian": "jacobian",
    "multivariable-chain-rule": "multivariable_chain_rule",
    "taylor-series": "taylor_series",
    "improper-integrals": "improper_integrals",
    "integration-by-parts": "integration_by_parts",
    "integration-by-substitution": "integration_by_substitution",
    "mean-value-theorem": "mean_value_theorem",
    "implicit-and-logarithmic-differentiation": "implicit_and_logarithmic_differentiation",
}
"""The module of each topic that has exercises; read without importing them."""
