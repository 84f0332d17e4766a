"""The times of a report whose quotations may be of another day: their "today" is their speaker's."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from whence.language.words import Words, sentence_around
from whence.reading.events.times import find_times
from whence.records.ledger import Attribution, Time
from whence.records.report import Report, Span

__all__ = ["resolve_times"]

# "Said on Monday", "told the council late on Monday"; and the beginning of "On Monday, she said".
_AFTER_CUE = re.compile(r"(?: [\w’'-]{1,30}){0,5}(?: (?:on|in|late|early|back|during))?\s", re.IGNORECASE)
_BEFORE_SPEAKER = re.compile(r"(?:(?:late|early|back) )?(?:on |in |during )?", re.IGNORECASE)
# A post ends with its writer and its day.
_SIGNED = re.compile(r"[—–-] [^\n]{1,60}\(@\w{1,20}\)\s{1,3}$")
_LONGEST_NAME, _LONGEST_POST, _LEAST_POSTS = 100, 400, 2
_ONE_WEEK, _LONG_AFTER = timedelta(7), timedelta(90)
_SAYS_WHEN = re.compile(r"(?!['’]s\b)[\s,.:;“\"”’)]|$")


def resolve_times(report: Report, words: Words, attributions: Sequence[Attribution]) -> tuple[Time, ...]:
    """Find the times that a report mentions, and resolve those in quotations by the day on which they were said.

    That day is the one that stands with the cue: "said on Monday", "in 2031 she wrote"; that of a post stands after its
    writer. Where there is none, it is the day of publication, as it is outside quotations. A report whose posts are all
    of one week, long before it was published, was published again: it is of their day.
    """
    published = report.published
    times = find_times(report.text, published)
    posts = _posts(report.text, times)
    if first := _first_published(report, times, posts):
        published = first
        times = find_times(report.text, published)
    # A post of the next day was sent late in the evening, elsewhere.
    told = [*_spoken(report.text, words, attributions, times), *(post for post in posts if _is_before(post, published))]
    spoken = _apart(told)
    return find_times(report.text, published, spoken=spoken) if spoken else times


def _posts(text: str, times: Sequence[Time]) -> list[tuple[Span, date]]:
    """Find the posts that a report shows, each with its day: "Open again today — Odense Port (@port) May 3, 2029"."""
    posts: list[tuple[Span, date]] = []
    end = 0
    for time in times:
        start = time.spans[0].start
        if time.precision == "day" and time.start and _SIGNED.search(text, max(0, start - _LONGEST_NAME), start):
            begin = max(end, text.rfind("\n", 0, start) + 1, start - _LONGEST_POST)
            posts.append((Span(begin, start), date.fromisoformat(time.start)))
            end = time.spans[-1].end
    return posts


def _first_published(report: Report, times: Sequence[Time], posts: Sequence[tuple[Span, date]]) -> str | None:
    """Find the day of a report that was published again much later; None if it is that of its publication."""
    days = sorted(day for _, day in posts)
    if len(days) < _LEAST_POSTS or not report.published or days[-1] - days[0] > _ONE_WEEK:
        return None
    is_later = any(
        time.start and time.start[:4] in time.spans[0].of(report.text) and int(time.start[:4]) > days[-1].year
        for time in times
    )
    latest = (days[-1] + _LONG_AFTER).isoformat()
    return None if is_later or report.published[:10] < latest else days[-1].isoformat()


def _is_before(post: tuple[Span, date], published: str | None) -> bool:
    return published is None or post[1].isoformat() < published[:10]


def _apart(passages: Iterable[tuple[Span, date | None]]) -> list[tuple[Span, date | None]]:
    """Sort passages, and leave out those that overlap one before."""
    apart: list[tuple[Span, date | None]] = []
    for span, day in sorted(passages, key=lambda passage: passage[0]):
        if not apart or apart[-1][0].end <= span.start:
            apart.append((span, day))
    return apart


def _spoken(
    text: str, words: Words, attributions: Sequence[Attribution], times: Sequence[Time]
) -> Iterator[tuple[Span, date | None]]:
    """Find the quotations with a day of their own: that day, or None for a longer time that is over."""
    for one in attributions:
        said = _time_of_saying(text, words, one, times) if one.quotation == "direct" and one.cue_spans else None
        if said is not None and said.precision != "unknown":
            day = date.fromisoformat(said.start) if said.precision == "day" and said.start else None
            yield from ((span, day) for span in one.content_spans)


def _time_of_saying(text: str, words: Words, one: Attribution, times: Sequence[Time]) -> Time | None:
    """Find the time that the cue of an attribution is said to have.

    It stands in the cue, right after it, or at the start of the sentence.
    """
    cue = one.cue_spans[0]
    first, last = sentence_around(words, bisect_right(words.starts, cue.start) - 1)
    start, end = words.starts[first], words.ends[last - 1]
    for time in times:
        span = time.spans[0]
        if not start <= span.start < end or any(
            part.start < span.end and span.start < part.end for part in one.content_spans
        ):
            continue
        stands_in = any(part.start <= span.start and span.end <= part.end for part in one.cue_spans)
        stands_after = span.start > cue.end and _AFTER_CUE.fullmatch(text, cue.end, span.start)
        stands_first = span.end < cue.start and _BEFORE_SPEAKER.fullmatch(text, start, span.start)
        if (stands_in or stands_after or stands_first) and _SAYS_WHEN.match(text, span.end):
            return time
    return None
