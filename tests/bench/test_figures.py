"""The tables of figures in the docs are those that the benches printed."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.figure_tables import TABLES
from bench.figures import disagreements, find_gap, read_output, read_runs, runs_of, write_table

HOME = Path(__file__).parents[2]
FIGURES = HOME / "docs" / "figures.json"
BEGIN = "<!-- Written by python -m bench.figures --write -->"
END = "<!-- End of what it wrote -->"


def test_the_tables_of_the_docs_agree_with_what_the_benches_printed():
    assert disagreements(HOME, read_runs(FIGURES)) == []


def test_every_figure_kept_stands_in_a_table_and_every_table_can_be_measured_anew():
    shown = runs_of(TABLES)
    assert list(read_runs(FIGURES)) == shown
    assert [run for run in shown if find_spec(f"bench.{run.split()[0]}") is None] == []


def test_every_figure_kept_was_printed_by_the_bench_that_its_row_names():
    assert {run: gap for run, kept in read_runs(FIGURES).items() if (gap := find_gap(TABLES, run, kept["lines"]))} == {}


START = {"bench": "start", "median_seconds": 0.9}


@pytest.mark.parametrize(
    ("lines", "gap"),
    [
        ([START], ""),
        ([], "It prints no figure for 'start to first ledger': IndexError"),
        ([{"bench": "start", "median": 0.9}], "It prints no figure for 'start to first ledger': KeyError"),
        ([START | {"median_seconds": None}], "It prints no figure for 'start to first ledger': TypeError"),
        ([START | {"median_seconds": "soon"}], "It prints no figure for 'start to first ledger': ValueError"),
        ([START | {"bench": "tide"}], "These are lines of another bench, tide."),
    ],
)
def test_lines_that_do_not_fill_the_rows_of_their_bench_are_refused(lines, gap):
    told = find_gap(TABLES, "start", lines)
    assert told.startswith(gap)
    assert bool(told) == bool(gap)


def test_a_figure_that_disagrees_with_a_table_is_found_in_every_page_that_states_it():
    runs = json.loads(FIGURES.read_text("utf-8"))
    runs["findings"]["lines"][1] |= {"precision": 0.123, "recall": 0.456}
    found = disagreements(HOME, runs)
    assert [line for line in found if "+ " in line] == [
        "README.md: + | the same on 26 reports labelled afterwards | 12.3 / 45.6 | | | |",
        "docs/findings/README.md: + | twenty-six labelled afterwards | 12.3 | 45.6 | |",
    ]
    assert len(found) == 4


def test_versions_that_disagree_with_those_stated_are_found():
    runs = json.loads(FIGURES.read_text("utf-8"))
    runs["scripts"]["versions"] = {"whence": "9.9", "Python": "3.99"}
    assert "README.md: + - With whence 9.9, Python 3.99: scripts." in disagreements(HOME, runs)


def test_a_table_is_written_into_its_place_again_and_again():
    page = f"# Tides\n\n{BEGIN}\n{END}\n\nHigh.\n"
    once = write_table(page, "| tide |")
    assert once == f"# Tides\n\n{BEGIN}\n\n| tide |\n\n{END}\n\nHigh.\n"
    assert write_table(once, "| ebb |") == once.replace("tide |", "ebb |")


@pytest.mark.parametrize("places", [0, 2])
def test_a_page_without_one_place_for_a_table_is_refused(places):
    with pytest.raises(ValueError, match=f"^{places} places for a table of figures"):
        write_table(f"{BEGIN}\n{END}\n" * places, "| tide |")


def test_of_what_a_bench_prints_its_lines_of_json_are_kept():
    assert read_output('{"bench": "tide", "metres": 1.0}\n{"bench": "ebb"}\n') == [
        {"bench": "tide", "metres": 1.0},
        {"bench": "ebb"},
    ]
