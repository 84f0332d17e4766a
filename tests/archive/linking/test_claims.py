"""Claims in an archive: one for what reports of a story say alike, whatever the order in which they come."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.kept_links import claims_of_items, disagreeing_with, mentions_of_claim
from tests.support.ledgers_by_hand import ledger_of
from whence.archive.linking.claims import update_claims
from whence.archive.linking.items import HeldReport, Item, hexadecimal, number_of_id
from whence.archive.linking.prepared_items import prepare_item
from whence.archive.links.ids import claim_of_id
from whence.archive.storage.store import Store

STORM = 1
QUARRY = 2
TOLD = [
    (STORM, "2031-03-04", "[1 Ines Okafor]1 {1 said}1 <1 the storm destroyed 12 boats in Port Marram>1."),
    (STORM, "2031-03-04", "{1 According to}1 [1 police]1, <1 12 boats in Port Marram were destroyed by the storm>1."),
    (STORM, "2031-03-05", "[1 The mayor]1 {1 said}1 <1 the storm destroyed 30 boats in Port Marram>1."),
    (STORM, "2031-03-05", "[1 Police]1 {1 said}1 <1 the cause is still being investigated>1."),
    (STORM, None, "[1 Tove Lind]1 {1 said}1 <1 the storm destroyed 12 boats in Port Marram>1, a paper wrote."),
    (QUARRY, "2031-03-05", "[1 A spokesman]1 {1 said}1 <1 the cause is still being investigated>1."),
    (QUARRY, "2031-03-06", "<1 The quarry at Larne was shut for good>1, [1 the owner]1 {1 said}1."),
]
TABLES = ["claim_reports", "claim_mentions", "claim_pairs"]


def item_of(number, published, marked):
    ledger = ledger_of(marked, published=published, url=f"https://post.example/{number}")
    return Item(number=number_of_id(ledger.report.id), version=number, ledger=ledger)


ITEMS = [item_of(number, published, marked) for number, (_, published, marked) in enumerate(TOLD)]
STORIES = {item.number: story for item, (story, _, _) in zip(ITEMS, TOLD, strict=True)}


def link(store, new=(), gone=(), *, stories=STORIES, shared=()):
    """Link reports whose stories are known."""
    with store.writing(), store.transaction():
        touched = {stories[number] for number in [*(item.number for item in new), *gone]}
        store.run_many("DELETE FROM stories WHERE item = ?", [(number,) for number in gone])
        store.run_many("INSERT INTO stories VALUES (?, ?, 0, 0)", [(item.number, stories[item.number]) for item in new])
        members = store.rows("SELECT item, story FROM stories")
        regrouped = {item for item, story in members if story in touched}
        update_claims(store, list(map(prepare_item, new)), set(gone), regrouped=regrouped, shared=set(shared))


def open_store(path, name="claims"):
    return Store(path / f"{name}.whence", create=True)


def rows_of(store):
    return [store.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]  # noqa: S608 -- our own names


def told_by(store, claim):
    """List the reports that make a claim, by their places in the list above."""
    numbers = [item.number for item in ITEMS]
    return [numbers.index(mention.item) for mention in mentions_of_claim(store, claim)]


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("linked"))
    link(store, ITEMS)
    return store


def test_what_reports_of_a_story_say_in_the_same_or_other_words_is_one_claim(linked):
    claims = claims_of_items(linked, [item.number for item in ITEMS])
    assert sorted(sorted(told_by(linked, claim)) for claim in claims) == [[0, 1, 4], [2], [3], [5], [6]]


def test_the_same_words_in_two_stories_are_two_claims(linked):
    (one,), (other,) = (claims_of_items(linked, [ITEMS[place].number]) for place in (3, 5))
    assert one != other


def test_another_number_disagrees_and_is_another_claim(linked):
    (one,), (other,) = (claims_of_items(linked, [ITEMS[place].number]) for place in (0, 2))
    assert disagreeing_with(linked, one) == [other]
    assert disagreeing_with(linked, other) == [one]


def test_an_undated_report_is_the_last_that_makes_a_claim(linked):
    (claim,) = claims_of_items(linked, [ITEMS[4].number])
    assert told_by(linked, claim)[-1] == 4


def test_every_mention_gives_an_id_that_stands_for_its_claim(linked):
    (claim,) = claims_of_items(linked, [ITEMS[0].number])
    ids = [f"c:{hexadecimal(mention.key)}" for mention in mentions_of_claim(linked, claim)]
    assert [claim_of_id(linked, public_id) for public_id in ids] == [claim] * 3
    assert claim_of_id(linked, "c:0000000000000000") is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(ITEMS))), size=st.integers(1, len(ITEMS)), gone=st.sets(st.integers(0, 6)))
def test_neither_order_nor_batches_nor_detours_change_the_tables(linked, tmp_path_factory, order, size, gone):
    store = open_store(tmp_path_factory.mktemp("shuffled"))
    items = [ITEMS[place] for place in order]
    for start in range(0, len(items), size):
        link(store, items[start : start + size])
    link(store, gone=[ITEMS[place].number for place in gone])
    link(store, [ITEMS[place] for place in sorted(gone, reverse=True)])
    assert rows_of(store) == rows_of(linked)
    assert store.rows("SELECT * FROM link_aliases") == []


def test_reports_that_are_gone_leave_what_the_others_alone_would_give(tmp_path):
    store, fewer = open_store(tmp_path), open_store(tmp_path, "fewer")
    link(store, ITEMS)
    link(store, gone=[ITEMS[0].number, ITEMS[5].number])
    link(fewer, [item for place, item in enumerate(ITEMS) if place not in {0, 5}])
    assert rows_of(store) == rows_of(fewer)


def test_a_changed_report_is_compared_anew(tmp_path):
    store, again = open_store(tmp_path), open_store(tmp_path, "again")
    link(store, ITEMS)
    old = ITEMS[2].ledger.report
    report = HeldReport(text=old.text.replace("30 boats", "12 boats"), published=old.published, key=old.id)
    changed = Item(number=ITEMS[2].number, version=9, ledger=replace(ITEMS[2].ledger, report=report))
    link(store, [changed], [changed.number])
    link(again, [changed if item.number == changed.number else item for item in ITEMS])
    assert rows_of(store) == rows_of(again)


def test_the_id_of_a_claim_lasts_when_its_first_reports_go(tmp_path):
    store = open_store(tmp_path)
    link(store, ITEMS)
    (claim,) = claims_of_items(store, [ITEMS[0].number])
    for mention in mentions_of_claim(store, claim)[:2]:
        link(store, gone=[mention.item])
    left = claim_of_id(store, f"c:{hexadecimal(claim)}")
    assert told_by(store, left) == [4]
    link(store, gone=[ITEMS[4].number])
    assert claim_of_id(store, f"c:{hexadecimal(claim)}") is None


def test_reports_on_two_stories_make_one_claim_in_a_passage_that_they_share(tmp_path):
    store = open_store(tmp_path)
    link(store, ITEMS)
    pair = ITEMS[3].number, ITEMS[5].number
    with store.writing(), store.transaction():
        store.run(
            "INSERT INTO passages VALUES (?, ?, 0, 0, 60, 0, 60, 15, NULL, NULL, NULL, 1)",
            pair,
        )
    link(store, shared=[tuple(sorted(pair))])
    (one,), (other,) = (claims_of_items(store, [number]) for number in pair)
    assert one == other
    with store.writing(), store.transaction():
        store.run("DELETE FROM passages")
    link(store, shared=[tuple(sorted(pair))])
    assert [len(mentions_of_claim(store, claim)) for claim in claims_of_items(store, pair)] == [1, 1]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(ITEMS))), size=st.integers(1, 3), gone=st.sets(st.integers(0, 6), max_size=3))
def test_passages_across_stories_link_the_same_claims_in_any_order(tmp_path_factory, order, size, gone):
    store, at_once = (open_store(tmp_path_factory.mktemp(name)) for name in ("some", "all"))
    pair = tuple(sorted((ITEMS[3].number, ITEMS[5].number)))
    for own in (store, at_once):
        with own.writing(), own.transaction():
            own.run("INSERT INTO passages VALUES (?, ?, 0, 0, 60, 0, 60, 15, NULL, NULL, NULL, 1)", pair)
    items = [ITEMS[place] for place in order]
    for start in range(0, len(items), size):
        link(store, items[start : start + size], shared=[pair])
    link(store, gone=[ITEMS[place].number for place in gone], shared=[pair])
    link(at_once, [item for place, item in enumerate(ITEMS) if place not in gone], shared=[pair])
    assert rows_of(store) == rows_of(at_once)


def test_identical_reports_are_compared_once(tmp_path):
    marked = TOLD[0][2]
    items = [item_of(number, "2031-03-04", marked) for number in range(200)]
    store = open_store(tmp_path)
    link(store, items, stories={item.number: STORM for item in items})
    (claim,) = claims_of_items(store, [item.number for item in items])
    assert len(mentions_of_claim(store, claim)) == 200
    assert store.rows("SELECT * FROM claim_pairs") == []


def test_reports_without_claims_and_very_long_ones_are_linked(tmp_path):
    items = [
        item_of(0, "2031-13-99", "Tide late."),
        item_of(1, "2031-03-04", "[1 She]1 {1 said}1 <1 no>1."),
        item_of(2, "2131-03-04", "[1 Okafor]1 {1 said}1 “<1 " + "the storm destroyed the harbour " * 60_000 + ">1”."),
    ]
    store = open_store(tmp_path)
    link(store, [], stories={})
    link(store, items, stories={item.number: STORM for item in items})
    assert store.rows("SELECT count(*) FROM claim_mentions") == [(1,)]
