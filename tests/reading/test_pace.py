"""Reading takes time in proportion to the text, whatever it holds: no line of the code runs sixteen times as often
for a text four times as long. Lines are counted, and no clock is looked at."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

import whence
from tests.support.plain_tagger import PlainTagger
from whence.reading.reader import Reader
from whence.records.form.json_lines import json_line
from whence.records.report import Report
from whence.showing.html.ledger_page import render_page
from whence.showing.terminal.ledger import render

HOME = str(Path(whence.__file__).parent)
FEW, MANY = 15, 60
MOST_TIMES, CHANCE = 7, 300
"""How many times as often a line may run for a text four times as long, and what may be chance: who is alike in sound.

What holds each against each runs 16 times as often."""

SHOWN = {"officials", "outlets", "quotations"}


def new_name(chance):
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()


SHAPES = {
    "different names": "{new} {new} said that {new} {new} left with {new} {new}.",
    "different given names": "{new} Okafor said so. Okafor added that Mr. Okafor left.",
    "different surnames": "Ines {new} said so. The mayor added that it was late.",
    "bodies and their initials": "The {new} {new} Office said so. FWO denied it, the {new} Office added.",
    "one name": "Mayor Ines Okafor said so, the deputy mayor Ines Okafor added.",
    "pronouns": "Ines {new} said so. He added that she said it to them.",
    "events": "Mayor Ines Okafor accused the {new} Office on Monday. They attacked {new} in Marram in May.",
    "hearsay": "The boat reportedly sank, and it is said that the alleged thief reportedly left.",
    "officials": "Two officials said the {word} was {word}. The official added so.",
    "documents": "The report said so. A report by the {new} Office added it. The letter said so.",
    "outlets": "Yonhap reported it was late. Ines {new} told Yonhap so. Okafor said it on The Tide Show.",
    "lifted passages": "\n\nFrom Yonhap:\n\n“The train left.”\n\n",
    "denials": "The mayor denied it. That is false. Others said it was not true, which is bogus.",
    "quotations": "“It is late,” Ines Okafor said. It was “{word} {word}” then, in ‘{word}’.",
    "marks never closed": "“‘'a 'b «»" * 20,
    "ages and counts": "{new} Okafor, 41, left. Okafor, 42, came. Then 12 people were killed. Then 13 people died.",
    "numbers and dates": "On 3 May 2019 and June 4, 1,234 of 5.6 by Monday.",
    "capitals": "{new} {NEW} {new} {NEW}, " * 5,
    "hyphens": "{new}-{new}-" * 8,
    "addresses": "https://{word}.example/{new}/{new}?q=1 " * 5,
    "accents": "e\u0301\u0302a\u0300\u0303o\u0308" * 20,
    "brackets": "([<" * 20,
    "lines of one word": "{new}\n",
    "no sentence ends": "{word} went to {word} and {word} with {word} to {word}" * 3,
}


def write(shape, count, seed):
    chance = random.Random(seed)  # noqa: S311 -- it chooses words

    def fill(pattern):
        for key in ("new", "NEW", "word"):
            while "{" + key + "}" in pattern:
                name = new_name(chance)
                word = {"new": name, "NEW": name.upper(), "word": name.lower()}[key]
                pattern = pattern.replace("{" + key + "}", word, 1)
        return pattern

    glue = "" if SHAPES[shape].endswith(("-", "\n", "»", "\u0308", "<")) else " "
    return glue.join(fill(SHAPES[shape]) for _ in range(count))


def count_lines(work):
    """Count how often each line of whence is run by some work."""
    counts = Counter()

    def step(frame, event, _):
        if event == "line":
            counts[frame.f_code.co_filename, frame.f_lineno] += 1
        return step

    before = sys.gettrace()
    sys.settrace(lambda frame, _event, _: step if frame.f_code.co_filename.startswith(HOME) else None)
    try:
        work()
    finally:
        sys.settrace(before)
    return counts


@pytest.fixture(scope="module")
def plain_reader():
    return Reader(PlainTagger())


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_runs_out_of_proportion_to_the_text(plain_reader, shape):
    def read(count, seed):
        text = f"{new_name(random.Random(seed))} {write(shape, count, seed)}"  # noqa: S311 -- it chooses words
        ledger = plain_reader.read(Report(text=text, published="2031-05-06"))
        json_line(ledger)
        if shape in SHOWN:
            render_page([ledger])
            render(ledger, width=80, color=False)

    read(2, "first")  # what is loaded once is no part of it
    few, many = (count_lines(lambda count=count: read(count, str(count))) for count in (FEW, MANY))
    if grown(few, many):  # what only begins to run in a longer text does not go on like that
        longer = MANY * MANY // FEW
        read(longer, "more")
        few, many = many, count_lines(lambda: read(longer, "more"))
    assert grown(few, many) == {}


def grown(few, many):
    return {line: (few[line], count) for line, count in many.items() if count > MOST_TIMES * few[line] + CHANCE}
