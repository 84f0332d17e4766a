"""Bylines: whom they name, however the names are written."""

import pytest

from whence.intake.bylines import given_first, looks_like_name, read_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('By Jo "Red" Alvar', ('Jo "Red" Alvar',)),
        ("By Jo “Red” Alvar and Li Wei", ("Jo “Red” Alvar", "Li Wei")),
        ("Jo 'Red' Alvar, The Tidewater Post", ("Jo 'Red' Alvar",)),
        ("By Jo (Red) Alvar", ("Jo Alvar",)),
        ("Por Ana Brandt y Jo Alvar", ("Ana Brandt", "Jo Alvar")),
        ("Juan Ortega y Gasset", ("Juan Ortega y Gasset",)),
        ("Ana Brandt og Li Wei", ("Ana Brandt", "Li Wei")),
        ("Анна Брандт и Ли Вэй", ("Анна Брандт", "Ли Вэй")),
        ("Ana Brandt & Li Wei", ("Ana Brandt", "Li Wei")),
    ],
)
def test_names_are_found_with_nicknames_and_whatever_joins_them(line, names):
    assert read_byline(line).names == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ANA BRANDT", ("Ana Brandt",)),
        ("BY ANNE-MARIE O'NEILL AND LI WEI", ("Anne-Marie O'Neill", "Li Wei")),
        ("JR MCALVAR", ("JR McAlvar",)),
        ("A.J. ALVAR III", ("A.J. Alvar III",)),
        ("AJ ALVAR", ("AJ Alvar",)),
        ("ANA B. BRANDT", ("Ana B. Brandt",)),
        ("АННА БРАНДТ", ("Анна Брандт",)),
        ("Ana BRANDT", ("Ana BRANDT",)),
        ("ŞULE İPEK", ("ŞULE İPEK",)),
        ("AFP", ()),
        ("REUTERS STAFF", ()),
    ],
)
def test_names_in_capitals_are_written_as_names_but_for_initials_and_agencies(line, names):
    assert read_byline(line).names == names


def test_lists_of_names_may_use_commas_and_semicolons():
    assert read_byline("Ana Brandt, Li Wei; Jo Alvar", is_list=True).names == ("Ana Brandt", "Li Wei", "Jo Alvar")


@pytest.mark.parametrize("words", ['"Red" Alvar', 'Jo "Red', '"Harbour to close" Council', "Jo “Red said nothing” x"])
def test_quoted_words_outside_a_name_make_no_name(words):
    assert not looks_like_name(words)


def test_family_names_are_put_last():
    assert given_first("van der Berg, Ludwig") == "Ludwig van der Berg"
    assert given_first("Brandt, Ana Maria") == "Ana Maria Brandt"
    assert given_first("Brandt, Ana; Wei, Li") == "Brandt, Ana; Wei, Li"
