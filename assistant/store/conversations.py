"""Conversations and their messages in SQL; implements `assistant.tutor.ports.TurnStore`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import NotFound, StoreError
from assistant.progress.types import Evidence
from assistant.store.base import AnyText, Table, UtcDateTime
from assistant.store.codec import MessageDetails, parse_details, render_details
from assistant.store.database import Database
from assistant.store.evidence import append_evidence
from assistant.store.learners import LearnerRow, require_learner
from assistant.store.wording import holds_words, words_around
from assistant.tutor.types import Conversation, FoundMessage, Message, MessageState


class ConversationRow(Table):
    """A conversation. `position` is the order in which conversations were started."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("learner_id", "id"),)

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text, ForeignKey(LearnerRow.id))
    id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(AnyText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    branched_from: Mapped[str | None] = mapped_column(Text)


class MessageRow(Table):
    """A message. `position` is its place among all messages; `details` is versioned JSON (`codec`)."""

    __tablename__ = "messages"
    __table_args__ = (
        # The pair proves that a message never hangs under another learner's conversation.
        ForeignKeyConstraint(
            ["learner_id", "conversation_id"], ["conversations.learner_id", "conversations.id"]
        ),
        UniqueConstraint("learner_id", "id"),
        Index(None, "learner_id", "conversation_id"),
        Index(None, "learner_id", "state"),
    )

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text, ForeignKey(LearnerRow.id))
    id: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(AnyText)
    state: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    model: Mapped[str] = mapped_column(AnyText)
    prompt_sha256: Mapped[str] = mapped_column(Text)
    grounded: Mapped[bool]
    problem: Mapped[str] = mapped_column(AnyText)
    details: Mapped[str] = mapped_column(AnyText)


def _new_id() -> str:
    return uuid.uuid4().hex


class SqlTurnStore:
    """Conversations, messages and evidence in SQL. Every call is one transaction, durable when it returns.

    Args:
        database: The open database.
        new_id: Where the ids of new conversations come from.
    """

    def __init__(self, database: Database, *, new_id: Callable[[], str] = _new_id) -> None:
        self._database = database
        self._new_id = new_id

    def start_conversation(self, learner_id: str, title: str, now: datetime) -> Conversation:
        """Create a conversation; raises NotFound when there is no such learner."""
        conversation = Conversation(id=self._new_id(), title=title, created_at=now, updated_at=now)
        with self._database.write() as session:
            require_learner(session, learner_id)
            session.add(
                ConversationRow(
                    learner_id=learner_id, id=conversation.id, title=title, created_at=now, updated_at=now
                )
            )
        return conversation

    def conversation(self, learner_id: str, conversation_id: str) -> Conversation:
        """One conversation; raises NotFound."""
        with self._database.read() as session:
            return _conversation(_conversation_row(session, learner_id, conversation_id))

    def conversations(self, learner_id: str) -> tuple[Conversation, ...]:
        """All conversations, the one with the newest message first."""
        query = (
            select(ConversationRow)
            .where(ConversationRow.learner_id == learner_id)
            .order_by(ConversationRow.updated_at.desc(), ConversationRow.position.desc())
        )
        with self._database.read() as session:
            return tuple(_conversation(row) for row in session.scalars(query))

    def rename_conversation(self, learner_id: str, conversation_id: str, title: str) -> None:
        """Give a conversation another title; raises NotFound."""
        with self._database.write() as session:
            _conversation_row(session, learner_id, conversation_id).title = title

    def delete_conversation(self, learner_id: str, conversation_id: str) -> None:
        """Delete a conversation and its messages for good; raises NotFound.

        Evidence stays: what was asked was asked, whether or not the words are kept.
        """
        with self._database.write() as session:
            row = _conversation_row(session, learner_id, conversation_id)
            session.execute(
                delete(MessageRow).where(
                    MessageRow.learner_id == learner_id, MessageRow.conversation_id == conversation_id
                )
            )
            session.delete(row)

    def branch_conversation(
        self, learner_id: str, conversation_id: str, message_id: str, title: str, now: datetime
    ) -> Conversation:
        """Start a conversation with copies of all messages before one of another; that other one is left as it is.

        Raises:
            NotFound: There is no such conversation, or no such message in it.
        """
        with self._database.write() as session:
            _conversation_row(session, learner_id, conversation_id)
            at = _message_row(session, learner_id, message_id)
            if at is None or at.conversation_id != conversation_id:
                raise NotFound(
                    f"There is no message {message_id!r} in this conversation.", safe="Nothing was changed."
                )
            branch = ConversationRow(
                learner_id=learner_id,
                id=self._new_id(),
                title=title,
                created_at=now,
                updated_at=now,
                branched_from=conversation_id,
            )
            session.add(branch)
            session.flush()
            before = select(MessageRow).where(
                MessageRow.learner_id == learner_id,
                MessageRow.conversation_id == conversation_id,
                MessageRow.position < at.position,
            )
            for row in session.scalars(before.order_by(MessageRow.position)).all():
                copy = replace(_message(row), id=self._new_id(), conversation_id=branch.id)
                # An answer that another page is still writing is not written here.
                if copy.state is MessageState.WRITING:
                    copy = replace(copy, state=MessageState.INTERRUPTED)
                new = MessageRow(learner_id=learner_id, id=copy.id, conversation_id=branch.id)
                _write(new, copy)
                session.add(new)
                session.flush()
            return _conversation(branch)

    def search_conversations(self, learner_id: str, query: str) -> tuple[FoundMessage, ...]:
        """Conversations in whose title or one of whose messages every word of the query stands, the newest first."""
        words = query.casefold().split()
        if not words:
            return ()
        texts = (
            select(MessageRow.conversation_id, MessageRow.text)
            .where(MessageRow.learner_id == learner_id)
            .order_by(MessageRow.position)
        )
        excerpts: dict[str, str] = {}
        with self._database.read() as session:
            # Compared here: SQLite folds the case of English letters only.
            for conversation_id, text in session.execute(texts):
                if conversation_id not in excerpts and holds_words(text, words):
                    excerpts[conversation_id] = words_around(text, words)
        return tuple(
            FoundMessage(conversation, excerpts.get(conversation.id, ""))
            for conversation in self.conversations(learner_id)
            if conversation.id in excerpts or holds_words(conversation.title, words)
        )

    def add_message(self, learner_id: str, message: Message) -> None:
        """Append a message; raises NotFound when the conversation is not this learner's."""
        with self._database.write() as session:
            conversation = _conversation_row(session, learner_id, message.conversation_id)
            if _message_row(session, learner_id, message.id) is not None:
                raise StoreError(
                    f"There is a message {message.id!r} already.", safe="The message that was there was kept."
                )
            row = MessageRow(learner_id=learner_id, id=message.id, conversation_id=message.conversation_id)
            _write(row, message)
            session.add(row)
            conversation.updated_at = max(conversation.updated_at, message.created_at)

    def update_message(self, learner_id: str, message: Message) -> None:
        """Replace a message of the same id in the same conversation; raises NotFound."""
        with self._database.write() as session:
            row = _message_row(session, learner_id, message.id)
            if row is None or row.conversation_id != message.conversation_id:
                raise NotFound(
                    f"There is no message {message.id!r} in this conversation.", safe="Nothing was changed."
                )
            _write(row, message)

    def messages(self, learner_id: str, conversation_id: str) -> tuple[Message, ...]:
        """The messages of a conversation in the order they were added; raises NotFound."""
        query = (
            select(MessageRow)
            .where(MessageRow.learner_id == learner_id, MessageRow.conversation_id == conversation_id)
            .order_by(MessageRow.position)
        )
        with self._database.read() as session:
            _conversation_row(session, learner_id, conversation_id)
            return tuple(_message(row) for row in session.scalars(query))

    def cited_passages(self, learner_id: str) -> frozenset[str]:
        """The ids of all passages that answers to this learner cite."""
        query = select(MessageRow.details).where(
            MessageRow.learner_id == learner_id, MessageRow.role == "assistant"
        )
        with self._database.read() as session:
            details = session.scalars(query).all()
        return frozenset(
            citation.passage_id for text in details for citation in parse_details(text).citations
        )

    def close_cut_off_messages(self, learner_id: str) -> int:
        """Mark messages left in the state `writing` by a crash as `interrupted`; returns how many."""
        cut_off = (MessageRow.learner_id == learner_id, MessageRow.state == MessageState.WRITING.value)
        with self._database.write() as session:
            count = session.scalar(select(func.count()).select_from(MessageRow).where(*cut_off)) or 0
            session.execute(update(MessageRow).where(*cut_off).values(state=MessageState.INTERRUPTED.value))
        return count

    def add_evidence(self, learner_id: str, evidence: Sequence[Evidence]) -> None:
        """Append to the log of evidence; raises NotFound when there is no such learner."""
        if not evidence:
            return
        with self._database.write() as session:
            append_evidence(session, learner_id, evidence)


def _conversation_row(session: Session, learner_id: str, conversation_id: str) -> ConversationRow:
    row = session.scalar(
        select(ConversationRow).where(
            ConversationRow.learner_id == learner_id, ConversationRow.id == conversation_id
        )
    )
    if row is None:
        raise NotFound(
            f"There is no conversation {conversation_id!r} here.",
            safe="Nothing was changed.",
            todo="Start a new one, or choose one from the list.",
        )
    return row


def _message_row(session: Session, learner_id: str, message_id: str) -> MessageRow | None:
    return session.scalar(
        select(MessageRow).where(MessageRow.learner_id == learner_id, MessageRow.id == message_id)
    )


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(
        id=row.id,
        title=row.title,
        created_at=row.created_at,
        updated_at=row.updated_at,
        branched_from=row.branched_from,
    )


def _write(row: MessageRow, message: Message) -> None:
    row.role = message.role
    row.text = message.text
    row.state = message.state.value
    row.created_at = message.created_at
    row.model = message.model
    row.prompt_sha256 = message.prompt_sha256
    row.grounded = message.grounded
    row.problem = message.problem
    row.details = render_details(
        MessageDetails(
            facts=message.facts,
            claims=message.claims,
            citations=message.citations,
            topic_ids=message.topic_ids,
            timings=message.timings,
            way=message.way,
            own=message.own,
        )
    )


def _message(row: MessageRow) -> Message:
    details = parse_details(row.details)
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        role=row.role,
        text=row.text,
        state=MessageState(row.state),
        created_at=row.created_at,
        facts=details.facts,
        claims=details.claims,
        citations=details.citations,
        topic_ids=details.topic_ids,
        model=row.model,
        prompt_sha256=row.prompt_sha256,
        grounded=row.grounded,
        problem=row.problem,
        timings=details.timings,
        way=details.way,
        own=details.own,
    )
