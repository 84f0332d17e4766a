"""Hypothesis strategies for records, shared by the tests of every floor."""

from hypothesis import strategies as st

from whence.records.ledger import Attribution, Ledger, Source
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


@st.composite
def ledgers(draw, texts=st.text(min_size=2, max_size=200)):  # noqa: B008
    """Draw ledgers whose ids fit together; what they say of the text means nothing."""
    report = draw(reports(texts))
    sources = tuple(
        Source(id=f"s{number}", name=draw(words), mentions=draw(spans(report.text, min_size=1)))
        for number in range(1, draw(st.integers(1, 4)))
    )
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
                confidence=draw(st.floats(0, 1)),
            )
        )
    return Ledger(report=report, sources=sources, attributions=tuple(attributions), model=draw(words))
