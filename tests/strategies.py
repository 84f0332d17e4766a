"""Hypothesis strategies for records, shared by the tests of every floor."""

from typing import get_args

from hypothesis import strategies as st

from whence.records.ledger import Attribution, Channel, Kind, Ledger, Naming, Source
from whence.records.report import Report, Span

words = st.text(max_size=30)
maybe = st.none() | words


def spans(text, *, min_size=0):
    """Draw spans of a text, in its order; of no use for an empty one."""
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return st.lists(ends, min_size=min_size, max_size=3).map(
        lambda found: tuple(Span(start, end) for start, end in sorted(found))
    )


def reports(texts=st.text(max_size=200)):  # noqa: B008
    """Draw reports in any script."""
    return st.builds(
        Report,
        text=texts,
        headline=maybe,
        publisher=maybe,
        byline=st.lists(words, max_size=2).map(tuple),
        published=st.none() | st.dates().map(str),
        language=st.sampled_from([None, "en", "ru", "ar"]),
        url=maybe,
        name=maybe,
        notes=st.lists(words, max_size=2).map(tuple),
    )


def _sources(text, own, ids):
    return st.builds(
        Source,
        id=st.just(own),
        name=words,
        kind=st.sampled_from([None, *get_args(Kind)]),
        naming=st.sampled_from([None, *get_args(Naming)]),
        aliases=st.lists(words, max_size=2).map(tuple),
        role_spans=spans(text),
        affiliation=st.sampled_from([None, *ids]),
        country=st.sampled_from([None, "NOR"]),
        is_plural=st.booleans(),
        is_unresolved=st.booleans(),
        mentions=spans(text, min_size=1),
    )


@st.composite
def ledgers(draw, texts=st.text(min_size=2, max_size=200)):  # noqa: B008
    """Draw ledgers whose ids fit together; what they say of the text means nothing."""
    report = draw(reports(texts))
    count = draw(st.integers(0, 3))
    ids = [f"s{number}" for number in range(1, count + 1)]
    sources = tuple(draw(_sources(report.text, own, ids)) for own in ids)
    attributions = []
    for number in range(1, draw(st.integers(1, 5))):
        source = draw(st.sampled_from([None, *(source.id for source in sources)]))
        attributions.append(
            Attribution(
                id=f"a{number}",
                source_spans=draw(spans(report.text, min_size=1)) if source else (),
                cue_spans=draw(spans(report.text, min_size=1)),
                content_spans=draw(spans(report.text)),
                quotation=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                source=source,
                within=draw(st.sampled_from([None, *(earlier.id for earlier in attributions)])),
                relays=tuple(draw(st.lists(st.sampled_from(ids), max_size=2))) if ids else (),
                channel=draw(st.sampled_from([None, *get_args(Channel)])),
                channel_spans=draw(spans(report.text)),
                access_spans=draw(spans(report.text)),
                anonymity_spans=draw(spans(report.text)),
                confidence=draw(st.floats(0, 1)),
            )
        )
    return Ledger(report=report, sources=sources, attributions=tuple(attributions), model=draw(words))
