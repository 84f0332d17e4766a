"""Origins: how many reports, outlets and sources a claim has, and why."""

from dataclasses import replace
from graphlib import TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.appearances import (
    CLAIM,
    ENVOY,
    GAZETTE,
    LIND,
    MEMO,
    OFFICIAL,
    OKAFOR,
    POST,
    TASS,
    TREATY,
    claims,
    owned_by,
    says,
)
from whence.linking.origins.origins import find_origins
from whence.linking.origins.owner_table import NO_OWNERS
from whence.records.links import Copy, Evidence, SourceStep
from whence.records.report import Span


def counts(*appearances, copies=(), owners=None):
    found = find_origins(appearances, copies, owners or NO_OWNERS)
    return found.reports, found.outlets, found.least, found.most


def origins(*appearances, copies=(), owners=None):
    return [origin.node for origin in find_origins(appearances, copies, owners or NO_OWNERS).origins]


def reasons(*appearances, copies=(), owners=None):
    found = find_origins(appearances, copies, owners or NO_OWNERS)
    return [(one.count, one.kind, one.item, one.into) for one in found.collapses]


def edges(*appearances, copies=()):
    return [(one.start, one.kind, one.end) for one in find_origins(appearances, copies).edges]


def test_a_source_that_several_outlets_name_is_one_origin():
    said = [says("r:1", "Herald", LIND), says("r:2", "Gazette", LIND), says("r:3", "Radio", OKAFOR)]
    assert counts(*said) == (3, 3, 2, 2)
    assert origins(*said) == ["p:lind", "p:okafor"]
    assert reasons(*said) == [("origins", "same source", "r:2/s1", "p:lind")]


def test_two_reports_of_one_outlet_are_one_outlet():
    said = [says("r:1", "The Tidewater Post", LIND), says("r:2", "Tidewater Post", LIND)]
    assert counts(*said) == (2, 1, 1, 1)
    assert reasons(*said)[0] == ("outlets", "same outlet", "r:2", "r:1")


def test_outlets_of_one_owner_count_once_if_a_table_says_so():
    said = [says("r:1", "Herald", host="post.example"), says("r:2", "Gazette", host="gazette.example")]
    owners = owned_by("Tidewater Media", "post.example", "Gazette")
    assert counts(*said) == (2, 2, 2, 2)
    assert counts(*said, owners=owners) == (2, 1, 1, 1)
    assert reasons(*said, owners=owners) == [
        ("outlets", "same owner", "r:2", "r:1"),
        ("origins", "same owner", "r:2", "o:tidewatermedia"),
    ]


def test_an_outlet_that_gives_no_source_is_an_origin_and_marked():
    said = [says("r:1", "Herald"), says("r:2", "Gazette", LIND), says("r:3", "Herald")]
    found = find_origins(said)
    assert [(one.node, one.is_unsourced) for one in found.origins] == [("o:herald", True), ("p:lind", False)]
    assert ("origins", "same outlet", "r:3", "o:herald") in reasons(*said)


def test_a_headline_without_a_source_is_no_origin_beside_the_source_of_the_text():
    said = [says("r:1", "Herald", number=1), says("r:1", "Herald", LIND, number=2)]
    assert counts(*said) == (1, 1, 1, 1)
    assert reasons(*said) == [("origins", "sourced elsewhere", "r:1", "r:1")]


def test_an_outlet_that_gave_a_source_before_has_the_claim_from_there():
    early, late = says("r:2", "Herald", LIND, at="2031-03-04"), says("r:1", "Herald", at="2031-03-05")
    assert origins(early, late) == ["p:lind"]
    assert ("r:1", "has from its outlet", "r:2") in edges(early, late)
    assert origins(replace(early, published="2031-03-06"), late) == ["o:herald", "p:lind"]


@pytest.mark.parametrize("source", [OFFICIAL, ENVOY, MEMO])
def test_unnamed_sources_of_two_outlets_are_at_least_one_and_at_most_two(source):
    said = [says("r:1", "Herald", source), says("r:2", "Gazette", source)]
    assert counts(*said) == (2, 2, 1, 2)
    (open_ends,) = find_origins(said).unsettled
    assert open_ends.unnamed == tuple(f"r:{report}/{source.source}" for report in (1, 2))
    assert open_ends.may_be == ()


def test_somebody_unnamed_may_be_somebody_named_but_is_no_document():
    assert counts(says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", LIND)) == (2, 2, 1, 2)
    assert counts(says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", TREATY)) == (2, 2, 2, 2)
    assert counts(says("r:1", "Herald", MEMO), says("r:2", "Gazette", TREATY)) == (2, 2, 1, 2)


def test_somebody_unnamed_is_not_an_outlet_that_speaks_for_itself():
    assert counts(says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette")) == (2, 2, 2, 2)


def test_a_name_that_is_not_settled_across_reports_may_be_another():
    said = [says("r:1", "Herald", LIND), says("r:2", "Gazette", replace(LIND, entity=None))]
    assert counts(*said) == (2, 2, 1, 2)


def test_a_description_is_no_identity_even_if_it_has_one():
    said = [
        says(own, outlet, replace(ENVOY, entity="p:envoy")) for own, outlet in (("r:1", "Herald"), ("r:2", "Gazette"))
    ]
    assert counts(*said) == (2, 2, 1, 2)


def test_words_reported_of_nobody_are_of_somebody_not_named():
    said = [says("r:1", "Herald", attributed=True), says("r:2", "Gazette", attributed=True)]
    assert counts(*said) == (2, 2, 1, 2)
    assert origins(*said) == ["r:1/-", "r:2/-"]


def test_copies_have_the_origins_of_what_they_copy():
    said = [
        says("r:1", "Herald", OFFICIAL, at="2031-03-04"),
        says("r:2", "Gazette", OFFICIAL, at="2031-03-05"),
        says("r:3", "Radio", at="2031-03-06"),
    ]
    copies = [
        Copy(report="r:2", original="r:1", spans=(Span(10, 50),), order="time"),
        Copy(report="r:3", original="r:2"),
    ]
    assert counts(*said, copies=copies) == (3, 3, 1, 1)
    assert reasons(*said, copies=copies) == [
        ("origins", "copy", "r:2/s3", "r:1"),
        ("origins", "same text", "r:3", "r:1"),
    ]
    found = find_origins(said, copies)
    assert found.origins[0].reports == ("r:1", "r:2", "r:3")
    assert found.collapses[0].evidence == (Evidence("r:2", (Span(10, 50),)), Evidence("r:1", ()))


def test_a_copied_passage_without_the_claim_is_no_evidence():
    said = [says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", OFFICIAL)]
    elsewhere = (Span(70, 90),)
    assert counts(*said, copies=[Copy(report="r:2", original="r:1", spans=elsewhere)])[2:] == (1, 2)
    assert counts(*said, copies=[Copy(report="r:2", original="r:1", original_spans=elsewhere)])[2:] == (1, 2)


def test_copies_of_a_report_that_is_not_at_hand_have_the_same_text_as_the_first_of_them():
    said = [says("r:1", "Herald", OFFICIAL, at="2031-03-04"), says("r:2", "Gazette", OFFICIAL, at="2031-03-05")]
    copies = [Copy(report=own, original="r:0", spans=CLAIM, order="time") for own in ("r:1", "r:2")]
    assert edges(*said, copies=copies) == [("r:1", "cites", "r:1/s3"), ("r:2", "has the same text", "r:1")]


def test_a_copy_that_names_another_source_has_its_own():
    said = [says("r:1", "Herald", LIND), says("r:2", "Gazette", OKAFOR)]
    assert counts(*said, copies=[Copy(report="r:2", original="r:1")]) == (2, 2, 2, 2)


def test_a_copy_that_names_the_unnamed_source_names_it_for_both():
    said = [says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", LIND), says("r:3", "Radio", OKAFOR)]
    copies = [Copy(report="r:2", original="r:1"), Copy(report="r:3", original="r:1")]
    assert counts(*said, copies=copies[:1]) == (3, 3, 2, 2)
    assert ("origins", "named elsewhere", "r:1/s3", "p:lind") in reasons(*said, copies=copies[:1])
    # Two names for one unnamed source: the first stands, and the other report has a source of its own.
    assert origins(*said, copies=copies) == ["p:lind", "p:okafor"]


def test_if_it_is_not_known_who_copied_the_later_report_has_the_same_text_as_the_earlier():
    said = [says("r:2", "Herald", OFFICIAL, at="2031-03-04"), says("r:1", "Gazette", OFFICIAL, at="2031-03-05")]
    assert ("r:1", "has the same text", "r:2") in edges(*said, copies=[Copy(report="r:2", original="r:1")])
    assert ("r:2", "copies", "r:1") in edges(*said, copies=[Copy(report="r:2", original="r:1", order="credit")])


def test_a_relay_is_followed_into_its_own_report():
    said = [
        says("r:1", "TASS", LIND, at="2031-03-04"),
        says("r:2", "Herald", TASS, OFFICIAL, at="2031-03-05"),
        says("r:3", "Gazette", TASS, at="2031-03-05"),
    ]
    assert counts(*said) == (3, 3, 1, 1)
    assert edges(*said) == [("r:1", "cites", "p:lind"), ("r:2", "follows", "r:1"), ("r:3", "follows", "r:1")]
    assert find_origins(said).edges[1].evidence == (Evidence("r:2", (Span(12, 16),)),)


def test_an_outlet_of_no_table_is_followed_by_the_name_of_its_report():
    said = [says("r:1", "The Marram Gazette", LIND), says("r:2", "Herald", GAZETTE)]
    assert edges(*said) == [("r:1", "cites", "p:lind"), ("r:2", "follows", "r:1")]


def test_a_relay_is_followed_into_the_last_report_before():
    said = [
        says("r:1", "TASS", OFFICIAL, at="2031-03-03"),
        says("r:2", "TASS", LIND, at="2031-03-04"),
        says("r:3", "TASS", OKAFOR, at="2031-03-06"),
        says("r:4", "Herald", TASS, at="2031-03-05"),
    ]
    assert ("r:4", "follows", "r:2") in edges(*said)
    assert ("r:4", "follows", "r:3") in edges(says("r:4", "Herald", TASS, OKAFOR, at="2031-03-05"), *said[:3])


def test_a_relay_with_no_report_at_hand_is_one_origin_for_all_who_cite_it():
    said = [says("r:1", "Herald", TASS), says("r:2", "Gazette", TASS)]
    assert counts(*said) == (2, 2, 1, 1)
    assert origins(*said) == ["o:tass"]
    assert not find_origins(said).origins[0].is_unsourced


def test_a_relay_ties_those_whom_it_does_not_name():
    said = [says("r:1", "Herald", TASS, OFFICIAL), says("r:2", "Gazette", TASS, replace(OFFICIAL, source="s1"))]
    assert counts(*said) == (2, 2, 1, 1)
    assert reasons(*said) == [("origins", "same relay", "r:2/s1", "o:tass/person-unnamed")]
    envoys = [says("r:1", "Herald", TASS, ENVOY), says("r:2", "Gazette", TASS, replace(ENVOY, name="The envoy"))]
    assert counts(*envoys) == (2, 2, 1, 1)
    assert counts(envoys[0], says("r:2", "Gazette", TASS, replace(ENVOY, name="a sailor"))) == (2, 2, 1, 2)


def test_a_source_that_has_it_from_another_by_another_report_is_no_origin():
    said = [says("r:1", "Herald", LIND), says("r:2", "Gazette", LIND, OKAFOR)]
    assert origins(*said) == ["p:okafor"]
    assert ("origins", "passed on", "r:1/s1", "p:okafor") in reasons(*said)


def test_reports_that_cite_each_other_make_no_circle():
    early = says("r:1", "The Tidewater Post", GAZETTE, at="2031-03-04")
    late = says("r:2", "The Marram Gazette", POST, at="2031-03-05")
    # The later report cites the earlier one, which cites an outlet that had no report at hand by then.
    assert edges(early, late) == [("r:1", "says itself", "o:tidewaterpost"), ("r:2", "follows", "r:1")]
    assert counts(early, late) == (2, 2, 1, 1)


def test_sources_that_cite_each_other_make_no_circle():
    said = [says("r:1", "Herald", LIND, OKAFOR, at="2031-03-04"), says("r:2", "Gazette", OKAFOR, LIND, at="2031-03-05")]
    assert origins(*said) == ["p:okafor"]
    assert counts(*said) == (2, 2, 1, 1)


def test_an_outlet_that_cites_itself_gives_no_source():
    itself = SourceStep(source="s1", name="The Post", kind="organisation", naming="named")
    assert origins(says("r:1", "The Tidewater Post", itself)) == ["o:tidewaterpost"]
    assert origins(says("r:1", "The Tidewater Post", itself, LIND)) == ["p:lind"]


def test_a_text_credited_to_an_agency_comes_through_it():
    said = [says("r:1", "Herald", agency="Reuters"), says("r:2", "Gazette", OFFICIAL, agency="Reuters")]
    assert edges(*said)[0] == ("r:1", "cites", "o:reuters")
    assert origins(*said) == ["o:reuters/person-unnamed"]
    assert origins(says("r:3", "Reuters", LIND), *said) == ["p:lind"]


def test_reports_of_outlets_that_are_not_known_may_be_of_one_outlet():
    assert counts(says("r:1", None), says("r:2", None)) == (2, 2, 1, 2)
    assert counts(says("r:1", None), says("r:2", "Herald")) == (2, 2, 1, 2)
    assert counts(says("r:1", None), says("r:2", "Herald", LIND)) == (2, 2, 2, 2)
    assert counts(says("r:1", None), says("r:2", "Herald", OFFICIAL)) == (2, 2, 2, 2)
    assert counts(says("r:1", None)) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "outlets"),
    [
        ((None, "post.example"), (None, "post.example"), 1),
        ((None, "post.example"), (None, "m.post.example"), 1),
        ((None, "sport.post.example"), (None, "news.post.example"), 2),
        ((None, "tidepost.example"), (None, "post.example"), 2),
        (("The Post", "post.example"), (None, "post.example"), 1),
        (("The Post", "news.post.example"), (None, "post.example"), 1),
        (("The Post", "post.example"), (None, "news.post.example"), 1),
        (("The Post", "news.post.example"), (None, "sport.post.example"), 2),
        (("The Post", "post.example"), ("Sunday Post", "post.example"), 2),
        (("AFP", None), (None, "afp.com"), 1),
    ],
)
def test_a_report_without_a_publisher_is_of_the_outlet_of_its_site(one, other, outlets):
    said = [says("r:1", one[0], host=one[1]), says("r:2", other[0], host=other[1])]
    assert counts(*said) == (2, outlets, outlets, outlets)


def test_a_report_without_a_publisher_from_a_site_of_two_outlets_is_of_neither():
    said = [
        says(f"r:{at}", name, host="post.example") for at, name in enumerate(("The Post", "Sunday Post", None, None))
    ]
    assert counts(*said) == (4, 3, 3, 3)


def test_a_site_is_settled_before_its_subdomains():
    hosts = ("m.post.example", "post.example", "news.post.example")
    said = [says(f"r:{at}", "The Post" if at == 2 else None, host=host) for at, host in enumerate(hosts)]
    assert counts(*said) == (3, 1, 1, 1)


def test_one_report_may_give_several_sources():
    said = [says("r:1", "Herald", LIND, number=1), says("r:1", "Herald", OKAFOR, number=2)]
    assert counts(*said) == (1, 1, 2, 2)


def test_nothing_has_no_origin():
    assert counts() == (0, 0, 0, 0)


def test_what_is_said_of_one_report_must_agree():
    with pytest.raises(ValueError, match="r:1 is"):
        find_origins([says("r:1", "Herald", number=1), says("r:1", "Gazette", number=2)])


def test_a_thousand_identical_reports_have_one_origin():
    said = [says(f"r:{own}", f"Outlet {own}", OFFICIAL, at="2031-03-04") for own in range(1000, 2000)]
    copies = [Copy(report=f"r:{own}", original=f"r:{own - 1}") for own in range(1001, 2000)]
    assert counts(*said, copies=copies) == (1000, 1000, 1, 1)


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_claim_is_given_makes_no_difference(claim, random):
    appearances, copies = claim
    expected = find_origins(appearances, copies)
    again = [*appearances, appearances[0]] if appearances else []
    random.shuffle(again)
    random.shuffle(copies)
    assert find_origins(again, copies) == expected


@given(claims())
def test_each_count_is_explained_and_the_graph_has_no_circle(claim):
    found = find_origins(*claim)
    kinds = [one.count for one in found.collapses]
    assert found.outlets == found.reports - kinds.count("outlets")
    assert found.most == found.stated - kinds.count("origins") == len(found.origins)
    assert found.least <= found.most
    assert (found.least == found.most) == (not found.unsettled)
    assert bool(found.reports) == bool(found.least)
    ids = {node.id for node in found.nodes}
    assert {end for edge in found.edges for end in (edge.start, edge.end)} <= ids
    TopologicalSorter({edge.start: [edge.end] for edge in found.edges}).prepare()
    graph = {}
    for edge in found.edges:
        graph.setdefault(edge.start, []).append(edge.end)
    TopologicalSorter(graph).prepare()
    assert {one.node for one in found.origins} == ids - graph.keys()
    assert {one.into for one in found.collapses} <= ids
    assert {report for one in found.origins for report in one.reports} == {one.report for one in claim[0]}


@given(claims())
def test_a_report_more_never_hides_a_report(claim):
    appearances, copies = claim
    found = find_origins([*appearances, says("r:99", "Radio Tidewater", LIND)], copies)
    assert found.reports == len({one.report for one in appearances}) + 1
    assert "p:lind" in {node.id for node in found.nodes}


def test_the_name_of_another_outlet_at_hand_is_no_short_name_of_this_one():
    tide = SourceStep(source="s1", name="The Tide", kind="organisation", naming="named")
    said = [says("r:1", "The Marram Tide", tide), says("r:2", "The Tide", LIND)]
    assert origins(*said) == ["p:lind"]
    assert origins(said[0]) == ["o:marramtide"]


def test_an_outlet_that_another_report_names_as_the_source_is_followed_too():
    said = [
        says("r:1", "TASS", LIND, at="2031-03-04"),
        says("r:2", "The Marram Gazette", at="2031-03-05"),
        says("r:3", "Coast", GAZETTE, TASS, at="2031-03-06"),
    ]
    assert origins(*said) == ["p:lind"]
    assert ("o:marramgazette", "is named", "r:1") in edges(*said)


def test_a_relay_that_is_named_twice_is_one_step():
    assert edges(says("r:1", "Coast", TASS, TASS)) == [("r:1", "cites", "o:tass")]
    assert edges(says("r:1", "TASS", LIND), says("r:2", "Coast", TASS, TASS))[1] == ("r:2", "follows", "r:1")


@pytest.mark.parametrize(
    "step",
    [
        SourceStep(source="s1", name="our live page", kind="person", naming="described"),
        SourceStep(source="s1", name="An earlier version", kind="document", naming="described"),
        SourceStep(source="s1", name="Tidewater", kind="person", naming="named", entity="p:tidewater"),
    ],
)
def test_a_page_that_cites_itself_says_so_in_its_own_voice(step):
    (found,) = find_origins([says("r:1", "Tidewater Post", step)]).origins
    assert (found.node, found.is_unsourced) == ("o:tidewaterpost", True)


def test_a_person_with_a_fuller_name_is_not_the_outlet_of_that_name():
    owner = SourceStep(source="s1", name="Lind", aliases=("Tove Lind",), kind="person", naming="named", entity="p:lind")
    assert origins(says("r:1", "Lind Gazette", owner)) == ["p:lind"]
