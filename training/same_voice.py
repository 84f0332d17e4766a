"""Fit how likely two speakers are one voice: the weights in ``whence/reading/sources/same_voice.json``.

    python -m training.same_voice --shared FOLDER [--write]

The pairs are those that whence looks at in the part of ``labels/voices.jsonl`` that may be read. Cross-validated by
report, it prints for each kind of pair and each least probability how many pairs would be joined rightly and wrongly.
Pairs of which one label has only more words than the other, "police" and "Marram police", count there but are not
learnt from: often they are one voice that the reader labelled in two ways.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

from training.logistic import cross_validate, fit_logistic, read_options, write_weights
from training.voices import Voice, read_voices, voices_by_word
from whence.language.english import ARTICLES
from whence.language.words import split_words
from whence.reading.reader import Reader
from whence.reading.sources.same_voice import PairKind, VoicePair
from whence.records.report import Report

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/voices.jsonl"
_WEIGHTS = _HOME.parent / "src/whence/reading/sources/same_voice.json"
_THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A pair of which both are labelled."""

    report: int
    pair: VoicePair
    is_right: bool
    is_clear: bool
    """Whether neither label has all the words of the other, or both are the same."""


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    rows = [
        row
        for number, one in enumerate(read_voices(_LABELS, options.shared / "data", "read"))
        for row in _rows(number, one.text, voices_by_word(one), reader.assemble(Report(text=one.text)).pairs)
    ]
    weights = {kind: _fit(kind, [row for row in rows if row.pair.kind == kind]) for kind in get_args(PairKind)}
    if options.write:
        write_weights(_WEIGHTS, weights)


def _rows(report: int, text: str, labels: Mapping[int, Voice], pairs: Sequence[VoicePair]) -> Iterator[_Row]:
    """List the pairs of a report of which both are labelled."""
    for pair in pairs:
        one, other = (_label(text, labels, heads) for heads in pair.heads)
        if one is None or other is None:
            continue
        words = [frozenset(split_words(label)) - ARTICLES for label in (one, other)]
        is_clear = one == other or not (words[0] <= words[1] or words[1] <= words[0])
        yield _Row(report=report, pair=pair, is_right=one == other, is_clear=is_clear)


def _label(text: str, labels: Mapping[int, Voice], heads: Sequence[int]) -> str | None:
    """Return what most attributions of a speaker are labelled with, by its head words."""
    found = (labels[head].who for head in heads if head in labels)
    told = Counter(" ".join(who.of(text).lower().split()) for who in found if who is not None)
    return max(told, key=told.__getitem__, default=None)


def _fit(kind: PairKind, rows: Sequence[_Row]) -> dict[str, float]:
    """Fit the weights of one kind of pair; print their cross-validated figures."""
    names = ["bias", *sorted({name for row in rows for name in row.pair.features} - {"bias"})]
    evidence = np.array([[row.pair.features.get(name, 0.0) for name in names] for row in rows], dtype=np.float64)
    right = np.array([row.is_right for row in rows], dtype=np.float64)
    learnt = np.array([row.is_clear for row in rows], dtype=np.float64)
    chances = cross_validate(evidence, right, np.array([row.report for row in rows]), learnt)
    for least in _THRESHOLDS:
        joined = chances >= least
        hits, clear = int(right[joined].sum()), int((learnt * (1 - right))[joined].sum())
        told = {"right": hits, "wrong": int(joined.sum()) - hits, "wrong_and_clear": clear}
        print(json.dumps({"kind": kind, "pairs": len(rows), "of_one_voice": int(right.sum()), "least": least, **told}))
    fitted = dict(zip(names, fit_logistic(evidence, right, learnt).tolist(), strict=True))
    return {name: weight for name, weight in fitted.items() if round(weight, 4)}


if __name__ == "__main__":
    main()
