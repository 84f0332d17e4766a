"""By which of its names a body goes, once all of a report's names are clustered.

A report introduces a body by its full name and shortens that later. What comes the other way round is no fuller name:
of "Northarm … Northarm … the Northarm Chirper account" the body is Northarm.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from whence.language.gazetteer import country_of, is_region, kind_of_noun
from whence.language.words import Shape, Words
from whence.reading.model.decode import Name
from whence.reading.sources.entities import Entity

__all__ = ["go_by_their_names", "is_first_half"]

_OF_FIRMS = frozenset({"inc", "corp", "corporation", "group", "ltd", "plc", "co", "llc", "holdings", "ag", "sa"})
_OFTEN = 2


def go_by_their_names(
    words: Words, entities: list[Entity], tokens_of: Callable[[Name], tuple[str, ...]]
) -> Iterator[Entity]:
    """Name each body as the report does, and part a firm from its product where both go by their own word.

    Args:
        words: The report's words.
        entities: Whom its names name.
        tokens_of: The words of a name in small letters, without titles.

    Returns:
        The entities, in no order.
    """
    bodies = [one for one in entities if one.kind != "person" and len(one.full) > 1]
    yield from (one for one in entities if one.kind == "person" or len(one.full) == 1)
    yield from _shared_makers(bodies, tokens_of)
    for entity in bodies:
        maker = _maker(entity, tokens_of)
        if maker is not None:
            yield maker
        if short := _known_before(words, entity, tokens_of):
            entity.name = short
        yield entity


def is_first_half(words: Words, start: int, end: int) -> bool:
    """Check for the first half of an outlet's name: "The Post" of "The Post-Gazette", not of "the Post-ABC poll".

    Args:
        words: The report's words.
        start: Where the name of another outlet begins.
        end: Where it ends.

    >>> from whence.language.words import segment
    >>> is_first_half(segment("The Post-Gazette"), 0, 2), is_first_half(segment("The Post-ABC poll"), 0, 2)
    (True, False)
    """
    goes_on = words.texts[end : end + 1] == ("-",) and words.shapes[end + 1 : end + 2] == (Shape.TITLE,)
    return goes_on and words.lower[start] == "the" and words.ends[end - 1] + 1 == words.starts[end + 1]


def _shared_makers(bodies: Sequence[Entity], tokens_of: Callable[[Name], tuple[str, ...]]) -> Iterator[Entity]:
    """Take out what two bodies begin with, if that stands alone too: "Orval" of Orval Play and Orval PH."""
    sharing: dict[str, list[Entity]] = {}
    for entity in bodies:
        if kind_of_noun(entity.full[0]) is None and not is_region(entity.full[0]) and _firsts(entity, tokens_of):
            sharing.setdefault(entity.full[0], []).append(entity)
    for group in sharing.values():
        parts = [_taken_out(entity, _firsts(entity, tokens_of)) for entity in group] if len(group) > 1 else []
        for part in parts[:1]:
            part.mentions = sorted((one for each in parts for one in each.mentions), key=lambda one: one.start)
            yield part


def _firsts(entity: Entity, tokens_of: Callable[[Name], tuple[str, ...]]) -> list[Name]:
    """List the mentions of a body by its first word alone; none if that is a place."""
    firsts = [one for one in entity.mentions if tokens_of(one) == entity.full[:1]]
    return [] if any(one.kind == "place" for one in firsts) else firsts


def _taken_out(entity: Entity, mentions: list[Name]) -> Entity:
    """Make a body of its own of the first word of another, and leave that the other mentions."""
    taken = {one.start for one in mentions}
    entity.mentions = [one for one in entity.mentions if one.start not in taken]
    return Entity(kind=entity.kind, full=entity.full[:1], name=entity.name.split()[0], mentions=mentions)


def _maker(entity: Entity, tokens_of: Callable[[Name], tuple[str, ...]]) -> Entity | None:
    """Take the maker out of a product that the report calls by its own word: "Orval" of "Orval Stadium … Stadium"."""
    if len(entity.full) != 2 or kind_of_noun(entity.full[1]) is not None:  # noqa: PLR2004 -- a maker and a product
        return None
    first = _firsts(entity, tokens_of)
    is_alone = any(tokens_of(one) == entity.full[1:] for one in entity.mentions)
    return _taken_out(entity, first) if len(first) >= _OFTEN and is_alone and not is_region(entity.full[0]) else None


def _known_before(words: Words, entity: Entity, tokens_of: Callable[[Name], tuple[str, ...]]) -> str | None:
    """Find the short name by which a report knows a body well before it writes more: more than a firm's ending."""
    full = [one for one in entity.mentions if tokens_of(one) == entity.full]
    if not full:
        return None
    first = min(one.start for one in full)
    counts: Counter[tuple[str, ...]] = Counter()
    beneath: Counter[tuple[str, ...]] = Counter()
    for one in entity.mentions:
        short = tokens_of(one)
        is_part = short in {entity.full[: len(short)], entity.full[-len(short) :]} and short != entity.full
        if is_part and one.kind != "place":
            counts[short] += 1
            beneath[short] += one.start < first and words.paragraphs[one.start] > 0
    short = max(counts, key=lambda one: (counts[one], len(one)), default=())
    if not short or beneath[short] < _OFTEN or counts[short] <= _OFTEN * len(full):
        return None
    added = entity.full[len(short) :] if entity.full[: len(short)] == short else entity.full[: -len(short)]
    if any(word in _OF_FIRMS or kind_of_noun(word) == "organisation" or country_of(word) for word in added):
        return None
    mention = next(one for one in entity.mentions if tokens_of(one) == short)
    return " ".join(words.texts[mention.start : mention.end])
