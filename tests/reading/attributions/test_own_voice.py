"""What a page says in its own voice, and what each such sentence is: on invented reports, parts marked."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked, scanned
from whence.language.words import segment
from whence.reading.attributions.assemble import assemble
from whence.reading.attributions.own_voice import own_statements
from whence.reading.model.decode import Weight
from whence.records.report import Report

HEADLINE = "Port to close, mayor says\n\n"


def own(marked):
    """List the statements beneath a headline, in their words, of a report marked as in `parse_marked`."""
    text, spans = parse_marked(HEADLINE + marked)
    words = segment(text)
    found = found_in(words, spans)
    return [
        (span.of(text), statement.kind)
        for statement in own_statements(assemble(text, words, found, scanned(words)), scanned(words), has_headline=True)
        for span in statement.spans
    ]


def kinds_read(reader, text):
    """List the kinds of the statements beneath a headline, as the shipped model reads them."""
    report = Report(text=HEADLINE + text, headline=HEADLINE.strip(), language="en")
    return [statement.kind for statement in reader.read(report).statements]


# Which sentences are the page's own


def test_a_sentence_that_nobody_is_cited_for_is_the_pages_own():
    assert own("The port opened in 1961. [1 Orlin]1 {1 said}1 <1 it would close>1.") == [
        ("The port opened in 1961.", "record")
    ]


def test_a_sentence_that_cites_somebody_is_not_the_pages_own_however_short_the_content():
    assert own("[1 The mayor of Marram, who has held her office since 2019,]1 {1 said}1 <1 no>1.") == []


def test_a_sentence_within_a_quotation_of_several_is_not_the_pages_own():
    assert own("<1 “It leaks. It has leaked for years. Nobody came,”>1 [1 Orlin]1 {1 said}1.") == []


def test_a_sentence_of_which_a_little_is_quoted_stays_the_pages_own():
    statements = own("{1 According to}1 [1 Orlin]1, <1 it leaks>1. The port that <1 leaks>1 was built in 1961.")
    assert statements == [("The port that leaks was built in 1961.", "record")]


def test_a_sentence_that_is_mostly_quoted_is_not_the_pages_own():
    assert own("{1 According to}1 [1 Orlin]1, <1 it leaks>1. Nothing <1 in the port ever worked as it should>1.") == []


def test_the_headline_is_no_statement():
    assert own("") == []
    assert len(own("The port opened in 1961.")) == 1


def test_a_byline_is_no_statement():
    assert own("By Ana Brandt, The Tidewater Post\n\nThe port opened in 1961.") == [
        ("The port opened in 1961.", "record")
    ]


def test_a_few_words_are_no_statement():
    assert own("Photo: harbour office.\n\n* * * * *") == []


def test_statements_stand_in_the_order_of_the_text_each_a_whole_sentence():
    assert own("Flags hung in the wind. But a crowd stood in the rain.\n\nThe port of Marram opened in 1961.") == [
        ("Flags hung in the wind.", "record"),
        ("But a crowd stood in the rain.", "other"),
        ("The port of Marram opened in 1961.", "record"),
    ]


# What each is


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry entered service in 2019.",
        "The Orlin ferry entered service in May 2019.",
        "The signal box of Marram was sold to Orlin in 1988.",
        "The bridge of Marram was cleared of traffic at 12 noon.",
        "The council of Marram voted nine to four for the closure on 3 May.",
    ],
)
def test_a_plain_fact_with_a_number_is_a_record(reader, sentence):
    assert kinds_read(reader, sentence) == ["record"]


def test_what_a_writer_makes_of_facts_is_an_interpretation(reader):
    text = (
        "But the closure could hardly be worse for you. It would surely be a terrible mistake. "
        "Perhaps we should simply be honest: it is likely to be a sad, disappointing end."
    )
    assert set(kinds_read(reader, text)) == {"interpretation"}


@pytest.mark.parametrize(
    "sentence",
    [
        "But a crowd stood in the rain.",
        "The ferry appears to have entered service in 2019.",
        "It may still be there.",
        "Still, a crowd stood there.",
    ],
)
def test_what_is_not_surely_one_kind_is_none(sentence):
    assert own(sentence) == [(sentence, "other")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Was the ferry built in 1961?",
        "Here is the statement of the council of 3 May 1961:",
        "Below are the names of the 12 ferries of Marram.",
        "This article has been updated with the vote of 3 May.",
        "If you have photographs of the ferry of 1961, send them.",
    ],
)
def test_what_serves_the_reader_or_leads_to_what_follows_is_no_statement(sentence):
    assert own(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Count on Channel 8 of Marram to keep you updated.",
        "Channel 8 will have more information on the ferry of 1961 as it becomes available.",
        "This is a developing story of 3 May 2031.",
        "He can be reached at 0555 1961 or by post.",
        "Harbour Watch of Marram pays cash rewards up to $1,000.",
        "Those who prefer anonymity can call the office in Marram, which was built in 1961.",
        "The office in Marram is at 555-555-0100, and opened in 1961.",
        "Ines Okafor is a staff writer for the Marram Courier.",
        "Add 2 cups of flour and stir until it was absorbed.",
        "Then let the jam of 1961 boil for 5 minutes.",
        "If you like this story of 1961, share it.",
    ],
)
def test_contacts_calls_for_tips_and_instructions_are_no_statements(sentence):
    assert own(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Image 1 of 9 Divers of Marram searched the harbour on Monday, May 3, 2031.",
        "Okafor (left) and Brandt (right) were in Marram on October 25, 2022.",
        "Mayor Ines Okafor of Marram; from file, 2028.",
        "Ana Brandt via Getty Images.",
        "Full interview with Ines Okafor of the museum of Marram.",
        "Skip Ad Ad Loading... x Embed x Share Three people were hurt in Marram on Monday.",
        "Harbour FM is part of Tidal Radio, a division of Marram Corp. and one of the largest groups in 1961.",
        "Welcome to Channel 8 of Marram, founded in 1961!",
        "This week's podcast is sponsored by the Marram Cup, which was first held in 1961.",
        "Since 1965, Harbour FM was the source for local news of Marram.",
        "Ana Brandt works on the breaking news desk.",
        "Ana Brandt covers courts and crime for the Marram Courier.",
        "[1] Alarm fatigue in ports, Okafor I, Brandt A. 2015.",
        "Harbour Songs: Live in Marram 1961 (a record)",
        "Divers of Marram searched the harbour in 1961. Hide Caption 2 of 12",
        "(Reporting by Ana Brandt in Marram, editing by Tove Lind in 1961.)",
        "Originally published on Harbour News.",
        "The following are the names of the men who left Marram in 1961.",
        "Listen to Harbour FM of Marram live at 12:45 and 17:45.",
        "We'll have updates from Marram on Harbour News at 9:00.",
        "This is a follow up release of May 3, 1961, from Marram.",
        "Heat to boiling for 5 minutes and add the pears that were washed.",
        "Residents may also text information to the office in Marram, built in 1961.",
    ],
)
def test_captions_adverts_and_items_of_lists_are_no_statements(sentence):
    assert own(sentence) == []


def test_what_the_credit_of_a_picture_follows_is_a_caption():
    assert own("The ferry left Marram in October 2029. Image: Harbour Museum.") == []
    assert own("The ferry left Marram in October 2029. Images of it were sold in 2030.")[0][1] == "record"


def test_what_the_label_of_a_gallery_stands_above_is_a_caption():
    assert own("Image 7 of 11\n\nThe ferry left Marram in October 2029.\n\nIt was sold in Marram in 1988.") == [
        ("It was sold in Marram in 1988.", "record")
    ]
    assert own("Image 7 of 11\n\nThe ferry left Marram in 2029.\n\nThe ferry left Marram in 2029.") == []


@pytest.mark.parametrize(
    "counters", [("(2 of 9) ", "(3 of 9) "), ("2 of 9 | ", "3 of 9 | "), ("2/9 ", "3/9 "), ("2 of 9\n", "3 of 9\n")]
)
def test_what_a_gallery_counts_are_captions(counters):
    ships = [f"{counter}The ferry left Marram in 20{i}9." for i, counter in enumerate(counters, 10)]
    assert own("\n\n".join([*ships, "It was sold in 1988."])) == [("It was sold in 1988.", "record")]


@pytest.mark.parametrize("share", ["2 of 9 ships of", "2/9 of", "9/11 ended", "3/14 The ferry left"])
def test_a_share_or_a_date_counts_no_pictures(share):
    assert own(f"{share} the port of Marram in 2009.")


def test_the_answers_to_a_poll_are_not_the_pages_own():
    told = "The poll was held in Marram in 1988 and 1989."
    assert own(f"{told} Brandt leads Orlin 43 percent to 41 percent in Marram.") == [(told, "record")]
    assert len(own("The port was sold in 1988. Orlin leads a firm that has 41 percent of it.")) == 2


def test_the_headline_said_again_is_no_statement_though_nobody_told_that_it_is_one(reader):
    text = "Port of Marram to close\n\nPort of Marram to close.\n\nThe port of Marram opened in 1961."
    (statement,) = reader.read(Report(text=text, language="en")).statements
    assert statement.spans[0].of(text) == "The port of Marram opened in 1961."


def test_what_the_headline_says_is_no_statement():
    assert own("Port to close.\n\nThe port to close was built in 1961.") == [
        ("The port to close was built in 1961.", "record")
    ]


def test_what_the_page_says_again_and_again_is_no_statement():
    assert own("\n\n".join(["The port opened in 1961."] * 3)) == []


def test_what_an_interviewee_answers_is_no_statement():
    asked = "What did you see?\n\nI saw that the port opened in 1961.\n\n"
    assert own(f"The port was sold in 1988.\n\n{asked * 3}") == [("The port was sold in 1988.", "record")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry entered service in 1961 and was sold in 1988.",
        "Set up in 1961, the firm was sold in 1988 in Marram.",
        "Share prices in Marram were cut by 3 percent in 1988.",
        "The writer Ines Okafor was born in Marram in 1961 and was married in 1988.",
        "The port was closed from 1961-1963 and in 1988.",
        "The image of the ferry was sold in Marram in 1988 for 300 dollars.",
        "Okafor left the port in 1988 and was elected in Marram in 2029.",
        "The regatta of Marram was sponsored by Orlin Bank in 2029 and 2030.",
        "Ana Brandt worked in the port of Marram and was elected in 2029.",
        "The port (built in 1961) was sold in 1988 (to Marram).",
        "Originally published in 1961, the chart of Marram was sold in 1988.",
        "Heat in Marram was at a record in 1988 and 1989.",
        "Residents may visit the port of Marram, which was sold in 1988.",
        "The caption of the painting was changed in Marram in 1988.",
    ],
)
def test_what_only_looks_like_one_is_a_statement(sentence):
    assert own(sentence) == [(sentence, "record")]


def test_a_sentence_that_the_page_repeats_is_listed_once():
    twice = "The port of Marram opened in 1961."
    assert own(f"{twice}\n\n{twice}") == [(twice, "record")]


def test_a_sentence_that_cites_words_is_no_statement_even_if_its_attribution_was_not_found():
    assert own("The daughter of a man born in Marram in 1961 says he was a “ticking bomb”.") == []


def test_a_sentence_without_a_verb_is_no_statement():
    text = "Port to close\n\n12 issues for £11.99 of 1961 in Marram."
    words = segment(text)
    scan = scanned(words)
    without_verbs = replace(scan, weights=[Weight(0.0, 0.0)] * len(words))
    assembly = assemble(text, words, [], scan)
    assert own_statements(assembly, without_verbs, has_headline=True) == ()
    assert len(own_statements(assembly, scan, has_headline=True)) == 1
    assert len(own_statements(assembly, without_verbs, has_headline=True, genre="listing")) == 1


def test_a_report_in_another_language_has_no_statements(reader):
    text = "Der Hafen wurde 1988 gebaut und 2004 erneuert."
    assert reader.read(Report(text=text, language="de")).statements == ()


def test_one_judgement_among_records_is_less_sure_than_among_judgements(reader):
    judged = "The closure is likely to cost the town dearly."
    cited = "Orlin said it would close. According to Okafor, it leaks."
    alone = kinds_read(reader, f"{cited} The ferry entered service in 2019. The dock opened in 1961. {judged}")
    among = kinds_read(
        reader, f"But it could be worse. You should perhaps simply be honest. It would surely be sad. {judged}"
    )
    assert (alone[-1], among[-1]) == ("other", "interpretation")


def test_what_the_words_mean_tells_a_record_without_a_number(reader):
    cited = "Orlin said it would close. "
    assert kinds_read(reader, f"{cited}He was charged with arson and is held in the Orlin jail.") == ["record"]
    assert kinds_read(reader, f"{cited}The man was in a mood to be left alone.") == ["other"]


def test_a_sentence_in_the_capitals_of_a_title_is_no_statement(reader):
    assert kinds_read(reader, "Okafor Scores Direct Hit On Orlin In 1988.") == []
    assert len(kinds_read(reader, "Ines Okafor of Marram and Ana Brandt met Tove Orlin in 1988.")) == 1


def test_terms_of_anonymity_are_no_statement():
    said = "[1 Two aides]1 {1 said}1 <1 it would close>1."
    assert own(f"{said} The aides spoke on condition of anonymity because the talks are private.") == []
    assert own(f"{said} The aides asked to be named in the deed of the port.") != []
