"""One outlet of an archive: what its reports rest on over time, what they took from others, and silent changes."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from whence.archive.links.corrections import bare_words
from whence.archive.links.ids import CURRENT
from whence.archive.links.owners import count_by_outlet, open_owners
from whence.archive.links.source_answers import RELATED, related_sources
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.rows import ledger_of, words_of
from whence.archive.storage.store import Row, Store
from whence.errors import UsageError
from whence.intake.urls import host_of
from whence.linking.origins.known_outlets import KnownOutlets
from whence.linking.origins.outlet_groups import OutletGroup, group_of, is_itself
from whence.linking.origins.outlet_keys import outlet_key
from whence.linking.stories.corrections import find_notice
from whence.records.answers import Count
from whence.records.profiles import OutletDetails, OutletMonth, RelatedSource, SilentChange, TakenWords

__all__ = ["read_outlet"]

_PUBLISHERS = "SELECT publisher, count(*) FROM versions WHERE is_latest = 1 AND publisher IS NOT NULL GROUP BY 1"
_LATEST = "SELECT id, publisher, url FROM versions WHERE is_latest = 1 AND"
_SHARES = ("named", "described", "withheld", "documentary", "nobody", "own")
_MONTHS = f"""
SELECT coalesce(substr(day, 1, 7), '') AS month, count(*), {", ".join(f"sum({share})" for share in _SHARES)}
FROM versions WHERE id IN (SELECT value FROM json_each(?)) GROUP BY month ORDER BY month = '', month
"""
_FINDINGS = """
SELECT kind, count(*) FROM findings WHERE version IN (SELECT value FROM json_each(?)) GROUP BY 1 ORDER BY 2 DESC, 1
"""
_TAKEN = f"""
WITH own AS (
  SELECT item FROM linked WHERE version IN (SELECT value FROM json_each(?)) AND item {CURRENT}
), taken AS (
  SELECT own.item, passages.first, same_words, agency FROM own JOIN passages ON later = own.item
  UNION ALL SELECT own.item, passages.first, same_words, agency FROM own JOIN passages ON earlier = own.item
)
SELECT coalesce(publisher, ''), taken.item, taken.first, same_words, agency
FROM taken JOIN linked ON linked.item = taken.first JOIN versions ON versions.id = linked.version
WHERE taken.first NOT IN (SELECT item FROM own)
"""
_CITED = f"""
WITH said AS (
  SELECT linked.item, version, source, relays FROM linked JOIN attributions USING (version)
  WHERE version IN (SELECT value FROM json_each(?)) AND item {CURRENT}
), related AS (
  SELECT item, version, source FROM said WHERE source IS NOT NULL
  UNION ALL SELECT item, said.version, (
    SELECT id FROM sources WHERE sources.version = said.version AND sources.name = relay.value LIMIT 1
  ) FROM said, json_each(relays) AS relay
)
SELECT people.person, coalesce(people.name, sources.name), coalesce(people.kind, sources.kind), related.version, 0
FROM related JOIN sources ON sources.version = related.version AND sources.id = related.source {RELATED}
WHERE sources.kind = 'organisation' AND sources.naming = 'named'
"""
_CHANGES = """
SELECT later.id, reports.key, later.number, later.headline, later.added, before, after
FROM versions AS latest JOIN versions AS later ON later.report = latest.report AND latest.number > 1
JOIN changes ON changes.version = later.id JOIN reports ON reports.id = later.report
WHERE latest.id IN (SELECT value FROM json_each(?)) AND field IN ('headline', 'text')
ORDER BY later.id DESC, changes.number
"""


def read_outlet(store: Store, name: str) -> OutletDetails:
    """Get what the reports of an outlet rest on, in their latest versions.

    Args:
        store: The archive's file.
        name: The publisher's name; neither case nor an article matters, nor which of the names that the table of
            outlets in whence has for it. Or the host of reports without a publisher.

    Raises:
        UsageError: No report is of this outlet.
    """
    with store.snapshot():
        group, publishers, versions = _find_outlet(store, name)
        own = json_numbers(versions)
        months = list(_months(store.rows(_MONTHS, (own,))))
        changes = list(_changes(store.rows(_CHANGES, (own,))))
        first, last = store.rows(
            "SELECT min(day), max(day) FROM versions WHERE id IN (SELECT value FROM json_each(?))", (own,)
        )[0]
        return OutletDetails(
            name=publishers[0],
            owner=group.owner,
            siblings=tuple(_siblings(store, group)),
            reports=len(versions),
            first=first,
            last=last,
            mix=tuple((share, _mean(months, share)) for share in _SHARES),
            months=tuple(months),
            findings=tuple(Count(name=kind, count=count) for kind, count in store.rows(_FINDINGS, (own,))),
            taken=tuple(_taken(store.rows(_TAKEN, (own,)))),
            relays=tuple(_cited_outlets(store, own, group)),
            changed=len(changes),
            silent=tuple(change for number, change in changes if not _has_new_notice(store, number)),
        )


def _find_outlet(store: Store, name: str) -> tuple[OutletGroup, list[str], list[int]]:
    """Find an outlet: its owner, its names, the commonest first, and the latest versions of its reports."""
    key = outlet_key(name)
    counts = [(row[1], row[0]) for row in store.rows(_PUBLISHERS) if outlet_key(row[0]) == key]
    if counts:
        publishers = [publisher for _, publisher in sorted(counts, key=lambda one: (-one[0], one[1]))]
        rows = store.rows(
            f"{_LATEST} publisher IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(publishers),)
        )
    else:
        publishers = [name]
        rows = [
            row for row in store.rows(f"{_LATEST} publisher IS NULL ORDER BY id") if host_of(row[2]) == name.casefold()
        ]
    if not rows:
        raise UsageError(name, "no report is of this outlet", "whence stats lists the publishers")
    return group_of("", rows[0][1], host_of(rows[0][2]), open_owners(store)), publishers, [row[0] for row in rows]


def _siblings(store: Store, own: OutletGroup) -> Iterator[str]:
    """List the other publishers with the same owner, in the order of their names."""
    owners = open_owners(store)
    if own.owner is None or not owners.rows:
        return
    groups = [
        group_of("", publisher, host, owners) for publisher, host, _ in count_by_outlet(store) if publisher or host
    ]
    yield from sorted({one.name for one in groups if one.group == own.group and one.outlet != own.outlet})


def _months(rows: Sequence[Row]) -> Iterator[OutletMonth]:
    for month, reports, *sums in rows:
        named, described, withheld, documentary, nobody, own = (round(total / reports, 4) for total in sums)
        yield OutletMonth(
            month=month,
            reports=reports,
            named=named,
            described=described,
            withheld=withheld,
            documentary=documentary,
            nobody=nobody,
            own=own,
        )


def _mean(months: Sequence[OutletMonth], share: str) -> float:
    total = sum(float(getattr(one, share)) * one.reports for one in months)
    return round(total / sum(one.reports for one in months), 4)


def _taken(rows: Sequence[Row]) -> Iterator[TakenWords]:
    """Count the words that reports took from each publisher: of each report, those of the one it has most words of."""
    words: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    agencies: dict[str, Counter[str | None]] = defaultdict(Counter)
    for publisher, item, first, same_words, agency in rows:
        words[publisher][item, first] += same_words
        agencies[publisher][agency] += same_words
    found = []
    for publisher, counts in words.items():
        most: dict[int, int] = {}
        for (item, _), count in counts.items():
            most[item] = max(most.get(item, 0), count)
        agency, those = agencies[publisher].most_common(1)[0]
        is_most = 2 * those > agencies[publisher].total()
        found.append(
            TakenWords(
                publisher=publisher, reports=len(most), words=sum(most.values()), agency=agency if is_most else None
            )
        )
    yield from sorted(found, key=lambda one: (-one.words, one.publisher))


def _cited_outlets(store: Store, own: str, group: OutletGroup) -> Iterator[RelatedSource]:
    """List the other outlets that reports cite, or have something through."""
    publishers = (group_of("", publisher, None) for publisher, _ in store.rows(_PUBLISHERS) if publisher)
    known = KnownOutlets.of(publishers, open_owners(store))
    for one in related_sources(store.each(_CITED, (own,))):
        key = known.named([one.name], one.kind)
        if key is not None and not is_itself(one.name, group, known.outlets):
            yield one


def _changes(rows: Sequence[Row]) -> Iterator[tuple[int, SilentChange]]:
    """Gather by version the places whose words differ, with the version's number in the archive."""
    for (number, report, version, headline, added), places in groupby(rows, key=lambda row: row[:5]):
        count = sum(bare_words(before) != bare_words(after) for *_, before, after in places)
        if count:
            yield number, SilentChange(report=report, version=version, headline=headline, added=added, places=count)


def _has_new_notice(store: Store, version: int) -> bool:
    """Check whether a version says that something in an earlier one was wrong, in words that the one before lacks."""
    notice = _notice_of(store, version)
    (before,) = store.rows(
        "SELECT before.id FROM versions JOIN versions AS before ON before.report = versions.report"
        " AND before.number = versions.number - 1 WHERE versions.id = ?",
        (version,),
    )[0]
    return bool(notice) and notice != _notice_of(store, before)


def _notice_of(store: Store, version: int) -> str:
    ledger = ledger_of(store, version)
    notice = find_notice(ledger)
    return words_of(notice.spans, ledger.report.text) if notice else ""
