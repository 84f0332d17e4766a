"""Named sources: what one report says of somebody whom it names, ready to be compared with other reports.

A named source depends on its ledger alone, so nothing that is added later changes it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from whence.language.english import PHRASE_ENDS, ROLES_OF_TITLES
from whence.language.gazetteer import gender_of
from whence.language.idf import idf_of, term_of
from whence.language.iso_dates import days_of
from whence.linking.stories.story_keys import StoryKeys, story_keys
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.name_clusters import bare_tokens
from whence.records.ledger import Kind, Ledger, Source

__all__ = ["NamedSource", "named_sources"]

_ONE_OFFICE = ROLES_OF_TITLES | {
    "supt": "superintendent", "cpl": "corporal", "det": "detective", "cmdr": "commander", "maj": "major",
    "adm": "admiral", "ald": "alderman", "cpt": "captain", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "congresswoman": "congressman",
    "representative": "congressman", "reps": "congressman", "sens": "senator",
}  # fmt: skip
"""Different words for one office."""
_MALE, _FEMALE = frozenset({"mr", "sir", "lord"}), frozenset({"mrs", "ms", "miss", "dame", "lady"})
_KINDS = frozenset({"person", "organisation", "document"})
"""Kinds that are linked: a group, such as "Democrats", is not the same people in every report."""
_MOST_PLACES = 60
_TELLING = 15
"""Least weight of a word that tells something of its bearer; "president" has 18."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A named source of one report, and what the report says of it."""

    id: str
    """The report's id and the source's: ``r:5f0c…/s3``."""
    key: str
    """Hash of the report's id and the name: 16 hexadecimal digits of SHA-256. A later reading finds the same."""
    report: str
    """The report's id."""
    day: int | None
    """Day of publication, as `datetime.date.toordinal` counts; None if the report is not dated to the day."""
    kind: Kind
    forms: tuple[str, ...]
    """The fullest name and the other names in the report, as it writes them."""
    roles: tuple[str, ...] = ()
    """Titles, offices and descriptions beside the names, each once."""
    gender: str | None = None
    """``m`` or ``f``, from titles, the given name or the roles; None if unknown."""
    description: frozenset[str] = frozenset()
    """Terms of the roles and of the affiliation, as `whence.language.idf.term_of` writes them."""
    country: str | None = None
    """ISO 3166 code of three letters."""
    places: frozenset[str] = frozenset()
    """Terms of the places and bodies that the report names: at most 60."""

    @property
    def name(self) -> str:
        """The fullest name in the report."""
        return self.forms[0]


def named_sources(ledger: Ledger, keys: StoryKeys | None = None) -> tuple[NamedSource, ...]:
    r"""List the persons, organisations and documents that a report names as sources, in the ledger's order.

    Descriptions such as "a senior official" are left out: those of two reports are never known to be the same. So are
    sources that are several at once.

    Args:
        ledger: A report's ledger.
        keys: The report's keys, if they are at hand; found again if not.

    >>> from whence.records.report import Report, Span
    >>> text = "The harbour master, Ines Okafor, said it was late."
    >>> okafor = Source(
    ...     id="s1", name="Ines Okafor", kind="person", naming="named",
    ...     role_spans=(Span(0, 18),), mentions=(Span(20, 31),),
    ... )
    >>> ledger = Ledger(report=Report(text=text), sources=(okafor,), attributions=(), model="none")
    >>> [(one.name, sorted(one.description)) for one in named_sources(ledger)]
    [('Ines Okafor', ['harbour', 'master'])]
    """
    report = ledger.report
    names = {source.id: source.name for source in ledger.sources}
    places = _places(ledger, keys or story_keys(ledger))
    told = days_of((report.published or "")[:10])
    seen = Counter[str]()
    found = []
    for source in ledger.sources:
        if source.naming != "named" or source.kind not in _KINDS or source.is_plural or source.members:
            continue
        roles = tuple(dict.fromkeys(span.of(report.text) for span in source.role_spans))
        described = (*roles, names.get(source.affiliation or "", ""))
        seen[source.name] += 1
        found.append(
            NamedSource(
                id=f"{report.id}/{source.id}",
                key=_hash(report.id, source.name, str(seen[source.name])),
                report=report.id,
                day=told[0].toordinal() if told and told[0] == told[1] else None,
                kind=source.kind,
                forms=tuple(dict.fromkeys((source.name, *source.aliases))),
                roles=roles,
                gender=_gender(source, roles) if source.kind == "person" else None,
                description=frozenset(_terms(described)) if source.kind == "person" else frozenset(),
                country=source.country,
                places=places,
            )
        )
    return tuple(found)


def _hash(*parts: str) -> str:
    # A lone surrogate can stand in a Python string; it must not make this fail.
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _terms(phrases: Iterable[str]) -> Iterator[str]:
    """List the terms of phrases, one for all words for an office."""
    for phrase in phrases:
        for word in re.findall(r"[^\W\d_]{2,}", phrase.lower()):
            term = term_of(_ONE_OFFICE.get(word, word))
            if idf_of(term) >= _TELLING:
                yield term


def _gender(source: Source, roles: Iterable[str]) -> str | None:
    """Return a person's gender: from a title, or else from the given name, or else from nouns such as "mother"."""
    heads = [
        list(takewhile(lambda word: word not in PHRASE_ENDS, re.findall(r"\w+", role.lower())))
        for role in (*roles, *(name.split()[0] for name in (source.name, *source.aliases) if name.split()))
    ]
    titles = {words[0] for words in heads if len(words) == 1}
    given = bare_tokens(source.name)
    told: tuple[set[str | None], ...] = (
        {sex for sex, known in (("m", _MALE), ("f", _FEMALE)) if titles & known},
        {gender_of(given[0])} if len(given) > 1 else set(),
        {gender_told(words[-1]) for words in heads if words},
    )
    sexes = next((some for values in told if (some := values - {None})), set())
    return next(iter(sexes)) if len(sexes) == 1 else None


def _places(ledger: Ledger, keys: StoryKeys) -> frozenset[str]:
    """Collect the terms of places and bodies, and the names among the report's heaviest words, without its people's."""
    text = ledger.report.text
    people = {term for source in ledger.sources if source.kind == "person" for term in _words(source.name)}
    names = [span.of(text) for event in ledger.events if event.place for span in event.place.spans]
    names += [source.name for source in ledger.sources if source.kind == "organisation" and source.naming == "named"]
    terms = {term for name in names for term in _words(name)} | keys.names.intersection(keys.keys)
    return frozenset(sorted(terms - people, key=lambda term: (-idf_of(term), term))[:_MOST_PLACES])


def _words(name: str) -> Iterator[str]:
    return (term_of(word) for word in re.findall(r"[^\W\d_]{3,}", name) if word[0].isupper())
