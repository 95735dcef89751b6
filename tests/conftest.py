"""What every test shares: no network in unit tests, and a closing list of what was left out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent


def clean_environment(home: Path) -> dict[str, str]:
    """The environment of a fresh installation at `home`: no model, no key, downloads shared with this machine."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GROUNDWORK_") or name == "GROUNDWORK_CACHE"
    }
    environment.pop("OPENAI_API_KEY", None)
    return {**environment, "GROUNDWORK_HOME": str(home), "GROUNDWORK_MODEL": "none"}


@pytest.fixture(scope="session")
def _prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prepared") / "home"
    subprocess.run(
        [sys.executable, "-m", "assistant", "prepare"],
        cwd=_TESTS.parent,
        env=clean_environment(home),
        check=True,
        capture_output=True,
        # A minute alone; several when other work shares the machine.
        timeout=900,
    )
    return home


@pytest.fixture
def fresh_home(_prepared_home: Path, tmp_path: Path) -> Path:
    """A home as the first start leaves it, with the notes indexed; indexing them once serves all tests."""
    home = tmp_path / "home"
    shutil.copytree(_prepared_home, home)
    return home


@pytest.fixture(autouse=True)
def _no_sockets_in_unit_tests(request: pytest.FixtureRequest) -> None:
    if (_TESTS / "unit") in Path(request.node.path).parents:
        import pytest_socket

        pytest_socket.disable_socket(allow_unix_socket=True)
        request.addfinalizer(pytest_socket.enable_socket)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("left out, and why")
        for report in skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            terminalreporter.write_line(f"{report.nodeid}: {reason}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI nothing may be left out: a skipped test is a failure there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
