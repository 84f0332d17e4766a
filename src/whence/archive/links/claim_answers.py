"""Claims of an archive for its readers: lists of them, and one with everything that is said about it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from whence.archive.linking.items import hexadecimal
from whence.archive.links.alike_claims import find_alike
from whence.archive.links.claim_entries import kept_entries, leading_claims
from whence.archive.links.ids import CURRENT, aliases_of
from whence.archive.links.linked_reports import LinkedReports
from whence.archive.links.origin_answers import ClaimPlace, mentions_of_claim, origins_of
from whence.archive.links.withdrawals import Withdrawals
from whence.archive.links.wordings import wordings_of
from whence.archive.query.filters import SqlPart, citing, condition, saying
from whence.archive.query.search import Query, match_all, parse_query
from whence.archive.query.snippets import has_term
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.linking.claims.claim_differences import Difference
from whence.linking.claims.claim_scores import compare_claims
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import AnalysedClaim, analyse_claim
from whence.records.answers import Filters
from whence.records.claims import ClaimDetails, ClaimDifference, ClaimEntry, Counterclaim
from whence.records.links import Claim, ClaimOrigins
from whence.records.report import Span

__all__ = ["list_claims", "make_entries", "read_claim", "read_origins"]

_Found = tuple[int, list[ClaimPlace]]
_DAY = len("2031-03-04")
_DISAGREEING = f"""
WITH pairs AS (
  SELECT own.key AS own, second AS other FROM claim_mentions AS own JOIN claim_pairs ON first = own.key
  WHERE own.claim = ?1 AND relation = 'disagreeing'
  UNION
  SELECT own.key, first FROM claim_mentions AS own JOIN claim_pairs ON second = own.key
  WHERE own.claim = ?1 AND relation = 'disagreeing'
)
SELECT claim, pairs.own, pairs.other FROM pairs JOIN claim_mentions ON claim_mentions.key = pairs.other
WHERE claim <> ?1 AND item {CURRENT} ORDER BY claim, pairs.own, pairs.other
"""


def list_claims(  # noqa: PLR0913 -- independent options
    store: Store,
    filters: Filters,
    *,
    story: int | None,
    about: str | None,
    like: str | None = None,
    min_reports: int,
    limit: int | None,
    offset: int = 0,
) -> list[ClaimEntry]:
    """List claims: those of most reports first, or those of one story in the order of their first appearance.

    Those that are like a sentence come in the order of their likeness.

    Args:
        store: The archive's file.
        filters: A claim is listed if one of the places where it is made meets them all.
        story: Number of a story: only claims that one of its reports makes.
        about: Words that one of these places contains, as for a search.
        like: A sentence or question: only claims that say this, in other words too.
        min_reports: Least number of reports that make a claim.
        limit: Maximum number of claims.
        offset: Number of first claims to skip.

    Raises:
        UsageError: ``about``, ``like`` or the name of a source contains no word to search for.
    """
    query = parse_query(store, about) if about is not None else None
    chosen = _chosen(store, filters, story=story, query=query)
    with store.snapshot():
        if like is not None:
            return _list_alike(store, chosen, query, like, min_reports=min_reports, limit=limit, offset=offset)
        if story is None and query is None:
            leading = leading_claims(store, chosen, min_reports=min_reports, limit=limit, offset=offset)
            return [entry for _, entry in make_entries(store, list(leading))]
        reports = LinkedReports(store)
        withdrawals = Withdrawals(reports)
        found = _places_of(reports, leading_claims(store, chosen, min_reports=min_reports), query)
        if story is not None:
            found = iter(sorted(found, key=lambda one: (one[1][0].report.order, one[1][0].mention.spans)))
        return [_entry(withdrawals, claim, places) for claim, places in _page(found, limit, offset)]


def _list_alike(  # noqa: PLR0913 -- independent options
    store: Store,
    chosen: SqlPart,
    query: Query | None,
    like: str,
    *,
    min_reports: int,
    limit: int | None,
    offset: int,
) -> list[ClaimEntry]:
    """List chosen claims that say what a sentence says, the most alike first; of those, the ones of most reports."""
    likeness = find_alike(store, like)
    among = SqlPart(
        sql=f"({chosen.sql}) AND leading.claim IN (SELECT value FROM json_each(?))",
        values=(*chosen.values, json_numbers(likeness)),
    )
    leading = sorted(leading_claims(store, among, min_reports=min_reports), key=lambda claim: -likeness[claim])
    withdrawals = Withdrawals(LinkedReports(store))
    found = _places_of(withdrawals.reports, leading, query)
    return [_entry(withdrawals, claim, places) for claim, places in _page(found, limit, offset)]


def make_entries(store: Store, claims: Sequence[int]) -> Iterator[tuple[int, ClaimEntry]]:
    """Make the entries of claims in a list, as far as none is kept."""
    kept = kept_entries(store, claims)
    withdrawals = Withdrawals(LinkedReports(store))
    for claim in claims:
        if claim in kept:
            yield claim, kept[claim]
        elif _is_made(places := mentions_of_claim(withdrawals.reports, claim)):
            yield claim, _entry(withdrawals, claim, places)


def read_claim(store: Store, claim: int) -> ClaimDetails:
    """Get a claim with every place where it is made, the claims that say otherwise, and its origins."""
    with store.snapshot():
        reports = LinkedReports(store)
        withdrawals = Withdrawals(reports)
        places = mentions_of_claim(reports, claim)
        return ClaimDetails(
            claim=_claim(reports, claim, places),
            story=_story_of(store, places[0]),
            wordings=tuple(wordings_of(store, places)),
            counterclaims=tuple(_counterclaims(withdrawals, claim, places)),
            origins=_origins_of(withdrawals, places),
        )


def read_origins(store: Store, claim: int) -> ClaimOrigins:
    """Find where a claim comes from."""
    with store.snapshot():
        reports = LinkedReports(store)
        return _origins_of(Withdrawals(reports), mentions_of_claim(reports, claim))


def _origins_of(withdrawals: Withdrawals, places: Sequence[ClaimPlace]) -> ClaimOrigins:
    """Find where a claim comes from, and mark the reports that are withdrawn."""
    found = origins_of(withdrawals.reports, places)
    by = {place.report.id: withdrawals.of(place.report) for place in places}
    return replace(found, nodes=tuple(replace(node, withdrawn_by=by.get(node.id)) for node in found.nodes))


def _chosen(store: Store, filters: Filters, *, story: int | None, query: Query | None) -> SqlPart:
    """Write which claims are chosen: those with a place that meets all conditions."""
    of_report = replace(filters, source=None, kind=None, naming=None, certainty=None, sure=None)
    of_attribution = saying(store, filters)
    parts = [*condition(store, of_report, all_versions=True).parts, *of_attribution]
    if filters.source is not None:
        parts.append(citing(store, filters.source))
    if story is not None:
        parts.append(SqlPart(sql="mentions.item IN (SELECT item FROM stories WHERE story = ?)", values=(story,)))
    if query is not None:
        matched = "{text} : (" + match_all(query.groups) + ")"
        sql = "versions.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
        parts.append(SqlPart(sql=sql, values=(matched,), looks_up=True))
    if not parts:
        return SqlPart(sql="TRUE")
    attributions = (
        "JOIN attributions ON attributions.version = versions.id AND 'a' || attributions.number = mentions.attribution"
    )
    mentions = f"""FROM claim_mentions AS mentions JOIN linked ON linked.item = mentions.item
      JOIN versions ON versions.id = linked.version {attributions if of_attribution else ""}
      WHERE mentions.item {CURRENT} AND {" AND ".join(part.sql for part in parts)}"""
    # What an index finds is often little, and everything else is: then the first claims of the list meet it already.
    is_rare = story is not None or any(part.looks_up for part in parts)
    sql = (
        f"leading.claim IN (SELECT mentions.claim {mentions})"
        if is_rare
        else f"EXISTS (SELECT 1 {mentions} AND mentions.claim = leading.claim)"
    )
    return SqlPart(sql=sql, values=tuple(value for part in parts for value in part.values))


def _page(found: Iterable[_Found], limit: int | None, offset: int) -> Iterator[_Found]:
    return islice(found, offset, None if limit is None else offset + limit)


def _places_of(reports: LinkedReports, claims: Iterable[int], query: Query | None) -> Iterator[_Found]:
    """Find the places where each claim is made, of the claims that meet a query."""
    for claim in claims:
        if query is not None and not _may_be_about(reports.store, claim, query):
            continue
        places = mentions_of_claim(reports, claim)
        if _is_made(places) and (query is None or _is_about(places, query)):
            yield claim, places


def _is_about(places: Sequence[ClaimPlace], query: Query) -> bool:
    return any(_meets(words_of(place.mention.spans, place.report.item.report.text), query) for place in places)


def _may_be_about(store: Store, claim: int, query: Query) -> bool:
    """Check quickly whether one of a claim's places may meet a query, before all its reports are opened."""
    rows = store.rows(
        "SELECT text, start, end FROM claim_mentions JOIN linked USING (item) JOIN texts USING (version)"
        " WHERE claim = ?",
        (claim,),
    )
    places = (text[start:end] for text, start, end in rows)
    return any(all(any(term.may_be_in(words) for term in group) for group in query.groups) for words in places)


def _meets(words: str, query: Query) -> bool:
    return all(any(has_term(words, term) for term in group) for group in query.groups) and not any(
        has_term(words, term) for term in query.banned
    )


def _entry(withdrawals: Withdrawals, claim: int, places: Sequence[ClaimPlace]) -> ClaimEntry:
    origins, reports = _origins_of(withdrawals, places), withdrawals.reports
    days = sorted(place.report.item.report.published[:_DAY] for place in places if place.report.item.report.published)
    return ClaimEntry(
        claim=_claim(reports, claim, places),
        story=_story_of(reports.store, places[0]),
        reports=origins.reports,
        outlets=origins.outlets,
        least=origins.least,
        most=origins.most,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        is_denied=all(
            (said := place.report.attribution_of(place.mention)) and said.stance == "denies" for place in places
        ),
        withdrawn=sum(node.withdrawn_by is not None for node in origins.nodes),
    )


def _claim(reports: LinkedReports, claim: int, places: Sequence[ClaimPlace]) -> Claim:
    first, store = places[0], reports.store
    others = dict.fromkeys(row[0] for row in store.rows(_DISAGREEING, (claim,)))
    disagreeing = (other for other in others if _is_made(mentions_of_claim(reports, other)))
    return Claim(
        id=f"c:{hexadecimal(claim)}",
        text=words_of(first.mention.spans, first.report.item.report.text),
        appearances=tuple(one.id for place in places for one in place.report.appearances_of(place.mention)),
        disagreeing=tuple(f"c:{hexadecimal(other)}" for other in disagreeing),
        aliases=aliases_of(store, "c:", claim),
    )


def _is_made(places: Sequence[ClaimPlace]) -> bool:
    """Check whether somebody makes a claim, and not only corrections repeat it."""
    return bool(places) and not places[0].is_corrected


def _story_of(store: Store, place: ClaimPlace) -> str | None:
    row = store.one("SELECT story FROM stories WHERE item = ?", (place.report.item.number,))
    return f"st:{hexadecimal(row[0])}" if row else None


def _counterclaims(withdrawals: Withdrawals, claim: int, places: Sequence[ClaimPlace]) -> Iterator[Counterclaim]:
    """List the claims that say otherwise, those of most reports first."""
    reports = withdrawals.reports
    pairs: dict[int, list[tuple[int, int]]] = {}
    for other, own_key, other_key in reports.store.rows(_DISAGREEING, (claim,)):
        pairs.setdefault(other, []).append((own_key, other_key))
    analysed = {place.mention.key: analyse_claim(place.mention.claim, open_vectors()) for place in places}
    found = []
    for other, keys in pairs.items():
        theirs = mentions_of_claim(reports, other)
        if not _is_made(theirs):
            continue
        analysed |= {place.mention.key: analyse_claim(place.mention.claim, open_vectors()) for place in theirs}
        found.append(
            Counterclaim(
                claim=_claim(reports, other, theirs),
                differences=_differences(
                    [(analysed[one], analysed[it]) for one, it in keys if {one, it} <= analysed.keys()]
                ),
                origins=_origins_of(withdrawals, theirs),
            )
        )
    yield from sorted(found, key=lambda one: (-one.origins.reports, one.claim.id))


def _differences(pairs: Sequence[tuple[AnalysedClaim, AnalysedClaim]]) -> tuple[ClaimDifference, ...]:
    """List what two claims differ in, each difference once, what most pairs of their places show first."""
    found = Counter(
        ClaimDifference(kind=each.kind, words=_words_of(each, one, other))
        for one, other in pairs
        for each in compare_claims(one, other).differences
    )
    return tuple(sorted(found, key=lambda each: (-found[each], each.kind, each.words)))


def _words_of(difference: Difference, one: AnalysedClaim, other: AnalysedClaim) -> tuple[str, str]:
    return _joined(difference.spans, one), _joined(difference.other_spans, other)


def _joined(spans: Sequence[Span], claim: AnalysedClaim) -> str:
    return words_of(spans, claim.mention.text)
