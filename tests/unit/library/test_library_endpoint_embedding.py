"""Embeddings from an endpoint: what it gives well, and what is said when it does not."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx2
import numpy as np
import pytest

from assistant.errors import (
    ConfigurationError,
    ModelBadReply,
    ModelBusy,
    ModelError,
    ModelRefusedKey,
    ModelTimeout,
    ModelUnreachable,
)
from assistant.library.endpoint_embedding import EndpointEmbedder


def embedder(answer: Callable[[httpx2.Request], httpx2.Response], **more: object) -> EndpointEmbedder:
    return EndpointEmbedder("http://127.0.0.1:9/v1/", "tiny", transport=httpx2.MockTransport(answer), **more)  # type: ignore[arg-type]


def good(request: httpx2.Request) -> httpx2.Response:
    texts = json.loads(request.content)["input"]
    data = [{"index": place, "embedding": [len(text), 1.0, 2.0]} for place, text in enumerate(texts)]
    return httpx2.Response(200, json={"data": data[::-1]})


def test_vectors_come_in_order_with_length_one_however_many_texts() -> None:
    texts = ["x" * (1 + place % 7) for place in range(80)]
    vectors = embedder(good).embed(texts)
    assert vectors.shape == (80, 3)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert vectors[:, 0] / vectors[:, 1] == pytest.approx([len(text) for text in texts], rel=1e-5)
    assert embedder(good).embed([]).shape[0] == 0
    assert embedder(good).dimensions == 3


def test_the_key_goes_to_the_endpoint_and_nowhere_into_messages() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(401, text="bad key sk-secret")

    with pytest.raises(ModelRefusedKey) as caught:
        embedder(answer, api_key="sk-secret").embed(["x"])
    assert seen[0].headers["authorization"] == "Bearer sk-secret"
    assert str(seen[0].url) == "http://127.0.0.1:9/v1/embeddings"
    assert "sk-secret" not in str(caught.value)


def test_another_model_or_address_never_mixes() -> None:
    hashes = {EndpointEmbedder(url, model).sha256 for url in ("http://a", "http://b") for model in ("m", "n")}
    assert len(hashes) == 4


def answers(content: object) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda request: httpx2.Response(200, json=content)


BAD: dict[str, tuple[Callable[[httpx2.Request], httpx2.Response], type[ModelError]]] = {
    "too much to do": (lambda request: httpx2.Response(429), ModelBusy),
    "no such model": (lambda request: httpx2.Response(404), ModelBadReply),
    "broken": (lambda request: httpx2.Response(500), ModelBadReply),
    "a web page": (lambda request: httpx2.Response(200, text="<html>"), ModelBadReply),
    "cut": (lambda request: httpx2.Response(200, text='{"data": ['), ModelBadReply),
    "no list": (answers({"data": 7}), ModelBadReply),
    "not an object": (answers([]), ModelBadReply),
    "too few": (answers({"data": []}), ModelBadReply),
    "too many": (answers({"data": [{"index": 0, "embedding": [1]}] * 2}), ModelBadReply),
    "wrong place": (answers({"data": [{"index": 5, "embedding": [1]}]}), ModelBadReply),
    "no numbers": (answers({"data": [{"index": 0, "embedding": ["x"]}]}), ModelBadReply),
    "nothing in it": (answers({"data": [{"index": 0, "embedding": []}]}), ModelBadReply),
    "no direction": (answers({"data": [{"index": 0, "embedding": [0.0, 0.0]}]}), ModelBadReply),
    "not finite": (lambda request: httpx2.Response(200, text='{"data": [{"index": 0, "embedding": [NaN]}]}'), ModelBadReply),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "error"), BAD.values(), ids=BAD.keys())
def test_bad_answers_have_names(
    answer: Callable[[httpx2.Request], httpx2.Response], error: type[ModelError]
) -> None:
    with pytest.raises(error) as caught:
        embedder(answer).embed(["x"])
    assert caught.value.safe


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (httpx2.ConnectError("no"), ModelUnreachable),
        (httpx2.ReadTimeout("slow"), ModelTimeout),
        (httpx2.ConnectTimeout("slow"), ModelTimeout),
        (httpx2.RemoteProtocolError("odd"), ModelUnreachable),
    ],
)
def test_faults_of_the_line_have_names(fault: Exception, error: type[ModelError]) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise fault

    with pytest.raises(error):
        embedder(answer).embed(["x"])


@pytest.mark.parametrize(("url", "model"), [("", "m"), ("ftp://x", "m"), ("http://x", " ")])
def test_half_a_setting_is_refused(url: str, model: str) -> None:
    with pytest.raises(ConfigurationError):
        EndpointEmbedder(url, model)


def test_an_address_with_a_password_in_it_is_refused_without_repeating_it() -> None:
    with pytest.raises(ConfigurationError, match="GROUNDWORK_EMBEDDINGS_API_KEY") as caught:
        EndpointEmbedder("https://me:hush@example.org/v1", "tiny")
    assert "hush" not in str(caught.value)
