"""What `groundwork doctor` finds: one finding for each part a learner's session stands on."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import GroundworkError
from assistant.mathcheck.types import Verdict

if TYPE_CHECKING:
    from assistant.study.upkeep import StudyUpkeep

_LOW_DISK_BYTES = 2_000_000_000
_EMBED_ELSEWHERE = (
    "Check GROUNDWORK_EMBEDDINGS_URL, GROUNDWORK_EMBEDDINGS_MODEL and that the server runs, then run "
    "`groundwork index rebuild`; or unset both to go back to the built-in model."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it works, what was found, and what to do when it does not."""

    name: str
    ok: bool
    detail: str
    todo: str = ""


def examine(study: StudyUpkeep) -> tuple[Finding, ...]:
    """Try each part for real; a part that fails is a finding, never an exception."""
    parts: tuple[tuple[str, Callable[[StudyUpkeep], Finding]], ...] = (
        ("Python", _python),
        ("Your data", _data),
        ("Notes", _notes),
        ("Search", _search),
        ("Index", _index),
        ("Mathematics", _mathematics),
        ("Model", _model),
    )
    return tuple(_guarded(name, part, study) for name, part in parts)


def _guarded(name: str, part: Callable[[StudyUpkeep], Finding], study: StudyUpkeep) -> Finding:
    try:
        return part(study)
    except GroundworkError as error:
        return Finding(name, False, error.what, " ".join(text for text in (error.safe, error.todo) if text))
    except (ImportError, OSError) as error:
        return Finding(
            name, False, f"{type(error).__name__}: {error}", "Run `make run` again; it mends the set-up."
        )


def _python(study: StudyUpkeep) -> Finding:
    return Finding("Python", True, f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _data(study: StudyUpkeep) -> Finding:
    study.database()
    home = study.settings.home
    free = shutil.disk_usage(home).free
    detail = f"{home}, {free / 1e9:.0f} GB free"
    if free < _LOW_DISK_BYTES:
        return Finding(
            "Your data", False, detail, "The disk is nearly full: free some space before you study on."
        )
    return Finding("Your data", True, detail)


def _notes(study: StudyUpkeep) -> Finding:
    topics = study.syllabus().topics
    documents = study.documents()
    own = [document for document in documents if not document.built_in]
    return Finding("Notes", bool(topics), f"{len(topics)} topics, and {len(own)} documents of your own")


def _search(study: StudyUpkeep) -> Finding:
    result = study.search("what is a vector?", limit=1)
    elsewhere = study.settings.embeds_elsewhere
    if result.note:
        todo = (
            _EMBED_ELSEWHERE
            if elsewhere
            else "Run `groundwork prepare` with a network to fetch what is missing."
        )
        return Finding("Search", False, result.note, todo)
    by = (
        f"{study.settings.embeddings_model} at {study.settings.embeddings_url}"
        if elsewhere
        else "built-in model"
    )
    return Finding("Search", bool(result.passages), f"by meaning ({by}) and by words")


def _index(study: StudyUpkeep) -> Finding:
    problems = study.check_index()
    if problems:
        return Finding(
            "Index",
            False,
            " ".join(problems),
            "Run `groundwork index rebuild`; nothing of yours is lost by it.",
        )
    return Finding("Index", True, "sound")


def _mathematics(study: StudyUpkeep) -> Finding:
    claims = study.check("$2 + 2 = 4$ and $2 + 2 = 5$")
    ok = [claim.verdict for claim in claims] == [Verdict.VERIFIED, Verdict.REFUTED]
    detail = (
        "2 + 2 = 4 is verified and 2 + 2 = 5 refuted" if ok else "the checker does not answer as it should"
    )
    return Finding("Mathematics", ok, detail, "" if ok else "Run `make run` again; it mends the set-up.")


def _model(study: StudyUpkeep) -> Finding:
    choice = study.model_choice()
    if study.settings.model == "none":
        return Finding("Model", True, f"none, as you chose: {choice.reason}")
    probe = study.probe_model()
    return Finding("Model", probe.ok, f"{choice.name}: {choice.reason} {probe.message}".strip(), probe.todo)
