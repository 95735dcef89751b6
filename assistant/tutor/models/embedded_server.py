"""The child process that serves the embedded model: `python -m assistant.tutor.models.embedded_server`.

Reads one JSON object from standard input (`model_path`, `name`, `api_key`, `context_tokens`, `threads`,
`prompt_threads`), loads the model, writes one JSON object to standard output (`base_url`, or `error`), and
serves the OpenAI protocol on a loopback port that the system chose. It ends when its standard input closes
or its parent is gone, so that no kill of the app, however hard, leaves gigabytes behind.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import Any

_PARENT_CHECK_SECONDS = 1.0
# llama.cpp keeps the state of former prompts in memory, up to 8 GB by default. Two full contexts are enough
# for the static prefix and the conversation left a moment ago.
_PROMPT_CACHE_MEGABYTES = 256
_BATCH_TOKENS = 64


def main() -> None:
    """Serve until the parent is gone."""
    parent = os.getppid()
    threading.Thread(target=_leave_with_parent, args=(parent,), daemon=True).start()
    wanted = json.loads(sys.stdin.readline())
    try:
        server = _serve(wanted)
    except Exception as error:  # noqa: BLE001 - whatever the library raises becomes one line for the parent
        _say({"error": f"{type(error).__name__}: {error}"})
        os._exit(1)
    _say({"base_url": f"{server.listening_address}/v1"})
    while sys.stdin.readline():
        pass
    # An answer may be under way; nobody is left to read it.
    os._exit(0)


def _serve(wanted: dict[str, Any]) -> Any:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = wanted["model_path"]
    parameters.model_alias = {wanted["name"]}
    parameters.n_ctx = wanted["context_tokens"]
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = wanted["threads"]
    parameters.cpuparams_batch.n_threads = wanted["prompt_threads"]
    # Whether the asker has left is looked at between two batches: small ones free the model within a second
    # of a stop, and read a prompt as fast as large ones (84 and 85 tokens a second on two cores).
    parameters.n_batch = _BATCH_TOKENS
    parameters.n_ubatch = _BATCH_TOKENS
    parameters.cache_prompt = True
    parameters.cache_ram_mib = _PROMPT_CACHE_MEGABYTES
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    # Any web page the learner visits can reach a loopback port: only our parent knows this key.
    parameters.api_keys = [wanted["api_key"]]
    parameters.cors_origins = "https://nobody.invalid"
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.endpoint_props = False
    return xllamacpp.Server(parameters)


def _say(message: dict[str, str]) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the protocol with the parent is a line on stdout


def _leave_with_parent(parent: int) -> None:
    # PR_SET_PDEATHSIG would fire when the *thread* that started this process ends, and threads of the page
    # come and go; and standard input stays open while a sibling has inherited its other end.
    while os.getppid() == parent:
        time.sleep(_PARENT_CHECK_SECONDS)
    os._exit(0)


if __name__ == "__main__":
    main()
