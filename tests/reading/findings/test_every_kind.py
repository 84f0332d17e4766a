"""Every kind of finding in one invented report each: asked in news, fitting in an opinion, and once for its holder."""

import pytest

from tests.reading.findings.test_findings import read
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import choose_findings
from whence.showing.questions import list_questions

SAMPLES = {
    "unnamed-only": (
        "Fees to rise\n\nTidewater will raise its harbour fees by a tenth next year, a senior "
        "official said. The council will vote in March."
    ),
    "anonymity-without-reason": (
        "Dam was cracked\n\nThe company hid cracks in the dam, according to a former "
        "employee who spoke on condition of anonymity. The dam was built in 1961."
    ),
    "bare-source": (
        "Port chief to leave\n\nThe head of the port authority will leave this week, sources said on "
        "Monday. The port was built in 1961."
    ),
    "plural-for-one": (
        "Port chief to leave\n\nThe head of the port authority will leave this week, sources said "
        "on Monday. “It is decided,” the source said."
    ),
    "second-hand": (
        "Ferry gets a night boat\n\n“We will sail at midnight from June,” Ines Okafor told Radio "
        "Estuary on Friday. The ferry carries 4,000 people a day."
    ),
    "unlinked-document": (
        "Town loses its young\n\nThe mayor, Yusuf Haddad, spoke on Monday. One in four people "
        "under 30 left in ten years, according to a study."
    ),
    "no-source": (
        "Harbour master to leave\n\nThe harbour master, Ines Okafor, will reportedly leave in May. The "
        "port has been shut since Monday."
    ),
    "headline-attribution": (
        "Company hid cracks in the dam\n\nThe company hid cracks in the dam for two years, "
        "according to a former employee who spoke on condition of anonymity. The dam was "
        "built in 1961."
    ),
    "headline-hedge": (
        "Storm will close the port\n\nThe storm may close the port on Friday, the mayor said. "
        "Boats were brought in on Wednesday."
    ),
    "headline-overstates": (
        "Fire destroys 40 boats\n\nA fire in Marram destroyed nearly 40 boats on Sunday. It rained."
    ),
    "disagreement": (
        "Marsh is fined\n\nAnton Lindqvist, a pilot, was fined on Monday. “I left the bridge,” said "
        "Lindqivst. Lindqvist is 44."
    ),
    "role-contradicted": (
        "Bridge opens\n\nThe new bridge will help trade, said Radoslaw Sikorski, the Polish "
        "foreign minister. It took six years to build."
    ),
    "scare-quotes": "Few trees in Marram\n\nThe “garden” behind the station is a car park. It has three trees.",
    "denied": (
        "Fish die in river\n\nThe mill has fouled the river, the angler Ines Okafor said. The owner of the "
        "mill, Samuel Brandt, denied that it had fouled the river."
    ),
    "no-response": (
        "River is brown\n\nInes Okafor, an angler, accused Yusuf Haddad of hiding the leak. It has rained for weeks."
    ),
}
"""A report for each kind, which raises it once."""

AGAIN = {
    "unnamed-only": "The senior official said that the ferries would stay free.",
    "anonymity-without-reason": "The former employee said that the cracks were deep.",
    "bare-source": "The fees will stay, sources said.",
    "plural-for-one": "“It is for the best,” the source said.",
    "second-hand": "“It will be full,” she told Radio Estuary.",
    "unlinked-document": "The study says that most of them went to Marram.",
    "no-source": "Her deputy will reportedly stay.",
    "headline-attribution": "The company hid the cracks from the town, the former employee said.",
    "headline-hedge": "The storm may close the port for a week, the mayor said.",
    "headline-overstates": "The nearly 40 boats were old.",
    "disagreement": "“I was tired,” said Lindqivst.",
    "role-contradicted": "“It is wide,” said Radoslaw Sikorski, the Polish foreign minister.",
    "scare-quotes": "The “garden” is shut at night.",
    "denied": "Brandt denied that the fish were dead.",
    "no-response": "Okafor called Yusuf Haddad a liar.",
}
"""What tells more of the same holder."""


def question_kinds(ledger, kind):
    """List the questions that a kind of finding comes to."""
    return [question.headings for question in list_questions(choose_findings(ledger, {kind}))]


def as_opinion(text):
    headline, _, beneath = text.partition("\n\n")
    return f"{headline}\n\nOPINION\n\n{beneath}"


def test_every_kind_has_a_sample():
    assert set(SAMPLES) == set(AGAIN) == set(FINDING_KINDS)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_kind_is_asked_once_in_news_however_often_its_holder_comes_again(reader, kind):
    for told in (SAMPLES[kind], f"{SAMPLES[kind]} {AGAIN[kind]}"):
        asked = question_kinds(read(reader, told, published="2016-03-01"), kind)
        assert asked == [(FINDING_KINDS[kind].heading,)]


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_opinion_is_asked_what_fits_it(reader, kind):
    ledger = read(reader, as_opinion(SAMPLES[kind]), published="2016-03-01")
    assert ledger.genre == "opinion"
    is_its_writers = kind in {"headline-attribution", "headline-hedge"}
    assert bool(question_kinds(ledger, kind)) != is_its_writers


def test_a_row_whose_figures_do_not_add_up_is_asked_about_in_a_listing_too(reader):
    text = (
        "Saturday's scores\n\nMARRAM LEAGUE\n\nMarram 14 11 6 15 — {total}\n\nAldhaven 18 22 13 17 — 70\n\nCUP\n\n"
        "Estuary v Quay Town, 17.30\n\nAldhaven v Marram, 19.45\n\nReplay\n\nQuay Town v Sandmouth"
    )
    ledger = read(reader, text.format(total=44))
    assert (ledger.genre, [one.note for one in ledger.findings]) == (
        "listing",
        ["Is the total 44? The figures before it add up to 46."],
    )
    assert read(reader, text.format(total=46)).findings == ()


ENTRIES = (
    "Storm\n\n9.15 a.m.\n\nFour people were killed when a wall fell.\n\n9.40 a.m.\n\nIt rains.\n\n"
    "10.05 a.m.\n\nFive people were killed, doctors say.\n\n10.30 a.m.\n\nThe wind drops."
)
MATCH = (
    "Marram win\n\nTove Marsh scored twice in the second half as Marram beat Aldhaven 3-1 on Sunday.\n\n"
    "The coach, Ines Okafor, accused Yusuf Haddad of cheating. The goalkeeper denied Marsh a goal in this game, "
    "made six saves in the match and had a penalty."
)
TURNS = (
    "Okafor on the ferry\n\nREPORTER: Is it safe?\n\nINES OKAFOR: It is reportedly safe.\n\n"
    "REPORTER: Who tested it?\n\nINES OKAFOR: The mill was reportedly asked to, and did so in May."
)
LIE = "Wrong again\n\nOPINION\n\nThe mayor told us that the ferry was safe. That is a lie. It sank."


@pytest.mark.parametrize(
    ("genre", "text", "kind"),
    [
        ("opinion", LIE, "denied"),
        ("live blog", ENTRIES, "disagreement"),
        ("match report", MATCH, "no-response"),
        ("transcript", TURNS, "no-source"),
    ],
)
def test_what_means_nothing_in_a_genre_is_not_asked_there(reader, genre, text, kind):
    ledger = read(reader, text)
    assert ledger.genre == genre
    assert kind not in {finding.kind for finding in ledger.findings}
