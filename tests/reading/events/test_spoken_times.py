"""Times in quotations: their "today" is the day on which they were said."""

import pytest

from whence.language.words import segment
from whence.reading.events.spoken_times import resolve_times
from whence.records.ledger import Attribution
from whence.records.report import Report, Span


def days_in_quotation(text, *, published="2031-03-05", cue="said", quotation="direct"):
    """Resolve the times of a text whose one quotation stands in marks, and give the first one inside it."""
    opens, closes = text.index("“"), text.index("”") + 1
    said = text.index(cue)
    attribution = Attribution(
        id="a1",
        source_spans=(Span(0, 1),),
        cue_spans=(Span(said, said + len(cue)),),
        content_spans=(Span(opens, closes),),
        quotation=quotation,
        source="s1",
        within=None,
        confidence=0.9,
    )
    times = resolve_times(Report(text=text, published=published), segment(text), [attribution])
    return next((time.start, time.precision) for time in times if opens < time.spans[0].start < closes)


@pytest.mark.parametrize(
    "text",
    [
        "“We will open the gates today,” Brandt said on 3 March 2029.",
        "“We will open the gates today,” Brandt said in the council on 3 March 2029, and left.",
        "On 3 March 2029, Brandt said: “We will open the gates today.”",
        "Late on 3 March 2029 Brandt said: “We will open the gates today.”",
    ],
)
def test_a_quotation_has_the_day_that_stands_with_its_cue(text):
    assert days_in_quotation(text) == ("2029-03-03", "day")


@pytest.mark.parametrize(
    "text",
    [
        "“We will open the gates today,” Brandt said.",
        "The dam broke on 3 March 2029. “We will open the gates today,” Brandt said.",
        "“We will open the gates today,” Brandt said of the storm on the coast, which struck it on 3 March 2029.",
        "“We will open the gates today,” Brandt said, opening the 3 March 2029 exhibition.",
        "“We will open the gates today,” Brandt said in an answer to 3 March 2029’s letter.",
    ],
)
def test_without_a_day_with_its_cue_it_has_the_day_of_publication(text):
    assert days_in_quotation(text) == ("2031-03-05", "day")


def test_words_said_in_some_other_year_leave_today_unknown():
    assert days_in_quotation("In 2029 Brandt said: “We will open the gates today.”") == (None, "unknown")


def test_words_without_marks_keep_the_day_of_publication():
    text = "“We will open the gates today,” Brandt said on 3 March 2029."
    assert days_in_quotation(text, quotation="indirect") == ("2031-03-05", "day")


def test_a_day_of_the_week_in_a_quotation_is_told_from_its_own_day():
    assert days_in_quotation("On 3 March 2029, Brandt said: “It broke on Friday.”") == ("2029-03-02", "day")
