"""Copies of pages from web archives: the address of the original, and the page without what the archive adds to it.

Reference:
    Wayback Machine: its scripts call ``wombat`` with the original address and the time of the capture. archive.today:
    the canonical address holds both, and the original page is the element ``CONTENT``. HTTrack: a comment.
"""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import unescape

from lxml import html

from whence.intake.urls import Capture, capture_of, capture_time, host_of, read_capture

__all__ = ["find_capture", "find_mirror", "find_wayback", "without_archive"]

# The Wayback Machine writes before the page's own head, archive.today has nothing of the page in the head.
_MAX_OPENING_CHARACTERS = 20_000
_WOMBAT = re.compile(r"""\bwombat\(\s*["'](?P<url>https?:[^"'\s]{3,3000})["']\s*,\s*["'](?P<time>\d{14})["']""")
_TOOLBAR = "<!-- BEGIN WAYBACK TOOLBAR INSERT -->"
_TOOLBAR_ADDRESS = re.compile(
    r"""<input\b[^<>]{0,500}\bname=["']url["'][^<>]{0,500}\bvalue=["'](?P<url>https?:[^"'\s]{3,3000})["']""",
    re.IGNORECASE,
)
_CANONICAL = re.compile(
    r"""<link\b[^<>]{0,300}\brel=["']?canonical["']?[^<>]{0,3000}>|<link\b[^<>]{0,3000}\brel=["']?canonical\b""",
    re.IGNORECASE,
)
_HREF = re.compile(r"""\bhref=["']?(?P<url>[^"'\s<>]+)""", re.IGNORECASE)
_MIRRORED = re.compile(
    r"<!-- Mirrored from (?P<url>[^\s<>]{3,3000}) by HTTrack Website Copier[^<>,]{0,100},"
    r"\s*(?P<time>[^<>]{10,60}?)\s*-->"
)
_TOOLBARS = frozenset({"wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato"})
_CONTENT = "CONTENT"


def find_capture(markup: str) -> Capture | None:
    """Find the original of a page from a web archive or a mirror; None for any other page.

    Args:
        markup: The page, or its beginning.

    >>> page = '<html><link rel="canonical" href="https://archive.ph/2031.03.04-093000/https://example.org/harbour">'
    >>> find_capture(page).url
    'https://example.org/harbour'
    """
    return find_wayback(markup) or _find_canonical(markup) or find_mirror(markup)


def find_wayback(markup: str) -> Capture | None:
    """Find the original of a page from the Wayback Machine by what it writes around the page.

    >>> find_wayback('<script>__wm.wombat("https://example.org/harbour","20310304093000","https://web.archive.org/")')
    Capture(url='https://example.org/harbour', time='2031-03-04T09:30:00+00:00')
    """
    wombat = _WOMBAT.search(markup, 0, _MAX_OPENING_CHARACTERS) if "wombat(" in markup else None
    if wombat:
        return capture_of(wombat["url"], time=capture_time(wombat["time"]))
    toolbar = markup.find(_TOOLBAR)
    field = _TOOLBAR_ADDRESS.search(markup, toolbar, toolbar + _MAX_OPENING_CHARACTERS) if toolbar >= 0 else None
    if field is None:
        return None
    canonical = _find_canonical(markup)
    return capture_of(unescape(field["url"]), time=canonical.time if canonical else None)


def find_mirror(markup: str) -> Capture | None:
    """Find the original of a page that HTTrack saved.

    >>> comment = "Mirrored from example.org/harbour by HTTrack Website Copier/3.x, Tue, 04 Mar 2031 09:30:00 GMT"
    >>> find_mirror(f"<html><!-- {comment} -->")
    Capture(url='https://example.org/harbour', time='2031-03-04T09:30:00+00:00')
    """
    found = _MIRRORED.search(markup, 0, _MAX_OPENING_CHARACTERS)
    if found is None:
        return None
    try:
        time = parsedate_to_datetime(found["time"]).isoformat()
    except ValueError:
        time = None
    return capture_of(found["url"] if "://" in found["url"] else f"https://{found['url']}", time=time)


def without_archive(tree: html.HtmlElement) -> None:
    """Remove from a page what a web archive added to it: toolbars, and metadata of the archive itself."""
    for element in [each for each in tree.iter("div") if each.get("id") in _TOOLBARS]:
        if element.getparent() is not None:
            element.drop_tree()
    if _has_metadata_of_archive(tree):
        for element in list(tree.iter("meta")):
            element.drop_tree()
        body = tree.find("body")
        content = next((each for each in tree.iter("div") if each.get("id") == _CONTENT), None)
        if body is not None and content is not None:
            content.tail = body.text = None
            body[:] = [content]


def _has_metadata_of_archive(tree: html.HtmlElement) -> bool:
    """Check whether a page from an archive gives, as its own address, one in the archive."""
    links = (each.get("href") or "" for each in tree.iter("link") if each.get("rel") == "canonical")
    archives = {host_of(link) for link in links if read_capture(link)}
    own = (each.get("content") or "" for each in tree.iter("meta") if each.get("property") == "og:url")
    return any(not read_capture(url) and url.startswith("http") and host_of(url) in archives for url in own)


def _find_canonical(markup: str) -> Capture | None:
    return next((capture for link in _canonical_links(markup) if (capture := read_capture(link))), None)


def _canonical_links(markup: str) -> Iterator[str]:
    for found in _CANONICAL.finditer(markup, 0, _MAX_OPENING_CHARACTERS):
        if href := _HREF.search(found[0]):
            yield unescape(href["url"])
