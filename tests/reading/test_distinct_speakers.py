"""Speakers that a plain text tells apart by their nouns stay apart, as the shipped model reads it."""

import pytest

from whence.records.report import Report

OPENING = "Talks go on in Marram\n\nA meeting was held on Monday about the pier.\n\n"


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("The nurse", "The driver", "The farmer"),
        ("The mayor", "The student", "The priest"),
        ("The union", "The company", "The regulator"),
        ("The hospital", "The council", "The court"),
        ("The residents", "The doctors", "The soldiers"),
        ("The letter", "The survey", "The website"),
    ],
)
def test_three_speakers_of_three_kinds_are_three_sources(reader, first, second, third):
    text = f"{first} said the offer was poor. {second} said it was fair. {third} argued that nothing had changed."
    ledger = reader.read(Report(text=OPENING + text))
    assert [source.name for source in ledger.sources] == [first, second, third]


@pytest.mark.parametrize("noun", ["judge", "senator", "nurse", "union", "council"])
def test_whoever_has_another_trade_is_not_meant(reader, noun):
    text = f"Ines Okafor, a harbour pilot, said the offer was poor. The {noun} said it was fair."
    ledger = reader.read(Report(text=OPENING + text))
    assert [source.name for source in ledger.sources] == ["Ines Okafor", f"The {noun}"]
