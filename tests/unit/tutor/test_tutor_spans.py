"""Formulas, code and sentences in Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.tutor.spans import SpanKind, find_sentences, find_spans, inner_formula


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the slope $2x$ here", [("$2x$", "inline")]),
        ("so $ 2x + 1 $ it is", [("$ 2x + 1 $", "inline")]),
        (r"by \(a + b\) and \[c = d\]", [(r"\(a + b\)", "inline"), (r"\[c = d\]", "display")]),
        ("$$\na = b\n$$", [("$$\na = b\n$$", "display")]),
        ("$$a$$ and $b$", [("$$a$$", "display"), ("$b$", "inline")]),
        (r"\begin{align*} a &= b \end{align*}", [(r"\begin{align*} a &= b \end{align*}", "display")]),
        (
            "$$\\begin{aligned} a &= b \\end{aligned}$$",
            [("$$\\begin{aligned} a &= b \\end{aligned}$$", "display")],
        ),
        ("run `x = $1` now", [("`x = $1`", "code")]),
        (
            "```python\nprice = '$5' + '$6'\n```\nthen $x$",
            [("```python\nprice = '$5' + '$6'\n```", "fence"), ("$x$", "inline")],
        ),
        ("```\nnever closed $x$", [("```\nnever closed $x$", "fence")]),
        ("it costs $5 and then $10 more", []),
        (r"a \$5 note and \$6", []),
        ("still being $written", []),
        ("two\n\n$par\n\nagraphs$", []),
        ("a $b\nc$ over lines", [("$b\nc$", "inline")]),
        ("", []),
    ],
)
def test_spans_are_found_with_their_delimiters(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], span.kind.value) for span in find_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [("$x$", "x"), ("$ x $", "x"), ("$$\nx = y\n$$", "x = y"), (r"\(x\)", "x"), (r"\[ x \]", "x")],
)
def test_the_inside_of_a_formula_is_its_latex(text: str, inner: str) -> None:
    assert inner_formula(text, find_spans(text)[0]) == inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("It is $x. Y$ here. $z$ follows", ["It is $x. Y$ here.", "$z$ follows"]),
        ("- first item\n- second item", ["first item", "second item"]),
        ("1. first\n2. second", ["first", "second"]),
        ("## Heading\n\nText.", ["Heading", "Text."]),
        ("Before:\n$$\na = b\n$$\nafter.", ["Before:", "$$\na = b\n$$", "after."]),
        ("A value of 3.5 metres.", ["A value of 3.5 metres."]),
        (
            "He said so. (Really.) Then left [1]. And came back.",
            ["He said so.", "(Really.)", "Then left [1].", "And came back."],
        ),
        ("  \n ", []),
    ],
)
def test_sentences_never_cut_a_formula(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_sentences(text)] == expected


pieces = st.sampled_from(
    [
        "$",
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "`",
        "```",
        "\n",
        "\n\n",
        " ",
        ". ",
        "x = 1",
        "\\frac{a}{b}",
        "- ",
        "\\",
        "5",
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_whatever_the_text_spans_and_sentences_are_in_order_and_inside_it(text: str) -> None:
    at = 0
    for span in find_spans(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end
    at = 0
    for start, end in find_sentences(text):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end


@pytest.mark.parametrize("unit", ["$", "\\(", "\\[", "`", "$$", "\\begin{align}", "```\n", "$a", "- ", ". A"])
def test_a_hostile_text_of_full_length_costs_little_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    began = time.process_time()
    find_spans(text)
    find_sentences(text)
    # Processor time, so that a busy machine fails nothing; quadratic cost would be minutes.
    assert time.process_time() - began < 5.0


def test_kinds_tell_formulas_from_code() -> None:
    spans = find_spans("$x$ `y`")
    assert [span.is_formula for span in spans] == [True, False]
    assert spans[1].kind is SpanKind.CODE
