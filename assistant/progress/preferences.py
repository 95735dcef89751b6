"""What a learner may choose."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import InputError
from assistant.progress.types import Preferences
from assistant.progress.wording import joined
from assistant.syllabus.types import Goal

LANGUAGES = ("es", "fr", "de", "pt", "zh", "hi")
"""The languages the syllabus knows terms in, besides English."""
MOST_MINUTES_A_DAY = 600


def checked(preferences: Preferences, goals: Sequence[Goal]) -> Preferences:
    """The same preferences, known to be usable.

    Raises:
        InputError: There is no such goal or language, or the minutes are not between 1 and 600.
    """
    if preferences.goal is not None and preferences.goal not in {goal.id for goal in goals}:
        raise InputError(
            f"There is no goal “{preferences.goal[:80]}”.",
            safe="Nothing was changed.",
            todo=f"Choose one of: {joined([goal.id for goal in goals])}." if goals else "There are none.",
        )
    if preferences.language is not None and preferences.language not in LANGUAGES:
        raise InputError(
            f"The syllabus has no terms in “{preferences.language[:20]}”.",
            safe="Nothing was changed.",
            todo=f"Choose one of: {joined(LANGUAGES)}.",
        )
    if not 1 <= preferences.minutes_a_day <= MOST_MINUTES_A_DAY:
        raise InputError(
            f"{preferences.minutes_a_day} minutes a day cannot be planned for.",
            safe="Nothing was changed.",
            todo=f"Choose 1 to {MOST_MINUTES_A_DAY}.",
        )
    return preferences
