"""Stems of the tables, looked up in words and texts: the same as the patterns that they stand for would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from whence.language.stems import Stems

STEMS = ["air", "air raid", "car bomb-", "bomb-", "party", "no party", "so-called", "set on fire", "de escalat-"]
PATTERNS = [
    r"air(?:s|es)?",
    r"air raid(?:s|es)?",
    r"car bomb\w*",
    r"bomb\w*",
    r"part(?:y|ies)",
    r"no part(?:y|ies)",
    r"so-called(?:s|es)?",
    r"set on fire(?:s|es)?",
    r"de escalat\w*",
]
PIECES = ["air", "airs", "raid", "raids", "car", "bomb", "bombing", "no", "party", "parties", "so", "-", "called", "_"]
MORE = ["set", "on", "fire", "fires", "de", "escalated", " ", "  ", " ", "'", "\u0307", "x"]


@given(st.lists(st.sampled_from(PIECES + MORE), max_size=12).map("".join))
def test_the_first_stem_of_a_text_is_what_the_patterns_find(text):
    found = re.search(rf"\b(?:{'|'.join(f'({one})' for one in PATTERNS)})\b", text)
    here = text[found.start() :] if found else ""
    expected = next((i for i, one in enumerate(PATTERNS) if found and re.match(rf"(?:{one})\b", here)), None)
    assert Stems(STEMS).first(text) == expected


@given(st.sampled_from(PIECES + MORE).flatmap(lambda one: st.sampled_from(["", "s", "es", "\u0307"]).map(one.__add__)))
def test_a_word_has_the_stems_that_match_all_of_it(word):
    single = [i for i, stem in enumerate(STEMS) if re.fullmatch(r"\w+-?", stem)]
    assert Stems(STEMS).of(word) == [i for i in single if re.fullmatch(rf"\b{PATTERNS[i]}\b", word)]


def test_no_stems_are_found_nowhere():
    assert Stems([]).first("the truce") is None
    assert Stems([]).of("truce") == []
