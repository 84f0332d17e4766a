import csv
import json
import re
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.support.archives import HARBOUR, NOW, changed, fill, ledger_by
from tests.support.strategies import ledgers
from whence.archive.archive import Archive
from whence.archive.columnar.arrow import to_arrow, write_parquet
from whence.archive.columnar.export import export, table
from whence.archive.columnar.schemas import TABLE_SCHEMAS
from whence.archive.query.lookup import walk_ledgers
from whence.archive.storage.write import record_rejection, replace_ledger
from whence.errors import UsageError
from whence.records.answers import Filters, Refused
from whence.records.form.json_lines import json_line

DOCS = Path(__file__).parents[3] / "docs" / "tables.md"
PARTS = ["texts", "sources", "attributions", "events", "findings"]
LINKS = ["stories", "claims", "claim_pairs", "passages", "quotations", "people"]
TABLES = ["reports", *PARTS, "changes", "corrections", "notes", *LINKS, "owners", "rejected"]
ALL = Filters()


@pytest.fixture
def store(tmp_path):
    """Keep two versions of one report, another report, and a page that could not be read."""
    told = changed(HARBOUR, before="ruin", after="rain")
    store = fill(
        tmp_path / "news.whence",
        [HARBOUR, ledger_by("Kim Da-eun", published="2031-04"), told],
        addresses=["example.org/harbour", "example.org/other", "example.org/harbour"],
    )
    with store.writing(), store.transaction():
        record_rejection(
            store, Refused(input="bad.pdf", reason="it is no text. Save it as one.", at=NOW), digest="ff", reader="w"
        )
    return store


def lines_of(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def ids_of(store):
    return [held.id for held, _ in walk_ledgers(store, ALL, all_versions=True)]


def documented_columns():
    """Read each table's columns and their types off its section."""
    sections = re.split(r"^## ", DOCS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = {
        part.splitlines()[0]: re.findall(r"^\| `(\w+)` \| (\w+) \| .*\|$", part, re.MULTILINE) for part in sections
    }
    return {name: columns for name, columns in found.items() if columns}


def test_the_docs_tell_of_every_table_and_column_with_its_type_and_of_no_other():
    assert documented_columns() == {
        schema.name: [(column.name, column.type) for column in schema.columns] for schema in TABLE_SCHEMAS
    }


def test_a_file_is_written_for_each_table_and_for_json_lines_one_of_ledgers(store, tmp_path):
    assert [path.name for path in export(store, tmp_path / "csv", form="csv", filters=ALL)] == [
        f"{name}.csv" for name in TABLES
    ]
    assert [path.name for path in export(store, tmp_path / "p", form="parquet", filters=ALL)] == [
        f"{name}.parquet" for name in TABLES
    ]
    written = export(store, tmp_path / "lines", form="jsonl", filters=ALL)
    assert [path.name for path in written] == [*(f"{name}.jsonl" for name in TABLES), "ledgers.jsonl"]
    assert sorted((tmp_path / "lines").iterdir()) == sorted(written)


def test_rows_of_every_table_name_the_report_by_its_id_and_the_version_by_its_number(store, tmp_path):
    export(store, tmp_path / "out", form="jsonl", filters=ALL)
    first, other, _ = ids_of(store)
    assert first == HARBOUR.report.id
    expected = {
        "reports": [(first, 1), (other, 1), (first, 2)],
        "texts": [(first, 1), (other, 1), (first, 2)],
        "sources": [(first, 1), (first, 1), (other, 1), (first, 2), (first, 2)],
        "attributions": [(first, 1), (first, 1), (other, 1), (first, 2), (first, 2)],
        "events": [(first, 1), (first, 2)],
        "findings": [(first, 1), (first, 2)],
        "changes": [(first, 2)],
    }
    for name, rows in expected.items():
        assert [(row["id"], row["version"]) for row in lines_of(tmp_path / "out", name)] == rows, name


def test_a_correction_that_adds_an_attribution_is_told_from_one_that_says_what_is_right(store, tmp_path):
    missed = {"source": "Okafor", "content": "Harbour to close"}
    with Archive(tmp_path / "news.whence") as archive:
        archive.correct(HARBOUR.report.id, "a2", version=1, cue="warned", author="Ana Brandt")
        archive.correct(HARBOUR.report.id, "a1", version=1, is_wrong=True, author="Ana Brandt")
        archive.correct(HARBOUR.report.id, None, version=1, **missed, author="Ana Brandt")
    export(store, tmp_path / "out", form="jsonl", filters=ALL)
    rows = lines_of(tmp_path / "out", "corrections")
    assert [(row["is_added"], row["is_wrong"]) for row in rows] == [(False, False), (False, True), (True, False)]


def test_json_lines_hold_what_the_archive_does(store, tmp_path):
    export(store, tmp_path, form="jsonl", filters=ALL)
    report = lines_of(tmp_path, "reports")[0]
    assert report["headline"] == "Harbour to close"
    assert report["byline"] == ["Ana Brandt", "Kim Da-eun"]
    assert (report["published"], report["day"], report["added"]) == ("2031-03-04", "2031-03-04", NOW)
    assert (report["attribution_count"], report["source_count"], report["is_latest"]) == (2, 2, False)
    assert lines_of(tmp_path, "reports")[2]["is_latest"] is True
    assert lines_of(tmp_path, "attributions")[1] == {
        "id": HARBOUR.report.id,
        "version": 1,
        "attribution": "a2",
        "source": "s2",
        "name": "the mayor",
        "kind": "person",
        "naming": "described",
        "cue": "warned",
        "content": '"ruin"',
        "quotation": "mixed",
        "channel": None,
        "stance": "warns",
        "level": None,
        "polarity": None,
        "score": None,
        "relays": ["Okafor"],
        "within": None,
        "start": 43,
        "confidence": 0.8,
    }
    (event,) = [row for row in lines_of(tmp_path, "events") if row["version"] == 1]
    assert (event["event"], event["attribution"], event["actor_code"]) == ("e1", "a1", "NOR GOV")
    (change,) = lines_of(tmp_path, "changes")
    assert (change["field"], change["before"], change["after"]) == ("text", '"ruin".', '"rain".')
    (rejected,) = lines_of(tmp_path, "rejected")
    assert rejected == {
        "input": "bad.pdf",
        "reason": "it is no text. Save it as one.",
        "digest": "ff",
        "reader": "w",
        "at": NOW,
    }


def test_csv_is_that_of_rfc_4180(store, tmp_path):
    export(store, tmp_path, form="csv", filters=ALL)
    report = HARBOUR.report
    assert (tmp_path / "texts.csv").read_bytes().split(b"\r\n")[:2] == [
        b"id,version,text",
        f'{report.id},1,"Harbour to close\n\n""It leaks,"" said Okafor; the mayor warned of ""ruin""."'.encode(),
    ]
    with (tmp_path / "reports.csv").open(encoding="utf-8", newline="") as file:
        first, other, _ = csv.DictReader(file)
    assert (first["byline"], first["is_latest"], first["named"]) == ("Ana Brandt; Kim Da-eun", "false", "0.5")
    assert (other["headline"], other["byline"], other["is_latest"]) == ("", "", "true")


def test_answers_become_arrow_tables_a_record_a_row(store):
    with Archive(store.path) as archive:
        reports, found = archive.reports(), archive.search("harbour OR tide OR said").hits
        assert to_arrow(reports).column("id").to_pylist() == [held.id for held in reports]
        assert [row["held"]["id"] for row in to_arrow(found).to_pylist()] == [hit.held.id for hit in found]
        assert to_arrow(archive.sources(name="nobody at all")).num_rows == 0


def test_parquet_has_proper_types_and_is_compressed_by_zstd(store, tmp_path):
    export(store, tmp_path, form="parquet", filters=ALL)
    with parquet.ParquetFile(tmp_path / "reports.parquet") as file:
        assert file.metadata.row_group(0).column(0).compression == "ZSTD"
        types = {field.name: str(field.type) for field in file.schema_arrow}
        rows = file.read().to_pylist()
    assert {types[name] for name in ("id", "headline", "published", "digest")} == {"string"}
    assert {types[name] for name in ("version", "attribution_count")} == {"int64"}
    assert (types["is_latest"], types["named"]) == ("bool", "double")
    assert (types["day"], types["added"]) == ("date32[day]", "timestamp[ms, tz=UTC]")
    assert types["byline"].startswith("list<")
    assert [row["day"] and row["day"].isoformat() for row in rows] == ["2031-03-04", None, "2031-03-04"]
    assert rows[0]["added"].isoformat() == NOW
    assert [row["published"] for row in rows] == ["2031-03-04", "2031-04", "2031-03-04"]


def csv_cell(cell):
    if isinstance(cell, list):
        return "; ".join(cell)
    return "" if cell is None else str(cell)


def test_what_there_is_none_of_is_null_in_all_forms(tmp_path):
    bare = replace(HARBOUR.attributions[0], content_spans=())
    report = replace(HARBOUR.report, byline=())
    with closing(
        fill(tmp_path / "news.whence", [replace(HARBOUR, report=report, attributions=(bare,), events=(), findings=())])
    ) as store:
        for form in ("jsonl", "csv", "parquet"):
            export(store, tmp_path, form=form, filters=ALL)
        (row,) = table(store, "attributions", filters=ALL).to_pylist()
        (reported,) = table(store, "reports", filters=ALL).to_pylist()
    assert (row["content"], row["relays"], reported["byline"]) == (None, None, None)
    assert (
        lines_of(tmp_path, "attributions") == [row] == parquet.read_table(tmp_path / "attributions.parquet").to_pylist()
    )
    with (tmp_path / "attributions.csv").open(encoding="utf-8", newline="") as file:
        (told,) = csv.DictReader(file)
    assert (told["content"], told["relays"]) == ("", "")


def test_all_forms_and_the_table_in_memory_hold_the_same(store, tmp_path):
    for form in ("jsonl", "csv", "parquet"):
        export(store, tmp_path, form=form, filters=ALL)
    for name in ("texts", "sources", "attributions", "findings", "changes"):
        lines = lines_of(tmp_path, name)
        assert parquet.read_table(tmp_path / f"{name}.parquet").to_pylist() == lines
        assert table(store, name, filters=ALL).to_pylist() == lines
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            told = [{column: csv_cell(cell) for column, cell in row.items()} for row in lines]
            assert list(csv.DictReader(file)) == told


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(kept=st.lists(ledgers(), max_size=4))
def test_ledgers_are_the_lines_that_reading_prints_in_the_order_of_the_reports(kept, tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    store = fill(folder / "news.whence", kept)
    export(store, folder, form="jsonl", filters=ALL)
    held = list(walk_ledgers(store, ALL, all_versions=True))
    assert (folder / "ledgers.jsonl").read_bytes() == b"".join(json_line(ledger) for _, ledger in held)
    assert [row["id"] for row in lines_of(folder, "reports")] == [each.id for each, _ in held]
    assert set(kept) >= {ledger for _, ledger in held}


def test_filters_choose_versions_and_all_that_was_rejected_is_written(store, tmp_path):
    export(store, tmp_path, form="jsonl", filters=Filters(publisher="the tidewater*", source="Okafor"))
    assert [row["version"] for row in lines_of(tmp_path, "reports")] == [1, 2]
    assert {row["id"] for name in PARTS for row in lines_of(tmp_path, name)} == {HARBOUR.report.id}
    assert len((tmp_path / "ledgers.jsonl").read_text("utf-8").splitlines()) == 2
    assert len(lines_of(tmp_path, "rejected")) == 1
    for filters in (Filters(kind="person", naming="described"), Filters(event="accuse"), Filters(finding="denied")):
        assert table(store, "sources", filters=filters)["version"].to_pylist() == [1, 1, 2, 2], filters


def test_sources_stand_in_the_order_of_the_report(tmp_path):
    one = ledger_by("First")
    many = type(one)(
        report=one.report,
        sources=tuple(type(one.sources[0])(id=f"s{n}", name=f"N{n}", mentions=()) for n in range(1, 12)),
        attributions=(),
        model="by-hand",
    )
    store = fill(tmp_path / "news.whence", [many])
    assert table(store, "sources", filters=ALL)["source"].to_pylist() == [f"s{n}" for n in range(1, 12)]


def test_an_empty_archive_gives_empty_tables(tmp_path):
    store = fill(tmp_path / "news.whence", [])
    export(store, tmp_path, form="csv", filters=ALL)
    assert (tmp_path / "findings.csv").read_bytes() == b"id,version,number,kind,words,note,start\r\n"
    assert [table(store, name, filters=ALL).num_rows for name in TABLES] == [0] * 17


def test_what_was_there_before_is_replaced_and_the_rest_left_alone(store, tmp_path):
    out = tmp_path / "new" / "out"
    out.mkdir(parents=True)
    (out / "texts.csv").write_text("old")
    (out / "notes.txt").write_text("mine")
    export(store, out, form="csv", filters=ALL)
    assert (out / "texts.csv").read_text("utf-8").startswith("id,version,text")
    assert (out / "notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(store, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError) as told:
        export(store, tmp_path / "file" / "out", form="csv", filters=ALL)
    assert (
        str(told.value)
        == f"{tmp_path}/file/out: it cannot be written: Not a directory. Check the folder and its permissions."
    )


def test_where_one_file_cannot_be_written_none_is(store, tmp_path):
    (tmp_path / "out" / "changes.csv.part").mkdir(parents=True)
    (tmp_path / "out" / "texts.csv").write_text("old")
    with pytest.raises(UsageError, match="it cannot be written: Is a directory"):
        export(store, tmp_path / "out", form="csv", filters=ALL)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["changes.csv.part", "texts.csv"]
    assert (tmp_path / "out" / "texts.csv").read_text() == "old"


def test_an_export_holds_the_archive_as_it_was_when_it_began(store, tmp_path):
    other = fill(tmp_path / "news.whence", [])
    with store.snapshot():
        before = table(store, "texts", filters=ALL).num_rows
        with other.writing(), other.transaction():
            other.run("DELETE FROM reports")
        export(store, tmp_path / "out", form="csv", filters=ALL)
        assert table(store, "texts", filters=ALL).num_rows == before == 3
    assert table(store, "texts", filters=ALL).num_rows == 0
    with (tmp_path / "out" / "reports.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


def test_without_pyarrow_parquet_and_tables_say_what_to_install_and_the_rest_is_written(store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'whence\[tables\]'"):
        export(store, tmp_path / "out", form="parquet", filters=ALL)
    assert not (tmp_path / "out").exists()
    with pytest.raises(UsageError, match=r"pip install 'whence\[tables\]'"):
        table(store, "texts", filters=ALL)
    assert len(export(store, tmp_path / "out", form="csv", filters=ALL)) == 17


def test_what_there_is_not_is_refused(store, tmp_path):
    with pytest.raises(UsageError, match=r"xml: there is no such format. Use jsonl, csv, parquet"):
        export(store, tmp_path, form="xml", filters=ALL)
    with pytest.raises(UsageError, match=r"tides: there is no table of this name. Choose of reports, texts"):
        table(store, "tides", filters=ALL)


def test_a_time_that_is_none_is_null_in_parquet_and_as_it_was_elsewhere(store, tmp_path):
    with store.writing(), store.transaction():
        store.run("UPDATE versions SET fetched = 'yesterday' WHERE id = 1")
        store.run("UPDATE versions SET fetched = '2031-03-04T23:30:00-02:00' WHERE id = 2")
    fetched = table(store, "reports", filters=ALL)["fetched"].to_pylist()
    assert [each and each.isoformat() for each in fetched] == [None, "2031-03-05T01:30:00+00:00", None]
    export(store, tmp_path, form="jsonl", filters=ALL)
    assert lines_of(tmp_path, "reports")[0]["fetched"] == "yesterday"


def test_the_archive_exports_and_gives_tables_by_itself(store, tmp_path):
    with Archive(store.path) as archive:
        assert [path.name for path in archive.export(tmp_path / "out")][-1] == "ledgers.jsonl"
        assert archive.table("reports", filters=Filters(since="2031-04"))["published"].to_pylist() == ["2031-04"]


def test_parquet_is_written_in_groups_of_rows_so_that_few_are_in_memory(tmp_path):
    count = write_parquet(tmp_path / "n.parquet", [("n", "whole")], ((number,) for number in range(140_000)))
    texts = ((" tide" * 2000,) for _ in range(10_000))
    write_parquet(tmp_path / "texts.parquet", [("text", "text")], texts)
    for name, groups in (("n", [65_536, 65_536, 8928]), ("texts", [4096, 4096, 1808])):
        told = parquet.read_metadata(tmp_path / f"{name}.parquet")
        assert [told.row_group(place).num_rows for place in range(told.num_row_groups)] == groups
    assert count == 140_000
    assert parquet.read_table(tmp_path / "n.parquet")["n"].to_pylist() == list(range(140_000))


def test_a_ledger_that_was_read_again_is_exported_as_it_is_now(store, tmp_path):
    again = type(HARBOUR)(report=HARBOUR.report, sources=(), attributions=(), model="newer")
    with store.writing(), store.transaction():
        replace_ledger(store, 1, again)
    export(store, tmp_path, form="jsonl", filters=ALL)
    assert [row["model"] for row in lines_of(tmp_path, "reports")] == ["newer", "by-hand", "by-hand"]
    assert lines_of(tmp_path, "ledgers")[0]["attributions"] == []
