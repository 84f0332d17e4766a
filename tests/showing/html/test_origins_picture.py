"""The origins of a claim as a picture."""

from itertools import combinations

from hypothesis import given
from lxml import etree

from tests.support.appearances import LIND, OFFICIAL, TASS, claims, says
from whence.linking.origins.origins import find_origins
from whence.records.links import Copy
from whence.showing.html.origins_picture import draw_origins
from whence.showing.terminal.wrapping import count_columns

SVG = "{http://www.w3.org/2000/svg}"
LETTER, LINE = 7.5, 14


def picture(*appearances, copies=()):
    return etree.fromstring(draw_origins(find_origins(appearances, copies), "that the mole leaks"))


def texts(svg, name=None):
    return [one.text for one in svg.iter(f"{SVG}text") if one.get("class") == name]


def boxes(svg):
    """List the rectangles that labels need at most: left, top, right, bottom."""
    for one in svg.iter(f"{SVG}text"):
        x, y, width = float(one.get("x")), float(one.get("y")), count_columns(one.text) * LETTER
        left = x - width * {None: 0, "middle": 0.5}[one.get("text-anchor")]
        yield left, y - LINE + 3, left + width, y + 3


def test_each_report_and_source_is_a_dot_with_a_label():
    svg = picture(
        says("r:1", "TASS", LIND, at="2031-03-04T09:30:00Z"),
        says("r:2", "Herald", TASS, at="2031-03-04T10:00:00Z"),
        says("r:3", "Coast & Tide", at="2031-03-05"),
        copies=[Copy(report="r:3", original="r:2", order="time")],
    )
    assert texts(svg, "summary") == ["3 reports, 3 outlets, 1 origin"]
    assert texts(svg, "day") == ["2031-03-04", "2031-03-05"]
    assert texts(svg) == ["Tove Lind · person", "TASS", "Herald · cites it", "Coast & Tide · copied"]
    assert [one.get("class") for one in svg.iter(f"{SVG}circle")] == ["source origin", "report", "report", "report"]
    assert [one.get("class") for one in svg.iter(f"{SVG}path")] == ["since", "since", "cites", "cites", "copies"]


def test_an_outlet_that_gives_no_source_is_marked():
    assert texts(picture(says("r:1", "Coast"))) == ["Coast · gives no source", "Coast · in its own voice"]


def test_time_goes_from_left_to_right():
    said = [says(f"r:{9 - day}", f"Outlet {day}", LIND, at=f"2031-03-0{day}") for day in range(1, 9)]
    dots = [float(one.get("cx")) for one in picture(*said).iter(f"{SVG}circle")]
    assert dots == sorted(dots)
    assert len(set(dots)) == 9


def test_names_are_escaped_and_run_no_script():
    drawn = draw_origins(find_origins([says("r:1", "<script>alert(1)</script>\x07", OFFICIAL)]), "<script>")
    assert "<script" not in drawn
    assert "&lt;script&gt;alert(1)&lt;/script&gt;␇" in drawn


def test_a_thousand_reports_are_cut_short_and_counted():
    svg = picture(*(says(f"r:{own}", f"Outlet {own}", LIND) for own in range(1000, 2000)))
    assert texts(svg, "more") == ["and 601 more"]
    assert len(list(svg.iter(f"{SVG}circle"))) == 400


def test_nothing_is_a_picture_too():
    assert texts(picture(), "summary") == ["0 reports, 0 outlets, 0 origins"]


def test_a_long_label_is_cut_and_stays_inside():
    said = [says(f"r:{own}", f"{own} {'Very ' * 30}Long News", LIND) for own in range(10, 30)]
    assert all(left >= 0 and right <= 1280 for left, _, right, _ in boxes(picture(*said)))


def test_the_words_of_the_claim_are_above():
    svg = picture(says("r:1", "Coast", LIND))
    assert texts(svg, "words") == ["“the mole leaks”"]
    assert svg.findtext(f"{SVG}title") == "“the mole leaks”: 1 report, 1 outlet, 1 origin"


def test_a_line_marks_where_each_day_begins():
    svg = picture(*(says(f"r:{own}", f"Outlet {own}", LIND, at=f"2031-03-0{4 + own // 2}") for own in range(4)))
    dots = [one.get("cx") for one in svg.iter(f"{SVG}circle") if one.get("class") == "report"]
    lines = [one.get("d") for one in svg.iter(f"{SVG}path") if one.get("class") == "since"]
    assert [line.split()[0] for line in lines] == [f"M{dots[0]}", f"M{dots[2]}"]


def test_what_a_report_copied_on_the_same_day_stands_to_its_left():
    svg = picture(
        says("r:1", "Herald", LIND, at="2031-03-04"),
        says("r:2", "Coast", LIND, at="2031-03-04"),
        copies=[Copy(report="r:1", original="r:2", order="credit")],
    )
    places = [float(one.get("cx")) for one in svg.iter(f"{SVG}circle") if one.get("class") == "report"]
    assert texts(svg) == ["Tove Lind · person", "Coast", "Herald · copied"]
    assert places[0] < places[1]


def test_no_line_to_the_left_runs_through_the_name_of_the_last_report():
    *_, last = (one for one in picture(says("r:1", "Coast", LIND), says("r:2", "Herald", LIND)).iter(f"{SVG}text"))
    assert last.get("text-anchor") is None


@given(claims())
def test_no_label_lies_over_another_or_outside(claim):
    svg = picture(*claim[0], copies=claim[1])
    found = list(boxes(svg))
    assert all(left >= 0 and right <= float(svg.get("width")) for left, _, right, _ in found)
    for one, other in combinations(found, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
