"""Read ANPA 1312, the form of North American agencies' wires since 1979."""

import re
from collections.abc import Iterator, Sequence

from whence.intake.bylines import ROLE_OF_WRITER, starts_as_byline
from whence.intake.formats.form import Document, Found
from whence.intake.formats.wires.controls import Message, read_messages
from whence.intake.formats.wires.texts import split_set_lines
from whence.intake.formats.wires.wire_item import WireItem, to_input
from whence.intake.formats.wires.wire_times import read_anpa_time
from whence.language.gazetteer import find_outlet
from whence.records.report import Rejected

__all__ = ["is_anpa", "read_anpa"]

_START = re.compile(rb"[\s\0\x16\x7f]{0,20}\x01\s?[A-Za-z]\d{3,4}\x1f")
_KEYWORD = re.compile(r"\b((?:[A-Z]{2}-)?[A-Za-z0-9]{2}-.*?)\s*\d\d-\d\d\s+\d{4}\s*$", re.MULTILINE)
_PRIORITIES = {
    "f": "flash",
    "b": "bulletin",
    "u": "urgent",
    "r": "regular",
    "d": "deferred",
    "s": "weekend",
    "a": "advance",
}
_LEAD = re.compile(
    r",?\s*(?:\d\w{2}[ -]*Ld|Ld|\d\w{2}[ -]*Lead|Writethru|Urgent|Adv\S*|Correct\w*|\d\w{2} Add|KILL\w*|WITHDRAW\w*)"
    r"(?:[ -]*Writethru)?.*$",
    re.IGNORECASE,
)
_MAX_SLUG_CHARACTERS = 200
_LENGTH = re.compile(r",?\s*\d{1,4}\s*$")
_KILL = re.compile(r"\b(?:KILL|WITHDRAWN?)\b")
_NOTE = re.compile(r"(?:Eds|EDITOR[’']?S[’']? NOTE|EDs|Editors)\b[:,_ -]*", re.IGNORECASE)
_CODE = r"[A-Z]{1,6}\d{1,6}"
_ART = re.compile(rf"(?:\S+ )?(?:Photos?|Graphics?|Video|Interactive|Audio)(?:,? {_CODE})+|{_CODE}|\*?\d+")
"""Codes of pictures and of other items: "AP Photo NY105, NY106"."""
_ROLE = re.compile(rf"\b(?:{ROLE_OF_WRITER})s?$", re.IGNORECASE)
_SENTENCE_WORDS = 25
"""A line above the text with more words is a summary, and no headline."""


def is_anpa(document: Document) -> bool:
    """Check by its control characters and header whether a document is of this form."""
    return _START.match(document.start) is not None


def read_anpa(document: Document) -> Iterator[Found]:
    r"""Read the messages of a file.

    >>> header = b"\x16\x16\x01W2870\x1f_asian\r\nf l\x13\x11BC-EL--Tide 04-09 0149\r\n"
    >>> text = b"\x02^BC-EL--Tide,9<\r\n^Tide late<\r\n\tIt is late.\r\n\x03QW-WF-04-09-19 0630GMT<\r\n\x04"
    >>> made = next(read_anpa(Document("wire.tst", header + text)))
    >>> made.metadata.headline, made.data, made.metadata.published
    ('Tide late', b'It is late.', '2019-04-09T06:30:00Z')
    """
    for message in read_messages(document):
        if isinstance(message, Rejected):
            yield message
        else:
            yield to_input(_read_message(message), name=message.name, notes=message.notes)


def _read_message(message: Message) -> WireItem:
    top, paragraphs = _split(message.text)
    slug = _LENGTH.sub("", top[0][:_MAX_SLUG_CHARACTERS]) if top else ""
    keyword = _KEYWORD.search(message.header)
    slug = slug or (keyword[1] if keyword else "")
    lines = top[1:]
    notes = [_NOTE.sub("", line, count=1) for line in lines if _NOTE.match(line)]
    by = next((index for index, line in enumerate(lines) if starts_as_byline(line) and not line.endswith(".")), None)
    headline = next(
        (
            line
            for line in lines[:by]
            if not _NOTE.match(line) and len(line.split()) <= _SENTENCE_WORDS and not line.endswith(".")
        ),
        None,
    )
    published = read_anpa_time(message.trailer)
    day = (published or "")[:10]
    thread = _LEAD.sub("", slug).casefold().strip(" ,-")
    credit = message.trailer.strip().partition("-")[0]
    is_kill = _KILL.search(slug) is not None
    return WireItem(
        paragraphs=tuple(paragraphs or lines[1:]),
        headline=headline,
        publisher=_find_publisher(lines[by + 1 :] if by is not None else (), credit),
        bylines=(lines[by],) if by is not None else (),
        times=(published,),
        address=f"wire:{credit.lower()}:{day}:{thread}" if thread and not is_kill else None,
        is_kill_notice=is_kill,
        marks=(slug, *notes),
        editors_note=" ".join(notes) or None,
        details={"slug": slug, "priority": _find_priority(message.header), "credit": credit},
    )


def _split(text: str) -> tuple[list[str], list[str]]:
    """Split a text into the lines that begin with a caret, above it, and its paragraphs, which begin with a tab."""
    top: list[str] = []
    body: list[str] = []
    for line in text.split("\n"):
        if line.startswith("^") and not body:
            # Two may stand in one line: "^*9006< ^BC-Tide,0176<".
            parts = (part.strip().rstrip("<=").strip() for part in line.split("^"))
            top += [part for part in parts if part and not _ART.fullmatch(part)]
        elif line.strip() or body:
            body.append(line.rstrip().rstrip("<"))
    # Seven bits have no curly quotation marks and no dash.
    said = "\n".join(body).replace("``", "“").replace("''", "”").replace(" _ ", " – ")
    return top, split_set_lines(said, margin=0)


def _find_publisher(after_byline: Sequence[str], credit: str) -> str | None:
    """Find the agency: the line below the byline, unless that is a writer's role, or the code in the trailer."""
    named = next((line for line in after_byline[:1] if not _ROLE.search(line) and not _NOTE.match(line)), None)
    known = find_outlet(credit)
    return named or (known.name if known and known.is_agency else None)


def _find_priority(header: str) -> str | None:
    lines = header.split("\n")
    code = lines[1].strip()[:1].lower() if len(lines) > 1 else ""
    return _PRIORITIES.get(code)
