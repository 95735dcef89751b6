"""Derivations of statistics, their steps mixed up and to be put into order."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.chains import chain_links
from assistant.practice.generators.probability.pieces import listed
from assistant.practice.notation import tex
from assistant.practice.order_steps import Link, order_draft


def normal_mean(draw: Draw, level: int) -> Draft:
    """The maximum likelihood estimate of a normal mean, from the slope of the log-likelihood."""
    n = draw.integer(3, 4)
    data = [draw.integer(1, 20) for _ in range(n)]
    total = sum(data)
    if total % n or len(set(data)) < n or total // n in (*data, n):
        raise Unsuitable("no plain mean")
    mean = total // n

    def log_likelihood(mu: Any) -> Any:
        return sum(-((x - mu) ** 2) / 2 for x in data)

    return order_draft(
        draw,
        task=rf"find the maximum likelihood estimate of the mean $\mu$ from the values {listed(data)} of a normal distribution with variance 1, up to a "
        r"constant by $\ell(\mu) = -\frac{1}{2} \sum_i (x_i - \mu)^2$",
        links=_slope_links(
            r"\ell'(\mu)",
            lambda p: second_way.slope(log_likelihood, p["mu"]),
            (
                (
                    "Differentiate every square",
                    " + ".join(f"({x} - \\mu)" for x in data),
                    lambda p: sum(x - p["mu"] for x in data),
                ),
                (
                    "Add up the data and count the terms",
                    rf"{total} - {n} \mu",
                    lambda p: total - n * p["mu"],
                ),
                (
                    "Take the number of data out",
                    rf"{n} ({mean} - \mu)",
                    lambda p: n * (mean - p["mu"]),
                ),
            ),
            rf"The slope is zero at the top, where the parameter is {mean}",
            sum(Fraction(x) - Fraction(total, n) for x in data),
        ),
        rule="At the top of the log-likelihood its slope is zero; the slope is the sum of the distances to the data.",
        names=("mu",),
    )


def _slope_links(start: str, value: Any, rows: Any, last: str, at_top: Any) -> tuple[Link, ...]:
    """A slope written more and more plainly, and set to zero at the end."""
    links = tuple(chain_links((start, value), *rows))
    return (*links, Link(last, f"{rows[-1][1]} = 0", (at_top, 0), rows[-1][1]))


def exponential_rate(draw: Draw, level: int) -> Draft:
    """The maximum likelihood estimate of a rate, or a coin's probability, from the slope of the log-likelihood."""
    if draw.coin():
        n, total = draw.integer(3, 12), draw.integer(13, 60)
        if math.gcd(n, total) == n:
            raise Unsuitable("too plain")
        best = Fraction(n, total)
        return order_draft(
            draw,
            task=f"find the maximum likelihood estimate of the rate $r$ from {n} waiting times that add up to {total}, with the density $r e^{{-r x}}$ of each",
            links=_slope_links(
                r"\frac{d}{dr} \ln L(r)",
                lambda p: second_way.slope(lambda r: n * second_way.called("log", r) - r * total, p["r"]),
                (
                    (
                        "Multiply the densities; the logarithm turns factors into terms",
                        rf"\frac{{d}}{{dr}} \left({n} \ln r - {total} r \right)",
                        lambda p: second_way.slope(
                            lambda r: second_way.called("log", r**n) - r * total, p["r"]
                        ),
                    ),
                    (
                        "Differentiate both terms",
                        rf"\frac{{{n}}}{{r}} - {total}",
                        lambda p: n / p["r"] - total,
                    ),
                    (
                        "Bring it over one denominator",
                        rf"\frac{{{n} - {total} r}}{{r}}",
                        lambda p: (n - total * p["r"]) / p["r"],
                    ),
                ),
                f"The slope is zero at the top, where the rate is ${tex(best)}$",
                (n - total * best) / best,
            ),
            rule="The slope of the log-likelihood is zero at the top: number of data over the rate, less the sum of the data.",
            names=("r",),
        )
    heads, tails = draw.integer(2, 14), draw.integer(2, 14)
    if heads == tails:
        raise Unsuitable("too plain")
    best = Fraction(heads, heads + tails)
    return order_draft(
        draw,
        task=f"find the maximum likelihood estimate of a coin's probability $p$ from {heads} heads and {tails} tails",
        links=_slope_links(
            r"\frac{d}{dp} \ln L(p)",
            lambda q: heads / q["p"] - tails / (1 - q["p"]),
            (
                (
                    "Multiply the probabilities; the logarithm turns powers into factors",
                    rf"\frac{{d}}{{dp}} \left({heads} \ln p + {tails} \ln (1 - p) \right)",
                    lambda q: (
                        heads * second_way.slope(lambda t: second_way.called("log", abs(t)), q["p"])
                        + tails * second_way.slope(lambda t: second_way.called("log", abs(1 - t)), q["p"])
                    ),
                ),
                (
                    "Differentiate both terms; the inner derivative of the second is minus 1",
                    rf"\frac{{{heads}}}{{p}} - \frac{{{tails}}}{{1 - p}}",
                    lambda q: heads / q["p"] - tails / (1 - q["p"]),
                ),
                (
                    "Bring both over one denominator and join the terms with p",
                    rf"\frac{{{heads} - {heads + tails} p}}{{p (1 - p)}}",
                    lambda q: (heads - (heads + tails) * q["p"]) / (q["p"] * (1 - q["p"])),
                ),
            ),
            f"The slope is zero at the top, where the probability is ${tex(best)}$",
            (heads - (heads + tails) * best) / (best * (1 - best)),
        ),
        rule="The slope of the log-likelihood is zero at the top; over one denominator only its numerator counts.",
        names=("p",),
    )


def posterior_mode(draw: Draw, level: int) -> Draft:
    """The MAP estimate of a normal mean with a normal prior around zero."""
    n, lam = draw.integer(2, 4), draw.integer(1, 6)
    data = [draw.integer(-9, 20) for _ in range(n)]
    total = sum(data)
    best = Fraction(total, n + lam)
    if total <= 0 or 0 in data or len(set(data)) < n or n + lam in data:
        raise Unsuitable("too plain")

    def score(mu: Any) -> Any:
        return -sum((x - mu) ** 2 for x in data) / 2 - lam * mu * mu / 2

    terms = " + ".join(f"({x} - \\mu)" for x in data)
    shrink = "\\mu" if lam == 1 else rf"{lam} \mu"
    return order_draft(
        draw,
        task=rf"find the MAP estimate of a normal mean $\mu$ from the values {listed(data)} with variance 1, when the prior is normal "
        rf"around 0 and its variance is ${tex(Fraction(1, lam))}$",
        links=_slope_links(
            r"\frac{d}{d\mu} \ln P(\mu)",
            lambda p: second_way.slope(score, p["mu"]),
            (
                (
                    "Differentiate log-likelihood and log-prior",
                    f"{terms} - {shrink}",
                    lambda p: sum(x - p["mu"] for x in data) - lam * p["mu"],
                ),
                (
                    "Add up the data and count the terms",
                    rf"{total} - {n} \mu - {shrink}",
                    lambda p: total - n * p["mu"] - lam * p["mu"],
                ),
                (
                    "The prior counts like further data at zero: join the terms",
                    rf"{total} - {n + lam} \mu",
                    lambda p: total - (n + lam) * p["mu"],
                ),
            ),
            f"The slope is zero at the top, where the parameter is ${tex(best)}$",
            total - (n + lam) * best,
        ),
        rule="The posterior's logarithm is log-likelihood plus log-prior; at its top the slope is zero.",
        names=("mu",),
    )


def unbiased_variance(draw: Draw, level: int) -> Draft:
    """Why the squared distances from the sample mean lose one part in n, computed over all samples."""
    n, mu, sigma = draw.integer(3, 6), draw.integer(2, 12), draw.integer(2, 6)
    v = sigma * sigma
    samples = list(product((mu - sigma, mu + sigma), repeat=n))

    def mean(of: Any) -> Fraction:
        return sum((Fraction(of(s)) for s in samples), Fraction(0)) / len(samples)

    def centre(s: Any) -> Fraction:
        return Fraction(sum(s), n)

    return order_draft(
        draw,
        task=f"find the expected sum of the squared distances of {n} independent draws from their own mean $M$, when each draw has the mean {mu} and the variance {v}",
        links=chain_links(
            (r"E \left[\sum_i (X_i - M)^2 \right]", mean(lambda s: sum((x - centre(s)) ** 2 for x in s))),
            (
                "Multiply the squares out; the mixed terms make the mean appear again",
                rf"E \left[\sum_i X_i^2 - {n} M^2 \right]",
                mean(lambda s: sum(x * x for x in s) - n * centre(s) ** 2),
            ),
            (
                "Use that expectations are linear and that all draws are alike",
                rf"{n} E[X_1^2] - {n} E[M^2]",
                n * mean(lambda s: s[0] ** 2) - n * mean(lambda s: centre(s) ** 2),
            ),
            (
                "A mean square is a variance plus a squared mean",
                rf"{n} \left({v} + {mu}^2 \right) - {n} \left(\frac{{{v}}}{{{n}}} + {mu}^2 \right)",
                n * (Fraction(v) + mu * mu) - n * (Fraction(v, n) + mu * mu),
            ),
            (
                "The squared means cancel",
                rf"{n} \cdot {v} - {v}",
                n * v - v,
            ),
            ("Work out the number", str((n - 1) * v), Fraction((n - 1) * v)),
        ),
        rule="The distances are taken from a mean that follows the data; that costs one variance.",
    )


__all__ = [
    "exponential_rate",
    "normal_mean",
    "posterior_mode",
    "unbiased_variance",
]
