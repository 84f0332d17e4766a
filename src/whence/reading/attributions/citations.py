"""Whom an outlet cites: "Citing two diplomats, Yonhap reports", "state media quoted him"."""

from whence.language.english import MEDIA
from whence.language.words import Words, sentence_around
from whence.reading.attributions.outlets import is_like_an_outlet
from whence.reading.attributions.quoted_by import CITING, QUOTING, as_saying, cites_people
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["find_cited", "is_medium"]


def find_cited(words: Words, found: FoundAttribution) -> WordRange | None:
    """Find the source that an outlet cites: "Citing South Korean officials, Yonhap reports", "state media quoted him".

    Anybody else may cite people, too: "the hospital, citing an aide, said".

    Returns:
        Range of its words; None if the attribution's source speaks for itself.
    """
    start, end = sentence_around(words, found.cue[0])
    quotes = words.lower[found.cue[0]] in QUOTING and as_saying(words, found.cue[0], end) is not None
    is_carried = quotes or any(is_medium(words, run) for run in found.source)
    inside = {i for run in found.contents for i in range(*run)}
    own = {i for run in found.source for i in range(*run)}
    for i in words.places_of(QUOTING, (start, end)):
        text = words.lower[i]
        if i in inside or words.texts[i + 1 : i + 2] == ("by",):
            continue
        if text not in CITING and (i not in range(*found.cue) or i + 1 in own):
            continue
        saying = as_saying(words, i, end)
        ends = (j for j in range(i + 1, end) if words.texts[j] in {",", ";", ".", "as"} or j in inside)
        stop = saying - len(("as", "saying")) if saying else next(ends, end)
        if not (is_carried or (text in CITING and cites_people(words, i + 1, stop))):
            continue
        if stop > i + 1 and own.isdisjoint(range(i + 1, stop)) and own:
            return i + 1, stop
    return None


def is_medium(words: Words, run: WordRange) -> bool:
    """Check whether words refer to an outlet: by its name, or as "state media"."""
    first = run[0] + (words.lower[run[0]] == "the")
    name = " ".join(words.texts[first : run[1]])
    return is_like_an_outlet(name) or words.lower[run[1] - 1] in MEDIA
