"""The command line: what it prints, where, and how it ends."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios

import pytest
from click.testing import CliRunner

from tests.support import terminals
from tests.support.ledgers_by_hand import open_by_hand
from tests.support.terminals import listen
from whence.cli import main

TIDE = """\
── tide.txt ────────────────────────────
▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓························
▓ described 41%  · own voice 59%
No questions by these rules.

Ines said
[¹Ines] {¹said} that ⟨¹boats left⟩.

Who says what   [source] {cue} ⟨content⟩

  1  Ines · said
     boats left

Sources

 1×  Ines · 1

"""


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line in a folder with two reports, one of them empty, and a folder of twelve."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tide.txt").write_text("Ines said\nInes said that boats left.\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "many").mkdir()
    for number in range(12):
        (tmp_path / "many" / f"{number:02}.txt").write_text(f"Ines said that {number} boats left.\n")

    def run(*arguments, **options):
        environment = {"COLUMNS": "40", "NO_COLOR": "", **options.pop("env", {})}
        return CliRunner().invoke(main, ["read", *arguments], obj=open_by_hand, env=environment, **options)

    return run


def start(tmp_path, *arguments, **options):
    """Start the command line in a process of its own, on a terminal of 40 columns."""
    return terminals.start(tmp_path, "read", *arguments, columns=40, **options)


def left_standing(shown):
    """Tell what stays on a terminal after all that was written to it: not what came before an erased line's end."""
    return re.sub(r"\x1b\[\?25[hl]", "", re.sub(r"[^\n]*\x1b\[2K", "", shown.replace("\r\n", "\n")))


def test_a_report_is_shown_with_its_ledger(whence):
    result = whence("tide.txt")
    assert result.stdout == TIDE
    assert (result.stderr, result.exit_code) == ("", 0)


def test_standard_input_is_a_report_too(whence):
    assert "[¹Ivo] {¹said} that ⟨¹ships sank⟩." in whence("-", input="Ivo said that ships sank.").stdout


def test_json_is_one_line_a_report_in_the_order_given_and_so_is_what_cannot_be_read(whence):
    result = whence("--json", "tide.txt", "empty.txt", "gone.txt", "many/03.txt")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["report"]["name"] for line in (lines[0], lines[3])] == ["tide.txt", "many/03.txt"]
    assert lines[0]["attributions"][0]["content_spans"] == [[25, 35]]
    assert lines[1]["rejected"]["input"] == "empty.txt"
    assert lines[2] == {
        "form": 1,
        "rejected": {"input": "gone.txt", "reason": "there is no such file or folder. Check the path."},
    }
    assert result.exit_code == 1


def test_brief_leaves_the_report_out_and_of_two_details_the_last_counts(whence):
    brief = "── tide.txt ────────────────────────────\nRests on described 41%\nNo questions by these rules.\n\n"
    shown = whence("--brief", "tide.txt").stdout
    assert shown == brief + "Who says what\n" + TIDE.partition("⟨content⟩\n")[2]
    assert whence("--all", "--brief", "tide.txt").stdout == shown
    assert whence("--brief", "--all", "tide.txt").stdout == TIDE


def test_every_rejected_input_is_a_sentence_on_standard_error_and_counted(whence):
    result = whence("empty.txt", "tide.txt", "gone.txt")
    assert result.stdout == TIDE
    sentences = result.stderr.splitlines()
    assert sentences[0].startswith("empty.txt: ")
    assert sentences[1:] == [
        "gone.txt: there is no such file or folder. Check the path.",
        "2 of 3 could not be read.",
    ]
    assert result.exit_code == 1


def test_many_reports_are_read_by_several_processes_and_come_in_order(whence):
    result = whence("--json", "--jobs", "2", "many")
    texts = [json.loads(line)["report"]["text"] for line in result.stdout.splitlines()]
    assert texts == [f"Ines said that {number} boats left.\n" for number in range(12)]
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_page_is_written_instead_of_the_terminal_form(whence, tmp_path):
    result = whence("--html", "page.html", "tide.txt", "empty.txt")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert "page.html written.\n" in result.stderr
    page = (tmp_path / "page.html").read_text()
    assert "boats left" in page
    assert "<dt>empty.txt</dt>" in page


def test_a_page_can_go_to_standard_output(whence):
    assert whence("--html", "-", "tide.txt").stdout.startswith("<!doctype html>")


def test_a_page_and_json_can_be_had_in_one_run(whence, tmp_path):
    result = whence("--html", "page.html", "--json", "tide.txt")
    assert json.loads(result.stdout)["report"]["name"] == "tide.txt"
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "there is nothing to read. Name files, folders or addresses, or - for standard input."),
        (["--jobs", "0", "tide.txt"], "0 is not in the range x>=1"),
        (["--colour", "tide.txt"], "No such option '--colour'."),
        (["--json", "--html", "-", "tide.txt"], "--json and --html - would both write to standard output."),
        (["--html", "nowhere/page.html", "tide.txt"], "--html nowhere/page.html: the folder nowhere does not exist."),
        (["--html", "many", "tide.txt"], "'many' is a directory"),
        (["--sure", "2", "tide.txt"], "--sure 2: this is not a confidence. Write a number from 0 to 1, such as 0.8."),
        (["--sure", "x", "tide.txt"], "--sure x: this is not a confidence. Write a number from 0 to 1, such as 0.8."),
        (["--model", "en-0", "tide.txt"], "en-0: no such model. Name another."),
        (["--model", "en-0", "--jobs", "2", "many"], "en-0: no such model. Name another."),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_ends_with_2(whence, arguments, complaint):
    result = whence(*arguments)
    assert complaint in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


@pytest.mark.parametrize("name", ["tide.txt", "two words.txt", "https://meridian.example/harbour"])
def test_whoever_leaves_out_the_command_is_told_how_to_read(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    for each in ("tide.txt", "two words.txt"):
        (tmp_path / each).write_text("Ines said that boats left.\n")
    result = CliRunner().invoke(main, [name])
    quoted = f"'{name}'" if " " in name else name
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        f"Error: “{name}” is no command. To read it: whence read {quoted}",
    )


def test_a_command_that_neither_exists_nor_is_a_file_is_unknown():
    assert "No such command 'raed'" in CliRunner().invoke(main, ["raed"]).stderr


def test_colour_is_what_was_asked_for(whence):
    assert "\x1b[1;38;5;32mInes\x1b[0m" in whence("--color", "always", "tide.txt").stdout
    assert whence("--color", "never", "tide.txt").stdout == TIDE
    assert whence("--color", "always", "tide.txt", env={"NO_COLOR": "1"}).stdout.count("\x1b") > 0


@pytest.mark.parametrize(
    ("variable", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
@pytest.mark.usefixtures("whence")
def test_a_terminal_is_shown_colour_unless_asked_not_to(tmp_path, variable, is_coloured):
    ours, theirs = pty.openpty()
    with start(tmp_path, "tide.txt", stdout=theirs, env={"NO_COLOR": "", **variable}) as process:
        os.close(theirs)
        assert ("\x1b[" in listen(ours)) == is_coloured
    assert process.returncode == 0


def test_what_acts_on_a_terminal_is_shown_and_not_sent(whence, tmp_path):
    (tmp_path / "evil\x1b[2J.txt").write_text("")
    result = whence("evil\x1b[2J.txt", "-", input="\x1b]0;owned\x07Ines said that boats left.\x9b")
    assert "evil␛[2J.txt: " in result.stderr
    assert "\x1b" not in result.stderr + result.stdout
    assert "\x1b" not in whence("--json", "-", input="\x1b]0;owned\x07").stdout


@pytest.mark.usefixtures("whence")
def test_an_encoding_that_lacks_a_character_is_no_reason_to_stop(tmp_path):
    with start(tmp_path, "tide.txt", stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "cp1252"}) as process:
        assert b"[\xb9Ines] {\xb9said} that \\u27e8\xb9boats left\\u27e9." in process.stdout.read()
    assert process.returncode == 0


@pytest.mark.usefixtures("whence")
def test_a_bar_on_standard_error_shows_how_far_many_are(tmp_path):
    ours, theirs = pty.openpty()
    with start(tmp_path, "--json", "--jobs", "1", "many", stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        lines = process.stdout.read().splitlines()
        shown = listen(ours)
    assert [json.loads(line)["report"]["name"] for line in lines] == [f"many/{number:02}.txt" for number in range(12)]
    assert "Reading" in shown
    assert re.search(r"\d+/12", shown)
    assert left_standing(shown) == ""
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


@pytest.mark.usefixtures("whence")
def test_the_bar_fits_a_narrow_terminal(tmp_path):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 50))
    with start(tmp_path, "--json", "--jobs", "1", "many", stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        process.stdout.read()
        drawn = re.sub(r"\x1b\[[?\d]*\w", "", listen(ours)).split("\r")
    assert len(drawn) > 12
    assert max(map(len, drawn)) <= 50


@pytest.mark.usefixtures("whence")
def test_a_terminal_that_can_only_write_shows_no_bar(tmp_path):
    ours, theirs = pty.openpty()
    with start(
        tmp_path, "--json", "--jobs", "1", "many", stdout=subprocess.PIPE, stderr=theirs, env={"TERM": "dumb"}
    ) as process:
        os.close(theirs)
        process.stdout.read()
        assert listen(ours) == ""


@pytest.mark.usefixtures("whence")
def test_a_terminal_that_shows_both_keeps_reports_and_bar_apart(tmp_path):
    ours, theirs = pty.openpty()
    names = ["many/00.txt", "empty.txt", "tide.txt"]
    with start(tmp_path, "--color", "never", *names, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = left_standing(listen(ours))
    assert "Reading" not in shown
    assert re.fullmatch(r"── many/00\.txt ─+\n.*\n 1×  Ines · 1\n\nempty\.txt: [^\n]+\n── tide.*", shown, re.DOTALL)
    assert shown.endswith(TIDE + "1 of 3 could not be read.\n")
    assert process.returncode == 1


@pytest.mark.usefixtures("whence")
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_ends_with_a_sentence_and_130(tmp_path, jobs):
    (tmp_path / "many" / "05.txt").write_text("forever\n")
    with start(tmp_path, "--json", "--jobs", jobs, "many", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        assert json.loads(first)["report"]["name"] == "many/00.txt"
        assert process.stderr.read() == b"Interrupted.\n"
    assert process.returncode == 130


@pytest.mark.usefixtures("whence")
def test_a_reader_who_has_seen_enough_is_no_error_worth_words(tmp_path):
    # Every report is larger than a pipe holds, so the second cannot be written when nobody reads.
    for number in range(12):
        (tmp_path / "many" / f"{number:02}.txt").write_text("boats left. " * 20_000)
    with start(tmp_path, "--json", "--jobs", 1, "many", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_help_and_version_are_short():
    runner = CliRunner()
    assert runner.invoke(main, ["--version"]).stdout == "whence 0.1.0\n"
    assert "read" in runner.invoke(main, ["--help"]).stdout
    assert len(runner.invoke(main, ["read", "-h"]).stdout.splitlines()) <= 22


def test_the_package_is_a_command():
    run = subprocess.run([sys.executable, "-m", "whence", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == "whence 0.1.0\n"


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ("all", ["bare-source"]),
        ("none", []),
        ("bare-source,denied", ["bare-source"]),
        ("denied", []),
        ("-denied", ["bare-source"]),
        ("-denied,-bare-source", []),
    ],
)
def test_findings_are_chosen_by_kind(whence, kinds, told):
    result = whence("--json", f"--findings={kinds}", "-", input="Somebody said that boats left.")
    assert [finding["kind"] for finding in json.loads(result.stdout)["findings"]] == told


@pytest.mark.parametrize("kinds", ["gossip", "denied,-no-source", ""])
def test_a_choice_of_findings_that_makes_no_sense_is_refused_with_the_kinds(whence, kinds):
    result = whence("--findings", kinds, "tide.txt")
    assert result.exit_code == 2
    assert "bare-source" in result.stderr


@pytest.mark.parametrize(("sure", "found"), [("0", 1), ("0.9", 1), ("0.95", 0)])
def test_attributions_are_chosen_by_confidence(whence, sure, found):
    result = whence("--json", "--sure", sure, "-", input="Ines said that boats left.")
    assert len(json.loads(result.stdout)["attributions"]) == found


def test_events_are_written_as_a_table(whence, tmp_path):
    result = whence("--events", "-", "tide.txt")
    assert result.stdout.startswith("Event ID\tEvent Date\tEvent Type\t")
    whence("--events", str(tmp_path / "events.tsv"), "tide.txt")
    assert (tmp_path / "events.tsv").read_text() == result.stdout


def test_two_things_cannot_both_go_to_standard_output(whence):
    result = whence("--events", "-", "--html", "-", "tide.txt")
    assert (result.exit_code, "--html - and --events -" in result.stderr) == (2, True)


def test_every_form_is_listed_without_a_limit():
    listed = CliRunner().invoke(main, ["inputs"])
    rows = CliRunner().invoke(main, ["inputs", "--format", "json"])
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert listed.stdout.count("recognised by") == len(rows.stdout.splitlines()) > 20
