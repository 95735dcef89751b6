"""The worker processes: started late, killed when they hang, replaced when they die, safe from many threads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from assistant.mathcheck.checker import MathChecker
from assistant.mathcheck.types import CheckedClaim, Equivalent, Verdict
from assistant.mathcheck.workers.pool import Pool, WorkerDiedError


@pytest.fixture(scope="module")
def checker() -> Iterator[MathChecker]:
    with MathChecker(workers=1) as running:
        running.check("$1 + 1 = 2$")
        yield running


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "mathcheck" in " ".join(child.cmdline())}


def test_nothing_starts_before_the_first_use() -> None:
    before = _children()
    with MathChecker():
        assert _children() == before


def test_close_leaves_no_process_behind() -> None:
    before = _children()
    with MathChecker(workers=2) as checker:
        checker.check("$1 + 1 = 2$")
        assert len(_children() - before) == 1
    assert _children() == before


def test_a_warm_worker_answers_in_milliseconds(checker: MathChecker) -> None:
    started = monotonic()
    claim = checker.check("$2 + 2 = 4$")[0]
    assert monotonic() - started < 3
    assert 0 < claim.milliseconds < 200


def test_warming_starts_a_worker_ahead_of_its_first_job() -> None:
    before = _children()
    with MathChecker(workers=1) as cold:
        cold.warm()
        assert len(_children() - before) == 1


def test_a_worker_killed_from_outside_is_replaced() -> None:
    before = _children()
    with MathChecker(workers=1) as checker:
        checker.check("$1 + 1 = 2$")
        for pid in _children() - before:
            os.kill(pid, signal.SIGKILL)
        sleep(0.05)
        assert [claim.verdict for claim in checker.check("$2 + 2 = 4$ and $1 + 1 = 3$")] == [
            Verdict.VERIFIED,
            Verdict.REFUTED,
        ]


def test_many_threads_share_two_workers() -> None:
    found: list[CheckedClaim] = []
    with MathChecker(workers=2) as checker:

        def work(number: int) -> None:
            found.extend(checker.check(f"${number} + {number} = {2 * number}$"))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 12
    assert all(claim.verdict is Verdict.VERIFIED for claim in found)


def test_a_stream_gives_verdicts_while_it_grows_and_never_waits(checker: MathChecker) -> None:
    text = (
        r"We have \[\nabla f = (2x + 3y, 3x)\] and so $\frac{\partial f}{\partial x} = 2x + 3x$. "
        "That is all there is to it, and the words go on for a while after the formula."
    )
    stream = checker.check_stream(context="the gradient of $f(x, y) = x^2 + 3xy$")
    early: list[CheckedClaim] = []
    for place in range(0, len(text), 8):
        started = monotonic()
        early.extend(stream.feed(text[place : place + 8]))
        assert monotonic() - started < 1
        sleep(0.02)
    late = stream.finish()
    claims = [*early, *late]
    assert early
    assert [claim.verdict for claim in claims] == [Verdict.VERIFIED, Verdict.REFUTED]
    assert claims[1].expected == "2 x + 3 y"
    assert all(text[claim.start : claim.end] == claim.source for claim in claims)


def test_a_stream_in_pieces_says_what_the_whole_text_says(checker: MathChecker) -> None:
    text = r"Let $f(x) = x^3$. Then $f'(x) = 3x^2$ and $f'(2) = 11$, so 3 * 4 = 12." + "\n\nAnd $2^3 = 8$."
    whole = checker.check(text)
    stream = checker.check_stream()
    pieces = [claim for place in range(0, len(text), 5) for claim in stream.feed(text[place : place + 5])]
    pieces.extend(stream.finish())
    assert [(c.start, c.end, c.verdict, c.expected) for c in pieces] == [
        (c.start, c.end, c.verdict, c.expected) for c in whole
    ]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be halted here")
def test_an_answer_that_never_comes_kills_the_worker() -> None:
    pool = Pool(1)
    job = {"task": "claims", "claims": [], "history": []}
    list(pool.run(job, seconds=lambda: 30.0))
    (worker,) = pool._idle
    os.kill(worker._process.pid, signal.SIGSTOP)  # it lives, and says nothing more
    started = monotonic()
    with pytest.raises(WorkerDiedError):
        list(pool.run(job, seconds=lambda: 0.2))
    assert monotonic() - started >= 3 * 0.2  # by the clock it gets three times its limit, as the docs say
    assert not worker.alive
    list(pool.run(job, seconds=lambda: 30.0))
    pool.close()


def test_a_closed_checker_says_that_nothing_was_checked() -> None:
    checker = MathChecker()
    checker.close()
    claim = checker.check("$1 + 1 = 2$")[0]
    assert claim.verdict is Verdict.NOT_CHECKED
    assert claim.reason


def test_solving_and_grading_run_in_the_workers(checker: MathChecker) -> None:
    assert isinstance(checker.grade("(x+1)^2", "x^2+2x+1"), Equivalent)
    facts = checker.solve("What is the gradient of x^2 + 3xy?")
    assert facts
    assert "2 x + 3 y" in facts[0].latex


def test_the_worker_does_not_run_the_main_script_again(tmp_path: Path) -> None:
    # Under Streamlit `__main__` is the page; a worker that imported it would run the page a second time.
    script = (
        "import sys\n"
        "print('page ran')\n"
        "from assistant.mathcheck.checker import MathChecker\n"
        "with MathChecker(workers=1) as checker:\n"
        "    print(checker.check('$1 + 1 = 2$')[0].verdict)\n"
    )
    page = tmp_path / "page.py"
    page.write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, str(page)], capture_output=True, text=True, timeout=50, env=environment, check=True
    )
    assert done.stdout.split("\n")[:2] == ["page ran", "verified"]


def test_importing_the_way_in_loads_no_algebra() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, assistant.mathcheck.checker; print('sympy' in sys.modules)"],
        capture_output=True, text=True, timeout=50, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"
