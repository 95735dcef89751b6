"""The command line's contracts (design section 4), run as other programs run them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import clean_environment

CHAPTER = Path(__file__).parents[1] / "fixtures" / "documents" / "chapter.pdf"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def groundwork(fresh_home: Path) -> Run:
    """Runs the command with a home of its own and without a model."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            env={**clean_environment(fresh_home), **environment},
        )

    return run


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def jsonl(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_check_refutes_a_wrong_partial_derivative_with_the_right_one(groundwork: Run) -> None:
    text = "$f(x,y)=x^2+3xy$ so $\\frac{\\partial f}{\\partial y} = 3x+3y$"
    done = groundwork("check", "--jsonl", stdin=jsonl({"id": 1, "text": text}))
    assert done.returncode == 0, done.stderr
    (answer,) = lines(done.stdout)
    assert answer["id"] == 1
    (refuted,) = [claim for claim in answer["claims"] if claim["verdict"] == "refuted"]
    assert refuted["expected"] == "3 x"
    assert text[refuted["start"] : refuted["end"]] == refuted["source"]
    assert set(refuted) == {"start", "end", "source", "kind", "verdict", "reason", "expected", "milliseconds"}


def test_answers_come_in_the_order_of_the_questions_and_bad_input_ends_with_exit_code_1(
    groundwork: Run,
) -> None:
    done = groundwork(
        "check", "--jsonl", stdin=jsonl(*({"id": n, "text": f"{n} + {n} = {2 * n}"} for n in range(9)))
    )
    assert [line["id"] for line in lines(done.stdout)] == list(range(9))
    for unusable in ("not json\n", "[1]\n", '{"id": 1}\n', '{"id": 1, "text": 5}\n'):
        done = groundwork("check", "--jsonl", stdin=unusable)
        assert done.returncode == 1
        assert "Line 1" in done.stderr
        assert "Traceback" not in done.stderr


def test_solve_gives_facts_with_worked_steps(groundwork: Run) -> None:
    done = groundwork(
        "solve", "--jsonl", stdin=jsonl({"id": "a", "text": "What is the gradient of x^2 + 3xy?"})
    )
    (answer,) = lines(done.stdout)
    assert answer["facts"][0]["kind"] == "gradient"
    assert set(answer["facts"][0]) == {"kind", "statement", "latex", "steps"}
    assert all(set(step) == {"rule", "latex"} for step in answer["facts"][0]["steps"])
    assert "2 x + 3 y" in answer["facts"][0]["latex"]


@pytest.mark.parametrize(
    ("reference", "submission", "verdict"),
    [
        ("2x+3y", "3y + 2*x", "equivalent"),
        ("1/2", "0.5", "equivalent"),
        ("2x^2+3x-1", "2x^2+3x+1", "different"),
        ("2x", "2x +* 1", "unreadable"),
    ],
)
def test_grade_says_equivalent_different_or_unreadable(
    groundwork: Run, reference: str, submission: str, verdict: str
) -> None:
    done = groundwork(
        "grade", "--jsonl", stdin=jsonl({"id": 1, "reference": reference, "submission": submission})
    )
    (answer,) = lines(done.stdout)
    assert answer["verdict"] == verdict
    assert {"id", "verdict", "reason", "counterexample"} <= set(answer)


def test_a_textbook_chapter_is_ingested_searched_and_cited_by_its_printed_page(groundwork: Run) -> None:
    added = groundwork("ingest", str(CHAPTER), "--json")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)[0]["outcome"] == "added"
    assert json.loads(groundwork("ingest", str(CHAPTER), "--json").stdout)[0]["outcome"] == "unchanged"

    query = "the pass between two valleys where one eigenvalue is negative"
    (found,) = lines(
        groundwork("search", "--jsonl", "--limit", "3", stdin=jsonl({"id": 1, "query": query})).stdout
    )
    best = found["passages"][0]
    assert (best["path"], best["page"]) == (str(CHAPTER), "119")
    assert found["answerable"] is True
    assert set(best) == {"document", "path", "section", "page", "passage_id", "score", "text"}
    assert any("Saddles" in heading for heading in best["section"])

    answer = json.loads(
        groundwork("ask", "What is the Hausdorff pass of the excursion map?", "--json").stdout
    )
    assert answer["model"] == "none"
    assert any(c["path"] == str(CHAPTER) and c["page"] == "119" for c in answer["citations"])


def test_the_same_seed_gives_the_same_exercises(groundwork: Run) -> None:
    arguments = ("practice", "--topic", "gradient", "--count", "3", "--seed", "7", "--json")
    first, second = groundwork(*arguments), groundwork(*arguments)
    assert first.stdout == second.stdout
    for exercise in json.loads(first.stdout):
        assert exercise["key"]
        assert exercise["steps"]
        assert exercise["hints"]
        assert exercise["proof"]["method"]


def test_a_question_is_evidence_and_shows_what_is_missing_underneath(groundwork: Run) -> None:
    assert groundwork("ask", "What is a gradient?").returncode == 0
    report = json.loads(groundwork("coverage", "--json").stdout)
    states = {topic["id"]: topic["state"] for topic in report["topics"]}
    assert states["gradient"] == "seen"
    assert states["bayes-theorem"] == "untouched"
    assert {gap["id"] for gap in report["gaps"]} >= {"partial-derivatives"}


def test_coverage_is_written_as_markdown_and_html(groundwork: Run, tmp_path: Path) -> None:
    assert "Gradient" in groundwork("coverage", "--markdown").stdout
    target = tmp_path / "report.html"
    assert groundwork("coverage", "--html", str(target)).returncode == 0
    assert "Gradient" in target.read_text("utf-8")


def test_plan_fits_the_minutes(groundwork: Run) -> None:
    plan = json.loads(groundwork("plan", "--minutes", "25", "--json").stdout)
    assert 0 < sum(item["minutes"] for item in plan["items"]) <= 25
    assert all(item["why"] for item in plan["items"])


def test_two_homes_never_see_each_other(groundwork: Run, tmp_path: Path) -> None:
    groundwork("ask", "What is a gradient?")
    other = groundwork("coverage", "--json", GROUNDWORK_HOME=str(tmp_path / "other"))
    assert {topic["state"] for topic in json.loads(other.stdout)["topics"]} == {"untouched"}


def test_doctor_finds_everything_in_order_without_a_model(groundwork: Run) -> None:
    done = groundwork("doctor", "--json")
    assert {finding["name"]: finding["ok"] for finding in json.loads(done.stdout)} == {
        "Python": True,
        "Your data": True,
        "Notes": True,
        "Search": True,
        "Index": True,
        "Mathematics": True,
        "Model": True,
    }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "empty"),
        ("cut.pdf", CHAPTER.read_bytes()[:900], "cut.pdf"),
        ("liar.pdf", b"I am no PDF at all, whatever my name says.", "PDF"),
        ("strange.xyz", b"\x00\x01\x02", "xyz"),
    ],
)
def test_a_bad_file_gets_a_message_and_exit_code_1(
    groundwork: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = groundwork("ingest", str(path))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_question_of_20000_characters_is_refused_with_the_limit(groundwork: Run) -> None:
    done = groundwork("ask", "why?!" * 4_000)
    assert done.returncode == 1
    assert "20,000" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreachable_model_is_named_and_the_question_kept(groundwork: Run) -> None:
    done = groundwork(
        "ask", "What is a gradient?", GROUNDWORK_BASE_URL="http://127.0.0.1:9/v1", GROUNDWORK_MODEL="m"
    )
    assert done.returncode in (0, 1)
    assert "127.0.0.1:9" in done.stderr
    report = json.loads(groundwork("coverage", "--json").stdout)
    assert {topic["id"]: topic["state"] for topic in report["topics"]}["gradient"] == "seen"


def test_a_setting_that_cannot_be_used_is_named(groundwork: Run) -> None:
    done = groundwork("doctor", GROUNDWORK_PORT="high")
    assert done.returncode == 1
    assert "GROUNDWORK_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_needs_nothing_heavy() -> None:
    """What makes `--help` quick is what it does not import."""
    code = (
        "import sys, assistant.cli; "
        "heavy = {'sympy', 'chromadb', 'streamlit', 'langchain_core', 'openai', 'sqlalchemy', 'numpy', 'pydantic'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
