"""Whom an outlet cites, and where an outlet named after another name is from: on invented sentences."""

import pytest

from tests.reading.attributions.test_relays import relays


@pytest.mark.parametrize(
    ("whom", "outlet"),
    [
        ("the Skerry newspaper Clarion", "Clarion"),
        ("the Skerry public broadcaster Clarion", "Clarion"),
        ("the Skerry newspaper", "Skerry"),
        ("Clarion radio", "Clarion"),
        ("the Guardian newspaper", "Guardian newspaper"),
    ],
)
def test_a_name_before_an_outlet_and_its_noun_tells_where_it_is_from(whom, outlet):
    marked = f"[1 Ana Brandt]1 {{1 told}}1 {whom} <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry", "Clarion", "Guardian newspaper"]) == [[outlet]]


def test_an_owner_before_an_outlet_is_none():
    marked = "[1 Ana Brandt]1 {1 told}1 Skerry's Radio Tide <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry", "Radio Tide"]) == [["Radio Tide"]]
    marked = "[1 Ana Brandt]1 {1 told}1 the Skerry Herald's Tove Lind <1 that it leaked>1."
    assert relays(marked, persons=["Tove Lind"], organisations=["Skerry Herald"]) == [["Skerry Herald"]]
