"""Where names begin and end."""

import pytest

from tests.support.marked_reports import read
from whence.language.words import segment
from whence.reading.model.decode import Name, NameKind
from whence.reading.sources.name_boundaries import bound_names


def _bounded(text: str, *found: tuple[str, NameKind]) -> list[str]:
    """Tag parts of a text as the model might, and show the names that come of it."""
    words = segment(text)
    names = []
    at = 0
    for part, kind in found:
        at = text.index(part, at)
        names.append(Name(*words.covering(at, at + len(part)), kind, 0.9))
        at += len(part)
    bounded = bound_names(words, names)
    return [text[words.starts[name.start] : words.ends[name.end - 1]] for name in bounded]


@pytest.mark.parametrize(
    ("tagged", "names"),
    [
        ("Tampa Florida", ["Tampa", "Florida"]),
        ("san rafael california", ["san rafael", "california"]),
        ("Stanford CA USA", ["Stanford", "CA", "USA"]),
        ("San Rafael Ca", ["San Rafael", "Ca"]),
        ("Halifax Nova Scotia", ["Halifax", "Nova Scotia"]),
    ],
)
def test_a_town_is_parted_from_the_region_after_it(tagged: str, names: list[str]) -> None:
    assert _bounded(f"She wrote from {tagged} in May.", (tagged, "place")) == names


@pytest.mark.parametrize(
    "name",
    [
        "New Mexico", "Papua New Guinea", "South Sudan", "Lake Michigan", "West Virginia", "Gulf of Mexico",
        "Northern Ireland", "Upstate New York", "Port Victoria", "Costa de La", "Mexico City",
    ],
)  # fmt: skip
def test_a_name_that_ends_like_a_region_stays_whole(name: str) -> None:
    assert _bounded(f"She wrote from {name} in May.", (name, "place")) == [name]


def test_only_places_are_parted_from_regions() -> None:
    assert _bounded("She joined Tidewater Norway in May.", ("Tidewater Norway", "organisation")) == ["Tidewater Norway"]


def test_a_name_ends_with_its_paragraph() -> None:
    assert _bounded("Best, Ines Okafor\nTidewater Post", ("Ines Okafor\nTidewater Post", "person")) == [
        "Ines Okafor",
        "Tidewater Post",
    ]


def test_a_quoted_surname_and_given_name_are_one_person() -> None:
    text = 'From: "Okafor, Ines" to all'
    assert _bounded(text, ("Okafor", "person"), ("Ines", "person")) == ["Okafor, Ines"]


def test_persons_in_a_row_are_not_one_person() -> None:
    text = "Okafor, Ines and Marram came."
    found = [("Okafor", "person"), ("Ines", "person"), ("Marram", "person")]
    assert _bounded(text, *found) == ["Okafor", "Ines", "Marram"]


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("Write to ines.okafor@tidewater.example today.", "okafor"),
        ("See www.marram.example for more.", "marram"),
        ("See https://news.tidewater.example/oslo today.", "oslo"),
        ("I attach Okafor_letter.doc to this.", "Okafor_letter"),
        ("It is on Tidewater.com today.", "Tidewater"),
    ],
)
def test_part_of_an_address_is_no_name(text: str, tagged: str) -> None:
    assert _bounded(text, (tagged, "person")) == []


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("It came from Tidewater.com today.", "Tidewater.com"),
        ("A letter by J.M. Okafor came.", "J.M. Okafor"),
        ("Okafor, Marram and Ines came.", "Okafor"),
        ("The U.S. and Norway agreed.", "U.S."),
        ("The ferry left (Oslo) at noon.", "Oslo"),
    ],
)
def test_a_name_beside_marks_is_still_a_name(text: str, tagged: str) -> None:
    assert _bounded(text, (tagged, "organisation")) == [tagged]


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("Tidewater, Inc. of", "Tidewater, Inc."),
        ("Tidewater Bank and", "Tidewater Bank"),
        ("Tidewater '", "Tidewater"),
        ("Tidewater, Inc..", "Tidewater, Inc."),
        ("of", "of"),
    ],
)
def test_a_name_ends_with_a_word_of_its_own(tagged: str, name: str) -> None:
    assert _bounded(f"It was {tagged} Bern.", (tagged, "organisation")) == [name]


def test_no_names_are_no_names() -> None:
    assert _bounded("Nobody came.") == []


def test_who_worked_on_a_report_is_nobody_in_it() -> None:
    text = "Okafor spoke.\n(Additional reporting by Soo Lind MARRAM; Editing by Ana Brandt)"
    assert _bounded(text, ("Okafor", "person"), ("Soo Lind MARRAM", "person"), ("Ana Brandt", "person")) == ["Okafor"]
    told = "The board praised reporting by Ana Brandt."
    assert _bounded(told, ("Ana Brandt", "person")) == ["Ana Brandt"]


@pytest.mark.parametrize(
    ("text", "tagged", "names"),
    [
        ("The broker Brandt & Okafor fell.", [("Brandt", "person"), ("Okafor", "person")], ["Brandt & Okafor"]),
        (
            "Brandt & Okafor and Ada Brandt fell.",
            [("Brandt", "person"), ("Okafor", "person"), ("Ada Brandt", "person")],
            ["Brandt", "Okafor", "Ada Brandt"],
        ),
        ("Marram & Skerry fell.", [("Marram", "place"), ("Skerry", "place")], ["Marram", "Skerry"]),
        (
            "Marram and District Angling Club met.",
            [("Marram", "place"), ("District Angling Club", "organisation")],
            ["Marram and District Angling Club"],
        ),
        (
            "Marram and Skerry Angling Club met.",
            [("Marram", "place"), ("Skerry Angling Club", "organisation")],
            ["Marram", "Skerry Angling Club"],
        ),
        (
            "Greater Marram Police left.",
            [("Greater", "organisation"), ("Marram Police", "organisation")],
            ["Greater Marram Police"],
        ),
        ("Norway's Auditor General's Office knew.", [("Office", "organisation")], ["Auditor General's Office"]),
        ("Norway's Office knew.", [("Office", "organisation")], ["Office"]),
        ("Her aide on Youth left.", [("on Youth", "organisation")], ["Youth"]),
    ],
)
def test_a_body_called_after_two_or_after_its_official_is_one_name(text, tagged, names):
    assert _bounded(text, *tagged) == names


@pytest.mark.parametrize(
    ("text", "name", "names"),
    [
        ("One MEP, who was there, said no.", "MEP", []),
        ("The MEP said no.", "The MEP", []),
        ("Two MEPs said no.", "MEPs", []),
        ("Two NGOs said no.", "NGOs", ["NGOs"]),
        ("A DSP said that two men were held.", "DSP", []),
        ("The FIR said that two men fled.", "FIR", []),
        ("The DSP said that it would fight on.", "DSP", ["DSP"]),
        ("An SP leader said no.", "SP", ["SP"]),
        ("The NATO said no.", "NATO", ["NATO"]),
        ("A spokesman for the Marram FIR said no.", "Marram FIR", ["Marram FIR"]),
    ],
)
def test_letters_for_a_post_or_a_document_are_no_name(text: str, name: str, names: list[str]) -> None:
    assert _bounded(text, (name, "organisation")) == names


@pytest.mark.parametrize(
    ("words", "kind", "naming"),
    [
        ("one MLA from the region", "person", "described"),
        ("another DSP", "person", "described"),
        ("two MEPs", "group", "described"),
        ("an FIR", "document", "described"),
        ("the chargesheet", "document", "described"),
        ("the DSP", "organisation", "named"),
    ],
)
def test_they_are_of_the_kind_that_the_post_or_document_is(words: str, kind: str, naming: str) -> None:
    (source,) = read(f"[1 {words}]1 {{1 said}}1 <1 it leaked>1.").sources
    assert (source.kind, source.naming) == (kind, naming)
