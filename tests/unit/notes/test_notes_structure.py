"""What a note must have: all sections, a lesson's length, names for its symbols, links and figures that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.notes.note import Note
from assistant.notes.structure import SECTIONS, check_structure

PROSE = "Every sentence of this paragraph is made of ten plain words. " * 30


def note_of(**sections: str) -> Note:
    """A sound note; a section's text is replaced, or the section left out when it is None."""
    body = "".join(
        f"## {name}\n\n{sections.get(name.replace(' ', '_'), PROSE if name == 'Intuition' else 'Some words.')}\n\n"
        for name in SECTIONS
    )
    return Note("calculus/gradient.md", f"---\nid: gradient\ntitle: Gradient\n---\n\n{body}")


def texts(note: Note, folder: Path = Path("nowhere"), topics: tuple[str, ...] = ()) -> list[str]:
    return [finding.text for finding in check_structure(note, folder, topics)]


def test_a_sound_note_has_no_findings() -> None:
    assert texts(note_of()) == []


def test_a_missing_section_is_named() -> None:
    note = note_of()
    without = Note(note.place, note.text.replace("## From scratch\n", ""))
    assert texts(without) == ["section: “## From scratch” is missing"]


def test_an_empty_section_an_unknown_one_and_a_wrong_order_are_named() -> None:
    assert "section: “## Definition” is empty" in texts(note_of(Definition=""))
    note = note_of()
    assert any("Summary" in text for text in texts(Note(note.place, note.text + "## Summary\n\nWords.\n")))
    swapped = note.text.replace("## Definition", "## X").replace("## Intuition", "## Definition")
    assert "section: the sections are out of order" in texts(
        Note(note.place, swapped.replace("## X", "## Intuition"))
    )


def test_a_finding_names_its_line() -> None:
    note = note_of(Intuition=PROSE + "\n\n[gone](../nowhere/else.md)")
    (finding,) = check_structure(note, Path("nowhere"), ())
    assert note.text.splitlines()[finding.line - 1].startswith("[gone]")


@pytest.mark.parametrize(("repeats", "sound"), [(20, False), (30, True), (108, True), (130, False)])
def test_prose_has_a_lesson_s_length(repeats: int, sound: bool) -> None:
    found = texts(note_of(Intuition="One sentence of this paragraph has ten quite plain words. " * repeats))
    assert (found == []) is sound


def test_code_formulas_and_front_matter_are_no_prose() -> None:
    note = note_of(Intuition="```python\n" + "word " * 400 + "\n```\n\n$$" + "x + " * 400 + "$$")
    assert note.words < 50


def test_figures_and_links_must_lead_to_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "gradient.svg").write_text("<svg/>")
    notes = tmp_path / "notes"
    (notes / "calculus").mkdir(parents=True)
    (notes / "calculus" / "limits.md").write_text("")
    good = "![A slope](../../figures/gradient.svg)\n\n[limits](limits.md#top), [[gradient]] and [it](topic:gradient)"
    assert texts(note_of(Intuition=PROSE + good), notes, ("gradient",)) == []
    bad = (
        "![A slope](../../figures/none.svg) ![](../../figures/gradient.svg) [a](none.md) [[chain-rule]]"
        " [b](https://example.org) ![x](/etc/passwd)"
    )
    found = texts(note_of(Intuition=PROSE + bad), notes, ("gradient",))
    assert len(found) == 6


@pytest.mark.parametrize(
    ("definition", "unnamed"),
    [
        (r"Then $$A\mathbf{v} = \lambda\mathbf{v}$$", {"A", "v", r"\lambda"}),
        (r"For a matrix $A$ and a vector $\mathbf{v}$: $$A\mathbf{v} = \lambda\mathbf{v}$$", {r"\lambda"}),
        (r"With $A$, $\mathbf{v}$ and a scalar $\lambda$: $$A\mathbf{v} = \lambda\mathbf{v}$$", set()),
        (r"Of $x$ the square is $$f(x) = x^2$$", set()),
        (r"For $x_1, \dots, x_n$: $$S_n = \sum_{k=1}^{n} x_k$$", set()),
        (r"For $f$ on $[a, b]$: $$\int_a^b f(t) \, dt$$", set()),
        (r"The determinant is $$\begin{vmatrix} a & b \\ c & q \end{vmatrix} = aq - bc$$", set()),
        (r"For nonzero vectors: $$\mathbf{x}^\top M \mathbf{x} > 0$$", {"x", "M"}),
        (r"The number x is squared: $$x^2 + y$$", {"y"}),
        (r"$$e^{i\pi} = -1$$", set()),
        (r"For $\kappa$: $$\eta = 2, \qquad \rho = \kappa - 1$$", set()),
    ],
)
def test_symbols_of_a_definition_are_named_in_its_text(definition: str, unnamed: set[str]) -> None:
    found = texts(note_of(Definition=definition))
    assert {text.split()[1] for text in found} == unnamed
