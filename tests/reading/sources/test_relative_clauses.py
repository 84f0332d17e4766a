import pytest

from tests.support.marked_reports import read, speakers


def meant_by(clause, **names):
    """Name the source that a relative pronoun stands for."""
    return speakers(read(clause, **names))[0]


@pytest.mark.parametrize(
    "before",
    [
        "Ines Okafor,",
        "Ines Okafor, a diver,",
        "Ines Okafor, a diver from Marram,",
        "Ines Okafor, 41, from Marram,",
        "Ines Okafor of Marram, the harbour's chief pilot,",
        "Ines Okafor, a diver and former pilot,",
        "Ines Okafor, a little-known diver",
        "“The weir leaks,” said Ines Okafor, a diver who objected and",
    ],
)
def test_who_after_a_name_and_what_is_said_of_it_is_whoever_has_that_name(before):
    clause = f"{before} [1 who]1 {{1 feared}}1 <1 the tide>1, left."
    assert meant_by(clause, persons=["Ines Okafor"], places=["Marram"]) == "Ines Okafor"


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("They met friends of Ines Okafor", "friends of Ines Okafor"),
        ("They met candidates such as Ines Okafor,", "candidates such as Ines Okafor"),
        ("They met the opponents on the left,", "the opponents on the left"),
        ("A pilot with a dark past", "A pilot with a dark past"),
        ("Ines Okafor openly scolded critics", "critics"),
        ("The plan would now help farmers", "farmers"),
        ("Her decision surprised advisers", "advisers"),
        ("The plan angered senior officials", "senior officials"),
        ("They met the newly elected members", "the newly elected members"),
        ("They met the injured passengers", "the injured passengers"),
        ("They saw Ines Okafor's brother", "Ines Okafor's brother"),
    ],
)
def test_who_is_the_persons_that_the_phrase_before_it_is_for(before, who):
    clause = f"{before} [1 who]1 {{1 feared}}1 <1 the tide>1."
    assert meant_by(clause, persons=["Ines Okafor"]) == who


def test_who_after_a_comma_is_whoever_was_introduced_as_that_and_without_one_it_is_not():
    text = "Mayor Ines Okafor left. A letter came for the mayor{} [1 who]1 {{1 said}}1 <1 it leaked>1."
    assert meant_by(text.format(","), persons=["Ines Okafor"]) == "Ines Okafor"
    assert meant_by(text.format(""), persons=["Ines Okafor"]) == "the mayor"


def test_that_is_never_the_place_before_it():
    clause = "It answered an advert targeting Marram [1 that]1 {1 says}1 <1 the weir leaks>1."
    assert meant_by(clause, places=["Marram"]) == "that"


def test_the_words_before_a_relative_pronoun_are_a_mention_of_the_source():
    ledger = read("An unnamed diver [1 who]1 {1 feared}1 <1 the tide>1 left.")
    assert [span.of(ledger.report.text) for span in ledger.sources[0].mentions] == ["An unnamed diver", "who"]


def test_a_phrase_between_commas_after_a_name_is_whoever_has_that_name():
    clause = "{} Ines Okafor, [1 a pilot of the harbour,]1 {{1 said}}1 <1 it leaked>1."
    assert meant_by(clause.format("Then"), persons=["Ines Okafor"]) == "Ines Okafor"
    assert meant_by(clause.format("In a letter to"), persons=["Ines Okafor"]) == "a pilot of the harbour"


@pytest.mark.parametrize(
    ("after", "who"),
    [
        ("identified in court records as Ines Okafor", "Ines Okafor"),
        ("whom police in Marram later identified as Ines Okafor", "Ines Okafor"),
        ("who was identified on Monday as Ines Okafor", "Ines Okafor"),
        ("who identified her attacker as Ines Okafor", "The diver"),
        ("who identified in court the robber as Ines Okafor", "The diver"),
    ],
)
def test_whoever_is_identified_as_somebody_is_that_person(after, who):
    assert meant_by(f"[1 The diver]1, {after}, {{1 said}}1 <1 it leaked>1.", persons=["Ines Okafor"]) == who


def test_which_after_a_person_s_name_goes_on_about_the_body_that_bears_it():
    clause = "She runs the group Friends of Okafor, [1 which]1 {1 feared}1 <1 the tide>1."
    assert meant_by(clause, organisations=["Friends"], persons=["Okafor"]) == "Friends"


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("They met the port authority at Skerry, [1 which]1 {1 denied}1 <1 it>1.", "the port authority at Skerry"),
        ("They met an envoy to Skerry, [1 which]1 {1 denied}1 <1 it>1.", "Skerry"),
    ],
)
def test_a_place_that_only_tells_where_a_body_is_denies_nothing(clause, who):
    assert meant_by(clause, places=["Skerry"]) == who
