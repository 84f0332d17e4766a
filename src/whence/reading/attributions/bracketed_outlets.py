"""Outlets in brackets, after what a page took from each: "The mayor said that help was late. [Radio Skerry]"."""

import re
from bisect import bisect_left

from whence.reading.attributions.outlets import may_be_outlet, names_an_outlet
from whence.reading.model.decode import WordRange
from whence.reading.sources.named_entities import Document

__all__ = ["bracketed_outlets"]

_FEWEST = 2
"""A single bracket after a sentence may be an editor's note."""
_LARGE = r"[A-Z0-9](?:[\w.&’'-]*\w)?"
_FIRST = r"[A-Z](?:[\w.&’'-]*\w)?"
_BRACKET = re.compile(
    rf"[.?!”\"’'…] ?\[(?P<outlet>(?:The |the )?{_FIRST}(?: (?:of |and |the |& )*{_LARGE}){{0,4}}?)\.?\]"
    r"(?=\s*(?:$|[A-Z“\"‘–—-]))",
    re.MULTILINE,
)


def bracketed_outlets(document: Document) -> list[tuple[WordRange, WordRange]]:
    r"""Find the items of a page each of which ends with the outlet that it is from, in brackets.

    Args:
        document: The report, with its names.

    Returns:
        Of each item, its words and those of the outlet; an item begins after another, or with its paragraph. There are
        none if fewer than two brackets name an outlet: "[Applause]" and "[1]" do not.

    >>> from whence.language.words import segment
    >>> text = "Help was late, the mayor said. [Radio Skerry]\n\nA miner found a coin. [The Marram Herald.]"
    >>> words = segment(text)
    >>> items = bracketed_outlets(Document(text=text, words=words, names=()))
    >>> [[" ".join(words.texts[slice(*run)]) for run in runs] for runs in items]
    [['Help was late , the mayor said . [', 'Radio Skerry'], ['A miner found a coin . [', 'The Marram Herald']]
    """
    words = document.words
    found = _BRACKET.finditer(document.text) if "[" in document.text else ()
    outlets = [run for match in found if _is_outlet(document, run := words.covering(*match.span("outlet")))]
    items: list[tuple[WordRange, WordRange]] = []
    for start, end in outlets if len(outlets) >= _FEWEST else ():
        after = items[-1][1][1] + 1 if items else 0
        items.append(((max(after, bisect_left(words.paragraphs, words.paragraphs[start])), start), (start, end)))
    return items


def _is_outlet(document: Document, run: WordRange) -> bool:
    """Check whether words are known as an outlet's name, or are a body's that may be one."""
    shown = document.shown(run)
    is_body = any(name.kind == "organisation" and name.end == run[1] for name in document.names_in(run))
    return names_an_outlet(shown) or (is_body and may_be_outlet(shown))
