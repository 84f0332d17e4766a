"""Get single fields of an XML tree, whatever their namespace."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from whence.intake.html.markup import clean_line

__all__ = ["first", "texts"]

_STEP = re.compile(r"(^|/)(\w)")


def first(*found: Iterable[str | None]) -> str | None:
    """Get the first text that is not empty, in one line.

    >>> first([None, " "], ["Tide  late"])
    'Tide late'
    """
    return next((line for each in chain(*found) if each and (line := clean_line(each))), None)


def texts(element: etree._Element | None, path: str, attribute: str | None = None) -> Iterator[str]:
    """Get the texts of the elements at a path, or one attribute of each, whatever their namespace.

    >>> head = etree.fromstring("<head xmlns='urn:n'><by>Ana Brandt</by><urgency ed-urg='4'/></head>")
    >>> list(texts(head, "by")), list(texts(head, ".//urgency", "ed-urg"))
    (['Ana Brandt'], ['4'])
    """
    if element is None:
        return
    for each in element.iterfind(_STEP.sub(r"\1{*}\2", path)):
        yield (each.get(attribute) or "") if attribute else "".join(each.itertext())
