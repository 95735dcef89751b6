"""Exercises on likelihoods: write them, maximise them, and see the losses they lead to."""

from __future__ import annotations

import math
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
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
from assistant.practice.generators.statistics.derivations import exponential_rate, normal_mean
from assistant.practice.generators.statistics.maximum_likelihood.pieces import log_likelihood
from assistant.practice.generators.statistics.maximum_likelihood.questions import judge
from assistant.practice.generators.statistics.maximum_likelihood.reverse import data_from
from assistant.practice.notation import chain, over, plus, squares_sum, tex
from assistant.practice.proof import Proof, RederivedFunction, Satisfies
from assistant.practice.worked import but_key

TOPIC = "maximum-likelihood"


P = sympy.Symbol("p")


def _write(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    proof: Proof
    h, t = draw.integer(2, 9), draw.integer(1, 8)
    many, one, single = draw.choice(
        (
            ("throws of a bent coin", "heads", "heads"),
            ("visitors", "buyers", "a buyer"),
            ("emails", "spam emails", "spam"),
            ("test images", "images with a cat", "a cat"),
        )
    )
    if level == 1:
        key: Any = P**h * (1 - P) ** t
        prompt = f"In {h + t} independent {many} there were {h} {one}, in a given order. With $p$ for the probability of {single}, write the likelihood $L(p)$."
        steps = (Step("Each success gives a factor p, each failure a factor 1 - p", f"L(p) = {tex(key)}"),)
        proof = RederivedFunction(
            "factor by factor",
            "The probabilities of the single results were multiplied at three values of p.",
            ("p",),
            lambda at: math.prod([at["p"]] * h + [1 - at["p"]] * t),
        )
        wrong = (
            Mistake(P**t * (1 - P) ** h, "Successes and failures are swapped."),
            Mistake(h * P * t * (1 - P), "Independent results multiply: equal factors become powers."),
            Mistake(P**h, "The failures are data as well."),
        )
        rule, hint = (
            "Independent data: the likelihood is the product of the single probabilities.",
            f"{h} factors are $p$. And the others?",
        )
    elif level == 2:
        rate = sympy.Symbol("r")
        times_ = [draw.integer(1, 9) for _ in range(draw.choice((2, 3, 4)))]
        n, total = len(times_), sum(times_)
        key = n * sympy.log(rate) - total * rate
        listed = ", ".join(str(v) for v in times_)
        prompt = draw.choice(
            (
                f"Waiting times {listed} come independently from the density $r e^{{-rx}}$. Write the log-likelihood $\\ell(r)$.",
                f"A component failed after {listed} months. In the model with density $r e^{{-rx}}$, what is the log-likelihood as a function of $r$?",
            )
        )
        steps = (
            Step("Logarithm of one factor", r"\ln(r e^{-x r})" + " = " + r"\ln(r) - x r"),
            Step("Add them up", f"\\ell(r) = {tex(key)}"),
        )
        proof = RederivedFunction(
            "factor by factor",
            "The densities were multiplied at three values of r, then the logarithm was taken.",
            ("r",),
            lambda at: second_way.called(
                "log", math.prod([at["r"] * second_way.called("exp", -at["r"] * v) for v in times_])
            ),
        )
        wrong = (
            Mistake(
                sympy.log(rate) - total * rate,
                f"There are {n} factors r, so the logarithm of r is there {n} times.",
            ),
            Mistake(n * sympy.log(rate) + total * rate, "The exponent is negative."),
            Mistake(n * rate - total * rate, "The logarithm of r stays."),
        )
        rule, hint = (
            "The log-likelihood is the sum of the logarithms of the densities.",
            "Take the logarithm of one density first.",
        )
    else:
        m = sympy.Symbol("m")
        data = [draw.integer(-5, 9) for _ in range(draw.choice((2, 3)))]
        key = sympy.expand(sympy.diff(sympy.Rational(1, 2) * sympy.Add(*((v - m) ** 2 for v in data)), m))
        if len(set(data)) < len(data):
            raise Unsuitable("twice the same")
        listed = ", ".join(str(v) for v in data)
        prompt = draw.choice(
            (
                f"The data {listed} are normal with unknown mean $m$ and variance 1, so apart from a constant the negative log-likelihood is half the sum of squares. Write its derivative with respect to $m$.",
                f"For {listed} and a normal model with mean $m$ and variance 1, differentiate the negative log-likelihood by $m$.",
            )
        )
        shown = plus(*(f"({v} - m)^2" for v in data))
        steps = (
            Step(
                "Half the sum of squares, differentiated",
                rf"\frac{{d}}{{dm}}\left(\frac{{1}}{{2}} ({shown})\right) = {tex(key)}",
            ),
        )
        proof = RederivedFunction(
            "differences",
            "The slope of the negative log-likelihood was measured at three places.",
            ("m",),
            lambda at: second_way.slope(lambda v: sum((x - v) ** 2 for x in data) / 2, at["m"]),
        )
        wrong = (
            Mistake(-key, "The inner derivative is -1: check the sign."),
            Mistake(2 * key, "The half cancels the 2 of the squares."),
            Mistake(sympy.expand(key / len(data)), "Nothing is divided by the count here."),
        )
        rule, hint = (
            r"$Q(m) = \frac{1}{2} \sum (x_i - m)^2$; use the chain rule for each square.",
            f"The first square gives $-({data[0]} - m)$.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for a function of the parameter; the data are fixed.", rule, hint),
        answer_hint={
            1: "a formula such as p^2*(1-p)^5",
            2: "a formula such as 2*ln(r) - 5r",
            3: "a formula such as 2m - 7",
        }[level],
        symbols=({1: "p", 2: "r", 3: "m"}[level],),
        mistakes=but_key(key, *wrong),
    )


def _estimate(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        h, t = draw.integer(2, 18), draw.integer(2, 18)
        key = sympy.Rational(h, h + t)
        prompt = draw.choice(
            (
                f"The log-likelihood is $\\ell(p) = {h} \\ln p + {t} \\ln(1 - p)$. Where is it largest?",
                f"Of {h + t} independent users {h} clicked. What is the maximum likelihood estimate of the click probability?",
                f"A bent coin shows {h} heads and {t} tails. Which $p$ makes this most probable?",
            )
        )
        steps = (
            Step(
                "The derivative vanishes where",
                chain(f"{over(h, tex(key))} - {over(t, f'1 - {tex(key)}')}", 0),
            ),
            Step("That is the observed share", chain(over(h, plus(h, t)), key)),
        )
        proof: Proof = Satisfies(
            "the slope",
            "The measured slope of the log-likelihood is zero there.",
            lambda g: (
                0 < g < 1
                and abs(second_way.slope(lambda v: log_likelihood(h, t, v), second_way.real(g)))
                < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(sympy.Rational(t, h + t), "That is the share of the others."),
            Mistake(sympy.Rational(h, t), "Divide by all, not by the others."),
            Mistake(
                sympy.Rational(h + 1, h + t + 2),
                "That adds imagined data; maximum likelihood uses only what was seen.",
            ),
        )
        rule, hint = (
            "Set the derivative of the log-likelihood to zero.",
            f"The derivative is $\\frac{{{h}}}{{p}} - \\frac{{{t}}}{{1 - p}}$.",
        )
    elif level == 2:
        data = [draw.integer(2, 12) for _ in range(draw.choice((3, 4, 5)))]
        n, total = len(data), sum(data)
        listed = ", ".join(str(v) for v in data)
        poisson = draw.coin()
        key = sympy.Rational(total, n) if poisson else sympy.Rational(n, total)
        prompt = (
            f"A support desk got {listed} calls in {n} hours. In the Poisson model the log-likelihood is, apart from a constant, $\\ell(r) = {total} \\ln r - {n} r$. Which rate is most likely?"
            if poisson
            else f"Waiting times of {listed} minutes come from the density $r e^{{-rx}}$, so that $\\ell(r) = {n} \\ln r - {total} r$. Which rate $r$ is the maximum likelihood estimate?"
        )
        a, b = (total, n) if poisson else (n, total)
        steps = (
            Step("The derivative vanishes where", chain(f"{over(a, tex(key))} - {b}", 0)),
            Step("Solve for the rate", chain(over(a, b), key)),
        )
        proof = Satisfies(
            "neighbours",
            "The measured slope of the log-likelihood is zero there.",
            lambda g: (
                g > 0
                and abs(
                    second_way.slope(lambda v: a * second_way.called("log", v) - b * v, second_way.real(g))
                )
                < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(1 / key, "That is one over the rate."),
            Mistake(sympy.Integer(total), "Divide by the other number."),
        )
        rule, hint = (
            "Set the derivative of the log-likelihood to zero.",
            f"The derivative is $\\frac{{{a}}}{{r}} - {b}$.",
        )
    else:
        mean, n = draw.integer(-3, 8), draw.choice((3, 4, 5))
        gaps = [draw.integer(-4, 4) for _ in range(n - 1)]
        data = [mean + g for g in gaps] + [mean - sum(gaps)]
        squares = sum((v - mean) ** 2 for v in data)
        if squares == 0:
            raise Unsuitable("no spread")
        key = sympy.Rational(squares, n)
        listed = ", ".join(str(v) for v in data)
        prompt = draw.choice(
            (
                f"What is the maximum likelihood estimate of the variance of a normal distribution from the data {listed} (mean and variance both unknown)?",
                f"Fit a normal distribution to {listed} by maximum likelihood. Which variance comes out?",
            )
        )
        steps = (
            Step("The mean", chain(over(plus(*data), n), mean)),
            Step(
                "Mean squared deviation, divided by the count",
                chain(over(squares_sum([v - mean for v in data]), n), key),
            ),
        )
        proof = Satisfies(
            "the slope",
            "The measured slope of the log-likelihood in the variance is zero there.",
            lambda g: (
                g > 0
                and abs(
                    second_way.slope(
                        lambda v: -n * second_way.called("log", v) / 2 - squares / (2 * v), second_way.real(g)
                    )
                )
                < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(
                sympy.Rational(squares, n - 1),
                "That is the unbiased estimate; maximum likelihood divides by the count.",
            ),
            Mistake(sympy.Integer(squares), "Divide by the count."),
        )
        rule, hint = (
            r"$g(v) = -\frac{n}{2} \ln v - \frac{S}{2v}$ with the sum of squares S; its derivative vanishes at S over n.",
            "Find the mean and the sum of squared deviations first.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for the parameter that makes the data most probable.", rule, hint),
        answer_hint=NUMBER if level > 1 else PROBABILITY,
        symbols=("p", "r"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "write", COMPUTE, _write, objectives=(1, 3)),
    Generator(TOPIC, "estimate", COMPUTE, _estimate, objectives=(2,)),
    Generator(TOPIC, "data", REVERSE, data_from, objectives=(1, 2)),
    Generator(TOPIC, "judge", TRUE_FALSE, judge, levels=(2,), objectives=(1, 4)),
    Generator(TOPIC, "in-order", ORDER, normal_mean, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "rate-in-order", ORDER, exponential_rate, levels=(3,), objectives=(2,)),
)
