"""Embeddings from an OpenAI-compatible endpoint, hosted or on this machine, in place of the built-in model."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import (
    ConfigurationError,
    ModelBadReply,
    ModelBusy,
    ModelError,
    ModelRefusedKey,
    ModelTimeout,
    ModelUnreachable,
)

if TYPE_CHECKING:
    import httpx2
    import numpy as np
    from numpy.typing import NDArray

_TEXTS_A_CALL = 32
_CHARACTERS_A_TEXT = 8_000
_ANSWER_BYTES = 64 * 1024 * 1024
_MOST_DIMENSIONS = 8_192
_SAFE = "Your documents are saved; search goes on by words."
_WORSE = "Until it answers, what is new cannot be found by meaning; `groundwork index rebuild` catches up."


class EndpointEmbedder:
    """Embeds with a model behind `<url>/embeddings`; safe to use from several threads.

    Args:
        url: The endpoint, for example `http://127.0.0.1:11434/v1`.
        model: The model's name there.
        api_key: Sent to this endpoint only; None sends none.
        connect_seconds: How long to wait for a connection.
        read_seconds: How long one call may take, whatever trickles in.
        transport: Takes the requests; for tests.
    """

    def __init__(
        self,
        url: str,
        model: str,
        api_key: str | None = None,
        *,
        connect_seconds: float = 5.0,
        read_seconds: float = 60.0,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        if not url.lower().startswith(("http://", "https://")) or not model.strip():
            raise ConfigurationError(
                "The embeddings endpoint needs an address that begins with http:// or https://, and a model's name.",
                todo="Set GROUNDWORK_EMBEDDINGS_URL and GROUNDWORK_EMBEDDINGS_MODEL, or neither of them.",
            )
        if "@" in urlsplit(url).netloc:
            # An address is shown on the page and by `doctor`; a password in it would be too.
            raise ConfigurationError(
                "GROUNDWORK_EMBEDDINGS_URL carries a user name or a password.",
                todo="Give the address alone, and the key as GROUNDWORK_EMBEDDINGS_API_KEY.",
            )
        self._url = f"{url.rstrip('/')}/embeddings"
        self._key = api_key
        self._limits = (connect_seconds, read_seconds)
        self._transport = transport
        self._dimensions = 0
        self.name = model
        # Two servers may call different models by one name, so the address is part of what makes a vector.
        self.sha256 = hashlib.sha256(f"endpoint\x00{self._url}\x00{model}".encode()).hexdigest()

    @property
    def dimensions(self) -> int:
        """Length of a vector; asks the endpoint the first time."""
        if not self._dimensions:
            self.embed(["dimensions"])
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; returns an array (number of texts, dimensions) of rows of length 1.

        Raises:
            ModelUnreachable, ModelTimeout, ModelBusy, ModelRefusedKey, ModelBadReply: The endpoint did not give them.
        """
        import httpx2
        import numpy as np

        connect, read = self._limits
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        rows: list[list[float]] = []
        timeout = httpx2.Timeout(read, connect=connect)
        with httpx2.Client(timeout=timeout, headers=headers, transport=self._transport) as client:
            for first in range(0, len(texts), _TEXTS_A_CALL):
                # An endpoint may refuse an empty text.
                some = [text[:_CHARACTERS_A_TEXT] or " " for text in texts[first : first + _TEXTS_A_CALL]]
                rows += self._ask(client, some)
        if not rows:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        vectors = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not lengths.all():
            raise self._bad("a vector without a direction")
        unit: NDArray[np.float32] = vectors / lengths
        return unit

    def _ask(self, client: httpx2.Client, texts: list[str]) -> list[list[float]]:
        import json

        import httpx2

        body = {"model": self.name, "input": texts, "encoding_format": "float"}
        until = time.monotonic() + self._limits[1]
        received = bytearray()
        try:
            with client.stream("POST", self._url, json=body) as response:
                if response.status_code != 200:
                    raise self._refused(response.status_code)
                for piece in response.iter_bytes():
                    received += piece
                    if len(received) > _ANSWER_BYTES:
                        raise self._bad("an answer without an end")
                    if time.monotonic() > until:
                        raise httpx2.ReadTimeout("the answer trickles in")
            answer = json.loads(received)
        except httpx2.TimeoutException as error:
            raise ModelTimeout(
                "The embeddings endpoint did not answer in time.", safe=_SAFE, todo=_WORSE
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            raise ModelUnreachable(
                "The embeddings endpoint cannot be reached.",
                safe=_SAFE,
                todo=f"Check GROUNDWORK_EMBEDDINGS_URL and that its server runs. {_WORSE}",
            ) from error
        except (ValueError, RecursionError) as error:
            raise self._bad("something that is not JSON") from error
        return self._vectors(answer, len(texts))

    def _vectors(self, answer: Any, count: int) -> list[list[float]]:
        data = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(data, list) or len(data) != count:
            raise self._bad(f"not {count} vectors for {count} texts")
        rows: list[list[float] | None] = [None] * count
        for place, entry in enumerate(data):
            index = entry.get("index", place) if isinstance(entry, dict) else None
            vector = entry.get("embedding") if isinstance(entry, dict) else None
            if not isinstance(index, int) or not 0 <= index < count or not _is_vector(vector):
                raise self._bad("something that is no vector")
            rows[index] = vector
        lengths = {len(row) for row in rows if row is not None}
        expected = self._dimensions or next(iter(lengths), 0)
        if None in rows or lengths != {expected}:
            raise self._bad("vectors of different lengths")
        self._dimensions = expected
        return [row for row in rows if row is not None]

    def _refused(self, status: int) -> ModelError:
        if status in (401, 403):
            return ModelRefusedKey(
                "The embeddings endpoint refused the key.",
                safe=_SAFE,
                todo="Check GROUNDWORK_EMBEDDINGS_API_KEY.",
            )
        if status == 429:
            return ModelBusy("The embeddings endpoint has too much to do.", safe=_SAFE, todo=_WORSE)
        if status == 404:
            return self._bad("status 404: it knows no such address or model")
        return self._bad(f"status {status}")

    def _bad(self, what: str) -> ModelBadReply:
        return ModelBadReply(
            f"The embeddings endpoint gave {what}.",
            safe=_SAFE,
            todo=f"Check GROUNDWORK_EMBEDDINGS_URL and GROUNDWORK_EMBEDDINGS_MODEL. {_WORSE}",
        )


def _is_vector(vector: Any) -> bool:
    return (
        isinstance(vector, list)
        and 0 < len(vector) <= _MOST_DIMENSIONS
        and all(isinstance(one, (int, float)) and math.isfinite(one) for one in vector)
    )
