"""Run by path when the page's server starts: loads what the page Today needs while the browser fetches the page."""

from __future__ import annotations

from contextlib import suppress

from assistant.errors import GroundworkError
from assistant.ui.state import get_study, spare_the_collector

# What is wrong is said by the page, which meets the same error.
with suppress(GroundworkError):
    study = get_study()
    study.report()
    study.plan()
    study.running_quiz()
spare_the_collector()
