"""What the first start fetches and keeps: the embedder, the embedded model, a learner's uploads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.errors import DownloadError, StoreFull
from assistant.settings import Settings

_LONGEST_NAME = 120
_LONGEST_SUFFIX = 12


def wants_embedded_model(settings: Settings) -> bool:
    """Whether the settings leave the answering to the embedded model."""
    from assistant.tutor.models.endpoint import api_key_of

    elsewhere = bool(settings.base_url or api_key_of(settings))
    return settings.model == "embedded" or (settings.model == "auto" and not elsewhere)


def announce(settings: Settings) -> tuple[str, ...]:
    """What `fetch` is about to fetch and how large it is, one sentence each; empty when all is there."""
    from assistant.downloads.model_file import MODEL_BYTES, find_model

    if not wants_embedded_model(settings) or find_model(settings.downloads_path, settings.model_path):
        return ()
    return (
        f"Groundwork will now fetch its language model, once: {MODEL_BYTES / 1e9:.1f} GB, kept in "
        f"{settings.downloads_path}. It runs on this machine; nothing you write leaves it. "
        "Ctrl-C stops, the next start goes on from there; GROUNDWORK_MODEL=none does without a model.",
    )


def fetch(settings: Settings, on_progress: Callable[[str, int, int], None]) -> tuple[str, ...]:
    """Fetch the embedder and the embedded model where they are wanted and missing; else touches no network.

    Returns:
        What could not be had, one message each; Groundwork works without it and says so.
    """
    from assistant.downloads.model_file import fetch_model, find_model
    from assistant.library.embedding import has_embedder, prepare_embedder

    problems = []
    downloads = settings.downloads_path
    try:
        if not settings.embeds_elsewhere and not has_embedder(downloads):
            prepare_embedder(downloads, lambda done, total: on_progress("Fetching the embedder", done, total))
    except DownloadError as error:
        problems.append(f"Search by meaning is off, search by words works: {error}")
    if wants_embedded_model(settings) and find_model(downloads, settings.model_path) is None:
        try:
            fetch_model(downloads, on_progress=on_progress)
        except DownloadError as error:
            problems.append(f"Groundwork starts without a language model, with notes and algebra: {error}")
    return tuple(problems)


def fingerprint(corpus: Path) -> str:
    """A hash over the notes' paths and bytes."""
    digest = hashlib.sha256()
    for path in sorted((corpus / "notes").rglob("*.md")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(corpus).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def keep_upload(folder: Path, name: str, content: bytes) -> Path:
    """Write an uploaded file into a folder, whole or not at all, and return its path.

    The name is data: only its last part is used, without characters that mean something to a file system.

    Raises:
        StoreFull: It could not be written.
    """
    stem, dot, suffix = Path(name.replace("\\", "/")).name.rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    safe = "".join(character if character.isalnum() or character in " -_()." else "_" for character in stem)
    ending = "".join(character for character in suffix if character.isalnum())[:_LONGEST_SUFFIX]
    target = folder / f"{safe.strip(' .')[:_LONGEST_NAME] or 'document'}{dot}{ending}"
    partial = target.with_name(target.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise StoreFull(
            f"“{target.name}” could not be kept: {error.strerror}.",
            safe="Your library is as it was.",
            todo="Free some space on the disk and upload it again.",
        ) from error
    return target
