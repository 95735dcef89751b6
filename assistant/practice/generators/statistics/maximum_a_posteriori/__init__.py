"""Exercises on MAP estimates: coins with Beta priors, means with normal priors, priors as penalties."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    NUMBER,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.derivations import posterior_mode
from assistant.practice.generators.statistics.maximum_a_posteriori.questions import compare, posterior
from assistant.practice.notation import (
    chain,
    counted,
    guarded,
    over,
    plus,
    rational,
    scaled,
    short,
    tex,
)
from assistant.practice.proof import Proof, Satisfies
from assistant.practice.worked import but_key

TOPIC = "maximum-a-posteriori"


def _coin_slope(heads: Fraction, tails: Fraction, at: Any) -> Any:
    return second_way.slope(
        lambda p: (
            second_way.real(heads) * second_way.called("log", p)
            + second_way.real(tails) * second_way.called("log", 1 - p)
        ),
        second_way.real(at),
    )


def _beta(heads: int, tails: int) -> str:
    """Write the shape of a Beta density; an exponent of 1 is left out, and a factor with the exponent 0."""
    factors = [
        base if exponent == 1 else f"{base}^{{{exponent}}}"
        for base, exponent in (("p", heads), ("(1 - p)", tails))
        if exponent
    ]
    return " ".join(factors) or "1"


def _estimate(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        h, t, a, b = draw.integer(0, 12), draw.integer(0, 12), draw.integer(2, 6), draw.integer(2, 6)
        if h + t == 0:
            raise Unsuitable("no data")
        key: Any = sympy.Rational(h + a - 1, h + t + a + b - 2)
        prompt = draw.choice(
            (
                f"A coin shows {counted(h, 'head')} and {counted(t, 'tail')}. The prior density is proportional to ${_beta(a - 1, b - 1)}$, a Beta prior with $a = {a}$ and $b = {b}$. What is the MAP estimate of $p$?",
                f"A new page had {counted(h, 'buyer')} and {counted(t, 'other visitor')}. With a Beta prior ($a = {a}$, $b = {b}$) on the share of buyers, find the MAP estimate.",
            )
        )
        steps = (
            Step(
                "The prior adds to the exponents",
                rf"{_beta(h, t)} \cdot {_beta(a - 1, b - 1)} = {_beta(h + a - 1, t + b - 1)}",
            ),
            Step(
                "The largest value lies at the share of the first exponent",
                chain(over(h + a - 1, plus(h + a - 1, t + b - 1)), key),
            ),
        )
        proof: Proof = Satisfies(
            "the slope",
            "The measured slope of the logarithm of the posterior is zero there.",
            lambda g: (
                0 < g < 1
                and abs(_coin_slope(Fraction(h + a - 1), Fraction(t + b - 1), g)) < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(sympy.Rational(h, h + t), "That is maximum likelihood; the prior is missing."),
            Mistake(
                sympy.Rational(h + a, h + t + a + b),
                "That is the posterior mean; the largest value uses a - 1 and b - 1.",
            ),
            Mistake(sympy.Rational(a - 1, a + b - 2), "That is the favourite of the prior alone."),
        )
        rule, hint = (
            "The posterior is proportional to likelihood times prior; add the exponents.",
            f"The exponent of $p$ becomes ${plus(h, a - 1)}$.",
        )
    elif level == 2:
        n, sigma2, tau2 = (
            draw.choice((2, 3, 4, 5, 8, 10)),
            draw.choice((1, 2, 4, 5, 8, 10)),
            draw.choice((1, 2, 3, 4, 5)),
        )
        mean = draw.nonzero(-9, 12)
        weight = Fraction(n, sigma2) / (Fraction(n, sigma2) + Fraction(1, tau2))
        key = rational(weight * mean)
        if key.q > 30:
            raise Unsuitable("ugly")
        prompt = draw.choice(
            (
                f"{n} normal measurements with known variance {sigma2} have the mean {mean}. The prior of their true mean is normal with mean 0 and variance {tau2}. What is the MAP estimate?",
                f"A sensor's offset has a normal prior around 0 with variance {tau2}. {n} readings (variance {sigma2} each) average {mean}. Where is the posterior largest?",
            )
        )
        steps = (
            Step("Precision of the data", chain(over(n, sigma2), sympy.Rational(n, sigma2))),
            Step(
                "Its share of all precision, times the mean",
                chain(
                    rf"\frac{{{tex(sympy.Rational(n, sigma2))}}}{{{tex(sympy.Rational(n, sigma2))} + {tex(sympy.Rational(1, tau2))}}} \cdot {guarded(mean)}",
                    key,
                ),
            ),
        )
        proof = Satisfies(
            "the slope",
            "The measured slope of squared error plus penalty is zero there.",
            lambda g: (
                abs(
                    second_way.slope(
                        lambda u: (
                            n * (mean - u) ** 2 / (2 * second_way.real(sigma2))
                            + u**2 / (2 * second_way.real(tau2))
                        ),
                        second_way.real(g),
                    )
                )
                < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(sympy.Integer(mean), "That is maximum likelihood; the prior pulls towards 0."),
            Mistake(rational((1 - weight) * mean), "The two weights are swapped."),
            Mistake(
                rational(Fraction(mean * tau2, tau2 + sigma2)),
                f"There are {n} measurements; their precision adds up.",
            ),
        )
        rule, hint = (
            r"$\hat{\theta} = \frac{n / \sigma^2}{n / \sigma^2 + 1 / \tau^2} \, \bar{x}$.",
            "Precision is one over the variance.",
        )
    else:
        data = [draw.integer(-3, 9) for _ in range(3)]
        penalty, u = draw.choice((1, 2, 3, 4, 5, 6, 7)), sympy.Symbol("u")
        total = sum(data)
        key = sympy.Rational(total, 3 + penalty)
        if key.q > 10 or total == 0:
            raise Unsuitable("ugly")
        loss = plus(*(f"({v} - u)^2" for v in data))
        prompt = draw.choice(
            (
                f"Which $u$ minimises $J(u) = {loss} + {scaled(penalty, 'u^2')}$, squared errors plus the penalty of a normal prior?",
                f"Ridge with a single constant: minimise ${loss} + {scaled(penalty, 'u^2')}$.",
            )
        )
        slope = 2 * (3 + penalty) * u - 2 * total
        steps = (
            Step(
                "Differentiate",
                rf"\frac{{d}}{{du}}\left({loss} + {scaled(penalty, 'u^2')}\right) = {tex(slope)}",
            ),
            Step("Where it is zero", chain(over(2 * total, 2 * (3 + penalty)), key)),
        )
        proof = Satisfies(
            "the slope",
            "The measured slope of the whole is zero there.",
            lambda g: (
                abs(
                    second_way.slope(
                        lambda v: sum((x - v) ** 2 for x in data) + penalty * v**2, second_way.real(g)
                    )
                )
                < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(sympy.Rational(total, 3), "That is the mean; the penalty is missing."),
            Mistake(
                sympy.Rational(total, 3) - penalty, "The penalty is not taken away; it joins the denominator."
            ),
        )
        rule, hint = (
            "Set the derivative of error plus penalty to zero.",
            "Each square gives -2 times its deviation, the penalty gives a multiple of 2u.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked where the posterior is largest.", rule, hint),
        answer_hint=PROBABILITY if level == 1 else NUMBER,
        symbols=("p", "u"),
        mistakes=but_key(key, *wrong),
    )


def _prior(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        h, t, a = draw.integer(1, 12), draw.integer(1, 12), draw.integer(2, 9)
        share = Fraction(h + a - 1, h + t + 2 * a - 2)
        if 2 * h == h + t:
            raise Unsuitable("any prior fits")
        key = sympy.Integer(a)
        prompt = draw.choice(
            (
                f"{counted(h, 'head')} and {counted(t, 'tail')}, a symmetric Beta prior ($a = b$): the MAP estimate is ${tex(rational(share))}$. What is $a$?",
                f"Which symmetric Beta prior, with $a = b$, turns {counted(h, 'success', 'successes')} and {counted(t, 'failure')} into the MAP estimate ${tex(rational(share))}$? Give $a$.",
            )
        )
        steps = (
            Step(
                "Check in the formula",
                chain(over(f"{h} + {a} - 1", f"{h} + {t} + {a} + {a} - 2"), rational(share)),
            ),
        )
        accepts = lambda g: g > 1 and abs(_coin_slope(h + g - 1, t + g - 1, share)) < second_way.real("1e-30")  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(a - 1), "That is the number of imagined heads; the parameter is one more."),
        )
        rule, hint = (
            "The prior adds a - 1 imagined heads and b - 1 imagined tails.",
            "How many imagined throws of each kind bring the share to this value?",
        )
    elif level == 2:
        weight, v = draw.choice((1, 2, 3, 4, 5, 8, 10)), draw.choice((1, 2, 4, 5, 10))
        sigma2 = v
        lam = Fraction(sigma2, weight)
        key = rational(Fraction(sigma2) / lam)
        prompt = draw.choice(
            (
                f"Ridge minimises the squared error plus $\\lambda w^2$ with $\\lambda = {short(lam)}$. With noise of variance {sigma2}, this is a MAP estimate with a normal prior around 0. What is the variance of that prior, $\\frac{{\\sigma^2}}{{\\lambda}}$?",
                f"The noise has variance {sigma2}. Which variance of a normal prior around 0 gives the penalty ${short(lam) + ' w^2' if lam != 1 else 'w^2'}$ beside the plain squared error?",
            )
        )
        steps = (
            Step(
                "Half a square over the noise against half a square over the prior",
                chain(over(sigma2, short(lam)), key),
            ),
        )
        accepts = lambda g: g > 0 and 1 / (2 * Fraction(g)) == lam / (2 * sigma2)  # noqa: E731
        wrong = (
            Mistake(rational(lam), "That is the penalty; a wide prior gives a small penalty."),
            Mistake(
                rational(sigma2 * lam), "Divide, do not multiply: a stronger penalty means a narrower prior."
            ),
        )
        rule, hint = (
            r"Minus the log of a normal prior is $\frac{w^2}{2 \tau^2}$, and the squared error comes with $\frac{1}{2 \sigma^2}$.",
            "Multiply the objective by twice the noise variance.",
        )
    else:
        n, sigma2, tau2, mean = (
            draw.choice((2, 3, 4, 5, 6)),
            draw.choice((1, 2, 4, 6)),
            draw.choice((1, 2, 3, 4, 6)),
            draw.nonzero(-8, 12),
        )
        shrunk = Fraction(mean) * n * tau2 / (n * tau2 + sigma2)
        key = sympy.Integer(tau2)
        if shrunk.denominator > 20:
            raise Unsuitable("ugly")
        prompt = f"{n} normal readings with variance {sigma2} average {mean}; a normal prior around 0 makes the MAP estimate ${tex(rational(shrunk))}$. What is the variance $\\tau^2$ of the prior?"
        factor = rational(shrunk / mean)
        steps = (
            Step(
                "The shrinking factor",
                chain(
                    over(tex(rational(shrunk)), mean) if mean > 0 else over(tex(rational(-shrunk)), -mean),
                    factor,
                ),
            ),
            Step(
                "It is the share of the data's precision; as a check",
                chain(rf"\frac{{{n} / {sigma2}}}{{{n} / {sigma2} + 1 / {tau2}}}", factor),
            ),
        )
        accepts = lambda g: g > 0 and n * (mean - shrunk) / sigma2 == shrunk / g  # noqa: E731
        wrong = (
            Mistake(sympy.Rational(1, tau2), "That is the precision; the variance is one over it."),
            Mistake(rational(shrunk), "That is the estimate."),
        )
        rule, hint = (
            "At the MAP estimate the pull of the data equals the pull of the prior.",
            f"By which factor was {mean} shrunk?",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "balance", "With this prior the posterior is largest where the question says.", accepts
        ),
        steps=steps,
        hints=("You are asked for the prior; the estimate is known.", rule, hint),
        symbols=("a", "lambda", "tau"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "estimate", COMPUTE, _estimate, objectives=(2, 3)),
    Generator(TOPIC, "prior", REVERSE, _prior, objectives=(2, 3)),
    Generator(TOPIC, "posterior", CHOICE, posterior, version=2, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "compare", TRUE_FALSE, compare, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, posterior_mode, levels=(3,), objectives=(2,)),
)
