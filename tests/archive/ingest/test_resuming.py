"""An import in several processes, one that is killed and run again, and what is done to an archive afterwards."""

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from tests.support.quick_reader import add, captures, holdings_of, open_quickly, read_quickly, rows_of
from tests.support.strategies import ledgers
from whence.archive.archive import Archive
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.archive.storage.write import Arrival, store_report
from whence.errors import UsageError
from whence.records.answers import Filters, Receipt

# An import in a process of its own, which tells of each report that it has read it.
IMPORT = """
import sys
from tests.support.quick_reader import add, captures, read_quickly

def open_telling():
    return lambda report: print(report.url, flush=True) or read_quickly(report)

add(sys.argv[1], *captures(400), reader=open_telling)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.whence"


def kill_after(path, count):
    """Start an import, and kill its process once it has read so many reports."""
    command = [sys.executable, "-c", IMPORT, path]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:  # noqa: S603
        for _ in range(count):
            process.stdout.readline()
        process.kill()


def test_an_import_that_is_killed_and_run_again_gives_the_same_archive(path, tmp_path):
    whole = tmp_path / "whole.whence"
    add(whole, *captures(400))
    kept = []
    for moment in (70, 1, 150):
        kill_after(path, moment)
        kept += rows_of(path, "SELECT count(*) FROM versions")[0]
    assert 0 < kept[0] <= kept[1] < kept[2] < 350
    add(path, *captures(400))
    assert holdings_of(path) == holdings_of(whole)


def test_all_that_was_captured_is_known_the_second_time(path):
    first = add(path, *captures(400))
    before = holdings_of(path)
    second = add(path, *captures(400))
    assert (first.rejected, second.rejected) == (2, 2)
    assert second.known == 398
    assert holdings_of(path) == before


def test_two_processes_make_the_same_archive_as_one(path, tmp_path):
    other = tmp_path / "other.whence"
    noon = partial(datetime, 2031, 3, 4, 12, tzinfo=UTC)
    assert add(path, *captures(100), jobs=2, clock=noon) == add(other, *captures(100), clock=noon)
    assert holdings_of(path) == holdings_of(other)


def test_how_far_an_import_is_is_told_and_never_goes_back(path):
    add(path, *captures(30))
    told = []
    inputs = [replace(each, done=number / 100) for number, each in enumerate(captures(100), 1)]
    tally = add(path, *inputs, on_progress=told.append)
    shares = [progress.done for progress in told]
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert told[-1].count == 100 == tally.added + tally.changed + tally.known + tally.rejected


def test_reading_again_replaces_ledgers_and_nothing_else(path):
    add(path, *captures(20))
    before = holdings_of(path)

    def open_other():
        def read(report):
            return replace(
                read_quickly(replace(report, text=report.text.replace("said", "told"))), report=report, model="other"
            )

        return read

    with Archive(path) as archive:
        assert archive.search("boats", fields=["contents"]).total > 0
        told = []
        tally = archive.reread(model="other", reader=open_other, on_progress=told.append)
        assert (tally.changed, tally.rejected) == (len(before["versions"]), 0)
        assert told[-1].done == 1.0
        assert archive.search("boats", fields=["contents"]).total == 0
        assert archive.search("boats").total > 0
        assert archive.reread(model="other", reader=open_other).changed == 0
        assert {held.model for held in archive.reports()} == {"other"}
        archive.reread(model="quick", reader=open_quickly)
    assert holdings_of(path) == before


def test_what_fast_has_read_is_not_read_again_with_fast(path):
    add(path, *captures(3))

    def open_fast():
        return lambda report: replace(read_quickly(report), model="en-9-fast")

    with Archive(path) as archive:
        assert archive.reread(model="fast", reader=open_fast).changed == 3
        assert archive.reread(model="fast", reader=open_fast).changed == 0
        assert archive.reread(model="quick", reader=open_quickly).changed == 3


def test_a_report_that_cannot_be_read_again_keeps_its_ledger(path):
    add(path, *captures(3))

    def open_broken():
        return lambda report: {}[report.id]

    with Archive(path) as archive:
        tally = archive.reread(model="other", reader=open_broken)
        assert (tally.changed, tally.rejected) == (0, 3)
        assert {held.model for held in archive.reports()} == {"quick"}


def test_removing_reports_leaves_nothing_of_them(path):
    add(path, *captures(40))
    with Archive(path) as archive:
        some, *_ = archive.reports()
        assert archive.remove([some.id]) == 1
        with pytest.raises(UsageError, match="there is no such report"):
            archive.ledger(some.id)
        archive.remove(filters=Filters())
        assert archive.reports() == []
        assert archive.search("boats").total == 0
    left = {table: rows for table, rows in holdings_of(path).items() if rows}
    assert left.keys() <= {"names", "rejected"}
    assert add(path, *captures(40)).added > 0


@settings(max_examples=25)
@given(ledgers())
def test_a_ledger_comes_back_as_it_was_kept(ledger):
    receipt = Receipt(input="-", fetched=None, digest="0", extractor="whence")
    with TemporaryDirectory() as folder, closing(Store(f"{folder}/news.whence", create=True)) as store:
        with store.writing(), store.transaction():
            store_report(store, Arrival(ledger=ledger, receipt=receipt), now="2031-03-04T09:00:00+00:00")
        assert ledger_of(store, 1) == ledger
