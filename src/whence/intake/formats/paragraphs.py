"""Make a report from the paragraphs of a document: headline, byline, outlet and date from its first lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.errors import ReadError
from whence.intake.formats.text import read_plain_text
from whence.intake.inputs import ExternalMetadata, Input
from whence.language.english import OUTLET_WORDS
from whence.language.gazetteer import find_outlet
from whence.records.report import Report

__all__ = ["Paragraph", "is_outlet", "is_outlet_alone", "report_of"]

_MAX_OPENING_PARAGRAPHS = 8
_MAX_LINE_CHARACTERS = 120
_MAX_HEADLINE_CHARACTERS = 300
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_OUTLET_WORD = re.compile(rf"\b(?:{OUTLET_WORDS})$")
_NAMED_OUTLET = re.compile(rf"The\s(?:\S+\s){{0,3}}(?:{OUTLET_WORDS})", re.IGNORECASE)
_MAX_LABEL_WORDS = 3
"""A line in capitals that is no longer says what a document is: PRESS RELEASE."""
_CONTACTS = ("@", "://", "www.")
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

    The headline is the title, else the first heading, else a first line as a headline has it. Lines near it that tell
    nothing but outlet, writers and date become the report's metadata, and leave the text. A line in doubt stays.

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
    place = _find_headline(found)
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


def _find_headline(paragraphs: Sequence[Paragraph]) -> int | None:
    opening = paragraphs[:_MAX_OPENING_PARAGRAPHS]
    short = [index for index, each in enumerate(opening) if len(each.text) <= _MAX_HEADLINE_CHARACTERS]
    marked = [index for index in short if opening[index].is_title] or [
        index for index in short if opening[index].is_heading
    ]
    if marked:
        return marked[0]
    # Without styles, the first line that could be one, below a letterhead and what names the kind of a document.
    for index, (each, following) in enumerate(pairwise(opening)):
        if not _is_short(each.text):
            break
        if not _is_letterhead(each.text) and read_plain_text(f"{each.text}\n\n{following.text}", name="").headline:
            return index
    text = "\n\n".join(paragraph.text for paragraph in paragraphs[:2])
    return 0 if len(paragraphs) > 1 and read_plain_text(text, name="").headline else None


def _is_letterhead(line: str) -> bool:
    is_label = line.isupper() and len(line.split()) <= _MAX_LABEL_WORDS
    return is_label or any(mark in line for mark in _CONTACTS) or _is_credit(line)


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
