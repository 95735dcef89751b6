"""What `groundwork doctor` hears about a model at an address, over a real connection."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.settings import Settings
from assistant.tutor.models.choose import choose_model, probe_model
from assistant.tutor.models.types import ModelProbe
from tests.fixtures.misbehaving_server import Fault, MisbehavingServer

KEY = "sk-probe-0123456789"


def probe(base_url: str, home: Path, *, model: str = "scripted", key: str = KEY) -> ModelProbe:
    settings = Settings(home=home, cache=home, base_url=base_url, model=model, api_key=SecretStr(key))
    return probe_model(choose_model(settings), settings)


def test_a_model_that_is_there_answers(tmp_path: Path) -> None:
    with MisbehavingServer() as server:
        assert probe(server.base_url, tmp_path).ok
        found = probe(server.base_url, tmp_path, model="auto")
        assert server.chats == [], "nothing is spent on asking"
    assert found.ok
    assert "scripted" in found.message


def test_a_model_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    with MisbehavingServer(models=("one", "two")) as server:
        found = probe(server.base_url, tmp_path, model="three")
    assert not found.ok
    assert "one, two" in found.message
    assert "GROUNDWORK_MODEL" in found.todo


def test_a_server_that_lists_nothing_is_asked_for_a_word(tmp_path: Path) -> None:
    with MisbehavingServer(models_fault=Fault.NOT_FOUND) as server:
        found = probe(server.base_url, tmp_path)
        assert len(server.chats) == 1
    assert found.ok


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.WRONG_KEY, "did not accept the key"),
        (Fault.ECHOED_KEY, "did not accept the key"),
        (Fault.BROKEN, "in trouble"),
        (Fault.HTML, "not an answer"),
        (Fault.RESET_AT_ONCE, "closed the connection"),
        (Fault.NOT_HTTP, "closed the connection"),
    ],
)
def test_a_fault_is_named_and_says_what_to_do(tmp_path: Path, fault: Fault, words: str) -> None:
    with MisbehavingServer(models_fault=fault) as server:
        found = probe(server.base_url, tmp_path)
    assert not found.ok
    assert words in found.message
    assert found.todo
    assert KEY not in repr(found)


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP])
def test_five_seconds_are_enough_for_a_server_that_says_nothing(tmp_path: Path, fault: Fault) -> None:
    with MisbehavingServer(models_fault=fault) as server:
        begun = time.monotonic()
        found = probe(server.base_url, tmp_path)
        assert time.monotonic() - begun < 8
    assert not found.ok


def test_nobody_there_is_said_at_once(tmp_path: Path) -> None:
    with MisbehavingServer() as server:
        address = server.base_url
    found = probe(address, tmp_path)
    assert not found.ok
    assert "cannot be reached" in found.message
    assert "GROUNDWORK_BASE_URL" in found.todo


@pytest.mark.parametrize("key", ["sk-one\nsk-two", "sk-naïve"])
def test_a_key_that_cannot_be_one_is_said_before_it_is_sent(tmp_path: Path, key: str) -> None:
    with MisbehavingServer() as server:
        found = probe(server.base_url, tmp_path, key=key)
        assert server.requests == []
    assert not found.ok
    assert "no key has" in found.message
    assert "sk-" not in repr(found)
