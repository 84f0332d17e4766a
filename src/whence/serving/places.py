"""Addresses within the desk that views and templates share."""

from whence.records.links import Appearance

__all__ = ["place_of"]


def place_of(one: Appearance) -> str:
    """Write the address of a claim's words in a report's page.

    >>> place_of(Appearance(id="r:1/a3", report="r:1", spans=(), is_attributed=True))
    '/report/r:1#a3'
    """
    own = one.id.partition("/")[2]
    return f"/report/{one.report}" + (f"#{own}" if one.is_attributed else "")
