"""What an archive answers, for people, for spreadsheets and for programs."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers_by_hand import OKAFOR
from whence.records.answers import (
    Change,
    Fault,
    Held,
    Hit,
    Passage,
    Receipt,
    Refused,
    SearchResult,
)
from whence.records.report import Span
from whence.showing.terminal.answers import (
    render_changes,
    render_faults,
    render_rejected,
    render_reports,
    render_search_result,
    render_sources,
)
from whence.showing.terminal.columns import Column, csv_table, draw_table, record_line
from whence.showing.terminal.wrapping import count_columns

RECEIPT = Receipt(input="tide.txt", fetched=None, digest="ab12", extractor="whence 0.1.0")
HARBOUR = Held(
    id="r:5f0c123456789abc",
    version=2,
    versions=2,
    headline="Harbour to close, council says",
    publisher="The Tidewater Post",
    byline=("Ana Brandt", "Ivo Lund"),
    published="2031-03-04T09:30:00Z",
    language="en",
    url=None,
    added="2031-03-04T10:00:00+00:00",
    model="en-6",
    whence="0.1.0",
    attributions=7,
    findings=3,
    receipt=RECEIPT,
)
UNKNOWN = replace(
    HARBOUR, id="r:0e00000000000000", version=1, versions=1, headline=None, publisher=None, published=None, byline=()
)
WIDE = replace(
    HARBOUR, id="r:77aa000000000000", versions=1, version=1, headline="東京の港が閉鎖される", publisher="東京新聞"
)
CLOSED = Change(
    id=HARBOUR.id,
    version=2,
    headline=HARBOUR.headline,
    publisher=HARBOUR.publisher,
    url=None,
    added="2031-03-05T10:00:00+00:00",
    field="text",
    lead="said that the harbour would",
    before="close on Monday",
    after="stay open",
)
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def passage(text, *words, field="text"):
    return Passage(
        text=text, marks=tuple(Span(text.index(word), text.index(word) + len(word)) for word in words), field=field
    )


def found(*hits, total=None, is_more=False):
    return SearchResult(hits=hits, total=len(hits) if total is None else total, is_more=is_more)


def hit(held, *passages):
    return Hit(held=held, passages=passages, score=1.5)


# Searches.


def test_a_hit_is_shown_with_its_words_in_brackets_once_in_the_headline_and_in_their_context():
    shown = render_search_result(
        found(
            hit(
                HARBOUR,
                passage("Harbour to close, council says", "Harbour", field="headline"),
                passage("… the crack in the harbour wall …", "harbour"),
            )
        ),
        width=60,
        color=False,
    )
    assert shown == (
        "1 report\n\n"
        "[Harbour] to close, council says\n"
        "The Tidewater Post · 2031-03-04 · r:5f0c123456789abc ·\nversion 2 of 2\n"
        "     text  … the crack in the [harbour] wall …\n"
    )


def test_in_colour_the_words_are_marked_and_nothing_else_is_changed():
    asked = found(
        hit(WIDE, passage("東京の港が閉鎖される", "港", field="headline"), passage("The harbour wall", "harbour"))
    )
    shown = render_search_result(asked, width=60, color=True)
    assert "\x1b[1;38;5;166m港\x1b[0m" in shown
    assert "\x1b[1;38;5;166mharbour\x1b[0m" in shown
    assert ESCAPE.sub("", shown) == render_search_result(asked, width=60, color=False).replace("[", "").replace("]", "")


def test_a_report_that_says_little_of_itself_is_shown_too():
    assert render_search_result(found(hit(UNKNOWN, passage("a wall", "wall"))), width=60, color=False) == (
        "1 report\n\nWithout a headline\nr:0e00000000000000\n     text  a [wall]\n"
    )


@pytest.mark.parametrize(
    ("total", "is_more", "first"),
    [
        (1, False, "1 report"),
        (1340, False, "The best 1 of 1,340 reports."),
        (10000, True, "The best 1 of the newest 10,000 reports; more reports match."),
    ],
)
def test_how_many_reports_there_are_is_told_first(total, is_more, first):
    asked = found(hit(HARBOUR, passage("a wall", "wall")), total=total, is_more=is_more)
    assert render_search_result(asked, width=80, color=False).split("\n")[0] == first


def test_what_acts_on_a_terminal_is_shown_and_not_sent():
    evil = replace(HARBOUR, headline="Tide\x1b[2J", publisher="\x9bPost\x07")
    asked = found(hit(evil, passage("late\x1b]0;owned\x07 tide", "tide")))
    shown = render_search_result(asked, width=80, color=False) + render_reports([evil], width=80, color=False)
    shown += csv_table([evil], Held) + record_line(evil).decode()
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "late␛]0;owned␇ [tide]" in shown


# Changes.


def test_a_change_shows_what_went_and_what_came_after_the_words_before_them():
    byline = replace(CLOSED, field="byline", lead="", before="", after="Ivo Lund")
    gone = replace(CLOSED, version=3, lead="", before="at once", after="")
    assert render_changes([gone, CLOSED, byline], width=80, color=False) == (
        "What changed   [-removed-] {+added+}\n\n"
        "Harbour to close, council says\n"
        "The Tidewater Post · r:5f0c123456789abc · version 3, added 2031-03-05 10:00 UTC\n"
        "     text  [-at once-]\n\n"
        "Harbour to close, council says\n"
        "The Tidewater Post · r:5f0c123456789abc · version 2, added 2031-03-05 10:00 UTC\n"
        "     text  … said that the harbour would [-close on Monday-] {+stay open+}\n"
        "   byline  {+Ivo Lund+}\n"
    )


def test_in_colour_what_went_is_struck_out_and_what_came_underlined():
    shown = render_changes([CLOSED], width=80, color=True)
    assert "\x1b[9;38;5;160mclose on Monday\x1b[0m \x1b[4;38;5;28mstay open\x1b[0m" in shown


def test_a_report_written_anew_does_not_fill_the_screen():
    anew = replace(CLOSED, before="tide " * 1000, after="ebb " * 1000)
    shown = render_changes([anew], width=80, color=False)
    assert len(shown.split("\n")) < 16
    assert shown.count("…-]") == shown.count("…+}") == 1


# Tables.


def test_a_table_fits_the_terminal_and_tells_what_it_leaves_out():
    assert render_reports([HARBOUR, WIDE, UNKNOWN], width=72, color=False) == (
        "id          published   publisher       headline                findings\n"
        "r:5f0c1234  2031-03-04  The Tidewater…  Harbour to close, cou…         3\n"
        "r:77aa0000  2031-03-04  東京新聞        東京の港が閉鎖される           3\n"
        "r:0e000000                                                             3\n"
        "\n"
        "Columns left out: versions, attributions. --format csv shows all.\n"
    )


def test_with_room_for_all_nothing_is_left_out():
    assert render_sources([OKAFOR], width=100, color=False) == (
        "source       kind    naming  country  cited  reports  publishers  first       last\n"
        "Ines Okafor  person  named   NOR         41       12           3  2031-03-04  2031-05-01\n"
    )


@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(alphabet="港a", max_size=40), st.integers()), max_size=5),
    st.integers(10, 90),
)
def test_no_line_is_wider_than_the_terminal_and_no_row_is_lost(rows, width):
    columns = [
        Column(heading="tide", value=lambda row: row[0], least=6),
        Column(heading="harbour", value=lambda row: row[1], least=8),
        Column(heading="m", value=lambda row: row[2], is_number=True, rank=1),
    ]
    lines = ["".join(text for text, _ in line) for line in draw_table(rows, columns, width)]
    assert all(count_columns(line) <= width for line in lines[: len(rows) + 1])
    assert len(lines) in {len(rows) + 1, len(rows) + 3}


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (30, ["id          headline", "r:5f0c1234  Harbour to close,…", "r:77aa0000  東京の港が閉鎖さ…"]),
        (20, ["id          headline", "r:5f0c1234  Harbour…", "r:77aa0000  東京の…"]),
        (18, ["id          headl…", "r:5f0c1234  Harbo…", "r:77aa0000  東京…"]),
        (17, ["id", "r:5f0c1234", "r:77aa0000"]),
    ],
)
def test_a_headline_is_shortened_before_it_is_left_out_and_stays_longest(width, shown):
    assert render_reports([HARBOUR, WIDE], width=width, color=False).split("\n")[:3] == shown


@pytest.mark.parametrize(
    "text", ["Harbour to close, council says", "東京の港が閉鎖される" * 4, "e\u0301ta\u0302t " * 9, "x" * 99]
)
def test_every_answer_fits_every_terminal(text):
    held = replace(HARBOUR, headline=text, publisher=text)
    hits = found(
        Hit(held=held, passages=(passage(text, text[:4]), passage(text, text[:4], field="headline")), score=1.0)
    )
    change = replace(CLOSED, headline=text, publisher=text, lead=text, before=text, after=text)
    refused = Refused(input=text, reason=text, at="2031-03-05T10:00:00+00:00")
    fault = Fault(where=text, problem=text, is_mended=True)
    answers = [
        (render_search_result, hits),
        (render_reports, [held]),
        (render_sources, [replace(OKAFOR, name=text)]),
        (render_changes, [change, replace(change, field="published")]),
        (render_rejected, [refused]),
        (render_faults, [fault]),
    ]
    for tell, answer in answers:
        for width in range(10, 201):
            lines = tell(answer, width=width, color=False).split("\n")
            assert max(map(count_columns, lines)) <= width, (tell, width)


def test_where_there_is_no_room_beside_a_name_words_stand_beneath_it():
    asked = found(Hit(held=HARBOUR, passages=(passage("the harbour wall is cracked", "wall"),), score=1.0))
    assert render_search_result(asked, width=30, color=False).endswith("\ntext\n  the harbour [wall] is\n  cracked\n")


def test_numbers_stand_to_the_right_and_none_is_blank():
    columns = [Column(heading="m", value=lambda row: row, is_number=True), Column(heading="tide", value=lambda _: None)]
    assert ["".join(text for text, _ in line) for line in draw_table([5, 120], columns, 40)] == [
        "  m  tide",
        "  5  ",
        "120  ",
    ]


@pytest.mark.parametrize(
    ("tell", "said"),
    [
        (render_reports, "No reports.\n"),
        (render_sources, "No sources.\n"),
        (render_changes, "No changes.\n"),
        (render_rejected, "No input was rejected.\n"),
        (render_faults, "No problems found.\n"),
    ],
)
def test_an_answer_without_anything_in_it_says_so(tell, said):
    assert tell([], width=80, color=False) == said


def test_what_could_not_be_read_is_told_whole():
    reason = "the record is cut in the middle, 1,204 bytes before its end. Fetch the file again."
    shown = render_rejected(
        [Refused(input="crawl.warc.gz#12", reason=reason, at="2031-03-05T10:00:00+00:00")], width=40, color=False
    )
    assert shown.startswith("crawl.warc.gz#12 · 2031-03-05 10:00 UTC\n")
    assert " ".join(shown.split("\n", 1)[1].split()) == reason


# For spreadsheets and programs.


def test_csv_has_a_row_of_headings_and_everything_that_is_held():
    rows = list(csv.reader(io.StringIO(csv_table([HARBOUR], Held), newline="")))
    assert rows[0] == [
        *("id", "version", "versions", "headline", "publisher", "byline", "published", "language", "url", "added"),
        *("model", "whence", "attributions", "findings"),
        *("input", "fetched", "digest", "extractor", "etag", "modified"),
    ]
    row = dict(zip(*rows, strict=True))
    assert row["byline"] == "Ana Brandt; Ivo Lund"
    assert row["headline"] == "Harbour to close, council says"
    assert (row["url"], row["input"]) == ("", "tide.txt")


def test_csv_of_hits_holds_the_report_and_the_words_in_their_context():
    table = csv_table([hit(HARBOUR, passage("a “wall”, it said", "wall"), passage("Ines", field="sources"))], Hit)
    assert table.endswith('"text: a “wall”, it said; sources: Ines",1.5\r\n')


def test_csv_keeps_what_would_end_a_cell_within_it():
    table = csv_table([Refused(input='a "b", c\nd', reason="r", at="t")], Refused)
    assert table == 'input,reason,at\r\n"a ""b"", c\nd",r,t\r\n'


def test_csv_without_rows_still_says_what_would_be_in_them():
    assert csv_table([], Fault) == "where,problem,is_mended\r\n"


@given(st.lists(st.builds(Refused, input=st.text(), reason=st.text(), at=st.text()), max_size=3))
def test_csv_and_json_hold_whatever_there_is(refused):
    rows = list(csv.reader(io.StringIO(csv_table(refused, Refused), newline="")))
    assert len(rows) == len(refused) + 1
    csv_table(refused, Refused).encode()
    lines = [json.loads(record_line(each)) for each in refused]
    assert lines == [{"input": each.input, "reason": each.reason, "at": each.at} for each in refused]


def test_json_holds_records_within_records_and_spans_as_two_numbers():
    form = json.loads(record_line(hit(HARBOUR, passage("a wall", "wall"))))
    assert list(form) == ["held", "passages", "score"]
    assert form["held"]["receipt"]["digest"] == "ab12"
    assert form["held"]["byline"] == ["Ana Brandt", "Ivo Lund"]
    assert form["passages"] == [{"text": "a wall", "marks": [[2, 6]], "field": "text", "place": ""}]
