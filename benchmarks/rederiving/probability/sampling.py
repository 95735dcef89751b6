"""Readers for the topic “Sampling”."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules, only

rule = Rules()

S = "strata"
rule.story(
    S,
    5,
    lambda p, k, x, j, y: p * x + (1 - p) * y,
    "stratified estimate of the population mean",
)
rule.story(S, 2, lambda p, q: p / q, "Which importance weight does each of its members get")
S = "getting-in"
rule.story(
    S,
    2,
    lambda size, k: 1 - (1 - 1 / size) ** int(k),
    "with replacement",
    "gets into the sample at least once",
)
rule.story(S, 2, lambda size, k: k / size, "without replacement", "gets into the sample\\?$")
S = "unknown"
rule.story(
    S,
    3,
    lambda x, y, t: (t - y) / (x - y),
    "^Two strata have the sample means",
    "first stratum",
)
rule.story(S, 2, lambda size, p: size * p, "without replacement", "How large is the sample")


def _samples(count: Any, size: int) -> list[tuple[Any, ...]]:
    return list(itertools.combinations(count, size))


S = "samples"
rule.story(
    S,
    4,
    lambda x, y, z, k: sum(max(s) for s in _samples((x, y, z), int(k))) / len(_samples((x, y, z), int(k))),
    "without replacement\\. What is the expectation of its largest value",
)
rule.story(
    S,
    4,
    lambda x, y, z, k: sum(min(s) for s in _samples((x, y, z), int(k))) / len(_samples((x, y, z), int(k))),
    "without replacement\\. What is the expectation of its smallest value",
)
rule.story(
    S,
    4,
    lambda x, y, z, k: (
        mp.mpf(sum(sum(s) / k > (x + y + z) / 3 for s in _samples((x, y, z), int(k))))
        / len(_samples((x, y, z), int(k)))
    ),
    "How probable is it that its mean is above the population mean",
)
rule.story(
    S,
    2,
    lambda k, size: math.comb(int(size), int(k)),
    "^How many different samples of \\d+ can be drawn without replacement",
    "if order does not matter",
)


def _pairs(p: str, value: Any) -> Any:
    found = [value(u, v) for u, v in itertools.combinations(listed(p), 2)]
    return sum(found, mp.mpf(0)) / len(found)


rule(
    "samples",
    lambda p: _pairs(p, max),
    "A population has the values $«p»$. A sample of 2 is drawn without replacement. What is the expectation of its largest value?",
)
for _list in (
    "$«p1»$, $«p2»$ and $«p3»$",
    "$«p1»$, $«p2»$, $«p3»$ and $«p4»$",
    "$«p1»$, $«p2»$, $«p3»$, $«p4»$ and $«p5»$",
):
    rule(
        "samples",
        lambda **p: _pairs(", ".join(p.values()), max),
        f"A population has the values {_list}. A sample of 2 is drawn without replacement. What is the expectation of its largest value?",
    )
    rule(
        "samples",
        lambda **p: _pairs(
            ", ".join(p.values()), lambda u, v: mp.mpf((u + v) / 2 > sum(n(t) for t in p.values()) / len(p))
        ),
        f"A population has the values {_list}. A sample of 2 is drawn without replacement. How probable is it that its mean is above the population mean?",
    )


def _mean_of_pairs(values: tuple[Any, ...]) -> Any:
    means = [(u + v) / 2 for u, v in itertools.combinations(values, 2)]
    return sum(means) / len(means)


rule.story(
    "right-on-average",
    0,
    lambda *p: bool(abs(_mean_of_pairs(p[:-1]) - p[-1]) < mp.mpf("1e-20")),
    "^A population has the values",
    "True or false: the mean of a random sample of two, without replacement, has the expectation",
)


def _gets_in(size: int, k: int, back: bool) -> Any:
    """The probability that member 0 is drawn, by listing all samples in their order."""
    members = range(size)
    rows = list(itertools.product(members, repeat=k) if back else itertools.permutations(members, k))
    return mp.mpf(sum(0 in row for row in rows)) / len(rows)


for _back, _how in ((True, "with"), (False, "without")):
    rule.story(
        "with-or-without",
        3,
        lambda size, k, said, back=_back: bool(
            abs(_gets_in(int(size), int(k), back) - said) < mp.mpf("1e-20")
        ),
        f"^True or false\\? From \\d+ a sample of \\d+ is drawn {_how} replacement: a given [^$]+ is in it with probability",
    )


def _off(k: str, x: str, m: str, y: str, size: str, options: tuple[str, ...]) -> Any:
    """The option that says how far the mean of those who are seen lies from the mean of all."""
    if n(k) + n(m) != n(size):
        return None
    off = n(x) - (n(k) * n(x) + n(m) * n(y)) / n(size)

    def fits(option: str) -> bool:
        said = re.fullmatch(r"\$\\text\{too (low|high) by \} (.+?) \\text\{ [a-z ]+\}\$", option)
        return said is not None and bool(
            abs((n(said[2]) if said[1] == "high" else -n(said[2])) - off) < 1e-20
        )

    return only(options, fits)


rule(
    "bias",
    lambda size, k, x, m, y, options: _off(k, x, m, y, size, options),
    *(
        story + " How far off is the result, on average, as an estimate for all «size»?"
        for story in (
            "Of «size» visitors, «k» come at noon and stay «x» ‹minutes|minute› on average; the other «m» come at other times and stay «y» ‹minutes|minute›. Only the visitors at noon are asked.",
            "«size» bombers flew out. «k» came back, with «x» ‹hits|hit› on average; the other «m» were shot down, with «y» ‹hits|hit›. Only the ones that came back are counted.",
            "Of «size» funds started ten years ago, «k» still exist, with a yearly return of «x» per cent on average; the other «m» were closed, with «y» per cent. Only the funds that still exist are compared.",
            "A survey about screen time is held online. Of «size» people, «k» are online, with «x» ‹hours|hour› a week on average; the other «m» are not, with «y» ‹hours|hour›. Only those who are online can be drawn.",
            "All «size» customers are asked. The «k» who answer would give «x» ‹points|point› on average, the «m» who stay silent «y» ‹points|point›. Only the answers are averaged.",
        )
    ),
)
