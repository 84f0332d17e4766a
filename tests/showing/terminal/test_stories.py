"""Stories and comparisons in the terminal and as CSV."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.told_stories import COMPARISON, COMPARISONS, FORTY, STORIES, STORY, milestone
from whence.records.stories import StoryEntry
from whence.showing.terminal.columns import csv_table, record_line
from whence.showing.terminal.comparison import comparison_csv, render_comparison
from whence.showing.terminal.stories import render_stories, render_story, story_csv
from whence.showing.terminal.wrapping import count_columns

ENTRY = StoryEntry(
    id="st:5f0c000000000001", headline="Fuel leaks", reports=1200, outlets=7, first="2031-03-04", last=None
)


def rows(written):
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_a_story_in_a_table_has_its_counts_days_and_headline():
    assert render_stories([ENTRY], width=80, color=False) == (
        "id           reports  outlets  first       last  headline\n"
        "st:5f0c0000     1200        7  2031-03-04        Fuel leaks\n"
    )
    assert csv_table([ENTRY], StoryEntry) == (
        "id,headline,reports,outlets,first,last\r\nst:5f0c000000000001,Fuel leaks,1200,7,2031-03-04,\r\n"
    )
    assert b'"outlets": 7' in record_line(ENTRY)


def test_a_story_shows_reports_then_corrections_then_claims():
    assert render_story(STORY, width=80, color=False) == (
        "Fuel leaks\n"
        "2 reports by 3 outlets · 2031-03-04 to 2031-03-05 · st:5f0c0000\n"
        "\n"
        "Reports\n"
        "\n"
        "2031-03-04    The Tidewater Post · r:5f0c0000\n"
        "              Fuel leaks\n"
        "              200 words: 90 % its own, 10 % quoted\n"
        "\n"
        "2031-03-05    Radio Estuary · r:5f0c0000\n"
        "              Without a headline\n"
        "              100 words: 10 % its own, 50 % copied, 20 % shared, order unknown,\n"
        "              10 % quoted, 10 % standing text\n"
        "              50 words copied from The Tidewater Post · r:5f0c0000\n"
        "              20 words as in Herald · r:5f0c0000\n"
        "\n"
        "Corrections\n"
        "\n"
        "2031-03-06    Herald corrects its report of 2031-03-04 · r:5f0c0000\n"
        "              Correction: 40 tonnes, not 43\n"
        "\n"
        "Disputed or corrected\n"
        "\n"
        "“40 tonnes left the tank”\n"
        "c:5f0c0000 · 2 reports, 2 outlets\n"
        "first         2031-03-04 The Tidewater Post · Ines Okafor\n"
        "or first      2031-03-05 Radio Estuary · Tove Lind → TASS\n"
        "other number  2031-03-06 Herald · Tove Lind\n"
        "              “43 tonnes left the tank” · c:5f0c0000\n"
        "              another number: “43”, not “40”\n"
        "altered       2031-03-04 The Tidewater Post\n"
        "              [-45-] {+40+}\n"
        "corrected     2031-03-06 Herald\n"
        "              Correction: 40 tonnes, not 43\n"
        "\n"
        "What several outlets have\n"
        "\n"
        "“the harbour closes”\n"
        "c:5f0c0000 · 2 reports, 2 outlets\n"
        "first         2031-03-04 The Tidewater Post · Ines Okafor\n"
        "also          2031-03-05 Radio Estuary · Tove Lind → TASS\n"
    )


def test_what_only_one_outlet_has_is_listed_with_its_report():
    alone = replace(STORY.claims[1], milestones=STORY.claims[0].milestones[:1])
    shown = render_story(replace(STORY, claims=(alone,) * 5), width=80, color=False)
    assert shown.endswith(
        "What only one outlet has\n"
        "\n"
        "2031-03-04    The Tidewater Post · 5 claims\n"
        "              “43 tonnes left the tank”\n"
        "              “43 tonnes left the tank”\n"
        "              “43 tonnes left the tank”\n"
        "              and 2 more\n"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"corrects": None}, "Herald corrects an earlier report\n"),
        ({"corrects": STORY.corrections[0].report}, "Herald corrects itself\n"),
        ({"kind": "retraction"}, "Herald withdraws its report of 2031-03-04"),
    ],
)
def test_a_correction_says_what_it_is_about_as_far_as_that_is_known(change, told):
    corrections = (replace(STORY.corrections[0], **change),)
    assert told in render_story(replace(STORY, corrections=corrections), width=80, color=False)


def test_a_story_as_csv_has_a_row_for_each_report_and_each_milestone():
    found = rows(story_csv(STORY))
    assert [row["kind"] for row in found] == [
        *("report", "own", "report", "own", "copied", "shared"),
        *("first", "first", "another number", "altered", "correction", "first", "first", "spread", "correction"),
    ]
    assert found[4] == {
        "kind": "copied",
        "at": "2031-03-05T09:30:00Z",
        "report": "r:5f0c000000000002",
        "publisher": "Radio Estuary",
        "claim": "",
        "text": "",
        "source": "",
        "other": "r:5f0c000000000001",
        "words": "50",
    }
    assert (found[8]["source"], found[8]["other"]) == ("Tove Lind", "c:5f0c000000000002")


def test_a_comparison_gives_each_report_a_letter_and_refers_to_it():
    assert render_comparison(COMPARISON, width=80, color=False) == (
        "2 reports compared\n"
        "\n"
        "A  The Tidewater Post · 2031-03-04 · r:5f0c0000\n"
        "   Fuel leaks\n"
        "   200 words: 90 % its own, 10 % quoted\n"
        "\n"
        "B  Radio Estuary · 2031-03-05 · r:5f0c0000\n"
        "   Without a headline\n"
        "   100 words: 10 % its own, 50 % copied, 20 % shared, order unknown, 10 %\n"
        "   quoted, 10 % standing text\n"
        "\n"
        "Passages that they share\n"
        "\n"
        "A and B · 50 same words · A had it first · wire copy of Reuters\n"
        "“Divers who looked for the leak found a crack”\n"
        "\n"
        "Quotations that they share\n"
        "\n"
        "A and B · altered · A had it first\n"
        "“We close before the summer”\n"
        "Altered: [-summer-] {+autumn+}\n"
        "\n"
        "Claims that they share\n"
        "\n"
        "A  “40 tonnes left the tank” · Ines Okafor\n"
        "B  “40 tonnes had left the tank” · Tove Lind → TASS\n"
        "c:5f0c0000\n"
        "\n"
        "Where they disagree\n"
        "\n"
        "another number: “43”, not “40”\n"
        "A  “40 tonnes left the tank” · Ines Okafor\n"
        "B  “43 tonnes left the tank” · Tove Lind → TASS\n"
        "c:5f0c0000 and c:5f0c0000\n"
        "\n"
        "What only one of them has\n"
        "\n"
        "A  “the harbour closes”\n"
    )


@pytest.mark.parametrize(("change", "told"), [({"is_at_edge": True}, "one quotes less"), (None, "the same words")])
def test_a_quotation_of_which_one_report_quotes_less_is_not_altered(change, told):
    (one,) = COMPARISON.quotations
    first, *rest = one.link.changes
    changes = (replace(first, **change), *rest) if change else rest
    quotations = (replace(one, link=replace(one.link, changes=tuple(changes))),)
    shown = render_comparison(replace(COMPARISON, quotations=quotations), width=80, color=False)
    assert f"A and B · {told} · A had it first\n“We close before the summer”\n\n" in shown


def test_what_only_one_has_is_not_shown_as_said_by_one_who_denies_it():
    denied = replace(FORTY, stance="denies")
    alone = replace(COMPARISON.reports[0], only=(denied,))
    shown = render_comparison(replace(COMPARISON, reports=(alone, *COMPARISON.reports[1:])), width=80, color=False)
    assert "“40 tonnes left the tank” · denies\n" in shown.partition("What only one of them has")[2]
    claim = replace(STORY.claims[0], outlets=1, milestones=(milestone("first", denied),))
    shown = render_story(replace(STORY, claims=(claim,)), width=80, color=False)
    assert " · denies\n" in shown.partition("What only one outlet has")[2]


def test_reports_that_share_nothing_say_so():
    apart = replace(COMPARISON, passages=(), quotations=(), claims=(), disagreements=())
    shown = render_comparison(apart, width=80, color=False)
    assert "\n\nThey share no passage, no quotation and no claim.\n\nWhat only one of them has\n" in shown


def test_a_comparison_as_csv_has_a_row_for_each_thing():
    found = rows(comparison_csv(COMPARISON))
    kinds = ["words", "own", "copied", "shared", "quoted", "standing"]
    assert [row["kind"] for row in found] == [
        *kinds,
        *kinds,
        *("passage", "altered quotation", "replaced", "punctuation", "claim", "claim"),
        *("disagreement", "another number", "only"),
    ]
    assert found[12]["first"] == "r:5f0c000000000001"
    assert (found[14]["text"], found[14]["other_text"]) == ("summer", "autumn")
    assert (found[-2]["claim"], found[-2]["text"], found[-2]["other_text"]) == ("c:5f0c000000000002", "40", "43")


@given(STORIES, st.integers(10, 120))
def test_no_line_of_a_story_is_wider_than_the_terminal(details, width):
    shown = render_story(details, width=width, color=False)
    assert all(count_columns(line) <= width for line in shown.splitlines())
    rows(story_csv(details))


@given(COMPARISONS, st.integers(10, 120))
def test_no_line_of_a_comparison_is_wider_than_the_terminal(found, width):
    shown = render_comparison(found, width=width, color=False)
    assert all(count_columns(line) <= width for line in shown.splitlines())
    rows(comparison_csv(found))
