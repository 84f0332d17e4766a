"""Attributions without a verb of saying: "in Okafor's view", "per the engineers' report", "Dam will hold: mayor"."""

from collections.abc import Iterator
from itertools import takewhile

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_MARKS,
    CLAUSE_OPENERS,
    COUNTS,
    NUMBER_WORDS,
    SAYING,
    THIRD_PERSON,
    VIEWS,
)
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.model.decode import Evidence, FoundAttribution, WordRange
from whence.reading.sources.named_entities import is_title_case

__all__ = ["find_headline_sources", "find_verbless"]

_NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
_NOUNS = {"in": VIEWS, "by": COUNTS}
_PER = "per"
_OPENERS = (_PER, *_NOUNS)
_AND = frozenset({"and", "but"})
_LONGEST_SOURCE = 8
_LONGEST_IN_HEADLINE = 4
_SHORTEST_CONTENT = 3
_CONFIDENCE = 0.6
"""Read by hand, the 10 of them in PolNeAR's training half are all attributions; with source and content as its
annotators marked them, 3 of 8 are (python -m bench.calibration --rules)."""


def find_verbless(words: Words) -> Iterator[FoundAttribution]:
    """Find "in Okafor's view", "in the words of Okafor", "by Okafor's count" and "per Okafor".

    The rest of the sentence is the content. In a sentence with a verb of saying, whose content is unclear, nothing is
    found.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> (one,) = find_verbless(segment("In Ines Okafor's view, the mole is too short."))
    >>> one.source, one.cue, one.contents
    (((1, 3),), (0, 6), ((7, 12),))
    """
    for at in words.places_of(_OPENERS, (0, len(words) - 2)):
        turn = _turn(words, at)
        if turn is None:
            continue
        source, stop = turn
        first, last = sentence_around(words, at)
        around = (*words.texts[first:at], *words.texts[stop:last])
        if words.texts[at - 1] in _AND or Mark.OPENS in words.marks[stop : stop + 2]:
            first = at  # The turn belongs to what follows it.
        contents = tuple(_trimmed(words, first, at) + _trimmed(words, stop, last))
        if contents and SAYING.isdisjoint(around):
            cue = (at, stop) if stop > source[1] else (at, source[0])
            yield FoundAttribution(
                source=(source,), cue=cue, contents=contents, confidence=_CONFIDENCE, evidence=_NOTHING
            )


def find_headline_sources(words: Words) -> Iterator[FoundAttribution]:
    r"""Find the source of a headline without a verb of saying: "Dam will hold: Okafor", "Police: two were hurt".

    On one side of the colon stands a name, or somebody who can speak; on the other a clause or a quotation. A name
    before the colon may only be the topic, so it is no source.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> words = segment("Dam will hold through winter: Okafor\n\nThe dam was built in 1951.")
    >>> [(one.source, one.contents) for one in find_headline_sources(words)]
    [(((6, 7),), ((0, 5),))]
    """
    end = sum(1 for _ in takewhile(lambda paragraph: paragraph == 0, words.paragraphs))
    colons = [i for i in range(end) if words.texts[i] == ":" and words.marks[i] != Mark.INSIDE]
    if end == len(words) or len(colons) != 1 or words.texts[end - 1] in CLAUSE_MARKS - {"”", '"'}:
        return
    (colon,) = colons
    before, after = (0, colon), (colon + 1, end)
    for source, content in ((_voice(words, after, named=True), before), (_voice(words, before, named=False), after)):
        if source is not None and _is_told(words, content):
            yield FoundAttribution(
                source=(source,),
                cue=(colon, colon + 1),
                contents=(content,),
                confidence=_CONFIDENCE,
                evidence=_NOTHING,
            )
            return


def _turn(words: Words, at: int) -> tuple[WordRange, int] | None:
    """Find the source of the turn that begins at a word, and where the turn ends."""
    opener = words.lower[at]
    begins = at == 0 or words.texts[at - 1] in {",", *_AND} or at == sentence_around(words, at)[0]
    if not begins or words.marks[at] == Mark.INSIDE:
        return None
    if opener == _PER:
        return None if _is_given_name(words, at) else _named_after(words, at + 1)
    if list(words.lower[at + 1 : at + 4 : 2]) == ["the", "of"]:
        return _named_after(words, at + 4) if words.texts[at + 2] in _NOUNS[opener] else None
    return _owner(words, at + 1, _NOUNS[opener])


def _is_given_name(words: Words, at: int) -> bool:
    """Check for "Per" with a capital within a sentence, as in "the harbour master, Per Lund,": somebody's first name.

    A headline in which each word has a capital shows none.
    """
    return words.texts[at].istitle() and at not in words.sentence_starts and not is_title_case(words, at)


def _named_after(words: Words, start: int) -> tuple[WordRange, int] | None:
    """Find a source that runs to the next comma, to a quotation behind its description, or to the sentence's end."""
    stop = start
    while stop < len(words) and words.texts[stop] not in CLAUSE_MARKS | {","}:
        stop += 1
    last = words.lower[stop - 1]
    named = words.shapes[start] in CAPITALISED or (
        words.texts[start] in ARTICLES | NUMBER_WORDS.keys() and kind_of_noun(last)
    )
    if not named or not start < stop <= start + _LONGEST_SOURCE or stop == len(words):
        return None
    ahead = range(stop + 1, min(stop + _LONGEST_SOURCE, len(words)))
    mark = next((i for i in ahead if words.marks[i] == Mark.OPENS or words.texts[i] in CLAUSE_MARKS), stop)
    if words.marks[mark] == Mark.OPENS and words.texts[mark - 1] == ",":
        stop = mark - 1
    return (start, stop), stop


def _owner(words: Words, start: int, nouns: frozenset[str]) -> tuple[WordRange, int] | None:
    """Find the source in "Okafor's view" and "her view"."""
    if words.texts[start] in THIRD_PERSON and words.texts[start + 1] in nouns:
        return _closed(words, (start, start + 1), start + 2)
    for mark in range(start + 1, min(start + _LONGEST_SOURCE, len(words) - 2)):
        if words.texts[mark] in APOSTROPHES:
            noun = mark + 1 + (words.texts[mark + 1] == "s")
            holds = noun < len(words) and words.texts[noun] in nouns
            return _closed(words, (start, mark), noun + 1) if holds else None
        if words.shapes[mark] == Shape.PUNCTUATION:
            return None
    return None


def _closed(words: Words, source: WordRange, stop: int) -> tuple[WordRange, int] | None:
    """Keep a turn that a comma or the end of the sentence follows: not "in her view of the sea"."""
    return (source, stop) if stop < len(words) and words.texts[stop] in {",", "."} else None


def _trimmed(words: Words, start: int, end: int) -> list[WordRange]:
    """Trim punctuation from a run of words, but not its quotation marks."""
    while start < end and words.texts[start] in {",", ".", ";"}:
        start += 1
    while start < end and words.texts[end - 1] in {",", ".", ";"}:
        end -= 1
    return [(start, end)] if start < end else []


def _voice(words: Words, run: WordRange, *, named: bool) -> WordRange | None:
    """Find somebody who can speak at the start of a run: the whole run, or what stands before "on the night …"."""
    start, end = run
    stop = next((i for i in range(start, end) if words.texts[i] in {"on", "after"}), end)
    if not start < stop <= start + _LONGEST_IN_HEADLINE or (stop < end and not named):
        return None
    is_voice = kind_of_noun(words.lower[stop - 1]) in ACTING_KINDS
    is_name = named and stop == end and all(words.shapes[i] in CAPITALISED for i in range(start, stop))
    return (start, stop) if is_voice or is_name else None


def _is_told(words: Words, run: WordRange) -> bool:
    """Check for a clause or a quotation: "what we know" and "Harbour" are neither."""
    start, end = run
    if words.marks[start] == Mark.OPENS:
        return True
    spoken = list(words.lower[start:end])
    if len(spoken) < _SHORTEST_CONTENT or "?" in spoken or spoken[0] in CLAUSE_OPENERS | AUXILIARIES:
        return False
    return not AUXILIARIES.isdisjoint(spoken[1:])
