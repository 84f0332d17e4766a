from dataclasses import replace

import pytest

from tests.archive.columnar.test_count import FILTERS, both
from tests.support.archives import HARBOUR, changed, fill, ledger_by, put_in
from whence.archive.columnar.count import count_all, count_sources
from whence.archive.columnar.segments import write_segments
from whence.archive.linking.link import link
from whence.archive.links.people_lookup import find_person, people_named
from whence.errors import UsageError
from whence.records.answers import Filters
from whence.records.report import Span
from whence.showing.terminal.answers import render_sources

ALL = Filters()


def report_by(role, name, **more):
    """Make the ledger of a report that calls its source by a role and a name."""
    ledger = ledger_by(name, text=f"{role} {name} said it leaks.", **more)
    (source,) = ledger.sources
    place = Span(len(role) + 1, len(role) + 1 + len(name))
    source = replace(source, mentions=(place,), role_spans=(Span(0, len(role)),))
    (attribution,) = ledger.attributions
    return replace(ledger, sources=(source,), attributions=(replace(attribution, source_spans=(place,)),))


@pytest.fixture
def store(tmp_path):
    """Keep reports that name one person in three ways, two namesakes, and somebody without a name."""
    told = [
        report_by("Mayor", "Ines Okafor", publisher="The Tidewater Post", published="2031-03-04"),
        report_by("The mayor", "Inès Okafor", publisher="Northarm Courier", published="2031-03-06"),
        report_by("Harbour pilot", "Michael Harrison", published="2031-03-05"),
        report_by("Bishop", "Michael Harrison", publisher="The Tidewater Post"),
        HARBOUR,
    ]
    store = fill(tmp_path / "news.whence", told)
    link(store)
    return store


def test_a_person_by_two_names_is_counted_as_one_and_namesakes_as_two(store):
    counted = count_sources(store, ALL, name=None, limit=None)
    okafor, *namesakes = counted[:3]
    assert (okafor.name, okafor.aliases, okafor.roles) == (
        "Ines Okafor",
        ("Inès Okafor", "Okafor"),
        ("Mayor", "The mayor"),
    )
    assert (okafor.attributions, okafor.reports, okafor.publishers) == (3, 3, 2)
    assert (okafor.first, okafor.last) == ("2031-03-04", "2031-03-06")
    assert find_person(store, okafor.entity).name == "Ines Okafor"
    assert {(one.name, one.roles) for one in namesakes} == {
        ("Michael Harrison", ("Harbour pilot",)),
        ("Michael Harrison", ("Bishop",)),
    }
    assert len({one.entity for one in namesakes}) == 2
    assert [(one.name, one.entity) for one in counted if one.naming == "described"] == [("the mayor", None)]


def test_filters_choose_what_is_counted_of_a_person_and_not_how_it_is_called(store):
    (counted,) = count_sources(store, Filters(publisher="Northarm Courier"), name=None, limit=None)
    assert (counted.name, counted.attributions, counted.last) == ("Ines Okafor", 1, "2031-03-06")
    assert count_sources(store, Filters(kind="organisation"), name=None, limit=None) == []
    assert [one.name for one in count_all(store, ALL, top=1).cited] == ["Ines Okafor"]


def test_a_report_that_changed_is_counted_by_names_until_it_is_linked_again(store):
    put_in(store, [report_by("Mayor", "Ines Okafor", published="2031-03-09")], addresses=["example.org/0"])
    names = [(one.name, one.attributions) for one in count_sources(store, ALL, name=None, limit=2)]
    assert names == [("Ines Okafor", 2), ("Ines Okafor", 1)]
    link(store)
    assert [(one.name, one.attributions) for one in count_sources(store, ALL, name=None, limit=1)] == [
        ("Ines Okafor", 3)
    ]


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
def test_columns_count_linked_sources_as_the_tables_do(store, filters):
    put_in(store, [changed(HARBOUR, before="ruin", after="rain")], addresses=["example.org/4"])
    write_segments(store, size=2)
    own, columns = both(store, filters)
    assert repr(own) == repr(columns)


def test_namesakes_are_shown_with_their_roles(store):
    shown = render_sources(count_sources(store, ALL, name=None, limit=3), width=200, color=False)
    assert [line.split("  ")[0] for line in shown.splitlines()] == [
        "source", "Ines Okafor", "Michael Harrison", "Michael Harrison",
    ]  # fmt: skip
    assert "Mayor, The mayor" in shown
    assert "Bishop" in shown
    assert "s:" in shown
    narrow = render_sources(count_sources(store, ALL, name=None, limit=3), width=60, color=False)
    assert "Bishop" in narrow


def test_people_are_found_by_a_part_of_any_of_their_names(store):
    assert [one.name for one in people_named(store, "okafor")] == ["Ines Okafor"]
    assert [one.name for one in people_named(store, "INÈS")] == ["Ines Okafor"]
    assert [one.roles for one in people_named(store, "Michael Harrison")].count(("Bishop",)) == 1
    assert people_named(store, "Brandt") == []
    with pytest.raises(UsageError, match="contains no word"):
        people_named(store, "…")
