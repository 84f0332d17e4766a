"""Who says what a verb without a source of its own tells, where "and" or "but" joins it to one before it.

"Okafor left the hall and then said that it leaks": the subject is that of the verb before.
"""

from collections.abc import Iterator, Sequence

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    BEFORE_VERBS,
    DEMONSTRATIVES,
    FORMS_OF_BE,
    IRREGULAR_PASTS,
    OBJECT_PRONOUNS,
    OFFICIALS,
    PHRASE_ENDS,
    POSSESSIVES,
    SAYING,
    SUBJECT_PRONOUNS,
)
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.named_entities import names_within
from whence.reading.sources.titles import goes_before

__all__ = ["AFTER_PASSIVE", "before_adverbs", "find_joined_subject"]

_JOINS = frozenset({"and", "but", "or", "yet"})
_PERSONS = SUBJECT_PRONOUNS - {"it", "there", "you"} | {"who"}
_OPENS_CLAUSE = SAYING | {
    ",", "that", "when", "while", "because", "if", "but", "and", "after", "before", "as", "although", "though", "since",
    "until", "how", "why", "what", "where", "whether", ";", ":", "—", "–", "-",
}  # fmt: skip
"""Before these or nothing a subject stands, and no object."""
_DETERMINERS = ARTICLES | POSSESSIVES | DEMONSTRATIVES
_LONGEST_NOUN = 5
_BREAKS = frozenset({";", ":", "—", "–", "?", "!", "(", ")"})
_AUXILIARIES = AUXILIARIES - {"be", "been", "being", "having", "s", "re", "ve", "ll", "d", "m"}
_PRESENT = frozenset({
    "says", "tells", "adds", "writes", "argues", "insists", "believes", "thinks", "wants", "asserts", "knows", "denies",
    "admits", "concedes", "predicts", "explains", "contends", "maintains", "warns", "notes", "acknowledges", "asks",
})  # fmt: skip
"""Those that are no nouns."""
_OF_OTHERS = frozenset({
    "accused", "suspected", "convicted", "described", "expected", "believed", "considered", "known", "reported",
    "identified", "alleged", "charged", "scheduled", "required", "deemed", "seen", "dubbed", "feared", "asked", "urged",
})  # fmt: skip
"""Participles in which the subject of "was arrested and accused" says nothing."""
AFTER_PASSIVE = PHRASE_ENDS | {"to", "and", "or", "not"}
"""What may follow "urged" where somebody is urged: "was met and urged to go"."""
_WITH_OBJECT = frozenset({"accused", "suspected", "urged"})
"""Those of them after which a noun or pronoun shows that they are said of the subject."""


def find_joined_subject(
    words: Words, one: FoundAttribution, found: Sequence[FoundAttribution], names: Sequence[Name]
) -> WordRange | None:
    """Find the subject of the verb that the cue is joined to.

    Args:
        words: The report's words.
        one: An attribution without a source.
        found: All of the report's.
        names: Its names.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("She left the hall and then insisted that it leaks.")
    >>> one = FoundAttribution(source=(), cue=(6, 7), contents=((7, 10),), confidence=0.9, evidence=none)
    >>> find_joined_subject(words, one, [one], [])
    (0, 1)
    """
    at = before_adverbs(words, one.cue[0])
    join = at - 1
    if join < 1 or words.lower[join] not in _JOINS or not _is_finite(words, one.cue):
        return None
    first = _first_of_clause(words, join, one, found)
    subjects = _subjects(words, first, join, names)
    nearest = next(subjects, None)
    # "The firm said it is “sound”, and blamed": a quotation between hides nobody.
    around = first if nearest else _first_around(words, join, one, found)
    before = _said_before(join, around, one, found)
    if before is not None:
        # "She said the mayor saw it and said nothing of it": it may be either; "he said he was ill and blamed" is one.
        is_either = nearest is not None and nearest[0] >= before.cue[1] and words.texts[join - 1] != ","
        is_either = is_either and not _is_of_speaker(words, before, nearest)
        return None if is_either else before.source[0]
    if nearest is None:
        return None
    *_, main = nearest, *subjects
    is_parted = "," in words.texts[nearest[1] : join]
    # "She left, as the boat was late, and said": where a clause is closed, it goes on with the first subject.
    subject = main if is_parted else nearest
    if is_parted and main != nearest and main[0] > first + 1:
        return None
    return None if _is_passive(words, subject[1], join) and words.lower[at] not in _PRESENT else subject


def before_adverbs(words: Words, verb: int) -> int:
    """Find the first of the adverbs that stand right before a verb, or the verb itself.

    >>> from whence.language.words import segment
    >>> before_adverbs(segment("She left and then never said it."), 5)
    3
    """
    while verb > 0 and words.lower[verb - 1] in BEFORE_VERBS:
        verb -= 1
    return verb


def _is_finite(words: Words, cue: WordRange) -> bool:
    """Check whether a cue begins with a verb of which something is said: "said", "has said", no noun or participle."""
    texts = [text for text in words.lower[slice(*cue)] if text not in BEFORE_VERBS and not text.endswith("ly")]
    if not texts or not FORMS_OF_BE.isdisjoint(texts):
        return False
    if texts[0] in _OF_OTHERS and not _has_object(words, texts[0], cue[1]):
        return False
    is_past = texts[0].endswith("ed") and len(texts[0]) > len("need")
    return is_past or texts[0] in _AUXILIARIES | IRREGULAR_PASTS | _PRESENT


def _has_object(words: Words, verb: str, at: int) -> bool:
    """Check whether a form that may be a participle is the verb of the subject: "and accused him of lying"."""
    if verb not in _WITH_OBJECT or at >= len(words):
        return False
    is_thing = verb == "urged" and words.shapes[at] == Shape.LOWER and words.lower[at] not in AFTER_PASSIVE
    return is_thing or words.lower[at] in _DETERMINERS | OBJECT_PRONOUNS or words.shapes[at] in CAPITALISED


def _is_of_speaker(words: Words, before: FoundAttribution, subject: WordRange | None) -> bool:
    """Check for a pronoun right after a verb of saying that may mean who says it: "the firm said it was sorry"."""
    if subject is None or subject[1] - subject[0] > 1 or words.lower[subject[0]] in {"i", "who"}:
        return False
    start = before.cue[1] + (words.lower[before.cue[1]] == "that")
    return subject[0] == start and words.lower[subject[1]] not in {"had", "has", "have"}


def _first_around(words: Words, join: int, one: FoundAttribution, found: Sequence[FoundAttribution]) -> int:
    """Find where the sentence begins, or what another says in it."""
    around = (start for other in found if other is not one for start, end in other.contents if start <= join < end)
    return max([sentence_around(words, join)[0], *around])


def _first_of_clause(words: Words, join: int, one: FoundAttribution, found: Sequence[FoundAttribution]) -> int:
    """Find where the words begin that may hold the subject: with the sentence, the quotation, or what another says."""
    first = _first_around(words, join, one, found)
    quoted = words.marks[join] == Mark.INSIDE
    for i in range(join - 1, first - 1, -1):
        if words.texts[i] in _BREAKS or (words.marks[i] == Mark.INSIDE) != quoted:
            return i + 1
    return first


def _said_before(
    join: int, first: int, one: FoundAttribution, found: Sequence[FoundAttribution]
) -> FoundAttribution | None:
    """Find what is said up to right before the join, the outermost: "she told them that it holds and | insisted"."""
    ending = (
        other
        for other in found
        if other is not one
        and other.source
        and first <= other.source[0][0] < other.source[0][1] <= other.cue[0] < join
        and join - 1 <= max((end for _, end in other.contents), default=0) <= join
    )
    return min(ending, key=lambda other: other.cue, default=None)


def _subjects(words: Words, first: int, join: int, names: Sequence[Name]) -> Iterator[WordRange]:
    """List the persons and bodies that a verb is said of, the last one first."""
    ends = {name.end: name for name in names_within(names, (first, join)) if name.kind in ACTING_KINDS}
    for end in range(join - 1, first, -1):
        at = end - 1
        if words.lower[at] in _PERSONS:
            yield at, end
            continue
        start = _start_of_name(words, ends[end].start, first) if end in ends else _start_of_noun(words, at, first)
        if start is None:
            continue
        is_first = start == first
        after = words.lower[end]
        is_verb = words.shapes[end] == Shape.LOWER and after not in PHRASE_ENDS | _JOINS and after not in APOSTROPHES
        opens = is_first or words.lower[start - 1] in _OPENS_CLAUSE
        if opens and (is_verb or (is_first and end in ends and after in {",", "("})):
            yield start, end


def _start_of_name(words: Words, start: int, first: int) -> int:
    """Find where a name begins with its titles."""
    while start > first and (
        words.shapes[start - 1] in CAPITALISED or kind_of_noun(words.lower[start - 1]) == "person"
    ):
        start -= 1
    return start


def _start_of_noun(words: Words, at: int, first: int) -> int | None:
    """Find where "the harbour office" or "police" begins; None for other words."""
    if words.shapes[at] != Shape.LOWER or kind_of_noun(words.lower[at]) not in ACTING_KINDS:
        return None
    if words.lower[at] in OFFICIALS and (at == first or words.lower[at - 1] in _OPENS_CLAUSE):
        return at
    is_bare = kind_of_noun(words.lower[at]) == "group"
    for start in range(at - 1, max(first, at - _LONGEST_NOUN) - 1, -1):
        if words.lower[start] in _DETERMINERS:
            return start
        if is_bare and words.lower[start] in _OPENS_CLAUSE:
            return start + 1  # "why young people"
        if not goes_before(words, start):
            break
    return None


def _is_passive(words: Words, start: int, end: int) -> bool:
    """Check whether something is done to the subject: "was taken away and warned"."""
    return any(
        words.lower[i] in FORMS_OF_BE and words.lower[i + 1].endswith(("ed", "en")) for i in range(start, end - 1)
    )
