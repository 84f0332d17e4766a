"""The one JSON form: what it looks like, that nothing is lost in it, and that its schema holds."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

from tests.support.strategies import ledgers
from whence.errors import UsageError
from whence.records.form.ledger_form import ledger_from_form, ledger_to_form, rejected_to_form, schema
from whence.records.form.schema import schema_of
from whence.records.ledger import (
    Attribution,
    Certainty,
    Event,
    Finding,
    Ledger,
    Party,
    Place,
    Source,
    Statement,
    Time,
)
from whence.records.report import Rejected, Report, Span

PUBLISHED = Path(__file__).parents[3] / "docs" / "form.schema.json"
REBUILD = (
    "python -c 'import json, whence.records.form.ledger_form as form; print(json.dumps(form.schema(), indent=1))'"
    " > docs/form.schema.json"
)

MAY = Time(spans=(Span(60, 63),), start="2031-05-01", end=None, precision="month")
LEDGER = Ledger(
    report=Report(
        text="Fares to rise\n\n“Fares will rise,” the ferry board said, “in May.” Riders at Sandmouth met it.",
        headline="Fares to rise",
        publisher="The Marram Gazette",
        byline=("Ivo Lund",),
        published="2031-03-04",
        language="en",
        name="fares.txt",
        notes=("Read as UTF-8",),
    ),
    sources=(
        Source(
            id="s1",
            name="the ferry board",
            kind="organisation",
            naming="described",
            aliases=("the board",),
            role_spans=(Span(38, 43),),
            country="NOR",
            mentions=(Span(34, 49),),
        ),
    ),
    attributions=(
        Attribution(
            id="a1",
            source_spans=(Span(34, 49),),
            cue_spans=(Span(50, 54),),
            content_spans=(Span(15, 33), Span(56, 65)),
            quotation="direct",
            source="s1",
            within=None,
            relays=("s1",),
            channel="statement",
            channel_spans=(Span(50, 54),),
            anonymity_spans=(Span(15, 20),),
            stance="says",
            certainty=Certainty(level="certain", polarity="for", score=2.8, spans=(Span(22, 26),)),
            page_certainty=Certainty(level="uncommitted", polarity="for", score=0.0),
            colouring="distancing",
            confidence=0.97,
        ),
    ),
    events=(
        Event(
            id="e1",
            type="CONSULT",
            mode="meet",
            spans=(Span(86, 89),),
            actor=Party(spans=(Span(66, 72),), source=None, name="Riders", country=None, sector="CVL"),
            recipient=Party(spans=(Span(90, 92),), source="s1", name="the ferry board", country="NOR", sector=None),
            place=Place(spans=(Span(76, 85),), country="NOR"),
            time=MAY,
            told_as="past",
            attribution="a1",
            certainty=-1.5,
            confidence=0.8,
        ),
    ),
    times=(MAY,),
    statements=(Statement(spans=(Span(66, 93),), kind="record"),),
    findings=(
        Finding(
            kind="no-response",
            spans=(Span(34, 49),),
            attributions=("a1",),
            note="Were the riders asked?",
            rule="Ask whoever is written about.",
        ),
    ),
    genre="opinion",
    model="en-6",
    engine="ONNX Runtime 1.20.1",
    arithmetic="float32",
    whence="0.1.0",
)
FORM = {
    "form": 1,
    "whence": "0.1.0",
    "model": "en-6",
    "engine": "ONNX Runtime 1.20.1",
    "arithmetic": "float32",
    "report": {
        "id": "r:4b8b593bb14770da",
        "headline": "Fares to rise",
        "text": "Fares to rise\n\n“Fares will rise,” the ferry board said, “in May.” Riders at Sandmouth met it.",
        "publisher": "The Marram Gazette",
        "byline": ["Ivo Lund"],
        "published": "2031-03-04",
        "language": "en",
        "url": None,
        "name": "fares.txt",
        "notes": ["Read as UTF-8"],
    },
    "sources": [
        {
            "id": "s1",
            "name": "the ferry board",
            "kind": "organisation",
            "naming": "described",
            "aliases": ["the board"],
            "roles": ["ferry"],
            "role_spans": [[38, 43]],
            "affiliation": None,
            "members": [],
            "country": "NOR",
            "plural": False,
            "unresolved": False,
            "mentions": [[34, 49]],
        }
    ],
    "attributions": [
        {
            "id": "a1",
            "source_spans": [[34, 49]],
            "cue_spans": [[50, 54]],
            "content_spans": [[15, 33], [56, 65]],
            "quotation": "direct",
            "source": "s1",
            "relays": ["s1"],
            "within": None,
            "channel": "statement",
            "channel_spans": [[50, 54]],
            "access_spans": [],
            "anonymity_spans": [[15, 20]],
            "stance": "says",
            "certainty": {"level": "certain", "polarity": "for", "score": 2.8, "spans": [[22, 26]]},
            "page_certainty": {"level": "uncommitted", "polarity": "for", "score": 0.0, "spans": []},
            "colouring": "distancing",
            "confidence": 0.97,
        }
    ],
    "events": [
        {
            "id": "e1",
            "type": "CONSULT",
            "mode": "meet",
            "spans": [[86, 89]],
            "actor": {
                "spans": [[66, 72]],
                "source": None,
                "name": "Riders",
                "country": None,
                "sector": "CVL",
                "code": "XXX CVL",
            },
            "recipient": {
                "spans": [[90, 92]],
                "source": "s1",
                "name": "the ferry board",
                "country": "NOR",
                "sector": None,
                "code": "NOR",
            },
            "place": {"spans": [[76, 85]], "country": "NOR"},
            "time": {"spans": [[60, 63]], "start": "2031-05-01", "end": None, "precision": "month"},
            "told_as": "past",
            "attribution": "a1",
            "certainty": -1.5,
            "confidence": 0.8,
        }
    ],
    "times": [{"spans": [[60, 63]], "start": "2031-05-01", "end": None, "precision": "month"}],
    "statements": [{"spans": [[66, 93]], "kind": "record"}],
    "findings": [
        {
            "kind": "no-response",
            "spans": [[34, 49]],
            "attributions": ["a1"],
            "note": "Were the riders asked?",
            "rule": "Ask whoever is written about.",
        }
    ],
    "genre": "opinion",
    "sourcing": {
        "named": 0.0,
        "described": 0.5,
        "withheld": 0.0,
        "documentary": 0.0,
        "nobody": 0.0,
        "own": 0.5,
        "sources": {"named": 0, "described": 1, "withheld": 0, "bare": 0},
    },
}


def allows(value):
    Draft202012Validator(schema()).validate(json.loads(json.dumps(value)))
    return True


def test_a_ledger_takes_the_form_that_is_published():
    assert ledger_to_form(LEDGER) == FORM


def test_the_keys_stand_in_the_order_of_the_published_form():
    assert json.dumps(ledger_to_form(LEDGER)) == json.dumps(FORM)


def test_an_input_that_was_rejected_is_a_line_of_its_own():
    form = rejected_to_form(Rejected(input="tide.txt", reason="tide.txt: the file is empty. Give another file."))
    assert form == {
        "form": 1,
        "rejected": {"input": "tide.txt", "reason": "tide.txt: the file is empty. Give another file."},
    }
    assert allows(form)


@given(ledgers())
def test_a_ledger_comes_back_whole_from_json(ledger):
    line = json.dumps(ledger_to_form(ledger), ensure_ascii=False)
    assert ledger_from_form(json.loads(line)) == ledger


def test_the_form_of_an_older_version_names_no_engine():
    older = {key: value for key, value in FORM.items() if key not in {"engine", "arithmetic"}}
    ledger = ledger_from_form(older)
    assert (ledger.engine, ledger.arithmetic, ledger.genre) == (None, None, "opinion")


def test_what_was_not_decided_or_not_found_is_there_as_null_or_an_empty_list():
    said = Attribution(
        id="a1",
        source_spans=(),
        cue_spans=(Span(5, 15),),
        content_spans=(Span(16, 21),),
        quotation="indirect",
        source=None,
        within=None,
        confidence=0.9,
    )
    strike = Event(
        id="e1",
        type="PROTEST",
        mode=None,
        spans=(Span(0, 4),),
        actor=None,
        recipient=None,
        place=None,
        time=None,
        told_as="present",
        attribution=None,
        certainty=1.0,
        confidence=0.5,
    )
    report = Report(text="Ship reportedly sunk.")
    bare = ledger_to_form(Ledger(report=report, sources=(), attributions=(said,), model="en-6"))
    unsure = ("stance", "certainty", "page_certainty", "colouring")
    assert [bare["attributions"][0][key] for key in unsure] == [None] * 4
    assert [bare[key] for key in ("events", "times", "statements", "findings")] == [[]] * 4
    told = ledger_to_form(Ledger(report=report, sources=(), attributions=(), events=(strike,), model="en-6"))
    parts = ("mode", "actor", "recipient", "place", "time", "attribution")
    assert [told["events"][0][key] for key in parts] == [None] * 6
    assert allows(bare)
    assert allows(told)


def test_what_follows_from_the_rest_is_passed_over_on_the_way_back():
    form = copy.deepcopy(FORM)
    del form["report"]["id"], form["sources"][0]["roles"], form["events"][0]["actor"]["code"], form["sourcing"]
    assert ledger_from_form(form) == LEDGER


@given(ledgers())
def test_every_ledger_satisfies_the_schema(ledger):
    assert allows(ledger_to_form(ledger))


def test_the_spans_of_the_form_cut_the_words_out_of_its_text():
    event = FORM["events"][0]
    told = [FORM["attributions"][0]["content_spans"], event["spans"], event["time"]["spans"]]
    told += [event[part]["spans"] for part in ("actor", "recipient", "place")]
    told.append(FORM["statements"][0]["spans"])
    assert [[FORM["report"]["text"][start:end] for start, end in spans] for spans in told] == [
        ["“Fares will rise,”", "“in May.”"],
        ["met"],
        ["May"],
        ["Riders"],
        ["it"],
        ["Sandmouth"],
        ["Riders at Sandmouth met it."],
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda form: form.pop("events"),
        lambda form: form.update(form=2),
        lambda form: form.update(truth=True),
        lambda form: form["attributions"][0].update(quotation="shouted"),
        lambda form: form["attributions"][0].update(confidence=1.5),
        lambda form: form["attributions"][0].update(cue_spans=[[50, 54, 58]]),
        lambda form: form["sources"][0].update(mentions=[[-1, 4]]),
        lambda form: form["report"].update(id="5f6d"),
        lambda form: form["attributions"][0].update(stance="mutters"),
        lambda form: form["attributions"][0].update(colouring="rosy"),
        lambda form: form["attributions"][0]["certainty"].update(level="sure"),
        lambda form: form["attributions"][0]["page_certainty"].update(polarity="both"),
        lambda form: form["attributions"][0]["certainty"].update(score=3.5),
        lambda form: form["attributions"][0]["certainty"].pop("spans"),
        lambda form: form["events"][0].update(told_as="foretold"),
        lambda form: form["events"][0].update(certainty=-4),
        lambda form: form["events"][0]["actor"].pop("code"),
        lambda form: form["events"][0]["time"].update(precision="fortnight"),
        lambda form: form["times"][0].update(id="t1"),
        lambda form: form["statements"][0].update(kind="verdict"),
        lambda form: form["findings"][0].update(kind="lie"),
        lambda form: form["sourcing"].update(named=1.5),
        lambda form: form["sourcing"]["sources"].pop("bare"),
    ],
)
def test_the_schema_refuses_what_the_form_is_not(spoil):
    form = json.loads(json.dumps(ledger_to_form(LEDGER)))
    spoil(form)
    with pytest.raises(ValidationError):
        allows(form)


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(schema())


def test_the_schema_in_docs_is_the_one_the_code_builds():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema(), f"rebuild it with: {REBUILD}"


def test_a_form_of_another_version_is_refused_in_a_sentence():
    with pytest.raises(UsageError) as caught:
        ledger_from_form({**FORM, "form": 2})
    assert str(caught.value) == "form 2: this version of whence reads form 1. Read the report again."


def test_a_rejected_line_is_no_ledger_and_says_so():
    with pytest.raises(UsageError, match="it has no report, because the input was rejected"):
        ledger_from_form(rejected_to_form(Rejected(input="tide.txt", reason="the file is empty")))


def test_a_form_whose_spans_leave_the_text_is_refused():
    report = {**FORM["report"], "text": "Cut short"}
    with pytest.raises(ValueError, match="ends after the report's text of 9 characters"):
        ledger_from_form({**FORM, "report": report})


def test_a_type_that_json_cannot_say_has_no_schema():
    with pytest.raises(TypeError, match="no JSON Schema for <class 'bytes'>"):
        schema_of(bytes)
