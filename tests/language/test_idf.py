"""Weights of words, from a table that never changes with an archive."""

from hypothesis import given
from hypothesis import strategies as st

from whence.language.gazetteer import read_table
from whence.language.idf import RAREST, idf_of, term_of


def test_a_name_weighs_more_than_a_noun_and_a_noun_more_than_an_article():
    assert idf_of(term_of("Quillhaven")) > idf_of(term_of("harbour")) > idf_of(term_of("city")) > idf_of(term_of("the"))


def test_the_forms_of_a_word_are_one_term():
    assert len({term_of(word) for word in ("close", "closes", "closed", "closing", "Closed")}) == 1
    assert term_of("Śmigły") != term_of("Smith")
    assert term_of("ﬁre") == term_of("fire")


@given(st.text(max_size=20))
def test_any_text_has_a_term_with_a_weight(word):
    assert 0 <= idf_of(term_of(word)) <= RAREST


def test_each_term_of_the_table_stands_once_and_rarer_ones_weigh_more():
    rows = read_table("idf.tsv")
    terms = [term for row in rows for term in row["terms"].split(" ")]
    weights = [int(row["weight"]) for row in rows]
    assert len(terms) == len(set(terms)) > 20_000
    assert weights == sorted(set(weights))
    assert weights[-1] < RAREST
