"""The composing reader: builds a report's ledger from the ledgers of its paragraphs, which the model read once.

It replaces only the model; the rest of the import is real, so that 100,000 reports can be added in minutes. ``python -m
bench.composing add ARCHIVE FILE --model PARAGRAPHS`` is ``whence add`` with this reader.
"""

import gzip
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from json import loads
from pathlib import Path

from whence.cli import run
from whence.records.form.json_lines import json_line
from whence.records.form.ledger_form import ledger_from_form
from whence.records.ledger import (
    Attribution,
    Certainty,
    Event,
    Finding,
    Ledger,
    Party,
    Source,
    Statement,
    Time,
)
from whence.records.report import Rejected, Report, Span
from whence.scaling.batch import open_reader, read_inputs
from whence.version import VERSION

__all__ = ["compose", "find_paragraphs", "open_composer", "read_once"]

_LINE = re.compile(r"\S[^\n]*")


def open_composer(path: str) -> Callable[[Report], Ledger]:
    """Open a reader of reports made of known paragraphs.

    Args:
        path: File that `find_paragraphs` made.

    Returns:
        A reader, which raises KeyError for a report with an unknown paragraph.
    """
    with gzip.open(path, "rb") as lines:
        ledgers = [ledger_from_form(loads(line)) for line in lines]
    return partial(compose, paragraphs={ledger.report.text: ledger for ledger in ledgers})


def find_paragraphs(folder: Path, pool: Sequence[str], *, model: str) -> Path:
    """Find the file with the ledgers of paragraphs, or make it.

    Args:
        folder: Folder of the file.
        pool: The paragraphs.
        model: A model's name, or the path of a model file.
    """
    key = sha256("\x1f".join((VERSION, model, *pool)).encode()).hexdigest()[:12]
    path = folder / f"paragraphs-{key}.jsonl.gz"
    if not path.exists():
        read_once(pool, path, model=model)
    return path


def read_once(pool: Iterable[str], path: Path, *, model: str) -> None:
    """Read paragraphs on all cores, and write their ledgers to a file.

    Raises:
        ValueError: A paragraph could not be read.
    """
    unfinished = path.with_name(f"{path.name}-unfinished")
    reports = (Report(text=paragraph) for paragraph in pool)
    with closing(read_inputs(reports, partial(open_reader, model))) as results, gzip.open(unfinished, "wb") as file:
        for result in results:
            if isinstance(result, Rejected):
                raise ValueError(result.reason)  # noqa: TRY004 -- the input is wrong, not its type
            file.write(json_line(result))
    unfinished.rename(path)


def compose(report: Report, *, paragraphs: Mapping[str, Ledger]) -> Ledger:
    """Build a report's ledger from those of its paragraphs; its headline is not read.

    Sources with the same name are merged.

    Raises:
        KeyError: A paragraph is unknown.
    """
    composed = _Composed()
    model = ""
    for line in _LINE.finditer(report.text, report.headline_end):
        ledger = paragraphs[line.group().rstrip()]
        composed.add(ledger, line.start())
        model = ledger.model
    return Ledger(
        report=report,
        sources=tuple(composed.sources.values()),
        attributions=tuple(composed.attributions),
        events=tuple(composed.events),
        times=tuple(composed.times),
        statements=tuple(composed.statements),
        findings=tuple(composed.findings),
        model=model,
    )


@dataclass(slots=True, kw_only=True)
class _Composed:
    """The ledger built so far."""

    sources: dict[str, Source] = field(default_factory=dict)
    """By their ids in the report."""
    named: dict[str, str] = field(default_factory=dict)
    """Ids of sources, by name."""
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, ledger: Ledger, offset: int) -> None:
        """Append a paragraph's ledger.

        Args:
            ledger: The paragraph's ledger.
            offset: Where the paragraph begins in the report.
        """
        ids = self._number(ledger)
        move = _Move(ids=ids, offset=offset)
        for one in map(move.source, ledger.sources):
            self.sources[one.id] = _joined(self.sources[one.id], one) if one.id in self.sources else one
        self.attributions += map(move.attribution, ledger.attributions)
        self.events += [move.event(one, number) for number, one in enumerate(ledger.events, len(self.events) + 1)]
        self.times += [replace(one, spans=move.spans(one.spans)) for one in ledger.times]
        self.statements += [replace(one, spans=move.spans(one.spans)) for one in ledger.statements]
        self.findings += map(move.finding, ledger.findings)

    def _number(self, ledger: Ledger) -> dict[str, str]:
        """Choose ids for a paragraph's sources and attributions in the report."""
        ids: dict[str, str] = {}
        count = len(self.sources)
        for source in ledger.sources:
            known = self.named.get(source.name) if source.naming == "named" else None
            if known is None:
                count += 1
                known = f"s{count}"
            if source.naming == "named":
                self.named[source.name] = known
            ids[source.id] = known
        for number, one in enumerate(ledger.attributions, len(self.attributions) + 1):
            ids[one.id] = f"a{number}"
        return ids


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """Converts spans and ids from a paragraph to the report."""

    ids: Mapping[str, str]
    """Ids of sources and attributions in the report, by those in the paragraph."""
    offset: int

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(span.start + self.offset, span.end + self.offset) for span in spans)

    def source(self, one: Source) -> Source:
        return replace(
            one,
            id=self.ids[one.id],
            role_spans=self.spans(one.role_spans),
            affiliation=self._id(one.affiliation),
            mentions=self.spans(one.mentions),
        )

    def attribution(self, one: Attribution) -> Attribution:
        return replace(
            one,
            id=self.ids[one.id],
            source_spans=self.spans(one.source_spans),
            cue_spans=self.spans(one.cue_spans),
            content_spans=self.spans(one.content_spans),
            source=self._id(one.source),
            within=self._id(one.within),
            relays=tuple(self.ids[relay] for relay in one.relays),
            channel_spans=self.spans(one.channel_spans),
            access_spans=self.spans(one.access_spans),
            anonymity_spans=self.spans(one.anonymity_spans),
            certainty=self._certainty(one.certainty),
            page_certainty=self._certainty(one.page_certainty),
        )

    def event(self, one: Event, number: int) -> Event:
        return replace(
            one,
            id=f"e{number}",
            spans=self.spans(one.spans),
            actor=self._party(one.actor),
            recipient=self._party(one.recipient),
            place=replace(one.place, spans=self.spans(one.place.spans)) if one.place else None,
            time=replace(one.time, spans=self.spans(one.time.spans)) if one.time else None,
            attribution=self._id(one.attribution),
        )

    def finding(self, one: Finding) -> Finding:
        return replace(
            one, spans=self.spans(one.spans), attributions=tuple(self.ids[each] for each in one.attributions)
        )

    def _id(self, name: str | None) -> str | None:
        return None if name is None else self.ids[name]

    def _certainty(self, one: Certainty | None) -> Certainty | None:
        return replace(one, spans=self.spans(one.spans)) if one else None

    def _party(self, one: Party | None) -> Party | None:
        return replace(one, spans=self.spans(one.spans), source=self._id(one.source)) if one else None


def _joined(one: Source, other: Source) -> Source:
    """Merge the two records of a source in two paragraphs."""
    return replace(
        one,
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        role_spans=(*one.role_spans, *other.role_spans),
        affiliation=one.affiliation or other.affiliation,
        country=one.country or other.country,
        mentions=(*one.mentions, *other.mentions),
    )


if __name__ == "__main__":
    run(open_composer)
