"""What leaves Groundwork and comes back: exports, backups, restoring."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.settings import bundled_path
from assistant.study.conversation import StudyConversation

if TYPE_CHECKING:
    from assistant.export.brought import BroughtIn
    from assistant.store.backup import Backup


class StudyKeeping(StudyConversation):
    """The part of a study that writes and reads files for elsewhere."""

    def export_anki(self, *, all_topics: bool = False) -> bytes:
        """An Anki package: a card for each topic touched (or all), each missed exercise, each own explanation.

        Raises:
            InputError: There is nothing to learn from yet.
        """
        from assistant.export.anki import render_anki
        from assistant.export.cards import (
            exercise_card,
            missed_exercises,
            own_note_card,
            topic_card,
            without_doubles,
        )
        from assistant.practice.make import find_exercise
        from assistant.progress.types import CoverageState

        syllabus = self.syllabus()
        touched = {
            entry.topic_id
            for entry in self.coverage().topics
            if all_topics or entry.state is not CoverageState.UNTOUCHED
        }
        corpus = bundled_path("corpus")
        cards = [
            topic_card(topic, (corpus / topic.note).read_text("utf-8"))
            for topic in syllabus.topics
            if topic.id in touched
        ]
        for exercise_id in missed_exercises(self._parts.attempt_store().attempts(self.learner_id)):
            exercise = find_exercise(exercise_id)
            if exercise is not None and exercise.topic_id in syllabus:
                cards.append(exercise_card(syllabus.topic(exercise.topic_id), exercise))
        cards += [
            own_note_card(syllabus.topic(note.topic_id), note)
            for note in self._parts.own_note_store().own_notes(self.learner_id)
            if note.topic_id in syllabus
        ]
        found = without_doubles([card for card in cards if card is not None])
        if not found:
            raise InputError(
                "There is nothing to make cards of yet.",
                todo="Study a topic first, or export the cards of all topics (`--all`).",
            )
        return render_anki(found, self._clock())

    def evidence_is_there(self) -> bool:
        """Whether anything was ever studied."""
        from assistant.store.evidence import newest_evidence

        return newest_evidence(self._parts.database(), self.learner_id) > 0

    def export_record(self) -> str:
        """All evidence and attempts as JSON."""
        from assistant.export.tables import whole_record
        from assistant.store.evidence import load_evidence

        record = whole_record(
            self.learner_id,
            self._clock(),
            load_evidence(self._parts.database(), self.learner_id),
            reversed(self._parts.attempt_store().attempts(self.learner_id)),
        )
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"

    def preview_record(self, content: bytes) -> BroughtIn:
        """What bringing in a record that `export_record` wrote would add; nothing is written.

        Raises:
            InputError: It is no such record, or something in it cannot be.
            SchemaTooNew: A newer Groundwork wrote it.
        """
        from assistant.export.record import parse_record, summarise_brought_in
        from assistant.store.imports import new_rows

        brought = parse_record(content, self.syllabus(), self._clock())
        new = new_rows(self._parts.database(), self.learner_id, brought.evidence, brought.attempts)
        return summarise_brought_in(brought, *new)

    def bring_in_record(self, content: bytes) -> tuple[BroughtIn, Backup | None]:
        """Add what a record says and this one does not; all of it or nothing, and a second time nothing.

        Returns:
            What was added, and the backup made right before, so that the step can be undone; None when there was
            nothing to add.

        Raises:
            InputError, SchemaTooNew: As for `preview_record`; nothing was changed.
        """
        from assistant.export.record import parse_record, summarise_brought_in
        from assistant.store.imports import bring_in_rows, new_rows

        brought = parse_record(content, self.syllabus(), self._clock())
        new = new_rows(self._parts.database(), self.learner_id, brought.evidence, brought.attempts)
        if (found := summarise_brought_in(brought, *new)).is_empty:
            return found, None
        before = self.backup()
        # Looked up anew inside the transaction: another process may have added some of it meanwhile.
        added = bring_in_rows(self._parts.database(), self.learner_id, brought.evidence, brought.attempts)
        return summarise_brought_in(brought, *added), before

    def export_evidence_csv(self) -> str:
        """The log of evidence as CSV."""
        from assistant.export.tables import EVIDENCE_COLUMNS, evidence_rows, render_csv
        from assistant.store.evidence import load_evidence

        rows = evidence_rows(load_evidence(self._parts.database(), self.learner_id))
        return render_csv(rows, EVIDENCE_COLUMNS)

    def export_attempts_csv(self) -> str:
        """All attempts as CSV, the oldest first."""
        from assistant.export.tables import ATTEMPT_COLUMNS, attempt_rows, render_csv

        attempts = reversed(self._parts.attempt_store().attempts(self.learner_id))
        return render_csv(attempt_rows(attempts), ATTEMPT_COLUMNS)

    def export_calendar(self) -> bytes:
        """The due reviews of the next year as a calendar file."""
        from assistant.export.calendar import render_calendar

        return render_calendar(self.coverage(), self.syllabus(), self._clock())

    def export_posts(self, area: str | None = None) -> str:
        """The newest own note of each topic (of one area) as one post in Markdown.

        Raises:
            InputError: There is none.
        """
        from assistant.export.posts import render_posts

        syllabus = self.syllabus()
        newest = {
            note.topic_id: note
            for note in reversed(self._parts.own_note_store().own_notes(self.learner_id))
            if note.topic_id in syllabus
        }
        chosen = [
            (topic, newest[topic.id])
            for topic in syllabus.topics
            if topic.id in newest and area in (None, topic.area)
        ]
        if not chosen:
            raise InputError(
                "You have no notes of your own here yet.",
                todo="Explain a topic back first: `groundwork explain gradient`.",
            )
        name = area.replace("-", " ") if area else "the mathematics of machine learning"
        return render_posts(f"My notes on {name}", chosen)

    @property
    def backups_path(self) -> Path:
        """The folder of the backups that are made by themselves."""
        return self.settings.home / "backups"

    def backup(self, target: Path | None = None) -> Backup:
        """Write everything into one file and read it back; without a target, into the home's own folder."""
        from assistant.store.backup import backup_name, write_backup

        self._parts.database()
        now = self._clock()
        # A name tells its second. Two backups of one second must not be one file: a restore makes one of its own first.
        while target is None and (self.backups_path / backup_name(now)).exists():
            now += timedelta(seconds=1)
        return write_backup(
            self.settings.database_path,
            self.settings.documents_path,
            target if target is not None else self.backups_path / backup_name(now),
            now,
        )

    def backups(self) -> tuple[Backup, ...]:
        """The backups in the home's own folder, the newest first."""
        from assistant.store.backup import list_backups

        return list_backups(self.backups_path)

    def backup_daily(self) -> Backup | None:
        """Make today's backup if there is none, and delete those that need not be kept; None when there was one."""
        from assistant.store.backup import prune

        today = self._clock().astimezone(UTC).date()
        if any(backup.made_at.date() == today for backup in self.backups()):
            return None
        made = self.backup()
        prune(self.backups_path)
        return made

    def restore(self, path: Path) -> Backup | None:
        """Put a backup in place of everything that is here.

        Returns:
            A backup of what was here before, so that the step can be undone; None for a fresh home.

        Raises:
            InputError: It is no backup, or it is damaged; nothing was changed.
            SchemaTooNew: A newer Groundwork made it; nothing was changed.
        """
        from assistant.store.backup import read_backup, restore_backup

        read_backup(path)
        before = self.backup() if self.settings.database_path.exists() else None
        self._parts.close()
        restore_backup(path, self.settings.database_path, self.settings.documents_path)
        self._parts.forget_record()
        # The index speaks of what was here before; it is made again from the database.
        library = self._parts.library_without_notes()
        if library.check_index(self.learner_id):
            library.rebuild_index(self.learner_id)
        return before
