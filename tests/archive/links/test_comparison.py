"""Reports compared: what they share, where they disagree, what only one of them has."""

from dataclasses import replace

import pytest

from tests.support.archives import put_in
from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.records.claims import ClaimDifference

PASSAGE = (
    "The harbour of Marram was closed at noon after forty tonnes of diesel had leaked from a line at the northern"
    " terminal and spread along the mole."
)
POST = ledger_of(
    f"{PASSAGE}\n\n<1 40 tonnes of fuel leaked from the ferry Bergljot>1, [1 Tove Lind]1 {{1 said}}1.\n"
    "“<2 We will close the northern harbour before the summer comes>2,” [2 Ines Okafor]2 {2 said}2.",
    publisher="The Tidewater Post",
    published="2031-03-02",
    quotations={2: "direct"},
)
GAZETTE = ledger_of(
    f"{PASSAGE}\n\n“<1 We will close the northern harbour before the autumn comes>1,” [1 Ines Okafor]1 {{1 said}}1.",
    publisher="The Marram Gazette",
    published="2031-03-06",
    quotations={1: "direct"},
)
RADIO = ledger_of(
    "[1 Ivo Ness]1 {1 said}1 <1 43 tonnes of fuel leaked from the ferry Bergljot>1.",
    publisher="Radio Estuary",
    published="2031-03-09",
)
LEDGERS = [POST, GAZETTE, RADIO]


@pytest.fixture
def archive(tmp_path):
    same, disagreeing = [[(0, "a2"), (1, "a1")]], [((0, "a1"), (2, "a1"))]
    fill_linked(tmp_path / "news", LEDGERS, same=same, disagreeing=disagreeing).close()
    with Archive(tmp_path / "news") as opened:
        yield opened


def ids(archive, *publishers):
    by_publisher = {held.publisher: held.id for held in archive.reports()}
    return [by_publisher[name] for name in publishers]


@pytest.fixture
def compared(archive):
    return archive.compare(ids(archive, "Radio Estuary", "The Marram Gazette", "The Tidewater Post"))


def test_reports_come_in_the_order_of_publication_whatever_the_order_they_are_named_in(compared):
    assert [one.publisher for one in compared.reports] == ["The Tidewater Post", "The Marram Gazette", "Radio Estuary"]


def test_a_passage_names_who_had_it_first_and_counts_as_copied_in_the_other(compared):
    (one,) = compared.passages
    post, gazette, radio = compared.reports
    assert (one.passage.first, one.passage.same_words) == (post.id, 27)
    assert one.text == PASSAGE.rstrip(".")
    assert (post.shares.copied, gazette.shares.copied, radio.shares.copied) == (0, 27, 0)
    assert gazette.shares.quoted == 10


def test_a_quotation_that_drifted_shows_what_differs_word_by_word(compared):
    (one,) = compared.quotations
    assert [(change.kind, change.words) for change in one.link.changes] == [("replaced", ("summer", "autumn"))]
    assert one.link.first.startswith(compared.reports[0].id)
    assert one.texts == (
        "We will close the northern harbour before the summer comes",
        "We will close the northern harbour before the autumn comes",
    )


def test_a_claim_in_common_has_the_words_and_the_source_of_each(compared):
    (one,) = compared.claims
    assert [wording.appearances[0].publisher for wording in one.wordings] == [
        "The Tidewater Post",
        "The Marram Gazette",
    ]
    assert [wording.appearances[0].steps[-1].name for wording in one.wordings] == ["Ines Okafor", "Ines Okafor"]


def test_a_disagreement_says_what_differs_and_who_stands_behind_each_side(compared):
    (one,) = compared.disagreements
    assert one.differences == (ClaimDifference(kind="number", words=("40", "43")),)
    assert [[wording.appearances[0].steps[-1].name for wording in side] for side in one.sides] == [
        ["Tove Lind"],
        ["Ivo Ness"],
    ]


def test_what_only_one_report_has_is_listed_with_it(compared):
    assert [[wording.text for wording in one.only] for one in compared.reports] == [
        ["40 tonnes of fuel leaked from the ferry Bergljot"],
        [],
        ["43 tonnes of fuel leaked from the ferry Bergljot"],
    ]


def test_two_reports_that_share_nothing_have_only_their_own(archive):
    found = archive.compare(ids(archive, "Radio Estuary", "The Marram Gazette"))
    assert (found.passages, found.quotations, found.claims, found.disagreements) == ((), (), (), ())
    assert [len(one.only) for one in found.reports] == [1, 1]


def test_the_same_report_twice_is_one_report(archive):
    (name,) = ids(archive, "Radio Estuary")
    with pytest.raises(UsageError, match="this is one report"):
        archive.compare([name, name[:8]])


def test_a_report_that_changed_is_compared_when_it_is_linked_again(archive):
    names = ids(archive, "Radio Estuary", "The Marram Gazette")
    store = Store(archive.path)
    changed = replace(RADIO, report=replace(RADIO.report, text=RADIO.report.text.replace("43", "44")))
    put_in(store, [changed], addresses=["example.org/2"])
    store.close()
    with pytest.raises(UsageError, match="the report is not linked yet"):
        archive.compare(names)
    archive.link()
    assert archive.compare(names).reports[1].only[0].text.startswith("44 tonnes")


WIRE = ledger_of(
    f"{PASSAGE}\n\n<1 40 tonnes of fuel leaked from the ferry Bergljot>1, [1 Tove Lind]1 {{1 said}}1.",
    publisher="Meridian Press Agency",
    published="2031-03-02",
)
CITING = ledger_of(
    f"{PASSAGE}\n\n<1 The crane fell into the northern harbour>1, [1 the Meridian Press Agency]1 {{1 said}}1.",
    publisher="The Marram Gazette",
    published="2031-03-02",
)


CITING = replace(CITING, sources=(replace(CITING.sources[0], naming="named", kind="organisation"),))


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_day_the_report_that_cites_the_other_s_outlet_copied_in_every_answer(tmp_path, turned):
    ledgers = [CITING, WIRE] if turned else [WIRE, CITING]
    fill_linked(tmp_path / "news", ledgers).close()
    with Archive(tmp_path / "news") as archive:
        wire, citing = ids(archive, "Meridian Press Agency", "The Marram Gazette")
        found = archive.compare([citing, wire])
        assert {(one.passage.first, one.passage.first_by) for one in found.passages} == {(wire, "credit")}
        assert {one.id: one.shares.copied > 0 for one in found.reports} == {wire: False, citing: True}
        details = archive.story(archive.stories()[0].id)
        assert [(one.report, one.first_by) for report in details.reports for one in report.taken] == [(wire, "credit")]


def test_of_two_reports_of_one_day_that_cite_neither_or_each_other_nobody_knows_who_copied(tmp_path):
    gazette = replace(GAZETTE, report=replace(GAZETTE.report, published="2031-03-02"))
    fill_linked(tmp_path / "news", [POST, gazette]).close()
    with Archive(tmp_path / "news") as archive:
        found = archive.compare(ids(archive, "The Tidewater Post", "The Marram Gazette"))
        assert {one.passage.first for one in found.passages} == {None}
