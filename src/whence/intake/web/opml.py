"""Read OPML outlines: lists of feeds, as feed readers export them."""

from whence.errors import ReadError
from whence.intake.encoding import decode
from whence.intake.urls import is_address
from whence.intake.web.feed_xml import filter_feed

__all__ = ["read_outline"]

_MOST_FEEDS = 10_000
_FIX = "Give the addresses of the feeds"


def read_outline(data: bytes, *, name: str) -> list[str]:
    """List the addresses of the feeds in an outline, in its order, each once.

    Args:
        data: The complete file.
        name: Name for error messages.

    Raises:
        ReadError: It contains no address of a feed, or declares XML entities.

    >>> outline = b"<opml><body><outline text='Ports'><outline xmlUrl='https://example.org/rss'/></outline></body></opml>"
    >>> read_outline(outline, name="feeds.opml")
    ['https://example.org/rss']
    """
    filtered = filter_feed(decode(data, name=name).text, name=name, most={"opml": _MOST_FEEDS})
    outlines = () if filtered is None else filtered.root.iter("outline")
    found = ((outline.get("xmlUrl") or "").strip() for outline in outlines)
    feeds = list(dict.fromkeys(address for address in found if is_address(address)))
    if not feeds:
        raise ReadError(name, "it is an OPML outline without addresses of feeds", _FIX)
    return feeds
