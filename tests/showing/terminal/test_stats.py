"""Counts over an archive: for people with bars, for spreadsheets a row each."""

import csv
import io
import re
from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import OKAFOR
from whence.records.answers import Count, Stats
from whence.showing.terminal.stats import render_stats, stats_csv
from whence.showing.terminal.wrapping import count_columns

NOTHING_COUNTED = Stats(
    reports=0,
    versions=0,
    attributions=0,
    sources=0,
    events=0,
    rejected=0,
    publishers=(),
    months=(),
    publisher_months=(),
    mix=(("named", 0.0), ("own", 0.0)),
    cited=(),
    findings=(),
    event_types=(),
)
COUNTED = replace(
    NOTHING_COUNTED,
    reports=12,
    versions=13,
    attributions=57,
    sources=23,
    events=1,
    rejected=2,
    publishers=(Count(name="The Tidewater Post", count=8), Count(name="", count=4)),
    months=(Count(name="", count=2), Count(name="2030-12", count=2), Count(name="2031-02", count=8)),
    publisher_months=(
        ("", "", 2),
        ("", "2031-02", 2),
        ("The Tidewater Post", "2030-12", 2),
        ("The Tidewater Post", "2031-02", 6),
    ),
    mix=(("named", 0.75), ("own", 0.25)),
    cited=(OKAFOR,),
    findings=(Count(name="bare-source", count=3), Count(name="denied", count=1), Count(name="no-source", count=1)),
    event_types=(Count(name="ACCUSE", count=1),),
)
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def test_counts_are_shown_as_small_tables_with_bars():
    assert render_stats(COUNTED, width=70, color=False, top=2) == (
        "12 reports in 13 versions\n"
        "57 attributions · 23 sources · 1 event · 2 inputs could not be read\n"
        "\n"
        "Rests on ███████████████████████████████████············ own voice 25%\n"
        "█ named 75%\n"
        "\n"
        "Publishers\n"
        "\n"
        "  The Tidewater Post  8  ▃ █  ████████████████████████████████████████\n"
        "  no publisher        4    ▃  ████████████████████\n"
        "\n"
        "Months\n"
        "\n"
        "  2030-12  2  ██████████\n"
        "  2031-01  0\n"
        "  2031-02  8  ████████████████████████████████████████\n"
        "  no date  2  ██████████\n"
        "\n"
        "Sources cited most\n"
        "\n"
        "source       kind    cited  reports  publishers\n"
        "Ines Okafor  person     41       12           3\n"
        "\n"
        "Findings\n"
        "\n"
        "  bare-source  3  ████████████████████████████████████████\n"
        "  denied       1  █████████████▍\n"
        "  and 1 more; --format csv shows all\n"
        "\n"
        "Events\n"
        "\n"
        "  ACCUSE  1  ████████████████████████████████████████\n"
    )


def test_counts_of_nothing_are_short():
    assert render_stats(NOTHING_COUNTED, width=70, color=False) == "0 reports\n0 attributions · 0 sources · 0 events\n"


def test_of_many_months_the_last_two_years_are_shown():
    months = tuple(Count(name=f"{year}-05", count=1) for year in range(2020, 2032))
    shown = render_stats(replace(NOTHING_COUNTED, reports=12, versions=12, months=months), width=70, color=False)
    assert re.findall(r"^  (20\d\d-\d\d)", shown, re.MULTILINE)[::23] == ["2029-06", "2031-05"]
    assert "  and 10 earlier; --format csv shows all\n" in shown


@pytest.mark.parametrize("width", [10, 15, 20, 30, 40, 59, 60, 200])
def test_counts_fit_any_terminal(width):
    many = replace(COUNTED, publishers=(Count(name="東京新聞" * 20, count=1234567), *COUNTED.publishers))
    lines = ESCAPE.sub("", render_stats(many, width=width, color=True)).split("\n")
    assert max(map(count_columns, lines)) <= min(width, 100)


def test_counts_as_csv_are_a_row_each():
    rows = list(csv.DictReader(io.StringIO(stats_csv(COUNTED), newline="")))
    assert {"table": "reports", "name": "", "month": "", "count": "12"} in rows
    assert {"table": "publishers", "name": "The Tidewater Post", "month": "", "count": "8"} in rows
    assert {"table": "publisher_months", "name": "The Tidewater Post", "month": "2031-02", "count": "6"} in rows
    assert {"table": "mix", "name": "named", "month": "", "count": "0.75"} in rows
    assert {"table": "cited", "name": "Ines Okafor", "month": "", "count": "41"} in rows
    assert len(rows) == 7 + 2 + 3 + 4 + 2 + 1 + 3 + 1
