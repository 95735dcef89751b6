"""The check of a whole folder of notes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.errors import ConfigurationError, NotFound
from assistant.notes.code import check_code
from assistant.notes.formulas import Checker, FormulaReport, check_formulas
from assistant.notes.note import Note
from assistant.notes.structure import check_structure
from assistant.notes.types import Finding, NotesReport, Tally
from assistant.syllabus.loader import parse_topic
from assistant.syllabus.types import Topic
from assistant.syllabus.validate import problems_of

_MAX_NOTE_BYTES = 1_000_000


def check_notes(
    folder: Path,
    checker: Checker,
    *,
    workers: int = 2,
    on_note: Callable[[int, int], None] | None = None,
) -> NotesReport:
    """Check all notes `<area>/<topic-id>.md` of a folder.

    Args:
        folder: Where the areas are.
        checker: Checks formulas; called from several threads.
        workers: How many notes are checked at once.
        on_note: Called with how many notes are done, and of how many.

    Raises:
        NotFound: There is no note.
    """
    files = sorted(file for file in folder.glob("*/*.md") if not file.name.startswith((".", "_")))
    if not files:
        raise NotFound(
            f"There are no notes in {folder}.", todo="Name the folder that holds <area>/<topic-id>.md."
        )
    findings: list[Finding] = []
    notes = [note for file in files if (note := _read(file, folder, findings)) is not None]
    topics = [topic for note in notes if (topic := _topic(note, findings)) is not None]
    findings += _front_matter(notes, topics)
    ids = {topic.id for topic in topics}
    for note in notes:
        findings += check_structure(note, folder, ids)
    lock = threading.Lock()
    done = 0

    def formulas(note: Note) -> FormulaReport:
        nonlocal done
        report = check_formulas(note, checker)
        with lock:
            done += 1
            if on_note is not None:
                on_note(done, len(notes))
        return report

    with ThreadPoolExecutor(max_workers=workers + 1, thread_name_prefix="notes") as threads:
        code = threads.submit(lambda: list(check_code(notes)))
        reports = list(threads.map(formulas, notes))
        findings += code.result()
    for report in reports:
        findings += report.findings
    return NotesReport(
        notes=len(files),
        findings=tuple(sorted(set(findings), key=lambda f: (f.place, f.line, f.text))),
        overall=sum((report.overall for report in reports), Tally()),
        worked=sum((report.worked for report in reports), Tally()),
        unchecked=tuple(item for report in reports for item in report.unchecked),
    )


def _read(file: Path, folder: Path, findings: list[Finding]) -> Note | None:
    place = file.relative_to(folder).as_posix()
    try:
        if file.stat().st_size > _MAX_NOTE_BYTES:
            findings.append(Finding(place, 1, f"file: is larger than {_MAX_NOTE_BYTES} bytes"))
            return None
        return Note(place, file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        findings.append(Finding(place, 1, f"file: cannot be read ({error})"))
        return None


def _topic(note: Note, findings: list[Finding]) -> Topic | None:
    try:
        topic = parse_topic(note.text, note.place)
    except ConfigurationError as error:
        text = error.what.removeprefix(f"{note.place}: ")
        findings.append(
            Finding(note.place, note.line_of_field(text.partition(":")[0]), f"front matter: {text}")
        )
        return None
    area, _, name = note.place.partition("/")
    for field, value, wanted in (("id", topic.id, name.removesuffix(".md")), ("area", topic.area, area)):
        if value != wanted:
            findings.append(
                Finding(
                    note.place,
                    note.line_of_field(field),
                    f"front matter: {field}: is {value!r}, but the file stands at {note.place}",
                )
            )
    return topic


def _front_matter(notes: Sequence[Note], topics: Sequence[Topic]) -> Iterator[Finding]:
    by_place = {note.place: note for note in notes}
    for problem in problems_of(topics):
        line = by_place[problem.note].line_of_field(problem.field)
        yield Finding(problem.note, line, f"front matter: {problem.field}: {problem.text}")
