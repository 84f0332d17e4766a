"""Corrections in a story: which report takes back what, and which words of a claim a later version altered."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from whence.archive.linking.items import Item
from whence.archive.links.worded_claims import WordedClaim
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.language.words import split_words
from whence.linking.claims.claim_differences import find_differences
from whence.linking.claims.claim_scores import score_claims
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import analyse_claim
from whence.linking.origins.outlet_groups import OutletGroup
from whence.linking.stories.corrections import Notice
from whence.records.report import Report, Span
from whence.records.stories import Milestone

__all__ = ["Correction", "bare_words", "find_corrections", "list_alterations"]

_BARE_LABEL = 15
"""Characters of a first line that alone does not say what was wrong."""
_FEWEST_HEADLINE_WORDS = 3
"""Words of the shortest headline that says which report it is."""
_LIKELY = 500
"""Score, in thousandths, from which two claims more likely say the same than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A report that takes something back."""

    milestone: Milestone
    claims: frozenset[int]
    """Numbers of the claims that it takes back."""


def find_corrections(
    items: Sequence[Item],
    mentions: Sequence[WordedClaim],
    disagreeing: Mapping[int, Collection[int]],
    outlets: Mapping[str, OutletGroup],
) -> list[Correction]:
    """Find the reports of a story that say that something was wrong.

    Args:
        items: The reports, the earliest first.
        mentions: The places where they make claims.
        disagreeing: The claims that each claim disagrees with.
        outlets: The outlets of the reports, by their ids.

    Returns:
        The corrections, in the order of publication.
    """
    corrections = []
    for place, item in enumerate(items):
        notice = item.notice
        if notice:
            own = [one for one in mentions if one.item is item]
            outlet = outlets[item.report.id].outlet
            same_outlet = [one for one in items[:place] if outlets[one.report.id].outlet == outlet]
            earlier = _Earlier(
                items=same_outlet,
                mentions=[one for one in mentions if any(one.item is each for each in same_outlet)],
                disagreeing=disagreeing,
            )
            corrections.append(_read_correction(item, notice, own, earlier))
    return corrections


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earlier:
    """The earlier reports of an outlet, and their claims."""

    items: Sequence[Item]
    mentions: Sequence[WordedClaim]
    disagreeing: Mapping[int, Collection[int]]
    """The claims that each claim of the story disagrees with."""


def _read_correction(item: Item, notice: Notice, own: Sequence[WordedClaim], earlier: _Earlier) -> Correction:
    repeated = [one for one in own if one.place.is_corrected]
    instead = [one for one in own if _overlap(one.spans, notice.spans) and one not in repeated]
    taken_back = {one.claim for one in repeated}
    corrected: Item | None = item
    if not notice.is_own:
        opposed = {other for one in instead for other in earlier.disagreeing.get(one.claim, ())}
        taken_back |= {claim for one in repeated for claim in _likely_same(one, earlier.mentions)}
        taken_back |= opposed & {one.claim for one in earlier.mentions}
        corrected = _corrected(earlier, taken_back)
        if notice.kind == "retraction" and corrected is not None and _has_headline_of(item.report, corrected.report):
            taken_back |= {one.claim for one in earlier.mentions if one.item is corrected}
    return Correction(
        milestone=_milestone(item, notice, corrected),
        claims=frozenset(taken_back),
    )


def _likely_same(repeated: WordedClaim, earlier: Sequence[WordedClaim]) -> Iterator[int]:
    """Find the claim of the outlet's earlier reports that a correction most likely repeats.

    The report says that the outlet made the claim, so that less is needed than for any two reports.
    """
    claim = analyse_claim(repeated.place.mention.claim, open_vectors())
    scored = []
    for one in earlier:
        other = analyse_claim(one.place.mention.claim, open_vectors())
        score = score_claims(claim, other)
        if score >= _LIKELY and not find_differences(claim, other):
            scored.append((-score, one.key, one.claim))
    if scored:
        yield min(scored)[-1]


def _corrected(earlier: _Earlier, claims: Collection[int]) -> Item | None:
    """Find the report that a correction is about: the last that made the claim, or the outlet's only one before it."""
    making = {one.item.number for one in earlier.mentions if one.claim in claims}
    last = [item for item in earlier.items if item.number in making][-1:]
    return next(iter(last or (earlier.items if len(earlier.items) == 1 else ())), None)


def _has_headline_of(notice: Report, report: Report) -> bool:
    """Check whether a notice has the headline of a report, which settles that it is about that one and all of it."""
    headline = " ".join(bare_words(report.headline or ""))
    return (
        headline.count(" ") + 1 >= _FEWEST_HEADLINE_WORDS
        and f" {headline} " in f" {' '.join(bare_words(notice.text))} "
    )


def _milestone(item: Item, notice: Notice, corrected: Item | None) -> Milestone:
    report = item.report
    told = notice.spans[: 2 if notice.spans and notice.spans[0].end - notice.spans[0].start < _BARE_LABEL else 1]
    return Milestone(
        kind=notice.kind,
        report=report.id,
        publisher=report.publisher,
        at=report.published,
        text=words_of(told, report.text) if told else " ".join((report.headline or "").split()),
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
        if body and bare_words(before) != bare_words(after):
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


def bare_words(text: str) -> list[str]:
    """List the words of a text in lower case, without punctuation."""
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
