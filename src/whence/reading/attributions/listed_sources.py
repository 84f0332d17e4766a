"""Make the ledger's sources from the speakers of a report: all that it says about each of them."""

from collections.abc import Mapping, Sequence

from whence.language.english import FIELDS_OF_BODIES, TITLES
from whence.language.gazetteer import country_in, find_outlet, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Shape
from whence.reading.attributions.credits import Credit
from whence.reading.attributions.relays import issues
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.aliases import aliases_of
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.fit_roles import CLAUSES, fit_roles, tells_office
from whence.reading.sources.kinds_of_speakers import kind_told
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Kind, Naming, Source
from whence.records.report import Span

__all__ = ["list_sources"]

_HOLD_OFFICES = FIELDS_OF_BODIES | {"commonwealth", "people"}
"""Whose attorney or deputy somebody is called that belongs to no body of that name."""
_OF_FIELDS = frozenset({"secretary", "minister", "chancellor", "affairs", "policy"})
"""Words before which a field stands and no body: "Home Secretary"."""
_BARE_NOUNS = frozenset({"district", "office", "department", "county", "division", "board"})
"""Nouns for any body that name none: "District" of "the District Attorney"."""
_OUTSIDERS = frozenset({
    "user", "users", "fan", "fans", "watcher", "watchers", "star", "stars", "critic", "critics", "competitor",
    "competitors", "rival", "rivals", "customer", "customers", "follower", "followers", "subscriber", "subscribers",
    "viewer", "viewers", "reader", "readers", "opponent", "opponents",
})  # fmt: skip
"""Whoever has to do with a body and is none of it: "Chirper users", "Northarm's rivals"."""
_DIVISIONS = frozenset({
    "college", "council", "county", "court", "department", "district", "hospital", "police", "school", "schools",
    "university",
})  # fmt: skip
"""Nouns that make a body's name of a place's: "Marram | Police", "Skerry school | district"."""


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
            used |= {id(met): met for met in (speaker, *speaker.members) if id(met) not in used}
    bodies = {key: _affiliation(document, speaker, speakers) for key, speaker in list(used.items())}
    for body in bodies.values():
        if body is not None:
            used.setdefault(id(body), body)
    mentions = {key: _mentions(document, speaker) for key, speaker in used.items()}
    order = sorted(used, key=lambda key: mentions[key][0])
    ids = {key: f"s{number}" for number, key in enumerate(order, 1)}
    return tuple(
        _source(document, used[key], mentions[key], ids, _id_of(bodies.get(key), used[key], ids)) for key in order
    ), ids


def _id_of(body: Speaker | None, speaker: Speaker, ids: dict[int, str]) -> str | None:
    return ids[id(body)] if body is not None and body is not speaker else None


def _source(
    document: Document, speaker: Speaker, mentions: Sequence[Span], ids: Mapping[int, str], body: str | None
) -> Source:
    # What two who speak together are called is told of each of them.
    gender = speaker.entity.gender if speaker.entity else None
    roles = () if speaker.members else [run for run in speaker.roles if not _names_another(document, run)]
    runs = fit_roles(document.words, roles, gender)
    kind = kind_told(document.words, speaker)
    return Source(
        id=ids[id(speaker)],
        name=speaker.name,
        kind=kind,
        naming=_naming(speaker, kind),
        aliases=aliases_of(document, speaker),
        role_spans=document.spans(runs),
        affiliation=body,
        members=tuple(ids[id(member)] for member in speaker.members),
        country=_country(document, speaker, runs),
        is_plural=speaker.is_plural,
        is_unresolved=speaker.is_unresolved,
        mentions=tuple(mentions),
    )


def _names_another(document: Document, run: WordRange) -> bool:
    """Check whether words beside a name are a person's name and no more: "Okafor/" before "Ada Brandt"."""
    named = {i for name in document.names_in(run) if name.kind == "person" for i in range(name.start, name.end)}
    joined = {i for i in range(*run) if document.words.lower[i] == "and"}
    return bool(named) and all(
        document.words.shapes[i] == Shape.PUNCTUATION for i in range(*run) if i not in named | joined
    )


def _mentions(document: Document, speaker: Speaker) -> list[Span]:
    named = [(name.start, name.end) for name in speaker.entity.mentions] if speaker.entity else []
    return sorted(set(document.spans([*named, *speaker.mentions])))


def _naming(speaker: Speaker, kind: Kind | None) -> Naming:
    if speaker.entity is not None or (speaker.is_named_within and kind is not None):
        return "named"
    if speaker.is_withheld:
        return "withheld"
    return "bare" if speaker.is_bare else "described"


def _affiliation(document: Document, speaker: Speaker, speakers: Speakers) -> Speaker | None:
    """Find the body that a person or group belongs to, "a spokesman for Northarm", or a document's issuer."""
    if speaker.kind == "document":
        names = (name for run in speaker.qualified for name in document.names_in(run) if issues(document.words, name))
        return speaker.author or next((speakers.named(name) for name in names if name.kind != "place"), None)
    if kind_told(document.words, speaker) not in {"person", "group"}:
        return None
    if speaker.members:
        return None
    for run in (*speaker.roles, *(speaker.qualified if speaker.entity is None else ())):
        bodies = [name for name in document.names_in(run) if _is_body_of(document, run, name)]
        if bodies:
            body = _employer(document, bodies)
            is_bare = body.end == body.start + 1 and document.words.lower[body.start] in _BARE_NOUNS
            return None if is_bare else speakers.named(body)
    return None


def _is_body_of(document: Document, run: WordRange, name: Name) -> bool:
    is_whole = name.kind == "organisation" and _is_whole(document, name, run[1])
    return is_whole and not _is_in_clause(document, run, name) and not _are_outsiders(document, run, name)


def _are_outsiders(document: Document, run: WordRange, name: Name) -> bool:
    """Check for a noun after a body's name that tells who is none of it: "a Chirper user", "Northarm's rivals"."""
    words = document.words
    after = (i for i in range(name.end, run[1]) if words.texts[i] not in APOSTROPHES and words.lower[i] != "s")
    return words.lower[next(after, name.end - 1)] in _OUTSIDERS


def _employer(document: Document, bodies: Sequence[Name]) -> Name:
    """Choose the body that somebody works at: Northarm of "the head of Grid Solutions Europe at Northarm"."""
    words = document.words
    first = words.texts[bodies[0].start : bodies[0].end]
    if any(kind_of_noun(text) == "organisation" for text in first):  # "The Institute for Eels at Quay University"
        return bodies[0]
    before = [words.lower[name.start - 1] if name.start else "" for name in bodies]
    later = next((i for i, word in enumerate(before) if word == "at" or (word == "for" and before[0] == "of")), 0)
    return bodies[0 if before[0] in {"for", "at"} else later]


def _is_in_clause(document: Document, run: WordRange, name: Name) -> bool:
    """Check whether a name stands in what somebody does or undergoes: "the man who robbed Northarm", "named by"."""
    words = document.words.lower
    is_done_by = name.start > run[0] and words[name.start - 1] == "by"
    clause = next((i for i in range(run[0] + 1, name.start) if words[i] in CLAUSES), None)
    return is_done_by or (clause is not None and not tells_office(document.words, clause))


def _is_whole(document: Document, name: Name, end: int) -> bool:
    """Check whether a name is a body's, no word written small and no piece of "Commonwealth's Attorney"."""
    words = document.words
    texts = words.texts[name.start : name.end]
    if all(words.shapes[name.start + i] == Shape.LOWER and text.isalpha() for i, text in enumerate(texts)):
        return False
    if _is_cut(document, name, end):
        return False
    at = name.end + 2
    is_owner = words.texts[name.end : name.end + 1] and words.texts[name.end] in APOSTROPHES
    if not is_owner or at >= len(words) or words.shapes[at] not in CAPITALISED:
        return True
    last = at
    while last + 1 < len(words) and words.shapes[last + 1] in CAPITALISED:
        last += 1
    is_office = words.lower[name.end - 1] in _HOLD_OFFICES
    is_cut = name.start > 0 and words.shapes[name.start - 1] in CAPITALISED
    return not is_office and not is_cut and kind_of_noun(words.texts[last]) != "organisation"


def _is_cut(document: Document, name: Name, end: int) -> bool:
    """Check for the first word of a longer name: "Marram" of "Marram Police", "Home" of "Home Secretary"."""
    words = document.words
    if name.end >= len(words) or words.paragraphs[name.end] != words.paragraphs[name.end - 1]:
        return False
    after = words.lower[name.end]
    is_outlet = find_outlet(document.shown((name.start, name.end))) is not None
    is_body = is_outlet or kind_of_noun(words.texts[name.end - 1]) == "organisation"
    is_office = words.lower[name.end + 1 : name.end + 2] in {("attorney",), ("judge",), ("-",)}
    if is_office and after in {"district", "secretary"}:
        return False
    if (not is_body or after == "district") and after in _DIVISIONS | _OF_FIELDS:
        return True
    if name.end > name.start + 1 or is_outlet:
        return False
    last = name.end
    while last < end and words.shapes[last] in CAPITALISED:
        last += 1
    # "Marram | Street analysts" and "Tide | Show host", but "Northarm Vice President".
    is_title = any(
        words.lower[i] in TITLES or kind_of_noun(words.texts[i]) in {"person", "group"} for i in range(name.end, last)
    )
    return last > name.end and not is_title and not is_body


def _country(document: Document, speaker: Speaker, roles: Sequence[WordRange]) -> str | None:
    if speaker.entity is not None and speaker.entity.kind != "person":
        return speaker.entity.country
    runs = roles if speaker.entity is not None else sorted(speaker.mentions)[:1]
    return country_in(_without_firms(document, run) for run in runs)


def _without_firms(document: Document, run: WordRange) -> str:
    """Write a role without the names of bodies that only sound like a country: "American Airlines", "USA Today"."""
    left: list[str] = []
    at = run[0]
    for name in document.names_in(run):
        noun = document.words.texts[name.end - 1]
        shown = document.shown((name.start, name.end))
        is_public = kind_of_noun(noun) == "organisation" and find_outlet(shown) is None
        if name.kind == "organisation" and name.end - name.start > 1 and not is_public:
            left += [document.shown((at, name.start))] if at < name.start else []
            at = name.end
    return " ".join([*left, *([document.shown((at, run[1]))] if at < run[1] else [])])
