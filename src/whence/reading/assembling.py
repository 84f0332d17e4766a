"""Word ranges to the attributions and sources of a ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.reading.decoding import Evidence, WordRange
from whence.reading.segmenting import Mark, Shape, Words
from whence.records.ledger import Attribution, Quotation, Source
from whence.records.report import Span

__all__ = ["Found", "assemble", "tidy"]

# Words that point at somebody named elsewhere: the same word twice need not be the same source.
_POINTERS = frozenset({
    "he", "she", "they", "it", "who", "which", "that", "him", "her", "them", "his", "this", "one", "some", "many",
    "others", "several", "few", "i", "we", "you",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution, as ranges of words."""

    source: tuple[WordRange, ...]
    cue: WordRange
    contents: tuple[WordRange, ...]
    confidence: float
    evidence: Evidence


def assemble(text: str, words: Words, found: Sequence[Found]) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Give attributions their spans, ids, kinds of quotation, sources and nesting, in the order of their cues."""
    found = sorted(found, key=lambda one: one.cue)
    sources: dict[str, list[Span]] = {}
    keys: list[str | None] = []
    for one in found:
        spans = _spans(words, one.source)
        key = _source_key(text, spans)
        keys.append(key)
        if key is not None:
            sources.setdefault(key, []).extend(span for span in spans if span not in sources.get(key, ()))
    order = sorted(sources, key=lambda key: min(sources[key]))
    ids = {key: f"s{number}" for number, key in enumerate(order, 1)}
    listed = tuple(
        Source(id=ids[key], name=_name(text, sources[key][0]), mentions=tuple(sorted(sources[key]))) for key in order
    )
    attributions = tuple(
        Attribution(
            id=f"a{number}",
            source_spans=_spans(words, one.source),
            cue_spans=_spans(words, (one.cue,)),
            content_spans=_spans(words, one.contents),
            quotation=_quotation(words, one.contents),
            source=None if key is None else ids[key],
            within=_within(found, one),
            confidence=round(one.confidence, 4),
        )
        for number, (one, key) in enumerate(zip(found, keys, strict=True), 1)
    )
    return listed, attributions


def tidy(words: Words, ranges: Sequence[WordRange]) -> tuple[WordRange, ...]:
    """Join ranges that only punctuation parts, drop those of punctuation alone, and take in a quotation's own marks.

    >>> from whence.reading.segmenting import segment
    >>> tidy(segment("He said “no, never”."), [(3, 4), (5, 6)])
    ((2, 7),)
    """
    joined: list[WordRange] = []
    for start, end in sorted(ranges):
        if joined and all(words.shapes[i] == Shape.PUNCTUATION for i in range(joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    spoken = [run for run in joined if any(words.shapes[i] != Shape.PUNCTUATION for i in range(*run))]
    return tuple(_with_marks(words, run) for run in spoken)


def _with_marks(words: Words, run: WordRange) -> WordRange:
    start, end = run
    if start and words.marks[start - 1] == Mark.OPENS and words.marks[start] in (Mark.INSIDE, Mark.OPENS):
        start -= 1
    if end < len(words) and words.marks[end] == Mark.CLOSES and words.marks[end - 1] in (Mark.INSIDE, Mark.CLOSES):
        end += 1
    return start, end


def _spans(words: Words, ranges: Sequence[WordRange]) -> tuple[Span, ...]:
    return tuple(Span(words.starts[start], words.ends[end - 1]) for start, end in ranges)


def _source_key(text: str, spans: Sequence[Span]) -> str | None:
    """Tell sources apart by their words; a pronoun stands for itself alone."""
    if not spans:
        return None
    words = " ".join(span.of(text) for span in spans).casefold().split()
    key = " ".join(words).strip(" ,.;:“”‘’\"'")
    return f"{key} {spans[0].start}" if key in _POINTERS or not key else key


def _name(text: str, span: Span) -> str:
    return " ".join(span.of(text).split()).strip(" ,;:")


def _quotation(words: Words, ranges: Sequence[WordRange]) -> Quotation:
    quoted = {
        words.marks[i] == Mark.INSIDE
        for start, end in ranges
        for i in range(start, end)
        if words.shapes[i] != Shape.PUNCTUATION
    }
    if quoted == {True}:
        return "direct"
    return "mixed" if quoted == {True, False} else "indirect"


def _within(found: Sequence[Found], inner: Found) -> str | None:
    """Find the attribution with the smallest content around this one's cue."""
    around = [
        (sum(end - start for start, end in outer.contents), f"a{number}")
        for number, outer in enumerate(found, 1)
        if outer is not inner and any(start <= inner.cue[0] and inner.cue[1] <= end for start, end in outer.contents)
    ]
    return min(around)[1] if around else None
