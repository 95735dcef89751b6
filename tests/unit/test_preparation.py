"""What set-up promises: nothing is fetched that is not wanted, and an upload is kept under a harmless name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from assistant.errors import StoreFull
from assistant.preparation import announce, fetch, fingerprint, keep_upload, wants_embedded_model
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (Settings(model="auto", base_url=None, api_key=None, openai_api_key=None), True),
        (Settings(model="none"), False),
        (Settings(model="embedded", base_url="http://127.0.0.1:1/v1"), True),
        (Settings(model="auto", base_url="http://127.0.0.1:1/v1"), False),
        (Settings(model="auto", base_url=None, openai_api_key=SecretStr("sk-x")), False),
        (Settings(model="auto", base_url=None, openai_api_key=SecretStr("  ")), True),
    ],
)
def test_the_embedded_model_is_fetched_only_when_it_will_answer(settings: Settings, wanted: bool) -> None:
    assert wants_embedded_model(settings) is wanted


def test_a_large_download_is_announced_with_its_size_before_it_starts(tmp_path: Path) -> None:
    (sentence,) = announce(Settings(cache=tmp_path, model="embedded", model_path=None))
    assert "1.1 GB" in sentence
    assert "GROUNDWORK_MODEL=none" in sentence
    assert announce(Settings(cache=tmp_path, model="none")) == ()


def test_the_embedder_is_not_fetched_where_an_endpoint_embeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[Path] = []
    monkeypatch.setattr(
        "assistant.library.embedding.prepare_embedder",
        lambda downloads, on_progress: fetched.append(downloads),
    )
    elsewhere = Settings(
        cache=tmp_path, model="none", embeddings_url="http://127.0.0.1:1/v1", embeddings_model="some"
    )
    assert fetch(elsewhere, lambda what, done, total: None) == ()
    assert fetched == []
    fetch(Settings(cache=tmp_path, model="none"), lambda what, done, total: None)
    assert fetched == [elsewhere.downloads_path]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("chapter.pdf", "chapter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a/b/c.md", "c.md"),
        ("übung 3 (neu).md", "übung 3 (neu).md"),
        ("x:y|z?.txt", "x_y_z_.txt"),
        (".pdf", "document.pdf"),
        ("...", "document."),
        ("", "document"),
    ],
)
def test_an_upload_is_kept_under_a_harmless_name(tmp_path: Path, name: str, kept: str) -> None:
    path = keep_upload(tmp_path, name, b"text")
    assert path == tmp_path / kept
    assert path.read_bytes() == b"text"


@given(st.text(max_size=40))
def test_no_name_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("uploads")
    assert keep_upload(folder, name, b"x").resolve().parent == folder.resolve()


def test_an_upload_that_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("a file where the folder should be")
    with pytest.raises(StoreFull, match="could not be kept"):
        keep_upload(tmp_path / "documents", "a.md", b"x")


def test_the_fingerprint_changes_with_any_note(tmp_path: Path) -> None:
    note = tmp_path / "notes" / "area" / "topic.md"
    note.parent.mkdir(parents=True)
    note.write_text("one")
    before = fingerprint(tmp_path)
    note.write_text("two")
    assert fingerprint(tmp_path) != before
