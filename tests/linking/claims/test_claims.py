"""What is found in a claim before it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import MAX_WORDS, ClaimMention, analyse_claim
from whence.records.report import Span


def analyse(text, **told):
    return analyse_claim(ClaimMention(id="1", text=text, published="2031-03-04", **told), open_vectors())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Twelve boats left Port Marram", ["Port Marram"]),
        ("Okafor met the U.S. envoy on Friday", ["Okafor", "U.S"]),
        ("The People’s Party and the Bureau of Tides met", ["People’s Party", "Bureau of Tides"]),
        ("Fishermen said “Wolves are back”", []),
        ("Council To Close Harbour After Talks With Quillhaven", ["Quillhaven"]),
        ("I think it was May", []),
    ],
)
def test_names_are_told_from_other_words_with_a_capital(text, names):
    assert [name.span.of(text) for name in analyse(text).names] == names


def test_a_name_after_in_or_before_a_landmark_is_a_place():
    found = analyse("Okafor flew to Larne over Gull Island in the north of Estmark").names
    assert [name.is_place for name in found] == [False, True, True, True]


def test_an_actor_that_stands_as_a_pronoun_is_a_name_without_a_place_in_the_text():
    (name,) = analyse("he left", actors=("Mayor Ines Okafor",)).names
    assert (sorted(name.terms), name.span) == (["ines", "okafor"], None)


def test_a_number_in_a_date_counts_nothing():
    claim = analyse("12 boats left on 14 May 2031")
    assert [one.value for one in claim.quantities] == [12_000]
    assert [(time.start, time.end) for time in claim.times] == [("2031-05-14", "2031-05-14")]


def test_a_claim_without_some_words_keeps_the_others_where_they_were():
    claim = analyse("12 boats left Larne")
    rest = claim.without([Span(0, 2), Span(14, 19)])
    assert rest.words.texts == ("boats", "left")
    assert rest.words.starts == (3, 9)
    assert (rest.quantities, rest.names) == ((), ())


def test_of_a_very_long_claim_the_first_words_count():
    assert len(analyse("tide " * 100_000).words) == MAX_WORDS


@given(st.text(max_size=80))
def test_any_text_can_be_analysed(text):
    claim = analyse(text)
    assert len(claim.terms) == len(claim.weights) == len(claim.words)
    assert all(name.span.end <= len(text) for name in claim.names)
