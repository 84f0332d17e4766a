"""Measure names across scripts: single words in Latin and in Cyrillic letters, the same name or not.

5,000 pairs of Wikidata's, which the comparison was not tuned on, and as many pairs made of words from different ones.
F1 in percent of "the same name", and the likeness from which two are taken for one.
"""

import gzip
import random

from bench.options import find_corpus, parse_options, print_figures
from whence.language.scripts import ALIKE, likeness

_PAIRS = 5000


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    path = find_corpus(options.shared, "names/wikidata-names-en-russian.tsv.gz")
    rows = [line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    pairs = [(latin, spaced.replace(" ", "")) for latin, spaced, _ in rows]
    # The likeness was tuned on the first 5,000 of this order.
    random.Random(1).shuffle(pairs)  # noqa: S311 -- nothing is secret
    held = pairs[_PAIRS : 2 * _PAIRS]
    others = [(held[i][0], held[(i + _PAIRS // 2) % _PAIRS][1]) for i in range(_PAIRS)]
    hits = sum(likeness(*pair) >= ALIKE for pair in held)
    false = sum(likeness(*pair) >= ALIKE for pair in others)
    f1 = 200 * hits / (hits + false + _PAIRS)
    print_figures(
        "scripts", {"pairs": _PAIRS, "f1": round(f1, 1), "recall": round(100 * hits / _PAIRS, 1), "alike": ALIKE}
    )


if __name__ == "__main__":
    main()
