"""Batches of annotated reports, as the tensors from which the network learns attributions."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.corpora import AnnotatedReport, Gold, Reading
from training.network import REACH, SPAN
from whence.reading.model.decode import Tag
from whence.reading.model.encoder import Seen, lay_out, surroundings
from whence.reading.model.windows import cut_windows
from whence.reading.model.wordpieces import WordPieces

__all__ = ["NO_WORD", "Batch", "Sample", "Windowed", "bundle", "cut_samples", "hide_words", "make_batch"]

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
    ends: NDArray[np.int64]
    around: NDArray[np.int64]
    places: NDArray[np.int64]
    lengths: NDArray[np.int64]
    role_tags: NDArray[np.int64]


def cut_samples(
    reports: Sequence[AnnotatedReport], pieces: WordPieces, rng: random.Random, *, room: int, overlap: int
) -> list[Sample]:
    """Cut every annotation of every report into windows, with different boundaries each time, and shuffle them."""
    samples = []
    for report in reports:
        cut = pieces.of_all(report.words.texts)
        sizes = list(map(len, cut))
        for reading in report.readings:
            # Window sizes vary, so that the network does not learn where windows end.
            varied = rng.randint(room * 3 // 4, room)
            windows = cut_windows(sizes, report.words.paragraphs, room=varied, overlap=overlap)
            samples += [Sample(Seen(report.words, cut, window), reading) for window in windows]
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


def make_batch(samples: Sequence[Sample], pieces: WordPieces, rng: random.Random) -> Batch:
    """Make a batch of windows, with masking noise against overfitting."""
    masked = [pieces.mask]
    seen = [replace(sample.seen, pieces=hide_words(sample.seen, masked, rng)) for sample in samples]
    laid = {name: torch.from_numpy(array) for name, array in lay_out(seen, pieces.frame).items()}
    width = laid["firsts"].shape[1]
    annotators = torch.tensor([s.reading.annotator if rng.random() < _NAMED_SHARE else 0 for s in samples])
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
    return _with_roles(sample.seen, cue_tags, np.array(cues, dtype=np.int64).reshape(-1, 2), whole)


def _with_roles(seen: Seen, cue_tags: NDArray[np.int64], cues: NDArray[np.int64], golds: Sequence[Gold]) -> _Marked:
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
    return _Marked(cue_tags, cues - np.array([start, start + 1]), around, places, lengths, role_tags)
