"""Questions with options on tests."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    decimal,
    over,
    short,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def decision(draw: Draw, level: int) -> Draft:
    """Reject or keep?"""
    steps: tuple[Step, ...]
    p = Fraction(draw.choice((4, 8, 12, 18, 23, 31, 39, 44, 48, 52, 57, 62, 75, 90, 140, 210)), 1000)
    if level == 1:
        alpha = draw.choice((Fraction(5, 100), Fraction(1, 100), Fraction(1, 10)))
        said = draw.coin()
        truth = (p <= alpha) == said
        text = f"The p-value is {decimal(p)}, the level {decimal(alpha)}. True or false? The null hypothesis is {'rejected' if said else 'kept'}."
        decide = lambda: (int(p * 10**6) <= int(alpha * 10**6)) == said  # noqa: E731
        why = f"The rule is to reject when the p-value is at most the level, and here ${decimal(p)} {'<' if p < alpha else '>'} {decimal(alpha)}$."
        steps = (Step("Compare", f"{decimal(p)} {'<' if p < alpha else '>'} {decimal(alpha)}"),)
    else:
        m, alpha = draw.choice((2, 3, 4, 5, 10, 20)), Fraction(5, 100)
        some = draw.coin()
        truth = (p * m <= alpha) == some
        text = f"You ran {m} tests; the smallest p-value is {decimal(p)}. True or false? With the Bonferroni correction at the level 0.05 {'at least one' if some else 'no'} result is significant."
        decide = lambda: (sum(p for _ in range(m)) <= alpha) == some  # noqa: E731
        why = f"Each p-value is compared with ${over('0.05', m)}$, and ${decimal(p)} \\cdot {m} = {decimal(p * m)}$."
        steps = (
            Step(
                "Multiply the p-value by the number of tests and compare with the level",
                f"{m} \\cdot {decimal(p)} = {decimal(p * m)}",
            ),
        )
    if p == alpha or p * (1 if level == 1 else m) == alpha:
        raise Unsuitable("on the border")
    return claim_draft(
        prompt=text,
        truth=truth,
        method="counting in millionths",
        detail="Both numbers were compared as whole millionths, or the p-values added up.",
        decide=decide,
        steps=steps,
        hints=(
            "You are asked whether the evidence is strong enough.",
            "Reject when the p-value is at most the level; with m tests each gets an m-th part of the level.",
            "Put the two numbers side by side.",
        ),
        if_wrong=why,
    )


def slip(draw: Draw, level: int) -> Draft:
    """A test statistic with one wrong step."""
    mu, base, sigma, delta = (
        draw.integer(20, 100),
        draw.choice((4, 5, 8, 10)),
        draw.choice((2, 4, 6, 8, 10, 20)),
        draw.nonzero(-6, 6),
    )
    n, mean = base * base, mu + delta
    wrong = draw.choice(("root", "sign", "divide", "divide"))
    se = Fraction(sigma, n) if wrong == "root" else Fraction(sigma, base)
    top = -delta if wrong == "sign" else delta
    z = Fraction(top) * se if wrong == "divide" else Fraction(top) / se
    parts = [
        Part(
            rf"\frac{{{mean} - {mu}}}{{{sigma} / \sqrt{{{n}}}}}",
            second_way.real(delta) * second_way.root(n) / sigma,
        ),
        Part(over(mean - mu if wrong != "sign" else top, short(se)), Fraction(top) / se),
        Part(short(z), z),
    ]
    fix = {
        "root": over(delta, short(Fraction(sigma, base))),
        "sign": over(delta, short(se)),
        "divide": short(Fraction(top) / se),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"find $z$ for {n} values with mean {mean} under the null hypothesis {mu}, with standard deviation {sigma}",
        parts=parts,
        fix=fix,
        rule="The difference sample minus claim is divided by the standard error, the deviation over the root of n",
    )
