"""Bodies of a message: its parts sorted, and the lines of the fuller of two wordings, plain text or HTML."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import InvalidBase64CharactersDefect
from email.message import Message
from itertools import takewhile

from lxml import etree

from whence.errors import ReadError
from whence.intake.encoding import decode
from whence.intake.html.blocks import split_blocks
from whence.intake.html.markup import parse_html
from whence.intake.opening import SOUND_COPY

__all__ = ["Body", "Parts", "body_of", "sort_parts"]

_MAX_DEPTH = 20
# Of the words of the plain text; its addresses are none. Some newsletters have a stub of the one, some of the other.
_FULL_SHARE = 0.9
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?![.\d])", re.IGNORECASE
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_ENCRYPTED_TEXT = "-----BEGIN PGP MESSAGE-----"
# What stands around a text that is signed: RFC 9580, 7.
_SIGNATURE = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\s*\n(?:Hash: .*\n)*"
    r"|^-----BEGIN PGP SIGNATURE-----$(?:.*\n)*?-----END PGP SIGNATURE-----",
    re.MULTILINE,
)
# Programs fill the line that a list of messages shows with these.
_NO_WIDTH = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff]+")


@dataclass(slots=True, kw_only=True)
class Parts:
    """The parts of a message, sorted."""

    bodies: list[tuple[list[Message], list[Message]]] = field(default_factory=list)
    """Its text, part by part: as plain text, and the same as HTML."""
    attachments: list[Message] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    """Whole messages in it, as forwarded ones and the issues of a digest are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text of a part, with lines as they stand."""

    lines: tuple[str, ...]
    is_html: bool
    """True if each line is a paragraph."""
    is_flowed: bool = False
    notes: tuple[str, ...] = ()


def sort_parts(message: Message, parts: Parts, *, name: str, depth: int = 0) -> None:
    """Sort the parts of a message, those inside others included.

    Raises:
        ReadError: They lie in one another too deep.
    """
    if depth > _MAX_DEPTH:
        raise ReadError(name, f"its parts lie in more than {_MAX_DEPTH} others", "Save the message anew")
    kind = message.get_content_type()
    payload = message.get_payload()
    if depth == 0 and message.is_multipart() is False and message.get_content_maintype() == "multipart":
        raise ReadError(name, "its parts are not marked as its headers say", "Save the message anew")
    if isinstance(payload, list):
        children = [child for child in payload if isinstance(child, Message)]
        if kind == "message/rfc822":
            parts.messages += children
            return
        inner = parts if kind != "multipart/alternative" else Parts()
        for child in children:
            sort_parts(child, inner, name=name, depth=depth + 1)
        if inner is not parts:
            plain = [each for body in inner.bodies for each in body[0]]
            html = [each for body in inner.bodies for each in body[1]]
            parts.bodies += [(plain, html)] if plain or html else []
            parts.attachments += inner.attachments
            parts.messages += inner.messages
    elif kind not in {"text/plain", "text/html"} or _is_attached(message, depth):
        parts.attachments.append(message)
    else:
        parts.bodies.append(([], [message]) if kind == "text/html" else ([message], []))


def _is_attached(part: Message, depth: int) -> bool:
    return part.get_content_disposition() == "attachment" or (depth > 0 and part.get_filename() is not None)


def body_of(plain: list[Message], html: list[Message], *, name: str) -> Body:
    """Read the fuller of two wordings of a text; of two alike, the HTML, which breaks no lines.

    Raises:
        ReadError: It is no text.
    """
    pages = _read_pages(html, name) if html else None
    texts = _read_plain(plain, name) if plain else None
    if pages is None or texts is None:
        return pages or texts or Body(lines=(), is_html=False)
    return pages if _count_words(pages) >= _FULL_SHARE * _count_words(texts) else texts


def _count_words(body: Body) -> int:
    return sum("://" not in word and "@" not in word for line in body.lines for word in line.split())


def _read_pages(html: list[Message], name: str) -> Body:
    notes: dict[str, None] = {}
    lines: list[str] = []
    for part in html:
        decoded = decode(_payload(part, name), name=name, declared=part.get_content_charset())
        notes |= dict.fromkeys(decoded.notes)
        if decoded.text.strip():
            tree = parse_html(decoded.text, name=name)
            _drop_hidden(tree)
            lines += _tidy(split_blocks(tree))
    return Body(lines=tuple(lines), is_html=True, notes=tuple(notes))


def _drop_hidden(tree: etree._Element) -> None:
    hidden = [each for each in tree.iter() if _HIDDEN.search(each.get("style") or "") or each.get("hidden") is not None]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _tidy(blocks: Iterator[str]) -> list[str]:
    return [line for block in blocks if (line := " ".join(_NO_WIDTH.sub("", block).split()))]


def _read_plain(plain: list[Message], name: str) -> Body:
    notes: dict[str, None] = {}
    texts: list[str] = []
    for part in plain:
        decoded = decode(_payload(part, name), name=name, declared=part.get_content_charset())
        notes |= dict.fromkeys(decoded.notes)
        if decoded.text.lstrip().startswith(_ENCRYPTED_TEXT):
            raise ReadError(name, "it is encrypted", "Save a copy that is not encrypted")
        texts.append(_NO_WIDTH.sub("", _SIGNATURE.sub("", decoded.text)))
    is_flowed = str(plain[0].get_param("format", "")).lower() == "flowed"
    lines = "\n\n".join(texts).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Body(lines=tuple(lines), is_html=False, is_flowed=is_flowed, notes=tuple(notes))


def _payload(part: Message, name: str) -> bytes:
    payload = part.get_payload(decode=True)
    if any(isinstance(each, InvalidBase64CharactersDefect) for each in part.defects):
        # A list may have put its own lines below the text, uncoded.
        lines = str(part.get_payload()).split()
        coded = "".join(takewhile(_BASE64.fullmatch, lines))
        if not coded or len(coded) % 4:
            raise ReadError(name, "its text is damaged: it is not sound base64", SOUND_COPY)
        return b64decode(coded)
    return payload if isinstance(payload, bytes) else b""
