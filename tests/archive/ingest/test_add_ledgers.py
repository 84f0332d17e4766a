import json
from dataclasses import replace

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from tests.support.quick_reader import holdings_of, open_quickly, read_quickly
from whence.archive.archive import Archive
from whence.archive.columnar.ledger_rows import LEDGER_COLUMNS, ledger_row
from whence.archive.ingest.add import add_inputs
from whence.archive.ingest.provenance import arrival_of
from whence.cli import main
from whence.errors import UsageError
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.load import read_input
from whence.records.answers import Filters

ROWS = [
    ("Ines Okafor said boats left.", "Boats leave", "The Post", "2031-03-04"),
    ("Rui Gil said the quay would shut.", "Quay shuts", "The Post", "2031-03-05T08:00:00Z"),
    ("Officials accused Rui Gil of fog.", "Fog", "The Gull", "2031-03-05"),
    ("Somebody said boats came back.", "Boats again", "the post", "2031-03"),
    ("Ana Brandt said perhaps boats would stay.", "Undated", None, None),
]


def given(number):
    text, headline, publisher, published = ROWS[number]
    metadata = ExternalMetadata(
        headline=headline, publisher=publisher, published=published, url=f"https://post.example/{number}"
    )
    return Input(name=f"news.jsonl#{number}", data=text.encode(), is_plain=True, metadata=metadata)


@pytest.fixture
def output(tmp_path):
    """Write an output as many machines do: ledgers by day, and a folder of reports."""
    folder = tmp_path / "out"
    (folder / "reports").mkdir(parents=True)
    by_day = {}
    for number, row in enumerate(ROWS):
        one = given(number)
        day = row[3][:10] if row[3] and len(row[3]) > 7 else "undated"
        by_day.setdefault(day, []).append(ledger_row(arrival_of(one, read_quickly(read_input(one)))))
    for day, rows in by_day.items():
        place = folder / "ledgers" / f"published_day={day}"
        place.mkdir(parents=True)
        names = [name for name, _ in LEDGER_COLUMNS]
        parquet.write_table(
            pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows]), place / "part-0.parquet"
        )
    return folder


def headlines_after(path, output, **asked):
    with Archive(path, create=True) as archive:
        archive.add_ledgers(output, **asked)
        return sorted(held.headline for held in archive.reports())


def test_the_archive_is_as_if_it_had_read_the_reports_itself(tmp_path, output):
    with Archive(tmp_path / "taken.whence", create=True) as archive:
        tally = archive.add_ledgers(output)
        again = archive.add_ledgers(output)
    assert (tally.added, tally.known, again.added, again.known) == (5, 0, 0, 5)
    with Archive(tmp_path / "read.whence", create=True) as archive:
        add_inputs(archive._store, map(given, range(5)), open_quickly, jobs=1)  # noqa: SLF001
    assert held_in(tmp_path / "taken.whence") == held_in(tmp_path / "read.whence")


def held_in(path):
    with Archive(path) as archive:
        return {held.id: (replace(held, added=""), archive.ledger(held.id)) for held in archive.reports()}


@pytest.mark.parametrize(
    ("asked", "headlines"),
    [
        ({"filters": Filters(publisher="the post")}, ["Boats again", "Boats leave", "Quay shuts"]),
        ({"filters": Filters(publisher="The G*")}, ["Fog"]),
        ({"filters": Filters(since="2031-03-05")}, ["Fog", "Quay shuts"]),
        ({"filters": Filters(since="2031-03", until="2031-03-04")}, ["Boats again", "Boats leave"]),
        ({"filters": Filters(until="2031")}, ["Boats again", "Boats leave", "Fog", "Quay shuts"]),
        ({"filters": Filters(source="Gil")}, ["Quay shuts"]),
        ({"query": "boats"}, ["Boats again", "Boats leave", "Undated"]),
        ({"query": "boats -perhaps", "filters": Filters(publisher="The Post")}, ["Boats again", "Boats leave"]),
        ({"query": '"came back"'}, ["Boats again"]),
    ],
)
def test_a_slice_is_what_the_filters_and_the_query_select_in_a_search(tmp_path, output, asked, headlines):
    assert headlines_after(tmp_path / "news.whence", output, **asked) == headlines


def test_a_slice_in_which_there_is_no_report_is_told_of(tmp_path, output):
    arguments = ["add", tmp_path / "news.whence", output, "--publisher", "The Heron", "--query", "boats"]
    result = CliRunner().invoke(main, list(map(str, arguments)))
    told = f"0 added.\nNo report in {output} is selected by all of these options and the query.\n"
    assert (result.stdout, result.exit_code) == (told, 0)


def test_what_is_left_out_leaves_nothing_in_the_archive(tmp_path, output):
    headlines_after(tmp_path / "none.whence", output, query="nowhere")
    with Archive(tmp_path / "empty.whence", create=True):
        pass
    assert holdings_of(tmp_path / "none.whence") == holdings_of(tmp_path / "empty.whence")


def test_a_damaged_ledger_is_rejected_and_the_others_are_taken(tmp_path, output):
    path = output / "ledgers" / "published_day=2031-03-04" / "part-0.parquet"
    table = parquet.read_table(path, partitioning=None)
    rows = table.to_pylist()
    rows.append({**rows[0], "input": "torn.txt", "ledger": json.dumps({"form": 1})})
    parquet.write_table(pa.Table.from_pylist(rows), path)
    with Archive(tmp_path / "news.whence", create=True) as archive:
        tally = archive.add_ledgers(output)
    assert (tally.added, tally.rejected) == (5, 1)
    (refused,) = tally.refused
    assert (refused.input, refused.reason) == (
        "torn.txt",
        "its ledger is damaged. Get an undamaged copy of the file.",
    )


def test_a_folder_without_ledgers_and_a_query_without_words_are_refused(tmp_path, output):
    with Archive(tmp_path / "news.whence", create=True) as archive:
        with pytest.raises(UsageError) as caught:
            archive.add_ledgers(tmp_path)
        assert str(caught.value) == (
            f"{tmp_path}: it holds no tables of ledgers and reports. Name the folder that whence spark read wrote."
        )
        with pytest.raises(UsageError, match="there is no word to search for"):
            archive.add_ledgers(output, query="!")
        assert archive.reports() == []


def test_a_ledger_taken_is_the_ledger_that_was_read(tmp_path, output):
    with Archive(tmp_path / "news.whence", create=True) as archive:
        archive.add_ledgers(output, query="quay")
        (held,) = archive.reports()
        assert archive.ledger(held.id) == read_quickly(read_input(given(1)))
