"""Contents that run over a second verb of whoever speaks."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.joined_contents import divide_joined, with_request


def divided(marked):
    """Cue and contents of each attribution, as words."""
    text, spans = parse_marked(marked)
    words = segment(text)
    found = [with_request(words, one) for one in found_in(words, spans)]
    return [
        (" ".join(words.texts[slice(*one.cue)]), *(" ".join(words.texts[slice(*run)]) for run in one.contents))
        for one in divide_joined(words, found, [])
    ]


@pytest.mark.parametrize(
    ("marked", "first", "second"),
    [
        (
            "[1 The port]1 {1 said}1 <1 it was saddened by the crash and urged boats to slow down>1.",
            "it was saddened by the crash",
            ("urged", "boats to slow down"),
        ),
        (
            "[1 The pilot]1 {1 said}1 <1 the leak was under review and urged calm>1.",
            "the leak was under review",
            ("urged", "calm"),
        ),
        (
            "[1 The union]1 {1 said}1 <1 that talks were over, and called for a strike>1.",
            "that talks were over",
            ("called for", "a strike"),
        ),
        (
            "[1 The mayor]1 {1 said}1 <1 he would resign and later accused rivals of plotting>1.",
            "he would resign",
            ("accused", "rivals of plotting"),
        ),
    ],
)
def test_whoever_speaks_goes_on_to_urge_or_accuse(marked, first, second):
    assert divided(marked) == [("said", first), second]


@pytest.mark.parametrize(
    "content",
    [
        "the mayor was late and urged divers to wait",
        "the letter was long and urged voters to return",
        "she had met the mayor and urged him to resign",
        "it was fined and urged to close",
        "the attack was planned and urged by rebels",
        "he lied and accused her of theft",
        "it was sorry and called its owner",
        "the noise rose and blamed fell on boats",
    ],
)
def test_somebody_else_may_have_urged_or_accused(content):
    assert divided(f"[1 Quill]1 {{1 said}}1 <1 {content}>1.") == [("said", " ".join(segment(content).texts))]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("[1 The port]1 {1 called on}1 boats to stay in.", [("called on", "boats to stay in")]),
        ("[1 The port]1 {1 urged}1 the crew to leave by 10am.", [("urged", "the crew to leave by 10am")]),
        ("[1 The port]1 {1 called on}1 boats.", [("called on",)]),
        ("[1 The port]1 {1 praised}1 boats to the end.", [("praised",)]),
    ],
)
def test_a_verb_of_asking_has_whom_it_asks_and_what_for(marked, found):
    assert divided(marked) == found
