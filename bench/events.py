"""Measure event coding on 201 held-out sentences that people coded in PLOVER.

- given: accuracy of the type, given actor and recipient; beside it, that of dictionary coding by CAMEO's verb patterns.
- found: nothing is given: both parties found (Dice of their words at least 0.5), and the type right as well.

Reference:
    Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation Classification",
    ACL 2024.
"""

from collections.abc import Sequence

import numpy as np

from bench.cameo import code_by_dictionary, open_dictionary
from bench.options import find_corpus, parse_options, print_figures
from training.coded import CodedSentence, read_coded
from whence.language.words import Words, segment
from whence.reading.model.decode import FoundEvent, WordRange
from whence.reading.model.encoder import Tagger
from whence.reading.reader import Reader
from whence.records.plover import EVENT_TYPES

__all__ = ["dice"]

_HALF = 0.5


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    rows = read_coded(find_corpus(options.shared, "events/plv-train.tsv"), held_out=True)
    dictionary = open_dictionary(options.shared)
    tagger, reader = Tagger(options.model), Reader(options.model)
    given = by_patterns = both = right = anywhere = count = 0
    for row in rows:
        words = segment(row.text)
        actor, recipient = words.covering(*row.actor), words.covering(*row.recipient)
        given += _type_given(tagger, words, actor, recipient) == row.type
        by_patterns += code_by_dictionary(words.texts, actor, recipient, dictionary) == row.type
        told = reader.scan(words).found_events
        met = [one for one in told if dice(one.actor, actor) >= _HALF and dice(one.recipient, recipient) >= _HALF]
        both += bool(met)
        right += _holds(met, row)
        anywhere += _holds(told, row)
        count += len(told)
    print_figures(
        "events",
        {
            "name": options.model,
            "sentences": len(rows),
            "given": _share(given, rows),
            "given_by_dictionary": _share(by_patterns, rows),
            "found_both": _share(both, rows),
            "found_both_and_type": _share(right, rows),
            "type_anywhere": _share(anywhere, rows),
            "events_a_sentence": _share(count, rows),
        },
    )


def dice(found: WordRange | None, gold: WordRange) -> float:
    """Compute the Dice coefficient of two ranges of words.

    >>> dice((0, 2), (1, 3))
    0.5
    """
    if found is None:
        return 0.0
    shared = max(0, min(found[1], gold[1]) - max(found[0], gold[0]))
    return 2 * shared / (found[1] - found[0] + gold[1] - gold[0])


def _type_given(tagger: Tagger, words: Words, actor: WordRange, recipient: WordRange) -> str:
    """Choose the type with the highest probability over all words of the sentence."""
    part = next(tagger.read(words))
    window = part.windows[0]
    cells = tagger.event_cells(part, (window.start, window.end), actor, recipient).astype(np.float64)
    return EVENT_TYPES[int(np.exp(cells - cells.max()).sum(axis=0).argmax())]


def _holds(found_events: Sequence[FoundEvent], row: CodedSentence) -> bool:
    return any(one.type == row.type for one in found_events)


def _share(part: int, rows: Sequence[CodedSentence]) -> float:
    return round(part / len(rows), 3)


if __name__ == "__main__":
    main()
