"""Convert plain text to a Report: headline, and byline, publisher and date from the lines below it."""

import re
from dataclasses import dataclass

from whence.errors import ReadError
from whence.intake.bylines import ROLE_OF_WRITER, read_byline, starts_as_byline
from whence.intake.published import find_moments
from whence.intake.urls import is_address
from whence.language.date_words import WEEKDAYS
from whence.language.detect import tell_language
from whence.records.report import Report

__all__ = ["read_plain_text"]

_MAX_HEADLINE_CHARACTERS = 300
_HEADING_MARK = re.compile(r"^#{1,6}\s+")

_MAX_CREDIT_LINES = 4
_MAX_CREDIT_CHARACTERS = 120
_MAX_OUTLET_WORDS = 6
_ROLE = re.compile(ROLE_OF_WRITER, re.IGNORECASE)
# What may stand around an outlet or a place in the line of a date: "Published: The Post, Tuesday, 4 March 2031".
_BEFORE_OUTLET = re.compile(r"^(?:published|posted)(?: on)?:? ", re.IGNORECASE)
_AFTER_OUTLET = re.compile(rf"[\s,|·•–—-]*(?:\b(?:{'|'.join(WEEKDAYS)})\b)?[\s,|·•–—-]*$", re.IGNORECASE)
_WHOLE_MINUTE = re.compile(r"(T\d\d:\d\d):00")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Credits:
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dateline:
    before: str
    """Text before the date: an outlet, a place, or nothing."""
    published: str


def read_plain_text(text: str, *, name: str, url: str | None = None, notes: tuple[str, ...] = ()) -> Report:
    r"""Make a report from plain text, which stays unchanged.

    The first line is the headline if it is short, an empty line follows, and it does not end like a sentence. Lines
    right after that with "By …" or a date give byline, publisher and time of publication.

    Args:
        text: The decoded file, with line feeds at line ends.
        name: Name of the input.
        url: Its address, if it was fetched.
        notes: What was assumed to decode it.

    Raises:
        ReadError: The text is only white space.

    >>> text = "Harbour to close\n\nBy Ana Brandt, The Tidewater Post\n4 March 2031\n\nThe council met."
    >>> report = read_plain_text(text, name="harbour.txt")
    >>> report.headline, report.byline, report.publisher, report.published
    ('Harbour to close', ('Ana Brandt',), 'The Tidewater Post', '2031-03-04')
    """
    if not text.strip():
        problem = "the file is empty" if not text else f"it has {len(text)} characters of white space and no text"
        raise ReadError(name, problem, "Give a file with a report in it")
    headline = _find_headline(text)
    credit_lines = _read_credits(text) if headline else _Credits()
    return Report(
        text=text,
        headline=headline,
        publisher=credit_lines.publisher,
        byline=credit_lines.byline,
        published=credit_lines.published,
        language=tell_language(text),
        url=url,
        name=name,
        notes=notes,
    )


def _find_headline(text: str) -> str | None:
    first, line_end, after = text.partition("\n")
    followed_by_gap = bool(line_end) and not after.partition("\n")[0].strip() and bool(after.strip())
    line = first.strip()
    if not followed_by_gap or not line or len(line) > _MAX_HEADLINE_CHARACTERS:
        return None
    if line.endswith((".", ",", ";", ":", "。")) and not line.endswith(("...", "U.S.", "U.N.", "U.K.")):
        return None
    is_words = any(character.isalpha() for character in line) and not is_address(line)
    return _HEADING_MARK.sub("", line) if is_words else None


def _read_credits(text: str) -> _Credits:
    lines = _find_credit_lines(text)
    dates = [(index, dateline) for index, line in enumerate(lines) if (dateline := _read_dateline(line))]
    bylines = [read_byline(line) for line in lines if starts_as_byline(line)]
    if not dates and not bylines:
        return _Credits()
    first_date = dates[0][0] if dates else len(lines)
    alone = [line for line in lines[:first_date] if not starts_as_byline(line)]
    beside = [dates[0][1].before] if dates else []
    beside += [byline.rest[-1] for byline in bylines if byline.names and byline.rest]
    # A single word beside a name or a date may just as well be a place: "Verkhovsk, 5 March".
    outlets = alone + [words for words in beside if len(words.split()) > 1]
    return _Credits(
        publisher=next(filter(_looks_like_outlet, outlets), None),
        byline=tuple(dict.fromkeys(name for byline in bylines for name in byline.names)),
        published=dates[0][1].published if dates else None,
    )


def _find_credit_lines(text: str) -> list[str]:
    """Get the lines between the gap after the headline and the next gap, if they are few and short."""
    after = text[: _MAX_HEADLINE_CHARACTERS + 10 * _MAX_CREDIT_CHARACTERS].partition("\n")[2].lstrip()
    lines = [line.strip() for line in re.split(r"\n[ \t]*\n", after, maxsplit=1)[0].split("\n")]
    few_and_short = len(lines) <= _MAX_CREDIT_LINES and all(len(line) <= _MAX_CREDIT_CHARACTERS for line in lines)
    return lines if few_and_short else []


def _read_dateline(line: str) -> _Dateline | None:
    last = next((moment for moment in find_moments(line) if line[moment.end :] in {"", "."}), None)
    if last is None:
        return None
    before = _AFTER_OUTLET.sub("", _BEFORE_OUTLET.sub("", line[: last.start]), count=1)
    return _Dateline(before=before, published=_WHOLE_MINUTE.sub(r"\1", last.time))


def _looks_like_outlet(words: str) -> bool:
    parts = words.split()
    is_role = bool(parts) and _ROLE.fullmatch(parts[-1]) is not None
    return 0 < len(parts) <= _MAX_OUTLET_WORDS and words[0].isupper() and not is_role and words[-1] not in ".:"
