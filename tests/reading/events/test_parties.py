"""Who is no party of an event: pieces of words, deeds, one party twice; and words that tell no event."""

import pytest

from whence.language.words import segment
from whence.reading.events.no_events import is_no_event
from whence.reading.events.parties import keep_parties, told_apart, whole_name, with_nickname
from whence.reading.model.decode import FoundEvent, Name
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Party
from whence.records.report import Span


def made(text, *, trigger, kind="ACCUSE", names=(), **parties):
    """Make a document and an event of it, each part given by its words."""
    words = segment(text)

    def run(part):
        if part is None:
            return None
        start = text.index(part)
        return words.covering(start, start + len(part))

    named = tuple(Name(*run(name), kind=sort, probability=0.9) for name, sort in names)
    actor, recipient = (run(parties.get(side)) for side in ("actor", "recipient"))
    event = FoundEvent(trigger=run(trigger)[0], type=kind, actor=actor, recipient=recipient, chance=0.9)
    return Document(text=text, words=words, names=named), event


def kept(text, **parts):
    """Return the words of the actor and the recipient that an event keeps."""
    document, event = made(text, **parts)
    left = keep_parties(document, event)
    return tuple(run and document.shown(run) for run in (left.actor, left.recipient))


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("The charges accused Jon Vesk.", "The charges", None),
        ("The indictment accused Jon Vesk.", "The indictment", None),
        ("The attacker accused Jon Vesk.", "The attacker", "The attacker"),
        ("The grand jury accused Jon Vesk.", "The grand jury", "The grand jury"),
        ("The head of the inquiry accused Jon Vesk.", "The head of the inquiry", "The head of the inquiry"),
    ],
)
def test_a_deed_does_not_act(text, actor, left):
    assert kept(text, trigger="accused", actor=actor)[0] == left


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "left"),
    [
        ("Police opened an investigation into Jon Vesk's murder.", "investigation", "Jon Vesk", None),
        ("Charges in Vesk's killing are near.", "Charges", "Vesk", None),
        ("An arrest in Ines Okafor’s fatal shooting is near.", "arrest", "Ines Okafor", None),
        ("Police investigate Vesk's death.", "investigate", "Vesk", None),
        ("Police investigate Vesk's firm.", "investigate", "Vesk", "Vesk"),
        ("Police investigate Vesk.", "investigate", "Vesk", "Vesk"),
        ("Police investigate Vesk over Orlin's murder.", "investigate", "Vesk", "Vesk"),
        ("She accused Vesk's killer.", "accused", "Vesk", "Vesk"),
        ("Okafor alleged that Vesk was beaten up.", "alleged", "Vesk", None),
        ("A charge came after Vesk had been badly wounded.", "charge", "Vesk", None),
        ("An arrest was made after Vesk was killed.", "arrest", "Vesk", None),
        ("Okafor alleged that Vesk was paid.", "alleged", "Vesk", "Vesk"),
        ("Okafor alleged that Vesk had beaten a guard.", "alleged", "Vesk", "Vesk"),
        ("Okafor alleged theft. The guard was arrested.", "alleged", "The guard", "The guard"),
        ("Vesk was arrested when Okafor accused him.", "accused", "Vesk", "Vesk"),
        ("Okafor called her up again.", "called", "her up", "her"),
        ("Okafor praised her back.", "praised", "her back", "her"),
        ("Okafor praised her sister.", "praised", "her sister", "her sister"),
    ],
)
def test_the_victim_of_a_crime_is_not_who_is_charged_with_it(text, trigger, recipient, left):
    kind = "COERCE" if trigger == "arrest" else "ACCUSE"
    assert kept(text, trigger=trigger, kind=kind, recipient=recipient)[1] == left


def test_a_party_is_not_the_trigger():
    assert kept("Her vote for the pier angered Orlin.", trigger="vote", kind="SUPPORT", actor="Her vote") == (
        None,
        None,
    )


def test_a_place_before_a_noun_for_people_goes_on_to_it():
    text = "Gunman kills 16-year-old Orlin girl."
    parts = {"trigger": "kills", "kind": "ASSAULT", "recipient": "16-year-old Orlin", "names": [("Orlin", "place")]}
    assert kept(text, **parts)[1] == "16-year-old Orlin girl"
    text = "Rebels attacked Orlin yesterday."
    assert kept(text, trigger="attacked", recipient="Orlin", names=[("Orlin", "place")])[1] == "Orlin"


def test_an_adjective_alone_is_nobody():
    text = "She called for a ban on Danish imports."
    assert kept(text, trigger="ban", kind="COERCE", recipient="Danish")[1] is None
    text = "She called for a ban on Danish sailors."
    assert kept(text, trigger="ban", kind="COERCE", recipient="Danish")[1] == "Danish sailors"


def test_a_party_does_not_end_with_a_preposition():
    text = "He is accused of shooting three people in a home."
    assert kept(text, trigger="shooting", kind="ASSAULT", recipient="three people in")[1] == "three people"


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Two 17-year-olds were there. The 17-year-olds left.", "olds", "17-year-olds"),
        ("First-class passengers left.", "class passengers", "First-class passengers"),
        ("The passengers left.", "passengers", "passengers"),
        ("EXCLUSIVE-Passengers left.", "Passengers", "Passengers"),
        ("UPDATE 2-Passengers left.", "Passengers", "Passengers"),
        ("UN-Passengers left.", "Passengers", "UN-Passengers"),
    ],
)
def test_the_end_of_a_hyphenated_word_is_no_name_unless_a_label_stands_before_it(text, name, whole):
    assert whole_name(Document(text=text, words=segment(text), names=()), name) == whole


def test_a_nickname_in_quotation_marks_does_not_cut_a_name():
    document, event = made("They shot Ines “Nessie” Okafor.", trigger="shot", kind="ASSAULT", recipient="Ines")
    assert with_nickname(document, event.recipient) == "Ines “Nessie” Okafor"
    document, event = made("They told Ines, “Okafor left.”", trigger="told", recipient="Ines")
    assert with_nickname(document, event.recipient) is None


def test_one_party_is_not_on_both_sides():
    document, _ = made("Vesk endorsed him. Vesk hurt himself. Speakers urged the crowd.", trigger="endorsed")
    vesk = Party(spans=(Span(0, 4),), source="s1", name="Vesk", country=None, sector=None)

    def other(words):
        start = document.text.index(words)
        return Party(spans=(Span(start, start + len(words)),), source="s1", name="Vesk", country=None, sector=None)

    assert told_apart(document, vesk, other("him.")) is not None
    assert told_apart(document, vesk, other("him")) is None
    assert told_apart(document, vesk, other("himself")) is not None
    assert told_apart(document, vesk, other("the crowd")).name == "the crowd"


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actor", "is_none"),
    [
        ("The couple has custody of their daughter.", "custody", "COERCE", None, True),
        ("He is on house arrest in his parents’ custody.", "custody", "COERCE", None, True),
        ("The suspect was taken into custody.", "custody", "COERCE", None, False),
        ("He is in the custody of police.", "custody", "COERCE", None, False),
        ("Relatives questioned why police fired.", "questioned", "ACCUSE", "Relatives", True),
        ("The lawyer questioned the witness.", "questioned", "ACCUSE", "The lawyer", True),
        ("Police questioned two men.", "questioned", "ACCUSE", "Police", False),
        ("Two men were questioned.", "questioned", "ACCUSE", None, False),
        ("Two of the wounded were treated.", "treated", "AID", None, True),
        ("A sailor accidentally shot his brother.", "shot", "ASSAULT", "A sailor", True),
        ("Okafor denied that he took the nets.", "denied", "REJECT", "Okafor", True),
        ("The firm denies being late.", "denies", "REJECT", "The firm", True),
        ("The port denied entry to the ferry.", "denied", "REJECT", "The port", False),
        ("The judge denied them bail.", "denied", "REJECT", "The judge", False),
        ("The office refused to answer.", "refused", "REJECT", "The office", True),
        ("Okafor declined to say why.", "declined", "REJECT", "Okafor", True),
        ("The firm has refused to publicly comment.", "refused", "REJECT", "The firm", True),
        ("The crew refused to leave.", "refused", "REJECT", "The crew", False),
        ("Okafor declined to speak for the mayor's plan.", "declined", "REJECT", "Okafor", False),
        ("The rebels refuse to negotiate.", "refuse", "REJECT", "The rebels", False),
        ("A sailor shot his brother by accident.", "shot", "ASSAULT", "A sailor", True),
        ("A sailor was shot. Vesk accidentally fell.", "shot", "ASSAULT", None, False),
        ("Vesk, who accidentally lost his key, then shot a guard.", "shot", "ASSAULT", "Vesk", False),
        ("Okafor warned Vesk that the pump was broken.", "warned", "THREATEN", "Okafor", True),
        ("Okafor warned Vesk on Friday that the fences are down.", "warned", "THREATEN", "Okafor", True),
        ("Okafor warned Vesk that the port would be shut.", "warned", "THREATEN", "Okafor", False),
        ("Okafor warned Vesk that the port is shut if he sails.", "warned", "THREATEN", "Okafor", False),
        ("Okafor warned Vesk that her guards were ready.", "warned", "THREATEN", "Okafor", False),
        ("Okafor warned Vesk not to sail.", "warned", "THREATEN", "Okafor", False),
        ("Okafor threatened Vesk so that he was afraid.", "threatened", "THREATEN", "Okafor", False),
        ("Okafor has been calling senators one by one.", "calling", "REQUEST", "Okafor", True),
        ("Okafor called donors, and asked for money.", "called", "REQUEST", "Okafor", True),
        ("Okafor has been calling for a strike.", "calling", "REQUEST", "Okafor", False),
        ("Okafor has called again and again on Vesk to go.", "called", "REQUEST", "Okafor", False),
        ("Okafor called police.", "called", "REQUEST", "Okafor", False),
        ("The calls of the guards came late.", "calls", "REQUEST", "the guards", False),
        ("Vesk’s support is twice that of Brandt.", "support", "SUPPORT", "Vesk", True),
        ("Vesk’s support for Brandt was loud.", "support", "SUPPORT", "Vesk", False),
    ],
)
def test_some_words_tell_no_event_where_they_stand(text, trigger, kind, actor, is_none):
    assert is_no_event(*made(text, trigger=trigger, kind=kind, actor=actor)) == is_none


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "expected"),
    [
        ("A friend of the family had been shot.", "shot", "family", "A friend of the family"),
        ("The son of the mayor was arrested.", "arrested", "the mayor", "The son of the mayor"),
        ("Hundreds of sailors were arrested.", "arrested", "sailors", "sailors"),
        ("The closure of the mill angered crews.", "angered", "crews", "crews"),
        ("The gun killed his nephew's 13-year-old friend.", "killed", "his nephew's 13-year-old", None),
        ("They shot a 13-year-old near the quay.", "shot", "a 13-year-old", "a 13-year-old"),
        ("The South fired dozens of shells.", "fired", "dozens", ""),
        ("Rebels shot dozens of sailors.", "shot", "dozens", "dozens"),
        ("Rebels shot dozens.", "shot", "dozens", "dozens"),
    ],
)
def test_who_undergoes_an_event_is_the_head_of_the_phrase(text, trigger, recipient, expected):
    document, event = made(text, trigger=trigger, kind="ASSAULT", recipient=recipient)
    kept = keep_parties(document, event)
    whole = "his nephew's 13-year-old friend" if expected is None else expected
    assert (document.shown(kept.recipient) if kept.recipient else "") == whole
