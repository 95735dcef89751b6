"""Measures the page: how soon it can be used, a rerun of a long conversation, many sessions at once, its memory.

    python benchmarks/page.py                        all of it, with 5 and 25 sessions and 100 connects
    python benchmarks/page.py --sessions 100         as many sessions at once
    python benchmarks/page.py --connects 1000        memory over as many visits
    python benchmarks/page.py --home FOLDER          a prepared home in place of a fresh one (it is copied)

Sessions ask twice: all in the same instant, which is the worst there is, and one after the other within 15 seconds, as
people do.

The sessions speak Streamlit's own protocol over websockets, since as many browsers would be measured in place of the
page; only the start is seen through a Chromium. The model is a script that answers at once. Figures depend on what else
the machine does: its load average stands at the top and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic, perf_counter

from playwright.async_api import async_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from assistant.settings import Settings
from assistant.study import Study

_SPREAD_SECONDS = 15.0
ROOT = Path(__file__).resolve().parents[1]
TOKEN = "uphill"
ANSWER = f"The gradient points {TOKEN}, as steep as it gets, and its length says how steep that is. " * 4
QUESTIONS = (
    "What is the gradient of x^2 + 3xy, and what does it mean?",
    "Why does the dot product measure similarity?",
    "What is the determinant of [[2, 1], [1, 2]]?",
    "When is a matrix invertible?",
    "What does a large variance say?",
)


class Session:
    """One visit without a browser: asks for runs of a page and reads what they draw."""

    def __init__(self, socket: ClientConnection, page: str, query: str = "") -> None:
        self._socket = socket
        self._page = page
        self._query = query
        self._chat_input = ""
        self.errors: list[str] = []

    async def run(self, question: str = "") -> tuple[float, float | None]:
        """One run, with a question in the chat's field if given.

        Returns:
            Seconds until it was over, and until the model's first words stood on the page (None if they never did).
        """
        message = BackMsg()
        message.rerun_script.page_name = self._page
        message.rerun_script.query_string = self._query
        if question:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._chat_input
            state.chat_input_value.data = question
        began = perf_counter()
        await self._socket.send(message.SerializeToString())
        first = None
        while True:
            heard = ForwardMsg.FromString(await asyncio.wait_for(self._socket.recv(decode=False), 300))
            kind = heard.WhichOneof("type")
            if kind == "delta" and heard.delta.WhichOneof("type") == "new_element":
                element = heard.delta.new_element
                which = element.WhichOneof("type")
                if which == "chat_input":
                    self._chat_input = element.chat_input.id
                elif which == "exception":
                    self.errors.append(element.exception.message)
                elif which == "alert":
                    self.errors.append(element.alert.body)
                elif which == "markdown" and first is None and TOKEN in element.markdown.body:
                    first = perf_counter() - began
            elif kind == "script_finished" and heard.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return perf_counter() - began, first


class Page:
    """A running page: its address, its process, and what it weighs."""

    def __init__(self, home: Path, log: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        with log.open("wb") as sink:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "serve", "--no-browser", "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "GROUNDWORK_HOME": str(home), "GROUNDWORK_MODEL": "none", **environment},
                stdout=sink,
                stderr=sink,
            )

    async def answers(self) -> None:
        """Wait until the server answers."""
        deadline = monotonic() + 180
        while monotonic() < deadline:
            with suppress(OSError):
                reply = await asyncio.to_thread(
                    urllib.request.urlopen, f"{self.url}/_stcore/health", timeout=2
                )
                reply.close()
                return
            await asyncio.sleep(0.02)
        raise SystemExit("the page did not answer")

    @asynccontextmanager
    async def visit(self, page: str = "", query: str = "") -> AsyncIterator[Session]:
        """A visit, ended afterwards."""
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=120) as socket:
            yield Session(socket, page, query)

    def megabytes(self) -> float:
        """Resident memory of the page's own process."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.is_file():
            return float("nan")
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def cpu_seconds(self) -> float:
        """Processor time the page's own process took so far; what a machine without other work would need at least."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        if not stat.is_file():
            return float("nan")
        fields = stat.read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def spread(seconds: list[float]) -> str:
    """Median, 95th percentile and largest in milliseconds."""
    ordered = sorted(seconds)
    upper = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    return f"median {statistics.median(ordered) * 1e3:,.0f} ms, 95 % {upper * 1e3:,.0f} ms, largest {ordered[-1] * 1e3:,.0f} ms"


def load() -> str:
    """What else the machine is doing."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def measure_help() -> None:
    """The command's own start."""
    times = []
    for _ in range(5):
        began = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistant", "--help"], cwd=ROOT, check=True, capture_output=True
        )
        times.append(perf_counter() - began)
    print(f"groundwork --help: {spread(times)} (aim: 300 ms)")


async def measure_start(home: Path, log: Path) -> None:
    """From starting the process to a page that can be clicked, in a Chromium that is open already."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("start: not measured, there is no Chromium")
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--headless=new", "--no-sandbox", "--disable-gpu"]
        )
        times = []
        for _ in range(3):
            tab = await browser.new_page()
            began = perf_counter()
            page = Page(home, log)
            try:
                await page.answers()
                answered = perf_counter() - began
                await tab.goto(page.url, timeout=180_000)
                await tab.get_by_role("main").get_by_role("button").first.wait_for(timeout=180_000)
                times.append((answered, perf_counter() - began, page.cpu_seconds()))
            finally:
                page.end()
                await tab.close()
        await browser.close()
    print(f"start, server answers: {spread([answered for answered, _, _ in times])}")
    print(f"start, page usable:    {spread([usable for _, usable, _ in times])} (aim: 2,500 ms)")
    print(f"start, processor time: {spread([cpu for _, _, cpu in times])}, warming up included")


def long_conversation(home: Path, messages: int) -> str:
    """Ask until a conversation has so many messages; returns its id."""
    study = Study(Settings(home=home, model="none"))
    conversation = study.start_conversation("A long conversation")
    for number in range(messages // 2):
        for _ in study.ask(QUESTIONS[number % len(QUESTIONS)], conversation.id):
            pass
    held = len(study.messages(conversation.id))
    study.close()
    print(f"a conversation of {held} messages was made")
    return conversation.id


async def measure_reruns(home: Path, log: Path, messages: int) -> None:
    """A rerun of a long conversation, from asking for it to its end, as a browser's socket sees it."""
    conversation_id = await asyncio.to_thread(long_conversation, home, messages)
    page = Page(home, log)
    try:
        await page.answers()
        async with page.visit("chat", f"conversation={conversation_id}") as session:
            first, _ = await session.run()
            await asyncio.sleep(10)  # The warming up in the background is not what is measured here.
            before = page.cpu_seconds()
            times = [(await session.run())[0] for _ in range(20)]
            each = (page.cpu_seconds() - before) / len(times)
    finally:
        page.end()
    print(f"a conversation of {messages} messages, first run: {first * 1e3:,.0f} ms")
    print(f"a conversation of {messages} messages, rerun: {spread(times)} (aim: 150 ms)")
    print(f"a conversation of {messages} messages, rerun, processor time: {each * 1e3:.0f} ms")


async def measure_sessions(page: Page, sessions: int, model_seconds: float, over: float = 0.0) -> None:
    """So many learners, each with a page open, ask at the same moment, or one after the other within some seconds."""
    when = f"within {over:.0f} s" if over else "at once"

    async def ask(number: int, ready: asyncio.Barrier) -> tuple[float | None, list[str]]:
        first, errors = None, ["the connection broke"]
        async with page.visit("chat") as session:
            await session.run()
            await ready.wait()
            await asyncio.sleep(over * number / sessions)
            with suppress(OSError, TimeoutError):
                _, first = await session.run(QUESTIONS[number % len(QUESTIONS)])
                errors = session.errors
        return first, errors

    ready = asyncio.Barrier(sessions)
    answers = await asyncio.gather(*(ask(number, ready) for number in range(sessions)))
    firsts = [first - model_seconds for first, _ in answers if first is not None]
    wrong = sum(bool(errors) or first is None for first, errors in answers)
    told = spread(firsts) if firsts else "none came"
    print(f"{sessions} sessions {when}, first words above the model's own: {told} (aim: 95 % in 500 ms)")
    print(
        f"{sessions} sessions {when}: {wrong} without an answer or with an error; {page.megabytes():.0f} MB"
    )
    for said, times in Counter(error for _, errors in answers for error in errors).most_common(3):
        print(f"    {times} × {said}")


async def measure_memory(page: Page, connects: int) -> None:
    """The page's memory over many visits, each of which runs the page Today and leaves."""
    weights = []
    for number in range(connects):
        async with page.visit() as session:
            await session.run()
        if (number + 1) % max(1, connects // 10) == 0:
            weights.append(f"{page.megabytes():.0f}")
    print(f"memory over {connects} visits, a tenth at a time: {', '.join(weights)} MB")


def model_alone(url: str) -> float:
    """Seconds to the model's first words, asked without Groundwork; the median of 10."""
    body = json.dumps(
        {"model": "scripted", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
    ).encode()
    times = []
    for _ in range(10):
        request = urllib.request.Request(
            f"{url}/chat/completions", body, {"Content-Type": "application/json"}
        )
        began = perf_counter()
        with urllib.request.urlopen(request, timeout=30) as reply:
            for line in reply:
                if b'"content"' in line and b'"content": ""' not in line:
                    break
        times.append(perf_counter() - began)
    return statistics.median(times)


async def measure_visits(home: Path, place: Path, sessions: list[int], connects: int) -> None:
    """Everything that needs the scripted model."""
    script = place / "answer.txt"
    script.write_text(ANSWER, "utf-8")
    port = free_port()
    server = ROOT / "tests" / "fixtures" / "misbehaving_server.py"
    model = subprocess.Popen([sys.executable, str(server), "--port", str(port), "--script", str(script)])
    url = f"http://127.0.0.1:{port}/v1"
    page = Page(home, place / "page.log", GROUNDWORK_MODEL="scripted", GROUNDWORK_BASE_URL=url)
    try:
        await page.answers()
        model_seconds = await asyncio.to_thread(model_alone, url)
        print(f"the scripted model alone, first words: {model_seconds * 1e3:.0f} ms")
        async with page.visit("chat") as session:
            await session.run()
            _, first = await session.run(QUESTIONS[0])
            if first is not None:
                print(f"the first question after the start, first words: {first * 1e3:,.0f} ms")
        for number in sessions:
            await measure_sessions(page, number, model_seconds)
            await measure_sessions(page, number, model_seconds, over=_SPREAD_SECONDS)
        await measure_memory(page, connects)
    finally:
        page.end()
        model.kill()
        model.wait()


def prepared_home(given: Path | None, place: Path) -> Path:
    """A home with the notes indexed."""
    home = place / "home"
    if given is not None:
        shutil.copytree(given, home)
    # A given home too: its index may be of older notes, and a start would bring it up to date.
    subprocess.run(
        [sys.executable, "-m", "assistant", "prepare"],
        cwd=ROOT,
        env={**os.environ, "GROUNDWORK_HOME": str(home), "GROUNDWORK_MODEL": "none"},
        check=True,
        capture_output=True,
    )
    return home


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, nargs="+", default=[5, 25])
    parser.add_argument("--connects", type=int, default=100)
    parser.add_argument("--messages", type=int, default=100)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        home = prepared_home(options.home, place)
        print(load())
        measure_help()
        asyncio.run(measure_start(home, place / "page.log"))
        asyncio.run(measure_reruns(home, place / "page.log", options.messages))
        asyncio.run(measure_visits(home, place, options.sessions, options.connects))
        print(load())


if __name__ == "__main__":
    main()
