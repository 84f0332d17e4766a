"""Sections of a ledger in the terminal: what it rests on, what to ask, what happened, what the page makes of it."""

import re
from dataclasses import replace

import pytest

from tests.support.full_ledger import FULL, place
from tests.support.ledgers_by_hand import ledger_of
from whence.records.ledger import Finding, Statement
from whence.records.report import Span
from whence.showing.terminal.ledger import render

IN_COLUMNS_OF_72 = """\
── mole.txt ────────────────────────────────────────────────────────────

Rests on: named 11%, withheld 9%, no source 4%; own voice 76%.
████████▒▒▒▒▒▒▒???······················································
█ named  ▒ withheld  ? no source  · own voice

What an editor would ask

Only an unnamed source says so
  A  Is there a second source? “A clerk” … “it knew” · in 3
     Stylebook: find a second source.
Hearsay: no source is given
  B  Who says so? “reportedly” · in 4
     Stylebook: say who reports.
Scare quotes: nobody is quoted
  C  Whose word is it? “crack”
     Stylebook: quotation marks quote.

⟨¹Mole to close⟩, [¹council] {¹says}

Ships gathered off the mole. The vote underscores an old mistrust.

[²Northarm] {²denied} ⟨²that the pipe could leak⟩. [³A clerk] {³claimed}
⟨³it knew of the “crack”⟩.

Boats are {⁴reportedly} ⟨⁴leaving⟩. Police arrested two men on Quay 4 in
March 2031.

Who says what   [source] {cue} ⟨content⟩

  1  council · says · indirect
     Mole to close
  2  Northarm · denied · indirect · denies · possibly not (“could”)
     that the pipe could leak
  3  A clerk · claimed · indirect · the reporter keeps a distance
     it knew of the “crack”
  4  no source · reportedly · indirect · left open
     leaving

Sources

 1×  council · 1
     named organisation
 1×  Northarm · 2
     named organisation
 1×  A clerk · 3
     person, name withheld
 1×  no source · 4

Reported events   with the number of the attribution

    2           Northarm · reject · past
 page  2031-03  Police → two men · coerce (arrest) · past

In the page’s own voice   the writer’s interpretation

  –  The vote underscores an old mistrust.

"""


def test_a_full_ledger_is_shown_section_by_section():
    assert render(FULL, width=72, color=False) == IN_COLUMNS_OF_72


def test_with_colour_the_same_words_are_shown():
    plain = re.sub(r"\x1b\[[\d;]*m", "", render(FULL, width=72, color=True))
    above = IN_COLUMNS_OF_72.split("⟨", 1)[0]
    assert plain.startswith(above)
    assert plain.endswith(IN_COLUMNS_OF_72[IN_COLUMNS_OF_72.index("Sources\n") :])


def test_nothing_to_ask_is_said_on_one_line_and_only_of_a_report_with_attributions():
    assert "\n\nWhat an editor would ask   No questions by these rules.\n\n" in render(
        ledger_of("[1 Ines]1 {1 said}1 <1 no>1"), width=80, color=False
    )
    assert "editor" not in render(ledger_of("Tide at noon."), width=80, color=False)


def test_a_ledger_without_the_new_things_has_no_section_for_them():
    shown = render(ledger_of("[1 Ines]1 {1 said}1 <1 no>1"), width=80, color=False)
    assert shown.endswith("Sources\n\n 1×  Ines · 1\n\n")


def test_the_bar_fits_the_terminal_and_shows_even_the_smallest_share():
    long = ledger_of("[1 Ines]1 {1 said}1 <1 no>1. " + "The tide rose. " * 200)
    bar = render(long, width=40, color=False).splitlines()[4]
    assert bar == "▓" + "·" * 39


def test_the_key_to_the_bar_is_never_cut_within_an_entry():
    lines = render(FULL, width=24, color=False).splitlines()
    assert "█ named  ▒ withheld" in lines
    assert "? no source  · own voice" in lines


def test_findings_with_one_note_and_rule_say_them_once():
    finding = {"kind": "scare-quotes", "attributions": (), "note": "Whose word is it?", "rule": "Ask."}
    spans = [(place("mole"),), (place("vote"),)]
    ledger = replace(FULL, findings=tuple(Finding(spans=each, **finding) for each in spans))
    assert (
        "Scare quotes: nobody is quoted\n"
        "  A  Whose word is it? “mole”\n"
        "  B  “vote”\n"
        "     Ask.\n\n"
    ) in render(ledger, width=72, color=False)  # fmt: skip


def test_words_that_the_note_quotes_are_not_quoted_again():
    spans = (place("A clerk"), place("it knew"))
    finding = Finding(kind="bare-source", spans=spans, attributions=("a3",), note="Who is “A clerk”?", rule="Ask.")
    shown = render(replace(FULL, findings=(finding,)), width=72, color=False)
    assert "\n  A  Who is “A clerk”? “it knew” · in 3\n     Ask.\n" in shown
    shown = render(replace(FULL, findings=(replace(finding, spans=spans[:1]),)), width=72, color=False)
    assert "\n  A  Who is “A clerk”? · in 3\n     Ask.\n" in shown


def test_a_long_question_without_words_leaves_no_empty_line():
    note = "Who? " * 20
    finding = Finding(kind="no-response", spans=(), attributions=(), note=note, rule="Ask.")
    shown = render(replace(FULL, findings=(finding,)), width=72, color=False)
    assert f"  A  {'Who? ' * 13}".rstrip() + f"\n     {'Who? ' * 7}".rstrip() + "\n     Ask.\n" in shown


def test_a_repeated_note_stays_where_no_words_would():
    finding = Finding(kind="no-response", spans=(), attributions=(), note="Was anybody asked?", rule="Ask.")
    shown = render(replace(FULL, findings=(finding, finding)), width=72, color=False)
    assert "\n  A  Was anybody asked?\n  B  Was anybody asked?\n     Ask.\n" in shown


def test_of_many_places_three_are_quoted_and_the_rest_counted():
    spans = tuple(map(place, ["A clerk", "it knew", "Boats", "Police", "Quay"]))
    finding = Finding(kind="bare-source", spans=spans, attributions=(), note="Who?", rule="Ask.")
    shown = render(replace(FULL, findings=(finding,)), width=72, color=False)
    assert "\n  A  Who? “A clerk” … “it knew” … “Boats” … and 2 more\n" in shown


def test_a_question_is_asked_to_its_end_however_narrow_the_terminal_is():
    note = "Has it been said by one who ought to know it, or only by all who know her?"
    finding = Finding(kind="no-response", spans=(), attributions=(), note=note, rule="Ask them all at once.")
    ledger = replace(FULL, findings=(finding,))
    for width in (11, 20, 40):
        assert f"A {note} Ask them all at once." in " ".join(render(ledger, width=width, color=False).split())


def test_a_long_question_has_its_words_beneath_its_note():
    note = "Is there anybody at all who would say so on the record, with a name?"
    finding = Finding(
        kind="denied", spans=(place("denied that the pipe"),), attributions=("a2",), note=note, rule="Ask."
    )
    shown = render(replace(FULL, findings=(finding,)), width=80, color=False)
    assert f"  A  {note}\n     “denied that the pipe” · in 2\n     Ask.\n" in shown


@pytest.mark.parametrize(("count", "rest"), [(12, None), (13, "and 1 more; --json shows all")])
def test_more_than_twelve_events_are_counted(count, rest):
    events = tuple(replace(FULL.events[0], id=f"e{number}") for number in range(1, count + 1))
    shown = render(replace(FULL, events=events), width=80, color=False)
    assert shown.count("Northarm · reject · past") == 12
    assert (f"       {rest}\n" in shown) == (rest is not None)
    assert ("--json" in shown) == (rest is not None)


def test_events_without_any_time_leave_no_room_for_one():
    shown = render(replace(FULL, events=FULL.events[:1]), width=80, color=False)
    assert "\n    2  Northarm · reject · past\n" in shown


def test_in_a_narrow_terminal_the_time_stands_before_the_event():
    shown = render(FULL, width=40, color=False)
    assert "\n page  2031-03 · Police → two men ·\n       coerce (arrest) · past\n" in shown


def test_no_more_than_five_interpretations_are_listed():
    statements = tuple(Statement(spans=(place("The vote"),), kind="interpretation") for _ in range(7))
    shown = render(replace(FULL, statements=statements), width=80, color=False)
    assert shown.count("  –  The vote\n") == 5
    assert shown.endswith("     and 2 more; --json shows all\n\n")


def test_facts_of_record_and_observations_alone_make_no_section():
    shown = render(replace(FULL, statements=(FULL.statements[0], FULL.statements[2])), width=80, color=False)
    assert "In the page’s own voice" not in shown


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
    shown = render(ledger, width=80, color=False)
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
    head, tail = render(ledger, width=80, color=False).split("Who says what")
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
    assert "  page ← A diver ← the mayor ← Northarm · 2, 3" in screen
    assert "Who heard it from whom   from the page back to the source" in screen


def test_an_entry_draws_its_own_chain_with_a_written_channel():
    ledger = ledger_of("[1 Lind]1 {1 said}1 <1 that it was late>1, in a statement carried by [2 TASS]2.")
    said = replace(ledger.attributions[0], relays=("s2",), channel="statement")
    lines = render(replace(ledger, attributions=(said,)), width=80, color=False)
    assert "  1  Lind · said · indirect · page ← TASS ← statement ← Lind\n" in lines


def test_one_of_two_who_speak_together_is_listed_with_what_they_say_jointly():
    ledger = ledger_of("[1 Lind and Quill]1 {1 said}1 <1 so>1. [2 Lind]2 {2 agreed}2 <2 on that>2. [3 Quill]3 left.")
    both, lind, quill = ledger.sources
    together = replace(ledger, sources=(replace(both, members=(lind.id, quill.id)), lind, quill))
    text = render(replace(together, attributions=ledger.attributions[:2]), width=80, color=False)
    assert " 1×  Lind · 2; jointly 1\n" in text
    assert " 0×  Quill · jointly 1\n" in text


def test_many_chains_are_cut_short_on_the_first_screen():
    marked = " ".join(f"[{n} Diver {n}]{n} {{{n} said}}{n} <{n} so>{n}." for n in range(1, 10))
    ledger = ledger_of(marked)
    relayed = tuple(replace(one, relays=("s1",)) for one in ledger.attributions[1:])
    lines = render(replace(ledger, attributions=(ledger.attributions[0], *relayed)), width=80, color=False).splitlines()
    at = lines.index("Who heard it from whom   from the page back to the source")
    assert lines[at + 2 : at + 8] == [
        "  page ← Diver 1 ← Diver 2 · 2",
        "  page ← Diver 1 ← Diver 3 · 3",
        "  page ← Diver 1 ← Diver 4 · 4",
        "  page ← Diver 1 ← Diver 5 · 5",
        "  page ← Diver 1 ← Diver 6 · 6",
        "  and 3 more; --json shows all",
    ]
