"""A fast rule-based tagger: it knows a few verbs, and takes capitalised words for names."""

import numpy as np

from whence.language.words import Shape
from whence.reading.model.encoder import EncodedWindows, NearScores
from whence.reading.model.package import SHIPPED, open_model
from whence.reading.model.windows import cut_windows
from whence.records.plover import EVENT_TYPES

_CUES = frozenset({"said", "added", "denied", "told", "reported"})
_NESTED = frozenset({"that"})
_TRIGGERS = frozenset({"accused", "attacked"})
_REACH = 20
_SURE = 9.0


class PlainTagger:
    """Tags words like a model: the two words before a verb are its source, and those after it its content."""

    def __init__(self):
        self.settings = open_model(SHIPPED).settings

    def read(self, words):
        for window in cut_windows([1] * len(words), words.paragraphs, room=120, overlap=30):
            run = range(window.start, window.end)
            texts = words.texts[window.start : window.end]
            large = [words.shapes[i] in {Shape.TITLE, Shape.UPPER} and len(words.texts[i]) > 1 for i in run]
            names = [0 if not one else 2 if i and large[i - 1] else 1 for i, one in enumerate(large)]
            yield EncodedWindows(
                windows=[window],
                cue_scores=[_scores([text in _CUES for text in texts], 3)],
                name_scores=[_scores(names, 7)],
                weight_scores=[np.full((len(texts), 2), 2.0, dtype=np.float32)],
                within_scores=[_scores([text in _NESTED for text in texts], 3)],
                trigger_scores=[_scores([text in _TRIGGERS for text in texts], 2)],
                vectors=np.zeros((1, len(texts), 1), dtype=np.float32),
            )

    def roles(self, words, part, cues):
        around = [_around(part.windows[row], begin) for row, begin, *_ in cues]
        tags = [
            [_role(words, i, begin, end) for i in run] for run, (_, begin, end, _) in zip(around, cues, strict=True)
        ]
        return _near(around, [_scores(row, 5) for row in tags])

    def parties(self, words, part, triggers):
        return self.roles(words, part, [(row, at, at + 1, False) for row, at in triggers])

    def event_types(self, words, part, told):  # noqa: ARG002 -- the signature that the reader calls
        return np.zeros((len(told), len(EVENT_TYPES)), dtype=np.float32)

    def references(self, words, part, asked):
        around = [_around(part.windows[row], at) for row, at in asked]
        likely = [[_SURE * (words.shapes[i] == Shape.TITLE) for i in run] for run in around]
        scores = [np.array([[score, 0.0] for score in row], dtype=np.float32) for row in likely]
        near = _near(around, scores)
        # One score per word, and one for none.
        return NearScores(
            scores=np.pad(near.scores[:, :, 0], ((0, 0), (0, 1))), firsts=near.firsts, lengths=near.lengths
        )


def _scores(tags, count):
    return (_SURE * np.eye(count, dtype=np.float32))[np.array(tags, dtype=int)]


def _around(window, at):
    return range(max(window.start, at - _REACH), min(window.end, at + _REACH))


def _role(words, i, begin, end):
    if i in range(begin - 2, begin):
        return 1 if i == begin - 2 else 2
    if i >= end and "." not in words.texts[end : i + 1]:
        return 3 if i == end else 4
    return 0


def _near(around, scores):
    width = max(map(len, around))
    padded = [np.pad(row, ((0, width - len(row)), (0, 0)), mode="edge") for row in scores]
    firsts = np.array([run.start for run in around])
    return NearScores(scores=np.stack(padded), firsts=firsts, lengths=np.array(list(map(len, around))))
