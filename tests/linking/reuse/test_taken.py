"""From whom a report has its words: each word counts with the report that had it first."""

from whence.linking.chronology import order_of
from whence.linking.reuse.report_words import read_words
from whence.linking.reuse.reuse import open_words, shared_passages, shares_of
from whence.linking.reuse.taken import taken_from
from whence.records.report import Report
from whence.records.reuse import Credit

LEAK = (
    "The harbour of Marram was closed at noon after forty tonnes of diesel had leaked from a line at the northern"
    " terminal and spread along the mole."
)
MORE = (
    "Divers who looked for the leak came back with pictures of a crack that runs through the oldest part of the"
    " breakwater near the lamp."
)
OWN = "Nobody in the town had seen such a thing before and the oldest fishers shook their heads over it."


def report(text, publisher, published):
    return Report(text=text, publisher=publisher, published=published)


def taken(own, *others, credits_of=None):
    """List from whom a report has words: publisher, words, and how it is known; then its shares."""
    words = {one.id: open_words(read_words(one)) for one in (own, *others)}
    credited = credits_of or {}
    passages = [
        passage
        for other in others
        for passage in shared_passages(
            words[other.id], words[own.id], (credited.get(other.publisher, ()), credited.get(own.publisher, ()))
        )
    ]
    found = taken_from(
        words[own.id],
        passages,
        orders={one.id: order_of(one.id, one.published) for one in others},
        publishers={one.id: one.publisher for one in others},
    )
    return [(one.publisher, one.words, one.first_by) for one in found], shares_of(words[own.id], passages)


def test_words_count_with_the_report_that_had_them_first():
    post = report(LEAK, "The Tidewater Post", "2031-03-02")
    gazette = report(f"{LEAK} {MORE}", "The Marram Gazette", "2031-03-05")
    radio = report(f"{OWN}\n\n{LEAK} {MORE}", "Radio Estuary", "2031-03-09")
    found, shares = taken(radio, gazette, post)
    assert found == [("The Tidewater Post", 27, "time"), ("The Marram Gazette", 25, "time")]
    assert (shares.copied, shares.own) == (52, 19)


def test_a_report_whose_words_another_had_before_is_left_out():
    post = report(LEAK, "The Tidewater Post", "2031-03-02")
    gazette = report(LEAK, "The Marram Gazette", "2031-03-05")
    radio = report(f"{OWN}\n\n{LEAK}", "Radio Estuary", "2031-03-09")
    assert taken(radio, post, gazette)[0] == [("The Tidewater Post", 27, "time")]


def test_reports_of_which_it_is_not_known_whether_they_were_first_come_last():
    post = report(f"{LEAK} {MORE}", "The Tidewater Post", "2031-03-09")
    gazette = report(MORE, "The Marram Gazette", "2031-03-02")
    radio = report(f"{LEAK} {MORE}", "Radio Estuary", "2031-03-09")
    assert taken(radio, post, gazette)[0] == [("The Marram Gazette", 25, "time"), ("The Tidewater Post", 27, None)]


def test_an_agency_that_is_credited_comes_before_all_others():
    agency = report(LEAK, "Reuters", "2031-03-09")
    post = report(LEAK, "The Tidewater Post", "2031-03-02")
    radio = report(LEAK, "Radio Estuary", "2031-03-09")
    whole = {
        "Reuters": [Credit(agency="Reuters", place="publisher")],
        "Radio Estuary": [Credit(agency="Reuters", place="byline")],
    }
    assert taken(radio, post, agency, credits_of=whole)[0] == [("Reuters", 27, "credit")]


def test_a_report_has_nothing_from_one_that_came_later():
    post = report(LEAK, "The Tidewater Post", "2031-03-02")
    radio = report(LEAK, "Radio Estuary", "2031-03-09")
    assert taken(post, radio)[0] == []
