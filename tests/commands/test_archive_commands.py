"""The command line of an archive: what it prints, where, and how it ends."""

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
from contextlib import closing

import apsw
import pytest
from click.testing import CliRunner

from tests.support.ledgers_by_hand import open_by_hand
from tests.support.terminals import listen, start
from whence.cli import main

HARBOUR = """\
Harbour to close, council says

By Ana Brandt, The Tidewater Post
4 March 2031

Ines said that the harbour wall is cracked.
Somebody said that boats left.
"""
STRIKE = """\
Strike at the harbour is over

By Ivo Lund, Northarm Courier
6 April 2031

Ivo said that the strike is over.
"""


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line in a folder with two reports and one that is empty."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    (tmp_path / "strike.txt").write_text(STRIKE)
    (tmp_path / "empty.txt").write_text("")

    def run(*arguments, **options):
        environment = {"COLUMNS": "80", "NO_COLOR": "", **options.pop("env", {})}
        return CliRunner().invoke(main, list(arguments), obj=open_by_hand, env=environment, **options)

    return run


@pytest.fixture
def kept(whence):
    """Run the command line where the archive ``news`` holds both reports."""
    assert whence("add", "news", "harbour.txt", "strike.txt").exit_code == 0
    return whence


def lines_of(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def rows_of(result):
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


def ids(whence):
    """Look up the reports' ids by their headlines."""
    return {held["headline"]: held["id"] for held in lines_of(whence("reports", "news", "--format", "json"))}


# Adding.


def test_what_is_added_is_counted_and_known_when_it_comes_again(whence):
    first = whence("add", "news", "harbour.txt", "strike.txt")
    assert (first.stdout, first.stderr, first.exit_code) == ("2 added.\n", "", 0)
    assert whence("add", "news", "harbour.txt", "strike.txt").stdout == "0 added, 2 known.\n"


def test_a_table_is_added_by_the_columns_that_were_named(whence, tmp_path):
    (tmp_path / "press.csv").write_text("id,tale,by_whom\n1,Ines said that boats left.,The Tidewater Post\n")
    assert whence("add", "news", "press.csv", "--columns", "text=tale, publisher=by_whom").stdout == "1 added.\n"
    assert [row["publisher"] for row in rows_of(whence("reports", "news", "--format", "csv"))] == ["The Tidewater Post"]


def test_what_cannot_be_read_is_told_and_counted_and_the_rest_is_added(whence):
    result = whence("add", "news", "empty.txt", "harbour.txt", "gone.txt")
    assert result.stdout == "1 added, 2 could not be read (whence rejected news shows why).\n"
    sentences = result.stderr.splitlines()
    assert "gone.txt: there is no such file or folder. Check the path." in sentences
    assert {sentence.split(":")[0] for sentence in sentences} == {"empty.txt", "gone.txt"}
    assert result.exit_code == 1
    assert {refused["input"] for refused in lines_of(whence("rejected", "news", "--format", "json"))} == {
        "empty.txt",
        "gone.txt",
    }


def test_of_many_that_cannot_be_read_twenty_are_told(whence):
    result = whence("add", "my news", *(f"gone{number}.txt" for number in range(23)))
    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.endswith("\nand 3 others.\n")
    assert result.stdout == "0 added, 23 could not be read (whence rejected 'my news' shows why).\n"


def test_a_report_that_changed_is_a_new_version_and_the_change_is_shown(kept, tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR.replace("cracked", "sound"))
    assert kept("add", "news", "harbour.txt").stdout == "0 added, 1 changed.\n"
    shown = kept("changes", "news").stdout
    assert "[-cracked.-] {+sound.+}" in shown
    assert "version 2, added " in shown
    (change,) = lines_of(kept("changes", "news", ids(kept)["Harbour to close, council says"], "--format", "json"))
    assert (change["field"], change["version"]) == ("text", 2)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["add", "news"], "there is nothing to add. Name files, folders or addresses, or - for standard input."),
        (
            ["add", "news", "--columns", "text", "harbour.txt"],
            "text is not a pair. Write field=column, for example text=body.",
        ),
        (["add", "harbour.txt", "strike.txt"], "harbour.txt: it is not a whence archive."),
        (["add", "--model", "en-0", "news", "harbour.txt"], "en-0: no such model. Name another."),
        (["search", "news", "harbour"], "news: there is no such archive. Create one with whence add."),
        (["search", "harbour.txt", "harbour"], "harbour.txt: it is not a whence archive."),
        (["search", "news"], "no search words were given. Write them after the archive."),
        (["search", "news", "harbour", "--publsher", "Post"], "No such option '--publsher'."),
        (["reports", "news", "--event", "GOSSIP"], "--event GOSSIP: there is no such type. The types are ACCUSE,"),
        (["reports", "news", "--kind", "gossip"], "'gossip' is not one of"),
        (
            ["sources", "news", "--sure", "nan"],
            "--sure nan: this is not a confidence. Write a number from 0 to 1, such",
        ),
        (["show", "news", "5f", "--json", "--html", "-"], "--json and --html - would both write to standard output."),
        (["remove", "news"], "no reports were chosen. Give the ids of reports, or filters such as --publisher."),
        (["remove", "news", "5f", "--kind", "group"], "ids and filters were both given."),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_ends_with_2(whence, arguments, complaint):
    result = whence(*arguments)
    assert complaint in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


@pytest.mark.usefixtures("whence")
def test_a_terminal_is_told_how_far_an_import_is(tmp_path):
    ours, theirs = pty.openpty()
    with start(tmp_path, "add", "--jobs", 1, "news", "harbour.txt", stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout.read() == b"1 added.\n"
        shown = listen(ours)
    assert "Adding  1" in shown
    assert re.sub(r"[^\n]*\x1b\[2K\x1b\[\?25h", "", shown) == ""
    assert process.returncode == 0


def test_an_interrupted_import_keeps_what_it_added_and_can_be_gone_on_with(whence, tmp_path):
    (tmp_path / "many").mkdir()
    for number in range(70):
        (tmp_path / "many" / f"{number:02}.txt").write_text(f"Ines said that {number} boats left.\n")
    (tmp_path / "many" / "99.txt").write_text("forever\n")
    ours, theirs = pty.openpty()
    with start(tmp_path, "add", "--jobs", 1, "news", "many", stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        while process.poll() is None and not whence("reports", "news").stdout.startswith("id"):
            pass
        os.killpg(process.pid, signal.SIGINT)
        assert listen(ours).endswith(
            "\x1b[?25hInterrupted. Added reports are kept; run the same command to continue.\r\n"
        )
        assert process.stdout.read() == b""
    assert process.returncode == 130
    (tmp_path / "many" / "99.txt").unlink()
    before = len(rows_of(whence("reports", "news", "--format", "csv")))
    assert whence("add", "news", "many").stdout == f"{70 - before} added, {before} known.\n"


def test_a_feed_that_cannot_be_read_is_told(whence):
    result = whence("watch", "news", "--once", "http://127.0.0.1:9/feed.xml")
    assert result.stderr.startswith("http://127.0.0.1:9/feed.xml: ")
    assert (result.stdout, result.exit_code) == ("0 added.\n", 1)


def test_a_watch_without_feeds_has_nothing_to_do(whence):
    result = whence("watch", "news", "--once")
    assert (result.stdout, result.stderr, result.exit_code) == ("0 added.\n", "", 0)


def test_reading_once_more_is_counted(kept):
    assert kept("reread", "--all", "news").stdout == "2 read again.\n"


# Asking.


def test_a_search_shows_the_words_in_brackets(kept):
    shown = kept("search", "news", "cracked").stdout
    assert shown.startswith("1 report\n\nHarbour to close, council says\nThe Tidewater Post · 2031-03-04 · r:")
    assert "the harbour wall is [cracked]." in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["harbour"], 2),
        (["harbour", "cracked"], 1),
        (["harbour", "-cracked"], 1),
        (["-cracked", "harbour"], 1),
        (["crac*"], 1),
        (["cracked", "OR", "strike"], 2),
        (['"harbour wall"'], 1),
        (['"wall harbour"'], 0),
        (["harbour", "--in", "contents"], 1),
        (["ivo", "--in", "sources", "--in", "contents"], 1),
        (["harbour", "--publisher", "northarm*"], 1),
    ],
)
def test_a_search_understands_phrases_stars_or_and_minus(kept, query, found):
    assert len(lines_of(kept("search", "news", *query, "--format", "json"))) == found


def test_a_search_says_if_there_is_more_than_it_gives(kept):
    assert kept("search", "news", "harbour", "--limit", "1").stdout.startswith("The best 1 of 2 reports.\n")
    result = kept("search", "news", "harbour", "--limit", "1", "--format", "csv")
    assert len(rows_of(result)) == 1
    assert result.stderr == "There are more than 1. Use --limit N to see more.\n"


@pytest.mark.parametrize("arguments", [["-h"], ["news", "-h"], ["--help"]])
def test_a_search_has_help_as_every_command_has(whence, arguments):
    result = whence("search", *arguments)
    assert "harbour -strike      harbour, but not strike" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], ["Strike at the harbour is over", "Harbour to close, council says"]),
        (["--publisher", "the tidewater post"], ["Harbour to close, council says"]),
        (["--from", "2031-04"], ["Strike at the harbour is over"]),
        (["--to", "2031-03"], ["Harbour to close, council says"]),
        (["--from", "2031-03-05", "--to", "2031-04-05"], []),
        (["--source", "Ines"], ["Harbour to close, council says"]),
        (["--kind", "group"], []),
        (["--naming", "withheld"], []),
        (["--certainty", "possible"], []),
        (["--sure", "1"], []),
        (["--event", "accuse"], []),
        (["--finding", "bare-source"], ["Harbour to close, council says"]),
        (["--language", "EN"], ["Strike at the harbour is over", "Harbour to close, council says"]),
        (["--language", "de"], []),
    ],
)
def test_options_choose_which_reports_are_asked_about(kept, options, found):
    assert [row["headline"] for row in rows_of(kept("reports", "news", "--format", "csv", *options))] == found


def test_a_day_that_is_none_is_refused(kept):
    result = kept("reports", "news", "--from", "yesterday")
    assert (
        result.stderr
        == "--from yesterday: this is not a date. Write 2031-03-04, or 2031-03 for a month, or 2031 for a year.\n"
    )
    assert result.exit_code == 2


def test_reports_are_a_table_for_people(kept):
    lines = kept("reports", "news").stdout.splitlines()
    assert lines[0].split() == ["id", "published", "publisher", "headline", "findings"]
    assert "2031-04-06  Northarm Courier" in lines[1]
    assert "Harbour to close, council" in lines[2]


def test_people_are_shown_twenty_unless_they_ask_for_more_and_programs_all(kept, tmp_path):
    (tmp_path / "many").mkdir()
    for number in range(22):
        (tmp_path / "many" / f"{number:02}.txt").write_text(f"Source{number:02} said that {number} boats left.\n")
    assert kept("add", "news", "many", "--jobs", "1").exit_code == 0
    result = kept("sources", "news", "source*")
    assert len([line for line in kept("reports", "news").stdout.splitlines() if line.startswith("r:")]) == 20
    assert kept("reports", "news").stderr == "There are more than 20. Use --limit N to see more.\n"
    assert len(rows_of(kept("reports", "news", "--format", "csv"))) == 24
    assert len(lines_of(kept("reports", "news", "--format", "json", "--limit", "23"))) == 23
    assert kept("reports", "news", "--limit", "24").stderr == ""
    assert result.exit_code == 0


def test_sources_are_counted(kept):
    rows = rows_of(kept("sources", "news", "--format", "csv"))
    assert {(row["name"], row["attributions"], row["reports"]) for row in rows} == {
        ("Ines", "1", "1"),
        ("Somebody", "1", "1"),
        ("Ivo", "1", "1"),
    }
    assert [row["name"] for row in rows_of(kept("sources", "news", "ivo", "--format", "csv"))] == ["Ivo"]
    assert "Ines" in kept("sources", "news").stdout


def test_a_report_is_shown_as_read_shows_it(kept):
    name = ids(kept)["Harbour to close, council says"]
    assert kept("show", "news", name[:8]).stdout == kept("read", "harbour.txt").stdout
    assert kept("show", "news", name, "--json").stdout == kept("read", "harbour.txt", "--json").stdout
    assert kept("show", "news", name, "--html", "-").stdout == kept("read", "harbour.txt", "--html", "-").stdout
    shown = kept("show", "news", name, "--json", "--findings", "none").stdout
    assert json.loads(shown)["findings"] == []
    assert "\x1b[1;38;5;32mInes\x1b[0m" in kept("show", "news", name, "--color", "always").stdout


def test_an_earlier_version_can_be_shown(kept, tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR.replace("cracked", "sound"))
    kept("add", "news", "harbour.txt")
    name = ids(kept)["Harbour to close, council says"]
    assert "⟨¹the harbour wall is sound⟩" in kept("show", "news", name).stdout
    first = kept("show", "news", name, "--version", "1")
    assert "⟨¹the harbour wall is cracked⟩" in first.stdout
    assert first.stderr == "This is version 1 of 2. whence changes shows what changed.\n"
    assert kept("show", "news", name, "--version", "3").exit_code == 2


def test_a_report_that_is_not_there_is_told_in_a_sentence(kept):
    result = kept("show", "news", "r:0000")
    assert result.stderr == "r:0000: there is no such report. whence reports lists the reports.\n"
    assert (result.stdout, result.exit_code) == ("", 2)


def test_counts_come_in_every_form(kept):
    assert kept("stats", "news").stdout.startswith("2 reports\n3 attributions · 3 sources · 0 events\n")
    assert {"table": "publishers", "name": "Northarm Courier", "month": "", "count": "1"} in rows_of(
        kept("stats", "news", "--format", "csv")
    )
    (counted,) = lines_of(kept("stats", "news", "--format", "json", "--to", "2031-03"))
    assert (counted["reports"], counted["publishers"]) == (1, [{"name": "The Tidewater Post", "count": 1}])


def test_colour_is_what_was_asked_for(kept):
    assert "\x1b[1;38;5;166mcracked\x1b[0m" in kept("search", "news", "cracked", "--color", "always").stdout
    for command in ("reports", "sources", "stats"):
        assert "\x1b[" in kept(command, "news", "--color", "always").stdout
        assert "\x1b[" not in kept(command, "news").stdout


# Taking out, and keeping in order.


def test_what_is_kept_is_written_to_files_a_table_each(kept, tmp_path):
    result = kept("export", "news", "out", "--format", "csv", "--to", "2031-03")
    assert "out/reports.csv written." in result.stderr.splitlines()
    assert (result.stdout, result.exit_code) == ("", 0)
    with (tmp_path / "out" / "reports.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["headline"] for row in csv.DictReader(file)] == ["Harbour to close, council says"]


def test_a_check_ends_with_1_as_long_as_something_is_wrong(kept):
    assert (kept("check", "news").stdout, kept("check", "news").exit_code) == ("No problems found.\n", 0)
    with closing(apsw.Connection("news")) as file:
        file.execute("INSERT INTO reports (id, key) VALUES (99, 'r:00000000000000ff')")
    wrong = kept("check", "news")
    assert wrong.stdout.startswith("reports: 1 reports have no version (r:00000000000000ff).")
    assert wrong.exit_code == 1
    mended = kept("check", "news", "--repair")
    assert (mended.stdout.endswith("It was repaired.\n"), mended.exit_code) == (True, 0)
    assert kept("check", "news").exit_code == 0


def test_compacting_tells_what_it_brought(kept):
    assert re.match(r"0\.\d MB before, 0\.\d MB now", kept("compact", "news").stdout)
    assert len(ids(kept)) == 2


def test_reports_are_removed_when_somebody_agrees(kept):
    name = ids(kept)["Harbour to close, council says"]
    no = kept("remove", "news", name[:8], input="n\n")
    assert (no.stdout, no.exit_code) == ("Nothing was removed.\n", 0)
    assert no.stderr.startswith(f"{name} · Harbour to close, council says\nRemove 1 report with all versions? [y/N]:")
    assert kept("remove", "news", name[:8], name, input="y\n").stdout == "1 report removed.\n"
    assert list(ids(kept)) == ["Strike at the harbour is over"]


def test_reports_are_removed_by_options_and_without_a_question_if_that_is_asked(kept):
    assert kept("remove", "news", "--to", "2031-03", "--yes").stdout == "1 report removed.\n"
    assert kept("remove", "news", "--to", "2031-03").stdout == "No reports match; nothing was removed.\n"
    assert list(ids(kept)) == ["Strike at the harbour is over"]


def test_nothing_is_removed_where_there_is_nobody_to_ask(kept):
    result = kept("remove", "news", "--language", "en")
    assert result.stderr.endswith(
        "whence remove: confirmation is not possible without a terminal. Use --yes to remove without being asked.\n"
    )
    assert result.exit_code == 2
    assert len(ids(kept)) == 2
