"""What the encoder's vectors say for an event's type, and for each of its parties.

Named features know a trigger and its form; whether *struck* is a blow, a strike or a deal is in the sentence, and the
encoder has read that. One weight for each number of its vectors sums it up as a single feature.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from whence.reading.model.decode import FoundEvent

__all__ = ["VectorWeights", "read_vector_weights", "vector_score", "vectors_of"]

VectorWeights = Mapping[str, NDArray[np.float64]]
"""For ``type``, ``actor`` and ``recipient``, the weight of each number of `vectors_of`, and a constant."""


def vectors_of(event: FoundEvent, part: str) -> NDArray[np.float64]:
    """Return the vectors that speak for a part of an event, end to end.

    Args:
        event: The event, with settled parties.
        part: ``type``: the trigger, and the words around it. ``actor`` or ``recipient``: the trigger, the party, and
            how far they are apart in each number.
    """
    vectors = event.vectors
    if part == "type":
        return np.concatenate([vectors.trigger, vectors.around], dtype=np.float64)
    party = vectors.actor if part == "actor" else vectors.recipient
    return np.concatenate([vectors.trigger, party, np.abs(vectors.trigger - party)], dtype=np.float64)


def vector_score(weights: VectorWeights, event: FoundEvent, part: str) -> float:
    """Sum up what the vectors say for a part of an event, as log-odds; 0 if they say nothing.

    They say nothing where there are none, or where the weights are those of a model with wider or narrower vectors.

    >>> event = FoundEvent(trigger=2, type="COERCE", actor=(0, 1), recipient=None, chance=0.9)
    >>> vector_score(read_vector_weights(), event, "type")
    0.0
    """
    vectors, of_part = vectors_of(event, part), weights[part]
    if len(vectors) + 1 != len(of_part):
        return 0.0
    return float(vectors @ of_part[:-1] + of_part[-1])


@cache
def read_vector_weights() -> VectorWeights:
    """Read the weights of the package's own model."""
    rows = json.loads(files("whence.reading.events").joinpath("worth_vectors.json").read_text("utf-8"))
    return {part: np.array(row) for part, row in rows.items()}
