"""Quotations: the same words in quotation marks in several reports, exact or altered."""

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from whence.linking.chronology import Order, first_published
from whence.linking.reuse.alignment import Stretch, align, same_words
from whence.linking.reuse.drift import compared_words, find_changes
from whence.linking.reuse.postings import link_postings
from whence.linking.reuse.quoted_words import FEWEST_WORDS, QuotedWords, is_telling
from whence.records.reuse import QuotationLink, QuotationVersion

__all__ = ["candidate_quotations", "link_quotations", "list_versions"]

_VERBATIM, _LONG = 8, 12
"""Words in a row that two quotations rarely share unless they are the same one."""
_Kind = Literal["long run", "whole", "run", "slightly altered", "altered"]
_LEAST_COVER, _COVER_IN_A_ROW, _HIGH_COVER = 55, 60, 80
"""Percent of the shorter version's words that are the same in altered versions; in those that share one run of words,
which may be a phrase of many ("the peace of the Korean peninsula"); and in slightly altered ones."""
_TELLING: dict[_Kind, tuple[int, int]] = {
    "long run": (2, 2), "whole": (2, 4), "run": (3, 4), "slightly altered": (3, 6), "altered": (3, 6),
}  # fmt: skip
"""Fewest different words that are the same and not everyday ones, in reports within 30 days and in others: if 12 words
in a row are the same, if all of the shorter version is, if 8 words in a row are, and if none of this. Fewer are a
formula ("I don't feel safe", "in the wrong place at the wrong time"), which many people say: with 1 everywhere, 15 of
61 linked pairs of reports on incidents are on two of them, and with these none (``python -m bench.quotations_linked``).
"""
_NEAR_SECONDS = 30 * 24 * 3600


def candidate_quotations(quotations: Iterable[QuotedWords]) -> list[tuple[QuotedWords, QuotedWords]]:
    """Find the pairs of quotations of different reports that may be the same, without comparing all with all.

    Args:
        quotations: In any order. Of quotations with one id the first is taken.

    Returns:
        The earlier and the later of each pair, sorted by the later.
    """
    known = {one.id: one for one in reversed(list(quotations))}.values()
    ranked = sorted(known, key=lambda one: (one.order, one.quotation.spans))
    if not ranked:
        return []
    keys = [one.keys for one in ranked]
    found = link_postings(np.concatenate(keys), np.repeat(np.arange(len(keys)), [len(own) for own in keys]))
    pairs = ((ranked[i], ranked[j]) for i, j in zip(found.earlier.tolist(), found.later.tolist(), strict=True))
    return [(one, other) for one, other in pairs if one.quotation.report != other.quotation.report]


def link_quotations(earlier: QuotedWords, later: QuotedWords) -> QuotationLink | None:
    """Compare two quotations of different reports.

    They are the same if they share 12 words in a row, or 8 that are half of a sentence, or words that make up 55 % of
    the shorter one, 60 % if they are one run: 5 words at least, and enough that are not everyday ones.

    Args:
        earlier: The quotation of the report that comes first in the order of publication.
        later: The other. In the other order they are exchanged.

    Returns:
        What they share, and every word that differs; None if they are not the same, or stand in one report.
    """
    if earlier.order > later.order:
        earlier, later = later, earlier
    if earlier.quotation.report == later.quotation.report:
        return None
    found = align(earlier.numbers, later.numbers, (earlier.shingles, later.shingles), fewest=FEWEST_WORDS)
    # Of stretches of the same length the first.
    best = max(found, key=same_words, default=None)
    if best is None:
        return None
    ranges = compared_words(earlier, later, best)
    if not _is_same(earlier, later, best, min(end - start for start, end in ranges)):
        return None
    quotations = earlier.quotation, later.quotation
    first = first_published(quotations[0].published, quotations[1].published)
    return QuotationLink(
        quotations=(earlier.id, later.id),
        reports=(quotations[0].report, quotations[1].report),
        spans=(earlier.spans(*ranges[0]), later.spans(*ranges[1])),
        same_words=same_words(best),
        changes=tuple(find_changes(earlier, later, best, ranges)),
        first=None if first is None else quotations[first].id,
    )


def list_versions(quotations: Iterable[QuotedWords]) -> tuple[QuotationVersion, ...]:
    """List the versions of a quotation, each with those who have it, the version that was published first at the head.

    Args:
        quotations: Quotations that are the same one, exact or altered, in any order.
    """
    holders: dict[bytes, list[QuotedWords]] = {}
    known = {one.id: one for one in quotations}.values()
    for one in sorted(known, key=lambda one: (one.order, one.quotation.spans)):
        holders.setdefault(one.numbers.tobytes(), []).append(one)
    return tuple(
        QuotationVersion(
            text=" ".join(span.of(those[0].text) for span in those[0].quotation.spans),
            quotations=tuple(one.id for one in those),
            first=_first_of(those),
        )
        for those in holders.values()
    )


def _first_of(quotations: Sequence[QuotedWords]) -> str | None:
    """Find which quotation was published before all others; None if that cannot be told."""
    first, *others = quotations
    is_first = all(first_published(first.quotation.published, one.quotation.published) == 0 for one in others)
    return first.id if is_first else None


def _is_same(earlier: QuotedWords, later: QuotedWords, stretch: Stretch, compared: int) -> bool:
    """Tell whether two quotations are the same one by what they share, of so many words in the shorter sentences."""
    kind = _kind_of(stretch, shorter=min(len(earlier.numbers), len(later.numbers)), compared=compared)
    if kind is None:
        return False
    same = np.concatenate([earlier.numbers[block.first : block.ends[0]] for block in stretch])
    return len(np.unique(same[is_telling(same)])) >= _TELLING[kind][not _are_near(earlier.order, later.order)]


def _kind_of(stretch: Stretch, *, shorter: int, compared: int) -> _Kind | None:
    """Tell how two versions agree.

    Args:
        stretch: The words that are the same.
        shorter: Number of words of the shorter version.
        compared: The same of the sentences in which the words that are the same stand.
    """
    count, longest = same_words(stretch), max(block.length for block in stretch)
    if longest >= _LONG:
        return "long run"
    if count == shorter:
        return "whole"
    if longest >= _VERBATIM and count * 2 >= compared:
        return "run"
    if count * 100 >= shorter * _HIGH_COVER:
        return "slightly altered"
    least = _COVER_IN_A_ROW if longest == count else _LEAST_COVER
    return "altered" if count * 100 >= shorter * least else None


def _are_near(earlier: Order, later: Order) -> bool:
    return not later.is_undated and later.second - earlier.second <= _NEAR_SECONDS
