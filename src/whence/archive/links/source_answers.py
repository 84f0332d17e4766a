"""One source of an archive: what it is cited for, by which outlets, through whom, and who says otherwise."""

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from whence.archive.linking.items import hexadecimal
from whence.archive.links.ids import CURRENT
from whence.archive.links.owners import open_owners
from whence.archive.links.people_lookup import find_people, find_person, is_person_id
from whence.archive.storage.id_numbers import json_numbers, number_of_id
from whence.archive.storage.store import Row, Store
from whence.errors import UsageError
from whence.intake.urls import host_of
from whence.linking.origins.outlet_groups import group_outlets
from whence.records.answers import Count
from whence.records.ledger import Kind
from whence.records.links import Person
from whence.records.profiles import CitedClaim, OutletUse, RelatedSource, SourceDetails

__all__ = ["RELATED", "read_source", "related_sources"]

_MOST_NAMED = 3
_OWN = f"""own AS (
  SELECT linked.item, linked.version, named_sources.source FROM named_sources JOIN linked USING (item)
  WHERE person = ?1 AND item {CURRENT}
)"""
"""SQL for the reports that cite a person, and for what it is in each."""
_REPORTS = f"""
WITH {_OWN} SELECT own.version, publisher, url, day, sum(sources.attribution_count), own.item
FROM own CROSS JOIN sources ON sources.version = own.version AND sources.id = own.source
CROSS JOIN versions ON versions.id = own.version
WHERE sources.attribution_count > 0 GROUP BY own.version ORDER BY day, own.version
"""
_CLAIMS = f"""
WITH {_OWN} SELECT claim, said.content, day, own.item, said.number FROM own
CROSS JOIN attributions AS said ON said.version = own.version AND said.source = own.source
CROSS JOIN claim_mentions ON claim_mentions.item = own.item AND claim_mentions.attribution = 'a' || said.number
AND NOT claim_mentions.is_corrected
CROSS JOIN versions ON versions.id = own.version
ORDER BY day IS NULL, day, own.version, said.number, claim_mentions.number
"""
RELATED = """
LEFT JOIN named_sources ON named_sources.item = related.item AND named_sources.source = related.source
LEFT JOIN people ON people.person = named_sources.person
"""
"""SQL that joins the people that rows with an item and the id of a source are, if they are linked."""
_RELAYS = f"""
WITH {_OWN}, related AS (
  SELECT own.item, own.version, relay.value AS name,
    (SELECT id FROM sources WHERE sources.version = own.version AND sources.name = relay.value LIMIT 1) AS source
  FROM own CROSS JOIN attributions AS said ON said.version = own.version AND said.source = own.source
  CROSS JOIN json_each(said.relays) AS relay WHERE said.relays <> '[]'
)
SELECT people.person, coalesce(people.name, related.name), coalesce(people.kind, sources.kind), related.version, 1, 0
FROM related {RELATED} LEFT JOIN sources ON sources.version = related.version AND sources.id = related.source
"""
_MENTIONS = f"""
SELECT claim, key, item, attribution, item {CURRENT}, is_corrected FROM claim_mentions
WHERE claim IN (SELECT value FROM json_each(?))
"""
_OTHERS = f"""
WITH given AS (SELECT value AS key FROM json_each(?2)), pairs AS (
  SELECT second AS other FROM given CROSS JOIN claim_pairs INDEXED BY claim_pairs_disagreeing ON first = given.key
  WHERE relation = 'disagreeing'
  UNION SELECT first FROM given CROSS JOIN claim_pairs INDEXED BY claim_pairs_disagreeing_second ON second = given.key
  WHERE relation = 'disagreeing'
), others AS (
  SELECT claim FROM claim_mentions WHERE key IN pairs EXCEPT SELECT value FROM json_each(?3)
), related AS (
  SELECT linked.item, linked.version, said.source, said.name, said.kind, said.stance = 'denies' AS denies
  FROM claim_mentions JOIN linked USING (item) JOIN attributions AS said
  ON said.version = linked.version AND said.number = CAST(substr(claim_mentions.attribution, 2) AS INTEGER)
  WHERE claim IN others AND claim_mentions.attribution IS NOT NULL AND said.source IS NOT NULL AND item {CURRENT}
)
SELECT people.person, coalesce(people.name, related.name), coalesce(people.kind, related.kind), version, 1,
  coalesce(denies, 0)
FROM related {RELATED} WHERE people.person IS NOT ?1
"""
_UNNAMED = """
SELECT DISTINCT linked.version, publisher, day FROM json_each(?1) AS given
CROSS JOIN linked ON linked.item = json_extract(given.value, '$[0]')
CROSS JOIN attributions AS said ON said.version = linked.version AND said.number = json_extract(given.value, '$[1]')
CROSS JOIN versions ON versions.id = linked.version
WHERE said.naming IN ('described', 'withheld', 'bare') ORDER BY day, linked.version
"""
_KEYS = """
SELECT item, reports.key FROM linked JOIN versions ON versions.id = linked.version
JOIN reports ON reports.id = versions.report WHERE item IN (SELECT value FROM json_each(?))
"""


def read_source(store: Store, name: str, *, top: int) -> SourceDetails:
    """Get what linked reports cite a person, organisation or document for.

    Args:
        store: The archive's file.
        name: Its id, an id that it had before, or words of one of its names that no other has.
        top: Most claims.

    Raises:
        UsageError: There is no such source, or several have this name.
    """
    with store.snapshot():
        person = find_person(store, name) if is_person_id(name) else _find_by_name(store, name)
        number = number_of_id(person.id)
        reports = store.rows(_REPORTS, (number,))
        claims = _claims_of(store, number)
        owners = open_owners(store)
        outlets = group_outlets({str(row[0]): (row[1], host_of(row[2])) for row in reports}, owners)
        given = json_numbers(claims)
        mentions = [_Mention(*row) for row in store.rows(_MENTIONS, (given,))]
        days = [row[3] for row in reports if row[3]]
        return SourceDetails(
            person=person,
            attributions=sum(row[4] for row in reports),
            reports=len(reports),
            outlets=len({one.group for one in outlets.values()}),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            months=_months(reports),
            uses=tuple(_uses(reports, store.rows(_UNNAMED, (_others(mentions, {row[5] for row in reports}),)))),
            relays=related_sources(store.each(_RELAYS, (number,))),
            opponents=related_sources(store.each(_OTHERS, (number, json_numbers(one.key for one in mentions), given))),
            claims=tuple(_listed_claims(store, claims, mentions, top)),
            claim_count=len(claims),
        )


def related_sources(rows: Iterable[Row]) -> tuple[RelatedSource, ...]:
    """Count sources by who they are, most attributions first; those that are not linked by name and kind.

    Args:
        rows: The number of the person if it is linked, name, kind, version, how many attributions it has there, and
            how many of them deny something.
    """
    told: dict[tuple[int | None, str, Kind | None], list[Row]] = defaultdict(list)
    for row in rows:
        told[row[0], row[1], row[2]].append(row)
    found = [
        RelatedSource(
            name=name,
            kind=kind,
            entity=None if person is None else f"s:{hexadecimal(person)}",
            attributions=sum(row[4] for row in those),
            reports=len({row[3] for row in those}),
            denials=sum(row[5] for row in those),
        )
        for (person, name, kind), those in told.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.attributions, -one.reports, one.name, one.entity or "")))


class _Mention(NamedTuple):
    """A place where one of a source's claims is made, by the source or by others."""

    claim: int
    key: int
    item: int
    attribution: str | None
    is_current: int
    is_corrected: int


@dataclass(slots=True)
class _Claim:
    """A claim of a source."""

    text: str
    first: str | None
    place: tuple[int, int]
    """Where it is cited first: item and number of the attribution."""
    items: set[int]


def _find_by_name(store: Store, name: str) -> Person:
    found = find_people(store, name)
    if not found:
        raise UsageError(name, "no linked source has this name", "whence sources lists the sources, with their ids")
    if len(found) > 1:
        named = "; ".join(f"{one.id} ({', '.join((one.name, *one.roles[:1]))})" for one in found[:_MOST_NAMED])
        more = "; …" if len(found) > _MOST_NAMED else ""
        raise UsageError(name, f"several sources have this name: {named}{more}", "Give the id of one of them")
    return found[0]


def _claims_of(store: Store, number: int) -> dict[int, _Claim]:
    """Find the claims of a source, the earliest first."""
    claims: dict[int, _Claim] = {}
    for claim, content, day, item, own in store.rows(_CLAIMS, (number,)):
        claims.setdefault(claim, _Claim(content, day, (item, own), set())).items.add(item)
    return claims


def _others(mentions: Iterable[_Mention], own: Container[int]) -> str:
    """List who else is cited for claims, as JSON: the reports that are none of these, and the attributions in each."""
    return json.dumps(
        [
            (one.item, int(one.attribution.removeprefix("a")))
            for one in mentions
            if one.attribution and one.is_current and one.item not in own
        ]
    )


def _listed_claims(
    store: Store, claims: dict[int, _Claim], mentions: Iterable[_Mention], top: int
) -> Iterator[CitedClaim]:
    chosen = sorted(claims, key=lambda claim: -len(claims[claim].items))[:top]
    made = {(one.claim, one.item) for one in mentions if one.is_current and not one.is_corrected}
    reports = Counter(claim for claim, _ in made)
    keys: dict[int, str] = dict(store.rows(_KEYS, (json_numbers(claims[claim].place[0] for claim in chosen),)))
    for claim in chosen:
        own = claims[claim]
        item, number = own.place
        yield CitedClaim(
            id=f"c:{hexadecimal(claim)}",
            text=own.text,
            cited=len(own.items),
            reports=reports[claim] or len(own.items),
            first=own.first,
            appearance=f"{keys[item]}/a{number}",
        )


def _months(reports: Sequence[Row]) -> tuple[Count, ...]:
    counts: Counter[str] = Counter()
    for _, _, _, day, count, _ in reports:
        counts[(day or "")[: len("2031-03")]] += count
    return tuple(
        Count(name=month, count=counts[month]) for month in sorted(counts, key=lambda month: (not month, month))
    )


def _uses(reports: Sequence[Row], unnamed: Sequence[Row]) -> Iterator[OutletUse]:
    """Count by publisher the reports that cite a source by name, and further ones that do not name it."""
    named: dict[str, list[Row]] = defaultdict(list)
    for row in reports:
        named[row[1] or ""].append(row)
    known = {row[0] for row in reports}
    without: dict[str, list[Row]] = defaultdict(list)
    for row in unnamed:
        if row[0] not in known:
            without[row[1] or ""].append(row)
    counts = {publisher: sum(row[4] for row in named.get(publisher, ())) for publisher in {**named, **without}}
    for publisher in sorted(counts, key=lambda one: (-counts[one], -len(without.get(one, ())), one)):
        own, others = named.get(publisher, []), without.get(publisher, [])
        days = sorted(day for day in (*(row[3] for row in own), *(row[2] for row in others)) if day)
        yield OutletUse(
            publisher=publisher,
            attributions=counts[publisher],
            reports=len(own),
            unnamed=len(others),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )
