"""Derivations of probability, their steps mixed up and to be put into order.

They are computed on numbers that are drawn for them: every side of every step by itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.chains import chain_links
from assistant.practice.notation import short
from assistant.practice.order_steps import order_draft


def _shares(draw: Draw, count: int) -> list[Fraction]:
    tops = [draw.integer(1, 9) for _ in range(count)]
    return [Fraction(top, sum(tops)) for top in tops]


def bayes_rule(draw: Draw, level: int) -> Draft:
    """Bayes' rule with its denominator spelled out, derived from the definition of conditional probability."""
    both, only_a, only_b, none = _shares(draw, 4)
    a, b, c = draw.choice(
        (("A", "B", r"\overline{A}"), ("H", "D", r"\overline{H}"), ("S", "T", r"\overline{S}"))
    )
    p_a, p_b = both + only_a, both + only_b
    del none
    forward = rf"P({b} \mid {a}) P({a})"
    return order_draft(
        draw,
        task=f"derive Bayes' rule for $P({a} \\mid {b})$, with the probability of the evidence spelled out",
        links=chain_links(
            (rf"P({a} \mid {b})", Fraction(both, p_b)),
            (
                "Put in the definition of a conditional probability",
                rf"\frac{{P({a} \cap {b})}}{{P({b})}}",
                both / p_b,
            ),
            (
                "Write the joint probability by the product rule, the other event first",
                rf"\frac{{{forward}}}{{P({b})}}",
                (both / p_a) * p_a / p_b,
            ),
            (
                "Split the evidence into its two ways to happen",
                rf"\frac{{{forward}}}{{P({a} \cap {b}) + P({c} \cap {b})}}",
                (both / p_a) * p_a / (both + only_b),
            ),
            (
                "Write these two by the product rule as well",
                rf"\frac{{{forward}}}{{{forward} + P({b} \mid {c}) P({c})}}",
                (both / p_a) * p_a / ((both / p_a) * p_a + (only_b / (1 - p_a)) * (1 - p_a)),
            ),
        ),
        rule="Both conditional probabilities are shares of the same joint probability; the evidence is the sum over all its causes.",
    )


def _values(draw: Draw, count: int = 3) -> tuple[list[int], list[Fraction]]:
    values = sorted(draw.sample(range(-3, 10), count))
    return values, _shares(draw, count)


def linearity(draw: Draw, level: int) -> Draft:
    """Why the expectation of a linear function is the linear function of the expectation."""
    values, p = _values(draw)
    a, b = draw.integer(2, 9), draw.integer(1, 9)
    mean = sum(x * q for x, q in zip(values, p, strict=True))
    pairs = list(zip(values, p, strict=True))
    return order_draft(
        draw,
        task=f"show that $E[{a} X + {b}]$ needs no more than $E[X]$",
        links=chain_links(
            (f"E[{a} X + {b}]", a * mean + b),
            (
                "Weigh each value of the function by its probability",
                rf"\sum_x ({a} x + {b}) p(x)",
                sum((a * x + b) * q for x, q in pairs),
            ),
            (
                "Split the sum into two",
                rf"\sum_x {a} x \, p(x) + \sum_x {b} \, p(x)",
                sum(a * x * q for x, q in pairs) + sum(b * q for _, q in pairs),
            ),
            (
                "Take the constants out of the sums",
                rf"{a} \sum_x x \, p(x) + {b} \sum_x p(x)",
                a * sum(x * q for x, q in pairs) + b * sum(p),
            ),
            (
                "Read the first sum as a mean; the probabilities add up to 1",
                f"{a} E[X] + {b}",
                a * mean + b,
            ),
        ),
        rule="An expectation is a weighted sum, so all that holds for sums holds for expectations.",
    )


def variance_formula(draw: Draw, level: int) -> Draft:
    """The variance as the mean of the squares less the square of the mean."""
    values, p = _values(draw)
    pairs = list(zip(values, p, strict=True))
    mean = sum(x * q for x, q in pairs)
    square = sum(x * x * q for x, q in pairs)
    m = draw.choice((r"\mu", "m"))
    return order_draft(
        draw,
        task=f"show that the variance of $X$ is the mean of the squares less the square of the mean, where ${m}$ is the mean of $X$",
        links=chain_links(
            (r"\operatorname{Var}(X)", sum((x - mean) ** 2 * q for x, q in pairs)),
            (
                "Put in the definition: the mean squared distance from the mean",
                f"E[(X - {m})^2]",
                sum((x - mean) * (x - mean) * q for x, q in pairs),
            ),
            (
                "Multiply the square out",
                f"E[X^2 - 2 {m} X + {m}^2]",
                sum((x * x - 2 * mean * x + mean * mean) * q for x, q in pairs),
            ),
            (
                "Use that expectations are linear",
                f"E[X^2] - 2 {m} E[X] + {m}^2",
                square - 2 * mean * mean + mean * mean,
            ),
            (
                "The mean appears twice with opposite signs: join the two terms",
                f"E[X^2] - {m}^2",
                square - mean * mean,
            ),
        ),
        rule="The square under the expectation is multiplied out; the mean is a constant that comes out of expectations.",
    )


def memoryless(draw: Draw, level: int) -> Draft:
    """Why an exponential waiting time has no memory."""
    rate, s, t = Fraction(draw.integer(1, 9), draw.choice((2, 5, 10))), draw.integer(1, 9), draw.integer(1, 9)
    r = short(rate)

    def tail(x: Any) -> Any:
        return second_way.called("exp", -rate * x)

    return order_draft(
        draw,
        task=rf"show that an exponential waiting time $X$ with rate ${r}$ that has lasted {s} already lasts another {t} as probably as a fresh one",
        links=chain_links(
            (
                rf"P(X > {s + t} \mid X > {s})",
                tail(s + t) / tail(s),
            ),
            (
                "Whoever has waited longer than both has waited longer than one: divide the two probabilities",
                rf"\frac{{P(X > {s + t})}}{{P(X > {s})}}",
                (1 - (1 - tail(s + t))) / (1 - (1 - tail(s))),
            ),
            (
                "Put in the probability of waiting longer than a time",
                rf"\frac{{e^{{-{r} \cdot {s + t}}}}}{{e^{{-{r} \cdot {s}}}}}",
                second_way.called("exp", -rate * (s + t)) / second_way.called("exp", -rate * s),
            ),
            (
                "Dividing powers subtracts their exponents",
                rf"e^{{-{r} \cdot {t}}}",
                second_way.called("exp", -rate * t),
            ),
            ("Read this as the probability for a fresh wait", f"P(X > {t})", tail(t)),
        ),
        rule=r"A conditional probability is a quotient, and an exponential tail is $P(X > x) = e^{-\lambda x}$.",
    )


def divergence_split(draw: Draw, level: int) -> Draft:
    """The divergence as cross-entropy less entropy."""
    p, q = _shares(draw, 3), _shares(draw, 3)
    if p == q:
        raise Unsuitable("the same distribution")
    log = second_way.called
    pairs = [(second_way.real(a), second_way.real(b), a, b) for a, b in zip(p, q, strict=True)]
    model = draw.choice(("q", "r", "m"))
    return order_draft(
        draw,
        task=f"split the divergence $D(p \\parallel {model})$ into the cross-entropy $H(p, {model})$ and the entropy $H(p)$",
        links=chain_links(
            (rf"D(p \parallel {model})", sum(a * log("log", c / d) for a, _, c, d in pairs)),
            (
                "Put in the definition",
                rf"\sum_x p(x) \ln \frac{{p(x)}}{{{model}(x)}}",
                sum(a * log("log", Fraction(c) / d) for a, _, c, d in pairs),
            ),
            (
                "The logarithm of a quotient is a difference",
                rf"\sum_x p(x) \left(\ln p(x) - \ln {model}(x) \right)",
                sum(a * (log("log", c) - log("log", d)) for a, _, c, d in pairs),
            ),
            (
                "Split the sum into two",
                rf"\sum_x p(x) \ln p(x) - \sum_x p(x) \ln {model}(x)",
                sum(a * log("log", c) for a, _, c, _ in pairs)
                - sum(a * log("log", d) for a, _, _, d in pairs),
            ),
            (
                "Read each sum by its name; both names carry a minus sign",
                f"-H(p) + H(p, {model})",
                -sum(-a * log("log", c) for a, _, c, _ in pairs)
                + sum(-a * log("log", d) for a, _, _, d in pairs),
            ),
        ),
        rule="The logarithm of a quotient falls apart into two, and with it the sum.",
    )


def tower(draw: Draw, level: int) -> Draft:
    """The law of total expectation, derived from the table."""
    xs = sorted(draw.sample(range(0, 12), 3))
    cells = _shares(draw, 6)
    rows = {y: cells[3 * y : 3 * y + 3] for y in (0, 1)}
    given = {y: sum(row) for y, row in rows.items()}
    inner = {y: sum(x * c for x, c in zip(xs, rows[y], strict=True)) / given[y] for y in rows}
    mean = sum(x * (rows[0][i] + rows[1][i]) for i, x in enumerate(xs))
    other = draw.choice(("Y", "Z"))
    y = other.lower()
    return order_draft(
        draw,
        task=f"show that the conditional expectations of $X$, averaged over ${other}$, give $E[X]$",
        links=chain_links(
            (f"E[E[X \\mid {other}]]", sum(given[k] * inner[k] for k in rows)),
            (
                f"Average over the values of {other}",
                rf"\sum_{y} p({y}) \, E[X \mid {y}]",
                given[0] * inner[0] + given[1] * inner[1],
            ),
            (
                "Write out each conditional expectation",
                rf"\sum_{y} p({y}) \sum_x x \, \frac{{p(x, {y})}}{{p({y})}}",
                sum(
                    given[k] * sum(x * (c / given[k]) for x, c in zip(xs, rows[k], strict=True)) for k in rows
                ),
            ),
            (
                "Cancel the probability of the condition",
                rf"\sum_{y} \sum_x x \, p(x, {y})",
                sum(x * c for k in rows for x, c in zip(xs, rows[k], strict=True)),
            ),
            (
                f"Sum over {y} before x: the joint probabilities make the margin",
                r"\sum_x x \, p(x)",
                sum(x * sum(rows[k][i] for k in rows) for i, x in enumerate(xs)),
            ),
            ("Read this as an expectation", "E[X]", mean),
        ),
        rule="A conditional expectation divides by the probability of its condition; averaging multiplies by it again.",
    )


def information_split(draw: Draw, level: int) -> Draft:
    """Mutual information as what is known of one variable less what is left when the other is known."""
    cells = _shares(draw, 4)
    joint = {(i, j): cells[2 * i + j] for i in (0, 1) for j in (0, 1)}
    px = {i: joint[i, 0] + joint[i, 1] for i in (0, 1)}
    py = {j: joint[0, j] + joint[1, j] for j in (0, 1)}

    def mean(of: Any) -> Any:
        return sum(second_way.real(c) * of(i, j) for (i, j), c in joint.items())

    def log(value: Fraction) -> Any:
        return second_way.called("log", value)

    return order_draft(
        draw,
        task="write the mutual information $I(X; Y)$ as an entropy less a conditional entropy",
        links=chain_links(
            ("I(X; Y)", mean(lambda i, j: log(joint[i, j] / (px[i] * py[j])))),
            (
                "Put in the definition",
                r"\sum_{x, y} p(x, y) \ln \frac{p(x, y)}{p(x) \, p(y)}",
                mean(lambda i, j: log(joint[i, j]) - log(px[i] * py[j])),
            ),
            (
                "Two of the probabilities make a conditional one",
                r"\sum_{x, y} p(x, y) \ln \frac{p(x \mid y)}{p(x)}",
                mean(lambda i, j: log((joint[i, j] / py[j]) / px[i])),
            ),
            (
                "The logarithm of a quotient is a difference: split the sum",
                r"\sum_{x, y} p(x, y) \ln p(x \mid y) - \sum_{x, y} p(x, y) \ln p(x)",
                mean(lambda i, j: log(joint[i, j] / py[j])) - mean(lambda i, j: log(px[i])),
            ),
            (
                "Read the sums by their names, each with a minus sign",
                r"-H(X \mid Y) + H(X)",
                -sum(
                    py[j]
                    * -sum(second_way.real(joint[i, j] / py[j]) * log(joint[i, j] / py[j]) for i in (0, 1))
                    for j in (0, 1)
                )
                + sum(second_way.real(-px[i]) * log(px[i]) for i in (0, 1)),
            ),
        ),
        rule="In the definition a joint probability over a margin is a conditional probability.",
    )


def covariance_formula(draw: Draw, level: int) -> Draft:
    """The covariance as the mean of the product less the product of the means."""
    xs, p = _values(draw)
    ys = [draw.integer(-4, 8) for _ in xs]
    rows = list(zip(xs, ys, p, strict=True))
    ex, ey = sum(x * q for x, _, q in rows), sum(y * q for _, y, q in rows)
    exy = sum(x * y * q for x, y, q in rows)
    a, b = draw.choice((("a", "b"), (r"\mu", r"\nu")))
    return order_draft(
        draw,
        task=f"show that the covariance of $X$ and $Y$ is the mean of the product less the product of the means ${a}$ and ${b}$",
        links=chain_links(
            (r"\operatorname{Cov}(X, Y)", sum((x - ex) * (y - ey) * q for x, y, q in rows)),
            (
                "Put in the definition",
                f"E[(X - {a})(Y - {b})]",
                sum(q * (x - ex) * (y - ey) for x, y, q in rows),
            ),
            (
                "Multiply the brackets out",
                f"E[X Y - {b} X - {a} Y + {a} {b}]",
                sum((x * y - ey * x - ex * y + ex * ey) * q for x, y, q in rows),
            ),
            (
                "Use that expectations are linear",
                f"E[X Y] - {b} E[X] - {a} E[Y] + {a} {b}",
                exy - ey * ex - ex * ey + ex * ey,
            ),
            (
                "The two expectations are the means themselves: join the equal terms",
                f"E[X Y] - {a} {b}",
                exy - ex * ey,
            ),
        ),
        rule="The product under the expectation is multiplied out; means are constants.",
    )


__all__ = [
    "bayes_rule",
    "covariance_formula",
    "divergence_split",
    "information_split",
    "linearity",
    "memoryless",
    "tower",
    "variance_formula",
]
