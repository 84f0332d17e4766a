"""Writes reports with their ledgers: each sentence says what it is, and no model reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bench.planted_claims import Content, Piece, capitalised
from whence.records.ledger import (
    Attribution,
    Certainty,
    Event,
    Kind,
    Ledger,
    Naming,
    Party,
    Place,
    Quotation,
    Source,
    Statement,
    Time,
)
from whence.records.report import Report, Span

__all__ = ["QUOTED", "Paragraph", "Sentence", "Voice", "write_report"]

QUOTED = -1
"""Stands for the number of a claim where somebody is quoted."""
_MODEL = "planted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A source or relay, as a report writes it."""

    name: str
    """Its name, or its description."""
    kind: Kind
    naming: Naming
    role: str = ""
    """Written before the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, and who says it."""

    content: Content
    """What is said, without a full stop."""
    voice: Voice | None = None
    relay: Voice | None = None
    """Whom the source told it, or whose report it is from."""
    is_attributed: bool = False
    """True if the page says that somebody says it; without a voice, nobody knows who."""
    is_quoted: bool = False
    is_told: bool = False
    """True if the page tells an event in its own voice."""
    claim: int | None = None
    """Number of the planted claim."""


Paragraph = tuple[Sentence, ...]


def write_report(report: Report, paragraphs: Iterable[Paragraph]) -> tuple[Ledger, dict[int, list[str]]]:
    """Write a report's text and its ledger.

    Args:
        report: All but the text. A headline stands in the first line.
        paragraphs: What it says.

    Returns:
        The ledger, and for each planted claim the ids of the places where it is made, without the report's; those of
        quotations under `QUOTED`.
    """
    writer = _Writer()
    if report.headline:
        writer.write(report.headline)
    for paragraph in paragraphs:
        writer.write("\n\n" if writer.length else "")
        for number, sentence in enumerate(paragraph):
            writer.write(" " if number else "")
            writer.add(sentence)
    return writer.ledger(report), writer.places


@dataclass(slots=True)
class _Writer:
    """A text and its ledger, so far."""

    length: int = 0
    places: dict[int, list[str]] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _sources: dict[str, Source] = field(default_factory=dict)
    """By name."""
    _attributions: list[Attribution] = field(default_factory=list)
    _events: list[Event] = field(default_factory=list)
    _times: list[Time] = field(default_factory=list)
    _statements: list[Statement] = field(default_factory=list)

    def write(self, text: str) -> tuple[Span, ...]:
        """Write some text; its span, or nothing for an empty text."""
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        return (Span(start, self.length),) if text else ()

    def add(self, sentence: Sentence) -> None:
        """Write a sentence, and enter what it says."""
        attribution = f"a{len(self._attributions) + 1}" if sentence.is_attributed else None
        self.write("“" if sentence.is_quoted else "")
        spans, parts = self._write_content(sentence.content)
        self._enter(parts, spans, attribution, is_told=sentence.is_told or sentence.claim is not None)
        if attribution:
            self._attribute(sentence, spans, attribution)
        else:
            self.write(".")
            self._statements.append(Statement(spans=spans, kind="record"))
        claim = QUOTED if sentence.is_quoted else sentence.claim
        if claim is not None:
            self.places.setdefault(claim, []).append(attribution or str(spans[0].start))

    def ledger(self, report: Report) -> Ledger:
        """Make the ledger of all that was written."""
        return Ledger(
            report=replace(report, text="".join(self._pieces)),
            sources=tuple(self._sources.values()),
            attributions=tuple(self._attributions),
            events=tuple(self._events),
            times=tuple(self._times),
            statements=tuple(self._statements),
            model=_MODEL,
        )

    def _write_content(self, content: Content) -> tuple[tuple[Span, ...], list[tuple[Piece, Span]]]:
        start = self.length
        parts = []
        for number, piece in enumerate(content):
            spans = self.write(capitalised(piece.text) if not number else piece.text)
            parts += [(piece, span) for span in spans]
        return (Span(start, self.length),), parts

    def _enter(
        self, parts: Sequence[tuple[Piece, Span]], content: Sequence[Span], attribution: str | None, *, is_told: bool
    ) -> None:
        """Enter the times of a content and, if it tells an event, the event."""
        found = {piece.kind: (piece, span) for piece, span in parts}
        time = None
        if date := found.get("date"):
            time = Time(spans=(date[1],), start=date[0].value, end=date[0].value, precision="day")
            self._times.append(time)
        if not is_told:
            return
        actor, place, verb = found.get("actor"), found.get("place"), found.get("verb")
        trigger = verb[1] if verb else Span(content[0].start, content[0].start + 1)
        self._events.append(
            Event(
                id=f"e{len(self._events) + 1}",
                type="COERCE",
                mode=None,
                spans=(trigger,),
                actor=Party(spans=(actor[1],), source=None, name=actor[0].value, country=None, sector=None)
                if actor
                else None,
                recipient=None,
                place=Place(spans=(place[1],), country=None) if place else None,
                time=time,
                told_as="past",
                attribution=attribution,
                certainty=2.0,
                confidence=0.9,
            )
        )

    def _attribute(self, sentence: Sentence, spans: tuple[Span, ...], own: str) -> None:
        """Write who says it, and enter the attribution."""
        voice, relay = sentence.voice, sentence.relay
        source, relays = None, tuple[str, ...]()
        source_spans, cue_spans = tuple[Span, ...](), tuple[Span, ...]()
        self.write(",” " if sentence.is_quoted else ", " if voice else "")
        if voice is None:
            self.write(".")
        elif voice.kind == "document":
            cue_spans = self.write("according to")
            source, source_spans = self._cite(voice, " the ")
            if relay:
                self.write(" seen by ")
                relays = (self._cite(relay)[0],)
            self.write(".")
        else:
            source, source_spans = self._cite(voice)
            is_outlet = relay is not None and voice.kind == "organisation"
            told = "reported" if voice.kind == "organisation" else "told" if relay else "said"
            self.write(" ")
            cue_spans = self.write(told)
            if relay:
                self.write(", according to " if is_outlet else " ")
                relays = (self._cite(relay)[0],)
            self.write(".")
        quotation: Quotation = "direct" if sentence.is_quoted else "indirect"
        self._attributions.append(
            Attribution(
                id=own,
                source_spans=source_spans,
                cue_spans=cue_spans,
                content_spans=spans,
                quotation=quotation,
                source=source,
                within=None,
                relays=relays,
                stance="says",
                certainty=Certainty(level="certain", polarity="for", score=2.5),
                confidence=0.9,
            )
        )

    def _cite(self, voice: Voice, before: str = "") -> tuple[str, tuple[Span, ...]]:
        """Write a source's name, and enter it; return its id and the span."""
        self.write(before)
        known = self._sources.get(voice.name)
        roles = self.write(voice.role)
        self.write(" " if roles else "")
        spans = self.write(voice.name)
        if known:
            told = replace(known, mentions=(*known.mentions, *spans), role_spans=(*known.role_spans, *roles))
            self._sources[voice.name] = told
            return known.id, spans
        self._sources[voice.name] = Source(
            id=f"s{len(self._sources) + 1}",
            name=voice.name,
            kind=voice.kind,
            naming=voice.naming,
            role_spans=roles,
            mentions=spans,
        )
        return self._sources[voice.name].id, spans
