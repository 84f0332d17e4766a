"""Headings that are compared with their text: a report's headline, and in a live blog that of each entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.records.ledger import Genre
from whence.records.report import Report, Span

__all__ = ["CLOCK", "Heading", "headings"]

CLOCK = re.compile(
    r"^\W{0,3}(?:(?:updated?|posted)\W? )?\d{1,2}(?:[.:h]\d\d ?(?:[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: [A-Z]{3,4})?(?=\W|$)",
    re.IGNORECASE,
)
"""The time of the clock that an entry of a live blog begins with, at the start of a line."""
# What may stand between the time and the heading, and a day that stands beside the time: "9.15 a.m., March 3, 2031".
_BETWEEN = re.compile(r"[\s,.;:|–—-]*")
_DAY = re.compile(r"(?:[A-Z][a-z]{2,8}\.?,? ){0,2}\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]{2,8}\.?)?(?:,? \d{4})?$")
_ENDED = re.compile(r"[.!?…:;,–—-][\"”’')\]]*$")
_FEWEST_WORDS, _MOST_WORDS = 3, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, and where the text beneath it ends."""

    span: Span
    end: int


def headings(report: Report, genre: Genre | None) -> Iterator[Heading]:
    r"""List the headings that a text must bear out: the headline, but of a live blog only those of its entries.

    The headline of a live blog is that of its newest entries, and older ones know less. The heading of an entry stands
    beside its time or on the next line; a line that ends as a sentence does is none.

    Args:
        report: The report.
        genre: Its genre.

    >>> text = "Storm\n\n9.15 a.m.\n\nWall hits three cars\n\nA wall fell.\n\n9.40 a.m.\n\nIt rains."
    >>> found = list(headings(Report(text=text, headline="Storm"), "live blog"))
    >>> [(heading.span.of(text), text[heading.span.end : heading.end].split()) for heading in found]
    [('Wall hits three cars', ['A', 'wall', 'fell.'])]
    """
    if genre == "live blog":
        yield from _entries(report.text)
        return
    headline = report.text[: report.headline_end].strip() if report.headline else ""
    if headline:
        start = report.text.index(headline)
        yield Heading(span=Span(start, start + len(headline)), end=len(report.text))


def _entries(text: str) -> Iterator[Heading]:
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text) if not match.group().isspace()]
    times = [(i, match.end()) for i, line in enumerate(lines) if (match := CLOCK.match(line.of(text)))]
    for (at, length), after in zip(times, [*(i for i, _ in times[1:]), len(lines)], strict=True):
        beside = _trimmed(text, lines[at], length)
        first = at if beside and not _DAY.match(beside.of(text)) else at + 1
        heading = beside if first == at else _trimmed(text, lines[first], 0) if first < after else None
        beneath = lines[first + 1 : after]
        is_told = any(_ENDED.search(line.of(text).strip()) for line in beneath)
        if heading and is_told and _is_heading(heading.of(text)):
            yield Heading(span=heading, end=beneath[-1].end)


def _trimmed(text: str, line: Span, length: int) -> Span | None:
    """Return what stands in a line after its first characters, without what separates it from them."""
    match = _BETWEEN.match(text, line.start + length, line.end)
    start, end = match.end() if match else line.start, line.start + len(line.of(text).rstrip())
    return Span(start, end) if start < end else None


def _is_heading(words: str) -> bool:
    return _FEWEST_WORDS <= len(words.split()) <= _MOST_WORDS and not _ENDED.search(words)
