"""Claims in an archive: which places in reports say the same, and which disagree, kept up to date.

Mentions of one story in the same words are one wording. Wordings are compared if they are alike and of one story, or of
two reports that share a passage or a quotation which both touch. Nothing else is compared, so that "it was an accident"
in two stories is never one claim.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from whence.archive.linking.claim_rows import Held, held_report, insert_reports, open_claims
from whence.archive.linking.items import hexadecimal
from whence.archive.linking.prepared_items import PreparedItem
from whence.archive.linking.shared_places import shared_words
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.claims.claim_scores import ClaimComparison, compare_claims
from whence.linking.claims.held_mentions import HeldMention, collect_wordings, earliest_wordings, touching_pairs
from whence.linking.claims.wordings import candidate_wordings, group_wordings
from whence.linking.clusters import ScoredPair, connected

__all__ = ["update_claims"]

_Pair = tuple[int, int]
_COMPARED_AT_ONCE = 500
"""Pairs whose claims are open at the same time: each claim takes some 100 kB."""


def update_claims(
    store: Store,
    new: Sequence[PreparedItem],
    gone: Collection[int],
    *,
    regrouped: Collection[int],
    shared: Collection[tuple[int, int]],
) -> None:
    """Bring the claims up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.
        regrouped: Reports whose story has other members than before.
        shared: Pairs of reports that share other passages or quotations than before.
    """
    touched = _remove(store, gone)
    insert_reports(store, (item.claims for item in new))
    added = {row[2] for item in new for row in item.claims.mentions}
    if store.one("SELECT 1 FROM link_aliases LIMIT 1"):
        store.run_many("DELETE FROM link_aliases WHERE id = ?", [(f"c:{hexadecimal(key)}",) for key in sorted(added)])
    before = _open_changed(store, {item.number for item in new} | set(regrouped), shared)
    stories = [_word(store, story) for story in before]
    mentions = ([one for held in story for one in held.mentions] for story in stories)
    wanted = {pair for those in mentions for pair in candidate_wordings(collect_wordings(those))}
    wanted |= _across(store, stories)
    keys = {mention.key for story in stories for held in story for mention in held.mentions}
    touched |= _compare(store, keys, wanted)
    pairs = zip(chain.from_iterable(before), chain.from_iterable(stories), strict=True)
    touched |= _reworded(pairs, added)
    _group(store, touched)


def _remove(store: Store, gone: Collection[int]) -> set[int]:
    """Forget reports, and give the ids of their claims to what is left of these.

    Returns:
        Wordings that were compared with theirs, or were of one claim with them.
    """
    vanished: list[tuple[int, int]] = []
    for item in sorted(gone):
        vanished += store.rows("SELECT key, claim FROM claim_mentions WHERE item = ?", (item,))
        store.run("DELETE FROM claim_mentions WHERE item = ?", (item,))
        store.run("DELETE FROM claim_reports WHERE item = ?", (item,))
    keys = {key for key, _ in vanished}
    touched = {key for row in _pairs_of(store, keys) for key in row[:2]} - keys
    store.run_many("DELETE FROM claim_pairs WHERE first = ?1", [(key,) for key in sorted(keys)])
    store.run_many("DELETE FROM claim_pairs WHERE second = ?1", [(key,) for key in sorted(keys)])
    for claim in sorted({claim for _, claim in vanished}):
        left = _earliest(store, "claim", claim)
        if left is not None:
            rows = store.rows("SELECT DISTINCT wording FROM claim_mentions WHERE claim = ?", (claim,))
            touched.update(row[0] for row in rows)
            given = [(f"c:{hexadecimal(key)}", left) for key, own in vanished if own == claim]
            store.run_many("INSERT OR REPLACE INTO link_aliases (id, number) VALUES (?, ?)", given)
    return touched


def _earliest(store: Store, column: str, value: int) -> int | None:
    """Find the earliest mention of a claim or wording."""
    row = store.one(
        f"SELECT key FROM claim_mentions JOIN claim_reports USING (item) WHERE {column} = ?"
        " ORDER BY is_undated, second, item, number LIMIT 1",
        (value,),
    )
    return None if row is None else int(row[0])


def _open_changed(store: Store, changed: Collection[int], shared: Collection[tuple[int, int]]) -> list[list[Held]]:
    """Open the stories of changed reports, and one of the two of each pair that shares other words than before.

    That is enough, as what the reports of a story share with any others is looked at from there.
    """
    stories = _open_stories(store, changed)
    opened = {held.item for story in stories for held in story}
    return stories + _open_stories(store, {pair[0] for pair in shared if opened.isdisjoint(pair)})


def _open_stories(store: Store, items: Iterable[int]) -> list[list[Held]]:
    """Open the stories of reports, all their reports each."""
    stories: dict[int, list[int]] = {}
    alone = []
    for item in sorted(set(items)):
        row = store.one("SELECT story FROM stories WHERE item = ?", (item,))
        if row is None:
            alone.append([item])
        elif row[0] not in stories:
            stories[row[0]] = [own for (own,) in store.rows("SELECT item FROM stories WHERE story = ?", row)]
    return [[held_report(store, item) for item in sorted(own)] for own in (*stories.values(), *alone)]


def _word(store: Store, story: Sequence[Held]) -> list[Held]:
    """Note the wording of each mention of a story: the key of the earliest in the same words."""
    wordings = earliest_wordings(one for held in story for one in held.mentions)
    changed = [
        (wordings[one.words], one.key) for held in story for one in held.mentions if one.wording != wordings[one.words]
    ]
    store.run_many("UPDATE claim_mentions SET wording = ? WHERE key = ?", changed)
    return [held._replace(mentions=tuple(_with(one, wordings[one.words]) for one in held.mentions)) for held in story]


def _with(mention: HeldMention, wording: int) -> HeldMention:
    return mention if mention.wording == wording else mention._replace(wording=wording)


def _reworded(reports: Iterable[tuple[Held, Held]], new: Container[int]) -> set[int]:
    """List the wordings that new mentions have, and those that others have now.

    Args:
        reports: Each report before its wordings were noted, and after that.
        new: Keys of the mentions that are new.
    """
    return {
        now.wording
        for before, after in reports
        for was, now in zip(before.mentions, after.mentions, strict=True)
        if now.key in new or was.wording != now.wording
    }


def _across(store: Store, stories: Sequence[Sequence[Held]]) -> set[_Pair]:
    """Find the wordings to compare of reports on two stories which share a passage or a quotation."""
    reports = {held.item: held for story in stories for held in story}
    story_of = {held.item: number for number, story in enumerate(stories) for held in story}
    others: dict[int, Held] = {}
    pairs: set[_Pair] = set()
    for item, own in reports.items():
        for place in shared_words(store, item):
            if story_of.get(place.other) == story_of[item]:
                continue
            if place.other not in reports and place.other not in others:
                others[place.other] = held_report(store, place.other)
            other = reports.get(place.other) or others[place.other]
            ranges = (place.start, place.end), (place.other_start, place.other_end)
            pairs.update(touching_pairs(own.mentions, other.mentions, *ranges))
    return pairs


def _compare(store: Store, keys: Collection[int], wanted: AbstractSet[_Pair]) -> set[int]:
    """Compare the wanted pairs that were not compared yet, and forget those of these wordings that are not wanted.

    Returns:
        The wordings of those that are forgotten, and of new ones that do not say something else.
    """
    compared = {(row[0], row[1]): row[2] for row in _pairs_of(store, keys)}
    needless = sorted(compared.keys() - wanted)
    store.run_many("DELETE FROM claim_pairs WHERE first = ? AND second = ?", needless)
    found = list(_compared(store, sorted(wanted - compared.keys())))
    store.run_many(
        "INSERT INTO claim_pairs (first, second, relation, score) VALUES (?, ?, ?, ?)",
        [(first, second, told.relation, told.score) for first, second, told in found],
    )
    parted = (pair for pair in needless if compared[pair] != "neither")
    linked = (pair[:2] for pair in found if pair[2].relation != "neither")
    return set(chain.from_iterable(chain(parted, linked)))


def _compared(store: Store, pairs: Sequence[_Pair]) -> Iterator[tuple[int, int, ClaimComparison]]:
    """Compare pairs of wordings, those that hang together one after the other: so most claims are opened once."""
    parts = connected((hexadecimal(first), hexadecimal(second)) for first, second in pairs)
    places = {name: place for place, part in enumerate(parts) for name in part}
    ordered = sorted(pairs, key=lambda pair: (places[hexadecimal(pair[0])], pair))
    for at in range(0, len(ordered), _COMPARED_AT_ONCE):
        some = ordered[at : at + _COMPARED_AT_ONCE]
        claims = open_claims(store, chain.from_iterable(some))
        yield from ((first, second, compare_claims(claims[first], claims[second])) for first, second in some)


def _pairs_of(store: Store, keys: Collection[int]) -> list[tuple[int, int, str, int]]:
    """List the compared pairs that one of these wordings is in."""
    return store.rows(
        "SELECT first, second, relation, score FROM claim_pairs WHERE first IN (SELECT value FROM json_each(?1))"
        " UNION SELECT first, second, relation, score FROM claim_pairs"
        " WHERE second IN (SELECT value FROM json_each(?1))",
        (json_numbers(keys),),
    )


def _group(store: Store, wordings: Collection[int]) -> None:
    """Group the wordings of the components that these are in into claims."""
    same: dict[_Pair, int] = {}
    apart: set[_Pair] = set()
    seen: set[int] = set()
    waiting = set(wordings)
    while waiting:
        seen |= waiting
        rows = _pairs_of(store, waiting)
        same.update({row[:2]: row[3] for row in rows if row[2] == "same"})
        apart.update(row[:2] for row in rows if row[2] == "disagreeing")
        waiting = {key for pair in same for key in pair} - seen
    names = {hexadecimal(key): key for key in seen}
    groups = group_wordings(
        (ScoredPair(hexadecimal(one), hexadecimal(other), score) for (one, other), score in sorted(same.items())),
        ((hexadecimal(one), hexadecimal(other)) for one, other in sorted(apart)),
    )
    places = _places(store, names.values())
    claims = {key: key for key in places}
    for group in groups:
        members = [names[name] for name in group]
        claims.update(dict.fromkeys(members, min(members, key=places.__getitem__)))
    store.run_many("UPDATE claim_mentions SET claim = ?2 WHERE wording = ?1 AND claim != ?2", sorted(claims.items()))


def _places(store: Store, wordings: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Look up the place of each wording's earliest mention in the order of publication."""
    rows = store.rows(
        "SELECT key, is_undated, second, item, number FROM claim_mentions JOIN claim_reports USING (item)"
        " WHERE key IN (SELECT value FROM json_each(?)) AND wording = key",
        (json_numbers(wordings),),
    )
    return {row[0]: row[1:] for row in rows}
