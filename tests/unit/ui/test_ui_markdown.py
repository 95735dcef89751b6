"""What the page's Markdown promises: formulas render, money stays money, nothing loads from elsewhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.ui.markdown import half_streamed, page_markdown
from assistant.ui.verdicts import answer_markdown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"so \(x^2\) it is", "so $x^2$ it is"),
        (r"so $x^2$ it is", "so $x^2$ it is"),
        (r"\[x^2\]", "\n$$\nx^2\n$$\n"),
        ("$$x^2$$", "\n$$\nx^2\n$$\n"),
        (
            r"\begin{align*}a &= b \\ &= c\end{align*}",
            "\n$$\n\\begin{aligned}a &= b \\\\ &= c\\end{aligned}\n$$\n",
        ),
        (r"\begin{equation}a = b\end{equation}", "\n$$\na = b\n$$\n"),
        (r"| $a$ | $$b$$ |", r"| $a$ | $\displaystyle b$ |"),
        (r"1. \[x^2\]", r"1. $\displaystyle x^2$"),
        ("from $5 to $10", "from \\$5 to \\$10"),
        ("it costs \\$5", "it costs \\$5"),
        ("pay $5, then $x$ more", "pay \\$5, then $x$ more"),
        ("`$HOME` and `$PATH`", "`$HOME` and `$PATH`"),
    ],
)
def test_formulas_and_money_are_told_apart(written: str, shown: str) -> None:
    assert page_markdown(written) == shown


def test_code_is_left_as_it_is() -> None:
    block = "```python\nprice = '$5'  # [a](http://b)\n```"
    assert page_markdown(block) == block


@pytest.mark.parametrize(
    "hostile",
    [
        "![x](http://evil.example/p.png)",
        "![x][r]\n\n[r]: http://evil.example/p.png",
        "![a ![b](http://evil.example/1)](http://evil.example/2)",
        "[click](javascript:alert(1))",
        "[a](http://evil.example)",
        "<http://evil.example>",
        "http://evil.example/x",
        "www.evil.example",
        "[![x](http://evil.example/i)](http://evil.example)",
        "[x\n](http://evil.example)",
    ],
)
def test_nothing_is_left_that_could_load_or_link_elsewhere(hostile: str) -> None:
    shown = page_markdown(hostile)
    without_code = re.sub(r"`[^`]*`", "", shown)
    assert "](" not in without_code
    assert "![" not in without_code
    assert not re.search(r"https?://|www\.|javascript:", without_code)


def test_folded_answers_of_a_note_become_plain_markdown() -> None:
    shown = page_markdown("<details><summary>Why?</summary>\n\nBecause $a$.\n\n</details>")
    assert shown.strip() == "**Why?**\n\nBecause $a$."


def test_a_wrong_formula_of_a_note_is_shown_as_a_formula_and_named_a_mistake() -> None:
    shown = page_markdown("Beware:\n\n```wrong\n$a = b$\n```\n\nRight: $a = c$.")
    assert shown == "Beware:\n\n:red-badge[✗ a common mistake]\n\n$a = b$\n\n\nRight: $a = c$."


@pytest.mark.parametrize(
    ("arrived", "shown"),
    [
        ("The slope is $2x", "The slope is …"),
        ("The slope is $2x$ and", "The slope is $2x$ and"),
        ("Look:\n\n$$\na = ", "Look: …"),
        (r"Look: \[ a", "Look: …"),
        (r"Look: \begin{align} a", "Look: …"),
        ("It costs $5", "It costs $5"),
    ],
)
def test_a_formula_that_has_not_closed_is_held_back(arrived: str, shown: str) -> None:
    assert half_streamed(arrived) == shown


def test_rows_of_fractions_in_a_matrix_do_not_run_into_each_other() -> None:
    narrow = r"$\begin{pmatrix} \frac{8}{17} \\ \frac{15}{17} \end{pmatrix}$ and $\begin{pmatrix} 1 \\ 2 \end{pmatrix}$"
    assert page_markdown(narrow) == narrow.replace(r"17} \\ \frac", r"17} \\[0.4em] \frac")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (r"What does $\frac{\sqrt{x + 36} - 6}{x}$ approach?", True),
        (r"Compute $\int_0^3 x \, dx$.", True),
        (r"Find $\sum_{i=1}^{n} 4$.", True),
        (r"Take $\frac{3}{4}$ of it.", False),
        (r"Give $x^2$ an integral name.", False),
    ],
)
def test_a_question_sets_its_formulas_large_enough_to_read_every_sign(asked: str, shown: bool) -> None:
    assert (r"$\displaystyle " in page_markdown(asked, large=True)) == shown
    assert page_markdown(asked) == asked


@given(st.text(alphabet="$\\()[]!ab`\n{}|<>:/w.h", max_size=80))
def test_any_text_can_be_shown(text: str) -> None:
    page_markdown(half_streamed(text))


def test_a_refuted_formula_is_struck_through_with_the_right_value_beside_it() -> None:
    source = r"\frac{\partial f}{\partial y} = 3x + 3y"
    text = f"So ${source}$."
    claim = CheckedClaim(4, 4 + len(source), source, "operator", Verdict.REFUTED, "It is 3x.", "3 x")
    assert answer_markdown(text, [claim]) == f"So ~~${source}$~~ :red-badge[✗ refuted] should be $3 x$."
