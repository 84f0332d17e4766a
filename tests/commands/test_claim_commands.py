"""The command line on claims: what it prints, where, and how it ends; and linking at the end of other commands."""

import csv
import io
import json
from contextlib import closing

import apsw
import pytest
from click.testing import CliRunner

from tests.support.archives import fill
from tests.support.ledgers_by_hand import ledger_of, open_by_hand
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.cli import main

HARBOUR = """\
Harbour to close, council says

By Ana Brandt, The Tidewater Post
4 March 2031

Ines said that the harbour wall is cracked.
"""
POST = ledger_of(
    "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1.",
    publisher="The Tidewater Post",
    published="2031-03-04",
)
GAZETTE = ledger_of(
    "Lost\n\n[1 Ivo Ness]1 {1 said}1 <1 the ferry Bergljot had been sunk off Gull Island>1.",
    publisher="The Marram Gazette",
    published="2031-03-05",
)


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line in a folder with a report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    (tmp_path / "empty.txt").write_text("")

    def run(*arguments, **options):
        environment = {"COLUMNS": "80", "NO_COLOR": "", **options.pop("env", {})}
        return CliRunner().invoke(main, list(arguments), obj=open_by_hand, env=environment, **options)

    return run


@pytest.fixture
def linked(whence, tmp_path):
    """Run the command line where two reports of the archive ``news`` make one claim."""
    fill_linked(tmp_path / "news", [POST, GAZETTE], same=[[(0, "a1"), (1, "a1")]]).close()
    return whence


def entries(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def query(sql):
    with closing(apsw.Connection("news")) as connection:
        return connection.execute(sql).fetchall()


def test_claims_are_listed_in_words_as_csv_and_as_json(linked):
    shown = linked("claims", "news")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[0] == "“the ferry Bergljot was sunk off Gull Island”"
    (row,) = csv.DictReader(io.StringIO(linked("claims", "news", "--format", "csv").stdout, newline=""))
    assert (row["reports"], row["outlets"], row["least"], row["most"]) == ("2", "2", "1", "2")
    (entry,) = entries(linked("claims", "news", "--format", "json"))
    assert entry["claim"]["text"] == row["text"] == "the ferry Bergljot was sunk off Gull Island"


def test_claims_are_chosen_by_story_words_source_and_number_of_reports(linked):
    (entry,) = entries(linked("claims", "news", "--about", "ferry", "--source", "Ness", "--format", "json"))
    assert entries(linked("claims", "news", "--story", entry["story"], "--format", "json")) == [entry]
    assert entries(linked("claims", "news", "--min-reports", "3", "--format", "json")) == []
    assert linked("claims", "news", "--about", "harbour").stdout == "No claims.\n"
    assert entries(linked("claims", "news", "--like", "Did a ferry sink?", "--format", "json")) == [entry]
    assert linked("claims", "news", "--like", "The harbour shut").stdout == "No claims.\n"
    assert linked("claims", "news", "--from", "2031-03-06").stdout == "No claims.\n"


def test_a_claim_and_its_origins_are_shown(linked, tmp_path):
    (entry,) = entries(linked("claims", "news", "--format", "json"))
    name = entry["claim"]["id"][:8]
    shown = linked("claim", "news", name)
    assert shown.stdout.startswith("“the ferry Bergljot was sunk off Gull Island”\nc:")
    assert "\n2 reports, 2 outlets, at least 1 origin and at most 2\n" in shown.stdout
    (details,) = entries(linked("claim", "news", name, "--json"))
    (found,) = entries(linked("origins", "news", name, "--json"))
    assert details["origins"] == found
    assert "\nWhy\n" in linked("origins", "news", name).stdout
    picture = linked("origins", "news", name, "--svg", "claim.svg")
    assert (picture.stdout, picture.stderr) == ("", "claim.svg written.\n")
    assert (tmp_path / "claim.svg").read_text().startswith("<svg")
    assert linked("origins", "news", name, "--json", "--svg", "-").exit_code == 2


@pytest.mark.parametrize("command", ["claim", "origins"])
def test_a_claim_that_is_not_there_is_told(linked, command):
    result = linked(command, "news", "c:0123")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "c:0123: there is no such claim. whence claims lists the claims.\n"


def test_an_empty_archive_says_how_to_add_reports(whence):
    whence("add", "news", "empty.txt")
    assert whence("claims", "news").stdout == "news is empty. Add reports with whence add news FILES.\n"
    assert whence("claim", "news", "c:12").stderr == "news: it is empty. Add reports with whence add news FILES.\n"
    assert whence("link", "news").stdout == "news is empty. Add reports with whence add news FILES.\n"


def test_what_is_added_is_linked_at_once_or_later(whence):
    assert whence("add", "news", "harbour.txt", "--no-links").stdout == "1 added.\n"
    assert query("SELECT count(*) FROM linked") == [(0,)]
    told = whence("claims", "news")
    assert (told.stdout, told.stderr) == (
        "No claims.\n",
        "1 report is not linked yet. Link with whence link news.\n",
    )
    assert whence("link", "news").stdout == "1 report linked.\n"
    assert whence("link", "news").stdout == "0 reports linked.\n"
    assert whence("claims", "news").stderr == ""
    assert whence("add", "more", "harbour.txt").stdout == "1 added.\n"
    assert whence("claims", "more").stderr == ""


def test_a_report_that_is_read_again_or_removed_is_linked_again(whence):
    whence("add", "news", "harbour.txt")
    before = query("SELECT item, version FROM linked")
    assert whence("reread", "news", "--all").stdout == "1 read again.\n"
    assert query("SELECT item, version FROM linked") == before
    assert whence("remove", "news", "--publisher", "The*", "--yes").stdout == "1 report removed.\n"
    assert query("SELECT (SELECT count(*) FROM linked), (SELECT count(*) FROM unlinked)") == [(0, 0)]


def test_a_watch_links_what_is_not_linked_yet(whence):
    whence("add", "news", "harbour.txt", "--no-links")
    assert whence("watch", "news", "--once").exit_code == 0
    assert query("SELECT count(*) FROM linked") == [(1,)]


def test_linking_that_is_interrupted_keeps_what_it_has_and_continues(tmp_path):
    ledgers = [
        ledger_of(f"Tide {number}\n\n[1 Tove Lind]1 {{1 said}}1 <1 boat {number} was late>1.") for number in range(260)
    ]
    fill(tmp_path / "news", ledgers).close()
    with Archive(tmp_path / "news") as archive:

        def stop(done, total):
            assert (done, total) == (256, 260)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            archive.link(on_progress=stop)
        assert archive.count_unlinked() == 4
        assert archive.link() == 4


def test_what_cannot_be_read_is_told_though_the_rest_is_linked(whence):
    result = whence("add", "news", "empty.txt", "harbour.txt")
    assert result.stdout == "1 added, 1 could not be read (whence rejected news shows why).\n"
    assert result.stderr.startswith("empty.txt: ")
    assert result.exit_code == 1
    assert query("SELECT count(*) FROM linked") == [(1,)]


def test_reports_that_cannot_be_linked_are_kept_and_both_are_told(whence):
    whence("add", "news", "empty.txt")
    with closing(apsw.Connection("news")) as connection:
        connection.execute("DROP TABLE linked")
    result = whence("add", "news", "empty.txt", "harbour.txt")
    assert result.stdout == "1 added, 1 could not be read (whence rejected news shows why).\n"
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["empty.txt", "news"]
    assert result.exit_code == 2
    assert len(entries(whence("reports", "news", "--format", "json"))) == 1


def test_a_table_of_owners_is_set_listed_counted_by_and_removed(linked, tmp_path):
    (tmp_path / "owners.csv").write_text(
        "outlet,owner\nTidewater Post,Tide Media\nMarram Gazette,Tide Media\nCoast,Ebb\n"
    )
    assert linked("owners", "news").stdout == "No table of owners.\n"
    assert linked("owners", "news", "owners.csv").stdout == (
        "3 rows set as the table of owners. No report is of the outlet in 1 of them.\n"
    )
    assert linked("owners", "news").stdout.splitlines() == [
        "outlet          owner       reports  line",
        "Tidewater Post  Tide Media        1     2",
        "Marram Gazette  Tide Media        1     3",
        "Coast           Ebb               0     4",
    ]
    assert [entry["outlets"] for entry in entries(linked("claims", "news", "--format", "json"))] == [1]
    shown = linked("origins", "news", entries(linked("claims", "news", "--format", "json"))[0]["claim"]["id"]).stdout
    assert "By the table of owners, Tidewater Post (line 2) and Marram Gazette (line 3)" in " ".join(shown.split())
    assert linked("owners", "news", "--forget").stdout == "3 rows removed from the table of owners.\n"
    assert [entry["outlets"] for entry in entries(linked("claims", "news", "--format", "json"))] == [2]


def test_a_table_of_owners_that_cannot_be_read_is_refused(linked, tmp_path):
    (tmp_path / "owners.csv").write_text("outlet,owner\nCoast,\n")
    refused = linked("owners", "news", "owners.csv")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "owners.csv: line 2 has no owner. Correct the table and give it again; the archive is as before.\n",
    )
    both = linked("owners", "news", "owners.csv", "--forget")
    assert both.exit_code == 2
    assert "leave out the file" in both.stderr
