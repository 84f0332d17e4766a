"""Passages: words in their context, cut at the borders of words, marked where they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.archive.query.snippets import Place, Term, best_passages

WORDS = [
    "boats",
    "harbour",
    "café",
    "北京",
    "ที่นี่",
    "हिन्दी",
    "כתב",
    "said",
    "9in",
    "foo_bar",
    "\ue000",
    "“",
    "—",
    "\n\n",
    "ﬁn",
]
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=80).map(" ".join)
terms = st.lists(
    st.builds(Term, words=st.sampled_from(WORDS) | st.text(min_size=1, max_size=6), is_prefix=st.booleans()),
    min_size=1,
    max_size=4,
)


def shown(text, *words, **more):
    return best_passages([Place(field="text", text=text)], [Term(words=each, **more) for each in words])


def marked(passages):
    return [mark.of(passage.text) for passage in passages for mark in passage.marks]


@given(st.lists(st.tuples(st.sampled_from(["headline", "text"]), texts), max_size=3), terms)
def test_marks_lie_in_the_passage_in_its_order_and_apart(places, asked):
    passages = best_passages([Place(field=field, text=text) for field, text in places], asked)
    assert len(passages) <= 2
    for passage in passages:
        assert "\n" not in passage.text
        ends = [0, *(end for mark in passage.marks for end in (mark.start, mark.end)), len(passage.text)]
        assert ends == sorted(ends)
        assert passage.field in {field for field, _ in places}


@given(texts, st.sampled_from(["boats", "harbour", "café", "北京", "हिन्दी", "9in"]), texts)
def test_a_word_that_stands_in_the_text_is_shown_and_marked(before, word, after):
    passages = shown(f"{before} {word} {after}", word)
    assert word.casefold() in {each.casefold() for each in marked(passages)}


@given(texts, st.sampled_from(["boats", "harbour"]))
def test_a_passage_says_what_the_text_says(text, word):
    for passage in shown(text, word):
        said = " ".join(unicodedata.normalize("NFC", text).split())
        assert passage.text.strip("…") in said or passage.text in said


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Boats left.", "boats", ["Boats"]),
        ("The boat left a boathouse.", "boat", ["boat"]),
        ("Élodie came.", "elodie", ["Élodie"]),
        ("Cafe\N{COMBINING ACUTE ACCENT} noir", "café", ["Café"]),
        ("foo_bar left", "bar", ["bar"]),
        ("at  the\nharbour.", "the harbour", ["the harbour"]),
        ("the 'harbour'", "the harbour", ["the 'harbour"]),
        ("他在北 京。", "北京", ["北 京"]),
        ("ที่นี่", "นี่", ["นี่"]),
        ("हिन्दी", "हिन्द", []),
        ("كَتَبَ الرجل", "كتب", ["كَتَبَ"]),
        ("harbour", "…", []),
    ],
)
def test_words_are_marked_as_the_index_knows_them(text, word, expected):
    assert marked(shown(text, word)) == expected


def test_a_beginning_is_marked_to_the_end_of_its_word():
    assert marked(shown("Harbours and harbour-masters.", "harb", is_prefix=True)) == ["Harbours", "harbour"]


def test_of_terms_at_one_place_the_longest_is_marked():
    assert marked(shown("The harbour will close.", "harbour", "harbour will")) == ["harbour will"]


def test_the_stretch_with_most_terms_is_shown():
    text = "Boats left. " + "Rain fell on the fields again. " * 30 + "Boats came to the harbour. " + "It rained. " * 50
    (passage,) = shown(text, "boats", "harbour")
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert marked([passage])[:2] == ["Boats", "harbour"]
    assert 150 < len(passage.text) < 320


def test_a_passage_says_where_its_words_are_in_the_report():
    text = "Tide\n\nThe cafe\u0301 by the harbour will close, and the harbour too."
    places = [Place(field="text", text=text[5:], start=5), Place(field="contents", text="the harbour", own="a3")]
    body, content = best_passages(places, [Term(words="harbour"), Term(words="café")])
    start, end = map(int, body.place.removeprefix("t").split("-"))
    assert text[start:end] == "cafe\u0301 by the harbour will close, and the harbour"
    assert content.place == "a3"


def test_at_most_two_places_are_shown_in_their_order():
    places = [
        ("headline", "Boats"),
        ("contents", "boats in the harbour"),
        ("text", "harbour, boats and rain"),
        ("sources", "boats"),
    ]
    placed = [Place(field=field, text=text) for field, text in places]
    passages = best_passages(placed, [Term(words=word) for word in ("boats", "harbour", "rain")])
    assert [passage.field for passage in passages] == ["contents", "text"]


def test_a_long_word_does_not_make_a_long_passage():
    (passage,) = shown("x" * 5000 + " harbour " + "y" * 5000, "harbour")
    assert len(passage.text) < 320
    assert marked([passage]) == ["harbour"]
