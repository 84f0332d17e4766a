"""When an event happened: of the times in its sentence, the nearest one that belongs to it.

A time may belong to somebody's saying so ("was stabbed, police said on Tuesday"), to a noun ("charged in the March 20
shooting") or to the verb of another clause. An event without a time is better than one with another's.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from whence.language.english import CLAUSE_MARKS, DEFINITE, FINITE, ONE_OF_MANY, RELATIVE, SAYING
from whence.language.triggers import types_told
from whence.language.words import Words, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.events.parties import NO_NOUN
from whence.reading.model.decode import FoundEvent, WordRange
from whence.records.ledger import Time

__all__ = ["time_of"]

_DETERMINERS = DEFINITE | ONE_OF_MANY
_SUBJECTS = RELATIVE - {"that"}
_FINITE = FINITE - {"be", "been", "being", "having"}
_AT_ONCE = frozenset({"when", "as", "while"})
_VERBAL = ("ed", "ing")
_LONGEST_OPENING = 2
"""Words before a time that opens its sentence: "On late Monday"."""
_REACH_OF_NOUN = 3
"""A time before a noun is that of an act which one of so many words names: "the Saturday harbour shooting"."""
_FARTHEST = 60
"""Words between an event and a time that may be its own, at most."""
_CLOSE = 3
"""Words between a time and the verb after it, at most: "the court on Monday again indicted her"."""


def time_of(assembly: Assembly, event: FoundEvent, times: Sequence[Time], triggers: Mapping[int, str]) -> Time | None:
    """Find the time of an event in its sentence.

    Args:
        assembly: The report's attributions.
        event: The event.
        times: The report's times, in order.
        triggers: Type of each of its events, by the index of the trigger.
    """
    trigger = event.trigger
    sentence = sentence_around(assembly.document.words, trigger)
    words = assembly.document.words
    first, last = words.starts[sentence[0]], words.ends[sentence[1] - 1]
    inside = times[bisect_left(times, first, key=_start_of) : bisect_left(times, last, key=_start_of)]
    said = _said_by(assembly, trigger)
    fitting: list[tuple[int, Time]] = []
    for time in inside:
        run = words.covering(time.spans[0].start, time.spans[-1].end)
        if abs(run[0] - trigger) > _FARTHEST:
            continue
        is_others = _said_by(assembly, run[0]) != said or _is_of_another_noun(words, run, event)
        if not is_others and not _is_of_another_clause(words, run, event, sentence[0], triggers):
            fitting.append((abs(run[0] - trigger), time))
    return min(fitting, key=lambda pair: pair[0], default=(0, None))[1]


def _said_by(assembly: Assembly, at: int) -> str | None:
    """Return the innermost attribution with a source in whose content a word stands."""
    around = assembly.around(at)
    by_id = {one.id: one for one in assembly.attributions} if around is not None and not around.source_spans else {}
    while around is not None and not around.source_spans:
        around = by_id.get(around.within or "")
    return around.id if around is not None else None


def _is_of_another_noun(words: Words, run: WordRange, event: FoundEvent) -> bool:
    """Check whether a time stands before a noun that names another thing: "the 1994 bill", "the March 20 shooting"."""
    start, end = run
    if not start or words.lower[start - 1] not in _DETERMINERS or end >= len(words):
        return False
    follow = list(words.lower[end : end + _REACH_OF_NOUN])
    if not follow[0].isalpha() or follow[0] in NO_NOUN:
        return False
    is_trigger = end <= event.trigger < end + _REACH_OF_NOUN
    return not is_trigger and not any(event.type in types_told(text).any for text in follow)


def _is_of_another_clause(
    words: Words, run: WordRange, event: FoundEvent, first: int, triggers: Mapping[int, str]
) -> bool:
    """Check whether another verb stands nearer to a time, in the clause of the time.

    What happened "when" something else did has its time, and so have acts of one type: "one was killed and two were
    hurt on Sunday".
    """
    start, end = run
    trigger = event.trigger
    if not SAYING.isdisjoint(words.texts[min(start, trigger) : max(end, trigger)]):
        return True
    among = [i for i in range(min(start, trigger), max(start, trigger) + 1) if i in triggers]
    others = {i for i in among if triggers[i] != event.type and words.texts[i].endswith(_VERBAL)}
    if start > trigger:
        between = list(words.lower[trigger + 1 : start])
        if not _SUBJECTS.isdisjoint(between):
            return True
        is_shared = not _AT_ONCE.isdisjoint(between) or any(trigger < i < start for i in among if i not in others)
        reach = trigger + (3 if between[:1] in (["and"], ["or"]) else 0)
        return any(reach < i < start for i in others) or not (is_shared or _FINITE.isdisjoint(between[1:]))
    before = list(words.lower[first:start])
    opened = max((i for i, text in enumerate(before) if text in CLAUSE_MARKS or text == ","), default=-1)
    between = list(words.lower[end:trigger])
    if not _SUBJECTS.isdisjoint(before[opened + 1 :]) and "," not in between:
        return True
    is_told_between = len(between) > _CLOSE and any(start < i < trigger for i in others)
    return is_told_between and start - first > _LONGEST_OPENING and _SUBJECTS.isdisjoint(between)


def _start_of(time: Time) -> int:
    return time.spans[0].start
