"""Sources that the grammar gives where the model finds none: "who have said", "her remark that", "was asked by".

Whoever speaks in the clause before goes on: "she told them that it held, but says it leaks".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.language.english import (
    AUXILIARIES,
    FINITE,
    FORMS_OF_BE,
    INDEFINITE,
    NUMBER_WORDS,
    PHRASE_ENDS,
    POSSESSIVES,
    SAYING,
    SUBJECT_PRONOUNS,
)
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.hearings import is_heard
from whence.reading.attributions.joined_verbs import before_adverbs, find_joined_subject
from whence.reading.attributions.source_borders import is_told, tells_of_subject
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.named_entities import names_within

__all__ = ["find_missing_sources"]

_SAYS = SAYING | {"say", "tells", "tell", "adds", "add", "claims", "claimed", "wrote", "writes", "warns"}
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ )?(?:asked|accused|critici[sz]ed|urged|warned|praised|blamed|condemned)\b"
)
_TOLD = re.compile(r"\b(?:is|are|was|were|been|being) (?:\w+ly )?(?:told|informed|assured|warned|advised)\b")
_LONGEST_AGENT, _LONGEST_BEHIND, _NEAR = 8, 16, 3
_NEIGHBOURS = 24
"""Attributions before and after one that may stand in its sentence, or around it."""
_ASKED = frozenset({"asked", "asks", "urged", "demanded", "denied", "denies", "insists", "believes", "thinks", "wants"})
_EXPECTS = frozenset({"expected", "expects", "believed", "wanted", "hoped", "hopes", "planned", "intended", "feared"})
_SPEAKING = frozenset({
    "blaming", "accusing", "adding", "warning", "urging", "insisting", "stressing", "denying", "arguing", "calling",
    "vowing",
})  # fmt: skip
"""With these whoever spoke goes on."""
_SUBJECTS = SUBJECT_PRONOUNS - {"there", "you"}
_JOINS = frozenset({"and", "but", ";"})
_OF_REMARKS = frozenset({"earlier", "first", "former", "last", "latest", "own", "public", "recent", "repeated"})
"""What may stand between a possessive and the noun of a cue: "Okafor's latest remark"."""


def find_missing_sources(
    words: Words, found: Sequence[FoundAttribution], names: Sequence[Name]
) -> Iterator[FoundAttribution]:
    """Give attributions without a source the one that the words right before their cue show.

    Args:
        words: The report's words.
        found: Its attributions, in the order of their cues.
        names: Its names.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("She spoke to divers who have said that it leaks.")
    >>> one = FoundAttribution(source=(), cue=(5, 7), contents=((7, 10),), confidence=0.9, evidence=none)
    >>> [words.texts[start:end] for (start, end), in (each.source for each in find_missing_sources(words, [one], []))]
    [('who',)]
    """
    for i, each in enumerate(found):
        one = _of_speaker_before(words, each, found[max(0, i - _NEIGHBOURS) : i])
        is_cued = not one.source and one.cue[0] < one.cue[1] and one.cue[0] > 0
        is_cued = is_cued and not is_told(words, one)
        near = found[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        behind = (_behind_content(words, one) or _before_parenthesis(words, one, near)) if is_cued else None
        is_open = is_cued and behind is None and not is_heard(words, one)
        source = _source_before(words, one, near, names) if is_open else None
        if is_cued and source is None:
            yield behind or _inverted(words, one, names) or _with_agent(words, one, names)
        else:
            yield one if source is None else replace(one, source=(source,))


def _of_speaker_before(words: Words, one: FoundAttribution, before: Sequence[FoundAttribution]) -> FoundAttribution:
    """Give a participle who speaks right before it: "The port leaks, Okafor said on Monday, accusing its owner".

    The words said come first there, so that the port accuses nobody.
    """
    at = before_adverbs(words, one.cue[0])
    if not before or words.texts[at - 1 : at] != (",",) or not words.lower[one.cue[0]].endswith("ing"):
        return one
    last = max(before, key=lambda other: (other.cue, other.confidence))
    ends = [end for _, end in (last.cue, *last.source)]
    between = range(max(ends), at - 1)
    is_inverted = all(run[1] <= min(last.cue[0], last.source[0][0]) for run in last.contents) if last.source else False
    if not one.source and _follows_content(words, last, at):
        return replace(one, source=last.source)
    is_near = len(between) <= _LONGEST_AGENT and not any(words.shapes[i] == Shape.PUNCTUATION for i in between)
    is_said = all(any(first <= run[0] < end for first, end in last.contents) for run in one.source)
    if is_inverted and is_near and is_said and last.contents and words.paragraphs[last.cue[0]] == words.paragraphs[at]:
        return replace(one, source=last.source)
    return one


def _follows_content(words: Words, last: FoundAttribution, at: int) -> bool:
    """Check for a participle right after what somebody said: "Okafor said his crew held fire, blaming the guards"."""
    is_said = words.lower[last.cue[1] - 1] in _SAYS and words.lower[at] in _SPEAKING
    is_before = is_said and len(last.source) == 1 and last.source[0][1] <= last.cue[0]
    return is_before and any(run == (last.cue[1], at - 1) for run in last.contents)


def _source_before(
    words: Words, one: FoundAttribution, found: Sequence[FoundAttribution], names: Sequence[Name]
) -> WordRange | None:
    at = before_adverbs(words, one.cue[0])
    before = words.lower[at - 1] if at else ""
    if before == "who" and words.paragraphs[at - 1] == words.paragraphs[at]:
        return None if tells_of_subject(" ".join(words.lower[slice(*one.cue)])) else (at - 1, at)
    # "We're told": a piece of "are" begins this cue.
    is_active = words.texts[one.cue[0]].isalpha() and FORMS_OF_BE.isdisjoint(words.lower[slice(*one.cue)])
    if before in _SUBJECTS and is_active and (before != "it" or _holds(words, one)):
        return at - 1, at
    if before in _JOINS and words.lower[one.cue[0]] in _SAYS and (told := _of_clause_before(words, at - 1, found)):
        return told
    if (joined := find_joined_subject(words, one, found, names)) is not None:
        return joined
    owner = _owner(words, one, names)
    if owner is not None or words.lower[one.cue[0]] not in _SAYS | _ASKED or before == "by":
        return owner
    subjects = (name for name in names_within(names, (max(0, at - _LONGEST_AGENT), at)) if name.end == at)
    return next(((name.start, name.end) for name in subjects if name.kind in ACTING_KINDS), None)


def _inverted(words: Words, one: FoundAttribution, names: Sequence[Name]) -> FoundAttribution | None:
    """Find who is named after a verb of saying between commas: "boats, said Okafor, are required to wait"."""
    after = next((run for run in one.contents if run[0] == one.cue[1]), None)
    is_between = after is not None and len(one.contents) > 1 and words.texts[one.cue[0] - 1] == ","
    if after is None or not is_between or words.lower[one.cue[1] - 1] not in _SAYS:
        return None
    name = next((name for name in names_within(names, after) if name.start == after[0]), None)
    if name is None or name.kind not in ACTING_KINDS or name.end + 1 >= after[1] or words.texts[name.end] != ",":
        return None
    contents = tuple((name.end + 1, run[1]) if run == after else run for run in one.contents)
    return replace(one, source=((name.start, name.end),), contents=contents)


def _holds(words: Words, one: FoundAttribution) -> bool:
    """Check for a verb that only somebody does, so that "it" is a body: "it expected", not "it appears"."""
    return words.lower[one.cue[1] - 1] in _ASKED | _SAYS | _EXPECTS


def _of_clause_before(words: Words, join: int, found: Sequence[FoundAttribution]) -> WordRange | None:
    """Find the source of the nearest attribution before in the sentence: "she told them it held, but says it leaks".

    After "and" alone the verb may be that of what was said: "she said the mayor saw it and said nothing".
    """
    first, _ = sentence_around(words, join)
    apart = words.texts[join] == ";" or words.texts[join - 1] == "," or words.lower[join] == "but"
    earlier = [
        other for other in found if other.source and first <= other.cue[0] < join and other.source[0][0] < other.cue[0]
    ]
    last = max(earlier, key=lambda other: other.cue, default=None)
    return last.source[0] if last is not None and apart else None


def _owner(words: Words, one: FoundAttribution, names: Sequence[Name]) -> WordRange | None:
    """Find whose remark it is: "her remark that", "Ines Okafor's 2029 remark that", not "her plan is meant to"."""
    start = one.cue[0]
    if words.lower[start] in AUXILIARIES:
        return None
    start -= words.shapes[start - 1] == Shape.NUMBER or words.lower[start - 1] in _OF_REMARKS
    if start > 0 and words.lower[start - 1] in POSSESSIVES - {"its"}:
        return start - 1, start
    if words.lower[max(0, start - 1)] != "s" or words.texts[max(0, start - 2)] not in APOSTROPHES:
        return None
    owners = (name for name in names_within(names, (max(0, start - _LONGEST_AGENT), start)) if name.end == start - 2)
    return next(((name.start, name.end) for name in owners if name.kind in ACTING_KINDS), None)


def _before_parenthesis(
    words: Words, one: FoundAttribution, found: Sequence[FoundAttribution]
) -> FoundAttribution | None:
    """Find the subject that stands before who says it all: "Her crew, she wrote, believed that it leaks"."""
    at = one.cue[0]
    for other in found:
        parts = other.contents
        is_split = len(parts) == 2 and parts[0][1] <= other.cue[0] < parts[1][0] == at  # noqa: PLR2004 -- two parts
        if is_split and other.source and FINITE.isdisjoint(words.lower[slice(*parts[0])]):
            return replace(one, source=(parts[0],))
    return None


def _behind_content(words: Words, one: FoundAttribution) -> FoundAttribution | None:
    """Find who stands behind the last comma before the verb: "cut by a third, | four people close to it said"."""
    start, end = one.contents[-1] if one.contents else (0, 0)
    at = one.cue[0]
    comma = next((i for i in range(at - 2, max(start, at - _LONGEST_BEHIND), -1) if words.texts[i] == ","), start)
    if not start < comma <= end <= at or words.lower[at] not in _SAYS or words.marks[comma] != words.marks[at]:
        return None
    said = words.lower[comma + 1 : at]
    after = 2 if said[1:2] == ("of",) else 0
    core = next((i for i in range(after, len(said)) if said[i] in PHRASE_ENDS), len(said))
    is_people = any(kind_of_noun(word) in ACTING_KINDS for word in said[1:core])
    is_new = said[0] in INDEFINITE or said[0] in NUMBER_WORDS
    is_clause = not FINITE.isdisjoint(words.lower[start:comma]) and FINITE.isdisjoint(said[:core])
    if not is_people or not is_new or not is_clause:
        return None
    return replace(one, source=((comma + 1, at),), contents=(*one.contents[:-1], (start, comma)))


def _with_agent(words: Words, one: FoundAttribution, names: Sequence[Name]) -> FoundAttribution:
    """Find who acts in a passive: "was asked to drop the case by two lawyers"."""
    shown = " ".join(words.lower[slice(*one.cue)])
    told = _agent_beside(words, one, names) if _TOLD.search(shown) else None
    if told is not None:
        return replace(one, source=(told,))
    if not one.contents or not _PASSIVE.search(shown):
        return one
    start, end = one.contents[-1]
    by = [i for i in range(start + 1, end) if words.lower[i] == "by"]
    if len(by) != 1 or not 1 < end - by[0] <= _LONGEST_AGENT or one.cue[0] > start:
        return one
    agent = (by[0] + 1, end)
    is_passive = not FORMS_OF_BE.isdisjoint(words.lower[max(start, by[0] - _NEAR) : by[0]])
    is_plain = all(words.shapes[i] != Shape.PUNCTUATION and words.marks[i] == Mark.OUTSIDE for i in range(*agent))
    is_named = any(name.end == end and name.kind in ACTING_KINDS for name in names_within(names, agent))
    if is_passive or not is_plain or not (is_named or kind_of_noun(words.texts[end - 1]) in ACTING_KINDS):
        return one
    return replace(one, source=(agent,), contents=(*one.contents[:-1], (start, by[0])))


def _agent_beside(words: Words, one: FoundAttribution, names: Sequence[Name]) -> WordRange | None:
    """Find who tells something right after the cue: "was told this morning by the harbour office that"."""
    start = one.cue[1]
    after = min((first for first, _ in one.contents if first > start), default=start)
    if words.lower[start : start + 1] != ("by",) or not 1 < after - start <= _LONGEST_AGENT:
        return None
    is_named = any(name.end == after and name.kind in ACTING_KINDS for name in names_within(names, (start, after)))
    return (start + 1, after) if is_named or kind_of_noun(words.texts[after - 1]) in ACTING_KINDS else None
