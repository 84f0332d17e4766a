#!/bin/sh
# pyarrow 26.0.1: times before 1970 that an older pyarrow wrote as INT96 come back 584 years late when read in microseconds.
#
# One would expect: coerce_int96_timestamp_unit="us" is what to ask for where INT96 (Spark, Hive, Impala) may hold years
#   that nanoseconds cannot count; years that they can count are the same either way.
# What happens: pyarrow up to 22.0.0 writes a time before 1970 with a negative number of nanoseconds within its day. Read
#   as nanoseconds (the default) it is right again; read as microseconds, milliseconds or seconds the number counts as
#   very large, and the year 1850 becomes 2434, without an error. DuckDB reads the file right. pyarrow 23 writes it right.
# Seen for 1850-03-04 09:30 and 2019-03-04 09:30 (written by 22.0.0, read by 26.0.1):
#   default: 1850-03-04 09:30 2019-03-04 09:30
#   us: 2434-09-22 09:04 2019-03-04 09:30
#   duckdb 2.0.1: 1850-03-04 09:30 2019-03-04 09:30
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv old
old/bin/python -m pip install --quiet pyarrow==22.0.0
old/bin/python <<'END'
from datetime import datetime
import pyarrow
import pyarrow.parquet

times = pyarrow.array([datetime(1850, 3, 4, 9, 30), datetime(2019, 3, 4, 9, 30)], pyarrow.timestamp("us"))
pyarrow.parquet.write_table(pyarrow.table({"t": times}), "t.parquet", use_deprecated_int96_timestamps=True)
END
python3 -m venv new
new/bin/python -m pip install --quiet pyarrow==26.0.1 duckdb==2.0.1
new/bin/python <<'END'
import sys
import duckdb
import pyarrow.parquet

def minutes(times):
    return " ".join(str(time)[:16] for time in times)

seen = {
    "default": minutes(pyarrow.parquet.ParquetFile("t.parquet").read()["t"].to_pylist()),
    "us": minutes(pyarrow.parquet.ParquetFile("t.parquet", coerce_int96_timestamp_unit="us").read()["t"].to_pylist()),
    "duckdb 2.0.1": minutes(time for (time,) in duckdb.sql("SELECT t FROM 't.parquet'").fetchall()),
}
for how, times in seen.items():
    print(f"{how}: {times}")
right = "1850-03-04 09:30 2019-03-04 09:30"
if seen != {"default": right, "us": "2434-09-22 09:04 2019-03-04 09:30", "duckdb 2.0.1": right}:
    sys.exit("changed")
END
