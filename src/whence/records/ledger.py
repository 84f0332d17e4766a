"""What comes out: everything whence found in one report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from whence.records.report import Report, Span
from whence.version import VERSION

__all__ = ["Attribution", "Ledger", "Quotation", "Source"]

Quotation = Literal["direct", "indirect", "mixed"]
"""Whether a content stands in quotation marks wholly, not at all, or in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who or what stands behind attributions, by the words that the report uses."""

    id: str
    """``s1``, ``s2``, … in the order of first mention."""
    name: str
    mentions: tuple[Span, ...]
    """Where the report names it as a source, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One place where a report says that somebody says, thinks, wants or doubts something.

    Reference:
        Pareti, "A Database of Attribution Relations", LREC 2012; Newell, Margolin and Ruths, "An Attribution
        Relations Corpus for Political News", LREC 2018.
    """

    id: str
    """``a1``, ``a2``, … in the order of the cues."""
    source_spans: tuple[Span, ...]
    """Empty where the report points to nobody, as in "reportedly"."""
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    """Several where the cue interrupts the content. May lie inside another attribution's."""
    quotation: Quotation
    source: str | None
    """Id of the `Source`; none where there are no source spans."""
    within: str | None
    """Id of the attribution in whose content this one stands: the innermost, if there are several."""
    confidence: float
    """Probability from 0 to 1 that an annotator marked the same, calibrated on the development split."""

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            message = f"{self.id}: a confidence is a probability from 0 to 1, not {self.confidence}"
            raise ValueError(message)
        if (self.source is None) != (not self.source_spans):
            message = f"{self.id}: source {self.source} with source spans {self.source_spans}; both or neither"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything whence found in one report.

    Raises:
        ValueError: A span leaves the report's text, or an attribution points at a source or attribution not here.
    """

    report: Report
    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    model: str
    """Name of the model that read it, such as ``en-1``."""
    whence: str = VERSION
    """Version of the whence that read it."""

    def __post_init__(self) -> None:
        end = len(self.report.text)
        for span in self._spans():
            if span.end > end:
                message = f"{span} leaves the report's text of {end} characters"
                raise ValueError(message)
        sources = {None, *(source.id for source in self.sources)}
        attributions = {None, *(attribution.id for attribution in self.attributions)}
        for attribution in self.attributions:
            if attribution.source not in sources or attribution.within not in attributions:
                message = f"{attribution.id} points at {attribution.source} or {attribution.within}, not in the ledger"
                raise ValueError(message)

    def _spans(self) -> Iterator[Span]:
        for source in self.sources:
            yield from source.mentions
        for attribution in self.attributions:
            yield from attribution.source_spans
            yield from attribution.cue_spans
            yield from attribution.content_spans
