"""Worked solutions of probability with given numbers, their steps mixed up and to be put into order."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.chains import chain_links
from assistant.practice.notation import decimal, short, tex
from assistant.practice.order_steps import Link, order_draft


def bayes_numbers(draw: Draw, level: int) -> Draft:
    """A posterior from a prior and two likelihoods, step by step."""
    prior = Fraction(draw.choice((1, 2, 4, 5, 10, 20, 25)), 100)
    hit, false = Fraction(draw.choice((80, 90, 95, 99)), 100), Fraction(draw.choice((1, 2, 5, 10, 20)), 100)
    thing, sign = draw.choice(
        (("ill", "a positive test"), ("faulty", "an alarm"), ("fraud", "a flag"), ("spam", "a keyword"))
    )
    joint, other = prior * hit, (1 - prior) * false
    whole = joint + other
    return order_draft(
        draw,
        task=f"find how probable “{thing}” is after {sign}; the prior is {decimal(prior)}, the sign comes with probability "
        f"{decimal(hit)} where it should and with {decimal(false)} where it should not",
        links=(
            Link(
                "Probability of both, the cause and the sign",
                chain_of(f"{decimal(prior)} \\cdot {decimal(hit)}", decimal(joint)),
                (prior * hit, joint),
            ),
            Link(
                "Add the other way in which the sign comes about",
                chain_of(
                    f"{decimal(joint)} + (1 - {decimal(prior)}) \\cdot {decimal(false)}", decimal(whole)
                ),
                (joint + (1 - prior) * false, whole),
                decimal(joint),
            ),
            Link(
                "The share of the first way in the whole",
                rf"\frac{{{decimal(joint)}}}{{{decimal(whole)}}} = {tex(joint / whole)}",
                (1 / (1 + other / joint), joint / whole),
                decimal(whole),
            ),
        ),
        rule="The posterior is the share of the joint probability in the probability of the sign.",
    )


def chain_of(left: str, right: str) -> str:
    """An equation in LaTeX."""
    return f"{left} = {right}"


def binomial_mean(draw: Draw, level: int) -> Draft:
    """The variance of a number of successes by adding up independent trials."""
    n, p = draw.integer(5, 60), Fraction(draw.choice((1, 2, 3, 4, 6, 7, 8, 9)), 10)
    one = p * (1 - p)
    q = decimal(p)
    return order_draft(
        draw,
        task=f"find the variance of the number of successes in {n} independent trials, each with probability ${q}$, trial by trial",
        links=chain_links(
            (
                rf"\operatorname{{Var}}(X_1 + \dots + X_{{{n}}})",
                sum([p * (1 - p) ** 2 + (1 - p) * p**2] * n, Fraction(0)),
            ),
            (
                "Independent trials: the variances add up",
                rf"\operatorname{{Var}}(X_1) + \dots + \operatorname{{Var}}(X_{{{n}}})",
                sum([p - p * p] * n, Fraction(0)),
            ),
            (
                "All trials are alike",
                rf"{n} \operatorname{{Var}}(X_1)",
                n * (p * (1 - p) ** 2 + (1 - p) * p**2),
            ),
            (
                "Mean of the square less square of the mean; 0 and 1 are their own squares",
                rf"{n} \left({q} - {q}^{{2}} \right)",
                n * (p - p * p),
            ),
            ("Work out the number", decimal(n * one), n * one),
        ),
        rule="A number of successes is a sum of trials that are 0 or 1; for independent ones variances add up.",
    )


def variance_of_mean(draw: Draw, level: int) -> Draft:
    """Why a mean of many draws scatters less: the heart of the law of large numbers."""
    n, sigma = draw.integer(4, 50), draw.integer(2, 12)
    v = sigma * sigma
    every = [v] * n
    names = rf"X_1 + \dots + X_{{{n}}}"
    return order_draft(
        draw,
        task=f"find the variance of the mean $M$ of {n} independent draws with variance {v} each",
        links=chain_links(
            (r"\operatorname{Var}(M)", sum(Fraction(1, n) ** 2 * w for w in every)),
            (
                "Write the mean as a sum with a factor",
                rf"\operatorname{{Var}} \left(\frac{{1}}{{{n}}} ({names}) \right)",
                sum(Fraction(w, n * n) for w in every),
            ),
            (
                "A factor comes out of a variance squared",
                rf"\frac{{1}}{{{n}^2}} \operatorname{{Var}}({names})",
                Fraction(1, n**2) * sum(every),
            ),
            (
                "For independent draws the variances add up",
                rf"\frac{{1}}{{{n}^2}} \cdot {n} \cdot {v}",
                Fraction(1, n * n) * n * v,
            ),
            ("Cancel", rf"\frac{{{v}}}{{{n}}}", Fraction(v, n)),
        ),
        rule="Two rules suffice: what a factor does to a variance, and what independence does to the variance of a sum.",
    )


def standardise_sum(draw: Draw, level: int) -> Draft:
    """A sum of many draws, standardised for the central limit theorem."""
    root_n, sigma, mu = draw.integer(3, 12), draw.integer(1, 9), draw.integer(1, 20)
    n, z = root_n * root_n, Fraction(draw.choice((1, 2, 3, -1, -2, -3, 5, -5)), 2)
    border = n * mu + z * sigma * root_n
    if border.denominator > 1:
        raise Unsuitable("no whole border")
    whole, spread, far = n * sigma * sigma, root_n * sigma, z * sigma * root_n
    return order_draft(
        draw,
        task=f"find out how many standard deviations of a sum of {n} independent draws, each with mean {mu} and "
        f"variance {sigma * sigma}, the value {border} lies from the sum's own mean",
        links=(
            Link(
                "Variance of the sum",
                rf"{n} \cdot {sigma * sigma} = {whole}",
                (sum([sigma * sigma] * n), whole),
            ),
            Link(
                "Standard deviation of the sum",
                rf"\sqrt{{{whole}}} = {spread}",
                (second_way.root(whole), spread),
                str(whole),
            ),
            Link(
                "Distance from the mean, in these units",
                rf"\frac{{{border} - {n} \cdot {mu}}}{{{spread}}} = \frac{{{short(far)}}}{{{spread}}} = {short(z)}",
                (Fraction(border - sum([mu] * n), spread), far / spread, z),
                str(spread),
            ),
        ),
        rule="Means and variances add up; a root makes a standard deviation of a variance, and only with that one can standardise.",
    )


def from_uniform(draw: Draw, level: int) -> Draft:
    """The distribution function of a power of a uniform number, and its density."""
    n, a = draw.integer(2, 5), draw.integer(2, 9)
    u = Fraction(draw.integer(1, 9), 10)
    y = a * u**n
    root = rf"\sqrt{{\frac{{y}}{{{a}}}}}" if n == 2 else rf"\sqrt[{n}]{{\frac{{y}}{{{a}}}}}"
    at = second_way.called("exp", second_way.called("log", y / a) / n)
    return order_draft(
        draw,
        task=f"find the distribution function of $Y = {a} U^{n}$ between 0 and {a}, where $U$ is uniform between 0 and 1",
        links=chain_links(
            ("F(y)", u),
            ("Put in what a distribution function is", r"P(Y \leq y)", sum([u / 2, u / 2])),
            (
                "Put in what the new variable is",
                rf"P({a} U^{n} \leq y)",
                Fraction(sum(1 for k in range(1000) if a * Fraction(k, 1000) ** n < y), 1000),
            ),
            (
                "Solve the inequality for the uniform number",
                rf"P \left(U \leq {root} \right)",
                at,
            ),
            ("Below a number between 0 and 1 lies that share of the uniform numbers", root, at),
        ),
        rule="Begin with the distribution function: an inequality about the new variable becomes one about the old.",
    )


def two_steps(draw: Draw, level: int) -> Draft:
    """Two steps of a Markov chain, one distribution after the other, and a question at the end."""
    stay, back = Fraction(draw.integer(1, 9), 10), Fraction(draw.integer(1, 9), 10)
    start = Fraction(draw.choice((1, 2, 3, 4, 6, 7, 8, 9)), 10)
    first = start * stay + (1 - start) * back
    second = first * stay + (1 - first) * back
    third = second * stay + (1 - second) * back
    if len({start, first, second, third, stay, back}) < 6:
        raise Unsuitable("two of them are equal")
    shares = [start, first, second, third]
    here, there = draw.choice((("sunny", "rainy"), ("busy", "idle"), ("open", "shut"), ("up", "down")))

    def row(index: int) -> str:
        s = shares[index]
        return f"{decimal(s)} \\cdot {decimal(stay)} + (1 - {decimal(s)}) \\cdot {decimal(back)} = {decimal(shares[index + 1])}"

    return order_draft(
        draw,
        task=f"find how probable it is that a chain is {here} after three steps; it stays {here} with probability {decimal(stay)}, "
        f"turns from {there} to {here} with probability {decimal(back)}, and is {here} at the start with probability {decimal(start)}",
        links=tuple(
            Link(
                f"On from the probability {decimal(shares[index])} of {here}: stayed, or turned back",
                row(index),
                (shares[index] * stay + (1 - shares[index]) * back, shares[index + 1]),
                decimal(shares[index]) if index else (),
            )
            for index in range(3)
        ),
        rule="Each step works on the distribution that the step before has left behind.",
    )


def plug_in_entropy(draw: Draw, level: int) -> Draft:
    """Why the uniform distribution on n values has the entropy log n."""
    n = draw.choice((2, 4, 8, 16, 32, 64, 3, 5, 6, 7, 9, 10, 12))
    log = second_way.called("log", n) / second_way.called("log", 2)
    return order_draft(
        draw,
        task=f"find the entropy of {n} equally likely values in bits",
        links=chain_links(
            ("H(X)", log),
            (
                "Put in the definition",
                r"-\sum_x p(x) \log_2 p(x)",
                -sum(second_way.real(Fraction(1, n)) * -log for _ in range(n)),
            ),
            (
                "All probabilities are the same: count the equal terms",
                rf"-{n} \cdot \frac{{1}}{{{n}}} \log_2 \frac{{1}}{{{n}}}",
                -n
                * second_way.real(Fraction(1, n))
                * second_way.called("log", Fraction(1, n))
                / second_way.called("log", 2),
            ),
            (
                "The number and one over it cancel",
                rf"-\log_2 \frac{{1}}{{{n}}}",
                -second_way.called("log", Fraction(1, n)) / second_way.called("log", 2),
            ),
            ("Minus turns the fraction round", rf"\log_2 {n}", log),
        ),
        rule="Entropy is the mean surprise; when all values are equally likely, all surprises are the same.",
    )


__all__ = [
    "bayes_numbers",
    "binomial_mean",
    "chain_of",
    "from_uniform",
    "plug_in_entropy",
    "standardise_sum",
    "two_steps",
    "variance_of_mean",
]
