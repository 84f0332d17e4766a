"""Measure whether confidences mean what they say: at a confidence of 0.7, seven attributions in ten should be right.

An attribution is right if its cue shares a word with an annotated one, and its source and its content each overlap with
that one's by half (Dice's coefficient of their words). For a quotation without a cue, the content stands in for it.
Whole reports are read:

- dev: PolNeAR's development half. Attributions within another's content and those without a cue are left out, as the
  annotators marked neither (none of 22,025 in both halves). ``error_with_uncued`` counts those without a cue, too.
- fresh: the part of ``training/labels/voices.jsonl`` that no rule was made from, with attributions within others.

Of each the bench prints the expected calibration error (``error``), the mean confidence, the share that is right, and
both for each tenth of confidence with the number of its attributions. An error of 0.03 means that the confidences of a
tenth are on average 0.03 off. Few attributions give some error by chance: ``by_chance`` is the error to expect if every
confidence were exactly the probability of being right.

The weights of the confidence are fitted on dev, which flatters dev. ``crossed`` is the error of the model's own
attributions on dev if the weights come from the other half of its reports.

``--rules`` measures instead what a pattern or a single word shows without the model: how often it occurs, and how often
it is right, in PolNeAR's training half and in the labels' part to read. The confidences of the rules come from there.

Reference:
    Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from bench.options import find_corpus, print_figures
from training.logistic import fit_logistic
from training.score import (
    Candidates,
    RememberingTagger,
    WordSets,
    find,
    load_scorer,
    mark_hits,
    read_gold,
)
from training.voices import read_voices
from whence.language.english import HEARSAY
from whence.language.words import Words, segment
from whence.reading.attributions.patterns import find_lifted, find_noted
from whence.reading.attributions.verbless import find_headline_sources, find_verbless
from whence.reading.model.encoder import Tagger
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.ledger import Attribution
from whence.records.report import Report, Span

__all__ = ["calibration_error", "error_by_chance", "reliability"]

_LABELS = Path(__file__).parent.parent / "training/labels/voices.jsonl"
_DRAWS = 200

Numbers = NDArray[np.float64]
Judged = tuple[Numbers, Numbers]
"""Confidences, and 1 for each that is right, else 0."""
Texts = Iterable[tuple[str, Sequence[WordSets]]]
"""Texts with their annotated attributions."""
_PATTERNS = {
    "lifted": find_lifted,
    "noted": find_noted,
    "verbless": find_verbless,
    "headlines": find_headline_sources,
}


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--rules", action="store_true", help="measure what is found without the model")
    options = parser.parse_args()
    data, scorer = find_corpus(options.shared, "polnear/train.jsonl").parent.parent, load_scorer(options.shared)
    if options.rules:
        reader = Reader(options.model)
        sets = {"train": _training_texts(data, scorer), "read": _labelled_texts(data, scorer, "read")}
        judged = {name: judge_rules(reader, texts, scorer) for name, texts in sets.items()}
        print_figures("calibration", {"name": options.model, **judged})
        return
    tagger = RememberingTagger(Tagger(options.model))
    reader, gold = Reader(tagger), read_gold(options.shared)
    texts = [(row["text"], _words(row["text"], row["annotations"][0]["attributions"], scorer)) for row in gold]
    dev = _judge_texts(reader, texts, scorer, counts=lambda one: one.within is None and bool(one.cue_spans))
    with_uncued = _judge_texts(reader, texts, scorer, counts=lambda one: one.within is None)
    halves = [[find(reader, row, scorer) for row in half] for half in (gold[::2], gold[1::2])]
    crossed = cross_fit(halves, scorer, keep=tagger.settings.keep)
    fresh = _judge_texts(Reader(options.model), _labelled_texts(data, scorer, "fresh"), scorer, counts=lambda _: True)
    print_figures(
        "calibration",
        {
            "name": options.model,
            "dev": {
                **reliability(*dev),
                "error_with_uncued": round(calibration_error(*with_uncued), 3),
                "crossed": round(calibration_error(*crossed), 3),
            },
            "fresh": reliability(*fresh),
        },
    )


def calibration_error(confidences: Numbers, hits: Numbers) -> float:
    """Compute the expected calibration error over tenths of confidence.

    Args:
        confidences: (N,) from 0 to 1.
        hits: (N,) 1 for each that is right, else 0.

    >>> round(calibration_error(np.array([0.75, 0.75, 0.95, 0.95]), np.array([1.0, 0.0, 1.0, 1.0])), 4)
    0.15
    """
    tenths = _tenths(confidences)
    gaps = (abs((confidences - hits)[tenths == tenth].sum()) for tenth in range(10))
    return float(sum(gaps) / max(1, len(confidences)))


def error_by_chance(confidences: Numbers) -> float:
    """Compute the mean error of draws in which every confidence is exactly the probability of being right."""
    draw = np.random.default_rng(0)
    drawn = (draw.random(len(confidences)) < confidences for _ in range(_DRAWS))
    return float(np.mean([calibration_error(confidences, hits.astype(float)) for hits in drawn]))


def reliability(confidences: Numbers, hits: Numbers) -> dict[str, object]:
    """Compare confidences with the share that is right: altogether, and in each tenth that has any.

    >>> reliability(np.array([0.75, 0.75]), np.array([1.0, 0.0]))["tenths"]
    {'0.7': {'count': 2, 'confidence': 0.75, 'right': 0.5}}
    """
    tenths = _tenths(confidences)
    return {
        "error": round(calibration_error(confidences, hits), 3),
        "by_chance": round(error_by_chance(confidences), 3),
        **_compare(confidences, hits),
        "tenths": {
            f"0.{tenth}": _compare(confidences[tenths == tenth], hits[tenths == tenth])
            for tenth in sorted(set(tenths.tolist()))
        },
    }


def cross_fit(halves: Sequence[Sequence[Candidates]], scorer: ModuleType, *, keep: float) -> Judged:
    """Judge the candidates of each half of some reports by weights that are fitted on the other half.

    Args:
        halves: Two halves, each the candidates of its reports.
        scorer: The reference scorer.
        keep: Candidates with a lower confidence are left out.
    """
    evidence = [np.array([(1.0, *one.evidence.values()) for row in half for one in row.found]) for half in halves]
    hits = [np.concatenate([mark_hits(row.gold, row.predicted, scorer) for row in half]) for half in halves]
    weights = [fit_logistic(*pair) for pair in zip(evidence, hits, strict=True)]
    chances = np.concatenate([1 / (1 + np.exp(-evidence[half] @ weights[1 - half])) for half in (0, 1)])
    kept = chances >= keep
    return chances[kept], np.concatenate(hits)[kept]


def judge_rules(reader: Reader, texts: Texts, scorer: ModuleType) -> dict[str, dict[str, float]]:
    """Count how often each rule finds an attribution that the reader keeps, and how often it is right."""
    judged: dict[str, list[float]] = {}
    for text, gold in texts:
        rules = dict(_ruled(segment(text)))
        for one in reader.read(Report(text=text)).attributions:
            rule = next((rules[span.start] for span in one.cue_spans if span.start in rules), None)
            if not one.cue_spans:
                rule = "quoted" if one.source_spans else "quoted without source"
            if rule is not None:
                judged.setdefault(rule, []).extend(mark_hits(gold, _found_words(text, one, scorer), scorer))
    return {
        rule: {"count": len(hits), "right": round(float(np.mean(hits)), 3)} for rule, hits in sorted(judged.items())
    }


def _ruled(words: Words) -> Iterator[tuple[int, str]]:
    """Find where cues begin that a rule finds, and name the rule."""
    yield from ((words.starts[i], word.lower()) for i, word in enumerate(words.texts) if word.lower() in HEARSAY)
    for name, find_pattern in _PATTERNS.items():
        yield from ((words.starts[one.cue[0]], name) for one in find_pattern(words))


def _judge_texts(reader: Reader, texts: Texts, scorer: ModuleType, *, counts: Callable[[Attribution], bool]) -> Judged:
    confidences: list[float] = []
    hits: list[float] = []
    for text, gold in texts:
        for one in reader.read(Report(text=text)).attributions:
            if counts(one):
                judged = mark_hits(gold, _found_words(text, one, scorer), scorer).tolist()
                hits += judged
                confidences += [one.confidence] * len(judged)
    return np.array(confidences), np.array(hits)


def _found_words(text: str, one: Attribution, scorer: ModuleType) -> list[WordSets]:
    """Find the words of an attribution. One without a cue is compared by its source and content alone."""
    cue = one.cue_spans or (Span(0, len(text)),)
    return _words(text, [_spans(one.source_spans, cue, one.content_spans)], scorer)


def _labelled_texts(data: Path, scorer: ModuleType, part: str) -> Texts:
    for one in read_voices(_LABELS, data, part):
        marked = [_spans(voice.source, voice.cue, voice.content) for voice in one.voices if voice.valid]
        yield one.text, _words(one.text, marked, scorer)


def _training_texts(data: Path, scorer: ModuleType) -> Texts:
    for line in (data / "polnear/train.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], _words(row["text"], row["annotations"][0]["attributions"], scorer)


def _words(text: str, marked: Sequence[Mapping[str, object]], scorer: ModuleType) -> list[WordSets]:
    """Find the words of attributions; the scorer leaves out those without a word in their cue."""
    return list(scorer.word_sets(text, marked))


def _spans(source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> dict[str, object]:
    return {"source": _pairs(source), "cue": _pairs(cue or content), "content": _pairs(content)}


def _pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _tenths(confidences: Numbers) -> NDArray[np.intp]:
    return np.minimum((confidences * 10).astype(np.intp), 9)


def _compare(confidences: Numbers, hits: Numbers) -> dict[str, float]:
    count = len(confidences)
    mean, right = (round(float(np.mean(one)), 3) if count else 0.0 for one in (confidences, hits))
    return {"count": count, "confidence": mean, "right": right}


if __name__ == "__main__":
    main()
