"""Which model answers, decided from the settings alone: no network, no error, always a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.downloads.model_file import EMBEDDED_MODEL, model_path
from assistant.errors import ConfigurationError, ModelMissing
from assistant.settings import Settings
from assistant.tutor.models.choose import OPENAI_DEFAULT, build_writer, choose_model, probe_model
from assistant.tutor.models.endpoint import first_model, parse_base_url, trusts_environment
from assistant.tutor.models.types import Kind, ModelChoice, Respondent

KEY = "sk-choose-0123456789"
URL = "http://127.0.0.1:11434/v1"


def settings(cache: Path, **given: object) -> Settings:
    defaults: dict[str, object] = {"model": "auto", "base_url": None, "api_key": None, "model_path": None}
    return Settings(home=cache, cache=cache, **{**defaults, **given})


@pytest.fixture
def without_file(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def with_file(tmp_path: Path) -> Path:
    """A cache that holds the model, as far as its size and marker tell (a file full of nothing takes no room)."""
    path = model_path(tmp_path / "downloads")
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(EMBEDDED_MODEL.size_bytes)
    marker = {
        "sha256": EMBEDDED_MODEL.sha256,
        "size_bytes": EMBEDDED_MODEL.size_bytes,
        "mtime_ns": path.stat().st_mtime_ns,
    }
    path.with_name(f"{path.name}.verified.json").write_text(json.dumps(marker))
    return tmp_path


CASES = [
    ({}, Kind.EMBEDDED, EMBEDDED_MODEL.name),
    ({"model": " "}, Kind.EMBEDDED, EMBEDDED_MODEL.name),
    ({"model": "none"}, Kind.NONE, ""),
    ({"model": "none", "base_url": URL, "api_key": SecretStr(KEY)}, Kind.NONE, ""),
    ({"model": "embedded", "base_url": URL, "api_key": SecretStr(KEY)}, Kind.EMBEDDED, EMBEDDED_MODEL.name),
    ({"base_url": URL}, Kind.ENDPOINT, ""),
    ({"base_url": URL, "api_key": SecretStr(KEY)}, Kind.ENDPOINT, ""),
    ({"base_url": URL, "model": "llama3"}, Kind.ENDPOINT, "llama3"),
    ({"base_url": "not an address"}, Kind.NONE, ""),
    ({"api_key": SecretStr(KEY)}, Kind.OPENAI, OPENAI_DEFAULT),
    ({"api_key": SecretStr(KEY), "model": "gpt-4o"}, Kind.OPENAI, "gpt-4o"),
    ({"api_key": SecretStr("  ")}, Kind.EMBEDDED, EMBEDDED_MODEL.name),
    ({"model": "llama3"}, Kind.NONE, ""),
    ({"model_path": Path("/nowhere/model.gguf")}, Kind.NONE, ""),
]


@pytest.mark.parametrize(("given", "kind", "model"), CASES)
def test_the_settings_decide_and_the_reason_is_said(
    with_file: Path, given: dict[str, object], kind: Kind, model: str
) -> None:
    choice = choose_model(settings(with_file, **given))
    assert (choice.kind, choice.model) == (kind, model)
    assert choice.reason
    assert choice.name
    assert bool(choice.todo) == (kind is Kind.NONE)
    assert KEY not in repr(choice)


def test_without_its_file_the_embedded_model_does_not_answer_and_the_way_out_is_named(
    without_file: Path,
) -> None:
    choice = choose_model(settings(without_file))
    assert choice.kind is Kind.NONE
    assert choice.name == "none"
    assert "not here" in choice.reason
    assert "groundwork prepare" in choice.todo
    assert build_writer(choice, settings(without_file)) is None
    probe = probe_model(choice, settings(without_file))
    assert not probe.ok
    assert probe.todo == choice.todo


def test_a_file_of_the_persons_own_is_used_and_gives_the_name(without_file: Path) -> None:
    own = without_file / "my-model.gguf"
    own.write_bytes(b"GGUF....")
    choice = choose_model(settings(without_file, model_path=own))
    assert (choice.kind, choice.model) == (Kind.EMBEDDED, "my-model")
    assert "GROUNDWORK_MODEL_PATH" in choice.reason


def test_a_file_that_is_no_model_is_said_to_be_none(without_file: Path) -> None:
    own = without_file / "notes.txt"
    own.write_text("Hello")
    choice = choose_model(settings(without_file, model_path=own))
    assert choice.kind is Kind.NONE
    assert "not a GGUF model" in choice.reason


def test_a_writer_is_built_without_starting_or_asking_anything(with_file: Path) -> None:
    for given in ({}, {"base_url": URL}, {"api_key": SecretStr(KEY)}):
        chosen = settings(with_file, **given)
        writer = build_writer(choose_model(chosen), chosen)
        assert writer is not None
        assert writer.prompt_tokens >= 700
        writer.close()


def test_a_file_that_went_away_since_is_a_named_error(with_file: Path) -> None:
    chosen = settings(with_file)
    choice = choose_model(chosen)
    model_path(chosen.downloads_path).unlink()
    with pytest.raises(ModelMissing):
        build_writer(choice, chosen)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        ("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1"),
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1"),
        (" http://localhost:8000/ \n", "http://localhost:8000/v1"),
        ("https://example.org/openai/deployments/a", "https://example.org/openai/deployments/a"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ],
)
def test_an_address_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert parse_base_url(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "localhost:11434",
        "ftp://host/v1",
        "http://",
        "http://host:port/v1",
        "http://[::1",
        "http://u:p@host/v1",
        "https://host/v1?key=u:p",
        "https://host/v1#u:p",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        parse_base_url(text)
    assert "GROUNDWORK_" in refused.value.todo
    assert "u:p" not in str(refused.value)


@pytest.mark.parametrize(
    ("base_url", "trusted"),
    [
        ("http://127.0.0.1:1/v1", False),
        ("http://localhost/v1", False),
        ("http://[::1]:1/v1", False),
        ("http://192.168.0.2/v1", True),
        ("https://example.org/v1", True),
        ("", True),
    ],
)
def test_a_proxy_is_for_other_machines(base_url: str, trusted: bool) -> None:
    kind = Kind.ENDPOINT if base_url else Kind.OPENAI
    assert trusts_environment(ModelChoice(kind, "m", "r", base_url=base_url)) is trusted


def test_a_model_that_embeds_is_not_asked_for_an_answer() -> None:
    asked = Respondent(Kind.ENDPOINT, "The model at x")
    assert first_model(("nomic-embed-text", "bge-reranker", "llama3"), asked) == "llama3"
    with pytest.raises(ModelMissing):
        first_model(("nomic-embed-text",), asked)
