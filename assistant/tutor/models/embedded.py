"""The embedded model: llama.cpp in a child process, spoken to by the OpenAI protocol over loopback."""

from __future__ import annotations

import atexit
import contextlib
import http.client
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import assistant
from assistant.downloads.model_file import EMBEDDED_MODEL, find_model
from assistant.errors import ModelMissing, ModelUnreachable
from assistant.settings import Settings

CONTEXT_TOKENS = 4096
_LOG_LIMIT_BYTES = 1_000_000
_STOP_SECONDS = 5.0
_COUNT_SECONDS = 1.0
_MOST_THREADS = 16
_SECRETS_IN_ENVIRONMENT = ("OPENAI_API_KEY", "GROUNDWORK_API_KEY")


class EmbeddedModel:
    """One child process that serves one model file; starts on first use and again after it died.

    Safe to share between threads. The child ends with this process, however that ends.

    Args:
        model_path: The GGUF file.
        name: The name it answers to.
        log_path: Where llama.cpp's log goes; it holds timings and no prompts.
        context_tokens: Prompt and answer together.
        processors: Default: every processor this process may use. A prompt is read with all of them, an
            answer written with one less.
        start_timeout_seconds: Default: a minute, and longer for files over 3 GB.
    """

    def __init__(
        self,
        model_path: Path,
        *,
        name: str,
        log_path: Path,
        context_tokens: int = CONTEXT_TOKENS,
        processors: int | None = None,
        start_timeout_seconds: float | None = None,
    ) -> None:
        self._model_path = model_path
        self._name = name
        self._log_path = log_path
        self._context_tokens = context_tokens
        self._processors = processors or min(_usable_processors(), _MOST_THREADS)
        self._start_timeout_seconds = start_timeout_seconds
        self._api_key = secrets.token_urlsafe(24)
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._starting: subprocess.Popen[str] | None = None
        self._base_url = ""
        self._owner = os.getpid()

    @property
    def name(self) -> str:
        """The model's name, as recorded with each answer."""
        return self._name

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and answer may have together."""
        return self._context_tokens

    @property
    def api_key(self) -> str:
        """The key this process made up for its child; good for nothing else."""
        return self._api_key

    @property
    def base_url(self) -> str:
        """The endpoint's address; starts the model when it is not running.

        Raises:
            ModelUnreachable: The model did not start.
        """
        self.start()
        return self._base_url

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def start(self) -> None:
        """Make sure that the model is running; returns at once when it is.

        Raises:
            ModelUnreachable: It did not start within its time, or ended while starting.
        """
        with self._lock:
            if self._child is not None and self._child.poll() is None:
                return
            if self._child is not None:
                _stop(self._child)  # it is dead; its pipes are not closed yet
                self._child = None
            self._child, self._base_url = self._spawn()
            atexit.register(self.close)

    def close(self) -> None:
        """Stop the child; a later use starts it again."""
        if os.getpid() != self._owner:
            return
        # One that is still loading holds the lock for as long as that takes; ending it frees the lock.
        starting = self._starting
        if starting is not None:
            starting.kill()
        with self._lock:
            child, self._child = self._child, None
            self._base_url = ""
        if child is not None:
            _stop(child)
            atexit.unregister(self.close)

    def count_tokens(self, text: str) -> int | None:
        """Count the tokens of a text with the model's own tokenizer; None while the model is not running."""
        if self.process_id is None or not self._base_url:
            return None
        address = urlsplit(self._base_url)
        connection = http.client.HTTPConnection(
            address.hostname or "127.0.0.1", address.port, timeout=_COUNT_SECONDS
        )
        try:
            connection.request(
                "POST",
                "/tokenize",
                body=json.dumps({"content": text}),
                headers={"Authorization": f"Bearer {self._api_key}", "Content-Type": "application/json"},
            )
            return len(json.loads(connection.getresponse().read())["tokens"])
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            return None
        finally:
            connection.close()

    def warm(self, system_text: str, *, timeout_seconds: float = 60.0) -> None:
        """Have the model read the static beginning of every prompt, so that the first answer starts sooner.

        Raises:
            ModelUnreachable: The model did not start, or did not take the text in time.
        """
        address = urlsplit(self.base_url)
        body = {
            "model": self._name,
            "messages": [{"role": "system", "content": system_text}],
            "max_tokens": 1,
        }
        connection = http.client.HTTPConnection(
            address.hostname or "127.0.0.1", address.port, timeout=timeout_seconds
        )
        try:
            connection.request(
                "POST",
                f"{address.path}/chat/completions",
                body=json.dumps(body),
                headers={"Authorization": f"Bearer {self._api_key}", "Content-Type": "application/json"},
            )
            connection.getresponse().read()
        except (OSError, http.client.HTTPException) as error:
            raise self._did_not_start("it did not take the first prompt") from error
        finally:
            connection.close()

    def _spawn(self) -> tuple[subprocess.Popen[str], str]:
        wanted = {
            "model_path": str(self._model_path),
            "name": self._name,
            "api_key": self._api_key,
            "context_tokens": self._context_tokens,
            # The threads wait for each other at every step of a token, so one that has to share its processor
            # holds up all: on two, 33 tokens a second fall to 12 beside one busy process and to 2 beside
            # several, while one thread writes 24 beside any. The page and the checker run during an answer.
            "threads": max(1, self._processors - 1),
            "prompt_threads": self._processors,
        }
        try:
            with self._open_log() as log:
                child = subprocess.Popen(
                    [sys.executable, "-P", "-m", "assistant.tutor.models.embedded_server"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    encoding="utf-8",
                    env=_child_environment(),
                )
        except OSError as error:
            raise self._did_not_start(error.strerror or type(error).__name__) from error
        self._starting = child
        try:
            base_url = self._await_ready(child, wanted)
        except BaseException:
            _stop(child)
            raise
        finally:
            self._starting = None
        return child, base_url

    def _await_ready(self, child: subprocess.Popen[str], wanted: dict[str, object]) -> str:
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=_read_lines, args=(child, lines), daemon=True).start()
        try:
            assert child.stdin is not None
            child.stdin.write(json.dumps(wanted) + "\n")
            child.stdin.flush()
            line = lines.get(timeout=self._start_seconds())
        except queue.Empty:
            raise self._did_not_start(f"it was not ready after {self._start_seconds():.0f} seconds") from None
        except OSError:
            line = ""
        try:
            said = json.loads(line)
        except ValueError:
            raise self._did_not_start(f"it ended at once{_how_it_ended(child)}") from None
        if "base_url" not in said:
            raise self._did_not_start(str(said.get("error", "no reason given")))
        return str(said["base_url"])

    def _start_seconds(self) -> float:
        if self._start_timeout_seconds is not None:
            return self._start_timeout_seconds
        try:
            gigabytes = self._model_path.stat().st_size / 1e9
        except OSError:
            gigabytes = 0.0
        return max(60.0, 20.0 * gigabytes)

    def _open_log(self) -> IO[bytes]:
        self._log_path.parent.mkdir(parents=True, exist_ok=True)
        too_long = self._log_path.is_file() and self._log_path.stat().st_size > _LOG_LIMIT_BYTES
        return self._log_path.open("wb" if too_long else "ab")

    def _did_not_start(self, why: str) -> ModelUnreachable:
        return ModelUnreachable(
            f"The embedded model could not be started: {why}.",
            safe="Your question is kept. Notes, search and algebra work without it.",
            todo=f"Ask again; it needs about 2 GB of free memory. If it stays so, look at {self._log_path}.",
        )


def build_embedded_model(settings: Settings) -> EmbeddedModel:
    """Wire the embedded model to its file and its log; starts nothing.

    Raises:
        ModelMissing: Its file has not been fetched.
        ConfigurationError: The file that the settings name is not a model.
    """
    path = find_model(settings.downloads_path, settings.model_path)
    if path is None:
        raise ModelMissing(
            "The embedded model's file is not here.",
            safe="Notes, search and algebra work without it.",
            todo="Run `groundwork prepare` once with a network.",
        )
    return EmbeddedModel(
        path, name=embedded_name(path, settings), log_path=settings.home / "logs" / "embedded-model.log"
    )


def embedded_name(path: Path, settings: Settings) -> str:
    """What the embedded model is called: the default's own name, or that of the file a person gave."""
    return path.stem if settings.model_path is not None else EMBEDDED_MODEL.name


def _usable_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _child_environment() -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key not in _SECRETS_IN_ENVIRONMENT}
    package_parent = str(Path(assistant.__file__).resolve().parent.parent)
    searched = [package_parent, environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(part for part in searched if part)
    return environment


def _read_lines(child: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    # Reads to the end although one line is wanted: a full pipe would stop the child.
    if child.stdout is not None:
        with child.stdout:
            for line in child.stdout:
                lines.put(line)
    lines.put("")


def _how_it_ended(child: subprocess.Popen[str]) -> str:
    try:
        code = child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return ""
    if code >= 0:
        return f" with exit code {code}"
    try:
        return f", ended by the signal {signal.Signals(-code).name}"
    except ValueError:
        return f", ended by the signal {-code}"


def _stop(child: subprocess.Popen[str]) -> None:
    if child.stdin is not None:
        # Closing flushes, and that fails when the child is gone already.
        with contextlib.suppress(OSError):
            child.stdin.close()
    # A sibling that inherited the other end keeps it open, so closing it alone may not be noticed.
    child.terminate()
    try:
        child.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
