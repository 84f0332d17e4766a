"""Sources that stand for fuller words: "the document" for the treaty named before, "Ukrainian" for Ukraine."""

import re

from whence.language.english import ARTICLES
from whence.language.gazetteer import country_of, kind_of_noun
from whence.reading.model.decode import WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.noun_phrases import goes_before

__all__ = ["fuller_words"]

_ANY_DOCUMENT = frozenset({"document", "text", "paper"})
"""Nouns that any document may be called by."""
_NEAR_WORDS = 60
"""Most words from a document's title to "the document"."""
_LONGEST_PHRASE = 6
_YEAR = re.compile(r"[12]\d{3}")


def fuller_words(document: Document, run: WordRange) -> WordRange | None:
    """Find the title of the last document before "the document", or the country whose adjective is all of a source.

    Args:
        document: The report, with its names.
        run: The source's words.

    Returns:
        The fuller words elsewhere in the report; None if the source stands for none.
    """
    texts = [text.lower() for text in document.words.texts[slice(*run)]]
    if len(texts) == 1:
        return _country_named(document, run[0])
    is_any = len(texts) > 1 and texts[0] in {"the", "this"} and texts[1] in _ANY_DOCUMENT
    return _titled_before(document, run[0]) if is_any else None


def _country_named(document: Document, at: int) -> WordRange | None:
    """Find the first name of the country whose adjective a word is: "Ukraine" for "Ukrainian" of "Ukrainian claims"."""
    word = document.words.texts[at]
    is_adjective = not word.endswith("s") and not any(document.names_in((at, at + 1)))
    code = country_of(word) if is_adjective else None
    places = (name for name in document.names if code and name.kind == "place")
    return next(
        ((name.start, name.end) for name in places if country_of(document.shown((name.start, name.end))) == code), None
    )


def _titled_before(document: Document, at: int) -> WordRange | None:
    """Find the last document before a word, if its title has a year or a name: "the 2021 Skerry treaty"."""
    words = document.words
    for i in range(at - 1, max(0, at - _NEAR_WORDS), -1):
        noun = words.texts[i].lower()
        if kind_of_noun(noun) != "document" or noun in _ANY_DOCUMENT or noun.endswith("s"):
            continue
        start = i
        while start and i - start < _LONGEST_PHRASE and goes_before(words, start - 1):
            start -= 1
            if words.texts[start].lower() in ARTICLES:
                break
        is_dated = any(_YEAR.fullmatch(words.texts[j]) for j in range(start, i))
        return (start, i + 1) if is_dated or any(document.names_in((start, i))) else None
    return None
