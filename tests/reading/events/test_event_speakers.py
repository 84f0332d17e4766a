"""Who acts in an event that a cue tells: the source of its attribution."""

import re

import pytest

from tests.support.ledgers_by_hand import NOTHING, parse_marked, scanned
from whence.language.words import segment
from whence.reading.attributions.assemble import assemble
from whence.reading.events.event_speakers import EventSpeakers
from whence.reading.model.decode import FoundAttribution, FoundEvent, Name


def parties(marked, *, kind="ACCUSE", confidence=0.9, **phrases):
    """Return the actor and recipient of the event that ``verb`` tells, or the last word of the cue ``{1 …}1``."""
    text, spans = parse_marked(marked)
    words = segment(text)

    def run(part):
        phrase = phrases.get(part)
        at = text.index(phrase) if phrase else 0
        return words.covering(at, at + len(phrase)) if phrase else None

    def ranges(part):
        return tuple(words.covering(span.start, span.end) for span in spans.get((1, part), ()))

    (cue,) = ranges("cue")
    found = FoundAttribution(
        source=ranges("source"), cue=cue, contents=ranges("content"), confidence=confidence, evidence=NOTHING
    )
    names = [
        Name(*words.covering(*match.span()), "person", 0.99)
        for name in ("Ines Okafor", "Vesk")
        for match in re.finditer(name, text)
    ]
    made = assemble(text, words, [found], scanned(words, names=sorted(names, key=lambda one: one.start)))
    trigger = (run("verb") or (cue[1] - 1,))[0]
    told = FoundEvent(trigger=trigger, type=kind, actor=run("actor"), recipient=run("recipient"), chance=0.9)
    settled = EventSpeakers.of(made).with_source(told, run("meant"))
    return tuple(one and made.document.shown(one) for one in (settled.actor, settled.recipient))


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Ines Okafor]1 said it was late and {1 accused}1 <1 Vesk of theft>1.",
        "[1 Ines Okafor]1, the harbour master of the old port, on Friday {1 blamed}1 <1 Vesk>1.",
        "Ines Okafor, [1 who]1 has {1 alleged}1 <1 that Vesk lied>1, left.",
        "[1 Ines Okafor]1 came late, {1 blaming}1 <1 Vesk>1.",
        "[1 Ines Okafor]1 {1 slams}1 <1 Vesk>1.",
        "[1 Ines Okafor]1 would never {1 blame}1 <1 Vesk>1.",
    ],
)
def test_who_says_it_with_the_verb_of_an_event_acts(marked):
    actor = "who" if "[1 who]1" in marked else "Ines Okafor"
    assert parties(marked, recipient="Vesk") == (actor, "Vesk")


@pytest.mark.parametrize(
    "marked",
    [
        # Nobody that can act, or nobody that is known.
        "[1 The letter]1 {1 accused}1 <1 Vesk of theft>1.",
        "[1 He]1 said it was late and {1 accused}1 <1 Vesk of theft>1.",
        "It was late, and somebody {1 accused}1 <1 Vesk of theft>1.",
        # A passive, and nouns.
        "[1 Ines Okafor]1 said Vesk {1 was accused}1 <1 of theft>1.",
        "[1 Ines Okafor]1 faced Vesk and the {1 criticism}1 <1 of the pier>1.",
        "[1 Fishermen]1 {1 blame}1 <1 of Vesk>1 was loud.",
    ],
)
def test_where_no_source_does_it_an_event_stays_without_an_actor(marked):
    assert parties(marked, recipient="Vesk") == (None, "Vesk")


def test_an_unsure_attribution_tells_no_actor():
    marked = "[1 Ines Okafor]1 came and {1 accused}1 <1 Vesk>1."
    assert parties(marked, recipient="Vesk", confidence=0.4) == (None, "Vesk")


@pytest.mark.parametrize(
    ("marked", "actor", "kept"),
    [
        (
            "[1 The head of the dockers union]1 {1 accused}1 <1 Vesk>1.",
            "the dockers union",
            "The head of the dockers union",
        ),
        (
            "[1 Four unions, including the dockers]1, {1 accused}1 <1 Vesk>1.",
            "the dockers",
            "Four unions, including the dockers",
        ),
        ("[1 One of them, the dockers union]1, {1 accused}1 <1 Vesk>1.", "the dockers union", "the dockers union"),
        ("[1 The old dockers union]1 {1 accused}1 <1 Vesk>1.", "dockers union", "dockers union"),
        ("[1 Ines Okafor]1 {1 accused}1 <1 Vesk>1, as the guards did.", "the guards", "the guards"),
    ],
)
def test_an_actor_that_is_only_a_part_of_the_source_is_the_whole_source(marked, actor, kept):
    assert parties(marked, actor=actor, recipient="Vesk") == (kept, "Vesk")


def test_who_says_it_does_not_undergo_it():
    assert parties("<1 “It was late,”>1 [1 Ines Okafor]1 {1 charged}1.", recipient="Ines Okafor") == (
        "Ines Okafor",
        None,
    )
    marked = "Ines Okafor, [1 who]1 {1 alleged}1 <1 that it was late>1, left."
    assert parties(marked, recipient="Ines Okafor") == ("who", None)


def test_who_is_accused_undergoes_it_though_taken_for_the_source():
    marked = "[1 Ines Okafor]1, {1 accused}1 <1 of theft>1, left."
    assert parties(marked, recipient="Ines Okafor") == (None, "Ines Okafor")


@pytest.mark.parametrize(
    ("marked", "actor"),
    [
        ("[1 Ines Okafor]1 {1 said}1 <1 that it was late>1, and urged Vesk to go.", "Ines Okafor"),
        ("[1 Ines Okafor]1 {1 said}1 <1 it was late>1 and then urged Vesk to go.", "Ines Okafor"),
        # In the content, without "and", in another sentence, or the model means somebody else.
        ("[1 Ines Okafor]1 {1 said}1 <1 that it was late and guards urged Vesk to go>1.", None),
        ("[1 Ines Okafor]1 {1 said}1 <1 that it was late>1, as she urged Vesk to go.", None),
        ("[1 Ines Okafor]1 {1 said}1 <1 that it was late>1. A guard came and urged Vesk to go.", None),
    ],
)
def test_who_says_something_and_does_more_acts_if_the_model_thinks_so_too(marked, actor):
    assert parties(marked, verb="urged", kind="REQUEST", meant="Ines Okafor", recipient="Vesk") == (actor, "Vesk")


def test_who_the_model_does_not_mean_is_not_taken_for_who_goes_on():
    marked = "[1 Ines Okafor]1 {1 said}1 <1 it was late>1 and a guard came and urged Vesk to go."
    assert parties(marked, verb="urged", kind="REQUEST", meant="a guard", recipient="Vesk") == (None, "Vesk")
