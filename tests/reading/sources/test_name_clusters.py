"""Whom names name, where there are many of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.marked_reports import read, speakers
from whence.language.scripts import ALIKE, Spellings, are_alike, likeness
from whence.language.words import segment
from whence.reading.model.decode import Name
from whence.reading.sources.name_clusters import find_entities
from whence.reading.sources.named_entities import Document, spot_names

LEAST = (1 + ALIKE) / 2
WORDS = st.text(st.sampled_from("aeioubdkmnrst'7"), min_size=1, max_size=9) | st.sampled_from(
    ["mikhailov", "mihajlov", "mikhaylov", "a" * 70, "ab" * 40, "7"]
)


def entities_of(text, *spans):
    """Find the entities of names given by their words and kinds: what each is called, and how often it is named."""
    names = tuple(Name(start, end, kind, 0.9) for start, end, kind in spans)
    document = Document(text=text, words=segment(text), names=names)
    return [(entity.name, len(entity.mentions)) for entity in find_entities(document)]


@given(WORDS, WORDS)
def test_names_are_alike_if_their_likeness_says_so(one, other):
    assert are_alike(one, other, least=LEAST) == (likeness(one, other) > LEAST)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=8))
def test_no_spelling_of_a_word_is_left_out_whenever_words_are_taken_in(words, asked):
    spellings = Spellings(LEAST)
    known = []
    for i, word in enumerate(words):
        spellings.add(word)
        known += [word] if word not in known else []
        for one in asked[i : i + 2]:
            alike = [other for other in known if likeness(one, other) > LEAST]
            near = spellings.near(one)
            assert [other for other in near if other in alike] == alike
            assert near == sorted(near, key=known.index)


def test_a_surname_of_two_means_the_one_named_first():
    text = "Ines Okafor met Samuel Okafor . Okafor left . Then Ines Okafor came . Okafor stayed ."
    spans = [(0, 2), (3, 5), (6, 7), (10, 12), (14, 15)]
    assert entities_of(text, *((*span, "person") for span in spans)) == [("Ines Okafor", 4), ("Samuel Okafor", 1)]


def test_a_title_tells_which_of_two_is_meant():
    text = "Mrs. Ines Okafor met Mr. Samuel Okafor . Mrs. Okafor left ."
    spans = [(2, 4, "person"), (7, 9, "person"), (12, 13, "person")]
    assert entities_of(text, *spans) == [("Ines Okafor", 2), ("Samuel Okafor", 1)]


@pytest.mark.parametrize(
    ("text", "spans", "entities"),
    [
        # Titles of two sexes are two people, and who has only the title is called by it.
        ("Mr. Samuel Okafor left . Mrs. Okafor wept .", [(2, 4), (8, 9)], [("Samuel Okafor", 1), ("Mrs. Okafor", 1)]),
        ("Mr Okafor left . Mrs Okafor wept .", [(1, 2), (5, 6)], [("Okafor", 1), ("Mrs Okafor", 1)]),
        # Who is known to be a man is meant rather than one of whom nothing is known.
        (
            "Ottoline Okafor left . Samuel Okafor came . Mr. Okafor wept .",
            [(0, 2), (4, 6), (10, 11)],
            [("Ottoline Okafor", 1), ("Samuel Okafor", 2)],
        ),
        # A given name may mislead where no title tells the sex.
        ("Jean Okafor left . Ms. Okafor wept .", [(0, 2), (6, 7)], [("Jean Okafor", 2)]),
        ("Mr. Samuel Okafor left . Okafor wept .", [(2, 4), (6, 7)], [("Samuel Okafor", 2)]),
    ],
)
def test_mrs_is_not_mr(text, spans, entities):
    assert entities_of(text, *((*span, "person") for span in spans)) == entities


def test_the_first_word_of_a_firms_name_means_it():
    text = "Halden Bank fell . Halden said so . Drovia army left . Drovia denied it ."
    spans = [(0, 2, "organisation"), (4, 5, "person"), (8, 10, "organisation"), (12, 13, "organisation")]
    assert entities_of(text, *spans) == [("Halden Bank", 2), ("Drovia army", 1), ("Drovia", 1)]
    # Not where somebody bears the name.
    text = "Halden Bank fell . Ivo Halden left . Halden said so ."
    spans = [(0, 2, "organisation"), (4, 6, "person"), (8, 9, "person")]
    assert entities_of(text, *spans) == [("Halden Bank", 1), ("Ivo Halden", 2)]


def test_a_surname_before_any_bearer_means_the_next():
    text = "Okafor left . Ines Okafor met Samuel Okafor ."
    spans = [(0, 1, "person"), (3, 5, "person"), (6, 8, "person")]
    assert entities_of(text, *spans) == [("Ines Okafor", 2), ("Samuel Okafor", 1)]


def test_an_initial_a_nickname_and_another_spelling_mean_the_same_person():
    text = "William Mikhailov spoke . W Mikhailov left . Bill Mihajlov came ."
    spans = [(0, 2, "person"), (4, 6, "person"), (8, 10, "person")]
    assert entities_of(text, *spans) == [("William Mikhailov", 3)]


def test_what_begins_or_ends_a_body_s_name_means_it_and_so_do_its_initials():
    text = "The Estuary Workers Union met . Estuary Workers left . EWU stayed . Union came ."
    spans = [(1, 4, "organisation"), (6, 8, "organisation"), (10, 11, "organisation"), (13, 14, "organisation")]
    assert entities_of(text, *spans) == [("Estuary Workers Union", 4)]


def test_a_seat_of_government_and_its_country_are_one_under_the_country_s_name():
    text = "Kyiv agreed . Ukraine signed . Kyiv paid ."
    spans = [(0, 1, "place"), (3, 4, "place"), (6, 7, "place")]
    assert entities_of(text, *spans) == [("Ukraine", 3)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orlin Sun-Times left . Sun-Times stayed .", [("Orlin Sun-Times", 2)]),
        ("Orlin Red-Cross left . Red-Cross stayed .", [("Orlin Red-Cross", 2)]),
        ("Sun-Times stayed . Orlin Sun-Times left .", [("Sun-Times", 1), ("Orlin Sun-Times", 1)]),
        (
            "Orlin Sun-Times left . Skerry Sun-Times came . Sun-Times stayed .",
            [("Orlin Sun-Times", 1), ("Skerry Sun-Times", 1), ("Sun-Times", 1)],
        ),
    ],
)
def test_a_body_in_the_last_words_of_its_name_is_the_only_one_named_so_before(text, found):
    words = segment(text)
    starts = [i for i in range(len(words)) if words.texts[i] in {"Orlin", "Skerry"}]
    starts += [i for i in range(len(words)) if words.texts[i] in {"Sun", "Red"} and i - 1 not in starts]
    spans = [(i, i + 3 + (words.texts[i] in {"Orlin", "Skerry"}), "organisation") for i in sorted(starts)]
    assert entities_of(text, *spans) == found


def test_the_first_half_of_a_hyphened_outlet_is_no_outlet():
    assert spotted("The Post-Gazette left", (1, 4, "organisation")) == ["Post - Gazette"]
    assert spotted("The Post-ABC poll") == ["The Post", "ABC"]


def test_an_office_of_a_state_is_a_body_of_its_own_and_not_the_state():
    text = "White House agreed . Pentagon signed . America paid . Washington left . White House stayed ."
    spans = [(0, 2, "place"), (4, 5, "place"), (7, 8, "place"), (10, 11, "place"), (13, 15, "place")]
    assert entities_of(text, *spans) == [("White House", 2), ("Pentagon", 1), ("America", 2)]


def test_two_names_of_one_office_of_a_state_mean_it():
    text = "Downing Street agreed . Britain paid . Number 10 signed . London left ."
    spans = [(0, 2, "place"), (4, 5, "place"), (7, 9, "place"), (11, 12, "place")]
    assert entities_of(text, *spans) == [("Downing Street", 2), ("Britain", 2)]


def test_initials_may_count_small_words_and_leave_out_the_country():
    text = "The Bureau of Tides met . BOT left . Norwegian Estuary Workers came . EW sat ."
    spans = [(1, 4, "organisation"), (6, 7, "organisation"), (9, 12, "organisation"), (14, 15, "organisation")]
    assert entities_of(text, *spans) == [("Bureau of Tides", 2), ("Norwegian Estuary Workers", 2)]


def test_a_short_form_in_brackets_means_the_body_before_it_whatever_its_letters():
    text = "Northarm Dredging Works ( NADCO ) grew . NADCO denied it ."
    spans = [(0, 3, "organisation"), (4, 5, "organisation"), (8, 9, "organisation")]
    assert entities_of(text, *spans) == [("Northarm Dredging Works", 3)]


def spotted(text, *spans):
    words = segment(text)
    found = [Name(start, end, kind, 0.9) for start, end, kind in spans]
    return [" ".join(words.texts[name.start : name.end]) for name in spot_names(words, found)]


def test_a_short_form_in_brackets_is_a_name_though_the_model_saw_none():
    assert spotted("The Estuary Union (ESTU) met.", (1, 3, "organisation")) == ["Estuary Union", "ESTU"]


def test_a_hyphen_joins_one_name_but_neither_two_names_nor_an_adjective():
    assert spotted("Then Brandt-Okafor left.", (1, 2, "person")) == ["Brandt - Okafor"]
    assert spotted("The Brandt-Okafor race ran.", (1, 2, "person"), (3, 4, "person")) == ["Brandt", "Okafor"]
    assert spotted("The Brandt-led crew ran.", (1, 2, "person")) == ["Brandt"]


def test_a_capital_that_says_little_makes_no_given_name():
    assert spotted("Neighbours Support Okafor In Harbour Row", (2, 3, "person")) == ["Okafor"]
    assert spotted("Support Ines Okafor today.", (1, 3, "person")) == ["Ines Okafor"]
    assert spotted("Yesterday Samuel Okafor left.", (2, 3, "person")) == ["Samuel Okafor"]


def test_a_name_in_one_word_and_in_two_is_one():
    text = "TideTable reported so . Tide Table added more ."
    assert entities_of(text, (0, 1, "person"), (4, 6, "organisation")) == [("Tide Table", 2)]


def test_a_name_cut_short_at_a_small_word_goes_on_to_its_end():
    words = segment("International Committee of the Blue Anchor said so")
    assert [(one.start, one.end) for one in spot_names(words, [Name(0, 4, "organisation", 0.9)])] == [(0, 6)]


def test_a_surname_of_two_means_the_one_who_has_spoken_where_the_first_has_not():
    text = "Ines Okafor drowned . Her aunt Ada Okafor spoke . Okafor said no ."
    names = tuple(Name(*run, "person", 0.9) for run in ((0, 2), (6, 8), (10, 11)))
    document = Document(text=text, words=segment(text), names=names)
    cited = [(one.name, len(one.mentions)) for one in find_entities(document, {6, 10})]
    assert cited == [("Ines Okafor", 1), ("Ada Okafor", 2)]
    both = [(one.name, len(one.mentions)) for one in find_entities(document, {0, 6, 10})]
    assert both == [("Ines Okafor", 2), ("Ada Okafor", 1)]
    assert [len(one.mentions) for one in find_entities(document)] == [2, 1]


def test_a_single_word_is_a_surname_before_it_is_a_given_name():
    text = "Brandt Okafor met Ana Brandt . Brandt left ."
    spans = [(0, 2), (3, 5), (6, 7)]
    assert entities_of(text, *((*span, "person") for span in spans)) == [("Brandt Okafor", 1), ("Ana Brandt", 2)]


def test_the_short_form_of_a_police_force_is_that_force():
    text = "Marram Police came . MPD left ."
    spans = [(0, 2, "organisation"), (4, 5, "organisation")]
    assert entities_of(text, *spans) == [("Marram Police", 2)]


def test_a_surname_that_is_a_country_or_an_outlet_is_a_person_where_the_model_says_so():
    text = "Ada Jordan spoke . Jordan left ."
    words = segment(text)
    found = [Name(0, 2, "person", 0.9), Name(4, 5, "person", 0.9)]
    document = Document(text=text, words=words, names=tuple(spot_names(words, found)))
    assert [(one.kind, len(one.mentions)) for one in find_entities(document)] == [("person", 2)]


def test_a_common_noun_at_the_start_of_a_sentence_is_no_outlet():
    assert spot_names(segment("People left early."), []) == []
    assert [name.start for name in spot_names(segment("She told People that it rained."), [])] == [2]


def test_a_speaker_label_in_capitals_is_a_full_name():
    words = segment("INES OKAFOR: It leaked.\n\nOKAFOR: Twice.")
    names = spot_names(words, [Name(1, 2, "person", 0.6)])
    assert [(name.start, name.end) for name in names] == [(0, 2), (6, 7)]


def test_words_in_small_letters_and_acronyms_are_no_given_names():
    assert spotted("the crowd cheered okafor today.", (3, 4, "person")) == ["okafor"]
    assert spotted("They read a new EPA PFAS rule.", (5, 6, "organisation")) == ["PFAS"]
    assert spotted("They met a former CIA SEAL there.", (5, 6, "person")) == ["SEAL"]
    assert spotted("They met INES OKAFOR there.", (3, 4, "person")) == ["INES OKAFOR"]


def test_no_name_ends_in_a_bracket():
    words = segment("The Harbour Office (HO) wrote.")
    assert [(name.start, name.end) for name in spot_names(words, [Name(1, 4, "organisation", 0.9)])] == [(1, 3), (4, 5)]


def test_an_apostrophe_alone_names_nobody():
    assert entities_of("It ’s late .", (1, 2, "place")) == []


def test_a_given_name_before_a_persons_surname_is_no_place():
    text = "They asked Ines Okafor . Okafor left ."
    assert entities_of(text, (2, 4, "place"), (5, 6, "person")) == [("Ines Okafor", 2)]


def test_a_name_may_be_all_of_the_text_or_begin_at_its_second_word():
    assert spotted("Okafor", (0, 1, "person")) == ["Okafor"]
    assert spotted("- Okafor", (1, 2, "person")) == ["Okafor"]


def test_a_name_that_the_model_cuts_at_a_mark_is_whole():
    for before, after in (
        ("D’", "Andre Okafor"),
        ("Eva-", "Maria Okafor"),
        ("R. ", "Ines Okafor"),
        ("Ada “Dot” ", "Okafor"),
    ):
        words = segment(f"They met {before}{after} there.")
        start = len(words) - 2 - len(after.split())
        cut = [Name(2, 3, "person", 0.9), Name(start, len(words) - 2, "person", 0.9)]
        assert [(one.start, one.end) for one in spot_names(words, cut)] == [(2, len(words) - 2)]


@pytest.mark.parametrize(
    ("text", "end"),
    [("Baek Seung-min left.", 4), ("Moon Jae-in left.", 4),
     ("Roh Moo-hyun left.", 4), ("Ana Brandt-led boats left.", 2),
     ("Ana Brandt-run boats left.", 2), ("Ana Brandt-era boats left.", 2), ("Ana Brandt-like boats left.", 2),
     ("a Brandt-min left.", 2)],
)  # fmt: skip
def test_the_second_syllable_of_a_given_name_belongs_to_it_and_other_hyphened_words_do_not(text, end):
    words = segment(text)
    (name,) = spot_names(words, [Name(1 if text[0] == "a" else 0, 2, "person", 0.9)])
    assert name.end == end


@pytest.mark.parametrize(
    ("surname", "several", "persons"),
    [
        ("Okafor", "The Okafors", ["Ines Okafor", "Okafors"]),
        ("Brooks", "The Brookses", ["Ines Brooks", "Brookses"]),
    ],
)
def test_several_of_one_surname_are_a_group_and_none_of_them(surname, several, persons):
    ledger = read(
        f"[1 Ines {surname}]1 {{1 spoke}}1 <1 first>1. [2 {several}]2 {{2 said}}2 <2 it leaked>2. "
        f"<3 The weir held>3, [3 {several.lower().replace(surname.lower(), surname)}]3 {{3 wrote}}3.",
        persons=persons,
    )
    assert speakers(ledger) == [f"Ines {surname}", several, several]
    assert [(one.kind, one.naming, one.is_plural) for one in ledger.sources][1:] == [("group", "named", True)]


@pytest.mark.parametrize("source", ["Brooks", "Mr. Brooks"])
def test_a_surname_that_ends_in_s_is_no_family(source):
    ledger = read(
        f"[1 Ines Brooks]1 {{1 spoke}}1 <1 first>1. [2 {source}]2 {{2 said}}2 <2 it leaked>2.",
        persons=["Ines Brooks", "Brooks"],
    )
    assert speakers(ledger) == ["Ines Brooks", "Ines Brooks"]


@pytest.mark.parametrize(
    ("lead", "entities"),
    [
        ("NORVIK , Drovia ( NRA ) - It rained .", [("Drovia", 1)]),
        ("NORVIK , Drovia ( Reuters ) - It rained .", [("Drovia", 1)]),
        ("At NORVIK , Drovia ( NRA ) - It rained .", [("Drovia", 2)]),
    ],
)
def test_the_agency_of_a_dateline_is_no_short_form_of_its_place(lead, entities):
    shift = lead.startswith("At ")
    lead = lead.replace("( ", "(").replace(" )", ")")
    assert entities_of(lead, (2 + shift, 3 + shift, "organisation"), (4 + shift, 5 + shift, "organisation")) == entities
