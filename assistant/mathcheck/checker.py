"""The way in: check texts and streams, solve questions, grade answers. Thread-safe; owns the worker processes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from time import perf_counter
from types import TracebackType
from typing import Any, Self

from assistant.mathcheck.checking.context import asked_about
from assistant.mathcheck.limits import GRADE_SECONDS, SLOW_SECONDS, SOLVE_SECONDS, seconds_for
from assistant.mathcheck.reading.claims import Claim, claims_of
from assistant.mathcheck.reading.spans import Block, SpanScanner, scan
from assistant.mathcheck.types import (
    CheckedClaim,
    Different,
    Equivalent,
    Fact,
    Grade,
    Step,
    Undecided,
    Unreadable,
    Verdict,
)
from assistant.mathcheck.workers.pool import Pool, WorkerDiedError

TEXT_LIMIT = 200_000
"""Characters of one text; what stands after is not checked."""

CLAIMS_LIMIT = 1_000
"""Claims of one text."""

_TRIES = 2
"""How often a worker may die before its first claim until Groundwork stops trying."""

_TOO_LONG = "Checking this took too long, so Groundwork stopped."
_FAILED = "Groundwork could not work this out."
_NO_WORKER = "The checker could not be started, so nothing was checked."

Statements = list[list[str]]


class MathChecker:
    """Checks formulas, solves questions and grades answers in worker processes.

    Workers start on first use (or with `warm`) and are killed by `close`. All methods may be called from any thread.
    """

    def __init__(self, *, workers: int = 2) -> None:
        self._pool = Pool(workers)
        self._threads = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="mathcheck")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers; claims under way come back as not checked."""
        self._pool.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def warm(self) -> None:
        """Start a worker in the background, so that the first check does not wait for it."""
        self._pool.warm()

    def check(self, text: str, context: str = "") -> tuple[CheckedClaim, ...]:
        """Check every formula of a text, in order; definitions in `context` (a question, say) hold in it."""
        history: Statements = []
        if context:
            list(self._checked(_claims(context), history))
            history.extend(asked_in(context))
        return tuple(self._checked(_claims(text), history))

    def check_stream(self, context: str = "") -> StreamChecker:
        """Check a text while it is being written; definitions in `context` hold in it."""
        return StreamChecker(self, context)

    def solve(self, text: str) -> tuple[Fact, ...]:
        """Solve what a text asks to compute; nothing when it takes too long."""
        answer = self._one(
            {"task": "solve", "text": text[:TEXT_LIMIT], "seconds": SOLVE_SECONDS}, SOLVE_SECONDS
        )
        if answer is None or "facts" not in answer:
            return ()
        return tuple(
            Fact(
                fact["kind"], fact["statement"], fact["latex"], tuple(Step(**step) for step in fact["steps"])
            )
            for fact in answer["facts"]
        )

    def grade(
        self, reference: str, submission: str, *, symbols: Sequence[str] = (), form: str | None = None
    ) -> Grade:
        """Grade a submission against a reference, both LaTeX or typed text; undecided when it takes too long."""
        job = {
            "task": "grade",
            "reference": reference,
            "submission": submission,
            "symbols": list(symbols),
            "form": form,
            "seconds": GRADE_SECONDS,
        }
        answer = self._one(job, GRADE_SECONDS)
        if answer is None or "grade" not in answer:
            return Undecided("Comparing the two took too long.")
        kinds: dict[str, type[Equivalent] | type[Different] | type[Unreadable] | type[Undecided]] = {
            "equivalent": Equivalent,
            "different": Different,
            "unreadable": Unreadable,
            "undecided": Undecided,
        }
        return kinds[answer["grade"]](**answer["fields"])

    def _one(self, job: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        try:
            answers = list(self._pool.run(job, seconds=lambda: seconds))
        except WorkerDiedError:
            return None
        return answers[0] if answers else None

    def _checked(self, claims: Sequence[Claim], history: Statements) -> Iterator[CheckedClaim]:
        """Verdicts in order; `history` grows by what the claims say. A claim that hangs costs only itself."""
        batch = _Batch(claims)
        failures = 0
        while not batch.done and failures < _TRIES:
            try:
                for answer in self._pool.run(batch.job(history), seconds=batch.seconds):
                    if "remembered" in answer:
                        batch.begin()
                        continue
                    if not batch.claim.silent:
                        yield self._verdict(batch.claim, answer, batch.elapsed)
                    history.extend(answer.get("statements", ()))
                    batch.advance()
            except WorkerDiedError:
                if not batch.begun:
                    failures += 1
                elif not batch.done:
                    if not batch.claim.silent:
                        yield _given_up(batch.claim, batch.elapsed)
                    batch.advance()
        while not batch.done:
            if not batch.claim.silent:
                yield _given_up(batch.claim, 0.0, _NO_WORKER)
            batch.advance()

    def _verdict(self, claim: Claim, answer: dict[str, Any], elapsed: float) -> CheckedClaim:
        if "claim" not in answer:
            reason = _TOO_LONG if answer.get("gave_up") == "time" else _FAILED
            return _given_up(claim, elapsed, reason)
        fields = answer["claim"]
        return CheckedClaim(**{**fields, "source": claim.source, "verdict": Verdict(fields["verdict"])})

    def _submit(self, work: Any, *arguments: Any) -> Future[Any]:
        return self._threads.submit(work, *arguments)


class _Batch:
    """Claims on their way through a worker: which one is next, and since when."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._place = 0
        self._since = perf_counter()
        self.begun = False

    @property
    def done(self) -> bool:
        """Whether every claim has its verdict."""
        return self._place >= len(self._claims)

    @property
    def claim(self) -> Claim:
        """The claim whose verdict comes next."""
        return self._claims[self._place]

    @property
    def elapsed(self) -> float:
        """Seconds since the last verdict."""
        return perf_counter() - self._since

    def job(self, history: Statements) -> dict[str, Any]:
        """The claims still open, for a worker that knows nothing yet."""
        self.begun = False
        self._since = perf_counter()
        rest = [asdict(claim) for claim in self._claims[self._place :]]
        return {"task": "claims", "claims": rest, "history": list(history)}

    def begin(self) -> None:
        """The worker has taken up what was said before."""
        self.begun = True
        self._since = perf_counter()

    def advance(self) -> None:
        """The claim has its verdict."""
        self._place += 1
        self._since = perf_counter()

    def seconds(self) -> float:
        """How long the next answer may take."""
        return seconds_for(self.claim.source) if self.begun and not self.done else SLOW_SECONDS


def _claims(text: str) -> list[Claim]:
    found = [claim for block in scan(text[:TEXT_LIMIT]) for claim in claims_of(block)]
    return found[:CLAIMS_LIMIT]


def asked_in(context: str) -> Statements:
    """What a question asks about, as the statements a worker takes."""
    return [[item.left, item.right, item.kind] for item in asked_about(context[:TEXT_LIMIT])]


def _given_up(claim: Claim, seconds: float, reason: str = _TOO_LONG) -> CheckedClaim:
    return CheckedClaim(
        start=claim.start,
        end=claim.end,
        source=claim.source,
        kind="expression",
        verdict=Verdict.NOT_CHECKED,
        reason=reason,
        milliseconds=round(seconds * 1000, 3),
    )


class StreamChecker:
    """Checks a text while it grows: each block that has closed is checked while the next is written.

    Blocks of one stream are checked one after the other, since later ones build on what earlier ones defined.
    """

    def __init__(self, checker: MathChecker, context: str = "") -> None:
        self._checker = checker
        self._scanner = SpanScanner()
        self._history: Statements = []
        self._waiting: deque[tuple[Claim, ...]] = deque()
        self._decided: deque[CheckedClaim] = deque()
        self._lock = threading.Lock()
        self._running: Future[Any] | None = None
        self._context = context
        self._asked: Statements = []
        self._claims_seen = 0
        self._length = 0
        if context:
            self._start(tuple(_claims(context)), silent=True)
            self._asked = asked_in(context)

    def feed(self, piece: str) -> tuple[CheckedClaim, ...]:
        """Take the next piece; return the claims decided since the last call, without waiting for the others."""
        room = max(0, TEXT_LIMIT - self._length)
        self._length += len(piece)
        self._take(self._scanner.feed(piece[:room]))
        return self._collected()

    def finish(self) -> tuple[CheckedClaim, ...]:
        """Wait for the claims still open, each within its own limit, and return them."""
        self._take(self._scanner.finish())
        while True:
            with self._lock:
                running = self._running
            if running is None:
                break
            running.result()
        return self._collected()

    def _take(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            claims = claims_of(block)[: max(0, CLAIMS_LIMIT - self._claims_seen)]
            self._claims_seen += len(claims)
            if claims:
                self._start(claims)

    def _start(self, claims: tuple[Claim, ...], *, silent: bool = False) -> None:
        with self._lock:
            self._waiting.append(
                tuple(replace(claim, start=-1, end=-1) for claim in claims) if silent else claims
            )
            if self._running is None:
                self._running = self._checker._submit(self._work)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running = None
                    return
                claims = self._waiting.popleft()
            said = [*self._history, *self._asked]
            before = len(said)
            for verdict in self._checker._checked(claims, said):
                if verdict.start >= 0:
                    with self._lock:
                        self._decided.append(verdict)
            self._history.extend(said[before:])

    def _collected(self) -> tuple[CheckedClaim, ...]:
        with self._lock:
            found = tuple(self._decided)
            self._decided.clear()
        return found
