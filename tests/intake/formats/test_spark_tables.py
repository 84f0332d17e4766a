"""Tables as Spark and Hive write them: times as INT96, and columns in the names of folders."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from whence.intake.formats.parquet import unwrap
from whence.intake.formats.tables import read_table

BODY = "The council will shut the harbour in April, the mayor said."
NOON = "2031-03-04 12:00"


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def write(path, columns):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.table(columns), path, use_deprecated_int96_timestamps=True)


def times(written):
    return pa.array([datetime.fromisoformat(written)], pa.timestamp("us"))


def read(path, **columns):
    return list(read_table(path, columns=columns))


@pytest.mark.parametrize(
    ("time", "published"),
    [
        ("2031-03-04 09:30", "2031-03-04T09:30:00Z"),
        ("2231-03-04 09:30", "2231-03-04T09:30:00Z"),
        ("1850-03-04 09:30", "1850-03-04T09:30:00Z"),
    ],
)
def test_a_time_in_int96_is_in_utc_and_may_be_centuries_away(time, published):
    write("news.parquet", {"text": [BODY], "date": times(time)})
    (found,) = read("news.parquet")
    assert found.metadata.published == published


def test_a_time_before_1970_that_an_older_program_wrote_stays_in_its_century():
    epoch, late = datetime(1970, 1, 1, tzinfo=UTC), datetime(2434, 9, 22, 9, 4, 33, 709551, tzinfo=UTC)
    told = unwrap((late - epoch) // timedelta(microseconds=1))
    assert epoch + timedelta(microseconds=told) == datetime(1850, 3, 4, 9, 30, tzinfo=UTC)
    assert unwrap(-5) == -5


def test_a_time_before_newspapers_is_none_and_no_other():
    write("news.parquet", {"text": [BODY], "date": times("1650-03-04")})
    (found,) = read("news.parquet")
    assert found.metadata.published is None


def test_a_time_nested_in_a_column_is_in_utc_too():
    kind = pa.struct([("date", pa.timestamp("us")), ("page", pa.int32())])
    write("news.parquet", {"text": [BODY], "meta": pa.array([{"date": datetime.fromisoformat(NOON), "page": 4}], kind)})
    (found,) = read("news.parquet", published="meta.date")
    assert found.metadata.published == "2031-03-04T12:00:00Z"


def test_a_time_that_is_not_int96_keeps_its_own_zone():
    parquet.write_table(pa.table({"text": [BODY], "date": times(NOON)}), "news.parquet")
    assert read("news.parquet")[0].metadata.published == "2031-03-04T12:00:00"
    parquet.write_table(pa.table({"text": [BODY], "date": [datetime(2031, 3, 4, 12, tzinfo=UTC)]}), "news.parquet")
    assert read("news.parquet")[0].metadata.published == "2031-03-04T12:00:00Z"


def test_folders_are_columns_of_text():
    path = "out/publisher=The Tidewater Post/language=en/date=2031-03-04 09%3A30%3A00/part-00000.c000.parquet"
    write(path, {"text": [BODY, BODY]})
    first, second = read(path)
    assert first.metadata == second.metadata
    assert first.metadata.publisher == "The Tidewater Post"
    assert (first.metadata.language, first.metadata.published) == ("en", "2031-03-04T09:30:00")


def test_a_folder_without_a_value_is_null_and_no_name():
    path = "out/publisher=__HIVE_DEFAULT_PARTITION__/part-0.parquet"
    write(path, {"text": [BODY]})
    (found,) = read(path)
    assert found.metadata.publisher is None


def test_no_type_is_guessed_for_a_folder():
    path = "out/publisher=007/part-0.parquet"
    write(path, {"text": [BODY]})
    (found,) = read(path)
    assert found.metadata.publisher == "007"


def test_a_folder_can_be_named_for_a_field():
    path = "out/paper=The Tidewater Post/part-0.parquet"
    write(path, {"text": [BODY]})
    (found,) = read(path, publisher="paper")
    assert found.metadata.publisher == "The Tidewater Post"


def test_folders_count_for_other_tables_too():
    path = Path("out/publisher=The%20Post/part-0.csv")
    path.parent.mkdir(parents=True)
    path.write_text(f'text\n"{BODY}"\n', encoding="utf-8")
    (found,) = read(str(path))
    assert found.metadata.publisher == "The Post"
