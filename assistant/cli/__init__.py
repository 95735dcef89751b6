"""The command `groundwork`: calls the facade only.

Every module here imports Typer and the standard library at its top and everything else late, so that
`groundwork --help` answers in a blink.
"""

from __future__ import annotations

from assistant.cli.app import main

__all__ = ["main"]
