"""What the settings promise: read once, from the environment alone, keys kept apart and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import Settings, bundled_path, load_settings
from assistant.study import build_study
from assistant.tutor.models.endpoint import api_key_of


def test_a_key_for_openai_is_never_sent_to_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GROUNDWORK_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-for-openai")
    assert api_key_of(load_settings()) == "sk-for-openai"
    monkeypatch.setenv("GROUNDWORK_BASE_URL", "http://127.0.0.1:11434/v1")
    assert api_key_of(load_settings()) == ""
    monkeypatch.setenv("GROUNDWORK_API_KEY", "for-my-server")
    assert api_key_of(load_settings()) == "for-my-server"


def test_no_key_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDWORK_API_KEY", "sk-one")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-two")
    shown = repr(load_settings()) + str(load_settings().model_dump_json())
    assert "sk-one" not in shown
    assert "sk-two" not in shown


def test_home_and_cache_are_moved_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GROUNDWORK_HOME", str(tmp_path / "a home"))
    monkeypatch.setenv("GROUNDWORK_CACHE", str(tmp_path / "a cache"))
    settings = load_settings()
    assert settings.database_path.parent == settings.index_path.parent == tmp_path / "a home"
    assert settings.downloads_path.parent == tmp_path / "a cache"


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDWORK_PORT", "high")
    with pytest.raises(ConfigurationError, match="GROUNDWORK_PORT"):
        build_study()


def test_what_ships_with_groundwork_is_found() -> None:
    assert (bundled_path("corpus") / "notes").is_dir()
    assert bundled_path("prompts").is_dir()
    assert bundled_path("app.py").is_file()


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().model = "none"
