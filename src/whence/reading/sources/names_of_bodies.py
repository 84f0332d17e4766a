"""By which of its names a body goes, once all of a report's names are clustered.

A report introduces a body by its full name and shortens that later. What comes the other way round is no fuller name:
of "Northarm … Northarm … the Northarm Chirper account" the body is Northarm.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from whence.language.gazetteer import country_of, is_region, kind_of_noun
from whence.language.words import Words
from whence.reading.model.decode import Name
from whence.reading.sources.entities import Entity

__all__ = ["go_by_their_names"]

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
    for entity in entities:
        if entity.kind == "person" or len(entity.full) == 1:
            yield entity
            continue
        maker = _maker(entity, tokens_of)
        if maker is not None:
            yield maker
        if short := _known_before(words, entity, tokens_of):
            entity.name = short
        yield entity


def _maker(entity: Entity, tokens_of: Callable[[Name], tuple[str, ...]]) -> Entity | None:
    """Take the maker out of a product that the report calls by its own word: "Orval" of "Orval Stadium … Stadium"."""
    if len(entity.full) != 2 or kind_of_noun(entity.full[1]) is not None:  # noqa: PLR2004 -- a maker and a product
        return None
    first, second = ([one for one in entity.mentions if tokens_of(one) == (word,)] for word in entity.full)
    is_place = any(one.kind == "place" for one in first) or is_region(entity.full[0])
    if len(first) < _OFTEN or not second or is_place:
        return None
    taken = {one.start for one in first}
    entity.mentions = [one for one in entity.mentions if one.start not in taken]
    return replace(
        entity,
        full=entity.full[:1],
        name=entity.name.split()[0],
        mentions=first,
        genders=set(),
        offices=set(),
    )


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
