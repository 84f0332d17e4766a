"""Words, quotation marks and windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.language.quotation_marks import Mark
from whence.language.words import Shape, lowered, segment, sentence_around
from whence.reading.model.windows import cut_windows


def marked(text):
    """List the words inside quotation marks."""
    words = segment(text)
    return [word for word, mark in zip(words.texts, words.marks, strict=True) if mark == Mark.INSIDE]


@pytest.mark.parametrize("shortened", ["Prof.", "Jun.", "Jul.", "Sept.", "Ltd."])
def test_the_full_stop_of_a_shortened_word_ends_no_sentence(shortened):
    words = segment(f"Before {shortened} Okafor spoke. Rain fell.")
    assert sentence_around(words, 0) == (0, 6)


def test_in_east_asian_scripts_every_character_is_a_word_rare_ones_too():
    assert segment("京都の𠮷野家𠀋𠂉 서울 port").texts == (*"京都の𠮷野家𠀋𠂉서울", "port")


@given(st.text())
def test_words_rebuild_the_text_but_for_white_space(text):
    words = segment(text)
    pieces, at = [], 0
    for start, end, word in zip(words.starts, words.ends, words.texts, strict=True):
        assert text[start:end] == word
        assert not text[at:start].strip()
        pieces.append(word)
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "“Go home,” he said.",
        '"Go home," he said.',
        "‘Go home,’ he said.",
        "'Go home,' he said.",
        "''Go home,'' he said.",
        "``Go home,'' he said.",
        "«Go home,» he said.",
        "»Go home,« he said.",
        "„Go home,“ he said.",
        "”Go home,” he said.",
    ],
)
def test_quotation_marks_of_every_style_are_understood(text):
    assert marked(text) == ["Go", "home", ","]


def test_an_apostrophe_is_not_a_quotation_mark():
    assert marked("The dockers' union doesn't know what's wrong.") == []
    assert marked("The dockers’ union doesn’t know what’s wrong.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The boat 's hull and the pier 's end held",
        "In 't Veld and in 't Hof it rained",
        "We 're here and they 'll come",
    ],
)
def test_a_short_form_that_stands_apart_opens_and_closes_no_quotation(text):
    assert set(segment(text).marks) == {Mark.OUTSIDE}


def test_an_apostrophe_inside_a_quotation_does_not_end_it():
    assert marked("‘It doesn’t hold,’ she said.") == ["It", "doesn", "’", "t", "hold", ","]


def test_an_unbalanced_mark_ends_with_its_paragraph():
    assert marked("“It began\n\nand nobody was quoted here.") == ["It", "began"]
    assert marked("It ended.”\n\nNobody was quoted here.") == []


def test_marks_nest():
    assert marked("“He said ‘never’ to us,” she said.") == ["He", "said", "never", "to", "us", ","]


def test_a_double_mark_closes_the_single_ones_left_open_in_it():
    assert marked("“They came ‘bout noon,” he said.") == ["They", "came", "bout", "noon", ","]


def test_a_straight_mark_opens_a_quotation_right_after_the_sentence_before():
    assert marked('It rained."We left," she said.') == ["We", "left", ","]
    assert marked('"It rained."She left.') == ["It", "rained", "."]
    assert marked('The 6."B" pier') == ["B"]
    assert marked('The 6."b pier') == []


def test_the_wrong_double_mark_closes_a_quotation_where_it_can_open_none():
    assert marked('“It leaks," she said.') == ["It", "leaks", ","]
    assert marked("“It leaks,“ she said.") == ["It", "leaks", ","]


def test_an_opening_single_mark_in_place_of_an_apostrophe_opens_nothing():
    assert marked("It was a colleague‘s boat, built in ‘98.") == []


def test_a_line_break_of_any_kind_starts_a_paragraph():
    assert segment("One\nTwo\r\nThree\u2029Four four\r\rfive").paragraphs == (0, 1, 2, 3, 3, 4)


def test_a_line_break_within_a_sentence_starts_no_paragraph():
    assert set(segment("The gate was shut, he said, because\nthe river\r\nrose,\nand left.").paragraphs) == {0}
    assert set(segment("“Nobody told us that\n“the gate was shut.”").paragraphs) == {0}
    assert segment("The gate was shut.\nthe river rose\n\nand fell").paragraphs[-1] == 2


def test_shapes_tell_names_acronyms_and_numbers_apart():
    shapes = segment("the Harbour NATO McKay 2031 .").shapes
    assert shapes == (Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.MIXED, Shape.NUMBER, Shape.PUNCTUATION)


def test_no_word_is_longer_than_64_characters():
    assert [len(word) for word in segment("a" * 150).texts] == [64, 64, 22]


sizes_and_paragraphs = st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=300)


@given(sizes_and_paragraphs, st.integers(10, 60), st.integers(0, 9))
def test_windows_fit_and_each_word_belongs_to_one(drawn, room, overlap):
    sizes = [size for size, _ in drawn]
    paragraphs = [sum(new for _, new in drawn[: i + 1]) for i in range(len(drawn))]
    windows = cut_windows(sizes, paragraphs, room=room, overlap=overlap)
    assert all(sum(sizes[w.start : w.end]) <= room for w in windows)
    assert all(w.start <= w.own_start <= w.own_end <= w.end for w in windows)
    assert [i for w in windows for i in range(w.own_start, w.own_end)] == list(range(len(sizes)))


def test_windows_are_cut_at_paragraph_borders_where_they_can_be():
    windows = cut_windows([1] * 40, [0] * 18 + [1] * 22, room=25, overlap=3)
    assert windows[0].end == 18


def sentences(text):
    """Show the sentence around each word, each sentence once."""
    words = segment(text)
    return [
        words.texts[start:end] for start, end in dict.fromkeys(sentence_around(words, i) for i in range(len(words)))
    ]


def test_a_sentence_ends_after_its_closing_marks_and_with_its_paragraph_but_not_at_a_title():
    assert sentences("“It leaks.” Mr. Haddad left\nNobody saw it.") == [
        ("“", "It", "leaks", ".", "”"),
        ("Mr", ".", "Haddad", "left"),
        ("Nobody", "saw", "it", "."),
    ]


def test_a_text_without_full_stops_is_no_single_sentence():
    words = segment("tide " * 1000)
    assert sentence_around(words, 600) == (350, 850)
    assert sentence_around(words, 0) == (0, 250)
    assert sentence_around(words, 999) == (749, 1000)


def test_the_lower_case_of_every_character_is_one_character():
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    small = lowered(everything)
    assert len(small) == len(everything)
    assert small == lowered(small)
    assert lowered("İzmir: the ﬁrst ẞ, ΑΣ") == "izmir: the ﬁrst ß, ας"


@given(st.text(st.sampled_from("Tide’'.,!«»\n ab")))
def test_what_follows_a_text_without_marks_or_breaks_changes_nothing_before(text):
    words, longer = segment(text), segment(f"{text}\n\n“So”")
    assert (words.marks, words.paragraphs) == (longer.marks[: len(words)], longer.paragraphs[: len(words)])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("At about 8:04 p.m. Harbour officers came.", 1),
        ("Shortly before 7 a.m. Okafor left.", 1),
        ("It was sent at 7 p.m. EST by post.", 1),
        ("They left at 7 p.m. Police came.", 2),
        ("The shop opened at 9 a.m. At noon it closed.", 2),
        ("It lies on U.S. 41 near Orlin.", 1),
        ("Messrs. Vesk and Okafor left.", 1),
        ("She backed state Reps. Vesk and Okafor.", 1),
        ("The concert began at 10 p.m. Thursday at the pier.", 1),
        ("It opens at 7 p.m. Monday through Friday.", 1),
        ("The fire broke out at 3 a.m. Oct. 3 in Orlin.", 1),
        ("It broke out at 3 a.m. June 12 in Orlin.", 1),
        ("Voting ends at 5 p.m. Eastern time in Orlin.", 1),
        ("Voting ends at 5 p.m. Pacific on Monday.", 1),
        ("The pier closes at 9 a.m. (EST) on Monday.", 1),
        ("Pvt. Vesk met Asst. Chief Okafor and Atty. Brandt at Ft. Orlin.", 1),
        ("Vesk v. Okafor was ticket No. 7.", 1),
        ("Mr. He heard Brandt v. The Crown.", 1),
    ],
)
def test_the_full_stop_of_an_hour_a_road_or_a_title_ends_no_sentence(text, count):
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "They left at 7 p.m. Friday was quiet.",
        "They left at 7 p.m. Sunday night's show was sold out.",
        "They left at 7 p.m. June was warm.",
        "They left at 7 p.m. Pacific Ferries said so.",
        "He had no ID. Police let him go.",
        "The ferry left Boise, ID. Brandt came by train.",
        "He left the U.S. The mayor stayed.",
        "She flew to Marram, D.C. It rained.",
        "It was plan B. They left.",
        "He worked for Northarm Inc. However, he left.",
        "The crew said no. Police let them go.",
        "It holds 4 cu. ft. Nobody needs more.",
    ],
)
def test_a_sentence_ends_after_a_shortened_word_if_what_follows_begins_another(text):
    assert len(sentences(text)) == 2
