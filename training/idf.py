"""Generate ``idf.tsv``, the weights of words: ``python -m training.idf``.

Counts in how many texts each term stands. The texts are news first of all: PolNeAR's reports and the articles of the
article extraction benchmark; then GUM, Wikipedia's paragraphs in GAP, official statements in re3d, and sentences of
UDS, MEANTIME and of PLOVER's training set, ten at a time. No set that stories or claims are measured on is among them.
"""

import argparse
import csv
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.conllu import read_documents
from whence.language.idf import RAREST, term_of
from whence.language.words import Shape, segment

__all__ = ["count_texts", "weigh"]

_OUT = Path("src/whence/language/tables/idf.tsv")
_SENTENCES = 10
"""Sentences that make a text, where a set has sentences alone."""
_FEWEST_TEXTS = 2
"""A term of one text is as rare as one of none: half of all terms stand in one text, misspellings among them."""
_LONGEST_TERM = 24


def main() -> None:
    """Parse the command line, then write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    texts, counts = count_texts(read_texts(options.shared / "data"))
    rows: dict[int, list[str]] = {}
    for term, weight in sorted(weigh(texts, counts).items()):
        rows.setdefault(weight, []).append(term)
    lines = ["weight\tterms", *(f"{weight}\t{' '.join(terms)}" for weight, terms in sorted(rows.items()))]
    _OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(json.dumps({"texts": texts, "terms": sum(map(len, rows.values())), "bytes": _OUT.stat().st_size}))


def count_texts(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """Count texts, and the texts that each term stands in.

    >>> texts, counts = count_texts(["The tide turns.", "The tides."])
    >>> texts, counts["tide"], counts["turn"]
    (2, 2, 1)
    """
    number, counts = 0, Counter[str]()
    for text in texts:
        words = segment(text)
        counts.update({term_of(w) for w, s in zip(words.texts, words.shapes, strict=True) if s != Shape.PUNCTUATION})
        number += 1
    return number, counts


def weigh(texts: int, counts: Counter[str]) -> dict[str, int]:
    """Compute the inverse document frequency of each term, in tenths of a natural logarithm.

    >>> weigh(99, Counter({"the": 99, "tide": 9, "ebb": 1}))
    {'the': 0, 'tide': 23}
    """
    return {
        term: min(round(10 * math.log((texts + 1) / (count + 1))), RAREST)
        for term, count in counts.items()
        if count >= _FEWEST_TEXTS and len(term) <= _LONGEST_TERM
    }


def read_texts(data: Path) -> Iterator[str]:
    """Read the texts to count, set by set."""
    for split in ("train", "dev"):
        yield from _column(data / f"polnear/{split}.jsonl", "text")
    for path in sorted(data.glob("gum/*/*.conllu.gz")):
        yield from (document.text for document in read_documents(gzip.decompress(path.read_bytes()).decode("utf-8")))
    articles: dict[str, dict[str, str]] = json.loads((data / "pages/ground-truth.json").read_text("utf-8"))
    yield from (article["articleBody"] for article in articles.values())
    for path in sorted(data.glob("names/re3d/*/documents.json")):
        yield from _column(path, "text")
    for path in sorted(data.glob("coreference/*.tsv")):
        yield from (row["Text"] for row in _rows(path))
    for path in sorted(data.glob("factuality/*-train.jsonl")):
        yield from _join(_column(path, "text"))
    yield from _join(row["sentence"] for row in _rows(data / "events/plv-train.tsv"))


def _column(path: Path, name: str) -> list[str]:
    return [json.loads(line)[name] for line in path.read_text("utf-8").splitlines() if line.strip()]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _join(sentences: Iterable[str]) -> Iterator[str]:
    some = list(sentences)
    return (" ".join(some[start : start + _SENTENCES]) for start in range(0, len(some), _SENTENCES))


if __name__ == "__main__":
    main()
