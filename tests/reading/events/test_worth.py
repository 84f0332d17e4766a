"""How likely an event is right, and what the grammar of its sentence mends."""

import pytest

from whence.language.words import segment
from whence.reading.events.worth import FEATURES, features_of, settle, worth_of
from whence.reading.model.decode import FoundEvent, Name
from whence.reading.sources.named_entities import Document


def told(text, trigger, *, kind="COERCE", names=(), **parties):
    """Make an event of words: its trigger, and its parties, each the first such words of the text."""
    words = segment(text)

    def run(phrase):
        at = text.index(phrase)
        return words.covering(at, at + len(phrase))

    found = tuple(Name(*run(name), "person", 0.99) for name in names)
    event = FoundEvent(
        trigger=run(trigger)[0],
        type=kind,
        **{side: run(parties[side]) if side in parties else None for side in ("actor", "recipient")},
        chance=0.99,
        type_chance=0.99,
    )
    return Document(text=text, words=words, names=found), event


def settled(*args, **options):
    document, event = told(*args, **options)
    mended = settle(document.words, event)
    shown = [run and document.shown(run) for run in (mended.actor, mended.recipient)]
    return mended.type, *shown


def worth(*args, **options):
    document, event = told(*args, **options)
    return worth_of(document, settle(document.words, event))


@pytest.mark.parametrize(
    "text", ["Okafor was arrested on Friday.", "Okafor has not been arrested.", "Okafor got arrested at once."]
)
def test_who_stands_before_a_passive_undergoes_the_event(text):
    assert settled(text, "arrested", actor="Okafor") == ("COERCE", None, "Okafor")


def test_who_follows_by_acts():
    text = "Okafor was arrested by harbour police."
    found = settled(text, "arrested", actor="harbour police", recipient="Okafor")
    assert found == ("COERCE", "harbour police", "Okafor")


def test_a_passive_without_by_has_no_actor():
    text = "Orlin said Okafor had been arrested."
    assert settled(text, "arrested", actor="Orlin", recipient="Okafor") == ("COERCE", None, "Okafor")


def test_an_active_verb_keeps_its_parties():
    assert settled("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor") == (
        "COERCE", "Police", "Okafor",
    )  # fmt: skip


def test_a_word_that_always_tells_one_type_does_so():
    assert settled("The court indicted Okafor.", "indicted", actor="The court", recipient="Okafor")[0] == "ACCUSE"
    assert settled("The board fined Okafor.", "fined", actor="The board", recipient="Okafor")[0] == "COERCE"


def test_support_that_is_refused_stays_a_refusal():
    text = "Orlin will not support Okafor."
    assert settled(text, "support", actor="Orlin", recipient="Okafor", kind="REJECT")[0] == "REJECT"


def test_a_party_begins_with_a_whole_word():
    text = "Police shot a 37-year-old man."
    document, event = told(text, "shot", actor="Police")
    start = document.words.covering(text.index("-year"), text.index("-year") + 1)[0]
    cut = FoundEvent(event.trigger, "ASSAULT", event.actor, (start, len(document.words) - 1), 0.9)
    assert document.shown(settle(document.words, cut).recipient) == "37-year-old man"


def test_an_event_that_its_sentence_tells_plainly_is_surer_than_one_that_it_does_not():
    plain = worth("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor", names=["Okafor"])
    odd = worth("The tide turned at Marram Quay.", "turned", actor="The tide", recipient="Marram Quay")
    assert plain > 0.8
    assert odd < 0.3


def test_a_party_in_another_clause_or_the_same_as_the_other_makes_an_event_less_sure():
    names = ["Okafor", "Orlin"]
    near = worth("Okafor attacked Orlin.", "attacked", actor="Okafor", recipient="Orlin", kind="ASSAULT", names=names)
    himself = worth("Okafor killed himself.", "killed", actor="Okafor", kind="ASSAULT", names=["Okafor"])
    same = worth(
        "Okafor attacked Okafor.", "attacked", actor="Okafor", recipient="Okafor", kind="ASSAULT", names=["Okafor"]
    )
    assert near > max(himself, same)


def test_every_feature_has_a_value():
    document, event = told("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor")
    assert len(features_of(document, event)) == len(FEATURES)
