"""Where formulas stand in Markdown, and how they are cut into claims."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.checking.check import claims_in
from assistant.mathcheck.reading.spans import SpanScanner, scan


def formulas(text: str) -> list[str]:
    return [block.source for block in scan(text) if block.kind == "formula"]


def sources(text: str) -> list[str]:
    return [" ".join(claim.source.split()) for claim in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so $x = 1$ and $y = 2$.", ["x = 1", "y = 2"]),
        ("$$x = 1$$", ["x = 1"]),
        (r"\(x = 1\) and \[y = 2\]", ["x = 1", "y = 2"]),
        (r"\begin{align*}a &= b\end{align*}", [r"\begin{align*}a &= b\end{align*}"]),
        (r"\[ a \\[2pt] b \]", [r" a \\[2pt] b "]),
        ("costs $5 and then $7 more", []),
        ("I paid $20 for $3 pens", []),
        (r"an escaped \$5 and $x = 2$", ["x = 2"]),
        ("```\n$x = 1$\n```\n$y = 2$", ["y = 2"]),
        ("code `$x = 1$` and $y = 2$", ["y = 2"]),
        ("an open $x = 1 that never ends", []),
        ("two\n\n$x = \n\n1$ paragraphs", []),
    ],
)
def test_finds_formulas_and_leaves_code_and_money_alone(text: str, found: list[str]) -> None:
    assert formulas(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$a = b = c$", ["a = b", "b = c"]),
        ("$x = 2, y = 3$", ["x = 2", "y = 3"]),
        (r"$x = 2 \text{ and } y = 3$", ["x = 2", "y = 3"]),
        (r"$2x = 8 \Rightarrow x = 4$", ["2x = 8", "x = 4"]),
        (r"\begin{align*} a &= b \\ &= c \end{align*}", ["a &= b", r"b \\ &= c"]),
        (r"\begin{align*} a &= b \\ c &= d \end{align*}", ["a &= b", "c &= d"]),
        (
            r"\begin{align} a &= b \\ &\quad + c \\ &= d \end{align}",
            [r"a &= b \\ &\quad + c", r"b \\ &\quad + c \\ &= d"],
        ),
        (
            r"$A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$",
            [r"A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"],
        ),
        ("$f(x, y) = x^2 + 3xy$", ["f(x, y) = x^2 + 3xy"]),
        ("$5!=120$", ["5!=120"]),
        (r"$x \le 5$", [r"x \le 5"]),
        ("$x$ and $3 + 4$", []),
        ("She pays 12 * 3 = 36 dollars.", ["12 * 3 = 36"]),
        ("Total: 3 x 20 = $60", ["3 x 20 = $60"]),
        ("It costs $18 + $5 = $<<18+5=23>>23.", ["18 + $5 = $<<18+5=23>>23", "18+5=23"]),
        ("The cashier gives $20 - 1$5 = $<<20-15=5>>5.", ["20-15=5"]),
        ("100 pennies x $0.01 = $1", []),
        ("She gets a $10 - $6 = $4 change", ["10 - $6 = $4"]),
        ("She uses 7, 16 - 7 = 9 are left", ["16 - 7 = 9"]),
        ("from 5th + 2 = 7th place", ["5th + 2 = 7"]),
        ("because ¾ x 3/3 = 9/12", ["¾ x 3/3 = 9/12"]),
        ("70 (70%) - 60 (60%) = 10", ["70 (70%) - 60 (60%) = 10"]),
        ("It costs $12*14 =$168.", ["12*14 =$168"]),
        ("It costs $.50 * 4 = $2.00.", [".50 * 4 = $2.00"]),
        ("so ∂f/∂y = 3x here", ["∂f/∂y = 3x"]),
        ("16 - 3 - 4 = <<16-3-4=9>>9 eggs", ["16 - 3 - 4 = <<16-3-4=9>>9", "16-3-4=9"]),
        ("5 apples * 3 = 15", []),
        ("it's 2*40 = 80", ["2*40 = 80"]),
        ("- **∇f = (2x + 3y, 3x)**.", ["∇f = (2x + 3y, 3x)"]),
        ("so 2**3 = 8", ["2**3 = 8"]),
        ("- 3 + 4 = 7", ["3 + 4 = 7"]),
        ("2. 3 + 4 = 7", ["3 + 4 = 7"]),
        ("* 3 + 4 = 7", ["3 + 4 = 7"]),
        ("$x$ - 3 = 4", []),
        ("5 = 2 + 3 $x$", []),
    ],
)
def test_cuts_blocks_into_single_relations(text: str, found: list[str]) -> None:
    assert sources(text) == found


_TEXT = st.lists(
    st.sampled_from(["word ", "$", "$$", "x = 1", "a+b", r"\(", r"\)", r"\[", r"\]", "\n", "\n\n", "5", " ", "`", "```\n",
                     r"\begin{align*}", r"\end{align*}", "&=", r"\\", "12 * 3 = 36", "<<1+1=2>>", "# H\n", "∂f/∂x = 2"]),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_TEXT)
def test_a_claim_is_the_text_between_its_offsets(text: str) -> None:
    for claim in claims_in(text):
        assert text[claim.start : claim.end] == claim.source


@settings(max_examples=200, deadline=None)
@given(_TEXT, st.integers(1, 7))
def test_a_text_in_pieces_has_the_same_blocks_as_in_one(text: str, size: int) -> None:
    scanner = SpanScanner()
    blocks = []
    for place in range(0, len(text), size):
        blocks.extend(scanner.feed(text[place : place + size]))
    blocks.extend(scanner.finish())
    assert [(block.start, block.source, block.kind) for block in blocks] == [
        (block.start, block.source, block.kind) for block in scan(text)
    ]


def test_a_closed_block_is_handed_on_before_the_text_ends() -> None:
    scanner = SpanScanner()
    scanner.feed("Here is the gradient: $x = 1$ and then ")
    early = scanner.feed("some more words follow this formula, as they do in an answer")
    assert [block.source for block in early] == ["x = 1"]
