"""The words for a ledger's codes: each code has its own."""

from typing import get_args

import pytest

from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Colouring, FindingKind, StatementKind, Time
from whence.records.sourcing_mix import Footing
from whence.showing.terminal.styles import CELLS
from whence.showing.wording import COLOURINGS, FOOTINGS, VOICES, letter_of, phrase_time, quoted, trimmed


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (FINDING_KINDS, FindingKind),
        (COLOURINGS, Colouring),
        (VOICES, StatementKind),
        (FOOTINGS, Footing),
        (CELLS, Footing),
    ],
)
def test_every_code_has_words_of_its_own(words, codes):
    assert set(words) == set(get_args(codes))
    assert len(set(words.values())) == len(words)


def test_the_parts_of_a_bar_differ_without_colour():
    assert len({sign for sign, _ in CELLS.values()}) == len(CELLS)


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2031-03-04", "2031-03-04", "day", "2031-03-04"),
        ("2031-03-01", "2031-03-31", "month", "2031-03"),
        ("2031-01-01", "2031-03-31", "quarter", "2031 Q1"),
        ("2031-10-01", "2031-12-31", "quarter", "2031 Q4"),
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2030-01-01", "2039-12-31", "decade", "2030s"),
        ("2029-01-01", "2031-12-31", "year", "2029 to 2031"),
        ("2031-02-01", "2031-04-30", "month", "2031-02 to 04"),
        ("2031-12-22", "2032-03-19", "season", "2031-12-22 to 2032-03-19"),
        ("2031-04-01", "2031-05-26", "span", "2031-04-01 to 05-26"),
        ("2014-01-01", None, "year", "from 2014"),
        (None, "2021-12-31", "year", "until 2021"),
        (None, None, "span", ""),
    ],
)
def test_a_time_is_written_as_exactly_as_it_is_told(start, end, precision, shown):
    assert phrase_time(Time(spans=(), start=start, end=end, precision=precision)) == shown


@pytest.mark.parametrize("day", ["", "2031", "late", "2031-ab-cd", "\x1b"])
@pytest.mark.parametrize("precision", ["day", "month", "quarter", "decade"])
def test_a_day_that_is_none_is_shown_and_no_error(day, precision):
    assert phrase_time(Time(spans=(), start=day, end=day, precision=precision)) is not None


def test_letters_go_on_after_z():
    letters = [letter_of(position) for position in range(1000)]
    assert letters[24:28] == ["Y", "Z", "AA", "AB"]
    assert len(set(letters)) == 1000


def test_words_with_marks_of_their_own_get_no_others():
    assert quoted("sank") == "“sank”"
    assert quoted("“sank” it") == "“sank” it"


def test_a_long_text_is_cut_between_words_and_a_long_word_within():
    assert trimmed("the tide rose", 13) == "the tide rose"
    assert trimmed("the tide rose", 12) == "the tide…"
    assert trimmed("unbroken", 4) == "unbr…"
