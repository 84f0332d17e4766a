"""News agencies that a report credits, by the table of outlets and the relays of its ledger."""

import re
from collections.abc import Iterator, Sequence

from whence.language.english import COPYRIGHT
from whence.language.gazetteer import find_outlet
from whence.reading.attributions.outlets import own_names
from whence.records.ledger import Ledger
from whence.records.report import Report, Span
from whence.records.reuse import Credit, CreditPlace

__all__ = ["find_credits", "shared_agency"]

_PARTS = re.compile(r"\s*(?:[,/|;&()]|\band\b|\bfor\b|\bof\b|\bvia\b|\bat\b)\s*")
_LONGEST_SIGN_OFF = 40
"""Characters of a last line that names whose report it is."""
_NOTICE = re.compile(
    rf"{COPYRIGHT}[\W\d]{{0,20}}(?:by )?(?:the )?([^\W\d](?:[\w&-]| (?!all rights|\d)){{1,40}})",
    re.IGNORECASE | re.MULTILINE,
)
_AROUND_A_NAME = " \t()[]—–-©.*"


def find_credits(report: Report, ledger: Ledger | None = None) -> tuple[Credit, ...]:
    """Find the news agencies that a report credits: with all of its text, or with words that they passed on.

    Args:
        report: The report.
        ledger: What it was read into; without it relays are not known.

    Returns:
        Each agency once for each place; the places of the whole text first.

    >>> [one.agency for one in find_credits(Report(text="MARRAM (AP) — It is late.", byline=("Ana Brandt, Reuters",)))]
    ['Reuters', 'Associated Press']
    """
    whole = (Credit(agency=agency, place=place) for place, name in _places(report) if (agency := _agency(name)))
    return tuple(dict.fromkeys((*whole, *(_relayed(ledger) if ledger else ()))))


def shared_agency(
    credited: tuple[Sequence[Credit], Sequence[Credit]],
    spans: tuple[Span, Span],
) -> tuple[str, int | None] | None:
    """Find the agency that a passage of two reports comes from.

    Args:
        credited: Agencies that each report credits.
        spans: The passage in each.

    Returns:
        Its name, and which of the reports is its own (0 or 1; None if neither or both). A report of the agency itself
        credits it. None if no agency is credited by both.
    """
    one, other = (
        {credit.agency: credit.place for credit in reversed(own) if not credit.spans or _touch(credit.spans, span)}
        for own, span in zip(credited, spans, strict=True)
    )
    for agency in sorted(one.keys() & other.keys()):
        is_own = [place == "publisher" for place in (one[agency], other[agency])]
        return agency, is_own.index(True) if sum(is_own) == 1 else None
    return None


def _places(report: Report) -> Iterator[tuple[CreditPlace, str]]:
    """List the names that may be those of an agency whose text the report is."""
    for name in own_names(Report(text="", publisher=report.publisher, url=report.url)):
        yield "publisher", name
    for entry in report.byline:
        for part in _PARTS.split(entry.removeprefix("By ")):
            yield "byline", part
    for name in own_names(Report(text=report.text)):
        yield "dateline", name
    for notice in _NOTICE.finditer(report.text):
        yield "notice", notice[1]
    last = report.text.rstrip().rpartition("\n")[2].strip(_AROUND_A_NAME)
    if len(last) <= _LONGEST_SIGN_OFF:
        yield "sign-off", last


def _relayed(ledger: Ledger) -> Iterator[Credit]:
    names = {source.id: (source.name, *source.aliases) for source in ledger.sources}
    for one in ledger.attributions:
        for relay in one.relays:
            agency = next(filter(None, map(_agency, names[relay])), None)
            if agency and one.content_spans:
                yield Credit(agency=agency, place="relay", spans=one.content_spans)


def _agency(name: str) -> str | None:
    outlet = find_outlet(name) if name else None
    return outlet.name if outlet is not None and outlet.is_agency else None


def _touch(spans: Sequence[Span], passage: Span) -> bool:
    return any(span.start < passage.end and passage.start < span.end for span in spans)
