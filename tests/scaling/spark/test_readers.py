"""The tables as other programs read them."""

from datetime import UTC, date, datetime

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.support.sparks import needs_spark

pytestmark = needs_spark

DAYS = [date(2031, 3, 4), date(2031, 3, 4), date(2031, 3, 5), date(2031, 3, 5), None]
NAMES = ["Ana Brandt", "Ines Okafor", "Officials", "Port Office", "Rui Gil", "Somebody"]


def test_every_column_has_the_type_that_an_export_has(read):
    (path, *_) = sorted((read[0] / "attributions").rglob("*.parquet"))
    types = {field.name: field.type for field in parquet.read_schema(path)}
    assert types["content"] == pa.string()
    assert types["version"] == types["start"] == pa.int64()
    assert types["score"] == types["confidence"] == pa.float64()
    assert types["relays"].value_type == pa.string()
    (path, *_) = sorted((read[0] / "reports").rglob("*.parquet"))
    types = {field.name: field.type for field in parquet.read_schema(path)}
    assert types["added"] == types["fetched"] == pa.timestamp("us", tz="UTC")
    assert types["is_latest"] == pa.bool_()


def test_duckdb_reads_them(read):
    output, _, _ = read
    with duckdb.connect() as connection:
        reports = connection.sql(f"FROM '{output}/reports/*/*.parquet'")
        names = connection.sql(f"FROM '{output}/attributions/*/*.parquet'").aggregate("name").order("name").fetchall()
        late = reports.filter("published_day >= '2031-03-05' AND published_day <> 'undated'").project("day").fetchall()
        days = reports.project("day").order("day NULLS LAST").fetchall()
    assert [day for (day,) in days] == DAYS
    assert [day for (day,) in late] == DAYS[2:4]
    assert [name for (name,) in names] == NAMES


def test_pandas_reads_them(read):
    pandas = pytest.importorskip("pandas")
    reports = pandas.read_parquet(read[0] / "reports")
    assert sorted(reports["day"].dropna()) == DAYS[:-1]
    assert sorted(reports["published_day"]) == ["2031-03-04", "2031-03-04", "2031-03-05", "2031-03-05", "undated"]
    assert str(reports["added"].dtype) == "datetime64[us, UTC]"
    attributions = pandas.read_parquet(read[0] / "attributions")
    assert sorted(attributions["name"].unique()) == NAMES
    assert attributions["score"].dtype == float


def test_polars_reads_them(read):
    polars = pytest.importorskip("polars")
    reports = polars.scan_parquet(f"{read[0]}/reports/**/*.parquet").collect()
    assert sorted(reports["day"].drop_nulls()) == DAYS[:-1]
    assert reports["added"].dtype == polars.Datetime("us", "UTC")
    attributions = polars.scan_parquet(f"{read[0]}/attributions/**/*.parquet").collect()
    assert sorted(attributions["name"].unique()) == NAMES


def test_times_of_reading_are_in_utc(read):
    (path, *_) = sorted((read[0] / "reports").rglob("*.parquet"))
    (added, *_) = parquet.read_table(path, partitioning=None)["added"].to_pylist()
    assert abs((datetime.now(UTC) - added).total_seconds()) < 3600
