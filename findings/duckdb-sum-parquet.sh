#!/bin/sh
# duckdb 2.0.1: the sum of a column of whole numbers is written to Parquet as DOUBLE, and is not exact there.
#
# One would expect: sum() of BIGINT is a whole number in a Parquet file, as it is on the screen.
# What happens: the sum is a HUGEINT, for which Parquet has no type. COPY writes DOUBLE without any notice, and a number
#   above 2^53 comes back as another. A cast in the query (sum(n)::BIGINT) prevents it; count(*) is not affected.
# Output seen:
#   on the screen: 9007199254740993
#   from Parquet: 9007199254740992.0 double
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet duckdb==2.0.1 pyarrow==26.0.1
venv/bin/python <<'END'
import sys
import duckdb
import pyarrow.parquet

QUERY = "SELECT sum(n) AS total FROM (VALUES (9007199254740993::BIGINT), (0)) AS t(n)"
duckdb.sql(f"COPY ({QUERY}) TO 'total.parquet'")
((shown,),) = duckdb.sql(QUERY).fetchall()
column = pyarrow.parquet.read_table("total.parquet").column("total")
print("on the screen:", shown)
print("from Parquet:", column[0].as_py(), column.type)
if (shown, column[0].as_py(), str(column.type)) != (9007199254740993, 9007199254740992.0, "double"):
    sys.exit("changed")
END
