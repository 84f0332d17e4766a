"""Headers of messages: how a file of headers is told, and what they say, whatever their encoding.

Reference:
    RFC 5322 (messages), RFC 2047 (encoded words), RFC 5064 (Archived-At).
"""

import re
from binascii import Error as Base64Error
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from whence.errors import ReadError
from whence.intake.bylines import looks_like_name
from whence.intake.encoding import decode
from whence.intake.html.markup import clean_line
from whence.intake.published import normalise_time
from whence.language.english import OUTLET_WORDS

__all__ = ["Sender", "header_names", "is_list_mail", "read_header", "read_sender", "read_time"]

_LINE = re.compile(r"([!-9;-~]{1,80}):(?:[ \t]|$)")
_MAX_HEADERS = 500
_MAX_HEADER_CHARACTERS = 10_000
# "Ana Brandt from Harbour Notes", "Ana Brandt | The Tidewater Post", "Ana Brandt, The Tidewater Post"
_PERSON_OF_OUTLET = re.compile(r"(.+?)(?:\s+(?:from|at|via|of|de|von|bei)\s+|\s*[|@,·•]\s*|\s+[–—-]\s+)(.+)")
_OUTLET = re.compile(rf"\b(?:{OUTLET_WORDS})\b")
_ZONE_NAMED = re.compile(r"\s*\([^()]*\)\s*$")
_WEEKDAY = re.compile(r"^\s*[A-Za-z]{2,9}\.?,\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who a message is from."""

    publisher: str | None
    byline: tuple[str, ...] = ()


def header_names(text: str) -> frozenset[str]:
    r"""Name the headers that a text begins with, in lower case; none unless it begins with headers and an empty line.

    >>> sorted(header_names("From: Ana Brandt <ana@post.example>\nSubject: Quay\n stays open\n\nThe council met."))
    ['from', 'subject']
    >>> header_names("From: Ana Brandt\nThe council met.")
    frozenset()
    """
    names: set[str] = set()
    for number, line in enumerate(text.lstrip("\ufeff\r\n").splitlines()):
        if not line.strip() or number > _MAX_HEADERS:
            return frozenset(names)
        if line[0] in " \t" and names:
            continue
        found = _LINE.match(line)
        if found is None:
            return frozenset()
        names.add(found[1].lower())
    return frozenset(names)


def read_header(message: Message, name: str) -> str:
    r"""Return what a header says, in one line; an empty string if there is none.

    >>> from email import message_from_bytes
    >>> read_header(message_from_bytes(b"Subject: =?windows-1252?Q?=93Quay=94?= stays\r\n open\r\n\r\n"), "Subject")
    '“Quay” stays open'
    """
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    value = str(raw)[:_MAX_HEADER_CHARACTERS]
    if not value.isascii():
        value = _decode(value.encode("utf-8", "surrogateescape"), None)
    try:
        pieces = decode_header(value)
    except (HeaderParseError, Base64Error, ValueError):
        return clean_line(value)
    said = (
        piece if isinstance(piece, str) else _decode(piece, charset) if charset else piece.decode("utf-8", "replace")
        for piece, charset in pieces
    )
    return clean_line("".join(said))


def _decode(data: bytes, charset: str | None) -> str:
    try:
        return decode(data, name="", declared=charset).text
    except ReadError:
        return data.decode("latin-1")


def read_time(said: str) -> str | None:
    """Convert the date of a message to ISO 8601.

    >>> read_time("Tue, 4 Mar 2031 09:30:15 -0500 (EST)"), read_time("Mon, May 18, 2020 at 12:23 PM")
    ('2031-03-04T09:30:15-05:00', '2020-05-18T12:23:00')
    """
    bare = _WEEKDAY.sub("", _ZONE_NAMED.sub("", said))
    return normalise_time(bare)


def is_list_mail(message: Message) -> bool:
    """Check whether a message went to all readers of a list, as newsletters do."""
    names = {key.lower() for key in message.keys()}  # noqa: SIM118 -- a message is no mapping
    is_bulk = read_header(message, "Precedence").lower() in {"bulk", "list"}
    return is_bulk or not names.isdisjoint({"list-unsubscribe", "list-id", "feedback-id"})


def read_sender(said: str, *, is_list: bool) -> Sender:
    """Tell the outlet and the writer in what a From header says.

    A person is the writer, and no outlet. Addresses without a name tell neither.

    Args:
        said: The header, decoded.
        is_list: Whether the message went to all readers of a list: then the sender is the outlet, if in doubt.

    >>> read_sender("The Tidewater Post <news@post.example>", is_list=True)
    Sender(publisher='The Tidewater Post', byline=())
    >>> read_sender("Ana Brandt from Harbour Notes <notes@letters.example>", is_list=True)
    Sender(publisher='Harbour Notes', byline=('Ana Brandt',))
    >>> read_sender("Ana Brandt <ana@post.example>", is_list=False)
    Sender(publisher=None, byline=('Ana Brandt',))
    """
    name = clean_line(next((name for name, _ in getaddresses([said]) if name), "")).strip("'\" ")
    if not name or "@" in name:
        return Sender(publisher=None)
    found = _PERSON_OF_OUTLET.fullmatch(name)
    if found and _is_person(found[1]):
        return Sender(publisher=found[2].strip(), byline=(found[1].strip(),))
    if _is_person(name) and not is_list:
        return Sender(publisher=None, byline=(name,))
    return Sender(publisher=name)


def _is_person(name: str) -> bool:
    return looks_like_name(name) and _OUTLET.search(name) is None
