"""JSON Schema of records: it allows what `record_to_form` writes, and nothing else."""

from dataclasses import dataclass
from typing import Literal

import jsonschema
import pytest

from whence.records.answers import Stats
from whence.records.form.record_form import record_to_form
from whence.records.form.schema import schema_of
from whence.records.report import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Tide:
    """A record with a field of every kind."""

    height: float
    place: str | None
    spans: tuple[Span, ...]
    pair: tuple[str, int]
    kind: Literal["ebb", "flood"]
    later: "tuple[Wave, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A record within another."""

    is_high: bool


TIDE = Tide(height=1.5, place=None, spans=(Span(0, 4),), pair=("a", 1), kind="ebb", later=(Wave(is_high=True),))
FORM = {
    "height": 1.5,
    "place": None,
    "spans": [[0, 4]],
    "pair": ["a", 1],
    "kind": "ebb",
    "later": [{"is_high": True}],
}


def test_a_record_is_written_with_its_fields_by_name_and_records_within_it_alike():
    assert record_to_form(TIDE) == FORM


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"height": "high"},
        {"place": 3},
        {"spans": [[0]]},
        {"spans": [[-1, 4]]},
        {"pair": ["a"]},
        {"pair": ["a", 1, 2]},
        {"kind": "spring"},
        {"later": [{}]},
        {"more": 1},
    ],
)
def test_the_schema_of_a_record_allows_its_form_and_no_other(change):
    checker = jsonschema.Draft202012Validator(schema_of(Tide))
    assert checker.is_valid(FORM | change) is (not change)


def test_records_that_an_archive_returns_have_a_schema():
    assert schema_of(Stats)["required"][:2] == ["reports", "versions"]
