"""The words that may tell events, and who may act and undergo them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whence.language.triggers import types_told
from whence.language.words import Words
from whence.reading.model.crf import best_tags, lay_chains
from whence.reading.model.decode import FoundEvent, WordRange, find_triggers, likeliest_type
from whence.reading.model.encoder import EncodedWindows, NearScores, put_together
from whence.reading.model.event_vectors import EventVectors, take_vectors
from whence.reading.model.package import Settings
from whence.reading.model.tags import Tag, find_runs, tag_logs

__all__ = ["EventModel", "find_events"]

_KNOWN_TRIGGER = 0.05
"""Probability from which a word of ``triggers.tsv`` may tell an event; other words need the model's own."""


class EventModel(Protocol):
    """What is asked of a model to find events."""

    settings: Settings

    def parties(self, words: Words, part: EncodedWindows, triggers: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words that may be actor or recipient: row of the window, and the word that tells the event."""
        ...

    def event_types(
        self, words: Words, part: EncodedWindows, told: Sequence[tuple[int, int, WordRange | None, WordRange | None]]
    ) -> NDArray[np.float32]:
        """Score what events are of which type: row of the window, the word that tells it, actor, recipient."""
        ...


def find_events(model: EventModel, words: Words, parts: Sequence[EncodedWindows]) -> list[list[FoundEvent]]:
    """Find the events of each part, each where its window answers for it."""
    least = model.settings.trigger
    triggers = [
        [
            (row, window.start + at, chance)
            for row, window in enumerate(part.windows)
            for at, chance in find_triggers(part.trigger_scores[row], least=_KNOWN_TRIGGER)
            if window.own_start <= window.start + at < window.own_end
            and (chance >= least or types_told(words.lower[window.start + at]).any)
        ]
        for part in parts
    ]
    parties = _parties(model, words, parts, [[(row, at) for row, at, _ in own] for own in triggers])
    found: list[list[FoundEvent]] = []
    for part, own in zip(parts, triggers, strict=True):
        sides = list(islice(parties, len(own)))
        told = [(row, at, pair.actor, pair.recipient) for (row, at, _), pair in zip(own, sides, strict=True)]
        types = map(likeliest_type, model.event_types(words, part, told)) if told else ()
        found.append(
            [
                FoundEvent(
                    trigger=at,
                    type=kind,
                    actor=pair.actor,
                    recipient=pair.recipient,
                    chance=chance,
                    type_chance=sure,
                    actor_chance=pair.actor_chance,
                    recipient_chance=pair.recipient_chance,
                    vectors=_vectors(part, row, at, pair),
                )
                for (row, at, chance), pair, (kind, sure) in zip(own, sides, types, strict=True)
            ]
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Actor and recipient of an event, and how likely the words of each are one's."""

    actor: WordRange | None
    recipient: WordRange | None
    actor_chance: float
    recipient_chance: float


def _vectors(part: EncodedWindows, row: int, trigger: int, pair: _Pair) -> EventVectors:
    window = part.windows[row]
    actor, recipient = (run and (run[0] - window.start, run[1] - window.start) for run in (pair.actor, pair.recipient))
    own = part.vectors[row, : window.end - window.start]
    return take_vectors(own, trigger - window.start, actor, recipient)


def _parties(
    model: EventModel, words: Words, parts: Sequence[EncodedWindows], triggers: Sequence[Sequence[tuple[int, int]]]
) -> Iterator[_Pair]:
    """Find actor and recipient of each event; tags are decoded for all parts together, as that is faster."""
    asked = [model.parties(words, part, own) for part, own in zip(parts, triggers, strict=True) if own]
    if not asked:
        return
    moves = np.asarray(model.settings.party_moves, dtype=np.float32)
    begins = np.asarray(model.settings.party_begins, dtype=np.float32)
    near = put_together(asked)
    chains = lay_chains(near.scores, near.lengths, moves, begins)
    tags, _ = best_tags(chains)
    logs = tag_logs(near.scores, tags)
    runs = (find_runs(tags, begins) for begins in (Tag.BEGINS_SOURCE, Tag.BEGINS_CONTENT))
    rows = zip(logs, near.firsts.tolist(), chain.from_iterable(triggers), *runs, strict=True)
    for certain, first, (_, at), actors, recipients in rows:
        actor, recipient = _nearest(actors, at - first), _nearest(recipients, at - first)
        yield _Pair(
            actor=actor and (actor[0] + first, actor[1] + first),
            recipient=recipient and (recipient[0] + first, recipient[1] + first),
            actor_chance=_mean_chance(certain, actor),
            recipient_chance=_mean_chance(certain, recipient),
        )


def _mean_chance(certain: NDArray[np.float32], run: WordRange | None) -> float:
    return float(np.exp(np.add.reduce(certain[slice(*run)]) / (run[1] - run[0]))) if run else 1.0


def _nearest(runs: Sequence[WordRange], at: int) -> WordRange | None:
    return min(runs, key=lambda run: min(abs(run[0] - at), abs(run[1] - 1 - at)), default=None)
