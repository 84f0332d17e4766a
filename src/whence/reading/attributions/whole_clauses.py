"""Contents that end or begin within a clause: grammar tells what belongs to them, and what is the page's."""

from collections.abc import Sequence
from dataclasses import replace

from whence.language.english import AUXILIARIES, CLAUSE_MARKS, DESCRIBING, FINITE, SAYING
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
_LONGEST_NAME, _SHORTEST_CLAUSE = 8, 3


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
