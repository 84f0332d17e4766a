"""The command line on one source and one outlet: what it prints, and how it ends."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tests.support.ledgers_by_hand import ledger_of, open_by_hand
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.cli import main
from whence.records.form.profiles_form import (
    OutletDetailsForm,
    SourceDetailsForm,
    outlet_details_from_form,
    source_details_from_form,
)
from whence.records.form.schema import schema_of

SAID = "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1."


def named(ledger):
    return replace(ledger, sources=tuple(replace(one, kind="person", naming="named") for one in ledger.sources))


@pytest.fixture
def whence(tmp_path, monkeypatch):
    """Run the command line where two reports of the archive ``news`` cite one person."""
    monkeypatch.chdir(tmp_path)
    ledgers = [
        named(ledger_of(SAID, headline="Ferry", publisher=publisher, published=day))
        for publisher, day in (("The Tidewater Post", "2031-03-04"), ("Radio Estuary", "2031-04-05"))
    ]
    same = {"same": [[(0, "a1"), (1, "a1")]], "people": [[(0, "s1"), (1, "s1")]]}
    fill_linked(tmp_path / "news", ledgers, **same).close()

    def run(*arguments):
        return CliRunner().invoke(main, list(arguments), obj=open_by_hand, env={"COLUMNS": "80", "NO_COLOR": ""})

    return run


def done(result):
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_source_is_shown_with_its_outlets_months_and_claims(whence, tmp_path):
    lines = done(whence("source", "news", "Tove Lind")).splitlines()
    assert lines[0] == "Tove Lind"
    assert lines[1].startswith("person · s:")
    assert "Cited 2 times in 2 reports of 2 outlets, 2031-03-04 to 2031-04-05." in lines
    assert any(line.startswith("Radio Estuary") and line.endswith("2031-04-05") for line in lines)
    assert "“the ferry Bergljot was sunk off Gull Island”" in lines
    assert max(map(len, lines)) <= 80
    form = json.loads(done(whence("source", "news", "Tove Lind", "--json")))
    Draft202012Validator(schema_of(SourceDetailsForm)).validate(form)
    with Archive(tmp_path / "news") as archive:
        assert source_details_from_form(form) == archive.source("Tove Lind")


def test_an_outlet_is_shown_with_what_it_rests_on_by_month(whence, tmp_path):
    lines = done(whence("outlet", "news", "Radio Estuary")).splitlines()
    assert lines[:2] == ["Radio Estuary", "1 report · 2031-04-05"]
    heading = "month reports named described withheld documents no source own voice"
    assert heading in {" ".join(line.split()) for line in lines}
    assert max(map(len, lines)) <= 80
    form = json.loads(done(whence("outlet", "news", "Radio Estuary", "--json")))
    Draft202012Validator(schema_of(OutletDetailsForm)).validate(form)
    with Archive(tmp_path / "news") as archive:
        assert outlet_details_from_form(form) == archive.outlet("Radio Estuary")


def test_one_that_is_not_there_is_refused_in_a_sentence(whence):
    for command, problem in (("source", "no linked source has this name"), ("outlet", "no report is of this outlet")):
        result = whence(command, "news", "Somebody else")
        assert result.exit_code == 2
        assert problem in result.stderr
