"""Batches of annotated reports, as the tensors from which the network learns attributions."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.corpora import OWN, AnnotatedReport, Gold, Reading
from training.network import REACH, SPAN
from whence.language.words import Words
from whence.reading.model.decode import Tag
from whence.reading.model.encoder import Seen, lay_out, surroundings
from whence.reading.model.windows import cut_windows
from whence.reading.model.wordpieces import WordPieces

__all__ = ["NO_WORD", "Batch", "Cutting", "Sample", "Windowed", "bundle", "cut_samples", "hide_words", "make_batch"]

_BEGINS, _GOES_ON = 1, 2
NO_WORD = -100
"""Tag of words that do not contribute to the loss."""
_MASKED_SHARE = 0.05
_MOVED_SHARE = 0.1
_NAMED_SHARE = 0.6
"""Share of windows that are read with their annotator given; the others train the neutral annotator, which users
get."""


class Windowed(Protocol):
    """A training example made from one window."""

    @property
    def seen(self) -> Seen:
        """The window."""
        ...


Some = TypeVar("Some", bound=Windowed)


@dataclass(frozen=True, slots=True)
class Sample:
    """One window of one report, with one annotator's annotation."""

    seen: Seen
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of B windows of at most W words, and of the N cues in them. `lay_out` describes the first four."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    annotators: Tensor
    """(B,)"""
    cue_tags: Tensor
    """(B, W), -100 where there is no word."""
    nested_tags: Tensor
    """(B, W) like ``cue_tags``, of the cues within others' contents; -100 outside contents, and where nobody marked
    such cues."""
    ends: Tensor
    """(N, 2) first and last word of each cue, as rows of the flattened (B * W)."""
    around: Tensor
    """(N, SPAN) words around each cue, as rows of the flattened (B * W)."""
    places: Tensor
    """(N, SPAN, 2)"""
    lengths: Tensor
    """(N,)"""
    role_tags: Tensor
    """(N, SPAN)"""
    cue_annotators: Tensor
    """(N,)"""


@dataclass(frozen=True, slots=True)
class _Marked:
    """The targets of one window; arrays as in `Batch`, but words count from the start of the window."""

    cue_tags: NDArray[np.int64]
    nested_tags: NDArray[np.int64]
    ends: NDArray[np.int64]
    around: NDArray[np.int64]
    places: NDArray[np.int64]
    lengths: NDArray[np.int64]
    role_tags: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """How texts are cut into windows."""

    room: int
    """Most word pieces in a window."""
    overlap: int = 32
    varies: bool = True
    """Whether the size differs from text to text, so that the network does not learn where windows end."""

    def cut(self, words: Words, pieces: WordPieces, rng: random.Random) -> list[Seen]:
        """Cut one text."""
        own = pieces.of_all(words.texts)
        room = rng.randint(self.room * 3 // 4, self.room) if self.varies else self.room
        windows = cut_windows(list(map(len, own)), words.paragraphs, room=room, overlap=self.overlap)
        return [Seen(words, own, window) for window in windows]


def cut_samples(
    reports: Sequence[AnnotatedReport], pieces: WordPieces, rng: random.Random, cutting: Cutting
) -> list[Sample]:
    """Cut every annotation of every report into windows, and shuffle them."""
    samples = [
        Sample(seen, reading)
        for report in reports
        for reading in report.readings
        for seen in cutting.cut(report.words, pieces, rng)
    ]
    rng.shuffle(samples)
    return samples


def bundle(samples: Sequence[Some], size: int, rng: random.Random) -> list[Sequence[Some]]:
    """Group windows of similar length, among those of fifty batches at a time, so that batches need little padding."""
    bundles: list[Sequence[Some]] = []
    for start in range(0, len(samples), 50 * size):
        near = sorted(samples[start : start + 50 * size], key=_piece_count)
        bundles += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(bundles)
    return bundles


def make_batch(samples: Sequence[Sample], pieces: WordPieces, rng: random.Random, *, noise: bool = True) -> Batch:
    """Make a batch of windows, with masking noise against overfitting."""
    masked = [pieces.mask]
    seen = [replace(one.seen, pieces=hide_words(one.seen, masked, rng)) if noise else one.seen for one in samples]
    laid = {name: torch.from_numpy(array) for name, array in lay_out(seen, pieces.frame).items()}
    width = laid["firsts"].shape[1]
    # Our own labels have attributions within others, which the neutral annotator has not.
    given = [s.reading.annotator == OWN or rng.random() < _NAMED_SHARE for s in samples]
    annotators = torch.tensor([s.reading.annotator if known else 0 for s, known in zip(samples, given, strict=True)])
    marked = [_mark(sample, width, rng) for sample in samples]
    counts = [len(one.ends) for one in marked]

    def joined(name: str, *, shifted: bool = False) -> Tensor:
        arrays = [getattr(one, name) + (row * width if shifted else 0) for row, one in enumerate(marked)]
        return torch.from_numpy(np.concatenate(arrays))

    return Batch(
        pieces=laid["pieces"],
        features=laid["features"],
        mask=laid["mask"],
        firsts=laid["firsts"],
        annotators=annotators,
        cue_tags=torch.from_numpy(np.stack([one.cue_tags for one in marked])),
        nested_tags=torch.from_numpy(np.stack([one.nested_tags for one in marked])),
        ends=joined("ends", shifted=True),
        around=joined("around", shifted=True),
        places=joined("places"),
        lengths=joined("lengths"),
        role_tags=joined("role_tags"),
        cue_annotators=annotators.repeat_interleave(torch.tensor(counts)),
    )


def _piece_count(sample: Windowed) -> int:
    window = sample.seen.window
    return sum(map(len, sample.seen.pieces[window.start : window.end]))


def hide_words(
    seen: Seen, masked: list[int], rng: random.Random, *, spared: frozenset[int] = frozenset()
) -> list[Sequence[int]]:
    """Mask a few words of a window with ``masked``, but never the ``spared`` ones."""
    inside = range(seen.window.start, seen.window.end)
    hidden = {i for i in inside if rng.random() < _MASKED_SHARE} - spared
    return [masked * len(word) if i in hidden else word for i, word in enumerate(seen.pieces)]


def _mark(sample: Sample, width: int, rng: random.Random) -> _Marked:
    """Make tags for each gold cue, and for its roles if the whole attribution is inside the window."""
    window = sample.seen.window
    cue_tags = np.full(width, NO_WORD)
    cue_tags[: window.end - window.start] = 0
    cues: list[tuple[int, int]] = []
    whole: list[Gold] = []
    for gold in sample.reading.attributions:
        first, last = max(gold.cue[0], window.start), min(gold.cue[1], window.end)
        if first >= last:
            continue
        cue_tags[first - window.start : last - window.start] = _GOES_ON
        if first == gold.cue[0]:
            cue_tags[first - window.start] = _BEGINS
        ranges = (gold.cue, *gold.sources, *gold.contents)
        if all(window.start <= start and end <= window.end for start, end in ranges):
            # A predicted cue may differ from the annotated one, so roles are also learned from slightly shifted cues.
            moved = rng.choice((-1, 1)) if rng.random() < _MOVED_SHARE else 0
            cues.append((max(window.start, min(last - 1, first + moved)), last))
            whole.append(gold)
    return _with_roles(
        sample.seen, (cue_tags, _nested_tags(sample, cue_tags)), np.array(cues, dtype=np.int64).reshape(-1, 2), whole
    )


def _nested_tags(sample: Sample, cue_tags: NDArray[np.int64]) -> NDArray[np.int64]:
    """Keep the tags of words within a content, where somebody marked cues there; all others are left open."""
    window = sample.seen.window
    inside = np.zeros(len(cue_tags), dtype=bool)
    if sample.reading.annotator == OWN:
        for start, end in (run for gold in sample.reading.attributions for run in gold.contents):
            inside[max(0, start - window.start) : max(0, end - window.start)] = True
    return np.where(inside, cue_tags, NO_WORD)


def _with_roles(
    seen: Seen, tags: tuple[NDArray[np.int64], NDArray[np.int64]], cues: NDArray[np.int64], golds: Sequence[Gold]
) -> _Marked:
    count, start, end = len(cues), seen.window.start, seen.window.end
    around, places = np.zeros((count, SPAN), dtype=np.int64), np.zeros((count, SPAN, 2), dtype=np.int64)
    role_tags, lengths = np.zeros((count, SPAN), dtype=np.int64), np.zeros(count, dtype=np.int64)
    if count:
        paragraphs = np.array(seen.words.paragraphs[start:end])
        windows = np.array([(0, end - start)] * count)
        near = surroundings(paragraphs, windows, cues - start, reach=REACH)
        size = near.at.shape[1]
        around[:, :size], places[:, :size], lengths = near.at, near.places, near.lengths
        for row, gold in enumerate(golds):
            first = int(near.at[row, 0]) + start
            for ranges, begins in ((gold.contents, Tag.BEGINS_CONTENT), (gold.sources, Tag.BEGINS_SOURCE)):
                for a, b in ((max(a - first, 0), min(b - first, int(lengths[row]))) for a, b in ranges):
                    role_tags[row, a:b] = begins + 1
                    role_tags[row, a : min(a + 1, b)] = begins
    return _Marked(*tags, cues - np.array([start, start + 1]), around, places, lengths, role_tags)
