"""Owners within a description: whose wife, lawyer or inspector somebody is, and so who it cannot be."""

from bisect import bisect_right

from whence.language.english import COMMONEST
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.named_entities import Document

__all__ = ["asker_before", "is_reported", "owner_in"]

_ASKED = frozenset({"asked", "interviewed", "polled", "surveyed", "contacted", "spoke", "talked", "met", "visited"})
"""What an outlet does to those who speak next."""
_PARTED = 3


def owner_in(words: Words, run: WordRange) -> WordRange | None:
    """Find the last owner in a description, up to its apostrophe: "the suspect" of "the suspect's wife".

    >>> from whence.language.words import segment
    >>> owner_in(segment("the suspect’s wife"), (0, 5))
    (0, 2)
    """
    for i in range(run[1] - 2, run[0], -1):
        is_ending = words.texts[i] in APOSTROPHES and words.ends[i - 1] == words.starts[i]
        after = i + 1 + (words.texts[i + 1].lower() == "s" and words.starts[i + 1] == words.ends[i])
        if is_ending and after < run[1] and words.shapes[after] != Shape.PUNCTUATION:
            return run[0], i
    return None


def asker_before(document: Document, at: int) -> Name | None:
    """Find the body that asks in the sentence before: in "Quill News asked neighbours. They said …" it is not "they".

    Args:
        document: The report, with its names.
        at: The pronoun, near the beginning of its sentence.
    """
    words = document.words
    start = sentence_around(words, at)[0]
    if start == 0 or at - start > _PARTED:
        return None
    before = sentence_around(words, start - 1)
    for name in document.names_in(before):
        verb = name.end + (words.texts[name.end].lower() in {"has", "have", "also"})
        is_first = all(words.texts[i].lower() in COMMONEST for i in range(before[0], name.start))
        if is_first and name.kind != "person" and verb < before[1] and words.texts[verb].lower() in _ASKED:
            return name
    return None


def is_reported(words: Words, at: int) -> bool:
    """Check whether a pronoun begins words in quotation marks after "that": there whoever says them may be "he"."""
    paragraph = bisect_right(words.paragraphs, words.paragraphs[at] - 1)
    is_first = at - 1 > paragraph and words.marks[at] == Mark.INSIDE and words.marks[at - 1] != Mark.INSIDE
    return is_first and words.texts[at - 2].lower() == "that"
