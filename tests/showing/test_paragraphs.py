"""Which lines of a report are one paragraph, and which are one line that a program broke."""

from hypothesis import given
from hypothesis import strategies as st

from whence.showing.paragraphs import group_lines

PROSE = (
    "The council closed the harbour on Monday after a diver had found a crack in the mole, and said that it would "
    "stay closed for eight weeks or more, until the engineers had looked at every stone of it."
)


def wrapped(text, width):
    """Break a text as programs do: before the first word that has no room."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


@given(st.integers(55, 150))
def test_lines_broken_at_any_margin_are_one(width):
    lines = wrapped(PROSE, width)
    assert list(group_lines([*lines, "", *lines])) == [
        [list(range(len(lines)))],
        [list(range(len(lines) + 1, 2 * len(lines) + 1))],
    ]


def test_bylines_headings_and_lists_keep_their_lines():
    lines = ["By Ana Brandt", "Tidewater, 4 March", "", PROSE, "", "- forty tonnes", "- eight weeks"]
    assert list(group_lines(lines)) == [[[0], [1]], [[3]], [[5], [6]]]


def test_a_byline_in_a_wrapped_text_keeps_its_lines():
    lines = [*wrapped(PROSE, 72), "", "By Ana Brandt", "Tidewater, 4 March"]
    assert list(group_lines(lines))[-1] == [[len(lines) - 2], [len(lines) - 1]]


def test_headings_of_one_length_are_not_one():
    lines = ["The council closes the harbour for eight weeks or more from April", "Northarm denies that it knew"]
    assert list(group_lines(lines)) == [[[0], [1]]]


def test_a_sentence_that_a_line_cuts_in_two_is_one():
    assert list(group_lines([PROSE.removesuffix("."), "and of the quay."])) == [[[0, 1]]]


def test_a_line_too_long_for_a_margin_is_a_paragraph_by_itself():
    assert list(group_lines([PROSE, PROSE, "", "By Ana Brandt", "4 March"])) == [[[0]], [[1]], [[3], [4]]]


@given(st.lists(st.text(st.sampled_from("ab \u2003"), max_size=130), max_size=12))
def test_no_line_with_words_is_lost_and_none_changes_places(lines):
    shown = [at for paragraph in group_lines(lines) for line in paragraph for at in line]
    assert shown == [at for at, line in enumerate(lines) if line.strip()]
