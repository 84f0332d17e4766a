"""Speakers to the sources of a ledger, with all that the report says of each."""

from collections.abc import Sequence

from whence.language.gazetteer import country_in
from whence.reading.crediting import Credit
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.named_entities import NamedText
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Naming, Source
from whence.records.report import Span

__all__ = ["list_sources"]


def list_sources(
    known: NamedText, credited: Sequence[Credit], speakers: Speakers
) -> tuple[tuple[Source, ...], dict[int, str]]:
    """Make a source of each speaker, in the order of first mention.

    Args:
        known: The report, with its names.
        credited: Who stands behind each attribution, and passed it on.
        speakers: Where the bodies that people speak for are found.

    Returns:
        The sources, and the id of each speaker by its identity.
    """
    used: dict[int, Speaker] = {}
    for one in credited:
        for speaker in (*([one.speaker] if one.speaker else ()), *one.relays):
            used.setdefault(id(speaker), speaker)
    bodies = {key: _affiliation(known, speaker, speakers) for key, speaker in list(used.items())}
    for body in bodies.values():
        if body is not None:
            used.setdefault(id(body), body)
    mentions = {key: _mentions(known, speaker) for key, speaker in used.items()}
    order = sorted(used, key=lambda key: mentions[key][0])
    ids = {key: f"s{number}" for number, key in enumerate(order, 1)}
    return tuple(
        _source(known, used[key], mentions[key], ids[key], _id_of(bodies.get(key), used[key], ids)) for key in order
    ), ids


def _id_of(body: Speaker | None, speaker: Speaker, ids: dict[int, str]) -> str | None:
    return ids[id(body)] if body is not None and body is not speaker else None


def _source(known: NamedText, speaker: Speaker, mentions: Sequence[Span], own: str, body: str | None) -> Source:
    roles = sorted(set(known.spans(speaker.roles)))
    return Source(
        id=own,
        name=speaker.name,
        kind=speaker.kind,
        naming=_naming(speaker),
        aliases=_aliases(known, speaker),
        role_spans=tuple(roles),
        affiliation=body,
        country=_country(speaker, [_shown(known, role) for role in roles], _shown(known, mentions[0])),
        is_plural=speaker.is_plural,
        is_unresolved=speaker.is_unresolved,
        mentions=tuple(mentions),
    )


def _mentions(known: NamedText, speaker: Speaker) -> list[Span]:
    named = [(name.start, name.end) for name in speaker.entity.mentions] if speaker.entity else []
    return sorted(set(known.spans([*named, *speaker.mentions])))


def _naming(speaker: Speaker) -> Naming:
    if speaker.entity is not None or speaker.is_named_within:
        return "named"
    if speaker.is_withheld:
        return "withheld"
    return "bare" if speaker.is_bare else "described"


def _aliases(known: NamedText, speaker: Speaker) -> tuple[str, ...]:
    if speaker.entity is None:
        return ()
    shown = [known.shown((name.start, name.end)) for name in speaker.entity.mentions]
    bare = [name.removesuffix("’s").removesuffix("'s") for name in shown]
    return tuple(name for name in dict.fromkeys(bare) if name != speaker.name)


def _affiliation(known: NamedText, speaker: Speaker, speakers: Speakers) -> Speaker | None:
    """Find the body that a person or group belongs to by the words beside: "a spokesman for Northarm"."""
    if speaker.kind not in {"person", "group"}:
        return None
    for run in (*speaker.roles, *(speaker.qualified if speaker.entity is None else ())):
        for name in known.names_in(run):
            if name.kind == "organisation":
                return speakers.named(name)
    return None


def _country(speaker: Speaker, roles: Sequence[str], described: str) -> str | None:
    if speaker.entity is not None and speaker.entity.kind != "person":
        return speaker.entity.country
    return country_in(roles if speaker.entity is not None else [described])


def _shown(known: NamedText, span: Span) -> str:
    return " ".join(span.of(known.text).split())
