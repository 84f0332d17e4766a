"""What an archive answers about stories: which there are, and what became of the claims of one."""

from dataclasses import replace

import pytest

from tests.support.archives import put_in
from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.records.answers import Filters
from whence.records.claims import ClaimDifference

POST = ledger_of(
    "Ferry leaks fuel\n\n<1 40 tonnes of fuel leaked from the ferry Bergljot>1, [1 Tove Lind]1 {1 said}1.\n"
    "[2 An official]2 {2 said}2 <2 the harbour of Marram is to close in April>2.",
    headline="Ferry leaks fuel",
    publisher="The Tidewater Post",
    published="2031-03-04",
)
GAZETTE = ledger_of(
    "Fuel lost\n\n[1 Tove Lind]1 {1 told}1 the paper <1 that 40 tonnes of fuel had leaked from the ferry Bergljot>1.",
    headline="Fuel lost",
    publisher="The Marram Gazette",
    published="2031-03-05",
)
RADIO = ledger_of(
    "Ferry\n\n[1 Ivo Ness]1 {1 said}1 <1 43 tonnes of fuel leaked from the ferry Bergljot>1.\n"
    "[2 The owner]2 {2 said}2 <2 the harbour of Marram is not to close in April>2.",
    headline="Ferry",
    publisher="Radio Estuary",
    published="2031-03-06",
)
CORRECTION = ledger_of(
    "Correction: the ferry's fuel\n\nOn 5 March we reported, citing [1 Tove Lind]1, {1 that}1 "
    "<1 40 tonnes of fuel had leaked from the ferry Bergljot>1. That was wrong.",
    headline="Correction: the ferry's fuel",
    publisher="The Marram Gazette",
    published="2031-03-07",
)
LEDGERS = [POST, GAZETTE, RADIO, CORRECTION]
LEAKED = [(0, "a1"), (1, "a1"), (3, "a1")]
DISAGREEING = [((0, "a1"), (2, "a1")), ((0, "a2"), (2, "a2"))]


def fill_story(path, ledgers=LEDGERS, same=(LEAKED,), disagreeing=DISAGREEING):
    fill_linked(path, ledgers, same=same, disagreeing=disagreeing).close()
    return Archive(path)


@pytest.fixture
def archive(tmp_path):
    with fill_story(tmp_path / "news") as opened:
        yield opened


def told(milestones):
    return [(one.kind, one.publisher, one.at) for one in milestones]


def test_a_story_is_listed_with_its_reports_outlets_and_days(archive):
    (entry,) = archive.stories()
    assert (entry.headline, entry.reports, entry.outlets) == ("Ferry leaks fuel", 4, 3)
    assert (entry.first, entry.last) == ("2031-03-04", "2031-03-07")
    assert entry.id.startswith("st:")


def test_a_story_is_listed_if_one_of_its_reports_meets_the_filters(archive):
    assert [entry.reports for entry in archive.stories(filters=Filters(publisher="Radio Estuary"))] == [4]
    assert archive.stories(filters=Filters(publisher="The Herald")) == []


def test_a_story_of_one_report_is_listed_only_if_asked_for(tmp_path):
    with fill_story(tmp_path / "news", [POST], same=(), disagreeing=()) as archive:
        assert archive.stories() == []
        assert [entry.reports for entry in archive.stories(min_reports=1)] == [1]


def test_a_report_that_changed_and_is_not_linked_again_does_not_count(tmp_path):
    fill_story(tmp_path / "news").close()
    store = Store(tmp_path / "news")
    changed = replace(RADIO, report=replace(RADIO.report, text=RADIO.report.text.replace("43", "44")))
    put_in(store, [changed], addresses=["example.org/2"])
    store.close()
    with Archive(tmp_path / "news") as archive:
        (entry,) = archive.stories()
        assert (entry.reports, entry.outlets) == (3, 2)
        assert [report.publisher for report in archive.story(entry.id).reports].count("Radio Estuary") == 0


def test_a_story_is_found_by_the_beginning_of_its_id_and_by_that_of_each_of_its_reports(archive):
    (entry,) = archive.stories()
    details = archive.story(entry.id[:9])
    assert details.story.id == entry.id
    for report in details.reports:
        assert archive.story("st:" + report.id.removeprefix("r:")).story.id == entry.id


@pytest.mark.parametrize(
    ("name", "problem"),
    [("harbour", "this is not the id of a story"), ("st:0000000000000000", "there is no such story")],
)
def test_an_id_that_is_no_storys_is_refused(archive, name, problem):
    with pytest.raises(UsageError, match=problem):
        archive.story(name)


def test_reports_come_in_the_order_of_publication_with_what_their_words_are(archive):
    details = archive.story(archive.stories()[0].id)
    assert [report.publisher for report in details.reports] == [
        "The Tidewater Post",
        "The Marram Gazette",
        "Radio Estuary",
        "The Marram Gazette",
    ]
    assert [report.shares.words for report in details.reports] == [27, 18, 26, 27]
    assert details.outlets == 3


def test_a_claim_appears_first_spreads_and_meets_another_number(archive):
    details = archive.story(archive.stories()[0].id)
    leaked = details.claims[0]
    assert leaked.text == "40 tonnes of fuel leaked from the ferry Bergljot"
    assert told(leaked.milestones) == [
        ("first", "The Tidewater Post", "2031-03-04"),
        ("spread", "The Marram Gazette", "2031-03-05"),
        ("another number", "Radio Estuary", "2031-03-06"),
        ("correction", "The Marram Gazette", "2031-03-07"),
    ]
    other = leaked.milestones[2]
    assert other.differences == (ClaimDifference(kind="number", words=("40", "43")),)
    assert leaked.disagreeing == (other.claim,)
    assert details.story.claims == tuple(claim.id for claim in details.claims)


def test_a_claim_that_is_denied_says_so_at_the_claim_that_came_first(archive):
    closes, denial = (
        claim for claim in archive.story(archive.stories()[0].id).claims if "harbour of Marram" in claim.text
    )
    assert told(closes.milestones)[1:] == [("denied", "Radio Estuary", "2031-03-06")]
    assert told(denial.milestones) == [("first", "Radio Estuary", "2031-03-06")]
    assert denial.disagreeing == (closes.id,)


def test_a_correction_names_the_report_that_it_corrects_and_does_not_count_as_making_the_claim(archive):
    details = archive.story(archive.stories()[0].id)
    (correction,) = details.corrections
    assert correction.text == "Correction: the ferry's fuel"
    assert correction.corrects == details.reports[1].id
    assert (details.claims[0].reports, details.claims[0].outlets) == (2, 2)


def test_of_two_reports_of_one_day_either_may_be_the_first(tmp_path):
    gazette = replace(GAZETTE, report=replace(GAZETTE.report, published="2031-03-04"))
    with fill_story(tmp_path / "news", [POST, gazette], same=[LEAKED[:2]], disagreeing=()) as archive:
        kinds = [one.kind for one in archive.story(archive.stories()[0].id).claims[0].milestones]
    assert kinds == ["first", "first"]


def test_a_report_that_cites_the_other_outlet_was_not_the_first(tmp_path):
    gazette = ledger_of(
        "Fuel lost\n\n[1 The Tidewater Post]1 {1 said}1 <1 40 tonnes of fuel had leaked from the ferry Bergljot>1.",
        publisher="The Marram Gazette",
        published="2031-03-04",
    )
    with fill_story(tmp_path / "news", [POST, gazette], same=[LEAKED[:2]], disagreeing=()) as archive:
        milestones = archive.story(archive.stories()[0].id).claims[0].milestones
    assert told(milestones) == [
        ("first", "The Tidewater Post", "2031-03-04"),
        ("spread", "The Marram Gazette", "2031-03-04"),
    ]


def earlier_version(before):
    """Make an earlier version of the Post's report, with other words for the leak."""
    text = POST.report.text.replace("40 tonnes of fuel leaked", before)
    return replace(POST, report=replace(POST.report, text=text), attributions=(), sources=())


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("45 tonnes of fuel leaked", ("45", "40")),
        ("40 tonnes of marine fuel leaked", ("marine", "")),
        ("40 tonnes of fuel, leaked", None),
    ],
)
def test_words_of_a_claim_that_a_later_version_alters_are_a_milestone(tmp_path, before, words):
    path = tmp_path / "news"
    store = Store(path, create=True)
    put_in(store, [earlier_version(before)], addresses=["example.org/0"])
    store.close()
    with fill_story(path, [POST, GAZETTE], same=(), disagreeing=()) as archive:
        milestones = archive.story(archive.stories(min_reports=1)[0].id).claims[0].milestones
    assert [one.words for one in milestones if one.kind == "altered"] == ([words] if words else [])


def test_a_correction_finds_the_claim_of_its_outlet_in_somewhat_other_words(tmp_path):
    first = ledger_of(
        "Fuel lost\n\n<1 Some 400 tonnes of diesel were lost in Sunday night's leak>1, [1 Tove Lind]1 {1 said}1.",
        headline="Fuel lost",
        publisher="The Marram Gazette",
        published="2031-03-04",
    )
    correction = ledger_of(
        "Correction: the fuel\n\n[1 Our page]1 {1 said}1 "
        "<1 that some 400 tonnes of diesel had been lost at the terminal>1. That was wrong.",
        headline="Correction: the fuel",
        publisher="The Marram Gazette",
        published="2031-03-06",
    )
    with fill_story(tmp_path / "news", [first, correction], same=(), disagreeing=()) as archive:
        (claim,) = archive.story(archive.stories()[0].id).claims
    assert told(claim.milestones) == [
        ("first", "The Marram Gazette", "2031-03-04"),
        ("correction", "The Marram Gazette", "2031-03-06"),
    ]


def test_altered_words_that_stand_twice_or_outside_of_claims_are_no_milestone(tmp_path):
    twice = replace(
        POST,
        report=replace(POST.report, text=POST.report.text + "\nAgain it was late at night in the harbour."),
    )
    earlier = replace(
        twice,
        report=replace(twice.report, text=twice.report.text.replace("late", "early")),
        attributions=(),
        sources=(),
    )
    store = Store(tmp_path / "news", create=True)
    put_in(store, [earlier], addresses=["example.org/0"])
    store.close()
    with fill_story(tmp_path / "news", [twice], same=(), disagreeing=()) as archive:
        claims = archive.story(archive.stories(min_reports=1)[0].id).claims
    assert [one.kind for claim in claims for one in claim.milestones] == ["first", "first"]


def test_a_notice_with_the_headline_of_a_report_takes_back_all_that_it_says(tmp_path):
    kill = ledger_of(
        "KILL: Ferry leaks fuel\n\nEditors: please kill this story.",
        headline="KILL: Ferry leaks fuel",
        publisher="The Tidewater Post",
        published="2031-03-07",
    )
    with fill_story(tmp_path / "news", [POST, GAZETTE, kill], same=[[(0, "a1"), (1, "a1")]], disagreeing=()) as archive:
        (story,) = archive.stories()
        claims = archive.story(story.id).claims
    assert [[one.kind for one in claim.milestones if one.kind == "retraction"] for claim in claims] == [
        ["retraction"],
        ["retraction"],
    ]
