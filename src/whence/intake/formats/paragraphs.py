"""Make a report from the paragraphs of a document: headline, byline, outlet and date from its first lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whence.errors import ReadError
from whence.intake.bylines import starts_as_byline
from whence.intake.formats.text import read_plain_text
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.published import first_time
from whence.language.english import OUTLET_WORDS
from whence.language.gazetteer import find_outlet
from whence.records.report import Report

__all__ = [
    "Paragraph",
    "find_headline",
    "is_beside_headline",
    "is_headline_line",
    "is_outlet",
    "is_outlet_alone",
    "report_of",
]

_MAX_OPENING_PARAGRAPHS = 8
_MAX_LINE_CHARACTERS = 120
_MAX_HEADLINE_CHARACTERS = 300
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_OUTLET_WORD = re.compile(rf"\b(?:{OUTLET_WORDS})$")
_NAMED_OUTLET = re.compile(rf"The\s(?:\S+\s){{0,3}}(?:{OUTLET_WORDS})", re.IGNORECASE)
_MAX_HEADLINE_LINE_CHARACTERS = 200
"""Characters of a headline that nothing marks as one."""
_LINE_ENDS, _LEADING_ENDS = (".", "!", "?", "…"), (":", ";", ",")
_MIN_WORDS = 4
_MAX_LABEL_WORDS = 5
"""The most words of a line in capitals that names the kind of a document: FOR IMMEDIATE RELEASE."""
_LABEL = re.compile(r"(?:press|news|media) (?:release|statement|advisory|notice)|for immediate release", re.IGNORECASE)
"""What a document is called above its headline. Other short lines in small letters are headlines: Harbour closes."""
_CONTACTS = ("@", "www.", "http")
_STAND_IN = "Tide tables"
"""Stands for the headline, where a line is read by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a document, in one line."""

    text: str
    is_title: bool = False
    """True in the style of a document's title."""
    is_heading: bool = False


def report_of(
    paragraphs: Iterable[Paragraph], *, name: str, notes: tuple[str, ...] = (), url: str | None = None
) -> Input:
    r"""Make the report of a document that holds one.

    Lines near the headline that tell nothing but outlet, writers and date become the report's metadata, and leave the
    text. A line in doubt stays.

    Args:
        paragraphs: In their order; empty ones are dropped.
        name: Name of the input.
        notes: What was seen when the document was read.
        url: Address that the document tells of itself.

    Raises:
        ReadError: There is no text.

    >>> lines = ["Harbour to close", "By Ana Brandt", "The Tidewater Post, 4 March 2031", "The council met on Monday."]
    >>> made = report_of(map(lambda line: Paragraph(text=line), lines), name="harbour.odt")
    >>> made.data, made.metadata.headline, made.metadata.byline
    (b'The council met on Monday.', 'Harbour to close', ('Ana Brandt',))
    >>> made.metadata.publisher, made.metadata.published
    ('The Tidewater Post', '2031-03-04')
    """
    found = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    if not found:
        raise ReadError(name, "it has no text", "Give a document with a report in it")
    place = find_headline(found)
    if place is None:
        text = "\n\n".join(paragraph.text for paragraph in found)
        return Input(name=name, data=text.encode("utf-8", "replace"), is_plain=True, notes=notes, url=url)
    headline = found[place].text
    rest = [paragraph.text for paragraph in (*found[:place], *found[place + 1 :])]
    credit_lines, body = _split(rest, before=place)
    report = _read(headline, credit_lines)
    alone = next(filter(is_outlet_alone, credit_lines), None)
    metadata = ExternalMetadata(
        headline=headline,
        # A place stands beside a date or a writer, too.
        publisher=alone or (report.publisher if report.publisher and is_outlet(report.publisher) else None),
        byline=report.byline,
        published=report.published,
    )
    data = "\n\n".join(body or [headline]).encode("utf-8", "replace")
    return Input(name=name, data=data, is_plain=True, notes=notes, url=url, metadata=metadata)


def find_headline(paragraphs: Sequence[Paragraph], title: str | None = None) -> int | None:
    """Find the place of the headline among the first paragraphs.

    It is what has the style of a title; else, of the short lines at the beginning, what the document calls itself, or
    the first heading, or the first that is no outlet, writer, date, contact or label of the document's kind. Else it is
    a heading further below, or a first paragraph such as plain text has for a headline.

    Args:
        paragraphs: In their order, none empty.
        title: What the document calls itself in its properties.

    >>> lines = ["PRESS RELEASE", "4 March 2031", "Harbour to close in spring", "The council met on Monday."]
    >>> find_headline([Paragraph(text=line) for line in lines])
    2
    """
    beginning = [each for each in paragraphs[:_MAX_OPENING_PARAGRAPHS] if len(each.text) <= _MAX_HEADLINE_CHARACTERS]
    lines = _opening_lines(paragraphs)
    words = _folded(title or "")
    found = (
        next((each for each in beginning if each.is_title), None)
        or next((each for each in lines if words and _folded(each.text) == words), None)
        or next((each for each in lines if each.is_heading), None)
        or _first_without_mark(lines)
        or next((each for each in beginning if each.is_heading), None)
    )
    if found:
        return next(place for place, each in enumerate(paragraphs) if each is found)
    text = "\n\n".join(paragraph.text for paragraph in paragraphs[:2])
    return 0 if len(paragraphs) > 1 and read_plain_text(text, name="").headline else None


def _opening_lines(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Take the short lines before the first long paragraph, or before the last paragraph, which is the text."""
    last = len(paragraphs) - 1
    count = next((index for index, each in enumerate(paragraphs) if not is_headline_line(each.text)), last)
    return paragraphs[: min(count, _MAX_OPENING_PARAGRAPHS)]


def is_headline_line(text: str) -> bool:
    """Check whether a paragraph is as short as a headline, and no sentence.

    >>> is_headline_line("Harbour to close"), is_headline_line("The council met at noon on Monday.")
    (True, False)
    """
    is_sentence = text.endswith(_LINE_ENDS) and len(text.split()) > _MIN_WORDS
    return len(text) <= _MAX_HEADLINE_LINE_CHARACTERS and not is_sentence


def _first_without_mark(lines: Iterable[Paragraph]) -> Paragraph | None:
    """Find the first line that may be a headline; one that may be a label only if there is no other."""
    possible = [each for each in lines if not is_beside_headline(each.text) and not _is_contact(each.text)]
    return next((each for each in possible if not _is_label(each.text)), next(iter(possible), None))


def is_beside_headline(text: str) -> bool:
    """Check whether a line tells when the report was published, by whom, or where.

    >>> is_beside_headline("By Ana Brandt"), is_beside_headline("4 March 2031, Port Ellery")
    (True, True)
    """
    return starts_as_byline(text) or first_time(text) is not None or is_outlet_alone(text)


def _is_label(text: str) -> bool:
    return (text.isupper() and len(text.split()) <= _MAX_LABEL_WORDS) or _LABEL.fullmatch(text) is not None


def _is_contact(text: str) -> bool:
    return text.endswith(_LINE_ENDS + _LEADING_ENDS) or any(mark in text for mark in _CONTACTS)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _split(lines: list[str], *, before: int) -> tuple[list[str], list[str]]:
    """Split what stands around the headline into the lines of its outlet, writers and date, and the text."""
    credit_lines: list[str] = []
    body: list[str] = []
    for index, line in enumerate(lines):
        is_over = index >= max(before, _MAX_OPENING_PARAGRAPHS) or (index >= before and not _is_short(line))
        if is_over:
            return credit_lines, [*body, *lines[index:]]
        (credit_lines if _is_credit(line) else body).append(line)
    return credit_lines, body


def _is_short(line: str) -> bool:
    return len(line) <= _MAX_LINE_CHARACTERS and not _SENTENCE_END.search(line)


def _is_credit(line: str) -> bool:
    """Check whether a line tells writers, a date with what stands beside it, or an outlet."""
    if not _is_short(line):
        return False
    read = _read(_STAND_IN, [line])
    return bool(read.byline or read.published or is_outlet_alone(line))


def is_outlet(name: str) -> bool:
    """Check whether a name is an outlet's, by a list of known ones and by its words.

    >>> is_outlet("The Tidewater Post"), is_outlet("Port Ellery")
    (True, False)
    """
    return _OUTLET_WORD.search(name) is not None or find_outlet(name) is not None


def is_outlet_alone(line: str) -> bool:
    """Check whether a line is the name of an outlet and nothing else.

    >>> is_outlet_alone("The Tidewater Post"), is_outlet_alone("Report on the Tidewater Post")
    (True, False)
    """
    return find_outlet(line) is not None or _NAMED_OUTLET.fullmatch(line) is not None


def _read(headline: str, lines: list[str]) -> Report:
    return read_plain_text("\n".join([headline, "", *lines, "", _STAND_IN]), name="")
