"""Through whom words came to the page: outlets, interviewers and outer attributions; never the page's own outlet."""

import re

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked, scanned
from whence.language.words import segment
from whence.reading.attributions.assemble import assemble
from whence.reading.model.decode import Name


def relays(marked, *, persons=(), organisations=(), places=(), own=()):
    """List the relays of each attribution in a text with ``[1 sources]1``, ``{1 cues}1`` and ``<1 contents>1``."""
    text, spans = parse_marked(marked)
    words = segment(text)
    kinds = {"person": persons, "organisation": organisations, "place": places}
    names = [
        Name(*words.covering(*match.span()), kind, 0.99)
        for kind, known in kinds.items()
        for name in known
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    found = scanned(words, names=sorted(names, key=lambda one: one.start))
    made = assemble(text, words, found_in(words, spans), found, own)
    by_id = {source.id: source.name for source in made.sources}
    return [[by_id[relay] for relay in attribution.relays] for attribution in made.attributions]


@pytest.mark.parametrize(
    ("way", "outlet"),
    [
        ("in an interview with the Marram Herald", "Marram Herald"),
        ("in remarks carried by Yonhap", "Yonhap"),
        ("in a letter to the Clarion", "Clarion"),
        ("on Radio Skerry", "Radio Skerry"),
        ("in a Guardian interview", "Guardian"),
        ("in comments broadcast by Channel Nine", "Channel Nine"),
        ("in remarks first reported by the Clarion", "Clarion"),
        ("in comments published by the Clarion", "Clarion"),
    ],
)
def test_an_outlet_that_carried_or_was_given_the_words_relays_them(way, outlet):
    marked = f"[1 Ana Brandt]1 {{1 said}}1 <1 that it leaked>1 {way}."
    assert relays(marked, persons=["Ana Brandt"], organisations=[outlet]) == [[outlet]]


@pytest.mark.parametrize(
    "way",
    [
        "at a debate hosted by the Marram Herald",
        "after the search for Marram Herald owners",
        "in a letter to the Harbour Council",
        "in remarks published by the Harbour Council",
        "on Twitter",
    ],
)
def test_hosts_of_events_bodies_and_networks_relay_nothing(way):
    names = ["Marram Herald", "Harbour Council", "Twitter"]
    marked = f"[1 Ana Brandt]1 {{1 said}}1 <1 that it leaked>1 {way}."
    assert relays(marked, persons=["Ana Brandt"], organisations=names) == [[]]


def test_whoever_was_told_outright_may_be_an_outlet_that_no_table_has():
    marked = "[1 Ana Brandt]1 {1 told}1 the Clarion <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Clarion"]) == [["Clarion"]]
    marked = "[1 Ana Brandt]1 {1 told}1 the Harbour Council <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Harbour Council"]) == [[]]


def test_an_outlet_named_as_a_place_is_known_by_its_words():
    marked = "[1 Ana Brandt]1 {1 told}1 Radio Skerry <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], places=["Radio Skerry"]) == [["Radio Skerry"]]
    marked = "[1 Ana Brandt]1 {1 told}1 Marram <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], places=["Marram"]) == [[]]


def test_an_interviewer_relays_where_no_outlet_is_named():
    marked = "[1 Ana Brandt]1 {1 told}1 the host Tove Lind <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt", "Tove Lind"]) == [["Tove Lind"]]
    marked = "[1 Ana Brandt]1 {1 told}1 Tove Lind <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt", "Tove Lind"]) == [[]]


def test_the_newspaper_that_was_told_is_the_relay():
    marked = "[1 Ana Brandt]1 {1 told}1 the newspaper <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"]) == [["the newspaper"]]


@pytest.mark.parametrize("own", ["The Marram Herald", "marramherald.example"])
def test_the_outlet_of_the_report_is_never_its_own_relay(own):
    marked = "[1 Ana Brandt]1 {1 told}1 the Marram Herald <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Marram Herald"], own=[own]) == [[]]


def test_an_outer_source_relays_unless_it_is_a_document_of_the_same_voice():
    marked = "<1 [2 The pilot]2 {2 argued}2 <2 that it leaked>2>1, {1 according to}1 [1 a transcript obtained here]1."
    assert relays(marked) == [["a transcript obtained here"], []]
    marked = "[1 Ana Brandt’s letter]1 {1 says}1 <1 that [2 Ana Brandt]2 {2 feared}2 <2 a leak>2>1."
    assert relays(marked, persons=["Ana Brandt"]) == [[], []]


def test_a_letter_of_somebody_else_relays_what_it_tells():
    marked = "[1 Yusuf Haddad’s letter]1 {1 says}1 <1 that [2 Ana Brandt]2 {2 feared}2 <2 a leak>2>1."
    assert relays(marked, persons=["Ana Brandt", "Yusuf Haddad"]) == [[], ["Yusuf Haddad’s letter"]]


@pytest.mark.parametrize(
    ("marked", "given"),
    [
        ("{1 According to}1 [1 a press release]1, <1 [2 the pilots]2 {2 saw}2 <2 a leak>2>1.", ["a press release"]),
        ("“<1 [2 Ana Brandt]2 {2 feared}2 <2 a leak>2>1,” [1 the statement]1 {1 read}1.", ["the statement"]),
        ("[1 The school’s post]1 {1 says}1 <1 [2 Ana Brandt]2 {2 feared}2 <2 a leak>2>1.", ["The school’s post"]),
        ("{1 According to}1 [1 a statement]1, <1 [2 Ana Brandt]2 {2 feared}2 <2 a leak>2>1.", []),
        ("“<1 [2 We]2 {2 feared}2 <2 a leak>2>1,” [1 the statement]1 {1 read}1.", []),
        ("[1 A letter issued by Ana Brandt]1 {1 says}1 <1 that [2 Ana Brandt]2 {2 feared}2 <2 a leak>2>1.", []),
    ],
)
def test_a_statement_relays_what_others_say_in_it(marked, given):
    assert given in relays(marked, persons=["Ana Brandt"])
    assert sum(map(len, relays(marked, persons=["Ana Brandt"]))) == len(given)


@pytest.mark.parametrize("verb", ["dismissed", "denied", "disputed", "knocked"])
def test_whoever_reacts_to_a_claim_does_not_relay_it(verb):
    marked = f"[1 Ana Brandt]1 {{1 {verb}}}1 <1 [2 the union’s]2 {{2 claims}}2 <2 of a leak>2>1."
    assert relays(marked, persons=["Ana Brandt"]) == [[], []]
    marked = f"[1 Ana Brandt]1 {{1 {verb}}}1 <1 that [2 the union]2 {{2 claims}}2 <2 a leak>2>1."
    assert relays(marked, persons=["Ana Brandt"]) == [[], ["Ana Brandt"]]


def test_an_outlet_in_brackets_relays_the_item_before_it():
    first = "[1 The mayor]1 {1 said}1 <1 that help was late>1. [Radio Skerry]"
    then = "[2 A miner]2 {2 says}2 <2 he found a coin>2. [The Marram Herald.]"
    assert relays(f"{first}\n\n{then}") == [["Radio Skerry"], ["The Marram Herald"]]
    assert relays(f"{first} And then it rained.") == [[]]


@pytest.mark.parametrize("note", ["1", "2031", "2 Marram Herald", "Applause", "Laughter", "Video", "Harbour Council"])
def test_notes_in_brackets_are_no_outlets(note):
    marked = f"[1 The mayor]1 {{1 said}}1 <1 that help was late>1. [{note}]\n\nIt rained. [{note}]"
    assert relays(marked, organisations=["Harbour Council"]) == [[]]


def test_a_body_in_brackets_may_be_an_outlet():
    marked = "[1 The mayor]1 {1 said}1 <1 that help was late>1. [Clarion]\n\nIt rained. [Clarion]"
    assert relays(marked) == [[]]
    assert relays(marked, organisations=["Clarion"]) == [["Clarion"]]


def test_relays_go_on_to_the_next_quotation_of_an_interview_and_no_further():
    said = "[1 Ana Brandt]1 {1 told}1 the Guardian <1 that it leaked>1."
    names = {"persons": ["Ana Brandt", "Brandt"], "organisations": ["Guardian"]}
    assert relays(f"{said} “<2 It stank>2,” [2 Brandt]2 {{2 added}}2.", **names) == [["Guardian"], ["Guardian"]]
    assert relays(f"{said} [2 Brandt]2 {{2 added}}2 <2 that it stank>2.", **names) == [["Guardian"], []]
    assert relays(f"{said}\n\n“<2 It stank>2,” [2 Brandt]2 {{2 added}}2.", **names) == [["Guardian"], []]


@pytest.mark.parametrize(
    ("marked", "outlets"),
    [
        ("{1 told}1 the Norway daily Clarion <1 that it leaked>1.", ["Clarion"]),
        ("{1 said}1 <1 that it leaked>1, in remarks carried by the Guardian and the Clarion.", ["Clarion", "Guardian"]),
        ("{1 said}1 <1 that it leaked>1 in an interview with the broadcaster Clarion.", ["Clarion"]),
        ("{1 said}1 <1 that it leaked>1 on Clarion radio.", ["Clarion"]),
        ("{1 said}1 <1 that it leaked>1 in an interview on Sunday’s Guardian.", ["Guardian"]),
        ("{1 said}1 <1 that it leaked>1 on Radio Skerry’s “Marram Daily”.", ["Marram Daily"]),
        ("{1 said}1 <1 that it leaked>1 on Tove Lind’s radio show.", ["Tove Lind"]),
        ("{1 wrote}1 <1 that it leaked>1 in an essay in the Clarion.", ["Clarion"]),
    ],
)
def test_an_outlet_is_known_by_the_words_beside_it(marked, outlets):
    organisations = ["Clarion", "Guardian", "Radio Skerry", "Marram Daily"]
    names = {"persons": ["Ana Brandt", "Tove Lind"], "organisations": organisations, "places": ["Norway"]}
    assert relays(f"[1 Ana Brandt]1 {marked}", **names) == [outlets]


@pytest.mark.parametrize("share", ["59 percent", "One in five", "Some 8% of pilots", "Half of the respondents"])
def test_a_poll_relays_what_shares_of_people_told_it(share):
    marked = f"In a Skerry University poll, [1 {share}]1 {{1 said}}1 <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry University"]) == [["a Skerry University poll"]]


def test_no_poll_relays_what_others_say_or_what_stands_in_another_sentence():
    marked = "In a Skerry University poll, [1 the pilots]1 {1 said}1 <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry University"]) == [[]]
    marked = "A Skerry University poll came out. [1 59 percent]1 {1 said}1 <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry University"]) == [[]]


def test_who_makes_a_poll_is_no_relay_of_it():
    marked = "[1 Half of the voters]1 {1 said}1 <1 that it leaked>1 in a poll released by Skerry TV."
    assert relays(marked, organisations=["Skerry TV"]) == [["a poll"]]


def test_nobody_relays_what_a_pronoun_may_say_of_oneself():
    marked = "[1 The retired pilot]1 {1 said}1 <1 that [2 he]2 {2 feared}2 <2 a leak>2>1."
    assert relays(marked) == [[], []]
    marked = "[1 The retired pilot]1 {1 said}1 <1 that [2 the mayor]2 {2 feared}2 <2 a leak>2>1."
    assert relays(marked) == [[], ["The retired pilot"]]


@pytest.mark.parametrize(
    "marked",
    [
        "[1 The Marram Courier]1, citing two pilots, {1 reported}1 <1 that it leaked>1.",
        "[1 The hospital]1, quoting an aide, {1 said}1 <1 that it leaked>1.",
        "[1 The Clarion]1 {1 quoted}1 two pilots as saying <1 that it leaked>1.",
        "[1 The newspaper]1 {1 quoted}1 its owner, Ana Brandt, as saying <1 that it leaked>1.",
    ],
)
def test_an_outlet_that_cites_somebody_relays(marked):
    names = {"persons": ["Ana Brandt"], "organisations": ["Clarion", "Marram Courier"]}
    assert len(relays(marked, **names)[0]) == 1


def test_whoever_cites_reasons_relays_nobody():
    assert relays("[1 The hospital]1, citing safety concerns, {1 said}1 <1 that it leaked>1.") == [[]]


def test_whoever_is_quoted_by_an_outlet_is_not_that_outlet():
    marked = "[1 Ana Brandt]1 was {1 quoted}1 by the Clarion as saying <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Clarion"]) == [["Clarion"]]


@pytest.mark.parametrize("source", ["the Guardian's Ana Brandt", "Ana Brandt of the Guardian"])
def test_an_outlet_relays_what_its_writer_wrote(source):
    names = {"persons": ["Ana Brandt"], "organisations": ["Guardian"]}
    assert relays(f"In May [1 {source}]1 {{1 wrote}}1 <1 that it leaked>1.", **names) == [["Guardian"]]
    assert relays(f"In May [1 {source}]1 {{1 asked}}1 <1 why it leaked>1.", **names) == [[]]


@pytest.mark.parametrize(("name", "given"), [("Channel 9 Action News", []), ("KMRM News", ["KMRM News"])])
def test_a_stations_own_name_for_itself_is_no_relay_on_its_own_site(name, given):
    marked = f"[1 Ana Brandt]1 {{1 told}}1 {name} <1 that it leaked>1."
    own = ["nbcmarram.example"]
    assert relays(marked, persons=["Ana Brandt"], organisations=[name], own=own) == [given]


@pytest.mark.parametrize(
    ("way", "outlet"),
    [
        ("on the cable channel Skerry One", "Skerry One"),
        ("in a short memo to the Clarion", "Clarion"),
        ("on WQOR", "WQOR"),
        ("in a statement released by the Orlin campaign", "Orlin campaign"),
        ("in excerpts of his speech put out by the Orlin campaign", "Orlin campaign"),
        ("on Friday’s broadcast of Radio Skerry", "Radio Skerry"),
        ("in the latest issue of the Guardian", "Guardian"),
    ],
)
def test_what_describes_an_outlet_or_issues_a_statement_leads_to_it(way, outlet):
    marked = f"[1 Ana Brandt]1 {{1 said}}1 <1 that it leaked>1 {way}."
    assert relays(marked, persons=["Ana Brandt"], organisations=[outlet]) == [[outlet]]


@pytest.mark.parametrize(
    "way",
    [
        "in Norvik, referring to a Radio Skerry debate",
        "after his remarks to Radio Skerry",
        "despite her claim in a recent Radio Skerry interview",
        "after an attack on Radio Skerry",
    ],
)
def test_an_outlet_of_another_saying_relays_nothing(way):
    marked = f"[1 Ana Brandt]1 {{1 said}}1 <1 that it leaked>1 {way}."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Radio Skerry"]) == [[]]


def test_whoever_asks_outright_relays_the_answer():
    said = "[1 Ana Brandt]1 {1 said}1 <1 that it leaked>1"
    assert relays(f"Asked by Radio Skerry, {said}.", organisations=["Radio Skerry"]) == [["Radio Skerry"]]
    assert relays(f"Never asked by Radio Skerry, {said}.", organisations=["Radio Skerry"]) == [[]]
    assert relays(f"Asked by Ivo Lind, {said}.", persons=["Ivo Lind"]) == [[]]


def test_a_region_before_a_noun_for_outlets_is_no_outlet():
    marked = "[1 Ana Brandt]1 {1 said}1 in a commercial running on Iowa TV <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Iowa"]) == [[]]


def test_a_site_is_an_outlet_whatever_the_model_takes_it_for():
    marked = "[1 Ana Brandt]1 {1 explained}1 to Skerry.com <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt", "Skerry.com"]) == [["Skerry.com"]]


@pytest.mark.parametrize(
    ("told", "outlet"),
    [
        ("told the website", ["the website"]),
        ("told a local radio station", ["a local radio station"]),
        ("told the radio host", []),
        ("told a gas station", []),
        ("told a daily news briefing", []),
        ("told the media", []),
        ("told us in the white paper", []),
    ],
)
def test_an_outlet_may_be_told_without_its_name(told, outlet):
    cue, rest = told.split(" ", 1)
    marked = f"[1 Ana Brandt]1 {{1 {cue}}}1 {rest} <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"]) == [outlet]


def test_who_answers_on_a_page_that_is_an_interview_relays_what_others_say():
    answer = "I think so. [1 The mayor]1 {1 said}1 <1 it leaked>1."
    asked = f"Was it late?\n\nI came late.\n\nIs it “dry”?\n\n{answer}\n\nI left."
    named = {"persons": ["Ivo Brandt", "Ines Okafor"]}
    assert relays(f"Interview with Ivo Brandt\n\n{asked}", **named) == [["Ivo Brandt"]]
    assert relays(f"Tea with Ivo Brandt\n\n{asked}", **named) == [[]]
    assert relays(f"Interview with Ivo Brandt\n\n{asked}".replace("I left", "It rained"), **named) == [[]]
    assert relays(f"Ines Okafor in an interview with Ivo Brandt\n\n{asked}", **named) == [[]]
    assert relays(f"Interview with Ivo Brandt\n\n{asked}".replace("The mayor", "We"), **named) == [[]]
    # What "you" are told, by nobody who says "I", is the interviewer's.
    put = answer.replace("I think so.", "Is it?").replace("it leaked", "it of your mill")
    assert relays(f"Interview with Ivo Brandt\n\n{asked}\n\nI do.".replace(answer, put), **named) == [[]]


def test_no_person_is_an_outlet_whose_surname_was_taken_for_one():
    text, spans = parse_marked("Ivo Lind left. Lind lied. Lind swore. [1 Ana]1 {1 told}1 Lind <1 that it leaked>1.")
    words = segment(text)
    first, *others = words.places_of({"lind"})
    names = [Name(first - 1, first + 1, "person", 0.99)]
    kinds = ("person", "person", "organisation")
    names += [Name(at, at + 1, kind, 0.99) for at, kind in zip(others, kinds, strict=True)]
    made = assemble(text, words, found_in(words, spans), scanned(words, names=names), ())
    assert [one.relays for one in made.attributions] == [()]


def test_who_answers_in_an_interview_relays_what_others_are_cited_for_in_it():
    deeper = "[2 Ana Lind]2 {2 thought}2 <2 that [3 a pilot]3 {3 knew}3 <3 of a leak>3>2"
    answer = f"I think so. [1 The mayor]1 {{1 said}}1 <1 that {deeper}>1."
    marked = f"Interview with Ivo Brandt\n\nWas it late?\n\nI came late.\n\nIs it “dry”?\n\n{answer}\n\nI left."
    told = ["Ivo Brandt", "The mayor", "Ana Lind"]
    assert relays(marked, persons=["Ivo Brandt", "Ana Lind"]) == [told[:1], told[:2], told]


def test_a_quotation_after_an_interview_is_of_that_interview():
    lead = "Ivo Brandt gave Radio Skerry an interview on Radio Skerry."
    quoted = "<1 “It leaked,”>1 [1 Ivo Brandt]1 {1 said}1."
    named = {"persons": ["Ivo Brandt", "Ines Okafor"], "organisations": ["Radio Skerry"]}
    assert relays(f"{lead}\n\n{quoted}", **named) == [["Radio Skerry"]]
    assert relays(f"Ines Okafor gave an interview on Radio Skerry.\n\n{quoted}", **named) == [[]]
    assert relays(f"{lead}\n\n[1 Ivo Brandt]1 {{1 said}}1 <1 it leaked>1.", **named) == [[]]
    asked = "In an interview on Radio Skerry, the host Ivo Brandt was short.\n\n"
    assert relays(asked + quoted, **named) == [[]]


def test_what_an_outlet_was_told_goes_on_as_a_quotation():
    named = {"persons": ["Ivo Brandt"], "organisations": ["Skerry TV", "Orlin Society"]}
    then = " <2 “It was old,”>2 [2 Ivo Brandt]2 {2 added}2."
    told = "[1 Ivo Brandt]1 {1 told}1 Skerry TV <1 that it leaked>1."
    assert relays(told + then, **named) == [["Skerry TV"], ["Skerry TV"]]
    assert relays(told + then.replace("“It was old,”", "That it was “old” and late and dear"), **named)[1] == []


def test_an_outlet_beyond_what_another_says_is_not_ones_own():
    marked = "[1 Ana Brandt]1 {1 praised}1 <1 a plan>1 that [2 Ivo Lind]2 {2 mentioned}2 <2 twice>2 on Radio Skerry."
    assert relays(marked, persons=["Ana Brandt", "Ivo Lind"], organisations=["Radio Skerry"]) == [[], ["Radio Skerry"]]
