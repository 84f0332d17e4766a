"""Every error that whence raises on purpose. A programmer's mistake raises a builtin instead.

WhenceError          exit status, HTTP status
├── ReadError        1, 422   a file or page holds no readable report
├── FetchError       1, 502   an address did not give a page
│   ├── BusyError    1, 503   its host does not answer now, and may later
│   └── GarbledError 1, 502   its host gave an answer that cannot be read
├── ArchiveError     2, 500   an archive cannot be opened, read or written
│   └── ArchiveBusyError  2, 503   another is writing to it
└── UsageError       2, 400   what was asked for cannot be done
    └── ModelError   2, 400   the model that was named cannot be opened
"""

from typing import ClassVar

__all__ = [
    "ArchiveBusyError",
    "ArchiveError",
    "BusyError",
    "FetchError",
    "GarbledError",
    "ModelError",
    "ReadError",
    "UsageError",
    "WhenceError",
]


class WhenceError(Exception):
    """A mistake that a user can mend, told in where, what and what to do.

    The three parts stay in ``args``, so that an error survives the way back from a worker process.

    Args:
        name: Where it went wrong: a path, an address, an option.
        problem: What was wrong with it, with the value that shows it. No full stop.
        fix: What to do about it. No full stop.

    >>> str(ReadError("budget.html", "no readable text after removing markup", "Save the page as text and read that"))
    'budget.html: no readable text after removing markup. Save the page as text and read that.'
    """

    exit_code: ClassVar[int] = 1
    """The exit status that this asks of a command: 1 an input was rejected, 2 wrong usage."""
    http_status: ClassVar[int] = 500
    """What a web server answers."""

    def __init__(self, name: str, problem: str, fix: str) -> None:
        super().__init__(name, problem, fix)

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.reason}"

    @property
    def reason(self) -> str:
        """What was wrong and what to do, for where the name stands beside it."""
        _, problem, fix = self.args
        return f"{problem}. {fix}."


class ReadError(WhenceError):
    """A file or page holds no readable report."""

    http_status = 422


class FetchError(WhenceError):
    """An address did not give a page."""

    http_status = 502


class BusyError(FetchError):
    """The host of an address does not answer now, and may later: it is busy, broken, or out of reach.

    Args:
        name: The address.
        problem: As for every error.
        fix: As for every error.
        seconds: How long the host asks to be left alone, if it says so.

    >>> BusyError("http://example.org/", "it answers 429", "Try again in 120 seconds", seconds=120).seconds
    120
    """

    http_status = 503

    def __init__(self, name: str, problem: str, fix: str, *, seconds: float | None = None) -> None:
        super().__init__(name, problem, fix)
        self.seconds = seconds


class GarbledError(FetchError):
    """What the host of an address answers cannot be read, now or later: it breaks the rules of HTTP, TLS or gzip."""


class ArchiveError(WhenceError):
    """An archive cannot be opened, read or written: it is something else, the disk is full."""

    exit_code = 2


class ArchiveBusyError(ArchiveError):
    """An archive cannot be written now, because another is writing to it."""

    http_status = 503


class UsageError(WhenceError):
    """What was asked for cannot be done: no input, a form of another version."""

    exit_code = 2
    http_status = 400


class ModelError(UsageError):
    """The model that was named cannot be opened: there is none of that name, or its file is broken."""
