"""Ledgers as JSON lines: whatever the text, one line that decodes to the form."""

import json

from hypothesis import given

from tests.support.ledgers_by_hand import ledger_of
from tests.support.strategies import ledgers
from whence.records.form.json_lines import json_line
from whence.records.form.ledger_form import ledger_from_form, ledger_to_form
from whence.records.report import Rejected


def test_letters_of_every_script_stand_as_they_are():
    assert "“Гавань” 東京 👩‍🚒".encode() in json_line(ledger_of("“Гавань” 東京 👩‍🚒"))


def test_nothing_that_ends_a_line_or_acts_on_a_terminal_is_in_it():
    line = json_line(ledger_of("a\nb\r\x85c\u2028d\u2029e\x1b[2J\x9b2J\x7f"))
    assert rb'"a\nb\r\u0085c\u2028d\u2029e\u001b[2J\u009b2J\u007f"' in line
    assert len(line.decode().splitlines()) == 1


def test_half_a_character_does_not_spoil_the_line():
    line = json_line(ledger_of("half \ud83d a face"))
    assert rb'"half \ud83d a face"' in line
    assert json.loads(line)["report"]["text"] == "half \ud83d a face"


def test_a_rejected_input_is_a_line_of_its_own():
    line = json_line(Rejected(input="tide.txt", reason="the file is empty. Save it again."))
    assert line == b'{"form": 1, "rejected": {"input": "tide.txt", "reason": "the file is empty. Save it again."}}\n'


@given(ledgers())
def test_a_line_decodes_to_the_ledger(ledger):
    line = json_line(ledger)
    assert line.count(b"\n") == 1
    assert json.loads(line) == ledger_to_form(ledger)
    assert ledger_from_form(json.loads(line)) == ledger
