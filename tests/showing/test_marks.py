"""A report's text cut up for showing: nothing lost, every highlight opened and closed."""

from collections import Counter

import pytest
from hypothesis import given

from tests.support.ledgers_by_hand import ledger_of
from tests.support.strategies import ledgers
from whence.records.report import Span
from whence.showing.marks import Remark, cut_lines, one_line, visible


def shape_of(marked):
    """Write each line's pieces with the numbers and first letters of the parts that cover them."""
    return [
        [
            (piece.text, "".join(f"{each.attribution.id[1:]}{each.part[:2]}" for each in piece.highlights.covering))
            for piece in line
        ]
        for line in cut_lines(ledger_of(marked))
    ]


def test_a_line_is_cut_wherever_a_part_begins_or_ends():
    assert shape_of("Today [1 Ines]1 {1 said}1 <1 no>1.") == [
        [("Today ", ""), ("Ines", "1so"), (" ", ""), ("said", "1cu"), (" ", ""), ("no", "1co"), (".", "")]
    ]


def test_nested_parts_lie_inside_one_another():
    assert shape_of("<1 a [2 b]2 <2 c>2>1 d") == [
        [("a ", "1co"), ("b", "1co2so"), (" ", "1co"), ("c", "1co2co"), (" d", "")]
    ]


def test_crossing_parts_share_the_piece_between():
    assert shape_of("<1 a<2 b>1c>2") == [[("a", "1co"), ("b", "1co2co"), ("c", "2co")]]


def test_of_parts_that_begin_together_the_longer_lies_outside():
    assert shape_of("[1 <2 a]1 b>2") == [[("a", "2co1so"), (" b", "2co")]]


def test_a_part_goes_on_over_line_breaks():
    assert shape_of("<1 a\n\nb>1\nc") == [[("a", "1co")], [], [("b", "1co")], [("c", "")]]


def test_remarks_cut_the_text_too_and_keep_apart_from_highlights():
    remarks = [Remark("finding", "A", Span(6, 13)), Remark("record", "", Span(0, 19))]
    (line,) = cut_lines(ledger_of("Today [1 Ines]1 {1 said}1 <1 no>1."), remarks)
    assert [
        (
            piece.text,
            [each.part for each in piece.highlights.covering],
            [each.kind for each in piece.remarks.covering],
            [each.letter for each in piece.remarks.closing],
        )
        for piece in line
    ] == [
        ("Today ", [], ["record"], []),
        ("Ines", ["source"], ["record", "finding"], []),
        (" ", [], ["record", "finding"], []),
        ("sa", ["cue"], ["record", "finding"], ["A"]),
        ("id", ["cue"], ["record"], []),
        (" ", [], ["record"], []),
        ("no", ["content"], ["record"], []),
        (".", [], ["record"], [""]),
    ]
    assert [each.kind for each in line[0].remarks.opening] == ["record"]


def test_an_empty_text_is_one_empty_line():
    assert shape_of("") == [[]]


@given(ledgers())
def test_the_lines_are_the_text(ledger):
    lines = ["".join(piece.text for piece in line) for line in cut_lines(ledger)]
    assert "\n".join(lines) == ledger.report.text


@given(ledgers())
def test_every_part_is_opened_and_closed_once_and_covers_what_it_spans(ledger):
    opened, closed, covered = Counter(), Counter(), Counter()
    for line in cut_lines(ledger):
        for piece in line:
            opened.update(map(id, piece.highlights.opening))
            closed.update(map(id, piece.highlights.closing))
            for highlight in piece.highlights.covering:
                covered[highlight] += len(piece.text)
    count = sum(len(each.source_spans + each.cue_spans + each.content_spans) for each in ledger.attributions)
    assert len(opened) == len(closed) == count
    assert set(opened.values()) | set(closed.values()) <= {1}
    for highlight, length in covered.items():
        alike = getattr(highlight.attribution, f"{highlight.part}_spans").count(highlight.span)
        words = highlight.span.of(ledger.report.text)
        assert length == alike * (len(words) - words.count("\n"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;gotcha\x07", "␛]0;gotcha␇"),
        ("a\x00b\x7fc\x9bd\x85", "a␀b␡c\\x9bd\\x85"),
        ("over\rwritten\x08", "over␍written␈"),
        ("\u202egnp.exe\u2066", "\\u202egnp.exe\\u2066"),
        ("half \ud83d a face", "half \\ud83d a face"),
        ("tabs\tand\nlines, e\u0301, 👩‍🚒, שָׁלוֹם\u200f, 東京", "tabs\tand\nlines, e\u0301, 👩‍🚒, שָׁלוֹם\u200f, 東京"),
    ],
)
def test_what_would_act_unseen_is_shown(text, shown):
    assert visible(text) == shown


def test_one_line_is_one_line():
    assert one_line("  Harbour \r\n to\u2028close\t") == "Harbour ␍ to\\u2028close"
