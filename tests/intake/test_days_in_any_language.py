"""The first date in a line, whatever language its month is in."""

import pytest

from whence.intake.published import first_time


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("27. Februar 2031 Donnerstag 9:50 PM GMT+1", "2031-02-27T21:50:00+01:00"),
        ("March 4, 2031 Tuesday 10:50 AM GMT", "2031-03-04T10:50:00Z"),
        ("March 4, 2031, Tuesday,, FINAL EDITION", "2031-03-04"),
        ("Monde, mardi 4 mars 2031, p. 4", "2031-03-04"),
        ("1er août 2031", "2031-08-01"),
        ("décembre 10 2031", "2031-12-10"),
        ("Dienstag 10.Dezember 2031", "2031-12-10"),
        ("9 de abril de 2031", "2031-04-09"),
        ("9 aprile 2031 ore 18:30", "2031-04-09T18:30:00"),
        ("woensdag 9 april 2031", "2031-04-09"),
        ("9 апреля 2031", "2031-04-09"),
        ("2031年5月28日", "2031-05-28"),
        ("April 2031", None),
        ("31 février 2031", None),
    ],
)
def test_the_first_date_in_a_line_is_found(line, time):
    assert first_time(line) == time
