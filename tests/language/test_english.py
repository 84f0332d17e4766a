"""What is known of English stands once: no list is written out a second time elsewhere."""

import ast
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import pytest

from whence.language import date_words, english
from whence.records.report import Report

PACKAGE = Path(english.__file__).parent.parent
FEWEST = 4
"""Fewer words than these are no list."""
FIELDS = {field.name for field in fields(Report)}
"""Names of a report's fields are no words of English."""


def written_lists(source):
    """Find the collections of small words that a source writes out, with their lines; a mapping says more."""
    for node in ast.walk(ast.parse(source)):
        items = getattr(node, "elts", ())
        words = {item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)}
        is_list = len(words) >= FEWEST and all(word.isalpha() and word.islower() for word in words)
        if is_list and not words <= FIELDS:
            yield node.lineno, frozenset(words)


def known_lists():
    """Name the lists of the two modules for English words, by what they hold."""
    for module in (english, date_words):
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, frozenset | tuple) and len(value) >= FEWEST:
                yield name, frozenset(value)


def repetitions(sources):
    """Find lists that hold the whole of a known one and more, and pairs of lists that are mostly the same."""
    lists = [(f"{path}:{line}", words) for path, source in sources.items() for line, words in written_lists(source)]
    for place, words in lists:
        yield from (f"{place} holds {name}" for name, known in known_lists() if known < words)
    for (place, words), (other, others) in combinations(lists, 2):
        if 2 * len(words & others) > len(words | others):
            yield f"{place} repeats {other}"


def test_no_list_of_english_words_is_written_twice():
    sources = {
        str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8")
        for folder in ("language", "reading", "intake")
        for path in sorted((PACKAGE / folder).rglob("*.py"))
    }
    assert list(repetitions(sources)) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('X = frozenset({"can", "could", "may", "might", "shall"})', "a.py:1 holds MAY"),
        ('X = {"ebb", "flow", "tide", "wave"}\nY = ("ebb", "flow", "tide", "surf", "wave")', "a.py:1 repeats a.py:2"),
    ],
)
def test_a_list_that_is_written_again_is_found(source, complaint):
    assert list(repetitions({"a.py": source})) == [complaint]


def test_a_list_that_is_built_from_another_repeats_nothing():
    assert list(repetitions({"a.py": 'X = MAY | {"shall", "should", "must", "ought"}'})) == []
