"""What a page tells twice: a headline with which its text begins again, and a quotation that stands beside it enlarged.

The second of two stays in the ledger, as an unsure one, so that it is shown nowhere and taken for nobody else's words.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence

from whence.language.english import SUBJECT_PRONOUNS
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words
from whence.reading.attributions.stance import leaning_of
from whence.reading.attributions.standing_chance import made_unsure
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.records.sure import SURE_ATTRIBUTION

__all__ = ["weigh_repeats"]

_FEWEST_TOLD, _FEWEST_QUOTED = 6, 8
"""Fewer words are told in the same way by chance: those of source, cue and content, and of a quotation alone."""
_FEWEST_ALIKE = 8
"""The same of the words around a cue, if they need not be all that is told."""
_BESIDE, _LATEST, _FARTHEST = 3, 4, 80
"""Words beside a cue by which another place is looked up, how many places are looked at, and how far beside the cue."""
_MOST_ALIKE = 16
"""Longer contents with the same six words that a content is looked up in."""
_MARKS = frozenset({(), (":",)})
"""Cues that mark a turn: a colon, or none."""


def weigh_repeats(words: Words, found: Sequence[FoundAttribution]) -> Iterator[FoundAttribution]:
    r"""Make an attribution unsure if another place of the report has the same words.

    Source, cue and content are the same, as in a headline and a first line, the words around both cues are, as in a
    caption, or a content is all of another one of the same source or a part of it; of a long quotation, of any source.
    Of two alike the one with a source is kept, then the sure one, then the first.

    Args:
        words: The report's words.
        found: Its attributions.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("Okafor: The old dam leaks\n\nOkafor: The old dam leaks.")
    >>> one = FoundAttribution(source=((0, 1),), cue=(1, 2), contents=((2, 6),), confidence=0.9, evidence=none)
    >>> other = FoundAttribution(source=((6, 7),), cue=(7, 8), contents=((8, 12),), confidence=0.9, evidence=none)
    >>> [each.confidence for each in weigh_repeats(words, [one, other])]
    [0.9, 0.45]
    """
    again = _told_again(words, found)
    again |= _stands_again(words, found, again)
    again |= _said_again(words, found, again)
    for i, one in enumerate(found):
        yield made_unsure(one) if i in again else one


def _told_again(words: Words, found: Sequence[FoundAttribution]) -> set[int]:
    """Find the attributions all of whose words another one has that is kept before it."""
    told: dict[tuple[tuple[str, ...], ...], set[tuple[str, ...]]] = {}
    again = set()
    for i in _ranked(found, range(len(found))):
        source = tuple(word for run in found[i].source for word in words.lower[slice(*run)])
        cue, said = words.lower[slice(*found[i].cue)], _said(words, found[i])
        sources = told.setdefault((() if cue in _MARKS else cue, said), set())
        is_long = len(source + cue + said) >= _FEWEST_TOLD and (cue or source)
        if is_long and (source in sources or (sources and not source)):
            again.add(i)
        if not _is_turn(words, found[i]):
            sources.add(source)
    return again


def _stands_again(words: Words, found: Sequence[FoundAttribution], left_out: Collection[int]) -> set[int]:
    """Find the attributions around whose cue the same words stand as around another one: in a caption, a headline."""
    known: defaultdict[tuple[str, ...], deque[int]] = defaultdict(lambda: deque(maxlen=_LATEST))
    again = set()
    for i in _ranked(found, range(len(found))):
        start, end = found[i].cue
        if start == end or i in left_out:
            continue
        keys = words.lower[max(0, start - _BESIDE) : end], words.lower[start : end + _BESIDE]
        others = {j for key in keys for j in known[key]}
        if any(_is_same_passage(words, found[i], found[j]) for j in others):
            again.add(i)
        else:
            for key in keys if not _is_turn(words, found[i]) else ():
                known[key].append(i)
    return again


def _is_same_passage(words: Words, one: FoundAttribution, other: FoundAttribution) -> bool:
    """Check whether the same words around two cues hold the first one's source, and half of its content or more."""
    start, end = _alike(words, one.cue, other.cue)
    spoken = [i for run in one.contents for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION]
    inside = sum(start <= i < end for i in spoken)
    is_sourced = all(start <= run[0] and run[1] <= end for run in one.source)
    count = sum(words.shapes[i] != Shape.PUNCTUATION for i in range(start, end))
    return is_sourced and count >= _FEWEST_ALIKE and 2 * inside >= len(spoken)


def _alike(words: Words, cue: WordRange, other: WordRange) -> WordRange:
    """Find the words around a cue, within its paragraph, that stand around another cue as well."""
    start, end = cue
    back, here = other[0] - start, words.paragraphs[start]
    lower, paragraphs = words.lower, words.paragraphs
    first = max(0, -back, start - _FARTHEST)
    while start > first and paragraphs[start - 1] == here and lower[start - 1] == lower[start + back - 1]:
        start -= 1
    last = min(len(words), len(words) - back, end + _FARTHEST)
    while end < last and paragraphs[end] == here and lower[end] == lower[end + back]:
        end += 1
    return start, end


def _ranked(found: Sequence[FoundAttribution], among: Iterable[int]) -> list[int]:
    """Order attributions by which of two alike is kept."""
    return sorted(
        among,
        key=lambda i: (not found[i].source, found[i].confidence < SURE_ATTRIBUTION, found[i].cue),
    )


def _said_again(words: Words, found: Sequence[FoundAttribution], left_out: Collection[int]) -> set[int]:
    """Find the contents that are all of another one of the same source, or a part of it; of a quotation, of any source.

    Whoever says and doubts the same does both.
    """
    said = {i: _said(words, one) for i, one in enumerate(found) if i not in left_out}
    said = {i: told for i, told in said.items() if len(told) >= _FEWEST_TOLD}
    shown = {i: f" {' '.join(told)} " for i, told in said.items()}
    quoted = {i for i in said if len(said[i]) >= _FEWEST_QUOTED and _is_quoted(words, found[i])}
    again: set[int] = set()
    known: defaultdict[tuple[str, ...], deque[int]] = defaultdict(lambda: deque(maxlen=_MOST_ALIKE))
    # Whatever holds another one is longer and comes first.
    for i in sorted(_ranked(found, said), key=lambda i: -len(said[i])):
        alike = known.get(said[i][:_FEWEST_TOLD], ())
        if any(
            shown[i] in shown[j]
            and _are_apart(found[i], found[j])
            and ({i, j} <= quoted or _is_said_alike(words, found[i], found[j]))
            for j in alike
        ):
            again.add(i)
            continue
        for key in {said[i][at : at + _FEWEST_TOLD] for at in range(len(said[i]) - _FEWEST_TOLD + 1)}:
            known[key].append(i)
    return again


def _is_said_alike(words: Words, one: FoundAttribution, other: FoundAttribution) -> bool:
    """Check for the same words for a source, which are no pronoun, and the same stance."""
    source, known = ([words.lower[i] for run in each.source for i in range(*run)] for each in (one, other))
    stance, stands = (leaning_of(words.lower[slice(*each.cue)]).stance for each in (one, other))
    is_somebody = not SUBJECT_PRONOUNS.issuperset(source) and source == known
    return is_somebody and stance == stands and not _is_turn(words, other)


def _is_turn(words: Words, one: FoundAttribution) -> bool:
    """Check for a turn of a transcript, which another one may repeat, as no text repeats its headline."""
    return words.lower[slice(*one.cue)] in _MARKS and words.paragraphs[one.cue[0]] > 0


def _said(words: Words, one: FoundAttribution) -> tuple[str, ...]:
    """Return the words of a content in lower case, without punctuation."""
    inside = (i for run in one.contents for i in range(*run))
    return tuple(words.lower[i] for i in inside if words.shapes[i] != Shape.PUNCTUATION)


def _is_quoted(words: Words, one: FoundAttribution) -> bool:
    spoken = [i for run in one.contents for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION]
    return all(words.marks[i] == Mark.INSIDE for i in spoken)


def _are_apart(one: FoundAttribution, other: FoundAttribution) -> bool:
    """Check whether two contents share no word: neither is within the other."""
    return not any(a < last and start < b for a, b in one.contents for start, last in other.contents)
