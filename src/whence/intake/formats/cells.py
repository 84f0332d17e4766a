"""Read the cells of a table: a text or page, a line, names, a language, a time; whatever shape programs give them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from itertools import islice
from math import isfinite
from urllib.parse import urlsplit

from whence.intake.bylines import read_byline
from whence.intake.html.markup import clean_line, looks_like_html
from whence.intake.published import normalise_time

__all__ = [
    "CutTextError",
    "MissingTextError",
    "normalize_name",
    "read_language",
    "read_line",
    "read_moment",
    "read_names",
    "read_publisher",
    "read_text",
]

# The same limit as for a file.
_MAX_TEXT_BYTES = 25_000_000
# A longer value is not a headline, name or address.
_MAX_LINE_CHARACTERS = 2000
_MAX_AUTHORS = 50
_MAX_DEPTH = 4
# Under which name an object holds what it stands for: a name, or a text. In that order.
_NAMED = ("name", "title", "main", "rendered", "original", "value", "text", "@value", "@id", "url")
_TEXTS = ("rendered", "processed", "value", "text", "content", "paragraph", "sections", "blocks", "paragraphs")
_GIVEN = frozenset({"firstname", "givenname", "given", "forename"})
_MIDDLE = frozenset({"middlename"})
_FAMILY = frozenset({"lastname", "familyname", "family", "surname"})
_ORGANIZATION = re.compile(r"organi[sz]ation$|^corporation$", re.IGNORECASE)
# What news services write at the end of, or instead of, a text that they sell.
_CUT = re.compile(r"\[\+?\s?\d+ chars?\]$|(?<!.)only available in (?:\w+ ){1,3}plans?\.?$", re.IGNORECASE | re.DOTALL)
_REMOVED = re.compile(r"\[(?:removed|deleted)\]", re.IGNORECASE)
_MAX_CUT_CHARACTERS = 60
_REFERENCE = re.compile(r"&(?:#[0-9]{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,31});", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)")
_QUOTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_EPOCH = re.compile(r"([0-9]{9,19})(?:\.[0-9]*)?")
# Digits of a Unix time in seconds, milliseconds, microseconds and nanoseconds, and the divisor to seconds.
_EPOCH_DIGITS = ((11, 1), (14, 1000), (17, 1_000_000), (19, 1_000_000_000))
# 20310304093000, with or without seconds.
_COMPACT = re.compile(r"((?:18|19|20)[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})?")


class CutTextError(ValueError):
    """A text is only an excerpt, and says so."""


class MissingTextError(ValueError):
    """There is no text."""


def normalize_name(name: str) -> str:
    """Reduce the name of a column to its letters and digits, in lower case.

    >>> normalize_name("Pub-Date"), normalize_name("_source")
    ('pubdate', 'source')
    """
    return _NO_LETTERS.sub("", name.casefold())


def read_text(text_cell: object, page_cell: object) -> tuple[bytes, bool]:
    r"""Get the text or page of a row, and whether it is plain text.

    Raises:
        CutTextError: The text is only an excerpt.
        MissingTextError: There is none.
        ValueError: It cannot be read, or was removed.

    >>> read_text([{"type": "p", "text": "The council met."}, {"type": "p", "text": "It adjourned."}], None)
    (b'The council met.\n\nIt adjourned.', True)
    """
    text = "\n\n".join(_read_texts(text_cell))
    if text.strip():
        text = _without_markup(text)
        is_plain = not looks_like_html(text)
    else:
        text, is_plain = "" if isinstance(page_cell, bytes) else "".join(_read_texts(page_cell)), False
    # JSON may hold an unpaired surrogate, which UTF-8 cannot encode.
    data = page_cell if isinstance(page_cell, bytes) and not text else text.encode("utf-8", "replace")
    if not data.strip():
        message = "this row has no text"
        raise MissingTextError(message)
    if b"\0" in data and is_plain:
        message = "its text contains a NUL character"
        raise ValueError(message)
    if len(data) > _MAX_TEXT_BYTES:
        message = f"its text is larger than {_MAX_TEXT_BYTES // 1_000_000} MB"
        raise ValueError(message)
    if _REMOVED.fullmatch(text.strip()):
        message = f"its text was removed: {text.strip()}"
        raise ValueError(message)
    if cut := _CUT.search(text.rstrip(), max(0, len(text.rstrip()) - _MAX_CUT_CHARACTERS)):
        message = f"its text is an excerpt that ends in {cut[0]}"
        raise CutTextError(message)
    return data, is_plain


def read_line(value: object) -> str | None:
    """Get the first value of a cell, if it is short enough for a line. An object stands for its name or title.

    >>> read_line({"id": 3, "name": "The Tidewater Post"})
    'The Tidewater Post'
    """
    try:
        said = next(_read_all(value), "")
    except ValueError:
        return None
    return clean_line(_unescape(said)) or None if len(said) <= _MAX_LINE_CHARACTERS else None


def read_publisher(value: object) -> str | None:
    """Get the name of an outlet; of an address, the host.

    >>> read_publisher("https://www.post.example/harbour")
    'post.example'
    """
    said = read_line(value)
    if said is None or "://" not in said:
        return said
    try:
        return (urlsplit(said).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def read_names(value: object, *, publisher: str | None = None) -> tuple[str, ...]:
    """Get the names of the people who wrote a report; agencies, desks and the outlet are left out.

    >>> read_names([{"firstName": "Ana", "lastName": "Brandt"}, [{"name": "Li Wei", "isAgency": False}]])
    ('Ana Brandt', 'Li Wei')
    >>> read_names("['Ana Brandt', 'Li Wei']")
    ('Ana Brandt', 'Li Wei')
    """
    lines = list(islice(_read_people(value), _MAX_AUTHORS))
    if len(lines) == 1 and lines[0].startswith("[") and lines[0].endswith("]"):
        # A list written as text: "['Ana Brandt', 'Li Wei']".
        lines = ["".join(pair) for pair in _QUOTED.findall(lines[0])] or [lines[0].strip("[] ")]
    names = (name for line in lines for name in read_byline(line, is_list=True).names)
    outlet = (publisher or "").casefold()
    return tuple(dict.fromkeys(name for name in names if name.casefold() != outlet))


def read_language(value: object) -> str | None:
    """Get the code of a language.

    >>> read_language("en-GB"), read_language("English")
    ('en', None)
    """
    found = _LANGUAGE.match((read_line(value) or "").lower())
    return found[1] if found else None


def read_moment(value: object) -> str | None:
    """Convert a time in words or digits to ISO 8601; None if it cannot be parsed.

    >>> read_moment(1930383000), read_moment("20310304093000")
    ('2031-03-04T09:30:00Z', '2031-03-04T09:30:00')
    """
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, float | Decimal) and isfinite(value):
        value = f"{value:f}"
    said = read_line(value) or ""
    return _read_figures(said) or normalise_time(said)


def _without_markup(text: str) -> str:
    """Turn the markup of a text into paragraphs; a whole page stays."""
    if not looks_like_html(text):
        return _unescape(text)
    # Most tables hold no markup, and need no parser for it.
    from whence.intake.html.fragments import is_fragment, read_paragraphs  # noqa: PLC0415

    return ("\n\n".join(read_paragraphs(text, name="")) or text) if is_fragment(text) else text


def _unescape(text: str) -> str:
    """Turn characters written as in HTML into themselves: many services send them so in plain text."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def _read_texts(value: object, depth: int = 0) -> Iterator[str]:
    """Iterate over the texts of a cell: a text, a list of paragraphs, or objects that hold them."""
    if isinstance(value, list):
        for each in value if depth < _MAX_DEPTH else ():
            yield from _read_texts(each, depth + 1)
    elif isinstance(value, Mapping):
        held = next((found for key in _TEXTS if (found := value.get(key))), None)
        yield from _read_texts(held, depth + 1) if depth < _MAX_DEPTH else ()
    elif said := _read(value):
        yield said


def _read_all(value: object) -> Iterator[str]:
    """Iterate over the values of a cell: one value, or the items of a list."""
    for each in value if isinstance(value, list) else (value,):
        said = _read(each)
        if said:
            yield said


def _read(value: object) -> str | None:
    if isinstance(value, str):
        return value
    for _ in range(_MAX_DEPTH):
        if isinstance(value, Mapping):
            value = next((found for key in _NAMED if (found := value.get(key))), None)
        if isinstance(value, list):
            value = next(iter(value), None) if len(value) == 1 else None
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError as error:
            message = "it is not valid UTF-8"
            raise ValueError(message) from error
    if isinstance(value, float | Decimal) and not isfinite(value):
        return None  # programs write NaN and Infinity for a missing number
    if isinstance(value, bool) or value is None or isinstance(value, list | Mapping):
        return None
    return str(value)


def _read_people(value: object, depth: int = 0) -> Iterator[str]:
    """Iterate over the authors in a cell, each as a line."""
    if isinstance(value, list):
        for each in value if depth < _MAX_DEPTH else ():
            yield from _read_people(each, depth + 1)
        return
    if isinstance(value, Mapping):
        if value.get("isAgency") is True or _ORGANIZATION.search(str(value.get("@type") or "")):
            return
        value = value if any(value.get(key) for key in _NAMED) else _join_names(value)
    if line := read_line(value):
        yield line


def _join_names(person: Mapping[object, object]) -> str:
    parts = {normalize_name(str(key)): read_line(part) or "" for key, part in person.items()}
    found = (next((parts[key] for key in parts if key in keys), "") for keys in (_GIVEN, _MIDDLE, _FAMILY))
    return " ".join(part for part in found if part)


def _read_figures(said: str) -> str | None:
    """Convert a time in digits only to ISO 8601: a compact date, or a Unix time."""
    compact = _COMPACT.fullmatch(said)
    if compact:
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        try:
            moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the value has no zone
            return normalise_time(moment.isoformat())
        except ValueError:
            pass  # a Unix time in milliseconds
    found = _EPOCH.fullmatch(said)
    if not found:
        return None
    scale = next(scale for digits, scale in _EPOCH_DIGITS if len(found[1]) <= digits)
    try:
        return normalise_time(datetime.fromtimestamp(int(found[1]) // scale, UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return None
