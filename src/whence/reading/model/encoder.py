"""The model: words in, scores out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words
from whence.reading.model.decode import WordRange
from whence.reading.model.engine import Session, open_session
from whence.reading.model.package import SHIPPED, open_model
from whence.reading.model.windows import Window, cut_windows
from whence.reading.model.wordpieces import WordPieces

__all__ = [
    "EncodedWindows",
    "NearScores",
    "Seen",
    "Surroundings",
    "Tagger",
    "lay_out",
    "put_together",
    "surroundings",
]

_BATCH = 1
"""Windows read at once. One, as an 8-bit product scales its input by the largest number in the batch, so that another
window would change a window's scores with ``-quick``. It is also faster than eight (10.6 against 12.4 CPU seconds for
40 reports) and takes a third of the memory: python -m bench.memory, python -m bench.speed. Nor may there be more: the
encoder's graph does not look at its input ``mask`` (`training.fuse`)."""
_PARTY_REACH = 40
"""Words before an event's trigger, and as many after it, in which its parties help to tell its type."""
_PARTIES_WITHIN = 60
"""Words before an event's trigger, and as many after it, in which its parties are looked for. The head was trained with
80: these cost a quarter less and change no figure of python -m bench.events."""
_RUNS_AT_ONCE = 12
"""Cues or triggers whose roles are scored at once, so that it takes no more memory than the encoder does: 3 MB less for
each process, whose windows have up to 18 cues, and much less where there are more."""
_FRAME = (int(Shape.PUNCTUATION), int(Mark.OUTSIDE), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearScores:
    """Scores of the words around N cues, or around N pronouns and descriptions."""

    scores: NDArray[np.float32]
    """Of roles (N, S, 5): outside; begins a source, goes on in it; begins a content, goes on in it. Of references
    (N, S + 1): how likely each word means the same; the last is that of no word."""
    firsts: NDArray[np.intp]
    """(N,) the word that the first column stands for."""
    lengths: NDArray[np.intp]
    """(N,) how many columns stand for words."""


def put_together(parts: Sequence[NearScores]) -> NearScores:
    """Put the scores of several parts together, up to the greatest length."""
    lengths = np.concatenate([one.lengths for one in parts])
    scores = np.zeros((len(lengths), int(lengths.max()), parts[0].scores.shape[2]), dtype=np.float32)
    row = 0
    for one in parts:
        own = one.scores[:, : scores.shape[1]]
        scores[row : row + len(own), : own.shape[1]] = own
        row += len(own)
    return NearScores(scores=scores, firsts=np.concatenate([one.firsts for one in parts]), lengths=lengths)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedWindows:
    """What the encoder made of some neighbouring windows of a report."""

    windows: Sequence[Window]
    cue_scores: Sequence[NDArray[np.float32]]
    """For each window (W, 3): outside a cue, begins one, goes on in it."""
    name_scores: Sequence[NDArray[np.float32]]
    """For each window (W, 7): outside a name; begins a person's, goes on in it; an organisation's; a place's."""
    weight_scores: Sequence[NDArray[np.float32]]
    """For each window (W, 2): how sure a reader is of what a word tells, from -3 to 3; log-odds of its telling any."""
    trigger_scores: Sequence[NDArray[np.float32]]
    """For each window (W, 2): tells no event, tells one."""
    within_scores: Sequence[NDArray[np.float32]]
    """For each window (W, 3): like ``cue_scores``, with the cues of nested attributions."""
    vectors: NDArray[np.float32]
    """(B, W, width)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A window with the words of its report, and each word's pieces."""

    words: Words
    pieces: Sequence[Sequence[int]]
    window: Window


class Tagger:
    """A model file, opened.

    Args:
        model: A model's name, such as ``en-9``, or the path of a model file.
        threads: Cores that one report is read with.

    Raises:
        ModelError: There is no such model, or the file is not one.
    """

    def __init__(self, model: str = SHIPPED, *, threads: int = 1) -> None:
        opened = open_model(model)
        self.settings = opened.settings
        self._pieces = WordPieces(opened.tokenizer)
        self._encoder = open_session(opened.encoder, threads=threads)
        self._roles = open_session(opened.roles, threads=threads)
        self._references = open_session(opened.references, threads=threads)
        self._parties = open_session(opened.parties, threads=threads)
        self._events = open_session(opened.events, threads=threads)

    def read(self, words: Words) -> Iterator[EncodedWindows]:
        """Run the encoder over a report's windows, a few at a time."""
        pieces = self._pieces.of_all(words.texts)
        sizes = [len(word) for word in pieces]
        windows = cut_windows(sizes, words.paragraphs, room=self.settings.room, overlap=self.settings.overlap)
        for start in range(0, len(windows), _BATCH):
            some = windows[start : start + _BATCH]
            laid = lay_out([Seen(words, pieces, one) for one in some], self._pieces.frame)
            vectors, *scores = self._encoder.run(["vectors", "cues", "names", "weights", "triggers", "within"], laid)
            sizes_here = [window.end - window.start for window in some]
            cues, names, weights, triggers, within = (
                [score[row, :size] for row, size in enumerate(sizes_here)] for score in scores
            )
            yield EncodedWindows(
                windows=some,
                cue_scores=cues,
                name_scores=names,
                weight_scores=weights,
                trigger_scores=triggers,
                within_scores=within,
                vectors=vectors,
            )

    def roles(self, words: Words, part: EncodedWindows, cues: Sequence[tuple[int, int, int, bool]]) -> NearScores:
        """Score the roles of the words around cues.

        Args:
            words: The report's words.
            part: What `read` gave.
            cues: Row of the window in the part, first word, one past the last, and whether it is nested.
        """
        return self._score_roles(self._roles, words, part, cues, reach=self.settings.roles_within)

    def parties(self, words: Words, part: EncodedWindows, triggers: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words that may be actor or recipient of events.

        Args:
            words: The report's words.
            part: What `read` gave.
            triggers: Row of the window in the part, and the word that tells the event.
        """
        runs = [(row, at, at + 1, False) for row, at in triggers]
        return self._score_roles(self._parties, words, part, runs, reach=_PARTIES_WITHIN)

    def event_types(
        self, words: Words, part: EncodedWindows, told: Sequence[tuple[int, int, WordRange | None, WordRange | None]]
    ) -> NDArray[np.float32]:
        """Score what events are of which type.

        Args:
            words: The report's words.
            part: What `read` gave.
            told: Row of the window in the part, the word that tells the event, actor and recipient.

        Returns:
            (N, 15) scores in the order of `whence.records.plover.EVENT_TYPES`.
        """
        near = _look_around(words, part, [(row, at, at + 1) for row, at, _, _ in told], reach=_PARTY_REACH)
        at = near.firsts[:, None] + np.arange(near.around.shape[1])
        feed = {
            "vectors": near.vectors,
            "around": near.around,
            "actors": _mask(at, [actor for _, _, actor, _ in told]),
            "recipients": _mask(at, [recipient for _, _, _, recipient in told]),
        }
        (scores,) = self._events.run(["types"], feed)
        types: NDArray[np.float32] = scores[np.arange(len(told)), [one[1] for one in told] - near.firsts]
        return types

    def event_cells(
        self, part: EncodedWindows, sentence: WordRange, actor: WordRange | None, recipient: WordRange | None
    ) -> NDArray[np.float32]:
        """Score, for two parties given, which word of a sentence tells what passed between them, and of what type.

        The sentence has to lie in the part's first window.

        Returns:
            (S, 15) scores of the sentence's words.
        """
        at = np.arange(*sentence)[None]
        feed = {
            "vectors": part.vectors.reshape(-1, part.vectors.shape[2]),
            "around": at - part.windows[0].start,
            "actors": _mask(at, [actor]),
            "recipients": _mask(at, [recipient]),
        }
        (scores,) = self._events.run(["types"], feed)
        cells: NDArray[np.float32] = scores[0]
        return cells

    def _score_roles(
        self,
        session: Session,
        words: Words,
        part: EncodedWindows,
        runs: Sequence[tuple[int, int, int, bool]],
        *,
        reach: int,
    ) -> NearScores:
        near = _look_around(words, part, [run[:3] for run in runs], reach=reach)
        # The table of distances counts from the reach that the head was trained with.
        near.places[:, :, 0] += self.settings.reach - reach
        within = np.array([run[3] for run in runs], dtype=np.int64)
        feed = near.feed() | {"ends": near.asked - [0, 1], "within": within}
        scores = np.concatenate([session.run(["roles"], some)[0] for some in _a_few_at_once(feed)])
        return NearScores(scores=scores, firsts=near.firsts, lengths=near.lengths)

    def references(self, words: Words, part: EncodedWindows, asked: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words that pronouns and descriptions may mean.

        Args:
            words: The report's words.
            part: What `read` gave.
            asked: Row of the window in the part, and the word.
        """
        near = _look_around(words, part, [(row, at, at + 1) for row, at in asked], reach=self.settings.sight)
        (scores,) = self._references.run(["references"], near.feed() | {"asked": near.asked[:, 0]})
        return NearScores(scores=scores, firsts=near.firsts, lengths=near.lengths)


def _a_few_at_once(feed: Mapping[str, NDArray[np.generic]]) -> Iterator[dict[str, NDArray[np.generic]]]:
    """Divide what a head reads, a few of its N runs at once. Each has the same scores as among all."""
    for start in range(0, len(feed["around"]), _RUNS_AT_ONCE):
        some = slice(start, start + _RUNS_AT_ONCE)
        yield {name: values if name == "vectors" else values[some] for name, values in feed.items()}


def _mask(at: NDArray[np.intp], runs: Sequence[WordRange | None]) -> NDArray[np.float32]:
    """Mark the words (N, S) that lie in their row's run with 1."""
    edges = np.array([run or (0, 0) for run in runs])
    return ((edges[:, :1] <= at) & (at < edges[:, 1:])).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """What is around N runs of words, as the heads read it."""

    vectors: NDArray[np.float32]
    """(V, width) of all words of the part."""
    around: NDArray[np.int64]
    """(N, S) the words, as rows of the vectors."""
    places: NDArray[np.int64]
    """(N, S, 2) how far away they are: `Surroundings`."""
    asked: NDArray[np.int64]
    """(N, 2) the runs, as rows of the vectors: first word, and one past the last."""
    firsts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def feed(self) -> dict[str, NDArray[np.generic]]:
        """Name what all heads read."""
        return {"vectors": self.vectors, "around": self.around, "places": self.places}


def _look_around(words: Words, part: EncodedWindows, runs: Sequence[tuple[int, int, int]], *, reach: int) -> _Near:
    asked = np.array(runs, dtype=np.int64)
    base = part.windows[0].start
    paragraphs = words.paragraph_array[base : part.windows[-1].end]
    windows = np.array([(window.start, window.end) for window in part.windows])[asked[:, 0]] - base
    near = surroundings(paragraphs, windows, asked[:, 1:] - base, reach=reach)
    # From words counted from the part's first to rows of the vectors, which begin anew with each window.
    shift = asked[:, :1] * part.vectors.shape[1] - windows[:, :1]
    return _Near(
        vectors=part.vectors.reshape(-1, part.vectors.shape[2]),
        around=near.at + shift,
        places=near.places,
        asked=asked[:, 1:] - base + shift,
        firsts=near.at[:, 0] + base,
        lengths=near.lengths,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The words around N cues, S at most for each."""

    at: NDArray[np.int64]
    """(N, S) words; past a row's length, its last one again."""
    places: NDArray[np.int64]
    """(N, S, 2) distance from the cue in words and in paragraphs, shifted to count from 0."""
    lengths: NDArray[np.int64]
    """(N,)."""


def surroundings(
    paragraphs: NDArray[np.int64], windows: NDArray[np.int64], cues: NDArray[np.int64], *, reach: int
) -> Surroundings:
    """Find the words around cues.

    Args:
        paragraphs: (W,) paragraph of each word.
        windows: (N, 2) first word of each cue's window, and one past its last.
        cues: (N, 2) first word of each cue, and one past its last.
        reach: Words before a cue; where the window holds fewer, more are taken after it.
    """
    (left, right), (begin, end) = windows.T, cues.T
    firsts = np.maximum(left, begin - reach)
    lengths = np.minimum(right, firsts + 2 * reach) - firsts
    at = firsts[:, None] + np.minimum(np.arange(lengths.max()), lengths[:, None] - 1)
    nearest = np.minimum(np.maximum(at, begin[:, None]), end[:, None] - 1)
    apart = paragraphs[at] - paragraphs[begin][:, None]
    places = np.empty((*at.shape, 2), dtype=np.int64)
    for column, (away, most) in enumerate([(at - nearest, reach), (apart, 2)]):
        places[:, :, column] = np.minimum(np.maximum(away + most, 0), 2 * most)
    return Surroundings(at=at, places=places, lengths=lengths)


def lay_out(seen: Sequence[Seen], frame: tuple[int, int]) -> dict[str, NDArray[np.int64]]:
    """Lay windows side by side as the encoder reads them, each between the two pieces of ``frame``.

    Returns:
        ``pieces`` (B, L); ``features`` (B, L, 3), each piece's shape, quotation mark state and place in its paragraph;
        ``mask`` (B, L), 1 where there is a piece; ``firsts`` (B, W), the column of each word's first piece.
    """
    rows = [(one, one.pieces[one.window.start : one.window.end]) for one in seen]
    sizes = [np.array([len(word) for word in pieces], dtype=np.int64) for _, pieces in rows]
    length, width = 2 + max(int(row.sum()) for row in sizes), max(map(len, sizes))
    shape = (len(seen), length)
    laid = {
        "pieces": np.zeros(shape, dtype=np.int64),
        "features": np.full((*shape, len(_FRAME)), _FRAME, dtype=np.int64),
        "mask": np.zeros(shape, dtype=np.int64),
        "firsts": np.zeros((len(seen), width), dtype=np.int64),
    }
    for row, ((one, pieces), own) in enumerate(zip(rows, sizes, strict=True)):
        ends = 1 + own.cumsum()
        end = int(ends[-1])
        laid["pieces"][row, : end + 1] = [frame[0], *chain.from_iterable(pieces), frame[1]]
        laid["features"][row, 1:end] = np.repeat(_word_features(one.words, one.window), own, axis=0)
        laid["mask"][row, : end + 1] = 1
        laid["firsts"][row, : len(own)] = ends - own
    return laid


def _word_features(words: Words, window: Window) -> NDArray[np.int64]:
    """List each word's shape, quotation mark state and place: 1 begins a paragraph, 2 is the rest of the headline."""
    run = slice(window.start, window.end)
    paragraphs = words.paragraph_array[run]
    before = words.paragraphs[window.start - 1] if window.start else -1
    begins = np.diff(paragraphs, prepend=before) != 0
    places = np.where(begins, 1, np.where(paragraphs == 0, 2, 0))
    # NumPy takes long over members of an enumeration, and none over bytes.
    shapes, marks = (np.frombuffer(bytes(values[run]), dtype=np.uint8) for values in (words.shapes, words.marks))
    return np.stack([shapes, marks, places], axis=1)
