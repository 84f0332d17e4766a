import json
import shutil
from collections import Counter
from datetime import date

from tests.support.quick_reader import open_quickly
from tests.support.sparks import DEADLY, needs_spark, open_deadly, rows_of
from whence.archive.archive import Archive
from whence.archive.columnar.ledger_rows import LEDGER_TABLES
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
