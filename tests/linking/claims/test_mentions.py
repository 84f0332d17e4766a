"""The places in a report where a claim is made."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.linking.claims.mentions import mentions_of
from whence.records.ledger import Attribution, Certainty, Event, Ledger, Source, Statement
from whence.records.report import Report, Span


def texts(ledger):
    return [one.claim.text for one in mentions_of(ledger)]


def event(text, word, *, attribution=None):
    start = text.index(word)
    return Event(
        id="e1",
        type="ASSAULT",
        mode=None,
        spans=(Span(start, start + len(word)),),
        actor=None,
        recipient=None,
        place=None,
        time=None,
        told_as="past",
        attribution=attribution,
        certainty=3.0,
        confidence=0.9,
    )


@pytest.mark.parametrize(
    "content",
    [
        "it is",
        "that",
        "the earlier harbour offer",
        "that earlier harbour offer",
        "Can't Stop The Tide Today",
        "they will not be there",
    ],
)
def test_a_content_that_says_little_or_nothing_is_no_claim_of_its_source(content):
    assert texts(ledger_of(f"[1 Okafor]1 {{1 dismissed}}1 <1 {content}>1")) == []
    found = mentions_of(ledger_of(f"[1 Okafor]1 {{1 dismissed}}1 <1 {content}>1."))
    assert all(one.attribution is None and one.claim.text.startswith("Okafor dismissed") for one in found)


@pytest.mark.parametrize(
    ("sentence", "is_claim"),
    [
        ("[1 Okafor]1 {1 dismissed}1 <1 Can't Stop The Tide Today>1.", False),
        ("[1 Okafor]1 {1 dismissed}1 <1 What Is Lost In The Larne Tide>1.", False),
        ("[1 Okafor]1 {1 praised}1 <1 Will Brandt of Larne Harbour on Friday>1.", True),
        ("[1 Okafor]1 {1 praised}1 <1 Tove Lind of The Tidewater Post on Friday>1.", True),
        ("<1 They>1 {1 were identified by}1 [1 Okafor]1 <1 as Tove Lind and Samuel Brandt>1.", True),
    ],
)
def test_a_sentence_that_only_gives_a_title_is_no_claim_but_one_that_gives_names_is(sentence, is_claim):
    assert bool(mentions_of(ledger_of(sentence))) == is_claim


@pytest.mark.parametrize(
    "content", ["Somebody did. Ask them.", "that somebody ought to ask", "everyone should have asked"]
)
def test_what_stands_for_nothing_in_particular_is_no_claim(content):
    assert texts(ledger_of(f"[1 Okafor]1 {{1 said}}1 <1 {content}>1.")) == []
    assert len(texts(ledger_of(f"[1 Okafor]1 {{1 said}}1 <1 {content} The ferry sank>1."))) == 1
    assert len(texts(ledger_of("[1 Okafor]1 {1 said}1 <1 that nobody was hurt>1."))) == 1


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "ferries left the harbour early"),
        ("dismissed", "reports that the ferry had left the harbour"),
        ("claims", "it needs a harbour for ferries"),
        ("hints", "that the ferry left the harbour"),
    ],
)
def test_a_clause_is_a_claim_whatever_the_cue(cue, content):
    assert texts(ledger_of(f"[1 Okafor]1 {{1 {cue}}}1 <1 {content}>1.")) == [content]


def test_a_post_is_a_claim_as_it_stands():
    assert texts(ledger_of("<1 Our ferry went under near Larne>1 — [1 Okafor]1")) == ["Our ferry went under near Larne"]


def test_a_nested_content_is_a_claim_too():
    marked = "[1 Brandt]1 {1 said}1 <1 [2 Okafor]2 had {2 warned}2 <2 that the ferry would sink in the storm>2>1."
    found = mentions_of(ledger_of(marked, within={2: 1}))
    assert [(one.attribution, one.claim.text) for one in found] == [
        ("a1", "Okafor had warned that the ferry would sink in the storm"),
        ("a2", "that the ferry would sink in the storm"),
    ]


def test_a_statement_in_the_pages_own_voice_is_a_claim_if_it_is_on_record_or_tells_an_event():
    text = "Rebels shelled the harbour on Friday. The harbour of Larne was built in stone. (Ana Brandt/Tide Photo)"
    spans = Span(0, 37), Span(38, len(text))
    ledger = Ledger(
        report=Report(text=text),
        sources=(),
        attributions=(),
        events=(event(text, "shelled"),),
        statements=tuple(Statement(spans=(span,), kind="interpretation") for span in spans),
        model="by-hand",
    )
    (found,) = mentions_of(ledger)
    assert (found.claim.id, found.attribution) == (f"{ledger.report.id}/0", None)
    assert found.claim.text == "Rebels shelled the harbour on Friday."
    both = replace(ledger, events=(event(text, "shelled"), event(text, "built")))
    assert texts(both)[1] == "The harbour of Larne was built in stone."
    recorded = tuple(Statement(spans=(span,), kind="record") for span in spans)
    assert texts(replace(ledger, statements=recorded)) == texts(both)


def test_a_question_that_the_page_asks_is_no_claim():
    text = "Was the ferry vote nine to three? The ferry vote was nine to four."
    spans = Span(0, 33), Span(34, len(text))
    ledger = Ledger(
        report=Report(text=text),
        sources=(),
        attributions=(),
        events=(),
        statements=tuple(Statement(spans=(span,), kind="record") for span in spans),
        model="by-hand",
    )
    assert texts(ledger) == ["The ferry vote was nine to four."]


def test_a_headline_that_repeats_what_is_said_beneath_counts_once():
    beneath = "[2 Okafor]2 {2 said}2 <2 the storm has destroyed the harbour of Larne>2."
    headline = "[1 Okafor]1: <1 storm has destroyed the harbour>1"
    ledger = ledger_of(f"{headline}\n\n{beneath}", headline="Okafor: storm has destroyed the harbour")
    assert texts(ledger) == ["the storm has destroyed the harbour of Larne"]
    other = headline.replace("storm has destroyed the harbour", "council has doubled ferry fares")
    kept = ledger_of(f"{other}\n\n{beneath}", headline="Okafor: council has doubled ferry fares")
    assert len(texts(kept)) == 2


def test_a_pronoun_of_somebody_with_a_name_is_read_as_the_name():
    text = "Tove Lind resigned. She said her deputy had taken the money."
    lind = Source(
        id="s1", name="Tove Lind", kind="person", naming="named", mentions=(Span(0, 9), Span(20, 23), Span(29, 32))
    )
    said = Attribution(
        id="a1",
        source="s1",
        source_spans=(Span(20, 23),),
        cue_spans=(Span(24, 28),),
        content_spans=(Span(29, 60),),
        quotation="indirect",
        within=None,
        certainty=Certainty(level="certain", polarity="against", score=-2.5),
        confidence=0.9,
    )
    ledger = Ledger(report=Report(text=text), sources=(lind,), attributions=(said,), model="by-hand")
    (claim,) = (one.claim for one in mentions_of(ledger))
    assert claim.text == "Tove Lind’s deputy had taken the money."
    assert [span.of(claim.text) for span in claim.pronoun_spans] == ["Tove Lind"]
    assert (claim.actors, claim.certainty) == (("Tove Lind",), -2.5)


def test_the_key_of_a_mention_is_that_of_its_words_and_tells_repeats_apart():
    one = "[1 Okafor]1 {1 said}1 <1 the ferry has sunk off Larne>1."
    again = "[2 Brandt]2 {2 said}2 <2 the ferry has sunk off Larne>2."
    first, second = mentions_of(ledger_of(f"{one} {again}"))
    assert first.key != second.key
    assert [one.key for one in mentions_of(ledger_of(f"{one} {again}"))] == [first.key, second.key]
    assert mentions_of(ledger_of(one))[0].key not in {first.key, second.key}  # another report


def test_of_a_very_long_content_the_first_words_are_read():
    (found,) = mentions_of(ledger_of("[1 Okafor]1 {1 said}1 <1 " + "the ferry has sunk off Larne " * 50_000 + ">1."))
    assert len(found.claim.text) < 5_000
    assert found.spans[0].end > 1_000_000


def test_what_an_outlet_says_to_its_readers_is_no_claim():
    text = "We pay for your stories. The harbour of Larne was closed."
    spans = Span(0, 24), Span(25, len(text))
    statements = tuple(Statement(spans=(span,), kind="record") for span in spans)
    ledger = Ledger(report=Report(text=text), sources=(), attributions=(), statements=statements, model="by-hand")
    assert texts(ledger) == ["The harbour of Larne was closed."]


def test_a_sentence_whose_content_is_no_clause_is_a_claim_as_a_whole():
    ledger = ledger_of("[1 Lind]1 {1 dismissed}1 <1 the harbour offer of Larne>1 on Friday.")
    said = replace(ledger, attributions=(replace(ledger.attributions[0], stance="says"),))
    (found,) = mentions_of(said)
    assert (found.attribution, found.claim.text) == ("a1", "Lind dismissed the harbour offer of Larne on Friday.")
    assert found.claim.certainty is None
    wanted = replace(ledger, attributions=(replace(ledger.attributions[0], stance="wants"),))
    assert [one.attribution for one in mentions_of(wanted)] == [None]


def test_a_sentence_with_a_cue_that_tells_little_beyond_it_is_no_claim():
    assert texts(ledger_of("On the same day [1 Tove Lind]1 {1 discussed}1 <1 all of it>1 with them.")) == []
