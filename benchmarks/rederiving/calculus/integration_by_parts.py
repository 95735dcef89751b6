"""Readers for the topic “Integration by parts”."""

from __future__ import annotations

from rederiving.calculus.integrals import area
from rederiving.numeric import n, one, roots
from rederiving.rules import Rules

rule = Rules()

rule(
    "logarithm",
    lambda low, high, x: area(x, low, high),
    "Compute $\\int_{«low»}^{«high»} «x» \\, dx$.",
    "Find $\\int_{«low»}^{«high»} «x» \\, dx$.",
    "Compute $\\int_{«low»}^{«high»} «x» \\, dx$ by parts.",
)
for S in ("by-parts", "logarithm"):
    rule(S, lambda x: n(x), "Find $«x»$.", "Compute $«x»$ by parts.", "Compute $«x»$.")
rule(
    "move",
    lambda p, q, r, s, low, high, t, u, v, w, x, y: (
        n(s) * n(w) - n(q) * n(u) - n(y) if (p, r, t, v) == (low, high, low, high) else None
    ),
    "Known: $u(«p») = «q»$, $u(«r») = «s»$, $v(«t») = «u»$, $v(«v») = «w»$ and $\\int_{«low»}^{«high»} «x» \\, dx = «y»$. Find $\\int_{«low»}^{«high»} u(x) \\, v'(x) \\, dx$.",
)
rule(
    "unknown",
    lambda p, q, r, s, t, x, y: one(roots(lambda k: k * n(t) - n(q) * n(s) - n(x) - n(y))),
    "Known: $u(«p») = «q»$, $u(«r») = k$, $v(«p») = «s»$, $v(«r») = «t»$, $\\int_{«p»}^{«r»} u' \\, v \\, dx = «x»$ and $\\int_{«p»}^{«r»} u \\, v' \\, dx = «y»$. Find $k$.",
)
rule.in_words("roles", "which of two ways of integrating by parts leads to something simpler")
