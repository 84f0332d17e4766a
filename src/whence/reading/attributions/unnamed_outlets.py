"""Outlets that are not named: "told the newspaper", "said on a local radio station"."""

from collections.abc import Collection, Iterator

from whence.language.english import MEDIA, ONE_OF_MANY
from whence.language.gazetteer import kind_of_noun
from whence.language.words import Shape, Words
from whence.reading.attributions.channels import TOLD
from whence.reading.attributions.programmes import SHOWS
from whence.reading.attributions.ways_to_outlets import asks
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["unnamed_outlets"]

_IN_PRINT = frozenset({"newspaper", "newspapers", "magazine", "tabloid", "daily", "website", "publication", "blog"})
_NOUNS = (MEDIA - {"media"}) | _IN_PRINT | {"site", "podcast"}
"""Nouns for an outlet; "the media" are nobody that could be asked."""
_OF_SEVERAL_KINDS = frozenset(
    {"station", "channel", "network", "agency", "outlet", "outlets", "paper", "site", "daily"}
)
"""Nouns that need a word beside them: "a radio station", no gas station; "a local paper", no white paper."""
_BESIDE = MEDIA | {"news", "local", "cable", "state", "regional", "national", "wire"}
_NO_OUTLETS = frozenset({"appearance", "news", "press", "briefing", "conference"})
"""After a noun for outlets, these show that it describes something else: "a daily news briefing"."""
_BEFORE = ONE_OF_MANY | {"the", "local"}
_MOST_DESCRIBING = 4
"""Most words from the article to the noun: "a Kansas City radio station"."""
_TO = frozenset({"to", "with", "on", "by"})
_NEAR = 4
"""Most words from a cue to the article."""


def unnamed_outlets(
    words: Words, found: FoundAttribution, sentence: WordRange, inside: Collection[int]
) -> Iterator[WordRange]:
    """Find the outlet in "told the newspaper" and "said in a letter to the paper", in the words that stand for it.

    Args:
        words: The report's words.
        found: The attribution.
        sentence: Its sentence.
        inside: Words of its contents, where no outlet is sought.
    """
    taken = {i for run in found.source for i in range(*run)} | set(inside)
    for noun in words.places_of(_NOUNS, (sentence[0] + 2, sentence[1])):
        starts = range(noun - 1, max(sentence[0], noun - _MOST_DESCRIBING - 1), -1)
        start = next((i for i in starts if words.lower[i] in _BEFORE and _is_led_to(words, i, noun)), None)
        if start is None or not _is_outlet(words, start, noun):
            continue
        is_free = all(words.shapes[j] != Shape.PUNCTUATION and j not in taken for j in range(start, noun + 1))
        is_near = any(found.cue[0] <= j < found.cue[1] for j in range(max(sentence[0], start - _NEAR), start))
        if is_free and (is_near or asks(" ".join(words.texts[max(sentence[0], start - 2) : start]))):
            yield start, noun + 1


def _is_led_to(words: Words, at: int, noun: int) -> bool:
    before = words.lower[at - 1]
    is_printed = words.lower[noun] in _IN_PRINT
    return TOLD.match(before) is not None or before in _TO or (is_printed and before == "in")


def _is_outlet(words: Words, start: int, noun: int) -> bool:
    """Check that the noun means an outlet, and does not describe another noun: "radio host", "media appearance"."""
    after = words.lower[noun + 1] if noun + 1 < len(words) else ""
    if after in _NOUNS | SHOWS | _NO_OUTLETS or kind_of_noun(after) is not None:
        return False
    is_described = start + 1 < noun
    return not (is_described and words.lower[noun] in _OF_SEVERAL_KINDS and words.lower[noun - 1] not in _BESIDE)
