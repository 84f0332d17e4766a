from dataclasses import replace

import pytest

from tests.archive.columnar.test_count import FILTERS, both
from tests.support.archives import HARBOUR, changed, fill, ledger_by, put_in
from tests.support.ledgers_by_hand import ledger_of
from whence.archive.columnar.count import count_all, count_sources
from whence.archive.columnar.segments import write_segments
from whence.archive.linking.link import link
from whence.archive.links.people_lookup import find_person
from whence.archive.storage.id_numbers import number_of_id
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


def told_by_two(one, other):
    """Make the ledger of a report with two sources."""
    return ledger_of(f"[1 {one}]1 {{1 said}}1 <1 it leaks>1.\n[2 {other}]2 {{2 said}}2 <2 it holds>2.")


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


@pytest.mark.parametrize("name", ["okafor", "INÈS", "Ines Okafor", "Окафор"])
def test_sources_are_listed_by_a_part_of_any_of_their_names_and_no_others_of_their_reports(store, name):
    put_in(store, [told_by_two("Ines Okafor", "Ivo Ness")], addresses=["example.org/9"])
    link(store)
    found = count_sources(store, ALL, name=name, limit=None)
    assert {one.name for one in found} == {"Ines Okafor"}
    assert sum(one.attributions for one in found) == 4


def test_before_a_report_is_linked_its_sources_are_listed_by_their_names_there(tmp_path):
    store = fill(tmp_path / "news.whence", [told_by_two("Ines Okafor", "Ivo Ness")])
    assert [one.name for one in count_sources(store, ALL, name="okafor", limit=None)] == ["Ines Okafor"]
    link(store)
    put_in(store, [told_by_two("Ines Okafor", "Samuel Okafor")], addresses=["example.org/0"])
    names = [one.name for one in count_sources(store, ALL, name="okafor", limit=None)]
    assert names == ["Ines Okafor", "Samuel Okafor"]


def test_namesakes_are_listed_with_their_roles_and_filters_choose_the_reports(store):
    namesakes = count_sources(store, ALL, name="Michael Harrison", limit=None)
    assert {one.roles for one in namesakes} == {("Harbour pilot",), ("Bishop",)}
    (one,) = count_sources(store, Filters(publisher="The Tidewater Post"), name="Harrison", limit=None)
    assert one.roles == ("Bishop",)
    assert count_sources(store, Filters(source="Okafor"), name="Harrison", limit=None) == []
    assert count_sources(store, ALL, name="Brandt", limit=None) == []


def test_a_source_is_listed_by_its_id_and_by_any_id_that_it_had(store):
    okafor = count_sources(store, ALL, name=None, limit=1)[0]
    person = number_of_id(okafor.entity)
    keys = store.rows("SELECT hexadecimal(key) FROM named_sources WHERE person = ?", (person,))
    assert len(keys) == 3
    assert all(count_sources(store, ALL, name=f"s:{key}", limit=None) == [okafor] for (key,) in keys)


def test_a_name_without_a_word_and_an_id_of_nobody_are_refused(store):
    with pytest.raises(UsageError, match="contains no word"):
        count_sources(store, ALL, name="…", limit=None)
    with pytest.raises(UsageError, match="there is no such source"):
        count_sources(store, ALL, name="s:0123456789abcdef", limit=None)
