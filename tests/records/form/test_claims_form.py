"""A claim with all that reports say of it in the JSON form: nothing is lost, and the schema holds."""

import json

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.support.appearances import claims
from whence.linking.origins.origins import find_origins
from whence.records.claims import ClaimDetails, ClaimDifference, ClaimEntry, ClaimWording, Counterclaim
from whence.records.form.claims_form import (
    ClaimDetailsForm,
    ClaimEntryForm,
    details_from_form,
    details_to_form,
    entry_from_form,
    entry_to_form,
)
from whence.records.form.schema import schema_of
from whence.records.ledger import Certainty
from whence.records.links import Claim
from whence.records.report import Span
from whence.records.reuse import QuotationLink, WordChange
from whence.showing.terminal.columns import record_line

DETAILS, ENTRIES = (Draft202012Validator(schema_of(kind)) for kind in (ClaimDetailsForm, ClaimEntryForm))
COUNTS, TEXTS = st.integers(0, 99), st.text(max_size=5)
IDS = st.lists(TEXTS, max_size=2).map(tuple)
CLAIMS = st.builds(Claim, id=TEXTS, text=TEXTS, appearances=IDS, disagreeing=IDS, aliases=IDS)
PAIRS, SPANS = st.tuples(TEXTS, TEXTS), st.sampled_from([(), (Span(3, 9),)])
CHANGES = st.builds(
    WordChange,
    kind=st.sampled_from(["dropped", "punctuation"]),
    words=PAIRS,
    spans=st.tuples(SPANS, SPANS),
    is_at_edge=st.booleans(),
    is_marked=st.booleans(),
)
VERSIONS = st.builds(
    QuotationLink,
    quotations=PAIRS,
    reports=PAIRS,
    spans=st.tuples(SPANS, SPANS),
    same_words=COUNTS,
    changes=st.lists(CHANGES, max_size=2).map(tuple),
    first=st.none() | TEXTS,
)
DIFFERENCES = st.builds(ClaimDifference, kind=st.sampled_from(["number", "negation"]), words=PAIRS)


@st.composite
def details(draw):
    """Draw a claim with its wordings, and a claim that says otherwise."""
    appearances, copies = draw(claims())
    origins = find_origins(appearances, copies)
    wordings = [
        ClaimWording(
            appearances=(one,),
            text=draw(TEXTS),
            headline=draw(st.none() | TEXTS),
            quotation=draw(st.sampled_from([None, "direct"])),
            stance=draw(st.sampled_from([None, "denies"])),
            certainty=draw(st.sampled_from([None, Certainty(level="possible", polarity="for", score=1.0)])),
            version=draw(st.none() | VERSIONS),
        )
        for one in appearances[:3]
    ]
    others = [
        Counterclaim(claim=draw(CLAIMS), differences=tuple(draw(st.lists(DIFFERENCES, max_size=2))), origins=origins)
    ]
    return ClaimDetails(
        claim=draw(CLAIMS),
        story=draw(st.none() | TEXTS),
        wordings=tuple(wordings),
        counterclaims=tuple(others[: draw(st.integers(0, 1))]),
        origins=origins,
    )


@given(details())
def test_a_claim_with_all_its_places_comes_back_from_json(details):
    form = details_to_form(details)
    DETAILS.validate(form)
    assert details_from_form(json.loads(json.dumps(form))) == details


@given(
    st.builds(
        ClaimEntry,
        claim=CLAIMS,
        story=st.none() | TEXTS,
        reports=COUNTS,
        outlets=COUNTS,
        least=COUNTS,
        most=COUNTS,
        first=st.none() | TEXTS,
        last=st.none() | TEXTS,
    )
)
def test_a_claim_in_a_list_comes_back_from_the_line_that_commands_print(entry):
    form = json.loads(record_line(entry))
    ENTRIES.validate(form)
    assert form == json.loads(json.dumps(entry_to_form(entry)))
    assert entry_from_form(form) == entry
