"""The kinds of finding, with their headings and the published rules behind them, in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from whence.records.ledger import FindingKind, Genre

__all__ = ["FINDING_KINDS", "FindingKindEntry", "Holder", "docs_page"]

Holder = Literal["source", "words", "passage"]
"""What the findings of a kind are gathered by into one question: the source that they are about, the kind itself for
words that anybody might have said, or the question that they ask."""

_OWN_VOICE: frozenset[Genre] = frozenset({"opinion", "first-person"})
"""Genres in which the writer speaks for himself, in the headline too."""
_SPOKEN: frozenset[Genre] = frozenset({"transcript"})
"""A genre in which every word is a speaker's."""
_GROWING: frozenset[Genre] = frozenset({"live blog"})
"""A genre whose entries are of different times."""
_GAMES: frozenset[Genre] = frozenset({"match report"})
"""A genre in whose words nobody is really robbed, denied or killed."""
_ITEMS: frozenset[Genre] = frozenset({"listing"})
"""A genre without sentences."""

_AP = "AP, Statement of News Values and Practices"
_AP_STYLE = "AP Stylebook"
_REUTERS = "Reuters, Handbook of Journalism"
_TIMES = "The New York Times, Guidelines on Integrity"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKindEntry:
    """The heading and rule shown with every finding of one kind, and how grave such a finding is."""

    heading: str
    """The heading over the findings of this kind; it never says whether anything is true."""
    rule: str
    """The published rule, after the name of the standard."""
    weight: int
    """How grave, from 1 to 6; ``docs/findings/README.md`` has the reason for each."""
    holder: Holder
    idle_in: frozenset[Genre]
    """Genres of report in which such a finding means nothing; ``docs/findings/README.md`` has the reasons."""


FINDING_KINDS: Mapping[FindingKind, FindingKindEntry] = {
    "unnamed-only": FindingKindEntry(
        heading="Only an unnamed source says so",
        rule=f"{_AP}, anonymous sources: seek a second source if the first is not named",
        weight=5,
        holder="source",
        idle_in=_ITEMS,
    ),
    "anonymity-without-reason": FindingKindEntry(
        heading="Unnamed source, and no reason given",
        rule=f"{_AP}, anonymous sources: say why the source asked not to be named",
        weight=2,
        holder="source",
        idle_in=_ITEMS,
    ),
    "bare-source": FindingKindEntry(
        heading="Nothing said about the source",
        rule=f"{_REUTERS}, sourcing: describe an unnamed source as closely as possible",
        weight=2,
        holder="source",
        idle_in=_ITEMS,
    ),
    "plural-for-one": FindingKindEntry(
        heading="“Sources” that may be a single source",
        rule=f"{_REUTERS}, sourcing: never write “sources” for a single source",
        weight=3,
        holder="source",
        idle_in=_SPOKEN | _GROWING | _ITEMS,
    ),
    "second-hand": FindingKindEntry(
        heading="Taken from another outlet",
        rule=f"{_AP}, credit: say what was taken from other media, and try to confirm it yourself",
        weight=3,
        holder="passage",
        idle_in=frozenset(),
    ),
    "unlinked-document": FindingKindEntry(
        heading="A document without title, issuer or link",
        rule=f"{_REUTERS}, sourcing: say which document it is and how it was obtained",
        weight=5,
        holder="source",
        idle_in=_ITEMS,
    ),
    "no-source": FindingKindEntry(
        heading="Hearsay: no source is given",
        rule=f"{_REUTERS}, attribution: anything that is not plain fact needs a source",
        weight=3,
        holder="words",
        idle_in=_SPOKEN | _ITEMS,
    ),
    "headline-attribution": FindingKindEntry(
        heading="The headline leaves out the source",
        rule=f"{_REUTERS}, headlines: a headline must be supported by the text and keep its sourcing",
        weight=4,
        holder="passage",
        idle_in=_OWN_VOICE | _ITEMS,
    ),
    "headline-hedge": FindingKindEntry(
        heading="The headline leaves out a hedge",
        rule=f"{_TIMES}, headlines: a headline must not be more certain than the text",
        weight=4,
        holder="passage",
        idle_in=_OWN_VOICE | _ITEMS,
    ),
    "headline-overstates": FindingKindEntry(
        heading="The headline goes beyond the text",
        rule=f"{_TIMES}, headlines: a headline must not say more than the text",
        weight=4,
        holder="passage",
        idle_in=_GAMES | _ITEMS,
    ),
    "disagreement": FindingKindEntry(
        heading="Two passages disagree",
        rule=f"{_AP}, accuracy: figures, names and dates must agree",
        weight=4,
        holder="passage",
        idle_in=frozenset(),
    ),
    "role-contradicted": FindingKindEntry(
        heading="Office held at another time, by our tables",
        rule=f"{_AP}, accuracy: check titles and offices",
        weight=4,
        holder="passage",
        idle_in=frozenset(),
    ),
    "scare-quotes": FindingKindEntry(
        heading="Scare quotes: nobody is quoted",
        rule=f"{_AP_STYLE}, quotation marks: none around ordinary words that are not a quotation",
        weight=1,
        holder="words",
        idle_in=_SPOKEN | _ITEMS,
    ),
    "denied": FindingKindEntry(
        heading="Disputed within the report",
        rule=f"{_REUTERS}, accuracy and balance: if accounts conflict, give both side by side",
        weight=3,
        holder="passage",
        idle_in=_GAMES | _ITEMS,
    ),
    "no-response": FindingKindEntry(
        heading="Accused, without a response",
        rule=f"{_AP}, responses: make every effort to reach anybody shown in a bad light, and say so",
        weight=6,
        holder="passage",
        idle_in=_GAMES | _ITEMS,
    ),
}
"""Every kind, in the order of `FindingKind`."""


def docs_page(kind: FindingKind) -> str:
    """Path of the documentation page on a kind.

    >>> docs_page("denied")
    'docs/findings/denied.md'
    """
    return f"docs/findings/{kind}.md"
