"""One source of an archive: by which outlets it is cited, through whom, who says otherwise, and for which claims."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.errors import UsageError
from whence.records.answers import Count
from whence.records.profiles import OutletUse, RelatedSource


def report(said, *, kinds=(), relays=(), stances=(), **told):
    """Make a report in which all sources are named persons, unless others are given by name."""
    ledger = ledger_of(said, **told)
    unnamed = dict(kinds)
    return replace(
        ledger,
        sources=tuple(replace(one, kind="person", naming=unnamed.get(one.name, "named")) for one in ledger.sources),
        attributions=tuple(
            replace(one, relays=dict(relays).get(one.id, ()), stance=dict(stances).get(one.id, "says"))
            for one in ledger.attributions
        ),
    )


LEDGERS = [
    report(
        "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1.\n\n"
        "[2 Tove Lind]2 {2 added}2 <2 the crew of nine had left the ship>2.",
        publisher="The Tidewater Post",
        published="2031-03-04",
    ),
    report(
        "Ferry lost\n\n[1 Tove Lind]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1,"
        " [2 Ivo Ness]2 {2 said}2 <2 the boats had seen it>2.",
        publisher="Radio Estuary",
        published="2031-04-05",
        relays={"a1": ("s2",)},
    ),
    report(
        "Lost\n\n[1 a pilot]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1.",
        publisher="The Marram Gazette",
        published="2031-04-06",
        kinds={"a pilot": "withheld"},
    ),
    report(
        "No\n\n[1 Kim Da-eun]1 {1 denied}1 <1 the ferry Bergljot was sunk off Gull Island>1.",
        publisher="Radio Estuary",
        published="2031-04-07",
        stances={"a1": "denies"},
    ),
]


@pytest.fixture
def archive(tmp_path):
    store = fill_linked(
        tmp_path / "news.whence",
        LEDGERS,
        same=[[(0, "a1"), (1, "a1"), (2, "a1")]],
        disagreeing=[((0, "a1"), (3, "a1"))],
        people=[[(0, "s1"), (1, "s1")]],
    )
    store.close()
    with Archive(tmp_path / "news.whence") as opened:
        yield opened


def test_a_source_has_all_that_it_is_cited_for(archive):
    found = archive.source("Tove Lind")
    assert (found.person.name, found.person.kind) == ("Tove Lind", "person")
    assert (found.attributions, found.reports, found.outlets) == (3, 2, 2)
    assert (found.first, found.last) == ("2031-03-04", "2031-04-05")
    assert found.months == (Count(name="2031-03", count=2), Count(name="2031-04", count=1))
    assert archive.source(found.person.id) == found


def test_outlets_cite_a_source_by_name_or_have_its_claims_from_somebody_without_one(archive):
    day, others = "2031-03-04", {"first": "2031-04-05", "last": "2031-04-05"}
    assert archive.source("Lind").uses == (
        OutletUse(publisher="The Tidewater Post", attributions=2, reports=1, unnamed=0, first=day, last=day),
        OutletUse(publisher="Radio Estuary", attributions=1, reports=1, unnamed=0, **others),
        OutletUse(
            publisher="The Marram Gazette", attributions=0, reports=0, unnamed=1, first="2031-04-06", last="2031-04-06"
        ),
    )


def test_a_source_has_those_who_relay_it_and_those_who_say_otherwise(archive):
    found = archive.source("Tove Lind")
    (relay,), (opponent,) = found.relays, found.opponents
    assert (relay.name, relay.kind, relay.attributions, relay.entity is None) == ("Ivo Ness", "person", 1, False)
    assert replace(opponent, entity=None) == RelatedSource(
        name="Kim Da-eun", kind="person", entity=None, attributions=1, reports=1, denials=1
    )


def test_the_claims_of_a_source_are_those_that_most_reports_cite_it_for(archive):
    found = archive.source("Tove Lind")
    assert [(one.text, one.cited, one.reports) for one in found.claims] == [
        ("the ferry Bergljot was sunk off Gull Island", 2, 3),
        ("the crew of nine had left the ship", 1, 1),
    ]
    few = archive.source("Tove Lind", top=1)
    assert (len(few.claims), few.claim_count) == (1, 2)
    report, _, own = few.claims[0].appearance.partition("/")
    assert report in {one.id for one in archive.reports()}
    assert own in {one.id for one in archive.ledger(report).attributions}


def test_outlets_of_one_owner_count_once(archive, tmp_path):
    (tmp_path / "owners.csv").write_text("outlet,owner\nThe Tidewater Post,Tide\nRadio Estuary,Tide\n")
    archive.set_owners(tmp_path / "owners.csv")
    assert archive.source("Tove Lind").outlets == 1


def test_a_name_that_no_source_or_more_than_one_has_is_refused(archive):
    for asked, problem in (
        ("Ines Okafor", "no linked source has this name"),
        ("s:0000000000000000", "there is no such source"),
        ("...", "it contains no word"),
    ):
        with pytest.raises(UsageError, match=problem):
            archive.source(asked)


def test_of_two_sources_with_one_name_neither_is_taken(tmp_path):
    two = [replace(one, report=replace(one.report, text=one.report.text + " ")) for one in LEDGERS[:1] * 2]
    store = fill_linked(
        tmp_path / "two.whence", [LEDGERS[0], replace(two[0], report=replace(two[0].report, publisher="Coast"))]
    )
    with store.writing(), store.transaction():
        store.run("INSERT INTO people SELECT person + 1, kind, name, aliases, roles, countries FROM people LIMIT 1")
    store.close()
    with Archive(tmp_path / "two.whence") as archive, pytest.raises(UsageError, match="several sources have this name"):
        archive.source("Tove Lind")
