"""A report is compared by its terms as numbers: in memory, and as an archive stores it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_scores import score_reports, undated_features
from whence.linking.stories.weighed_reports import (
    NUMBER_AT,
    Head,
    heads_of,
    keys_of,
    rarities_of,
    weigh,
    weighed_from_bytes,
    weighed_to_bytes,
    weights_of,
)

ONE_NUMBER = ("gale12047349", "gale15286150")
"""Two terms that have the same number."""
SAME_LAST_BITS = ("gale1618", "gale2403")
"""Two terms whose numbers end in the same 16 bits."""


def keys(*terms, weights=None, day=740_000, **more):
    return StoryKeys(
        **{
            "id": "r:1", "day": day, "terms": terms, "weights": bytes(weights or [90] * len(terms)),
            "names": frozenset(), "headline": frozenset(), "lead": frozenset(), "days": frozenset(),
            "event_days": frozenset(),
        }
        | more
    )  # fmt: skip


def test_a_term_is_one_number_with_its_weights():
    report = weigh(keys("okafor", "harbour", "the", weights=[255, 90, 3]))
    assert weights_of(report.terms).tolist() == [255, 90, 3]
    assert rarities_of(report.terms).tolist() == [85, 64, 0]
    assert (report.terms >> NUMBER_AT).tolist() == [13_704_412_023_055, 342_709_089_842, 6_518_329_493_769]


def test_the_keys_that_bring_a_report_together_with_others_are_its_rare_ones():
    report = weigh(keys("okafor", "harbour", "the"))
    assert keys_of(report).tolist() == report.terms.tolist()[:2]


def test_what_is_told_of_a_report_as_a_whole():
    report = weigh(
        keys(
            "okafor", "harbour", "the", weights=[30, 20, 10], names=frozenset({"okafor"}),
            headline=frozenset({"okafor", "harbour"}), lead=frozenset({"harbour", "the"}), days=frozenset({740_001}),
        )
    )  # fmt: skip
    ((*told,),) = heads_of([report]).T.tolist()
    assert dict(zip(Head, told, strict=True)) == {
        Head.DAY: 740_000, Head.TERMS: 3, Head.DAYS: 1, Head.EVENT_DAYS: 0,
        Head.SQUARED_TERMS: 1400, Head.SQUARED_KEYS: 1400, Head.SQUARED_LEAD: 4096,
        Head.KEYS: 60, Head.HEADLINE: 149, Head.NAMES: 30,
    }  # fmt: skip


@given(
    st.lists(st.text(min_size=1), max_size=130, unique=True),
    st.none() | st.integers(1, 3_652_059),
    st.frozensets(st.integers(1, 3_652_059), max_size=4),
    st.frozensets(st.integers(1, 3_652_059), max_size=4),
)
def test_what_is_stored_of_a_report_is_what_it_is_compared_by(terms, day, days, event_days):
    report = weigh(keys(*terms, day=day, days=days, event_days=event_days, lead=frozenset(terms[::2])))
    stored = weighed_to_bytes(report)
    assert len(stored) == 40 + 8 * len(terms) + 4 * (len(days) + len(event_days))
    again = weighed_from_bytes("r:1", stored)
    assert again.terms.tolist() == report.terms.tolist()
    assert again._replace(terms=None) == report._replace(terms=None)


def test_two_terms_of_a_report_that_would_have_one_number_have_two():
    assert weigh(keys(ONE_NUMBER[0])).terms.tolist() == weigh(keys(ONE_NUMBER[1])).terms.tolist()
    first, second = (weigh(keys(*ONE_NUMBER)).terms >> NUMBER_AT).tolist()
    assert second == first + 1


@pytest.mark.parametrize("terms", [ONE_NUMBER, SAME_LAST_BITS])
def test_terms_that_numbers_hardly_tell_apart_count_as_others_do(terms):
    one, other = keys(*terms, "skerry", weights=[80, 70, 60]), keys(terms[0], "skerry")
    plain, plain_other = keys("brine", "eider", "skerry", weights=[80, 70, 60]), keys("brine", "skerry")
    assert undated_features(one, other) == undated_features(other, one) == undated_features(plain, plain_other)
    assert score_reports(one, keys(terms[1])) == score_reports(keys(terms[1]), one)
