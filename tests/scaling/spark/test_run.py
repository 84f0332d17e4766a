import json
import os
import shutil
from collections import Counter
from datetime import date

import pytest

from tests.support.quick_reader import open_quickly
from tests.support.sparks import DEADLY, needs_spark, open_deadly, open_waiting, rows_of
from whence.archive.archive import Archive
from whence.archive.columnar.ledger_rows import LEDGER_TABLES
from whence.errors import UsageError
from whence.scaling.spark.run import read_into

pytestmark = needs_spark

_OWN = {"added", "at", "version", "is_latest", "entity"}
"""Columns about the archive, the run or linking."""


def test_reports_of_all_forms_are_read_and_bad_ones_are_rejected(read, folder):
    _, tally, seen = read
    assert (tally.added, tally.known, tally.rejected) == (5, 1, 2)
    assert [(each.input, each.reason) for each in tally.refused] == [
        (f"{folder}/empty.txt", "the file is empty. Give a file with a report in it."),
        (f"{folder}/news.jsonl#3", "this row has no text. Correct the row, or leave it out."),
    ]
    assert all(each.at.endswith("+00:00") for each in tally.refused)
    assert tally.passed_over == ((".jpg", 1),)
    assert (seen[-1].added, seen[-1].rejected, seen[-1].done) == (5, 2, 1.0)


def test_the_tables_are_those_that_an_archive_of_the_same_files_exports(spark, read, folder, tmp_path):
    output, _, _ = read
    with Archive(tmp_path / "news.whence", create=True) as archive:
        archive.add([folder], reader=open_quickly)
        exported = {name: archive.table(name).to_pylist() for name in (*LEDGER_TABLES, "rejected")}
    for name, expected in exported.items():
        found = rows_of(spark, output, name)
        assert len(found) == len(expected) > 0, name
        assert found[0].keys() - {"published_day"} == expected[0].keys()
        kept = sorted(expected[0].keys() - _OWN)
        shown = sorted(repr([row[key] for key in kept]) for row in found)
        assert shown == sorted(repr([row[key] for key in kept]) for row in expected), name


def test_the_reports_of_a_day_stand_in_its_folder(read):
    output, _, _ = read
    assert sorted(path.name for path in (output / "reports").glob("published_day=*")) == [
        "published_day=2031-03-04",
        "published_day=2031-03-05",
        "published_day=undated",
    ]
    assert sorted(path.name for path in output.iterdir()) == sorted([*LEDGER_TABLES, "ledgers", "rejected"])


def test_the_same_again_reads_what_is_new_alone(spark, read, folder, tmp_path):
    output = shutil.copytree(read[0], tmp_path / "out")
    (tmp_path / "late.txt").write_text("Late news\n\nAna Brandt said boats came back.\n")
    names = [str(folder), str(tmp_path / "late.txt")]
    tally = read_into(spark, names, str(output), reader=open_quickly, partitions=2)
    # A row without a text has no bytes to be known by.
    assert (tally.added, tally.known, tally.rejected) == (1, 7, 1)
    assert Counter(row["day"] for row in rows_of(spark, output, "reports")) == {
        date(2031, 3, 4): 2,
        date(2031, 3, 5): 2,
        None: 2,
    }
    assert len(rows_of(spark, output, "ledgers")) == 6
    assert len(rows_of(spark, output, "rejected")) == 2


def test_files_that_spark_alone_can_open_are_read_too(spark, folder, tmp_path):
    spark.conf.set("fs.viewfs.mounttable.press.link./news", f"file://{folder}")
    tally = read_into(spark, ["viewfs://press/news"], str(tmp_path / "out"), reader=open_quickly, partitions=2)
    assert (tally.added, tally.known, tally.rejected) == (5, 1, 1)  # Spark does not show empty files
    assert [each.input for each in tally.refused] == ["viewfs://press/news/news.jsonl#3"]
    assert tally.passed_over == ((".jpg", 1),)
    addresses = [row["addresses"] for row in rows_of(spark, tmp_path / "out", "ledgers")]
    assert sorted(addresses) == [[], [], [], [], ["post.example/boats"]]


def test_a_report_that_ends_its_process_costs_itself_alone(spark, tmp_path):
    texts = [DEADLY if number == 7 else f"Ines Okafor said {number} boats left." for number in range(12)]
    table = spark.createDataFrame([(f"n{number}", text) for number, text in enumerate(texts)], "id string, body string")
    tally = read_into(spark, table, str(tmp_path / "out"), reader=open_deadly, partitions=2)
    assert (tally.added, tally.rejected) == (11, 1)
    (refused,) = tally.refused
    assert refused.input == "table#n7"
    assert refused.reason == (
        "the process that read it ended with exit status -9, perhaps for lack of memory. Read it by itself."
    )
    (row,) = (row for row in rows_of(spark, tmp_path / "out", "ledgers") if row["input"] == "table#n3")
    assert json.loads(row["ledger"])["report"]["text"] == "Ines Okafor said 3 boats left."


def test_a_run_that_is_ended_keeps_what_finished_tasks_read_and_the_next_goes_on(spark, tmp_path):
    os.mkfifo(tmp_path / "never")
    texts = [f"Ines Okafor said {number} boats left." for number in range(12)]
    texts[5] = f"Rui Gil said wait for {tmp_path}/never."
    table = spark.createDataFrame([(f"n{number}", text) for number, text in enumerate(texts)], "id string, body string")

    def end(progress):
        if progress.done >= 0.5:
            spark.sparkContext.cancelAllJobs()

    output = tmp_path / "out"
    with pytest.raises(UsageError, match=r"Spark failed \(.*cancelled"):
        read_into(spark, table, str(output), reader=open_waiting, partitions=6, on_progress=end)
    assert [path.name for path in output.iterdir()] == ["unfinished"]
    kept = len(spark.read.parquet(f"{output}/unfinished").collect())
    tally = read_into(spark, table, str(output), reader=open_quickly, partitions=2)
    assert (tally.added, tally.known) == (12, kept)
    assert 0 < kept < 12
    found = [json.loads(row["ledger"])["report"]["text"] for row in rows_of(spark, output, "ledgers")]
    assert sorted(found) == sorted(texts)
    assert not (output / "unfinished").exists()


def test_an_output_that_is_a_file_is_refused_before_anything_is_read(spark, tmp_path):
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(UsageError) as caught:
        read_into(spark, [str(tmp_path / "fog.txt")], str(tmp_path / "out"))
    assert str(caught.value) == (
        f"{tmp_path}/out: the output is a folder, and there is a file of this name. Name another place."
    )


def test_what_spark_complains_of_is_one_sentence(spark, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "unfinished").write_text("in the way")
    (tmp_path / "fog.txt").write_text("Ana Brandt said fog would stay.")
    with pytest.raises(UsageError) as caught:
        read_into(spark, [str(tmp_path / "fog.txt")], str(tmp_path / "out"), reader=open_quickly, partitions=1)
    assert str(caught.value).startswith(f"{tmp_path}/out: Spark failed (")
    assert str(caught.value).endswith("). What finished tasks have read is kept; run it again.")
    assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(TypeError, match=r"^source must be a list: write \['fog.txt'\]"):
        read_into(spark, "fog.txt", str(tmp_path / "out"))
    with pytest.raises(UsageError, match=r"^nofs:/gone: Spark failed \(.*nofs.*\)\. Check the address,"):
        read_into(spark, ["nofs:/gone"], str(tmp_path / "out"), reader=open_quickly)
