"""Split a tree of HTML, or of XML like it, into the texts of its blocks: paragraphs, list items, cells, headings."""

import re
from collections.abc import Collection, Iterator

from lxml import etree

__all__ = ["has_blocks", "split_blocks"]

_BLOCKS = re.compile(
    "address|article|blockquote|body|br|center|d[dlt]|div|fieldset|footer|h[1-6]|header|hr|li|main|[ou]l|p|pre|section|"
    "table|t[dhr]"
)
_NO_TEXT = re.compile(
    "aside|audio|button|figure|form|head|iframe|nav|noscript|object|script|select|style|svg|template|textarea|title|video"
)
_BLOCK_TAG = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)


def has_blocks(markup: str) -> bool:
    """Check whether a text has tags of paragraphs.

    >>> has_blocks("<p>Tide late."), has_blocks("Tide <b>late</b>.")
    (True, False)
    """
    return _BLOCK_TAG.search(markup) is not None


def split_blocks(
    tree: etree._Element, *, blocks: Collection[str] = (), dropped: Collection[str] = (), kept: Collection[str] = ()
) -> Iterator[str]:
    """Yield the text of each block, in document order, with its white space as it is.

    Args:
        tree: An element. What follows it is not read.
        blocks: Names of other elements that are blocks, besides those of HTML.
        dropped: Names of other elements that hold no text of the report, besides those of HTML.
        kept: Names of elements that HTML has for something else, and that hold text here.

    >>> list(split_blocks(etree.fromstring("<div><p>Tide <b>late</b>.</p><style>p {}</style>Rain.</div>")))
    ['Tide late.', 'Rain.']
    """
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = element.tag.rpartition("}")[2]
        if _BLOCKS.fullmatch(name) or name in blocks:
            if text := "".join(pieces):
                yield text
            pieces.clear()
        if event == "end":
            pieces.append((element.tail if element is not tree else None) or "")
        elif (_NO_TEXT.fullmatch(name) and name not in kept) or name in dropped:
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")
    if text := "".join(pieces):
        yield text
