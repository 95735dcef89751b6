"""What the exercises of this topic share."""

from __future__ import annotations

from typing import Any

from assistant.practice import second_way


def log_likelihood(h: Any, t: Any, at: Any) -> Any:
    """The log-likelihood of heads and tails at 80 digits."""
    return second_way.real(h) * second_way.called("log", at) + second_way.real(t) * second_way.called(
        "log", 1 - at
    )
