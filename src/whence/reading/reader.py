"""A report in, its ledger out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whence.reading.assembling import assemble, tidy
from whence.reading.decoding import (
    Cue,
    Found,
    Name,
    Roles,
    WordRange,
    best_tags,
    confidence,
    cue_chances,
    find_cues,
    find_meant,
    find_names,
    find_roles,
)
from whence.reading.lifting import find_lifted, find_noted
from whence.reading.models import Settings
from whence.reading.nesting import excerpt, place, says_plainly, worth_another
from whence.reading.resolving import Meant, asked_words
from whence.reading.segmenting import Words, segment
from whence.reading.tagging import NearScores, Part, Tagger
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["Reader", "Tags"]


# Words that alone attribute what they stand in, to nobody. PolNeAR's annotators marked "reportedly" 19 times of 29 and
# "allegedly" 2 of 12 in train, too few for a model to learn; who traces claims wants them all.
_HEARSAY = frozenset({"allegedly", "purportedly", "reportedly"})


# Bounds the memory that a long report takes: each part's vectors are 0.4 MB.
_PARTS_AT_ONCE = 8
_KEEP_PLAIN = 0.85
"""Least confidence of what a second reading finds with a plain verb of saying."""


class Tags(Protocol):
    """What the reader asks of a model."""

    settings: Settings

    def read(self, words: Words) -> Iterator[Part]:
        """Run the encoder over a report's windows, a few at a time."""
        ...

    def roles(self, words: Words, part: Part, cues: Sequence[tuple[int, int, int]]) -> NearScores:
        """Score the roles of the words around cues: row of the window, first word, one past the last."""
        ...

    def references(self, words: Words, part: Part, asked: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words that pronouns and descriptions may mean: row of the window, and the word."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What one reading of a text gave."""

    found: list[Found]
    chances: NDArray[np.float64]
    """(W,) each word's probability of belonging to a cue."""
    names: list[Name]
    """In order."""
    meant: Meant
    """Of the pronouns and descriptions in sources, and of whatever else was asked about."""


class Reader:
    """Reads reports with one model, loaded once.

    A ledger depends on its report and the model alone, never on what was read before.

    Args:
        model: A model's name, the path of a model file, or anything that tags words as one does.
        threads: Cores that one report is read with. For many reports, `whence.read_many` is faster.

    Raises:
        ModelError: There is no such model.

    >>> reader = Reader()
    >>> text = "“The bridge is safe,” said Ines Okafor, the harbour master."
    >>> ledger = reader.read(Report(text=text))
    >>> [source.name for source in ledger.sources]
    ['Ines Okafor']
    """

    def __init__(self, model: str | Tags = "en-2", *, threads: int = 1) -> None:
        self._tagger: Tags = Tagger(model, threads=threads) if isinstance(model, str) else model

    def read(self, report: Report) -> Ledger:
        """Find every attribution of a report. Any text can be read; one without words has none."""
        settings = self._tagger.settings
        words = segment(report.text)
        first = self.scan(words)
        found = [one for one in first.found if one.confidence >= settings.keep]
        taken = {i for one in found for i in range(*one.cue)}
        told = chain(find_lifted(words, confidence=settings.keep), find_noted(words, confidence=settings.keep))
        found += [one for one in told if taken.isdisjoint(range(*one.cue))]
        worth = worth_another(found, first.chances, words, floor=settings.again)
        if worth:
            excerpted = excerpt(report.text, words, worth)
            inner = [one for one in self.scan(excerpted).found if self._is_sure(excerpted, one)]
            found += list(place(excerpted, inner, words, found))
        sources, attributions = assemble(report.text, words, found, first.names, first.meant)
        return Ledger(report=report, sources=sources, attributions=attributions, model=settings.name)

    def _is_sure(self, words: Words, one: Found) -> bool:
        """Tell whether what a second reading found is kept: the surest, and what is plainly said."""
        floor = _KEEP_PLAIN if says_plainly(words, one) else self._tagger.settings.keep_within
        return one.confidence >= floor

    def scan(self, words: Words, *, asked: Collection[int] = ()) -> Scan:
        """Find everything that could be an attribution, however unlikely, in one reading, and all names.

        Args:
            words: The report's words.
            asked: Words to ask about whom they mean, besides those of sources.
        """
        found: list[Found] = []
        names: list[Name] = []
        meant: dict[int, dict[int, float]] = {}
        chances = np.zeros(len(words))
        parts = iter(self._tagger.read(words) if len(words) else ())
        while some := list(islice(parts, _PARTS_AT_ONCE)):
            for part, here in zip(some, self._found(words, some), strict=True):
                for window, scores in zip(part.windows, part.cue_scores, strict=True):
                    own = scores[window.own_start - window.start : window.own_end - window.start]
                    chances[window.own_start : window.own_end] = cue_chances(own)
                names += _own_names(part)
                found += here
                floor = self._tagger.settings.keep / 2
                likely = {at for one in here if one.confidence >= floor for at in asked_words(words, one)}
                meant |= self._meant(words, part, sorted(likely | set(asked)))
        return Scan(found=found, chances=chances, names=names, meant=meant)

    def _meant(self, words: Words, part: Part, asked: Sequence[int]) -> dict[int, dict[int, float]]:
        rows = [
            (row, at)
            for row, window in enumerate(part.windows)
            for at in asked
            if window.own_start <= at < window.own_end
        ]
        if not rows:
            return {}
        near = self._tagger.references(words, part, rows)
        meant = {}
        for i, (_, at) in enumerate(rows):
            # Past a row's words stand its last word's scores again; the last column is that of no word.
            scores = np.append(near.scores[i, : near.lengths[i]], near.scores[i, -1])
            meant[at] = find_meant(scores, first=int(near.firsts[i]), asked=at)
        return meant

    def _found(self, words: Words, parts: Sequence[Part]) -> list[list[Found]]:
        """Find the attributions of each part; tags are decoded for all together, as that is faster."""
        settings = self._tagger.settings
        cues = [
            [(row, cue) for row in range(len(part.windows)) for cue in self._cues(words, part, row)] for part in parts
        ]
        asked = [
            self._tagger.roles(words, part, [(row, cue.start, cue.end) for row, cue in own])
            for part, own in zip(parts, cues, strict=True)
            if own
        ]
        if not asked:
            return [[] for _ in parts]
        width = max(one.scores.shape[1] for one in asked)
        scores = np.concatenate([_widened(one.scores, width) for one in asked])
        firsts = np.concatenate([one.firsts for one in asked]).tolist()
        lengths = np.concatenate([one.lengths for one in asked])
        moves, begins = (np.asarray(value, dtype=np.float32) for value in (settings.moves, settings.begins))
        tags, likely = best_tags(scores, lengths, moves, begins)
        found = iter(
            self._one(
                words, cue, find_roles(scores[i, : lengths[i]], tags[i, : lengths[i]], float(likely[i]), cue), firsts[i]
            )
            for i, (_, cue) in enumerate(chain.from_iterable(cues))
        )
        return [list(islice(found, len(own))) for own in cues]

    def _one(self, words: Words, cue: Cue, roles: Roles, first: int) -> Found:
        """Put an attribution together, its words counted from the report's first."""
        settings = self._tagger.settings
        sure = confidence(roles.evidence, settings.confidence)
        return Found(
            source=tidy(words, _moved(roles.source, first)),
            cue=(cue.start, cue.end),
            contents=tidy(words, _moved(roles.contents, first)),
            confidence=max(sure, settings.keep) if _is_hearsay(words, cue.start) and roles.contents else sure,
            evidence=roles.evidence,
        )

    def _cues(self, words: Words, part: Part, row: int) -> Iterator[Cue]:
        """Find the cues that a window answers for."""
        window, scores = part.windows[row], part.cue_scores[row]
        found = find_cues(scores, bias=self._tagger.settings.cue_bias)
        taken = {i for cue in found for i in range(cue.start, cue.end)}
        hearsay = [i for i in range(len(scores)) if i not in taken and _is_hearsay(words, window.start + i)]
        found += [Cue(i, i + 1, float(chance)) for i, chance in zip(hearsay, cue_chances(scores[hearsay]), strict=True)]
        for cue in found:
            if window.own_start <= window.start + cue.start < window.own_end:
                yield Cue(window.start + cue.start, window.start + cue.end, cue.probability)


def _widened(scores: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    return np.pad(scores, ((0, 0), (0, width - scores.shape[1]), (0, 0)))


def _own_names(part: Part) -> Iterator[Name]:
    """Find the names that begin where their window answers for them."""
    for window, scores in zip(part.windows, part.name_scores, strict=True):
        for name in find_names(scores):
            if window.own_start <= window.start + name.start < window.own_end:
                yield Name(window.start + name.start, window.start + name.end, name.kind, name.probability)


def _is_hearsay(words: Words, at: int) -> bool:
    return words.texts[at].lower() in _HEARSAY


def _moved(ranges: Sequence[WordRange], first: int) -> list[WordRange]:
    return [(start + first, end + first) for start, end in ranges]
