"""The table of owners: which of its rows applies to an outlet, and which rows cannot hold."""

import pytest

from tests.support.appearances import GAZETTE, LIND, says
from whence.linking.origins.origins import find_origins
from whence.linking.origins.owner_table import NO_OWNERS, OwnerTable, find_conflicts
from whence.records.links import SourceStep
from whence.records.owners import OutletOwner


def table(*rows):
    return OwnerTable(
        OutletOwner(line=line, outlet=outlet, owner=owner) for line, (outlet, owner) in enumerate(rows, 2)
    )


def origins(*said, owners):
    found = find_origins(said, (), owners)
    return (
        found.reports,
        found.outlets,
        [node.name for end in found.origins for node in found.nodes if node.id == end.node],
    )


@pytest.mark.parametrize(
    ("outlet", "publisher", "host"),
    [
        ("The Marram Gazette", "Marram Gazette", None),
        ("marram gazette", "The Marram Gazette", "gazette.example"),
        ("gazette.example", "The Marram Gazette", "gazette.example"),
        ("https://www.Gazette.example/", None, "gazette.example"),
        ("gazette.example", None, "m.gazette.example"),
        ("gazette.example", "Sport", "sport.gazette.example"),
        ("gazette.example", "gazette.example", None),
        ("AFP", "Agence France-Presse", None),
        ("afp.com", "AFP", None),
    ],
)
def test_a_row_names_an_outlet_by_a_name_or_a_site(outlet, publisher, host):
    owners = table(("Radio Estuary", "Ebb"), (outlet, "Tide Media"))
    assert [row.line for row in owners.rows_of(publisher, host)] == [3]
    assert owners.owner_of(publisher, host) == "Tide Media"


@pytest.mark.parametrize(
    ("outlet", "publisher", "host"),
    [
        ("sport.gazette.example", "The Marram Gazette", "gazette.example"),
        ("gazette.example", None, "marramgazette.example"),
        ("The Gazette", "The Marram Gazette", None),
        ("example", None, "gazette.example"),
        ("The Gazette", None, None),
    ],
)
def test_a_row_about_another_outlet_does_not_apply(outlet, publisher, host):
    owners = table((outlet, "Tide Media"))
    assert owners.rows_of(publisher, host) == ()
    assert owners.owner_of(publisher, host) is None


def test_a_site_counts_before_a_name_and_the_longest_site_first():
    owners = table(("The Post", "Ebb"), ("post.example", "Tide Media"), ("sport.post.example", "Flood"))
    assert owners.owner_of("The Post", "post.example") == "Tide Media"
    assert owners.owner_of("The Post", "sport.post.example") == "Flood"
    assert owners.owner_of("The Post", "other.example") == "Ebb"


def test_an_owner_may_have_an_owner_and_is_found_under_its_own_name():
    owners = table(("Herald", "Tide Media"), ("Tide Media", "Harbour Holdings"))
    assert [row.line for row in owners.rows_of("Herald", None)] == [2, 3]
    assert owners.owner_of("Herald", None) == owners.owner_of("Harbour Holdings", None) == "Harbour Holdings"
    assert NO_OWNERS.owner_of("Herald", None) is None


def test_of_sister_sites_the_outlet_itself_may_be_the_owner():
    own = says("r:1", "The Herald", host="herald.example")
    sport = says("r:2", "Sport", host="herald-sport.example")
    by_name, by_site = table(("herald-sport.example", "The Herald")), table(("Sport", "herald.example"))
    assert origins(own, sport, owners=by_name) == (2, 1, ["The Herald"])
    assert origins(own, sport, owners=by_site) == (2, 1, ["herald.example"])


def test_rows_that_cannot_hold_beside_others_are_told_with_their_lines():
    rows = table(("A", "B"), ("B", "C"), ("a", "D"), ("C", "A"), ("The A", "B"), ("E", "E")).rows
    assert list(find_conflicts(rows)) == [
        "line 4 gives a another owner than line 2",
        "line 5 makes C its own owner in the end",
    ]
    assert OwnerTable(rows).owner_of("A", None) is not None


def test_outlets_of_one_owner_keep_their_names_until_two_of_them_are_one_origin():
    owners = table(("Herald", "Tide Media"), ("Coast", "Tide Media"))
    assert origins(says("r:1", "Herald"), says("r:2", "Coast", LIND), owners=owners) == (2, 1, ["Herald", "Tove Lind"])
    assert origins(says("r:1", "Herald"), says("r:2", "Coast"), owners=owners) == (2, 1, ["Tide Media"])


def test_an_outlet_of_the_table_is_one_when_it_is_cited_too():
    owners = table(("The Marram Gazette", "Tide Media"), ("Coast", "Tide Media"))
    said = [says("r:1", "Herald", GAZETTE), says("r:2", "Coast")]
    assert origins(*said, owners=owners) == (2, 2, ["Tide Media"])
    (one,) = find_origins(said, (), owners).collapses
    assert (one.kind, one.item, [row.line for row in one.owners]) == ("same owner", "r:2", [2, 3])
    stranger = SourceStep(source="s1", name="Radio Marram", kind="organisation", naming="named")
    assert origins(says("r:1", "Herald", stranger), says("r:2", "Coast"), owners=owners)[2] == ["Radio Marram", "Coast"]


def test_what_another_outlet_of_the_owner_gave_a_source_for_has_that_source():
    owners = table(("Herald", "Tide Media"), ("Coast", "Tide Media"))
    said = [says("r:1", "Herald", LIND, at="2031-03-04"), says("r:2", "Coast", at="2031-03-05")]
    assert origins(*said, owners=NO_OWNERS) == (2, 2, ["Tove Lind", "Coast"])
    assert origins(*said, owners=owners) == (2, 1, ["Tove Lind"])
    assert [(one.kind, len(one.owners)) for one in find_origins(said, (), owners).collapses] == [
        ("same owner", 2),
        ("sourced elsewhere", 2),
    ]
