"""Authors: who is "I" in a column that ends with a line on its author: "Ana Brandt is a historian of the port."."""

from collections.abc import Sequence

from whence.language.english import ARTICLES, TITLES
from whence.language.words import CAPITALISED, Words
from whence.reading.model.decode import Name, WordRange

__all__ = ["find_author"]

_LAST_PARAGRAPHS = 3
"""Paragraphs at the end of a report in which its author may be told."""
_FEWEST_PARAGRAPHS = 3
_LONGEST_APPOSITION = 25
_BEING = frozenset({"is", "was"})


def find_author(words: Words, names: Sequence[Name]) -> Name | None:
    r"""Find who a report's last paragraphs say wrote it: the only person whom one begins with, not named before.

    Args:
        words: The report's words.
        names: Its names.

    >>> from whence.language.words import segment
    >>> words = segment("Why I swim.\n\nI fear no tide.\n\nAna Brandt, a pilot, is the author of Tides.")
    >>> find_author(words, [Name(9, 11, "person", 0.9)])
    Name(start=9, end=11, kind='person', probability=0.9)
    """
    paragraphs = words.paragraph_ranges
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return None
    told = [name for run in paragraphs[-_LAST_PARAGRAPHS:] if (name := _introduced(words, names, run))]
    if len(told) != 1:
        return None
    (author,) = told
    surname = words.texts[author.end - 1]
    is_told_of = any(words.texts[name.end - 1] == surname for name in names if name.end <= author.start)
    return None if is_told_of else author


def _introduced(words: Words, names: Sequence[Name], paragraph: WordRange) -> Name | None:
    """Find the person whom a paragraph says something of from its first words on: "Rep. Ana Brandt, a pilot, is a"."""
    start, end = paragraph
    name = next((one for one in names if start <= one.start < end), None)
    if name is None or name.kind != "person":
        return None
    if any(words.lower[i] not in TITLES | {"."} for i in range(start, name.start)):
        return None
    at = name.end
    if at < end and words.texts[at] == ",":
        # After an apposition goes on what is said.
        commas = (i for i in range(at + 1, min(end - 1, at + _LONGEST_APPOSITION)) if words.texts[i] == ",")
        at = next((i + 1 for i in commas if words.texts[i + 1] in _BEING), end)
    if at + 1 >= end or words.texts[at] not in _BEING:
        return None
    follows = at + 1
    return name if words.texts[follows] in ARTICLES or words.shapes[follows] in CAPITALISED else None
