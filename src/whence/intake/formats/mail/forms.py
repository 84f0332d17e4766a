"""The forms of this folder, in the order in which they are tried."""

import re
from collections.abc import Iterator

from whence.intake.formats.form import Document, Form, Found
from whence.intake.formats.mail.single_file import (
    is_packed_page,
    read_packed_page,
    read_single_file,
    saved_with_single_file,
)

__all__ = ["FORMS"]

_FROM = frozenset({"from", "sender"})
_DATED = frozenset({"date", "received"})
# What programs write, and no person: a text may begin with "From:" and "Date:", too.
_TRACES = frozenset(
    {"content-type", "delivered-to", "dkim-signature", "message-id", "mime-version", "received", "return-path"}
    | {"x-mailer", "x-mozilla-status", "x-received", "list-id", "list-unsubscribe"}
)
_USUAL = frozenset({"from", "to", "subject", "date"}) | _TRACES
_MIN_USUAL = 2
_FIRST_CHARACTERS = 100
_FIRST_HEADER = re.compile(r"(?:\d{1,9}\s*\n)?[A-Za-z][\w-]{1,60}:")
_HEAD_CHARACTERS = 5000
# What Chromium, Internet Explorer and others write.
_SAVED = re.compile(r"^(?:From: *<Saved by |Snapshot-Content-Location:)", re.MULTILINE | re.IGNORECASE)
_LENGTH_LINE = re.compile(r"\s*\d{1,9}[ \t]*\r?\n")


def _headers(document: Document) -> frozenset[str]:
    from whence.intake.formats.mail.headers import header_names  # noqa: PLC0415 -- most inputs are no messages

    text = document.text
    length = _LENGTH_LINE.match(text)
    return header_names(text[length.end() :] if length else text)


def _has_header_line(document: Document) -> bool:
    """Check the first line alone, as most inputs are no messages."""
    start = document.text.lstrip()[:_FIRST_CHARACTERS]
    return _FIRST_HEADER.match(start) is not None


def _is_message(document: Document) -> bool:
    if not _has_header_line(document):
        return False
    names = _headers(document)
    if document.ends(".eml", ".emlx"):
        return len(names & _USUAL) >= _MIN_USUAL
    return not (names.isdisjoint(_FROM) or names.isdisjoint(_DATED) or names.isdisjoint(_TRACES))


def _read_message(document: Document) -> Iterator[Found]:
    from whence.intake.formats.mail.messages import read_message_file  # noqa: PLC0415

    yield from read_message_file(document)


def _is_mailbox(document: Document) -> bool:
    if not document.start.lstrip(b"\xef\xbb\xbf\r\n").startswith(b"From "):
        return False
    from whence.intake.formats.mail.mailbox import is_mailbox_start  # noqa: PLC0415

    return is_mailbox_start(document.start)


def _read_mailbox(document: Document) -> Iterator[Found]:
    from whence.intake.formats.mail.mailbox import read_mailbox  # noqa: PLC0415

    yield from read_mailbox(document)


def _is_mhtml(document: Document) -> bool:
    if not _has_header_line(document):
        return False
    start = document.text[:_HEAD_CHARACTERS]
    is_saved = _SAVED.search(start) is not None or document.ends(".mhtml", ".mht")
    return is_saved and not _headers(document).isdisjoint({"content-type", "mime-version"})


def _read_mhtml(document: Document) -> Iterator[Found]:
    from whence.intake.formats.mail.mhtml import read_mhtml  # noqa: PLC0415

    yield from read_mhtml(document)


def _is_webarchive(document: Document) -> bool:
    is_list = document.start.startswith(b"bplist00") or document.root == "plist"
    return is_list and (b"WebMainResource" in document.start or document.ends(".webarchive"))


def _read_webarchive(document: Document) -> Iterator[Found]:
    from whence.intake.formats.mail.webarchive import read_webarchive  # noqa: PLC0415

    yield from read_webarchive(document)


def _is_single_file(document: Document) -> bool:
    return "SingleFile" in document.text[:_HEAD_CHARACTERS] and saved_with_single_file(document.text)


_FAMILY = "Mail"
_PAGES = "Saved pages"
_PAGE_FIELDS = ("headline", "publisher", "byline", "published", "url", "language")
_FIELDS = ("headline", "publisher", "byline", "published", "url")

FORMS: tuple[Form, ...] = (
    Form(
        name="page saved with SingleFile that unpacks itself",
        family=_PAGES,
        endings=(".html", ".htm"),
        told_by="its text, which says Please wait",
        gives=_PAGE_FIELDS,
        tells=lambda document: "sfz" in document.text and document.is_html and is_packed_page(document.text),
        read=read_packed_page,
    ),
    Form(
        name="page saved with SingleFile",
        family=_PAGES,
        endings=(".html", ".htm"),
        told_by="its first comment",
        gives=_PAGE_FIELDS,
        tells=_is_single_file,
        read=read_single_file,
    ),
    Form(
        name="MHTML",
        family=_PAGES,
        endings=(".mhtml", ".mht"),
        told_by="its headers",
        gives=_PAGE_FIELDS,
        tells=_is_mhtml,
        read=_read_mhtml,
    ),
    Form(
        name="web archive of Safari",
        family=_PAGES,
        endings=(".webarchive",),
        told_by="the main resource in it",
        gives=_PAGE_FIELDS,
        tells=_is_webarchive,
        read=_read_webarchive,
    ),
    Form(
        name="mailbox (mbox)",
        family=_FAMILY,
        endings=(".mbox", ".mbx"),
        told_by="its first line, which begins with From",
        gives=_FIELDS,
        tells=_is_mailbox,
        read=_read_mailbox,
    ),
    Form(
        name="message",
        family=_FAMILY,
        endings=(".eml", ".emlx"),
        told_by="its headers",
        gives=_FIELDS,
        tells=_is_message,
        read=_read_message,
    ),
)
