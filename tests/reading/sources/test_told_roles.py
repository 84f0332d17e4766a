"""What persons are called, the bodies that they belong to, and who is named: on invented sentences."""

import pytest

from tests.support.marked_reports import read


def first(source, **names):
    """Read one sentence in which a source says something; give that source."""
    ledger = read(f"[1 {source}]1 {{1 said}}1 <1 that it leaked>1.", **names)
    return next(one for one in ledger.sources if one.id == ledger.attributions[0].source), ledger


@pytest.mark.parametrize(
    ("source", "roles"),
    [
        ("Northarm's Ada Marsh", []),
        ("Northarm's chief Ada Marsh", ["Northarm's chief"]),
        ("Ada Marsh, right,", []),
        ("A furious Ada Marsh", []),
        ("Mr. Ada Marsh", []),
        ("Neither he nor Ada Marsh", []),
        ("Ada Marsh, wearing a red hat,", []),
        ("Acting mayor Ada Marsh", ["Acting mayor"]),
        ("Lead author Dr. Ada Marsh", ["Lead author"]),
        ("Lead author Prof Ada Marsh", ["Lead author"]),
        ("Former Sen. Ada Marsh", ["Former Sen."]),
        ("Ada Marsh, husband of the mayor,", []),
        ("Ada Marsh, his wife,", ["his wife"]),
        ("Ada Marsh, head of sales, Northarm,", ["head of sales, Northarm"]),
        ("police 16-year-old Ada Marsh", []),
        ("16-year-old Ada Marsh", []),
        ("police 16-year-old pilot Ada Marsh", ["16-year-old pilot"]),
        ("Ada Marsh, 27, a pilot in Marram,", ["a pilot in Marram"]),
        ("Ada Marsh, a 27-year-old pilot,", ["a 27-year-old pilot"]),
        ("The 14th-ranked Ada Marsh", []),
        ("The 14th-ranked pilot Ada Marsh", ["The 14th-ranked pilot"]),
        ("Another Ada Marsh", []),
        ("Another pilot, Ada Marsh,", ["Another pilot"]),
        ("Ada Marsh, a pilot who has won two races,", ["a pilot"]),
        ("Ada Marsh, a pilot who now runs the harbour,", ["a pilot who now runs the harbour"]),
        ("Ada Marsh, a pilot who is the mayor of Marram,", ["a pilot who is the mayor of Marram"]),
        ("Ada Marsh, a pilot who is leaving,", ["a pilot"]),
        ("Ada Marsh, 24, who was in Marram,", []),
        ("Would-be mayor Ada Marsh", ["Would-be mayor"]),
        ("A flabbergasted Ada Marsh", []),
        ("An angry Ada Marsh", []),
        ("46th Ward clerk Ada Marsh", ["46th Ward clerk"]),
        ("Skerry-born Ada Marsh", []),
        ("Skerry-born pilot Ada Marsh", ["Skerry-born pilot"]),
        ("Ada Marsh, a clerk for Mr. Okafor,", ["a clerk for Mr. Okafor"]),
        ("Ada Marsh, a clerk for Northarm told the paper,", ["a clerk for Northarm"]),
        ("Ada Marsh, said her father,", []),
        ("Ada Marsh, along with pilot Okafor,", []),
        ("Ada Marsh, you're a clerk,", []),
        ("Ada Marsh, the woman who ran the harbour,", ["the woman who ran the harbour"]),
        ("Ada Marsh, founder of Northarm interviewed by the club,", ["founder of Northarm"]),
        ("Ada Marsh, author of the study published in the journal,", ["author of the study published in the journal"]),
        ("Ada Marsh, author of “The Tide”,", ["author of “The Tide”"]),
        ("Ada Marsh, the boat is lost and four pilots,", []),
        ("Ada Marsh, a pilot for whom it was enough,", ["a pilot for whom it was enough"]),
    ],
)
def test_a_role_is_what_somebody_is(source, roles):
    found, ledger = first(source, persons=["Ada Marsh"], organisations=["Northarm"])
    assert [span.of(ledger.report.text) for span in found.role_spans] == roles


def test_a_role_begins_with_all_of_a_bodys_name():
    ledger = read(
        "It was Skerry Council for the Welfare of Anglers campaigner [1 Ada Marsh]1 who {1 said}1 <1 that it leaked>1.",
        persons=["Ada Marsh"],
    )
    roles = [span.of(ledger.report.text) for span in ledger.sources[0].role_spans]
    assert roles == ["Skerry Council for the Welfare of Anglers campaigner"]


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("A speech denouncing Republican nominee", "Republican nominee"),
        ("Okafor faces Republican nominee", "Republican nominee"),
        ("Northarm managing director", "Northarm managing director"),
        ("Northarm sales director", "Northarm sales director"),
        ("The acting Marram mayor", "acting Marram mayor"),
        ("They asked whether Senator", "Senator"),
        ("Many called President", "President"),
        ("They met former Senator", "former Senator"),
        ("Quay Wire reports Skerry police Chief", "Skerry police Chief"),
    ],
)
def test_a_role_has_no_verb_before_it(before, role):
    ledger = read(f"{before} Ada Marsh woke. [1 Marsh]1 {{1 said}}1 <1 so>1.", persons=["Ada Marsh", "Okafor"])
    assert [span.of(ledger.report.text) for span in ledger.sources[0].role_spans] == [role]


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("a spokesman for Northarm", "Northarm"),
        ("the Assistant Commonwealth's Attorney", None),
        ("the head of anglers", None),
        ("head of Grid Solutions for Northarm", "Northarm"),
        ("a manager of Grid Solutions Europe at Northarm", "Northarm"),
        ("a spokesman for Northarm at Grid Solutions", "Northarm"),
        ("the Home Secretary", None),
        ("the Skerry Police captain", None),
        ("the Skerry captain", "Skerry"),
        ("the Skerry Vice President", "Skerry"),
        ("a Quay Street analyst", None),
        ("a clerk of the Office", None),
        ("director for Skerry affairs at Northarm", "Northarm"),
        ("the Tidal school district superintendent", None),
        ("an analyst named by Northarm", None),
        ("the analyst who left Northarm", None),
        ("the analyst who runs Northarm", "Northarm"),
        ("director of the Tidal Institute at Northarm", "Tidal Institute"),
        ("a Skerry Secretary-Treasurer", "Skerry"),
    ],
)
def test_a_body_is_a_whole_name(role, body):
    names = [
        "Northarm", "Assistant Commonwealth", "anglers", "Grid Solutions", "Home", "Skerry", "Quay", "Tidal school",
        "Office", "Tidal Institute",
    ]  # fmt: skip
    found, ledger = first(f"Ada Marsh, {role},", persons=["Ada Marsh"], organisations=names)
    bodies = {one.id: one.name for one in ledger.sources}
    assert bodies.get(found.affiliation) == body


@pytest.mark.parametrize(
    ("source", "naming"),
    [
        ("A memo released Friday by the agency's watchdog", "described"),
        ("The video released Wednesday", "described"),
        ("A letter seen by Northarm", "described"),
        ("A letter obtained by the Northarm", "described"),
        ("A letter by Northarm", "named"),
        ("A study conducted by Northarm", "named"),
        ("A Northarm memo released Friday", "named"),
        ("Northarm's letter", "named"),
    ],
)
def test_a_document_is_named_by_its_title_or_issuer_and_by_no_day(source, naming):
    assert first(source, organisations=["Northarm"])[0].naming == naming


@pytest.mark.parametrize(
    ("source", "naming"),
    [
        ("A clerk who didn't want to be identified", "withheld"),
        ("A clerk who did not wish to give his name", "withheld"),
        ("A clerk who didn't want to be there", "described"),
        ("Nobody", "described"),
    ],
)
def test_whoever_keeps_a_name_back_is_withheld(source, naming):
    assert first(source)[0].naming == naming


def test_a_role_told_twice_is_listed_once():
    marked = "[1 Sheriff Ada Marsh]1 {1 said}1 <1 it leaked>1. [2 Sheriff Marsh]2 {2 added}2 <2 mud came>2."
    ledger = read(marked, persons=["Ada Marsh", "Marsh"])
    assert [span.of(ledger.report.text) for span in ledger.sources[0].role_spans] == ["Sheriff"]


@pytest.mark.parametrize("source", ["A Northarm user", "Northarm's rivals", "Northarm star Ada Marsh"])
def test_whoever_has_to_do_with_a_body_is_none_of_it(source):
    assert first(source, organisations=["Northarm"], persons=["Ada Marsh"])[0].affiliation is None


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ada Marsh and her campaign", "group"),
        ("The Marsh campaign", "organisation"),
        ("Both sides", "group"),
        ("A large proportion of anglers", "group"),
    ],
)
def test_somebody_and_a_body_of_that_ones_own_are_a_group(source, kind):
    assert first(source)[0].kind == kind
