"""Case: what every rule for findings gets, a report with everything found in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from whence.language.words import lowered, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.outlets import imprinted_names, names_of_publisher
from whence.reading.findings.span_index import SpanIndex
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Attribution, Event, Finding, FindingKind, Genre, Source
from whence.records.report import Report, Span

__all__ = ["Case", "finding", "in_headline", "quoted"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A report with everything found in it, and look-ups that several rules share."""

    report: Report
    assembly: Assembly
    events: Sequence[Event]
    genre: Genre | None

    @cached_property
    def text(self) -> str:
        """The report's text, with a plain space for each that does not break."""
        return self.report.text.replace("\N{NO-BREAK SPACE}", " ")

    @cached_property
    def lowered_text(self) -> str:
        """The report's text in lower case, each character at the same offset."""
        return lowered(self.text)

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """The names of the outlet that publishes the report, of that whose staff signs it, and of its imprint."""
        return (*names_of_publisher(self.report), *imprinted_names(self.text))

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The words of the sources' roles, by id."""
        return {one.id: self.shown(one.role_spans) for one in self.assembly.sources}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources, by id."""
        return {source.id: source for source in self.assembly.sources}

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last word of each person's name."""
        document = self.assembly.document
        return frozenset(document.words.texts[name.end - 1] for name in document.names if name.kind == "person")

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which a span begins."""
        words = self.assembly.document.words
        start, end = sentence_around(words, words.covering(span.start, span.end)[0])
        return Span(words.starts[start], words.ends[end - 1])

    def said_by(self, source: Source) -> list[Attribution]:
        """List the attributions of a source."""
        return self._said.get(source.id, [])

    @cached_property
    def _said(self) -> Mapping[str | None, list[Attribution]]:
        said: dict[str | None, list[Attribution]] = {}
        for one in self.assembly.attributions:
            said.setdefault(one.source, []).append(one)
        return said

    def around(self, one: Attribution) -> Attribution | None:
        """Return the attribution that an attribution stands within, if there is one."""
        return self._by_id[one.within] if one.within else None

    @cached_property
    def _by_id(self) -> Mapping[str, Attribution]:
        return {one.id: one for one in self.assembly.attributions}

    @cached_property
    def headline_end(self) -> int:
        """Offset at which the headline ends; 0 if there is no headline."""
        return self.report.headline_end

    @cached_property
    def cues(self) -> SpanIndex[Attribution]:
        """The attributions, indexed by their cues."""
        return _by_spans(self.assembly.attributions, lambda one: one.cue_spans)

    @cached_property
    def sourced_cues(self) -> SpanIndex[Attribution]:
        """The attributions with a source, indexed by their cues."""
        return _by_spans(self.sourced, lambda one: one.cue_spans)

    @cached_property
    def sourced(self) -> Sequence[Attribution]:
        """The attributions with a source."""
        return [one for one in self.assembly.attributions if one.source]

    def is_in_headline(self, one: Attribution) -> bool:
        """Check whether an attribution is in the headline."""
        return in_headline(self, (one.cue_spans or one.content_spans)[0])

    def names_somebody(self, one: Attribution) -> bool:
        """Check whether the words of an attribution's source contain a person's name."""
        words = self.assembly.document.words
        runs = (words.covering(span.start, span.end) for span in one.source_spans)
        return any(name.kind == "person" for run in runs for name in self.assembly.document.names_in(run))

    def are_named(self, spans: Sequence[Span]) -> bool:
        """Check whether spans end with a person's or body's name; "Marram Club players" only contains one."""
        words = self.assembly.document.words
        runs = [words.covering(span.start, span.end) for span in spans]
        return any(
            name.kind != "place" and name.end == run[1] for run in runs for name in self.assembly.document.names_in(run)
        )

    def shown(self, spans: Sequence[Span]) -> str:
        """Return the text of spans on one line."""
        return " ".join(" ".join(span.of(self.text).split()) for span in spans)


def finding(kind: FindingKind, spans: Sequence[Span], note: str, attributions: Sequence[Attribution] = ()) -> Finding:
    """Make a finding of a kind, with its published rule."""
    return Finding(
        kind=kind,
        spans=tuple(spans),
        attributions=tuple(one.id for one in attributions),
        note=note,
        rule=FINDING_KINDS[kind].rule,
    )


def _by_spans(
    attributions: Sequence[Attribution], spans_of: Callable[[Attribution], Sequence[Span]]
) -> SpanIndex[Attribution]:
    return SpanIndex((span, one) for one in attributions for span in spans_of(one))


def quoted(name: str) -> str:
    """Put words of the report in quotation marks, for a note."""
    return f"“{name}”"


def in_headline(case: Case, span: Span) -> bool:
    """Check whether a span is in the headline."""
    return span.end <= case.headline_end
