"""In which words a claim is made: each place, and how quotations differ from the first report that has them."""

import json
from collections.abc import Iterator, Sequence

from whence.archive.linking.compared_words import ComparedWords, held_words
from whence.archive.linking.quotations import quotation_at
from whence.archive.links.origin_answers import ClaimPlace
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.linking.reuse.quotations import link_quotations
from whence.linking.reuse.quoted_words import QuotedWords
from whence.records.claims import ClaimWording
from whence.records.report import Span
from whence.records.reuse import QuotationLink

__all__ = ["wordings_of"]

_Quotation = tuple[int, int]
"""A quotation: the number of its report, and where it begins."""


def wordings_of(store: Store, places: Sequence[ClaimPlace]) -> Iterator[ClaimWording]:
    """Describe places where a claim is made.

    Args:
        store: The archive's file.
        places: The places, in the order of publication.

    Yields:
        One for each place, in their order.
    """
    quotations = _Quotations(store)
    for place in places:
        report = place.report.item.report
        attribution = place.report.attribution_of(place.mention)
        yield ClaimWording(
            appearances=place.report.appearances_of(place.mention),
            text=words_of(place.mention.spans, report.text),
            headline=report.headline,
            quotation=attribution.quotation if attribution else None,
            stance=attribution.stance if attribution else None,
            certainty=attribution.certainty if attribution else None,
            version=quotations.compare(place),
        )


class _Quotations:
    """Compares the quotations in places with those in the places before them.

    Args:
        store: The archive's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._firsts: dict[int, _Quotation] = {}
        """By the number of the quotation's group: the item that has it first, and where it begins there."""
        self._linked: dict[int, list[tuple[int, list[Span], int]]] = {}
        """The quotations of each item: where each begins, its spans, its group."""
        self._words: dict[int, ComparedWords] = {}

    def compare(self, place: ClaimPlace) -> QuotationLink | None:
        """Compare the quotation in a place with its first version, or remember it as that."""
        item = place.report.item.number
        for start, spans, group in self._quotations_of(item):
            if any(one.start < its.end and its.start < one.end for one in spans for its in place.mention.spans):
                own = item, start
                first = self._firsts.setdefault(group, own)
                return None if first == own else link_quotations(self._open(first), self._open(own))
        return None

    def _quotations_of(self, item: int) -> list[tuple[int, list[Span], int]]:
        if item not in self._linked:
            rows = self._store.rows(
                "SELECT start, spans, quotation FROM quotations WHERE item = ? ORDER BY start", (item,)
            )
            self._linked[item] = [
                (start, [Span(*span) for span in json.loads(spans)], group) for start, spans, group in rows
            ]
        return self._linked[item]

    def _open(self, one: _Quotation) -> QuotedWords:
        item, start = one
        if item not in self._words:
            self._words[item] = held_words(self._store, item)
        return quotation_at(self._words[item], start)
