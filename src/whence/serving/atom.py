"""A list of reports as an Atom feed.

Reference:
    RFC 4287. An entry's id stays the same, so a feed reader shows each report once.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from whence.records.answers import Held
from whence.showing.marks import visible

__all__ = ["atom_feed"]

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
_EPOCH = "1970-01-01T00:00:00+00:00"


def atom_feed(reports: Sequence[Held], *, title: str, base: str, own: str) -> bytes:
    """Write a feed.

    Args:
        reports: The reports.
        title: The title of the feed.
        base: Address of the desk: ``http://127.0.0.1:8642``.
        own: Address of the feed itself.

    >>> b"<title>Tide</title>" in atom_feed([], title="Tide", base="http://127.0.0.1", own="http://127.0.0.1/tide.atom")
    True
    """
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    _add(feed, "id", own)
    _add(feed, "title", title)
    _add(feed, "updated", max((held.added for held in reports), default=_EPOCH))
    _add(feed, "link", rel="self", href=own)
    _add(_add(feed, "author"), "name", "whence")
    for held in reports:
        entry = _add(feed, "entry")
        _add(entry, "id", f"urn:whence:{held.id}")
        _add(entry, "title", held.headline or held.publisher or held.id)
        _add(entry, "updated", held.added)
        if published := _time(held.published):
            _add(entry, "published", published)
        _add(entry, "link", href=f"{base}/report/{held.id}")
        if held.publisher:
            _add(_add(entry, "author"), "name", held.publisher)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    # XML cannot hold control characters, lone surrogates and these two, escaped or not.
    element.text = _NO_CHARACTERS.sub("\ufffd", visible(text)) or None
    return element


def _time(written: str | None) -> str | None:
    """Write a time of publication as Atom wants it; a day stands for its beginning."""
    try:
        time = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).isoformat()
