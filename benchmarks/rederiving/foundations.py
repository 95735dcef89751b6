"""Readers for foundations: arithmetic, equations, functions, inequalities, polynomials."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.latex import Unreadable, function_of
from rederiving.numeric import difference, n, one, polynomial, roots, sides, solve
from rederiving.rules import Formula, Rules

rule = Rules()


def f(text: str, name: str = "x") -> Any:
    """A formula in one letter as a function."""
    return function_of(text, name)


def formula(text: str, *names: str) -> Formula:
    """A formula in the named letters as an answer."""
    return Formula(names, function_of(text, *names))


def in_x(function: Any, name: str = "x") -> Formula:
    """A function as an answer."""
    return Formula((name,), function)


S = "arithmetic-and-fractions.before"
_CHANGES = {"more": 1, "up": 1, "less": -1, "down": -1, "rose": 1, "fell": -1}
rule(
    S,
    lambda x, y: n(y) - n(x),
    "Fill the gap: $«x» + \\square = «y»$.",
    "Which number must be added to $«x»$ to make $«y»$?",
)
rule(
    S,
    lambda x, p, how: n(x) / (1 + _CHANGES[how] * n(p)),
    "The training now takes «x» minutes. That is $«p»$ «how» than a year ago. What was the number then?",
    "A newsletter now has «x» readers. That is $«p»$ «how» than a year ago. What was the number then?",
    "A graphics card now costs «x» euros. That is $«p»$ «how» than a year ago. What was the number then?",
)
rule(
    S,
    lambda x, p, how: 100 * (n(x) / (n(x) * (1 + _CHANGES[how] * n(p))) - 1),
    "… of «x» goes «how» by $«p»$. By how many per cent must it change now to be back where it was? A fall counts as negative.",
)
S = "arithmetic-and-fractions.fractions"
rule(
    S,
    lambda x: n(x),
    "‹What is|Work out|Compute|Evaluate› $«x»$‹.|?|, written as one fraction?| and shorten.| in the right order.›",
    "What is the value of $«x»$?",
)
rule(S, lambda x, y: n(x) * n(y), "What is $«x»$ of $«y»$?")
rule(S, lambda x, y: n(y) / n(x), "How many times does $«x»$ fit into $«y»$?")
S = "arithmetic-and-fractions.change"
rule(
    S,
    lambda x, p: n(x) * (1 - n(p)),
    "Of «x» emails, $«p»$ are spam. How many are not?",
    "A data set has «x» rows; $«p»$ of them have a missing value and are dropped. How many rows stay?",
    "You hold back $«p»$ of «x» examples for testing. How many are left for training?",
)
rule(
    S,
    lambda x, y: 100 * (n(y) - n(x)) / n(x),
    "A model's … ‹rose|fell› from $«x»$ to $«y»$. ‹What is the relative change, in per cent?|By how many per cent did it change, relative to where it began?› A fall counts as negative.",
)
rule(
    S,
    lambda x, y: 100 * (n(x) - n(y)) / (1 - n(x)),
    "A model's … ‹rose|fell› from $«x»$ to $«y»$. ‹By how many per cent did its error rate (what is missing to 100 per cent) change?|A paper reports the relative change of the error rate, one minus the score. How many per cent is it?› A fall counts as negative.",
)
S = "exponents-and-roots.surd"
rule(
    S,
    lambda x: n(x),
    "Clear the root from the denominator of $«x»$.",
    "Simplify $«x»$.",
    "Write $«x»$ without a root below the line.",
    "Write $«x»$ with the smallest possible number under the root.",
)
S = "exponents-and-roots.scientific"
rule(
    S,
    lambda x: mp.floor(mp.log10(n(x)) + mp.mpf("1e-25")),
    "Write $«x»$ in scientific notation $c \\cdot 10^n$ with $1 \\leq c < 10$. What is $n$?",
    "In scientific notation $«x»$ is $c \\cdot 10^n$, where $c$ is at least 1 and below 10. Find $n$.",
)
rule(
    S,
    lambda x, y: mp.floor(mp.log10(n(x) * n(y)) + mp.mpf("1e-25")),
    "A cluster does $«x»$ operations a second, for $«y»$ seconds. The total is $c \\cdot 10^n$ in scientific notation. What is $n$?",
)


def exponent(equation: str, name: str) -> Any:
    """The one exponent that satisfies an equation of positive powers, on logarithms."""
    left, right = (function_of(side, name) for side in sides(equation))
    return one(solve(lambda t: mp.log(left(t)) - mp.log(right(t)), -50, 50))


rule(
    "exponents-and-roots.unknown",
    lambda e: exponent(e, "x"),
    "Solve $«e»$.",
    "For which $x$ does $«e»$ hold?",
    "Find $x$ with $«e»$.",
)
S = "exponents-and-roots.power"
rule(S, lambda x, b: mp.log(n(x)) / mp.log(n(b)), "Write $«x»$ as one power of «b». What is the exponent?")
rule(S, lambda e: exponent(e, "n"), "Find $n$ so that $«e»$.")
rule(
    S,
    lambda x: n(x),
    "Evaluate $«x»$ as a fraction or whole number.",
    "What number is $«x»$?",
    "Evaluate $«x»$ without a calculator.",
    "Find the value of $«x»$.",
)
rule(
    "linear-equations.line",
    lambda x1, y1, x2, y2, which: (
        (n(y1) - n(y2)) / (n(x1) - n(x2))
        if which == "w"
        else (n(x1) * n(y2) - n(x2) * n(y1)) / (n(x1) - n(x2))
    ),
    "A sensor is calibrated by $w x + b$: reading «x1» stands for «y1» degrees, reading «x2» for «y2» degrees. What is the ‹weight|bias› $«which»$?",
    "A neuron computes $w x + b$. It should answer «y1» to the input «x1», and «y2» to the input «x2». What is the ‹weight|bias› $«which»$?",
    "A line $w x + b$ goes through the data points $(«x1», «y1»)$ and $(«x2», «y2»)$. What is the ‹weight|bias› $«which»$?",
)


def rearranged(equation: str, name: str) -> Formula | None:
    """The letter as a formula of the others, where the equation is linear in it: found numerically at any point."""
    letters = sorted(
        {
            m.lstrip("\\")
            for m in re.findall(
                r"\\(?:mu|sigma|eta|lambda|theta|alpha)|(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z])", equation
            )
        }
    )
    others = tuple(letter for letter in letters if letter != name)
    gap = difference(equation, name, *others)

    def value(*known: Any) -> Any:
        found = roots(lambda t: gap(t, *known), 3)
        positive = [r for r in found if r > 0] if len(found) > 1 else found
        return one(tuple(positive))

    return Formula(others, value)


rule(
    "linear-equations.rearrange",
    lambda e, x: rearranged(e, x.lstrip("\\")),
    "Solve the formula $«e»$ for $«x»$.",
    "Rearrange $«e»$ for $«x»$, for ….",
    "In $«e»$ everything but $«x»$ is known. Write $«x»$ with the other letters.",
)
rule(
    "linear-equations.solve",
    lambda e, x: one(roots(difference(e, x))),
    "Which $«x»$ makes both sides equal: $«e»$?",
    "Solve $«e»$ for $«x»$.",
)


def _first_letter(e: str) -> Any:
    letters = set(re.findall(r"(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z])", e))
    return one(roots(difference(e, *letters))) if len(letters) == 1 else None


rule("linear-equations.solve", _first_letter, "Find the solution of $«e»$.")
rule(
    "linear-equations.coefficient",
    lambda e, x: one(roots(difference(e, "k", x=n(x)))),
    "The equation $«e»$ has the solution $x = «x»$. What is $k$?",
    "For which number $k$ is $x = «x»$ the solution of $«e»$?",
)
rule(
    "algebraic-manipulation.expand",
    lambda x: formula(x, "x"),
    "Multiply out $«x»$.",
    "Expand and collect: $«x»$.",
    "Write $«x»$ without brackets.",
)
rule(
    "algebraic-manipulation.fraction",
    lambda x: formula(x, "x"),
    "Cancel what can be cancelled in $«x»$.",
    "Write $«x»$ as one fraction.",
    "Bring $«x»$ to a common denominator and add up.",
    "Simplify $«x»$.",
)
S = "algebraic-manipulation.gap"
rule(
    S,
    lambda x, c: in_x(lambda t: f(x)(t) / f(c)(t)),
    "$«x» = «c» \\cdot (\\dots)$. What stands in the bracket?",
    "Take the factor $«c»$ out of $«x»$. What is left in the bracket?",
)


def square(x: str) -> Any:
    """The positive k that makes a quadratic a square: its discriminant is zero."""

    def discriminant(k: Any) -> Any:
        c, b, lead = (polynomial(function_of(x, "x", env={"k": k}), 2) + [mp.mpf(0)] * 3)[:3]
        return b * b - 4 * lead * c

    return one(tuple(r for r in roots(discriminant) if r > 0))


rule(
    S,
    square,
    "$«x»$ is to be a perfect square. Which positive number $k$ does it?",
    "For which positive $k$ is $«x»$ the square of a bracket?",
)
rule(
    S,
    lambda x, y: one(tuple(r for r in roots(difference(f"{x} = {y}", "k")) if r > 0)),
    "… computes $«x»$ in her head as $«y»$. Which positive $k$ does she use?",
    "… computes $«x»$ in his head as $«y»$. Which positive $k$ does he use?",
)


def vertex(text: str, name: str = "x") -> tuple[Any, Any, Any]:
    """Place, value and leading coefficient of a parabola."""
    function = f(text, name)
    c = polynomial(function, 3)
    if len(c) != 3:
        raise Unreadable("no parabola")
    at = -c[1] / (2 * c[2])
    return at, function(at), c[2]


def _highest(x: str, how: str, index: int) -> Any:
    found = vertex(x)
    return found[index] if (found[2] < 0) == (how == "highest") else None


S = "quadratic-equations.vertex"
rule(
    S,
    lambda x, how: _highest(x, how, 1),
    "What is the «how» value of $f(x) = «x»$?",
    "The parabola $f(x) = «x»$ has a «how» point. How high does it lie?",
)
rule(S, lambda x, how: _highest(x, how, 0), "Where, at which $x$, is $f(x) = «x»$ «how»?")
rule(S, lambda x: vertex(x)[0], "Find the $x$-coordinate of the vertex of $f(x) = «x»$.")


def _two_points(y1: str, x1: str, y2: str, x2: str, x: str) -> Any:
    best = (n(x1) * n(y1) + n(x2) * n(y2)) / (n(x1) ** 2 + n(x2) ** 2)
    at, _, lead = vertex(x, "w")
    return best if lead > 0 and abs(at - best) < mp.mpf("1e-20") else None


rule(
    S,
    _two_points,
    "A model predicts $w x$. It should give $«y1»$ for the input «x1» and $«y2»$ for the input «x2». Its loss is $L(w) = «x»$. Which $w$ makes the loss smallest?",
)
rule(
    "quadratic-equations.solve",
    lambda e: roots(difference(e, "x")),
    "Use the discriminant to find both solutions of $«e»$.",
    "Solve $«e»$ ‹by completing the square|with the formula|by factorising›.",
    "Complete the square and solve $«e»$.",
)
rule(
    "quadratic-equations.solve",
    lambda x: roots(f(x)),
    "Find two numbers that make $«x»$ zero; factorise first.",
)
S = "quadratic-equations.from-solutions"
rule(
    S,
    lambda e, name, x, y: one(
        tuple(
            r
            for r in roots(difference(e, name, x=n(x)))
            if abs(difference(e, name, x=n(y))(r)) < mp.mpf("1e-20")
        )
    ),
    "Which number $«name»$ gives $«e»$ the solutions $«x»$ and $«y»$?",
)
rule(
    S,
    lambda e, name, x, y: one(
        tuple(
            r
            for r in roots(difference(e, name, x=n(x)))
            if abs(difference(e, name, x=n(y))(r)) < mp.mpf("1e-20")
        )
    ),
    "$«e»$ has the solutions $«x»$ and $«y»$. What is $«name»$?",
)


def _other(e: str, x: str) -> Any:
    c = one(roots(difference(e, "c", x=n(x))))
    found = [r for r in roots(difference(e, "x", c=c)) if abs(r - n(x)) > mp.mpf("1e-9")]
    return one(tuple(found))


rule(
    S,
    _other,
    "One solution of $«e»$ is $x = «x»$. What is the other one?",
    "$x = «x»$ solves $«e»$ for some number $c$. Find the second solution.",
)


def _touching(x: str) -> Any:
    def discriminant(c: Any) -> Any:
        c0, b, lead = polynomial(function_of(x, "x", env={"c": c}), 2)
        return b * b - 4 * lead * c0

    return one(roots(discriminant))


rule(
    S,
    _touching,
    "The parabola $f(x) = «x»$ should just touch the $x$-axis. Which $c$ does it?",
    "For which $c$ does $«x» = 0$ have exactly one solution?",
)
S = "functions-and-graphs.input"
rule(
    S,
    lambda x, y: one(roots(lambda t: f(x)(t) - n(y))),
    "For which $x$ is $f(x) = «y»$, if $f(x) = «x»$?",
    "A model computes $m(x) = «x»$. For which input does it predict «y»?",
)
rule(
    S,
    lambda x: roots(f(x)),
    "Find the zeros of $f(x) = «x»$.",
    "Where does the graph of $f(x) = «x»$ meet the horizontal axis?",
)


def edge(x: str, how: str) -> Any:
    """The end of the domain of a root of something linear."""
    inner = f(x)
    found = one(roots(inner))
    return found if (inner(found + 1) > 0) == (how == "smallest") else None


rule(
    S,
    edge,
    "The formula $\\sqrt{«x»}$ makes sense only for some $x$. What is the «how» number in its domain?",
    "What is the «how» $x$ that may be put into $f(x) = \\sqrt{«x»}$?",
)
S = "functions-and-graphs.value"
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(function_of(y, "a")(t)), "a"),
    "For $f(x) = «x»$, write $f(«y»)$ without brackets.",
    "Let $f(x) = «x»$. Put $(«y»)$ into the slot and multiply out.",
)
rule(
    S,
    lambda x, y: f(x)(n(y)),
    "For $f(x) = «x»$, what is $f(«y»)$?",
    "A model predicts $f(x) = «x»$. What does it predict for the input «y»?",
)


def _pieces(x: str, y: str, c: str, u: str, v: str) -> Any:
    left, right = f(x), f(y)
    piece = lambda t: left(t) if t < n(c) else right(t)
    return piece(n(u)) + piece(n(v))


rule(
    S,
    _pieces,
    "The function $f$ is defined in two pieces: $f(x) = «x»$ for $x < «c»$, and $f(x) = «y»$ for $x \\geq «c»$. What is $f(«u») + f(«v»)$?",
)
S = "function-composition-and-inverse.way-back"
rule(
    S,
    lambda x, y: one(roots(lambda t: f(x)(t) - n(y))),
    "A scaler computes $f(x) = «x»$ and gave «y». What was its input?",
    "For $f(x) = «x»$, what is $f^{-1}(«y»)$?",
)


def _back(x: str, y: str, z: str, positive: bool = False) -> Any:
    between = roots(lambda t: f(y)(t) - n(z))
    between = one(tuple(b for b in between if b > 0) if positive else between)
    return one(roots(lambda t: f(x)(t) - between))


rule(
    S,
    lambda x, y, z: _back(x, y, z, positive=True),
    "First $f(x) = «x»$, then $g(x) = «y»$: the chain gave «z». The number in between was positive. What went in?",
    "Undo a chain: $g(f(x)) = «z»$ with $f(x) = «x»$ and $g(x) = «y»$. The number in between was positive. Find $x$.",
)
rule(
    S,
    _back,
    "First $f(x) = «x»$, then $g(x) = «y»$: the chain gave «z». What went in?",
    "Undo a chain: $g(f(x)) = «z»$ with $f(x) = «x»$ and $g(x) = «y»$. Find $x$.",
)


def _inverse(x: str, c: str | None = None) -> Formula:
    low = n(c) if c is not None else -mp.inf

    def value(y: Any) -> Any:
        return one(tuple(r for r in roots(lambda t: f(x)(t) - y) if r >= low))

    return Formula(("y",), value)


S = "function-composition-and-inverse.inverse"
rule(
    S,
    _inverse,
    "Find the inverse of $f(x) = «x»$ for $x \\geq «c»$. Write $y$ for the given output.",
    "A step computes $f(x) = «x»$ for $x \\geq «c»$. Which formula leads from the output $y$ back to the input?",
    "Undo $f(x) = «x»$ for $x \\geq «c»$: express $x$ by the output $y$.",
)
rule(
    S,
    _inverse,
    "Find the inverse of $f(x) = «x»$. Write $y$ for the given output.",
    "A step computes $f(x) = «x»$. Which formula leads from the output $y$ back to the input?",
    "Undo $f(x) = «x»$: express $x$ by the output $y$.",
)
S = "function-composition-and-inverse.compose"
rule(
    S,
    lambda x, y: in_x(lambda t: f(y)(f(x)(t))),
    "For $f(x) = «x»$ and $g(x) = «y»$, write $g(f(x))$ ‹as a formula without brackets|without brackets›.",
    "Two layers compute $f(x) = «x»$ and $g(x) = «y»$, first $f$ and then $g$. Which formula do they compute together?",
)
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(f(y)(t))),
    "For $f(x) = «x»$ and $g(x) = «y»$, write $f(g(x))$ ‹as a formula without brackets|without brackets›.",
)
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(f(y)(f(x)(t)))),
    "For $f(x) = «x»$ and $g(x) = «y»$, write $f(g(f(x)))$ without brackets.",
    "Run $f$, $g$ and $f$ again, for $f(x) = «x»$ and $g(x) = «y»$: what formula is $f(g(f(x)))$?",
)
rule(
    S,
    lambda x: in_x(lambda t: f(x)(f(x)(t))),
    "The layer $f(x) = «x»$ is used twice in a row. Which formula does the pair compute?",
)
rule(
    S,
    lambda x, y, o, i, z: {"f": f(x), "g": f(y)}[o]({"f": f(x), "g": f(y)}[i](n(z))),
    "Let $f(x) = «x»$ and $g(x) = «y»$. Compute $(«o» \\circ «i»)(«z»)$.",
    "For $f(x) = «x»$ and $g(x) = «y»$, what is $«o»(«i»(«z»))$?",
)
S = "inequalities.unknown"
rule(
    S,
    lambda u, v, which: (n(u) + n(v)) / 2 if which == "a" else (n(v) - n(u)) / 2,
    "A value is accepted when it lies between $«u»$ and $«v»$. Written as $|x - a| < r$, what is $«which»$?",
    "All $x$ between $«u»$ and $«v»$, and no others, satisfy $|x - a| < r$. What is $«which»$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) > f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» < k$ are exactly the numbers $x < «c»$. What is $k$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) < f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» < k$ are exactly the numbers $x > «c»$. What is $k$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) < f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» > k$ are exactly the numbers $x < «c»$. What is $k$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) > f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» > k$ are exactly the numbers $x > «c»$. What is $k$?",
)
S = "inequalities.edge"
rule(
    S,
    lambda c, s, b: mp.floor((n(b) - n(s)) / n(c)),
    "Each training epoch takes «c» minutes, and loading the data takes «s» minutes once. How many full epochs fit into «b» minutes?",
    "A cloud machine costs «s» euros a month and «c» euros for each hour. You may spend at most «b» euros. How many full hours can you use?",
)


def _whole(how: str, x: str, y: str, sign: str) -> Any:
    good = [
        k for k in range(-300, 301) if (f(x)(mp.mpf(k)) < n(y) if sign == "<" else f(x)(mp.mpf(k)) > n(y))
    ]
    if not good or (-300 in good) == (300 in good) or (-300 in good) == (how == "smallest"):
        return None
    return mp.mpf(min(good) if how == "smallest" else max(good))


rule(S, lambda how, x, y: _whole(how, x, y, "<"), "What is the «how» whole number $x$ with $«x» < «y»$?")
rule(S, lambda how, x, y: _whole(how, x, y, ">"), "What is the «how» whole number $x$ with $«x» > «y»$?")
rule(
    S,
    lambda x: one(tuple(r for r in solve(lambda t: abs(function_of(x, "eta")(t)) - 1, "0.0001", 10))),
    "Gradient descent multiplies the distance from the minimum by $«x»$ in each step. It shrinks when $|«x»| < 1$. Between 0 and which number must $\\eta$ lie?",
)
S = "inequalities.interval"
rule(
    S,
    lambda x, r: roots(lambda t: f(x)(t) ** 2 - n(r) ** 2),
    "Between which two numbers must $x$ lie so that $|«x»| < «r»$? Give both ends.",
    "$|«x»| < «r»$ says that $x$ is close to a point. What are the two ends of its interval?",
)
rule(
    S,
    lambda x: roots(f(x)) if vertex(x)[2] > 0 else None,
    "The loss difference $«x»$ is below zero exactly between two values of $x$. Which?",
    "Between which two numbers is $«x»$ negative? Give both ends.",
)
S = "polynomials.evaluate"
rule(
    S,
    lambda x: formula(x, "x"),
    "Write $«x»$ as a polynomial, highest power first.",
    "Divide: $«x»$.",
    "Multiply out $«x»$.",
)
rule(
    S,
    lambda x, y: f(x)(n(y)),
    "Evaluate $p(«y»)$ with three products only: $p(x) = «x»$.",
    "What is the value of $p(x) = «x»$ at $x = «y»$? Nest it first.",
    "Use Horner's method to find $p(«y»)$ for $p(x) = «x»$.",
)
rule(
    S,
    lambda x, d: in_x(lambda t: f(x)(t) / f(d)(t)),
    "$p(x) = «x»$ equals $(«d»)$ times a quadratic. Which one?",
)
rule(
    S,
    lambda x, r: in_x(lambda t: f(x)(t) / (t - n(r))),
    "$«r»$ is a root of $p(x) = «x»$. Split off its factor: which quadratic is left?",
)
S = "polynomials.unknown"


def _others(r: str, x: str) -> Any:
    found = roots(f(x))
    rest = tuple(root for root in found if abs(root - n(r)) > mp.mpf("1e-9"))
    return rest if len(rest) == len(found) - 1 and abs(f(x)(n(r))) < mp.mpf("1e-20") else None


rule(
    S,
    _others,
    "You know that $«r»$ is a root of $p(x) = «x»$. What are the remaining roots?",
    "One root of $«x»$ is $«r»$. Find the other two.",
)
rule(
    S,
    lambda x, d: f(x)(one(roots(f(d)))),
    "$«x» = («d») \\cdot q(x) + s$. Find the number $s$.",
    "What remainder is left when $«x»$ is divided by $«d»$?",
)
rule(
    S,
    lambda x, r: one(roots(lambda k: function_of(x, "x", "k")(n(r), k))),
    "For which $k$ is $«r»$ a root of $«x»$?",
    "$x = «r»$ should be a zero of $p(x) = «x»$. Choose $k$.",
)
