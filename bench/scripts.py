"""Measure name matching across scripts: whether a Latin and a Cyrillic word are the same name.

5,000 pairs from Wikidata, on which the comparison was not tuned, and as many pairs of words from different names. F1 in
percent of "the same name", and the similarity threshold for it.
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
    # The threshold was tuned on the first 5,000 in this order.
    random.Random(1).shuffle(pairs)  # noqa: S311 -- not for secrets
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
