"""The input records: a report, a span of its text, and an input that could not be read."""

import hashlib
from dataclasses import dataclass

from whence.records.arguments import check_is_list

__all__ = ["Rejected", "Report", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters (Unicode code points) in a report's text.

    Args:
        start: First character, counted from 0.
        end: One past the last character; greater than ``start``.

    Raises:
        ValueError: The range is empty, reversed, or starts before the text.

    >>> Span(4, 11).of("The council will meet.")
    'council'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not start={self.start}, end={self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Cut this span out of its text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    r"""One published news item.

    Raises:
        TypeError: The byline or the notes are a single string.

    >>> report = Report(text="Harbour to close\n\nThe council met.", headline="Harbour to close")
    >>> report.id
    'r:5f6deefcd228fcb3'
    """

    text: str
    """The text that all spans refer to. If there is a headline, it is the first line."""
    headline: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601 date, or date and time; as precise as the report says."""
    language: str | None = None
    """ISO 639-1 code."""
    url: str | None = None
    name: str | None = None
    """Where the report was read from: a path, an address, or ``-``. Not part of the id."""
    notes: tuple[str, ...] = ()
    """Assumptions made in reading it, one sentence each: a guessed encoding, replaced characters."""

    def __post_init__(self) -> None:
        check_is_list("byline", self.byline)
        check_is_list("notes", self.notes)

    @property
    def headline_end(self) -> int:
        r"""Offset of the end of the headline's line in the text; 0 if there is no headline.

        >>> Report(text="Harbour to close\n\nThe council met.", headline="Harbour to close").headline_end
        16
        """
        if self.headline is None:
            return 0
        end = self.text.find("\n", len(self.text) - len(self.text.lstrip()))
        return len(self.text) if end < 0 else end

    @property
    def id(self) -> str:
        """Hash of text, publisher, time of publication and URL: ``r:`` and 16 hexadecimal digits of SHA-256."""
        parts = (self.text, self.publisher or "", self.published or "", self.url or "")
        # A lone surrogate can stand in a Python string; it must not make the id fail.
        content = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return "r:" + hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that could not be read, and why. The other inputs of a run are still read."""

    input: str
    """The path or address as given."""
    reason: str
    """What was wrong, with the value that shows it, and what to do."""
    exit_code: int = 1
    """The exit status of a command that meets this input."""
    is_list: bool = False
    """True for an input that lists reports and is not a report itself, such as a feed."""
