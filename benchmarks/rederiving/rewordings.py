"""Readers for further wordings of generators that other modules read already."""

from __future__ import annotations

import math
from typing import Any

import mpmath as mp

from rederiving.calculus import XY, area, d, tangent
from rederiving.foundations import f, in_x
from rederiving.latex import array, function_of
from rederiving.machine_learning import sigmoid
from rederiving.newer import dual_function, on_wheel
from rederiving.numeric import a, column, det, gradient, listed, n, one, roots, solve
from rederiving.probability import poisson_event, share_in_table
from rederiving.rules import Formula, Rules

rule = Rules()

rule(
    "arithmetic-and-fractions.fractions",
    lambda x, y: n(x) - n(y) if n(x) >= n(y) else None,
    "A jug holds $«x»$ of a litre and you pour $«y»$ of a litre into a pan. What is left?",
)
for _sign, _how in ((1, "more"), (-1, "less")):
    rule(
        "arithmetic-and-fractions.before",
        lambda x, p, s=_sign: n(x) / (1 + s * n(p)),
        *(
            f"{start} «x»{unit}. That is $«p»$ {_how} than a year ago. What was it then?"
            for start, unit in (
                ("The training now takes", " minutes"),
                ("A newsletter now has", " readers"),
                ("A graphics card now costs", " euros"),
            )
        ),
    )
rule(
    "function-composition-and-inverse.compose",
    lambda x: in_x(lambda t: f(x)(f(x)(t))),
    "For $f(x) = «x»$, write $f(f(x))$ without brackets.",
)
rule(
    "sequences-and-series.unknown",
    lambda x, k, y: one(roots(lambda r: n(x) * r ** int(k) - n(y), int(k))) if int(k) % 2 else None,
    "After «k» equal steps of multiplying, «x» has become «y». What was the factor?",
)
rule(
    "counting-and-combinatorics.count",
    lambda size, k: math.perm(int(size), int(k)),
    "«size» runners race. In how many ways can the first «k» places be taken?",
)
rule(
    "trigonometry.angle",
    lambda x: tuple(mp.mpf(k) for k in range(361) if abs(mp.sin(mp.radians(k)) - n(x)) < mp.mpf("1e-25")),
    "At which two angles, in degrees from 0 to 360, does the unit circle have the height $«x»$?",
)
rule(
    "trigonometry.angle",
    lambda x, c: solve(lambda t: f(x, "t")(t) - n(c), "0.00007", 60)[0],
    "The water in a harbour stands $«x»$ decimetres high after $t$ hours. When does it stand at «c» decimetres for the first time after the start?",
)
rule("trigonometry.convert", lambda x: mp.degrees(n(x)), "Convert $«x»$ to degrees.")
rule("trigonometry.convert", lambda x: mp.radians(n(x)), "Convert $«x»^\\circ$ to radians.")
rule(
    "trigonometry.convert",
    lambda r, x: n(r) * mp.radians(n(x)),
    "A pizza has a radius of «r» inches, and one slice takes up $«x»^\\circ$. How long is the crust of that slice, in inches?",
)
rule(
    "trigonometry.wheel",
    lambda k, size: on_wheel(k, size),
    "Code the hour «k» of a day of «size» hours as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
)
rule(
    "matrix-multiplication.multiply",
    lambda m: a(m) @ a(m) @ a(m),
    "A state changes by $A = «m»$ in each step. Which matrix takes it 3 steps on?",
)
rule(
    "tensors-and-broadcasting.entries",
    lambda x: math.prod(int(v) for v in listed(x)),
    "A batch is stored with the shape $(«x»)$. How many numbers does that make?",
)
rule(
    "low-rank-approximation.storage",
    lambda r, c, k: int(k) * (int(r) + int(c)),
    "A $«r» \\times «c»$ table is stored as two factors of rank $«k»$. How many numbers does that make?",
    "A $«r» \\times «c»$ table is stored as two factors of rank $«k»$. How many numbers are that?",
)
rule(
    "derivative-rules.differentiate",
    tangent,
    "Which linear function approximates $f(x) = «x»$ best near $x = «c»$? Give it as a formula in $x$.",
)
rule(
    "chain-rule.differentiate",
    lambda x, y, e, v: Formula(
        ("w", "b"), lambda w, b: gradient(function_of(e, "w", "b"), w, b)[("w", "b").index(v), 0]
    ),
    "A linear neuron with the weight $w$ and the bias $b$ sees the input $«x»$ and should answer $«y»$. Its loss is $L(w, b) = «e»$. Find $\\frac{\\partial L}{\\partial «v»}$.",
)
rule(
    "gradient.compute",
    lambda x: Formula(XY, lambda s, t: gradient(function_of(x, "x", "y"), s, t)),
    "Find the gradient of $f(x, y) = «x»$.",
)
rule(
    "integrals.average",
    lambda x, low, high: area(x, low, high) / (n(high) - n(low)),
    "The temperature of a server is $f(x) = «x»$ degrees after $x$ hours. What is its average from $«low»$ to $«high»$?",
)
rule(
    "fundamental-theorem.definite",
    lambda x, c: area(x, "0", c),
    "A model's training loss changes at the rate $«x»$ per epoch after $x$ epochs. What is the net change over the first «c» epochs?",
    "A tank fills at the rate $r(x) = «x»$ litres per minute (a negative rate means it empties). By how much does its content change from minute 0 to minute «c»?",
)
for _limit, _slope in (("x", "1"), ("«m»x", None)):
    rule(
        "multiple-integrals.order",
        lambda c, x, m="1": n(m) * n(c),
        f"In $\\int_0^{{«c»}} \\int_0^{{{_limit}}} «x» \\, dy \\, dx$ the order is exchanged. Which is the upper limit of $y$, now outside?",
        f"The triangle of $\\int_0^{{«c»}} \\int_0^{{{_limit}}} «x» \\, dy \\, dx$ is cut along the other variable. Up to which number does $y$ run, as the outer variable?",
    )
    rule(
        "multiple-integrals.order",
        lambda c, x, m="1": Formula(("y",), lambda y: y / n(m)),
        f"Exchange the order in $\\int_0^{{«c»}} \\int_0^{{{_limit}}} «x» \\, dy \\, dx$: now $x$ is inside. For a fixed $y$, where does $x$ begin?",
    )


def _factor(x: str, y: str, p: str = "0.3, 0.9") -> Any:
    return abs(det(array([list(gradient(function_of(h, "u", "v"), *listed(p))[:, 0]) for h in (x, y)])))


rule(
    "change-of-variables.factor",
    _factor,
    "Under an integral small areas change by a factor. Which one belongs to $T(u, v) = («x», «y»)$?",
    "Under an integral small areas change by a factor. Which one belongs to $T(u, v) = («x», «y»)$ at $(«p»)$?",
)
rule(
    "gradient-descent.unknown",
    lambda x: 2 / d(f(x), 0, 2),
    "Gradient descent on $f(x) = «x»$ converges from every start exactly for $0 < \\eta < \\eta_{\\max}$. Find $\\eta_{\\max}$.",
    "How large may the learning rate be at most, before gradient descent on $f(x) = «x»$ no longer converges? Give the bound.",
)
rule(
    "convex-sets-and-functions.chord",
    lambda x, u, v, t: f(x)(n(u)) + (f(x)(n(v)) - f(x)(n(u))) * (n(t) - n(u)) / (n(v) - n(u)) - f(x)(n(t)),
    "Join the points of the graph of $f(x) = «x»$ at $«u»$ and $«v»$. What is the height of the chord at $«t»$, less $f(«t»)$?",
)
rule(
    "convex-sets-and-functions.chord",
    lambda x, u, v: f(x)(n(v)) - f(x)(n(u)) - d(f(x), n(u)) * (n(v) - n(u)),
    "How far does the graph of $f(x) = «x»$ lie above its tangent at $«u»$, when you look at $x = «v»$? (Negative if it lies below.)",
)
S = "kkt-conditions.unknown"
rule(
    S,
    lambda y, w, c: one(roots(lambda t: function_of(w, "x", "y")(t, n(y)) - n(c))),
    "Minimise $(x - t)^2 + (y - «y»)^2$ subject to $«w» \\le «c»$. Up to which $t$ is the multiplier zero?",
)
rule(
    S,
    lambda y, w, c: one(roots(lambda t: function_of(w, "x", "y")(t, -n(y)) - n(c))),
    "Minimise $(x - t)^2 + (y + «y»)^2$ subject to $«w» \\le «c»$. Up to which $t$ is the multiplier zero?",
    "The target of $(x - t)^2 + (y + «y»)^2$ wanders to the right as $t$ grows. From which $t$ on does the wall $«w» \\le «c»$ begin to push?",
)


def _held(x: str, c: str, at_least: bool) -> tuple[Any, Any]:
    free = one(roots(lambda t: d(f(x), t), 2))
    at = max(free, n(c)) if at_least else min(free, n(c))
    return at, abs(d(f(x), at))


for _words, _least in (("at least", True), ("at most", False)):
    rule(
        "kkt-conditions.line",
        lambda x, c, least=_least: _held(x, c, least)[0],
        f"A setting $x$ costs $«x»$, and it must be {_words} $«c»$. At which $x$ is the minimum?",
    )
    rule(
        "kkt-conditions.line",
        lambda x, c, e, least=_least: _held(x, c, least)[1],
        f"A setting $x$ costs $«x»$, and it must be {_words} $«c»$. With the constraint written as $«e» \\le 0$, what is its KKT multiplier $\\mu$?",
    )
for _sign in ("\\le", "\\ge"):
    rule(
        "duality.solve",
        lambda x, w, c, e, s=_sign: max(
            mp.mpf(0), one(roots(lambda m: d(dual_function(x, w, s, c, ("x",)), m), 2))
        ),
        f"Minimise $«x»$ subject to $«w» {_sign} «c»$. Its dual problem is to maximise $«e»$ over $m \\ge 0$. At which $m$ is the maximum?",
    )
    rule(
        "duality.solve",
        lambda x, c, e, u, s=_sign: _held(x, c, s == "\\ge")[0],
        f"Minimise $«x»$ subject to $x {_sign} «c»$. The dual function is $d(m) = «e»$, and for a price $m$ the Lagrangian is lowest at $x = «u»$. Solve the dual and recover the primal solution.",
        f"Minimise $«x»$ subject to $x {_sign} «c»$. From the dual function $d(m) = «e»$ find the best price, and from it the best point: $x = «u»$ answers the price $m$.",
    )
rule(
    "duality.unknown",
    lambda k, w, c, v, e, p, q: (
        n(p) * function_of(w, "x", "y")(mp.mpf(1), mp.mpf(0))
        + n(q) * function_of(v, "x", "y")(mp.mpf(1), mp.mpf(0))
    ),
    "Minimise $k x + «k» y$ subject to $«w» \\ge «c»$, $«v» \\ge «e»$ and $x, y \\ge 0$. At the optimum both variables are positive, and the dual prices are $«p»$ and $«q»$. What is $k$?",
)
rule.story(
    "sample-spaces-and-events.overlap",
    3,
    lambda x, y, z: x + y - z,
    "At least one of the two is the case with probability",
    "How probable is it that both are\\?$",
)
rule.story(
    "sample-spaces-and-events.list",
    1,
    lambda size: size * (size - 1),
    "gold and silver are handed out",
    "No \\w+ gets two of them",
)
rule(
    "conditional-probability.compute",
    lambda k, one_, table, given, asked: share_in_table(table, given, asked),
    "Of «k» … it is known: «table» One «one_» is picked at random, and it turns out that this «one_» «given». What is the probability that this «one_» «asked»?",
)
rule(
    "conditional-probability.compute",
    lambda x, p, y, q, r, s: (lambda c: (c[s] - (s == r)) / (n(x) + n(y) - 1))({p: n(x), q: n(y)}),
    "A drawer holds «x» «p» and «y» «q» balls. Two are drawn one after the other, without putting the first back. The first one is «r». How probable is it that the second is «s»?",
)
for _verb in ("come from", "travel by", "were taken in", "were taken at"):
    rule(
        "law-of-total-probability.shift",
        lambda u, v, w, p, q, r, k, s, t, **shares: (lambda c: n(k) / 100 * (c[t] - c[s]))(
            {u: n(p), v: n(q), w: n(r)}
        ),
        f"Of the …, $«x»$ {_verb} «u», $«y»$ {_verb} «v» and $«z»$ {_verb} «w». In these three cases … with probability $«p»$, $«q»$ and $«r»$. Later «k» percentage points of the mix move from “«s»” to “«t»”; no rate changes. By how much does the overall probability change? (A fall is negative.)",
    )
_COUNT = "… come as a Poisson count, on average $«rate»$ …. What is the probability that "
rule(
    "poisson-and-geometric.count",
    poisson_event,
    _COUNT + "«event» in a span «times» times as long?",
    _COUNT + "«event»?",
)
rule.story("hypothesis-testing.unknown", 2, lambda level, p: level / p, "How many tests does it correct for")
rule(
    "naive-bayes.likelihood",
    lambda c, k, w, m, alpha="1": n(alpha) / (n(k) + n(alpha) * n(m)),
    *(
        "The training texts of the class “«c»” have «k» words in all; “«w»” never occurs among them. The vocabulary has «m» words. "
        + end
        for end in (
            "What is the likelihood of “«w»” in this class with Laplace smoothing?",
            "What is its smoothed likelihood in this class with $\\alpha = «alpha»$?",
        )
    ),
)
rule(
    "activation-functions.evaluate",
    lambda z, what: {"ReLU": lambda t: max(mp.mpf(0), t), "sigmoid": sigmoid, "tanh": mp.tanh}[what](n(z)),
    "A unit has the pre-activation $z = «z»$ and uses the «what». What is its output?",
)
rule(
    "attention.shape",
    lambda k, e, k2, m, k3, v: column(n(m), n(e)) if k == k2 == k3 else None,
    "The queries have the shape $«k» \\times «e»$, the attention weights $«k2» \\times «m»$ and the output $«k3» \\times «v»$. What is the shape of $K$? Answer as [rows, columns].",
)
rule(
    "attention.shape",
    lambda k, e, k2, m, k3, v: column(n(m), n(v)) if k == k2 == k3 else None,
    "The queries have the shape $«k» \\times «e»$, the attention weights $«k2» \\times «m»$ and the output $«k3» \\times «v»$. What is the shape of $V$? Answer as [rows, columns].",
)
