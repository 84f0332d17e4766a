"""Invented samples of feeds and of lists of feeds, by file name."""

from tests.support.samples.apis import ADDRESS, HEADLINE

__all__ = ["SAMPLES"]

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Tidewater Post</title><link>https://tidewaterpost.example</link>
<item><title>{HEADLINE}</title><link>{ADDRESS}</link><pubDate>Tue, 04 Mar 2031 09:30:00 GMT</pubDate></item>
</channel></rss>
"""
OUTLINE = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><body><outline text="The Tidewater Post" xmlUrl="https://tidewaterpost.example/rss"/></body></opml>
"""

SAMPLES: dict[str, bytes] = {"feed.rss": FEED.encode(), "outlets.opml": OUTLINE.encode()}
