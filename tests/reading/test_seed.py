"""A report that is a chain of hearsay, by offsets: who is behind each of its claims, and through whom."""

from pathlib import Path

import pytest

from whence.records.chain import chain_of
from whence.records.report import Report, Span
from whence.showing.questions import MOST_AT_TOP, list_questions

SEED = Path(__file__).resolve().parents[3] / "shared/seed.txt"
HEADLINE_END = 92
TREATY, MINISTER, ANALYST = Span(1241, 1266), Span(119, 132), Span(1752, 1768)
CHANNELS, SECTOR, TRANSCRIPT = 525, 2548, 2236

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the report stands beside the repository, where there is one")


@pytest.fixture(scope="module")
def ledger(reader):
    return reader.read(Report(text=SEED.read_text(encoding="utf-8")))


def attribution(ledger, cue_start):
    """Find the attribution whose cue holds an offset."""
    (found,) = [one for one in ledger.attributions if any(span.start <= cue_start < span.end for span in one.cue_spans)]
    return found


def source(ledger, cue_start):
    by_id = {one.id: one for one in ledger.sources}
    return by_id[attribution(ledger, cue_start).source]


def chain(ledger, cue_start):
    """List the steps of an attribution's chain by their kinds, and by the first mention of each source."""
    by_id = {one.id: one for one in ledger.sources}
    steps = chain_of(attribution(ledger, cue_start), by_id)
    return [(step.kind, by_id[step.source].mentions[0].start if step.source else step.name) for step in steps]


@pytest.mark.parametrize(("cue_start", "contents"), [(336, (347, 423)), (425, (433, 488))])
def test_the_minister_speaks_within_the_statement_that_the_agency_carried(ledger, cue_start, contents):
    one = attribution(ledger, cue_start)
    assert attribution(ledger, 287).id == one.within
    assert MINISTER in source(ledger, cue_start).mentions
    assert one.content_spans == (Span(*contents),)
    names = [(kind, place) for kind, place in chain(ledger, cue_start)]
    assert names == [("page", "page"), ("relay", 323), ("channel", "statement"), ("source", 119)]


def test_the_three_gravest_questions_are_about_the_channels_the_sector_and_the_transcript(ledger):
    gravest = list_questions(ledger)[:MOST_AT_TOP]
    assert [min(question.spans).start for question in gravest] == [CHANNELS, SECTOR, TRANSCRIPT]


def test_the_analyst_speaks_within_the_transcript(ledger):
    one = attribution(ledger, 2217)
    assert one.within == attribution(ledger, 2223).id
    assert ANALYST in source(ledger, 2217).mentions
    assert one.content_spans == (Span(2168, 2213), Span(2276, 2402))
    assert chain(ledger, 2217)[1:] == [("relay", 2236), ("source", 1752)]


def test_a_country_claims_within_the_analysts_dismissal(ledger):
    one = attribution(ledger, 2431)
    assert one.within == attribution(ledger, 2406).id
    assert source(ledger, 2431).country == "UKR"
    assert Span(64, 71) in source(ledger, 2431).mentions
    assert attribution(ledger, 2406).certainty.polarity == "against"
    assert one.relays == ()


def test_the_document_is_the_treaty_named_before(ledger):
    found = source(ledger, 1424)
    assert (found.kind, found.naming) == ("document", "named")
    assert found.mentions[0] == TREATY


def test_exclusive_channels_are_a_source_whose_name_is_withheld(ledger):
    found = source(ledger, 508)
    assert found.naming == "withheld"
    assert found.mentions[0].start == 525


def test_what_was_speculated_is_nobodys_and_left_open(ledger):
    one = attribution(ledger, 1688)
    assert one.source is None
    assert one.certainty.level == "uncommitted"


def test_the_headline_attributes_nothing(ledger):
    spans = [span for one in ledger.attributions for span in (*one.cue_spans, *one.content_spans)]
    assert min(span.start for span in spans) > HEADLINE_END


@pytest.mark.parametrize("cue_start", [1572, 287, 737])
def test_the_statement_and_the_remarks_are_the_ministers(ledger, cue_start):
    found = source(ledger, cue_start)
    minister = next(one for one in ledger.sources if MINISTER in one.mentions)
    assert (found.kind, found.affiliation) == ("document", minister.id)
