"""Stories and comparisons as records, written by hand, and drawn at random."""

from hypothesis import strategies as st

from tests.support.appearances import LIND, OKAFOR, TASS, says
from whence.records.claims import ClaimDifference, ClaimWording
from whence.records.links import Story
from whence.records.report import Span
from whence.records.reuse import QuotationLink, SharedPassage, Shares, WordChange
from whence.records.stories import (
    CommonClaim,
    ComparedPassage,
    ComparedQuotation,
    ComparedReport,
    Comparison,
    Disagreement,
    Milestone,
    StoryClaim,
    StoryDetails,
    StoryReport,
    Taken,
)

POST = says("r:5f0c000000000001", "The Tidewater Post", OKAFOR, at="2031-03-04")
RADIO = says("r:5f0c000000000002", "Radio Estuary", TASS, LIND, at="2031-03-05T09:30:00Z")
HERALD = says("r:5f0c000000000003", "Herald", LIND, at="2031-03-06")


def wording(appearance, text):
    return ClaimWording(appearances=(appearance,), text=text, headline=None)


FORTY = wording(POST, "40 tonnes left the tank")
ALSO = wording(RADIO, "40 tonnes had left the tank")
OTHER = wording(HERALD, "43 tonnes left the tank")


def milestone(kind, of, **told):
    first = of.appearances[0]
    told = {"text": of.text, "wording": of, **told}
    return Milestone(
        kind=kind, report=first.report, publisher=first.publisher, at=first.published, spans=first.spans, **told
    )


NOTICE = milestone(
    "correction", OTHER, text="Correction: 40 tonnes, not 43", wording=None, corrects="r:5f0c000000000001"
)
STORY = StoryDetails(
    story=Story(
        id="st:5f0c000000000001",
        headline="Fuel leaks",
        reports=(POST.report, RADIO.report, HERALD.report),
        claims=("c:5f0c000000000001", "c:5f0c000000000002", "c:5f0c000000000003"),
    ),
    outlets=3,
    reports=(
        StoryReport(
            id=POST.report,
            headline="Fuel leaks",
            publisher=POST.publisher,
            published=POST.published,
            shares=Shares(report=POST.report, words=200, quoted=20, standing=0, copied=0, shared=0, own=180),
            taken=(),
        ),
        StoryReport(
            id=RADIO.report,
            headline=None,
            publisher=RADIO.publisher,
            published=RADIO.published,
            shares=Shares(report=RADIO.report, words=100, quoted=10, standing=10, copied=50, shared=20, own=10),
            taken=(
                Taken(report=POST.report, publisher=POST.publisher, words=50, first_by="time", spans=(Span(3, 90),)),
                Taken(report=HERALD.report, publisher="Herald", words=20, first_by=None, spans=(Span(95, 150),)),
            ),
        ),
    ),
    claims=(
        StoryClaim(
            id="c:5f0c000000000001",
            text=FORTY.text,
            reports=2,
            outlets=2,
            milestones=(
                milestone("first", FORTY),
                milestone("first", ALSO),
                milestone(
                    "another number",
                    OTHER,
                    claim="c:5f0c000000000002",
                    differences=(ClaimDifference(kind="number", words=("40", "43")),),
                ),
                milestone("altered", FORTY, wording=None, text="40", words=("45", "40")),
                NOTICE,
            ),
            disagreeing=("c:5f0c000000000002",),
        ),
        StoryClaim(
            id="c:5f0c000000000002", text=OTHER.text, reports=1, outlets=1, milestones=(milestone("first", OTHER),)
        ),
        StoryClaim(
            id="c:5f0c000000000003",
            text="the harbour closes",
            reports=2,
            outlets=2,
            milestones=(
                milestone("first", wording(POST, "the harbour closes")),
                milestone("spread", wording(RADIO, "the harbour shuts")),
            ),
        ),
    ),
    corrections=(NOTICE,),
)


def _compared(appearance, headline, shares, *only):
    return ComparedReport(
        id=appearance.report,
        headline=headline,
        publisher=appearance.publisher,
        published=appearance.published,
        shares=shares,
        only=only,
    )


COMPARISON = Comparison(
    reports=(
        _compared(POST, "Fuel leaks", STORY.reports[0].shares, wording(POST, "the harbour closes")),
        _compared(RADIO, None, STORY.reports[1].shares),
    ),
    passages=(
        ComparedPassage(
            passage=SharedPassage(
                reports=(POST.report, RADIO.report),
                spans=(Span(0, 90), Span(3, 90)),
                same_words=50,
                first=POST.report,
                first_by="time",
                agency="Reuters",
            ),
            text="Divers who looked for the leak found a crack",
        ),
    ),
    quotations=(
        ComparedQuotation(
            link=QuotationLink(
                quotations=(f"{POST.report}#9", f"{RADIO.report}#9"),
                reports=(POST.report, RADIO.report),
                spans=((Span(9, 40),), (Span(9, 40),)),
                same_words=8,
                changes=(
                    WordChange(kind="replaced", words=("summer", "autumn"), spans=((Span(9, 15),), (Span(9, 15),))),
                    WordChange(kind="punctuation", words=(",", ";"), spans=((), ())),
                ),
                first=f"{POST.report}#9",
            ),
            texts=("We close before the summer", "We close before the autumn"),
        ),
    ),
    claims=(CommonClaim(id="c:5f0c000000000001", wordings=(FORTY, ALSO)),),
    disagreements=(
        Disagreement(
            claims=("c:5f0c000000000001", "c:5f0c000000000002"),
            differences=(ClaimDifference(kind="number", words=("40", "43")),),
            sides=((FORTY,), (wording(RADIO, "43 tonnes left the tank"),)),
        ),
    ),
)

_TEXTS, _COUNTS = st.text(max_size=40), st.integers(0, 99)
_MAYBE = st.none() | _TEXTS
_SPANS = st.sampled_from([(), (Span(3, 9),), (Span(3, 9), Span(12, 20))])
_PAIRS = st.tuples(_TEXTS, _TEXTS)
_DIFFERENCES = st.lists(
    st.builds(ClaimDifference, kind=st.sampled_from(["number", "negation"]), words=_PAIRS), max_size=2
).map(tuple)


def _wordings():
    return st.builds(wording, st.sampled_from([POST, RADIO, HERALD, says("r:9", None)]), _TEXTS)


@st.composite
def _shares(draw):
    parts = {name: draw(_COUNTS) for name in ("quoted", "standing", "copied", "shared", "own")}
    return Shares(report="r:1", words=sum(parts.values()), **parts)


def _tuples(one, most=2):
    return st.lists(one, max_size=most).map(tuple)


_MILESTONES = st.builds(
    Milestone,
    kind=st.sampled_from(["first", "spread", "denied", "altered", "correction", "retraction"]),
    report=_TEXTS,
    publisher=_MAYBE,
    at=_MAYBE,
    text=_TEXTS,
    spans=_SPANS,
    wording=st.none() | _wordings(),
    claim=_MAYBE,
    differences=_DIFFERENCES,
    words=st.none() | _PAIRS,
    corrects=_MAYBE,
)
_TAKEN = st.builds(
    Taken,
    report=_TEXTS,
    publisher=_MAYBE,
    words=_COUNTS,
    first_by=st.sampled_from([None, "time", "credit"]),
    agency=_MAYBE,
    spans=_SPANS,
)
STORIES = st.builds(
    StoryDetails,
    story=st.builds(Story, id=_TEXTS, headline=_MAYBE, reports=_tuples(_TEXTS), claims=_tuples(_TEXTS)),
    outlets=_COUNTS,
    reports=_tuples(
        st.builds(
            StoryReport,
            id=st.just("r:1"),
            headline=_MAYBE,
            publisher=_MAYBE,
            published=_MAYBE,
            shares=_shares(),
            taken=_tuples(_TAKEN),
        )
    ),
    claims=_tuples(
        st.builds(
            StoryClaim,
            id=_TEXTS,
            text=_TEXTS,
            reports=_COUNTS,
            outlets=st.integers(1, 3),
            milestones=st.lists(_MILESTONES, min_size=1, max_size=3).map(tuple),
            disagreeing=_tuples(_TEXTS),
        )
    ),
    corrections=_tuples(_MILESTONES),
)
_REPORTS = st.just(("r:1", "r:2"))
_SIDES = st.builds(wording, st.sampled_from([says("r:1", "Herald", OKAFOR), says("r:2", None)]), _TEXTS)
COMPARISONS = st.builds(
    Comparison,
    reports=st.tuples(
        *(
            st.builds(
                ComparedReport,
                id=st.just(name),
                headline=_MAYBE,
                publisher=_MAYBE,
                published=_MAYBE,
                shares=_shares().map(lambda one, name=name: Shares(**{**_fields(one), "report": name})),
                only=_tuples(_wordings()),
            )
            for name in ("r:1", "r:2")
        )
    ),
    passages=_tuples(
        st.builds(
            ComparedPassage,
            passage=st.builds(
                SharedPassage,
                reports=_REPORTS,
                spans=st.just((Span(0, 9), Span(3, 9))),
                same_words=_COUNTS,
                first=st.just("r:2"),
                first_by=st.sampled_from(["time", "credit"]),
                agency=_MAYBE,
            ),
            text=_TEXTS,
        )
    ),
    quotations=_tuples(
        st.builds(
            ComparedQuotation,
            link=st.builds(
                QuotationLink,
                quotations=st.just(("r:1#3", "r:2#9")),
                reports=_REPORTS,
                spans=st.tuples(_SPANS, _SPANS),
                same_words=_COUNTS,
                changes=_tuples(
                    st.builds(
                        WordChange,
                        kind=st.sampled_from(["dropped", "punctuation"]),
                        words=_PAIRS,
                        spans=st.tuples(_SPANS, _SPANS),
                    )
                ),
                first=st.sampled_from([None, "r:2#9"]),
            ),
            texts=_PAIRS,
        )
    ),
    claims=_tuples(st.builds(CommonClaim, id=_TEXTS, wordings=_tuples(_SIDES))),
    disagreements=_tuples(
        st.builds(
            Disagreement,
            claims=_PAIRS,
            differences=_DIFFERENCES,
            sides=st.tuples(st.tuples(_SIDES), st.tuples(_SIDES, _SIDES)),
        )
    ),
)


def _fields(shares):
    names = ("words", "quoted", "standing", "copied", "shared", "own")
    return {name: getattr(shares, name) for name in names}
