from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.archives import HARBOUR, NOW
from tests.support.full_ledger import FULL
from tests.support.strategies import ledgers
from whence.archive.archive import Archive
from whence.archive.columnar.ledger_rows import LEDGER_COLUMNS, LEDGER_TABLES, arrival_of_row, ledger_row, table_rows
from whence.archive.columnar.schemas import find_schema
from whence.archive.storage.store import Store
from whence.archive.storage.write import Arrival, store_report
from whence.records.answers import Receipt
from whence.records.ledger import Ledger
from whence.records.report import Report

RECEIPT = Receipt(
    input="crawl.warc#7", fetched="2031-03-04T10:00:00+00:00", digest="7" * 64, extractor="whence, trafilatura"
)


def arrival_of(ledger, **more):
    return Arrival(ledger=ledger, receipt=RECEIPT, addresses=("post.example/harbour",), **more)


@settings(max_examples=25)
@given(ledgers(), st.booleans(), st.lists(st.text(max_size=5), max_size=2))
def test_a_report_is_rebuilt_as_it_was_read(ledger, lacks, places):
    receipt = replace(RECEIPT, etag='"tide"', modified="2031-03-04", fetched=None)
    arrival = Arrival(ledger=ledger, receipt=receipt, places=tuple(places), lacks_capture_time=lacks)
    row = dict(zip([name for name, _ in LEDGER_COLUMNS], ledger_row(arrival), strict=True))
    assert arrival_of_row(row) == arrival


def test_a_text_that_utf_8_cannot_hold_comes_back_whole():
    ledger = Ledger(report=Report(text="Lone \ud800."), sources=(), attributions=(), model="none")
    row = dict(zip([name for name, _ in LEDGER_COLUMNS], ledger_row(arrival_of(ledger)), strict=True))
    assert row["ledger"].encode("utf-8")
    assert arrival_of_row(row).ledger.report.text[5] == "\ud800"


def exported(path, arrival):
    store = Store(path, create=True)
    with store.writing(), store.transaction():
        store_report(store, arrival, now=NOW)
    store.close()
    with Archive(path) as archive:
        return {name: archive.table(name).to_pylist() for name in LEDGER_TABLES}


def test_its_rows_are_those_that_an_archive_exports(tmp_path):
    nothing = Ledger(report=Report(text="Fog."), sources=(), attributions=(), model="none")
    for number, ledger in enumerate((HARBOUR, FULL, nothing)):
        arrival = arrival_of(ledger)
        rows = table_rows(arrival, added=NOW)
        for name, expected in exported(tmp_path / f"{number}.whence", arrival).items():
            columns = find_schema(name).cells
            kept = [place for place, (_, kind) in enumerate(columns) if kind not in {"time", "day"}]
            names = [columns[place][0] for place in kept]
            shown = [dict(zip(names, [row[place] for place in kept], strict=True)) for row in rows[name]]
            assert shown == [{key: row[key] for key in names} for row in expected], name


def test_the_rows_of_a_report_are_these():
    rows = table_rows(arrival_of(HARBOUR), added=NOW)
    assert [len(rows[name]) for name in LEDGER_TABLES] == [1, 2, 2, 1, 1]
    own = HARBOUR.report.id
    assert rows["sources"] == [
        (own, 1, "s1", "Okafor", "person", "named", None, 1, None),
        (own, 1, "s2", "the mayor", "person", "described", "NOR", 1, None),
    ]
    assert [row[:4] for row in rows["attributions"]] == [(own, 1, "a1", "s1"), (own, 1, "a2", "s2")]
    (report,) = rows["reports"]
    assert report[:6] == (own, 1, True, "Harbour to close", "The Tidewater Post", ["Ana Brandt", "Kim Da-eun"])
