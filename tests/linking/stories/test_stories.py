"""Stories: the same reports together, in whatever order they came."""

from dataclasses import replace
from itertools import chain, combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.clusters import ScoredPair
from whence.linking.stories.stories import find_stories, group_reports, levels_above
from whence.linking.stories.story_keys import StoryKeys, story_keys
from whence.linking.stories.story_pairs import find_candidates, shared_rarity
from whence.linking.stories.story_parts import find_parts
from whence.linking.stories.story_scores import (
    DATED,
    UNDATED,
    dated_features,
    read_weights,
    score_each,
    score_others,
    score_reports,
    undated_features,
)
from whence.linking.stories.weighed_reports import weigh
from whence.records.ledger import Event, Ledger, Party, Source, Time
from whence.records.report import Report, Span

HARBOUR = """Quillhaven closes harbour after ferry strikes pier

QUILLHAVEN - The harbour of Quillhaven was closed on Monday after the ferry Saltmarsh struck the northern pier, harbour
master Ines Okafor said. Nobody was hurt. Divers are to inspect the pier on Wednesday."""
AGAIN = """Ferry hits pier in Quillhaven, harbour shut

The ferry Saltmarsh rammed Quillhaven's northern pier on Monday. Ines Okafor, the harbour master, closed the harbour at
once and said that divers would look at the damage. No passenger was hurt."""
ELSEWHERE = """Marramsund reopens fish market

The fish market of Marramsund opened again on Monday after two years of building, mayor Tove Lindqvist said. The new
hall cost four million crowns."""


def keys_of(text, published="2031-03-04", **more):
    report = Report(text=text, headline=text.splitlines()[0], published=published, **more)
    return story_keys(Ledger(report=report, sources=(), attributions=(), model="by-hand"))


def test_two_outlets_on_one_happening_are_one_story_and_a_third_report_is_another():
    first, again, elsewhere = keys_of(HARBOUR), keys_of(AGAIN, "2031-03-05"), keys_of(ELSEWHERE)
    together = tuple(sorted((first.id, again.id)))
    assert set(find_stories([first, elsewhere, again])) == {together, (elsewhere.id,)}


def test_the_same_happening_is_told_without_dates():
    first, again, elsewhere = (keys_of(text, None) for text in (HARBOUR, AGAIN, ELSEWHERE))
    assert set(find_stories([first, again, elsewhere])) == {tuple(sorted((first.id, again.id))), (elsewhere.id,)}


def test_no_report_is_no_story_and_a_report_of_a_word_is_a_story_of_one():
    assert find_stories([]) == ()
    word, nothing = keys_of("Tide"), keys_of("…")
    assert nothing.terms == ()
    assert set(find_stories([word, nothing])) == {(word.id,), (nothing.id,)}


def test_a_thousand_copies_are_one_story():
    copies = [replace(keys_of(HARBOUR), id=f"r:{number:04}") for number in range(200)]
    assert len(find_stories(copies)) == 1


def test_names_of_the_ledger_are_names_of_the_report():
    text = "THE TIDE TURNS\n\ndivers saw ines okafor at marramsund."
    report = Report(text=text, headline="THE TIDE TURNS")
    source = Source(id="s1", name="Ines Okafor", naming="named", mentions=(Span(28, 39),))
    party = Party(spans=(Span(43, 53),), source=None, name="Marramsund", country=None, sector=None)
    event = Event(
        id="e1", type="CONSULT", mode=None, spans=(Span(23, 26),), actor=party, recipient=None, place=None, time=None,
        told_as="past", attribution=None, certainty=3.0, confidence=0.9,
    )  # fmt: skip
    ledger = Ledger(report=report, sources=(source,), attributions=(), events=(event,), model="by-hand")
    assert {"okafor", "marramsund"} <= story_keys(ledger).names
    assert not story_keys(replace(ledger, sources=(), events=())).names


def test_the_days_that_a_report_tells_of_are_days_of_its_ledger_and_not_its_own():
    report = Report(text="It came on Monday, in March.", published="2031-03-05T23:59:00+02:00")
    times = [("2031-03-03", "2031-03-03", "day"), ("2031-03-05", "2031-03-05", "day"), ("2031-03-01", None, "month")]
    told = tuple(Time(spans=(Span(0, 2),), start=start, end=end, precision=unit) for start, end, unit in times)
    keys = story_keys(Ledger(report=report, sources=(), attributions=(), times=told, model="by-hand"))
    assert keys.day - min(keys.days) == 2
    assert len(keys.days) == 1


@pytest.mark.parametrize("published", [None, "2031", "2031-03", "soon", "2031-02-30"])
def test_a_report_that_is_not_dated_to_the_day_has_no_day(published):
    assert keys_of(HARBOUR, published).day is None


def test_the_short_name_of_an_outlet_is_no_key_of_its_reports():
    text = "Pier closed - KQLV News\n\nThe pier is closed, KQLV has learned."
    assert "kqlv" in keys_of(text).terms
    assert "kqlv" not in keys_of(text, url="https://www.kqlv.example/pier").terms


def test_an_hour_over_midnight_is_a_day_either_way():
    late, early = keys_of(HARBOUR, "2031-03-04T23:30:00Z"), keys_of(AGAIN, "2031-03-05T00:30:00Z")
    assert dated_features(late, early) == dated_features(early, late)
    assert dict(zip(DATED, dated_features(late, early), strict=True))["within a day"] == 1.0


def test_two_keys_bring_reports_together_within_a_month_and_three_rare_ones_at_any_time():
    first = by_hand("r:1", 740_000, "okafor", "quillhaven", "marramsund", "saltmarsh")
    assert shared_rarity(first, by_hand("r:2", 740_030, "okafor", "quillhaven"))
    assert not shared_rarity(first, by_hand("r:2", 740_031, "okafor", "quillhaven"))
    assert shared_rarity(first, by_hand("r:2", 750_000, "okafor", "quillhaven", "marramsund"))
    assert shared_rarity(first, by_hand("r:2", None, "okafor", "quillhaven", "marramsund"))
    assert not shared_rarity(first, by_hand("r:2", None, "okafor", "quillhaven"))


def test_the_weights_name_every_feature():
    first, again = keys_of(HARBOUR), keys_of(AGAIN)
    assert len(read_weights().undated) == len(UNDATED) == len(undated_features(first, again))
    assert len(read_weights().dated) == len(DATED) == len(dated_features(first, again))


def test_features_of_days_are_refused_without_days():
    with pytest.raises(ValueError, match="has no day"):
        dated_features(keys_of(HARBOUR, None), keys_of(AGAIN))


def by_hand(own, day, *terms, told=()):
    return StoryKeys(
        id=own, day=day, terms=terms, weights=bytes([90] * len(terms)), names=frozenset(terms[:2]),
        headline=frozenset(terms[:1]), lead=frozenset(terms), days=frozenset(told), event_days=frozenset(told),
    )  # fmt: skip


TERMS = ("okafor", "quillhaven", "saltmarsh", "lindqvist", "marramsund", "harbour", "ferri", "council", "said", "the")


@st.composite
def archives(draw):
    days = st.one_of(st.none(), st.integers(740_000, 740_080))
    terms = st.lists(st.sampled_from(TERMS), min_size=1, max_size=8, unique=True)
    count = draw(st.integers(1, 9))
    return [by_hand(f"r:{number}", draw(days), *draw(terms)) for number in range(count)]


def plainly(reports, most):
    """Find candidates as their definition says: all pairs are looked at."""
    return {
        one.id: tuple(
            sorted(
                (-rarity, other.id) for other in reports if other is not one and (rarity := shared_rarity(one, other))
            )[:most]
        )
        for one in reports
    }


@given(archives(), st.randoms(), st.sampled_from([1, 2, 3, 50]))
def test_the_candidates_of_reports_are_those_of_the_definition_in_any_order(reports, random, most):
    expected = plainly(reports, most)
    random.shuffle(reports)
    assert find_candidates(reports, most) == expected


def test_what_few_others_share_brings_reports_together_and_what_most_share_does_not():
    keys = keys_of(HARBOUR).keys
    assert {"quillhaven", "okafor", "saltmarsh", "pier"} <= set(keys)
    assert not {"the", "said", "monday", "was"}.intersection(keys)


@st.composite
def scored(draw):
    pairs = draw(st.sets(st.sampled_from(list(combinations("abcdefghijkl", 2))), max_size=30))
    scores = st.sampled_from([100_000, 400_000, 600_000, 800_000, 900_000, 990_000])
    return [ScoredPair(*pair, draw(scores)) for pair in sorted(pairs)]


def reached(own, pairs, level):
    """Collect what pairs of at least a level lead to."""
    found = {own}
    while new := {one for pair in pairs if pair.score >= level and found & {*pair[:2]} for one in pair[:2]} - found:
        found |= new
    return tuple(sorted(found))


@given(scored(), st.integers(1, 8), st.sets(st.sampled_from("abcdefghijkl")))
def test_a_part_is_what_the_lowest_level_connects_that_keeps_it_small(pairs, most, start):
    def linked(reports, level):
        return [own for pair in pairs if pair.score >= level and reports & {*pair[:2]} for own in pair[:2]]

    levels = levels_above(300_000)
    parts = list(find_parts(start, linked, levels, most))
    assert start <= set(chain.from_iterable(parts))
    for part in parts:
        for own in part:
            reaches = [reached(own, pairs, level) for level in levels]
            assert part == next((found for found in reaches if len(found) <= most), reaches[-1])


@given(scored(), st.integers(1, 8), st.randoms())
def test_a_part_can_be_grouped_by_itself(pairs, most, random):
    together = group_reports("abcdefghijkl", pairs, 300_000, most)
    parts = {reached(own, pairs, 300_000) for own in "abcdefghijkl"}
    apart = []
    for part in sorted(parts):
        inside = [pair for pair in pairs if pair.first in part and pair.second in part]
        random.shuffle(inside)
        apart += group_reports(part, inside, 300_000, most)
    assert tuple(sorted(apart)) == together


def test_a_chain_of_likely_pairs_that_grows_long_is_cut_at_the_less_likely_ones():
    ids = [f"{number:03}" for number in range(6)]
    pairs = [ScoredPair(one, other, 400_000 if other == "003" else 600_000) for one, other in pairwise(ids)]
    pairs += [ScoredPair("001", "003", 390_000)]
    assert group_reports(ids, pairs, 300_000, most=6) == (("000", "001", "002"), ("003", "004", "005"))
    assert group_reports(ids, pairs, 300_000, most=3) == (("000", "001", "002"), ("003", "004", "005"))
    assert group_reports(ids, pairs, 300_000, most=2) == tuple((own,) for own in ids)


@given(archives())
def test_a_score_is_the_same_either_way(reports):
    for one, other in pairwise(reports):
        assert score_reports(one, other) == score_reports(other, one)
        assert 0 <= score_reports(one, other) <= 1_000_000


@given(archives())
def test_many_reports_are_scored_at_once_as_they_are_one_by_one(reports):
    first, *others = map(weigh, reports)
    assert score_others(first, others) == [score_reports(reports[0], other) for other in reports[1:]]
    assert score_others(first, []) == []


@given(archives(), st.sampled_from([1, 1_000, 50_000, 500_000, 900_000]))
def test_scores_that_are_high_enough_are_those_that_are_computed_without_a_bound(reports, least):
    weighed = list(map(weigh, reports))
    compared = [(one, weighed[at:]) for at, one in enumerate(weighed)]
    whole = [[score if score >= least else 0 for score in score_others(*one)] for one in compared]
    assert score_each(compared, least=least) == whole


def test_a_story_can_be_larger_than_the_number_of_reports_that_one_is_compared_with():
    words = [f"saltmarsh{number}" for number in range(60)]
    draw = Random(7)  # noqa: S311 -- the same words each time
    reports = [by_hand(f"r:{number:03}", 740_000 + number % 5, *draw.sample(words, 30)) for number in range(150)]
    assert len(find_stories(reports)) == 1
