"""Finds the files a learner means when they name files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentError, DocumentKindUnknown
from assistant.library.limits import MAX_FILES
from assistant.library.readers.registry import is_known_kind, known_kinds

BUILT_IN_ROOT = "notes"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to read: `path` as it was given, `location` where it is."""

    path: str
    location: Path


@dataclass(frozen=True, slots=True)
class NamedFault:
    """A path from which nothing can be read, with the reason."""

    path: str
    error: DocumentError


def find_files(paths: Sequence[Path]) -> tuple[NamedFile | NamedFault, ...]:
    """List the files behind paths: a file as it is, a folder's files of known kinds, each file once, sorted by name.

    Links that lead out of a folder are not followed, and hidden files and folders are passed over.
    """
    found: dict[Path, NamedFile] = {}
    faults: list[NamedFault] = []
    for path in paths:
        if path.is_dir():
            before = len(found)
            for location in _walk(path):
                if len(found) >= MAX_FILES:
                    faults.append(NamedFault(str(path), _too_many(path)))
                    break
                found.setdefault(location.resolve(), NamedFile(str(location), location.resolve()))
            if len(found) == before and not any(_walk(path)):
                faults.append(NamedFault(str(path), _nothing_in(path)))
        elif path.is_file():
            found.setdefault(path.resolve(), NamedFile(str(path), path.resolve()))
        else:
            faults.append(NamedFault(str(path), _not_there(path)))
    return (*found.values(), *faults)


def built_in_notes(corpus: Path) -> list[tuple[str, NamedFile]]:
    """The notes that ship with Groundwork, each with the path it is known by (`notes/calculus/gradient.md`), sorted."""
    root = corpus / BUILT_IN_ROOT
    if not root.is_dir():
        return []
    found = [named for named in find_files([root]) if isinstance(named, NamedFile)]
    placed = [
        (f"{BUILT_IN_ROOT}/{named.location.relative_to(root.resolve()).as_posix()}", named) for named in found
    ]
    return sorted(placed, key=lambda pair: pair[0])


def _walk(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if name.startswith(".") or not is_known_kind(path) or not path.is_file():
                continue
            if path.resolve().is_relative_to(root):
                yield path


def _not_there(path: Path) -> DocumentError:
    what = "is not a file or folder" if os.path.lexists(path) else "is not there"
    return DocumentError(
        f"{path} {what}.", safe="Nothing in your library was touched.", todo="Check the path and try again."
    )


def _nothing_in(path: Path) -> DocumentError:
    return DocumentKindUnknown(
        f"{path} has no file that can be read.",
        safe="Nothing in your library was touched.",
        todo=f"Files that can be read end in {known_kinds()}.",
    )


def _too_many(path: Path) -> DocumentError:
    return DocumentError(
        f"{path} has more than {MAX_FILES} files; the rest was left out.",
        safe="The files before were taken.",
        todo="Add its folders one by one.",
    )
