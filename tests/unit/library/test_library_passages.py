"""Passages: small enough to be embedded whole, cut where the text allows it, with ids that survive edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.limits import MAX_PASSAGE_CHARACTERS, PASSAGE_TOKENS, SMALL_PASSAGE_TOKENS
from assistant.library.passages import heading_of, split_into_passages, text_to_embed
from assistant.library.readers.markdown import parse_markdown
from assistant.library.readers.types import Block
from assistant.library.tokens import estimate_tokens
from assistant.library.types import Passage

SENTENCE = "The gradient points where the function grows fastest, and its length says how fast. "


def passages(text: str) -> tuple[Passage, ...]:
    read = parse_markdown(text, fallback_title="Note")
    return split_into_passages(read.blocks, document_id="d", document=read.title, path="note.md")


def test_passages_never_cross_a_heading() -> None:
    found = passages("# A\n\none\n\n# B\n\ntwo\n\nthree")
    assert [(passage.section, passage.text) for passage in found] == [
        (("A",), "one"),
        (("B",), "two\n\nthree"),
    ]


def test_long_prose_is_cut_between_sentences() -> None:
    found = passages("# A\n\n" + SENTENCE * 60)
    assert len(found) > 3
    for passage in found:
        assert passage.text.endswith("how fast.")
        assert estimate_tokens(passage.text) <= PASSAGE_TOKENS + SMALL_PASSAGE_TOKENS


@pytest.mark.parametrize(
    "whole",
    [
        "$$\n" + "\n".join(f"x_{{{n}}} + y_{{{n}}} &= z_{{{n}}} \\\\" for n in range(60)) + "\n$$",
        "```python\n" + "\n\n".join(f"value_{n} = {n} * 2" for n in range(60)) + "\n```",
        "| n | square |\n|---|---|\n" + "\n".join(f"| {n} | {n * n} |" for n in range(80)),
    ],
)
def test_formulas_code_and_tables_stay_whole_however_long(whole: str) -> None:
    found = passages(f"# A\n\n{SENTENCE * 5}\n\n{whole}\n\n{SENTENCE * 5}")
    assert sum(whole in passage.text for passage in found) == 1


def test_even_code_is_cut_before_it_grows_without_bounds() -> None:
    found = passages("```\n" + "x = 1\n" * 10_000 + "```")
    assert all(len(passage.text) <= MAX_PASSAGE_CHARACTERS * 1.1 for passage in found)


def test_an_edit_changes_only_the_passages_it_touches() -> None:
    before = "# A\n\n" + "\n\n".join(f"{n}: {SENTENCE * 8}" for n in range(12))
    after = before.replace("5: The gradient", "5: This gradient")
    old, new = {passage.id for passage in passages(before)}, {passage.id for passage in passages(after)}
    assert len(old) == len(new) == 12
    assert len(old & new) == 11


def test_another_title_makes_other_passages_because_it_is_embedded_with_them() -> None:
    before, after = passages("---\ntitle: One\n---\ntext"), passages("---\ntitle: Two\n---\ntext")
    assert before[0].id != after[0].id


def test_moved_passages_keep_their_ids() -> None:
    title, text = "---\ntitle: T\n---\n", "# A\n\none\n\n# B\n\ntwo"
    before, after = passages(title + text), passages(f"{title}# New\n\nzero\n\n{text}")
    assert {passage.id for passage in before} < {passage.id for passage in after}


def test_the_same_words_twice_are_two_passages() -> None:
    found = passages("# A\n\nsame\n\n# B\n\nx\n\n# A\n\nsame")
    assert len({passage.id for passage in found}) == 3


def test_what_is_embedded_starts_with_title_and_section() -> None:
    passage = passages("---\ntitle: Gradient\n---\n## Definition\n\nIt is a vector.")[0]
    assert text_to_embed(passage) == "Gradient > Definition\nIt is a vector."


def test_a_heading_that_repeats_the_title_is_said_once() -> None:
    assert heading_of(passages("# Gradient\n\n## Use\n\nx")[0]) == "Gradient > Use"


def test_pages_are_kept_apart() -> None:
    blocks = [Block("paragraph", f"text {n}", 0, 6, ("S",), str(n + 1), n) for n in range(3)]
    found = split_into_passages(blocks, document_id="d", document="D", path="d.pdf")
    assert [passage.page for passage in found] == ["1", "2", "3"]


words = st.text(alphabet="ab .\n$#`|", max_size=40)


@given(st.lists(words, max_size=30))
def test_passages_hold_all_of_the_text_in_order(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    read = parse_markdown(text, fallback_title="t")
    found = split_into_passages(read.blocks, document_id="d", document="t", path="t.md")
    assert "".join("".join(block.text for block in read.blocks).split()) == "".join(
        "".join(passage.text for passage in found).split()
    )
    assert [passage.ordinal for passage in found] == list(range(len(found)))
    assert len({passage.id for passage in found}) == len(found)


@given(st.text(min_size=1, max_size=30_000, alphabet="abcde. \n"))
def test_no_passage_of_prose_is_too_long_for_the_embedder(text: str) -> None:
    for passage in passages(text):
        assert estimate_tokens(passage.text) <= PASSAGE_TOKENS + SMALL_PASSAGE_TOKENS


def test_a_word_of_a_million_letters_is_cut() -> None:
    assert all(len(passage.text) <= MAX_PASSAGE_CHARACTERS for passage in passages("a" * 1_000_000))


LONG = "This sentence fills the example so that it would be cut elsewhere. " * 6


def test_a_worked_example_stays_in_one_passage() -> None:
    found = passages(
        f"# A\n\nBefore.\n\n**Example 3.** {LONG}\n\n$$x = 1$$\n\n{LONG}\n\n{LONG}\n\n**Theorem.** After."
    )
    assert [passage.text.split()[0] for passage in found] == ["Before.", "**Example", "**Theorem.**"]
    assert found[1].text.count("fills the example") == 18


def test_a_section_that_is_a_worked_example_stays_in_one_passage() -> None:
    (one,) = passages(f"## Worked example\n\n{LONG}\n\n{LONG}\n\n{LONG}")
    assert one.text.count("fills") == 18


def test_an_example_without_an_end_is_cut_like_any_text() -> None:
    found = passages("## Example\n\n" + f"{LONG}\n\n" * 40)
    assert len(found) > 10
    assert all(estimate_tokens(passage.text) <= PASSAGE_TOKENS + SMALL_PASSAGE_TOKENS for passage in found)


def test_every_example_has_its_own_passage() -> None:
    found = passages(
        f"# A\n\nExample 1. {LONG}\n\nExample 2. {LONG}\n\nMore of the second.\n\nExercise 1. {LONG}"
    )
    assert [passage.text[:10] for passage in found] == ["Example 1.", "Example 2.", "Exercise 1"]


def test_exemplary_words_make_no_example() -> None:
    found = passages(f"# A\n\nExemplary work. {LONG}\n\nFor example this. {LONG}\n\n{LONG}")
    assert all(estimate_tokens(passage.text) <= PASSAGE_TOKENS + SMALL_PASSAGE_TOKENS for passage in found)


@pytest.mark.parametrize("formula", ["$f(x) = 1. y: z; w! v? u$", "\\(a. b: c; d. e\\)", "`x = 1. y: 2; z`"])
def test_a_long_paragraph_is_never_cut_inside_a_formula(formula: str) -> None:
    text = " ".join(f"{'word ' * (3 + number % 9)}{formula}" for number in range(120))
    found = passages(f"# A\n\n{text}")
    assert len(found) > 3
    assert all(passage.text.count(formula) == passage.text.count(formula[:4]) for passage in found)
