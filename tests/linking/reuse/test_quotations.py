"""The same quotation in several reports, exact or altered, word by word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.reuse.quotations import candidate_quotations, link_quotations, list_versions
from whence.linking.reuse.report_words import read_words
from whence.records.ledger import Attribution
from whence.records.report import Report, Span

SAFE = "The harbour is not safe for any ferry, and nobody on the council listened to the pilots"


def report(text, day=4):
    return Report(text=text, published=f"2031-03-{day:02}T09:30:00Z" if day else None)


def quoting(quotation, day=4):
    return report(f"It rained. “{quotation},” the pilot said.", day)


def linked(*reports):
    quotations = [one for each in reports for one in read_words(each).quotations]
    pairs = candidate_quotations(quotations)
    return [link for one, other in pairs if (link := link_quotations(one, other)) is not None]


def drift(one, other):
    """Compare two versions of a quotation, the later published a day after: the changes, or None if they differ."""
    links = linked(quoting(one), quoting(other, day=5))
    if not links:
        return None
    return [(change.kind, *change.words) for change in links[0].changes]


@pytest.mark.parametrize(
    ("one", "other", "is_at_edge"),
    [
        ("A bell on the mole will ring at every tide", "The bell on the mole will ring at every tide", False),
        ("We heard a bell ring twice from the quay", "We heard the bell ring twice from the quay", False),
        ("The bell on the mole will ring tonight", "The bell on the mole will ring today", False),
        ("And the bell on the mole will ring tonight", "The bell on the mole will ring tonight", True),
        ("We know that a bell on the mole will ring", "The bell on the mole will ring", True),
    ],
)
def test_one_word_for_another_is_an_alteration_where_a_sentence_begins_or_ends_too(one, other, is_at_edge):
    (link,) = linked(quoting(one), quoting(other, day=5))
    assert [change.is_at_edge for change in link.changes] == [is_at_edge]


def test_the_same_quotation_is_found_in_both_reports():
    first, second = quoting(SAFE), quoting(SAFE, day=5)
    (link,) = linked(second, first)
    assert link.is_exact
    assert (link.reports, link.first) == ((first.id, second.id), link.quotations[0])
    assert [span.of(first.text) for span in link.spans[0]] == [SAFE]


@pytest.mark.parametrize(
    ("other", "changes"),
    [
        (SAFE.replace("nobody", "no one"), [("replaced", "nobody", "no one")]),
        (SAFE.replace("any ferry", "any big ferry"), [("added", "", "big")]),
        (SAFE.replace(" not", ""), [("dropped", "not", "")]),
        (SAFE.replace("ferry, and", "ferry and"), [("punctuation", ",", "")]),
        (SAFE.replace("ferry, and", "ferry — and"), [("punctuation", ",", "—")]),
        (SAFE.replace("listened to", "heard").replace("any ", ""),
         [("dropped", "any", ""), ("replaced", "listened to", "heard")]),
        (SAFE.replace("harbour", "Harbour"), []),
        (SAFE.replace(", and nobody on the council listened to the pilots", ""),
         [("dropped", "and nobody on the council listened to the pilots", "")]),
    ],
)  # fmt: skip
def test_every_word_that_differs_is_told(other, changes):
    assert drift(SAFE, other) == changes


def test_words_before_what_is_shared_are_compared_as_they_may_turn_the_sense():
    assert drift("We will not close the old harbour in April", "close the old harbour in April") == [
        ("dropped", "We will not", "")
    ]


def test_a_sentence_that_only_one_quotes_is_no_change():
    assert drift(f"It is late. {SAFE}. We left.", SAFE) == []


def test_the_style_of_marks_and_dashes_is_no_change():
    one = "The ‘harbour’ isn’t safe – not for any ferry"
    assert drift(one, "The harbour isn't safe — not for any ferry") == []


def test_an_omission_that_is_shown_is_told_apart():
    shown, hidden = (SAFE.replace(" for any ferry,", between) for between in (" …", ""))
    for other, is_marked in ((shown, True), (hidden, False)):
        (link,) = linked(quoting(SAFE), quoting(other, day=5))
        (change,) = [one for one in link.changes if one.kind == "dropped"]
        assert (change.words, change.is_marked, change.is_at_edge) == (("for any ferry", ""), is_marked, False)


def test_spans_point_at_the_words_that_differ():
    first, second = quoting(SAFE), quoting(SAFE.replace("nobody", "no one"), day=5)
    (link,) = linked(first, second)
    (change,) = link.changes
    assert [span.of(first.text) for span in change.spans[0]] == ["nobody"]
    assert [span.of(second.text) for span in change.spans[1]] == ["no one"]


def test_a_cue_between_two_parts_does_not_hide_a_quotation():
    text = "“The harbour is not safe,” the pilot said, “for any ferry in this wind.”"
    parts = tuple(
        Span(text.index(part), text.index(part) + len(part))
        for part in ("“The harbour is not safe,”", "“for any ferry in this wind.”")
    )
    cue = (Span(text.index("said"), text.index("said") + 4),)
    said = Attribution(
        id="a1", source="s1", source_spans=(Span(27, 36),), cue_spans=cue, content_spans=parts, quotation="direct",
        within=None, confidence=0.9,
    )  # fmt: skip
    whole = read_words(quoting("The harbour is not safe for any ferry in this wind", day=5)).quotations
    (link,) = [
        link_quotations(*pair) for pair in candidate_quotations([*read_words(report(text), [said]).quotations, *whole])
    ]
    assert link.is_exact
    assert [span.of(text) for span in link.spans[0]] == ["The harbour is not safe", "for any ferry in this wind"]


def test_a_quotation_over_two_paragraphs_is_one():
    first = report(f"“{SAFE}.\n\n“We told them in May,” the pilot said.")
    (link,) = linked(first, quoting(f"{SAFE}. We told them in May", day=5))
    assert link.is_exact
    assert len(link.spans[0]) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # What anybody says.
        ("I just don't want to think about it", "I don't want to think about how it was"),
        ("Our thoughts and prayers are with the family", "Our thoughts and prayers are with the victims"),
        ("I don't feel safe", "I just don't feel safe"),
        # Another matter in the same form.
        ("We will open the new bridge in May", "We will sell the old ferry in May"),
        # A long name in sentences that have nothing else in common.
        (
            "Her poor judgement in this shows me that she is not fit to serve as mayor of the Free City of Aldermere",
            "Nobody was ever more ready, and I say so with pride, to serve as mayor of the Free City of Fenwick",
        ),
        # Too short.
        ("The harbour is unsafe", "The harbour is unsafe"),
    ],
)  # fmt: skip
def test_formulas_and_other_matters_are_not_the_same_quotation(one, other):
    assert drift(one, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Huddled together lone pilots went to the stove, wet and cold",
            "Huddled together the pilots hurried to a stove, wet, quite cold",
        ),
        ("Pilots warned Marram would flood and sink, the mole", "Pilots warned it would drown and empty the mole"),
        ("The whistle blew a bit louder there", "my whistle blew a little louder there"),
    ],
)
def test_a_short_quotation_is_found_though_every_few_words_are_others(one, other):
    assert drift(one, other)


def test_one_phrase_in_common_makes_no_version_of_a_quotation():
    other = "He told us again that the safety of the harbour of Marram is for others to say, and so is its peace"
    assert drift("threaten the ferries and safety of the harbour", other) is None


def test_a_short_phrase_of_months_ago_is_not_the_same_quotation():
    phrase = "in the wrong place at the wrong time"
    early, late = quoting(f"My nephew was {phrase}"), report(f"“He stood {phrase},” she said.")
    assert linked(early, Report(text=late.text, published="2032-08-01")) == []


def test_a_title_of_a_work_is_no_quotation():
    assert drift("The Long Road to the Silent Harbour", "The Long Road to the Silent Harbour") is None


def test_which_version_was_first_is_left_open_without_times():
    (link,) = linked(quoting(SAFE, day=None), quoting(SAFE))
    assert link.first is None


def test_versions_are_listed_with_those_who_have_them():
    changed = SAFE.replace("nobody", "no one")
    texts = [(changed, 6), (SAFE, 5), (SAFE, 4), (changed, 6)]
    quoted = [one for text, day in texts for one in read_words(quoting(text, day)).quotations]
    quoted += read_words(report(f"He wrote: “{changed}.”", 6)).quotations
    first, second = list_versions(quoted)
    assert (first.text, first.quotations, first.first) == (SAFE, (quoted[2].id, quoted[1].id), quoted[2].id)
    assert (second.text, len(second.quotations), second.first) == (changed, 2, None)


words = st.lists(st.sampled_from([*SAFE.split(), "boat", "crane"]), min_size=3, max_size=12).map(" ".join)
many = st.lists(st.builds(quoting, words | st.just(SAFE), st.sampled_from([None, 4, 5])), max_size=6)


@given(many, st.randoms())
def test_links_are_the_same_in_any_order_of_the_reports(reports, random):
    shuffled = [*reports, *reports]
    random.shuffle(shuffled)
    assert linked(*shuffled) == linked(*reports)


@given(words, words)
def test_changes_turn_one_version_into_the_other(one, other):
    first, second = quoting(f"{SAFE} {one}"), quoting(f"{SAFE} {other}", day=5)
    (link,) = linked(first, second)
    changed = [change for change in link.changes if change.kind != "punctuation"]
    kept = [
        [
            match[0].lower()
            for span in link.spans[side]
            for match in re.finditer(r"\w+", each.text)
            if span.start <= match.start() < span.end
            and not any(part.start <= match.start() < part.end for change in changed for part in change.spans[side])
        ]
        for side, each in enumerate((first, second))
    ]
    assert kept[0] == kept[1]
    assert len(kept[0]) == link.same_words


# Reports that nobody expects.


def test_a_thousand_identical_quotations_make_few_pairs():
    reports = [Report(text=quoting(SAFE).text, url=f"https://post.example/{i}") for i in range(1000)]
    pairs = candidate_quotations(one for each in reports for one in read_words(each).quotations)
    assert len(pairs) < 5000
    assert {one.quotation.report for pair in pairs for one in pair} == {one.id for one in reports}


def test_a_quotation_of_two_megabytes_is_compared_with_another():
    long = " ".join(f"{i}x{'y' * 50}" for i in range(38_000))
    (link,) = linked(quoting(f"{long} today"), quoting(f"{long} tomorrow", day=5))
    assert link.same_words == 38_000
    assert [change.words for change in link.changes] == [("today", "tomorrow")]
    assert linked(quoting(f"{long}. {SAFE}"), quoting(SAFE, day=5))[0].is_exact


def test_a_report_given_twice_does_not_quote_itself():
    assert linked(quoting(SAFE), quoting(SAFE)) == []
    (one,) = read_words(quoting(SAFE)).quotations
    assert link_quotations(one, one) is None


def test_a_quotation_twice_in_one_report_is_not_linked_with_itself():
    assert linked(report(f"“{SAFE},” he said. Later he said, “{SAFE}.”")) == []


@pytest.mark.parametrize("text", ["", "“”", "“" * 100, "“Yes.”", "“… … … … … …”", "「潮が満ちた」"])
def test_texts_with_hardly_any_words_have_no_quotations(text):
    assert read_words(report(text)).quotations == () or "潮" in text
    assert candidate_quotations(read_words(report(text)).quotations) == []
