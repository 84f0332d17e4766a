"""What sort of report it is, as far as its form shows it: on invented reports."""

import pytest

from tests.reading.findings.test_findings import kinds, read
from whence.language.words import segment
from whence.reading.findings.genre import genre_of
from whence.reading.model.decode import Name
from whence.reading.sources.named_entities import Document
from whence.records.report import Report

NEWS = (
    "Ferry gets a new boat\n\nThe new boat will carry 300 people, said Ines Okafor, the harbour master.\n\n"
    "“I like it,” she said. “I hope that I will be on it in May, and that my dog will be with me.”\n\n"
    "It was built in Marram, and won a prize there by 5-4 votes. It sails at 10.30 a.m."
)
ENTRIES = (
    "{headline}\n\n10.05 a.m.\n\nIt holds.\n\n10.40 a.m.\n\nIt leaks.\n\n11.15 a.m.\n\nIt broke.\n\n{last}\n\nRain."
)
MATCH = (
    "{headline}\n\nTove Marsh scored twice in the second half as Marram {result} Aldhaven 3-1 on Sunday.\n\n"
    "Marram had a penalty in overtime of the last game. Their goalkeeper made nine saves in this match, and the coach "
    "said that the season was young. Aldhaven have lost four games."
)
FIXTURES = (
    "Saturday's fixtures\n\nMARRAM LEAGUE\n\nAldhaven v Sandmouth, 15.00\n\nTidewater v Marram, 15.00\n\nCUP\n\n"
    "Estuary v Quay Town, 17.30\n\nAldhaven Ladies v Marram Ladies, 19.45\n\nReplay\n\nQuay Town v Sandmouth"
)
TURNS = (
    "Okafor on the ferry\n\nREPORTER: Is it safe?\n\nOKAFOR: It is. It was tested in May.\n\n"
    "REPORTER: Who tested it?\n\nOKAFOR: We did, twice."
)
WALK = (
    "My winter at sea\n\n" + "I took the boat because my brother had told me to, and I was glad that I did so.\n\n" * 8
)


def genre(text, *, url=None, language="en"):
    words = segment(text)
    names = tuple(Name(i, i + 1, "person", 0.9) for i, word in enumerate(words.texts) if word == "OKAFOR")
    report = Report(text=text, headline=text.partition("\n")[0], url=url, language=language)
    return genre_of(report, Document(text=text, words=words, names=names))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NEWS, None),
        (NEWS.replace("Ferry", "Opinion: Ferry"), "opinion"),
        (NEWS.replace("boat\n", "boat | Editorial\n"), "opinion"),
        (NEWS.replace("\n\n", "\n\nLETTERS.\n\n", 1), "opinion"),
        (ENTRIES.format(headline="Dam breaks", last="12.05 p.m."), "live blog"),
        (ENTRIES.format(headline="Dam breaks: live updates", last="Weather"), "live blog"),
        (MATCH.format(headline="Marsh strikes twice", result="beat"), "match report"),
        (FIXTURES, "listing"),
        (TURNS, "transcript"),
        (WALK, "first-person"),
    ],
)
def test_a_form_that_hardly_anything_else_has_tells_the_genre(text, found):
    assert genre(text) == found


@pytest.mark.parametrize(
    "text",
    [
        NEWS.replace("Ferry", "Opinion is divided: Ferry"),
        NEWS.replace("\n\n", "\n\nLetters reach the port again.\n\n", 1),
        ENTRIES.format(headline="Dam breaks", last="Weather").replace(
            "holds", "will hold for many years, the mayor said"
        ),
        MATCH.format(headline="Marsh leaves", result="thanked").replace("3-1", "last"),
        MATCH.format(headline="Marsh leaves", result="was drawn into a row with").replace("beat", "met"),
        FIXTURES.partition("CUP")[0],
        TURNS.replace("REPORTER: Who tested it?\n\nOKAFOR: ", ""),
        WALK.replace("I ", "she ").replace("my ", "her ").replace("me ", "her "),
        "Ferry gets a\nnew boat. It will\ncarry 300 people in\nall, and sails from the\n" * 5,
    ],
)
def test_what_only_comes_near_a_genre_has_none(text):
    assert genre(text) is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://post.example/opinion/2031/ferry.html", "opinion"),
        ("https://post.example/news/opinion", None),
        ("https://post.example/news/public-opinion/ferry.html", None),
        ("https://post.example/live/ferry", None),
    ],
)
def test_an_address_tells_an_opinion_and_not_a_live_blog_without_entries(address, found):
    assert genre(NEWS, url=address) == found


def test_a_report_in_another_language_has_no_genre():
    assert genre(FIXTURES, language="de") is None


@pytest.mark.parametrize("text", [" \n", "Tide late", "Tide late\n\nIt comes."])
def test_a_report_of_hardly_any_words_has_no_genre(text):
    assert genre_of(Report(text=text), Document(text=text, words=segment(text), names=())) is None


def test_the_box_score_of_a_match_is_no_turn_of_a_transcript(reader):
    text = FIXTURES + "\n\nMarram (1-0): Brandt 25 points\n\nSandmouth (0-1): Marsh 4 points\n\nMarram (1-0): Reyes 9"
    assert read(reader, text).genre == "listing"


@pytest.mark.parametrize(("prefix", "asked"), [("", True), ("Opinion: ", False)])
def test_a_headline_of_an_opinion_is_its_writers_own(reader, prefix, asked):
    ledger = read(
        reader,
        f"{prefix}Storm will close the port\n\nThe storm may close the port on Friday, the mayor said. Boats were "
        "brought in on Wednesday.",
    )
    assert ("headline-hedge" in kinds(ledger)) == asked
