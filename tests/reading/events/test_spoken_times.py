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


def test_the_day_may_be_a_part_of_the_cue():
    text = "“We will open the gates today,” Brandt tweeted on 3 March 2029 before the show."
    assert days_in_quotation(text, cue="tweeted on 3 March 2029") == ("2029-03-03", "day")


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


def days_in(text, published="2031-03-05"):
    """Give each time of a text without attributions, with its first day."""
    times = resolve_times(Report(text=text, published=published), segment(text), [])
    return [(time.spans[0].of(text), time.start) for time in times]


def test_a_post_has_the_day_that_stands_after_its_writer():
    text = "The port burned.\nGates open again today: — Odense Port (@odenseport) May 3, 2029\nIt opens again today."
    assert days_in(text) == [("today", "2029-05-03"), ("May 3, 2029", "2029-05-03"), ("today", "2031-03-05")]


def test_a_post_of_the_day_after_was_sent_late_in_the_evening():
    text = "Gates open again tomorrow: — Odense Port (@odenseport) March 6, 2031\nIt said so on Wednesday."
    assert days_in(text)[0] == ("tomorrow", "2031-03-06")


OLD = (
    "The port burned on Friday.\nWe are safe. — Odense Port (@odenseport) May 5, 2029\n"
    "A sad day. — Ines Okafor (@okafor) May 4, 2029\n"
)


def test_a_report_whose_posts_are_all_of_one_week_long_before_is_of_their_day():
    assert days_in(OLD)[0] == ("Friday", "2029-05-04")


@pytest.mark.parametrize(
    "ending",
    [
        "It was built again in 2030.",
        "It opened. — Odense Port (@odenseport) July 1, 2029\n",
    ],
)
def test_a_report_that_tells_of_later_days_is_of_its_own(ending):
    assert days_in(OLD + ending)[0] == ("Friday", "2031-02-28")


def test_one_old_post_does_not_make_an_old_report():
    text = "The port burned on Friday.\nWe are safe. — Odense Port (@odenseport) May 5, 2029\n"
    assert days_in(text)[0] == ("Friday", "2031-02-28")
