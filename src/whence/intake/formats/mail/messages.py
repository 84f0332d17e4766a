"""Messages (.eml, .emlx): a newsletter or a mailed press release is a report, and each document attached to it another.

Reference:
    RFC 5322 and RFC 2045 to 2049; RFC 2392 (addresses of messages).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found, Inner
from whence.intake.formats.mail.bodies import Parts, body_of, sort_parts
from whence.intake.formats.mail.forwarded import Forwarded, find_forwarded
from whence.intake.formats.mail.furniture import without_furniture
from whence.intake.formats.mail.headers import is_list_mail, read_header, read_sender, read_time
from whence.intake.formats.mail.plain_bodies import split_paragraphs, without_quotes
from whence.intake.formats.paragraphs import Paragraph, report_of
from whence.intake.inputs import Input
from whence.intake.urls import is_address
from whence.records.report import Rejected

__all__ = ["read_message", "read_message_file"]

_MAX_PART_LINES = 20_000
_MAX_MESSAGES_DEPTH = 3
_APPLE_LENGTH = re.compile(rb"\s*(\d{1,9})\s*\n")
_PREFIXES = re.compile(r"^(?:\s*(?:fwd?|wg|tr|rv|enc|i|vs|vb|пересл)\s*:)+\s*", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:re|aw|sv|antw|odp|ответ)\s*:", re.IGNORECASE)
_LIST_TAG = re.compile(r"^\s*\[[^\[\]]{1,40}\]\s*(?=\S)")
_OPENING_PARAGRAPHS = 8
_SHOWN_CHARACTERS = 200
_NO_DOCUMENTS = frozenset({"image", "audio", "video", "font", "multipart"})
_NO_DOCUMENT = re.compile(
    r"text/(?:calendar|x?-?vcard|rfc822-headers)|application/(?:ics|pgp-\w+|(?:x-)?pkcs7-signature)|message/.*"
)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_WEB_HEADERS = ("Archived-At", "X-RSS-URL", "Content-Base")


def read_message_file(document: Document) -> Iterator[Found]:
    """Read the message in a file.

    Raises:
        ReadError: It is too large, encrypted, or holds no text.
    """
    data = document.read()
    if b"\0" in data[:_SHOWN_CHARACTERS]:  # an editor saved it in UTF-16
        data = document.decode().text.encode("utf-8", "replace")
    length = _APPLE_LENGTH.match(data)
    if length:  # Apple Mail writes the length before a message, and a property list after it
        data = data[length.end() : length.end() + int(length[1])]
    yield from read_message(data.lstrip(b"\xef\xbb\xbf\r\n"), name=document.name)


def read_message(data: bytes, *, name: str, done: float | None = None) -> Iterator[Found]:
    r"""Read a message: its text as a report, then the documents attached to it, and the messages inside it.

    Args:
        data: The message.
        name: Name of the input.
        done: Share of the file read with it.

    Raises:
        ReadError: It has too many parts, is encrypted, or has no text.

    >>> data = b"From: The Tidewater Post <news@post.example>\nDate: Tue, 4 Mar 2031 09:30:00 +0000\n"
    >>> data += b"Subject: Quay stays open\nList-Id: <news.post.example>\n\nThe council met on Monday.\n"
    >>> (given,) = read_message(data, name="news.eml")
    >>> given.metadata.headline, given.metadata.publisher, given.metadata.published
    ('Quay stays open', 'The Tidewater Post', '2031-03-04T09:30:00Z')
    """
    if data.count(b"\n--") > _MAX_PART_LINES:
        raise ReadError(name, f"it has more than {_MAX_PART_LINES:,} parts", "Save the text of the message")
    try:
        message = message_from_bytes(data)
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError(name, f"it is no sound message ({type(error).__name__})", "Save the message anew") from error
    yield from _read(message, name, done)


def _read(message: Message, name: str, done: float | None, depth: int = 0) -> Iterator[Found]:
    kind = message.get_content_type()
    if kind in _ENCRYPTED:
        raise ReadError(name, "it is encrypted", "Save a copy that is not encrypted")
    if kind == "multipart/report":
        raise ReadError(name, "it is a notice of delivery, and no report", "Leave it out")
    parts = Parts()
    sort_parts(message, parts, name=name)
    documents = [part for part in parts.attachments if _is_document(part)]
    text = _read_text(parts, is_reply=_REPLY.match(read_header(message, "Subject")) is not None, name=name)
    if any(isinstance(each, CloseBoundaryNotFoundDefect) for each in message.defects):
        text.notes["it may be cut off: the mark of its end is missing"] = None
    if text.paragraphs:
        yield replace(_make_report(message, text, name), done=done)
    elif not documents and not parts.messages:
        raise ReadError(name, "it has no text", "Give a message with a report in it")
    for number, part in enumerate(documents, 1):
        payload = part.get_payload(decode=True)
        yield Inner(name=f"{name}#{_file_name(part, number)}", data=payload if isinstance(payload, bytes) else b"")
    for number, inner in enumerate(parts.messages, 1):
        inner_name = f"{name}#{number}"
        if depth >= _MAX_MESSAGES_DEPTH:
            yield Rejected(input=inner_name, reason=f"it lies in {depth + 1} messages. Save it by itself.")
            continue
        try:
            yield from _read(inner, inner_name, done, depth + 1)
        except ReadError as error:
            yield Rejected(input=inner_name, reason=error.reason)


def _is_document(part: Message) -> bool:
    if part.get_content_maintype() in _NO_DOCUMENTS or _NO_DOCUMENT.fullmatch(part.get_content_type()):
        return False
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _file_name(part: Message, number: int) -> str:
    said = part.get_filename() or f"attachment-{number}"
    return said.replace("\\", "/").rpartition("/")[2].replace("\0", "")[:_SHOWN_CHARACTERS] or f"attachment-{number}"


@dataclass(slots=True, kw_only=True)
class _Text:
    """The text of a message."""

    paragraphs: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    forwarded: Forwarded | None = None


def _read_text(parts: Parts, *, is_reply: bool, name: str) -> _Text:
    """Read the text of a message: of a forwarded one what was forwarded, of an answer what was answered."""
    text = _Text()
    for plain, html in parts.bodies:
        body = body_of(plain, html, name=name)
        text.notes |= dict.fromkeys(body.notes)
        lines = list(body.lines)
        found = find_forwarded(lines) if text.forwarded is None else None
        if found is not None and is_reply:
            lines = lines[: found.start]
            text.notes["an earlier message quoted below it was left out"] = None
        elif found is not None:
            text.forwarded = found
            above = " ".join(" ".join([*text.paragraphs, *lines[: found.start]]).split())
            if above:
                text.notes[f"it was forwarded; what stood above it was left out: {above[:_SHOWN_CHARACTERS]}"] = None
            text.paragraphs, lines = [], lines[found.end :]
        if not body.is_html:
            own, quoted_count = without_quotes("\n".join(lines))
            if quoted_count:
                text.notes[f"{quoted_count} lines quoted from an earlier message were left out"] = None
            lines = list(split_paragraphs(own, is_flowed=body.is_flowed))
        text.paragraphs += lines
    return text


def _make_report(message: Message, text: _Text, name: str) -> Input:
    """Make a report with what the headers tell: those of the forwarded message, where there is one."""
    is_list = is_list_mail(message)
    subject = read_header(message, "Subject")
    sender, published = read_header(message, "From"), read_time(read_header(message, "Date"))
    own_id = read_header(message, "Message-ID").strip("<> ")
    if text.forwarded is not None:
        subject = text.forwarded.subject or subject
        sender, published, is_list = text.forwarded.sender, text.forwarded.published, True
    headline = _PREFIXES.sub("", subject)
    headline = _LIST_TAG.sub("", headline) if is_list else headline
    told = read_sender(sender, is_list=is_list)
    paragraphs = without_furniture(text.paragraphs) or text.paragraphs
    made = report_of(_with_headline(headline, paragraphs), name=name, notes=tuple(text.notes))
    return replace(
        made,
        url=next((url for each in _WEB_HEADERS if is_address(url := read_header(message, each).strip("<>"))), None),
        address=f"mid:{own_id}" if own_id else None,
        metadata=replace(
            made.metadata,
            publisher=told.publisher or made.metadata.publisher,
            byline=made.metadata.byline or told.byline,
            published=published or made.metadata.published,
        ),
    )


def _with_headline(headline: str, lines: list[str]) -> Iterator[Paragraph]:
    """Put the headline first, and leave out where the text repeats it near its beginning."""
    if headline:
        yield Paragraph(text=headline, is_title=True)
    folded = headline.casefold()
    for index, line in enumerate(lines):
        if index >= _OPENING_PARAGRAPHS or line.casefold() != folded:
            yield Paragraph(text=line)
