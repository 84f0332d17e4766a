"""The command line on stories and comparisons: what it prints, where, and how it ends."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.support.ledgers_by_hand import ledger_of, open_by_hand
from tests.support.linked_archives import fill_linked
from whence.cli import main

POST = ledger_of(
    "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1.",
    headline="Ferry",
    publisher="The Tidewater Post",
    published="2031-03-04",
)
GAZETTE = ledger_of(
    "Lost\n\n[1 Ivo Ness]1 {1 said}1 <1 the ferry Bergljot had been sunk off Gull Island>1.",
    headline="Lost",
    publisher="The Marram Gazette",
    published="2031-03-05",
)


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line where two reports of the archive ``news`` are on one story."""
    monkeypatch.chdir(tmp_path)
    fill_linked(tmp_path / "news", [POST, GAZETTE], same=[[(0, "a1"), (1, "a1")]]).close()

    def run(*arguments):
        environment = {"COLUMNS": "80", "NO_COLOR": ""}
        return CliRunner().invoke(main, list(arguments), obj=open_by_hand, env=environment)

    return run


def entries(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def rows(result):
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


def ids(whence):
    return [row["id"] for row in rows(whence("reports", "news", "--format", "csv"))]


def test_stories_are_listed_as_a_table_as_csv_and_as_json(whence):
    table = whence("stories", "news")
    assert (table.exit_code, table.stderr) == (0, "")
    assert table.stdout.splitlines()[1].endswith("2        2  2031-03-04  2031-03-05  Ferry")
    (row,) = rows(whence("stories", "news", "--format", "csv"))
    (entry,) = entries(whence("stories", "news", "--format", "json"))
    assert {name: str(value) for name, value in entry.items()} == row


def test_stories_are_chosen_by_their_reports(whence):
    assert len(entries(whence("stories", "news", "--publisher", "the marram gazette", "--format", "json"))) == 1
    assert whence("stories", "news", "--from", "2031-03-06").stdout == "No stories.\n"
    assert whence("stories", "news", "--min-reports", "3").stdout == "No stories.\n"


def test_a_story_is_shown_as_text_as_csv_and_as_json(whence):
    (entry,) = entries(whence("stories", "news", "--format", "json"))
    shown = whence("story", "news", entry["id"][:8])
    assert shown.stdout.startswith("Ferry\n2 reports by 2 outlets · 2031-03-04 to 2031-03-05 · st:")
    assert (
        "\nfirst         2031-03-04 The Tidewater Post · Tove Lind\nalso          2031-03-05 The Marram" in shown.stdout
    )
    (details,) = entries(whence("story", "news", entry["id"], "--format", "json"))
    assert [claim["outlets"] for claim in details["claims"]] == [2]
    found = rows(whence("story", "news", entry["id"], "--format", "csv"))
    assert [row["kind"] for row in found] == ["report", "own", "report", "own", "first", "spread"]


def test_reports_are_compared_as_text_as_csv_and_as_json(whence):
    names = ids(whence)
    shown = whence("compare", "news", *(name[:10] for name in names))
    assert shown.stdout.startswith("2 reports compared\n\nA  The Tidewater Post · 2031-03-04 · r:")
    assert "\nClaims that they share\n\nA  “the ferry Bergljot was sunk off Gull Island” · Tove Lind\n" in shown.stdout
    (found,) = entries(whence("compare", "news", *names, "--format", "json"))
    assert [len(claim["wordings"]) for claim in found["claims"]] == [2]
    assert rows(whence("compare", "news", *names, "--format", "csv"))[-1]["kind"] == "claim"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["story", "news", "st:0123"], "st:0123: there is no such story. whence stories lists the stories.\n"),
        (["compare", "news", "r:0123", "r:01"], "r:0123: there is no such report. whence reports lists the reports.\n"),
    ],
)
def test_an_id_that_is_not_there_is_refused(whence, command, told):
    result = whence(*command)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_one_report_alone_is_not_compared(whence):
    name = ids(whence)[0]
    result = whence("compare", "news", name)
    assert (result.exit_code, result.stderr) == (2, f"{name}: this is one report. Name two reports or more.\n")
