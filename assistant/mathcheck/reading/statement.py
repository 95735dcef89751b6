"""A relation as it was written, kept for the claims after it. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation as it was written, enough to remember it again: what a stream hands from block to block."""

    left: str
    right: str
    kind: str
    """definition, redefinition, equation, or asked: the function a question is about, if no other is called so"""
