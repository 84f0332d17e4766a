"""Word ranges to the attributions and sources of a ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whence.reading.crediting import Credit, credit
from whence.reading.decoding import Found, Name, WordRange
from whence.reading.naming import find_entities
from whence.reading.resolving import Meant, Speakers
from whence.reading.segmenting import Mark, Shape, Words
from whence.reading.sourcing import list_sources
from whence.reading.spotting import NamedText, spot_names
from whence.records.ledger import Attribution, Quotation, Source

__all__ = ["assemble", "tidy"]


def assemble(
    text: str, words: Words, found: Sequence[Found], names: Sequence[Name], meant: Meant
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Give attributions their spans, ids, kinds of quotation, sources, relays and nesting, in the order of their cues.

    Args:
        text: The report's text.
        words: Its words.
        found: Its attributions.
        names: Its names, in order.
        meant: What pronouns and descriptions may mean.
    """
    found = sorted(found, key=lambda one: one.cue)
    known = NamedText(text=text, words=words, names=tuple(spot_names(words, names)))
    outer = _outer(found)
    speakers = Speakers(known, find_entities(known), meant)
    credited = credit(known, found, outer, speakers)
    sources, ids = list_sources(known, credited, speakers)
    attributions = (_attribution(known, one, own, ids) for one, own in zip(found, credited, strict=True))
    numbered = (
        replace(one, id=f"a{i + 1}", within=f"a{outer[i] + 1}" if i in outer else None)
        for i, one in enumerate(attributions)
    )
    return sources, tuple(numbered)


def _attribution(known: NamedText, one: Found, credited: Credit, ids: Mapping[int, str]) -> Attribution:
    """Put an attribution together; its place among the others is yet to be given."""
    said = credited.circumstances
    return Attribution(
        id="",
        source_spans=known.spans(credited.source),
        cue_spans=known.spans((one.cue,)),
        content_spans=known.spans(one.contents),
        quotation=_quotation(known.words, one.contents),
        source=None if credited.speaker is None else ids[id(credited.speaker)],
        within=None,
        relays=tuple(ids[id(relay)] for relay in credited.relays),
        channel=said.channel,
        channel_spans=said.channel_spans,
        access_spans=said.access_spans,
        anonymity_spans=said.anonymity_spans,
        confidence=round(one.confidence, 4),
    )


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


def _outer(found: Sequence[Found]) -> dict[int, int]:
    """Find, for each attribution within others' contents, the one with the smallest content around its cue."""
    outer: dict[int, int] = {}
    for i, inner in enumerate(found):
        around = [
            (sum(end - start for start, end in other.contents), j)
            for j, other in enumerate(found)
            if j != i and any(start <= inner.cue[0] and inner.cue[1] <= end for start, end in other.contents)
        ]
        # Two whose contents hold each other's cues would go round in a circle.
        around = [one for one in around if not _leads_to(outer, one[1], i)]
        if around:
            outer[i] = min(around)[1]
    return outer


def _leads_to(outer: Mapping[int, int], start: int, end: int) -> bool:
    while start in outer:
        start = outer[start]
        if start == end:
            return True
    return False
