"""What all commands share: a line that tells how far a run is, help, and a quick start."""

import io
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from whence.cli import main
from whence.commands.progress import ProgressLine, TextProgress, phrase_progress
from whence.reading.progress import listening, tell_progress
from whence.records.answers import Progress


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self):
        return True

    def lines(self):
        """List what stood on the line, one after the other."""
        return [part for part in self.getvalue().replace("\x1b[?25h", "").split("\r\x1b[2K") if part]


def open_terminal(monkeypatch, kind="xterm"):
    """Let standard error be a terminal."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", kind)
    return terminal


def at(count, done=None):
    return Progress(added=count, changed=0, known=0, rejected=0, done=done)


def test_the_pace_is_that_of_the_last_minute(monkeypatch):
    terminal = open_terminal(monkeypatch)
    seconds = iter([0.0, 10.0, 40.0, 80.0, 100.0])
    with ProgressLine("Adding", clock=lambda: next(seconds, 100.0)) as progress_line:
        progress_line.show(at(100, done=0.1))
        progress_line.show(at(130, done=0.13))
        progress_line.show(at(170, done=0.17))
        progress_line.show(at(190, done=0.19))
    assert terminal.lines() == [
        "Adding  100 · 10.0 a second · 10%, 2 min left",
        "Adding  130 · 3.2 a second · 13%, 4 min left",
        "Adding  170 · 1.0 a second · 17%, 14 min left",
        "Adding  190 · 1.0 a second · 19%, 14 min left",
    ]


def test_what_comes_after_the_line_was_taken_away_is_counted_anew(monkeypatch):
    terminal = open_terminal(monkeypatch)
    seconds = iter([0.0, 10.0, 20.0, 30.0])
    progress_line = ProgressLine("Adding", clock=lambda: next(seconds))
    progress_line.show(at(100))
    progress_line.clear()
    progress_line.show_text("Waiting until 09:30")
    progress_line.show(at(5))
    assert terminal.lines() == ["Adding  100 · 10.0 a second", "Waiting until 09:30", "Adding  5 · 0.5 a second"]


def test_the_line_fits_the_terminal(monkeypatch):
    terminal = open_terminal(monkeypatch)
    progress_line = ProgressLine("Adding", clock=iter([0.0, 1.0]).__next__)
    progress_line.show_text("港" * 60)
    (line,) = terminal.lines()
    assert line == "港" * 39 + "…"


def test_how_far_a_long_input_is_is_shown_once_it_takes_long(monkeypatch):
    terminal = open_terminal(monkeypatch)
    seconds = iter([0.0, 1.0, 2.0, 31.0, 61.0, 70.0, 71.0])
    text_progress = TextProgress(clock=lambda: next(seconds))
    monkeypatch.setattr("whence.commands.progress.TextProgress", lambda: text_progress)
    with ProgressLine("Adding", clock=lambda: 0.0) as progress_line, listening(progress_line.show_text_progress):
        for done, total in [(0, 9000), (100, 9000), (3000, 9000), (9000, 9000), (0, 50), (50, 50)]:
            tell_progress(done, total)
    assert terminal.lines() == [
        "Adding  3,000 of 9,000 words · 100 a second · 33%, 60 s left",
        "Adding  9,000 of 9,000 words · 150 a second · 100%",
    ]


def test_on_a_terminal_that_can_only_write_nothing_is_told(monkeypatch):
    terminal = open_terminal(monkeypatch, "dumb")
    with ProgressLine("Adding") as progress_line:
        progress_line.show(at(100))
        progress_line.show_text("Waiting until 09:30")
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(None, ""), (8, ", 8 s left"), (200, ", 3 min left"), (9000, ", 2 h left"), (2e6, ", 23 days left")],
)
def test_how_far_a_run_is_is_told_as_far_as_anybody_knows(seconds, left):
    progress = Progress(added=1000, changed=2, known=30, rejected=0, done=0.25)
    assert phrase_progress(progress, rate=812.4, seconds_left=seconds) == f"1,032 · 812 a second · 25%{left}"
    begun = Progress(added=0, changed=0, known=0, rejected=0, done=None)
    assert phrase_progress(begun, rate=0.0, seconds_left=None) == "0"


def test_reading_does_not_wait_for_what_only_an_archive_needs():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, whence.cli; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"apsw", "duckdb", "fastwarc", "filelock", "protego", "pyarrow"} & set(loaded) == set()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_says_in_a_line_what_it_does(command):
    first = CliRunner().invoke(main, [command, "--help"]).stdout.split("\n\n")[1].strip()
    assert re.fullmatch(r"[A-Z][^\n]{9,70}\.", first)
