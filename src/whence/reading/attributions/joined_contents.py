"""Contents that run over a second verb of whoever speaks: "the firm said it was sorry and | urged divers to leave"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from whence.language.english import BEFORE_VERBS, FORMS_OF_BE, MODALS, SAYING, SUBJECT_PRONOUNS
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.joined_verbs import AFTER_PASSIVE
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.named_entities import names_within

__all__ = ["divide_joined", "with_request"]

_JOINS = frozenset({"and", "but"})
_TO_SOMEBODY = frozenset({"urged", "urges", "accused", "accuses", "blamed", "blames"})
_WITH_PARTICLE = {
    "called": ("on", "for"), "calls": ("on", "for"), "appealed": ("to", "for"), "appeals": ("to", "for"),
}  # fmt: skip
_STATES = FORMS_OF_BE | MODALS
_FEWEST = 3
"""Words of the shortest content that is left before the second verb."""
_MOST_TO_REQUEST = 12
"""Words between a verb of asking and what it asks for: "urged the two boats in the port to leave"."""


def divide_joined(words: Words, found: Iterable[FoundAttribution], names: Sequence[Name]) -> Iterator[FoundAttribution]:
    """Divide a content in which whoever says it goes on to urge, accuse or blame somebody.

    Nobody else can do that there: the words before tell of a thing, or with a pronoun of the one who speaks.

    Args:
        words: The report's words.
        found: Attributions.
        names: The report's names, in order.

    Returns:
        In their order, each new one after the one that it is taken from.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("Okafor said the pier was shut and urged divers to wait.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((0, 1),), cue=(1, 2), contents=((2, 11),), confidence=0.9, evidence=nothing)
    >>> [" ".join(words.texts[slice(*each.contents[0])]) for each in divide_joined(words, [one], [])]
    ['the pier was shut', 'divers to wait']
    """
    for one in found:
        join = _join_in(words, one, names)
        if join is None:
            yield one
            continue
        (start, end), *_ = one.contents
        verb = _verb_after(words, join)
        cue_end = verb + 1 + (words.lower[verb] in _WITH_PARTICLE)
        yield replace(one, contents=((start, join - (words.texts[join - 1] == ",")),))
        yield replace(one, cue=(verb, cue_end), contents=((cue_end, end),), vector=one.vector[:0])


def with_request(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Give a verb of asking without a content whom it asks and what for: "called on | residents to stay indoors".

    Args:
        words: The report's words.
        one: An attribution; any other is returned as it is.
    """
    start, end = one.cue
    if one.contents or not one.source or not _asks(words, end - 1 - (words.lower[end - 1] in {"on", "to"})):
        return one
    _, last = sentence_around(words, start)
    stop = next((i for i in range(end, last) if words.texts[i] in {".", ";", "?", "!"}), last)
    to = next((i for i in range(end + 1, min(stop, end + _MOST_TO_REQUEST)) if words.lower[i] == "to"), None)
    is_plain = to is not None and not any(words.shapes[i] == Shape.PUNCTUATION for i in range(end, to))
    return replace(one, contents=((end, stop),)) if is_plain else one


def _asks(words: Words, at: int) -> bool:
    return words.lower[at] in {"urged", "urges"} or words.lower[at] in _WITH_PARTICLE


def _join_in(words: Words, one: FoundAttribution, names: Sequence[Name]) -> int | None:
    """Find the "and" in a content after which whoever says it does something else with words."""
    is_said = len(one.source) == 1 and one.source[0][1] <= one.cue[0] and words.lower[one.cue[1] - 1] in SAYING
    if not is_said or len(one.contents) != 1 or one.contents[0][0] != one.cue[1]:
        return None
    start, end = one.contents[0]
    for join in range(start + _FEWEST, end - 2):
        if words.lower[join] in _JOINS and words.marks[join] == Mark.OUTSIDE:
            verb = _verb_after(words, join)
            is_next = verb + 1 < end and _has_object(words, verb)
            if is_next and _is_of_speaker(words, (start, join), names):
                return join
    return None


def _verb_after(words: Words, join: int) -> int:
    at = join + 1
    while at + 1 < len(words) and words.lower[at] in BEFORE_VERBS:
        at += 1
    return at


def _has_object(words: Words, verb: int) -> bool:
    """Check for a verb of asking or accusing with its object: "urged divers", "called on them", no "urged by"."""
    particles = _WITH_PARTICLE.get(words.lower[verb], ())
    after = words.lower[verb + 1]
    is_thing = words.shapes[verb + 1] != Shape.PUNCTUATION and after not in AFTER_PASSIVE
    return after in particles or (words.lower[verb] in _TO_SOMEBODY and is_thing)


def _is_of_speaker(words: Words, run: WordRange, names: Sequence[Name]) -> bool:
    """Check whether a clause tells of a thing, or with a pronoun at its start of the one who says it."""
    start, join = run
    start += words.lower[start] == "that"
    said = words.lower[start:join]
    after = said[1:]
    if said[:1] and said[0] in SUBJECT_PRONOUNS - {"i", "you", "there"}:
        is_past = not {"had", "has", "have"}.isdisjoint(after[:2])
        others = any(words.lower[i] in SUBJECT_PRONOUNS for i in range(start + 1, join))
        return not is_past and not others and words.lower[join + 2] not in {"him", "her", "them"}
    verb = next((i for i, word in enumerate(said) if word in _STATES), 0)
    is_document = any(kind_of_noun(word) == "document" for word in said[:verb])
    may_speak = any(kind_of_noun(word) in ACTING_KINDS or word in SUBJECT_PRONOUNS for word in said)
    is_named = any(name.kind in ACTING_KINDS for name in names_within(names, (start, join)))
    return verb > 0 and not (is_document or may_speak or is_named)
