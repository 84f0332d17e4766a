"""Feeds written by hand, and how they are read at a fixed time."""

from datetime import UTC, datetime

from whence.intake.web.feeds import read_feed

URL = "https://post.example/feeds/rss.xml"
NOW = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def read(text, **how):
    return read_feed(text if isinstance(text, bytes) else text.encode(), url=URL, now=NOW, **how)


def rss(*items, head="<title>The Tidewater Post</title>", attributes=DUBLIN_CORE):
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0" {attributes}><channel>{head}{entries}</channel></rss>'


def only(feed):
    (entry,) = feed.entries
    return entry
