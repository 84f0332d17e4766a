"""Choose the decoder's numbers for nested attributions: ``python -m training.within MODEL.zip``.

On the sixth of our labelled reports that the heads were not taught, for each cue bias a logistic regression is fitted
that gives the confidence; the bias is the one with the best F1 at any threshold with the precision asked for. Both are
written to the model file. Which candidates are kept is decided by `training.nested_chance`.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.files import change_settings
from training.fit import LABELS
from training.logistic import fit_logistic
from training.score import RememberingTagger
from training.voices import LabelledReport, parted, read_voices
from whence.language.words import Words
from whence.reading.attributions.nested import find_nested
from whence.reading.model.decode import FoundAttribution
from whence.reading.model.encoder import Tagger
from whence.reading.reader import Reader
from whence.records.report import Span

_BIASES = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0)
_HALF = 0.5


def main() -> None:
    """Parse the command line, then tune."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--precision", type=float, default=0.8, help="least share of right ones among those kept")
    options = parser.parse_args()
    _, tuned = parted(read_voices(LABELS / "voices.jsonl", options.data, "read"))
    tagger = RememberingTagger(Tagger(str(options.model), threads=2))
    best: tuple[float, dict[str, object]] = (-1.0, {})
    for bias in _BIASES:
        tagger.settings = replace(tagger.settings, cue_bias_within=bias)
        reader = Reader(tagger)
        rows, hits, labelled = [], [], 0
        for one in tuned:
            found = _candidates(reader, one)
            rows += [(1.0, *each.evidence.values()) for each in found]
            hits += [_is_labelled(one, each) for each in found]
            labelled += len(one.nested)
        right = np.array(hits, dtype=np.float64)
        weights = fit_logistic(np.array(rows), right)
        chances = 1 / (1 + np.exp(-np.array(rows) @ weights))
        for keep in np.arange(0.1, 0.95, 0.02).tolist():
            score, precision, recall = _score(chances >= keep, right, labelled)
            if precision >= options.precision and score > best[0]:
                best = score, {"cue_bias_within": bias, "confidence_within": weights.round(4).tolist()}
                figures = {"f1": score, "precision": precision, "recall": recall}
                print(json.dumps({"cue_bias_within": bias} | figures), flush=True)
    change_settings(options.model, best[1])


def _candidates(reader: Reader, one: LabelledReport) -> Sequence[FoundAttribution]:
    scan = reader.scan(one.words)
    return find_nested([each for each in scan.found if each.confidence >= reader.settings.keep], scan.nested)


def _is_labelled(one: LabelledReport, found: FoundAttribution) -> bool:
    """Check whether a nested attribution with this cue and most of this content is labelled."""
    cue, content = _characters(one.words, (found.cue,)), _characters(one.words, found.contents)
    return any(
        cue & _covered(label.cue)
        and 2 * len(content & _covered(label.content)) >= _HALF * (len(content) + len(_covered(label.content)))
        for label in one.nested
    )


def _characters(words: Words, runs: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in runs for at in range(words.starts[start], words.ends[end - 1])}


def _covered(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _score(kept: NDArray[np.bool_], right: NDArray[np.float64], labelled: int) -> tuple[float, float, float]:
    """Compute F1, precision and recall of the candidates kept."""
    hits = float(right[kept].sum())
    precision, recall = hits / max(1, int(kept.sum())), hits / max(1, labelled)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


if __name__ == "__main__":
    main()
