"""Conversations, and topics explained back."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.study.practice import StudyPractice
from assistant.tutor.own_notes import OwnNote
from assistant.tutor.types import Conversation, FoundMessage, Message, TurnEvent


class StudyConversation(StudyPractice):
    """The part of a study that is talked about."""

    def ask(self, question: str, conversation_id: str | None = None) -> Iterator[TurnEvent]:
        """Run one turn of conversation and yield what happens; starts a conversation when none is given.

        Closing the iterator stops the turn; what was written so far is kept.
        """
        return self._parts.tutor().turn(self.learner_id, question, conversation_id)

    def follow_up(self, conversation_id: str, way: str) -> Iterator[TurnEvent]:
        """Run one turn about what was spoken of last, in one of the ways to ask (`tutor.ways.Way`, `language:es`)."""
        return self._parts.tutor().follow_up(self.learner_id, conversation_id, way)

    def resume(self, conversation_id: str, message_id: str) -> Iterator[TurnEvent]:
        """Go on with an answer that was interrupted."""
        return self._parts.tutor().resume(self.learner_id, conversation_id, message_id)

    def start_conversation(self, question: str) -> Conversation:
        """Start a conversation named after its first question."""
        title = " ".join(question.split())
        return self._parts.turn_store().start_conversation(
            self.learner_id, title[:80] or "Untitled", self._clock()
        )

    def conversations(self) -> tuple[Conversation, ...]:
        """All conversations, the newest first."""
        return self._parts.turn_store().conversations(self.learner_id)

    def messages(self, conversation_id: str) -> tuple[Message, ...]:
        """The messages of a conversation, in order."""
        return self._parts.turn_store().messages(self.learner_id, conversation_id)

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Give a conversation another title; an empty one is refused."""
        from assistant.tutor.turn import accept_title

        self._parts.turn_store().rename_conversation(self.learner_id, conversation_id, accept_title(title))

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete a conversation and its messages for good; what was learnt stays on record."""
        self._parts.turn_store().delete_conversation(self.learner_id, conversation_id)

    def branch_conversation(self, conversation_id: str, message_id: str, question: str) -> Conversation:
        """Start a conversation that repeats another up to one message, to ask something else there."""
        from assistant.tutor.turn import accept_question, title_of

        title = title_of(accept_question(question))
        return self._parts.turn_store().branch_conversation(
            self.learner_id, conversation_id, message_id, title, self._clock()
        )

    def search_conversations(self, query: str) -> tuple[FoundMessage, ...]:
        """Conversations that hold every word of the query."""
        return self._parts.turn_store().search_conversations(self.learner_id, query)

    def transcript(self, conversation_id: str) -> str:
        """A conversation as Markdown, verdicts and sources included."""
        from assistant.tutor.transcript import render_transcript

        store = self._parts.turn_store()
        conversation = store.conversation(self.learner_id, conversation_id)
        return render_transcript(conversation, store.messages(self.learner_id, conversation_id))

    def recover(self) -> int:
        """Mark answers that a crash cut off as interrupted; returns how many there were.

        Called once when the page's server starts, never by a command beside it: an answer another process is
        writing at this moment looks the same.
        """
        return int(self._parts.turn_store().close_cut_off_messages(self.learner_id))

    def explain_back(self, topic_id: str, text: str) -> OwnNote:
        """Keep an explanation of a topic in the learner's own words, check it, and say what it leaves out."""
        return self._parts.explain_back().explain(self.learner_id, self.topic(topic_id), text)

    def own_notes(self, topic_id: str | None = None) -> tuple[OwnNote, ...]:
        """The learner's own notes, the newest first, of one topic if given."""
        return self._parts.own_note_store().own_notes(self.learner_id, topic_id)

    def own_note(self, note_id: str) -> OwnNote:
        """One of the learner's own notes; raises NotFound."""
        return self._parts.own_note_store().own_note(self.learner_id, note_id)

    def search_own_notes(self, query: str) -> tuple[OwnNote, ...]:
        """Own notes that hold every word of the query."""
        return self._parts.own_note_store().search_own_notes(self.learner_id, query)

    def delete_own_note(self, note_id: str) -> None:
        """Delete one of the learner's own notes for good."""
        self._parts.own_note_store().delete_own_note(self.learner_id, note_id)

    def own_note_post(self, note_id: str) -> str:
        """An own note as a post in Markdown."""
        from assistant.tutor.explaining import render_post

        note = self.own_note(note_id)
        return render_post(note, self.topic(note.topic_id))
