"""Sources that stand for fuller words: "the document" for the treaty named before, "Ukrainian" for Ukraine.

And "A" in an interview for the one who answers.
"""

import re
from collections.abc import Mapping

from whence.language.gazetteer import country_of, kind_of_noun
from whence.reading.model.decode import WordRange
from whence.reading.sources.interviewees import ANSWER, find_interviewee
from whence.reading.sources.named_entities import Document
from whence.reading.sources.titles import first_of_phrase

__all__ = ["countries_named", "fuller_words"]

_ANY_DOCUMENT = frozenset({"document", "text", "paper"})
"""Nouns that any document may be called by."""
_NEAR_WORDS = 60
"""Most words from a document's title to "the document"."""
_YEAR = re.compile(r"[12]\d{3}")


def countries_named(document: Document) -> Mapping[str, WordRange]:
    """Find the first name of each country that a report names, by its code."""
    named: dict[str, WordRange] = {}
    for name in document.names:
        run = (name.start, name.end)
        code = country_of(document.shown(run)) if name.kind == "place" else None
        if code:
            named.setdefault(code, run)
    return named


def fuller_words(document: Document, run: WordRange, countries: Mapping[str, WordRange]) -> WordRange | None:
    """Find the title of the last document before "the document", the country of an adjective, the name of "A:".

    Args:
        document: The report, with its names.
        run: The source's words.
        countries: What `countries_named` finds in it.

    Returns:
        The fuller words elsewhere in the report; None if the source stands for none.
    """
    texts = document.words.texts[slice(*run)]
    if texts == (ANSWER,) and document.words.texts[run[1] : run[1] + 1] == (":",):
        return find_interviewee(document.words, document.names)
    if len(texts) == 1:
        # "Norwegians claim" are people; "Norwegian claims" are the country's.
        is_adjective = not texts[0].endswith("s") and not any(document.names_in(run))
        return countries.get(country_of(texts[0]) or "") if is_adjective else None
    is_any = len(texts) > 1 and texts[0].lower() in {"the", "this"} and texts[1].lower() in _ANY_DOCUMENT
    return _titled_before(document, run[0]) if is_any else None


def _titled_before(document: Document, at: int) -> WordRange | None:
    """Find the last document before a word, if its title has a year or a name: "the 2021 Skerry treaty"."""
    words = document.words
    for i in range(at - 1, max(0, at - _NEAR_WORDS), -1):
        noun = words.lower[i]
        if kind_of_noun(noun) != "document" or noun in _ANY_DOCUMENT or noun.endswith("s"):
            continue
        start = first_of_phrase(words, i)
        is_dated = any(_YEAR.fullmatch(words.texts[j]) for j in range(start, i))
        return (start, i + 1) if is_dated or any(document.names_in((start, i))) else None
    return None
