"""The command line for what readers say: corrections, and notes on questions."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.support.ledgers_by_hand import open_by_hand
from tests.support.reviewed import open_ferry
from whence.archive.archive import Archive
from whence.cli import main

ANA = ("--author", "Ana Brandt")


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line where the archive ``news`` has one report with two attributions and two questions."""
    monkeypatch.chdir(tmp_path)
    open_ferry(tmp_path / "news").close()

    def run(*arguments):
        environment = {"COLUMNS": "80", "NO_COLOR": ""}
        return CliRunner().invoke(main, list(arguments), obj=open_by_hand, env=environment)

    return run


@pytest.fixture
def name(tmp_path, whence):
    assert whence
    with Archive(tmp_path / "news") as archive:
        return archive.reports()[0].id


def done(result):
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_correction_is_made_listed_shown_and_withdrawn(whence, name):
    key = done(whence("correct", "news", name, "1", "--who", "Tove Lind", "--note", "She was there.", *ANA)).split()[0]
    table = done(whence("corrections", "news", name[:8])).splitlines()
    assert table[0] == f"{key} · {name} · version 1"
    assert table[1:2] + table[3:] == ["     He … said … “the ferry sank”", "     She was there."]
    assert table[2].startswith("     who: Tove Lind · Ana Brandt, 20")
    (row,) = csv.DictReader(io.StringIO(done(whence("corrections", "news", "--format", "csv")), newline=""))
    assert (row["id"], row["said"], row["standing"]) == (key, "who: Tove Lind", "counts")
    shown = whence("show", "news", name)
    assert "Tove Lind · said" not in shown.stdout
    assert (
        shown.stderr
        == "1 correction by readers; whence corrections lists them. --corrected shows the ledger with them.\n"
    )
    assert "Tove Lind · said" in done(whence("show", "news", name, "--corrected"))
    assert "1 correction by readers" in done(whence("stats", "news"))
    assert "Tove Lind" in done(whence("sources", "news", "--corrected"))
    assert done(whence("corrections", "news", "--withdraw", key, *ANA)) == f"{key} withdrawn.\n"
    assert "withdrawn by Ana Brandt" in done(whence("corrections", "news"))
    assert whence("show", "news", name).stderr == ""


def test_an_attribution_that_was_missed_is_added_and_shown(whence, name):
    words = ("--source", "Tove Lind", "--cue", "left", "--content", "It rained")
    done(whence("correct", "news", name, "--missed", *words, *ANA))
    (row,) = map(json.loads, done(whence("corrections", "news", "--format", "json")).splitlines())
    assert (row["is_added"], row["words"]) == (True, "Tove Lind … left … It rained")
    assert "Tove Lind · left" in done(whence("show", "news", name, "--corrected"))


def test_corrected_reports_are_written_as_labels(whence, name, tmp_path):
    done(whence("correct", "news", name, "a2", "--wrong", *ANA))
    written = whence("corrections", "news", "--labels", "labels.jsonl")
    assert (written.exit_code, written.stderr) == (0, "labels.jsonl written.\n")
    (labels,) = map(json.loads, (tmp_path / "labels.jsonl").read_text("utf-8").splitlines())
    assert [one.get("valid", True) for one in labels["attributions"]] == [True, False]


def test_a_question_gets_a_status_and_its_notes_are_listed(whence, name):
    key = done(whence("note", "news", name, "2", "--status", "asked", "--note", "Rang.", *ANA)).split()[0]
    table = done(whence("questions", "news"))
    assert table.splitlines()[:3] == ["Ferry", f"The Tidewater Post · 2031-03-04 · {name}", table.splitlines()[2]]
    assert "  1  A source about whom nothing is said · open" in table or " · open" in table
    assert " · asked, Ana Brandt, 20" in table
    (question,) = map(
        json.loads, done(whence("questions", "news", "--status", "asked", "--format", "json")).splitlines()
    )
    assert (question["number"], question["kind"], question["notes"]) == (2, "denied", 1)
    (told,) = map(json.loads, done(whence("notes", "news", name, "--format", "json")).splitlines())
    assert (told["id"], told["status"], told["note"], told["is_asked"]) == (key, "asked", "Rang.", True)
    assert "asked · Ana Brandt, 20" in done(whence("notes", "news"))
    assert "Questions with a status" in done(whence("stats", "news"))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("correct", "1", "--wrong", "--who", "He"), "the options for what is right"),
        (("correct", "1", "--who", "Ines Okafor"), "these words are not in the report"),
        (("correct", "1"), "nothing is given as right"),
        (("correct", "--who", "He"), "either an ATTRIBUTION, or --missed"),
        (("correct", "1", "--missed", "--content", "rain"), "either an ATTRIBUTION, or --missed"),
        (("correct", "--missed", "--wrong"), "leave out --missed"),
        (("correct", "--missed", "--content", "the"), "these words are in 2 places"),
        (("note", "1"), "neither a status nor a note is given"),
        (("note", "7", "--status", "asked"), "question 7: the report has 2"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(whence, name, arguments, problem):
    command, *rest = arguments
    result = whence(command, "news", name, *rest, *ANA)
    assert result.exit_code == 2
    assert problem in result.stderr


def test_labels_and_withdrawing_are_not_asked_at_once(whence):
    result = whence("corrections", "news", "--labels", "-", "--withdraw", "k:1", *ANA)
    assert result.exit_code == 2
    assert "do different things" in result.stderr


def test_an_archive_without_any_says_so(whence):
    assert done(whence("corrections", "news")) == "No corrections.\n"
    assert done(whence("notes", "news")) == "No notes.\n"
    assert done(whence("questions", "news", "--status", "asked")) == "No questions.\n"
