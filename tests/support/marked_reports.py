"""Ledgers of sentences whose attributions, names and references are marked by hand."""

import re

from tests.support.ledgers_by_hand import found_in, parse_marked, scanned
from whence.language.words import segment
from whence.reading.attributions.assemble import assemble
from whence.reading.model.decode import Name
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["read", "speakers"]


def read(marked, *, persons=(), organisations=(), places=(), meant=()):
    """Assemble a ledger from ``[1 sources]1``, ``{1 cues}1`` and ``<1 contents>1``, and names wherever they stand.

    Each of ``meant`` gives a pronoun or head, counted among its like, and the words it means with a probability each.
    """
    text, spans = parse_marked(marked)
    words = segment(text)
    found = found_in(words, spans)
    kinds = {"person": persons, "organisation": organisations, "place": places}
    names = [
        Name(*words.covering(*match.span()), kind, 0.99)
        for kind, known in kinds.items()
        for name in known
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    longest = [
        one for one in names if not any(o is not one and o.start <= one.start and one.end <= o.end for o in names)
    ]
    scores = {
        [i for i, word in enumerate(words.texts) if word == pronoun][nth]: {
            i: chance for i, word in enumerate(words.texts) for target, chance in targets.items() if word == target
        }
        for pronoun, nth, targets in meant
    }
    names = sorted(longest, key=lambda one: one.start)
    made = assemble(text, words, found, scanned(words, names=names, meant=scores))
    return Ledger(report=Report(text=text), sources=made.sources, attributions=made.attributions, model="by-hand")


def speakers(ledger):
    """List the name of each attribution's source."""
    names = {source.id: source.name for source in ledger.sources}
    return [names.get(attribution.source) for attribution in ledger.attributions]
