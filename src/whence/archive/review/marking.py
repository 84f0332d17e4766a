"""What a reader marks in a report: words, or spans of its text; and the names of what a reader wrote."""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import TypeAlias

from whence.archive.storage.rows import clean
from whence.errors import UsageError
from whence.records.report import Span

__all__ = ["Marked", "find_marked", "id_of", "paragraphs_around", "read_author"]

Marked: TypeAlias = str | Iterable[Span]
"""Words of a report, as the report has them, or spans of its text. No words and no spans mean that there are none."""

_DIGITS = 16
_PARAGRAPH = re.compile(r"\S[^\n]*")


def find_marked(text: str, marked: Marked, *, near: int | None, within: Span | None = None) -> tuple[Span, ...]:
    """Find what a reader marked, in the order of the text.

    Args:
        text: The report's text.
        marked: Words, or spans. Of several places with these words, the nearest is meant.
        near: Offset of the attribution; None if it is not known. Then the words must stand in one place only.
        within: Where to look for the words; None for everywhere.

    Raises:
        UsageError: The text does not contain the words, it is not known which of several places is meant, or a span
            ends after the text.

    >>> find_marked("It leaks, said Okafor. Okafor left.", "Okafor", near=10)
    (Span(start=15, end=21),)
    """
    if not isinstance(marked, str):
        spans = tuple(sorted(set(marked)))
        if spans and max(span.end for span in spans) > len(text):
            name = ", ".join(f"{span.start}-{span.end}" for span in spans)
            raise UsageError(name, f"the report's text has only {len(text):,} characters", "Give spans of this version")
        return spans
    words = marked.split()
    if not words:
        return ()
    pattern = r"\s+".join(map(re.escape, words))
    if words[0][0].isalnum():
        pattern = rf"(?<!\w){pattern}"
    if words[-1][-1].isalnum():
        pattern = rf"{pattern}(?!\w)"
    start, end = (within.start, within.end) if within else (0, len(text))
    places = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
    if not places:
        where = "near the attribution" if within else "in the report"
        raise UsageError(marked, f"these words are not {where}", "Write words as the report has them")
    if near is None:
        if len(places) > 1:
            problem = f"these words are in {len(places)} places"
            raise UsageError(marked, problem, "Give more of the words, or mark them in the report")
        return (Span(*places[0]),)
    return (Span(*min(places, key=lambda place: abs(place[0] - near))),)


def paragraphs_around(text: str, spans: Iterable[Span]) -> Span:
    r"""Find the paragraphs that spans are in, with the one before and the one after.

    >>> text = "One.\n\nTwo.\n\nThree.\n\nFour."
    >>> paragraphs_around(text, [Span(0, 3)]).of(text)
    'One.\n\nTwo.'
    """
    places = list(spans)
    start = min((span.start for span in places), default=0)
    end = max((span.end for span in places), default=len(text))
    before = [match.start() for match in _PARAGRAPH.finditer(text) if match.end() <= start]
    after = [match.end() for match in _PARAGRAPH.finditer(text) if match.start() >= end]
    first = before[-1] if before else 0
    return Span(first, after[0] if after else len(text))


def read_author(author: str) -> str:
    """Check the name of whoever says something.

    Raises:
        UsageError: It is empty.
    """
    name = clean(" ".join(author.split()))
    if not name:
        asked = "author"
        raise UsageError(asked, "the name is empty", "Say who says so")
    return name


def id_of(letter: str, *told: object) -> str:
    """Make the id of what a reader said: the same again gives the same id.

    >>> id_of("k", "r:5f0c", "wrong")
    'k:a422722b4a4c09f0'
    """
    content = json.dumps(told, ensure_ascii=True)
    return f"{letter}:{hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]}"
