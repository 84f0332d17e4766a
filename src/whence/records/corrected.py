"""A ledger as readers corrected it: a copy, made from the ledger and their corrections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whence.language.quoted import quotation_of
from whence.language.words import Words, segment
from whence.records.anchors import common_length
from whence.records.ledger import Attribution, Ledger, Quotation, Source
from whence.records.report import Span
from whence.records.review import Correction
from whence.records.sure import keep_attributions

__all__ = ["attribution_at", "correct_ledger", "corrected_attribution", "superseded"]

_RIGHT = ("right_source_spans", "right_cue_spans", "right_content_spans", "who", "kind", "naming")
_Marks = tuple[tuple[Span, ...], tuple[Span, ...]]
"""Spans of a cue and of a content, by which an attribution is recognised."""


def correct_ledger(ledger: Ledger, corrections: Iterable[Correction]) -> Ledger:
    """Copy a ledger with readers' corrections.

    A corrected attribution keeps its id, and has the confidence 1. One that the ledger does not have, because whence
    missed it or because the report was read again, is added with the next free id. An attribution that is none is left
    out with its events and findings, and so are sources that nothing refers to any more. Findings are not made again.

    Args:
        ledger: The ledger, as whence found it.
        corrections: In the order in which they were made; their spans refer to this ledger's text. If several are about
            one attribution, the latest counts in each thing that it says.

    >>> from whence.records.report import Report
    >>> said = Attribution(
    ...     id="a1", source_spans=(), cue_spans=(Span(3, 13),), content_spans=(Span(14, 19),),
    ...     quotation="indirect", source=None, within=None, confidence=0.9,
    ... )
    >>> report = Report(text="It reportedly sank, Okafor said.")
    >>> ledger = Ledger(report=report, sources=(), attributions=(said,), model="en-6")
    >>> right = Correction(
    ...     id="k:1", report="r:1", version=1, source_spans=(), cue_spans=(Span(3, 13),), content_spans=(Span(14, 19),),
    ...     words="reportedly sank", said="who: Okafor", who=Span(20, 26), author="Ana Brandt",
    ...     at="2031-03-05T06:00:00+00:00",
    ... )
    >>> [source.name for source in correct_ledger(ledger, [right]).sources]
    ['Okafor']
    """
    draft = _Draft(
        words=segment(ledger.report.text),
        text=ledger.report.text,
        sources={one.id: one for one in ledger.sources},
        attributions={one.id: one for one in ledger.attributions},
    )
    for same in _by_attribution(corrections):
        draft.take(_joined(same))
    if not draft.done:
        return ledger
    return keep_attributions(
        replace(
            ledger,
            sources=tuple(draft.sources.values()),
            attributions=tuple(sorted(draft.attributions.values(), key=_start)),
        ),
        draft.attributions.keys() - draft.wrong,
    )


def corrected_attribution(correction: Correction, attributions: Iterable[Attribution]) -> Attribution | None:
    """Find the attribution that a correction is about, by its words or by those that the reader gave; None if none."""
    return _closest(_marks_of(correction), attributions)


def attribution_at(
    cue_spans: tuple[Span, ...], content_spans: tuple[Span, ...], attributions: Iterable[Attribution]
) -> Attribution | None:
    """Find the attribution that a cue and a content belong to: by the cue if both have one, or by most of the content.

    Returns:
        The attribution, or None.
    """
    return _closest([(cue_spans, content_spans)], attributions)


def superseded(corrections: Iterable[Correction]) -> frozenset[str]:
    """List the ids of corrections in which nothing counts, because later ones of the same attribution say otherwise.

    Args:
        corrections: In the order in which they were made; their spans refer to one text.
    """
    found = set[str]()
    for same in _by_attribution(corrections):
        for place, one in enumerate(same):
            later = [*same[place + 1 :]]
            said = {name for other in later for name in _said(other)}
            if any(other.is_wrong for other in later) or (later and (one.is_wrong or said >= _said(one).keys())):
                found.add(one.id)
    return frozenset(found)


def _by_attribution(corrections: Iterable[Correction]) -> list[list[Correction]]:
    """Group corrections by the attribution that they are about."""
    groups: list[list[Correction]] = []
    for correction in corrections:
        own = next((group for group in groups if any(_are_alike(correction, one) for one in group)), None)
        if own is None:
            groups.append([correction])
        else:
            own.append(correction)
    return groups


def _are_alike(correction: Correction, other: Correction) -> bool:
    return any(_likeness(one, each) for one in _marks_of(correction) for each in _marks_of(other))


def _joined(same: Sequence[Correction]) -> Correction:
    """Join corrections of one attribution: the latest counts in each thing that it says."""
    *earlier, last = same
    if last.is_wrong or not earlier:
        return last
    before = _joined(earlier)
    return last if before.is_wrong else replace(before, **_said(last))


def _said(correction: Correction) -> dict[str, Any]:
    """List what a correction says is right."""
    told = {name: getattr(correction, name) for name in _RIGHT}
    return {name: value for name, value in told.items() if value is not None}


@dataclass(kw_only=True)
class _Draft:
    """The parts of a ledger that corrections change."""

    words: Words
    text: str
    sources: dict[str, Source]
    attributions: dict[str, Attribution]

    def __post_init__(self) -> None:
        self.wrong: set[str] = set()
        self.done: set[str] = set()
        """Ids of attributions that were corrected."""

    def take(self, correction: Correction) -> None:
        """Apply one correction."""
        open_ones = (one for one in self.attributions.values() if one.id not in self.done)
        own = corrected_attribution(correction, open_ones)
        if correction.is_wrong:
            if own:
                self.wrong.add(own.id)
                self.done.add(own.id)
            return
        if own is None:
            own = self._as_marked(correction)
            if correction.right_source_spans is None:
                correction = replace(correction, right_source_spans=correction.source_spans)
        self.attributions[own.id] = self._corrected(own, correction)
        self.done.add(own.id)

    def _as_marked(self, correction: Correction) -> Attribution:
        """Make the attribution that a reader saw or added, without its source."""
        cue = correction.cue_spans or correction.right_cue_spans or ()
        content = correction.content_spans or correction.right_content_spans or ()
        return Attribution(
            id=_next_id("a", self.attributions),
            source_spans=(),
            cue_spans=cue,
            content_spans=content,
            quotation=self._quotation(cue, content),
            source=None,
            within=self._innermost((*cue, *content)),
            confidence=1.0,
        )

    def _innermost(self, spans: Sequence[Span]) -> str | None:
        """Find the attribution with the shortest content that all of these spans lie in."""
        length = sum(span.end - span.start for span in spans)
        around = [
            (sum(span.end - span.start for span in one.content_spans), own)
            for own, one in self.attributions.items()
            if common_length(one.content_spans, spans) == length
        ]
        return min(around)[1] if around else None

    def _corrected(self, one: Attribution, correction: Correction) -> Attribution:
        cue = one.cue_spans if correction.right_cue_spans is None else correction.right_cue_spans
        content = one.content_spans if correction.right_content_spans is None else correction.right_content_spans
        spans = one.source_spans if correction.right_source_spans is None else correction.right_source_spans
        if correction.who and not spans:
            spans = (correction.who,)
        source = self._speaker(one, correction, spans) if spans else None
        return replace(
            one,
            source_spans=spans,
            cue_spans=cue,
            content_spans=content,
            quotation=self._quotation(cue, content),
            source=source,
            relays=tuple(relay for relay in one.relays if relay != source),
            certainty=one.certainty if content else None,
            page_certainty=one.page_certainty if content else None,
            confidence=1.0,
        )

    def _speaker(self, one: Attribution, correction: Correction, spans: Sequence[Span]) -> str:
        """Find who speaks by the words that the reader gave, and note what is right about the source."""
        is_given = correction.who or correction.right_source_spans is not None
        named = (correction.who,) if correction.who else tuple(spans)
        own = self._named_by(named) if is_given or one.source is None else one.source
        if own is None:
            own = _next_id("s", self.sources)
            name = " ".join(named[0].of(self.text).split())
            self.sources[own] = Source(id=own, name=name, mentions=())
        source = self.sources[own]
        self.sources[own] = replace(
            source,
            kind=correction.kind or source.kind,
            naming=correction.naming or source.naming,
            mentions=tuple(sorted({*source.mentions, *spans, *named})),
        )
        return own

    def _named_by(self, spans: Sequence[Span]) -> str | None:
        """Find the source that is mentioned in one of these places: with just these words, in them, or around them."""
        inside: list[tuple[int, str]] = []
        for source in self.sources.values():
            for mention in source.mentions:
                for span in spans:
                    if mention == span:
                        return source.id
                    if (span.start <= mention.start and mention.end <= span.end) or (
                        mention.start <= span.start and span.end <= mention.end
                    ):
                        inside.append((common_length([mention], [span]), source.id))
        return max(inside, key=lambda each: each[0])[1] if inside else None

    def _quotation(self, cue: Sequence[Span], content: Sequence[Span]) -> Quotation:
        ranges = [self.words.covering(span.start, span.end) for span in content]
        first = self.words.covering(cue[0].start, cue[0].end)[0] if cue else None
        return quotation_of(self.words, first, [each for each in ranges if each[0] < each[1]])


def _marks_of(correction: Correction) -> tuple[_Marks, _Marks]:
    cue, content = correction.right_cue_spans, correction.right_content_spans
    return (
        (correction.cue_spans, correction.content_spans),
        (
            correction.cue_spans if cue is None else cue,
            correction.content_spans if content is None else content,
        ),
    )


def _closest(marks: Iterable[_Marks], attributions: Iterable[Attribution]) -> Attribution | None:
    told = list(marks)
    scored = [(max(_likeness((one.cue_spans, one.content_spans), each) for each in told), one) for one in attributions]
    best = max(scored, key=lambda each: each[0], default=(0, None))
    return best[1] if best[0] else None


def _likeness(one: _Marks, other: _Marks) -> int:
    """Score how alike two attributions are; 0 if they are not the same.

    Two with a cue are the same if the cues have characters in common. Of two without a cue, or if only one has a cue,
    half of the longer content must be common to both.
    """
    contents = common_length(one[1], other[1])
    if one[0] and other[0]:
        cues = common_length(one[0], other[0])
        return cues and 2 * cues + contents
    longest = max(sum(span.end - span.start for span in each[1]) for each in (one, other))
    return contents if 2 * contents >= longest else 0


def _next_id(letter: str, taken: Iterable[str]) -> str:
    numbers = [int(own[1:]) for own in taken if own[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"


def _start(one: Attribution) -> int:
    spans = one.cue_spans or one.content_spans or one.source_spans
    return min((span.start for span in spans), default=0)
