"""A report cited, so that others can find it and check that they have the same bytes."""

from datetime import datetime

from whence.records.answers import Held
from whence.showing.marks import one_line

__all__ = ["cite"]

_MINUTE = len("2031-03-04 09:30")


def cite(held: Held) -> str:
    """Cite a version of a report: author, headline, publisher, time, address; when it was captured, and its digest.

    >>> from whence.records.answers import Receipt
    >>> tide = Receipt(input="tide.html", fetched="2031-03-05T06:00:00+00:00", digest="5f0c", extractor="whence")
    >>> print(cite(Held(id="r:1", version=2, versions=2, headline="Tide late", publisher="Post", byline=("Ana Brandt",),
    ...     published="2031-03-04", language="en", url=None, added="2031-03-06T07:00:00+00:00", model="en-6",
    ...     whence="0.1.0", attributions=3, findings=0, receipt=tide)))
    Ana Brandt. “Tide late”. Post, 2031-03-04. Fetched 2031-03-05 06:00 UTC (r:1, version 2). SHA-256 5f0c.
    """
    fetched = held.receipt.fetched
    at = datetime.fromisoformat(fetched or held.added).isoformat(" ", "minutes")[:_MINUTE]
    told = [
        ", ".join(held.byline),
        f"“{held.headline}”" if held.headline else "",
        ", ".join(filter(None, (held.publisher, held.published))),
        held.url or "",
        f"{'Fetched' if fetched else 'Added'} {at} UTC ({held.id}, version {held.version})",
        f"SHA-256 {held.receipt.digest}",
    ]
    return " ".join(f"{one_line(each)}." for each in told if each)
