"""Scores to attributions: pure arithmetic."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.reading.model.event_vectors import NO_VECTORS, EventVectors
from whence.reading.model.tags import Tag, WordRange, find_runs
from whence.records.plover import EVENT_TYPES

__all__ = [
    "NAME_KINDS",
    "Cue",
    "CueChances",
    "Evidence",
    "FoundAttribution",
    "FoundEvent",
    "Meant",
    "Name",
    "NameKind",
    "Roles",
    "Tag",
    "Weight",
    "WordRange",
    "confidence",
    "cue_chances",
    "find_cues",
    "find_meant",
    "find_names",
    "find_roles",
    "find_triggers",
    "likeliest_type",
]

_SURELY_NONE = 0.98
"""Words less likely than 1 in 50 to belong to a cue begin and continue none; saves looking at nine words in ten."""


_NEGLIGIBLE = 0.001

NameKind = Literal["person", "organisation", "place"]
NAME_KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")
"""In the order of the model's tags."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A run of words that signals an attribution."""

    start: int
    end: int
    probability: float
    """Of the likeliest of its words belonging to a cue."""


class CueChances(NamedTuple):
    """Probability of each word of a report belonging to a cue."""

    alone: Sequence[float]
    """Of one of the report's own attributions."""
    within: Sequence[float]
    """Of an attribution within another's content."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that names somebody or something."""

    start: int
    end: int
    kind: NameKind
    probability: float
    """Of its first word beginning a name of that kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the confidence of an attribution is computed from, besides a constant."""

    cue: float
    """Log-odds of the cue."""
    roles: float
    """Log-probability of its roles' tags, all of them right."""
    source: float
    """Mean log-probability of the source's words; 0 where there is none."""
    content: float
    no_source: float
    """1 where there is no source."""
    no_content: float

    def values(self) -> tuple[float, ...]:
        """List the figures in the order of the regression's weights, after the constant."""
        return (self.cue, self.roles, self.source, self.content, self.no_source, self.no_content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Source and content of one cue."""

    source: tuple[WordRange, ...]
    contents: tuple[WordRange, ...]
    evidence: Evidence


_NO_VECTOR = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAttribution:
    """One attribution, as ranges of words."""

    source: tuple[WordRange, ...]
    cue: WordRange
    contents: tuple[WordRange, ...]
    confidence: float
    evidence: Evidence
    vector: NDArray[np.float32] = field(default_factory=lambda: _NO_VECTOR, compare=False, repr=False)
    """(width,) the mean of the encoder's vectors of the cue's words; empty if no model found it."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event, as words: which one tells it, and who does what to whom."""

    trigger: int
    type: str
    """One of `EVENT_TYPES`."""
    actor: WordRange | None
    recipient: WordRange | None
    chance: float
    """Probability of the trigger telling an event."""
    type_chance: float = 1.0
    """Probability of the type, given that it is an event."""
    actor_chance: float = 1.0
    """How likely the words of the actor are an actor's, each by itself; 1 if there is none."""
    recipient_chance: float = 1.0
    vectors: EventVectors = field(default=NO_VECTORS, compare=False, repr=False)


def likeliest_type(scores: NDArray[np.float32]) -> tuple[str, float]:
    """Find the likeliest type of an event, and its probability.

    Args:
        scores: (15,) log-odds in the order of `EVENT_TYPES`.

    >>> likeliest_type(np.zeros(15, dtype=np.float32) - np.arange(15))[0] == EVENT_TYPES[0]
    True
    """
    best = int(scores.argmax())
    return EVENT_TYPES[best], float(1 / np.exp(scores - scores[best]).sum())


def find_triggers(scores: NDArray[np.float32], *, least: float) -> list[tuple[int, float]]:
    """Find the words of a window that tell events, and how likely each does.

    Args:
        scores: (W, 2) log-odds of telling none and of telling one.
        least: Probability from which a word counts.

    >>> find_triggers(np.array([[5.0, 0.0], [0.0, 0.0]]), least=0.5)
    [(1, 0.5)]
    """
    chances = 1 / (1 + np.exp(np.clip(scores[:, 0] - scores[:, 1], -30, 30)))
    return [(int(at), float(chances[at])) for at in np.flatnonzero(chances >= least)]


def cue_chances(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Compute each word's probability of belonging to a cue.

    Args:
        scores: (W, 3) log-odds of outside, begins a cue, goes on in it.

    Returns:
        (W,).
    """
    chances: NDArray[np.float64] = 1 - np.exp(_log_shares(scores)[0])
    return chances


def find_cues(scores: NDArray[np.float32], *, bias: float) -> list[Cue]:
    """Find the likeliest cues of a window.

    Args:
        scores: (W, 3) log-odds of outside, begins a cue, goes on in it.
        bias: Added to outside.

    >>> sure, none = [-5.0, 5.0, -5.0], [5.0, -5.0, -5.0]
    >>> [(cue.start, cue.end) for cue in find_cues(np.array([none, sure, none, none]), bias=0.0)]
    [(1, 2)]
    """
    logs = _log_shares(scores)
    outside = np.exp(logs[0])
    logs[0] += bias
    return [Cue(start, end, float(1 - outside[start:end].min())) for start, end, _ in _find_runs(logs, outside)]


def find_names(scores: NDArray[np.float32]) -> list[Name]:
    """Find the names of a window.

    Args:
        scores: (W, 7) log-odds of outside a name, begins a person's, goes on in it, the same of an organisation's and
            of a place's.

    >>> outside, begins, goes_on = np.eye(7)[[0, 3, 4]] * 9
    >>> [(name.start, name.end, name.kind) for name in find_names(np.array([outside, begins, goes_on]))]
    [(1, 3, 'organisation')]
    """
    logs = _log_shares(scores)
    return [
        Name(start, end, NAME_KINDS[kind], float(np.exp(logs[1 + 2 * kind, start])))
        for start, end, kind in _find_runs(logs, np.exp(logs[0]))
    ]


def find_meant(
    scores: NDArray[np.float32], *, firsts: NDArray[np.intp], lengths: NDArray[np.intp], asked: NDArray[np.intp]
) -> list[dict[int, float]]:
    """Find the words that pronouns and descriptions may mean.

    Args:
        scores: (N, S + 1) scores of the words around each; the last is that of no word.
        firsts: (N,) the word that the first score stands for.
        lengths: (N,) how many of the S are words.
        asked: (N,) the pronouns and descriptions, none of which is its own answer.

    Returns:
        For each the probability of each word that has any to speak of.

    >>> find_meant(np.array([[0.0, 9.0, 9.0, 0.0]]), firsts=np.array([4]), lengths=np.array([2]), asked=np.array([5]))
    [{4: 0.5}]
    """
    logs = scores.astype(np.float64)
    logs[:, :-1][np.arange(logs.shape[1] - 1) >= lengths[:, None]] = -np.inf
    logs[np.arange(len(logs)), asked - firsts] = -np.inf
    shares = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))[:, :-1]
    meant: list[dict[int, float]] = [{} for _ in logs]
    rows, columns = np.nonzero(shares >= _NEGLIGIBLE)
    places = columns + firsts[rows]
    for row, at, share in zip(rows.tolist(), places.tolist(), shares[rows, columns].tolist(), strict=True):
        meant[row][at] = share
    return meant


def _log_shares(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Compute the log-probability of each tag of each word: (T, W), where one tag's are contiguous, from (W, T)."""
    logs = np.ascontiguousarray(scores.T, dtype=np.float64)
    logs -= np.logaddexp.reduce(logs, axis=0)
    return logs


def _find_runs(logs: NDArray[np.float64], outside: NDArray[np.float64]) -> Iterator[tuple[int, int, int]]:
    """Find tagged runs and the kind of each, only where the probability of being outside leaves room for any."""
    # A word is outside on the best path, too, if that leads by more than it costs the next word to begin and not go on.
    lead = logs[0] - np.maximum.reduce(logs[1:], axis=0)
    cost = np.zeros_like(lead)
    np.maximum.reduce(logs[2::2, 1:] - logs[1::2, 1:], axis=0, out=cost[:-1], initial=0)
    may_belong = (outside < _SURELY_NONE) & (lead <= cost)
    for start, end in _runs(may_belong):
        for first, last, kind in _runs_on(_best_path(logs[:, start:end].T.tolist())):
            yield start + first, start + last, kind


def _best_path(logs: Sequence[Sequence[float]]) -> list[int]:
    """Follow the best path of outside (0), begins (odd), goes on (even), where going on needs its own kind before."""
    states = range(len(logs[0]))
    best: list[float] = [-math.inf if state and state % 2 == 0 else logs[0][state] for state in states]
    back: list[list[int]] = []
    for row in logs[1:]:
        any_before = max(states, key=best.__getitem__)
        step = [any_before] * len(best)
        for goes_on in states[2::2]:
            step[goes_on] = goes_on - 1 if best[goes_on - 1] >= best[goes_on] else goes_on
        back.append(step)
        best = [best[before] + score for before, score in zip(step, row, strict=True)]
    state = max(states, key=best.__getitem__)
    path = [state]
    for step in reversed(back):
        state = step[state]
        path.append(state)
    path.reverse()
    return path


def _runs_on(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """Read the runs off a path, and the kind of each."""
    runs: list[tuple[int, int, int]] = []
    for i, state in enumerate(path):
        if state % 2:
            runs.append((i, i + 1, state // 2))
        elif state:
            runs[-1] = (runs[-1][0], i + 1, runs[-1][2])
    return runs


def find_roles(
    certain: NDArray[np.float32], tags: NDArray[np.intp], likely: Sequence[float], cues: Sequence[Cue]
) -> Iterator[Roles]:
    """Read the source and the contents of each cue off the tags of the words around it.

    Args:
        certain: (N, S) log-probability of each tag: `tag_logs`.
        tags: (N, S) the best tags.
        likely: Log-probability of each cue's tags, all of them right.
        cues: The N cues.
    """
    runs = (find_runs(tags, begins) for begins in (Tag.BEGINS_SOURCE, Tag.BEGINS_CONTENT))
    for row, chance, cue, sources, contents in zip(certain, likely, cues, *runs, strict=True):
        yield _roles_of(row, chance, cue, sources, contents)


def _roles_of(
    certain: NDArray[np.float32], likely: float, cue: Cue, sources: list[WordRange], contents: list[WordRange]
) -> Roles:
    if len(sources) > 1:
        sources = [max(sources, key=lambda run: _mean(certain, [run]))]
    odds = math.log(max(cue.probability, 1e-6) / max(1 - cue.probability, 1e-6))
    evidence = Evidence(
        cue=odds,
        roles=likely,
        source=_mean(certain, sources),
        content=_mean(certain, contents),
        no_source=float(not sources),
        no_content=float(not contents),
    )
    return Roles(source=tuple(sources), contents=tuple(contents), evidence=evidence)


def confidence(evidence: Evidence, weights: Sequence[float]) -> float:
    """Compute the probability that an annotator marked the same, by logistic regression.

    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> confidence(nothing, (0.0,) * 7)
    0.5
    """
    odds = weights[0] + sum(w * v for w, v in zip(weights[1:], evidence.values(), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _mean(values: NDArray[np.float32], runs: Sequence[WordRange]) -> float:
    if not runs:
        return 0.0
    marked = [values[start:end] for start, end in runs]
    together = marked[0] if len(marked) == 1 else np.concatenate(marked)
    return float(np.add.reduce(together) / len(together))


def _runs(flags: NDArray[np.bool_]) -> list[WordRange]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


class Weight(NamedTuple):
    """What the model says of one word."""

    happened: float
    """How sure a reader is that what it tells of happened, from -3 to 3."""
    telling: float
    """Probability that it tells of anything."""


Meant = Mapping[int, Mapping[int, float]]
"""For a pronoun or the head of a description, the probability of each word around it meaning the same."""
