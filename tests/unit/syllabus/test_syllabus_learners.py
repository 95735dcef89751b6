"""A learner's own words, in several languages and with slips of spelling, lead to the right topic."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.syllabus.find import HINTED, NAMED, build_finder, name_key, topics_of
from assistant.syllabus.graph import topics_of_idea
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.types import Syllabus, Topic

REPOSITORY = Path(__file__).parents[3]
QUESTIONS = REPOSITORY / "tests" / "fixtures" / "learner_questions.yaml"
WANTED_SHARE = 0.95


def topic(topic_id: str, level: int = 2, *, terms: str = "", used_by: str = "", **rest: object) -> Topic:
    pairs = tuple(tuple(term.split(":", 1)) for term in terms.split("; ") if term)
    return Topic(
        topic_id,
        topic_id.replace("-", " ").capitalize(),
        "calculus",
        (),
        8,
        level=level,
        terms=pairs,  # type: ignore[arg-type]
        used_by=tuple(phrase for phrase in used_by.split("; ") if phrase),
        **rest,  # type: ignore[arg-type]
    )


SYLLABUS = Syllabus(
    (
        topic(
            "eigenvalues-and-eigenvectors",
            3,
            terms="de:Eigenwerte und Eigenvektoren; zh:特征值与特征向量; pt:autovalores e autovetores",
            used_by="PCA in scikit-learn; PageRank",
            aliases=("eigenvalue", "eigenvector"),
        ),
        topic(
            "derivative-rules", terms="fr:règles de dérivation; de:Ableitungsregeln", aliases=("derivative",)
        ),
        topic("chain-rule", terms="es:regla de la cadena; de:Kettenregel; hi:शृंखला नियम"),
        topic("gradient", 3, terms="zh:梯度; hi:प्रवणता", used_by="Adam; backpropagation"),
        topic(
            "gradient-descent",
            3,
            terms="zh:梯度下降; de:Gradientenabstieg",
            used_by="Adam; batch normalisation",
        ),
        topic("normalisation-layers", 4, used_by="batch norm"),
        topic("functions-and-graphs", 1, aliases=("function",)),
        topic(
            "convex-sets-and-functions",
            3,
            aliases=("convex function",),
            objectives=("Test whether a function is convex with the Hessian",),
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("regla de la cadena", "chain-rule"),
        ("¿Qué es la REGLA de la cadena?", "chain-rule"),
        ("Kettenregel bitte", "chain-rule"),
        ("regles de derivation", "derivative-rules"),
        ("les règles de dérivation", "derivative-rules"),
        ("Eigenwerte", "eigenvalues-and-eigenvectors"),
        ("autovetores", "eigenvalues-and-eigenvectors"),
        ("矩阵的特征值怎么求", "eigenvalues-and-eigenvectors"),
        ("什么是梯度", "gradient"),
        ("梯度下降法是什么", "gradient-descent"),
        ("प्रवणता क्या है", "gradient"),
        ("शृंखला नियम", "chain-rule"),
    ],
)
def test_a_term_of_another_language_is_a_name(text: str, first: str) -> None:
    found = topics_of(SYLLABUS, text)
    assert found[:1]
    assert found[0][0] == first
    assert found[0][1] >= NAMED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("find the eigenvaleus of a matrix", "eigenvalues-and-eigenvectors"),
        ("derivitive of x^2", "derivative-rules"),
        ("gradiant", "gradient"),
        ("chain rule and gradient desent", "gradient"),
    ],
)
def test_a_slip_of_spelling_is_forgiven(text: str, expected: str) -> None:
    assert expected in dict(topics_of(SYLLABUS, text))


@pytest.mark.parametrize("text", ["what does this convey", "gradual", "chained", "tidal wave"])
def test_another_word_is_no_misspelling(text: str) -> None:
    assert topics_of(SYLLABUS, text) == ()


def test_a_misspelt_name_is_only_a_hint() -> None:
    assert HINTED <= dict(topics_of(SYLLABUS, "derivitive"))["derivative-rules"] < NAMED


def test_a_practical_idea_leads_to_what_it_rests_on_the_highest_first() -> None:
    assert topics_of(SYLLABUS, "what is batch normalization")[0][0] == "gradient-descent"
    assert topics_of(SYLLABUS, "what is batch norm")[0][0] == "normalisation-layers"
    assert {topic_id for topic_id, _ in topics_of(SYLLABUS, "Adam")} == {"gradient", "gradient-descent"}
    assert all(HINTED <= score < NAMED for _, score in topics_of(SYLLABUS, "Adam"))


def test_a_named_topic_keeps_practical_ideas_out() -> None:
    found = dict(topics_of(SYLLABUS, "what has the gradient to do with Adam"))
    assert found["gradient"] >= NAMED
    assert found.get("gradient-descent", 0) < HINTED


def test_a_topic_is_guessed_by_its_objectives_below_any_hint() -> None:
    found = dict(topics_of(SYLLABUS, "how do I test it with the Hessian"))
    assert 0 < found["convex-sets-and-functions"] < HINTED


def test_a_word_that_names_another_topic_may_still_be_part_of_a_name() -> None:
    found = dict(topics_of(SYLLABUS, "what makes a function convex"))
    assert found["functions-and-graphs"] >= NAMED > found["convex-sets-and-functions"] >= HINTED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ableitung", "ABLEITUNG"),
        ("dérivée", "derivee"),
        ("l'intégrale", "intégrale"),
        ("Gaußsche", "gausssche"),
    ],
)
def test_accents_case_and_articles_make_no_difference(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_hindi_vowels_are_part_of_a_word() -> None:
    assert len(name_key("प्रवणता")) == 1
    assert name_key("सीमा") != name_key("सम")


def test_an_idea_s_topics_are_those_it_names_and_those_that_name_it() -> None:
    assert topics_of_idea(SYLLABUS, "gradient") == ("gradient",)
    assert topics_of_idea(SYLLABUS, "PageRank") == ("eigenvalues-and-eigenvectors",)
    assert topics_of_idea(SYLLABUS, "the Adam optimiser") == ("gradient", "gradient-descent")
    assert topics_of_idea(SYLLABUS, "scikit-learn") == ("eigenvalues-and-eigenvectors",)


def test_questions_in_the_words_of_learners_find_their_topic_among_three() -> None:
    syllabus = load_syllabus(REPOSITORY / "corpus")
    finder = build_finder(syllabus)
    asked = missed = 0
    misses = []
    for entry in yaml.safe_load(QUESTIONS.read_text("utf-8")):
        wanted = set(entry["topics"])
        if wanted <= set(syllabus.ids):
            asked += 1
            found = {topic_id for topic_id, _ in finder.topics_of(entry["question"])}
            if not wanted & found:
                missed += 1
                misses.append(f"{entry['question']} → {sorted(wanted)}, found {sorted(found)}")
    assert asked >= 20
    assert 1 - missed / asked >= WANTED_SHARE, "\n".join(misses)


def test_there_are_enough_questions_and_several_languages_among_them() -> None:
    entries = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    questions = [entry["question"] for entry in entries]
    assert len(set(questions)) == len(questions) >= 200
    assert sum(not question.isascii() for question in questions) >= 15
