"""Corrected reports as labels to train on, as ``training/labels/voices.jsonl`` has them: positions without text."""

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from whence.archive.review.corrections import corrected_versions, placed_corrections
from whence.archive.storage.store import Store
from whence.language.quotation_marks import Mark
from whence.language.words import Words, segment
from whence.records.corrected import corrected_attribution
from whence.records.form.event_form import spans_to_form
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Span
from whence.records.review import Correction

__all__ = ["LabelledReport", "LabelledVoice", "corrected_labels"]


class LabelledVoice(TypedDict):
    """One attribution: where it is, who speaks, and through whom."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]
    """Without its quotation marks."""
    valid: NotRequired[bool]
    """False if a reader says that it is no attribution; then only source, cue and content are given."""
    who: NotRequired[list[int] | None]
    """The fullest mention of the source; none where the report points to nobody."""
    kind: NotRequired[str]
    naming: NotRequired[str]
    relays: NotRequired[list[list[int]]]
    outer: NotRequired[int]
    """Place in the list, from 0, of the attribution that contains it."""
    reviewed: NotRequired[bool]
    """True if a reader corrected it; all others are as whence found them."""


class LabelledReport(TypedDict):
    """A corrected report with all its attributions."""

    part: str
    set: str
    report: str
    version: int
    attributions: list[LabelledVoice]


def corrected_labels(store: Store) -> Iterator[LabelledReport]:
    """Iterate over the reports that corrections count in, each in its latest version."""
    for number, ledger in corrected_versions(store):
        (key, version) = store.rows(
            "SELECT reports.key, number FROM versions JOIN reports ON reports.id = report WHERE versions.id = ?",
            (number,),
        )[0]
        made = placed_corrections(store, number)
        touched = {
            own.id for one in made if not one.is_wrong and (own := corrected_attribution(one, ledger.attributions))
        }
        voices = [*_voices(ledger, touched), *(_refused(one) for one in made if one.is_wrong)]
        if made:
            yield {"part": "read", "set": "archive", "report": key, "version": version, "attributions": voices}


def _refused(one: Correction) -> LabelledVoice:
    return {
        "source": spans_to_form(one.source_spans),
        "cue": spans_to_form(one.cue_spans),
        "content": spans_to_form(one.content_spans),
        "valid": False,
        "reviewed": True,
    }


def _voices(ledger: Ledger, touched: set[str]) -> Iterator[LabelledVoice]:
    words = segment(ledger.report.text)
    sources = {one.id: one for one in ledger.sources}
    places = {one.id: place for place, one in enumerate(ledger.attributions)}
    for one in ledger.attributions:
        source = sources[one.source] if one.source else None
        relays = [_nearest(sources[relay], one) for relay in one.relays]
        voice: LabelledVoice = {
            "source": spans_to_form(one.source_spans),
            "cue": spans_to_form(one.cue_spans),
            "content": spans_to_form(_without_marks(words, one.content_spans)),
            "who": spans_to_form([_fullest(source, one, ledger.report.text)])[0] if source else None,
            "kind": (source.kind if source else None) or "none",
            "naming": (source.naming if source else None) or "none",
            "relays": spans_to_form(span for span in relays if span),
        }
        if one.within:
            voice["outer"] = places[one.within]
        if one.id in touched:
            voice["reviewed"] = True
        yield voice


def _fullest(source: Source, one: Attribution, text: str) -> Span:
    """Find the mention of a source by its whole name; without one, the words at the attribution."""
    return next(
        (span for span in source.mentions if " ".join(span.of(text).split()) == source.name), one.source_spans[0]
    )


def _nearest(source: Source, one: Attribution) -> Span | None:
    start = (one.cue_spans or one.content_spans or one.source_spans)[0].start
    return min(source.mentions, key=lambda span: abs(span.start - start), default=None)


def _without_marks(words: Words, spans: Sequence[Span]) -> Iterator[Span]:
    """Cut the quotation marks off the ends of a content."""
    for span in spans:
        first, last = words.covering(span.start, span.end)
        while first < last and words.marks[first] == Mark.OPENS:
            first += 1
        while first < last and words.marks[last - 1] == Mark.CLOSES:
            last -= 1
        if first < last:
            yield Span(max(span.start, words.starts[first]), min(span.end, words.ends[last - 1]))
