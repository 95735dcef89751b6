"""Code from scratch: run apart, tried on hidden cases, and never dangerous to what is around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import InputError, InputTooLong, NotFound
from assistant.practice.code.running import CASES, CodePractice
from assistant.practice.code.tasks import all_tasks
from assistant.practice.code.types import CodeTask
from assistant.progress.types import EvidenceKind
from assistant.store.attempts import SqlAttemptStore
from assistant.store.database import Database, open_database
from assistant.store.evidence import load_evidence
from assistant.syllabus.loader import load_syllabus

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
ADA = "local"
TASKS = all_tasks()
CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture
def database(tmp_path: Path) -> Any:
    opened = open_database(tmp_path / "groundwork.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def code(database: Database) -> CodePractice:
    return CodePractice(SqlAttemptStore(database), clock=lambda: NOW, allowed=True)


def submit(
    code: CodePractice, text: str, task_id: str = "trapezoid", attempt_id: str = "a", **more: Any
) -> Any:
    return code.submit(ADA, task_id, text, attempt_id=attempt_id, seed=1, **more)


RIGHT = "import numpy as np\ndef trapezoid(y, h):\n    return h * (np.sum(y) - (y[0] + y[-1]) / 2)\n"
WRONG = "import numpy as np\ndef trapezoid(y, h):\n    print('hello')\n    return h * np.sum(y)\n"


def test_there_are_at_least_25_tasks_each_on_a_topic_of_the_syllabus() -> None:
    syllabus = load_syllabus(CORPUS)
    assert len(TASKS) >= 25
    assert len({task.id for task in TASKS}) == len(TASKS)
    assert all(task.topic_id in syllabus for task in TASKS)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_a_task_is_complete_and_its_cases_are_finite_and_differ(task: CodeTask) -> None:
    assert task.title and len(task.hints) == 2 and all(task.hints)
    assert f"`{task.function}(" in task.prompt
    assert task.prompt.count("$") % 2 == 0
    assert task.starter.startswith("import numpy as np") and f"def {task.function}(" in task.starter
    random = np.random.default_rng(3)
    results = [np.asarray(task.reference(*task.cases(random)), dtype=float) for _ in range(CASES)]
    assert all(np.isfinite(result).all() for result in results)
    assert len({result.tobytes() for result in results}) > 1


def test_our_own_solutions_pass_as_a_learner_s_would(code: CodePractice) -> None:
    # All in one go would be one child each; a third of them in turn keeps the test quick.
    for number, task in enumerate(TASKS[::3]):
        result = code.submit(ADA, task.id, task.solution, attempt_id=f"s{number}", seed=7, hints=3)
        assert result.right, (task.id, result)


CHECKED_BY_NUMPY: dict[str, Callable[..., Any]] = {
    "determinant": np.linalg.det,
    "solve-by-elimination": np.linalg.solve,
    "cholesky": np.linalg.cholesky,
    "least-squares": lambda a, b: np.linalg.lstsq(a, b, rcond=None)[0],
    "covariance-matrix": lambda x: np.cov(x.T),
    "trapezoid": lambda y, h: np.trapezoid(y, dx=h),
    "polynomial-derivative": lambda c: np.polynomial.polynomial.polyder(c),
    "taylor-exp": lambda x, n: sum(x**k / float(np.prod(np.arange(1.0, k + 1))) for k in range(n + 1)),
    "convolve": lambda image, kernel: np.einsum(
        "ijkl,kl->ij", np.lib.stride_tricks.sliding_window_view(image, kernel.shape), kernel
    ),
    "stationary": lambda p: np.linalg.matrix_power(p, 200)[0],
    "largest-eigenvalue": lambda a, start, steps: np.max(np.linalg.eigvalsh(a)),
}


@pytest.mark.parametrize("task_id", CHECKED_BY_NUMPY)
def test_references_agree_with_numpy_s_own(task_id: str) -> None:
    task = next(task for task in TASKS if task.id == task_id)
    random = np.random.default_rng(11)
    for _ in range(20):
        case = task.cases(random)
        np.testing.assert_allclose(
            np.squeeze(task.reference(*case)),
            np.squeeze(CHECKED_BY_NUMPY[task_id](*case)),
            rtol=1e-6,
            atol=1e-8,
        )


def test_gradients_agree_with_differences() -> None:
    random = np.random.default_rng(5)
    by_id = {task.id: task for task in TASKS}

    def slope(function: Callable[[Any], float], at: Any) -> Any:
        out = np.zeros_like(at)
        for index in np.ndindex(at.shape):
            step = np.zeros_like(at)
            step[index] = 1e-6
            out[index] = (function(at + step) - function(at - step)) / 2e-6
        return out

    def loss(w: Any) -> float:
        p = 1 / (1 + np.exp(-(x @ w)))
        return -float(np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))

    x, y, w = by_id["logistic-gradient"].cases(random)
    np.testing.assert_allclose(by_id["logistic-gradient"].reference(x, y, w), slope(loss, w), atol=1e-6)

    def network(weights: Any) -> float:
        return float((v @ np.maximum(weights @ example, 0) - target) ** 2 / 2)

    example, target, weights, v = by_id["backprop"].cases(random)
    np.testing.assert_allclose(
        by_id["backprop"].reference(example, target, weights, v), slope(network, weights), atol=1e-5
    )

    def form(point: Any) -> float:
        return float(point @ a @ point + b @ point)

    a, b, point = by_id["quadratic-gradient"].cases(random)
    np.testing.assert_allclose(
        by_id["quadratic-gradient"].reference(a, b, point), slope(form, point), atol=1e-5
    )


def test_right_code_passes_and_is_evidence(code: CodePractice, database: Database) -> None:
    result = submit(code, RIGHT, seconds=90.0)
    assert result.right
    assert result.cases == CASES + 1
    (row,) = load_evidence(database, ADA)
    assert (row.topic_id, row.kind, row.correct, row.shape) == (
        "integrals",
        EvidenceKind.ATTEMPTED,
        True,
        "code",
    )


def test_wrong_code_is_shown_the_first_case_that_fails(code: CodePractice, database: Database) -> None:
    result = submit(code, WRONG)
    assert result.ran and not result.right
    assert result.shown is not None
    assert "y = [0, 1, 4]" in result.shown.arguments
    assert (result.shown.expected, result.shown.given) == ("3", "5")
    assert "hello" in result.printed
    assert [row.correct for row in load_evidence(database, ADA)] == [False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def trapezoid(y, h)\n    return 1", "SyntaxError"),
        ("def trapezoid(y, h):\n    return nothing", "NameError"),
        ("x = 1", "no function trapezoid"),
        ("def trapezoid(y, h):\n    return 'three'", "number"),
        ("def trapezoid(y, h):\n    return None", "number"),
        ("raise SystemExit", "SystemExit"),
    ],
)
def test_code_that_does_not_run_costs_no_attempt(
    code: CodePractice, database: Database, text: str, said: str
) -> None:
    result = submit(code, text)
    assert not result.ran
    assert said in result.message
    assert load_evidence(database, ADA) == ()


@pytest.mark.parametrize(
    "body",
    [
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('/tmp/groundwork-should-not-be', 'w')",
        "import os; os.remove('answer.py')",
    ],
)
def test_code_may_not_reach_out(code: CodePractice, body: str) -> None:
    result = submit(code, f"def trapezoid(y, h):\n    {body}\n    return 0")
    assert not result.ran
    assert "PermissionError" in result.message


def test_code_that_never_ends_or_eats_memory_is_stopped(
    code: CodePractice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.practice.code.running.SECONDS", 1.0)
    assert "longer than" in submit(code, "def trapezoid(y, h):\n    while True: pass", attempt_id="1").message
    eats = "import numpy as np\ndef trapezoid(y, h):\n    return np.ones(10**10).sum()"
    assert "Memory" in submit(code, eats, attempt_id="2").message
    dies = "import os\ndef trapezoid(y, h):\n    os._exit(3)"
    assert "ended the process" in submit(code, dies, attempt_id="3").message


def test_an_argument_that_was_changed_does_not_spoil_the_answer_key(code: CodePractice) -> None:
    text = "def trapezoid(y, h):\n    y[:] = 0\n    return 0.0"
    result = submit(code, text)
    assert result.shown is not None
    assert result.shown.expected == "3"


def test_a_double_click_counts_once_and_the_solution_shows_nothing(
    code: CodePractice, database: Database
) -> None:
    submit(code, RIGHT)
    submit(code, RIGHT)
    assert len(load_evidence(database, ADA)) == 1
    submit(code, RIGHT, attempt_id="b", hints=3)
    assert [row.kind for row in load_evidence(database, ADA)] == [EvidenceKind.ATTEMPTED, EvidenceKind.READ]


def test_the_example_can_be_tried_for_nothing(code: CodePractice, database: Database) -> None:
    assert code.try_example("trapezoid", RIGHT).right
    assert load_evidence(database, ADA) == ()


def test_limits_are_said_aloud(code: CodePractice, database: Database) -> None:
    with pytest.raises(InputError, match="no code"):
        submit(code, "  \n")
    with pytest.raises(InputTooLong):
        submit(code, "#" * 10_001)
    with pytest.raises(NotFound):
        submit(code, RIGHT, task_id="../x")
    shared = CodePractice(SqlAttemptStore(database), clock=lambda: NOW, allowed=False)
    with pytest.raises(InputError, match="several people"):
        submit(shared, RIGHT)
    assert load_evidence(database, ADA) == ()
