"""Measure how the time of reading grows with the length of a text, for texts of many shapes.

- growth: for each shape the exponent by which CPU time grows with length, from 20 to 160 thousand characters, by least
  squares on the logarithms: 1 is linear, 2 is quadratic. The time includes everything from a text to a line of JSON.
- names_to_ordinary: CPU time of 40 thousand characters of different names, divided by that of ordinary text.

Ordinary text is the example reports, one after another. The other shapes are generated, the same every time.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, cycle, repeat
from pathlib import Path

import numpy as np

from bench.options import print_figures
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.form.json_lines import json_line
from whence.records.report import Report

__all__ = ["HOSTILE", "SHAPES", "fit_exponent", "measure", "measure_growth", "write_shape"]

_SIZES = (20_000, 40_000, 80_000, 160_000)
_COMPARED = 40_000
_SEED = 1

_EXAMPLES = Path(__file__).parent.parent / "examples"
_REPEATED = {
    "reportedly": "reportedly ",
    "reportedly, in sentences": "The ferry reportedly sank. ",
    "combining marks": "a\u0301\u0302\u0303\u0304\u0305",
    "words with marks": "e\u0301a\u0300o\u0308 ",
    "open quotation marks": "“‘«",
    "straight quotation marks": "\"so\" 'no' ",
    "quotations": "“It is late,” he said. ",
    "numbers": "1,234 5.6 78 ",
    "dates": "On May 3, 2031 and 4 June 2031 by Monday ",
    "brackets": "([{<",
    "hyphens": "Anna-",
    "pronouns": "He said so. ",
    "titles": "The minister said it was late. ",
    "one name": "Mayor Ines Okafor said so. ",
    "documents": "The poll said it was late. A study found it. ",
    "outlets": "Yonhap reported that Ines Okafor left. ",
    "hearsay": "It is said that the alleged thief was rumoured to be gone. ",
    "denials": "He denied it; that is false. ",
}
"""Texts that repeat one sentence."""
_INVENTED = {
    "names": ", ".join(["{new} {new}"] * 12) + " met. ",
    "surnames": "{new} {new} said the ferry was late. Okafor added that it rained. ",
    "bodies": "The {new} {new} Agency said no. The {new} Agency declined. ",
    "capitals": "{NEW} ",
    "large letters": "{new} ",
    "one giant sentence": "{word} ",
    "one word a line": "{new}\n",
    "addresses": "https://{word}.example/{new}/{new}?q=1 ",
    "unnamed officials": "An official said the {word} was {word}. ",
    "scare quotes": "It was “{word} {word}” then. ",
    "events": "{new} soldiers attacked {new} in May. Police accused {new} of it. ",
}
"""Texts of invented words, each of them new."""
_SLOT = re.compile(r"\{\w+\}")
_SPELLED: Mapping[str, Callable[[str], str]] = {"{new}": str, "{NEW}": str.upper, "{word}": str.lower}
SHAPES = ("ordinary", *_REPEATED, *_INVENTED)
"""Shapes that can be measured."""
HOSTILE = (
    "quotations", "names", "numbers", "reportedly", "capitals", "one giant sentence", "one word a line", "dates",
)  # fmt: skip
"""Shapes that `bench.speed` measures."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES), metavar="SHAPE",
                        help=f"which to measure: {', '.join(SHAPES)}")  # fmt: skip
    options = parser.parse_args()
    growth, seconds = measure_growth(options.model, options.shapes)
    figures = {"growth": growth, "cpu_seconds_of_longest": seconds}
    reader = Reader(options.model)
    ratio = measure(reader, "names", _COMPARED) / measure(reader, "ordinary", _COMPARED)
    print_figures("growth", {"name": options.model, **figures, "names_to_ordinary": round(ratio, 2)})


def measure_growth(model: str, shapes: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Measure how the time of reading grows for each shape.

    Returns:
        The exponents, and the CPU seconds of the longest texts, by shape.
    """
    reader = Reader(model)
    measure(reader, "ordinary", _SIZES[0])  # the first run is slower, and is not counted
    growth, seconds = {}, {}
    for shape in shapes:
        taken = [measure(reader, shape, size) for size in _SIZES]
        growth[shape] = round(fit_exponent(_SIZES, taken), 2)
        seconds[shape] = round(taken[-1], 1)
    return growth, seconds


def measure(reader: Reader, shape: str, size: int) -> float:
    """Measure the CPU seconds from a text to its line of JSON."""
    report = Report(text=write_shape(shape, size), published="2031-05-06", language="en")
    start = time.process_time()
    json_line(reader.read(report))
    return time.process_time() - start


def fit_exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Fit the exponent by which time grows with size.

    >>> round(fit_exponent([10, 20, 40], [0.5, 2.0, 8.0]), 2)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def write_shape(shape: str, size: int) -> str:
    """Write a text of a shape, with a number of characters.

    >>> write_shape("pronouns", 27)
    'He said so. He said so. He '
    """
    pieces: list[str] = []
    length = 0
    for piece in _pieces(shape):
        pieces.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(pieces)[:size]


def _pieces(shape: str) -> Iterator[str]:
    """Generate an endless text of a shape, piece by piece."""
    if shape == "ordinary":
        examples = [path.read_text(encoding="utf-8") for path in sorted(_EXAMPLES.glob("*.txt"))]
        return cycle(f"{text}\n\n" for text in examples)
    chance = random.Random(_SEED)  # noqa: S311 -- for invented words
    return repeat(_REPEATED[shape]) if shape in _REPEATED else (_filled(_INVENTED[shape], chance) for _ in count())


def _filled(pattern: str, chance: random.Random) -> str:
    """Fill a pattern with new words."""
    return _SLOT.sub(lambda slot: _SPELLED[slot.group()](_invent(chance)), pattern)


def _invent(chance: random.Random) -> str:
    syllables = range(chance.randint(2, 4))
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in syllables).capitalize()


if __name__ == "__main__":
    main()
