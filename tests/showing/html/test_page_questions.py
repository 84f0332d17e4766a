"""Questions on the page: the gravest above the text, each at its sentence, and the two lead to one another."""

from dataclasses import replace

from tests.support.full_ledger import FULL
from tests.support.ledgers_by_hand import ledger_of
from tests.support.parsed_page import Page
from whence.records.ledger import Finding
from whence.records.report import Span
from whence.showing.html.ledger_page import render_page


def test_the_gravest_questions_stand_above_the_text_and_all_at_their_sentences():
    finding = Finding(kind="denied", spans=(Span(0, 4),), attributions=(), note="Is it?", rule="Ask.")
    page = Page(render_page([replace(FULL, findings=(*FULL.findings, finding))]))
    (questions,) = page.all(**{"class": "questions"})
    assert " ".join(questions["words"].split()) == (
        "A Is there a second source? “A clerk” … “it knew” B Who says so? “reportedly” "
        "2 also noted C Is it? “Mole” D Whose word is it? “crack”"
    )
    assert page.rows() == [
        (
            "Ships gathered off the mole. The vote underscores an old mistrust. "
            "1 council says C Disputed within the report Is it? “Mole” Ask."
        ),
        (
            "Northarm denied2 that the pipe could leak. A clerkA claimed3 it knew of the “crack”D. "
            "2 Northarm denied · ⊘ possibly not (“could”) 3 A clerk claimed · the reporter keeps a distance "
            "A Only an unnamed source says so Is there a second source? “A clerk” … “it knew” "
            "Stylebook: find a second source. "
            "D Scare quotes: nobody is quoted Whose word is it? “crack” Stylebook: quotation marks quote."
        ),
        (
            "Boats are reportedly4B leaving. Police arrested two men on Quay 4 in March 2031. "
            "4 no source reportedly · ○ left open "
            "B Hearsay: no source is given Who says so? “reportedly” Stylebook: say who reports."
        ),
    ]


def test_a_question_has_its_letter_once_in_a_paragraph():
    ledger = ledger_of("The “crack” and the “hole”.\n\nThe “gap” grew.")
    spans = (Span(4, 11), Span(20, 26), Span(33, 38))
    finding = Finding(kind="scare-quotes", spans=spans, attributions=(), note="Whose?", rule="Ask.")
    page = Page(render_page([replace(ledger, findings=(finding,))]))
    marked = [(each["words"], each.get("id")) for each in page.all(tag="sup")]
    assert marked == [("A", "r1-qA-text"), ("A", None)]
    assert [each["words"] for each in page.all(**{"class": "asked"})] == ["“crack”A", "“hole”", "“gap”A"]


def test_a_question_and_its_words_lead_to_one_another():
    page = Page(render_page([FULL]))
    (note,) = page.all(id="r1-qA")
    marks = [each for each in page.all(**{"class": "letter"}) if each["words"] == "A"]
    assert [(each["tag"], each.get("href"), each.get("id")) for each in marks] == [
        ("a", "#r1-qA", None),
        ("sup", None, "r1-qA-text"),
        ("a", "#r1-qA-text", None),
    ]
    assert note["data-lights"] == "r1-qA"
    assert [words for words in page.lit_by("r1-qA") if words != "A"] == [
        "A Is there a second source? “A clerk” … “it knew”",
        "A clerk",
        "it knew",
    ]
    assert {each["words"] for each in page.elements if "asked" in each.get("class", "").split()} == {
        "A clerk", "it knew", "reportedly4B", "“crack”C",
    }  # fmt: skip


def test_words_that_only_a_question_marks_light_it_up():
    ledger = ledger_of("The “crack” grew.")
    finding = Finding(kind="scare-quotes", spans=(Span(4, 11),), attributions=(), note="Whose word?", rule="Ask.")
    page = Page(render_page([replace(ledger, findings=(finding,))]))
    assert [each["words"] for each in page.all(**{"class": "asked", "data-lights": "r1-qA"})] == ["“crack”A"]


def test_a_question_without_words_unfolds_where_it_stands():
    finding = Finding(kind="no-response", spans=(), attributions=(), note="Was anybody asked?", rule="Ask.")
    page = Page(render_page([replace(ledger_of("Tide at noon."), findings=(finding,))]))
    assert [each["tag"] for each in page.all(**{"class": "letter"})] == ["b"]
    (fold,) = page.all(tag="details")
    assert fold["words"].split() == ["Was", "anybody", "asked?", "Was", "anybody", "asked?", "Ask."]
    assert not [each for each in page.all(tag="a") if "r1-qA" in each["href"]]
