"""Readers for probability: by counting cases, from tables, from densities and mass functions."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.foundations import f
from rederiving.latex import array, function_of, norm
from rederiving.numeric import a, listed, n, one, roots
from rederiving.rules import Rules

rule = Rules()


def rows_of(table: str) -> list[list[str]]:
    """The cells of a table of Markdown, whose lines were joined; the line of dashes is left out."""
    rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in table.split("⏎")]
    return [row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row)]


def distribution(table: str) -> tuple[list[Any], list[Any]]:
    """Values and probabilities of a table with one row of each; an unknown entry is None."""
    values, weights = rows_of(table)[:2]

    def numbers(row: list[str]) -> list[Any]:
        return [n(cell.strip("$")) if re.search(r"\d", cell) else None for cell in row[1:]]

    return numbers(values), numbers(weights)


def expected(table: str, function: Any = lambda x: x) -> Any:
    """The expectation of a function of a discrete variable."""
    values, weights = distribution(table)
    return (
        sum(w * function(v) for v, w in zip(values, weights, strict=True))
        if abs(sum(weights) - 1) < mp.mpf("1e-20")
        else None
    )


S = "sample-spaces-and-events.at-least-one"
_none = lambda faces, k: 1 - (1 - 1 / mp.mpf(faces)) ** int(k)
rule.story(S, 2, _none, "^A fair die with \\d+ faces is rolled", "at least once")
rule.story(S, 2, _none, "wheel with \\d+ equal sectors is spun", "one of them, is hit at least once")
rule.story(
    S,
    3,
    lambda k, servers, one_: _none(servers, k),
    "requests go to \\d+ servers",
    "server 1 gets at least one of them",
)
S = "sample-spaces-and-events.list"
rule.story(
    S, 2, lambda tosses, faces: 2 ** int(tosses) * faces, "coin toss|coin is tossed", "die with \\d+ faces"
)
rule.story(
    S, 1, lambda size: math.comb(int(size), 2), "^Two pictures out of a batch of", "their order does not"
)
rule.story(S, 3, lambda x, y, z: x * y * z, "^A test run picks one of")
rule.story(
    "sample-spaces-and-events.overlap",
    3,
    lambda x, y, z: x + y - z,
    "at least one of the two with probability",
    "How probable is it that it does both\\?$",
)
S = "sample-spaces-and-events.union"
rule.story(S, 3, lambda x, y, z: x + y - z, "do both", "does at least one of the two\\?$")
rule.story(S, 3, lambda x, y, z: 1 - (x + y - z), "do both", "does neither\\?$")


def _dice(red: str, blue: str, event: str) -> Any:
    """The share of the pairs in which an event described in words happens."""
    number = re.search(r"\d+", event)
    c = int(number.group()) if number else 0
    plain = re.sub(r"\d+", "#", event)
    tests = {
        "the sum of the two is #": lambda x, y: x + y == c,
        "the sum of the two is at most #": lambda x, y: x + y <= c,
        "the sum of the two is at least #": lambda x, y: x + y >= c,
        "the two differ by exactly #": lambda x, y: abs(x - y) == c,
        "the blue die shows more than the red one": lambda x, y: y > x,
        "neither die shows more than #": lambda x, y: x <= c and y <= c,
        "both show the same number": lambda x, y: x == y,
        "at least one of them shows a #": lambda x, y: c in (x, y),
        "at least one die shows a #": lambda x, y: c in (x, y),
    }
    if plain not in tests:
        return None
    pairs = list(itertools.product(range(1, int(red) + 1), range(1, int(blue) + 1)))
    return mp.mpf(sum(tests[plain](x, y) for x, y in pairs)) / len(pairs)


S = "sample-spaces-and-events.dice"
_ASKED = "‹How probable is it that|What is the probability that› «event»?"
rule(
    S,
    lambda k, event: _dice(k, k, event),
    f"Someone rolls two fair dice with «k» faces each, one red and one blue, once. {_ASKED}",
    f"You roll two fair dice with «k» faces each, one red and one blue, and note the pair. {_ASKED}",
)
rule(
    S,
    _dice,
    f"Someone rolls a red die with «red» faces and a blue one with «blue», both fair, once. {_ASKED}",
    f"You roll a red die with «red» faces and a blue one with «blue», both fair, and note the pair. {_ASKED}",
)
S = "sample-spaces-and-events.multiples"
_multiple = lambda top, p, q: (
    mp.mpf(sum(k % int(p) == 0 or k % int(q) == 0 for k in range(1, int(top) + 1))) / int(top)
)
rule(
    S,
    _multiple,
    "A whole number from 1 to «top» is drawn at random. What is the probability that it is divisible by «p» or by «q»?",
    "Tickets are numbered from 1 to «top», and all whose number is a multiple of «p» or of «q» win. How probable is it that a random ticket wins?",
)
S = "sample-spaces-and-events.how-often"
_how_often = lambda miss, t: one(
    tuple(mp.mpf(k) for k in range(1, 60) if abs(1 - miss**k - t) < mp.mpf("1e-25"))
)
rule.story(
    S,
    2,
    lambda k, t: _how_often(1 - 1 / k, t),
    "(equal sectors, one of them gold|has \\d+ answers, one of them right, and you guess blindly|puts the coin under one of \\d+ cups)",
    "In how many tries is the probability of at least one hit exactly",
)
S = "conditional-probability.compute"
rule(
    S,
    lambda x, y, u: (n(x) + n(y) - n(u)) / n(y),
    "Let $P(A) = «x»$, $P(B) = «y»$ and $P(A \\cup B) = «u»$. Find $P(A \\mid B)$.",
    "Two events have $P(A) = «x»$ and $P(B) = «y»$; at least one of them happens with the probability $«u»$. What is $P(A \\mid B)$?",
)
_two = lambda x, y: (x + y) * (x + y - 1)
rule.story(
    S,
    2,
    lambda x, y: x * (x - 1) / _two(x, y),
    "^A (box|bag) holds",
    "without putting the first back",
    "How probable is it that both are (winning|red|mint)\\?$",
)
rule.story(
    S,
    2,
    lambda x, y: 2 * x * y / _two(x, y),
    "^A (box|bag) holds",
    "without putting the first back",
    "of different kinds\\?$",
)


def _second(x: Any, y: Any, first: str, second: str, kinds: tuple[str, str]) -> Any:
    counts = dict(zip(kinds, (x, y), strict=True))
    counts[first] -= 1
    return counts[second] / (x + y - 1)


rule(
    S,
    lambda x, p, y, q, what, first, second: (
        _second(n(x), n(y), first, second, (p, q)) if first in (p, q) and second in (p, q) else None
    ),
    "A ‹box|bag› holds «x» «p» and «y» «q» ‹balls|cards|sweets›. «what» are drawn one after the other, without putting the first back. The first one is «first». How probable is it that the second is «second»?",
)
rule.story(
    S,
    0,
    lambda count, x, p, y, q: x * p + y * q,
    "come from 2 ",
    "of its share",
    "How probable is it that a random",
)


def share_in_table(table: str, given: str, asked: str) -> Any:
    """A conditional share from a table of counts; the properties are named as in its margins."""
    rows = rows_of(table)
    columns, names = rows[0][1:], [row[0] for row in rows[1:]]
    counts = [[n(cell) for cell in row[1:]] for row in rows[1:]]
    if given in names and asked in columns:
        i, j = names.index(given), columns.index(asked)
        return counts[i][j] / sum(counts[i])
    if given in columns and asked in names:
        i, j = names.index(asked), columns.index(given)
        return counts[i][j] / sum(row[j] for row in counts)
    return None


rule(
    S,
    lambda k, what, table, one_, given, same, asked: share_in_table(table, given, asked),
    "Of «k» «what» it is known: «table» Given that a random «one_» «given», how probable is it that the same «same» «asked»?",
)
for _noun in ("visitor", "program", "film", "sentence", "image", "commuter", "student", "patient"):
    rule(
        S,
        lambda k, table, given, asked: share_in_table(table, given, asked),
        f"Of «k» … it is known: «table» Given that a random {_noun} «given», how probable is it that the same {_noun} «asked»?",
        f"Of «k» … it is known: «table» A random {_noun} «given». Find the probability that this {_noun} «asked».",
    )
S = "conditional-probability.unknown"
rule(
    S,
    lambda x, y: n(x) / n(y),
    "Of two events you know: $P(A \\cap B) = «x»$ and $P(A \\mid B) = «y»$. Find $P(B)$.",
)


rule(
    S,
    lambda y, x: n(x) * n(y),
    "Of two events you know: $P(B) = «y»$ and $P(A \\mid B) = «x»$. Find $P(A \\cap B)$.",
)
rule(
    S,
    lambda x, y: n(y) / n(x),
    "Of two events you know: $P(B) = «x»$ and $P(A \\cap B) = «y»$. Find $P(A \\mid B)$.",
)


def _independent_count(table: str) -> Any:
    cells = [cell.strip("$ ") for row in rows_of(table)[1:] for cell in row[1:]]
    w, x, y, z = (function_of(cell, "k") for cell in cells)
    return one(roots(lambda k: w(k) * z(k) - x(k) * y(k), 2))


rule(
    S,
    lambda table: _independent_count(table),
    "For …, with one count unknown: «table» For which $k$ are the two properties independent?",
)
rule(
    S,
    lambda x, p: one(roots(lambda k: (n(x) - 1) - n(p) * (n(x) + k - 1))),
    "A box holds «x» red balls and $k$ blue ones. After a red one was drawn and not put back, the next is red with the probability $«p»$. Find $k$.",
)
rule(
    S,
    lambda x, p: one(roots(lambda k: (n(x) - 1) - n(p) * (n(x) + k - 1))),
    "Two cards are drawn without putting back from «x» winning and $k$ blank ones. Given that the first wins, the second wins with the probability $«p»$. What is $k$?",
)
S = "bayes-theorem.posterior"
rule.story(
    S,
    3,
    lambda p, h, e: p * h**2 / (p * h**2 + (1 - p) * e**2),
    "^\\$\\d",
    "([Tt]wo independent|Two classifiers of this kind, independent of each other)",
)
rule.story(
    S,
    3,
    lambda p, h, e: p * h / (p * h + (1 - p) * e),
    "^\\$\\d+\\\\%\\$ of all",
    "(How probable is it|How probable is a|What share of all)",
)
rule.story(S, 4, lambda total, p, h, e: h / (h + e) if p <= total else None, "^Of \\d+ ")


def _three(names: str, shares: list[Any], rates: list[Any], which: str) -> Any:
    joint = [s * r for s, r in zip(shares, rates, strict=True)]
    return joint["ABC".index(which)] / sum(joint)


rule(
    S,
    lambda x, y, z, p, q, r, which: (
        _three("", [n(x), n(y), n(z)], [n(p), n(q), n(r)], which) if which in ("A", "B", "C") else None
    ),
    "… A, B and C handle …: A $«x»$, B $«y»$, C $«z»$ of them. The error rates are $«p»$, $«q»$, $«r»$, in this order. …. How probable is it that it came from … «which»?",
)
S = "bayes-theorem.unknown"
rule(
    S,
    lambda c, x, y: n(c) * n(y) / n(x),
    "Turn the condition round: $P(A \\mid B) = «c»$, with $P(A) = «x»$ and $P(B) = «y»$. What is $P(B \\mid A)$?",
)
rule(
    S,
    lambda x, y, c: n(c) * n(y) / n(x),
    "$P(A) = «x»$, $P(B) = «y»$ and $P(A \\mid B) = «c»$. Find $P(B \\mid A)$.",
)
rule.story(
    S,
    3,
    lambda p, h, s: one(roots(lambda e: p * h - s * (p * h + (1 - p) * e))),
    "What is the rate of false alarms among the others\\?$",
)
rule.story(
    S,
    3,
    lambda h, e, s: one(roots(lambda p: p * h - s * (p * h + (1 - p) * e))),
    "What share of all [^?]+\\?$",
)
rule.story(
    "bayes-theorem.odds",
    5,
    lambda others, one_, same, h, e: h / (h + others * e) if (one_, same) == (1, others) else None,
    "Use the odds form",
)
S = "random-variables.missing"
rule(
    S,
    lambda table: 1 - sum(w for w in distribution(table)[1] if w is not None),
    "A random variable $X$ has this mass function: «table» Which number is $p$?",
)
_constant = lambda x, k: 1 / sum(function_of(x, "x", "c")(mp.mpf(j), mp.mpf(1)) for j in range(1, int(k) + 1))
rule(
    S,
    _constant,
    "For which constant $c$ is $p(x) = «x»$, for $x = 1, \\dots, «k»$, a probability mass function?",
)
rule(
    S,
    lambda k, x: _constant(x, k),
    "$X$ takes the values $1, \\dots, «k»$ with probability $p(x) = «x»$. Find the constant $c$.",
)


def _mass(faces: int, what: str, value: str) -> Any:
    rules = {
        "the larger of the two numbers (either, if they are equal)": max,
        "the smaller of the two numbers (either, if they are equal)": min,
        "the distance between the two numbers": lambda x, y: abs(x - y),
        "the sum of the two numbers": lambda x, y: x + y,
    }
    if what not in rules:
        return None
    pairs = list(itertools.product(range(1, faces + 1), repeat=2))
    return mp.mpf(sum(rules[what](x, y) == int(value) for x, y in pairs)) / len(pairs)


S = "random-variables.mass"
for _end in (
    "What is $P(X = «v»)$?",
    "Find $p(«v»)$, the probability mass at «v».",
    "What mass lies at the value «v»?",
):
    rule(
        S,
        lambda k, what, v: _mass(int(k), what, v),
        "Two fair dice with «k» faces are rolled. Let $X$ be «what». " + _end,
    )
    rule(
        S,
        lambda k, v: mp.binomial(int(k), int(v)) / 2 ** int(k),
        "A fair coin is tossed «k» times. Let $X$ be the number of heads. " + _end,
    )
rule(
    "random-variables.area",
    lambda x, low, high, u, v: (
        mp.quad(f(x), [n(u), n(v)]) if abs(mp.quad(f(x), [n(low), n(high)]) - 1) < mp.mpf("1e-20") else None
    ),
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(«u» \\le X \\le «v»)$?",
)
rule(
    "random-variables.area",
    lambda x, low, high, v: mp.quad(f(x), [n(low), n(v)]),
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(X \\le «v»)$?",
)
rule(
    "random-variables.area",
    lambda x, low, high, v: mp.quad(f(x), [n(v), n(high)]),
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(X > «v»)$?",
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(X \\ge «v»)$?",
)
rule(
    "random-variables.height",
    lambda p, q, m, r: 1 / (n(q) - n(p) + (n(r) - n(q)) / n(m)),
    "A density has the height $c$ from $«p»$ to $«q»$ and the height $c/«m»$ from $«q»$ to $«r»$; elsewhere it is 0. Which number is $c$?",
)
rule(
    "random-variables.height",
    lambda p, q, m, r: 1 / (n(q) - n(p) + n(m) * (n(r) - n(q))),
    "A density has the height $c$ from $«p»$ to $«q»$ and the height $«m»c$ from $«q»$ to $«r»$; elsewhere it is 0. Which number is $c$?",
)


def _interval(table: str, event: str) -> Any:
    values, heights = distribution(table)
    big_f = dict(zip([int(v) for v in values], heights, strict=True))
    exact, above = re.fullmatch(r"X = (\d+)", event), re.fullmatch(r"X > (\d+)", event)
    between = re.fullmatch(r"(\d+) < X \\le (\d+)", event)
    if exact:
        return big_f[int(exact[1])] - big_f.get(int(exact[1]) - 1, mp.mpf(0))
    if above:
        return 1 - big_f[int(above[1])]
    return big_f[int(between[2])] - big_f[int(between[1])] if between else None


rule(
    "random-variables.interval",
    lambda table, event: _interval(table, event),
    "Let $X$ be …. Its cumulative distribution function $F(x) = P(X \\le x)$ is «table» What is $P(«event»)$?",
)
S = "expectation.unknown"
rule.story(
    S,
    2,
    lambda cost, pay: cost / pay,
    "(A game costs|Insurance costs)",
    "pays back its price in expectation|pay back its price in expectation",
)


def _left_out(table: str, mean: str) -> Any:
    values, weights = distribution(table)
    place = values.index(None)
    known = sum(v * w for v, w in zip(values, weights, strict=True) if v is not None)
    return (n(mean) - known) / weights[place]


rule(
    S,
    lambda table, mean: _left_out(table, mean),
    "A variable has this distribution, with one value left out: «table» Its expectation is $«mean»$. Which value is $v$?",
)
_of = lambda table, x: expected(table, lambda v: function_of(x, "X")(v))
rule(
    "expectation.function",
    _of,
    "$X$ has this distribution: «table» Find $E\\left[«x»\\right]$.",
    "$X$ has this distribution: «table» What is the expectation of $«x»$?",
    "$X$ has this distribution: «table» Find $E[«x»]$.",
)
S = "expectation.linear"
rule.story(S, 1, lambda k: mp.mpf(1), "people put their phones in a box and each takes one out at random")
rule.story(
    S,
    2,
    lambda k, faces: k * (faces + 1) / 2,
    "fair dice with \\d+ faces are rolled. What is the expectation of their sum",
)
rule(
    S,
    lambda u, v, x: function_of(x, "X", "Y")(n(u), n(v)),
    "$X$ and $Y$ depend on each other, with $E[X] = «u»$ and $E[Y] = «v»$. What is $E[«x»]$?",
)
rule.story(
    S,
    2,
    lambda requests, servers: servers * (1 - 1 / servers) ** int(requests),
    "How many servers get no request, in expectation",
)
rule.story(S, 1, lambda k: (k - 1) / 4, "How many pairs of neighbouring tosses show heads twice")
rule.story(
    "expectation.mean",
    6,
    lambda x, p, y, q, z, r: x * p + y * q + z * r if abs(p + q + r - 1) < mp.mpf("1e-20") else None,
    "with probability",
)
S = "independence.unknown"
rule(
    S,
    lambda x, u: (n(u) - n(x)) / (1 - n(x)),
    "$A$ and $B$ are independent, $P(A) = «x»$ and $P(A \\cup B) = «u»$. What is $P(B)$?",
)
rule.story(S, 2, lambda q, t: _how_often(q, t), "^Each", "are needed so that at least one of them")
S = "independence.at-least-one"
rule.story(S, 3, lambda p, q, r: 1 - p * q * r, "^Three \\w+ work independently", "at least one of them")
rule.story(S, 3, lambda p, q, r: p * q * r, "^Three \\w+ work independently", "all of them")
rule.story(S, 2, lambda k, p: 1 - p ** int(k), "^\\d \\w+ work independently; each", "at least one of them")
rule.story(S, 2, lambda k, p: p ** int(k), "^\\d \\w+ work independently; each", "all of them")
rule(
    "independence.combine",
    lambda x, y: n(x) + n(y) - n(x) * n(y),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A \\cup B)$‹?|.›",
)
rule(
    "independence.combine",
    lambda x, y: n(x) * n(y),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A \\cap B)$‹?|.›",
)
rule(
    "independence.combine",
    lambda x, y: n(x) * (1 - n(y)),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A \\cap B^c)$‹?|.›",
)
rule(
    "independence.combine",
    lambda x, y: (1 - n(x)) * (1 - n(y)),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A^c \\cap B^c)$‹?|.›",
)
S = "law-of-total-probability.unknown"
rule.story(S, 3, lambda p, x, t: (t - p * x) / (1 - p), "What share of the hard ones does it get wrong")
rule.story(
    S, 3, lambda x, y, t: (t - y) / (x - y), "^A model errs on", "What share of the texts is in English"
)


def _shift(
    text_shares: list[Any], rates: list[Any], names: list[str], amount: Any, source: str, target: str
) -> Any:
    change = rates[names.index(target)] - rates[names.index(source)]
    return amount / 100 * change if source in names and target in names else None


for _verb in ("come from", "travel by", "were taken in"):
    rule(
        "law-of-total-probability.shift",
        lambda x, u, y, v, z, w, p, q, r, k, s, t: _shift([], [n(p), n(q), n(r)], [u, v, w], n(k), s, t),
        f"Of the …, $«x»$ {_verb} «u», $«y»$ {_verb} «v» and $«z»$ {_verb} «w». In these three cases … with probability $«p»$, $«q»$ and $«r»$. Later «k» percentage points of the mix move from «s» to «t»; no rate changes. By how much does the overall probability change? (A fall is negative.)",
    )
S = "law-of-total-probability.overall"
rule.story(
    S,
    6,
    lambda x, y, z, p, q, r: x * p + y * q + z * r if abs(x + y + z - 1) < mp.mpf("1e-20") else None,
    "In these three cases",
    "(overall probability|over all cases)",
)
rule.story(S, 3, lambda x, p, q: x * p + (1 - x) * q, "the others the old one", "for the new version and")
S = "variance-and-standard-deviation.unknown"
rule.story(
    S,
    2,
    lambda s, t: (s / t) ** 2,
    "(How many independent ones must be averaged|Which batch size brings that of the averaged gradient)",
)
rule(
    S,
    lambda m, v: n(v) + n(m) ** 2,
    "A variable has the mean $«m»$ and the variance $«v»$. What is $E[X^2]$?",
)
_variance = lambda table: expected(table, lambda v: v**2) - expected(table) ** 2
rule(
    "variance-and-standard-deviation.variance",
    lambda table: _variance(table),
    "Let $X$ be …: «table» Compute $\\operatorname{Var}(X)$.",
    "Let $X$ be …: «table» What is the variance of $X$?",
)
rule(
    "variance-and-standard-deviation.variance",
    lambda table: mp.sqrt(_variance(table)),
    "Let $X$ be …: «table» What is the standard deviation of $X$?",
)
S = "variance-and-standard-deviation.together"
_joint_sd = lambda x, u, v: norm(
    a(
        f"\\begin{{pmatrix}} {mp.nstr(function_of(x, 'X', 'Y')(n(u), mp.mpf(0)), 30)} \\\\ {mp.nstr(function_of(x, 'X', 'Y')(mp.mpf(0), n(v)), 30)} \\end{{pmatrix}}"
    )
)
rule(
    S,
    lambda u, v, x: _joint_sd(x, u, v),
    "Two independent errors $X$ and $Y$ have the standard deviations $«u»$ and $«v»$. Find that of $«x»$.",
    "$X$ and $Y$ are independent with the standard deviations $«u»$ and $«v»$. What is the standard deviation of $«x»$?",
)
rule.story(
    S,
    2,
    lambda s, k: s / mp.sqrt(k),
    "What is the standard deviation of the average of \\d+ independent ones",
)
_slope = lambda x: function_of(x, "X")(mp.mpf(1)) - function_of(x, "X")(mp.mpf(0))
S = "variance-and-standard-deviation.scaled"
rule(
    S,
    lambda v, x: _slope(x) ** 2 * n(v),
    "$X$, …, has the variance $«v»$. A new quantity is $«x»$. Give its variance.",
    "$X$, …, has the variance $«v»$. What is the variance of $«x»$?",
)
rule(
    S,
    lambda v, x: abs(_slope(x)) * mp.sqrt(n(v)),
    "$X$, …, has the variance $«v»$. A new quantity is $«x»$. Give its standard deviation.",
    "$X$, …, has the variance $«v»$. What is the standard deviation of $«x»$?",
)


def _joint(table: str, event: str) -> Any:
    """A margin or a conditional probability of a table with names in its margins."""
    rows = rows_of(table)
    columns, names = rows[0][1:], [row[0] for row in rows[1:]]
    cells = [[n(cell.strip("$")) for cell in row[1:]] for row in rows[1:]]
    pick = re.fullmatch(r"([XY]) = \\text\{(\w+)\}(?: \\mid ([XY]) = \\text\{(\w+)\})?", event)
    if pick is None:
        return None
    by_x = lambda name: sum(cells[names.index(name)])
    by_y = lambda name: sum(row[columns.index(name)] for row in cells)
    if pick[3] is None:
        return by_x(pick[2]) if pick[1] == "X" else by_y(pick[2])
    x, y = (pick[2], pick[4]) if pick[1] == "X" else (pick[4], pick[2])
    both = cells[names.index(x)][columns.index(y)]
    return both / (by_y(y) if pick[1] == "X" else by_x(x))


for S in ("joint-and-marginal-distributions.conditional", "joint-and-marginal-distributions.margin"):
    rule(
        S,
        lambda table, event: _joint(table, event),
        "The … ($X$) and the … ($Y$) have this joint distribution: «table» What is $P(«event»)$?",
        "The … ($X$) and the … ($Y$) have this joint distribution: «table» Find the marginal probability $P(«event»)$.",
    )
S = "joint-and-marginal-distributions.missing"
rule(
    S,
    lambda table: (
        1
        - sum(n(cell.strip("$")) for row in rows_of(table)[1:] for cell in row[1:] if re.search(r"\d", cell))
    ),
    "In this joint distribution of … one cell is missing: «table» Which number is $c$?",
)
rule(
    S,
    lambda x, j: (1 - n(x)) * n(j) / n(x),
    "$X$ and $Y$ are independent. $P(X = 1) = «x»$, and the joint probability $P(X = 1, Y = 1)$ is $«j»$. What is $P(X = 0, Y = 1)$, when $X$ takes the values 0 and 1 only?",
)
rule(
    "joint-and-marginal-distributions.open",
    lambda x, y, how: (
        max(mp.mpf(0), n(x) + n(y) - 1)
        if how == "smallest"
        else min(n(x), n(y))
        if how == "largest"
        else None
    ),
    "Only the margins are known: $P(X = 1) = «x»$ and $P(Y = 1) = «y»$, both variables being 0 or 1. What is the «how» possible value of $P(X = 1, Y = 1)$?",
)
S = "bernoulli-and-binomial.unknown"
rule.story(
    S,
    2,
    lambda p, s: p * (1 - p) / s**2,
    "How many independent examples are needed so that the measured share has the standard deviation",
)
rule(
    S,
    lambda m, v: 1 - n(v) / n(m),
    "A binomial count has the mean $«m»$ and the variance $«v»$. What is the success probability $p$?",
)
S = "bernoulli-and-binomial.noise"
rule.story(
    S,
    2,
    lambda k, p: mp.sqrt(k * p * (1 - p)),
    "independently\\. What is the standard deviation of the number of cases",
)
rule.story(S, 2, lambda k, p: k * p * (1 - p), "independently\\. What is the variance of the number of cases")
rule.story(
    S, 2, lambda p, k: mp.sqrt(p * (1 - p) / k), "What is the standard deviation of its measured accuracy"
)


def binomial(count: Any, p: Any, good: Any) -> Any:
    """The probability that the number of successes is good."""
    count = int(count)
    return sum(mp.binomial(count, k) * p**k * (1 - p) ** (count - k) for k in range(count + 1) if good(k))


S = "bernoulli-and-binomial.probability"
rule.story(
    S,
    3,
    lambda k, p, j: binomial(k, p, lambda s: s == j),
    "independently\\.",
    "the probability that exactly \\d+ ",
)
rule.story(
    S,
    2,
    lambda k, p: binomial(k, p, lambda s: s > 1),
    "independently\\.",
    "the probability that more than one ",
)
rule.story(
    S,
    2,
    lambda k, p: binomial(k, p, lambda s: s >= 1),
    "independently\\.",
    "the probability that at least one ",
)
rule.story(
    S,
    2,
    lambda k, p: binomial(k, p, lambda s: s <= 1),
    "independently\\.",
    "the probability that at most one ",
)
S = "uniform-and-exponential.uniform"
_BOX = "… is uniform between $«low»$ and $«high»$…. "
rule(S, lambda low, high: (n(high) - n(low)) ** 2 / 12, _BOX + "What is its variance?")
rule(S, lambda low, high: (n(high) + n(low)) / 2, _BOX + "What is its mean?")
rule(
    S,
    lambda low, high, u, v: (min(n(v), n(high)) - max(n(u), n(low))) / (n(high) - n(low)),
    _BOX + "What is the probability that it lies between $«u»$ and $«v»$?",
)
S = "uniform-and-exponential.wait"
for _start in (
    "Waiting until …: the wait in … is exponential with $\\lambda = «r»$. ",
    "The time until … is exponential with rate $\\lambda = «r»$, in …. ",
):
    _tail = lambda r, t: mp.quad(lambda s, r=r: n(r) * mp.exp(-n(r) * s), [n(t), n(t) + 3 / n(r), mp.inf])
    rule(
        S,
        lambda r: mp.quad(lambda s: n(r) * s * mp.exp(-n(r) * s), [0, 1 / n(r), 5 / n(r), mp.inf]),
        _start + "How long is the wait in expectation?",
    )
    rule(S, lambda r, t, tail=_tail: 1 - tail(r, t), _start + "What is the probability that … within «t» …?")
    rule(
        S, lambda r, t, tail=_tail: tail(r, t), _start + "What is the probability to wait longer than «t» …?"
    )
    rule(
        S,
        lambda r, t, u, tail=_tail: tail(r, t) - tail(r, u),
        _start + "What is the probability that the wait is between «t» and «u» …?",
    )
    rule(S, lambda r: mp.log(2) / n(r), _start + "What is the median of the wait?")
rule(
    "uniform-and-exponential.from-uniform",
    lambda u, r: -mp.log(1 - n(u)) / n(r),
    "A uniform random number came out as $u = «u»$. Which draw of an exponential variable with rate $\\lambda = «r»$ does it give, by inverting $F$?",
    "Turn the uniform number $u = «u»$ into an exponential one with rate $«r»$, exactly.",
)


def poisson(mean: Any, good: Any) -> Any:
    """The probability that a Poisson count below 5 is good."""
    return sum(mp.exp(-mean) * mean**k / mp.factorial(k) for k in range(12) if good(k))


_COUNTS = {"none comes": lambda k: k == 0, "at most one comes": lambda k: k <= 1}


def poisson_event(rate: str, event: str, times: str = "1") -> Any:
    """The probability of an event described in words, for a Poisson count."""
    mean = n(rate) * n(times)
    exact = re.fullmatch(r"exactly (\d+) comes?", event)
    if exact:
        return poisson(mean, lambda k: k == int(exact[1]))
    if event == "at least one comes":
        return 1 - poisson(mean, lambda k: k == 0)
    return poisson(mean, _COUNTS[event]) if event in _COUNTS else None


for _start in (
    "The number of … is Poisson with rate $«rate»$. How probable is it that ",
    "On average «rate» … come …, as a Poisson count. What is the probability that ",
):
    rule(
        "poisson-and-geometric.count",
        poisson_event,
        _start + "«event» in «times» times that span?",
        _start + "«event»?",
    )
S = "poisson-and-geometric.first"
rule.story(
    S,
    1,
    lambda p: mp.nsum(lambda k: k * p * (1 - p) ** (k - 1), [1, mp.inf]),
    "each time, independently",
    "How many tries does the first success take in expectation, the successful one included",
)
rule.story(
    S,
    2,
    lambda p, k: p * (1 - p) ** int(k - 1),
    "each time, independently",
    "the first success comes on \\w+ number \\d+\\?$",
)
rule.story(S, 2, lambda p, k: (1 - p) ** int(k), "each time, independently", "the first \\d+ all fail")
rule.story(
    S,
    2,
    lambda p, k: 1 - (1 - p) ** int(k),
    "each time, independently",
    "a success within the first \\d+\\?$",
)
S = "poisson-and-geometric.unknown"
rule.story(
    S,
    2,
    lambda p, t: _how_often(1 - p, t),
    "each time, independently",
    "Within how many tries does a success come with probability",
)
rule(
    S,
    lambda x: -mp.log(n(x)),
    "A Poisson count of … is 0 with probability $«x»$. What is its mean?",
    "The number of … is Poisson, and none comes with probability $«x»$. What is the variance of the number?",
)
_TIMES = {"not even once": 0, "exactly once": 1, "exactly twice": 2, "exactly three times": 3}
rule(
    "poisson-and-geometric.rare",
    lambda k, p, often: poisson(n(k) * n(p), lambda j: j == _TIMES[often]) if often in _TIMES else None,
    "Each of «k» … with probability $«p»$, independently. Use the Poisson approximation: how probable is it that this happens «often»?",
)
S = "normal-distribution.unknown"
_NORMAL = "… is normal with "
rule(
    S,
    lambda s, p, x, z, q: n(x) - n(z) * n(s) if n(p) == n(q) else None,
    _NORMAL
    + "standard deviation $«s»$ (…). A share of $«p»$ lies below $«x»$. Take $\\Phi(«z») = «q»$. What is the mean?",
)
rule(
    S,
    lambda m, p, x, z, q: (n(x) - n(m)) / n(z) if n(p) == n(q) else None,
    _NORMAL
    + "mean $«m»$ (…). A share of $«p»$ lies below $«x»$. Take $\\Phi(«z») = «q»$. What is the standard deviation?",
)
rule(
    S,
    lambda m, s, z, q, p: n(m) + n(z) * n(s) if abs(n(p) - n(q)) < mp.mpf("1e-20") else None,
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). Take $\\Phi(«z») = «q»$. Below which value do $«p»$ lie?",
)


def _phi(x: Any, mean: Any, sd: Any, z: str, q: str) -> Any:
    """The normal distribution function at a place, from the one value that may be used."""
    score = (x - mean) / sd
    if abs(score - n(z)) < mp.mpf("1e-20"):
        return n(q)
    return 1 - n(q) if abs(score + n(z)) < mp.mpf("1e-20") else None


rule(
    "normal-distribution.sum",
    lambda m, s, u, t, z, q, c: (lambda v: None if v is None else 1 - v)(
        _phi(n(c), n(m) + n(u), mp.sqrt(n(s) ** 2 + n(t) ** 2), z, q)
    ),
    "$X$, …, is normal with mean $«m»$ and standard deviation $«s»$; $Y$, …, is normal with mean $«u»$ and standard deviation $«t»$, independent of $X$. Take $\\Phi(«z») = «q»$. What is $P(X + Y > «c»)$?",
)
rule(
    "normal-distribution.sum",
    lambda m, s, u, t, z, q, c: (lambda v: None if v is None else 1 - v)(
        _phi(n(c), n(m) - n(u), mp.sqrt(n(s) ** 2 + n(t) ** 2), z, q)
    ),
    "$X$, …, is normal with mean $«m»$ and standard deviation $«s»$; $Y$, …, is normal with mean $«u»$ and standard deviation $«t»$, independent of $X$. Take $\\Phi(«z») = «q»$. What is $P(X - Y > «c»)$?",
)
S = "normal-distribution.standardise"
rule(
    S,
    lambda m, s, z, q, x: _phi(n(x), n(m), n(s), z, q),
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). Take $\\Phi(«z») = «q»$. What is the probability of a value below $«x»$?",
)
rule(
    S,
    lambda m, s, z, q, x: (lambda v: None if v is None else 1 - v)(_phi(n(x), n(m), n(s), z, q)),
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). Take $\\Phi(«z») = «q»$. What is the probability of a value above $«x»$?",
)
S = "normal-distribution.rule"
_INSIDE = {1: mp.mpf("0.68"), 2: mp.mpf("0.95"), 3: mp.mpf("0.997")}


def _below(x: str, m: str, s: str) -> Any:
    score = (n(x) - n(m)) / n(s)
    inside = _INSIDE.get(int(abs(score))) if score == int(score) else None
    if inside is None:
        return None
    return (1 + inside) / 2 if score > 0 else (1 - inside) / 2


for _start in (
    "Estimate with the 68-95-99.7 rule: mean $«m»$, standard deviation $«s»$. Which share ",
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). By the 68-95-99.7 rule, what share of the values ",
):
    rule(
        "normal-distribution.rule",
        lambda m, s, x, y: _below(y, m, s) - _below(x, m, s),
        _start + "lies between $«x»$ and $«y»$?",
    )
    rule("normal-distribution.rule", lambda m, s, x: _below(x, m, s), _start + "lies below $«x»$?")
    rule("normal-distribution.rule", lambda m, s, x: 1 - _below(x, m, s), _start + "lies above $«x»$?")
S = "covariance-and-correlation.sum"


def _of_sum(x: str, u: Any, v: Any, c: Any) -> Any:
    p, q = (function_of(x, "X", "Y")(mp.mpf(i), mp.mpf(1 - i)) for i in (1, 0))
    return p * p * u + q * q * v + 2 * p * q * c


rule(
    S,
    lambda m, x: _of_sum(x, a(m)[0, 0], a(m)[1, 1], a(m)[0, 1]),
    "The covariance matrix of $(X, Y)$ is $«m»$. What is the variance of $«x»$?",
)
rule(
    S,
    lambda u, v, c, x: _of_sum(x, n(u), n(v), n(c)),
    "$X$ has the variance $«u»$, $Y$ the variance $«v»$, and their covariance is $«c»$. What is the variance of $«x»$?",
    "Given $\\operatorname{Var}(X) = «u»$, $\\operatorname{Var}(Y) = «v»$ and $\\operatorname{Cov}(X, Y) = «c»$, find $\\operatorname{Var}(«x»)$.",
)
S = "covariance-and-correlation.pairs"


def _pairs(text: str, what: str) -> Any:
    found = [listed(pair) for pair in re.findall(r"\(([^()]+)\)", text)]
    xs, ys = [p[0] for p in found], [p[1] for p in found]
    mean = lambda v: sum(v) / len(v)
    c = mean([x * y for x, y in found]) - mean(xs) * mean(ys)
    if what == "covariance":
        return c
    return c / mp.sqrt(
        (mean([x * x for x in xs]) - mean(xs) ** 2) * (mean([y * y for y in ys]) - mean(ys) ** 2)
    )


for _count in (2, 3, 4, 5):
    _data = ", ".join(f"$(«{c}»)$" for c in "pqrst"[:_count])
    rule(
        S,
        lambda what, k, **p: (
            _pairs("".join(f"({v})" for v in p.values()), what) if int(k) == len(p) else None
        ),
        f"Equally likely pairs (…): {_data}. Compute their «what», with the mean taken over all «k» pairs.",
        f"Equally likely pairs (…): {_data}. What is the «what» (dividing by $«k»$)?",
    )
rule(
    "covariance-and-correlation.matrix",
    lambda u, v, r: array([[n(u) ** 2, n(r) * n(u) * n(v)], [n(r) * n(u) * n(v), n(v) ** 2]]),
    "$X$ has the standard deviation $«u»$, $Y$ the standard deviation $«v»$, and their correlation is $«r»$. Write down the covariance matrix of $(X, Y)$.",
    "$X$ has the standard deviation $«u»$, $Y$ the standard deviation $«v»$, and their correlation is $«r»$. What is the covariance matrix $\\Sigma$ of the vector $(X, Y)$?",
)
S = "covariance-and-correlation.unknown"
rule(
    S,
    lambda u, v, r: n(u) * n(v) * n(r),
    "$X$ and $Y$ have the standard deviations $«u»$ and $«v»$ and the correlation $«r»$. What is their covariance?",
)
rule(
    S,
    lambda u, v, t: (n(t) - n(u) - n(v)) / 2 / mp.sqrt(n(u) * n(v)),
    "$X$ has the variance $«u»$, $Y$ the variance $«v»$, and $X + Y$ the variance $«t»$. What is the correlation of $X$ and $Y$?",
)


def entropy(weights: list[Any], base: Any = 2) -> Any:
    """The entropy of a distribution."""
    return (
        -sum(p * mp.log(p) / mp.log(base) for p in weights if p > 0)
        if abs(sum(weights) - 1) < mp.mpf("1e-20")
        else None
    )


rule.story(
    "entropy.nats",
    0,
    lambda *p: entropy(list(p), mp.e),
    "^A class label has the probabilities",
    "(in nats, exactly|with natural logarithms)",
)
rule.story(
    "entropy.entropy",
    0,
    lambda *p: entropy(list(p)),
    "with the probabilities",
    "(entropy, in bits|bits of entropy)",
)
rule.story(
    "entropy.entropy",
    0,
    lambda *p: entropy(list(p)) if all(mp.log(q, 2) == mp.nint(mp.log(q, 2)) for q in p) else None,
    "with the probabilities",
    "How many yes-no questions does a best questioner need on average",
)
rule.story(
    "entropy.how-many",
    1,
    lambda h: 2**h,
    "(all outcomes are equally likely, and the entropy is \\d+ bit|has an entropy of \\d+ bits?, all outcomes being equally likely)",
)
rule.story(
    "entropy.surprise", 1, lambda p: -mp.log(p, 2), "(information content, in bits|How many bits of surprise)"
)
rule.story("entropy.surprise", 1, lambda h: h * mp.log(2), "How many nats are that, exactly")
rule.story(
    "entropy.surprise",
    2,
    lambda k, m: k * mp.log(m, 2),
    "each drawn independently from \\d+ equally likely ones. What is its entropy, in bits",
)
