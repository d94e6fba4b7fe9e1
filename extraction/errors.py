"""Every error that Yiju raises, in one tree.

    YijuError                     something was asked that cannot be done
    ├── DocumentError             this document cannot be read (exit code 2)
    │   ├── EmptyDocument         no bytes
    │   ├── NotADocument          the bytes are of a kind that is not read
    │   ├── BrokenDocument        the bytes claim a kind but cannot be parsed
    │   ├── EncryptedDocument     a password is needed
    │   └── LimitExceeded         a limit on size, pages, glyphs, time or memory was met
    ├── WorkerLost                the process that parsed the document died
    ├── ModelError                a model file cannot be used
    ├── RegistryError             the registry, or a file for it, cannot be used as asked
    ├── StoreError                the store (database) cannot be used
    ├── ReviewError               a correction, a sign-in or another act of review is refused
    ├── RequestRefused            the HTTP service does not take this request as it is
    │   └── Busy                  not now: it says when to ask again
    └── UsageError                an argument, an option or a setting is wrong

Each carries a stable ``code``, what was found, what was expected, and what to do.
"""

from __future__ import annotations


class YijuError(Exception):
    """Say what was found, what was expected and what to do.

    code      stable, for programs: ``"encrypted"``
    found     what was met
    expected  what would have been right
    hint      what to do now
    """

    code = "error"

    def __init__(self, *, found: str, expected: str, hint: str, code: str | None = None) -> None:
        self.code = code or type(self).code
        self.found = found
        self.expected = expected
        self.hint = hint
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One sentence: what was found and what was expected."""
        return f"{self.found}; expected {self.expected}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.found, self.expected, self.hint, self.code)


def _rebuild(kind: type[YijuError], found: str, expected: str, hint: str, code: str) -> YijuError:
    return kind(found=found, expected=expected, hint=hint, code=code)


class DocumentError(YijuError):
    """This document cannot be read."""

    code = "unreadable"


class EmptyDocument(DocumentError):
    """The file holds no bytes."""

    code = "empty"


class NotADocument(DocumentError):
    """The bytes are of a kind that Yiju does not read."""

    code = "not_a_document"


class BrokenDocument(DocumentError):
    """The bytes claim to be a document but cannot be parsed."""

    code = "broken"


class EncryptedDocument(DocumentError):
    """The document opens only with a password."""

    code = "encrypted"


class LimitExceeded(DocumentError):
    """A limit on size, pages, glyphs, time or memory was met."""

    code = "limit_exceeded"


class WorkerLost(YijuError):
    """The process that parsed the document died before it answered."""

    code = "worker_lost"


class ModelError(YijuError):
    """A model file is cut short, of another form, or made for other features."""

    code = "model"


class RegistryError(YijuError):
    """The registry, or a file of regulations for it, cannot be used as asked."""

    code = "registry"


class StoreError(YijuError):
    """The store cannot be opened, read or written."""

    code = "store"


class ReviewError(YijuError):
    """A correction, a sign-in or another act of the analysts' pages is refused."""

    code = "review"


class RequestRefused(YijuError):
    """The HTTP service does not take this request."""

    code = "refused"


class Busy(RequestRefused):
    """The HTTP service is at a limit: ask again after ``retry_after_seconds``."""

    code = "busy"

    def __init__(
        self,
        *,
        found: str,
        expected: str,
        hint: str,
        code: str | None = None,
        retry_after_seconds: int = 1,
    ) -> None:
        super().__init__(found=found, expected=expected, hint=hint, code=code)
        self.retry_after_seconds = retry_after_seconds


class UsageError(YijuError):
    """An argument, an option or a setting is wrong."""

    code = "usage"
