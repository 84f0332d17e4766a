"""Who acts and who undergoes an event, where the grammar of its sentence decides it."""

import pytest

from tests.support.events_by_hand import told
from whence.reading.events.roles import settle
from whence.reading.model.decode import FoundEvent


def settled(*args, **options):
    document, event = told(*args, **options)
    mended = settle(document.words, event)
    shown = [run and document.shown(run) for run in (mended.actor, mended.recipient)]
    return mended.type, *shown


@pytest.mark.parametrize(
    "text", ["Okafor was arrested on Friday.", "Okafor has not been arrested.", "Okafor got arrested at once."]
)
def test_who_stands_before_a_passive_undergoes_the_event(text):
    assert settled(text, "arrested", actor="Okafor") == ("COERCE", None, "Okafor")


def test_who_follows_by_acts():
    text = "Okafor was arrested by harbour police."
    found = settled(text, "arrested", actor="harbour police", recipient="Okafor")
    assert found == ("COERCE", "harbour police", "Okafor")


@pytest.mark.parametrize(("text", "trigger"), [("A visit by Okafor came late.", "visit"), ("Hit by Okafor.", "Hit")])
def test_who_follows_a_trigger_and_by_never_undergoes_the_event(text, trigger):
    assert settled(text, trigger, recipient="Okafor", kind="CONSULT")[1:] == ("Okafor", None)


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


def test_a_party_ends_with_a_whole_word():
    assert settled("A 16-year-old shot Orlin.", "shot", actor="A 16", recipient="Orlin")[1] == "A 16-year-old"


def test_an_age_stands_for_the_name_before_it():
    found = settled("Ines Okafor, 46, is charged with theft.", "charged", recipient="46", kind="ACCUSE")
    assert found == ("ACCUSE", None, "Ines Okafor")


@pytest.mark.parametrize(
    "text", ["Harbour master fatally shot in Marram", "Harbour master shot to death", "Harbour master shot, two held"]
)
def test_who_stands_before_a_headline_s_participle_undergoes_the_event(text):
    found = settled(text, "shot", actor="Harbour master", kind="ASSAULT")
    assert found == ("ASSAULT", None, "Harbour master")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Okafor shot at the guards.", "shot"),
        ("Okafor shot 4 on the quay.", "shot"),
        ("Okafor killed himself.", "killed"),
        ("Okafor has killed before.", "killed"),
        ("Okafor charged that the dues were stolen.", "charged"),
    ],
)
def test_who_stands_before_an_active_verb_acts(text, trigger):
    assert settled(text, trigger, actor="Okafor", kind="ASSAULT")[1:] == ("Okafor", None)


@pytest.mark.parametrize(
    ("text", "trigger", "owner", "side"),
    [
        ("Okafor dismissed Vesk’s accusations.", "accusations", "Vesk", 1),
        ("Okafor answered Vesk’s criticism of the plan.", "criticism", "Vesk", 1),
        ("The court threw out Vesk's lawsuit.", "lawsuit", "Vesk", 1),
        ("They welcomed Vesk’s arrest.", "arrest", "Vesk", 2),
        ("They welcomed Vesk’s indictment.", "indictment", "Vesk", 2),
        ("They heard the accusations of Vesk.", "accusations", "Vesk", 2),
    ],
)
def test_whose_accusations_they_are_accuses(text, trigger, owner, side):
    assert settled(text, trigger, recipient=owner, kind="ACCUSE")[side] == owner


@pytest.mark.parametrize(
    ("text", "trigger", "party", "side"),
    [
        ("Teen in custody after fire", "custody", "Teen", 2),
        ("A man was taken into custody.", "custody", "A man", 2),
        ("Two men are now under arrest.", "arrest", "Two men", 2),
        ("Police made an arrest.", "arrest", "Police", 1),
        ("Police have two men in custody.", "custody", "Police", 1),
        ("Guards took custody of the ship.", "custody", "Guards", 1),
    ],
)
def test_who_is_in_custody_has_been_taken(text, trigger, party, side):
    assert settled(text, trigger, actor=party, kind="COERCE")[side] == party


@pytest.mark.parametrize("label", ["UPDATE 2-", "RPT-", "EXCLUSIVE-", "UPDATE 1-Tennis-"])
def test_the_label_before_a_headline_is_no_part_of_a_party(label):
    text = f"{label}Champion Ines Okafor accused Orlin."
    assert settled(text, "accused", actor="Champion Ines Okafor")[1] == "Champion Ines Okafor"


@pytest.mark.parametrize("party", ["UN-backed rebels", "Non-Drovian rebels"])
def test_other_words_before_a_hyphen_are(party):
    assert settled(f"{party} attacked Orlin.", "attacked", actor=party.split("-")[1])[1] == party


@pytest.mark.parametrize(
    "text",
    [
        "The guards, who urged the mayor to go, left.",
        "The guards, which have also urged the mayor to go, left.",
        "The guards who openly urged the mayor to go left.",
    ],
)
def test_the_subject_of_a_relative_clause_acts(text):
    assert settled(text, "urged", recipient="The guards", kind="REQUEST")[1:] == ("The guards", None)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The guards, who were urged to go, left.", "urged", "REQUEST"),
        ("The guards, whom Okafor urged to go, left.", "urged", "REQUEST"),
        ("The guards whom she urged to go left.", "urged", "REQUEST"),
        ("The guards, who had support in the port, left.", "support", "SUPPORT"),
        ("The guards, who died in the attack, were young.", "died", "ASSAULT"),
        ("The guards, who face charges, left.", "charges", "ACCUSE"),
    ],
)
def test_who_undergoes_it_in_a_relative_clause_does_not_act(text, trigger, kind):
    assert settled(text, trigger, recipient="The guards", kind=kind)[1:] == (None, "The guards")
