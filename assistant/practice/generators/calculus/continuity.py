"""Exercises on continuity: three questions, pieces that must meet, and zeros caught between two signs."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import (
    X,
    factors,
    limit_of,
    linear_side,
    numeric,
    quadratic_with,
    value_at,
)
from assistant.practice.notation import chain, decimal, guarded, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed, words

TOPIC = "continuity"

QUESTIONS = (
    "It is continuous there.",
    "It has no value there.",
    "The two sides approach different numbers.",
    "The sides agree, but the value is another number.",
)


def _join(draw: Draw, level: int) -> Draft:
    at = draw.nonzero(-3, 4, but=(1,))
    if level == 1:
        a, b, k = draw.nonzero(-4, 5), draw.integer(-6, 7), draw.nonzero(-5, 6)
        left, c = a * X + b, a * at + b - k * at
        right, shown = lambda g: g * at + c, f"kx {'+' if c >= 0 else '-'} {abs(c)}" if c else "kx"
    elif level == 2:
        a, b, k = draw.choice((1, 2, -1)), draw.integer(-5, 6), draw.nonzero(-6, 7)
        left, c = a * X**2 + b, draw.nonzero(-4, 5)
        k = a * at * at + b - c * at
        right, shown = lambda g: c * at + g, f"{linear_side((c,), ('x',))} + k"
    else:
        k, c = draw.nonzero(-6, 7), 0
        other = at + k
        top = quadratic_with((at, -other))
        return typed(
            draw,
            ask=(
                rf"Let $f(x) = \frac{{{tex(top)}}}{{{tex(X - at)}}}$ for $x \ne {at}$ and $f({at}) = k$. Which $k$ makes $f$ continuous?",
                rf"The function $\frac{{{tex(top)}}}{{{tex(X - at)}}}$ has a hole at ${at}$. Which value fills it?",
            ),
            key=at + other,
            proof=again(
                "close by",
                "The function was computed at 80 digits close to the hole.",
                lambda: second_way.limit(numeric(top / (X - at)), at),
            ),
            steps=[
                ("Factor", rf"{tex(top)} = {factors(at, -other)}"),
                ("What is left after cancelling, at the hole", f"{at} + {guarded(other)} = {at + other}"),
            ],
            hints=(
                "You are asked for the value that fills a hole.",
                "The value has to be the limit: factor, cancel, and put the place in.",
                f"The numerator vanishes at ${at}$, so it contains the factor ${tex(X - at)}$.",
            ),
            symbols=("k",),
            wrong=[
                (0, "Zero over zero is not zero: take the limit."),
                (at - other, "Check the sign of the factor that is left."),
            ],
        )
    value = int(value_at(left, at))
    return typed(
        draw,
        ask=(
            f"Let $f(x) = {tex(left)}$ for $x \\le {at}$ and $f(x) = {shown}$ for $x > {at}$. Which $k$ makes $f$ continuous?",
            f"Two pieces are to meet at ${at}$: ${tex(left)}$ up to there, ${shown}$ beyond. Find $k$.",
        ),
        key=k,
        proof=Satisfies(
            "substitution",
            "With k put in, both pieces have the same value at the joint.",
            lambda g: right(g) == value,
        ),
        steps=[
            ("The left piece arrives at", chain(rf"\lim_{{x \to {at}^-}} \left({tex(left)}\right)", value)),
            (
                "The right piece has to start there",
                f"{linear_side((at,), ('k',)) if level == 1 else tex(c * at)} {'+ k' if level == 2 else ('+' if c >= 0 else '-') + ' ' + str(abs(c))} = {value}",
            ),
            ("Solve for k", f"k = {tex(k)}"),
        ],
        hints=(
            "You are asked for the constant that lets two pieces meet.",
            "A function is continuous at a joint when both sides approach the same number and the value is that number.",
            f"Put ${at}$ into ${tex(left)}$ first.",
        ),
        symbols=("k",),
        wrong=[
            (-k, "The sign is turned round."),
            (value, "That is the height of the joint; solve for $k$."),
            (value - c, "Mind the factor in front of $k$.")
            if level == 1
            else (value + c * at, "Bring the known part over with the other sign."),
        ],
    )


def _check(draw: Draw, level: int) -> Draft:
    at, which = draw.integer(-3, 4), draw.integer(0, 3)
    a, b = draw.nonzero(-4, 5), draw.integer(-5, 6)
    left = a * X + b if level == 1 else a * X**2 + b
    meet = int(value_at(left, at))
    slope = draw.nonzero(-4, 5, but=(a,))
    gap = draw.nonzero(-3, 3) if which == 2 else 0
    right = slope * X + (meet - slope * at + gap)
    value = meet + (draw.nonzero(-3, 4) if which == 3 else 0)
    told = "no value is given there" if which == 1 else f"$f({at}) = {value}$"
    if tex(left) == tex(right):
        raise Unsuitable("one piece")

    def decide() -> str:
        one, other = second_way.limit(numeric(left), at, -1), second_way.limit(numeric(right), at)
        if which == 1:
            return QUESTIONS[1]
        if not second_way.equal(one, other):
            return QUESTIONS[2]
        return QUESTIONS[0] if second_way.equal(one, value) else QUESTIONS[3]

    said = (
        "Compare the value with what both sides approach.",
        "A value is given: compare it with the two sides.",
        "Put the place into both pieces: they arrive at the same number.",
        "Compare the value at the place with the two sides once more.",
    )
    return words(
        draw,
        ask=(
            f"Let $f(x) = {tex(left)}$ for $x < {at}$ and $f(x) = {tex(right)}$ for $x > {at}$; {told}. What is true at ${at}$?",
            f"$f(x) = {tex(left)}$ to the left of ${at}$, $f(x) = {tex(right)}$ to the right, and {told}. Which of these holds at ${at}$?",
        ),
        right=QUESTIONS[which],
        options=list(zip(QUESTIONS, said, strict=True)),
        shuffled=False,
        decide=decide,
        method="close by",
        detail="Both pieces were computed at 80 digits closer and closer to the place.",
        steps=[
            ("From the left", chain(limit_of(left, at, "-"), meet)),
            ("From the right", chain(limit_of(right, at, "+"), meet + gap)),
        ],
        hints=(
            "You are asked to check three questions: is there a value, do the sides agree, and do value and limit agree?",
            "The function is continuous exactly when all three answers are yes.",
            f"Begin with the left piece: put ${at}$ into ${tex(left)}$.",
        ),
    )


def _bisect(draw: Draw, level: int) -> Draft:
    if level == 3:
        width, digits = draw.integer(1, 16), draw.integer(1, 4)
        rounds = next(n for n in range(60) if width * 10**digits < 2**n)
        return typed(
            draw,
            ask=(
                f"Bisection starts with an interval of length ${width}$. After how many halvings is the zero caught in an interval shorter than ${decimal(Fraction(1, 10**digits))}$, for the first time?",
                f"How many halvings of an interval of length ${width}$ does it take until less than ${decimal(Fraction(1, 10**digits))}$ is left?",
            ),
            key=rounds,
            proof=Satisfies(
                "halving",
                "The interval was halved again and again, and the length compared each time.",
                lambda g: (
                    g == int(g)
                    and Fraction(width) / 2 ** int(g)
                    < Fraction(1, 10**digits)
                    <= Fraction(width) / 2 ** (int(g) - 1)
                ),
            ),
            steps=[
                (
                    "One halving less is not enough",
                    rf"\frac{{{width}}}{{2^{{{rounds - 1}}}}} = {tex(Fraction(width, 2 ** (rounds - 1)))}",
                ),
                ("This many are", rf"\frac{{{width}}}{{2^{{{rounds}}}}} = {tex(Fraction(width, 2**rounds))}"),
            ],
            hints=(
                "You are asked for a number of halvings.",
                "Each halving divides the length by 2, so that after $n$ of them it is the old length divided by $2^n$.",
                f"You need $2^n > {width * 10**digits}$. Double until you are past it.",
            ),
            wrong=[
                (rounds - 1, "Almost: one more halving is needed."),
                (rounds + 1, "One less is enough."),
                (width * 10**digits, "Halving is faster than that: compare with powers of 2."),
            ],
        )
    low, width = draw.integer(-2, 2), draw.choice((1, 2))
    p, q = draw.integer(1, 5), draw.nonzero(-9, 12)
    function = X**3 + p * X - q
    high = low + width
    at = [int(value_at(function, e)) for e in (low, high)]
    if at[0] * at[1] >= 0:
        raise Unsuitable("no change of sign")
    rounds = 1 + level
    left, right = Fraction(low), Fraction(high)
    steps = []
    for _ in range(rounds):
        middle = (left + right) / 2
        value = middle**3 + p * middle - q
        if value == 0:
            raise Unsuitable("hits the zero")
        steps.append(
            (
                f"The middle is {decimal(middle)}; the zero lies {'to the left' if value > 0 else 'to the right'}",
                f"{guarded(decimal(middle))}^3 + {p if p > 1 else ''}{' ' + chr(92) + 'cdot ' if p > 1 else ''}{guarded(decimal(middle))} {'-' if q > 0 else '+'} {abs(q)} = {decimal(value)}",
            )
        )
        left, right = (left, middle) if value > 0 else (middle, right)

    def scan() -> Fraction:
        cell = Fraction(width, 2**rounds)
        found = [
            low + i * cell
            for i in range(2**rounds)
            if second_way.number_at(function, {"x": second_way.real(low + i * cell)})
            < 0
            < second_way.number_at(function, {"x": second_way.real(low + (i + 1) * cell)})
        ]
        return found[0]

    return typed(
        draw,
        ask=(
            f"$f(x) = {tex(function)}$ changes its sign between ${low}$ and ${high}$. Halve the interval {rounds} times, always keeping the half with the change of sign. What is the left end of the interval that remains?",
            f"Bisection for the zero of $f(x) = {tex(function)}$ starts with the interval from ${low}$ to ${high}$. After {rounds} halvings, where does the interval begin?",
        ),
        key=left,
        proof=again("scanning", "All small intervals were tried; only one has a change of sign.", scan),
        steps=steps,
        hints=(
            "You are asked for the left end of a shrinking interval.",
            "Compute the sign in the middle and keep the half at whose ends the signs differ.",
            f"The first middle is ${decimal(Fraction(low + high, 2))}$. Is the function positive or negative there?",
        ),
        answer="a number such as 0.625",
        wrong=[
            (right, "That is the right end."),
            ((left + right) / 2, "That is the middle of what remains."),
            (low, "The zero has been located more closely than that."),
        ],
    )


def _between(draw: Draw, level: int) -> Draft:
    low, high = draw.integer(-3, 1), draw.integer(2, 4)
    p, q = draw.integer(1, 6), draw.nonzero(-40, 60)
    function = X**3 + p * X - q
    ends = [int(value_at(function, e)) for e in (low, high)]
    if 0 in ends:
        raise Unsuitable("zero at an end")
    if level == 3 and draw.coin():
        root, d = draw.integer(low, high), draw.integer(1, 9)
        left, right = root - draw.integer(1, 3), root + draw.integer(1, 3)
        f = rf"\frac{{{tex(X - root)}}}{{{tex(X**2 + d)}}}"
        return claim(
            draw,
            says=(
                f"$f(x) = {f}$ is negative at ${left}$ and positive at ${right}$, so it has a zero somewhere in between.",
                f"The fraction ${f}$ is negative at ${left}$ and positive at ${right}$, so it vanishes in between.",
            ),
            truth=True,
            method="a sign change without a gap",
            detail="The denominator is positive everywhere, and the numerator vanishes between the two places.",
            decide=lambda: min(x * x + d for x in range(left, right + 1)) > 0 and left < root < right,
            steps=[
                ("The denominator is never zero, so there is no gap", f"x^2 + {d} \\ge {d}"),
                ("The zero itself", f"{root} - {guarded(root)} = 0"),
            ],
            hints=(
                "You are asked whether the intermediate value theorem applies.",
                "The theorem needs a function that is continuous on the whole interval.",
                "Is the denominator zero anywhere?",
            ),
            if_wrong=f"The denominator is at least ${d}$, so the function is continuous, and the theorem promises a zero between ${left}$ and ${right}$.",
        )
    if level == 3:
        jump = draw.choice((low + 1, 1, high - 1))
        c = draw.nonzero(-5, 6)
        truth = False
        says = [
            f"$f(x) = \\frac{{{c}}}{{{tex(X - jump)}}}$ has values of both signs on either side of ${jump}$, so it has a zero somewhere.",
            f"The fraction $\\frac{{{c}}}{{{tex(X - jump)}}}$ is negative on one side of ${jump}$ and positive on the other, so it vanishes in between.",
        ]
        return claim(
            draw,
            says=says,
            truth=truth,
            method="cross-multiplication",
            detail="For a zero the numerator would have to vanish, and it does not.",
            decide=lambda: c == 0,
            steps=[
                ("One above the gap", chain(rf"\frac{{{c}}}{{1}}", c)),
                ("One below the gap", chain(rf"\frac{{{c}}}{{-1}}", -c)),
            ],
            hints=(
                "You are asked whether the intermediate value theorem applies.",
                "The theorem needs a function that is continuous on the whole interval.",
                f"What happens at ${jump}$ itself?",
            ),
            if_wrong=f"At ${jump}$ the function has no value: it jumps from one sign to the other, and a fraction is zero only if its numerator is.",
        )
    return claim(
        draw,
        says=(
            f"$f(x) = {tex(function)}$ has a zero between ${low}$ and ${high}$.",
            f"Somewhere between ${low}$ and ${high}$ the function ${tex(function)}$ takes the value 0.",
        ),
        truth=ends[0] * ends[1] < 0,
        method="counting zeros",
        detail="The zeros in the interval were counted by the rule of Sturm.",
        decide=lambda: sympy.Poly(function, X).count_roots(low, high) > 0,
        steps=[
            ("Left end", rf"{guarded(low)}^3 + {times(p, low)} {'-' if q > 0 else '+'} {abs(q)} = {ends[0]}"),
            (
                "Right end",
                rf"{guarded(high)}^3 + {times(p, high)} {'-' if q > 0 else '+'} {abs(q)} = {ends[1]}",
            ),
        ],
        hints=(
            "You are asked whether a zero lies in an interval.",
            "A continuous function takes every value between those at the ends. This one always increases.",
            f"Compute the value at ${low}$ first.",
        ),
        if_wrong=f"The values at the ends are ${ends[0]}$ and ${ends[1]}$; the function increases all the way.",
    )


GENERATORS = (
    Generator(TOPIC, "join", REVERSE, _join, objectives=(2,)),
    Generator(TOPIC, "questions", CHOICE, _check, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "bisection", COMPUTE, _bisect, objectives=(3,)),
    Generator(TOPIC, "between", TRUE_FALSE, _between, levels=(1, 3), objectives=(3,)),
)
