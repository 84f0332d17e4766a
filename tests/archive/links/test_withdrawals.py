"""A report that its outlet withdrew is marked wherever it is shown."""

import pytest

from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.showing.terminal.claims import render_claim, render_claims
from whence.showing.terminal.comparison import render_comparison
from whence.showing.terminal.stories import render_story

POST = ledger_of(
    "Ferry leaks\n\n[1 Tove Lind]1 {1 said}1 <1 40 tonnes of fuel leaked from the ferry Bergljot>1.",
    headline="Ferry leaks",
    publisher="The Tidewater Post",
    published="2031-03-04",
)
GAZETTE = ledger_of(
    "Fuel lost\n\n[1 Ivo Ness]1 {1 said}1 <1 40 tonnes of fuel had leaked from the ferry Bergljot>1.",
    headline="Fuel lost",
    publisher="The Marram Gazette",
    published="2031-03-05",
)
KILL = ledger_of(
    "KILL: Fuel lost\n\nPlease kill the report on the ferry, {1 the editor said}1.",
    headline="KILL: Fuel lost",
    publisher="The Marram Gazette",
    published="2031-03-06",
)
CORRECTION = ledger_of(
    "Correction: fuel lost\n\nWe wrongly reported that the ferry was killed. {1 It was said}1.",
    headline="Correction: fuel lost",
    publisher="The Marram Gazette",
    published="2031-03-06",
)


def open_with(path, *ledgers):
    fill_linked(path, [POST, GAZETTE, *ledgers], same=[[(0, "a1"), (1, "a1")]]).close()
    return Archive(path)


@pytest.fixture
def archive(tmp_path):
    with open_with(tmp_path / "news", KILL) as opened:
        yield opened


def ids(archive):
    return {report.publisher + (report.headline or ""): report.id for report in archive.reports()}


def test_a_claim_of_a_withdrawn_report_says_so_in_lists_and_beside_the_report(archive):
    (entry,) = archive.claims()
    assert (entry.reports, entry.withdrawn) == (2, 1)
    assert " · 1 report withdrawn" in render_claims([entry], width=200, color=False)
    details = archive.claim(entry.claim.id)
    names = ids(archive)
    kill, gazette = names["The Marram GazetteKILL: Fuel lost"], names["The Marram GazetteFuel lost"]
    assert {node.id: node.withdrawn_by for node in details.origins.nodes if node.withdrawn_by} == {gazette: kill}
    shown = render_claim(details, width=200, color=False).splitlines()
    assert [line.strip() for line in shown if "withdrawn" in line] == [
        "2 reports, 2 outlets, at least 1 origin and at most 2 · 1 report withdrawn",
        f"└─ The Marram Gazette · 2031-03-05, withdrawn · {gazette[:10]}",
        f"The Marram Gazette · 2031-03-05 · {gazette[:10]} · withdrawn",
    ]


def test_a_withdrawn_report_is_marked_in_its_story_and_in_a_comparison(archive):
    details = archive.story(archive.stories()[0].id)
    names = ids(archive)
    kill, gazette = names["The Marram GazetteKILL: Fuel lost"], names["The Marram GazetteFuel lost"]
    assert {one.id: one.withdrawn_by for one in details.reports if one.withdrawn_by} == {gazette: kill}
    assert render_story(details, width=200, color=False).count("withdrawn") == 1
    compared = archive.compare([names["The Tidewater PostFerry leaks"], gazette])
    assert [one.withdrawn_by for one in compared.reports] == [None, kill]
    assert render_comparison(compared, width=200, color=False).count("withdrawn") == 1


@pytest.mark.parametrize("ledgers", [(), (CORRECTION,)])
def test_what_is_only_corrected_or_not_at_all_is_not_withdrawn(tmp_path, ledgers):
    with open_with(tmp_path / "news", *ledgers) as archive:
        (entry,) = archive.claims()
        assert entry.withdrawn == 0
        assert "withdrawn" not in render_claims([entry], width=200, color=False)
        assert all(one.withdrawn_by is None for one in archive.story(archive.stories()[0].id).reports)


REPEATING = ledger_of(
    "Correction: the ferry's fuel\n\nOn 5 March we reported, citing [1 Ivo Ness]1, {1 that}1 "
    "<1 40 tonnes of fuel had leaked from the ferry Bergljot>1. That was wrong.",
    headline="Correction: the ferry's fuel",
    publisher="The Marram Gazette",
    published="2031-03-07",
)
OTHER = ledger_of(
    "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 43 tonnes of fuel leaked from the ferry Bergljot>1.",
    headline="Ferry",
    publisher="Radio Estuary",
    published="2031-03-08",
)


def test_what_a_correction_repeats_does_not_count_as_making_the_claim_in_any_answer(tmp_path):
    fill_linked(tmp_path / "news", [POST, GAZETTE, REPEATING], same=[[(0, "a1"), (1, "a1"), (2, "a1")]]).close()
    with Archive(tmp_path / "news") as archive:
        (entry,) = archive.claims()
        assert entry.reports == archive.claim(entry.claim.id).origins.reports == 2
        assert archive.story(archive.stories()[0].id).claims[0].reports == 2
        compared = archive.compare([report.id for report in archive.reports()])
        assert [len(claim.wordings) for claim in compared.claims] == [2]
        assert archive.claims(min_reports=3) == []


def test_a_claim_that_only_a_correction_repeats_is_not_listed_and_disputes_nothing(tmp_path):
    fill_linked(tmp_path / "news", [OTHER, REPEATING], disagreeing=[((0, "a1"), (1, "a1"))]).close()
    with Archive(tmp_path / "news") as archive:
        (entry,) = archive.claims(min_reports=1)
        assert entry.claim.text.startswith("43 tonnes")
        assert entry.claim.disagreeing == ()
        assert archive.claim(entry.claim.id).counterclaims == ()
        assert [claim.id for claim in archive.story(archive.stories()[0].id).claims] == [entry.claim.id]


def test_claims_are_listed_by_the_reports_that_make_them(tmp_path):
    quiet = [ledger_of(f"Ferry\n\n[1 Tove Lind]1 {{1 said}}1 <1 the ferry sails at {at}>1.", publisher=f"Coast {at}",
                       published=f"2031-03-0{at}") for at in (1, 2)]  # fmt: skip
    same = [[(0, "a1"), (1, "a1"), (2, "a1")], [(3, "a1"), (4, "a1")]]
    fill_linked(tmp_path / "news", [POST, GAZETTE, REPEATING, *quiet], same=same).close()
    with Archive(tmp_path / "news") as archive:
        assert [(entry.reports, entry.first) for entry in archive.claims()] == [(2, "2031-03-01"), (2, "2031-03-04")]
