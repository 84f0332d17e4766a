"""Fit how likely events are right: the weights in ``worth.json`` and ``worth_vectors.json`` of the events.

    python -m training.event_worth --shared FOLDER [--write]

``labels/eventworth.jsonl`` has events that the model found in reports, and whether their type and each party are right;
the part ``read`` of ``labels/editors.jsonl`` and the part ``kept`` of ``labels/events.jsonl`` have every event of whole
reports, so that what else the model finds there is none. Type, actor and recipient have each a logistic regression: the
actor's is fitted where the type is right, the recipient's where both are. A party of two is also fitted as the only
one. The encoder's vectors are fitted together with the named features, and more strongly held back. Left out are
reports whose events the model was taught, where it is surer than elsewhere, and the stories of the reports that only
give figures.

Cross-validated by story, as reports of one happening are much alike, it prints the precision and recall of the events
above each confidence, of all and of those of whole reports, and, of those that are shown, by type.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bench.editors import LabelledEvent, read_labels, read_pages
from training.coded import CodedReport, read_coded_reports
from training.logistic import fit_logistic, read_options, write_vector_weights, write_weights
from training.story_corpora import SETS, read_rows
from training.voices import labelled_texts
from whence.language.words import Words, segment
from whence.reading.events.evidence import Evidence, party_evidence, type_evidence
from whence.reading.events.no_events import is_no_event
from whence.reading.events.parties import keep_parties
from whence.reading.events.roles import settle
from whence.reading.events.vector_evidence import vectors_of
from whence.reading.events.worth import Weights, weigh, with_one_party
from whence.reading.model.decode import FoundEvent, Weight, WordRange
from whence.reading.reader import Reader
from whence.reading.scan import Scan
from whence.reading.sources.named_entities import Document
from whence.records.report import Span
from whence.records.sure import SURE_EVENT

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/eventworth.jsonl"
_CODED = _HOME / "labels/events.jsonl"
_EDITORS = _HOME / "labels/editors.jsonl"
_EVENTS = _HOME.parent / "src/whence/reading/events"
_FOLDS = 6
_THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
_LEAST_COUNT = 12
"""Times a feature has to be seen to get a weight."""
_RIDGE, _VECTORS_RIDGE = 2.0, 1000.0
"""Ridge penalty of named features, and how many times that of vectors of variance 1 is as strong."""
_OF_WHOLE_REPORTS = 2.0
"""Rows that an event of a report labelled as a whole counts for: only there all that is no event is labelled too."""


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    stories = _read_stories(options.shared / "data")
    fresh = _fresh_stories(stories)
    found = chain(_judged(options.shared, reader, stories), _listed(options.shared, reader, stories))
    rows = [row for row in found if row.story not in fresh]
    told = [one for fold in range(_FOLDS) for one in _held_out(rows, fold)]
    for threshold in _THRESHOLDS:
        whole = _figures([one for one in told if one.is_of_whole], threshold)
        print(json.dumps({"confidence": threshold, **_figures(told, threshold), "whole_reports": whole}))
    for kind in sorted({one.type for one in told}):
        print(json.dumps({"type": kind, **_figures([one for one in told if one.type == kind], SURE_EVENT)}))
    if options.write:
        weights = _fit(rows)
        write_weights(_EVENTS / "worth.json", weights.features)
        write_vector_weights(_EVENTS / "worth_vectors.json", weights.vectors)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A labelled event; a party is right, wrong, or unknown (None), and never right if the type is wrong."""

    document: Document
    event: FoundEvent
    weight: Weight
    type: bool
    actor: bool | None
    recipient: bool | None
    story: str
    counts: float

    def is_right(self, event: FoundEvent) -> bool:
        """Check the type and those parties that an event has."""
        sides = ((event.actor, self.actor), (event.recipient, self.recipient))
        return self.type and all(is_right is True for run, is_right in sides if run)


def _judged(shared: Path, reader: Reader, stories: Mapping[str, str]) -> Iterator[_Row]:
    """Find the judged events that the model still finds, in reports whose events it was not taught."""
    taught = {one.id for one in read_coded_reports(shared / "data", _CODED) if one.part == "taught"}
    rows = [row for row in map(json.loads, _LABELS.read_text("utf-8").splitlines()) if row["report"] not in taught]
    texts = labelled_texts(shared / "data")
    texts |= {("pages", name): page.text for name, page in read_pages(shared, rows)}
    for row in rows:
        document, scan = _scanned(texts[row["set"], row["report"]], reader)
        labels = {label[0]: label for label in row["events"]}
        for event, start in _settled(document, scan):
            if start not in labels:
                continue
            _, _, kind, is_right, actor, recipient = labels[start]
            if event.type != kind and not is_right:
                continue
            yield _Row(
                document=document,
                event=event,
                weight=scan.weights[event.trigger],
                type=event.type == kind and is_right,
                actor=_is_judged_right(document.words, event.actor, actor),
                recipient=_is_judged_right(document.words, event.recipient, recipient),
                story=stories.get(row["report"], row["report"]),
                counts=1.0,
            )


def _listed(shared: Path, reader: Reader, stories: Mapping[str, str]) -> Iterator[_Row]:
    """Find the events in reports of which every event is listed."""
    pages = ((page.report.name or "", page.report.text, page.events) for page in read_labels(shared, "read"))
    coded = (one for one in read_coded_reports(shared / "data", _CODED) if one.part == "kept")
    for name, text, events in chain(pages, ((one.id, one.text, _labels(one)) for one in coded)):
        document, scan = _scanned(text, reader)
        for event, start in _settled(document, scan):
            label = next((one for one in events if one.type == event.type and _is_at(one, start)), _NO_EVENT)
            yield _Row(
                document=document,
                event=event,
                weight=scan.weights[event.trigger],
                type=label is not _NO_EVENT,
                actor=_is_within(document.words, event.actor, label.actor),
                recipient=_is_within(document.words, event.recipient, label.recipient),
                story=stories.get(name, name),
                counts=_OF_WHOLE_REPORTS,
            )


def _read_stories(data: Path) -> dict[str, str]:
    """Read which story the reports are of, by their ids; those of other corpora are of none."""
    rows = chain.from_iterable(read_rows(data / SETS[name]) for name in ("stories", "incidents"))
    return {row["id"]: str(row["story"]) for row in rows}


def _fresh_stories(stories: Mapping[str, str]) -> set[str]:
    """List the stories of the reports that only give figures; a report of none counts as its own."""
    rows = map(json.loads, _EDITORS.read_text("utf-8").splitlines())
    return {stories.get(row["report"], row["report"]) for row in rows if row["part"] == "fresh"}


def _labels(report: CodedReport) -> tuple[LabelledEvent, ...]:
    return tuple(
        LabelledEvent(
            trigger=Span(start, start + 1),
            type=kind,
            actor=Span(*actor) if actor else None,
            recipient=Span(*recipient) if recipient else None,
            is_wanted=True,
        )
        for start, kind, actor, recipient in report.events
    )


_NO_EVENT = LabelledEvent(trigger=Span(0, 1), type="", actor=None, recipient=None, is_wanted=False)


def _scanned(text: str, reader: Reader) -> tuple[Document, Scan]:
    words = segment(text)
    scan = reader.scan(words)
    return Document(text=text, words=words, names=tuple(scan.names)), scan


def _settled(document: Document, scan: Scan) -> Iterator[tuple[FoundEvent, int]]:
    """List the events that have a party, as `code_events` weighs them, and where their triggers start."""
    for event in scan.found_events:
        settled = settle(document.words, event)
        if is_no_event(document, settled):
            continue
        kept = keep_parties(document, settled)
        if kept.actor or kept.recipient:
            yield kept, document.words.starts[kept.trigger]


def _is_at(label: LabelledEvent, start: int) -> bool:
    return label.trigger.start <= start < label.trigger.end


def _is_judged_right(words: Words, run: WordRange | None, label: Sequence[int] | None) -> bool | None:
    if run is None or label is None:
        return None
    meets = words.starts[run[0]] < label[1] and label[0] < words.ends[run[1] - 1]
    # Where the wrong party was another, nothing is known of this one.
    return bool(label[2]) if meets else (False if label[2] else None)


def _is_within(words: Words, run: WordRange | None, label: Span | None) -> bool | None:
    if run is None:
        return None
    return label is not None and words.starts[run[0]] < label.end and label.start < words.ends[run[1] - 1]


class _Sample(NamedTuple):
    """What a regression is fitted on."""

    evidence: Evidence
    vectors: NDArray[np.float64]
    is_right: bool
    counts: float


def _fit(rows: Iterable[_Row]) -> Weights:
    """Fit the three regressions."""
    samples: dict[str, list[_Sample]] = {"type": [], "actor": [], "recipient": []}
    for row in rows:
        evidence = type_evidence(row.document, row.event, row.weight)
        samples["type"].append(_Sample(evidence, vectors_of(row.event, "type"), row.type, row.counts))
        forms = [row.event, *with_one_party(row.event)] if row.type else []
        for event in forms:
            counts = row.counts / min(2, len(forms))
            if event.actor and row.actor is not None:
                evidence = party_evidence(row.document, event, "actor")
                samples["actor"].append(_Sample(evidence, vectors_of(event, "actor"), row.actor, counts))
            if event.recipient and row.recipient is not None and not (event.actor and row.actor is False):
                evidence = party_evidence(row.document, event, "recipient")
                samples["recipient"].append(_Sample(evidence, vectors_of(event, "recipient"), row.recipient, counts))
    fitted = {part: _fit_part(of_part) for part, of_part in samples.items()}
    return Weights(
        features={part: features for part, (features, _) in fitted.items()},
        vectors={part: vectors for part, (_, vectors) in fitted.items()},
    )


def _fit_part(samples: Sequence[_Sample]) -> tuple[dict[str, float], NDArray[np.float64]]:
    """Fit the weights of the named features, and those of the vectors with their constant."""
    seen = Counter(name for sample in samples for name, value in sample.evidence.items() if value)
    names = ["bias", *sorted(name for name, count in seen.items() if count >= _LEAST_COUNT and name != "bias")]
    evidence = np.array([[float(sample.evidence.get(name, 0)) for name in names] for sample in samples])
    vectors = np.array([sample.vectors for sample in samples])
    centre, scale = vectors.mean(axis=0), 1 / (vectors.std() * math.sqrt(_VECTORS_RIDGE))
    weights = fit_logistic(
        np.hstack([evidence, (vectors - centre) * scale]),
        np.array([float(sample.is_right) for sample in samples]),
        np.array([sample.counts for sample in samples]),
        ridge=_RIDGE,
    )
    features, of_vectors = weights[: len(names)], weights[len(names) :] * scale
    return (
        {**dict(zip(names, features.tolist(), strict=True)), "vectors": 1.0},
        np.append(of_vectors, -of_vectors @ centre),
    )


class _Told(NamedTuple):
    """An event as it would be told by weights that were not fitted on its report."""

    type: str
    confidence: float
    is_right: bool
    could_be: bool
    """Whether its type is right, so that it is to be found."""
    is_of_whole: bool
    """Whether all events of its report are labelled."""


def _held_out(rows: Sequence[_Row], fold: int) -> Iterator[_Told]:
    weights = _fit(row for row in rows if _fold_of(row) != fold)
    for row in rows:
        if _fold_of(row) == fold:
            told = weigh(row.document, row.event, row.weight, weights)
            is_of_whole = row.counts == _OF_WHOLE_REPORTS
            yield _Told(row.event.type, told.confidence, row.is_right(told.event), row.type, is_of_whole)


def _fold_of(row: _Row) -> int:
    return crc32(row.story.encode()) % _FOLDS


def _figures(told: Sequence[_Told], threshold: float) -> dict[str, object]:
    shown = [one for one in told if one.confidence >= threshold]
    right = sum(one.is_right for one in shown)
    return {
        "events": len(told),
        "shown": len(shown),
        "precision": round(right / len(shown), 3) if shown else None,
        "recall": round(right / max(1, sum(one.could_be for one in told)), 3),
    }


if __name__ == "__main__":
    main()
