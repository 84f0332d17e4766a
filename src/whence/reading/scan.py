"""One reading of a text: everything that could be found in it, however unlikely."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whence.language.english import HEARSAY, THIRD_PERSON
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words
from whence.reading.model.crf import best_tags, lay_chains, log_partitions
from whence.reading.model.decode import (
    Cue,
    CueChances,
    FoundAttribution,
    FoundEvent,
    Meant,
    Name,
    Roles,
    Weight,
    WordRange,
    confidence,
    cue_chances,
    find_cues,
    find_meant,
    find_names,
    find_roles,
)
from whence.reading.model.encoder import EncodedWindows, NearScores, put_together
from whence.reading.model.event_scan import EventModel, find_events
from whence.reading.model.event_vectors import mean_vector
from whence.reading.model.sentence_vectors import SentenceVectors
from whence.reading.model.tags import tag_logs
from whence.reading.progress import tell_progress
from whence.reading.sources.name_boundaries import bound_names
from whence.reading.sources.noun_phrases import NounPhrases, asked_words

__all__ = ["Model", "Scan", "Scanner", "passed_on", "tidy"]

# Bounds the memory that a long report takes: each part's vectors are 0.4 MB.
_PARTS_AT_ONCE = 8
_HEARSAY_CONFIDENCE = 0.65
"""Least confidence of a word that alone attributes: 18 of 38 are right by PolNeAR's annotators, who often left such
words out, and 21 of 22 by our labels (python -m bench.calibration --rules)."""
_SURE_CUE = 0.6
"""Chance of a cue from which it is not also looked at as the cue of a nested attribution."""
_WORTH_ASKING = 0.05
"""Chance of a pronoun's being meant from which it is asked whom it means in turn."""
_MOST_STEPS = 3
"""From how many pronouns to the next whom they mean is followed, where none of them is a source's."""


class Model(EventModel, Protocol):
    """What the reader asks of a model."""

    def read(self, words: Words) -> Iterator[EncodedWindows]:
        """Run the encoder over a report's windows, a few at a time."""
        ...

    def roles(self, words: Words, part: EncodedWindows, cues: Sequence[tuple[int, int, int, bool]]) -> NearScores:
        """Score the roles of the words around cues: row of the window, first word, one past the last, is nested."""
        ...

    def references(self, words: Words, part: EncodedWindows, asked: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words that pronouns and descriptions may mean: row of the window, and the word."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What one reading of a text gave."""

    found: list[FoundAttribution]
    nested: list[FoundAttribution]
    """Candidates for attributions within the content of others."""
    cues: CueChances
    weights: list[Weight]
    """Of each word."""
    found_events: list[FoundEvent]
    """Events, in order."""
    names: list[Name]
    """In order."""
    meant: Meant
    """Of the pronouns and descriptions in sources, and of whatever else was asked about."""
    phrases: NounPhrases
    """The noun phrases of sources and parties, taken apart before the names were known."""
    sentence_vectors: NDArray[np.float32]
    """(S, width) the mean of the encoder's vectors of each sentence's words; (S, 0) if no encoder read them."""


class Scanner:
    """Reads texts once through with a model.

    Args:
        tagger: The model.
    """

    def __init__(self, tagger: Model) -> None:
        self._tagger = tagger

    def scan(self, words: Words, *, asked: Collection[int] = ()) -> Scan:
        """Find everything that could be an attribution, however unlikely, in one reading, all names and all events.

        Args:
            words: The report's words.
            asked: Words to ask about whom they mean, besides those of sources and parties.
        """
        found: list[FoundAttribution] = []
        nested: list[FoundAttribution] = []
        names: list[Name] = []
        found_events: list[FoundEvent] = []
        meant: dict[int, dict[int, float]] = {}
        weights = np.zeros((len(words), 2), dtype=np.float32)
        alone, within = (np.zeros((len(words), 3), dtype=np.float32) for _ in range(2))
        phrases, sentences = NounPhrases(words), SentenceVectors(words)
        parts = iter(self._tagger.read(words) if len(words) else ())
        tell_progress(0, len(words))
        while some := list(islice(parts, _PARTS_AT_ONCE)):
            attributed = self._found(words, some)
            happened = find_events(self._tagger, words, some)
            for part, here, told in zip(some, attributed, happened, strict=True):
                for row, window in enumerate(part.windows):
                    there, own = slice(window.own_start, window.own_end), slice(*window.own)
                    weights[there] = part.weight_scores[row][own]
                    alone[there] = part.cue_scores[row][own]
                    within[there] = part.within_scores[row][own]
                    sentences.add(window, part.vectors[row])
                names += _own_names(part)
                found += [one for one, is_nested in here if not is_nested]
                nested += [one for one, is_nested in here if is_nested]
                found_events += told
                sources = (one.source for one, _ in here if one.confidence >= self._tagger.settings.keep / 2)
                parties = ((run,) for one in told for run in (one.actor, one.recipient) if run)
                likely = {at for runs in chain(sources, parties) for at in asked_words(phrases, runs)}
                meant |= self._meant(words, part, sorted(likely | set(asked)))
            tell_progress(some[-1].windows[-1].own_end, len(words))
        return Scan(
            found=found,
            nested=nested,
            cues=CueChances(cue_chances(alone).tolist(), cue_chances(within).tolist()),
            weights=list(map(Weight, *_weights(weights))),
            found_events=found_events,
            names=bound_names(words, names),
            meant=meant,
            phrases=phrases,
            sentence_vectors=sentences.means(),
        )

    def _meant(self, words: Words, part: EncodedWindows, asked: Sequence[int]) -> dict[int, dict[int, float]]:
        """Find whom words mean, and whom those mean that are pronouns themselves, and so on."""
        direct = self._meant_directly(words, part, asked)
        pronouns: dict[int, dict[int, float]] = {}
        found = direct
        for _ in range(_MOST_STEPS):
            likely = {i for chances in found.values() for i, chance in chances.items() if chance >= _WORTH_ASKING}
            likely -= direct.keys() | pronouns.keys()
            found = self._meant_directly(words, part, sorted(i for i in likely if words.lower[i] in THIRD_PERSON))
            pronouns |= found
        return passed_on(direct, pronouns)

    def _meant_directly(self, words: Words, part: EncodedWindows, asked: Sequence[int]) -> dict[int, dict[int, float]]:
        rows = [
            (row, at)
            for row, window in enumerate(part.windows)
            for at in asked
            if window.own_start <= at < window.own_end
        ]
        if not rows:
            return {}
        near = self._tagger.references(words, part, rows)
        places = [at for _, at in rows]
        found = find_meant(near.scores, firsts=near.firsts, lengths=near.lengths, asked=np.array(places))
        return dict(zip(places, found, strict=True))

    def _found(self, words: Words, parts: Sequence[EncodedWindows]) -> list[list[tuple[FoundAttribution, bool]]]:
        """Find the attributions of each part, and whether each could only be one within another.

        Tags are decoded for all parts together, as that is faster.
        """
        settings = self._tagger.settings
        cues = [
            [(row, *one) for row in range(len(part.windows)) for one in self._cues(words, part, row)] for part in parts
        ]
        asked = [
            self._tagger.roles(words, part, [(row, cue.start, cue.end, within) for row, cue, within in own])
            for part, own in zip(parts, cues, strict=True)
            if own
        ]
        if not asked:
            return [[] for _ in parts]
        near = put_together(asked)
        chains = lay_chains(near.scores, near.lengths, *_as_arrays(settings.moves, settings.begins))
        tags, totals = best_tags(chains)
        likely = (totals - log_partitions(chains)).astype(np.float32).tolist()
        told = [cue for _, cue, _ in chain.from_iterable(cues)]
        roles = find_roles(tag_logs(near.scores, tags), tags, likely, told)
        vectors = (_vector(part, *one[:2]) for part, own in zip(parts, cues, strict=True) for one in own)
        places = zip(chain.from_iterable(cues), near.firsts.tolist(), roles, vectors, strict=True)
        found = iter(
            (self._one(words, (cue, within), own, first, vector), within)
            for (_, cue, within), first, own, vector in places
        )
        return [list(islice(found, len(own))) for own in cues]

    def _one(
        self, words: Words, told: tuple[Cue, bool], roles: Roles, first: int, vector: NDArray[np.float32]
    ) -> FoundAttribution:
        """Put an attribution together, its words counted from the report's first."""
        cue, within = told
        settings = self._tagger.settings
        sure = confidence(roles.evidence, settings.confidence_within if within else settings.confidence)
        return FoundAttribution(
            source=tidy(words, _moved(roles.source, first)),
            cue=(cue.start, cue.end),
            contents=tidy(words, _moved(roles.contents, first)),
            confidence=max(sure, _HEARSAY_CONFIDENCE) if _is_hearsay(words, cue.start) and roles.contents else sure,
            evidence=roles.evidence,
            vector=vector,
        )

    def _cues(self, words: Words, part: EncodedWindows, row: int) -> Iterator[tuple[Cue, bool]]:
        """Find the cues that a window answers for, and whether each could only be one within another's content.

        One that is not sure may come twice, as either.
        """
        window, scores, settings = part.windows[row], part.cue_scores[row], self._tagger.settings
        found = find_cues(scores, bias=settings.cue_bias)
        taken = {i for cue in found for i in range(cue.start, cue.end)}
        within = find_cues(part.within_scores[row], bias=settings.cue_bias_within)
        sure = {i for cue in found if cue.probability >= _SURE_CUE for i in range(cue.start, cue.end)}
        within = [cue for cue in within if sure.isdisjoint(range(cue.start, cue.end))]
        told = (at - window.start for at in words.places_of(HEARSAY, (window.start, window.end)))
        hearsay = [i for i in told if i not in taken]
        chances = cue_chances(scores[hearsay]) if hearsay else ()
        found += [Cue(i, i + 1, float(chance)) for i, chance in zip(hearsay, chances, strict=True)]
        for cue, is_within in chain(((cue, False) for cue in found), ((cue, True) for cue in within)):
            if window.own_start <= window.start + cue.start < window.own_end:
                yield Cue(window.start + cue.start, window.start + cue.end, cue.probability), is_within


def passed_on(
    direct: Mapping[int, Mapping[int, float]], pronouns: Mapping[int, Mapping[int, float]]
) -> dict[int, dict[int, float]]:
    """Let what speaks for a pronoun speak for whom that means, too.

    Args:
        direct: For each word asked about, the probability of each word around it meaning the same.
        pronouns: The same of pronouns among those.

    >>> passed_on({5: {1: 0.25, 7: 0.5}}, {7: {1: 1.0}})
    {5: {1: 0.75, 7: 0.5}}
    """
    known = {**pronouns, **direct}
    # Over several steps only backwards, so that two pronouns that mean each other do not go round.
    back: dict[int, dict[int, float]] = {}
    for at in sorted(known):
        back[at] = _added(at, known[at], back)
    return {
        at: _added(at, back[at], {i: known[i] for i in chances if i > at and i in known})
        for at, chances in direct.items()
    }


def _added(at: int, chances: Mapping[int, float], known: Mapping[int, Mapping[int, float]]) -> dict[int, float]:
    """Add to the chances of a word what the pronouns among them speak for, which is never the word itself."""
    added = dict(chances)
    for pronoun in sorted(chances.keys() & known.keys()):
        for i, chance in known[pronoun].items():
            if i != at:
                added[i] = added.get(i, 0.0) + chances[pronoun] * chance
    return added


def _vector(part: EncodedWindows, row: int, cue: Cue) -> NDArray[np.float32]:
    """Take the mean of the vectors of a cue's words: a copy, as a view would keep the whole window in memory."""
    first = part.windows[row].start
    return mean_vector(part.vectors[row, cue.start - first : cue.end - first])


def _weights(scores: NDArray[np.float32]) -> tuple[list[float], list[float]]:
    telling = 1 / (1 + np.exp(-np.clip(scores[:, 1], -30, 30)))
    return np.clip(scores[:, 0], -3, 3).tolist(), telling.tolist()


def _as_arrays(
    moves: Sequence[Sequence[float]], begins: Sequence[float]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return np.asarray(moves, dtype=np.float32), np.asarray(begins, dtype=np.float32)


def _own_names(part: EncodedWindows) -> Iterator[Name]:
    """Find the names that begin where their window answers for them."""
    for window, scores in zip(part.windows, part.name_scores, strict=True):
        for name in find_names(scores):
            start, end = window.start + name.start, window.start + name.end
            if window.own_start <= start < window.own_end:
                yield Name(start, end, name.kind, name.probability)


def _is_hearsay(words: Words, at: int) -> bool:
    """Tell the words that alone attribute.

    PolNeAR's annotators marked "reportedly" 19 times of 29 in train and "allegedly" 2 of 12: too few to learn.
    """
    return words.lower[at] in HEARSAY


def _moved(ranges: Sequence[WordRange], first: int) -> list[WordRange]:
    return [(start + first, end + first) for start, end in ranges]


def tidy(words: Words, ranges: Sequence[WordRange]) -> tuple[WordRange, ...]:
    """Join ranges that only punctuation parts, drop those of punctuation alone, and take in a quotation's own marks.

    >>> from whence.language.words import segment
    >>> tidy(segment("He said “no, never”."), [(3, 4), (5, 6)])
    ((2, 7),)
    """
    joined: list[WordRange] = []
    for start, end in sorted(ranges):
        if joined and all(words.shapes[i] == Shape.PUNCTUATION for i in range(joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    spoken = [run for run in joined if any(words.shapes[i] != Shape.PUNCTUATION for i in range(*run))]
    return tuple(_with_marks(words, run) for run in spoken)


def _with_marks(words: Words, run: WordRange) -> WordRange:
    start, end = run
    if start and words.marks[start - 1] == Mark.OPENS and words.marks[start] in (Mark.INSIDE, Mark.OPENS):
        start -= 1
    if end < len(words) and words.marks[end] == Mark.CLOSES and words.marks[end - 1] in (Mark.INSIDE, Mark.CLOSES):
        end += 1
    return start, end
