"""Labels before headlines and of pictures."""

import pytest

from whence.language.page_labels import first_after_label, without_label
from whence.language.words import segment


def after_label(text):
    words = segment(text)
    return " ".join(words.texts[first_after_label(words, 0) :])


@pytest.mark.parametrize(
    "label",
    [
        "UPDATE 2-", "WRAPUP 1-", "RPT-", "REFILE-UPDATE 1-", "UPDATE 1-Soccer-", "EXCLUSIVE-", "EXCLUSIVE: ",
        "Exclusive: ", "BREAKING NEWS: ", "LIVE: ", "LIVE UPDATES | ", "ANALYSIS — ", "WATCH: ",
    ],
)  # fmt: skip
def test_a_label_ends_where_the_headline_begins(label):
    assert after_label(f"{label}Police left Orlin") == "Police left Orlin"


@pytest.mark.parametrize(
    "text",
    [
        "AK-47 found", "UN-backed troops left", "LIVE-fire drill held", "Update 12 workers",
        "Breaking ranks, Okafor left", "Police: Two hurt", "Live music - Okafor sings", "COVID-19 spreads",
        "Watch", "RPT-",
    ],
)  # fmt: skip
def test_other_words_in_capitals_or_before_a_mark_are_no_labels(text):
    assert after_label(text) == " ".join(segment(text).texts)


def test_a_label_belongs_to_its_own_paragraph():
    assert after_label("LIVE:\nPolice left") == "LIVE : Police left"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Image 3 of 5 Ada Marsh", "Ada Marsh"),
        ("Photo: 3 of / 5 Ada Marsh", "Ada Marsh"),
        ("Photo: Marram Express Image 4 of 5 Two children", "Two children"),
        ("Image 5 of 5", "Image 5 of 5"),
        ("Image 5 of the pier", "Image 5 of the pier"),
        ("Group 3 of 5 members", "Group 3 of 5 members"),
        ("Photo 7 of 5 people", "Photo 7 of 5 people"),
        ("A leaked photo of Ada Marsh", "A leaked photo of Ada Marsh"),
        ("Image ² of 9 Ada Marsh", "Image ² of 9 Ada Marsh"),
    ],
)
def test_the_counter_of_a_picture_is_no_part_of_what_follows_it(text, left):
    words = segment(text)
    start, end = without_label(words, (0, len(words)))
    assert text[words.starts[start] : words.ends[end - 1]] == left


def test_a_range_may_begin_within_a_counter():
    assert without_label(segment("Image 3 of 5 Rebels left"), (3, 5)) == (4, 5)


def test_a_text_may_end_in_the_topic_of_a_label():
    assert first_after_label(segment("UPDATE 1-Soccer-"), 0) == 3
