"""Annotated reports to the tensors that the network learns from."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import AnnotatedReport, Gold, Reading
from training.network import REACH, SPAN
from whence.reading.segmenting import Window, Words, cut_windows

__all__ = ["Batch", "Sample", "make_batch", "shuffled_samples"]

_CUE_BEGINS, _CUE_GOES_ON = 1, 2
_NO_LABEL = -100
_MASKED_SHARE = 0.05
_MOVED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Sample:
    """One window of one report as one person marked it."""

    report: AnnotatedReport
    pieces: Sequence[Sequence[int]]
    window: Window
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of B windows, their W words at most, and N cues."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    """(B, W) row of each word's first piece in its window."""
    cue_tags: Tensor
    """(B, W), -100 where there is no word."""
    annotators: Tensor
    cues: Tensor
    """(N, 2) first and last word, as rows of the flattened (B * W)."""
    around: Tensor
    places: Tensor
    role_mask: Tensor
    role_tags: Tensor
    cue_annotators: Tensor


def shuffled_samples(
    reports: Sequence[AnnotatedReport], tokenizer: Tokenizer, rng: random.Random, *, room: int, overlap: int
) -> Iterator[Sample]:
    """Yield every reading of every report once, in windows cut differently each time."""
    samples = []
    for report in reports:
        pieces = word_pieces(tokenizer, report.words)
        sizes = [len(piece) for piece in pieces]
        for reading in report.readings:
            # Borders move from epoch to epoch: a head that always saw a word at the edge would learn the edge.
            varied = rng.randint(room * 3 // 4, room)
            windows = cut_windows(sizes, report.words.paragraphs, room=varied, overlap=overlap)
            samples += [Sample(report, pieces, window, reading) for window in windows]
    rng.shuffle(samples)
    yield from samples


def word_pieces(tokenizer: Tokenizer, words: Words) -> list[list[int]]:
    """Cut words into the encoder's word pieces; a word that it does not know at all is one unknown piece."""
    encoded = tokenizer.encode(list(words.texts), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words.texts]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        pieces[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]")
    return [word or [unknown] for word in pieces]


def make_batch(samples: Sequence[Sample], tokenizer: Tokenizer, rng: random.Random, *, learn: bool = True) -> Batch:
    """Lay windows side by side; ``learn`` adds the noise that keeps a small network from learning by heart."""
    length = 2 + max(sum(len(p) for p in s.pieces[s.window.start : s.window.end]) for s in samples)
    width = max(s.window.end - s.window.start for s in samples)
    pieces = torch.zeros(len(samples), length, dtype=torch.long)
    features = torch.zeros(len(samples), length, 3, dtype=torch.long)
    features[..., 0] = 5
    mask = torch.zeros(len(samples), length, dtype=torch.long)
    firsts = torch.zeros(len(samples), width, dtype=torch.long)
    cue_tags = torch.full((len(samples), width), _NO_LABEL)
    annotators = torch.zeros(len(samples), dtype=torch.long)
    cues: list[_Cue] = []
    special = [tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]", "[MASK]")]
    for row, sample in enumerate(samples):
        ids, feats, first = _lay_out(sample, special, rng if learn else None)
        pieces[row, : len(ids)] = torch.tensor(ids)
        features[row, : len(ids)] = torch.tensor(feats)
        mask[row, : len(ids)] = 1
        firsts[row, : len(first)] = torch.tensor(first)
        annotators[row] = sample.reading.annotator if learn and rng.random() < 0.6 else 0
        cue_tags[row, : len(first)] = 0
        for gold in sample.reading.attributions:
            cues += _label(gold, sample, row, width, cue_tags, rng if learn else None)
    return Batch(
        pieces=pieces, features=features, mask=mask, firsts=firsts, cue_tags=cue_tags, annotators=annotators,
        cues=torch.tensor([c.ends for c in cues], dtype=torch.long).view(-1, 2),
        around=torch.stack([c.around for c in cues]) if cues else torch.zeros(0, SPAN, dtype=torch.long),
        places=torch.stack([c.places for c in cues]) if cues else torch.zeros(0, SPAN, 2, dtype=torch.long),
        role_mask=torch.stack([c.mask for c in cues]) if cues else torch.zeros(0, SPAN, dtype=torch.bool),
        role_tags=torch.stack([c.tags for c in cues]) if cues else torch.zeros(0, SPAN, dtype=torch.long),
        cue_annotators=annotators[torch.tensor([c.row for c in cues], dtype=torch.long)],
    )


@dataclass(frozen=True, slots=True)
class _Cue:
    row: int
    ends: tuple[int, int]
    around: Tensor
    places: Tensor
    mask: Tensor
    tags: Tensor


def _lay_out(
    sample: Sample, special: Sequence[int], rng: random.Random | None
) -> tuple[list[int], list[tuple[int, int, int]], list[int]]:
    cls, sep, masked = special
    words, window = sample.report.words, sample.window
    ids, feats, firsts = [cls], [(5, 0, 0)], []
    for i in range(window.start, window.end):
        firsts.append(len(ids))
        hidden = rng is not None and rng.random() < _MASKED_SHARE
        ids += [masked] * len(sample.pieces[i]) if hidden else sample.pieces[i]
        begins = i == 0 or words.paragraphs[i] != words.paragraphs[i - 1]
        place = 1 if begins else 2 if words.paragraphs[i] == 0 else 0
        feats += [(int(words.shapes[i]), int(words.marks[i]), place)] * len(sample.pieces[i])
    return [*ids, sep], [*feats, (5, 0, 0)], firsts


def _label(
    gold: Gold, sample: Sample, row: int, width: int, cue_tags: Tensor, rng: random.Random | None
) -> list[_Cue]:
    """Write a gold cue's tags, and give its roles where the window holds the whole attribution."""
    window, words = sample.window, sample.report.words
    first, last = max(gold.cue[0], window.start), min(gold.cue[1], window.end)
    if first >= last:
        return []
    cue_tags[row, first - window.start : last - window.start] = _CUE_GOES_ON
    if first == gold.cue[0]:
        cue_tags[row, first - window.start] = _CUE_BEGINS
    ranges = (gold.cue, *gold.sources, *gold.contents)
    if any(start < window.start or end > window.end for start, end in ranges):
        return []
    if rng is not None and rng.random() < _MOVED_SHARE:
        # The cue that is found may differ from the cue that was marked: learn roles from a near miss, too.
        first = max(window.start, min(last - 1, first + rng.choice((-1, 1))))
    return [_cue(gold, sample, row, (first, last), row * width - window.start, words)]


def _cue(gold: Gold, sample: Sample, row: int, cue: tuple[int, int], shift: int, words: Words) -> _Cue:
    first, last = cue
    start = max(sample.window.start, first - REACH)
    end = min(sample.window.end, start + SPAN)
    around = torch.full((SPAN,), start + shift)
    around[: end - start] = torch.arange(start, end) + shift
    places = torch.zeros(SPAN, 2, dtype=torch.long)
    tags = torch.zeros(SPAN, dtype=torch.long)
    for i in range(start, end):
        distance = min(0, i - first) + max(0, i - last + 1)
        places[i - start, 0] = max(-REACH, min(REACH, distance)) + REACH
        places[i - start, 1] = max(-2, min(2, words.paragraphs[i] - words.paragraphs[first])) + 2
    for ranges, begins in ((gold.contents, 3), (gold.sources, 1)):
        for a, b in ranges:
            a, b = max(a, start), min(b, end)  # noqa: PLW2901
            if a < b:
                tags[a - start : b - start] = begins + 1
                tags[a - start] = begins
    mask = torch.arange(SPAN) < end - start
    return _Cue(row, (first + shift, last - 1 + shift), around, places, mask, tags)
