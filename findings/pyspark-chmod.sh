#!/bin/sh
# pyspark 4.3.0 (with its own Hadoop, Java 17, Linux): writing files on one machine starts a process for each of them.
#
# One would expect: Spark writes a hundred small Parquet files into a local folder from its one Java process.
# What happens: it starts `chmod` three times for each: for the folder of the partition, the file, and the hidden file of
#   checksums beside it. The package lacks Hadoop's native library, without which Hadoop sets the mode of what it makes
#   by starting that command. This takes most of the 11 ms of CPU time that a file costs, so that small tables divided
#   by day take longer than what is in them. Hadoop's RawLocalFileSystem writes no checksums, and starts two for each.
# Output seen:
#   100 files: chmod started 3 times for each
#   100 files with RawLocalFileSystem: chmod started 2 times for each
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet pyspark==4.3.0
mkdir bin
cat > bin/chmod <<'END'
#!/bin/sh
echo "$*" >> "$CALLS"
exec /bin/chmod "$@"
END
chmod +x bin/chmod
cat > write.py <<'END'
import sys

from pyspark.sql import SparkSession

builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
for setting in sys.argv[2:]:
    builder = builder.config(*setting.split("=", 1))
rows = builder.getOrCreate().range(200).selectExpr("id", "id % 100 AS day").repartition(1, "day")
rows.write.partitionBy("day").parquet(sys.argv[1])
END

count() { # label, folder, then settings of Spark
    label=$1; shift
    CALLS="$folder/calls" PATH="$folder/bin:$PATH" SPARK_LOCAL_IP=127.0.0.1 venv/bin/python write.py "$@" 2> log || { cat log; exit 2; }
    echo "$(find "$1" -name '*.parquet' | wc -l) files$label: chmod started $(($(wc -l < calls) / 100)) times for each"
    rm calls
}
{
    count "" plain
    count " with RawLocalFileSystem" raw spark.hadoop.fs.file.impl=org.apache.hadoop.fs.RawLocalFileSystem
} | tee seen
cat > expected <<'END'
100 files: chmod started 3 times for each
100 files with RawLocalFileSystem: chmod started 2 times for each
END
cmp seen expected
