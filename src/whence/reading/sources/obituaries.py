"""Whom an obituary is about, where a paragraph goes on with what "she" once said or did: it is whoever has died."""

from whence.language.words import Words, sentence_around
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.named_entities import Document

__all__ = ["remembered"]

_LEAD = 3
"""Paragraphs in which an obituary tells who died, and at what age."""
_DIED = frozenset({"died", "dies"})
_BEFORE_AGE = frozenset({"was", "aged", "at", "age"})
_SAYING_SO = frozenset({"saying", "telling", "explaining", "insisting", "arguing", "complaining", "joking"})
_YOUNGEST = 60
"""Of whoever died younger a report may well be about the death, and about others."""
_CENTURIES = ("18", "19", "20")
_YEAR, _AGE = 4, 2
_FIRST, _LATER = 2, 24
"""Words of a sentence before its subject's name, and after that up to the verb."""


def remembered(document: Document, at: int) -> Name | None:
    """Find whom an obituary is about, where a paragraph begins with what somebody once said or did in a year.

    Those who remember somebody speak now: "She said that Marsh had retired in 1999".

    Args:
        document: The report, with its names.
        at: The pronoun: "she" in "She gave up the harp in 1999, saying that her hands were tired".
    """
    words = document.words
    paragraph = words.paragraphs[at]
    if at == 0 or words.paragraphs[at - 1] == paragraph:
        return None
    sentence = sentence_around(words, at)
    name = _dead(document, paragraph) if _is_long_ago(words, at, sentence[1]) else None
    if name is None or words.texts[name.end - 1] in words.texts[slice(*sentence)]:
        return None
    return name


def _is_long_ago(words: Words, at: int, end: int) -> bool:
    """Check for "she once told" and "she left in 1999, saying"."""
    if words.lower[at + 1 : at + 2] == ("once",):
        return True
    year = next((i for i in range(at + 1, end) if _is_year(words.texts[i])), end)
    return any(words.texts[i - 1] == "," and words.lower[i] in _SAYING_SO for i in range(year + 1, end))


def _is_year(text: str) -> bool:
    return len(text) == _YEAR and text.isdigit() and text.startswith(_CENTURIES)


def _dead(document: Document, paragraph: int) -> Name | None:
    """Find who is said to have died, old, in the first paragraphs: "Ada Marsh, a harpist, has died. She was 80."."""
    words = document.words
    lead = (0, next((i for i, each in enumerate(words.paragraphs) if each >= min(paragraph, _LEAD)), len(words)))
    if not _is_old(words, lead):
        return None
    for name in document.names_in(lead):
        first, end = sentence_around(words, name.start)
        is_subject = name.kind == "person" and name.start - first <= _FIRST
        if is_subject and not _DIED.isdisjoint(words.lower[name.end : min(end, name.end + _LATER)]):
            return name
    return None


def _is_old(words: Words, lead: WordRange) -> bool:
    ages = (i for i in range(lead[0] + 1, lead[1]) if len(words.texts[i]) == _AGE and words.texts[i].isdigit())
    return any(words.lower[i - 1] in _BEFORE_AGE and int(words.texts[i]) >= _YOUNGEST for i in ages)
