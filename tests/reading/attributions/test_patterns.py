"""Attributions that a fixed pattern shows."""

import pytest

from whence.language.words import segment
from whence.reading.attributions.patterns import find_partitive, find_read


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("No berth is free, and boats may leave, one of them cautioned.", "one of them"),
        ("The port is full and boats may leave, one of the divers added.", "one of the divers"),
        ("The port is full, two of the three officials said on Monday.", "two of the three officials"),
        # Nobody says it, or it is no clause, or another's.
        ("The port may close, one of the few to do so.", None),
        ("Boats were late, and one of them sank.", None),
        ("The port is full, one of the boats admitted.", None),
        ("In the port, one of them warned.", None),
        ("Quill said the port is full, one of them added.", None),
        ("The port is full, one of them said in a letter to Quill.", None),
        ("“The port is full, one of them said.”", None),
    ],
)
def test_some_of_those_who_were_told_of_say_what_stands_before(text, source):
    words = segment(text)
    found = [" ".join(words.texts[slice(*one.source[0])]) for one in find_partitive(words)]
    assert found == ([source] if source else [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The statement read in part, “We will not pay.”", "The statement"),
        ("A short letter reads, in part: “We will not pay.”", "A short letter"),
        ("The captain read in part, “We will not pay.”", None),
        ("The statement read aloud was “short”.", None),
        ("The statement was read in part.", None),
    ],
)
def test_a_document_is_quoted_in_part(text, source):
    words = segment(text)
    found = [" ".join(words.texts[slice(*one.source[0])]) for one in find_read(words)]
    assert found == ([source] if source else [])
