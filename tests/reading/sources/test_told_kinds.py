"""What the report itself tells of a name's kind, against what the model took it for."""

import pytest

from whence.language.words import segment
from whence.reading.model.decode import Name
from whence.reading.sources.name_clusters import find_entities
from whence.reading.sources.named_entities import Document, spot_names
from whence.reading.sources.told_kinds import told_kind


def kinds_of(text, *spans):
    """Settle the kinds of names given by their words, kinds and probabilities."""
    words = segment(text)
    names = tuple(spot_names(words, [Name(*span) for span in spans]))
    return {entity.name: entity.kind for entity in find_entities(Document(text=text, words=words, names=names))}


@pytest.mark.parametrize(
    ("text", "at", "taken", "told"),
    [
        ("Drovinform, the Drovian state agency, repeated it.", (0, 1), "person", "organisation"),
        ("A state agency, Drovinform, repeated it.", (4, 5), "person", "organisation"),
        ("Drovinform, Drovia's main agency, repeated it.", (0, 1), "person", "organisation"),
        ("Northarm, which runs the pier, agreed.", (0, 1), "person", "organisation"),
        ("Tidewater, which has a pier, agreed.", (0, 1), "place", None),
        ("Okafor, the head of the agency, agreed.", (0, 1), "person", None),
        ("Okafor, the agency's new director, agreed.", (0, 1), "person", None),
        ("Okafor, of the agency, agreed.", (0, 1), "person", None),
        ("Okafor left the agency, Drovinform said.", (0, 1), "person", None),
        ("He loves Hawaii, his home state.", (2, 3), "place", None),
        ("Ines Okafor, the harbour master, agreed.", (0, 2), "place", "person"),
        ("The harbour master, Ines Okafor, agreed.", (4, 6), "place", "person"),
        ("The Long Mole, the mayor said, is safe.", (1, 3), "place", None),
        ("He told the daily Kystposten so.", (4, 5), "person", "organisation"),
        ("The Drovian newspaper Hadal Ruvik said so.", (3, 5), "person", "organisation"),
        ("The broadcaster Ruvik Tane said so.", (2, 4), "person", None),
        ("The newspaper Ines Okafor owns said so.", (2, 4), "person", None),
        ("In a newspaper Ruvik Tane said so.", (3, 5), "person", None),
        ("He told Der Kurier so.", (2, 4), "person", "organisation"),
        ("He said so in an interview with La Gazeta.", (7, 9), "place", "organisation"),
        ("Eva La Rue left, and he told La Rue so.", (9, 11), "person", None),
        ("He met Der Kurier.", (2, 4), "person", None),
        ("He told the Alster Kurier so.", (3, 5), "person", "organisation"),
        ("It was first reported by the Alster Kurier.", (6, 8), "person", "organisation"),
        ("He told the Alster family so.", (3, 4), "person", None),
        ("He told the Ruvik Tane campaign so.", (3, 5), "person", None),
        ("He told the Ines Okafor he knew so.", (3, 5), "person", None),
        ("He met the Alster Kurier.", (3, 5), "person", None),
        ("He told Ruvik Tane so.", (2, 4), "person", None),
        ("Northarm,", (0, 1), "person", None),
        ("said Northarm", (1, 2), "person", None),
    ],
)
def test_appositions_tell_the_kind_of_a_name(text, at, taken, told):
    assert told_kind(segment(text), Name(*at, taken, 0.6)) == told


def test_what_is_told_once_holds_for_all_mentions():
    text = "Drovinform repeated it. Drovinform, the state agency, was asked."
    assert kinds_of(text, (0, 1, "person", 0.9), (4, 5, "person", 0.9)) == {"Drovinform": "organisation"}


def test_a_person_by_what_stands_beside_is_one_wherever_names_are_read():
    words = segment("The harbour master, Ines Okafor, agreed.")
    assert [name.kind for name in spot_names(words, [Name(4, 6, "place", 0.9)])] == ["person"]


def test_a_surname_stays_a_persons_whatever_stands_beside_it():
    text = "Ines Okafor left. Okafor, which is no common name, was asked."
    assert kinds_of(text, (0, 2, "person", 0.9), (4, 5, "person", 0.9)) == {"Ines Okafor": "person"}


def test_a_single_word_that_is_a_body_as_often_is_no_person():
    text = "Northarm denied it. Northarm agreed. Northarm left."
    mostly = [(0, 1, "person", 0.8), (4, 5, "person", 0.3), (7, 8, "organisation", 0.7)]
    assert kinds_of(text, *mostly) == {"Northarm": "organisation"}
    clearly = [*mostly[:2], (7, 8, "organisation", 0.3)]
    assert kinds_of(text, *clearly) == {"Northarm": "person"}


@pytest.mark.parametrize(
    "cut",
    [
        [(4, 5, "place", 0.6)],
        [(3, 4, "place", 0.5), (4, 5, "person", 0.4)],
        [(3, 4, "person", 0.5), (4, 5, "organisation", 0.4)],
    ],
)
def test_a_person_whose_given_name_the_model_cut_off_is_whole_again(cut):
    assert kinds_of("The harbour master Ines Okafor agreed.", *cut) == {"Ines Okafor": "person"}


@pytest.mark.parametrize("text", ["They saw Ines Ohio.", "They saw Ines University.", "They saw Robust Okafor."])
def test_a_known_word_after_a_given_name_or_any_word_before_a_name_makes_no_person(text):
    assert "person" not in kinds_of(text, (3, 4, "place", 0.6)).values()
