import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.archive.linking import people_settling
from whence.archive.linking.items import HeldReport, Item, hexadecimal
from whence.archive.linking.people import update_people
from whence.archive.linking.people_settling import settle_people
from whence.archive.linking.prepared_items import prepare_item
from whence.archive.links.people_lookup import entities_of, find_person
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.linking.people.people import find_people
from whence.records.ledger import Ledger, Source
from whence.records.report import Span

TABLES = (
    "naming_reports", "named_sources", "portraits", "person_keys", "people",
    "unsettled_portraits", "unsettled_stories", "unsettled_people", "lost_sources",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Keep an archive, to be emptied by each test."""
    return Store(tmp_path_factory.mktemp("links") / "news.whence", create=True)


@pytest.fixture(autouse=True)
def _emptied(store):
    with store.writing():
        empty(store)


def empty(store):
    with store.transaction():
        store.run(EMPTY_LINKS)
        store.run("DELETE FROM link_aliases")


def item(number, *names, day=None, kind="person"):
    """Make a report that names sources; a role stands before a colon: ``mayor: Ines Okafor``."""
    text, sources = "", []
    for at, told in enumerate(names):
        role, _, name = told.rpartition(": ")
        start = len(text)
        text += f"{role} {name}. "
        sources.append(
            Source(
                id=f"s{at}", name=name, kind=kind, naming="named",
                role_spans=(Span(start, start + len(role)),) if role else (),
                mentions=(Span(start + len(role) + 1, len(text) - 2),),
            )
        )  # fmt: skip
    published = f"2031-03-{day:02}" if day else None
    report = HeldReport(text=text, published=published, key=f"r:{number + 2**63:016x}")
    return Item(
        number=number,
        version=number,
        ledger=Ledger(report=report, sources=tuple(sources), attributions=(), model="none"),
    )


def put(store, items, stories, *, gone=(), is_last=True):
    """Link reports, after the stories of all are changed to the given ones, as the step before does."""
    before = dict(store.rows("SELECT item, story FROM stories"))
    regrouped = {own for own in {*before, *stories} if before.get(own) != stories.get(own)}
    with store.writing(), store.transaction():
        store.run("DELETE FROM stories")
        store.run_many("INSERT INTO stories VALUES (?, ?, 0, 0)", stories.items())
        update_people(store, list(map(prepare_item, items)), gone, regrouped=regrouped | {one.number for one in items})
    if is_last:
        with store.writing():
            settle_people(store)


def rows(store):
    return {table: sorted(store.rows(f"SELECT * FROM {table}")) for table in TABLES}  # noqa: S608 -- of our own


def people(store):
    """List the people as `find_people` does: what is told of each, and its members."""
    found = {}
    for person, *told in store.rows("SELECT * FROM people"):
        members = store.rows("SELECT item, source FROM named_sources WHERE person = ? ORDER BY day, key", (person,))
        kind, name, *lists = told
        found[f"s:{hexadecimal(person)}"] = (
            kind, name, *(tuple(json.loads(each)) for each in lists),
            tuple(f"r:{hexadecimal(number)}/{source}" for number, source in members),
        )  # fmt: skip
    return found


def people_of(items, stories):
    """Find the people of all reports at once."""
    sources = [source for one in items for source in one.named_sources]
    story_of = {one.report.id: hexadecimal(stories.get(one.number, one.number)) for one in items}
    return {
        one.id: (one.kind, one.name, one.aliases, one.roles, one.countries, one.members)
        for one in find_people(sources, story_of)
    }


NAMES = [
    "Ines Okafor", "mayor: Ines Okafor", "Inès Okafor", "I. Okafor", "Okafor", "Mayor: Okafor", "Pilar Okafor",
    "pilot: Pilar Okafor", "Samuel Pilar Okafor", "John Smith", "mayor of Quillhaven: John Smith", "pilot: John Smith",
    "Smith", "John B. Smith", "Jane Smith", "Mr: Smith",
]  # fmt: skip
BODIES = [
    "Marram Police",
    "Marram Police Department",
    "Senate",
    "EWU",
    "Estuary Workers Union",
    "U.S. Senate",
    "MPD",
    "Malin Police Department",
]
reports = st.lists(
    st.tuples(
        st.one_of(
            st.tuples(st.just("person"), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)),
            st.tuples(st.just("organisation"), st.lists(st.sampled_from(BODIES), min_size=1, max_size=3)),
        ),
        st.none() | st.integers(1, 28),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=10,
)


def earliest(numbers, of):
    """Number stories by their first reports."""
    first = {}
    for own in sorted(numbers):
        first.setdefault(of[own], own)
    return {own: first[of[own]] for own in numbers}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports, st.randoms(use_true_random=False))
def test_any_order_batching_and_removal_leaves_what_all_reports_at_once_give(store, drawn, random):
    items = {at: item(at, *names, day=day, kind=kind) for at, ((kind, names), day, _) in enumerate(drawn)}
    of = {at: story for at, (_, _, story) in enumerate(drawn)}
    held = set()
    waiting = random.sample(sorted(items), len(items))
    with store.writing(), pytest.MonkeyPatch.context() as patch:
        for name in ("_MOST_PORTRAITS", "_MOST_STORIES", "_MOST_PEOPLE"):
            patch.setattr(people_settling, name, random.choice([1, 500]))
        empty(store)
        while waiting:
            size = random.randint(1, 4)
            batch, waiting = waiting[:size], waiting[size:]
            gone = {own for own in held if random.random() < 0.15}
            again = {own for own in gone if random.random() < 0.5}
            held = (held - gone) | again | set(batch)
            waiting += sorted(gone - again)
            is_last = not waiting or random.random() < 0.6
            linked = [items[own] for own in [*batch, *sorted(again)]]
            put(store, linked, earliest(held, of), gone=gone, is_last=is_last)
            if is_last:
                assert people(store) == people_of([items[own] for own in held], earliest(held, of))
        left = rows(store)
        empty(store)
        put(store, list(items.values()), earliest(items, of))
        assert rows(store) == left


def id_of(one, at=0):
    return f"s:{one.named_sources[at].key}"


def test_an_empty_archive_and_a_report_without_names_have_no_people(store):
    put(store, [], {})
    put(store, [item(1)], {})
    assert rows(store) == {table: [] for table in TABLES}


def test_the_id_of_each_member_is_that_of_its_person(store):
    okafors = [item(at, "Ines Okafor", day=9 - at) for at in range(3)]
    for one in okafors:
        put(store, [one], {})
    found = {find_person(store, id_of(one)).id for one in okafors}
    assert found == {id_of(okafors[2])}, "that of the earliest"
    assert entities_of(store, 0) == {"s0": id_of(okafors[2])}


def test_an_id_stays_valid_when_the_report_that_gave_it_goes_and_the_next_as_well(store):
    okafors = [item(at, "Ines Okafor", day=1 + at) for at in range(4)]
    put(store, okafors, {})
    for at in range(3):
        put(store, [], {}, gone=[at])
        assert {find_person(store, id_of(one)).id for one in okafors} == {id_of(okafors[at + 1])}
    put(store, [], {}, gone=[3])
    with pytest.raises(UsageError, match="there is no such source"):
        find_person(store, id_of(okafors[0]))


def test_an_id_stays_valid_that_a_person_had_before_an_earlier_report_came(store):
    first, second, third = (item(at, "Ines Okafor", day=9 - at) for at in range(3))
    put(store, [first, second], {})
    put(store, [third], {})
    put(store, [], {}, gone=[first.number])
    put(store, [], {}, gone=[third.number])
    assert {find_person(store, id_of(one)).id for one in (first, second, third)} == {id_of(second)}


def test_a_report_that_is_linked_anew_leaves_no_alias(store):
    okafor = item(1, "Ines Okafor")
    put(store, [okafor, item(2, "Ines Okafor")], {})
    put(store, [okafor], {}, gone=[1])
    assert store.rows("SELECT * FROM link_aliases") == []


@pytest.mark.parametrize("own", ["", "s:", "r:0123456789abcdef", "s:0123456789ABCDEF"])
def test_what_is_no_id_of_a_source_is_refused(store, own):
    with pytest.raises(UsageError, match="not a source's id"):
        find_person(store, own)


def test_one_more_report_that_names_somebody_famous_leaves_nothing_to_settle(store):
    put(store, [item(at, "mayor: Ines Okafor", day=1) for at in range(40)], {})
    put(store, [item(99, "mayor: Ines Okafor", day=2)], {}, is_last=False)
    assert store.rows("SELECT * FROM unsettled_portraits") == []
    assert len(set(store.rows("SELECT person FROM named_sources"))) == 1


def test_one_more_body_costs_no_more_however_many_have_its_initials(store):
    counts = []
    for others in (3, 40):
        with store.writing():
            empty(store)
        items = [
            item(at, f"G{'aeiou'[at % 5]}{'bdlmnrst'[at // 5]}e Inquiry Report", kind="document")
            for at in range(others)
        ]
        put(store, items, {})
        late = item(99, "Gorse Inquiry Report", kind="document")
        put(store, [late], {}, is_last=False)
        counting = Counting(store)
        with store.writing():
            settle_people(counting)
        counts.append(counting.count)
        assert people(store) == people_of([*items, late], {})
    assert counts[0] == counts[1]


def test_reports_elsewhere_that_make_two_one_tell_whom_a_surname_means(store):
    items = [
        item(0, "Samuel Okafor", "Samuel B. Okafor"),
        item(1, "Okafor"),
        item(2, "Samuel B. Okafor"),
        item(3, "Samuel Okafor"),
    ]
    stories = {0: 0, 1: 0, 2: 2, 3: 3}
    counts = []
    for at in range(4):
        put(store, items[at : at + 1], {own: stories[own] for own in range(at + 1)})
        assert people(store) == people_of(items[: at + 1], stories)
        counts.append(len(people(store)))
    assert counts == [2, 3, 3, 1]


def test_nobody_is_named_before_the_end_of_the_linking(store):
    put(store, [item(1, "Ines Okafor")], {}, is_last=False)
    assert entities_of(store, 1) == {}
    with pytest.raises(UsageError, match="there is no such source"):
        find_person(store, id_of(item(1, "Ines Okafor")))


def test_settling_that_is_killed_time_and_again_ends_in_the_same_people(store, monkeypatch):
    items = [item(at, NAMES[at % len(NAMES)], NAMES[at * 7 % 11], day=1 + at % 5) for at in range(60)]
    stories = earliest(range(60), {at: at % 9 for at in range(60)})
    put(store, items, stories)
    left = rows(store)
    with store.writing():
        empty(store)
    put(store, items, stories, is_last=False)
    for name in ("_MOST_PORTRAITS", "_MOST_STORIES", "_MOST_PEOPLE"):
        monkeypatch.setattr(people_settling, name, 1)
    for rounds in range(200):
        with suppress(KeyboardInterrupt), store.writing():
            settle_people(Killed(store, after=20 + 3 * rounds))
            break
    assert rounds > 4
    assert rows(store) == left


class Counting:
    """An archive that counts the queries."""

    def __init__(self, store):
        self._store, self.count = store, 0

    def __getattr__(self, name):
        return getattr(self._store, name)

    def rows(self, *query):
        self.count += 1
        return self._store.rows(*query)


class Killed:
    """An archive that is interrupted after so many statements that write."""

    def __init__(self, store, after):
        self._store, self._left = store, after

    def __getattr__(self, name):
        return getattr(self._store, name)

    def run(self, *statement):
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt
        return self._store.run(*statement)


@pytest.mark.parametrize("count", [1, 300])
def test_identical_reports_and_odd_names_make_no_trouble(store, count):
    odd = ["”", "the", "…", "\ud800", "x" * 3000, "김정은", "Ines\x00Okafor"]
    items = [item(at, *odd) for at in range(count)]
    put(store, items, dict.fromkeys(range(count), 0))
    assert len(store.rows("SELECT * FROM named_sources")) == len(odd) * count
    assert len(store.rows("SELECT * FROM people")) <= len(odd) * count
