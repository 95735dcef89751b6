"""`groundwork serve`, `prepare` and `doctor`."""

from __future__ import annotations

import gc
import runpy
import sys
import threading
import time
from pathlib import Path

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study


class _Bar:
    """One line on standard error a download or an indexing rewrites; plain lines when that is not a terminal."""

    def __init__(self) -> None:
        self._label = ""
        self._last = 0.0

    def __call__(self, label: str, done: int, total: int) -> None:
        finished = total > 0 and done >= total
        new = label != self._label
        if not sys.stderr.isatty():
            if new:
                typer.echo(f"{label} …", err=True)
                self._label = label
            return
        now = time.monotonic()
        if not (new or finished) and now - self._last < 0.1:
            return
        if new and self._label:
            sys.stderr.write("\n")
        self._label, self._last = label, now
        share = done / total if total else 0.0
        filled = round(28 * share)
        amount = f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB" if total > 10_000_000 else f"{done} of {total}"
        sys.stderr.write(
            f"\r\x1b[K{label:36.36} [{'█' * filled}{'·' * (28 - filled)}] {share:4.0%}  {amount}"
        )
        sys.stderr.flush()

    def close(self) -> None:
        if self._label and sys.stderr.isatty():
            sys.stderr.write("\n")


def _prepare() -> None:
    bar = _Bar()
    with open_study() as study:
        for announcement in study.announce_preparation():
            typer.echo(announcement, err=True)
        problems = study.prepare(bar)
    bar.close()
    for problem in problems:
        typer.echo(problem, err=True)


def prepare() -> None:
    """Fetch what is missing (the embedded model, the embedder) and index the notes; quick when all is there."""
    _prepare()
    typer.echo("Ready.")


def serve(
    port: int | None = typer.Option(
        None, min=1, max=65535, help="Port on 127.0.0.1; left out, the first free one from 8501."
    ),
    browser: bool = typer.Option(True, help="Open the page in the browser."),
) -> None:
    """Open Groundwork in the browser; the first start fetches the embedded model (1.1 GB)."""
    from assistant.settings import bundled_path, load_settings

    _prepare()
    chosen_port = port or load_settings().port
    options = {
        "server.address": "127.0.0.1",
        "browser.gatherUsageStats": "false",
        "server.showEmailPrompt": "false",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": "300",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "runner.magicEnabled": "false",
        # Streamlit's own colours fall short of the contrast that small text needs (WCAG 2, 4.5 to 1).
        "theme.light.primaryColor": "#a3263a",
        "theme.light.textColor": "#0f1117",
        "theme.dark.primaryColor": "#c53f52",
    }
    if chosen_port:
        options["server.port"] = str(chosen_port)
    if not browser:
        options["server.headless"] = "true"
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    sys.stdout.flush()
    sys.stderr.flush()
    # Nothing that is being loaded is garbage; looking for it is put off until all is loaded.
    gc.disable()
    from streamlit.web.cli import main as streamlit

    # In this process: another one would load once more what is loaded here.
    threading.Thread(target=_load_ahead, name="load-ahead", daemon=True).start()
    streamlit(args=["run", str(bundled_path("app.py")), *arguments], prog_name="streamlit")


def _load_ahead() -> None:
    """Load the first page as soon as the server listens, not before: that would only make it listen later."""
    from streamlit import runtime

    while not runtime.exists():
        time.sleep(0.01)
    # By its path, as app.py: the command line knows nothing of the page.
    try:
        runpy.run_path(str(Path(__file__).parents[1] / "ui" / "ahead.py"))
    finally:
        gc.enable()


def doctor(json_: bool = typer.Option(False, "--json", help="Print as JSON.")) -> None:
    """Say what is installed, which model answers, what is missing, and how to mend it."""
    with open_study() as study:
        findings = study.doctor()
    if json_:
        write_json(
            [
                {"name": finding.name, "ok": finding.ok, "detail": finding.detail, "todo": finding.todo}
                for finding in findings
            ]
        )
    else:
        for finding in findings:
            typer.echo(f"{'✓' if finding.ok else '✗'} {finding.name}: {finding.detail}")
            if finding.todo:
                typer.echo(f"    {finding.todo}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
