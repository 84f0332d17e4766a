"""One outlet of an archive: what its reports rest on over time, what they took from others, and silent changes."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from whence.archive.links.corrections import bare_words
from whence.archive.links.ids import CURRENT
from whence.archive.links.owners import count_by_outlet, open_owners
from whence.archive.links.source_answers import RELATED, related_sources
from whence.archive.query.mixes import SUMS_OF_SHARES, mean_shares
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

# From name to name in the index, so that an archive of many reports is not read for its few publishers.
_PUBLISHERS = """
WITH RECURSIVE names (publisher) AS (
  SELECT min(publisher) FROM versions WHERE is_latest = 1 AND publisher IS NOT NULL
  UNION ALL
  SELECT (SELECT min(publisher) FROM versions WHERE is_latest = 1 AND versions.publisher > names.publisher)
  FROM names WHERE publisher IS NOT NULL
) SELECT publisher FROM names WHERE publisher IS NOT NULL
"""
_BY_COUNT = """
SELECT publisher FROM versions WHERE is_latest = 1 AND publisher IN (SELECT value FROM json_each(?))
GROUP BY publisher ORDER BY count(*) DESC, publisher
"""
_OF_PUBLISHERS = "versions.is_latest = 1 AND versions.publisher IN (SELECT value FROM json_each(?))"
_OF_NUMBERS = "versions.id IN (SELECT value FROM json_each(?))"
_BY_HOST = "SELECT id, url FROM versions WHERE is_latest = 1 AND publisher IS NULL ORDER BY id"
_MONTHS = f"""
SELECT coalesce(substr(day, 1, 7), '') AS month, count(*), min(day), max(day), {SUMS_OF_SHARES}
FROM versions WHERE {{}} GROUP BY month ORDER BY month = '', month
"""
_FINDINGS = """
SELECT kind, count(*) FROM findings WHERE version IN (SELECT value FROM json_each(?)) GROUP BY 1 ORDER BY 2 DESC, 1
"""
_TAKEN = f"""
WITH own AS MATERIALIZED (
  SELECT item FROM linked WHERE version IN (SELECT value FROM json_each(?)) AND item {CURRENT}
), taken AS (
  SELECT own.item, passages.first, same_words, agency FROM own CROSS JOIN passages ON later = own.item
  UNION ALL SELECT own.item, passages.first, same_words, agency FROM own CROSS JOIN passages ON earlier = own.item
)
SELECT coalesce(publisher, ''), taken.item, taken.first, same_words, agency
FROM taken CROSS JOIN linked ON linked.item = taken.first CROSS JOIN versions ON versions.id = linked.version
WHERE taken.first NOT IN (SELECT item FROM own)
"""
_CITED = f"""
WITH own AS MATERIALIZED (
  SELECT item, version FROM linked WHERE version IN (SELECT value FROM json_each(?)) AND item {CURRENT}
), relayed AS (
  SELECT own.item, own.version, (
    SELECT id FROM sources WHERE sources.version = own.version AND sources.name = relay.value LIMIT 1
  ) AS source
  FROM own CROSS JOIN attributions USING (version) CROSS JOIN json_each(relays) AS relay WHERE relays <> '[]'
), related AS (
  SELECT item, own.version, id AS source, name, 'organisation' AS kind, attribution_count AS times
  FROM own CROSS JOIN sources INDEXED BY sources_bodies USING (version)
  WHERE kind = 'organisation' AND naming = 'named' AND attribution_count > 0
  UNION ALL SELECT item, relayed.version, source, name, kind, 1
  FROM relayed CROSS JOIN sources ON sources.version = relayed.version AND sources.id = relayed.source
  WHERE kind = 'organisation' AND naming = 'named'
)
SELECT people.person, coalesce(people.name, related.name), coalesce(people.kind, related.kind), version, times, 0
FROM related {RELATED}
"""
_CHANGES = """
SELECT later.id, reports.key, later.number, later.headline, later.added, before, after
FROM versions CROSS JOIN versions AS later ON later.report = versions.report AND versions.number > 1
JOIN changes ON changes.version = later.id JOIN reports ON reports.id = later.report
WHERE {} AND field IN ('headline', 'text')
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
        all_publishers = [publisher for (publisher,) in store.rows(_PUBLISHERS)]
        found = _find_outlet(store, name, all_publishers)
        own = json_numbers(found.versions)
        chosen, value = (_OF_PUBLISHERS, json.dumps(found.publishers)) if found.publishers else (_OF_NUMBERS, own)
        months = store.rows(_MONTHS.format(chosen), (value,))
        days = [day for _, _, first, last, *_ in months if first for day in (first, last)]
        changes = list(_changes(store.rows(_CHANGES.format(chosen), (value,))))
        return OutletDetails(
            name=next(iter(found.publishers), name),
            owner=found.group.owner,
            siblings=tuple(_siblings(store, found.group)),
            reports=len(found.versions),
            first=min(days, default=None),
            last=max(days, default=None),
            mix=mean_shares(
                [sum(column) for column in zip(*(row[4:] for row in months), strict=True)], len(found.versions)
            ),
            months=tuple(_month(month, reports, sums) for month, reports, _, _, *sums in months),
            findings=tuple(Count(name=kind, count=count) for kind, count in store.rows(_FINDINGS, (own,))),
            taken=tuple(_taken(store.rows(_TAKEN, (own,)))),
            relays=tuple(_cited_outlets(store, own, found.group, all_publishers)),
            changed=len(changes),
            silent=tuple(change for number, change in changes if not _has_new_notice(store, number)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An outlet."""

    group: OutletGroup
    publishers: list[str]
    """Its names, the commonest first; empty if it is found by its host."""
    versions: list[int]
    """The latest versions of its reports."""


def _find_outlet(store: Store, name: str, all_publishers: Sequence[str]) -> _Found:
    key = outlet_key(name)
    told = json.dumps([one for one in all_publishers if outlet_key(one) == key])
    publishers = [publisher for (publisher,) in store.rows(_BY_COUNT, (told,))]
    if publishers:
        versions = [version for (version,) in store.rows(f"SELECT id FROM versions WHERE {_OF_PUBLISHERS}", (told,))]
        versions.sort()
    else:
        versions = [version for version, url in store.rows(_BY_HOST) if host_of(url) == name.casefold()]
    if not versions:
        raise UsageError(name, "no report is of this outlet", "whence stats lists the publishers")
    publisher, url = store.rows("SELECT publisher, url FROM versions WHERE id = ?", (versions[0],))[0]
    group = group_of("", publisher, host_of(url), open_owners(store))
    return _Found(group=group, publishers=publishers, versions=versions)


def _siblings(store: Store, own: OutletGroup) -> Iterator[str]:
    """List the other publishers with the same owner, in the order of their names."""
    owners = open_owners(store)
    if own.owner is None or not owners.rows:
        return
    groups = [
        group_of("", publisher, host, owners) for publisher, host, _ in count_by_outlet(store) if publisher or host
    ]
    yield from sorted({one.name for one in groups if one.group == own.group and one.outlet != own.outlet})


def _month(month: str, reports: int, sums: Sequence[int]) -> OutletMonth:
    return OutletMonth(month=month, reports=reports, **dict(mean_shares(sums, reports)))


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


def _cited_outlets(
    store: Store, own: str, group: OutletGroup, all_publishers: Sequence[str]
) -> Iterator[RelatedSource]:
    """List the other outlets that reports cite, or have something through."""
    publishers = (group_of("", publisher, None) for publisher in all_publishers if publisher)
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
