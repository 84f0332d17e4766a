"""The origins of a claim as a tree in the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.appearances import LIND, OFFICIAL, TASS, claims, says
from whence.linking.origins.origins import find_origins
from whence.records.links import Copy, SourceStep
from whence.showing.terminal.origins import render_origins
from whence.showing.terminal.wrapping import count_columns


def test_each_origin_is_the_root_of_a_tree_of_reports():
    said = [
        says("r:1", "TASS", LIND, at="2031-03-04"),
        says("r:2", "Herald", TASS, OFFICIAL, at="2031-03-05"),
        says("r:3", "Gazette", at="2031-03-06"),
        says("r:4", "Radio", at="2031-03-06"),
        says("r:5", "Coast", LIND, at="2031-03-06"),
    ]
    found = find_origins(said, [Copy(report="r:3", original="r:2", order="time")])
    assert render_origins(found, width=80, color=False) == (
        "5 reports, 5 outlets, 2 origins\n"
        "\n"
        "Tove Lind (person)\n"
        "├─ TASS · 2031-03-04 · r:1\n"
        "│  └─ Herald · 2031-03-05 · r:2 · cites it\n"
        "│     └─ Gazette · 2031-03-06 · r:3 · copied\n"
        "└─ Coast · 2031-03-06 · r:5\n"
        "\n"
        "Radio (gives no source)\n"
        "└─ Radio · 2031-03-06 · r:4 · in its own voice\n"
        "\n"
        "Why\n"
        "· Herald cites TASS, whose own report counts instead.\n"
        "· Gazette copied the report of Herald (2031-03-05).\n"
        "· Coast cites Tove Lind, too.\n"
    )


def test_a_report_with_two_origins_stands_beneath_both():
    said = [
        says("r:1", "TASS", LIND, number=1),
        says("r:1", "TASS", OFFICIAL, number=2),
        says("r:2", "Herald", TASS),
    ]
    lines = render_origins(find_origins(said), width=80, color=False).splitlines()
    assert lines[2:8] == [
        "Tove Lind (person)",
        "└─ TASS · r:1",
        "   └─ Herald · r:2 · cites it",
        "",
        "an official (person, not named)",
        "└─ TASS · r:1 · see above",
    ]


def test_copies_of_copies_stand_beneath_the_first_report():
    said = [says(f"r:{own}", f"Outlet {own}", OFFICIAL) for own in range(1000, 3000)]
    copies = [Copy(report=f"r:{own}", original=f"r:{own - 1}", order="time") for own in range(1001, 3000)]
    lines = render_origins(find_origins(said, copies), width=80, color=False).splitlines()
    assert lines[3:5] == ["└─ Outlet 1000 · r:1000", "   ├─ Outlet 1001 · r:1001 · copied"]
    assert lines[24] == "   └─ and 1,979 more"


def test_many_branches_are_counted():
    said = [says(f"r:{own}", f"Outlet {own}", LIND) for own in range(1000, 2200)]
    lines = render_origins(find_origins(said), width=80, color=False).splitlines()
    assert lines[22:24] == ["├─ Outlet 1019 · r:1019", "└─ and 1,180 more"]


def test_a_long_chain_of_citations_stays_within_the_terminal():
    def cited(own):
        return SourceStep(source="s9", name=f"Outlet {own}", kind="organisation", naming="named")

    said = [says(f"r:{own}", f"Outlet {own}", cited(own - 1)) for own in range(1001, 3001)]
    lines = render_origins(find_origins(said), width=80, color=False).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.count("· r:") for line in lines) == 2000


@given(claims(), st.integers(10, 100))
def test_no_line_is_too_wide_and_every_report_is_shown(claim, width):
    found = find_origins(*claim)
    lines = render_origins(found, width=width, color=False).splitlines()
    assert max(map(count_columns, lines)) <= width
    text = "".join(line.lstrip("│├└─ ") for line in lines)
    assert all(node.id in text for node in found.nodes if node.kind == "report")


def test_control_characters_of_names_are_shown_as_signs():
    (line,) = (
        one
        for one in render_origins(
            find_origins([says("r:1", "Her\x1b[31mald", LIND)]), width=80, color=False
        ).splitlines()
        if "r:1" in one
    )
    assert line == "└─ Her␛[31mald · r:1"
