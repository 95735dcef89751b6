"""Readers for the topic “Multicollinearity”."""

from __future__ import annotations

from rederiving.numeric import a, det, eigenvalues, inverse, n
from rederiving.rules import Rules

rule = Rules()

S = "cause"
rule.story(S, 1, lambda v: 1 - 1 / v, "^(A feature has the variance inflation factor|Software warns)")
rule.story(S, 1, lambda t: t**2, "^Collinearity makes a standard error", "What is the VIF")
rule.story(S, 2, lambda e, t: (t / e) ** 2, "^Without its collinear partner")
rule(
    S,
    lambda v: 1 - n(v),
    "The correlation matrix of two features has the eigenvalue «v» for the vector $(1, -1)$. What is their correlation?",
)
rule(
    S,
    lambda v: n(v) - 1,
    "The correlation matrix of two features has the eigenvalue «v» for the vector $(1, 1)$. What is their correlation?",
)
S = "factor"
rule(
    S,
    lambda m: max(eigenvalues(a(m))) / min(eigenvalues(a(m))),
    "What is the condition number, largest over smallest eigenvalue, of the correlation matrix $«m»$?",
)
rule(
    S,
    lambda m: inverse(a(m))[0, 0] if det(a(m)) != 0 else None,
    "For $C = «m»$, what stands on the diagonal of $C^{-1}$?",
)
rule(
    S,
    lambda r: 1 / (1 - n(r)),
    "A regression of one feature on all the others explains the share $R^2 = «r»$ of its variation. What is its variance inflation factor?",
    "The other features predict the … with $R^2 = «r»$. By which factor is the variance of its coefficient inflated?",
)
rule(
    S,
    lambda r: 1 / (1 - n(r) ** 2),
    "Two standardised features, …, have the correlation $«r»$. What is the variance inflation factor of each?",
)
rule(
    S,
    lambda m, c: (max(eigenvalues(a(m))) + n(c)) / (min(eigenvalues(a(m))) + n(c)),
    "What is the condition number, largest over smallest eigenvalue, of the correlation matrix $«m»$ after a ridge penalty has added «c» to its diagonal?",
)
