"""What speaks for a cue, with its source and content, being an attribution: features of fitted probabilities."""

from collections.abc import Mapping

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    FIRST_PERSON,
    INDEFINITE,
    MODALS,
    NEGATIONS,
    RELATIVE,
    SECOND_PERSON,
    SUBJECT_PRONOUNS,
    THIRD_PERSON,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Words, sentence_around
from whence.reading.attributions.stance import is_listed, leaning_of
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.model.logistic import magnitude

__all__ = ["MANY_WORDS", "of_content", "of_cue", "of_source"]

_BEFORE = 4
"""Words before a cue's last word among which its auxiliaries and negations stand."""
_NEGATING = frozenset(NEGATIONS) | {"t", "no"}
_IF = frozenset({"if", "whether", "unless"})
MANY_WORDS = 400
"""Number of words beyond which a length or a distance counts as this one."""


def of_cue(words: Words, cue: WordRange) -> Mapping[str, float]:
    """Compute the features of a cue's words and of the auxiliaries before them.

    Args:
        words: The report's words.
        cue: The cue, at least one word.
    """
    texts = words.lower[slice(*cue)]
    before = set(words.lower[max(0, cue[1] - 1 - _BEFORE) : cue[1] - 1])
    start, end = sentence_around(words, cue[0])
    listed = is_listed(texts)
    return {
        "listed": listed,
        leaning_of(texts).stance: listed,
        "cue_length": magnitude(cue[1] - cue[0], most=_BEFORE),
        "modal": not before.isdisjoint(MODALS),
        "infinitive": "to" in before,
        "negated": not before.isdisjoint(_NEGATING),
        "participle": texts[-1].endswith("ing"),
        "question": words.texts[end - 1] == "?",
        "condition": not _IF.isdisjoint(words.lower[max(start, cue[0] - _BEFORE) : cue[0]]),
    }


def of_source(words: Words, one: FoundAttribution) -> Mapping[str, float]:
    """Compute the features of a source's words and where they stand; none without a source."""
    if not one.source:
        return {}
    start, end = one.source[0]
    first, last = words.lower[start], words.lower[end - 1]
    return {
        "source": 1,
        "first_person": first in FIRST_PERSON,
        "second_person": first in SECOND_PERSON,
        "third_person": end == start + 1 and first in THIRD_PERSON - RELATIVE,
        "relative": end == start + 1 and first in RELATIVE,
        "named": words.shapes[end - 1] in CAPITALISED and first not in FIRST_PERSON,
        "definite": first == "the",
        "indefinite": first in INDEFINITE,
        "acting_noun": kind_of_noun(last) not in {None, "document"},
        "source_length": magnitude(end - start, most=MANY_WORDS),
        "source_before": end == one.cue[0],
        "source_after": start >= one.cue[1],
        "source_apart": magnitude(max(0, one.cue[0] - end), most=MANY_WORDS),
    }


def of_content(words: Words, one: FoundAttribution) -> Mapping[str, float]:
    """Compute the features of a content's words and where they stand; none without a content."""
    if not one.contents:
        return {}
    start, end = one.contents[0][0], one.contents[-1][1]
    texts = words.lower[start:end]
    return {
        "content_clause": texts[0] in CLAUSE_OPENERS,
        "content_to": texts[0] == "to",
        "content_quoted": words.marks[start] == Mark.OPENS or texts[0] in {"‘", "'"},
        "content_pronoun": texts[0] in SUBJECT_PRONOUNS,
        "content_article": texts[0] in ARTICLES,
        "content_length": magnitude(sum(b - a for a, b in one.contents), most=MANY_WORDS),
        "content_after": start == one.cue[1],
        "content_verb": not AUXILIARIES.isdisjoint(texts),
    }
