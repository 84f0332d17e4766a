"""Addresses within the desk that views and templates share."""

from collections.abc import Sequence

from whence.records.links import Appearance
from whence.records.report import Span

__all__ = ["anchor_of", "place_in", "place_of"]


def place_of(one: Appearance) -> str:
    """Write the address of a claim's words in a report's page.

    >>> place_of(Appearance(id="r:1/a3", report="r:1", spans=(), is_attributed=True))
    '/report/r:1#a3'
    >>> place_of(Appearance(id="r:1/40", report="r:1", spans=(Span(40, 52),), is_attributed=False))
    '/report/r:1#t40-52'
    """
    own = one.id.partition("/")[2]
    return f"/report/{one.report}#{own}" if one.is_attributed else place_in(one.report, one.spans)


def place_in(report: str, spans: Sequence[Span]) -> str:
    """Write the address of some words in a report's page.

    >>> place_in("r:1", [Span(40, 52), Span(60, 64)]), place_in("r:1", [])
    ('/report/r:1#t40-64', '/report/r:1')
    """
    return f"/report/{report}#{anchor_of(spans)}" if spans else f"/report/{report}"


def anchor_of(spans: Sequence[Span]) -> str:
    """Write the fragment of an address that lights the words from the first span to the last.

    >>> anchor_of([Span(40, 52)])
    't40-52'
    """
    return f"t{min(span.start for span in spans)}-{max(span.end for span in spans)}"
