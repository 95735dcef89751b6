"""What every textbook note promises: complete front matter, the eight sections, code that runs, nothing said twice."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

_ROOT = Path(__file__).resolve().parents[3]
_NOTES = _ROOT / "corpus" / "notes"
_SECTIONS = [
    "Intuition",
    "Definition",
    "In plain words",
    "Worked example",
    "Common mistakes",
    "Why machine learning needs it",
    "From scratch",
    "Check yourself",
]
_FRONT_MATTER = {
    "id": str,
    "title": str,
    "area": str,
    "level": int,
    "requires": list,
    "minutes": int,
    "aliases": list,
    "encompasses": dict,
    "objectives": list,
    "terms": dict,
    "used_by": list,
    "further": list,
}
_FIRST_TWELVE = {
    "vectors",
    "dot-product",
    "matrix-multiplication",
    "determinant",
    "eigenvalues-and-eigenvectors",
    "derivative-rules",
    "chain-rule",
    "partial-derivatives",
    "gradient",
    "gradient-descent",
    "conditional-probability",
    "bayes-theorem",
}
_PATHS = sorted(_NOTES.glob("*/*.md"))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MATH = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)

_FIGURE = re.compile(r"^!\[[^\]\n]{20,}\]\(\.\./\.\./figures/[a-z-]+\.svg\)$", re.MULTILINE)

every_note = pytest.mark.parametrize("path", _PATHS, ids=lambda path: path.stem)


def _split(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def _fences(body: str, info: str) -> list[str]:
    return [code for name, code in _FENCE.findall(body) if name == info]


def _without_fences(body: str) -> str:
    return _FENCE.sub("", body)


def _sections(body: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)
    return {title.strip(): text.strip() for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def _front_matter() -> dict[str, dict[str, Any]]:
    return {front["id"]: front for front, _ in map(_split, _PATHS)}


def _all_under(topic: str, notes: dict[str, dict[str, Any]]) -> set[str]:
    """Every prerequisite of a topic, direct or not. Ends on a cyclic graph too."""
    found: set[str] = set()
    waiting = list(notes[topic]["requires"])
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(notes[current]["requires"])
    return found


def test_the_first_twelve_topics_are_there() -> None:
    assert set(_front_matter()) >= _FIRST_TWELVE


@every_note
def test_front_matter_is_complete_and_of_the_right_kinds(path: Path) -> None:
    front, _ = _split(path)
    assert set(front) - {"conceptual"} == set(_FRONT_MATTER)
    for key, kind in _FRONT_MATTER.items():
        assert type(front[key]) is kind, key
    assert front["id"] == path.stem
    assert front["area"] == path.parent.name
    assert 1 <= front["level"] <= 5
    assert 4 <= front["minutes"] <= 12
    assert 2 <= len(front["objectives"]) <= 5
    assert set(front["terms"]) <= {"es", "fr", "de", "pt", "zh", "hi"}
    for key in ("requires", "aliases", "objectives", "used_by"):
        assert all(isinstance(entry, str) and entry.strip() for entry in front[key]), key
    for book in front["further"]:
        assert set(book) == {"author", "title", "chapter"}
        assert all(isinstance(value, str) and value.strip() for value in book.values())
    assert all(
        isinstance(weight, (int, float)) and 0 < weight <= 1 for weight in front["encompasses"].values()
    )


def test_prerequisites_exist_are_not_circular_and_none_is_redundant() -> None:
    notes = _front_matter()
    for topic, front in notes.items():
        assert set(front["requires"]) | set(front["encompasses"]) <= set(notes), topic
    for topic, front in notes.items():
        assert topic not in _all_under(topic, notes), f"{topic} rests on itself"
        for required in front["requires"]:
            others = set(front["requires"]) - {required}
            already = {topic_id for other in others for topic_id in _all_under(other, notes)}
            assert required not in already, f"{topic} → {required} follows from its other prerequisites"


def test_a_prerequisite_is_never_of_a_higher_level() -> None:
    notes = _front_matter()
    for topic, front in notes.items():
        for required in front["requires"]:
            assert notes[required]["level"] <= front["level"], f"{topic} → {required}"


def test_no_name_leads_to_two_notes() -> None:
    owners: dict[str, set[str]] = {}
    for topic, front in _front_matter().items():
        names = [topic, topic.replace("-", " "), front["title"], *front["aliases"], *front["terms"].values()]
        for name in names:
            owners.setdefault(" ".join(name.casefold().replace("’", "'").split()), set()).add(topic)
    assert {name: topics for name, topics in owners.items() if len(topics) > 1} == {}


@every_note
def test_no_alias_is_listed_twice(path: Path) -> None:
    aliases = [alias.casefold() for alias in _split(path)[0]["aliases"]]
    assert len(aliases) == len(set(aliases))


@every_note
def test_sections_are_all_there_in_order_and_none_is_empty(path: Path) -> None:
    _, body = _split(path)
    headings = re.findall(r"^#+ .*$", _without_fences(body), flags=re.MULTILINE)
    assert headings == [f"## {section}" for section in _SECTIONS]
    assert all(_sections(body).values())


@every_note
def test_a_section_found_alone_still_names_its_subject(path: Path) -> None:
    for title, text in _sections(_split(path)[1]).items():
        assert not re.match(r"(It|This|That|These|They|Here)\b", text), title
        assert not text.startswith("```"), title


@every_note
def test_prose_has_a_lesson_s_length(path: Path) -> None:
    _, body = _split(path)
    prose = re.sub(r"<[^>]+>", " ", _MATH.sub(" ", _without_fences(body)))
    assert 250 <= len(re.findall(r"[^\W\d_][\w'’-]*", prose)) <= 1200


@every_note
def test_formulas_are_in_closed_dollars_only(path: Path) -> None:
    _, body = _split(path)
    texts = [_without_fences(body), *_fences(body, "wrong")]
    for text in texts:
        rest = _MATH.sub("", text)
        assert "$" not in rest
        assert "\\" not in rest, "a LaTeX command outside a formula"
        for formula in _MATH.findall(text):
            assert formula.count("{") == formula.count("}"), formula
            assert formula.count(r"\begin{") == formula.count(r"\end{"), formula


@every_note
def test_fences_are_closed_and_of_two_kinds(path: Path) -> None:
    _, body = _split(path)
    assert {name for name, _ in _FENCE.findall(body)} == {"wrong", "python"}
    assert "```" not in _without_fences(body)


@every_note
def test_no_markup_but_folded_answers_and_nothing_from_outside(path: Path) -> None:
    # A figure is a file of ours with a text that says what it shows; it stands on a line of its own.
    text = _FIGURE.sub("", _without_fences(_split(path)[1]))
    assert set(re.findall(r"</?\w+", _MATH.sub("", text))) == {
        "<details",
        "<summary",
        "</summary",
        "</details",
    }
    assert not re.search(r"https?:|www\.|!\[|\]\(", text)


@every_note
def test_a_figure_is_there_and_is_the_notes_own(path: Path) -> None:
    for name in re.findall(r"^!\[.*\]\((.+)\)$", _split(path)[1], re.MULTILINE):
        assert (path.parent / name).is_file()
        assert Path(name).stem == path.stem


@every_note
def test_three_questions_each_with_a_folded_answer(path: Path) -> None:
    section = _sections(_split(path)[1])["Check yourself"]
    folded = r"<details><summary>[^<$]+\?</summary>\n\n[^<]+\n\n</details>"
    assert re.fullmatch(rf"{folded}\n\n{folded}\n\n{folded}", section)


@every_note
def test_every_wrong_formula_has_the_right_one_beside_it(path: Path) -> None:
    _, body = _split(path)
    mistakes = _sections(body)["Common mistakes"]
    wrong = _fences(mistakes, "wrong")
    assert len(wrong) >= 2
    assert wrong == _fences(body, "wrong"), "wrong formulas belong to Common mistakes"
    for text, right in zip(wrong, _FENCE.split(mistakes)[3::3], strict=True):
        assert _MATH.search(text)
        assert right.strip().startswith("Right:")
        assert _MATH.search(right)


def test_every_from_scratch_block_runs_and_its_assertions_hold() -> None:
    """All in one process: importing NumPy once keeps this fast. Each block gets a namespace of its own."""
    program = [
        "import sys, warnings",
        "warnings.simplefilter('error')",
        "def run(name, code):",
        "    try:",
        "        exec(compile(code, name, 'exec'), {'__name__': name})",
        "    except Exception as error:",
        "        sys.exit(f'{name}: {type(error).__name__}: {error}')",
    ]
    for path in _PATHS:
        blocks = _fences(_split(path)[1], "python")
        assert len(blocks) == 1, path.stem
        program.append(f"run({path.stem!r}, {blocks[0]!r})")
    done = subprocess.run(
        [sys.executable, "-I", "-c", "\n".join(program)], capture_output=True, text=True, timeout=50
    )
    assert done.returncode == 0, done.stderr


@every_note
def test_from_scratch_is_short_uses_numpy_alone_and_ends_in_an_assertion(path: Path) -> None:
    body = _split(path)[1]
    (code,) = _fences(body, "python")
    assert _fences(_sections(body)["From scratch"], "python") == [code]
    lines = [line for line in code.splitlines() if line.strip()]
    assert 5 <= len(lines) <= 25
    assert lines[-1].startswith("assert ")
    imports = [line for line in lines if re.match(r"\s*(import|from)\b", line)]
    assert imports == ["import numpy as np"]
