"""Hearsay, and documents that a reader cannot find, in invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import STUDY, kinds, notes, read, shown

MEMO = "Mill shuts\n\nThe mill shut on Monday. It follows {what}, which Tidewater has talked about for weeks."


@pytest.mark.parametrize(
    "what", ["a confidential letter", "e-mails obtained by the Marram Gazette", "records seen by this newspaper"]
)
def test_documents_that_few_have_seen_are_asked_about(reader, what):
    assert "unlinked-document" in kinds(read(reader, MEMO.format(what=what)))


@pytest.mark.parametrize(
    "what",
    [
        "an internal matter",
        "e-mails to the Marram Gazette",
        "a report of the ministry",
        "leaked files from the firm Brandt",
    ],
)
def test_documents_that_may_be_public_are_fine(reader, what):
    assert "unlinked-document" not in kinds(read(reader, MEMO.format(what=what)))


def test_a_transcript_is_asked_about_where_only_those_who_obtained_it_can_look(reader):
    text = "Ferry sold\n\nIvo Brandt said the ferry was sold, according to {what}.\n\nThe port is shut since Monday."
    asked, open_to_all = (
        kinds(read(reader, text.format(what=what)))
        for what in ("a transcript obtained by this newspaper", "a transcript of the call")
    )
    assert "unlinked-document" in asked
    assert "unlinked-document" not in open_to_all


def test_all_documents_that_few_have_seen_are_one_question(reader):
    ledger = read(reader, MEMO.format(what="an internal memo and leaked files") + " The internal memo is long.")
    assert shown(ledger, "unlinked-document") == [["internal memo", "leaked files", "internal memo"]]
    assert notes(ledger, "unlinked-document") == [
        "May a reader see “internal memo” and “leaked files”? If not, who holds it, and how was it checked?"
    ]


@pytest.mark.parametrize(
    "document",
    [
        "a study published last week in the journal Tides",
        "a study entitled “The young of Tidewater”",
        "a study (12)",
        "evidence from the port",
        "a parliamentary report",
        "records",
        "a pilot’s testimony",
        "Monday’s results",
    ],
)
def test_a_footnote_a_title_and_where_it_appeared_tell_the_document(reader, document):
    ledger = read(reader, STUDY.format(document=document))
    assert "according to" in {span.of(ledger.report.text) for one in ledger.attributions for span in one.cue_spans}
    assert "unlinked-document" not in kinds(ledger)


def test_that_before_documents_of_nobody_points_to_none(reader):
    text = STUDY.format(document="a Gallup poll") + (
        " Aides to Reyes are quick to point out that he came second in the last two votes, and that polls show he is "
        "well liked by most people in the town."
    )
    assert notes(read(reader, text), "unlinked-document") == [
        "Which document is “polls”? No title, issuer or link was found."
    ]


def test_where_a_study_appeared_may_stand_later(reader):
    text = STUDY.format(document="a study") + " The findings were published on Monday in the journal Tides."
    assert "unlinked-document" not in kinds(read(reader, text))


@pytest.mark.parametrize(
    ("after", "is_asked"),
    [
        ("Its authors, writing in the Journal of Tides, watched the pier for years.", False),
        ("It appears in the Skerry Review.", False),
        ("It appeared in June.", True),
        ("Its authors were writing in June.", True),
    ],
)
def test_the_next_sentence_may_tell_where_a_study_appeared(reader, after, is_asked):
    ledger = read(reader, f"{STUDY.format(document='a study')} {after}")
    assert ("unlinked-document" in kinds(ledger)) == is_asked


def test_polls_of_nobody_are_asked_about_beside_one_that_is_named(reader):
    text = STUDY.format(document="a Gallup poll") + " Most of the town want a ferry, according to recent polls."
    assert shown(read(reader, text), "unlinked-document") == [["recent polls"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The photos are to be believed.",
        "There were no reports that anybody was hurt in the storm.",
        "When all is said and done, a storm is a storm.",
        "None have ever been reported to have sunk here.",
        "“I was cold, and it was thought that I had drowned.”",
    ],
)
def test_what_is_no_claim_is_no_hearsay(reader, sentence):
    assert "no-source" not in kinds(read(reader, f"Storm in Marram\n\n{sentence} The port has been shut since Monday."))


def test_whoever_is_charged_has_been_accused_by_somebody_who_is_known(reader):
    text = "Shots in Marram\n\nOskar Reyes allegedly fired at a car on Monday.{more} The street was shut until noon."
    assert "no-source" in kinds(read(reader, text.format(more="")))
    assert "no-source" not in kinds(read(reader, text.format(more=" He was charged with assault.")))


@pytest.mark.parametrize(
    "sentence",
    [
        "Rumours suggest that the mole will be sold.",
        "There are rumours the port will move.",
        "He is believed to be abroad.",
        "It has since emerged that the mole was sold in May.",
        "The mole, estimated to weigh nine tons, fell on Monday.",
        "Many said that the mole was sold.",
    ],
)
def test_rumours_and_beliefs_of_nobody_are_hearsay(reader, sentence):
    assert "no-source" in kinds(read(reader, f"Storm in Marram\n\n{sentence} The port has been shut since Monday."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Rumours of its sale keep the port awake.",
        "The suspect is believed to be abroad.",
        "The mole was once thought to be safe.",
        "Police are looking for a pilot who is believed to be abroad.",
        "The mole, according to court papers, was reportedly sold.",
        "The storm, which has been dubbed the Marram Roarer, is over.",
        "The mole is widely expected to be sold.",
        "The mayor is said in the papers to have sold the mole.",
        "In a report in the Marram Sentinel, the mayor is said to have sold the mole.",
        "Rowers stepped ashore. Some said they felt cold.",
    ],
)
def test_whose_belief_it_is_what_is_named_and_what_is_expected_is_no_hearsay(reader, sentence):
    assert "no-source" not in kinds(read(reader, f"Storm in Marram\n\n{sentence} The port has been shut since Monday."))


def test_what_is_written_on_a_thing_and_what_must_be_filed_are_no_unseen_documents(reader):
    for cited in ("A note read: “Nobody is home.”", "He owes 3,000 crowns, fundraising reports show."):
        text = f"Mayor is away\n\nIvo Brandt is the mayor of Marram. {cited} It rained on Monday."
        assert "unlinked-document" not in kinds(read(reader, text))


def test_hearsay_that_a_caption_repeats_is_asked_about_once(reader):
    sentence = "The mole was reportedly sold."
    ledger = read(reader, f"Sale in Marram\n\n{sentence} It was built in 1961.\n\n{sentence}")
    assert shown(ledger, "no-source") == [["reportedly"]]


def test_what_somebody_quoted_cites_is_not_asked_about(reader):
    text = "Town loses its young\n\n“We did a study that shows that one in four left,” said the mayor, Yusuf Haddad."
    assert "unlinked-document" not in kinds(read(reader, text))


POLLS = "Mayor ahead\n\n{who} that Haddad leads in Marram. {beneath} The town votes in June."


@pytest.mark.parametrize(
    ("who", "beneath", "is_asked"),
    [
        ("A new poll shows", "Haddad has 44 percent.", True),
        ("A new poll shows", "The survey, conducted by Brandt Research, asked 400 people.", False),
        ("Recent polls show", "A Tidewater Post poll has Haddad at 44 percent.", False),
        ("A recent study shows", "A Tidewater Post poll has Haddad at 44 percent.", True),
        ("Exit polls show", "A Tidewater Post poll has Haddad at 44 percent.", True),
    ],
)
def test_polls_of_which_one_is_named_right_after_are_fine(reader, who, beneath, is_asked):
    ledger = read(reader, POLLS.format(who=who, beneath=beneath))
    assert ("unlinked-document" in kinds(ledger)) == is_asked


@pytest.mark.parametrize(
    "what", ["A preliminary investigation", "Further reports", "A tweet", "An arrest report", "A federal lawsuit"]
)
def test_what_is_no_document_or_is_kept_by_the_police_is_fine(reader, what):
    ledger = read(reader, f"Boat sinks\n\n{what} says that the pilot was asleep. The boat sank on Monday.")
    assert ledger.attributions
    assert "unlinked-document" not in kinds(ledger)


@pytest.mark.parametrize(
    ("before", "is_asked"),
    [("Police said the shop was empty.", False), ("Two men pleaded guilty.", False), ("The shop sells boats.", True)],
)
def test_what_is_alleged_right_beside_what_police_say_is_theirs(reader, before, is_asked):
    ledger = read(reader, f"Boat stolen\n\n{before} A man allegedly took a boat from the yard. It was blue.")
    assert ("no-source" in kinds(ledger)) == is_asked


def test_official_figures_are_a_document(reader):
    text = "Boat sinks\n\nThe year was quiet, but official figures show 20 people were injured in 112 accidents."
    assert "unlinked-document" in kinds(read(reader, f"{text} One boat sank on Monday."))


@pytest.mark.parametrize(
    "told",
    [
        "“They came at noon,” Ana Brandt said. The group reportedly spoke of a boat.",
        "She doubts that he left; it is something that had been said before.",
        "Haddad spoke on Sunday amid news reports that question his past.",
        "The mayor will reportedly speak on Monday. According to her office, she will speak about the quay.",
    ],
)
def test_hearsay_that_goes_on_with_a_source_or_tells_nothing_is_fine(reader, told):
    assert "no-source" not in kinds(read(reader, f"News from Marram\n\n{told} It rained."))


def test_hearsay_in_a_paragraph_after_a_source_is_asked_about(reader):
    text = (
        "News from Marram\n\n“They came at noon,” Ana Brandt said.\n\nThe group reportedly spoke of a boat. It rained."
    )
    assert "no-source" in kinds(read(reader, text))


@pytest.mark.parametrize(
    "told",
    [
        "A letter signed by seven physicians says that the vaccine is safe.",
        "The Northarm agency reported that, according to an analysis of the calls, most came at night.",
        "A judge ordered the release of internal Northarm documents on Friday.",
    ],
)
def test_documents_of_who_signs_or_cites_them_and_released_ones_are_fine(reader, told):
    assert "unlinked-document" not in kinds(read(reader, f"News from Marram\n\n{told} It rained."))
