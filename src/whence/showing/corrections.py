"""What readers say of a report's attributions, in its page: beside the attribution, and after the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.records.corrected import corrected_attribution
from whence.records.ledger import Ledger
from whence.records.report import Span
from whence.records.review import Correction
from whence.showing.marks import number_of, one_line, quote

__all__ = ["CorrectionEntry", "list_corrections"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """A correction, as it stands beside an attribution."""

    correction: Correction
    number: str
    """Number of the attribution in the ledger that is shown; empty if that ledger does not have it."""
    found: str
    """The words that whence found where the reader gives others; empty if the reader gives none."""


def list_corrections(ledger: Ledger, corrections: Sequence[Correction]) -> list[CorrectionEntry]:
    """List corrections with the attributions that they are about.

    Args:
        ledger: The ledger that is shown, as whence found it or as readers corrected it.
        corrections: Those that count; their spans refer to its text.
    """
    text = ledger.report.text
    entries = []
    for one in corrections:
        own = corrected_attribution(one, ledger.attributions)
        entries.append(
            CorrectionEntry(correction=one, number=number_of(own.id) if own else "", found=_found(one, text))
        )
    return entries


def _found(one: Correction, text: str) -> str:
    """Write what whence found where a reader gives other words: ``source: He; cue: said``."""
    if one.is_added:
        return ""
    told: list[tuple[str, Sequence[Span], object]] = [
        ("source", one.source_spans, one.right_source_spans if one.who is None else ()),
        ("cue", one.cue_spans, one.right_cue_spans),
        ("content", one.content_spans, one.right_content_spans),
    ]
    return one_line(
        "; ".join(f"{name}: {quote(text, spans) or 'none'}" for name, spans, right in told if right is not None)
    )
