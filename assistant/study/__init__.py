"""The facade: all that a learner can do, one method each.

Its parts are modules beside this one, each built on those before it: `base`, `shelf` (documents and formulas),
`progress`, `practice`, `conversation`, `keeping` (exports and backups), `upkeep` (model and set-up). The rooms behind it
are wired together in `wiring.py`.
"""

from __future__ import annotations

from pydantic import ValidationError

from assistant.errors import ConfigurationError
from assistant.settings import Settings, load_settings
from assistant.study.base import LOCAL_LEARNER
from assistant.study.shelf import PassageView
from assistant.study.upkeep import StudyUpkeep
from assistant.wiring import new_id

__all__ = ["LOCAL_LEARNER", "PassageView", "Study", "build_study", "new_id"]


class Study(StudyUpkeep):
    """All that one learner can do. Safe to use from several threads.

    Args:
        settings: Where state lives and which model answers.
        learner_id: Whose study this is.
        clock: Gives the time now as aware UTC.
    """


def build_study(settings: Settings | None = None) -> Study:
    """Wire a study from the environment's settings.

    Raises:
        ConfigurationError: A setting cannot be used.
    """
    if settings is None:
        try:
            settings = load_settings()
        except ValidationError as error:
            names = ", ".join("GROUNDWORK_" + str(problem["loc"][0]).upper() for problem in error.errors())
            raise ConfigurationError(
                f"A setting cannot be used: {names}.",
                safe="Nothing was started or changed.",
                todo="Correct it in the environment, or unset it to get the default.",
            ) from None
    return Study(settings)
