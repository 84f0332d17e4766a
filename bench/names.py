"""Measure names: persons, organisations and places in UNER's development half of the English Web Treebank.

A name is right if its words and its kind are. Documents are read whole, sentence after sentence. ``consistent`` is the
figure after a report's names were made consistent, as in its ledger: without titles, with repetitions and countries.

Reference:
    Mayhew et al., "Universal NER: A Gold-Standard Multilingual Named Entity Recognition Benchmark", NAACL 2024.
"""

from collections.abc import Iterable, Sequence

from bench.options import find_corpus, parse_options, print_figures
from training.entities import read_uner
from whence.reading.model.decode import NAME_KINDS, Name
from whence.reading.reader import Reader
from whence.reading.sources.named_entities import spot_names

__all__ = ["f1"]

Found = set[tuple[int, int, int, str]]
"""Document, first word, one past the last word, and kind."""


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    texts = list(read_uner(find_corpus(options.shared, "names/uner-ewt-dev.iob2")))
    reader = Reader(options.model)
    gold: Found = {(i, *name.at, NAME_KINDS[name.kind]) for i, text in enumerate(texts) for name in text.names or ()}
    scanned = [reader.scan(text.words).names for text in texts]
    found = _found(scanned)
    consistent = _found([spot_names(text.words, names) for text, names in zip(texts, scanned, strict=True)])
    by_kind: dict[str, object] = {kind: f1(_only(gold, kind), _only(found, kind)) for kind in NAME_KINDS}
    print_figures(
        "names",
        {
            "name": options.model,
            "gold": len(gold),
            "found": len(found),
            "f1": f1(gold, found),
            **by_kind,
            "consistent": f1(gold, consistent),
        },
    )


def f1(gold: Found, found: Found) -> float:
    """Compute the harmonic mean of precision and recall, in percent.

    >>> f1({(0, 1, 2, "person")}, {(0, 1, 2, "person"), (0, 4, 5, "place")})
    66.7
    """
    return round(200 * len(gold & found) / max(1, len(gold) + len(found)), 1)


def _found(names: Iterable[Sequence[Name]]) -> Found:
    return {(i, name.start, name.end, name.kind) for i, some in enumerate(names) for name in some}


def _only(names: Iterable[tuple[int, int, int, str]], kind: str) -> Found:
    return {name for name in names if name[3] == kind}


if __name__ == "__main__":
    main()
