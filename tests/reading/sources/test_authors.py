"""Who is "I" in a column: its author, if its end tells of one. On invented texts."""

import pytest

from tests.support.marked_reports import read, speakers

_COLUMN = "Why the port must close.\n\n[1 I]1 {1 think}1 <1 it leaks>1.\n\n"


@pytest.mark.parametrize(
    "end",
    [
        "Ana Brandt is a historian of the port.",
        "Rep. Ana Brandt, a pilot from Skerry, was an early backer of the weir.",
        "Ana Brandt is Senior Pilot of the port.\n\nFollow the port on the web.",
    ],
)
def test_the_author_of_whom_a_column_s_end_tells_is_its_i(end):
    assert speakers(read(_COLUMN + end, persons=["Ana Brandt"])) == ["Ana Brandt"]


@pytest.mark.parametrize(
    "end",
    [
        "Ana Brandt left.",
        "The pilot Ana Brandt is a historian.",
        "Ana Brandt is late.",
        "Ana Brandt is a historian.\n\nIvo Okafor is a pilot.",
        "Brandt closed the weir.\n\nAna Brandt is a historian.",
    ],
)
def test_nobody_else_at_the_end_is_the_i(end):
    assert speakers(read(_COLUMN + end, persons=["Ana Brandt", "Ivo Okafor", "Brandt"])) == ["I"]


def test_whoever_is_quoted_is_no_author():
    marked = "A fire.\n\n<1 “[2 I]2 {2 knew}2 <2 it leaked>2,”>1 [1 a diver]1 {1 said}1.\n\nAna Brandt is a historian."
    assert "Ana Brandt" not in speakers(read(marked, persons=["Ana Brandt"]))
