"""Measure certainty: mean absolute error and correlation with people's judgements, from -3 to 3.

On the development halves of UDS and of MEANTIME: predicates in sentences, each judged for how sure the text is that the
event happened. A few neighbouring sentences are read together. UDS asked readers what happened, as the model is asked;
MEANTIME's annotators took as certain whatever no word makes uncertain, as the rules of `whence.reading.events.events`
do. A ledger's ``told_as`` is based on the first, an event's certainty on the second.

Reference:
    Rudinger, White and Van Durme, "Neural Models of Factuality", NAACL 2018; Minard et al., "MEANTIME, the NewsReader
    Multilingual Event and Time Corpus", LREC 2016.
"""

from collections.abc import Sequence

import numpy as np

from bench.options import find_corpus, parse_options, print_figures
from training.factuality import read_judged
from training.marked import Habit, MarkedText
from whence.reading.events.events import put_score
from whence.reading.reader import Reader

__all__ = ["agreement"]


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    reader = Reader(options.model)
    figures: dict[str, object] = {}
    for name, habit in (("meantime", Habit.MEANTIME), ("uds", Habit.UNER)):
        texts = list(read_judged(find_corpus(options.shared, f"factuality/{name}-dev.jsonl"), habit, names=None))
        figures[name] = agreement(*_scores(reader, texts))
    print_figures("certainty", {"name": options.model, **figures})


def agreement(told: Sequence[float], judged: Sequence[float]) -> dict[str, float]:
    """Compute the mean absolute error, and Pearson's r.

    >>> agreement([1.0, 2.0, 3.0], [1.0, 2.0, 2.0])
    {'events': 3, 'error': 0.333, 'r': 0.866}
    """
    apart = np.abs(np.subtract(told, judged)).mean()
    r = np.corrcoef(told, judged)[0, 1]
    return {"events": len(told), "error": round(float(apart), 3), "r": round(float(r), 3)}


def _scores(reader: Reader, texts: Sequence[MarkedText]) -> tuple[list[float], list[float]]:
    told, judged = [], []
    for text in texts:
        weights = reader.scan(text.words).weights
        is_news = text.habit == Habit.MEANTIME
        told += [put_score(text.words, mark.at) if is_news else weights[mark.at].happened for mark in text.judged or ()]
        judged += [mark.score for mark in text.judged or ()]
    return told, judged


if __name__ == "__main__":
    main()
