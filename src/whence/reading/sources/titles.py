"""What may stand before a name or beside it, "the former pilot Samuel Okafor", and where a noun phrase ends."""

from collections.abc import Sequence

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    DEFINITE,
    FIRST_PERSON,
    HEADS_OF_BODIES,
    INDEFINITE,
    NAMING,
    PHRASE_ENDS,
    POSSESSIVES,
    REFLEXIVES,
    RELATIVE,
    SAYING,
    SHORT_TITLES,
    THIRD_PERSON,
    TITLES,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import Name, WordRange

__all__ = [
    "BEFORE_TITLES",
    "CORE_ENDS",
    "SAYING_OR_JOINING",
    "before_apposition",
    "first_of_phrase",
    "goes_before",
    "is_attribute",
    "roles_beside",
    "with_holder",
]

CORE_ENDS = PHRASE_ENDS | REFLEXIVES | {
    "close", "such", "throughout", "via", "speaking", "based", "led", "familiar", "briefed", "involved", "working",
    "according", "known", "obtained", "carried", "published", "released", "issued", "posted", "quoted", "cited", "seen",
    "reviewed", "shared", "sent", "conducted", "commissioned", "written", "signed", "dated", "is", "was", "are",
    "were", "has", "have", "had", "also", "then", "later", "once",
    "when", "while", "not", "there", "here", "supporting", "opposed", "calling", "representing", "responsible",
    "using", "dismissing", "attending", "present", "interviewed", "alike", "out",
}  # fmt: skip
"""What ends the core of a source's words: "aides | briefed on it"."""
_BEFORE_VERB = AUXILIARIES | {"also", "later", "not"}
SAYING_OR_JOINING = SAYING | {
    "and", "or", "but", "tells", "if", "because", "when", "while", "against", "so", "replied", "asked", "wrote",
    "recalled", "meet", "met", "quoted", "citing", "that", "there",
}  # fmt: skip
"""Verbs of saying, and words that join clauses: none is part of a noun phrase."""
BEFORE_TITLES = frozenset({
    "former", "then", "late", "acting", "deputy", "vice", "assistant", "interim", "retired", "longtime", "ex",
    "incoming", "outgoing", "onetime", "current", "fellow", "veteran", "rival", "senior", "newly",
})  # fmt: skip
"""Words in small letters that belong to a title: "former Senator"."""
_NOT_IN_TITLES = DEFINITE | INDEFINITE | THIRD_PERSON | FIRST_PERSON | SAYING_OR_JOINING | {"with", "of", "for"}
_NEVER_IN_TITLES = _NOT_IN_TITLES | (CORE_ENDS - {"of", "for"})
_PAST = frozenset({
    "beat", "caught", "found", "gave", "held", "hit", "left", "made", "saw", "sent", "shot", "struck", "sued", "took",
})  # fmt: skip
"""Verbs in the past that do not end in "ed", before a person in a headline's style."""
_PARTICIPLES = frozenset({"known", "seen", "written", "sent"})
_LONGEST_TITLE, _LONGEST_APPOSED, _LONGEST_PHRASE = 7, 18, 6
_AFTER = frozenset({",", ".", ";", "(", ")", "—", "–"})
_BETWEEN_OTHERS = _AFTER | SAYING | RELATIVE
_BEFORE_NO_HOLDER = CORE_ENDS | _NOT_IN_TITLES | {"s"}


def roles_beside(words: Words, name: Name) -> list[WordRange]:
    """Find what a person is called right before a name and right after it.

    >>> from whence.language.words import segment
    >>> words = segment("The military analyst Ana Brandt, head of a small institute, agreed.")
    >>> [words.texts[a:b] for a, b in roles_beside(words, Name(3, 5, "person", 1.0))]
    [('military', 'analyst'), ('head', 'of', 'a', 'small', 'institute')]
    """
    roles = []
    start = end = _before_address(words, name.start)
    while start and _may_title(words, start - 1, end - start):
        start -= 1
    start = _after_verb(words, start, end)
    if any(kind_of_noun(words.texts[i]) == "person" for i in range(start, end)):
        roles.append((start, end))
    if name.end + 1 < len(words) and words.texts[name.end] == ",":
        stop = next(
            (i for i in range(name.end + 1, min(name.end + _LONGEST_APPOSED, len(words))) if _stops(words, i)), None
        )
        after = () if stop is None else range(name.end + 1, stop)
        carrier = next((i for i in after if words.lower[i] in CORE_ENDS), stop)
        # "According to Okafor, the mayor also left": no apposition has a verb of its own.
        is_clause = carrier is not None and words.lower[carrier] in _BEFORE_VERB
        is_person = (
            not is_clause and carrier and carrier > name.end + 1 and kind_of_noun(words.texts[carrier - 1]) == "person"
        )
        if is_person and stop and not _joins_another(words, (name.end + 1, stop)):
            roles.append((name.end + 1, stop))
    return roles


def _joins_another(words: Words, run: WordRange) -> bool:
    """Check for who stands beside a person, and is no apposition: "and the mayor", "Ivo Brandt and the mayor"."""
    at = next((i for i in range(*run) if words.lower[i] == "and"), None)
    before = range(run[0], run[0] if at is None else at)
    are_names = all(words.shapes[i] in CAPITALISED and kind_of_noun(words.lower[i]) is None for i in before)
    return at is not None and are_names


def _stops(words: Words, i: int) -> bool:
    """Tell whether an apposition ends at a mark; the full stops of "the U.S." and "Mr." end none."""
    is_tight = words.texts[i] == "." and words.ends[i - 1] == words.starts[i]
    is_short = len(words.texts[i - 1]) == 1 or words.lower[i - 1] in SHORT_TITLES
    return words.texts[i] in _AFTER and not (is_tight and is_short)


def _before_address(words: Words, start: int) -> int:
    """Find where the shortened titles before a name begin: "Dr." of "the coroner Dr. Ivo Brandt"."""
    while start > 1 and words.texts[start - 1] == "." and words.lower[start - 2] in SHORT_TITLES:
        start -= 2
    return start


def _after_verb(words: Words, start: int, end: int) -> int:
    """Find where a title begins whose words have a verb before it, or a holder: "police arrested | activist"."""
    for i in range(end - 1, max(start, 1) - 1, -1):
        word, before = words.lower[i], words.texts[i - 1]
        if word == "s" and before in APOSTROPHES:
            return i + 1
        is_name = words.shapes[i - 1] in CAPITALISED and not (before.endswith("ly") or before.lower() in _NOT_IN_TITLES)
        has_subject = is_name or kind_of_noun(before.lower()) is not None
        is_past = word in _PAST or (word.endswith("ed") and words.shapes[i] == Shape.LOWER)
        # "A recount left Republican Ivo Brandt ahead", but "the left winger".
        if is_past and (has_subject or (word in _PAST and words.shapes[i + 1] in CAPITALISED)):
            return i + 1
        # "A speech denouncing Republican Ivo Brandt", "Okafor faces Republican Ada Marsh".
        is_doing = word.endswith("ing") and before.isalpha() and before.lower() not in _NEVER_IN_TITLES
        is_verb = word in SAYING or kind_of_noun(word) is None or word == "reports"
        is_doing = is_doing or (is_name and word.endswith("s") and is_verb)
        if is_doing and words.shapes[i] == Shape.LOWER and words.shapes[i + 1] in CAPITALISED:
            return i + 1
    return start


def _may_title(words: Words, i: int, taken: int) -> bool:
    """Tell whether a word may belong to the title before a name: written large, a noun for people, or before one."""
    if taken >= _LONGEST_TITLE or words.paragraphs[i] != words.paragraphs[i + 1]:
        return False
    word = words.texts[i]
    if words.shapes[i] == Shape.PUNCTUATION:
        hyphen = word == "-" and words.starts[i + 1] == words.ends[i]
        shortened = word == "." and i > 0 and words.lower[i - 1] in TITLES
        return taken > 0 and (hyphen or shortened)
    if word.lower() in _NEVER_IN_TITLES:
        return False
    if words.shapes[i] in CAPITALISED:
        return True
    return kind_of_noun(word) == "person" or taken > 0


def goes_before(words: Words, i: int) -> bool:
    """Tell whether a word may be part of a noun phrase that goes on: no mark, no preposition, no verb of saying."""
    word = words.lower[i]
    return words.shapes[i] != Shape.PUNCTUATION and word not in CORE_ENDS and word not in SAYING_OR_JOINING


def first_of_phrase(words: Words, head: int) -> int:
    """Find the word with which the noun phrase of a head begins, at most six words before it.

    Args:
        words: The text's words.
        head: The noun.

    >>> from whence.language.words import segment
    >>> first_of_phrase(segment("She saw the long 2031 Skerry treaty"), 6)
    2
    """
    start = head
    while start and head - start < _LONGEST_PHRASE and goes_before(words, start - 1):
        start -= 1
        if words.lower[start] in ARTICLES:
            break
    return start


def is_attribute(words: Words, start: int, i: int, end: int) -> bool:
    """Tell "the then mayor" and "newly released files" from "those | released": the noun is still to come.

    Args:
        words: The text's words.
        start: Where a noun phrase begins.
        i: A word in it that elsewhere ends it.
        end: Where the phrase ends at the latest.

    >>> from whence.language.words import segment
    >>> is_attribute(segment("newly released files"), 0, 1, 3), is_attribute(segment("those released"), 0, 1, 2)
    (True, False)
    """
    text, before = words.lower[i], words.lower[i - 1]
    is_first = i == start + 1 or (i == start + 2 and before.endswith("ly"))
    begins = words.lower[start] in ARTICLES | POSSESSIVES or (i == start + 1 and before.endswith("ly"))
    is_one = text == "then" or text.endswith("ed") or text in _PARTICIPLES
    return is_first and begins and is_one and i + 1 < end and kind_of_noun(before) is None


def with_holder(words: Words, core: WordRange, inside: Sequence[Name]) -> WordRange:
    """Extend an office to its holder's name, where what it is of stands between: "the secretary of state Okafor"."""
    follows = core[1] < len(words) and words.texts[core[1]] in {"of", "for", "to"}
    if not follows or words.lower[core[1] - 1] not in HEADS_OF_BODIES:
        return core
    for name in inside:
        between = [words.lower[i] for i in range(core[1], name.start)]
        before = between[-1] if between else ""
        if name.kind != "person" or len(between) < 2:  # noqa: PLR2004 -- "of" and what the office is of
            continue
        others = _BETWEEN_OTHERS & set(between) or before in _BEFORE_NO_HOLDER
        return core if others or kind_of_noun(before) == "person" or before in TITLES else (core[0], name.end)
    return core


def before_apposition(words: Words, start: int, least: int) -> int:
    """Find where an apposition that ends in a name begins: "Mr.", "the former pilot", "a cook named"."""
    first = start = _before_titles(words, start)
    is_naming = start > least and words.lower[start - 1] in NAMING
    start -= is_naming
    while start > least and goes_before(words, start - 1) and words.lower[start] not in ARTICLES:
        start -= 1
    if is_naming or words.lower[start] in ARTICLES:
        return start
    start = first
    while start > least and _may_title(words, start - 1, first - start):
        start -= 1
    while start > least and words.lower[start - 1] in BEFORE_TITLES:
        start = first = start - 1
    return start if any(kind_of_noun(words.texts[i]) == "person" for i in range(start, first)) else first


def _before_titles(words: Words, start: int) -> int:
    """Find where the titles before a name begin: "Mr.", "Senator"."""
    while start:
        title = start - 1 - (start > 1 and words.texts[start - 1] == ".")
        if words.lower[title] not in TITLES:
            break
        start = title
    return start
