"""Tokens are counted by the model's own tokenizer where it is at hand, and never waited for."""

from __future__ import annotations

from pathlib import Path

from assistant.tutor.models.embedded import EmbeddedModel
from assistant.tutor.models.types import Kind, Manner, Respondent
from assistant.tutor.writer import ChatWriter

MANNER = Manner(100, None, "max_tokens", 1.0, 1.0, False)


def refuse(_: object) -> None:
    raise AssertionError("counting connects to nobody")


def writer(count: object = None) -> ChatWriter:
    return ChatWriter(
        Respondent(Kind.EMBEDDED, "The model", "m"),
        refuse,  # type: ignore[arg-type]
        MANNER,
        prompt_tokens=700,
        count_tokens=count,  # type: ignore[arg-type]
    )


def test_a_writer_counts_with_its_models_tokenizer_or_says_that_it_cannot() -> None:
    assert writer(len).count_tokens("four") == 4
    assert writer().count_tokens("four") is None


def test_a_model_that_is_not_running_is_not_started_to_count(tmp_path: Path) -> None:
    model = EmbeddedModel(tmp_path / "none.gguf", name="m", log_path=tmp_path / "log")
    assert model.count_tokens("four words are here") is None
    assert model.process_id is None
    assert not (tmp_path / "log").exists()
