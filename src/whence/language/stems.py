"""Stems, as the tables write them, as patterns of words."""

import re
from collections.abc import Iterable

__all__ = ["compile_stems", "pattern_of"]


def pattern_of(stem: str) -> str:
    r"""Convert a stem to a pattern: ``arrest-`` matches any ending, ``truce`` only a plural.

    >>> pattern_of("arrest-"), pattern_of("truce"), pattern_of("party")
    ('arrest\\w*', 'truce(?:s|es)?', 'part(?:y|ies)')
    """
    if stem.endswith("-"):
        return re.escape(stem[:-1]) + r"\w*"
    if stem.endswith("y"):
        return re.escape(stem[:-1]) + "(?:y|ies)"
    return re.escape(stem) + "(?:s|es)?"


def compile_stems(stems: Iterable[str]) -> re.Pattern[str]:
    """Compile stems to one pattern, which matches any of them as a whole word; of no stems, nothing.

    >>> compile_stems(["arrest-", "truce"]).findall("arrested in the truces")
    ['arrested', 'truces']
    """
    # Under each first letter its stems, so that a word is held against few of them.
    beginning: dict[str, list[str]] = {}
    for stem in stems:
        beginning.setdefault(stem[0], []).append(pattern_of(stem).removeprefix(re.escape(stem[0])))
    groups = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in beginning.items())
    return re.compile(rf"\b(?:{'|'.join(groups) or '(?!)'})\b")
