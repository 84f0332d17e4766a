"""Batches of marked texts, as the tensors from which the network learns names, references, certainty and events."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.batches import NO_WORD, Cutting, hide_words
from training.marked import Habit, MarkedText, Reference
from training.network import REACH, SIGHT, SPAN
from whence.language.words import sentence_around
from whence.reading.model.decode import Tag
from whence.reading.model.encoder import Seen, lay_out, surroundings
from whence.reading.model.wordpieces import WordPieces

__all__ = ["Lookups", "TextSample", "cut_texts", "make_lookups"]

_NAMED_SHARE = 0.6
"""Share of windows that are read with their corpus given, like annotators in `training.batches`."""


@dataclass(frozen=True, slots=True)
class TextSample:
    """One window of a marked text."""

    seen: Seen
    marked: MarkedText


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTensors:
    """Tensors of the M events of a batch, and of the words around each."""

    ends: Tensor
    """(M, 2) first and last word of the trigger (the same word), as rows of the flattened (B * W)."""
    around: Tensor
    """(M, SPAN) words around each trigger, as rows of the flattened (B * W)."""
    places: Tensor
    """(M, SPAN, 2)"""
    lengths: Tensor
    """(M,)"""
    roles: Tensor
    """(M, SPAN) tags of actor and recipient, encoded like those of source and content."""
    inside: Tensor
    """(M, SPAN) true for words in the trigger's sentence."""
    at: Tensor
    """(M,) the trigger's column."""
    types: Tensor
    """(M,)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """Tensors of B windows of at most W words, and of the N references in them. `lay_out` describes the first four."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    counts: Tensor
    """(B,) number of words of each window."""
    habits: Tensor
    """(B,)"""
    name_tags: Tensor
    """(B, W), -100 where there is no word, or names were not annotated."""
    asked: Tensor
    """(N,) pronouns and descriptions, as rows of the flattened (B * W)."""
    around: Tensor
    """(N, S) words around each, as rows of the flattened (B * W)."""
    places: Tensor
    """(N, S, 2)"""
    right: Tensor
    """(N, S + 1) true for right answers; the last column is "no word"."""
    wrong: Tensor
    """(N, S + 1) true for answers known to be wrong, if no right answer is known."""
    open: Tensor
    """(N, S + 1) true for answers that are allowed."""
    scores: Tensor
    """(B, W) certainty, from -3 to 3; 0 if not annotated."""
    telling: Tensor
    """(B, W) 1 if a word was judged, 0 if it was not, -100 if the text has no judgements."""
    triggers: Tensor
    """(B, W) 1 if a word is a trigger, 0 if it is not, -100 if events were not annotated."""
    events: EventTensors


def cut_texts(
    texts: Sequence[MarkedText], pieces: WordPieces, rng: random.Random, cutting: Cutting
) -> list[TextSample]:
    """Cut every text into windows, and shuffle them."""
    samples = [TextSample(seen, text) for text in texts for seen in cutting.cut(text.words, pieces, rng)]
    rng.shuffle(samples)
    return samples


def make_lookups(samples: Sequence[TextSample], pieces: WordPieces, rng: random.Random, *, noise: bool) -> Lookups:
    """Make a batch of windows."""
    masked = [pieces.mask]
    seen = [
        replace(one.seen, pieces=hide_words(one.seen, masked, rng, spared=_asked(one))) if noise else one.seen
        for one in samples
    ]
    laid = {name: torch.from_numpy(array) for name, array in lay_out(seen, pieces.frame).items()}
    width = laid["firsts"].shape[1]
    habits = [one.marked.habit if rng.random() < _NAMED_SHARE else Habit.NOBODY for one in samples]
    rows = [(row, one, reference) for row, one in enumerate(samples) for reference in _inside(one)]
    return Lookups(
        **laid,
        counts=torch.tensor([one.seen.window.end - one.seen.window.start for one in samples]),
        habits=torch.tensor(habits),
        name_tags=torch.from_numpy(np.stack([_name_tags(one, width) for one in samples])),
        **_reference_tensors(rows, width),
        **_judged_tensors(samples, width),
        triggers=torch.from_numpy(np.stack([_trigger_tags(one, width) for one in samples])),
        events=_event_tensors(samples, width),
    )


def _asked(sample: TextSample) -> frozenset[int]:
    return frozenset(reference.asked for reference in sample.marked.references)


def _inside(sample: TextSample) -> list[Reference]:
    """Return the references that belong to this window; of two overlapping windows, the one with more context."""
    window = sample.seen.window
    return [one for one in sample.marked.references if window.own_start <= one.asked < window.own_end]


def _name_tags(sample: TextSample, width: int) -> NDArray[np.int64]:
    window, names = sample.seen.window, sample.marked.names
    tags = np.full(width, NO_WORD)
    if names is None:
        return tags
    tags[: window.end - window.start] = 0
    for name in names:
        first, last = max(name.at[0], window.start), min(name.at[1], window.end)
        if first < last:
            tags[first - window.start : last - window.start] = 2 + 2 * name.kind
            if first == name.at[0]:
                tags[first - window.start] = 1 + 2 * name.kind
    return tags


def _judged_tensors(samples: Sequence[TextSample], width: int) -> dict[str, Tensor]:
    scores, telling = np.zeros((len(samples), width), dtype=np.float32), np.full((len(samples), width), NO_WORD)
    for row, one in enumerate(samples):
        window, judged = one.seen.window, one.marked.judged
        if judged is not None:
            telling[row, : window.end - window.start] = 0
            for mark in judged:
                if window.start <= mark.at < window.end:
                    scores[row, mark.at - window.start] = mark.score
                    telling[row, mark.at - window.start] = 1
    return {"scores": torch.from_numpy(scores), "telling": torch.from_numpy(telling)}


def _trigger_tags(sample: TextSample, width: int) -> NDArray[np.int64]:
    window, events = sample.seen.window, sample.marked.events
    tags = np.full(width, NO_WORD)
    if events is not None:
        tags[: window.end - window.start] = 0
        for event in events:
            if window.start <= event.trigger < window.end:
                tags[event.trigger - window.start] = 1
    return tags


def _event_tensors(samples: Sequence[TextSample], width: int) -> EventTensors:
    rows = [
        (row, one, event)
        for row, one in enumerate(samples)
        for event in one.marked.events or ()
        if one.seen.window.own_start <= event.trigger < one.seen.window.own_end
    ]
    count = len(rows)
    around, roles, places = (np.zeros((count, SPAN, *rest), dtype=np.int64) for rest in ((), (), (2,)))
    inside = np.zeros((count, SPAN), dtype=bool)
    ends, lengths, at = np.zeros((count, 2), dtype=np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    for i, (row, one, event) in enumerate(rows):
        window, words, trigger = one.seen.window, one.seen.words, event.trigger
        near = surroundings(
            np.array(words.paragraphs),
            np.array([(window.start, window.end)]),
            np.array([(trigger, trigger + 1)]),
            reach=REACH,
        )
        size = near.at.shape[1]
        shift = row * width - window.start
        around[i, :size], places[i, :size], lengths[i] = near.at[0] + shift, near.places[0], size
        ends[i], at[i] = trigger + shift, trigger - near.at[0, 0]
        start, end = sentence_around(words, trigger)
        inside[i, :size] = (start <= near.at[0]) & (near.at[0] < end)
        for party, begins in ((event.recipient, Tag.BEGINS_CONTENT), (event.actor, Tag.BEGINS_SOURCE)):
            if party and start <= party[0] < end:
                first, last = (min(max(edge - int(near.at[0, 0]), 0), size) for edge in party)
                roles[i, first:last] = begins + 1
                roles[i, first : min(first + 1, last)] = begins
    arrays = {"ends": ends, "around": around, "places": places, "lengths": lengths, "roles": roles, "at": at}
    types = torch.tensor([event.type for _, _, event in rows], dtype=torch.long)
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return EventTensors(**tensors, inside=torch.from_numpy(inside), types=types)


def _reference_tensors(rows: Sequence[tuple[int, TextSample, Reference]], width: int) -> dict[str, Tensor]:
    if not rows:
        none = torch.zeros(0, 1, dtype=torch.long)
        truths = torch.zeros(0, 2, dtype=torch.bool)
        places = torch.zeros(0, 1, 2, dtype=torch.long)
        return {"asked": none[:, 0], "around": none, "places": places, "right": truths, "wrong": truths, "open": truths}
    paragraphs = [np.array(one.seen.words.paragraphs) for _, one, _ in rows]
    nears = [
        surroundings(
            about,
            np.array([(one.seen.window.start, one.seen.window.end)]),
            np.array([(reference.asked, reference.asked + 1)]),
            reach=SIGHT,
        )
        for about, (_, one, reference) in zip(paragraphs, rows, strict=True)
    ]
    size = max(near.at.shape[1] for near in nears)
    count = len(rows)
    around, places = np.zeros((count, size), dtype=np.int64), np.zeros((count, size, 2), dtype=np.int64)
    right, wrong, may = (np.zeros((count, size + 1), dtype=bool) for _ in range(3))
    asked = np.zeros(count, dtype=np.int64)
    for i, (near, (row, one, reference)) in enumerate(zip(nears, rows, strict=True)):
        length, shift = near.at.shape[1], row * width - one.seen.window.start
        at = near.at[0]
        asked[i] = reference.asked + shift
        around[i, :length], places[i, :length] = at + shift, near.places[0]
        right[i, :length] = np.isin(at, list(reference.right))
        wrong[i, :length] = np.isin(at, list(reference.wrong))
        may[i, :length] = ~np.isin(at, [reference.asked, *reference.ignored])
        may[i, -1] = True
        right[i, -1] = not right[i, :length].any() and not wrong[i, :length].any()
    tensors = {"asked": asked, "around": around, "places": places, "right": right & may, "wrong": wrong, "open": may}
    return {name: torch.from_numpy(array) for name, array in tensors.items()}
