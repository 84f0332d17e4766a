"""Tables of reports: each row to an input, in every format, and all that can be wrong with a file of them."""

import gzip
import json
import random
import sys
import tracemalloc
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from whence.errors import UsageError
from whence.intake.formats.tables import is_table, read_table
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.load import read_input
from whence.records.report import Rejected

BODY = "The council will shut the harbour in April, the mayor said."


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def read(data, *, name="news.jsonl", **columns):
    """Read a table from its bytes, its text, or its rows."""
    if isinstance(data, list):
        data = "".join(json.dumps(row) + "\n" for row in data)
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_table(name, columns=columns))


def texts(found):
    """Show what came of each row: its text, or what was wrong with it."""
    return [each.data.decode() if isinstance(each, Input) else f"{each.input}: {each.reason}" for each in found]


def write_parquet(columns, **options):
    file = BytesIO()
    parquet.write_table(pa.table(columns), file, **options)
    return file.getvalue()


@pytest.mark.parametrize("ending", ["jsonl", "ndjson", "jsonlines.gz", "csv", "CSV.GZ", "tsv", "tsv.gz", "parquet"])
def test_a_table_is_told_by_its_ending(ending):
    assert is_table(f"in/news.{ending}")
    assert not is_table(f"in/news.{ending}.txt")
    assert not is_table(ending)


def test_bad_rows_are_told_and_the_rest_goes_on():
    rows = [
        json.dumps({"text": "Über café"}, ensure_ascii=False).encode(),
        b"no json",
        b'["First."]',
        b"",
        b'{"text": "caf\xe9"}',
        b'{"text": "a\0b"}',
        b'{"text": "a\\u0000b"}',
        b'{"text": " \\n"}',
        b'{"title": "Second"}',
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": "Last."}',
    ]
    mend = "Correct the row, or leave it out."
    found = texts(read(b"\n".join(rows)))
    assert found == [
        "Über café",
        f"news.jsonl#2: it is not valid JSON: Expecting value. {mend}",
        f"news.jsonl#3: it is not a JSON object. {mend}",
        f"news.jsonl#5: it is not valid UTF-8. {mend}",
        f"news.jsonl#6: it contains a NUL character. {mend}",
        f"news.jsonl#7: its text contains a NUL character. {mend}",
        f"news.jsonl#8: this row has no text. {mend}",
        f"news.jsonl#9: this row has no text. {mend}",
        f"news.jsonl#10: it is not valid JSON: it is nested too deeply. {mend}",
        f"news.jsonl#11: a number in it is too long. {mend}",
        "Last.",
    ]


def test_a_line_beyond_the_limit_is_passed_over():
    rows = [json.dumps({"text": text}) for text in ("First.", "x" * 25_000_001, "Last.")]
    too_long = "it is longer than 25 million characters. Correct the row, or leave it out."
    assert texts(read("\n".join(rows))) == ["First.", f"news.jsonl#2: {too_long}", "Last."]
    rows = ["text,id", "First.,1", "x" * 25_000_001, '"' + f"{'x' * 2_000_000}\n" * 14, "Last.,4"]
    found = texts(read("\n".join(rows), name="news.csv"))
    assert (found[:2], found[-1]) == (["First.", f"news.csv#2: {too_long}"], "Last.")
    assert found[2] == "news.csv#3: a quotation mark in it is never closed. Correct the row, or leave it out."


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", gzip.compress(b""), b"\xef\xbb\xbf"], ids=["no byte", "line ends", "packed", "mark"]
)
def test_a_table_without_rows_is_told(data):
    nothing = ["news.jsonl: it has no rows. Give a table with a report in each row."]
    assert texts(read(data)) == nothing
    assert texts(read(data, name="news.csv")) == [nothing[0].replace("jsonl", "csv")]


def test_what_cannot_be_opened_is_told():
    Path("folder.csv").mkdir()
    reasons = [each.reason for name in ("gone.csv", "folder.csv", "a\0.csv") for each in read_table(name, columns={})]
    assert reasons == [
        "there is no such file or folder. Check the path.",
        "it is a folder. Name the files in it.",
        "it cannot be opened: a path cannot contain a NUL character. Check the path.",
    ]


def test_a_packed_table_is_told_by_its_content_and_read_as_a_stream():
    rows = [{"text": f"Report {number}."} for number in range(9)]
    packed = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    for name in ("news.jsonl.gz", "news.jsonl"):
        assert texts(read(packed, name=name)) == [row["text"] for row in rows]


@pytest.mark.parametrize("name", ["news.jsonl.gz", "news.csv.gz"])
def test_a_gzip_file_that_breaks_off_or_is_damaged_keeps_what_came_before(name):
    rows = [f"Report {number} {number * 7919 % 1000}." for number in range(3000)]
    lines = [json.dumps({"text": row}) for row in rows] if "json" in name else ["text", *rows]
    packed = gzip.compress("\n".join(lines).encode())
    place = f"{name}#"
    for data, how in (
        (packed[: len(packed) // 2], "is truncated here"),
        (packed[:-4], "is truncated here"),
        (
            packed[: len(packed) // 2] + bytes(300) + packed[len(packed) // 2 + 300 :],
            "cannot be read from here on (Error -3 ",
        ),
        (packed + b"\x1f\x8b\x08\xff" + b"\xff" * 20, "cannot be read from here on (Error -3 "),
    ):
        *before, last = read(data, name=name)
        assert texts(before) == rows[: len(before)]
        assert last.input == f"{place}{len(before) + 1}"
        assert last.reason.startswith(f"the file {how}")
        assert last.reason.endswith(". Get an undamaged copy of the file.")
    first = "the file is truncated here. Get an undamaged copy of the file."
    assert texts(read(packed[:5], name=name)) == [f"{place}1: {first}"]


@pytest.mark.parametrize("after", [b"", bytes(600), b"tide\n", gzip.compress(b""), bytes(9) + gzip.compress(b"\n")])
def test_a_packed_table_is_read_to_its_last_member_whatever_follows_it(after):
    lines = "".join(json.dumps({"text": f"Report {number}."}) + "\n" for number in range(200)).encode()
    members = [gzip.compress(lines[start : start + 50]) for start in range(0, len(lines), 50)]
    assert len(texts(read(b"".join(members) + after, name="news.jsonl.gz"))) == 200


def test_a_gzip_bomb_takes_no_more_memory_than_a_row():
    bomb = gzip.compress(b'{"text": "First."}\n' + b" " * 200_000_000, 1)
    tracemalloc.start()
    found = texts(read(bomb, name="news.jsonl.gz"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0] == "First."
    assert found[1].startswith("news.jsonl.gz#2: it is longer than 25 million characters.")
    assert peak < 120_000_000


def test_a_row_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.lines._MAX_SKIPPED_CHARACTERS", 1_000_000)
    data = gzip.compress(b'{"text": "First."}\n' + b" " * 40_000_000 + b'\n{"text": "Last."}\n', 1)
    assert texts(read(data)) == [
        "First.",
        "news.jsonl: a row is longer than 0 GB. Give a table with one report in each row.",
    ]


def test_done_is_the_share_of_the_file_that_is_behind():
    # Numbers hardly pack: gzip reads ahead by 128 KiB from Python 3.12 on, and the file has to be several times that.
    drawn = random.Random(7)  # noqa: S311  no secret
    rows = [{"text": str(drawn.getrandbits(2000))} for _ in range(3000)]
    packed = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    for shares in (
        [each.done for each in read(rows)],
        [each.done for each in read(packed, name="news.jsonl.gz")],
        [each.done for each in read(write_parquet({"text": [row["text"] for row in rows]}), name="news.parquet")],
    ):
        assert shares == sorted(shares)
        assert shares[0] < 0.5 < shares[len(shares) * 3 // 4]
        assert shares[-1] == 1.0


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_cells_are_told_apart_by_comma_semicolon_or_tab(delimiter, line_end):
    rows = [
        ["headline", "text", "published"],
        ["Harbour", f'"One{delimiter} two; three, ""four""{line_end}five"', "2031-03-04"],
        [],
        ["Council", "Six\u2028seven, eight"] if delimiter != "," else ["Council", "Six\u2028seven"],
    ]
    found = read(line_end.join(map(delimiter.join, rows)), name="news.csv")
    assert [each.name for each in found] == ["news.csv#1", "news.csv#2"]
    assert texts(found)[0] == f'One{delimiter} two; three, "four"{line_end}five'
    assert [each.metadata.headline for each in found] == ["Harbour", "Council"]
    assert [each.metadata.published for each in found] == ["2031-03-04", None]


def test_a_table_of_one_column_needs_no_delimiter():
    assert texts(read("text\nOne, two; three.\nFour.\n", name="news.csv")) == ["One, two; three.", "Four."]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252", "windows-1251", "shift_jis", "gb18030", "euc_kr"],
)
def test_a_table_in_another_encoding_is_read(encoding):
    text = {
        "windows-1251": "Совет закроет гавань в апреле, сказал мэр города.",
        "shift_jis": "市議会は四月に港を閉鎖すると市長が述べた。",
        "gb18030": "市议会将于四月关闭港口，市长说。",
        "euc_kr": "시의회는 사월에 항구를 폐쇄한다고 시장이 말했다.",
    }.get(encoding, "The café’s owner said “no” – twice.")
    for name, table in (
        ("news.csv", f"title;text\nA;{text}\nB;{text}\n"),
        ("news.jsonl", f'{{"text": "{text}"}}\n{{"text": "{text}"}}\n'),
    ):
        assert texts(read(table.encode(encoding), name=name)) == [text, text]


def test_bytes_that_are_no_utf_8_spoil_their_row_alone():
    far = "Café.\n" * 30_000  # beyond what the encoding is told by
    found = texts(read(b"text\n" + far.encode() + b"caf\xe9\nLast.\n", name="news.csv"))
    assert len(found) == 30_002
    assert found[-2:] == ["news.csv#30001: it is not valid UTF-8. Correct the row, or leave it out.", "Last."]


def test_a_quote_that_is_never_closed_spoils_its_row_alone():
    found = texts(read('id,text\n1,First.\n2,"Second.\n3,Third.\n4,Fourth', name="news.csv"))
    assert found == [
        "First.",
        "news.csv#2: a quotation mark in it is never closed. Correct the row, or leave it out.",
        "Third.",
        "Fourth",
    ]


def test_quotes_that_are_never_closed_cost_no_more_than_three_readings():
    # As the beginning of a row each of these leaves a quote open, and within an open quote it opens another.
    found = texts(read("id,text\n" + '1","First.\n' * 100_000, name="news.csv"))
    assert len(found) == 4
    assert all("a quotation mark in it is never closed" in each for each in found)


def test_a_row_with_more_cells_than_columns_is_told_and_one_with_less_is_read():
    found = texts(read("text,title,date\nOne,A,2031-03-04,,\nTwo\nThree,B,x,y\n", name="news.csv"))
    more = "it has 4 cells, but the table has 3 columns. Correct the row, or leave it out."
    assert found == ["One", "Two", f"news.csv#3: {more}"]


def test_of_two_columns_with_one_name_the_first_counts():
    assert texts(read("text,text\nOne,Two\n", name="news.csv")) == ["One"]


def test_an_office_document_is_no_table():
    assert texts(read(b"PK\x03\x04" + bytes(range(256)) * 9, name="news.csv")) == [
        "news.csv: it is a ZIP archive or an office document, not a text. Save its text as a file and read that."
    ]


def test_a_parquet_file_is_read_with_what_is_nested_in_it():
    moment = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
    data = write_parquet(
        {
            "text": pa.array([BODY, None, "It adjourned."]),
            "meta": [{"day": date(2031, 3, 4), "by": ["Ana Brandt"]}] * 3,
            "seen": pa.array([moment, moment, None], pa.timestamp("ns", "UTC")),
            "mood": ["gloomy"] * 3,
        }
    )
    found = read(data, name="news.parquet", published="meta.day", byline="meta.by")
    assert texts(found) == [
        BODY,
        "news.parquet#2: this row has no text. Correct the row, or leave it out.",
        "It adjourned.",
    ]
    assert found[0].metadata == ExternalMetadata(published="2031-03-04", byline=("Ana Brandt",))
    assert read(data, name="news.parquet", published="seen")[0].metadata.published == "2031-03-04T09:30:00Z"


@pytest.mark.parametrize(
    ("column", "published"),
    [
        (pa.array([1930383000123456789], pa.timestamp("ns")), "2031-03-04T09:30:00"),
        (pa.array([1930383000], pa.timestamp("s", "America/New_York")), "2031-03-04T09:30:00Z"),
        (pa.array([2**52], pa.timestamp("ms")), None),
        (pa.array([20310304]), "2031-03-04"),
        (pa.array(["2031-03-04"]).dictionary_encode(), "2031-03-04"),
    ],
)
def test_times_of_parquet_are_read_whatever_their_precision(column, published):
    (found,) = read(write_parquet({"text": [BODY], "date": column}), name="news.parquet")
    assert found.metadata.published == published


def test_bytes_in_parquet_are_a_page_or_a_text_in_utf_8():
    page = f"<html><meta charset=windows-1252><p>Caf\xe9. {BODY}</p></html>".encode("cp1252")
    (found,) = read(write_parquet({"html": [page]}), name="news.parquet")
    assert (found.data, found.is_plain) == (page, False)
    assert read_input(found).text == f"Café. {BODY}"
    data = write_parquet({"text": [b"caf\xe9", BODY.encode(), b"x" * 25_000_001]})
    mend = "Correct the row, or leave it out."
    assert texts(read(data, name="news.parquet")) == [
        f"news.parquet#1: it is not valid UTF-8. {mend}",
        BODY,
        f"news.parquet#3: its text is larger than 25 MB. {mend}",
    ]


def test_a_parquet_file_without_the_column_is_refused_before_it_is_read():
    with pytest.raises(UsageError, match="it has no column copy; its columns are: body, n"):
        read(write_parquet({"body": [BODY], "n": [1]}), name="news.parquet", text="copy")


def test_a_parquet_file_that_is_cut_or_something_else_is_told():
    data = write_parquet({"text": [BODY] * 100})
    for wrong in (data[:-1], data[: len(data) // 2], b"", b"PAR1", BODY.encode()):
        assert texts(read(wrong, name="news.parquet")) == [
            "news.parquet: it is not a Parquet file, or it is incomplete. Get an undamaged copy of the file."
        ]


def test_damage_in_a_parquet_file_costs_the_rows_that_are_stored_together():
    data = write_parquet({"text": [f"Report {number}." for number in range(60)]}, row_group_size=20)
    second = parquet.ParquetFile(BytesIO(data)).metadata.row_group(1).column(0)
    start = second.dictionary_page_offset or second.data_page_offset
    found = texts(read(data[:start] + b"\xff" * 30 + data[start + 30 :], name="news.parquet"))
    assert len(found) == 41
    assert found[20] == "news.parquet#21: the rows from here to 40 cannot be read. Get an undamaged copy of the file."
    assert found[21] == "Report 40."


def test_where_pyarrow_is_missing_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'whence\[tables\]'"):
        read(b"", name="news.parquet")


@given(st.binary(max_size=60) | st.text('",;\t\n\r xé\0').map(str.encode), st.sampled_from(["csv", "jsonl", "tsv.gz"]))
def test_any_bytes_make_inputs_or_are_told(tmp_path_factory, data, ending):
    path = tmp_path_factory.mktemp("any") / f"news.{ending}"
    path.write_bytes(b"text\nFirst.\n" + data if "sv" in ending else b'{"text": "First."}\n' + data)
    found = list(read_table(str(path), columns={}))
    assert found
    assert all(isinstance(each, Rejected) or each.data for each in found)
