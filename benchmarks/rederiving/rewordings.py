"""Readers for further wordings of generators that other modules read already."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import math
from typing import Any

import mpmath as mp

from rederiving.calculus import XY, area, d, tangent
from rederiving.foundations import f, in_x
from rederiving.latex import array, dot, function_of, norm
from rederiving.machine_learning import sigmoid
from rederiving.newer import dual_function, on_wheel
from rederiving.numeric import a, column, det, gradient, linear, listed, n, one, roots, solve
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
rule(
    "trigonometry.triangle",
    lambda x, y, z: (n(x) ** 2 + n(y) ** 2 - n(z) ** 2) / (2 * n(x) * n(y)),
    "A triangle has the sides $a = «x»$, $b = «y»$ and $c = «z»$. What is the cosine of the angle opposite $c$?",
)
rule(
    "trigonometry.wheel",
    lambda k, size, same: on_wheel(k, size) if size == same else None,
    "Which two features, cosine first, does … «k» of a … with «size» … get on a wheel of «same» places?",
)
S = "proof-techniques.induction"


def _for_good(x: str, y: str) -> Any:
    """The first whole number from which a claim holds; an exponential has overtaken a line long before 60."""
    left, right = function_of(x, "n"), function_of(y, "n")
    fails = [k for k in range(0, 61) if not left(mp.mpf(k)) > right(mp.mpf(k))]
    return mp.mpf(max(fails) + 1) if fails and max(fails) < 50 else None


rule(
    S,
    _for_good,
    "An induction is to prove $«x» > «y»$ for all whole $n$ from some base case on. What is the smallest base case from which it is true for good?",
)
_SUM = "An induction proves a formula for $S(n) = \\sum_{j=1}^{n} («x»)$. "
rule(
    S,
    lambda x, m, v, k: sum(function_of(x, "j")(mp.mpf(j)) for j in range(1, int(k) + 1)),
    _SUM + "Given $S(«m») = «v»$, which value must the formula have at $n = «k»$?",
)
rule(
    S,
    lambda x, m, k: function_of(x, "j")(n(k)) if int(k) == int(m) + 1 else None,
    _SUM + "Which number does the step from $n = «m»$ to $n = «k»$ add?",
)
S = "proof-techniques.counterexample"
_first = lambda fails: next((mp.mpf(k) for k in range(1, 2000) if fails(k)), None)
_whole = lambda x: lambda k: int(mp.nint(function_of(x, "n")(mp.mpf(k))))
_is_prime = lambda v: v > 1 and all(v % q for q in range(2, math.isqrt(v) + 1))
rule(
    S,
    lambda x, m: _first(lambda k: math.gcd(_whole(x)(k), int(m)) > 1),
    "Somebody claims: $«x»$ has no common factor with «m» for any whole $n \\ge 1$. What is the smallest counterexample?",
)
rule(
    S,
    lambda x: _first(lambda k: not _is_prime(_whole(x)(k))),
    "Somebody claims: $«x»$ is prime for every whole $n \\ge 1$. What is the smallest counterexample?",
)
rule(
    S,
    lambda x, y: _first(lambda k: not _whole(x)(k) < _whole(y)(k)),
    "The claim is that $«x» < «y»$ for every whole $n \\ge 1$. Refute it: which is the first $n$ for which it fails?",
)
rule(
    "norms-and-distance.distance",
    lambda u, v, kind: norm(a(u) - a(v), {"L1": 1, "L2": 2, "maximum": mp.inf}[kind]),
    "Two customers are described by $«u»$ and $«v»$. How far apart are they in the «kind» norm?",
)
rule(
    "linear-transformations.unknown",
    lambda x, y, t: linear(
        array([[function_of(g, "x", "y")(mp.mpf(i), mp.mpf(1 - i)) for i in (1, 0)] for g in (x, y)]), a(t)
    ),
    "Which vector does $T(x, y) = («x», «y»)$ take to $«t»$?",
)
rule(
    "fundamental-theorem.definite",
    lambda x, c: area(x, "0", c),
    "A tank fills at the rate $r(x) = «x»$ litres per minute, $x$ minutes after the start (a negative rate means it empties). By how much does its content change from minute 0 to minute «c»?",
)
rule(
    "lagrange-multipliers.solve",
    lambda x, w, c: (
        (lambda u: n(c) / dot(u, u) * u)(gradient(function_of(w, "x", "y"), mp.mpf(0), mp.mpf(0)))
        if x == "x^2 + y^2"
        else None
    ),
    "Minimise $f(x, y) = «x»$ under the constraint $«w» = «c»$.",
)
rule(
    "conditional-probability.compute",
    lambda x, p, y, q, s: (lambda k: k * (k - 1) / ((n(x) + n(y)) * (n(x) + n(y) - 1)))(
        {p: n(x), q: n(y)}[s]
    ),
    "A ‹box|bag|drawer› holds «x» «p» and «y» «q» ‹balls|cards|sweets|socks›. Two are drawn one after the other, without putting the first back. How probable is it that both are «s»?",
)
rule(
    "bayes-theorem.posterior",
    lambda x, y, z, p, q, r, which: (lambda j: j["ABC".index(which)] / sum(j))(
        [n(x) * n(p), n(y) * n(q), n(z) * n(r)]
    ),
    *(
        f"Three {who} A, B and C handle the {what}: A $«x»$, B $«y»$, C $«z»$ of them. The error rates are $«p»$, $«q»$, $«r»$, in this order. {end}. How probable is it that it came from {one_} «which»?"
        for who, what, end, one_ in (
            ("data centres", "requests", "A random request fails", "data centre"),
            ("suppliers", "sensors", "A random sensor is broken", "supplier"),
            ("machines", "parts", "A random part is faulty", "machine"),
        )
    ),
)
for _verb in ("were taken", "come", "travel"):
    rule(
        "law-of-total-probability.shift",
        lambda u, v, w, p, q, r, k, s, t, **shares: (lambda c: n(k) / 100 * (c[t] - c[s]))(
            {u: n(p), v: n(q), w: n(r)}
        ),
        f"Of the …, $«x»$ {_verb} «u», $«y»$ {_verb} «v» and $«z»$ {_verb} «w». In these three cases … with probability $«p»$, $«q»$ and $«r»$. Later «k» percentage points of the mix move from “«s»” to “«t»”; no rate changes. By how much does the overall probability change? (A fall is negative.)",
    )
rule(
    "activation-functions.evaluate",
    lambda z, what: mp.diff({"sigmoid": sigmoid, "tanh": mp.tanh}[what], n(z)),
    "A unit has the pre-activation $z = «z»$ and uses the «what». How steep is the activation there?",
)
rule(
    "function-composition-and-inverse.compose",
    lambda x, y: in_x(lambda t: f(x)(f(y)(t))),
    "Two layers compute $f(x) = «x»$ and $g(x) = «y»$, first $g$ and then $f$. Which formula do they compute together?",
)
rule(
    "sequences-and-series.term",
    lambda x, y, z, k: n(x) * (n(y) / n(x)) ** int(k),
    "A value is multiplied by the same factor in every step: $«x»$, $«y»$, $«z»$, … The first has the index 0. Which value has the index «k»?",
)
rule(
    "trigonometry.triangle",
    lambda x, y, t: mp.sqrt(n(x) ** 2 + n(y) ** 2 - 2 * n(x) * n(y) * mp.cos(mp.radians(n(t)))),
    "From one harbour two boats sail off, «x» and «y» miles, on courses $«t»^\\circ$ apart. How many miles are they apart?",
)
rule(
    "trigonometry.wheel",
    lambda k, size, same: on_wheel(k, size) if size == same else None,
    "Which two features, cosine first, does the hour «k» of a day of «size» hours get on a wheel of «same» places?",
)
rule(
    S,
    lambda x, m: _first(lambda k: math.gcd(_whole(x)(k), int(m)) > 1),
    "The claim is that $«x»$ has no common factor with «m» for any whole $n \\ge 1$. Refute it: which is the first $n$ for which it fails?",
)
rule(
    S,
    lambda x: _first(lambda k: not _is_prime(_whole(x)(k))),
    "The claim is that $«x»$ is prime for every whole $n \\ge 1$. Refute it: which is the first $n$ for which it fails?",
)
rule(
    S,
    lambda x, y: _first(lambda k: not _whole(x)(k) < _whole(y)(k)),
    "Somebody claims: $«x» < «y»$ for every whole $n \\ge 1$. What is the smallest counterexample?",
)
rule(
    "dot-product.unknown",
    lambda u, v: dot(a(u), a(v)) / dot(a(v), a(v)),
    "Which multiple $t\\,\\mathbf{v}$ comes closest to $\\mathbf{u}$? Give $t$ for $\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$.",
)
rule(
    "matrix-multiplication.multiply",
    lambda m, x: a(m) @ a(x),
    "Compute $A\\mathbf{x}$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
)
rule(
    "quadratic-forms.value",
    lambda m, w: (a(w).T @ a(m) @ a(w))[0, 0],
    "Two risks have the covariance matrix $«m»$. What is the variance of the mix with the weights $«w»$, that is $\\mathbf{w}^\\top A \\mathbf{w}$?",
)
rule(
    "derivative-rules.differentiate",
    lambda x: in_x(lambda t: d(f(x), t)),
    "What is the derivative of $«x»$ with respect to $x$?",
)
rule(
    "gradient-descent.descend",
    lambda p, r, x: column(*listed(p)) - n(r) * gradient(function_of(x, "x", "y"), *listed(p)),
    "From $(«p»)$ one step of gradient descent with $\\eta = «r»$ is taken on $f(x, y) = «x»$. Give the new point.",
)
rule.story(
    "sample-spaces-and-events.list",
    1,
    lambda size: size * (size - 1) * (size - 2),
    "gold, silver and bronze are handed out",
    "No \\w+ gets two of them",
)
