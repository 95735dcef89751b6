"""The embedded model in its child process: starts, answers, is killed, comes back, and leaves with the app."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.downloads.model_file import find_model
from assistant.errors import ModelContextTooLong, ModelInterrupted, ModelTimeout, ModelUnreachable
from assistant.settings import Settings, load_settings
from assistant.tutor.models.choose import build_writer, choose_model, probe_model
from assistant.tutor.models.embedded import EmbeddedModel
from assistant.tutor.ports import PromptLine
from assistant.tutor.writer import ChatWriter

MODEL = find_model(load_settings().downloads_path)
ROOT = Path(__file__).parents[2]

needs_model = pytest.mark.skipif(
    MODEL is None, reason="the embedded model's file is not here (`make prepare`)"
)
real = [pytest.mark.embedded_model, needs_model, pytest.mark.timeout(180)]

SYSTEM = PromptLine("system", "You are a patient tutor of mathematics. Answer in short plain sentences.")


def embedded_settings(home: Path) -> Settings:
    return Settings(
        home=home, cache=load_settings().cache, model="embedded", base_url=None, api_key=None, model_path=None
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedModel]:
    assert MODEL is not None
    home = tmp_path_factory.mktemp("home")
    model = EmbeddedModel(MODEL, name="embedded", log_path=home / "logs" / "model.log")
    yield model
    model.close()


@pytest.fixture
def writer(shared: EmbeddedModel, tmp_path: Path) -> ChatWriter:
    settings = embedded_settings(tmp_path)
    writer = build_writer(choose_model(settings), settings, lambda: shared)
    assert writer is not None
    return writer


def say(writer: ChatWriter, question: str, *, deadline_seconds: float = 90.0) -> str:
    prompt = [SYSTEM, PromptLine("user", question)]
    return "".join(writer.stream(prompt, deadline_seconds=deadline_seconds))


def log_of(model: EmbeddedModel) -> str:
    return model._log_path.read_text(encoding="utf-8", errors="replace")


class TestRealModel:
    pytestmark = real

    def test_it_answers_in_words(self, writer: ChatWriter) -> None:
        assert "paris" in say(writer, "What is the capital of France? One word.").lower()
        assert writer.name == "embedded"

    def test_it_listens_on_loopback_alone_and_only_to_us(self, shared: EmbeddedModel) -> None:
        shared.start()
        child = psutil.Process(shared.process_id)
        listening = [c.laddr.ip for c in child.net_connections() if c.status == psutil.CONN_LISTEN]
        assert listening == ["127.0.0.1"]
        request = urllib.request.Request(
            f"{shared.base_url}/chat/completions",
            json.dumps({"messages": [{"role": "user", "content": "hi"}], "max_tokens": 1}).encode(),
            {"Content-Type": "application/json"},
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        refused.value.close()
        assert refused.value.code == 401
        assert shared.api_key not in " ".join(child.cmdline())
        assert shared.api_key not in " ".join(child.environ().values())

    def test_keys_are_not_handed_to_the_child(
        self, shared: EmbeddedModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-not-for-children")
        shared.close()
        shared.start()
        assert "sk-not-for-children" not in psutil.Process(shared.process_id).environ().values()

    def test_a_death_in_mid_answer_keeps_the_text_and_the_next_question_works(
        self, writer: ChatWriter, shared: EmbeddedModel
    ) -> None:
        text = ""
        with pytest.raises(ModelInterrupted) as stopped:
            for piece in writer.stream(
                [SYSTEM, PromptLine("user", "Tell me a long story about a triangle.")], deadline_seconds=90
            ):
                text += piece
                if len(text) > 20 and shared.process_id:
                    os.kill(shared.process_id, signal.SIGKILL)
        assert len(text) > 20
        assert "starts again by itself" in stopped.value.todo
        assert "4" in say(writer, "What is 2 + 2?")

    def test_a_death_between_two_answers_goes_unnoticed(
        self, writer: ChatWriter, shared: EmbeddedModel
    ) -> None:
        shared.start()
        assert shared.process_id is not None
        os.kill(shared.process_id, signal.SIGKILL)
        assert "4" in say(writer, "What is 2 + 2?")

    @pytest.mark.parametrize("question", ["Write a very long essay on vectors.", "gradient " * 1500])
    def test_the_deadline_holds_and_the_model_stops_with_it(
        self, writer: ChatWriter, shared: EmbeddedModel, question: str
    ) -> None:
        say(writer, "Say yes.")
        begun = time.monotonic()
        with pytest.raises(ModelTimeout):
            say(writer, question, deadline_seconds=2.0)
        assert time.monotonic() - begun < 4
        # Its own log says when it stopped; how long that takes depends on who else uses the processors.
        while "cancel task" not in log_of(shared).rsplit("launch_slot_", 1)[-1]:
            assert time.monotonic() - begun < 20, "nobody reads the answer, and it is written all the same"
            time.sleep(0.1)
        assert say(writer, "Say yes.")

    def test_a_prompt_that_is_too_long_says_so(self, writer: ChatWriter) -> None:
        with pytest.raises(ModelContextTooLong):
            say(writer, "The gradient is a vector. " * 1500)

    def test_a_warm_beginning_is_not_read_again(self, writer: ChatWriter, shared: EmbeddedModel) -> None:
        system = PromptLine("system", "You are a tutor. " + "Explain each step with care. " * 60)

        def first_word_seconds() -> float:
            begun = time.monotonic()
            answer = writer.stream([system, PromptLine("user", "Say yes.")], deadline_seconds=60)
            next(answer)
            answer.close()
            return time.monotonic() - begun

        say(writer, "Say yes.")
        cold = first_word_seconds()
        say(writer, "Say no.")
        writer.prepare(system.text)
        assert first_word_seconds() < cold / 2

    def test_its_log_holds_no_words_of_the_conversation(
        self, writer: ChatWriter, shared: EmbeddedModel
    ) -> None:
        answer = say(writer, "Does the xylophone-giraffe know what a gradient is?")
        log = log_of(shared)
        assert "listening" in log
        assert "xylophone" not in log
        assert answer[:30] not in log

    def test_threads_that_need_it_at_once_start_one_child(self, tmp_path: Path) -> None:
        assert MODEL is not None
        model = EmbeddedModel(MODEL, name="embedded", log_path=tmp_path / "model.log")
        addresses: list[str] = []
        threads = [threading.Thread(target=lambda: addresses.append(model.base_url)) for _ in range(4)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(addresses) == 4
            assert len(set(addresses)) == 1
            child = psutil.Process(model.process_id)
        finally:
            model.close()
        assert not child.is_running()

    @pytest.mark.parametrize("ending", ["sys.exit(0)", "os.kill(os.getpid(), signal.SIGKILL)", "1 / 0"])
    def test_the_child_leaves_with_the_app_however_that_ends(self, tmp_path: Path, ending: str) -> None:
        app = textwrap.dedent(
            f"""
            import os, signal, sys, threading
            from pathlib import Path
            from assistant.tutor.models.embedded import EmbeddedModel
            model = EmbeddedModel(Path({str(MODEL)!r}), name="embedded", log_path=Path({str(tmp_path)!r}) / "log")
            # A thread that ends, as the page's do, must not take the child along.
            thread = threading.Thread(target=model.start)
            thread.start(); thread.join()
            assert model.process_id
            # A sibling that inherited everything must not keep the child alive.
            if os.fork() == 0:
                signal.pause()
            print(model.process_id, flush=True)
            {ending}
            """
        )
        process = subprocess.Popen(
            [sys.executable, "-c", app],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        try:
            assert process.stdout is not None
            child_id = int(process.stdout.readline())
            process.stdout.close()
            process.wait(timeout=30)
            _, alive = psutil.wait_procs(
                [psutil.Process(child_id)] if psutil.pid_exists(child_id) else [], timeout=10
            )
            assert alive == []
        finally:
            os.killpg(process.pid, signal.SIGKILL)

    def test_doctor_hears_that_it_answers(self, shared: EmbeddedModel, tmp_path: Path) -> None:
        settings = embedded_settings(tmp_path)
        probe = probe_model(choose_model(settings), settings, lambda: shared)
        assert probe.ok
        assert "first word took" in probe.message
        assert shared.process_id is not None, "the app's own model goes on running"


def test_a_file_that_is_no_model_is_said_to_be_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + b"\0" * 4096)
    model = EmbeddedModel(broken, name="broken", log_path=tmp_path / "log")
    with pytest.raises(ModelUnreachable) as error:
        model.start()
    assert "could not be started" in error.value.what
    assert str(tmp_path / "log") in error.value.todo
    assert model.process_id is None


def test_a_child_that_does_not_get_ready_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "sleep"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    model = EmbeddedModel(
        tmp_path / "m.gguf", name="slow", log_path=tmp_path / "log", start_timeout_seconds=0.3
    )
    with pytest.raises(ModelUnreachable, match="not ready after"):
        model.start()


def test_closing_what_never_started_does_nothing(tmp_path: Path) -> None:
    model = EmbeddedModel(tmp_path / "m.gguf", name="none", log_path=tmp_path / "log")
    model.close()
    model.close()
    assert model.process_id is None


def test_no_port_is_taken_before_the_first_use(tmp_path: Path) -> None:
    before = len(psutil.Process().children())
    EmbeddedModel(tmp_path / "m.gguf", name="none", log_path=tmp_path / "log")
    assert len(psutil.Process().children()) == before
