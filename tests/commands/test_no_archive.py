"""What commands say of an archive that is empty, and of what is none."""

import json

import pytest
from click.testing import CliRunner

from tests.support.ledgers_by_hand import open_by_hand
from whence.archive.archive import Archive
from whence.cli import main

ASKING = [
    ["search", "{}", "harbour"],
    ["sources", "{}"],
    ["reports", "{}"],
    ["show", "{}", "r:5f0c"],
    ["changes", "{}"],
    ["changes", "{}", "r:5f0c"],
    ["rejected", "{}"],
    ["stats", "{}"],
    ["export", "{}", "out"],
    ["remove", "{}", "r:5f0c"],
    ["compact", "{}"],
    ["check", "{}"],
    ["reread", "{}"],
]
EMPTY = "news is empty. Add reports with whence add news FILES.\n"


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line in a folder with a text, a page, and an archive ``news`` without reports."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tide.txt").write_text("Ines said that boats left.\n" * 40)
    (tmp_path / "page.html").write_text("<html><p>Tide</p></html>")
    (tmp_path / "nothing").write_text("")
    (tmp_path / "folder").mkdir()
    Archive("news", create=True).close()

    def run(*arguments):
        return CliRunner().invoke(main, list(arguments), obj=open_by_hand, env={"COLUMNS": "100"})

    return run


@pytest.mark.parametrize("asked", ASKING, ids=" ".join)
@pytest.mark.parametrize("name", ["tide.txt", "page.html", "folder"])
def test_whoever_names_something_else_first_is_told_to_name_an_archive(whence, asked, name):
    result = whence(*[word.format(name) for word in asked])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{name}: it is ")
    assert result.stderr.endswith(f". Name an archive first: whence {asked[0]} ARCHIVE.\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone", "gone: there is no such archive. Create one with whence add.\n"),
        ("nothing", "nothing: it is empty, not an archive. Add reports to it with whence add.\n"),
    ],
)
def test_where_there_is_nothing_yet_an_archive_can_be_made(whence, name, told):
    result = whence("reports", name)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_where_an_archive_may_be_made_another_name_will_do(whence):
    assert "Name an archive, or a file that does not exist yet." in whence("add", "tide.txt", "tide.txt").stderr


@pytest.mark.parametrize("command", ["search", "sources", "reports", "changes", "rejected", "stats"])
def test_an_empty_archive_says_so_and_how_to_add(whence, command):
    words = ["harbour"] * (command == "search")
    shown = whence(command, "news", *words)
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, EMPTY, "")


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("command", ["search", "sources", "reports", "changes", "rejected", "stats"])
def test_what_programs_read_of_an_empty_archive_has_its_form(whence, command, form):
    words = ["harbour"] * (command == "search")
    result = whence(command, "news", "--format", form, *words)
    assert (result.exit_code, result.stderr) == (0, EMPTY)
    if form == "json":
        assert [json.loads(line)["reports"] for line in result.stdout.splitlines()] == [0] * (command == "stats")
    else:
        assert result.stdout.splitlines()[0].count(",") > 1


@pytest.mark.parametrize("asked", [["show", "news", "r:5f0c"], ["changes", "news", "5f0c"], ["remove", "news", "5f0c"]])
def test_a_report_of_an_empty_archive_is_not_looked_for(whence, asked):
    result = whence(*asked)
    told = "news: it is empty. Add reports with whence add news FILES.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_an_empty_archive_can_be_written_to_files(whence, tmp_path):
    result = whence("export", "news", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(f" written.\n{EMPTY}")
    assert (tmp_path / "out" / "reports.jsonl").read_text() == ""


def test_an_archive_that_is_not_empty_finds_nothing_as_ever(whence):
    whence("add", "news", "tide.txt")
    assert whence("search", "news", "strike").stdout == "Nothing found.\n"
    assert whence("rejected", "news").stdout == "No input was rejected.\n"
