"""Plain text: headline, byline, publisher and date, where they are plainly there; and the text itself, untouched."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import ReadError
from whence.intake.bylines import looks_like_name, read_byline
from whence.intake.formats.text import read_plain_text
from whence.language.detect import tell_language

BODY = "The council will shut the harbour in April, the mayor said on Monday."


def read(text):
    return read_plain_text(text, name="report.txt")


def credited(*lines):
    """Read a report with these lines beneath its headline and give publisher, byline and date."""
    report = read("\n".join(["Harbour to close", "", *lines, "", BODY]))
    return report.publisher, report.byline, report.published


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Harbour to close, council says\n\n{BODY}", "Harbour to close, council says"),
        (f"  Harbour to close \n \t\n{BODY}", "Harbour to close"),
        (f"Who will pay?\n\n{BODY}", "Who will pay?"),
        (f"# Harbour to close\n\n{BODY}", "Harbour to close"),
        (f"#Tidewater trends\n\n{BODY}", "#Tidewater trends"),
        (f"市議会、港を閉鎖へ\n\n{BODY}", "市議会、港を閉鎖へ"),
        (f"The council met on Monday.\n\n{BODY}", None),
        (f"Harbour to close\n{BODY}", None),
        (f"\nHarbour to close\n\n{BODY}", None),
        (f"{'Harbour ' * 40}\n\n{BODY}", None),
        (f"* * *\n\n{BODY}", None),
        (f"12\n\n{BODY}", None),
        (f"https://post.example/harbour\n\n{BODY}", None),
        ("Harbour to close", None),
        ("Harbour to close\n\n", None),
        (BODY, None),
    ],
)
def test_a_headline_is_a_short_first_line_with_a_gap_beneath(text, headline):
    assert read(text).headline == headline


@given(st.text(min_size=1).filter(str.strip))
def test_a_text_stays_as_it_is(text):
    assert read(text).text == text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["By Ana Brandt, The Tidewater Post", "4 March 2031"], ("The Tidewater Post", ("Ana Brandt",), "2031-03-04")),
        (["By Farid Nasser", "Exchange Daily, 6 March 2031"], ("Exchange Daily", ("Farid Nasser",), "2031-03-06")),
        (["Coastline Now, 6 March 2031", "By the editor, Thandiwe Mokoena"],
         ("Coastline Now", ("Thandiwe Mokoena",), "2031-03-06")),
        (["Drovinform", "Verkhovsk, 5 March 2031, 16:20"], ("Drovinform", (), "2031-03-05T16:20")),
        (["By a staff reporter, with agency copy", "The Marram and District Gazette, 4 March 2031"],
         ("The Marram and District Gazette", (), "2031-03-04")),
        (["By Dex Hollander, Chief Reporter", "The Daily Lantern, 5 March 2031"],
         ("The Daily Lantern", ("Dex Hollander",), "2031-03-05")),
        (["By Zinaida Orlik, Veresky Listok (Veresk, Drovia)", "6 March 2031", "Translated from the Drovian"],
         ("Veresky Listok", ("Zinaida Orlik",), "2031-03-06")),
        (["By Beatriz Salgado and Musa Oyelaran"], (None, ("Beatriz Salgado", "Musa Oyelaran"), None)),
        (["By Ana Brandt in Tidewater"], (None, ("Ana Brandt",), None)),
        (["By Ana Brandt, Tidewater"], (None, ("Ana Brandt",), None)),
        (["Published: March 4, 2031 at 9:05"], (None, (), "2031-03-04T09:05")),
        (["Tuesday, 4th Mar 2031"], (None, (), "2031-03-04")),
        (["Tuesday 4 March, 2031."], (None, (), "2031-03-04")),
        (["The Tidewater Post | Tuesday, 4 March 2031 | 9:05 pm GMT"],
         ("The Tidewater Post", (), "2031-03-04T21:05Z")),
        (["Posted on 2031-03-04T09:05"], (None, (), "2031-03-04T09:05")),
        (["2031-03-04"], (None, (), "2031-03-04")),
        (["31 February 2031"], (None, (), None)),
        (["Live from the harbour"], (None, (), None)),
        ([BODY], (None, (), None)),
        (["By the time Ana Brandt came, on 4 March 2031, all was over, the harbour master said. Who knew?"],
         (None, (), None)),
    ],
)  # fmt: skip
def test_lines_of_credit_are_read_where_they_are_plain(lines, expected):
    assert credited(*lines) == expected


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_date_is_read_in_every_usual_order(day):
    orders = (f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day:%Y}", f"{day.day} {day:%b}. {day:%Y}", str(day))
    assert {credited(line)[2] for line in orders} == {day.isoformat()}


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "the file is empty"), (" \n\t\n", "it has 4 characters of white space and no text")],
)
def test_a_file_without_text_is_refused(text, problem):
    with pytest.raises(ReadError) as caught:
        read(text)
    assert str(caught.value) == f"report.txt: {problem}. Give a file with a report in it."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By ANA BRANDT", ("Ana Brandt",)),
        ("By Ana Brandt, Li Wei & Joaquín de la Vega", ("Ana Brandt", "Li Wei", "Joaquín de la Vega")),
        ("Ana Brandt | Staff writer", ("Ana Brandt",)),
        ("Written by: Ana Brandt – Business", ("Ana Brandt",)),
        ("Von Jürgen Müller und Zoë Blau", ("Jürgen Müller", "Zoë Blau")),
        ("Par Élodie d'Arcy et Luc Petit", ("Élodie d'Arcy", "Luc Petit")),
        ("By Ana Brandt and Ana Brandt", ("Ana Brandt",)),
        ("By Our Political Editor", ()),
        ("By The Tidewater Post", ()),
        ("By Reuters", ()),
        ("ana@post.example", ()),
        ("", ()),
    ],
)
def test_names_are_taken_out_of_a_byline(line, names):
    assert read_byline(line).names == names


def test_in_a_list_every_comma_stands_between_names():
    line = "Ana Brandt, Li Wei, Staff, Ines Okafor"
    assert read_byline(line, is_list=True).names == ("Ana Brandt", "Li Wei", "Ines Okafor")
    assert read_byline(line).names == ("Ana Brandt",)


@given(st.text())
def test_reading_a_byline_never_fails(line):
    for name in read_byline(line).names + read_byline(line, is_list=True).names:
        assert looks_like_name(name)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Der Rat schließt den Hafen, sagte der Bürgermeister am Montag.", "de"),
        ("Le conseil municipal a décidé de fermer le port, a déclaré la maire lundi.", "fr"),
        ("Совет закроет порт в апреле, сообщил мэр в понедельник.", "ru"),
        ("市議会は月曜日、港を閉鎖することを決めたと市長が述べた。", "ja"),
        ("hello", None),
        ("4 000 – 12 %", None),
    ],
)
def test_the_language_is_told_or_left_open(text, language):
    assert tell_language(text) == language
