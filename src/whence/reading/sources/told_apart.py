"""Descriptions that cannot be one person: "the first witness" and "the second witness"."""

from whence.language.english import ARTICLES, DEMONSTRATIVES, INDEFINITE, POSSESSIVES
from whence.language.words import Shape, Words
from whence.reading.model.decode import WordRange
from whence.reading.sources.speaker_register import Speaker

__all__ = ["is_another"]

_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latter", "former", "other"})
_DETERMINERS = ARTICLES | DEMONSTRATIVES | INDEFINITE | POSSESSIVES


def is_another(words: Words, speaker: Speaker, described: WordRange, head: int) -> bool:
    """Check whether a person that a report has described before is another than a description means.

    Both go by one noun, and something else before it tells each from the other; or the person stands in the headline
    alone, under another noun: who a headline is about is introduced beneath it before anything is said of that one.

    Args:
        words: The report's words.
        speaker: Somebody who was described.
        described: A description, up to what qualifies it.
        head: Its noun.

    >>> from whence.language.words import segment
    >>> words = segment("The first witness saw the second witness and the witness.")
    >>> first = Speaker(kind="person", name="The first witness", mentions=[(0, 3)], heads=[2])
    >>> is_another(words, first, (4, 7), 6), is_another(words, first, (8, 10), 9)
    (True, False)
    """
    if speaker.kind != "person":
        return False
    noun = words.lower[head]
    is_headline = words.paragraphs[head] > 0 and not any(words.paragraphs[i] for i in speaker.heads)
    if is_headline and noun not in {words.lower[i] for i in speaker.heads}:
        return True
    told = _before(words, described[0], head)
    own = [
        _before(words, start, at)
        for start, end in speaker.mentions
        for at in range(start, end)
        if words.lower[at] == noun
    ]
    # "The first official" may be the one in the ministry, but not the second.
    return bool(own) and all(
        _differ(one & _ORDINALS, told & _ORDINALS) or _differ(one - _ORDINALS, told - _ORDINALS) for one in own
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _before(words: Words, start: int, head: int) -> frozenset[str]:
    told = (words.lower[i] for i in range(start, head) if words.shapes[i] != Shape.PUNCTUATION)
    return frozenset(told) - _DETERMINERS
