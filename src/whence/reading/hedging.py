"""How sure a text puts what a word tells: certain, unless a word beside it says otherwise.

Reference:
    Saurí and Pustejovsky, "Are You Sure That This Happened? Assessing the Factuality Degree of Events in Text",
    Computational Linguistics 38, 2012. The scores are the means of MEANTIME's training half where such words stand.
"""

import re

from whence.language.words import Words

__all__ = ["put_score"]

_BEFORE, _AFTER = 4, 3
_CLAUSE_ENDS = frozenset({
    ",", ".", ";", ":", "“", "”", '"', "``", "''", "-", "–", "—", "that", "who", "which", "and", "but",
})  # fmt: skip
_NO = frozenset({"not", "never", "no", "without", "cannot"})
_MAY = frozenset({"can", "could", "may", "might"})
_CALLED_OFF = re.compile(r"cancel|postpon|scrapp|abandon", re.IGNORECASE)
_OPEN = re.compile(
    r"fear|plan|hop(?:e|ing)|allow|possib|potential|prospect|likely|believ|expect|due$|attempt|try|tried|propos|want|ask",
    re.IGNORECASE,
)
_SURE = 3.0


def put_score(words: Words, at: int) -> float:
    """Score how sure a text puts what a word tells, by the few words around it.

    Args:
        words: The report's words.
        at: The word.

    Returns:
        From -3, certainly not, to 3, certainly.

    >>> from whence.language.words import segment
    >>> words = segment("The ferry may sail; it was not repaired, and hopes to dock.")
    >>> [put_score(words, at) for at in (3, 8, 13)]
    [0.75, -3.0, 1.5]
    """
    before = _clause_before(words, at)
    known = set(before)
    after = words.texts[at + 1 : at + 1 + _AFTER]
    if known & _NO or _is_shortened_not(before) or any(map(_CALLED_OFF.match, (*before, *after))):
        return -_SURE
    if known & _MAY:
        return 0.75
    if any(map(_OPEN.match, before)):
        return 1.5
    if before[-1:] == ["to"]:
        return 2.1
    return 2.6 if known & {"will", "would"} else _SURE


def _clause_before(words: Words, at: int) -> list[str]:
    """Take the words of a clause before one of them, a few, in small letters."""
    start = at
    while start and at - start < _BEFORE and words.texts[start - 1].lower() not in _CLAUSE_ENDS:
        start -= 1
    return [word.lower() for word in words.texts[start:at]]


def _is_shortened_not(before: list[str]) -> bool:
    """Tell whether "n't" stands among words: it is cut into its letters and its apostrophe."""
    return any(one.endswith("n") and other == "t" for one, other in zip(before, before[2:], strict=False))
