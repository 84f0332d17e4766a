"""Corrections in a story: which report takes back what, and which words of a claim a later version altered."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from whence.archive.links.items import Item
from whence.archive.links.listed_reports import outlet_of
from whence.archive.links.worded_claims import WordedClaim
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.language.words import split_words
from whence.linking.stories.corrections import Notice, find_notice
from whence.records.report import Report, Span
from whence.records.stories import Milestone

__all__ = ["Correction", "find_corrections", "list_alterations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A report that takes something back."""

    milestone: Milestone
    claims: frozenset[int]
    """Numbers of the claims that it takes back."""
    repeated: frozenset[int]
    """Numbers of the places where it repeats them."""


def find_corrections(
    items: Sequence[Item], mentions: Sequence[WordedClaim], disagreeing: Mapping[int, Collection[int]]
) -> list[Correction]:
    """Find the reports of a story that say that something was wrong.

    Args:
        items: The reports, the earliest first.
        mentions: The places where they make claims.
        disagreeing: The claims that each claim disagrees with.

    Returns:
        The corrections, in the order of publication.
    """
    found = []
    for place, item in enumerate(items):
        notice = find_notice(item.ledger)
        if notice:
            own = [one for one in mentions if one.item is item]
            repeated = [one for one in own if _overlap(one.spans, notice.wrong)]
            instead = [one for one in own if _overlap(one.spans, notice.spans) and one not in repeated]
            taken_back = {one.claim for one in repeated}
            opposed = {other for one in instead for other in disagreeing.get(one.claim, ())}
            corrected = item if notice.is_own else _corrected(items[:place], item, mentions, taken_back | opposed)
            if corrected is not None and not notice.is_own:
                taken_back |= opposed & {one.claim for one in mentions if one.item is corrected}
            found.append(
                Correction(
                    milestone=_milestone(item, notice, corrected),
                    claims=frozenset(taken_back),
                    repeated=frozenset(one.key for one in repeated),
                )
            )
    return found


def _corrected(earlier: Sequence[Item], item: Item, mentions: Sequence[WordedClaim], claims: set[int]) -> Item | None:
    """Find the report that a correction is about: the outlet's only one before it, or the last that made the claim."""
    own = [one for one in earlier if outlet_of(one.report).outlet == outlet_of(item.report).outlet]
    making = [one for one in own if any(each.item is one and each.claim in claims for each in mentions)]
    if making:
        return making[-1]
    return own[0] if len(own) == 1 else None


def _milestone(item: Item, notice: Notice, corrected: Item | None) -> Milestone:
    report = item.report
    return Milestone(
        kind=notice.kind,
        report=report.id,
        publisher=report.publisher,
        at=report.published,
        text=words_of(notice.spans[:1], report.text) if notice.spans else " ".join((report.headline or "").split()),
        spans=notice.spans,
        corrects=corrected.report.id if corrected else None,
    )


def list_alterations(store: Store, item: Item, mentions: Sequence[WordedClaim]) -> Iterator[tuple[int, Milestone]]:
    """List the claims of a report whose words a later version of it altered.

    Args:
        store: The archive's file.
        item: The report.
        mentions: The places where it makes claims.

    Yields:
        The number of a claim and the milestone, in the order of the versions. Words that stand more than once, or were
        altered again, belong to no certain place, and are left out.
    """
    rows = store.rows(_CHANGES, (item.version,))
    body = _Body(item.report) if rows else None
    for added, field, lead, before, after in rows:
        if body and _words(before) != _words(after):
            place = body.headline if field == "headline" else body.find(lead, after)
            for claim in dict.fromkeys(one.claim for one in mentions if place and _touch(one.spans, place, after)):
                yield (
                    claim,
                    Milestone(
                        kind="altered",
                        report=item.report.id,
                        publisher=item.report.publisher,
                        at=added,
                        text=after,
                        spans=(place,) if place and after else (),
                        words=(before, after),
                    ),
                )


class _Body:
    """A report's text below the headline with single spaces, as changes quote it."""

    def __init__(self, report: Report) -> None:
        start = len(report.text) - len(report.text.lstrip())
        self.headline = Span(start, report.headline_end) if report.headline_end > start else None
        self._words = [
            match.span() for match in re.finditer(r"\S+", report.text) if match.start() >= report.headline_end
        ]
        self._text = " ".join(report.text[begin:end] for begin, end in self._words)
        self._starts = list(accumulate((end - begin + 1 for begin, end in self._words), initial=0))

    def find(self, lead: str, words: str) -> Span | None:
        """Find the words after a lead; for no words, the characters on both sides of their place."""
        for quoted in dict.fromkeys((f"{lead} {words}".strip(), f"{lead}{words}")):
            at = self._text.find(quoted)
            if at >= 0 and self._text.find(quoted, at + 1) < 0 and (lead or at == 0):
                end = at + len(quoted)
                begin = end - len(words) if words else end - 1
                last = end - 1 if words else min(self._text.find(" ", end) + 1, len(self._text) - 1)
                return Span(self._offset(begin), self._offset(max(last, begin)) + 1)
        return None

    def _offset(self, at: int) -> int:
        """Turn an offset in the text with single spaces into one in the report's."""
        word = bisect_right(self._starts, at) - 1
        begin, end = self._words[word]
        return min(begin + at - self._starts[word], end - 1)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in split_words(text) if word[0].isalnum()]


def _touch(spans: Sequence[Span], place: Span, words: str) -> bool:
    """Check whether altered words are among those of a claim; words left out must have some of them on both sides."""
    if words:
        return _overlap(spans, [place])
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in spans for other in others)


_CHANGES = """
SELECT versions.added, field, lead, before, after
FROM changes JOIN versions ON versions.id = changes.version
WHERE versions.report = (SELECT report FROM versions WHERE id = ?) AND field IN ('headline', 'text')
ORDER BY versions.number, changes.number
"""
