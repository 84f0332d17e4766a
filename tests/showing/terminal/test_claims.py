"""Claims in the terminal: the table, and one claim with what it rests on and who says otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.appearances import LIND, OFFICIAL, OKAFOR, TASS, claims, says
from whence.linking.origins.origins import find_origins
from whence.records.claims import ClaimDetails, ClaimDifference, ClaimEntry, ClaimWording, Counterclaim
from whence.records.ledger import Certainty
from whence.records.links import Claim
from whence.records.reuse import QuotationLink, WordChange
from whence.showing.terminal.claims import render_claim, render_claim_origins, render_claims
from whence.showing.terminal.columns import csv_table, record_line
from whence.showing.terminal.wrapping import count_columns

FORTY = Claim(
    id="c:5f0c000000000001", text="40 tonnes left the tank", appearances=("r:1/a1", "r:2/a1"), disagreeing=("c:7",)
)
ENTRY = ClaimEntry(
    claim=FORTY, story="st:9", reports=1200, outlets=7, least=1, most=2, first="2031-03-04", last="2031-03-06"
)
SAID = [says("r:1", "The Tidewater Post", OKAFOR, at="2031-03-04"), says("r:2", "Radio Estuary", TASS, at="2031-03-05")]
DENIED = Certainty(level="certain", polarity="against", score=-3.0)
CHANGED = QuotationLink(
    quotations=("r:1#0", "r:2#0"),
    reports=("r:1", "r:2"),
    spans=((), ()),
    same_words=9,
    changes=(
        WordChange(kind="replaced", words=("left", "leaked from"), spans=((), ())),
        WordChange(kind="punctuation", words=(",", ";"), spans=((), ())),
        WordChange(kind="dropped", words=("perhaps", ""), spans=((), ())),
        WordChange(kind="added", words=("", "he said"), spans=((), ()), is_at_edge=True),
    ),
    first="r:1#0",
)
DETAILS = ClaimDetails(
    claim=FORTY,
    story="st:9",
    wordings=(
        ClaimWording(appearances=(SAID[0],), text="40 tonnes left the tank", headline="Leak", stance="says"),
        ClaimWording(
            appearances=(SAID[1],),
            text="40 tonnes leaked from the tank",
            headline=None,
            stance="denies",
            certainty=DENIED,
            version=CHANGED,
        ),
    ),
    counterclaims=(
        Counterclaim(
            claim=Claim(id="c:7000000000000007", text="400 tonnes left the tank", appearances=("r:3/a1",)),
            differences=(
                ClaimDifference(kind="number", words=("40", "400")),
                ClaimDifference(kind="negation", words=("", "not")),
            ),
            origins=find_origins([says("r:3", "Coastline Now", LIND), says("r:4", "The Daily Lantern")]),
        ),
    ),
    origins=find_origins(SAID),
)


def test_a_claim_in_a_list_has_its_words_and_its_counts():
    assert render_claims([ENTRY], width=80, color=False) == (
        "“40 tonnes left the tank”\n"
        "   1,200 reports, 7 outlets, at least 1 origin and at most 2 · disputed by 1\n"
        "   claim · 2031-03-04 to 2031-03-06 · c:5f0c0000\n"
    )


def test_a_claim_as_csv_has_its_fields_before_those_of_the_list():
    head, row = csv_table([ENTRY], ClaimEntry).splitlines()
    told = "id,text,appearances,disagreeing,aliases,story,reports,outlets,least,most,first,last,is_denied,withdrawn"
    assert head == told
    assert row == (
        "c:5f0c000000000001,40 tonnes left the tank,r:1/a1; r:2/a1,c:7,,st:9,1200,7,1,2,2031-03-04,2031-03-06,false,0"
    )
    assert b'"least": 1, "most": 2' in record_line(ENTRY)


def test_one_claim_shows_its_origins_then_who_says_otherwise_then_the_words():
    assert render_claim(DETAILS, width=80, color=False) == (
        "“40 tonnes left the tank”\n"
        "c:5f0c0000\n"
        "\n"
        "2 reports, 2 outlets, 2 origins\n"
        "\n"
        "Ines Okafor (person)\n"
        "└─ The Tidewater Post · 2031-03-04 · r:1\n"
        "\n"
        "TASS (outlet)\n"
        "└─ Radio Estuary · 2031-03-05 · r:2\n"
        "\n"
        "Who says otherwise\n"
        "\n"
        "   Tove Lind and The Daily Lantern (gives no source) · 2 reports, 2 outlets, 2\n"
        "   origins\n"
        "   “400 tonnes left the tank”\n"
        "   another number: “400”, not “40”\n"
        "   says that it is not so\n"
        "   c:70000000\n"
        "\n"
        "The words of each report\n"
        "\n"
        "   The Tidewater Post · 2031-03-04 · r:1\n"
        "   Ines Okafor\n"
        "   40 tonnes left the tank\n"
        "\n"
        "   Radio Estuary · 2031-03-05 · r:2\n"
        "   TASS · denies\n"
        "   40 tonnes leaked from the tank\n"
        "   Altered: [-left-] {+leaked from+}; [-perhaps-]\n"
    )


def test_words_that_are_denied_are_not_shown_as_said():
    denied = replace(DETAILS, wordings=(replace(DETAILS.wordings[0], stance="denies"), DETAILS.wordings[1]))
    shown = render_claim(denied, width=80, color=False)
    assert shown.startswith("“40 tonnes left the tank” · denied\n")
    assert "says that it is so\n" in shown
    assert render_claim_origins(denied, width=80, color=False).startswith("“40 tonnes left the tank” · denied\n")


def test_words_that_many_reports_have_of_one_source_are_shown_once():
    said = [says(f"r:{own}", f"Outlet {own}", OKAFOR) for own in range(10, 25)]
    wordings = tuple(ClaimWording(appearances=(one,), text="It sank.", headline=None) for one in said)
    shown = render_claim(replace(DETAILS, wordings=wordings), width=80, color=False)
    assert shown.endswith("   Outlet 18 · r:18\n   Outlet 19 · r:19\n   and 5 more\n   Ines Okafor\n   It sank.\n")


def test_the_origins_of_a_claim_say_why():
    shown = render_claim_origins(
        replace(DETAILS, origins=find_origins([*SAID, says("r:5", "Herald", OKAFOR)])), width=80, color=False
    )
    assert shown.startswith("“40 tonnes left the tank”\nc:5f0c0000\n\n3 reports, 3 outlets, 2 origins\n")
    assert shown.endswith("\nWhy\n· Herald cites Ines Okafor, too.\n")


def test_who_says_it_is_told_from_the_source_on():
    ways = [
        (says("r:1", "Herald", TASS, OFFICIAL), "an official → TASS"),
        (says("r:1", "Herald"), "in its own voice"),
        (says("r:1", "Herald", attributed=True), "no source given"),
        (says("r:1", "Herald", replace(LIND, name="")), "somebody not named"),
    ]
    for appearance, told in ways:
        wording = ClaimWording(appearances=(appearance,), text="It sank.", headline=None)
        shown = render_claim(replace(DETAILS, wordings=(wording,)), width=80, color=False)
        assert shown.splitlines()[-2] == f"   {told}"


@given(claims(), st.text(max_size=200), st.integers(10, 100))
def test_no_line_is_too_wide_whatever_the_words(claim, text, width):
    appearances, copies = claim
    details = replace(
        DETAILS,
        claim=replace(FORTY, text=text),
        wordings=tuple(ClaimWording(appearances=(one,), text=text, headline=text) for one in appearances),
        origins=find_origins(appearances, copies),
    )
    for shown in (
        render_claim(details, width=width, color=False),
        render_claim_origins(details, width=width, color=False),
        render_claims([replace(ENTRY, claim=details.claim)], width=width, color=False),
    ):
        assert max(map(count_columns, shown.splitlines())) <= width


def test_a_wording_stands_in_one_report():
    with pytest.raises(ValueError, match="a wording stands in one report"):
        ClaimWording(appearances=tuple(SAID), text="", headline=None)
