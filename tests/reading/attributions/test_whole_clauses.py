"""A content has whole clauses, and none of what the page tells."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.whole_clauses import settle_clauses
from whence.reading.model.decode import Name


def settled(marked, name=""):
    text, spans = parse_marked(marked)
    words = segment(text)
    start = next((i for i in range(len(words)) if name and name.startswith(words.texts[i])), 0)
    names = [Name(start, start + len(segment(name)), "organisation", 1.0)] if name else []
    (one,) = (settle_clauses(words, one, names) for one in found_in(words, spans))
    return [text[words.starts[start] : words.ends[end - 1]] for start, end in one.contents]


def marked_content(marked):
    text, spans = parse_marked(marked)
    (span,) = spans[1, "content"]
    return span.of(text)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (
            "But then they asked a diver, <1 who said Brandt had the keys>1, {1 according to}1 [1 a letter]1.",
            "then they asked a diver, who said Brandt had the keys",
        ),
        (
            "SKERRY — A ship, <1 which had no crew>1, {1 said}1 [1 the watch]1.",
            "A ship, which had no crew",
        ),
        (
            "When the boats - eight of them - <1 are counted, it leads>1, {1 according to}1 [1 the watch]1.",
            "the boats - eight of them - are counted, it leads",
        ),
        # Here nothing is missing, or the words before are another's.
        ("It has ten boats, <1 which makes it the largest>1 {1 according to}1 [1 the watch]1.", None),
        ("Brandt said they asked a diver, <1 who had the keys>1, {1 according to}1 [1 a letter]1.", None),
        ("<1 Where the boats lie is unknown>1, {1 said}1 [1 the watch]1.", None),
        ("In May, <1 the boats are counted>1, {1 said}1 [1 the watch]1.", None),
    ],
)
def test_a_clause_that_describes_has_what_it_describes(marked, content):
    assert settled(marked) == [content or marked_content(marked)]


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[1 He]1 {1 told}1 them, <1 “I drop the oar,” and was held>1.", "“I drop the oar,”"),
        ("[1 The letter]1 {1 reads}1 <1 “we may go on”, but no plans exist>1.", "“we may go on”"),
        ("[1 Brandt]1 {1 said}1 <1 they bring a photo ID>1. to the gate.", "they bring a photo ID. to the gate"),
        # All of these is said.
        ("[1 He]1 {1 said}1 <1 “limited data” from boats was lost>1.", None),
        ("[1 He]1 {1 called}1 it <1 “a mess,” and “a shame”>1.", None),
        ("[1 Brandt]1 {1 said}1 <1 they bring a photo>1. less of it", None),
        ("[1 Brandt]1 {1 said}1 <1 see the PIC>1.skerry.example", None),
    ],
)
def test_what_the_page_tells_besides_is_none_of_it(marked, content):
    assert settled(marked) == [content or marked_content(marked)]


@pytest.mark.parametrize(
    ("marked", "name", "content"),
    [
        ("Brandt <1 Boats may close its yard>1, [1 it]1 {1 said}1.", "Brandt Boats", "Brandt Boats may close its yard"),
        (
            "Brandt Boats <1 is closing its yard>1, [1 it]1 {1 said}1.",
            "Brandt Boats",
            "Brandt Boats is closing its yard",
        ),
        ("SKERRY — Brandt <1 is closing its yard>1, [1 it]1 {1 said}1.", "Brandt", "Brandt is closing its yard"),
        # The name is the source's, stands after the cue, or is no subject.
        ("[1 Brandt Boats]1 {1 said}1 <1 Boats leave>1.", "Brandt Boats", None),
        ("[1 Brandt]1 {1 said}1 <1 is it closed>1?", "Brandt", None),
        ("At the yard of Brandt <1 is no boat>1, [1 it]1 {1 said}1.", "Brandt", None),
    ],
)
def test_a_content_has_the_name_that_it_begins_in_or_after(marked, name, content):
    assert settled(marked, name) == [content or marked_content(marked)]


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (
            "No berth is free, and <1 boats may turn away>1, [1 a pilot]1 {1 warned}1.",
            "No berth is free, and boats may turn away",
        ),
        # Nothing is missing, or the words before are another's, a quotation, or no clause.
        ("Brandt said no berth is free, and <1 boats may turn away>1, [1 a pilot]1 {1 warned}1.", None),
        ("“No berth is free,” and <1 boats may turn away>1, [1 a pilot]1 {1 warned}1.", None),
        ("On a quiet day, and <1 boats may turn away>1, [1 a pilot]1 {1 warned}1.", None),
        ("No berth is free, and [1 a pilot]1 {1 warned}1 <1 that boats may turn away>1.", None),
    ],
)
def test_of_two_clauses_before_whoever_says_them_both_are_said(marked, content):
    assert settled(marked) == [content or marked_content(marked)]


@pytest.mark.parametrize(
    ("marked", "contents"),
    [
        (
            "Her crew, [1 she]1 {1 wrote}1 in a book, <1 believed that it leaked>1.",
            ["Her crew", "believed that it leaked"],
        ),
        ("<1 He could not>1, [1 she]1 {1 said}1, deny that.", ["He could not", "deny that"]),
        # A place before it, a clause of its own, a whole clause that is denied.
        ("In May, [1 she]1 {1 said}1, <1 wanted posters hung there>1.", None),
        ("Her crew left, [1 she]1 {1 said}1, <1 believed by nobody>1.", None),
        ("<1 He would>1, [1 she]1 {1 said}1. Deny that.", None),
        ("“<1 I would not>1,” [1 she]1 {1 said}1, leaving.", None),
    ],
)
def test_a_content_has_both_parts_around_who_says_it(marked, contents):
    assert settled(marked) == (contents or [marked_content(marked)])


@pytest.mark.parametrize(
    ("marked", "contents"),
    [
        (
            "<1 It>1 {1 was dismissed}1 by [1 the chair, Ada Quill]1, as “old.” It rained.",
            ["It", "as “old.”"],
        ),
        ("<1 It>1 {1 was dismissed}1 by [1 the chair]1 as old. “It rained.”", ["It"]),
        ("[1 The chair]1 {1 dismissed}1 <1 it>1 as “old.”", ["it"]),
    ],
)
def test_what_a_thing_is_called_after_a_passive_is_said(marked, contents):
    assert settled(marked) == contents
