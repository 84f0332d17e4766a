"""What a careful editor would ask about, and what comes near it and is fine: on invented reports, read by the model."""

import pytest

from whence.records.finding_kinds import FINDING_KINDS
from whence.records.report import Report

FEES = (
    "Town considers higher fees\n\nTidewater will raise its harbour fees by a tenth next year, a senior official said "
    "on Tuesday. The council will vote on the budget in March."
)
LEAVING = "Port chief to leave\n\nThe head of the port authority will leave this week, {source} said on Monday."
HIDDEN = (
    "Company hid cracks in the dam\n\nThe company hid cracks in the dam for two years, according to a former employee "
    "who spoke on condition of anonymity. The dam was built in 1961."
)
STUDY = (
    "Town loses its young\n\nThe mayor, Yusuf Haddad, spoke on Monday. One in four people under 30 left in ten years, "
    "according to {document}."
)
STORM = "{headline}\n\nThe storm may close the port on Friday, the mayor said. Boats were brought in on Wednesday."
FIRE = "{headline}\n\nA fire in Marram destroyed nearly 40 boats on Sunday. The mayor will carefully review its cause."
BRIDGE = "Bridge opens\n\nThe bridge will help trade, said Radoslaw Sikorski, the {role}. It took six years to build."


def read(reader, text, *, publisher=None, published=None):
    """Read a report whose first line is its headline."""
    headline = text.partition("\n")[0]
    return reader.read(Report(text=text, headline=headline, publisher=publisher, published=published))


def kinds(ledger):
    return {finding.kind for finding in ledger.findings}


def shown(ledger, kind):
    """List the words that show each finding of a kind."""
    text = ledger.report.text
    return [[span.of(text) for span in finding.spans] for finding in ledger.findings if finding.kind == kind]


def notes(ledger, kind):
    return [finding.note for finding in ledger.findings if finding.kind == kind]


def test_a_finding_points_at_its_attributions_and_names_its_rule(reader):
    ledger = read(reader, FEES)
    (finding,) = (one for one in ledger.findings if one.kind == "unnamed-only")
    said = {one.id: [span.of(ledger.report.text) for span in one.cue_spans] for one in ledger.attributions}
    assert [said[one] for one in finding.attributions] == [["said"]]
    assert finding.rule == FINDING_KINDS["unnamed-only"].rule


def test_findings_stand_in_the_order_of_the_text(reader):
    ledger = read(
        reader,
        "Town to raise fees\n\nThe mayor will reportedly leave in May. The town will raise its fees next year, "
        "a senior official said. One in four boats is empty, according to a study.",
    )
    assert [one.spans for one in ledger.findings] == sorted(one.spans for one in ledger.findings)
    assert {"no-source", "unnamed-only", "unlinked-document"} <= kinds(ledger)


def test_a_report_in_which_everybody_is_named_raises_no_question(reader):
    ledger = read(
        reader,
        "Ferry gets a new boat\n\nThe new boat will carry 300 people, said Ines Okafor, the harbour master. "
        "“It is quiet and fast,” she said. It was built in Marram and will sail from June.",
    )
    assert ledger.attributions
    assert ledger.findings == ()


# Whose name is not given.


def test_what_only_an_official_without_a_name_says_is_asked_about(reader):
    assert shown(read(reader, FEES), "unnamed-only") == [["a senior official"]]


def test_what_somebody_named_says_too_does_not_rest_on_the_unnamed_alone(reader):
    ledger = read(reader, FEES + " Mayor Yusuf Haddad said that Tidewater will raise harbour fees by a tenth.")
    assert "unnamed-only" not in kinds(ledger)


def test_a_headline_of_the_same_report_confirms_nothing(reader):
    ledger = read(reader, FEES.replace("Town considers higher fees", "Tidewater will raise harbour fees, Haddad says"))
    assert "unnamed-only" in kinds(ledger)


def test_bystanders_need_no_name(reader):
    ledger = read(reader, LEAVING.format(source="residents"))
    assert ledger.attributions
    assert not kinds(ledger) & {"unnamed-only", "anonymity-without-reason", "bare-source"}


@pytest.mark.parametrize(
    "who", ["The long-serving official", "Unions such as the Tidewater Airline Employees", "The 71-year-old diplomat"]
)
def test_who_was_told_of_before_and_a_body_that_is_an_example_are_no_unnamed_sources(reader, who):
    ledger = read(reader, f"Town considers higher fees\n\n{who} said that the harbour fees will rise by a tenth.")
    assert not {"unnamed-only", "anonymity-without-reason"} & kinds(ledger)


def test_anonymity_for_which_no_reason_is_given_is_asked_about(reader):
    ledger = read(reader, HIDDEN)
    ((words,),) = shown(ledger, "anonymity-without-reason")
    assert words.startswith("a former employee")


def test_anonymity_with_its_reason_is_fine(reader):
    ledger = read(
        reader,
        "Bridge failed its test\n\nThe bridge failed a safety test in January, said an engineer who spoke on "
        "condition of anonymity because she was not authorised to speak to reporters.",
    )
    assert "unnamed-only" in kinds(ledger)
    assert "anonymity-without-reason" not in kinds(ledger)


def test_sources_of_whom_nothing_is_told_are_asked_about(reader):
    assert shown(read(reader, LEAVING.format(source="sources")), "bare-source") == [["sources"]]


def test_a_source_of_whom_something_is_told_is_not_bare(reader):
    ledger = read(reader, LEAVING.format(source="two members of its board"))
    assert ledger.attributions
    assert "bare-source" not in kinds(ledger)


def test_sources_that_are_one_later_are_asked_about(reader):
    ledger = read(reader, LEAVING.format(source="sources") + " “It is decided,” the source said.")
    assert shown(ledger, "plural-for-one") == [["sources", "the source"]]


@pytest.mark.parametrize("one", ["one of the sources", "another source"])
def test_one_among_several_sources_does_not_make_them_one(reader, one):
    ledger = read(reader, LEAVING.format(source="sources") + f" “It is decided,” {one} said.")
    assert "plural-for-one" not in kinds(ledger)


# From whom the report has it.


def test_police_officers_are_the_police(reader):
    text = "Bridge is shut\n\n{who} said on Monday that the bridge would stay shut. It was built in 1961."
    assert "unnamed-only" not in kinds(read(reader, text.format(who="Police officers")))
    assert "unnamed-only" in kinds(read(reader, text.format(who="A senior police officer")))


def test_a_document_that_cannot_be_told_from_others_is_asked_about(reader):
    assert shown(read(reader, STUDY.format(document="a study")), "unlinked-document") == [["a study"]]


@pytest.mark.parametrize("document", ["a study by the University of Marram", "a statement from his office"])
def test_a_document_whose_issuer_is_told_is_fine(reader, document):
    ledger = read(reader, STUDY.format(document=document))
    assert "according to" in {span.of(ledger.report.text) for one in ledger.attributions for span in one.cue_spans}
    assert "unlinked-document" not in kinds(ledger)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The harbour master, Ines Okafor, will reportedly leave in May.", "reportedly"),
        ("The thieves are believed to have taken two paintings.", "are believed"),
        ("The thieves are believed to have left by boat.", "are believed"),
        ("Many said the boats were too old.", "Many said"),
        ("The trial over an alleged bribe will begin in May.", "alleged"),
    ],
)
def test_hearsay_with_nobody_behind_it_is_asked_about(reader, sentence, words):
    ledger = read(reader, f"Quiet week in Marram\n\n{sentence} The port has been shut since Monday.")
    assert shown(ledger, "no-source") == [[words]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Okafor will leave in May, the mayor said.",
        "The thieves are believed to have taken two paintings, police said.",
        "The mayor was accused by prosecutors of taking bribes.",
        "The prosecutor alleged that the mayor had taken bribes.",
    ],
)
def test_a_claim_with_somebody_behind_it_is_no_hearsay(reader, sentence):
    ledger = read(reader, f"Quiet week in Marram\n\n{sentence} The port has been shut since Monday.")
    assert ledger.attributions
    assert "no-source" not in kinds(ledger)


def test_hearsay_in_the_first_line_is_asked_about_unless_it_is_a_headline(reader):
    text = "The harbour master will reportedly leave in May.\n\nThe port has been shut since Monday."
    assert "no-source" in {one.kind for one in reader.read(Report(text=text)).findings}
    assert "no-source" not in kinds(read(reader, text))


# Headline and text.


def test_a_headline_that_drops_an_unnamed_source_is_asked_about(reader):
    ((headline, source),) = shown(read(reader, HIDDEN), "headline-attribution")
    assert headline == "Company hid cracks in the dam"
    assert source.startswith("a former employee")


def test_a_headline_that_says_who_says_so_is_fine(reader):
    ledger = read(reader, HIDDEN.replace("dam\n", "dam, former employee says\n"))
    assert "headline-attribution" not in kinds(ledger)


@pytest.mark.parametrize("who", ["Mayor Yusuf Haddad", "she"])
def test_a_headline_may_rest_on_somebody_named_or_told_of(reader, who):
    ledger = read(reader, f"Company hid cracks in dam\n\nThe company hid cracks in the dam for two years, {who} said.")
    assert ledger.attributions
    assert "headline-attribution" not in kinds(ledger)


def test_a_headline_surer_than_the_text_is_asked_about(reader):
    ledger = read(reader, STORM.format(headline="Storm will close the port"))
    assert shown(ledger, "headline-hedge") == [["Storm will close the port", "may"]]


@pytest.mark.parametrize("headline", ["Storm may close the port", "Will the storm close the port?"])
def test_a_headline_as_open_as_the_text_is_fine(reader, headline):
    assert "headline-hedge" not in kinds(read(reader, STORM.format(headline=headline)))


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Fire destroys 40 boats", ["Fire destroys 40 boats", "nearly 40 boats"]),
        ("Mayor urgently reviews the fire", ["urgently", "carefully"]),
    ],
)
def test_a_headline_that_says_more_than_the_text_is_asked_about(reader, headline, words):
    assert shown(read(reader, FIRE.format(headline=headline)), "headline-overstates") == [words]


@pytest.mark.parametrize("headline", ["Fire destroys nearly 40 boats", "Mayor carefully reviews the fire"])
def test_a_headline_that_says_as_much_as_the_text_is_fine(reader, headline):
    assert "headline-overstates" not in kinds(read(reader, FIRE.format(headline=headline)))


# Places that differ.


@pytest.mark.parametrize(
    ("sentences", "words", "note"),
    [
        (
            "Four people were killed when a wall fell on a bus. Doctors said later that five people were killed.",
            ["Four people were killed", "five people were killed"],
            "Is it 4 or 5?",
        ),
        (
            "Tove Marsh, 61, crossed the strait on Sunday. The 63-year-old Marsh sails every year.",
            ["Tove Marsh, 61,", "63-year-old Marsh"],
            "Is Marsh 61 or 63?",
        ),
        (
            "Anton Lindqvist, a pilot, was fined on Monday. “I left the bridge,” said Lindqivst. Lindqvist is 44.",
            ["Lindqvist", "Lindqivst"],
            "Is it Lindqvist or Lindqivst?",
        ),
    ],
)
def test_two_places_that_cannot_both_be_right_are_asked_about(reader, sentences, words, note):
    ledger = read(reader, f"Bad weather in Marram\n\n{sentences}")
    assert shown(ledger, "disagreement") == [words]
    assert notes(ledger, "disagreement") == [note]


@pytest.mark.parametrize(
    "sentences",
    [
        "Four people were killed when a wall fell on a bus. Rescue workers said that five people were injured.",
        "Three people were killed when a wall fell on a bus. Two others died in hospital.",
        "Three soldiers were killed when a wall fell on a bus. Five civilians were killed in the street.",
        "Two people were arrested near the port, and one was arrested at home.",
        "Tove Marsh, 61, and her son Oskar Marsh, 23, crossed the strait on Sunday.",
        "Anna Brandt, a pilot, met Otto Brand, a sailor, on Sunday.",
    ],
)
def test_two_places_that_may_both_be_right_are_fine(reader, sentences):
    ledger = read(reader, f"Bad weather in Marram\n\n{sentences}")
    assert "disagreement" not in kinds(ledger)


BRIDGE = (
    "Bridge opens\n\nThe new bridge will help trade, said Radoslaw Sikorski, the {role}. It took six years to build."
)


def test_an_office_at_another_time_than_the_tables_know_is_asked_about(reader):
    ledger = read(reader, BRIDGE.format(role="Polish foreign minister"), published="2016-03-01")
    ((role,),) = shown(ledger, "role-contradicted")
    assert role.endswith("Polish foreign minister")


@pytest.mark.parametrize(
    ("role", "published"),
    [("Polish foreign minister", "2012-03-01"), ("former Polish foreign minister", "2016-03-01")],
)
def test_an_office_at_the_time_that_the_tables_know_is_fine(reader, role, published):
    ledger = read(reader, BRIDGE.format(role=role), published=published)
    assert "Radoslaw Sikorski" in {source.name for source in ledger.sources}
    assert "role-contradicted" not in kinds(ledger)


# Words and deeds.


def test_marks_around_words_of_nobody_are_asked_about(reader):
    ledger = read(reader, "Few trees in Marram\n\nThe “garden” behind the station is a car park. It has three trees.")
    assert shown(ledger, "scare-quotes") == [["“garden”"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "“The pipes need maintenance,” Mayor Yusuf Haddad said.",
        "It stands at the end of a street known as “the ladder”.",
        "There was a sign with names like “swamp”.",
        "Oskar “Ox” Reyes swam there for thirty years.",
    ],
)
def test_marks_around_a_quotation_a_term_or_a_nickname_are_fine(reader, sentence):
    ledger = read(reader, f"Town shuts its pool\n\nThe town shut its pool on Monday. {sentence}")
    assert "scare-quotes" not in kinds(ledger)


def test_a_denial_is_shown(reader):
    ledger = read(
        reader,
        "Fish die in river\n\nThe mill has fouled the river, the angler Ines Okafor said. The owner of the mill, "
        "Samuel Brandt, denied that it had fouled the river.",
    )
    assert shown(ledger, "denied") == [["denied", "that it had fouled the river"]]


def test_to_deny_a_permit_or_not_to_deny_is_no_denial(reader):
    ledger = read(
        reader,
        "Mill may not grow\n\nThe council denied the mill a permit for a second hall. Mayor Yusuf Haddad did not deny "
        "the report.",
    )
    assert "denied" not in kinds(ledger)


@pytest.mark.parametrize("who", ["Officials", "Zoo officials", "Authorities", "A spokeswoman for the port"])
def test_who_speaks_for_a_body_is_on_the_record(reader, who):
    text = f"Bridge is shut\n\n{who} said on Monday that the bridge would stay shut. It was built in 1961."
    assert {"unnamed-only", "anonymity-without-reason"}.isdisjoint(kinds(read(reader, text)))


@pytest.mark.parametrize(
    "who", ["Senior officials", "Intelligence officials", "Norwegian officials", "A port official"]
)
def test_officials_with_a_rank_or_of_a_state_are_asked_about(reader, who):
    text = f"Bridge is shut\n\n{who} said on Monday that the bridge would stay shut. It was built in 1961."
    assert "unnamed-only" in kinds(read(reader, text))


def test_one_outlet_of_two_and_its_work_are_taken_from_them(reader):
    text = "Star to return\n\nThe film will be made in May, according to reports from {who}. It has no title yet."
    assert len(shown(read(reader, text.format(who="TASS and Bloomberg")), "second-hand")) == 2
    ledger = read(reader, "Star to return\n\nAfter a Bloomberg investigation the studio closed. It has no title yet.")
    assert shown(ledger, "second-hand") == [["Bloomberg investigation"]]


def test_documents_that_few_have_seen_are_asked_about_though_nobody_cites_them(reader):
    text = "Mill shuts\n\nThe mill shut on Monday. It follows {what}, which Tidewater has talked about for weeks."
    assert shown(read(reader, text.format(what="an internal memo")), "unlinked-document") == [["internal memo"]]
    assert "unlinked-document" not in kinds(read(reader, text.format(what="a long memo")))


@pytest.mark.parametrize("document", ["court documents", "a news release", "a police report"])
def test_documents_that_anybody_can_find_are_fine(reader, document):
    assert "unlinked-document" not in kinds(read(reader, STUDY.format(document=document)))


def test_marks_around_titles_and_in_headlines_are_fine_and_the_others_are_one_question(reader):
    ledger = read(reader, "Few ‘trees’ in Marram\n\nShe sang “Mirrors” and “Filthy” on Monday. It has three trees.")
    assert "scare-quotes" not in kinds(ledger)
    ledger = read(reader, "Few trees\n\nThe “garden” is a car park. It has three trees. The “lake” there is a pond.")
    assert shown(ledger, "scare-quotes") == [["“garden”", "“lake”"]]


def test_a_statement_that_somebody_knew_nothing_is_a_denial(reader):
    ledger = read(reader, "Leak in mill\n\nThe mill said its directors had no knowledge of the leak. It is very old.")
    assert "denied" in kinds(ledger)
