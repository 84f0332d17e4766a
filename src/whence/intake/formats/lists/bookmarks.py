"""Bookmarks of browsers and of read-it-later services, exported as HTML: a list of addresses."""

import re
from collections.abc import Iterator
from html import unescape

from whence.intake.formats.form import Document, Found
from whence.intake.inputs import ExternalMetadata
from whence.intake.urls import address_key, unwrap
from whence.intake.web.address_list import is_address_line

__all__ = ["is_bookmarks", "read_bookmarks"]

_NETSCAPE = re.compile(r"\s*<!doctype\s+netscape-bookmark-file-1\b", re.IGNORECASE)
# Pocket and Instapaper have no type of their own, but their titles and lists.
_SAVED = re.compile(r"<title>\s*(?:Pocket Export|Instapaper(?:: Export)?)\s*</title>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]{0,20}?\bhref\s*=\s*(?:\"([^\"<>]{1,4000})\"|'([^'<>]{1,4000})')", re.IGNORECASE)


def is_bookmarks(document: Document) -> bool:
    """Tell bookmarks by their document type, or by the title of a service.

    >>> is_bookmarks(Document("bookmarks.html", b"<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE>"))
    True
    """
    return _NETSCAPE.match(document.text) is not None or _SAVED.search(document.text, 0, 2000) is not None


def read_bookmarks(document: Document) -> Iterator[Found]:
    """Read the web addresses, each once. What a bookmark is called may be anything, and is not used.

    Raises:
        ReadError: It cannot be read.

    >>> page = b'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://example.org/harbour">Harbour</A></DL>'
    >>> [each.url for each in read_bookmarks(Document("bookmarks.html", page))]
    ['https://example.org/harbour']
    """
    from whence.intake.web.feeds import FeedEntry  # noqa: PLC0415 -- most pages are no lists

    seen: set[str] = set()
    for found in _LINK.finditer(document.decode().text):
        address = unwrap(unescape(found[1] or found[2]).strip())
        if is_address_line(address) and (key := address_key(address)) not in seen:
            seen.add(key)
            yield FeedEntry(url=address, metadata=ExternalMetadata())
