"""One HTTP client for one answer, which another thread can cut off while it waits."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2
import openai

MOST_BYTES = 8 * 1024 * 1024
"""No answer is longer; past it, the server is not answering but flooding."""


class TooManyBytesError(Exception):
    """The server sent more than `MOST_BYTES`."""


class Wire:
    """An HTTP client with the timeouts of a turn, a limit on bytes, and `cut`.

    Args:
        connect_timeout_seconds: For the connection.
        read_timeout_seconds: For the silence between two pieces.
        trust_environment: Whether the person's proxy settings apply; never for a loopback address.
    """

    def __init__(
        self, *, connect_timeout_seconds: float, read_timeout_seconds: float, trust_environment: bool
    ) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._cut = False
        self.timeout = openai.Timeout(read_timeout_seconds, connect=connect_timeout_seconds)
        """To be given to the client libraries too: they put their own ten minutes over the client's."""
        self.client = openai.DefaultHttpxClient(
            timeout=self.timeout,
            trust_env=trust_environment,
            event_hooks={"request": [self._watch], "response": [_limit]},
        )

    def cut(self) -> None:
        """End every connection at once, also one that another thread is waiting on."""
        with self._lock:
            self._cut = True
            for connection in self._sockets:
                _shut(connection)

    def close(self) -> None:
        """Give the connections back; only for the thread that used them."""
        with self._lock:
            self._sockets.clear()
        self.client.close()

    def _watch(self, request: httpx2.Request) -> None:
        request.extensions["trace"] = self._on_event

    def _on_event(self, name: str, info: Mapping[str, Any]) -> None:
        # Closing a socket does not wake a thread that reads from it; shutting it down does. The client
        # shows its sockets only through this hook.
        if not name.endswith((".connect_tcp.complete", ".start_tls.complete")):
            return
        connection = info["return_value"].get_extra_info("socket")
        if not isinstance(connection, socket.socket):
            return
        with self._lock:
            self._sockets.append(connection)
            if self._cut:
                _shut(connection)


def _shut(connection: socket.socket) -> None:
    # It may be closed already, or wrapped by TLS since: then it has no descriptor of its own any more.
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _LimitedBytes(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        seen = 0
        for chunk in self._stream:
            seen += len(chunk)
            if seen > MOST_BYTES:
                raise TooManyBytesError
            yield chunk

    def close(self) -> None:
        self._stream.close()


def _limit(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _LimitedBytes(response.stream)
