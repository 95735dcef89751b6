"""The real page in a real Chromium: starts the app as a learner would and drives it."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from assistant.settings import Settings
from assistant.study import Study
from tests.conftest import clean_environment

ROOT = Path(__file__).parents[2]
_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_REST_SECONDS = 4.0
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(600))
            if _CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine (Debian: apt install chromium)")
                )


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether the app at this address says that it is well."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@dataclass
class App:
    """A running Groundwork: its address, and how to kill it."""

    url: str
    process: subprocess.Popen[bytes]
    home: Path
    log: Path

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass
class Launcher:
    """Starts Groundwork with the settings a test wants."""

    folder: Path
    home: Path
    running: list[App] = field(default_factory=list)

    def start(self, home: Path | None = None, **environment: str) -> App:
        """Start the app and wait until it answers."""
        home = home or self.home
        port = free_port()
        log = self.folder / f"app-{port}.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "serve", "--no-browser", "--port", str(port)],
                cwd=ROOT,
                env={**clean_environment(home), **environment},
                stdout=sink,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )
        app = App(f"http://127.0.0.1:{port}", process, home, log)
        self.running.append(app)
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise AssertionError(f"the app ended: {log.read_text('utf-8', 'replace')}")
            if answers(app.url):
                return app
            time.sleep(0.1)
        raise AssertionError(f"the app did not answer: {log.read_text('utf-8', 'replace')}")


def study_of(app: App) -> Study:
    """The record behind a running app, to know what the learner sees asked; close it after use."""
    return Study(Settings(home=app.home, model="none"))


def main_of(page: Page) -> Locator:
    """The page itself, without the sidebar."""
    return page.get_by_role("main")


def settled(page: Page, seconds: float = 60) -> None:
    """Wait until nothing on the page runs any more."""
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible(
        timeout=seconds * 1000
    )
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=seconds * 1000)


def watch_requests(page: Page, app: App) -> list[str]:
    """Everything the page asks for elsewhere from now on."""
    foreign: list[str] = []

    def note(address: str) -> None:
        if not address.startswith((app.url, app.url.replace("http", "ws", 1), "data:", "blob:")):
            foreign.append(address)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    return foreign


@pytest.fixture
def launcher(tmp_path: Path, fresh_home: Path) -> Iterator[Launcher]:
    """Starts apps; all are ended after the test."""
    launcher = Launcher(tmp_path, fresh_home)
    yield launcher
    for app in launcher.running:
        if app.process.poll() is None:
            app.process.terminate()
            try:
                app.process.wait(10)
            except subprocess.TimeoutExpired:
                app.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    # Generous, since tests share two cores; a page is as fast as its benchmark says, not as its tests wait.
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _press_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every click wait a few seconds for the page to come to rest, as a hand does.

    A machine presses in the very moment in which a button is drawn anew, and the press is lost: on a machine with
    load 18 that failed one test in thirty. Where the page goes on working, the click comes all the same.
    """
    press = Locator.click

    def click(self: Locator, **options: Any) -> None:
        with contextlib.suppress(AssertionError):
            settled(self.page, _REST_SECONDS)
        press(self, **options)

    monkeypatch.setattr(Locator, "click", click)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visit, as wide as a laptop."""
    context = browser.new_context(viewport={"width": 1180, "height": 900}, device_scale_factor=1)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


@pytest.fixture
def scripted_model(tmp_path: Path) -> Iterator[Callable[[str], dict[str, str]]]:
    """Starts a model that says a given text whatever it is asked; gives the settings that point to it."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(answer: str, *arguments: str) -> dict[str, str]:
        script = tmp_path / f"script-{len(processes)}.json"
        script.write_text(answer, "utf-8")
        port = free_port()
        server = ROOT / "tests" / "fixtures" / "misbehaving_server.py"
        processes.append(
            subprocess.Popen(
                [sys.executable, str(server), "--port", str(port), "--script", str(script), *arguments],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        return {"GROUNDWORK_BASE_URL": f"http://127.0.0.1:{port}/v1", "GROUNDWORK_MODEL": "scripted"}

    yield start
    for process in processes:
        process.kill()
        process.wait()
