"""Exercises on the uniform and the exponential distribution: probabilities, moments, no memory, drawing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.derivations import memoryless
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.generators.probability.statements import uniform_slip
from assistant.practice.notation import (
    chain,
    counted,
    minus,
    over,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "uniform-and-exponential"
UNIFORM = r"Uniform from $a$ to $b$: $P$ of an interval is its length over $b - a$, $E[X] = \frac{a + b}{2}$, $\operatorname{Var}(X) = \frac{(b - a)^2}{12}$."
WAIT = (
    r"$P(T > t) = e^{-\lambda t}$, $E[T] = \frac{1}{\lambda}$, $\operatorname{Var}(T) = \frac{1}{\lambda^2}$."
)
EXACT = "an exact value such as e^(-2), 1 - e^(-1/2) or 3 ln 2"
THINGS = (
    ("A bus comes", "minutes", "The wait for the bus"),
    ("A sensor drifts by", "millimetres", "The drift of a sensor"),
    ("A download takes", "seconds", "The time of a download"),
)
WAITS = (
    ("a request arrives", "minutes"),
    ("a lamp fails", "years"),
    ("a customer enters", "minutes"),
    ("a message comes in", "hours"),
    ("a server breaks down", "months"),
)


def _uniform(draw: Draw, level: int) -> Draft:
    a = draw.integer(-5, 10)
    b = a + draw.choice((2, 4, 5, 6, 8, 10, 12))
    c, d = sorted(draw.sample(range(a - 2, b + 3), 2))
    kind = draw.choice(("between", "mean", "variance"))
    _, unit, name = draw.choice(THINGS)
    low, high = max(a, c), min(b, d)
    if kind == "between" and (low >= high or (low, high) == (a, b)):
        raise Unsuitable("all or nothing")
    value = {
        "between": Fraction(max(0, high - low), b - a),
        "mean": Fraction(a + b, 2),
        "variance": Fraction((b - a) ** 2, 12),
    }[kind]
    key = rational(value)
    setting = (
        f"{name} is uniform between ${a}$ and ${b}$ {unit}."
        if a >= 0
        else f"A variable is uniform between ${a}$ and ${b}$."
    )

    def strips() -> Fraction:
        n = 120
        middles = [a + Fraction(2 * i + 1, 2 * n) * (b - a) for i in range(n)]
        if kind == "between":
            return Fraction(sum(c <= x <= d for x in middles), n)
        mean = total(middles) / n
        # Each strip adds the variance inside itself, a twelfth of its squared width.
        return (
            mean
            if kind == "mean"
            else total((x - mean) ** 2 for x in middles) / n + Fraction(b - a, n) ** 2 / 12
        )

    steps = {
        "between": (
            Step("Length inside the range", chain(minus(high, low), high - low)),
            Step("As a share of the whole length", chain(over(high - low, b - a), value)),
        ),
        "mean": (Step("The middle", chain(rf"\frac{{{plus(a, b)}}}{{2}}", value)),),
        "variance": (
            Step("The length", chain(minus(b, a), b - a)),
            Step("Its square over twelve", chain(rf"\frac{{{b - a}^{{2}}}}{{12}}", value)),
        ),
    }[kind]
    asked = {
        "between": f"What is the probability that it lies between ${c}$ and ${d}$?",
        "mean": "What is its mean?",
        "variance": "What is its variance?",
    }[kind]
    return Draft(
        prompt=f"{setting} {asked}",
        key=key,
        proof=Rederived(
            "strips", "The range was cut into 120 equal strips, and these were added up.", strips
        ),
        steps=steps,
        hints=(
            "You are asked for a number of a uniform variable.",
            UNIFORM,
            f"The whole range is ${minus(b, a)}$ long.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(Fraction(d - c, b - a)), "Only the part inside the range counts."),
            Mistake(
                sympy.Rational(b - a, 2),
                "That is half the length."
                if kind != "variance"
                else "The variance is the squared length over twelve.",
            ),
            Mistake(sympy.Rational((b - a) ** 2, 2), "Divide by twelve."),
            Mistake(sympy.Rational(1, b - a), "That is the height of the density."),
            Mistake(sympy.Rational(b - a, 12), "Square the length first."),
        ),
    )


def _exponential(draw: Draw, level: int) -> Draft:
    rate: Any = draw.choice(
        (
            Fraction(1, 2),
            Fraction(1, 3),
            Fraction(1, 4),
            Fraction(1, 5),
            Fraction(1, 10),
            Fraction(2),
            Fraction(3),
            Fraction(1),
        )
    )
    event, unit = draw.choice(WAITS)
    kind = draw.choice(("longer", "sooner", "between", "median", "mean"))
    s = draw.integer(1, 6)
    t = s + draw.integer(1, 5)

    def e(x: Any) -> Any:
        return sympy.exp(-rational(rate * x))

    key = {
        "longer": e(s),
        "sooner": 1 - e(s),
        "between": e(s) - e(t),
        "median": sympy.log(2) / rational(rate),
        "mean": rational(1 / rate),
    }[kind]

    def shown(x: Any) -> Any:
        return f"e^{{-{short(rate * x) if (rate * x).denominator == 1 else tex(rate * x)}}}"

    asked = {
        "longer": f"What is the probability to wait longer than {counted(s, unit[:-1])}?",
        "sooner": f"What is the probability that {event} within {counted(s, unit[:-1])}?",
        "between": f"What is the probability that the wait is between {s} and {t} {unit}?",
        "median": "What is the median of the wait?",
        "mean": "How long is the wait in expectation?",
    }[kind]
    steps = {
        "longer": (
            Step("Rate times time", chain(times(rate, s), rate * s)),
            Step("Longer than that: e to the minus of it", tex(key)),
        ),
        "sooner": (
            Step("Rate times time", chain(times(rate, s), rate * s)),
            Step("The complement of waiting longer", f"1 - {shown(s)} = {tex(key)}"),
        ),
        "between": (
            Step("Rate times both times", chain(times(rate, s), rate * s)),
            Step("The later one", chain(times(rate, t), rate * t)),
            Step(
                "Longer than the first, but not longer than the second",
                f"{shown(s)} - {shown(t)} = {tex(key)}",
            ),
        ),
        "median": (
            Step("Half of all waits are longer", r"e^{-\ln 2} = \frac{1}{2}"),
            Step("So rate times median is ln 2", rf"{tex(rate)} \cdot {tex(key)} = \ln 2"),
        ),
        "mean": (Step("One over the rate", rf"\frac{{1}}{{{tex(rate)}}} = {tex(key)}"),),
    }[kind]

    def integral() -> Any:

        def power_of(x: Any) -> Any:
            return second_way.called("exp", -second_way.real(rate)) ** x

        return {
            "longer": power_of(s),
            "sooner": 1 - power_of(s),
            "between": power_of(s) * (1 - power_of(t - s)),
        }[kind]

    proof: Any = Rederived(
        "memory",
        "The probability was built from waits of length 1, one after the other, at 80 digits.",
        integral,
    )
    if kind == "mean":
        proof = Rederived(
            "moments",
            "The mean was taken as the slope of the moment generating function at 0.",
            lambda: second_way.slope(
                lambda x: second_way.real(rate) / (second_way.real(rate) - x), second_way.real(0)
            ),
        )
    if kind == "median":
        proof = Satisfies(
            "putting it in",
            "Half of all waits are longer than this.",
            lambda v: second_way.equal(2 * second_way.called("exp", -second_way.real(rate) * v), 1),
        )
    return Draft(
        prompt=draw.choice(
            (
                f"The time until {event} is exponential with rate $\\lambda = {tex(rate)}$, in {unit}. {asked}",
                f"Waiting until {event}: the wait in {unit} is exponential with $\\lambda = {tex(rate)}$. {asked}",
            )
        ),
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked about an exponential wait.",
            WAIT + (r" The median has $e^{-\lambda m} = \frac{1}{2}$." if kind == "median" else ""),
            f"The rate is ${tex(rate)}$ per {unit[:-1]}; what is rate times time?"
            if kind in ("longer", "sooner", "between")
            else f"The rate is ${tex(rate)}$: so many events come per {unit[:-1]} on average.",
        ),
        answer_hint=EXACT,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the opposite event.")
            if kind in ("longer", "sooner")
            else Mistake(rational(rate), "That is the rate."),
            Mistake(e(Fraction(s) / rate / rate), "Multiply the rate by the time."),
            Mistake(e(s) - 1, "The other way round: the smaller exponential is taken away."),
            Mistake(
                rational(1 / rate) if kind == "median" else e(t),
                "That is the mean; the median is smaller."
                if kind == "median"
                else f"That is the probability to wait longer than {counted(t, unit[:-1])}.",
            ),
        ),
    )


def _memory(draw: Draw, level: int) -> Draft:
    event, unit = draw.choice(WAITS)
    rate: Any = draw.choice((Fraction(1, 2), Fraction(1, 5), Fraction(1, 10), Fraction(1, 4), Fraction(2)))
    s, t = draw.sample(range(1, 9), 2)
    fresh, whole = f"e^{{-{tex(rate * t)}}}", f"e^{{-{tex(rate * (s + t))}}}"
    claimed = draw.choice((fresh, whole))
    truth = claimed == fresh
    return claim_draft(
        prompt=f"The wait until {event} is exponential with rate ${tex(rate)}$, in {unit}. {s} {unit if s > 1 else unit[:-1]} have passed without it. True or false: the probability to wait more than {t} further {unit if t > 1 else unit[:-1]} is ${claimed}$.".replace(
            "1 " + unit[:-1] + " have", "1 " + unit[:-1] + " has"
        ),
        truth=truth,
        method="conditioning",
        detail="The conditional probability was worked out from its definition at 80 digits.",
        decide=lambda: second_way.equal(
            second_way.called("exp", -rate * (s + t)) / second_way.called("exp", -rate * s),
            second_way.called("exp", -rate * t if truth else -rate * (s + t)),
        ),
        steps=(
            Step(
                "Conditional probability: the waited part cancels",
                rf"\frac{{{whole}}}{{e^{{-{tex(rate * s)}}}}} = {fresh}",
            ),
        ),
        hints=(
            "You are asked what the time that has passed does to the rest.",
            r"Memoryless: $P(T > s + t \mid T > s) = P(T > t)$.",
            "Write the condition as a fraction: waiting past both, over waiting past the first.",
        ),
        if_wrong="An exponential wait keeps no account of the past: after any time without the event, the rest is distributed like a fresh wait.",
    )


def _draw_number(draw: Draw, level: int) -> Draft:
    top, bottom = draw.choice(
        ((1, 2), (3, 4), (9, 10), (2, 3), (4, 5), (7, 8), (1, 4), (1, 3), (5, 6), (19, 20))
    )
    u = Fraction(top, bottom)
    rate: Any = draw.choice((1, 2, 3, 4, 5, Fraction(1, 2), Fraction(1, 3), Fraction(1, 10)))
    key = sympy.log(rational(1 / (1 - u))) / rational(Fraction(rate))
    return Draft(
        prompt=draw.choice(
            (
                f"A uniform random number came out as $u = {tex(u)}$. Which draw of an exponential variable with rate $\\lambda = {tex(Fraction(rate))}$ does it give, by inverting $F$?",
                f"Turn the uniform number $u = {tex(u)}$ into an exponential one with rate ${tex(Fraction(rate))}$, exactly.",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The cumulative function at this value gives the uniform number back.",
            lambda v: (
                not isinstance(v, tuple)
                and second_way.equal(
                    1 - second_way.called("exp", -second_way.real(Fraction(rate)) * second_way.real(v)), u
                )
            ),
        ),
        steps=(
            Step("One minus the uniform number", chain(minus(1, u), 1 - u)),
            Step("Minus its logarithm", rf"-\ln {tex(1 - u)} = \ln {tex(1 / (1 - u))}"),
            Step(
                "Divided by the rate",
                rf"\frac{{1}}{{{tex(Fraction(rate))}}} \ln {tex(1 / (1 - u))} = {tex(key)}",
            ),
        ),
        hints=(
            "The probability to the left is known; the value is asked for.",
            r"$F(t) = 1 - e^{-\lambda t} = u$, solved for $t$: $t = -\frac{1}{\lambda} \ln(1 - u)$.",
            f"One minus the uniform number is ${tex(1 - u)}$.",
        ),
        answer_hint="an exact value such as ln 3 or (ln 2)/5",
        mistakes=but_key(
            key,
            Mistake(
                -sympy.log(rational(u)) / rational(Fraction(rate)),
                "Solve $1 - e^{-\\lambda t} = u$: the logarithm is of $1 - u$.",
            ),
            Mistake(key * rational(Fraction(rate)) ** 2, "Divide by the rate."),
            Mistake(-key, "A wait is never negative: mind the minus before the logarithm."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "uniform", COMPUTE, _uniform, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "wait", COMPUTE, _exponential, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "memory", TRUE_FALSE, _memory, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "from-uniform", REVERSE, _draw_number, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, memoryless, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "slip", MISTAKE, uniform_slip, levels=(1,), objectives=(1,)),
)
