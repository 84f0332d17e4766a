"""Which passages reports share, who had them first, and how much of a report is its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.reuse.agencies import find_credits
from whence.linking.reuse.report_words import read_words
from whence.linking.reuse.reuse import candidate_pairs, fingerprint, open_words, shared_passages, shares_of
from whence.linking.reuse.standing import find_standing
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Report, Span
from whence.records.reuse import SharedPassage, Shares

LEAD = (
    "The harbour will close for nine days in April while divers look for the crane that fell into the basin during the "
    "storm of last week."
)
MORE = "Ferries will sail from the old pier, where a tent keeps out the rain and two clerks sell tickets by hand."
OWN = "In the meantime the fish market moves to the car park behind the town hall, which floods at spring tide."


def report(*paragraphs, outlet="The Tidewater Post", day=4, **fields):
    published = f"2031-03-{day:02}T09:30:00Z" if day else None
    return Report(text="\n\n".join(paragraphs), publisher=outlet, published=published, **fields)


def passages(*reports, standing=None):
    """Find what reports share: the two texts of each passage."""
    texts = {one.id: one.text for one in reports}
    return [
        tuple(span.of(texts[name]) for name, span in zip(found.reports, found.spans, strict=True))
        for found in linked(reports, standing or {})
    ]


def linked(reports, standing=()):
    words = [open_words(read_words(one), dict(standing).get(one.publisher, ())) for one in reports]
    credited = {one.id: find_credits(one) for one in reports}
    return [
        found
        for one, other in candidate_pairs(words)
        for found in shared_passages(one, other, (credited[one.report.id], credited[other.report.id]))
    ]


def test_a_copied_passage_is_found_in_both_reports():
    assert passages(report(LEAD, MORE), report(OWN, LEAD, outlet="Harbour Gazette", day=5)) == [(LEAD[:-1], LEAD[:-1])]


def test_a_few_changed_words_do_not_hide_a_copy():
    changed = LEAD.replace("nine", "9").replace("look for", "search").replace("basin", "deep basin")
    assert passages(report(LEAD), report(OWN, changed, day=5)) == [(LEAD[:-1], changed[:-1])]


def test_fourteen_words_are_no_passage_and_fifteen_are():
    words = MORE.rstrip(".").split()
    fifteen, fourteen = " ".join(words[:15]), " ".join(words[:14])
    assert passages(report(MORE), report(f"{fourteen}, we hear.", day=5)) == []
    assert passages(report(MORE), report(f"{fifteen}, we hear.", day=5)) == [(fifteen, fifteen)]


def test_a_shared_quotation_is_no_copying():
    quoted = f"“{LEAD}” the harbour master said."
    assert passages(report(quoted, OWN), report(MORE, quoted, day=5)) == []


def test_a_quotation_within_a_copied_passage_is_part_of_its_span_and_not_of_its_count():
    one = f"{LEAD} “We have lost it before,” she said. {MORE}"
    other = f"{LEAD} “It is gone,” she said. {MORE}"
    first, second = report(one), report(other, day=5)
    (found,) = linked([first, second])
    assert passages(first, second) == [(one[:-1], other[:-1])]
    assert found.same_words == len(LEAD.split()) + 2 + len(MORE.split())


def test_who_was_first_is_told_by_the_times_alone_if_nobody_is_credited():
    first, second = report(LEAD, day=5), report(LEAD, OWN, day=4)
    (found,) = linked([first, second])
    assert (found.reports, found.first, found.first_by) == ((second.id, first.id), second.id, "time")
    (found,) = linked([report(LEAD, day=None), second])
    assert (found.first, found.first_by) == (None, None)


def test_an_agencys_report_was_first_whatever_the_times():
    agency = report(LEAD, outlet="Reuters", day=6)
    copy = report("MARRAM (Reuters) - It rained.", LEAD, outlet="Harbour Gazette", day=5)
    (found,) = linked([agency, copy])
    assert (found.first, found.first_by, found.agency) == (agency.id, "credit", "Reuters")


def test_two_copies_of_an_agencys_text_are_wire_copy():
    one = report(LEAD, byline=("Ana Brandt, Associated Press",))
    other = report(LEAD, "© 2031 The Associated Press. All rights reserved.", outlet="Harbour Gazette", day=5)
    (found,) = linked([one, other])
    assert (found.agency, found.first, found.first_by) == ("Associated Press", one.id, "time")


@pytest.mark.parametrize(
    ("fields", "credited"),
    [
        ({"publisher": "TASS"}, [("TASS", "publisher")]),
        ({"url": "https://www.reuters.com/world/1"}, [("Reuters", "publisher")]),
        ({"byline": ("By Ana Brandt and Li Wei for AFP",)}, [("Agence France-Presse", "byline")]),
        ({"text": "MARRAM, Norway (Reuters) — It is late."}, [("Reuters", "dateline")]),
        ({"text": "It is late.\n\n— AP"}, [("Associated Press", "sign-off")]),
        ({"text": "It is late.\n(c) Reuters 2031. All rights reserved"}, [("Reuters", "notice")]),
        ({"text": "Reuters moves to a new office, the agency said."}, []),
        ({"publisher": "The Tidewater Post", "byline": ("Ana Brandt",)}, []),
        ({"publisher": "", "byline": ("",)}, []),
    ],
)
def test_an_agency_is_credited_where_reports_credit_agencies(fields, credited):
    found = find_credits(Report(**{"text": "It is late.", **fields}))
    assert [(one.agency, one.place) for one in found] == credited


def relayed(one):
    """Read a report of which TASS passed on the first paragraph."""
    end = len(LEAD)
    agency = Source(id="s1", name="the TASS news agency", kind="organisation", mentions=(Span(0, 3),))
    said = Attribution(
        id="a1", source=None, source_spans=(), cue_spans=(), content_spans=(Span(0, end),), quotation="indirect",
        within=None, relays=("s1",), confidence=0.9,
    )  # fmt: skip
    return Ledger(report=one, sources=(agency,), attributions=(said,), model="en-6")


def test_a_relay_is_credited_with_its_words_alone():
    one, other = report(LEAD, MORE), report(LEAD, OWN, OTHERS[0], MORE, outlet="Harbour Gazette", day=5)
    credited = tuple(find_credits(each, relayed(each)) for each in (one, other))
    assert [(one.agency, one.place, one.spans) for one in credited[0]] == [("TASS", "relay", (Span(0, len(LEAD)),))]
    found = shared_passages(open_words(read_words(one)), open_words(read_words(other)), credited)
    assert [(passage.agency, passage.first_by) for passage in found] == [("TASS", "time"), (None, "time")]


SIGN_UP = "Do you want the news of the coast every morning? Sign up for our letter of March 1, it is free and short."
OTHERS = [
    "A bakery in Fenwick sells loaves with seaweed, which the owner gathers by hand before dawn.",
    "Voters in Aldermere chose a new council on Sunday after two years without any.",
    "The museum of clocks reopens, its oldest piece still an hour slow.",
    "Rowers from Kelby crossed the strait twice in one afternoon.",
]


def test_a_standing_paragraph_is_no_copying_whatever_its_digits():
    reports = [report(text, SIGN_UP.replace("1", str(i)), day=i + 1) for i, text in enumerate(OTHERS)]
    assert len(passages(*reports)) > 0
    assert passages(*reports, standing=find_standing(map(read_words, reports))) == []


def test_a_paragraph_that_follow_ups_repeat_is_no_standing_one():
    reports = [report(f"{LEAD} Day {i}.", MORE, day=i + 1) for i in range(5)]
    assert find_standing(map(read_words, reports)) == {}


def test_copies_of_one_report_do_not_hide_a_standing_paragraph():
    copies = [report(OTHERS[0], SIGN_UP, day=1, url=f"https://post.example/{i}") for i in range(3)]
    others = [report(text, SIGN_UP, day=i + 2) for i, text in enumerate(OTHERS[1:])]
    assert len(find_standing(map(read_words, copies + others))["The Tidewater Post"]) == 1


def test_only_the_first_reports_that_carry_a_paragraph_tell_whether_it_is_a_standing_one():
    states = ["lost", "found", "raised", "dry", "wet", "green", "old", "new", "small", "long"]
    follow_ups = [
        report(f"The harbour closed, and the crane in the basin is {state} today.", MORE, day=i + 1)
        for i, state in enumerate(states)
    ]
    later = [report(text, MORE, day=i + 15) for i, text in enumerate(OTHERS)]
    assert find_standing(map(read_words, follow_ups + later)) == {}
    assert len(find_standing(map(read_words, follow_ups[:5] + later))) == 1


def test_a_paragraph_of_several_outlets_stands_in_none_of_them():
    reports = [report(text, SIGN_UP, outlet=f"Outlet {i}") for i, text in enumerate(OTHERS)]
    assert find_standing(map(read_words, reports)) == {}


def test_a_copyright_notice_is_no_copying():
    notice = "Copyright 2031 Marram News. This text may not be published, broadcast, rewritten or sold to anybody else."
    assert passages(report(LEAD, notice), report(OWN, notice, day=5)) == []


def test_the_shares_of_a_report_make_the_whole():
    first = report(LEAD, MORE)
    second = report(OWN, LEAD, "“Nobody told us that,” the mayor said.", outlet="Harbour Gazette", day=5)
    found = linked([first, second])
    words = [open_words(read_words(one)) for one in (first, second)]
    assert shares_of(words[1], found) == Shares(
        report=second.id, words=53, quoted=4, standing=0, copied=26, shared=0, own=23
    )
    assert shares_of(words[0], found) == Shares(
        report=first.id, words=47, quoted=0, standing=0, copied=0, shared=0, own=47
    )


def test_words_are_shared_if_it_cannot_be_told_who_was_first():
    reports = [report(LEAD), report(LEAD, OWN, day=None)]
    found = linked(reports)
    assert [shares_of(open_words(read_words(one)), found).shared for one in reports] == [26, 26]


texts = st.lists(st.sampled_from([LEAD, MORE, OWN, *OTHERS, f"“{LEAD}”"]), min_size=1, max_size=3)
many = st.lists(st.builds(lambda parts, day: report(*parts, day=day), texts, st.sampled_from([None, 4, 5])), max_size=6)


@given(many, st.randoms())
def test_passages_are_the_same_in_any_order_of_the_reports(reports, random):
    shuffled = [*reports, *reports]
    random.shuffle(shuffled)
    assert linked(shuffled) == linked(reports)


@given(many)
def test_the_shares_of_any_report_make_the_whole(reports):
    found = linked(reports)
    for one in reports:
        words = open_words(read_words(one))
        shares = shares_of(words, found)
        assert shares.words == len(words.report.numbers)


# Reports that nobody expects.


def test_a_thousand_identical_reports_make_few_pairs():
    reports = [report(LEAD, url=f"https://post.example/{i}") for i in range(1000)]
    words = [open_words(read_words(one)) for one in reports]
    pairs = candidate_pairs(words)
    assert len(pairs) < 5000
    assert {one.report.id for pair in pairs for one in pair} == {one.id for one in reports}


def test_a_report_given_twice_is_not_a_copy_of_itself():
    assert linked([report(LEAD), report(LEAD)]) == []
    words = open_words(read_words(report(LEAD)))
    assert shared_passages(words, words) == ()


@pytest.mark.parametrize("text", ["", " \n\n ", "“”", "Yes.", "…!?", "\ud800 \ud800", "“" * 50, "潮が満ちた。" * 3])
def test_texts_with_hardly_any_words_share_nothing(text):
    assert linked([report(text), report(text, day=5), report(LEAD, day=6)]) == [] or "潮" in text


def test_no_reports_have_no_pairs():
    assert candidate_pairs([]) == []


def test_a_word_without_end_has_one_fingerprint_for_each_way_it_is_cut():
    words = open_words(read_words(report("reportedly " * 20_000)))
    assert len(fingerprint(words)) < 10_000
    other = open_words(read_words(report("reportedly " * 20_000, day=5)))
    (found,) = shared_passages(words, other)
    assert found.same_words == 20_000


def test_a_passage_needs_two_reports_and_evidence_for_the_first():
    spans = (Span(0, 4), Span(0, 4))
    with pytest.raises(ValueError, match="r:1 and itself"):
        SharedPassage(reports=("r:1", "r:1"), spans=spans, same_words=15, first=None)
    with pytest.raises(ValueError, match="evidence"):
        SharedPassage(reports=("r:1", "r:2"), spans=spans, same_words=15, first="r:1")
    with pytest.raises(ValueError, match="do not make 3"):
        Shares(report="r:1", words=3, quoted=1, standing=0, copied=0, shared=0, own=1)
