"""The words of claims, cut from those of their report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.language.words import segment
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claim_words import WordSource, claim_words
from whence.linking.claims.claims import ClaimMention, analyse_claim
from whence.linking.claims.wordings import rarities_of, words_key
from whence.records.report import Span

TEXT = "“The ferry isn't safe,” Okafor said. Twelve ships left Marram on Friday."


@pytest.mark.parametrize(
    ("spans", "texts"),
    [
        ([Span(1, 10)], ("The", "ferry")),
        ([Span(1, 11)], ("The", "ferry")),
        ([Span(1, 10), Span(24, 30)], ("The", "ferry", "Okafor")),
        ([Span(2, 10)], ("he", "ferry")),  # a word is cut
        ([Span(1, 8)], ("The", "fer")),
        ([Span(4, 5)], ()),
        ([], ()),
    ],
)
def test_words_are_those_of_the_spans(spans, texts):
    assert WordSource(TEXT, segment(TEXT)).of(spans).texts == texts


@given(text=st.text("ab ’'`.“5é潮\n", max_size=40), bounds=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_words_that_are_cut_out_are_those_that_the_spans_have_alone(text, bounds):
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    alone = claim_words(segment(text[start:end]))
    assert WordSource(text, segment(text)).of([Span(start, end)] if start < end else []) == alone


def test_a_claim_is_the_same_whether_its_words_are_at_hand_or_not():
    mention = ClaimMention(id="1", text="Twelve ships left Marram on Friday.", published="2031-03-04")
    told = WordSource(TEXT, segment(TEXT)).of([Span(37, len(TEXT))])
    one, other = analyse_claim(mention, open_vectors(), told), analyse_claim(mention, open_vectors())
    assert (one.text, one.terms, one.weights, one.times) == (other.text, other.terms, other.weights, other.times)
    assert one.words == other.words
    assert (words_key(one), rarities_of(one)) == (words_key(other), rarities_of(other))


def test_of_a_very_long_claim_the_first_words_count():
    text = "ships " * 200
    told = WordSource(text, segment(text)).of([Span(0, len(text))])
    claim = analyse_claim(ClaimMention(id="1", text=text), open_vectors(), told)
    assert (len(claim.terms), claim.text) == (120, ("ships " * 120).rstrip())
