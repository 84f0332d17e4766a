"""Reports compared with each other: what they share, where they disagree, and what only one of them has.

Passages and quotations are compared word by word, whatever else is in the archive. Claims are those of the tables of
links.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from whence.archive.linking.items import Item
from whence.archive.links.linked_reports import LinkedReports
from whence.archive.links.listed_reports import LINKED, outlets_of
from whence.archive.links.passage_orders import settle_orders
from whence.archive.links.withdrawals import Withdrawals
from whence.archive.links.word_shares import open_words_of
from whence.archive.links.worded_claims import (
    Disagreeing,
    WordedClaim,
    claim_id,
    differences_of,
    disagreeing_wordings,
    worded_claims,
)
from whence.archive.query.lookup import find_report
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.linking.reuse.quotations import candidate_quotations, link_quotations
from whence.linking.reuse.reuse import OpenWords, shared_passages, shares_of
from whence.records.reuse import SharedPassage
from whence.records.stories import (
    CommonClaim,
    ComparedPassage,
    ComparedQuotation,
    ComparedReport,
    Comparison,
    Disagreement,
)

__all__ = ["compare_reports"]

_FEWEST = 2
"""Reports that make a comparison."""


def compare_reports(store: Store, names: Iterable[str]) -> Comparison:
    """Compare the latest versions of reports.

    Args:
        store: The archive's file.
        names: Two ids or more, or beginnings of ids. One that is named twice counts once.

    Raises:
        UsageError: There is no such report, several ids begin with this, or fewer than two reports are named.
        ArchiveError: A report is damaged.
    """
    with store.snapshot():
        opened = LinkedReports(store)
        reports = opened.open_all(_numbers(store, names))
        withdrawals = Withdrawals(opened)
        withdrawn = {report.id: withdrawals.of(report) for report in reports}
        items = [report.item for report in reports]
        words = {item.report.id: open_words_of(store, item) for item in items}
        found = (one for pair in combinations(items, 2) for one in _passages(pair, words))
        outlets = outlets_of((item.report for item in items), opened.owners)
        passages = list(settle_orders(found, {report.id: report for report in reports}, outlets))
        mentions = [one for one in worded_claims(store, reports) if not one.place.is_corrected]
        pairs = [pair for pair in disagreeing_wordings(store, mentions) if _are_of_two(*pair)]
    texts = {item.report.id: item.report.text for item in items}
    return Comparison(
        reports=tuple(
            replace(_compared(item, words[item.report.id], passages, mentions), withdrawn_by=withdrawn[item.report.id])
            for item in items
        ),
        passages=tuple(
            ComparedPassage(passage=one, text=words_of(one.spans[:1], texts[one.reports[0]])) for one in passages
        ),
        quotations=tuple(_quotations(items)),
        claims=tuple(_common(mentions)),
        disagreements=tuple(_disagreements(pairs)),
    )


def _numbers(store: Store, names: Iterable[str]) -> list[int]:
    reports = {find_report(store, name): name for name in names}
    if len(reports) < _FEWEST:
        raise UsageError(" ".join(reports.values()), "this is one report", "Name two reports or more")
    found = []
    for report, name in reports.items():
        row = store.one(f"SELECT item FROM {LINKED} WHERE versions.report = ?", (report,))
        if row is None:
            raise UsageError(name, "the report is not linked yet", f"Run whence link {store.path}")
        found.append(int(row[0]))
    return found


def _passages(pair: tuple[Item, Item], words: dict[str, OpenWords]) -> tuple[SharedPassage, ...]:
    earlier, later = pair
    credited = earlier.credits, later.credits
    return shared_passages(words[earlier.report.id], words[later.report.id], credited)


def _compared(
    item: Item, words: OpenWords, passages: Sequence[SharedPassage], mentions: Sequence[WordedClaim]
) -> ComparedReport:
    others = {one.claim for one in mentions if one.item is not item}
    return ComparedReport(
        id=item.report.id,
        headline=item.report.headline,
        publisher=item.report.publisher,
        published=item.report.published,
        shares=shares_of(words, passages),
        only=tuple(one.wording for one in mentions if one.item is item and one.claim not in others),
    )


def _quotations(items: Sequence[Item]) -> Iterator[ComparedQuotation]:
    texts = {item.report.id: item.report.text for item in items}
    for earlier, later in candidate_quotations(one for item in items for one in item.words.quotations):
        link = link_quotations(earlier, later)
        if link:
            one, other = (
                words_of(spans, texts[report]) for spans, report in zip(link.spans, link.reports, strict=True)
            )
            yield ComparedQuotation(link=link, texts=(one, other))


def _common(mentions: Sequence[WordedClaim]) -> Iterator[CommonClaim]:
    by_claim: dict[int, list[WordedClaim]] = defaultdict(list)
    for one in mentions:
        by_claim[one.claim].append(one)
    for claim, own in by_claim.items():
        if len({one.item.number for one in own}) > 1:
            yield CommonClaim(id=claim_id(claim), wordings=tuple(one.wording for one in own))


def _are_of_two(one: Sequence[WordedClaim], other: Sequence[WordedClaim]) -> bool:
    """Check whether two reports disagree, and not only one with itself."""
    return len({each.item.number for each in (*one, *other)}) > 1


def _disagreements(pairs: Iterable[Disagreeing]) -> Iterator[Disagreement]:
    """Gather the disagreeing wordings by their claims."""
    gathered: dict[tuple[int, int], list[Disagreeing]] = defaultdict(list)
    for one, other in pairs:
        claims = one[0].claim, other[0].claim
        is_turned = claims[::-1] in gathered
        gathered[claims[::-1] if is_turned else claims].append((other, one) if is_turned else (one, other))
    for (first, second), those in gathered.items():
        sides = [list({one.key: one for side in each for one in side}.values()) for each in zip(*those, strict=True)]
        yield Disagreement(
            claims=(claim_id(first), claim_id(second)),
            differences=differences_of(those[0][0][0], those[0][1][0]),
            sides=(tuple(one.wording for one in sides[0]), tuple(one.wording for one in sides[1])),
        )
