"""Datelines: the place and the day before a report's first words, with the agency that it is from in brackets."""

import re

from whence.language.date_words import MONTH_NAME
from whence.language.gazetteer import country_of, find_outlet, is_region
from whence.records.report import Span

__all__ = ["bracket_of_dateline", "holds_agency"]

# "MARRAM, Norway (Reuters) - The tide …", "Marram (Norway), June 3, 2031 (NRA) — The tide …".
_DATELINE = re.compile(
    r"^[^\n()]{0,60}(?:\([A-Z][^\n()]{1,30}\)[^\n()]{1,30})?\((?P<agency>[A-Z][^\n()]{1,30})\) ?[-–—]", re.MULTILINE
)
_WITHIN = 600
"""Characters from the beginning in which a dateline may stand."""
_IN_CAPITALS = re.compile(r"[^\W\d_a-z]{3,}\b")
_DATED = re.compile(
    rf"\b(?:(?:{MONTH_NAME})\.? \d{{1,2}}|\d{{1,2}} (?:{MONTH_NAME})\.?)(?:,? \d{{4}})?,? $", re.IGNORECASE
)
_INITIALS = re.compile(r"[A-Z]{3,7}")
_GOES_ON = re.compile(r"\) ?[-–—]{1,2} ?[A-Z“\"‘']")


def bracket_of_dateline(text: str) -> Span | None:
    """Find what stands in brackets, before a dash, in a text's dateline.

    >>> bracket_of_dateline("MARRAM, Norway (Reuters) - It is late.")
    Span(start=16, end=23)
    """
    found = _DATELINE.search(text[:_WITHIN])
    return Span(*found.span("agency")) if found else None


def holds_agency(text: str, bracket: Span) -> bool:
    """Check whether what stands in a dateline's brackets is an agency: a known one, or initials that nobody knows.

    Before initials, the place is in capitals, or a day stands. A body written in capitals may have its own after it.

    >>> for text in ("MARRAM, Norway (NRA) - It is late.", "MARRAM WORKERS UNION (MWU) - It is late."):
    ...     holds_agency(text, bracket_of_dateline(text))
    True
    False
    """
    agency, before = bracket.of(text), text[: bracket.start - 1].rpartition("\n")[2]
    if find_outlet(agency) is not None:
        return True
    is_begun = _IN_CAPITALS.match(before) is not None or _DATED.search(before) is not None
    is_initials = _INITIALS.fullmatch(agency) is not None and _GOES_ON.match(text, bracket.end) is not None
    is_place = country_of(agency) is not None or is_region(agency)
    firsts = "".join(word[0] for word in re.findall(r"\w+", before))
    return is_begun and is_initials and not is_place and not firsts.endswith(agency)
