"""Events of words, as the model would find them."""

from whence.language.words import segment
from whence.reading.model.decode import FoundEvent, Name
from whence.reading.sources.named_entities import Document

__all__ = ["told"]


def told(text, trigger, *, kind="COERCE", names=(), **parties):
    """Make an event of words: its trigger, and its parties, each the first such words of the text."""
    words = segment(text)

    def run(phrase):
        at = text.index(phrase)
        return words.covering(at, at + len(phrase))

    found = tuple(Name(*run(name), "person", 0.99) for name in names)
    event = FoundEvent(
        trigger=run(trigger)[0],
        type=kind,
        **{side: run(parties[side]) if side in parties else None for side in ("actor", "recipient")},
        chance=0.99,
        type_chance=0.99,
    )
    return Document(text=text, words=words, names=found), event
