"""Pages from web archives and mirrors, with the address of the original and the time at which they were saved."""

from collections.abc import Callable, Iterator

from whence.intake.formats.form import Document, Found
from whence.intake.html.archived import find_capture, find_mirror, find_wayback
from whence.intake.inputs import Input
from whence.intake.urls import Capture

__all__ = ["is_archived_page", "is_mirrored_page", "is_wayback_page", "read_saved_page"]


def is_wayback_page(document: Document) -> bool:
    """Tell a page from the Wayback Machine by its scripts or its toolbar."""
    return _is_page(document, find_wayback)


def is_archived_page(document: Document) -> bool:
    """Tell a page from archive.today or another web archive by its canonical address.

    >>> link = b'<link rel="canonical" href="https://archive.ph/2031.03.04-093000/https://example.org/harbour">'
    >>> is_archived_page(Document("harbour.html", b"<!DOCTYPE html>" + link))
    True
    """
    return _is_page(document, find_capture)


def is_mirrored_page(document: Document) -> bool:
    """Tell a page that HTTrack saved by its comment."""
    return _is_page(document, find_mirror)


def read_saved_page(document: Document) -> Iterator[Found]:
    """Give the page under the address of the original."""
    capture = find_capture(document.text)
    yield Input(
        name=document.name,
        data=document.read(),
        is_page=True,
        encoding=document.encoding,
        url=capture.url if capture else None,
        fetched=capture.time if capture else None,
    )


def _is_page(document: Document, find: Callable[[str], Capture | None]) -> bool:
    return find(document.text) is not None and document.is_html
