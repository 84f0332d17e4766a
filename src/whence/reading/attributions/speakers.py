"""Find the speaker behind each attribution and its relays, and make the ledger's sources from the speakers."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from whence.language.english import HEARSAY, WHERE
from whence.language.gazetteer import country_in
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.attributions.relays import (
    Circumstances,
    carries_as_relay,
    circumstances,
    find_carriers,
    find_cited,
    told_officially,
)
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.named_entities import Document, is_title_case
from whence.reading.sources.noun_phrases import Description
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Naming, Source
from whence.records.report import Span

__all__ = ["Credit", "credit", "list_sources"]


_NEAR_PARAGRAPHS = 1
"""Most paragraphs between two attributions of one source for the second to continue the first's interview or speech."""


_NEAR_WORDS = 4
_BESIDE = frozenset({"and", "like", "including"})
_GOVERNED = frozenset({"for", "of", "to", "by", "with", "both"})
_PARTS_OF_BODIES = frozenset({"panel", "court", "committee", "division", "branch", "arm", "unit", "office", "bench"})


@dataclass(slots=True, kw_only=True)
class Credit:
    """The speaker behind one attribution, and its channel and relays."""

    speaker: Speaker | None
    circumstances: Circumstances
    relays: list[Speaker] = field(default_factory=list)
    source: tuple[WordRange, ...]
    """Words of the source: those found, or, if an outlet cites somebody, the words that name the cited source."""
    is_without_cue: bool = False
    """Whether no words introduce the content, as in a transcript: then the content is the speaker's own words."""


def credit(
    document: Document, found: Sequence[FoundAttribution], outer: Mapping[int, int], speakers: Speakers
) -> list[Credit]:
    """Find the speaker and the relays of each attribution.

    Args:
        document: The report, with its names.
        found: Its attributions, in the order of their cues.
        outer: For each nested attribution, the index of the attribution that contains it.
        speakers: Resolves words to speakers.
    """
    done: dict[int, Credit] = {}
    for i in range(len(found)):
        # Outermost first: a nested attribution depends on the speaker of the attribution around it.
        chain = [i]
        while chain[-1] in outer and chain[-1] not in done:
            chain.append(outer[chain[-1]])
        for one in reversed(chain):
            if one not in done:
                done[one] = _credit_one(document, found[one], done[outer[one]] if one in outer else None, speakers)
    listed = [done[i] for i in range(len(found))]
    _carry_on(document, found, listed)
    return listed


def _credit_one(document: Document, one: FoundAttribution, around: Credit | None, speakers: Speakers) -> Credit:
    words = document.words
    cited = find_cited(words, one)
    source = (cited,) if cited else () if _is_hearsay(words, one.cue) else one.source
    speaker = None
    passed = _passed_on(document, around)
    if cited and one.source:
        passed.append(speakers.find(one.source[0])[0])
    if source:
        others = tuple(_told_of(document, one))
        speaker, described = speakers.find(
            source[0],
            within=around.speaker if around else None,
            is_quoted=around is not None and around.is_without_cue,
            others=others,
        )
        speaker.is_named_within |= _names_itself(document, described, speaker)
    said = circumstances(document, one, speaker.kind if speaker else None)
    if speaker:
        speaker.is_withheld |= bool(said.anonymity_spans)
    passed += [speakers.named(name) for name in find_carriers(document, one)]
    officials = told_officially(words, one)
    if officials:
        passed.append(speakers.find(officials)[0])
    relays = [relay for relay in dict.fromkeys(passed) if relay is not speaker]
    is_without_cue = one.cue[0] == one.cue[1]
    return Credit(speaker=speaker, circumstances=said, relays=relays, source=source, is_without_cue=is_without_cue)


def _is_hearsay(words: Words, cue: WordRange) -> bool:
    """Check whether a cue is one word that says nobody's name: "Okafor allegedly fled" is not what Okafor says."""
    return cue[1] - cue[0] == 1 and words.texts[cue[0]].lower() in HEARSAY


def _told_of(document: Document, one: FoundAttribution) -> Iterator[Name]:
    """Find the names that are not a source's: of what it says, and of what it does that to in the cue's clause.

    Nobody says "Okafor" and means himself, but a body may name itself where it is quoted.
    """
    words = document.words
    end = bisect_right(words.paragraphs, words.paragraphs[min(one.cue[0], len(words) - 1)])
    stop = next((i for i in range(one.cue[1], end) if words.shapes[i] == Shape.PUNCTUATION), end)
    clause = (one.cue[0], min([stop, *(start for start, _ in one.source if start >= one.cue[1])]))
    yield from document.names_in(clause)
    for content in one.contents:
        for name in document.names_in(content):
            if name.kind == "person" or words.marks[name.start] != Mark.INSIDE:
                yield name


def _passed_on(document: Document, around: Credit | None) -> list[Speaker]:
    """List the speakers that pass on a nested attribution: the outer attribution's relays, then its own speaker."""
    if around is None:
        return []
    passed = list(around.relays)
    if around.speaker and around.source:
        shown = document.shown((around.source[0][0], around.source[-1][1]))
        if carries_as_relay(shown, around.speaker.kind):
            passed.append(around.speaker)
    return passed


def _carry_on(document: Document, found: Sequence[FoundAttribution], listed: Sequence[Credit]) -> None:
    """Copy channel and relays to an attribution that continues the same source's interview, speech or document."""
    paragraphs = document.words.paragraphs
    for i in range(1, len(listed)):
        before, here = listed[i - 1], listed[i]
        apart = paragraphs[found[i].cue[0]] - paragraphs[found[i - 1].cue[0]]
        same = here.speaker is not None and here.speaker is before.speaker and apart <= _NEAR_PARAGRAPHS
        if same and not here.relays and here.circumstances.channel is None:
            here.relays = list(before.relays)
            told = before.circumstances
            here.circumstances = replace(here.circumstances, channel=told.channel, channel_spans=told.channel_spans)


def _names_itself(document: Document, found: Description, speaker: Speaker) -> bool:
    """Check for an identifying name in a description: "the Trump campaign", "a study by the Harbour Office"."""
    if found.also:
        return True
    if speaker.kind in {"person", "group"}:
        return speaker.entity is None and _holds_person(document, found.span)
    start, end = found.core
    if speaker.kind == "document" or document.words.texts[found.head].lower() in _PARTS_OF_BODIES:
        start, end = found.span
    named = [name for name in document.names_in((start, end)) if not _tells_where(document, name)]
    placed = {i for name in document.names_in((start, end)) for i in range(name.start, name.end)}
    words = document.words
    large = (i for i in range(start + 1, end) if words.shapes[i] in CAPITALISED and i not in placed)
    return bool(named) or any(not is_title_case(words, i) for i in large)


def _holds_person(document: Document, span: WordRange) -> bool:
    """Check whether a person is named beside others: "the star and her husband Ivo Brandt", "critics like Okafor"."""
    words = document.words
    for name in document.names_in(span):
        before = {words.texts[i].lower() for i in range(max(span[0], name.start - _NEAR_WORDS), name.start)}
        first = name.start == span[0] and words.texts[name.end : name.end + 1] == ("and",)
        if name.kind == "person" and (first or (before & _BESIDE and not before & _GOVERNED)):
            return True
    return False


def _tells_where(document: Document, name: Name) -> bool:
    """Check whether a place name only gives a location: "polls in Marram"."""
    before = document.words.texts[name.start - 1].lower() if name.start else ""
    return name.kind == "place" and before in WHERE


def list_sources(
    document: Document, credited: Sequence[Credit], speakers: Speakers
) -> tuple[tuple[Source, ...], dict[int, str]]:
    """Make a source for each speaker, in the order of first mention.

    Args:
        document: The report, with its names.
        credited: The speaker and relays of each attribution.
        speakers: Finds the bodies that people speak for.

    Returns:
        The sources, and the id of each speaker's source by the speaker's ``id()``.
    """
    used: dict[int, Speaker] = {}
    for one in credited:
        for speaker in (*([one.speaker] if one.speaker else ()), *one.relays):
            used.setdefault(id(speaker), speaker)
    bodies = {key: _affiliation(document, speaker, speakers) for key, speaker in list(used.items())}
    for body in bodies.values():
        if body is not None:
            used.setdefault(id(body), body)
    mentions = {key: _mentions(document, speaker) for key, speaker in used.items()}
    order = sorted(used, key=lambda key: mentions[key][0])
    ids = {key: f"s{number}" for number, key in enumerate(order, 1)}
    return tuple(
        _source(document, used[key], mentions[key], ids[key], _id_of(bodies.get(key), used[key], ids)) for key in order
    ), ids


def _id_of(body: Speaker | None, speaker: Speaker, ids: dict[int, str]) -> str | None:
    return ids[id(body)] if body is not None and body is not speaker else None


def _source(document: Document, speaker: Speaker, mentions: Sequence[Span], own: str, body: str | None) -> Source:
    roles = sorted(set(document.spans(speaker.roles)))
    return Source(
        id=own,
        name=speaker.name,
        kind=speaker.kind,
        naming=_naming(speaker),
        aliases=_aliases(document, speaker),
        role_spans=tuple(roles),
        affiliation=body,
        country=_country(speaker, [_shown(document, role) for role in roles], _shown(document, mentions[0])),
        is_plural=speaker.is_plural,
        is_unresolved=speaker.is_unresolved,
        mentions=tuple(mentions),
    )


def _mentions(document: Document, speaker: Speaker) -> list[Span]:
    named = [(name.start, name.end) for name in speaker.entity.mentions] if speaker.entity else []
    return sorted(set(document.spans([*named, *speaker.mentions])))


def _naming(speaker: Speaker) -> Naming:
    if speaker.entity is not None or speaker.is_named_within:
        return "named"
    if speaker.is_withheld:
        return "withheld"
    return "bare" if speaker.is_bare else "described"


def _aliases(document: Document, speaker: Speaker) -> tuple[str, ...]:
    if speaker.entity is None:
        return ()
    shown = [document.shown((name.start, name.end)) for name in speaker.entity.mentions]
    bare = [name.removesuffix("’s").removesuffix("'s") for name in shown]
    return tuple(name for name in dict.fromkeys(bare) if name != speaker.name)


def _affiliation(document: Document, speaker: Speaker, speakers: Speakers) -> Speaker | None:
    """Find the body that a person or group belongs to, from the words beside it: "a spokesman for Northarm"."""
    if speaker.kind not in {"person", "group"}:
        return None
    for run in (*speaker.roles, *(speaker.qualified if speaker.entity is None else ())):
        for name in document.names_in(run):
            if name.kind == "organisation":
                return speakers.named(name)
    return None


def _country(speaker: Speaker, roles: Sequence[str], described: str) -> str | None:
    if speaker.entity is not None and speaker.entity.kind != "person":
        return speaker.entity.country
    return country_in(roles if speaker.entity is not None else [described])


def _shown(document: Document, span: Span) -> str:
    return " ".join(span.of(document.text).split())
