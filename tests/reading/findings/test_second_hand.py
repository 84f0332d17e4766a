"""What came by way of another outlet, and what only looks so: on invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, notes, read, shown

NIGHT_BOAT = (
    "Ferry gets a night boat\n\n“We will sail at midnight from June,” Ines Okafor told {whom} on Friday. "
    "The ferry carries 4,000 people a day."
)


def test_what_another_outlet_reported_is_second_hand(reader):
    ledger = read(
        reader,
        "Ferry gets a night boat\n\nThe ferry will sail at midnight from June, Reuters reported on Friday. "
        "It carries 4,000 people a day.",
        publisher="The Tidewater Post",
    )
    ((name, cue),) = shown(ledger, "second-hand")
    assert (name, cue) == ("Reuters", "reported")


def test_what_somebody_told_another_outlet_is_second_hand(reader):
    ledger = read(reader, NIGHT_BOAT.format(whom="Radio Estuary"), publisher="The Tidewater Post")
    assert shown(ledger, "second-hand") == [["told", "Radio Estuary"]]


@pytest.mark.parametrize("whom", ["The Tidewater Post", "the Post", "reporters", "the Tidewater Town Council"])
def test_what_somebody_told_this_outlet_or_no_outlet_is_not(reader, whom):
    ledger = read(reader, NIGHT_BOAT.format(whom=whom), publisher="The Tidewater Post")
    assert ledger.attributions
    assert "second-hand" not in kinds(ledger)


@pytest.mark.parametrize(
    "beneath",
    [
        "In a New York Times essay, Ines Okafor wrote that the ferry was late.",
        "Appearing at the NBC forum, Ines Okafor said that the ferry was late.",
        "Ines Okafor, who reported on the search for Fox's replacement, said that the ferry was late.",
        "The New York Times endorsed Ines Okafor: She has long asked for a ferry.",
    ],
)
def test_ones_own_piece_an_event_and_an_outlets_opinion_are_not_second_hand(reader, beneath):
    assert "second-hand" not in kinds(read(reader, f"Ferry is late\n\n{beneath} It carries 4,000 people a day."))


@pytest.mark.parametrize(
    ("beneath", "asked"),
    [
        ("“The ferry was late,” Ines Okafor said, via Reuters. It rained.", True),
        ("Seen by Reuters, the ferry has a new mast. It rained.", True),
        ("A picture of the ferry (via Reuters). It rained.", False),
        ("“The ferry was late,” Ines Okafor said, via the radio of her boat. It rained.", False),
    ],
)
def test_what_came_through_another_outlet_is_second_hand(reader, beneath, asked):
    text = f"Ferry is late\n\n{beneath} It carries 4,000 people a day."
    assert ("second-hand" in kinds(read(reader, text, publisher="The Tidewater Post"))) == asked


@pytest.mark.parametrize(
    ("signature", "asked"),
    [
        ("Ana Brandt is a Marram Gazette staff writer.", False),
        ("Ana Brandt is a senior reporter for the Marram Gazette. Reach her at 412.", False),
        ("Ana Brandt is a reader of the Marram Gazette.", True),
        ("It rained, and Ana Brandt is a Marram Gazette staff writer.", True),
    ],
)
def test_the_outlet_whose_staff_signs_a_report_is_its_own(reader, signature, asked):
    text = (
        f"Ferry is late\n\n“It was late,” Ines Okafor told the Marram Gazette. It carries 4,000 people.\n\n{signature}"
    )
    assert ("second-hand" in kinds(read(reader, text))) == asked


def test_an_endorsement_that_another_outlet_reports_is_second_hand(reader):
    text = (
        "Okafor wins union's backing\n\n"
        "Reuters reported that the union endorsed Ines Okafor. She has long asked for a ferry."
    )
    assert "second-hand" in kinds(read(reader, text))


def test_a_poll_or_transcript_is_the_same_wherever_it_is_printed(reader):
    ledger = read(
        reader,
        "Ferry is late\n\nA transcript of the hearing published by The New York Times shows that the ferry was late.",
    )
    assert ledger.attributions
    assert "second-hand" not in kinds(ledger)


def test_documents_that_this_outlet_has_seen_are_not_second_hand(reader):
    text = (
        "Leak was known\n\nThe oil was in the river for a year, according to documents seen by The Tidewater Post. "
        "Ships will sail again in May."
    )
    assert "second-hand" not in kinds(read(reader, text, publisher="The Tidewater Post"))
    assert "second-hand" in kinds(read(reader, text, publisher="The Aldhaven Times"))


def test_an_interview_on_television_is_second_hand_under_its_own_words(reader):
    ledger = read(
        reader,
        "Basin is clear\n\nThe harbour master said in a television interview that the basin was clear. "
        "The port will open in May.",
    )
    assert notes(ledger, "second-hand") == [
        "Taken from a television interview: has this been confirmed with the original source?"
    ]


@pytest.mark.parametrize(("publisher", "found"), [(None, []), ("The Tidewater Post", [["told", "KXYZ"]])])
def test_a_station_that_is_told_something_is_probably_the_unknown_publisher(reader, publisher, found):
    assert shown(read(reader, NIGHT_BOAT.format(whom="KXYZ"), publisher=publisher), "second-hand") == found


@pytest.mark.parametrize("whom", ["Marram police", "the Marram council"])
def test_what_somebody_told_a_body_of_a_place_is_not(reader, whom):
    assert "second-hand" not in kinds(read(reader, NIGHT_BOAT.format(whom=whom)))


@pytest.mark.parametrize("who", ["The newspaper", "No media reports", "The Journal of Tides", "The Dispatch Center"])
def test_an_outlet_told_of_before_none_at_all_and_learned_journals_are_not(reader, who):
    ledger = read(reader, f"Ferry gets a night boat\n\nThe ferry sails in June. {who} said that it was full.")
    assert "second-hand" not in kinds(ledger)


@pytest.mark.parametrize(
    ("publisher", "found"), [("The Washington Post", []), ("The Tidewater Post", ["a Washington Post analysis"])]
)
def test_a_piece_is_its_outlets_also_if_it_is_this_one(reader, publisher, found):
    text = "Ferry is late\n\nThe ferry was late every second day, according to a Washington Post analysis. It is full."
    asked = [f"Taken from {name}: has this been confirmed with the original source?" for name in found]
    assert notes(read(reader, text, publisher=publisher), "second-hand") == asked


@pytest.mark.parametrize("whom", ["Channel12", "Fox 12 Marram"])
def test_a_station_may_write_its_number_beside_its_name(reader, whom):
    assert "second-hand" not in kinds(read(reader, NIGHT_BOAT.format(whom=whom)))


@pytest.mark.parametrize(
    "told", ["CBS said it was dropping its show about ferries.", "Reuters announced a new editor."]
)
def test_an_outlet_is_the_source_of_its_own_affairs(reader, told):
    text = f"Show is dropped\n\n{told} The show had run for nine years."
    assert "second-hand" not in kinds(read(reader, text, publisher="The Tidewater Post"))


def test_an_outlet_in_the_headline_alone_is_not_asked_about(reader):
    text = (
        "Reuters: Ferry gets a night boat\n\nThe ferry will sail at midnight from June. It carries 4,000 people a day."
    )
    assert "second-hand" not in kinds(read(reader, text, publisher="The Tidewater Post"))


@pytest.mark.parametrize(
    "sentence",
    [
        "If the ferry is late again, Reuters will say that it sank.",
        "The ferry is late, said Ines Okafor, president of drama at NBC.",
        "The ferry is late, according to a letter seen by Reuters.",
        "The ferry is late, Ines Okafor told Northarm executives on Monday.",
        "The ferry is late, Ines Okafor told the MFX on Monday.",
        "Mayor Ada Bloomberg wants a ferry. Bloomberg’s pollster, Ines Okafor, says that it is late.",
        "News footage of the port showed that the ferry was late.",
        "Reuters argued that the ferry should be free.",
        "Reuters responded on Friday that its article had been misread.",
    ],
)
def test_what_an_outlet_does_not_report_itself_is_not_second_hand(reader, sentence):
    ledger = read(reader, f"Ferry is late\n\n{sentence} It carries 4,000 people a day.", publisher="The Tidewater Post")
    assert "second-hand" not in kinds(ledger)


def test_what_an_outlets_reporter_says_and_what_reuters_said_are_second_hand(reader):
    for sentence in ("The ferry is late, said Ines Okafor of NBC.", "Reuters said that the ferry sank."):
        ledger = read(reader, f"Ferry is late\n\n{sentence} It carries many people.", publisher="The Tidewater Post")
        assert "second-hand" in kinds(ledger)


def test_an_outlet_and_its_article_are_one_question(reader):
    ledger = read(
        reader,
        "Ferry is late\n\nA Wall Street Journal article published on Friday said that the ferry was late. "
        "“It sank,” Ines Okafor told the Wall Street Journal.",
        publisher="The Tidewater Post",
    )
    assert len(shown(ledger, "second-hand")) == 1


@pytest.mark.parametrize(
    ("beneath", "publisher"),
    [
        ("According to a Tidewater Post review of the ledgers, the ferry is late.", "The Tidewater Post"),
        ("The ferry is late, Newport News police said on Monday.", "The Tidewater Post"),
        ("The newspaper's editorial said that the ferry is late.", "The Tidewater Post"),
        ("The ferry is late, the Tidewater Gazette’s editorial said on Monday.", "The Tidewater Post"),
        ("The New York Times named Ines Okafor its pilot of the year.", "The Tidewater Post"),
        ("The ferry is late, Ines Okafor told Eyewitness News on Monday.", None),
        ("Ines Okafor taped an appearance on The Late Show with Jonas Reyes.", None),
        ("“The ferry is late again” — Fox News (@FoxNews) June 3, 2031", None),
        ("The ferry is late, Ines Okafor told The Associated Press. Copyright 2031 The Associated Press.", None),
    ],
)
def test_a_review_of_its_own_a_body_an_opinion_and_its_own_station_are_not_second_hand(reader, beneath, publisher):
    ledger = read(reader, f"Ferry is late\n\n{beneath} It carries 4,000 people a day.", publisher=publisher)
    assert "second-hand" not in kinds(ledger)


def test_another_outlet_that_is_called_by_a_word_of_this_one_is_second_hand(reader):
    ledger = read(
        reader,
        "Ferry is late\n\nThe ferry is late, the New York Post reported. A pilot told the Post that it leaks.",
        publisher="The Huffington Post",
    )
    assert "second-hand" in kinds(ledger)


@pytest.mark.parametrize(
    ("beneath", "publisher"),
    [
        ("Radio Estuary did not replay the mayor's speech, and went right back to its guests.", "The Tidewater Post"),
        ("The Marram Gazette is disappointed that the mayor stayed away from its debate.", "The Tidewater Post"),
        ("“We regret what he wrote,” Radio Estuary said in a statement on Monday.", "The Tidewater Post"),
        ("The pilot joined them, publishing an op-ed in the Marram Gazette about the quay.", "The Tidewater Post"),
        ("Griffin told Cpl. Brandt that he had left the boat at noon.", "The Tidewater Post"),
        ("In its survey of May, the Marram Gazette found that women favour the bridge.", "The Tidewater Post"),
        (
            "The mill closed in May, a pilot told the Harbour Sentinel.\n\nRead Friday's Harbour Sentinel for more.",
            None,
        ),
        ("The Harbour Sentinel asked the mill for comment. “It shut,” Ana Brandt told the Harbour Sentinel.", None),
        ("The strike is over, a docker told the Quay Tribune.\n\njmarsh@quaytribune.example", None),
        ("MARRAM (KMRM) — Two sources told News 5 that the mill will close.", None),
    ],
)
def test_what_an_outlet_does_itself_and_what_the_page_shows_to_be_its_own_are_not_second_hand(
    reader, beneath, publisher
):
    text = f"Mill in Marram\n\n{beneath} It was built in 1961."
    assert "second-hand" not in kinds(read(reader, text, publisher=publisher))


@pytest.mark.parametrize(
    "beneath",
    [
        "The dam has cracks, the Marram Gazette also reported on Monday.",
        "As first reported by the Marram Gazette, the dam has cracks.",
        "A Marram Gazette investigation found that the dam has cracks.",
        "“We sail at midnight,” Ines Okafor told the Marram Gazette. The Tidewater Post asked the mill for comment.",
    ],
)
def test_what_an_outlet_passes_on_is_second_hand(reader, beneath):
    ledger = read(reader, f"Dam in Marram\n\n{beneath} It was built in 1961.", publisher="The Tidewater Post")
    assert len(shown(ledger, "second-hand")) == 1


def test_an_outlet_and_the_end_of_its_name_are_one(reader):
    text = (
        "Parade in Marram\n\nThe parade began at noon, the Marram Sun-Times reported. It has six cars. "
        "It ended at two, the Sun-Times reported. It rained."
    )
    assert len(shown(read(reader, text), "second-hand")) == 1


@pytest.mark.parametrize(
    ("beneath", "outlet"),
    [
        ("KQMV reports that the ferry was late.", "KQMV"),
        ("KQMV.com reports that the ferry was late.", "KQMV.com"),
        ("The ferry was late, the Marram Examiner reported.", "Marram Examiner"),
        ("According to our partners at the Marram Dispatch, the ferry was late.", "Marram Dispatch"),
        # What others report: the ferry's owner, the coastguard.
        ("Northarm Ferries reports that the ferry was late.", None),
        ("The Marram Coastguard reports that the ferry was late.", None),
        ("KQMV celebrates its tenth year.", None),
    ],
)
def test_who_reports_something_as_outlets_do_is_one_by_the_form_of_its_name(reader, beneath, outlet):
    ledger = read(reader, f"Ferry is late\n\n{beneath} It carries 4,000 people a day.", publisher="The Tidewater Post")
    assert [outlet in note for note in notes(ledger, "second-hand")] == [True] * bool(outlet)


@pytest.mark.parametrize(
    ("beneath", "asked"),
    [
        ("On Monday Signal Ridge, citing eyewitnesses, reported that three explosions were heard.", True),
        ("On Monday the Coastguard, citing eyewitnesses, reported that three boats sank.", False),
        ("The Drovian daily Kysten, citing a secret report, wrote that three boats sank.", True),
        ("The daily El Faro reported that three boats sank.", True),
        ("The Drovian ministry, citing a secret report, wrote that three boats sank.", False),
    ],
)
def test_an_outlet_is_known_by_whom_it_cites_and_by_the_noun_before_its_name(reader, beneath, asked):
    text = f"Storm over the estuary\n\n{beneath} Nobody was hurt."
    assert ("second-hand" in kinds(read(reader, text, publisher="The Tidewater Post"))) == asked


@pytest.mark.parametrize(("whom", "found"), [("KXYZ 4", []), ("the Danish news channel Kanal 4", [["told", "Kanal"]])])
def test_a_station_that_is_introduced_is_not_the_unknown_publisher(reader, whom, found):
    assert shown(read(reader, NIGHT_BOAT.format(whom=whom)), "second-hand") == found


def test_who_reports_with_reference_to_others_is_an_outlet(reader):
    said = "The council will close two schools, the Kolo agency reports with reference to the city council."
    text = f"Two schools close\n\n{said}"
    assert "second-hand" in kinds(read(reader, text, publisher="The Tidewater Post"))
