"""Set-up: the model, what is fetched, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.errors import GroundworkError, InputError
from assistant.preparation import announce, fetch, fingerprint
from assistant.settings import Settings, bundled_path, save_choice
from assistant.study.keeping import StudyKeeping
from assistant.tutor.models.types import ModelChoice, ModelProbe

if TYPE_CHECKING:
    from assistant.doctor import Finding


class StudyUpkeep(StudyKeeping):
    """The part of a study that keeps it running."""

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for: the checker, the library, the model.

        Raises nothing: a part that cannot start is reported by the turn that needs it and by `doctor`.
        """
        for step in (self._parts.checker().warm, self._parts.library, self._warm_model):
            with suppress(GroundworkError):
                step()

    def _warm_model(self) -> None:
        writer = self._parts.writer()
        if writer is not None:
            writer.prepare(self._parts.tutor().rules)

    def probe_model(self) -> ModelProbe:
        """Ask the chosen model something, to know whether it answers."""
        from assistant.tutor.models.choose import choose_model, probe_model

        return probe_model(choose_model(self.settings), self.settings, self._parts.embedded_model)

    def choose_model(self, model: str, base_url: str = "") -> ModelChoice:
        """Let another model answer, now and after the next start.

        Args:
            model: `auto`, `none`, `embedded`, or the name of a model at the endpoint or at OpenAI.
            base_url: An OpenAI-compatible endpoint; empty for none. Its key comes from the environment alone.

        Raises:
            InputError: The environment decides (GROUNDWORK_MODEL or GROUNDWORK_BASE_URL is set).
            ConfigurationError: The address cannot be used; nothing was changed.
        """
        from assistant.tutor.models.choose import choose_model

        decided = sorted({"model", "base_url"} & Settings().model_fields_set)
        if decided:
            names = " and ".join(f"GROUNDWORK_{name.upper()}" for name in decided)
            raise InputError(
                f"{names} decides which model answers.",
                safe="Nothing was changed.",
                todo="Unset it, then choose here.",
            )
        settings = self.settings.model_copy(
            update={"model": model.strip() or "auto", "base_url": base_url.strip() or None}
        )
        choice = choose_model(settings)
        save_choice(settings.home, {"model": settings.model, "base_url": settings.base_url or ""})
        self.settings = settings
        self._parts.change_model(settings)
        return choice

    def model_choice(self) -> ModelChoice:
        """Which model answers, and why it is this one."""
        from assistant.tutor.models.choose import choose_model

        return choose_model(self.settings)

    def doctor(self) -> tuple[Finding, ...]:
        """What is installed, which model answers, what is missing, how to mend it."""
        from assistant.doctor import examine

        return examine(self)

    def announce_preparation(self) -> tuple[str, ...]:
        """What `prepare` is about to fetch and how large it is, one sentence each; empty when all is there."""
        return announce(self.settings)

    def prepare(self, on_progress: Callable[[str, int, int], None]) -> tuple[str, ...]:
        """Fetch what is missing and index the notes; quick when all is there.

        Args:
            on_progress: Called with what is being done, how much of it, and the whole.

        Returns:
            What could not be had, one message each; Groundwork works without it and says so.
        """
        problems = fetch(self.settings, on_progress)
        # Opening the library costs two seconds; a start with nothing new to index should not pay them.
        indexed, shipped = self.settings.index_path / "notes.sha256", fingerprint(bundled_path("corpus"))
        if not (
            self.settings.database_path.exists()
            and indexed.is_file()
            and indexed.read_text("ascii") == shipped
        ):
            self.ingest_notes(
                on_progress=lambda step: on_progress("Indexing the notes", step.done, step.total)
            )
            indexed.write_text(shipped, "ascii")
        return problems
