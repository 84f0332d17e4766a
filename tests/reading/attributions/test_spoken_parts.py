"""What an interviewee, a letter or a reader's post says without quotation marks, on invented texts."""

import pytest

from whence.language.words import segment
from whence.reading.attributions.spoken_parts import spoken_parts

_LEAD = "Talking ferries with Ines Okafor\n\nShe is the harbour master of Marram.\n\n"
_ANSWERS = "How did you come here?\n\nI came as a deckhand. The ferry had 40 seats.\n\n"


def spoken(text):
    """Return the spoken parts of a text."""
    words = segment(text)
    return [text[words.starts[start] : words.ends[end - 1]] for start, end in spoken_parts(words)]


def test_an_interview_is_spoken_from_its_first_question_on():
    assert spoken(_LEAD + _ANSWERS * 3) == [(_ANSWERS * 3).strip()]


def test_questions_of_many_paragraphs_each_are_one_interview():
    answers = "And then?\n\nI left. It was 1988.\n\nThe dock was rebuilt.\n\n" * 3
    assert spoken(_LEAD + answers) == [answers.strip()]


def test_two_questions_are_no_interview_unless_the_headline_tells_of_one():
    assert spoken(_LEAD + _ANSWERS * 2) == []
    assert spoken("Interview: Ines Okafor\n\n" + _ANSWERS) == [_ANSWERS.strip()]


def test_a_report_of_an_interview_is_none():
    assert spoken("Mayor gives interview\n\nThe port closes, she said. “I voted for it, and we will pay.”") == []


def test_questions_that_the_page_itself_answers_are_no_interview():
    assert spoken("Ferry: what to know\n\n" + "When was it built?\n\nIt was built in 1961.\n\n" * 3) == []


def test_quoted_questions_are_no_interview():
    asked = "“How did you come here?”\n\nI asked the harbour master, who did not answer.\n\n"
    assert spoken(_LEAD + asked * 3) == []


@pytest.mark.parametrize("salutation", ["Dear members of the council,", "To whom it may concern:", "To the editor:"])
@pytest.mark.parametrize("closing", ["Yours sincerely,", "Respectfully,", "Best regards,"])
def test_a_letter_is_spoken_from_its_salutation_to_its_closing(salutation, closing):
    letter = f"{salutation}\n\nThe ferry was built in 1961."
    assert spoken(f"A letter\n\n{letter}\n\n{closing}\n\nInes Okafor") == [letter]


def test_a_letter_that_the_page_tells_of_is_none():
    assert spoken("Council gets letter\n\nThe council received a letter. Dear as it is, the ferry stays.") == []


def test_what_stands_above_the_names_of_those_who_posted_it_is_spoken():
    posts = "We asked readers.\n\nThe ferry is old. It leaks.\n\n@harbour_watch.\n\nI like it.\n\n@ana_b."
    assert spoken(f"Readers on the ferry\n\n{posts}") == ["The ferry is old. It leaks.", "I like it."]
    assert spoken("Ferry sold\n\nThe ferry was sold in 1988.\n\n@harbour_watch.\n\nIt was old.") == []


def test_a_text_without_words_is_not_spoken():
    assert spoken("") == []
