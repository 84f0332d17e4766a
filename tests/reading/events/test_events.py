"""Events as coded: as what they are told, who does what to whom, where, when: on invented sentences, parts marked."""

import re

import pytest

from tests.support.ledgers_by_hand import NOTHING, parse_marked, scanned
from whence.language.words import segment
from whence.reading.attributions.assemble import assemble
from whence.reading.events.events import code_events, put_score
from whence.reading.events.presented import told_as
from whence.reading.events.times import find_times
from whence.reading.model.decode import FoundAttribution, FoundEvent, Name, Weight
from whence.records.ledger import Ledger
from whence.records.plover import EVENT_TYPES
from whence.records.report import Report


def coded(marked, *, types=(), said=(), happened=2.0, **named):
    """Code events marked as ``[1 actors]1``, ``{1 triggers}1`` and ``<1 recipients>1``, in a whole ledger.

    Numbers in ``said`` are attributions instead. ``types`` gives the events' types by their numbers; ASSAULT else.
    ``persons``, ``organisations`` and ``places`` are names wherever they stand.
    """
    text, spans = parse_marked(marked)
    words = segment(text)

    def ranges(number, part):
        return tuple(words.covering(span.start, span.end) for span in spans.get((number, part), ()))

    numbers = sorted({number for number, _ in spans})
    found = [
        FoundAttribution(
            source=ranges(n, "source"), cue=ranges(n, "cue")[0], contents=ranges(n, "content"),
            confidence=0.9, evidence=NOTHING,
        )
        for n in numbers
        if n in said
    ]  # fmt: skip
    found_events = [
        FoundEvent(
            trigger=ranges(n, "cue")[0][0],
            type=dict(types).get(n, "ASSAULT"),
            actor=next(iter(ranges(n, "source")), None),
            recipient=next(iter(ranges(n, "content")), None),
            chance=0.87654,
        )
        for n in numbers
        if n not in said
    ]
    names = [
        Name(*words.covering(*match.span()), kind.removesuffix("s"), 0.99)
        for kind, known in named.items()
        for name in known
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    made = assemble(text, words, found, scanned(words, names=sorted(names, key=lambda one: one.start)))
    times = find_times(text, "2031-03-05")
    return Ledger(
        report=Report(text=text),
        sources=made.sources,
        attributions=made.attributions,
        events=code_events(made, found_events, [Weight(happened, 1.0)] * len(words), times),
        times=times,
        model="by-hand",
    )


def only(ledger):
    (event,) = ledger.events
    return event


def shown(ledger, part):
    return " ".join(span.of(ledger.report.text) for span in part.spans)


# As what it is told


def told(marked, **known):
    return only(coded(marked, **known)).told_as


@pytest.mark.parametrize(
    "sentence",
    [
        "[1 Rebels]1 {1 attacked}1 <1 the town>1.",
        "[1 Rebels]1 have {1 attacked}1 <1 the town>1.",
        "[1 Rebels]1 were {1 attacking}1 <1 the town>1.",
        "[1 The two]1 held {1 talks}1 with <1 Marram>1.",
        "[1 Drovia]1 imposed new {1 sanctions}1 on <1 Marram>1.",
        "[1 Rebels]1 held on to the pass and {1 attacked}1 <1 the town>1.",
    ],
)
def test_what_has_happened_is_told_as_past(sentence):
    assert told(sentence) == "past"


@pytest.mark.parametrize(
    "sentence",
    [
        "[1 Rebels]1 are {1 attacking}1 <1 the town>1.",
        "[1 The crew]1, still {1 striking}1, sang.",
        "[1 Orlin]1 {1 accuses}1 <1 Brandt>1 of theft.",
        "[1 Orlin]1 openly {1 accuses}1 <1 Brandt>1 of theft.",
        "[1 Drovia]1 {1 sanctions}1 <1 Marram>1.",
    ],
)
def test_what_goes_on_is_told_as_present(sentence):
    assert told(sentence) == "present"


@pytest.mark.parametrize(
    "sentence",
    [
        "[1 Orlin]1 will {1 meet}1 <1 Brandt>1.",
        "[1 Orlin]1 is going to {1 meet}1 <1 Brandt>1.",
        "[1 Orlin]1 is to {1 meet}1 <1 Brandt>1.",
        "[1 Orlin]1 plans to {1 meet}1 <1 Brandt>1.",
        "[1 Orlin]1 agreed to {1 meet}1 <1 Brandt>1.",
        "[1 We]1’ll {1 meet}1 <1 Brandt>1.",
        "Next week’s {1 talks}1 with <1 Brandt>1 matter.",
    ],
)
def test_what_is_to_come_is_told_as_planned(sentence):
    assert told(sentence) == "planned"


@pytest.mark.parametrize(
    "sentence",
    [
        "If [1 rebels]1 {1 attack}1 <1 the town>1, it falls.",
        "[1 Rebels]1 could {1 attack}1 <1 the town>1.",
        "[1 Rebels]1 may {1 attack}1 <1 the town>1.",
        "[1 Orlin]1 would {1 meet}1 <1 Brandt>1.",
        "[1 Orlin]1 hopes to {1 meet}1 <1 Brandt>1.",
        "The union called for [1 the crew]1 to {1 strike}1.",
        "There is a risk of {1 attacks}1 by [1 rebels]1.",
        "They left. “Did [1 rebels]1 {1 attack}1 <1 the town>1?”",
    ],
)
def test_what_could_be_or_is_wished_for_is_told_as_hypothetical(sentence):
    assert told(sentence) == "hypothetical"


@pytest.mark.parametrize(
    "sentence",
    [
        "[1 Rebels]1 did not {1 attack}1 <1 the town>1.",
        "[1 Rebels]1 didn’t {1 attack}1 <1 the town>1.",
        "[1 Rebels]1 cannot {1 attack}1 <1 the town>1.",
        "[1 Rebels]1 will never {1 attack}1 <1 the town>1.",
        "[1 Rebels]1 failed to {1 attack}1 <1 the town>1.",
        "[1 No rebels]1 {1 attacked}1 <1 the town>1.",
        "[1 Rebels]1 did not shell or {1 attack}1 <1 the town>1.",
        "[1 The army]1 denied {1 attacking}1 <1 the town>1.",
        "Without {1 attacking}1 <1 the town>1, [1 the rebels]1 left.",
    ],
)
def test_what_did_not_happen_is_told_as_denied(sentence):
    assert told(sentence) == "denied"


@pytest.mark.parametrize(
    ("sentence", "as_what"),
    [
        ("[1 Rebels]1 not only {1 attacked}1 <1 the town>1, they held it.", "past"),
        ("[1 Rebels]1 had no doubt {1 attacked}1 <1 the town>1.", "past"),
        ("It was not raining, and [1 rebels]1 {1 attacked}1 <1 the town>1.", "past"),
        ("Nobody slept, but [1 rebels]1 {1 attacked}1 <1 the town>1.", "past"),
        ("Town will not yield\n\n[1 Rebels]1 {1 attacked}1 <1 the town>1.", "past"),
        ("They did not come. [1 Rebels]1 {1 attacked}1 <1 the town>1.", "past"),
        ("In May [1 rebels]1 {1 attacked}1 <1 the town>1.", "past"),
        ("The next day [1 rebels]1 {1 attacked}1 <1 the town>1.", "past"),
        ("[1 Rebels]1 {1 attacked}1 <1 the town>1, which may fall.", "past"),
    ],
)
def test_a_word_nearby_that_means_something_else_changes_nothing(sentence, as_what):
    assert told(sentence) == as_what


def test_what_somebody_denies_is_told_as_denied_and_what_somebody_reports_is_not():
    sentence = "[5 Orlin]5 {{5 {cue}}}5 <5 that [1 rebels]1 {{1 attacked}}1 <1 the town>1>5."
    assert told(sentence.format(cue="denied"), said={5}) == "denied"
    assert told(sentence.format(cue="said"), said={5}) == "past"


def test_what_the_model_thinks_did_not_happen_is_told_as_hypothetical():
    sentence = "[1 Rebels]1 {1 attacked}1 <1 the town>1."
    assert told(sentence, happened=-2.0) == "hypothetical"
    assert told(sentence, happened=-1.0) == "past"


def test_what_is_wanted_and_thought_unsure_is_told_as_hypothetical():
    sentence = "[5 Orlin]5 {{5 {cue}}}5 <5 [1 rebels]1 {{1 attacking}}1 <1 the town>1>5."
    assert told(sentence.format(cue="wants"), said={5}, happened=-1.0) == "hypothetical"
    assert told(sentence.format(cue="said"), said={5}, happened=-1.0) == "past"


def test_a_noun_in_the_plural_is_told_as_no_verb_where_nobody_is_known_to_do_it():
    words = segment("Drovia talks.")
    assert told_as(words, 1, None, 2.0) == "past"
    assert told_as(words, 1, None, 2.0, actor=(0, 1)) == "present"


# Who, to whom, and their codes


def test_a_party_that_speaks_elsewhere_is_that_source_under_its_fullest_name():
    ledger = coded(
        "[5 Ines Okafor, the mayor,]5 {5 spoke}5. [1 Okafor]1 {1 sued}1 <1 the port>1.",
        said={5},
        persons=["Ines Okafor", "Okafor"],
    )
    actor = only(ledger).actor
    assert (actor.name, actor.source, shown(ledger, actor), actor.sector) == ("Ines Okafor", "s1", "Okafor", "GOV")


def test_a_party_that_says_nothing_is_no_source():
    ledger = coded("[1 Drovian soldiers]1 {1 shelled}1 <1 a village>1.")
    event = only(ledger)
    assert (ledger.sources, event.actor.source, event.recipient.source) == ((), None, None)
    assert (event.actor.name, event.recipient.name) == ("Drovian soldiers", "a village")


@pytest.mark.parametrize(
    ("actor", "kinds", "code"),
    [
        ("Norwegian soldiers", {}, "NOR MIL"),
        ("French police", {}, "FRA COP"),
        ("the Kremlin", {"organisations": ["Kremlin"]}, "RUS GOV"),
        ("Beijing", {"places": ["Beijing"]}, "CHN GOV"),
        ("Ukraine", {"places": ["Ukraine"]}, "UKR GOV"),
        ("rebels", {}, "XXX REB"),
        ("the Drovian army", {}, "XXX MIL"),
        ("nurses", {}, "XXX MED"),
        ("somebody", {}, "XXX"),
    ],
)
def test_a_party_has_the_code_of_its_country_and_sector(actor, kinds, code):
    assert only(coded(f"[1 {actor}]1 {{1 attacked}}1 <1 the town>1.", **kinds)).actor.code == code


def test_a_pronoun_that_nothing_explains_stays_a_pronoun():
    event = only(coded("[1 They]1 {1 attacked}1 <1 the town>1."))
    assert (event.actor.name, event.actor.code) == ("They", "XXX")


def test_an_event_without_any_party_is_none():
    assert coded("There was an {1 attack}1.").events == ()


def test_events_are_numbered_in_the_order_of_the_text():
    ledger = coded("[2 Rebels]2 {2 fled}2. [1 Rebels]1 {1 returned}1.", types={1: "MOBILIZE", 2: "YIELD"})
    assert [(event.id, event.type) for event in ledger.events] == [("e1", "YIELD"), ("e2", "MOBILIZE")]
    assert {event.type for event in ledger.events} <= set(EVENT_TYPES)


# Where and when


@pytest.mark.parametrize(
    ("sentence", "place", "country"),
    [
        ("[1 Rebels]1 {1 attacked}1 <1 a base>1 in Norway.", "Norway", "NOR"),
        ("In Oslo [1 rebels]1 {1 attacked}1 <1 a base>1.", "Oslo", "NOR"),
        ("[1 Rebels]1 {1 attacked}1 <1 a base>1 near the port of Marram.", "Marram", None),
        ("In Oslo, [1 rebels]1 {1 attacked}1 <1 a base>1 outside Marram.", "Marram", None),
    ],
)
def test_an_event_happens_at_the_place_that_a_preposition_leads_to(sentence, place, country):
    ledger = coded(sentence, places=["Norway", "Oslo", "Marram"])
    where = only(ledger).place
    assert (shown(ledger, where), where.country) == (place, country)


@pytest.mark.parametrize(
    "sentence",
    [
        "[1 Norway]1 {1 attacked}1 <1 a base>1.",
        "[1 Rebels]1 {1 attacked}1 <1 troops from Norway>1.",
        "He lives in Norway. [1 Rebels]1 {1 attacked}1 <1 a base>1.",
        "[1 Rebels]1 {1 attacked}1 <1 a base>1 with Norway watching.",
    ],
)
def test_a_place_that_acts_or_stands_elsewhere_is_not_where_it_happens(sentence):
    assert only(coded(sentence, places=["Norway"])).place is None


def test_of_two_events_in_a_sentence_each_has_the_time_that_stands_nearest():
    ledger = coded(
        "On Monday [1 rebels]1 {1 shelled}1 <1 a base>1, and the mayor said [2 they]2 had {2 attacked}2 it in 2029."
    )
    assert [shown(ledger, event.time) for event in ledger.events] == ["Monday", "2029"]
    assert [event.time.start for event in ledger.events] == ["2031-03-03", "2029-01-01"]


def test_a_time_in_another_sentence_is_not_when_it_happens():
    assert only(coded("It rained on Monday. [1 Rebels]1 {1 attacked}1 <1 a base>1.")).time is None


# In whose words, how sure, in which mode


def test_an_event_in_a_content_is_told_by_that_attribution_and_else_by_the_page():
    ledger = coded(
        "[5 Orlin]5 {5 said}5 <5 [1 rebels]1 {1 attacked}1 <1 a base>1>5. [2 Rebels]2 {2 fled}2.",
        said={5},
        persons=["Orlin"],
    )
    assert [event.attribution for event in ledger.events] == ["a1", None]


def test_an_event_in_a_content_within_a_content_is_told_by_the_inner_one():
    ledger = coded(
        "[5 Orlin]5 {5 said}5 <5 [6 Brandt]6 {6 thought}6 <6 [1 rebels]1 {1 attacked}1 <1 a base>1>6>5.", said={5, 6}
    )
    assert only(ledger).attribution == "a2"


def test_the_word_that_cites_is_told_by_the_page():
    ledger = coded("[1 Orlin]1 {1 accused}1 <1 rebels>1, he {5 said}5 <5 of theft>5.", said={5})
    assert only(ledger).attribution is None


def test_a_party_that_was_cut_short_goes_on_to_its_noun():
    assert only(coded("[1 Rebels]1 {1 attacked}1 <1 two>1 ships.")).recipient.name == "two ships"


def test_an_events_certainty_is_as_the_text_puts_it():
    assert only(coded("[1 Rebels]1 {1 attacked}1 <1 a base>1.")).certainty == 3.0
    assert only(coded("[1 Rebels]1 may have {1 attacked}1 <1 a base>1.")).certainty == 0.75


@pytest.mark.parametrize(
    ("kind", "sentence", "mode"),
    [
        ("COERCE", "[1 Police]1 {1 arrested}1 <1 two skippers>1.", "arrest"),
        ("COERCE", "[1 Police]1 {1 imposed}1 a curfew on <1 the town>1.", "curfew"),
        ("COERCE", "[1 Police]1 {1 pressed}1 <1 the town>1. A curfew followed.", None),
        ("ASSAULT", "[1 Rebels]1 {1 shelled}1 <1 a base>1.", "heavy-weapons"),
        ("CONSULT", "[1 Orlin]1 {1 phoned}1 <1 Brandt>1.", "phone"),
        ("SUPPORT", "[1 Orlin]1 {1 praised}1 <1 Brandt>1 by phone.", None),
        ("YIELD", "[1 The mayor]1 {1 resigned}1.", "resign"),
    ],
)
def test_the_words_from_the_trigger_on_tell_the_mode(kind, sentence, mode):
    assert only(coded(sentence, types={1: kind})).mode == mode


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Neither the mayor nor her aides helped.", -3.0),
        ("The mayor, who never asked, helped.", 3.0),
        ("“Can anyone help?” Okafor helped.", 3.0),
    ],
)
def test_a_negation_or_hedge_counts_within_its_clause(text, score):
    words = segment(text)
    assert put_score(words, words.texts.index("helped")) == score


# What is denied is the event itself


@pytest.mark.parametrize(
    "text",
    [
        "The lawyer declined to say why Okafor was charged.",
        "They did not know who charged Okafor.",
        "Police did not find the man who charged Okafor.",
        "They did not find the court that charged Okafor.",
    ],
)
def test_a_negation_of_another_verb_denies_nothing(text):
    words = segment(text)
    assert told_as(words, words.texts.index("charged"), None, 2.0) == "past"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("[5 Vesk]5 {5 denied}5 <5 [1 his crew]1 {1 shot}1 <1 the guards>1>5.", "denied"),
        ("[5 Vesk]5 {5 denied}5 <5 claims that [1 his crew]1 {1 shot}1 <1 the guards>1>5.", "denied"),
        ("[5 Judge]5 {5 denied}5 <5 house arrest for [1 a man]1 who {1 shot}1 <1 the guards>1>5.", "past"),
        ("[5 Judge]5 {5 denied}5 <5 a request for [1 the town]1 to {1 fine}1 <1 the guards>1>5.", "hypothetical"),
    ],
)
def test_a_denial_is_of_what_its_content_says_and_not_of_what_it_mentions(sentence, told):
    assert only(coded(sentence, said={5})).told_as == told
