"""Labels before headlines."""

import pytest

from whence.language.headline_labels import first_after_label
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
