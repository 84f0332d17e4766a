"""The small model, as those who read with it meet it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from whence.archive.archive import Archive
from whence.cli import main
from whence.reading.reader import Reader
from whence.records.form.ledger_form import ledger_to_form, schema
from whence.records.report import Report

HARBOUR = Path(__file__).parents[3] / "examples" / "harbour.txt"
TEXT = "Ines Okafor, the mayor of Tidewater, said on Sunday that the harbour would close.\n"


@pytest.fixture(scope="module")
def fast():
    return Reader("fast")


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run a command in a folder with one report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tide.txt").write_text(TEXT)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_a_ledger_states_the_full_name_and_what_was_computed_with(fast):
    ledger = fast.read(Report(text=TEXT))
    assert (ledger.model, ledger.arithmetic) == ("en-9-fast", "int8")
    assert ledger.engine == Reader().read(Report(text=TEXT)).engine
    assert [source.name for source in ledger.sources] == ["Ines Okafor"]
    Draft202012Validator(schema()).validate(json.loads(json.dumps(ledger_to_form(ledger))))


def test_by_either_name_it_gives_the_same(fast):
    report = Report(text=HARBOUR.read_text("utf-8"))
    assert fast.read(report) == Reader("en-9-fast").read(report)


def test_it_finds_who_speaks_in_the_example(fast):
    ledger = fast.read(Report(text=HARBOUR.read_text("utf-8")))
    names = {source.id: source.name for source in ledger.sources}
    speakers = [names[one.source] for one in ledger.attributions if one.source]
    assert speakers[0] == "council"
    assert {"Ines Okafor", "Yusuf Haddad", "Samuel Okafor", "Kwabena Asante"} <= {*speakers}


def test_the_command_reads_with_it(whence):
    result = whence("read", "--json", "--model", "fast", "tide.txt")
    assert json.loads(result.stdout)["model"] == "en-9-fast"


@pytest.mark.parametrize("name", ["slow", "fast-quick", "en-9-fast-quick"])
def test_an_unknown_model_is_told_with_those_that_there_are(whence, name):
    result = whence("read", "--model", name, "tide.txt")
    sentence = f"{name}: no such model. Choose one of fast, en-9, en-9-fast, en-9-quick, or name a .zip file"
    assert sentence in " ".join(result.stderr.split())
    assert result.exit_code == 2


def test_what_it_has_read_can_be_read_again_with_the_default(whence, tmp_path):
    assert whence("add", "--model", "fast", "news.whence", "tide.txt").exit_code == 0
    assert "1" in whence("reread", "news.whence").output
    with Archive(tmp_path / "news.whence") as archive:
        assert archive.reread().changed == 0
        assert archive.reread(model="fast").changed == 1
        assert archive.reread(model="en-9-fast").changed == 0


def test_in_an_archive_of_both_only_what_the_other_has_read_is_read_again(whence, tmp_path):
    (tmp_path / "ebb.txt").write_text(TEXT.replace("close", "open"))
    assert whence("add", "--model", "fast", "news.whence", "tide.txt").exit_code == 0
    assert whence("add", "news.whence", "ebb.txt").exit_code == 0
    with Archive(tmp_path / "news.whence") as archive:
        assert {held.model for held in archive.reports()} == {"en-9", "en-9-fast"}
        assert archive.reread().changed == 1
        assert {held.model for held in archive.reports()} == {"en-9"}
