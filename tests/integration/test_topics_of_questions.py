"""Questions in the words of learners lead to their topics, with the real embedder and the real notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.settings import Settings
from assistant.study import Study

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def study(fresh_home: Path) -> Iterator[Study]:
    study = Study(Settings(home=fresh_home, model="none"))
    yield study
    study.close()


def share_found(study: Study, file: str) -> tuple[float, str]:
    entries = yaml.safe_load((FIXTURES / file).read_text("utf-8"))
    missed = [
        entry["question"]
        for entry in entries
        if not set(entry["topics"]) & {topic.id for topic in study.find_topics(entry["question"])}
    ]
    return 1 - len(missed) / len(entries), "\n".join(missed)


@pytest.mark.parametrize(
    ("file", "least"),
    # Measured 0.989 and 0.927; another processor's rounding in the embedder may move a few questions.
    [("learner_questions.yaml", 0.97), ("learner_questions_unnamed.yaml", 0.90)],
)
def test_the_right_topic_is_among_the_first_three(study: Study, file: str, least: float) -> None:
    share, missed = share_found(study, file)
    assert share >= least, missed


def test_what_topics_teach_is_read_once_and_a_damaged_copy_is_made_anew(study: Study) -> None:
    question = "directions that only get stretched"
    first = study.find_topics(question)
    (kept,) = study.settings.index_path.glob("topics-*.npy")
    kept.write_bytes(kept.read_bytes()[:100])
    again = Study(study.settings)
    assert again.find_topics(question) == first
    again.close()
    assert kept.stat().st_size > 100_000


def test_without_words_there_is_no_topic(study: Study) -> None:
    assert study.find_topics("   ") == ()
