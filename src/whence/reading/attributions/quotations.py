"""Give every quotation its place: in a content that the model found, or in an attribution of its own.

The model finds attributions by their cues. A quotation that it leaves out goes on with an attribution beside it, or has
a speaker without a cue (`whence.reading.attributions.quoted_speakers`), or nobody: then its attribution has no source.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from whence.language.english import ARTICLES
from whence.language.words import Shape, Words
from whence.reading.attributions.quoted_passages import Passage, find_passages, is_sentence, is_title, spoken_words
from whence.reading.attributions.quoted_speakers import QuotedSpeaker, Surroundings, find_signed, find_speaker
from whence.reading.attributions.transcripts import Turn, find_turns
from whence.reading.model.decode import Evidence, FoundAttribution, Name, WordRange
from whence.reading.scan import tidy

__all__ = ["place_quotations"]

_FEWEST_WORDS, _FEWEST_BESIDE = 5, 3
"""Fewer words in marks are a term, a nickname or a scare quote. With a speaker beside them, fewer are enough."""
_WITH_SPEAKER, _WITHOUT_SOURCE = 0.8, 0.4
"""Confidences. Read by hand in 110 of our labelled reports: of 10 with a speaker 8 are right, and of 17 without a
source 6 are quotations of which nobody could name the speaker."""
_NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)


def place_quotations(words: Words, found: Sequence[FoundAttribution], names: Sequence[Name]) -> list[FoundAttribution]:
    r"""Add every quotation to an attribution; those that nobody can be found for get one without a source.

    Attributions without a cue have an empty range as cue, where their content begins.

    Args:
        words: The report's words.
        found: Its attributions.
        names: Its names.

    Returns:
        The attributions found, some with more content, and after them those that were added.

    >>> from whence.language.words import segment
    >>> words = segment("The gate was shut.\n\n“Nobody told us that it would be.” — Ines Okafor")
    >>> (one,) = place_quotations(words, [], [])
    >>> [" ".join(words.texts[a:b]) for a, b in one.source], one.cue
    (['Ines Okafor'], (5, 5))
    """
    placed = list(_with_turns(found, find_turns(words, names)))
    placed += [_without_cue((one.speaker,) if one.speaker else (), one.contents) for one in find_signed(words)]
    holders: dict[int, list[int]] = {}
    for i, one in enumerate(placed):
        _hold(holders, one.contents, i)
    starts = {one.cue[0]: i for i, one in enumerate(placed) if one.cue[0] < one.cue[1]}
    around = Surroundings(words=words, names=names, found=placed, holders=holders, cues=starts)
    more: dict[int, list[WordRange]] = {}
    for passage in _with_end(find_passages(words), found):
        held = [_holder(around, run, passage) for run in passage.runs]
        if not any(one is not None for one in held):
            speaker = find_speaker(around, passage)
            if speaker.goes_on is None:
                if not _is_quotation(words, passage, speaker):
                    continue
                placed.append(_without_cue((speaker.source,) if speaker.source else (), passage.runs))
            held = [len(placed) - 1 if speaker.goes_on is None else speaker.goes_on] * len(held)
        for i, run in zip(_filled(held), passage.runs, strict=True):
            more.setdefault(i, []).append(run)
            _hold(holders, (run,), i)
    return [
        replace(one, contents=_pieces(words, (*one.contents, *more[i]))) if i in more else one
        for i, one in enumerate(placed)
    ]


def _with_end(passages: Iterable[Passage], found: Sequence[FoundAttribution]) -> Iterator[Passage]:
    """Leave out passages whose closing mark is missing and that hold a cue: the quotation ended somewhere before it."""
    for passage in passages:
        if passage.is_closed or not any(_is_cued_in(passage, one) for one in found):
            yield passage


def _with_turns(found: Sequence[FoundAttribution], turns: Sequence[Turn]) -> Iterator[FoundAttribution]:
    """Give an attribution to a turn's label all of the turn, and add the turns that have none.

    What a verb in the turn attributes is not the label's: it has a subject of its own. And a colon after the label
    that was taken for nobody's word is the turn's.
    """
    labelled = {turn.label: turn for turn in turns}
    of_label = dict(labelled)
    colons = {turn.contents[0][0] - 1 for turn in turns}
    for one in found:
        if not one.source and one.cue[0] in colons:
            continue
        turn = of_label.get(one.source[0]) if one.source and one.contents else None
        if turn is None or not _is_of_turn(one, turn):
            own = labelled.get(one.source[0]) if one.source else None
            if own is None or not any(start < one.cue[0] < end for start, end in own.contents):
                yield one
        else:
            del of_label[turn.label]
            yield replace(one, contents=turn.contents)
    for turn in of_label.values():
        yield _without_cue((turn.speaker,) if turn.speaker else (), turn.contents)


def _is_of_turn(one: FoundAttribution, turn: Turn) -> bool:
    """Check for an attribution of a label whose content is what follows it, with or without "(Laughs)"."""
    start = turn.contents[0][0]
    return one.contents[0][0] == start or turn.label[1] <= one.cue[0] < start


def _holder(around: Surroundings, run: WordRange, passage: Passage) -> int | None:
    """Find the attribution whose content holds most of a run; None if there is none."""
    spoken = spoken_words(around.words, (run,))
    counts = Counter(i for at in spoken for i in around.holders.get(at, ()))
    outside = {i: count for i, count in counts.items() if not _is_cued_in(passage, around.found[i])}
    # Of several that hold as much, the one with the smallest content is the innermost.
    best = max(outside, key=lambda i: (outside[i], -_size(around.found[i]), -i), default=None)
    return best if best is not None and outside[best] * 2 >= len(spoken) else None


def _is_cued_in(passage: Passage, one: FoundAttribution) -> bool:
    """Check whether a cue is in the passage itself: then somebody in the passage says something."""
    return one.cue[1] > one.cue[0] and any(start <= one.cue[0] < end for start, end in passage.runs)


def _filled(held: Sequence[int | None]) -> list[int]:
    """Let runs that nobody holds go on with the run before them, or else belong to the one after."""
    known = [one for one in held if one is not None]
    filled, last = [], known[0]
    for one in held:
        last = last if one is None else one
        filled.append(last)
    return filled


def _is_quotation(words: Words, passage: Passage, speaker: QuotedSpeaker) -> bool:
    """Tell a quotation from a title, a term or a scare quote."""
    count = len(spoken_words(words, passage.runs))
    if speaker.is_beside:
        return count >= _FEWEST_BESIDE or is_sentence(words, passage)
    if count < _FEWEST_WORDS or is_title(words, passage):
        return False
    if speaker.source is not None:
        return True
    before = words.lower[passage.start - 1] if passage.start else ""
    after = words.shapes[passage.end] if passage.end < len(words) else Shape.PUNCTUATION
    return before not in ARTICLES or after != Shape.LOWER


def _without_cue(source: tuple[WordRange, ...], contents: tuple[WordRange, ...]) -> FoundAttribution:
    at, confidence = contents[0][0], _WITH_SPEAKER if source else _WITHOUT_SOURCE
    return FoundAttribution(source=source, cue=(at, at), contents=contents, confidence=confidence, evidence=_NOTHING)


def _pieces(words: Words, runs: Sequence[WordRange]) -> tuple[WordRange, ...]:
    """Join ranges that overlap or that only punctuation parts, each paragraph for itself."""
    paragraphs = groupby(_joined(runs), key=lambda run: words.paragraphs[run[0]])
    return tuple(piece for _, group in paragraphs for piece in tidy(words, tuple(group)))


def _joined(runs: Sequence[WordRange]) -> list[WordRange]:
    """Join ranges that overlap."""
    joined: list[WordRange] = []
    for start, end in sorted(runs):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _hold(holders: dict[int, list[int]], runs: Sequence[WordRange], i: int) -> None:
    for start, end in runs:
        for at in range(start, end):
            if i not in (known := holders.setdefault(at, [])):
                known.append(i)


def _size(one: FoundAttribution) -> int:
    return sum(end - start for start, end in one.contents)
