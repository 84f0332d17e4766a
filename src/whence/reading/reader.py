"""A report in, its ledger out."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from whence.reading.assembling import Found, assemble, tidy
from whence.reading.decoding import Cue, WordRange, best_tags, confidence, find_cues, find_roles
from whence.reading.models import Settings
from whence.reading.segmenting import Words, segment
from whence.reading.tagging import Part, RoleScores, Tagger
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["Reader", "Tags"]


class Tags(Protocol):
    """What the reader asks of a model."""

    settings: Settings

    def read(self, words: Words) -> Iterator[Part]:
        """Run the encoder over a report's windows, a few at a time."""
        ...

    def roles(self, words: Words, part: Part, cues: Sequence[tuple[int, int, int]]) -> RoleScores:
        """Score the roles of the words around cues: row of the window, first word, one past the last."""
        ...


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
    ['Ines Okafor, the harbour master']
    """

    def __init__(self, model: str | Tags = "en-1", *, threads: int = 1) -> None:
        self._tagger: Tags = Tagger(model, threads=threads) if isinstance(model, str) else model

    def read(self, report: Report) -> Ledger:
        """Find every attribution of a report. Any text can be read; one without words has none."""
        words = segment(report.text)
        keep = self._tagger.settings.keep
        found = [one for one in self.candidates(words) if one.confidence >= keep]
        sources, attributions = assemble(report.text, words, found)
        return Ledger(report=report, sources=sources, attributions=attributions, model=self._tagger.settings.name)

    def candidates(self, words: Words) -> Iterator[Found]:
        """Find everything that could be an attribution, however unlikely."""
        for part in self._tagger.read(words) if len(words) else ():
            yield from self._found(words, part)

    def _found(self, words: Words, part: Part) -> Iterator[Found]:
        settings = self._tagger.settings
        cues: list[tuple[int, Cue]] = []
        for row, (window, scores) in enumerate(zip(part.windows, part.cue_scores, strict=True)):
            for cue in find_cues(scores, bias=settings.cue_bias):
                moved = Cue(window.start + cue.start, window.start + cue.end, cue.probability)
                if window.own_start <= moved.start < window.own_end:
                    cues.append((row, moved))
        if not cues:
            return
        asked = self._tagger.roles(words, part, [(row, cue.start, cue.end) for row, cue in cues])
        moves, begins = (np.asarray(value, dtype=np.float32) for value in (settings.moves, settings.begins))
        tags, likely = best_tags(asked.scores, asked.lengths, moves, begins)
        for i, (_, cue) in enumerate(cues):
            first, length = int(asked.firsts[i]), int(asked.lengths[i])
            roles = find_roles(asked.scores[i, :length], tags[i, :length], float(likely[i]), cue)
            yield Found(
                source=tidy(words, _moved(roles.source, first)),
                cue=(cue.start, cue.end),
                contents=tidy(words, _moved(roles.contents, first)),
                confidence=confidence(roles.evidence, settings.confidence),
                evidence=roles.evidence,
            )


def _moved(ranges: Sequence[WordRange], first: int) -> list[WordRange]:
    return [(start + first, end + first) for start, end in ranges]
