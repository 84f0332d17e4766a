"""The kinds of finding, once: the heading over them and the published rule behind each, told in our words."""

from collections.abc import Mapping
from dataclasses import dataclass

from whence.records.ledger import FindingKind

__all__ = ["FINDING_KINDS", "FindingKindEntry", "docs_page"]

_AP = "AP, Statement of News Values and Practices"
_AP_STYLE = "AP Stylebook"
_REUTERS = "Reuters, Handbook of Journalism"
_TIMES = "The New York Times, Guidelines on Integrity"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKindEntry:
    """What readers are shown with every finding of one kind."""

    heading: str
    """The heading over the findings of this kind; it never says whether anything is true."""
    rule: str
    """The published rule, after the name of the standard."""


FINDING_KINDS: Mapping[FindingKind, FindingKindEntry] = {
    "unnamed-only": FindingKindEntry(
        heading="Told by an unnamed source alone",
        rule=f"{_AP}, anonymous sources: seek a second source where one is not named",
    ),
    "anonymity-without-reason": FindingKindEntry(
        heading="Not named, and no reason given",
        rule=f"{_AP}, anonymous sources: tell why the source asked not to be named",
    ),
    "bare-source": FindingKindEntry(
        heading="Nothing is told of the source",
        rule=f"{_REUTERS}, sourcing: describe an unnamed source as closely as can be",
    ),
    "plural-for-one": FindingKindEntry(
        heading="Several are said to speak where one does",
        rule=f"{_REUTERS}, sourcing: never write of sources where there was one",
    ),
    "second-hand": FindingKindEntry(
        heading="By way of another outlet",
        rule=f"{_AP}, credit: say what was taken from others, and seek to confirm it oneself",
    ),
    "unlinked-document": FindingKindEntry(
        heading="A document without title, issuer or link",
        rule=f"{_REUTERS}, sourcing: say which document it is and how it was come by",
    ),
    "no-source": FindingKindEntry(
        heading="Somebody’s word, and nobody is named for it",
        rule=f"{_REUTERS}, attribution: whatever is not plain fact needs a source in view",
    ),
    "headline-attribution": FindingKindEntry(
        heading="The headline leaves out who says so",
        rule=f"{_REUTERS}, headlines: a headline has to be borne out by the text and keep its sourcing",
    ),
    "headline-hedge": FindingKindEntry(
        heading="The headline leaves out a hedge",
        rule=f"{_TIMES}, headlines: no surer than the text beneath",
    ),
    "headline-overstates": FindingKindEntry(
        heading="The headline says more than the text, or other",
        rule=f"{_TIMES}, headlines: no more than the text beneath",
    ),
    "disagreement": FindingKindEntry(
        heading="Two places that differ",
        rule=f"{_AP}, accuracy: figures, names and dates have to agree",
    ),
    "role-contradicted": FindingKindEntry(
        heading="A role that the tables have at another time",
        rule=f"{_AP}, accuracy: check titles and offices",
    ),
    "scare-quotes": FindingKindEntry(
        heading="Quotation marks around nobody’s words",
        rule=f"{_AP_STYLE}, quotation marks: none around ordinary words that nobody is quoted for",
    ),
    "denied": FindingKindEntry(
        heading="Told, and denied by somebody",
        rule=f"{_REUTERS}, accuracy and balance: where accounts conflict, show both side by side",
    ),
    "no-response": FindingKindEntry(
        heading="Accused, and not heard",
        rule=f"{_AP}, responses: make every effort to reach whoever is shown in a bad light, and say so",
    ),
}
"""Every kind, in the order in which findings are shown."""


def docs_page(kind: FindingKind) -> str:
    """Name the page of the documentation on a kind.

    >>> docs_page("denied")
    'docs/findings/denied.md'
    """
    return f"docs/findings/{kind}.md"
