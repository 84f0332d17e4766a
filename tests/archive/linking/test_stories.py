"""Stories in an archive are those of all its reports, in whatever order these came, changed and went."""

from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.archive.linking import candidate_lists, story_links
from whence.archive.linking.items import HeldReport, Item, hexadecimal, number_of_id
from whence.archive.linking.prepared_items import prepare_item
from whence.archive.linking.stories import find_story, update_stories
from whence.archive.linking.story_index import StoryIndex
from whence.archive.linking.story_postings import posted_reports, read_postings
from whence.archive.linking.story_rows import read_candidates
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.archive.storage.store import Store
from whence.linking.chronology import order_of
from whence.linking.stories.stories import group_reports, score_pairs
from whence.linking.stories.story_pairs import MOST_CANDIDATES, find_candidates, pairs_of
from whence.linking.stories.story_parts import MOST_TOGETHER, find_parts
from whence.linking.stories.story_scores import read_weights
from whence.linking.stories.weighed_reports import NUMBER_AT, keys_of, weigh, weighed_to_bytes
from whence.records.ledger import Ledger

HARBOUR = "Quillhaven closes harbour. The ferry Saltmarsh struck the northern pier, harbour master Ines Okafor said."
AGAIN = "Ferry hits pier in Quillhaven. The ferry Saltmarsh rammed the pier, and Ines Okafor closed the harbour."
FISH = "Marramsund reopens fish market. The fish market opened again after years of building, Tove Lindqvist said."
WORDS = ["Okafor", "Quillhaven", "Saltmarsh", "Lindqvist", "Marramsund", "harbour", "ferry", "pier", "divers", "said"]


def item(own, text=HARBOUR, published="2031-03-04"):
    report = HeldReport(key=f"r:{own:016x}", text=text, published=published)
    ledger = Ledger(report=report, sources=(), attributions=(), model="by-hand")
    return Item(number=number_of_id(report.id), version=1, ledger=ledger)


@pytest.fixture(scope="module")
def writing(tmp_path_factory):
    with closing(Store(tmp_path_factory.mktemp("stories") / "news.whence", create=True)) as store, store.writing():
        yield store


@pytest.fixture
def store(writing):
    empty(writing)
    return writing


def empty(store):
    store.run(EMPTY_LINKS)
    store.run("DELETE FROM link_aliases")


def update(store, new=(), gone=()):
    """Bring the stories up to date, and check that the answer names the reports whose stories have other members."""
    before = members_of(store)
    with store.transaction():
        regrouped = update_stories(
            store, StoryIndex(store), list(map(prepare_item, new)), {number_of_id(f"r:{own:016x}") for own in gone}
        )
    after = members_of(store)
    fresh = {one.number for one in new}
    assert regrouped == fresh | {own for own, members in after.items() if before.get(own) != members}


def members_of(store):
    rows = store.rows("SELECT item, story FROM stories")
    return {item: {own for own, other in rows if other == story} for item, story in rows}


def stories_of(store):
    """List the reports of each story by their small numbers, the earliest first."""
    rows = store.rows("SELECT story, item FROM stories")
    found = {}
    for story, own in rows:
        found.setdefault(story, set()).add(own)
    return sorted(
        [int(hexadecimal(story), 16), *sorted(int(hexadecimal(own), 16) for own in members - {story})]
        for story, members in found.items()
    )


def check(store, items, most=MOST_CANDIDATES, most_together=MOST_TOGETHER):
    """Compare an archive with what the functions over the whole set say of its reports."""
    known = {hexadecimal(one.number): replace(one.story_keys, id=hexadecimal(one.number)) for one in items}
    candidates = find_candidates(known.values(), most)
    pairs = list(score_pairs(known, pairs_of(candidates)))
    groups = group_reports(known, pairs, read_weights().least, most_together)
    order = {hexadecimal(one.number): order_of(one.report.id, one.report.published) for one in items}
    first = {own: min(group, key=order.get) for group in groups for own in group}
    number = {hexadecimal(one.number): one.number for one in items}
    assert store.rows("SELECT item, story FROM stories ORDER BY 1") == sorted(
        (number[own], number[story]) for own, story in first.items()
    )
    assert store.rows("SELECT * FROM story_pairs ORDER BY 1, 2") == sorted(
        (number[one], number[other], score) for one, other, score in pairs
    )
    for one in items:
        own = hexadecimal(one.number)
        found = [(rarity, number[other]) for rarity, other in candidates[own]]
        assert read_candidates(store, [one.number]) == {one.number: found}
        bar = -found[-1][0] if len(found) == most else 0
        assert store.one("SELECT bar FROM stories WHERE item = ?", (one.number,)) == (bar,)
    weighed = {one.number: weigh(one.story_keys) for one in items}
    assert store.rows("SELECT item, keys FROM story_keys ORDER BY 1") == [
        (own, weighed_to_bytes(report)) for own, report in sorted(weighed.items())
    ]
    postings = sorted(
        (term, report.day or 0, own)
        for own, report in weighed.items()
        for term in (keys_of(report) >> NUMBER_AT).tolist()
    )
    assert (
        sorted(zip(*(column.tolist() for column in read_postings(store, {row[0] for row in postings})), strict=True))
        == postings
    )
    assert posted_reports(store) == {row[2] for row in postings}


@st.composite
def reports(draw):
    texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9, unique=True).map(" ".join)
    days = st.sampled_from([None, "soon", "2031-03", "2031-03-04", "2031-03-04T09:30:00Z", "2031-04-20", "2039-01-01"])
    numbers = st.lists(st.integers(0, 99), min_size=1, max_size=14, unique=True)
    return [item(own, draw(texts), draw(days)) for own in draw(numbers)]


@given(reports(), reports(), st.randoms(), st.sampled_from([(1, 2), (2, 300), (3, 3), (50, 300)]))
def test_any_order_any_batches_changes_and_removals_end_in_the_same_rows(writing, first, later, random, limits):
    empty(writing)
    most, most_together = limits
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidate_lists, "MOST_CANDIDATES", most)
        patch.setattr(story_links, "find_parts", partial(find_parts, most=most_together))
        held = {}
        index = StoryIndex(writing)
        waiting = [*first, *later]  # a later report under the same number replaces the first
        while waiting:
            batch = {one.number: one for one in (waiting.pop(0) for _ in range(random.randint(1, len(waiting))))}
            removed = {own for own in held if random.random() < 0.2} - batch.keys()
            gone = removed | (batch.keys() & held.keys())
            index = random.choice([index, StoryIndex(writing)])
            with writing.transaction():
                update_stories(writing, index, list(map(prepare_item, batch.values())), gone)
            held = {own: one for own, one in held.items() if own not in removed} | batch
            check(writing, held.values(), most, most_together)


def test_what_changed_is_named(store):
    update(store, [item(1), item(3, FISH)])
    update(store, [item(2, AGAIN)])
    update(store, [item(2, FISH)], gone=[2])
    update(store, gone=[3])
    update(store, gone=[2, 1])
    check(store, [])


def test_a_story_has_the_number_of_the_report_that_was_published_first(store):
    update(store, [item(1, published=None), item(2, AGAIN, "2031-03-05"), item(3, FISH)])
    assert stories_of(store) == [[2, 1], [3]]
    update(store, [item(4, published="2031-03-04T23:00:00Z")])
    assert stories_of(store) == [[3], [4, 1, 2]]
    update(store, [item(4, published="2031-03-06")], gone=[4])
    assert stories_of(store) == [[2, 1, 4], [3]]


def public(own):
    return f"st:{own:016x}"


def number(own):
    return number_of_id(f"r:{own:016x}")


def test_the_id_of_a_story_holds_when_an_earlier_report_comes_and_when_its_report_goes(store):
    update(store, [item(2), item(3, AGAIN), item(5, FISH)])
    assert find_story(store, public(2)) == find_story(store, public(3)) == number(2)
    update(store, [item(1)])
    assert find_story(store, public(2)) == number(1)
    update(store, gone=[2])
    assert find_story(store, public(2)) == number(1)
    update(store, gone=[1])
    assert find_story(store, public(2)) == find_story(store, public(1)) == number(3)
    update(store, gone=[3, 5])
    assert [find_story(store, public(own)) for own in (1, 2, 3, 5)] == [None] * 4


def test_the_id_of_a_story_whose_report_comes_back_is_its_own_again(store):
    update(store, [item(1), item(2, AGAIN)])
    update(store, gone=[1])
    update(store, [item(1, FISH)])
    assert find_story(store, public(1)) == number(1)
    assert store.rows("SELECT * FROM link_aliases") == []


def test_an_id_that_was_never_given_out_has_no_story(store):
    update(store, [item(1)])
    assert [find_story(store, told) for told in (public(9), "st:", "", "harbour")] == [None] * 4


@pytest.mark.parametrize("batch", [1, 7, 130])
def test_more_copies_than_a_report_is_compared_with_are_one_story_and_the_best_come_back(store, batch):
    items = [item(own * 37 % 60) for own in range(60)]
    for at in range(0, len(items), batch):
        update(store, items[at : at + batch])
    check(store, items)
    assert len(stories_of(store)) == 1
    update(store, gone=range(8))
    check(store, [one for one in items if one.number >= number(8)])


@pytest.mark.parametrize("text", ["Tide", "…", "the the the", "\0", "\u2028 \ud83d", "Okafor " * 50_000])
def test_odd_reports_are_stories_too(store, text):
    update(store, [item(1, text), item(2, text, None)])
    check(store, [item(1, text), item(2, text, None)])
    assert len(store.rows("SELECT * FROM stories")) == 2


def test_nothing_to_link_is_no_trouble(store):
    update(store)
    assert stories_of(store) == []
