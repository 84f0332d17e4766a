"""A ledger as readers corrected it, and spans found again in another text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers_by_hand import ledger_of
from whence.records.anchors import find_again
from whence.records.corrected import correct_ledger, superseded
from whence.records.ledger import Event, Finding
from whence.records.report import Span
from whence.records.review import Correction

LEDGER = ledger_of(
    "Harbour\n\n[1 He]1 {1 said}1 <1 the ferry sank>1. [2 Ivo Ness]2 {2 denied}2 <2 it>2. Tove Lind, the pilot, left."
)
TEXT = LEDGER.report.text


def span_of(words):
    at = TEXT.index(words)
    return Span(at, at + len(words))


def correction(number=1, *, own="k:1", **told):
    one = LEDGER.attributions[number - 1]
    return Correction(
        id=own,
        report="r:1",
        version=1,
        source_spans=one.source_spans,
        cue_spans=one.cue_spans,
        content_spans=one.content_spans,
        words="",
        said="",
        author="Ana Brandt",
        at="2031-03-05T06:00:00+00:00",
        **told,
    )


def names(ledger):
    sources = {source.id: source.name for source in ledger.sources}
    return [
        (one.id, sources.get(one.source), [span.of(TEXT) for span in one.content_spans]) for one in ledger.attributions
    ]


def test_who_is_given_becomes_the_source_of_that_attribution_alone():
    corrected = correct_ledger(LEDGER, [correction(who=span_of("Tove Lind"), kind="person", naming="named")])
    assert names(corrected) == [("a1", "Tove Lind", ["the ferry sank"]), ("a2", "Ivo Ness", ["it"])]
    assert [(source.kind, source.naming) for source in corrected.sources if source.name == "Tove Lind"] == [
        ("person", "named")
    ]
    assert corrected.attributions[0].source_spans == LEDGER.attributions[0].source_spans
    assert corrected.attributions[0].confidence == 1.0
    assert corrected.attributions[1] == LEDGER.attributions[1]


def test_a_source_that_the_ledger_has_is_not_made_twice():
    corrected = correct_ledger(LEDGER, [correction(who=span_of("Ness"))])
    assert names(corrected) == [("a1", "Ivo Ness", ["the ferry sank"]), ("a2", "Ivo Ness", ["it"])]
    assert [source.id for source in corrected.sources] == ["s2"]


def test_what_is_no_attribution_goes_with_its_events_findings_and_source():
    finding = Finding(kind="denied", spans=(Span(9, 11),), attributions=("a1",), note="Who?", rule="Ask.")
    event = Event(
        id="e1", type="ACCUSE", mode=None, spans=(Span(9, 11),), actor=None, recipient=None, place=None, time=None,
        told_as="past", attribution="a1", certainty=1.0, confidence=0.9,
    )  # fmt: skip
    corrected = correct_ledger(replace(LEDGER, findings=(finding,), events=(event,)), [correction(is_wrong=True)])
    assert names(corrected) == [("a2", "Ivo Ness", ["it"])]
    assert (corrected.findings, corrected.events, [one.name for one in corrected.sources]) == ((), (), ["Ivo Ness"])


def test_an_attribution_without_source_or_with_another_content_keeps_the_rest():
    right = correction(right_source_spans=(), right_content_spans=(span_of("the ferry"),))
    corrected = correct_ledger(LEDGER, [right])
    assert names(corrected) == [("a1", None, ["the ferry"]), ("a2", "Ivo Ness", ["it"])]


def test_an_attribution_that_is_not_found_any_more_is_added_where_it_stands():
    read_again = replace(LEDGER, attributions=LEDGER.attributions[1:])
    corrected = correct_ledger(read_again, [correction(who=span_of("Tove Lind"))])
    assert names(corrected) == [("a3", "Tove Lind", ["the ferry sank"]), ("a2", "Ivo Ness", ["it"])]
    assert correct_ledger(read_again, [correction(is_wrong=True)]) == read_again


def test_one_that_is_found_by_now_as_the_reader_gave_it_is_not_added_twice():
    right = correction(right_cue_spans=(span_of("sank"),), right_content_spans=(span_of("the ferry"),))
    once = correct_ledger(LEDGER, [right])
    assert names(correct_ledger(once, [right])) == names(once)


def test_the_latest_counts_in_each_thing_that_it_says():
    first = correction(own="k:1", who=span_of("Tove Lind"), right_content_spans=(span_of("ferry"),))
    second = correction(own="k:2", who=span_of("Ivo Ness"))
    assert names(correct_ledger(LEDGER, [first, second]))[0] == ("a1", "Ivo Ness", ["ferry"])
    assert superseded([first, second]) == set()
    assert superseded([first, replace(second, right_content_spans=(span_of("sank"),))]) == {"k:1"}
    wrong = correction(own="k:3", is_wrong=True)
    assert superseded([first, second, wrong]) == {"k:1", "k:2"}
    assert superseded([wrong, second]) == {"k:3"}
    assert names(correct_ledger(LEDGER, [wrong, second]))[0] == ("a1", "Ivo Ness", ["the ferry sank"])


def test_a_correction_says_what_is_right_or_that_all_is_wrong_and_not_both():
    for told in ({}, {"is_wrong": True, "who": Span(0, 3)}):
        with pytest.raises(ValueError, match="either"):
            correction(**told)


def added(**told):
    return Correction(
        **dict.fromkeys(("source_spans", "cue_spans", "content_spans"), ()),
        id="k:1",
        report="r:1",
        version=1,
        words="",
        said="",
        author="Ana Brandt",
        at="",
        is_added=True,
        **told,
    )


def test_an_added_attribution_stands_within_the_content_that_it_lies_in():
    one = added(right_cue_spans=(span_of("sank"),), right_content_spans=(span_of("ferry"),))
    corrected = correct_ledger(LEDGER, [one])
    assert [(each.id, each.within, each.source) for each in corrected.attributions] == [
        ("a1", None, "s1"),
        ("a3", "a1", None),
        ("a2", None, "s2"),
    ]


def test_an_added_attribution_has_a_content_and_nothing_that_was_found():
    for told in ({"who": span_of("Tove Lind")}, {"is_wrong": True}):
        with pytest.raises(ValueError, match="added"):
            added(**told)
    with pytest.raises(ValueError, match="added"):
        correction(right_content_spans=(span_of("ferry"),), is_added=True)


def test_spans_are_found_again_where_the_words_moved_and_nowhere_if_they_changed():
    assert find_again([Span(4, 8), Span(9, 10)], "one two, three", "A word. one two, three") == (
        Span(12, 16),
        Span(17, 18),
    )
    assert find_again([Span(0, 3)], "one two", "ones two, one") is None
    assert find_again([Span(4, 7)], "say say", "Say: say say") == (Span(9, 12),)
    assert find_again([Span(0, 3), Span(8, 11)], "one and two", "one or two") is None
    assert find_again([], "one", "two") == ()


@given(st.text("ab", min_size=1), st.text("ab"), st.text("ab"), st.data())
def test_what_is_found_again_has_the_same_words(text, before, after, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = find_again([span], text, before + text + after)
    assert found is None or found[0].of(before + text + after) == span.of(text)
