#!/bin/sh
# duckdb 2.0.1: rows with NaN are not found in Parquet files that others wrote; from a table of DuckDB they are.
#
# One would expect: a query gives the same on a Parquet file and on a table made of it. In DuckDB NaN is greater than
#   all numbers, and isnan(x) finds it.
# What happens: pyarrow leaves NaN out of the minimum and maximum that a Parquet file states, as the format asks. DuckDB
#   takes those for bounds of every value: it answers max(x) from them, and skips rows for x > 5 and even for isnan(x).
# Seen with pyarrow 26.0.1 as the writer, for the values 1.0 and NaN (file, then table):
#   count(*) where x > 5: 0 1
#   count(*) where isnan(x): 0 1
#   max(x): 1.0 nan
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet duckdb==2.0.1 pyarrow==26.0.1
venv/bin/python <<'END'
import sys
import duckdb
import pyarrow
import pyarrow.parquet

pyarrow.parquet.write_table(pyarrow.table({"x": [1.0, float("nan")]}), "x.parquet")
duckdb.sql("CREATE TABLE x AS FROM 'x.parquet'")
one = lambda what, source, where: duckdb.sql(f"SELECT {what} FROM {source} {where}").fetchall()[0][0]
seen = []
for what, where in [("count(*)", "where x > 5"), ("count(*)", "where isnan(x)"), ("max(x)", "")]:
    pair = [one(what, "'x.parquet'", where), one(what, "x", where)]
    print(f"{what} {where}".strip() + ":", *pair)
    seen.append(str(pair))
if seen != ["[0, 1]", "[0, 1]", "[1.0, nan]"]:
    sys.exit("changed")
END
