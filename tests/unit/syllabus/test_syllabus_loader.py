"""The front matter of the notes is the syllabus; whatever is wrong in it is named with its file and its field."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.syllabus.loader import load_syllabus, parse_topic

REPOSITORY = Path(__file__).parents[3]


def write_note(
    corpus: Path,
    topic_id: str,
    *,
    area: str = "calculus",
    requires: str = "[]",
    title: str | None = None,
    extra: str = "",
) -> Path:
    file = corpus / "notes" / area / f"{topic_id}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"---\nid: {topic_id}\ntitle: {title or topic_id.capitalize()}\narea: {area}\nrequires: {requires}\n"
        f"minutes: 8\n{extra}---\n\n# Body\n\n---\n\nid: not front matter\n",
        encoding="utf-8",
    )
    return file


def test_a_note_becomes_a_topic(tmp_path: Path) -> None:
    write_note(tmp_path, "limits", area="calculus")
    write_note(tmp_path, "gradient", requires="[limits]", extra='aliases: ["∇f", slope vector]\n')
    topic = load_syllabus(tmp_path).topic("gradient")
    assert (topic.title, topic.area, topic.minutes) == ("Gradient", "calculus", 8)
    assert topic.requires == ("limits",)
    assert topic.aliases == ("∇f", "slope vector")
    assert topic.note == "notes/calculus/gradient.md"


def test_prerequisites_come_first_then_area_then_name(tmp_path: Path) -> None:
    write_note(tmp_path, "zebra", area="linear-algebra")
    write_note(tmp_path, "apple", area="linear-algebra", requires="[zebra]")
    write_note(tmp_path, "limits", area="calculus")
    write_note(tmp_path, "hessian", area="calculus", requires="[limits, apple]")
    write_note(tmp_path, "herbs", area="botany")
    assert load_syllabus(tmp_path).ids == ("zebra", "apple", "limits", "hessian", "herbs")


def test_all_fields_of_the_front_matter_are_kept(tmp_path: Path) -> None:
    extra = (
        "level: 2\nencompasses: {limits: 0.4}\nobjectives: [compute one]\nterms: {de: Gradient, hi: प्रवणता}\n"
        "used_by: [Adam]\nfurther: [{author: A, title: B, chapter: 3}]\n"
    )
    write_note(tmp_path, "limits")
    write_note(tmp_path, "gradient", requires="[limits]", extra=extra)
    topic = load_syllabus(tmp_path).topic("gradient")
    assert topic.level == 2
    assert topic.encompasses == (("limits", 0.4),)
    assert topic.objectives == ("compute one",)
    assert topic.terms == (("de", "Gradient"), ("hi", "प्रवणता"))
    assert topic.used_by == ("Adam",)
    assert load_syllabus(tmp_path).topic("limits").level == 1


def _note(text: str) -> Callable[[Path], None]:
    def write(corpus: Path) -> None:
        file = corpus / "notes" / "calculus" / "gradient.md"
        file.parent.mkdir(parents=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))

    return write


def _front(fields: str) -> Callable[[Path], None]:
    return _note(f"---\n{fields}\n---\nbody\n")


GOOD = "id: gradient\ntitle: Gradient\narea: calculus\nminutes: 8"


def _several(*notes: dict[str, str]) -> Callable[[Path], None]:
    def write(corpus: Path) -> None:
        for note in notes:
            write_note(corpus, **note)  # type: ignore[arg-type]

    return write


@pytest.mark.parametrize(
    ("write", "named"),
    [
        (lambda corpus: None, ["no notes"]),
        (_note("# No front matter"), ["gradient.md", "front matter"]),
        (_note(""), ["gradient.md", "front matter"]),
        (_note("---\nid: gradient\n"), ["gradient.md", "front matter"]),
        (_note("\udcff\udcfe"), ["gradient.md", "file"]),
        (_front("id: [unclosed"), ["gradient.md", "front matter"]),
        (_front("- a\n- b"), ["gradient.md", "front matter"]),
        (_front("!!python/object/apply:os.system ['true']"), ["gradient.md", "front matter"]),
        (_front(GOOD + "\naliases: [" + "a, " * 9000 + "b]"), ["gradient.md", "front matter"]),
        (_front("title: Gradient\narea: calculus\nminutes: 8"), ["gradient.md", "id"]),
        (_front(GOOD.replace("id: gradient", "id: Gradient")), ["gradient.md", "id"]),
        (_front(GOOD.replace("id: gradient", "id: slope")), ["gradient.md", "id", "slope"]),
        (_front(GOOD.replace("area: calculus", "area: algebra")), ["gradient.md", "area", "algebra"]),
        (_front(GOOD.replace("minutes: 8", "minutes: 0")), ["gradient.md", "minutes"]),
        (_front(GOOD.replace("minutes: 8", "minutes: eight")), ["gradient.md", "minutes"]),
        (_front(GOOD.replace("title: Gradient", "title: ''")), ["gradient.md", "title"]),
        (_front(GOOD + "\naliases: [no]"), ["gradient.md", "aliases.0"]),
        (_front(GOOD + "\naliases: ['!!']"), ["gradient.md", "aliases"]),
        (_front(GOOD + "\naliases: [slope, Slope]"), ["gradient.md", "aliases", "twice"]),
        (_front(GOOD + "\nrequirs: [limits]"), ["gradient.md", "requirs"]),
        (_front(GOOD + "\nrequires: [limits]"), ["gradient.md", "requires", "limits"]),
        (
            _front(GOOD + "\nrequires: [gradient]"),
            ["gradient.md", "requires", "circle", "gradient → gradient"],
        ),
        (_several({"topic_id": "a"}, {"topic_id": "b", "requires": "[a, a]"}), ["b.md", "requires", "twice"]),
        (
            _several(
                {"topic_id": "a", "requires": "[c]"},
                {"topic_id": "b", "requires": "[a]"},
                {"topic_id": "c", "requires": "[b]"},
            ),
            ["a.md", "requires", "a → c → b → a"],
        ),
        (
            _several(
                {"topic_id": "a"},
                {"topic_id": "b", "requires": "[a]"},
                {"topic_id": "c", "requires": "[a, b]"},
            ),
            ["c.md", "requires", "'a'", "'b'"],
        ),
        (
            _several({"topic_id": "a"}, {"topic_id": "a", "area": "probability"}),
            ["probability/a.md", "id", "calculus/a.md"],
        ),
        (
            _several(
                {"topic_id": "a", "extra": "aliases: [slope]\n"},
                {"topic_id": "b", "extra": "aliases: [Slopes]\n"},
            ),
            ["b.md", "aliases", "Slopes", "a.md"],
        ),
        (
            _several(
                {"topic_id": "a", "title": "Chain rule"},
                {"topic_id": "b", "extra": "aliases: [chain-rule]\n"},
            ),
            ["b.md", "aliases", "a.md"],
        ),
        (
            _several({"topic_id": "a", "title": "Slope"}, {"topic_id": "b", "title": "Slopes"}),
            ["b.md", "title", "a.md"],
        ),
        (
            _several(
                {"topic_id": "a", "extra": "terms: {de: Steigung}\n"},
                {"topic_id": "b", "extra": "aliases: [steigung]\n"},
            ),
            ["b.md", "aliases", "steigung", "a.md"],
        ),
        (
            _several(
                {"topic_id": "a", "extra": "terms: {fr: dérivée}\n"},
                {"topic_id": "b", "extra": "terms: {es: derivee}\n"},
            ),
            ["b.md", "terms", "derivee", "a.md"],
        ),
        (
            _several(
                {"topic_id": "a", "extra": "level: 3\n"},
                {"topic_id": "b", "extra": "level: 2\n", "requires": "[a]"},
            ),
            ["b.md", "level", "'a'", "3"],
        ),
        (
            _several(
                {"topic_id": "a", "extra": "encompasses: {b: 0.5}\n"},
                {"topic_id": "b", "requires": "[a]"},
            ),
            ["a.md", "encompasses", "'b'"],
        ),
        (_front(GOOD + "\nencompasses: {limits: 0.5}"), ["gradient.md", "encompasses", "limits"]),
        (_front(GOOD + "\nencompasses: {gradient: 0.5}"), ["gradient.md", "encompasses", "itself"]),
        (_front(GOOD + "\nencompasses: {limits: 1.5}"), ["gradient.md", "encompasses.limits"]),
        (_front(GOOD + "\nlevel: 6"), ["gradient.md", "level"]),
        (_front(GOOD + "\nterms: {xx: word}"), ["gradient.md", "terms.xx"]),
    ],
)
def test_what_is_wrong_is_named_with_file_and_field(
    tmp_path: Path, write: Callable[[Path], None], named: list[str]
) -> None:
    write(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        load_syllabus(tmp_path)
    for part in named:
        assert part in caught.value.what
    assert caught.value.todo


def test_drafts_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    write_note(tmp_path, "gradient")
    (tmp_path / "notes" / "calculus" / "_draft.md").write_text("not yet")
    (tmp_path / "notes" / "calculus" / ".hidden.md").write_text("")
    (tmp_path / "notes" / "README.md").write_text("")
    assert load_syllabus(tmp_path).ids == ("gradient",)


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    file = write_note(tmp_path, "gradient")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_syllabus(tmp_path).ids == ("gradient",)


def test_one_note_is_parsed_without_a_disk() -> None:
    assert parse_topic(f"---\n{GOOD}\n---\n", "somewhere.md").id == "gradient"


def test_a_long_chain_of_prerequisites_is_no_trouble(tmp_path: Path) -> None:
    for n in range(1500):
        write_note(tmp_path, f"t{n}", requires=f"[t{n + 1}]" if n < 1499 else "[]")
    assert load_syllabus(tmp_path).ids[0] == "t1499"


def test_150_notes_load_in_a_blink(tmp_path: Path) -> None:
    extra = (
        "aliases: [{id} one, {id} two, {id} three, {id} four]\nlevel: 2\nobjectives: [compute it, explain it]\n"
        "terms: {{de: Wort {id}, fr: mot {id}, es: palabra {id}}}\nused_by: [attention, Adam]\n"
    )
    for n in range(150):
        requires = f"[topic{n - 1}]" if n % 10 else "[]"
        write_note(tmp_path, f"topic{n}", requires=requires, extra=extra.format(id=f"topic{n}"))
    best = min(_seconds(lambda: load_syllabus(tmp_path)) for _ in range(5))
    assert best < 0.05


def _seconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def test_the_real_notes_hold_together() -> None:
    syllabus = load_syllabus(REPOSITORY / "corpus")
    assert {"vectors", "gradient", "gradient-descent", "bayes-theorem"} <= set(syllabus.ids)
    for topic in syllabus.topics:
        for required in topic.requires:
            assert syllabus.ids.index(required) < syllabus.ids.index(topic.id)
