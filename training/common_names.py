"""Generate ``names.tsv``, how common the parts of personal names are: ``python -m training.common_names``.

Counts the words of the names of people on Wikidata who are named in Latin letters and in Cyrillic, some 300,000.
"""

import argparse
import csv
import gzip
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from whence.language.scripts import tokens_of

__all__ = ["weigh"]

_OUT = Path("src/whence/language/tables/names.tsv")
_FEWEST = 5
"""Rarer names are as rare as those that nobody has."""


def main() -> None:
    """Parse the command line, then write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    path = options.shared / "data/names/wikidata-names-en-russian.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        counted = [(row[0].replace(" ", ""), int(row[2])) for row in csv.reader(lines, delimiter="\t")]
    rows: dict[int, list[str]] = {}
    for name, weight in sorted(weigh(counted).items()):
        rows.setdefault(weight, []).append(name)
    lines_out = ["weight\tnames", *(f"{weight}\t{' '.join(names)}" for weight, names in sorted(rows.items()))]
    _OUT.write_text("\n".join(lines_out) + "\n", encoding="utf-8")


def weigh(counted: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Compute ten times the natural logarithm of each name's count; rare names are left out.

    Args:
        counted: Names of one word, and how many people bear each; a name may occur several times.

    >>> weigh([("Okafor", 3), ("José", 20), ("Jose", 80)])
    {'jose': 46}
    """
    counts = Counter[str]()
    for name, count in counted:
        words = tokens_of(name)
        if len(words) == 1 and len(words[0]) > 1:
            counts[words[0]] += count
    return {name: round(10 * math.log(count)) for name, count in counts.items() if count >= _FEWEST}


if __name__ == "__main__":
    main()
