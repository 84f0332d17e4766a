"""What the encoder's vectors say for an event's type, and for each of its parties.

Named features know a trigger and its form; whether *struck* is a blow, a strike or a deal is in the sentence, and the
encoder has read that. One weight for each number of its vectors sums it up as a single feature.
"""

import numpy as np
from numpy.typing import NDArray

from whence.reading.model.decode import FoundEvent

__all__ = ["vectors_of"]


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
