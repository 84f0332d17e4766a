"""The origins of a claim in words."""

from dataclasses import replace

from hypothesis import given

from tests.support.appearances import ENVOY, GAZETTE, LIND, MEMO, OFFICIAL, OKAFOR, TASS, claims, owned_by, says
from whence.linking.origins.origins import find_origins
from whence.linking.origins.owner_table import NO_OWNERS
from whence.records.links import Copy, Evidence
from whence.records.report import Span
from whence.showing.origins import list_reasons, name_node, phrase_node, summarise_origins


def sentences(*appearances, copies=(), owners=None):
    return [reason.text for reason in list_reasons(find_origins(appearances, copies, owners or NO_OWNERS))]


def test_the_summary_gives_a_range_where_it_is_not_settled_who_is_who():
    assert summarise_origins(find_origins([says("r:1", "Herald", LIND)])) == "1 report, 1 outlet, 1 origin"
    said = [says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", OFFICIAL)]
    assert summarise_origins(find_origins(said)) == "2 reports, 2 outlets, at least 1 origin and at most 2"


def test_a_copy_names_the_report_it_was_copied_from_and_rests_on_both_passages():
    said = [says("r:1", "Herald", LIND, at="2031-03-04"), says("r:2", "Gazette", LIND, at="2031-03-05")]
    copy = Copy(report="r:2", original="r:1", spans=(Span(30, 60),), order="time", agency="Reuters")
    (reason,) = list_reasons(find_origins(said, [copy]))
    assert reason.text == "Gazette copied the report of Herald (2031-03-04), wire copy of Reuters."
    assert reason.evidence == (Evidence("r:2", (Span(30, 60),)), Evidence("r:1", ()))


def test_the_same_text_is_no_copy_of_one_by_the_other_unless_it_is_known_who_was_first():
    said = [says(f"r:{own}", name, LIND, at="2031-03-04") for own, name in enumerate(("Herald", "Gazette", "Coast"))]
    copies = [Copy(report=f"r:{own}", original="r:0") for own in (1, 2)]
    (both,) = list_reasons(find_origins(said, copies))
    assert both.text == (
        "Gazette and Coast have the same text as the report of Herald (2031-03-04); which was first is not known."
    )
    wire = Copy(report="r:1", original="r:0", agency="Reuters")
    one, _ = list_reasons(find_origins(said, [wire]))
    assert one.text == "Gazette has the same text as the report of Herald (2031-03-04), wire copy of Reuters."


def test_each_collapse_is_a_sentence_that_names_reports_and_reason():
    assert sentences(says("r:1", "Herald", LIND), says("r:2", "Herald", LIND), says("r:3", "Coast", LIND)) == [
        "2 reports are of Herald: 1 outlet.",
        "Herald and Coast cite Tove Lind, too.",
    ]
    assert sentences(says("r:1", "TASS", LIND), says("r:2", "Coast", TASS)) == [
        "Coast cites TASS, whose own report counts instead."
    ]
    assert sentences(says("r:1", "Coast", LIND), says("r:2", "Herald", LIND, OKAFOR)) == [
        "Coast cites a source that has it from Ines Okafor."
    ]
    assert sentences(says("r:1", "Coast", TASS, OFFICIAL), says("r:2", "Herald", TASS, OFFICIAL)) == [
        "Herald cites an official through the same relay."
    ]
    assert sentences(says("r:1", "Coast", number=1), says("r:1", "Coast", LIND, number=2)) == [
        "Coast repeats the claim without the source that the same report gives."
    ]


def test_what_is_without_a_source_says_so():
    early = says("r:1", "Coast", LIND, at="2031-03-04")
    assert sentences(early, says("r:2", "Coast", at="2031-03-05"))[1] == (
        "Coast gives no source here; another report of its own (2031-03-04) does."
    )
    assert sentences(says("r:1", "Coast"), says("r:2", "Coast"))[1] == "Coast repeats the claim without a source."
    owners = owned_by("Tide Media", "Coast", "Herald")
    assert sentences(says("r:1", "Coast"), says("r:2", "Herald"), owners=owners) == [
        (
            "2 reports are of outlets of Tide Media: 1 outlet."
            " By the table of owners, Coast (line 2) and Herald (line 3) belong to Tide Media."
        ),
        "Herald gives no source and belongs to Tide Media.",
    ]


def test_outlets_that_are_not_known_are_told_in_a_sentence():
    assert sentences(says("r:1", None), says("r:2", "Herald")) == [
        "The outlet of 1 report is not known: it may be Herald."
    ]
    assert sentences(says("r:1", None), says("r:2", None), says("r:3", "Herald")) == [
        "The outlets of 2 reports are not known: they may be Herald, or one."
    ]


def test_a_source_that_another_report_names_is_not_counted_again():
    said = [says("r:1", "The Marram Gazette", OFFICIAL), says("r:2", "Herald", GAZETTE, LIND)]
    assert sentences(*said) == ["The Marram Gazette does not name the source; another report names Tove Lind."]


def test_doubt_names_those_who_may_be_the_same():
    official, envoy, lind = says("r:1", "Coast", OFFICIAL), says("r:2", "Herald", ENVOY), says("r:3", "Radio", LIND)
    beginning = "The reports do not settle whether an official (Coast) "
    assert sentences(official, lind) == [f"{beginning}is Tove Lind."]
    assert sentences(official, envoy) == [f"{beginning}and an envoy (Herald) are the same."]
    assert sentences(official, envoy, lind) == [f"{beginning}and an envoy (Herald) are Tove Lind, or the same."]


def test_a_long_name_is_cut_before_the_outlet_that_has_it():
    talkative = replace(OFFICIAL, name="somebody " + "who stayed for the closed part " * 4)
    (reason,) = sentences(says("r:1", "Coast", talkative), says("r:2", "Radio", LIND))
    assert reason.endswith("… (Coast) is Tove Lind.")


def test_many_names_are_counted():
    said = [says(f"r:{own}", f"Outlet {own}", LIND) for own in range(1, 8)]
    assert sentences(*said) == ["Outlet 2, Outlet 3, Outlet 4, Outlet 5 and 2 more cite Tove Lind, too."]


def test_nodes_are_named_and_described():
    found = find_origins([says("r:1", "Coast", MEMO), says("r:2", None, attributed=True), says("r:3", "Tide")])
    assert [(name_node(node), phrase_node(node)) for node in found.nodes] == [
        ("Coast", ""),
        ("unknown outlet", ""),
        ("Tide", ""),
        ("Tide", "outlet"),
        ("a memo", "document, not named"),
        ("somebody not named", ""),
    ]
    unsettled = find_origins([says("r:1", "Coast", replace(LIND, entity=None))]).nodes[1]
    assert phrase_node(unsettled) == "person, perhaps not the only one of this name"


@given(claims())
def test_every_reason_is_a_sentence(claim):
    for reason in list_reasons(find_origins(*claim)):
        assert reason.text.endswith(".")
        assert "{" not in reason.text
        assert "  " not in reason.text
