"""Find the message inside a forwarded one: the lines that name its sender, date and subject, in any language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.intake.formats.mail.headers import read_time

__all__ = ["Forwarded", "find_forwarded"]

_LABEL = re.compile(r"[>*\s]{0,4}([^\W\d_][\w\s-]{0,20}?)\s?:\*?\s+(\S.*)")
_MARKER = re.compile(r"\W{2,}\s?\w[^-]{3,60}\s?\W{2,}|.{5,60}:")
_MIN_LABELS = 3
_MAX_LABELS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The headers of a forwarded message among the lines of another."""

    start: int
    """The first of its lines, of what marks it included."""
    end: int
    """The line after its headers."""
    sender: str
    published: str | None
    subject: str | None


def find_forwarded(lines: Sequence[str]) -> Forwarded | None:
    """Find the headers of a forwarded or quoted message: several labelled lines with a date and an address.

    >>> lines = ["FYI", "---------- Forwarded message ---------", "From: The Post <news@post.example>"]
    >>> lines += ["Date: Tue, 4 Mar 2031 at 09:30", "Subject: Quay stays open", "To: Li Wei", "", "The council met."]
    >>> found = find_forwarded(lines)
    >>> found.start, found.end, found.sender, found.published, found.subject
    (1, 6, 'The Post <news@post.example>', '2031-03-04T09:30:00', 'Quay stays open')
    """
    index = 0
    while index < len(lines):
        end = index
        labelled: list[tuple[str, str]] = []
        while end < len(lines) and len(labelled) < _MAX_LABELS and (found := _LABEL.fullmatch(lines[end])):
            labelled.append((found[1], found[2].strip()))
            end += 1
        marker = _find_marker(lines, index)
        headers = _read(labelled, has_marker=marker is not None) if len(labelled) >= _MIN_LABELS else None
        if headers is not None:
            sender, published, subject = headers
            start = index if marker is None else marker
            return Forwarded(start=start, end=end, sender=sender, published=published, subject=subject)
        index = max(end, index + 1)
    return None


def _find_marker(lines: Sequence[str], index: int) -> int | None:
    """Find the line above that marks what follows as another message."""
    above = next((number for number in range(index - 1, max(-1, index - 3), -1) if lines[number].strip()), None)
    return above if above is not None and _MARKER.fullmatch(lines[above].strip()) else None


def _read(labelled: list[tuple[str, str]], *, has_marker: bool) -> tuple[str, str | None, str | None] | None:
    """Tell sender, date and subject apart by what they look like; None if these are no headers."""
    values = [value for _, value in labelled]
    addresses = [value for value in values if "@" in value]
    times = {value: time for value in values if (time := read_time(value))}
    if not times or not (addresses or has_marker):
        return None
    sender = values[0] if values[0] not in times else next(iter(addresses), "")
    others = [
        (label, value) for label, value in labelled if value not in times and value != sender and "@" not in value
    ]
    # "To" is shorter than "Subject" in every language, and recipients may have no addresses.
    subject = max(others, key=lambda each: len(each[0]))[1] if others else None
    return sender, next(iter(times.values())), subject
