"""Every error that Groundwork raises on purpose, in one tree.

    GroundworkError
    ├── ConfigurationError          a setting that cannot be used
    ├── InputError                  what was typed or sent cannot be used as it is
    │   ├── InputTooLong
    │   └── UnreadableMath          where in the text, and why
    ├── NotFound                    an id that names nothing of this learner's
    ├── DocumentError               a file that could not be read
    │   ├── DocumentEncrypted
    │   ├── DocumentEmpty
    │   ├── DocumentDamaged
    │   ├── DocumentTooLarge
    │   └── DocumentKindUnknown
    ├── SearchIndexError
    │   ├── IndexBusy               another process is writing
    │   └── IndexDamaged            rebuildable: nothing of the learner's is in it
    ├── StoreError
    │   ├── StoreFull               no space left on the disk
    │   ├── StoreBusy
    │   └── SchemaTooNew            written by a newer Groundwork
    ├── DownloadError
    │   ├── SourceUnreachable
    │   └── HashMismatch
    └── ModelError
        ├── ModelMissing            no model is set up
        ├── ModelUnreachable
        ├── ModelRefusedKey
        ├── ModelBusy
        ├── ModelTimeout
        ├── ModelBadReply           not the protocol: HTML, cut JSON, no choices
        ├── ModelContextTooLong
        ├── ModelRefused            the model declined to answer
        └── ModelInterrupted        the answer stopped in the middle

Each says what happened, what is safe and what to do; the page and the command line show
exactly these three sentences and nothing else.
"""

from __future__ import annotations


class GroundworkError(Exception):
    """An error a learner can act on.

    Args:
        what: What happened and where, one sentence.
        safe: What was kept, one sentence; empty when nothing was at stake.
        todo: What to do next, one sentence; empty when there is nothing to do.
    """

    def __init__(self, what: str, *, safe: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.todo = todo

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.todo) if part)

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword arguments do not survive pickling by default, and errors cross process borders here.
        return (_rebuild, (type(self), dict(self.__dict__), self.args))


def _rebuild(
    kind: type[GroundworkError], state: dict[str, object], args: tuple[object, ...]
) -> GroundworkError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(GroundworkError):
    """A setting that cannot be used."""


class InputError(GroundworkError):
    """What was typed or sent cannot be used as it is."""


class InputTooLong(InputError):
    """More characters than a boundary allows."""


class UnreadableMath(InputError):
    """A formula the parser refuses.

    Args:
        what: Why, in a learner's words.
        offset: 0-based character offset in the text that was given.
    """

    def __init__(self, what: str, *, offset: int, todo: str = "") -> None:
        super().__init__(what, todo=todo)
        self.offset = offset


class NotFound(GroundworkError):
    """An id that names nothing of this learner's."""


class DocumentError(GroundworkError):
    """A file that could not be read."""


class DocumentEncrypted(DocumentError):
    """The file needs a password."""


class DocumentEmpty(DocumentError):
    """The file has no bytes, or no text on any page."""


class DocumentDamaged(DocumentError):
    """The file is cut, or not what its name says."""


class DocumentTooLarge(DocumentError):
    """More bytes, pages, time or memory than the limits allow."""


class DocumentKindUnknown(DocumentError):
    """No reader for this kind of file."""


class SearchIndexError(GroundworkError):
    """The search index cannot be used as it is."""


class IndexBusy(SearchIndexError):
    """Another process is writing the index."""


class IndexDamaged(SearchIndexError):
    """The index failed its self-check; it can be rebuilt from the store."""


class StoreError(GroundworkError):
    """The learner's database cannot be used as it is."""


class StoreFull(StoreError):
    """No space left on the disk."""


class StoreBusy(StoreError):
    """Another process held the database for longer than the busy timeout."""


class SchemaTooNew(StoreError):
    """The database was written by a newer Groundwork."""


class DownloadError(GroundworkError):
    """Something to download could not be had."""


class SourceUnreachable(DownloadError):
    """No source could be reached."""


class HashMismatch(DownloadError):
    """The bytes that arrived are not the bytes that were asked for."""


class ModelError(GroundworkError):
    """The language model did not answer."""


class ModelMissing(ModelError):
    """No model is set up."""


class ModelUnreachable(ModelError):
    """Nothing answers at the model's address."""


class ModelRefusedKey(ModelError):
    """The key was not accepted."""


class ModelBusy(ModelError):
    """Too many requests, or the model is overloaded."""


class ModelTimeout(ModelError):
    """The model took longer than the turn's deadline."""


class ModelBadReply(ModelError):
    """The reply does not follow the protocol."""


class ModelContextTooLong(ModelError):
    """The prompt is longer than the model can read."""


class ModelRefused(ModelError):
    """The model declined to answer."""


class ModelInterrupted(ModelError):
    """The answer stopped in the middle; what had arrived was kept."""
