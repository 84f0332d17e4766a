"""Contents that end or begin within a clause: grammar tells what belongs to them, and what is the page's."""

from collections.abc import Sequence
from dataclasses import replace

from whence.language.english import (
    AUXILIARIES,
    CLAUSE_MARKS,
    DEFINITE,
    DESCRIBING,
    FINITE,
    FORMS_OF_BE,
    INDEFINITE,
    IRREGULAR_PASTS,
    NEGATIONS,
    SAYING,
)
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.attributions.quoted_by import CLAUSE_LINKS
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.named_entities import names_within

__all__ = ["settle_clauses"]

_GOES_ON = frozenset({"and", "but", "before", "while", "then"})
"""After a quotation these lead on to what the page tells."""
_DASHES = frozenset({"-", "–", "—"})
_LONGEST_DATELINE, _LONGEST_SHORT = 14, 4
"""Words of a dateline, and letters of an abbreviation."""
_LONGEST_NAME, _SHORTEST_CLAUSE, _LONGEST_SUBJECT = 8, 3, 6
_SURE = 0.6
_OPENS_SUBJECT = DEFINITE | INDEFINITE | {"my", "our"}


def settle_clauses(words: Words, one: FoundAttribution, names: Sequence[Name] = ()) -> FoundAttribution:
    """Let a content have whole clauses, and none of the page's.

    Args:
        words: The report's words.
        one: An attribution.
        names: The report's names, in order.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("Okafor shouted “I will stay,” and left.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((0, 1),), cue=(1, 2), contents=((2, 10),), confidence=0.9, evidence=nothing)
    >>> " ".join(words.texts[slice(*settle_clauses(words, one).contents[0])])
    '“ I will stay , ”'
    """
    if not one.contents or one.cue[0] == one.cue[1]:
        return one
    runs = list(one.contents)
    runs[0] = _with_clause_before(words, one, _with_antecedent(words, one, _with_subject(words, one, runs[0], names)))
    runs = _beside_parenthesis(words, one, runs)
    if quoted := _as_quoted(words, one):
        # Quoted words after whoever is named are theirs beyond doubt.
        one = replace(one, confidence=max(one.confidence, _SURE), vector=one.vector[:0])
        runs += quoted
    if one.cue[1] <= runs[-1][0]:
        runs[-1] = _past_stop(words, _without_sequel(words, runs[-1]))
    return one if tuple(runs) == one.contents else replace(one, contents=tuple(runs))


def _with_antecedent(words: Words, one: FoundAttribution, run: WordRange) -> WordRange:
    """Give a relative clause, or a verb, the beginning of its sentence: "a diver, who fell, according to police"."""
    start, end = run
    first, _ = sentence_around(words, start)
    is_before = end < one.cue[0] and words.texts[end] == "," and words.marks[start] == Mark.OUTSIDE
    if not is_before or start == first or words.shapes[start - 1] != Shape.PUNCTUATION:
        return run
    is_verb = words.lower[start] in AUXILIARIES and words.shapes[start] == Shape.LOWER
    lead = range(first, start)
    dash = next((i for i in lead if i < first + _LONGEST_DATELINE and words.texts[i] in _DASHES), first - 1)
    is_cut = is_verb or words.lower[start] in DESCRIBING
    if not is_cut or any(words.marks[i] != Mark.OUTSIDE or words.lower[i] in SAYING for i in lead):
        return run
    is_dateline = words.shapes[first] == Shape.UPPER and dash > first
    begun = dash + 1 if is_dateline else first
    return begun + (words.lower[begun] in CLAUSE_LINKS), end


def _with_subject(words: Words, one: FoundAttribution, run: WordRange, names: Sequence[Name]) -> WordRange:
    """Give a content all of the name that it begins in or after: "Norda | Holdings may close, it said".

    A verb goes with the name that its sentence, or what follows a dateline, begins with.
    """
    start, end = run
    if end > one.cue[0] or words.marks[start] != Mark.OUTSIDE:
        return run
    is_verb = words.lower[start] in AUXILIARIES and words.shapes[start] == Shape.LOWER
    for name in names_within(names, (max(0, start - _LONGEST_NAME), start + _LONGEST_NAME)):
        is_apart = any(first < name.end and name.start < last for first, last in one.source)
        is_within = name.start < start < name.end
        first, _ = sentence_around(words, name.start)
        opens = name.start == first or words.texts[name.start - 1] in _DASHES
        if not is_apart and (is_within or (is_verb and name.end == start and opens)):
            return name.start, end
    return run


def _with_clause_before(words: Words, one: FoundAttribution, run: WordRange) -> WordRange:
    """Give a clause after "and" the one before it: "No berth is free, and | ships may turn away, a pilot said"."""
    start, end = run
    first, _ = sentence_around(words, start)
    lead = range(first, start - 2)
    if len(lead) < _SHORTEST_CLAUSE or words.texts[start - 2] != "," or words.lower[start - 1] not in {"and", "but"}:
        return run
    is_before = end < one.cue[0] and words.texts[end] == ","
    is_plain = all(words.marks[i] == Mark.OUTSIDE and words.texts[i] not in _DASHES for i in lead)
    is_own = SAYING.isdisjoint(words.lower[first:start]) and not FINITE.isdisjoint(words.lower[first:start])
    return (first, end) if is_before and is_plain and is_own else run


def _beside_parenthesis(words: Words, one: FoundAttribution, runs: list[WordRange]) -> list[WordRange]:
    """Give a content both of its parts around who says it: "Her crew, | she wrote, | believed it"."""
    if len(runs) != 1 or len(one.source) != 1 or one.source[0][1] > one.cue[0]:
        return runs
    (start, end), before = runs[0], one.source[0][0] - 1
    first, last = sentence_around(words, start)
    if before <= first or words.texts[before] != "," or Mark.INSIDE in words.marks[first:before]:
        return runs
    if one.cue[1] <= start and words.texts[start - 1] == "," and _is_verb(words, start):
        is_subject = 0 < before - first <= _LONGEST_SUBJECT and words.lower[first] in _OPENS_SUBJECT
        is_subject = is_subject and not any(_is_verb(words, i) for i in range(first + 1, before))
        return [(first, before), (start, end)] if is_subject and "," not in words.texts[first:before] else runs
    is_negated = end == before and words.lower[end - 1] in NEGATIONS
    closes = one.cue[1] + 1
    if not is_negated or closes >= last - 1 or words.texts[closes - 1] != "," or words.shapes[closes] != Shape.LOWER:
        return runs
    return [(start, end), (closes, last - (words.texts[last - 1] in CLAUSE_MARKS))]


def _is_verb(words: Words, i: int) -> bool:
    word = words.lower[i]
    is_form = word in FINITE or word in IRREGULAR_PASTS or word.endswith("ed")
    return is_form and words.shapes[i] == Shape.LOWER


def _as_quoted(words: Words, one: FoundAttribution) -> list[WordRange]:
    """Find what somebody calls a thing after a passive: "It was dismissed by the chair, Okafor, as | “old”"."""
    stop = one.source[-1][1] if one.source else 0
    if stop <= one.cue[1] or words.lower[one.source[0][0] - 1] != "by" or FORMS_OF_BE.isdisjoint(_cue(words, one)):
        return []
    at = stop + (words.texts[stop : stop + 1] == (",",))
    if words.lower[at : at + 1] != ("as",) or words.marks[at + 1] != Mark.OPENS or _covers(one, at):
        return []
    closes = next((i for i in range(at + 2, len(words)) if words.marks[i] == Mark.CLOSES), None)
    is_here = closes is not None and words.paragraphs[closes] == words.paragraphs[at]
    return [(at, closes + 1)] if closes is not None and is_here else []


def _cue(words: Words, one: FoundAttribution) -> tuple[str, ...]:
    return words.lower[slice(*one.cue)]


def _covers(one: FoundAttribution, at: int) -> bool:
    return any(start <= at + 1 < end for start, end in one.contents)


def _without_sequel(words: Words, run: WordRange) -> WordRange:
    """Take off what the page tells after a quotation: "“I stay,” and left"."""
    start, end = run
    if words.marks[start] != Mark.OPENS:
        return run
    closes = next((i for i in range(start, end - 1) if words.marks[i] == Mark.CLOSES), None)
    if closes is None or Mark.OPENS in words.marks[closes:end] or words.marks[closes + 1] != Mark.OUTSIDE:
        return run
    is_apart = words.texts[closes - 1] == "," or words.texts[closes + 1] == ","
    after = closes + 1 + (words.texts[closes + 1] == ",")
    return (start, closes + 1) if is_apart and after < end and words.lower[after] in _GOES_ON else run


def _past_stop(words: Words, run: WordRange) -> WordRange:
    """Let a content go on after a stop that ends no sentence: "a photo ID. at the gate"."""
    start, end = run
    if end + 1 >= len(words) or words.texts[end] != "." or words.shapes[end + 1] != Shape.LOWER:
        return run
    is_short = words.shapes[end - 1] in CAPITALISED and len(words.texts[end - 1]) <= _LONGEST_SHORT
    is_here = words.marks[end + 1] == Mark.OUTSIDE and words.paragraphs[end + 1] == words.paragraphs[end]
    if not is_short or not is_here or words.starts[end + 1] == words.ends[end]:
        return run
    _, last = sentence_around(words, end)
    return start, last - (words.texts[last - 1] in CLAUSE_MARKS)
