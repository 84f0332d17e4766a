"""Lists of feeds, as feed readers export them: OPML."""

from whence.errors import ReadError
from whence.intake.encoding import decode
from whence.intake.urls import is_address
from whence.intake.web.feed_xml import sift

__all__ = ["read_outline"]

_MOST_FEEDS = 10_000
_FIX = "Give the addresses of the feeds"


def read_outline(data: bytes, *, name: str) -> list[str]:
    """List the addresses of the feeds in an outline, in its order, each once.

    Args:
        data: The whole of it.
        name: For errors.

    Raises:
        ReadError: No address of a feed is in it, or it is more than a list.

    >>> outline = b"<opml><body><outline text='Ports'><outline xmlUrl='https://example.org/rss'/></outline></body></opml>"
    >>> read_outline(outline, name="feeds.opml")
    ['https://example.org/rss']
    """
    sifted = sift(decode(data, name=name).text, name=name, most={"opml": _MOST_FEEDS})
    outlines = () if sifted is None else sifted.root.iter("outline")
    found = ((outline.get("xmlUrl") or "").strip() for outline in outlines)
    feeds = list(dict.fromkeys(address for address in found if is_address(address)))
    if not feeds:
        raise ReadError(name, "it is an outline in which no feed has an address", _FIX)
    return feeds
