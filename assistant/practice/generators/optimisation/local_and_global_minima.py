"""Exercises on minima: find and compare them, ends of intervals included, and predict the basin."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    NUMBER,
    PAIR,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.notation import (
    chain,
    decimal,
    guarded,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Proof, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "local-and-global-minima"


def _double_well(draw: Draw) -> tuple[Any, tuple[int, int, int]]:
    """A fourth power whose slope is 12 (x - p)(x - q)(x - r) with p < q < r."""
    p, q, r = sorted(draw.sample(range(-3, 4), 3))
    slope = sympy.expand(12 * (X - p) * (X - q) * (X - r))
    return sympy.Add(
        *(c * X ** (n + 1) / (n + 1) for n, c in enumerate(reversed(sympy.Poly(slope, X).all_coeffs())))
    ), (p, q, r)


def _at(f: Any, x: Any) -> Any:
    return second_way.number_at(f, {"x": second_way.real(x)})


def _find(draw: Draw, level: int) -> Draft:
    wrong: tuple[Mistake, ...]
    f, (p, q, r) = _double_well(draw)
    values = {x: f.subs(X, x) for x in (p, q, r)}
    sympy.diff(f, X)
    shown = tex(sympy.expand(f))
    factored = f"12 {'x' if p == 0 else f'({tex(X - p)})'}{'x' if q == 0 else f'({tex(X - q)})'}{'x' if r == 0 else f'({tex(X - r)})'}"
    if level == 1:
        key: Any = sympy.FiniteSet(p, r)
        prompt = draw.choice(
            (
                f"The slope of $f(x) = {shown}$ is $f'(x) = {factored}$. At which two $x$ does $f$ have local minima?",
                f"$f(x) = {shown}$ has the derivative ${factored}$. Where are its two local minima?",
            )
        )
        steps = tuple(
            Step(
                f"Curvature at {x}",
                f"{tex(sympy.diff(f, X, 2)).replace('x', f'({x})')} = {sympy.diff(f, X, 2).subs(X, x)}",
            )
            for x in (p, q, r)
        )
        proof: Proof = Satisfies(
            "neighbours",
            "At both places the function is lower than a little to the left and right.",
            lambda g: (
                len(g) == 2
                and all(
                    _at(f, x) < _at(f, x + Fraction(1, 10**6)) and _at(f, x) < _at(f, x - Fraction(1, 10**6))
                    for x in g
                )
            ),
        )
        wrong = (
            Mistake(sympy.FiniteSet(p, q), "One of these is a maximum: look at the curvature."),
            Mistake(sympy.FiniteSet(q, r), "One of these is a maximum: look at the curvature."),
            Mistake(sympy.FiniteSet(p, q, r), "Three critical points, but the middle one is a maximum."),
        )
        rule, hint, answer = (
            "A critical point with a positive second derivative is a local minimum.",
            "The slope is zero at three places; which of them are valleys?",
            PAIR,
        )
    elif level == 2:
        if values[p] == values[r]:
            raise Unsuitable("a draw")
        best = p if values[p] < values[r] else r
        key = sympy.Integer(best)
        prompt = draw.choice(
            (
                f"$f(x) = {shown}$ has local minima at ${p}$ and ${r}$. At which $x$ is the global minimum?",
                f"Two valleys of $f(x) = {shown}$ lie at $x = {p}$ and $x = {r}$. Which $x$ is the deeper one?",
            )
        )
        steps = tuple(
            Step(f"Value at {x}", f"{shown.replace('x', f'({x})')} = {tex(values[x])}") for x in (p, r)
        )
        proof = Satisfies(
            "a walk over the line",
            "On a fine grid no point is lower.",
            lambda g: all(_at(f, g) <= _at(f, Fraction(n, 8)) for n in range(-40, 41)) and g == int(g),
        )
        wrong = (
            Mistake(sympy.Integer(r if best == p else p), "That valley is not as deep: compare the values."),
            Mistake(values[best], "That is the value; you are asked where it is."),
            Mistake(sympy.Integer(q), "That is the hill between the valleys."),
        )
        rule, hint, answer = (
            "Far out the fourth power rises, so the lowest local minimum is the global one.",
            "Put both valleys into $f$ and compare the values.",
            NUMBER,
        )
    else:
        low, high = sorted(draw.sample(range(-4, 5), 2))
        inside = [x for x in (p, q, r) if low < x < high]
        spots = {x: f.subs(X, x) for x in (low, high, *inside)}
        least = min(spots.values())
        if list(spots.values()).count(least) > 1 or high - low < 2:
            raise Unsuitable("a draw")
        key = sympy.Integer(next(x for x, v in spots.items() if v == least))
        prompt = draw.choice(
            (
                f"The slope of $f(x) = {shown}$ is ${factored}$. At which $x$ of the interval $[{low}, {high}]$ is $f$ smallest?",
                f"A hyperparameter may only be between {low} and {high}. Its loss is $f(x) = {shown}$, with $f'(x) = {factored}$. Which $x$ is best?",
            )
        )
        steps = tuple(
            Step(
                "An end" if x in (low, high) else "A critical point inside",
                f"{shown.replace('x', f'({x})')} = {tex(v)}",
            )
            for x, v in spots.items()
        )
        proof = Satisfies(
            "a walk over the interval",
            "On a fine grid of the interval no point is lower.",
            lambda g: (
                low <= g <= high
                and all(_at(f, g) <= _at(f, low + Fraction((high - low) * n, 96)) for n in range(97))
            ),
        )
        wrong = (
            tuple(
                Mistake(sympy.Integer(x), "Compare the values at the ends and at the critical points inside.")
                for x in spots
                if x != key
            )[:2]
            + tuple(
                Mistake(sympy.Integer(x), "That point lies outside the interval.")
                for x in (p, r)
                if not low <= x <= high
            )[:1]
        )
        rule, hint, answer = (
            "On a closed interval compare the critical points inside with both ends.",
            "Which of the critical points lie in the interval?",
            NUMBER,
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked for places, and the lowest counts."
            if level > 1
            else "You are asked for two valleys.",
            rule,
            hint,
        ),
        answer_hint=answer,
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


def _basin(draw: Draw, level: int) -> Draft:
    f, (p, q, r) = _double_well(draw)
    start = Fraction(draw.integer(4 * p - 4, 4 * r + 4), 4)
    if start in (p, q, r):
        raise Unsuitable("it does not move")
    end = p if start < q else r
    said = draw.choice((p, r))

    def decide() -> bool:
        at = float(start)
        slope = [float(c) for c in sympy.Poly(sympy.diff(f, X), X).all_coeffs()]
        for _ in range(3000):
            at -= 0.002 * sum(c * at ** (3 - i) for i, c in enumerate(slope))
        return abs(at - said) < 0.05

    slope_there = sympy.diff(f, X).subs(X, rational(start))
    return claim_draft(
        prompt=f"$f(x) = {tex(sympy.expand(f))}$ has minima at ${p}$ and ${r}$ and a maximum at ${q}$. True or false? Gradient descent with a tiny learning rate, started at ${short(start)}$, ends at ${said}$.",
        truth=end == said,
        method="running it",
        detail="3,000 small steps were run.",
        decide=decide,
        steps=(
            Step(
                "The slope at the start",
                f"{tex(sympy.diff(f, X)).replace('x', f'({short(start)})')} = {short(slope_there)}",
            ),
        ),
        hints=(
            "You are asked in which valley descent ends.",
            "With a tiny rate it walks downhill and never crosses a hill.",
            f"On which side of the maximum at {q} does it start?",
        ),
        if_wrong=f"The start lies {'left' if start < q else 'right'} of the hill at ${q}$, so it walks down to ${end}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, m = draw.integer(1, 4), draw.nonzero(-5, 5)
    if level == 1:
        key = sympy.Integer(-2 * a * m)
        prompt = draw.choice(
            (
                f"$f(x) = {tex(a * X**2)} + b x + {draw.integer(1, 9)}$ should have its minimum at $x = {m}$. What is $b$?",
                f"Choose $b$ so that the loss ${tex(a * X**2)} + b x$ is smallest at $x = {m}$.",
            )
        )
        steps = (Step("The slope must vanish there", f"{times(2 * a, m)} + {guarded(-2 * a * m)} = 0"),)

        def accepts(g: Any) -> Any:
            return all(
                a * m * m + g * m < a * (m + d) ** 2 + g * (m + d)
                for d in (Fraction(1, 10**6), Fraction(-1, 10**6))
            )

        wrong = (
            Mistake(sympy.Integer(2 * a * m), "The slope must cancel: check the sign."),
            Mistake(sympy.Integer(-a * m), "The derivative of the square has the factor 2."),
        )
        rule, hint = "At an inner minimum the slope is zero.", f"The slope is ${tex(2 * a * X)} + b$."
    else:
        restarts, hit = (
            draw.integer(2, 4),
            draw.choice(
                (
                    Fraction(1, 2),
                    Fraction(1, 4),
                    Fraction(1, 5),
                    Fraction(1, 10),
                    Fraction(3, 10),
                    Fraction(2, 5),
                    Fraction(3, 4),
                )
            ),
        )
        if level == 2:
            key = rational(1 - (1 - hit) ** restarts)
            prompt = draw.choice(
                (
                    f"A random start lies in the basin of the global minimum with probability {decimal(hit)}. How probable is it that at least one of {restarts} independent starts finds it?",
                    f"Clustering by k-means is started {restarts} times; each start reaches the best solution with probability {decimal(hit)}. What is the chance that the best of the {restarts} runs is the global optimum?",
                )
            )
            steps = (
                Step("All miss", chain(f"{decimal(1 - hit)}^{{{restarts}}}", decimal((1 - hit) ** restarts))),
                Step("At least one hits", chain(f"1 - {decimal((1 - hit) ** restarts)}", short(key))),
            )

            def accepts(g: Any) -> Any:
                return bool(
                    g
                    == sum(
                        (
                            hit**k * (1 - hit) ** (restarts - k) * math.comb(restarts, k)
                            for k in range(1, restarts + 1)
                        ),
                        Fraction(0),
                    )
                )

            wrong = (
                Mistake(rational(hit * restarts), "The chances do not simply add: several starts may hit."),
                Mistake(rational((1 - hit) ** restarts), "That is the chance that all miss."),
            )
            rule, hint = (
                "At least one: one minus the probability that all miss.",
                f"One start misses with probability {decimal(1 - hit)}.",
            )
        else:
            n = draw.integer(2, 12)
            miss = 1 - hit
            key = sympy.Integer(n)
            bound = 1 - miss**n
            if bound.denominator > 10**7:
                raise Unsuitable("ugly")
            level_ = Fraction(math.floor(bound * 1000), 1000)
            if not 1 - miss ** (n - 1) < level_ <= bound or level_ == 1:
                raise Unsuitable("no clear step")
            prompt = f"Each random start finds the global minimum with probability {decimal(hit)}. How many independent starts give a chance of at least {decimal(level_)}?"
            steps = (
                Step("So many starts are enough", f"1 - {decimal(miss)}^{{{n}}} \\geq {decimal(level_)}"),
            )

            def accepts(g: Any) -> Any:
                return g == int(g) and 0 < g < 100 and 1 - miss ** int(g) >= level_ > 1 - miss ** (int(g) - 1)

            wrong = (
                Mistake(key - 1, "Put your number of starts in: the chance is still too small."),
                Mistake(sympy.Integer(math.ceil(level_ / hit)), "The chances do not simply add."),
            )
            rule, hint = (
                "At least one: one minus the probability that all miss.",
                f"Multiply {decimal(miss)} by itself until it is small enough.",
            )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "checking", "With this number the minimum or the probability comes out as asked.", accepts
        ),
        steps=steps,
        hints=("You are asked for a number that makes the search come out right.", rule, hint),
        answer_hint=PROBABILITY if level == 2 else NUMBER,
        symbols=("b", "x"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "find", COMPUTE, _find, objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1,)),
    Generator(TOPIC, "basin", TRUE_FALSE, _basin, levels=(2,), objectives=(3,)),
)
