"""Headlines that are plainer than their text, in invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, read, shown
from whence.reading.findings.headings import headings
from whence.records.report import Report

FERRY = "{headline}\n\nThe {who}. Boats were brought in on Wednesday."


def test_a_plain_headline_over_hearsay_is_asked_about(reader):
    text = FERRY.format(headline="Port sells its old mole", who="port is reportedly selling its old mole to a bank")
    assert shown(read(reader, text), "headline-hedge") == [["Port sells its old mole", "reportedly"]]


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Port said to sell its old mole", "port is reportedly selling its old mole to a bank"),
        ("Pilot arrested over stolen boat", "pilot was arrested on Monday for a boat that he allegedly stole"),
        ("Port sells its old mole", "town met on Monday. A bank is reportedly in trouble"),
        ("The Tidewater Post: Storm closes the port", "storm may close the port on Friday, the mayor said"),
    ],
)
def test_headlines_that_tell_whose_claim_it_is_of_a_charge_or_of_other_things_are_fine(reader, headline, who):
    assert "headline-hedge" not in kinds(read(reader, FERRY.format(headline=headline, who=who)))


@pytest.mark.parametrize(
    ("headline", "who", "hedge"),
    [
        (
            "Angler well after accidental fall in Marram",
            "angler fell in what is being called an accidental fall",
            "being called",
        ),
        ("Child hurt by falling branch", "child was taken home, apparently hurt by a branch in the park", "apparently"),
        ("Fire destroys twelve boats", "town saw a fire on Monday that may have destroyed twelve boats", "may have"),
    ],
)
def test_a_headline_that_drops_the_hedge_of_its_own_words_is_asked_about(reader, headline, who, hedge):
    assert shown(read(reader, FERRY.format(headline=headline, who=who)), "headline-hedge") == [[headline, hedge]]


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        (
            "Three hurt in shooting at Marram store",
            "three were hurt in an apparent drive-by shooting at a store in Marram",
        ),
        ("Apparent fall hurts angler in Marram", "angler was hurt in an apparent fall in Marram on Monday"),
        ("Was it an accidental fall?", "angler fell in what is being called an accidental fall"),
        ("Angler hurt in accidental fall", "town met. “It was an apparent accidental fall,” said Ines Okafor"),
        ("Angler hurt in accidental fall, police say", "angler was hurt in an apparently accidental fall"),
    ],
)
def test_what_is_hedged_beside_the_headlines_words_is_fine(reader, headline, who):
    assert "headline-hedge" not in kinds(read(reader, FERRY.format(headline=headline, who=who)))


@pytest.mark.parametrize(("verb", "is_asked"), [("praises", True), ("jails", False), ("convicts", False)])
def test_a_headline_about_a_charge_in_the_present_tense_is_fine(reader, verb, is_asked):
    who = f"town {verb} a pilot for the theft of a boat that he allegedly took"
    ledger = read(reader, FERRY.format(headline=f"Town {verb} pilot for theft of boat", who=who))
    assert ("headline-hedge" in kinds(ledger)) == is_asked


def test_an_outcome_is_not_another_manner(reader):
    text = "Child fatally shoots brother\n\nA child accidentally shot his brother on Monday. The town met on Tuesday."
    assert "headline-overstates" not in kinds(read(reader, text))


BLOG = (
    "Storm closes the port\n\n9.15 a.m.\n\n{first}\n\n{beneath}\n\n9.40 a.m.\n\nIt rains.\n\n"
    "10.05 a.m. Town opens its old gym\n\nThe gym is open.\n\n10.30 a.m.\n\nThe port may close, say officials.\n\n"
    "10.45 a.m.\n\nThe wind drops."
)


@pytest.mark.parametrize(
    ("first", "beneath", "kind", "spans"),
    [
        (
            "Port sells its old mole",
            "The port is reportedly selling its old mole to a bank.",
            "headline-hedge",
            ["Port sells its old mole", "reportedly"],
        ),
        (
            "Storm will close the bridge",
            "The storm may close the bridge on Friday, the mayor said.",
            "headline-hedge",
            ["Storm will close the bridge", "may"],
        ),
        (
            "Fire destroys 40 boats",
            "A fire in Marram destroyed nearly 40 boats.",
            "headline-overstates",
            ["Fire destroys 40 boats", "nearly 40 boats"],
        ),
        (
            "Company hid cracks in the dam",
            "The company hid cracks in the dam for two years, sources said on Monday.",
            "headline-attribution",
            ["Company hid cracks in the dam", "sources"],
        ),
    ],
)
def test_the_heading_of_an_entry_is_compared_with_its_entry(reader, first, beneath, kind, spans):
    ledger = read(reader, BLOG.format(first=first, beneath=beneath))
    assert ledger.genre == "live blog"
    assert shown(ledger, kind) == [spans]


@pytest.mark.parametrize(
    ("first", "beneath"),
    [
        ("Port may sell its old mole", "The port is reportedly selling its old mole to a bank."),
        ("Port sells its old mole", "The mayor is reportedly in Odense."),
        ("It rains.", "The port is reportedly selling its old mole, the gym of the town, to a bank."),
        ("Town opens its old gym", "The fair is shut."),
    ],
)
def test_no_entry_is_compared_with_another(reader, first, beneath):
    ledger = read(reader, BLOG.format(first=first, beneath=beneath))
    assert not {kind for kind in kinds(ledger) if kind.startswith("headline")}


def test_the_headline_of_a_live_blog_is_not_compared_with_what_was_known_earlier(reader):
    told = "The storm may close the port on Friday, the mayor said."
    assert "headline-hedge" in kinds(read(reader, f"Storm closes the port\n\n{told} It rains."))
    assert "headline-hedge" not in kinds(read(reader, BLOG.format(first=told, beneath="It rains.")))


def test_entries_without_words_of_their_own_have_no_heading():
    text = (
        "Storm\n\n9.15 a.m., March 3, 2031\n\nWall hits three cars\n\n9.40 a.m.\n\n \n9.50 a.m.\n\nA wall fell on us\n"
    )
    assert list(headings(Report(text=text, headline="Storm"), "live blog")) == []


def test_a_day_beside_the_time_is_no_heading():
    text = "Storm\n\n9.15 a.m., March 3, 2031\n\nWall hits three cars\n\nA wall fell."
    assert [one.span.of(text) for one in headings(Report(text=text, headline="Storm"), "live blog")] == [
        "Wall hits three cars"
    ]


@pytest.mark.parametrize(
    ("beneath", "is_asked"),
    [
        ("The port is slowly closing its old mole.", True),
        ("The mayor slowly drinks tea in the port, as on most of his days. The mole is closed.", False),
    ],
)
def test_manners_are_compared_where_both_are_of_one_doing(reader, beneath, is_asked):
    ledger = read(reader, f"Port hastily closes old mole\n\n{beneath} The town met on Tuesday.")
    assert ("headline-overstates" in kinds(ledger)) == is_asked


@pytest.mark.parametrize(
    ("headline", "is_asked"),
    [
        ("Port to sell its old mole", True),
        ("Marram should sell its old mole", False),
        ("Town says port will sell its old mole", False),
        ("Town investigating sale of its old mole", False),
    ],
)
def test_a_headline_that_says_or_asks_itself_needs_no_hedge(reader, headline, is_asked):
    text = f"{headline}\n\nThe port of the town will reportedly sell its old mole in Marram. It was built in 1961."
    assert ("headline-hedge" in kinds(read(reader, text))) == is_asked


def test_a_hedge_of_something_else_than_the_headline_is_fine(reader):
    text = "Town tells more of the old mole\n\nThe town told more of the old mole on Monday, where Brandt allegedly {}."
    assert "headline-hedge" not in kinds(read(reader, f"{text.format('hit two visitors')} It was built in 1961."))
