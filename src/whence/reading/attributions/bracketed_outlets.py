"""Outlets in brackets, after what a page of short items took from each: "The mayor said that help was late. [TASS]"."""

import re
from bisect import bisect_left

from whence.language.words import Words
from whence.reading.model.decode import WordRange

__all__ = ["bracketed_outlets"]

_FEWEST = 2
"""A single bracket after a sentence may be an editor's note."""
_LARGE = r"[A-Z0-9](?:[\w.&’'-]*\w)?"
_BRACKET = re.compile(
    rf"[.?!”\"’'…] ?\[(?P<outlet>(?:The |the )?{_LARGE}(?: (?:of |and |the |& )*{_LARGE}){{0,4}}?)\.?\]"
    r"(?=\s*(?:$|[A-Z“\"‘–—-]))",
    re.MULTILINE,
)


def bracketed_outlets(text: str, words: Words) -> list[tuple[WordRange, WordRange]]:
    r"""Find the items of a page each of which ends with the outlet that it is from, in brackets.

    Args:
        text: The report's text.
        words: Its words.

    Returns:
        Of each item, its words and those of the outlet; an item begins after another, or with its paragraph.

    >>> from whence.language.words import segment
    >>> text = "Help was late, the mayor said. [Reuters]\n\nA miner found a coin. [The Marram Herald.]"
    >>> words = segment(text)
    >>> [[" ".join(words.texts[slice(*run)]) for run in runs] for runs in bracketed_outlets(text, words)]
    [['Help was late , the mayor said . [', 'Reuters'], ['A miner found a coin . [', 'The Marram Herald']]
    """
    found = list(_BRACKET.finditer(text)) if "[" in text else []
    items: list[tuple[WordRange, WordRange]] = []
    for match in found if len(found) >= _FEWEST else ():
        start, end = words.covering(*match.span("outlet"))
        after = items[-1][1][1] + 1 if items else 0
        items.append(((max(after, bisect_left(words.paragraphs, words.paragraphs[start])), start), (start, end)))
    return items
