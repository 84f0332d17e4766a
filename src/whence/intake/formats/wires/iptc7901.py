"""Read IPTC 7901, the form of European agencies' wires since 1979."""

import re
from collections.abc import Iterator, Sequence

from whence.intake.bylines import starts_as_byline
from whence.intake.formats.form import Document, Found
from whence.intake.formats.wires.controls import Message, read_messages
from whence.intake.formats.wires.texts import split_set_lines
from whence.intake.formats.wires.wire_item import WireItem, to_input
from whence.intake.formats.wires.wire_times import read_iptc_time
from whence.language.gazetteer import find_outlet
from whence.records.report import Rejected

__all__ = ["is_iptc7901", "read_iptc7901"]

_START = re.compile(rb"[\s\0\x16\x7f]{0,20}\x01\s?[A-Za-z]{2,6}\s?\d{2,5} \d [A-Za-z]{1,4} \d{1,5}\b")
_HEADER = re.compile(r"\s?([A-Za-z]{2,6}?)\s?(\d{2,5}) (\d) ([A-Za-z]{1,4}) (\d{1,5})")
_AGENCY = re.compile(r"\b([A-Za-z]{2,5}) \d{2,4}\s*$")
_MARK = re.compile(r"(?=[A-Z0-9 .()-]{2,30}$)(?:[A-Z0-9().-]+ ?){1,4}")
"""A line in capitals above the headline: "1ST LEAD", "REFILE", "KILL"."""
_KILL = re.compile(r"\b(?:KILL|WITHDRAWN|RETRACTION)\b")
_HEADING = re.compile(r"#{1,3} \S")
_PRIVATE = re.compile(r"the following .{1,40}\bnot (?:intended )?for publication\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:[a-z]{2,4}[ /]){1,6}[a-z]{2,4}")
"""Agency and initials of writers, below the text: "qws df tb"."""
_RULE = re.compile(r"[*\s_=-]{3,}")
_MAX_TOP_LINES = 6


def is_iptc7901(document: Document) -> bool:
    """Check by its control characters and header whether a document is of this form."""
    return _START.match(document.start) is not None


def read_iptc7901(document: Document) -> Iterator[Found]:
    r"""Read the messages of a file.

    >>> wire = b"\x01qws062 4 i 211\r\n\r\ntide/\r\n\x02Tide late =\r\n\r\n   It is late.\r\n"
    >>> made = next(read_iptc7901(Document("wire.txt", wire + b"\x03090630 GMT Apr 19\r\n\x04")))
    >>> made.metadata.headline, made.data
    ('Tide late', b'It is late.')
    """
    for message in read_messages(document):
        if isinstance(message, Rejected):
            yield message
        else:
            yield to_input(_read_message(message), name=message.name, notes=message.notes)


def _read_message(message: Message) -> WireItem:
    codes, *slugs = message.header.split("\n") or [""]
    header = _HEADER.match(codes)
    above = [line.strip() for line in slugs if line.strip()]
    headline, marks, bylines, rest = _read_top(message.text.split("\n"))
    marks = [line for line in above[1:] if _MARK.fullmatch(line)] + marks
    slug = " ".join(line.strip("/") for line in above if line not in marks)
    paragraphs, note = _read_text(rest)
    published = read_iptc_time(message.trailer)
    code = _AGENCY.search(codes)
    agency = find_outlet(code[1]) if code else None
    is_kill = any(_KILL.search(mark) for mark in marks)
    thread = f"wire:{header[1].lower()}:{(published or '')[:10]}:{slug.casefold()}" if header and slug else None
    return WireItem(
        paragraphs=tuple(paragraphs),
        headline=headline,
        publisher=agency.name if agency and agency.is_agency else None,
        bylines=tuple(bylines),
        times=(published,),
        address=None if is_kill else thread,
        is_kill_notice=is_kill,
        marks=tuple(marks),
        editors_note=note,
        details={
            "slug": slug,
            "urgency": header[3] if header else None,
            "message": f"{header[1]}{header[2]}" if header else None,
            "marks": ", ".join(marks),
        },
    )


def _read_top(lines: Sequence[str]) -> tuple[str | None, list[str], list[str], Sequence[str]]:
    """Read the lines above the text: marks, the headline, the byline. An equals sign ends each in some agencies' wires.

    Returns:
        The headline, the marks, the bylines, and the lines of the text.
    """
    top: list[str] = []
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    end = next((index for index in range(start, len(lines)) if not lines[index].strip()), len(lines))
    if end - start > _MAX_TOP_LINES or end == len(lines):
        end = next((index + 1 for index in range(start, len(lines)) if lines[index].rstrip().endswith("=")), start)
    top = [line.strip().rstrip("=").strip() for line in lines[start:end]]
    marks = [line for line in top[:-1] if _MARK.fullmatch(line)]
    bylines = [line for line in top if starts_as_byline(line)]
    told = [line for line in top if line and line not in marks and line not in bylines]
    return " ".join(told) or None, marks, bylines, lines[end:]


def _read_text(lines: Sequence[str]) -> tuple[list[str], str | None]:
    """Get the paragraphs of the text, up to the notebook and contacts of the agency; and its note to editors."""
    end = next((index for index, line in enumerate(lines) if _HEADING.match(line) or _PRIVATE.match(line)), len(lines))
    while end and (not lines[end - 1].strip() or _RULE.fullmatch(lines[end - 1])):
        end -= 1
    paragraphs = split_set_lines("\n".join(lines[:end]), margin=0)
    if len(paragraphs) > 1 and _SIGNATURE.fullmatch(paragraphs[-1]):
        del paragraphs[-1]
    return paragraphs, _find_note(lines[end:])


def _find_note(lines: Sequence[str]) -> str | None:
    """Find the note to editors in the agency's notebook."""
    for index, line in enumerate(lines):
        if _HEADING.match(line) and "note to editors" in line.lower():
            found = [each.strip(" -") for each in lines[index + 1 :]]
            stop = next((at for at, each in enumerate(found) if not each or each.startswith("#")), len(found))
            return " ".join(found[:stop]) or None
    return None
