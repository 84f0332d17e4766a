"""A hand-written ledger in which every field is used."""

from dataclasses import replace

from tests.support.ledgers_by_hand import ledger_of
from whence.records.ledger import Certainty, Event, Finding, Party, Place, Statement, Time
from whence.records.report import Span

_BARE = ledger_of(
    "<1 Mole to close>1, [1 council]1 {1 says}1\n\n"
    "Ships gathered off the mole. The vote underscores an old mistrust.\n\n"
    "[2 Northarm]2 {2 denied}2 <2 that the pipe could leak>2. "
    "[3 A clerk]3 {3 claimed}3 <3 it knew of the “crack”>3.\n\n"
    "Boats are {4 reportedly}4 <4 leaving>4. Police arrested two men on Quay 4 in March 2031.",
    headline="Mole to close, council says",
    name="mole.txt",
)
_TEXT = _BARE.report.text


def place(words):
    """Find the first place of some words in the text."""
    start = _TEXT.index(words)
    return Span(start, start + len(words))


def _certainty(level, polarity, score, *words):
    return Certainty(level=level, polarity=polarity, score=score, spans=tuple(map(place, words)))


def _party(words, *, country=None, sector=None):
    return Party(spans=(place(words),), source=None, name=words, country=country, sector=sector)


def _event(own, kind, word, **parts):
    nothing = dict.fromkeys(("mode", "actor", "recipient", "place", "time", "attribution"))
    known = {"told_as": "past", "certainty": 2.5, "confidence": 0.9, "spans": (place(word),)}
    return Event(id=own, type=kind, **(nothing | known | parts))


def _finding(kind, words, attributions, note, rule):
    return Finding(
        kind=kind,
        spans=tuple(map(place, words)),
        attributions=tuple(attributions),
        note=note,
        rule=f"Stylebook: {rule}.",
    )


def _with_sources():
    council, northarm, clerk = _BARE.sources
    return (
        replace(council, kind="organisation", naming="named"),
        replace(northarm, kind="organisation", naming="named"),
        replace(clerk, kind="person", naming="withheld"),
    )


def _with_attributions():
    says, denied, claimed, reportedly = _BARE.attributions
    return (
        replace(says, stance="says", certainty=_certainty("certain", "for", 3.0)),
        replace(denied, stance="denies", certainty=_certainty("possible", "against", -1.0, "denied", "could")),
        replace(claimed, stance="says", colouring="distancing", certainty=_certainty("certain", "for", 2.5)),
        replace(reportedly, stance="says", certainty=_certainty("uncommitted", "for", 0.0, "reportedly")),
    )


_MARCH = Time(spans=(place("March 2031"),), start="2031-03-01", end="2031-03-31", precision="month")

FULL = replace(
    _BARE,
    sources=_with_sources(),
    attributions=_with_attributions(),
    times=(_MARCH,),
    events=(
        _event("e1", "REJECT", "denied", actor=_party("Northarm", country="NOR", sector="BUS"), attribution="a2"),
        _event(
            "e2",
            "COERCE",
            "arrested",
            mode="arrest",
            actor=_party("Police", sector="COP"),
            recipient=_party("two men"),
            place=Place(spans=(place("Quay 4"),), country=None),
            time=_MARCH,
        ),
    ),
    statements=(
        Statement(spans=(place("Ships gathered off the mole."),), kind="observation"),
        Statement(spans=(place("The vote underscores an old mistrust."),), kind="interpretation"),
        Statement(spans=(place("Police arrested two men on Quay 4 in March 2031."),), kind="record"),
    ),
    findings=(
        _finding("scare-quotes", ["“crack”"], [], "Whose word is it?", "quotation marks quote"),
        _finding("no-source", ["reportedly"], ["a4"], "Who says so?", "say who reports"),
        _finding("unnamed-only", ["A clerk", "it knew"], ["a3"], "Is there a second source?", "find a second source"),
    ),
)
