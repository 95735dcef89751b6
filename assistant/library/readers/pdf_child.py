"""The child process that opens PDFs: the only place where a hostile file meets a parser.

Run as `python -m assistant.library.readers.pdf_child`. It takes a request, a JSON object on a line of standard input,
and answers with JSON objects, one a line, on standard output. A request to read that does not say which pages is
answered with what the file says of itself; the pages are then asked for on a second line. The process limits its own
memory, and it ends when its standard input ends, so that it never outlives the process that asked.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from assistant.library.limits import MAX_PAGE_CHARACTERS, MAX_PDF_PAGES, MEMORY_BYTES
from assistant.library.readers.pdf_lines import LineBuilder

_MOST_OUTLINE_ENTRIES = 5_000
_OUTLINE_DEPTH = 8
_MOST_PIXELS = 3_000_000
_POINTS_AN_INCH, _DOTS_AN_INCH = 72, 130
_CONTENT_BYTES = 30_000_000

Answer = dict[str, Any]


def main() -> None:
    """Answer one request."""
    sys.setrecursionlimit(2_000)
    _limit_memory()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Libraries that print must not be taken for answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests: queue.Queue[Answer] = queue.Queue()
    threading.Thread(target=_take_requests, args=(requests,), daemon=True).start()
    try:
        request = requests.get()
        for answer in _draw(request) if request["task"] == "draw" else _read(request, requests):
            _send(answers, answer)
    except MemoryError:
        _send(answers, {"fault": "memory"})
    except Exception as error:  # noqa: BLE001  (the border: whatever a broken file does to a parser has a name outside)
        _send(answers, {"fault": "damaged", "detail": f"{type(error).__name__}: {error}"[:300]})
    answers.flush()
    os._exit(0)


def _send(answers: IO[str], answer: Answer) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the time limit holds there all the same.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _take_requests(requests: queue.Queue[Answer]) -> None:
    """Pass requests on; when there can be no more, the process that asked is gone, and this one ends too."""
    with contextlib.suppress(OSError, ValueError):
        for line in sys.stdin:
            requests.put(json.loads(line))
    os._exit(1)


def _read(request: Answer, requests: queue.Queue[Answer]) -> Iterator[Answer]:
    import logging

    from pypdf import PasswordType, PdfReader

    logging.disable(logging.CRITICAL)
    reader = PdfReader(request["path"], strict=False)
    if reader.is_encrypted and reader.decrypt(request.get("password") or "") == PasswordType.NOT_DECRYPTED:
        yield {"fault": "encrypted"}
        return
    total = len(reader.pages)
    if "first" not in request:
        yield {
            "pages": total,
            "title": _or_default(lambda: str((reader.metadata and reader.metadata.title) or ""), "")[:300],
            "labels": _or_default(
                lambda: [str(label)[:20] for label in reader.page_labels[:MAX_PDF_PAGES]], []
            ),
            "outline": _or_default(lambda: list(_outline(reader)), []),
        }
        request = requests.get()
    for index in range(request["first"], min(total, MAX_PDF_PAGES), request["step"]):
        yield {"page": index, **_page(reader, index)}
    yield {"done": True}


def _page(reader: Any, index: int) -> Answer:
    lines = LineBuilder(MAX_PAGE_CHARACTERS)
    try:
        page = reader.pages[index]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _CONTENT_BYTES:
            return {"lines": [], "fault": "too large"}
        page.extract_text(visitor_text=lines.add, visitor_operand_before=lines.before)
    except MemoryError:
        return {"lines": [], "fault": "memory"}
    except Exception as error:  # noqa: BLE001  (a broken page must not take the others with it)
        return {"lines": [], "fault": type(error).__name__}
    found = lines.finish()
    return {
        "lines": [list(line) for line in found.lines],
        "damaged": found.damaged,
        "hidden_words": found.hidden_words,
    }


def _outline(reader: Any) -> Iterator[list[object]]:
    """Yield [level from 1, title, page index] in reading order."""
    stack: list[tuple[int, Iterator[Any]]] = [(1, iter(reader.outline))]
    count = 0
    while stack and count < _MOST_OUTLINE_ENTRIES:
        level, entries = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, list):
            if level < _OUTLINE_DEPTH:
                stack.append((level + 1, iter(entry)))
        else:
            count += 1
            page = _or_default(partial(reader.get_destination_page_number, entry), None)
            if isinstance(page, int) and page >= 0:
                yield [level, " ".join(str(entry.title).split())[:200], page]


def _or_default(make: Callable[[], Any], default: Any) -> Any:
    try:
        return make()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (labels, title and outline are extras: a broken one is as good as none)
        return default


def _draw(request: Answer) -> Iterator[Answer]:
    import pypdfium2

    document = pypdfium2.PdfDocument(request["path"], password=request.get("password"))
    page = document[request["page"]]
    width, height = page.get_size()
    scale = _DOTS_AN_INCH / _POINTS_AN_INCH
    if width * height * scale * scale > _MOST_PIXELS:
        scale = (_MOST_PIXELS / (width * height)) ** 0.5
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    yield {"png": base64.b64encode(_png(bitmap)).decode("ascii")}


def _png(bitmap: Any) -> bytes:
    buffer = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    main()
