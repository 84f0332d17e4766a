"""Reader: turns a report into its ledger. This module holds the order of the steps and nothing else."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace

from whence.language.detect import is_english
from whence.language.page_labels import first_after_label
from whence.language.words import Words, segment
from whence.reading.attributions.acts import attributes
from whence.reading.attributions.assemble import Assembly, assemble
from whence.reading.attributions.content_borders import settle_content
from whence.reading.attributions.framings import divide_framings
from whence.reading.attributions.hearings import find_hearsay_of_hearings
from whence.reading.attributions.joined_contents import divide_joined, with_request
from whence.reading.attributions.missing_sources import find_missing_sources
from whence.reading.attributions.nested import candidates_within, unfold
from whence.reading.attributions.nested_chance import weigh_nested
from whence.reading.attributions.outlets import names_of_publisher
from whence.reading.attributions.own_voice import own_statements
from whence.reading.attributions.patterns import find_lifted, find_noted, find_obtained, find_partitive, find_read
from whence.reading.attributions.quotations import place_quotations
from whence.reading.attributions.quoted_by import credit_quoted
from whence.reading.attributions.repeats import weigh_repeats
from whence.reading.attributions.scraps import weigh_scraps
from whence.reading.attributions.source_borders import settle_source, within_paragraph
from whence.reading.attributions.split_cues import join_split_cues, without_doubles, without_stretched
from whence.reading.attributions.standing_chance import LEAST_CONFIDENCE, weigh_standing
from whence.reading.attributions.verbless import find_headline_sources, find_verbless
from whence.reading.attributions.whole_clauses import settle_clauses
from whence.reading.events.events import code_events
from whence.reading.events.spoken_times import resolve_times
from whence.reading.findings.audit import audit
from whence.reading.findings.genre import genre_of
from whence.reading.model.decode import FoundAttribution
from whence.reading.model.encoder import Tagger
from whence.reading.model.engine import ENGINE
from whence.reading.model.package import SHIPPED, Settings
from whence.reading.scan import Model, Scan, Scanner
from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.records.sure import SURE_ATTRIBUTION

__all__ = ["Model", "Reader"]

_LABEL_WORDS = 3
"""Words of the longest label of a headline."""
_FIXED = (
    find_lifted,
    find_noted,
    find_obtained,
    find_partitive,
    find_read,
    find_verbless,
    find_headline_sources,
    find_hearsay_of_hearings,
)
"""Searches for what a fixed pattern shows and the model misses."""


class Reader:
    """Reads reports with one model, loaded once.

    A ledger depends only on its report and the model, never on reports read before.

    Args:
        model: A model's name, the path of a model file, or any object with the methods of a `Model`.
        threads: Cores used to read one report. For many reports, `whence.read_many` is faster.

    Raises:
        ModelError: There is no such model.

    >>> reader = Reader()
    >>> text = "“The bridge is safe,” said Ines Okafor, the harbour master."
    >>> ledger = reader.read(Report(text=text))
    >>> [source.name for source in ledger.sources]
    ['Ines Okafor']
    """

    def __init__(self, model: str | Model = SHIPPED, *, threads: int = 1) -> None:
        self._tagger: Model = Tagger(model, threads=threads) if isinstance(model, str) else model
        self._scanner = Scanner(self._tagger)

    def read(self, report: Report) -> Ledger:
        """Read a report and return its ledger. Any text can be read; a text without words has an empty ledger."""
        words = segment(report.text)
        first = self.scan(words)
        assembly = self._assemble(report, words, first)
        times = resolve_times(report, words, assembly.attributions)
        genre = genre_of(report, assembly.document)
        events = code_events(assembly, first.found_events, first.weights, times)
        return Ledger(
            report=report,
            sources=assembly.sources,
            attributions=assembly.attributions,
            events=events,
            times=times,
            statements=own_statements(assembly, first, has_headline=report.headline is not None, genre=genre)
            if is_english(report.language)
            else (),
            findings=audit(report, assembly, events, genre),
            genre=genre,
            model=self.settings.name,
            engine=ENGINE,
            arithmetic=self.settings.arithmetic,
        )

    def assemble(self, report: Report, scan: Scan | None = None) -> Assembly:
        """Find a report's attributions and sources, with the intermediate results; training learns from these.

        Args:
            report: The report.
            scan: The scan of its words, if it was scanned before.
        """
        words = segment(report.text)
        return self._assemble(report, words, scan or self.scan(words))

    def _assemble(self, report: Report, words: Words, first: Scan) -> Assembly:
        found = self.find_standing(words, first)
        sure = [one for one in found if one.confidence >= SURE_ATTRIBUTION]
        found = weigh_nested(words, found, candidates_within(words, sure, first.nested), first.cues)
        found = list(divide_framings(words, without_doubles(words, found)))
        if report.headline is not None:
            found = [_beside_headline(words, one) for one in found]
        found = list(weigh_scraps(words, list(find_missing_sources(words, found, first.names))))
        found = list(weigh_repeats(words, found))
        return assemble(report.text, words, found, first, names_of_publisher(report))

    @property
    def settings(self) -> Settings:
        """The model's settings."""
        return self._tagger.settings

    def find_standing(self, words: Words, first: Scan) -> list[FoundAttribution]:
        """Find the attributions that do not need another's content to stand in.

        Args:
            words: The report's words.
            first: The scan of the report.
        """
        found = list(weigh_standing(words, self.find_candidates(words, first), first.cues))
        taken = {i for one in found for i in range(*one.cue)}
        told = (one for find in _FIXED for one in find(words) if attributes(words, one))
        found += [one for one in told if taken.isdisjoint(range(*one.cue))]
        # What says nothing by itself may lead in a quotation: "Okafor nodded. “It leaks.”"
        return [one for one in place_quotations(words, join_split_cues(found), first.names) if one.contents]

    def find_candidates(self, words: Words, first: Scan) -> list[FoundAttribution]:
        """Find what the model takes for an attribution by itself, likely or not; `weigh_standing` decides.

        Args:
            words: The report's words.
            first: The scan of the report.
        """
        likely = (within_paragraph(words, one) for one in first.found if one.confidence >= LEAST_CONFIDENCE)
        settled = (
            settle_clauses(words, settle_content(words, settle_source(words, one)), first.names) for one in likely
        )
        kept = (with_request(words, credit_quoted(words, one)) for one in settled)
        divided = divide_joined(words, without_stretched(words, list(kept)), first.names)
        return [one for one in unfold(words, divided) if attributes(words, one)]

    def scan(self, words: Words, *, asked: Collection[int] = ()) -> Scan:
        """Find candidate attributions, however unlikely, and all names and events, in one pass of the model.

        Args:
            words: The report's words.
            asked: Words to resolve as references, in addition to those of sources and parties.
        """
        return self._scanner.scan(words, asked=asked)


def _beside_headline(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Keep the content of an attribution on its cue's side of the end of the headline, and after a headline's label."""
    end = bisect_right(words.paragraphs, 0)
    low, high = (_label_end(words, end), end) if one.cue[0] < end else (end, len(words))
    clipped = ((max(start, low), min(last, high)) for start, last in one.contents)
    runs = tuple((start, last) for start, last in clipped if start < last)
    return replace(one, contents=runs) if runs else one


def _label_end(words: Words, end: int) -> int:
    """Find the end of a label before a headline, also of any in capitals before one that is not: "WITHDRAWN:"."""
    if labelled := first_after_label(words, 0):
        return labelled
    colon = next((i for i in range(1, min(_LABEL_WORDS + 1, end)) if words.texts[i] == ":"), None)
    if colon is None or not all(word.isupper() or word.isdigit() for word in words.texts[:colon]):
        return 0
    return colon + 1 if any(word.islower() for word in words.texts[colon + 1 : end]) else 0
