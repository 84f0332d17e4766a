"""What stands in a table where there is no value, and midnights where there is no hour."""

import json
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.intake.formats.tables import read_table
from whence.intake.inputs import ExternalMetadata, Input

BODY = "Officials said the harbour will close."
FIELDS = ("title", "url", "publisher", "authors", "date", "lang", "id")
NO_TEXT = "this row has no text. Correct the row, or leave it out."


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def write(name, columns):
    """Write a table of these columns in the form that its name tells."""
    if name.endswith(".parquet"):
        sink = BytesIO()
        parquet.write_table(pa.table(columns), sink)
        Path(name).write_bytes(sink.getvalue())
        return name
    rows = list(zip(*columns.values(), strict=True))
    if name.endswith(".csv"):
        lines = [",".join(columns), *(",".join(map(str, row)) for row in rows)]
    else:
        lines = [json.dumps(dict(zip(columns, row, strict=True))) for row in rows]
    Path(name).write_text("".join(f"{line}\n" for line in lines))
    return name


def published(name, **columns):
    return [each.metadata.published for each in read_table(write(name, columns), columns={})]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "null", "[NaN]", '{"name": NaN}'])
def test_a_number_that_is_none_is_no_value_in_any_column_of_json(value):
    told = "".join(f', "{field}": {value}' for field in FIELDS)
    Path("news.jsonl").write_text(f'{{"text": "{BODY}"{told}}}\n{{"text": {value}}}\n{{"text": "{BODY}"}}\n')
    empty, refused, last = read_table("news.jsonl", columns={})
    assert (empty.data, empty.metadata, empty.address) == (BODY.encode(), ExternalMetadata(), None)
    assert refused.reason == NO_TEXT
    assert last.data == BODY.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), None])
def test_a_number_that_is_none_is_no_value_in_any_column_of_parquet(value):
    columns = {"text": [BODY], **{field: pa.array([value], pa.float64()) for field in FIELDS}}
    (found,) = read_table(write("news.parquet", columns), columns={})
    assert (found.metadata, found.address) == (ExternalMetadata(), None)
    columns = {"text": pa.array([value], pa.float64()), "title": ["Harbour to close"]}
    (refused,) = read_table(write("news.parquet", columns), columns={})
    assert refused.reason == NO_TEXT


@pytest.mark.parametrize("value", ["NaN", "nan", " NaN ", "inf", "-inf", ""])
def test_so_it_is_where_programs_wrote_it_into_csv(value):
    columns = {"text": [BODY, value], **{field: [value, value] for field in FIELDS}}
    found, refused = read_table(write("news.csv", columns), columns={})
    assert (found.metadata, found.address) == (ExternalMetadata(), None)
    assert refused.reason == NO_TEXT


def test_words_that_look_like_it_are_words():
    columns = {"text": [BODY], "title": ["Infinity"], "authors": ["Nan Brandt"], "publisher": ["Nan"]}
    (found,) = read_table(write("news.csv", columns), columns={})
    assert found.metadata == ExternalMetadata(headline="Infinity", byline=("Nan Brandt",), publisher="Nan")
    (found,) = read_table(write("news.jsonl", {"text": [BODY], "title": ["NaN"]}), columns={})
    assert found.metadata.headline == "NaN"


def test_a_decimal_is_a_number_too():
    columns = {"text": [BODY], "date": pa.array([Decimal(20310304)], pa.decimal128(10, 0))}
    (found,) = read_table(write("news.parquet", columns), columns={})
    assert found.metadata.published == "2031-03-04"


DAY, HOUR = "2031-03-04", "2031-03-05T09:30:00"


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("midnight", ["T00:00:00", " 00:00:00", "T00:00", "T00:00:00.000", "T00:00:00Z"])
def test_a_column_of_midnights_holds_days(ending, midnight):
    dates = [f"{DAY}{midnight}", f"2031-03-05{midnight}"]
    assert published(f"news.{ending}", text=[BODY] * 2, date=dates) == [DAY, "2031-03-05"]


def test_a_column_of_times_in_parquet_holds_days_if_all_are_midnights():
    moments = pa.array([datetime(2031, 3, 4), None, datetime(2031, 3, 5)], pa.timestamp("ns"))  # noqa: DTZ001
    assert published("news.parquet", text=[BODY] * 3, date=moments) == [DAY, None, "2031-03-05"]


def test_milliseconds_since_1970_hold_days_if_all_are_midnights():
    assert published("news.jsonl", text=[BODY] * 2, date=[1930348800000, 1930435200000]) == [DAY, "2031-03-05"]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("place", [0, 1, 199])
def test_one_time_of_day_makes_all_of_them_times(ending, place):
    dates = [f"{DAY}T00:00:00"] * 200
    dates[place] = HOUR
    assert published(f"news.{ending}", text=[BODY] * 200, date=dates) == dates


def test_days_among_midnights_are_days():
    assert published("news.csv", text=[BODY] * 2, date=[DAY, f"{DAY} 00:00:00"]) == [DAY, DAY]


def test_what_is_broken_further_down_does_not_keep_midnights_from_being_days():
    Path("news.jsonl").write_text(
        f'{{"text": "{BODY}", "date": "{DAY} 00:00:00"}}\n{{"text"\n{{"text": "{BODY}", "date": "{DAY} 00:00:00"}}\n'
    )
    found = [each for each in read_table("news.jsonl", columns={}) if isinstance(each, Input)]
    assert [each.metadata.published for each in found] == [DAY, DAY]


def counts(*names):
    with Archive("news.whence", create=True) as archive:
        tally = archive.add(names, reader=lambda: read_quickly)
        return tally.added, tally.changed, tally.known


@pytest.mark.parametrize("address", ["https://example.org/harbour", ""])
def test_equal_days_are_no_change(address):
    told = {"text": [BODY], "url": [address]}
    write("day.csv", {**told, "date": [DAY]})
    write("midnight.csv", {**told, "date": [f"{DAY} 00:00:00"]})
    write("hours.csv", {**{name: 2 * cell for name, cell in told.items()}, "date": [f"{DAY} 00:00:00", HOUR]})
    assert counts("day.csv") == (1, 0, 0)
    assert counts("midnight.csv", "day.csv") == (0, 0, 2)
    added, changed, known = counts("hours.csv")  # whose midnight is a time, and the same day for all that
    assert (added + changed, known) == (1, 1)
    assert counts("hours.csv", "midnight.csv", "day.csv") == (0, 0, 4)


def test_a_midnight_that_was_kept_as_a_time_is_the_same_day():
    write(
        "hours.csv",
        {
            "text": [BODY, f"{BODY} Soon."],
            "url": ["https://a.org/x", "https://a.org/y"],
            "date": [f"{DAY} 00:00:00", HOUR],
        },
    )
    write("days.csv", {"text": [BODY], "url": ["https://a.org/x"], "date": [f"{DAY} 00:00:00"]})
    assert counts("hours.csv") == (2, 0, 0)
    assert counts("days.csv") == (0, 0, 1)


def test_where_the_text_changed_the_same_day_is_no_further_change():
    write("day.csv", {"text": [BODY], "url": ["https://a.org/x"], "date": [DAY]})
    write(
        "later.csv",
        {"text": [f"{BODY} Soon.", BODY], "url": ["https://a.org/x", ""], "date": [f"{DAY} 00:00:00", HOUR]},
    )
    assert counts("day.csv") == (1, 0, 0)
    assert counts("later.csv") == (1, 1, 0)
    with Archive("news.whence") as archive:
        assert [change.field for change in archive.changes()] == ["text"]
