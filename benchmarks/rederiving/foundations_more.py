"""Readers for foundations: geometry, sequences, logarithms, counting, sums, sets, complex numbers."""

from __future__ import annotations

import itertools
import math
from typing import Any

import mpmath as mp

from rederiving.foundations import exponent, f, formula, in_x
from rederiving.latex import function_of, value_of
from rederiving.numeric import column, difference, listed, n, one, polynomial, roots
from rederiving.rules import Formula, Rules

rule = Rules()


def point(text: str) -> Any:
    """A point written as `1, 2`."""
    return column(*listed(text))


def length(vector: Any) -> Any:
    """The Euclidean length."""
    return mp.sqrt(sum(mp.fabs(v) ** 2 for v in vector.flatten()))


def through(p: str, q: str) -> tuple[Any, Any]:
    """Slope and height at zero of the line through two points."""
    (x1, y1), (x2, y2) = listed(p), listed(q)
    slope = (y2 - y1) / (x2 - x1)
    return slope, y1 - slope * x1


S = "coordinate-geometry.missing"
rule(
    S,
    lambda m, p: 2 * point(m) - point(p),
    "$(«m»)$ lies exactly halfway between $(«p»)$ and a point $Q$. Where is $Q$?",
    "Mirror the point $(«p»)$ in the point $(«m»)$. Where does it land?",
)
rule(
    S,
    lambda r, p, x: roots(lambda y: (n(x) - point(p)[0, 0]) ** 2 + (y - point(p)[1, 0]) ** 2 - n(r) ** 2),
    "The circle of radius «r» around $(«p»)$ meets the vertical line $x = «x»$ twice. At which two heights?",
    "Which points with $x = «x»$ lie at distance «r» from $(«p»)$? Give both values of $y$.",
)
rule(
    S,
    lambda m, p, x: point(p)[1, 0] + n(m) * (n(x) - point(p)[0, 0]),
    "A line of slope «m» passes through $(«p»)$. How high is it at $x = «x»$?",
)
rule(
    S,
    lambda p, x, m: point(p)[1, 0] + n(m) * (n(x) - point(p)[0, 0]),
    "The line through $(«p»)$ and $(«x», k)$ has the slope «m». What is $k$?",
)
S = "coordinate-geometry.measure"
rule(
    S,
    lambda p, q: through(p, q)[0],
    "A regression line passes through $(«p»)$ and $(«q»)$. By how much does it rise for each unit to the right?",
    "What is the slope of the line through $(«p»)$ and $(«q»)$?",
)
rule(
    S,
    lambda p, q: length(point(p) - point(q)),
    "A robot drives straight from $(«p»)$ to $(«q»)$. How long is its way?",
    "Two detections in an image have their centres at $(«p»)$ and $(«q»)$. What is their distance?",
    "How far is the point $(«p»)$ from the point $(«q»)$?",
)
rule(
    S,
    lambda p, q: (point(p) + point(q)) / 2,
    "A circle has a diameter from $(«p»)$ to $(«q»)$. Where is its centre?",
    "A cluster holds just the points $(«p»)$ and $(«q»)$. Where is its mean, the point halfway between them?",
)
S = "coordinate-geometry.equation"


def _line(kind: str, x: str, p: str) -> Formula:
    slope = mp.diff(f(x), 1)
    slope = slope if kind == "parallel" else -1 / slope
    px, py = listed(p)
    return in_x(lambda t: py + slope * (t - px))


rule(S, _line, "Which line is «kind» to $f(x) = «x»$ and passes through $(«p»)$? Give its formula in $x$.")
rule(S, _line, "Through $(«p»)$ goes a line «kind» to the graph of $«x»$. Write it as a formula in $x$.")
rule(
    S,
    lambda p, q: in_x(lambda t: through(p, q)[0] * t + through(p, q)[1]),
    "Which function $f(x) = mx + c$ passes through $(«p»)$ and $(«q»)$?",
    "Write the line through $(«p»)$ and $(«q»)$ as a formula in $x$.",
)


def _circle(p: str, q: str) -> Formula:
    (u, v), (s, t) = listed(p), listed(q)
    return Formula(("x", "y"), lambda x, y: (x - u) ** 2 + (y - v) ** 2 - (s - u) ** 2 - (t - v) ** 2)


rule(
    S,
    _circle,
    "A circle around $(«p»)$ passes through $(«q»)$. Its equation is $u(x, y) = 0$ with $u(x, y) = (x - p)^2 + (y - q)^2 - r^2$. Write out $u(x, y)$.",
)
S = "sequences-and-series.series"
rule(
    S,
    lambda x: n(x),
    "What is the sum $«x»$? Use the formula for a finite geometric series.",
    "What is $«x»$?",
    "Work out $«x»$.",
)


def _steps(count: str, first: str, step: Any) -> Any:
    return sum(n(first) + k * step for k in range(int(count)))


def _listed_sum(count: str, first: str, second: str, last: str) -> Any:
    step = n(second) - n(first)
    return _steps(count, first, step) if n(first) + (int(count) - 1) * step == n(last) else None


rule(
    S, _listed_sum, "Add the «count» terms $«first» + «second» + \\dots + «last»$ of an arithmetic sequence."
)
rule(
    S,
    lambda first, step, count: _steps(count, first, n(step)),
    "On day 1 you solve «first» exercises, and every day «step» more than the day before. How many is that in «count» days?",
    "A sum has «count» terms; the first is «first», and each is «step» more than the one before. What is it?",
)
rule(
    S,
    lambda first, step, count: _steps(count, first, -n(step)),
    "A sum has «count» terms; the first is «first», and each is «step» less than the one before. What is it?",
)


def _endless(x: str, y: str, z: str) -> Any:
    ratio = n(y) / n(x)
    return (
        mp.nsum(lambda k: n(x) * ratio**k, [0, mp.inf])
        if abs(n(y) * ratio - n(z)) < mp.mpf("1e-20")
        else None
    )


rule(S, _endless, "The series $«x» + «y» + «z» + \\dots$ goes on for ever. What is its sum?")


def fixed_point(keep: Any, gain: Any) -> Any:
    """Where `keep * x + gain` stays."""
    return one(roots(lambda t: keep * t + gain - t))


rule(
    S,
    lambda keep, g: fixed_point(n(keep), n(g)),
    "Momentum keeps $«keep»$ of the velocity in each step and adds the gradient, which is always «g». To which value does the velocity grow?",
)
S = "sequences-and-series.average"
rule(
    S,
    lambda b, c, k: n(c) * n(b) ** int(k),
    "A moving average is updated by $m \\leftarrow «b»\\, m + «c»\\, x$ and starts at $m = 0$. What weight does a number have «k» ‹step|steps› after it came in?",
)
rule(
    S,
    lambda b, c, k: sum(n(c) * n(b) ** j for j in range(int(k))),
    "A moving average is updated by $m \\leftarrow «b»\\, m + «c»\\, x$ and starts at $m = 0$. After «k» ‹step|steps›, what is the sum of the weights of all numbers seen?",
)
S = "sequences-and-series.term"
rule(
    S,
    lambda x, y, z, k: n(x) * (n(y) / n(x)) ** int(k),
    "A geometric sequence begins $«x»$, $«y»$, $«z»$, … with the index 0 first. What is $a_{«k»}$?".replace(
        "…", "\N{HORIZONTAL ELLIPSIS}"
    ),
)
rule(
    S,
    lambda r, x, k: n(x) * n(r) ** int(k),
    "Each term is $«r»$ times the one before, and $a_0 = «x»$. Find $a_{«k»}$.",
)
rule(
    S,
    lambda x, r, s: fixed_point(n(r), n(s)),
    "Start at «x» and repeat: take $«r»$ of it and add $«s»$. Which number does the list approach?",
    "The recursion $a_{n+1} = «r» \\, a_n + («s»)$ begins at $a_0 = «x»$. What is its limit?",
    "The recursion $a_{n+1} = «r» \\, a_n + «s»$ begins at $a_0 = «x»$. What is its limit?",
)


def _arithmetic(x: str, k: str) -> Any:
    values = listed(x)
    steps = {values[j + 1] - values[j] for j in range(len(values) - 1)}
    return values[0] + int(k) * steps.pop() if len(steps) == 1 else None


rule(
    S,
    _arithmetic,
    "An arithmetic sequence begins $a_0, a_1, a_2, \\dots = «x», \\dots$. What is $a_{«k»}$?",
    "A log file grows by the same amount each step: «x», … The first value has the index 0. Which value has the index «k»?",
)
S = "sequences-and-series.unknown"
rule(
    S,
    lambda x, s: one(roots(lambda r: n(s) * (1 - r) - n(x))),
    "An endless geometric series starts with «x» and has the sum $«s»$. What is its ratio?",
    "A constant gradient of «x» drives the velocity of momentum up to $«s»$. Which share of the velocity is kept in each step?",
)
rule(
    S,
    lambda x, k, y: (
        one(tuple(r for r in roots(lambda r: n(x) * r ** int(k) - n(y), int(k)))) if int(k) % 2 else None
    ),
    "A geometric sequence has $a_0 = «x»$ and $a_{«k»} = «y»$. What is its ratio?",
)
rule(
    S,
    lambda x, k, y: one(tuple(r for r in roots(lambda r: n(x) * r ** int(k) - n(y), int(k)) if r > 0)),
    "After «k» equal steps of multiplying, «x» has become «y». What was the factor?",
)
rule(
    S,
    lambda x, k, y: (n(y) - n(x)) / int(k),
    "An arithmetic sequence has $a_0 = «x»$ and $a_{«k»} = «y»$. What is its difference $d$?",
)
rule(
    S,
    lambda x, d, y: (n(y) - n(x)) / n(d),
    "An arithmetic sequence has $a_0 = «x»$ and the difference «d». Which index $n$ has the term «y»?",
)


def _by_logarithms(p: str, a_letter: str, q: str, b_letter: str, x: str) -> Formula | None:
    target = n(x)
    for i, j in itertools.product(range(-12, 13), repeat=2):
        if abs(n(p) ** i * n(q) ** j - target) < mp.mpf("1e-20"):
            return Formula((a_letter, b_letter), lambda s, t, i=i, j=j: i * s + j * t)
    return None


S = "exponentials-and-logarithms.law"
rule(
    S,
    _by_logarithms,
    "You only know $\\ln «p» = «a_letter»$ and $\\ln «q» = «b_letter»$. What is $\\ln «x»$?",
)
rule(
    S,
    lambda p, q, x: _by_logarithms(p, "a", q, "b", x),
    "Write $a = \\ln «p»$ and $b = \\ln «q»$. Express $\\ln «x»$ by $a$ and $b$.",
)
rule(
    S,
    lambda x: n(x),
    "What is $«x»$?",
    "Simplify $«x»$ to a plain fraction or whole number.",
    "Change the base to find $«x»$.",
    "To which power must … be raised to give … In other words, find $«x»$.",
)
rule(S, lambda x, y, z: n(z), "To which power must «x» be raised to give $«y»$? In other words, find $«z»$.")
S = "exponentials-and-logarithms.inside"
rule(
    S,
    lambda x, y: mp.exp(mp.log(n(x)) / n(y)),
    "Which base $b > 0$ gives $\\log_b «x» = «y»$?",
    "$\\log_b «x» = «y»$ for a base $b > 0$. Which base is it?",
)
rule(
    S,
    lambda x: mp.exp(n(x)),
    "$«x» = \\ln u$. What is $u$?",
    "A log-likelihood is $«x»$. Which likelihood $L$ has this as its logarithm?",
    "Write $«x»$ as a single logarithm $\\ln u$ and give $u$.",
)
rule(
    S,
    lambda x, y, z: mp.exp(n(x) + n(y) + n(z)),
    "The words of a short text have the log-probabilities $«x»$, $«y»$ and $«z»$. Their sum is $\\ln p$. What is $p$, the probability of the whole text?",
)
S = "exponentials-and-logarithms.solve"
rule(S, lambda e: exponent(e, "x"), "Solve $«e»$.", "For which $x$ is $«e»$?")
rule(
    S,
    lambda p: mp.log(mp.mpf(1) / 2) / mp.log(1 - n(p)),
    "A learning rate shrinks by $«p»$ in each epoch. After how many epochs is it half of what it was? Give the exact value with logarithms.",
)
rule(
    S,
    lambda p, how: mp.log({"doubled": 2, "tripled": 3}[how]) / mp.log(1 + n(p)),
    "A user base grows by $«p»$ a month. After how many months has it «how»? Give the exact value with logarithms.",
)
S = "counting-and-combinatorics.theorem"
rule(
    S,
    lambda x, k: (polynomial(f(x), 12) + [0] * 13)[int(k)],
    "When $«x»$ is multiplied out, which number stands in front of $x^«k»$?",
    "What is the coefficient of $x^«k»$ in $«x»$?",
)
rule(S, lambda x: formula(x, "x"), "Expand $«x»$ with the binomial theorem.", "Write $«x»$ as a polynomial.")
S = "counting-and-combinatorics.unknown"
rule(
    S,
    lambda k, x: one(
        tuple(
            mp.mpf(j)
            for j in range(int(x) + 1)
            if math.comb(int(x), j) == math.comb(int(x), int(k)) and j != int(k)
        )
    ),
    "Choosing «k» of «x» things is like choosing the ones that are left out. Which other size of choice has as many possibilities as «k»?",
    "$\\binom{«x»}{«k»} = \\binom{«x»}{m}$ with $m \\neq «k»$. What is $m$?",
)
rule(
    S,
    lambda x: one(tuple(mp.mpf(j) for j in range(2, 2000) if math.comb(j, 2) == int(x))),
    "A report lists «x» pairwise correlations, one for each pair of features. How many features are there?",
    "A tournament in which each team plays each other once has «x» matches. How many teams take part?",
    "At a meeting everybody shook hands once with everybody else: «x» handshakes. How many people were there?",
)
rule(
    S,
    lambda k, x: one(tuple(mp.mpf(j) for j in range(2, 300) if j ** int(k) == int(x))),
    "A lock with «k» wheels, all alike, has «x» settings. How many signs are on each wheel?",
)
rule(
    S,
    lambda x, s: one(tuple(mp.mpf(j) for j in range(1, 60) if int(s) ** j == int(x))),
    "A code has «x» possibilities; each place shows one of «s» signs, with repetition. How many places does it have?",
)
S = "counting-and-combinatorics.count"
rule(
    S,
    lambda word: (
        math.factorial(len(word)) // math.prod(math.factorial(word.count(c)) for c in set(word))
        if word.isupper() and word.isalpha()
        else None
    ),
    "In how many different ways can the letters of «word» be arranged?",
    "How many different strings use exactly the letters of «word»?",
    "Shuffle the letters of «word». How many different results are possible?",
)
rule(
    S,
    lambda x, y, z: int(x) * int(y) * int(z),
    "A grid search tries «x» learning rates, «y» depths and «z» batch sizes, each with each. How many models does it train?",
    "You compare «x» optimisers on «y» data sets with «z» random seeds each. How many runs is that?",
)
rule(
    S,
    lambda x, y, z, w: int(x) * int(y) + int(z) * int(w),
    "A model is either a tree with one of «x» depths and one of «y» criteria, or a network with one of «z» widths and one of «w» activations. How many models are there?",
    "For lunch you take either one of «x» soups with one of «y» breads, or one of «z» salads with one of «w» drinks. How many lunches are possible?",
)
rule(
    S,
    lambda x, y, z: int(y) ** int(x) * int(z),
    "A password is «x» lower-case letters out of an alphabet of «y», followed by one of «z» signs. Letters may repeat. How many passwords are there?",
)
rule(
    S,
    lambda k, x: math.perm(int(x), int(k)),
    "You label «k» different clusters with names from a list of «x», no name twice. In how many ways?",
    "A playlist shows «k» different songs out of «x», in an order. How many playlists are there?",
)
rule(
    S,
    lambda k, x: math.comb(int(x), int(k)),
    "A model uses «k» of «x» features. How many such sets of features are there?",
    "An ensemble takes «k» out of «x» trained models. How many ensembles are possible?",
)
rule(
    "summation-notation.value",
    lambda x: n(x),
    "What number is $«x»$?",
    "Work out $«x»$.",
    "Write $«x»$ out and compute it.",
)
S = "summation-notation.bound"
rule(
    S,
    lambda x, y: one(roots(lambda k: n(x) - function_of(y, "k")(k))),
    "Shift the index: $«x» = «y»$. What is $k$?",
)


def _inner_sum(count: str, c: str, sign: str, d: str, total: str) -> Any:
    shift = n(d) if sign == "+" else -n(d)
    return (n(total) - int(count) * shift) / n(c)


rule(
    S,
    lambda count, c, d, total: _inner_sum(count, c, "+", d, total),
    "$\\sum_{i=1}^{«count»} («c» x_i + «d») = «total»$. What is $\\sum_{i=1}^{«count»} x_i$?",
    "Each of «count» measurements is multiplied by «c», then «d» is added; the results add up to «total». What was the sum of the measurements?",
)
rule(
    S,
    lambda count, c, d, total: _inner_sum(count, c, "-", d, total),
    "$\\sum_{i=1}^{«count»} («c» x_i - «d») = «total»$. What is $\\sum_{i=1}^{«count»} x_i$?",
    "Each of «count» measurements is multiplied by «c», then minus «d» is added; the results add up to «total». What was the sum of the measurements?",
)
rule(
    S,
    lambda low, c, total: int(low) - 1 + n(total) / n(c),
    "A loop starts at «low» and adds «c» in every round, up to and with the index $n$. In the end the sum is «total». What is $n$?",
)
rule(
    S,
    lambda low, c, total: int(low) - 1 + n(total) / n(c),
    "$\\sum_{i=«low»}^{n} «c» = «total»$. What is $n$?",
)
S = "sets-and-logic.count"
rule(
    S,
    lambda x, u, v, w: int(x) - (int(u) + int(v) - int(w)),
    "Of «x» …, «u» …, «v» …, and «w» do both. How many do neither?",
)
rule(
    S,
    lambda x, u, v, w: int(u) + int(v) - int(w),
    "Of «x» …, «u» …, «v» …, and «w» do both. How many do at least one of the two?",
)


def _multiples(p: str, low: str, high: str, q: str, o: str) -> Any:
    span = range(int(low), int(high) + 1)
    first, second = {k for k in span if k % int(p) == 0}, {k for k in span if k % int(q) == 0}
    found = {"\\cup": first | second, "\\cap": first & second, "\\setminus": first - second}.get(o)
    return len(found) if found is not None else None


rule(
    S,
    _multiples,
    "$A$ holds the multiples of «p» from «low» to «high», and $B$ the multiples of «q». How many elements has $A «o» B$?",
)
rule(
    S,
    lambda x: 2 ** int(x) - 1,
    "A model may use any selection of «x» features, but at least one. How many selections are there?",
)
rule(
    S,
    lambda x: 2 ** int(x),
    "A model may use any selection of «x» features, possibly none. How many selections are there?",
)
rule(
    S,
    lambda x, y: int(x) * int(y),
    "$A$ has «x» elements and $B$ has «y». How many elements has $A \\times B$?",
)
S = "sets-and-logic.unknown"
rule(
    S,
    lambda x, y, u: int(x) + int(y) - int(u),
    "$|A| = «x»$, $|B| = «y»$ and $|A \\cup B| = «u»$. What is $|A \\cap B|$?",
    "«x» … are in the first list, «y» in the second, «u» in at least one. How many are in both?",
)
rule(
    S,
    lambda u, x, w: int(u) - int(x) + int(w),
    "Two lists hold «u» different … together. The first has «x», and «w» are in both. How many are in the second?",
)
rule(
    S,
    lambda x, w, u: int(u) - int(x) + int(w),
    "$|A| = «x»$, $|A \\cap B| = «w»$ and $|A \\cup B| = «u»$. What is $|B|$?",
)
rule(
    S,
    lambda x, y, j: one(roots(lambda w: w - n(j) * (n(x) + n(y) - w))),
    "Two tag sets have «x» and «y» tags; their Jaccard similarity (intersection over union) is $«j»$. How many tags do they share?",
)
S = "complex-numbers.unknown"
rule(
    S,
    lambda x, y: one(tuple(k for k in roots(lambda k: n(x) ** 2 + k**2 - n(y)) if k > 0)),
    "$z = «x» + k i$ with $k > 0$ satisfies $z \\overline{z} = «y»$. What is $k$?",
)
rule(
    S,
    lambda x, y: one(tuple(k for k in roots(lambda k: n(x) ** 2 + k**2 - n(y) ** 2) if k > 0)),
    "For which positive $k$ does $«x» + k i$ lie at distance «y» from zero?",
    "$z = «x» + k i$ with $k > 0$ has the modulus «y». What is $k$?",
)


def _constant(e: str, x: str, y: str) -> Any:
    first, second = value_of(x, imaginary=True), value_of(y, imaginary=True)
    rest = [-difference(e, "x", c=mp.mpf(0))(z) for z in (first, second)]
    return mp.re(rest[0]) if abs(rest[0] - rest[1]) < mp.mpf("1e-20") > abs(mp.im(rest[0])) else None


rule(S, _constant, "$«e»$ has the solutions $«x»$ and $«y»$. What is $c$?")


def _middle(e: str, x: str, y: str) -> Any:
    values = [
        -difference(e, "x", b=mp.mpf(0))(z) / z
        for z in (value_of(x, imaginary=True), value_of(y, imaginary=True))
    ]
    return mp.re(values[0]) if abs(values[0] - values[1]) < mp.mpf("1e-20") > abs(mp.im(values[0])) else None


rule(S, _middle, "$«e»$ has the solutions $«x»$ and $«y»$. What is $b$?")


def as_pair(z: Any) -> Any:
    """Real and imaginary part as a column."""
    return column(mp.re(z), mp.im(z))


def _complex(x: str) -> Any:
    return value_of(x, imaginary=True)


def _upper(x: str) -> Any:
    c = polynomial(f(x), 2)
    return one(tuple(z for z in mp.polyroots(c[::-1], maxsteps=200, extraprec=200) if mp.im(z) > 0))


_TURNS = {
    "quarter turn to the left": mp.mpc(0, 1),
    "quarter turn to the right": mp.mpc(0, -1),
    "half turn": mp.mpc(-1),
}
_PAIR = " Give $[a, b]$ for $a + bi$."
for _suffix, _as in ((_PAIR, as_pair), ("", lambda z: z)):
    S = "complex-numbers.arithmetic"
    rule(
        S,
        lambda x, shown=_as: shown(_complex(x)),
        *(w + _suffix for w in ("Write $«x»$ in the form $a + bi$.", "Work out $«x»$.")),
    )
    S = "complex-numbers.plane"
    rule(
        S,
        lambda x, shown=_as: shown(_upper(x)),
        *(
            w + _suffix
            for w in (
                "Which root of $«x»$ lies above the real axis?",
                "$«x» = 0$ has no real solution. Give the complex solution with the positive imaginary part.",
            )
        ),
    )
    rule(
        S,
        lambda x, turn, shown=_as: shown(_complex(x) * _TURNS[turn]) if turn in _TURNS else None,
        *(
            w + _suffix
            for w in (
                "Rotate $«x»$ about the origin by a «turn». Which complex number is it then?",
                "The point $«x»$ makes a «turn» around zero. Where does it land?",
            )
        ),
    )
rule(
    "complex-numbers.plane",
    lambda x: abs(_complex(x)),
    "Compute $|«x»|$.",
    "What is the modulus of $«x»$?",
    "How far from zero does $«x»$ lie in the complex plane?",
)
