"""Programs timed in turn: what they are given, what they report, and what is left out."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import peers
from bench.peers import find_spacy
from bench.reports import make_report
from bench.turns import Program, environment, time_in_turn, time_starts

HERE = Path(sys.executable)


def program(name, source):
    return Program(name=name, python=HERE, source=source)


def test_every_program_reads_every_text_in_a_process_of_its_own(tmp_path):
    heard = tmp_path / "heard"
    keep = "def read(text):\n    with open({path!r}, 'a') as file:\n        file.write({name!r} + text)\n"
    both = [program(name, keep.format(path=str(heard), name=name)) for name in ("ebb", "flow")]
    seconds = time_in_turn(both, ["1", "2"])
    assert seconds.keys() == {"ebb", "flow"}
    assert min(seconds.values()) >= 0.0
    # The first text once more before all, and who comes first changes.
    assert heard.read_text() == "ebb1flow1" + "flow1ebb1" + "ebb2flow2"


def test_a_program_that_ends_early_is_an_error():
    with pytest.raises(subprocess.CalledProcessError):
        time_in_turn([program("ebb", "import os\ndef read(text):\n    os._exit(3)\n")], ["1"])


def test_a_command_is_called_once_more_than_it_is_timed(tmp_path):
    calls = tmp_path / "calls"
    code = f"open({str(calls)!r}, 'a').write('x')"
    (start,) = time_starts([program("ebb", "")], [["-c", code]], times=2)
    assert calls.read_text() == "xxx"
    assert start.cpu > 0
    assert start.wall > 0


def test_an_installed_program_does_not_find_this_whence(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "src")
    assert "PYTHONPATH" not in environment(is_installed=True)
    assert environment(is_installed=False)["PYTHONPATH"] == "src"


def test_a_program_that_cannot_be_installed_is_left_out_with_a_sentence(tmp_path, monkeypatch, capsys):
    def refuse(*_):
        raise subprocess.CalledProcessError(1, ["pip"], stderr=b"trying\nno such package\n")

    monkeypatch.setattr(peers, "make_environment", refuse)
    assert find_spacy(tmp_path) is None
    assert capsys.readouterr().err == "Left out: spaCy could not be installed (no such package).\n"


def test_what_is_installed_is_found_again(tmp_path):
    (tmp_path / "spacy").mkdir()
    (tmp_path / "spacy/ready").touch()
    assert find_spacy(tmp_path) == tmp_path / "spacy/bin/python"


def test_a_made_report_has_the_words_that_are_asked_for():
    assert len(make_report(750).split()) == 750
