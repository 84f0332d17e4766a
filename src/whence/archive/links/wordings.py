"""In which words a claim is made: each place, and how quotations differ from the first report that has them."""

from collections.abc import Iterator, Sequence

from whence.archive.links.origin_answers import ClaimPlace
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.linking.reuse.quotations import link_quotations
from whence.linking.reuse.quoted_words import QuotedWords
from whence.records.claims import ClaimWording
from whence.records.reuse import QuotationLink

__all__ = ["wordings_of"]


def wordings_of(store: Store, places: Sequence[ClaimPlace]) -> Iterator[ClaimWording]:
    """Describe places where a claim is made.

    Args:
        store: The archive's file.
        places: The places, in the order of publication.

    Yields:
        One for each place, in their order.
    """
    firsts: dict[int, QuotedWords] = {}
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
            version=_compare(store, place, firsts),
        )


def _compare(store: Store, place: ClaimPlace, firsts: dict[int, QuotedWords]) -> QuotationLink | None:
    """Compare the quotation in a place with its first version, or remember it as that."""
    for quoted in place.report.item.words.quotations:
        spans = quoted.quotation.spans
        if not any(one.start < its.end and its.start < one.end for one in spans for its in place.mention.spans):
            continue
        sql = "SELECT quotation FROM quotations WHERE item = ? AND start = ?"
        row = store.one(sql, (place.report.item.number, spans[0].start))
        if row is not None:
            first = firsts.setdefault(row[0], quoted)
            return None if first is quoted else link_quotations(first, quoted)
    return None
