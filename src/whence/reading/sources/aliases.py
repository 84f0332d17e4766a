"""Aliases: by which other names a report calls a source."""

from collections.abc import Iterator

from whence.language.gazetteer import kind_of_noun
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["aliases_of"]

_AREAS = frozenset({"county", "city", "township", "parish", "borough", "valley"})
"""What the name of an area ends with that a body is of: "Skerry County" of the Skerry County Sheriff's Office."""


def aliases_of(document: Document, speaker: Speaker) -> tuple[str, ...]:
    """List the other names of a speaker, in the order of the text.

    The same name in other letters or with another apostrophe is no other name; nor is the half of a hyphened one, the
    place of a body ("Marram" of the Marram Police Department), or a noun for any body ("Office").
    """
    if speaker.entity is None:
        return ()
    known = {_folded(speaker.name)}
    found = []
    for shown in _shown(document, speaker):
        if _folded(shown) not in known:
            known.add(_folded(shown))
            found.append(shown)
    return tuple(found)


def _shown(document: Document, speaker: Speaker) -> Iterator[str]:
    entity, words = speaker.entity, document.words
    for name in entity.mentions if entity else ():
        around = [i for i in (name.start - 1, name.end) if 0 <= i < len(words) and words.texts[i] == "-"]
        is_half = any(
            words.ends[i - 1] == words.starts[i] and words.starts[i + 1 : i + 2] == (words.ends[i],)
            for i in around
            if i
        )
        is_place = entity is not None and entity.kind != "place" and name.kind == "place" and not entity.country
        shown = document.shown((name.start, name.end)).removesuffix("’s").removesuffix("'s")
        is_noun = name.end == name.start + 1 and kind_of_noun(shown) == "organisation"
        is_area = name.end - name.start > 1 and words.lower[name.end - 1] in _AREAS and _is_longer(speaker, shown)
        is_family = speaker.kind == "person" and shown in {f"{word}s" for word in speaker.name.split()}
        if not (is_half or is_place or is_noun or is_area or is_family or _is_another_body(speaker, shown)):
            yield shown


def _is_another_body(speaker: Speaker, shown: str) -> bool:
    """Check for a name that shares no more than the noun for a body: "Justice Department" of "State Department"."""
    own, other = _folded(speaker.name).split(), _folded(shown).split()
    if speaker.kind != "organisation" or min(len(own), len(other)) < 2 or own[-1] != other[-1]:  # noqa: PLR2004
        return False
    return kind_of_noun(own[-1]) == "organisation" and set(own[:-1]).isdisjoint(other[:-1])


def _is_longer(speaker: Speaker, shown: str) -> bool:
    return speaker.kind == "organisation" and len(speaker.name.split()) > len(shown.split())


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
