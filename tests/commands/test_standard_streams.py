"""Standard streams that are closed, full, or read by nobody: one sentence or silence, and the right exit status."""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from tests.support.terminals import COMMAND

_FIX = "Free disk space, or send the output elsewhere."
FULL = f"whence: standard output cannot be written (No space left on device). {_FIX}"
CLOSED = f"whence: standard output cannot be written (it is closed). {_FIX}"


@pytest.fixture
def whence(tmp_path):
    """Run the command line in a process of its own, its streams as a shell is told, where the archive ``news`` is."""
    (tmp_path / "tide.txt").write_text("Ines said\n\nInes said that boats left.\n")
    (tmp_path / "command.py").write_text(COMMAND)

    def run(redirected, *arguments, stdout=subprocess.PIPE):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(  # noqa: S603
            ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "command.py", *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr.strip()

    return run


@pytest.mark.parametrize(
    ("redirected", "arguments", "told"),
    [
        (">/dev/full", ["--version"], FULL),
        (">&-", ["read", "--help"], CLOSED),
        (">/dev/full", ["read", "tide.txt"], FULL),
        (">&-", ["add", "news", "tide.txt"], f"{CLOSED} Added reports are kept."),
        (
            "",
            ["read", "--html", "/dev/full", "tide.txt"],
            "/dev/full: the file cannot be written (No space left on device). Name another file.",
        ),
    ],
)
def test_an_answer_that_cannot_be_written_is_one_sentence_and_2(whence, redirected, arguments, told):
    assert whence(redirected, *arguments) == (2, "", told)


def test_what_was_added_is_kept_though_it_cannot_be_told(whence):
    assert whence(">/dev/full", "add", "news", "tide.txt")[2] == f"{FULL} Added reports are kept."
    assert whence(">/dev/full", "reports", "news", "--format", "csv") == (2, "", FULL)
    assert "Ines said" in whence("", "reports", "news")[1]


def test_where_standard_error_takes_nothing_the_rest_goes_on(whence):
    exit_status, answer, _ = whence("2>&-", "read", "--json", "gone.txt", "tide.txt")
    assert (exit_status, answer.count("\n")) == (1, 2)
    assert whence("2>/dev/full", "read", "--nosuch")[0] == 2


def test_where_all_streams_are_closed_no_file_takes_their_place(whence, tmp_path):
    assert whence("<&- >&- 2>&-", "read", "tide.txt") == (2, "", "")
    assert whence("<&- >&- 2>&-", "add", "news", "tide.txt") == (2, "", "")
    assert (tmp_path / "news").read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--json", "tide.txt"]])
def test_a_pipe_that_nobody_reads_is_passed_over_in_silence(whence, arguments):
    ours, theirs = os.pipe()
    os.close(ours)
    with closing(os.fdopen(theirs, "wb", buffering=0)) as unread:
        exit_status, _, told = whence("", *arguments, stdout=unread)
    assert (exit_status, told) == (141, "")


@pytest.mark.parametrize("arguments", [["read", "-"], ["add", "news", "-"]])
def test_a_closed_standard_input_is_one_sentence(whence, arguments):
    exit_status, _, told = whence("<&-", *arguments)
    assert exit_status == 1
    assert told.splitlines()[0] == "-: standard input is closed. Pipe a report to it, or name a file."


def test_nobody_can_be_asked_where_standard_input_is_closed(whence):
    assert whence("", "add", "news", "tide.txt")[0] == 0
    exit_status, _, told = whence("<&-", "remove", "news", "--source", "Ines")
    assert exit_status == 2
    assert told.endswith(
        "whence remove: confirmation is not possible without a terminal. Use --yes to remove without being asked."
    )


def test_help_can_be_read_in_any_encoding(whence, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    exit_status, told, _ = whence("", "add", "--help")
    assert (exit_status, "\\u2026" in told) == (0, True)
