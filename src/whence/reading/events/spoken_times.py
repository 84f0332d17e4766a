"""The times of a report whose quotations may be of another day: their "today" is their speaker's."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from whence.language.words import Words, sentence_around
from whence.reading.events.times import find_times
from whence.records.ledger import Attribution, Time
from whence.records.report import Report, Span

__all__ = ["resolve_times"]

# "Said on Monday", "told the council late on Monday"; and the beginning of "On Monday, she said".
_AFTER_CUE = re.compile(r"(?: [\w’'-]{1,30}){0,5}(?: (?:on|in|late|early|back|during))?\s", re.IGNORECASE)
_BEFORE_SPEAKER = re.compile(r"(?:(?:late|early|back) )?(?:on |in |during )?", re.IGNORECASE)
_SAYS_WHEN = re.compile(r"(?!['’]s\b)[\s,.:;“\"”’)]|$")


def resolve_times(report: Report, words: Words, attributions: Sequence[Attribution]) -> tuple[Time, ...]:
    """Find the times that a report mentions, and resolve those in quotations by the day on which they were said.

    That day is the one that stands with the cue: "said on Monday", "in 2031 she wrote". Where the cue has none, it is
    the day of publication, as it is outside quotations.
    """
    times = find_times(report.text, report.published)
    spoken = list(_spoken(report.text, words, attributions, times))
    return find_times(report.text, report.published, spoken=spoken) if spoken else times


def _spoken(
    text: str, words: Words, attributions: Sequence[Attribution], times: Sequence[Time]
) -> Iterator[tuple[Span, date | None]]:
    """Find the quotations with a day of their own: that day, or None for a longer time that is over."""
    covered = 0
    for one in attributions:
        said = _time_of_saying(text, words, one, times) if one.quotation == "direct" and one.cue_spans else None
        if said is None or said.precision == "unknown":
            continue
        day = date.fromisoformat(said.start) if said.precision == "day" and said.start else None
        for span in one.content_spans:
            if span.start >= covered:
                covered = span.end
                yield span, day


def _time_of_saying(text: str, words: Words, one: Attribution, times: Sequence[Time]) -> Time | None:
    """Find the time that the cue of an attribution is said to have: right after it, or at the start of its sentence."""
    cue = one.cue_spans[0]
    first, last = sentence_around(words, bisect_right(words.starts, cue.start) - 1)
    start, end = words.starts[first], words.ends[last - 1]
    for time in times:
        span = time.spans[0]
        if not start <= span.start < end or any(
            part.start < span.end and span.start < part.end for part in one.content_spans
        ):
            continue
        stands_after = span.start > cue.end and _AFTER_CUE.fullmatch(text, cue.end, span.start)
        stands_first = span.end < cue.start and _BEFORE_SPEAKER.fullmatch(text, start, span.start)
        if (stands_after or stands_first) and _SAYS_WHEN.match(text, span.end):
            return time
    return None
