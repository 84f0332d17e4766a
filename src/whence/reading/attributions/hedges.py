"""Hedges: the words of a clause that tell how sure its speaker is, and those that only look like them."""

import re
from collections.abc import Sequence

from whence.language.english import (
    ARTICLES,
    CLAUSE_OPENERS,
    FINITE,
    FORMS_OF_BE,
    HEARSAY,
    MAY,
    NEGATIONS,
    RELATIVE,
    SUBJECT_PRONOUNS,
    WHERE,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.words import Shape, Words
from whence.reading.model.decode import WordRange
from whence.records.ledger import Level

__all__ = ["SUBORDINATING", "hedges_in", "main_clause", "opening_of"]

_POSSIBLE = MAY - {"can"} | {
    "possibly", "perhaps", "maybe", "possible", "potentially", "conceivably", "conceivable", "hint", "hints", "hinted",
    "speculation", "plausible",
}  # fmt: skip
_PROBABLE = HEARSAY | {
    "likely", "probably", "probable", "presumably", "apparently", "appears", "appear", "appeared", "seems", "seem",
    "seemed", "expected", "believed", "thought", "unlikely", "supposedly", "suggest", "suggests", "suggested",
}  # fmt: skip
_ABLE = frozenset({"barely", "hardly", "scarcely", "see", "hear", "n", *NEGATIONS})
"""After "could" these make it an ability, and no chance: "could hardly stand", "could not have known"."""
_EXCLUDES = ("exclud", "rul", "dismiss", "discount", "deny", "denied")
_OF_BELIEF = frozenset({"believed", "thought"})
_BEING = FORMS_OF_BE | {"it"}
_ADJECTIVES = frozenset({"likely", "possible", "probable", "plausible"})
_BEFORE_PREDICATES = _BEING | {
    "s",
    "re",
    "seems",
    "seem",
    "looks",
    "as",
    "more",
    "most",
    "very",
    "highly",
    "not",
    "less",
}
_GUESSED = FORMS_OF_BE | {"s", "pure", "mere"}
"""Near before "speculation" where it tells of what is said."""
_AS_FAR_AS = frozenset({"everything", "anything", "all", "if", "as", "when", "where", "wherever", "whenever"})
"""After one of these "possible" is no chance: "do everything possible", "as soon as possible"."""
_PLACES = frozenset({"in", "at", "before", "on", "with", "alongside", "together", "out", "from", "for"})
"""After one of these who appears is there: "appeared in court"."""
SUBORDINATING = frozenset({
    "after", "before", "when", "while", "as", "because", "since", "though", "although",
})  # fmt: skip
"""Conjunctions of clauses that tell more than the main clause beside them."""
_PSEUDO_CONDITION = re.compile(
    r"if (?:you|we|anyone|anybody|people|one) (?:\w+ )?(?:look|ask|wonder|want|think|see|consider|read|compare|go|take|"
    r"listen|recall|remember)s?\b"
)
"""What is said under such a condition is simply said: "If you look at the figures, they fell"."""
_LONGEST_CONDITION = 6
_REASONS = frozenset({"because", "although", "though"})
_SHORTEST_CLAUSE, _LONGEST_SUBJECT = 3, 4
"""Words before "because", at least, and from "where" to a hedge of its clause, at most."""
_PERSONS = SUBJECT_PRONOUNS - {"it", "there"}
_OF_ADJECTIVES = ("ous", "al", "ive", "ful", "ic", "ary", "ere", "ing", "ed")
"""Endings of most adjectives."""
_INDIRECT = CLAUSE_OPENERS - {"that", "whether", "if", "what"}
"""What begins with one is an indirect question, and no statement that could be hedged: "explained how it may fail"."""
_OPEN_RELATIVE = RELATIVE - {"that"} | {"whose", "where"}
_BEFORE_HEDGES = FINITE | SUBJECT_PRONOUNS


def hedges_in(words: Words, runs: Sequence[WordRange]) -> tuple[Level, list[int]]:
    """Find how sure the words of a clause are, and which words are the hedges.

    >>> from whence.language.words import segment
    >>> hedges_in(segment("It will probably fail."), [(0, 5)])
    ('probable', [2])
    >>> hedges_in(segment("They seek a possible suspect who may be hurt."), [(0, 9)])
    ('certain', [])
    """
    inside = [i for start, end in runs for i in range(start, end)]
    found: list[tuple[Level, list[int]]] = []
    leading = opening_of(words, runs)
    opener = words.lower[leading] if leading is not None else ""
    if opener in _INDIRECT:
        return "certain", []
    if leading is not None and opener in {"if", "whether"} and words.lower[leading - 1] not in {"as", "even"}:
        found.append(("uncommitted", [leading]))
    levels: tuple[tuple[Level, frozenset[str]], ...] = (
        ("possible", _POSSIBLE),
        ("probable", _PROBABLE),
    )
    for level, known in levels:
        hits = [i for i in inside if words.lower[i] in known and _is_hedge(words, i, inside[0])]
        if hits:
            found.append((level, hits))
    return found[0] if found else ("certain", [])


def main_clause(words: Words, runs: Sequence[WordRange]) -> list[WordRange]:
    """Return what is said without the clause before its main clause: "Although it may rain, | we sail".

    A condition stays, because it leaves open what follows, unless it is none: "If you look at it, | it fell".

    >>> from whence.language.words import segment
    >>> main_clause(segment("Although it may rain, we sail."), [(0, 8)])
    [(5, 8)]
    """
    opening = opening_of(words, runs)
    if opening is None:
        return list(runs)
    start, end = next(run for run in runs if run[0] <= opening < run[1])
    shown = " ".join(words.texts[opening : min(end, opening + _LONGEST_CONDITION)]).lower()
    if words.lower[opening] not in SUBORDINATING and not _PSEUDO_CONDITION.match(shown):
        return list(runs)
    comma = next((i for i in range(opening, end) if words.texts[i] == ","), None)
    if comma is None or comma + 2 >= end or words.shapes[comma + 1] == Shape.PUNCTUATION:
        return list(runs)
    return [(comma + 1, end), *(run for run in runs if run[0] > start)]


def opening_of(words: Words, runs: Sequence[WordRange]) -> int | None:
    """Find the first word of a content after "that" and quotation marks."""
    spoken = (i for start, end in runs for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION)
    return next((i for i in spoken if words.lower[i] != "that"), None)


def _is_hedge(words: Words, i: int, first: int) -> bool:
    """Check whether a word hedges the clause in which it stands, and that is not beneath or beside the main one."""
    word = words.lower[i]
    before = words.lower[i - 1] if i > first else ""
    after = list(words.lower[i + 1 : i + 3])
    if word == "could" and not _ABLE.isdisjoint(after):
        further = list(words.lower[i + 2 : i + 6])
        return any(text.startswith(_EXCLUDES) for text in further)  # "could not be ruled out"
    if word == "may" and _is_month(words, i):
        return False
    if word in _ADJECTIVES and _is_attributive(words, i, first):
        return False
    is_there = word.startswith("appear") and bool(after) and after[0] in _PLACES
    is_noun = word == "speculation" and _GUESSED.isdisjoint(words.lower[max(first, i - 3) : i])
    if is_there or is_noun or _is_of_a_thing(words, i, before):
        return False
    if word == "expected" or word in _OF_BELIEF:
        said = next((words.lower[j] for j in range(i - 1, first - 1, -1) if not _is_adverb(words, j)), "")
        by_somebody = word in _OF_BELIEF and said in SUBJECT_PRONOUNS and after[:1] not in (["of"], ["about"], ["in"])
        if said not in _BEING and not by_somebody and before:
            return False
    return not _is_beneath(words, i, first)


def _is_of_a_thing(words: Words, i: int, before: str) -> bool:
    """Check for a hedge of one noun, "a potentially deadly wound", "if possible", and somebody who suggests a name."""
    word = words.lower[i]
    if word == "possible":
        return before in _AS_FAR_AS
    if word.startswith("suggest"):
        return before == "to" or before in _PERSONS
    follows = words.texts[i + 1] if i + 1 < len(words) else ""
    leads = before in ARTICLES or before in WHERE or before in {"with", "of"}
    is_listed = before == "," and i > 1 and words.lower[i - 2].endswith(_OF_ADJECTIVES)
    return word in {"potentially", "possibly"} and follows.isalpha() and (leads or is_listed)


def _is_attributive(words: Words, i: int, first: int) -> bool:
    """Check whether an adjective stands before a noun that is no predicate: "likely voters", "a possible suspect"."""
    follows = words.texts[i + 1] if i + 1 < len(words) else ""
    if not follows.isalpha() or follows in {"that", "to", "for", "and", "or", "but", "in", "if", "given", "because"}:
        return False
    before = [words.lower[j] for j in range(max(first, i - 2), i)]
    if before[-1:] == ["as"]:
        return True
    return bool(before) and _BEFORE_PREDICATES.isdisjoint(before) and FINITE.isdisjoint(before)


def _is_beneath(words: Words, i: int, first: int) -> bool:
    """Check whether a hedge stands in a relative clause, or in a clause that "and" adds to one that is complete."""
    j = i - 1
    while j > first and (_is_adverb(words, j) or words.lower[j] in _BEFORE_HEDGES):
        j -= 1
    if j <= first:
        return False
    word = words.lower[j]
    if word in _OPEN_RELATIVE or _is_subordinate(words, i, first):
        return True
    return word in {"and", "but"} and any(words.lower[k] in FINITE for k in range(first, j))


def _is_subordinate(words: Words, i: int, first: int) -> bool:
    """Check for a hedge in a reason for what is complete, after "whether", and in "rooms where guests could dance"."""
    if words.lower[i] in _POSSIBLE and words.lower[i - 1] == "that" and i > first + 2:
        return kind_of_noun(words.lower[i - 2]) is not None  # "research that could help"
    for j in range(i - 1, first, -1):
        if words.shapes[j] == Shape.PUNCTUATION and words.texts[j] in {".", "?", "!", ";", ":"}:
            return False
        if words.lower[j] == "whether":
            return True
        if words.lower[j] in _REASONS:
            return j >= first + _SHORTEST_CLAUSE
        if words.lower[j] == "where" and i - j <= _LONGEST_SUBJECT:
            return kind_of_noun(words.lower[i - 1]) is not None and words.shapes[j - 1] != Shape.PUNCTUATION
    return False


def _is_adverb(words: Words, i: int) -> bool:
    word = words.lower[i]
    return word.endswith("ly") or word in {"also", "still", "now", "not", "widely", "long"}


def _is_month(words: Words, i: int) -> bool:
    """Distinguish the month of May, and the name, from the verb."""
    return words.texts[i] == "May" and i > 0 and words.texts[i - 1] not in {".", "”", '"'}
