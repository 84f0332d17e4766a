"""Whom an outlet cites: "Citing two diplomats, Yonhap reports", "state media quoted him"."""

from collections.abc import Iterator, Sequence

from whence.language.english import INTERVIEWERS, MEDIA, SAYING
from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.outlets import is_like_an_outlet
from whence.reading.attributions.quoted_by import CITING, QUOTING, as_saying, cites_people
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["find_cited", "is_medium"]

_REFERRING = frozenset({"reference"})
_CITING_PEOPLE = CITING | {"from"}
_CARRYING = SAYING | {"according", "reported", "reports", "wrote", "writes"}
_OUTLETS = MEDIA - INTERVIEWERS - {"media"}
"""Nouns for an outlet right before its name; a broadcaster may be a person."""


def find_cited(words: Words, found: FoundAttribution, within: Sequence[WordRange] = ()) -> WordRange | None:
    """Find the source that an outlet cites: "Citing South Korean officials, Yonhap reports", "state media quoted him".

    Anybody else may cite people, too: "the hospital, citing an aide, said".

    Args:
        words: The report's words.
        found: The attribution.
        within: Contents of the attribution that it stands in: whoever is cited outside them, that one cites.

    Returns:
        Range of its words; None if the attribution's source speaks for itself.
    """
    start, end = sentence_around(words, found.cue[0])
    quotes = words.lower[found.cue[0]] in QUOTING and as_saying(words, found.cue[0], end) is not None
    is_carried = quotes or any(is_medium(words, run) for run in found.source)
    inside = {i for run in found.contents for i in range(*run)}
    own = {i for run in found.source for i in range(*run)}
    for i in _places_of_citing(words, found, (start, end)):
        if i in inside or (within and not any(a <= i < b for a, b in within)):
            continue
        saying = as_saying(words, i, end)
        ends = (j for j in range(i + 1, end) if words.texts[j] in {",", ";", ".", "as"} or j in inside)
        stop = saying - len(("as", "saying")) if saying else next(ends, end)
        if not (is_carried or (words.lower[i] in _CITING_PEOPLE and cites_people(words, i + 1, stop))):
            continue
        if stop > i + 1 and own.isdisjoint(range(i + 1, stop)) and own:
            return i + 1, stop
    return None


def _places_of_citing(words: Words, found: FoundAttribution, sentence: WordRange) -> Iterator[int]:
    """List the words right before whoever is cited: "citing", the cue's "quoted", the "to" of "with reference to"."""
    own = {i for run in found.source for i in range(*run)}
    first = min(own, default=sentence[0])
    if words.lower[found.cue[1] - 1] == "from" and found.contents and found.contents[-1][1] <= first:
        yield found.cue[1] - 1  # "It leaks, the Clarion learned from a pilot".
    for i in words.places_of(QUOTING | _REFERRING, sentence):
        if words.texts[i + 1 : i + 2] == ("by",):
            continue
        if words.lower[i] in _REFERRING:
            if words.lower[i - 1] == "with" and words.lower[i + 1 : i + 2] == ("to",):
                yield i + 1
        elif words.lower[i] in CITING:
            # "According to the Clarion, citing a pilot, the mayor has threatened": the Clarion cites, not the mayor.
            if i > first or _CARRYING.isdisjoint(words.lower[sentence[0] : i]):
                yield i
        elif i in range(*found.cue) and i + 1 not in own:
            yield i


def is_medium(words: Words, run: WordRange) -> bool:
    """Check whether words refer to an outlet: by its name, by a noun right before that, or as "state media"."""
    first = run[0] + (words.lower[run[0]] == "the")
    name = " ".join(words.texts[first : run[1]])
    nouns = (i for i in words.places_of(_OUTLETS, run) if words.shapes[i + 1 : i + 2] == (Shape.TITLE,))
    return is_like_an_outlet(name) or words.lower[run[1] - 1] in MEDIA or next(nouns, run[1]) < run[1] - 1
