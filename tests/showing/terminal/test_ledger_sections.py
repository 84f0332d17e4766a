"""Sections of a ledger in the terminal: what it rests on, what to ask, what happened, what the page makes of it."""

import re
from dataclasses import replace

import pytest

from tests.support.full_ledger import FULL, place
from tests.support.ledgers_by_hand import ledger_of
from whence.records.ledger import Finding, Statement
from whence.records.report import Span
from whence.showing.terminal.ledger import render

USUAL = """\
── mole.txt ────────────────────────────────────────────────────────────
⟨¹Mole to close⟩, [¹council] {¹says}
Rests on ██████▒▒▒▒▒▒??··································· own voice 70%
█ named 13%  ▒ withheld 12%  ? no source 5%

A  Is there a second source? “A clerk” … “it knew”
B  Who says so? “reportedly”
   1 also noted: --all

Ships gathered off the mole. The vote underscores an old mistrust.

[²Northarm] {²denied} ⟨²that the pipe could leak⟩. [³A clerk] {³claimed}
⟨³it knew of the “crack”⟩.

Boats are {⁴reportedly} ⟨⁴leaving⟩. Police arrested two men on Quay 4 in
March 2031.

Who says what   [source] {cue} ⟨content⟩

  1  council · says
     Mole to close
  2  Northarm · denied · ⊘ possibly not (“could”)
     that the pipe could leak
  3  A clerk · claimed · the reporter keeps a distance
     it knew of the “crack”
     A Only an unnamed source says so
  4  no source · reportedly · ○ left open
     leaving
     B Hearsay: no source is given

Sources

 1×  council · 1
     named organisation
 1×  Northarm · 2
     named organisation
 1×  A clerk · 3
     person, name withheld
 1×  no source · 4

2 events and 3 statements in the page’s own voice: --all

"""
QUESTIONS = """\
Only an unnamed source says so
  A  Is there a second source? “A clerk” … “it knew” · in 3
     Stylebook: find a second source.
Hearsay: no source is given
  B  Who says so? “reportedly” · in 4
     Stylebook: say who reports.
Also noted
Scare quotes: nobody is quoted
  C  Whose word is it? “crack”
     Stylebook: quotation marks quote.
"""
BELOW = """\
Reported events   with the number of the attribution

    2           Northarm · reject · past
 page  2031-03  Police → two men · coerce (arrest) · past

In the page’s own voice

the writer’s interpretation
  –  The vote underscores an old mistrust.
what anybody there could see
  –  Ships gathered off the mole.
a fact on record
  –  Police arrested two men on Quay 4 in March 2031.

"""
BRIEF = """\
── mole.txt · Mole to close, council says ──────────────────────────────
Rests on named 13%, withheld 12%, no source 5%
A  Is there a second source? “A clerk” … “it knew” · 1 more

"""


def test_the_report_stands_beneath_what_it_rests_on_and_its_gravest_questions():
    assert render(FULL, width=72, color=False) == USUAL


def test_all_has_the_same_order_with_questions_in_full_and_with_events_and_the_own_voice():
    above, ledger = USUAL[: USUAL.index("A  Is")], USUAL[USUAL.index("Ships") : USUAL.index("2 events")]
    assert render(FULL, width=72, color=False, detail="all") == f"{above}{QUESTIONS}\n{ledger}{BELOW}"


def test_brief_is_three_lines_and_the_ledger():
    ledger = USUAL[USUAL.index("Who says what") : USUAL.index("2 events")]
    expected = BRIEF + ledger.replace("Who says what   [source] {cue} ⟨content⟩", "Who says what")
    assert render(FULL, width=72, color=False, detail="brief") == expected


@pytest.mark.parametrize("count", [0, 1])
def test_brief_has_three_lines_with_few_questions_too(count):
    findings = FULL.findings[1 : 1 + count]
    shown = render(replace(FULL, findings=findings), width=72, color=False, detail="brief").splitlines()
    assert shown[2] == ("A  Who says so? “reportedly”" if count else "No questions by these rules.")
    assert shown[3:5] == ["", "Who says what"]


LONG_HEADLINE = "Harbour of Tidewater weighs the ministry’s offer of help with its mole as tensions with Northarm rise"


def test_the_first_sentence_stands_within_the_first_fourteen_lines():
    marked = (
        f"{LONG_HEADLINE}\n\n[1 Ines Okafor]1 {{1 said}}1 <1 so>1, in a letter to [2 TASS]2. {{2 Reportedly}}2 <2 no>2."
    )
    ledger = ledger_of(marked, headline=LONG_HEADLINE, publisher="The Tidewater Post", name="harbour.txt")
    said, rumour = ledger.attributions
    note = "Who else can confirm “exclusive channels within the Ministry of the Environment and Waters”?"
    findings = tuple(
        Finding(kind="disagreement", spans=(), attributions=(), note=f"{number} {note}", rule="Ask.")
        for number in range(9)
    )
    asked = replace(ledger, attributions=(replace(said, relays=("s2",)), rumour), findings=findings)
    lines = render(asked, width=80, color=False).splitlines()
    assert 1 + lines.index("[¹Ines Okafor] {¹said} ⟨¹so⟩, in a letter to [²TASS]. {²Reportedly} ⟨²no⟩.") == 14
    assert "   6 more questions: --all" in lines


def test_what_is_only_noted_is_counted_and_shown_after_the_questions():
    noted = replace(FULL, findings=FULL.findings[:1])
    usual, brief, full = (render(noted, width=72, color=False, detail=detail) for detail in ("usual", "brief", "all"))
    assert "\nNo questions by these rules. 1 also noted: --all\n" in usual
    assert "\nNo questions by these rules. · 1 also noted\n" in brief
    assert "\nAlso noted\nScare quotes: nobody is quoted\n  A  Whose word is it?" in full


def test_with_colour_the_same_words_are_shown():
    plain = re.sub(r"\x1b\[[\d;]*m", "", render(FULL, width=72, color=True))
    assert USUAL[USUAL.index("Rests on") : USUAL.index("Ships")] in plain
    assert plain.endswith(USUAL[USUAL.index("Sources\n") :])


def test_nothing_to_ask_is_said_on_one_line_and_only_of_a_report_with_attributions():
    shown = render(ledger_of("[1 Ines]1 {1 said}1 <1 no>1"), width=80, color=False)
    assert "\nNo questions by these rules.\n\n" in shown
    assert "questions" not in render(ledger_of("Tide at noon."), width=80, color=False)
    assert "questions" not in render(ledger_of("[1 I]1 {1 say}1 <1 no>1"), width=80, color=False, asks=False)


def test_a_ledger_without_the_new_things_has_no_section_for_them():
    shown = render(ledger_of("[1 Ines]1 {1 said}1 <1 no>1"), width=80, color=False)
    assert shown.endswith("Sources\n\n 1×  Ines · 1\n\n")


def test_the_bar_fits_the_terminal_and_shows_even_the_smallest_share():
    long = ledger_of("[1 Ines]1 {1 said}1 <1 no>1. " + "The tide rose. " * 200)
    assert render(long, width=60, color=False).splitlines()[1] == f"Rests on ▓{'·' * 35} own voice 100%"


def test_the_key_to_the_bar_is_never_cut_within_an_entry():
    lines = render(FULL, width=24, color=False).splitlines()
    assert lines[3] == "███▒▒▒?·················"
    assert lines[4:7] == ["█ named 13%", "▒ withheld 12%", "? no source 5%"]
    assert lines[7] == "· own voice 70%"


def test_findings_of_one_holder_are_one_question_with_all_its_places():
    finding = {"kind": "scare-quotes", "attributions": (), "note": "Whose word is it?", "rule": "Ask."}
    spans = [(place("mole"),), (place("vote"),)]
    ledger = replace(FULL, findings=tuple(Finding(spans=each, **finding) for each in spans))
    assert (
        "Scare quotes: nobody is quoted\n"
        "  A  Whose word is it? “mole” … “vote”\n"
        "     Ask.\n\n"
    ) in render(ledger, width=72, color=False, detail="all")  # fmt: skip


def test_words_that_the_note_quotes_are_not_quoted_again():
    spans = (place("A clerk"), place("it knew"))
    finding = Finding(kind="bare-source", spans=spans, attributions=("a3",), note="Who is “A clerk”?", rule="Ask.")
    shown = render(replace(FULL, findings=(finding,)), width=72, color=False, detail="all")
    assert "\n  A  Who is “A clerk”? “it knew” · in 3\n     Ask.\n" in shown
    shown = render(replace(FULL, findings=(replace(finding, spans=spans[:1]),)), width=72, color=False, detail="all")
    assert "\n  A  Who is “A clerk”? · in 3\n     Ask.\n" in shown


def test_a_long_question_without_words_leaves_no_empty_line():
    note = "Who? " * 20
    finding = Finding(kind="no-response", spans=(), attributions=(), note=note, rule="Ask.")
    shown = render(replace(FULL, findings=(finding,)), width=72, color=False, detail="all")
    assert f"  A  {'Who? ' * 13}".rstrip() + f"\n     {'Who? ' * 7}".rstrip() + "\n     Ask.\n" in shown


def test_of_many_places_three_are_quoted_and_the_rest_counted():
    spans = tuple(map(place, ["A clerk", "it knew", "Boats", "Police", "Quay"]))
    finding = Finding(kind="bare-source", spans=spans, attributions=(), note="Who?", rule="Ask.")
    shown = render(replace(FULL, findings=(finding,)), width=72, color=False, detail="all")
    assert "\n  A  Who? “A clerk” … “it knew” … “Boats” … and 2 more\n" in shown


def test_a_question_is_asked_to_its_end_however_narrow_the_terminal_is():
    note = "Has it been said by one who ought to know it, or only by all who know her?"
    finding = Finding(kind="no-response", spans=(), attributions=(), note=note, rule="Ask them all at once.")
    ledger = replace(FULL, findings=(finding,))
    for width in (11, 20, 40):
        assert f"A {note} Ask them all at once." in " ".join(
            render(ledger, width=width, color=False, detail="all").split()
        )


def test_a_long_question_has_its_words_beneath_its_note():
    note = "Is there anybody at all who would say so on the record, with a name?"
    finding = Finding(
        kind="denied", spans=(place("denied that the pipe"),), attributions=("a2",), note=note, rule="Ask."
    )
    shown = render(replace(FULL, findings=(finding,)), width=80, color=False, detail="all")
    assert f"  A  {note}\n     “denied that the pipe” · in 2\n     Ask.\n" in shown


def test_all_lists_every_event_and_every_statement():
    first = FULL.events[0]
    days = [f"2031-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 21)]
    events = tuple(
        replace(first, id=f"e{day}", time=replace(FULL.times[0], start=day, end=day, precision="day")) for day in days
    )
    statements = tuple(Statement(spans=(place("The vote"),), kind="interpretation") for _ in range(30))
    shown = render(replace(FULL, events=events, statements=statements), width=80, color=False, detail="all")
    assert shown.count("Northarm · reject · past") == 40
    assert shown.count("  –  The vote\n") == 30


def test_an_event_stands_with_all_the_places_that_tell_it():
    first = FULL.events[0]
    events = (first, replace(first, id="e2", attribution=None))
    shown = render(replace(FULL, events=events), width=80, color=False, detail="all")
    assert "\n    2  Northarm · reject · past · also page\n" in shown


def test_events_without_any_time_leave_no_room_for_one():
    shown = render(replace(FULL, events=FULL.events[:1]), width=80, color=False, detail="all")
    assert "\n    2  Northarm · reject · past\n" in shown


def test_in_a_narrow_terminal_the_time_stands_before_the_event():
    shown = render(FULL, width=40, color=False, detail="all")
    assert "\n page  2031-03 · Police → two men ·\n       coerce (arrest) · past\n" in shown


def test_hostile_words_cannot_act_on_the_terminal_from_any_section():
    ledger = ledger_of("[1 Ines]1 {1 said}1 <1 no\x1b[2J\x9b>1\u202e")
    whole = (Span(0, len(ledger.report.text)),)
    hostile = "\x1b[2J\u202e\x9b1m"
    event = replace(
        FULL.events[1],
        mode=hostile,
        spans=whole,
        actor=replace(FULL.events[1].actor, name=hostile, spans=whole),
        recipient=None,
        place=None,
        time=replace(FULL.times[0], start=hostile, end=None, precision="day", spans=whole),
    )
    ledger = replace(
        ledger,
        events=(event,),
        statements=(Statement(spans=whole, kind="interpretation"),),
        findings=(Finding(kind="denied", spans=whole, attributions=(), note=hostile, rule=hostile),),
    )
    shown = render(ledger, width=80, color=False, detail="all")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert shown.count("␛[2J\\u202e\\x9b1m") == 5


def test_a_megabyte_of_words_is_shown_shortened():
    ledger = ledger_of("[1 Ines]1 {1 said}1 <1 no>1. " + "word " * 200_000)
    whole = (Span(0, len(ledger.report.text)),)
    ledger = replace(
        ledger,
        statements=(Statement(spans=whole, kind="interpretation"),),
        findings=(
            Finding(kind="denied", spans=whole, attributions=(), note="word " * 200_000, rule="word " * 200_000),
        ),
    )
    head, tail = render(ledger, width=80, color=False, detail="all").split("Who says what")
    assert "word…\n" in head
    assert tail.endswith("…\n\n")


def test_the_first_screen_draws_who_heard_it_from_whom():
    marked = (
        "[1 A diver]1 {1 said}1 <1 that [2 the mayor]2 {2 told}2 them <2 that [3 Northarm]3 {3 knew}3 <3 of it>3>2>1."
    )
    ledger = ledger_of(marked, within={2: 1, 3: 2})
    first, second, third = ledger.attributions
    passed = replace(ledger, attributions=(first, replace(second, relays=("s1",)), replace(third, relays=("s1", "s2"))))
    screen = render(passed, width=80, color=False).splitlines()[:24]
    assert "Northarm → the mayor → A diver → this page · 2, 3" in screen


def test_an_entry_draws_its_own_chain_with_a_written_channel():
    ledger = ledger_of("[1 Lind]1 {1 said}1 <1 that it was late>1, in a statement carried by [2 TASS]2.")
    said = replace(ledger.attributions[0], relays=("s2",), channel="statement")
    lines = render(replace(ledger, attributions=(said,)), width=80, color=False)
    assert "  1  Lind · said · Lind → statement → TASS → this page\n" in lines


def test_one_of_two_who_speak_together_is_listed_with_what_they_say_jointly():
    ledger = ledger_of("[1 Lind and Quill]1 {1 said}1 <1 so>1. [2 Lind]2 {2 agreed}2 <2 on that>2. [3 Quill]3 left.")
    both, lind, quill = ledger.sources
    together = replace(ledger, sources=(replace(both, members=(lind.id, quill.id)), lind, quill))
    text = render(replace(together, attributions=ledger.attributions[:2]), width=80, color=False)
    assert " 1×  Lind · 2; jointly 1\n" in text
    assert " 0×  Quill · jointly 1\n" in text


def test_the_longest_chain_stands_above_the_report_and_all_has_the_others():
    marked = " ".join(f"[{n} Diver {n}]{n} {{{n} said}}{n} <{n} so>{n}." for n in range(1, 10))
    ledger = ledger_of(marked)
    relayed = tuple(replace(one, relays=("s1",)) for one in ledger.attributions[1:])
    passed = replace(ledger, attributions=(ledger.attributions[0], *relayed))
    lines = render(passed, width=80, color=False).splitlines()
    assert [line for line in lines[:12] if "→" in line] == ["Diver 2 → Diver 1 → this page · 2; 7 more"]
    lines = render(passed, width=80, color=False, detail="all").splitlines()
    assert [line for line in lines[:12] if "→" in line][-1] == "Diver 9 → Diver 1 → this page · 9"
