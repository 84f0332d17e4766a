"""What an archive knows of a source, and of an outlet: to and from JSON."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from whence.records.answers import Count
from whence.records.ledger import Kind
from whence.records.links import Person
from whence.records.profiles import (
    CitedClaim,
    OutletDetails,
    OutletMonth,
    OutletUse,
    RelatedSource,
    SilentChange,
    SourceDetails,
    TakenWords,
)

__all__ = [
    "CountForm",
    "OutletDetailsForm",
    "PersonForm",
    "RelatedSourceForm",
    "SourceDetailsForm",
    "outlet_details_from_form",
    "outlet_details_to_form",
    "source_details_from_form",
    "source_details_to_form",
]

_COUNT = {"minimum": 0}
_SHARE = {"minimum": 0, "maximum": 1}


class CountForm(TypedDict):
    """A name and a number."""

    name: str
    count: Annotated[int, _COUNT]


class PersonForm(TypedDict):
    """A person, organisation or document across reports."""

    id: str
    kind: Kind
    name: Annotated[str, "Fullest name in most of the reports"]
    aliases: Annotated[list[str], "Other names, the commonest first"]
    roles: Annotated[list[str], "Titles, offices and descriptions, the commonest first"]
    countries: Annotated[list[str], "ISO 3166 codes of three letters, the commonest first"]


class RelatedSourceForm(TypedDict):
    """A source or relay that has to do with another source, or with an outlet."""

    name: str
    kind: Kind | None
    entity: Annotated[str | None, "Id of the person, organisation or document; null if it is not linked"]
    attributions: Annotated[int, _COUNT]
    reports: Annotated[int, _COUNT]
    denials: Annotated[int, "How many of the attributions deny what they are about", _COUNT]


class OutletUseForm(TypedDict):
    """How the reports of one publisher cite a source."""

    publisher: Annotated[str, "Empty for reports without a publisher"]
    attributions: Annotated[int, _COUNT]
    reports: Annotated[int, "Reports that cite the source by name", _COUNT]
    unnamed: Annotated[int, "Further reports that have one of its claims from a source whom they do not name", _COUNT]
    first: Annotated[str | None, "Day of publication of the first of these reports, ISO 8601"]
    last: str | None


class CitedClaimForm(TypedDict):
    """A claim that a source is cited for."""

    id: str
    text: Annotated[str, "Its words in the first report that cites the source for it"]
    cited: Annotated[int, "Reports that cite the source for it", _COUNT]
    reports: Annotated[int, "All reports that have it", _COUNT]
    first: Annotated[str | None, "Day of publication of the first report that cites the source for it"]
    appearance: Annotated[str, "Where that report does: its id, a slash, and the attribution's id"]


class SourceDetailsForm(TypedDict):
    """All that linked reports cite a person, organisation or document for."""

    person: PersonForm
    attributions: Annotated[int, _COUNT]
    reports: Annotated[int, _COUNT]
    outlets: Annotated[int, "Outlets whose reports cite it; those of one owner count once", _COUNT]
    first: Annotated[str | None, "Day of publication of the first report that cites it, ISO 8601"]
    last: str | None
    months: Annotated[list[CountForm], "Attributions by month of publication, the earliest first"]
    uses: Annotated[list[OutletUseForm], "By publisher, most attributions first"]
    relays: Annotated[list[RelatedSourceForm], "Through whom it is cited, most attributions first"]
    opponents: Annotated[list[RelatedSourceForm], "Who makes claims that say otherwise than its own"]
    claims: Annotated[list[CitedClaimForm], "Its claims, those that most reports cite it for first, up to a limit"]
    claim_count: Annotated[int, "Number of all its claims", _COUNT]


class OutletMonthForm(TypedDict):
    """What the reports of an outlet rest on in one month, in shares from 0 to 1."""

    month: Annotated[str, "Empty for undated reports"]
    reports: Annotated[int, _COUNT]
    named: Annotated[float, _SHARE]
    described: Annotated[float, _SHARE]
    withheld: Annotated[float, _SHARE]
    documentary: Annotated[float, _SHARE]
    nobody: Annotated[float, _SHARE]
    own: Annotated[float, _SHARE]


class TakenWordsForm(TypedDict):
    """What the reports of an outlet share with those of another publisher that had it first."""

    publisher: Annotated[str, "Empty for reports without a publisher"]
    reports: Annotated[int, "The outlet's reports that have these words", _COUNT]
    words: Annotated[int, _COUNT]
    agency: Annotated[str | None, "The news agency that most of the passages are wire copy of"]


class SilentChangeForm(TypedDict):
    """A later version of a report with other words, and without a notice that says so."""

    report: Annotated[str, "Id of the report"]
    version: Annotated[int, {"minimum": 1}]
    headline: str | None
    added: Annotated[str, "When the later version was added, ISO 8601 in UTC"]
    places: Annotated[int, "Places in headline and text whose words differ", _COUNT]


class MixForm(TypedDict):
    """What texts rest on, in shares from 0 to 1."""

    named: Annotated[float, _SHARE]
    described: Annotated[float, _SHARE]
    withheld: Annotated[float, _SHARE]
    documentary: Annotated[float, _SHARE]
    nobody: Annotated[float, _SHARE]
    own: Annotated[float, _SHARE]


class OutletDetailsForm(TypedDict):
    """What the reports of one outlet rest on over time, in their latest versions."""

    name: str
    owner: Annotated[str | None, "Its owner by the table of owners"]
    siblings: Annotated[list[str], "Other publishers in the archive with this owner"]
    reports: Annotated[int, _COUNT]
    first: Annotated[str | None, "Day of publication of the first report, ISO 8601"]
    last: str | None
    mix: Annotated[MixForm, "What the reports rest on, on average"]
    months: Annotated[list[OutletMonthForm], "The earliest first; the undated reports last"]
    findings: Annotated[list[CountForm], "Findings by kind, most first"]
    taken: Annotated[list[TakenWordsForm], "Whose words its reports have, most words first"]
    relays: Annotated[list[RelatedSourceForm], "Other outlets that its reports cite, or have something through"]
    changed: Annotated[int, "Later versions whose words differ from those before them", _COUNT]
    silent: Annotated[list[SilentChangeForm], "Those without a notice that says so, the latest first"]


def source_details_to_form(details: SourceDetails) -> SourceDetailsForm:
    """Turn what is known of a source into its form."""
    person = details.person
    return {
        "person": {
            "id": person.id,
            "kind": person.kind,
            "name": person.name,
            "aliases": list(person.aliases),
            "roles": list(person.roles),
            "countries": list(person.countries),
        },
        "attributions": details.attributions,
        "reports": details.reports,
        "outlets": details.outlets,
        "first": details.first,
        "last": details.last,
        "months": _counts_to_form(details.months),
        "uses": [
            {
                "publisher": one.publisher,
                "attributions": one.attributions,
                "reports": one.reports,
                "unnamed": one.unnamed,
                "first": one.first,
                "last": one.last,
            }
            for one in details.uses
        ],
        "relays": [_related_to_form(one) for one in details.relays],
        "opponents": [_related_to_form(one) for one in details.opponents],
        "claims": [
            {
                "id": one.id,
                "text": one.text,
                "cited": one.cited,
                "reports": one.reports,
                "first": one.first,
                "appearance": one.appearance,
            }
            for one in details.claims
        ],
        "claim_count": details.claim_count,
    }


def source_details_from_form(form: SourceDetailsForm) -> SourceDetails:
    """Turn a form back into what is known of a source."""
    person = form["person"]
    return SourceDetails(
        person=Person(
            id=person["id"],
            kind=person["kind"],
            name=person["name"],
            aliases=tuple(person["aliases"]),
            roles=tuple(person["roles"]),
            countries=tuple(person["countries"]),
        ),
        attributions=form["attributions"],
        reports=form["reports"],
        outlets=form["outlets"],
        first=form["first"],
        last=form["last"],
        months=_counts_from_form(form["months"]),
        uses=tuple(OutletUse(**one) for one in form["uses"]),
        relays=tuple(RelatedSource(**one) for one in form["relays"]),
        opponents=tuple(RelatedSource(**one) for one in form["opponents"]),
        claims=tuple(CitedClaim(**one) for one in form["claims"]),
        claim_count=form["claim_count"],
    )


def outlet_details_to_form(details: OutletDetails) -> OutletDetailsForm:
    """Turn what is known of an outlet into its form."""
    mix = dict(details.mix)
    return {
        "name": details.name,
        "owner": details.owner,
        "siblings": list(details.siblings),
        "reports": details.reports,
        "first": details.first,
        "last": details.last,
        "mix": {
            "named": mix["named"],
            "described": mix["described"],
            "withheld": mix["withheld"],
            "documentary": mix["documentary"],
            "nobody": mix["nobody"],
            "own": mix["own"],
        },
        "months": [
            {
                "month": one.month,
                "reports": one.reports,
                "named": one.named,
                "described": one.described,
                "withheld": one.withheld,
                "documentary": one.documentary,
                "nobody": one.nobody,
                "own": one.own,
            }
            for one in details.months
        ],
        "findings": _counts_to_form(details.findings),
        "taken": [
            {"publisher": one.publisher, "reports": one.reports, "words": one.words, "agency": one.agency}
            for one in details.taken
        ],
        "relays": [_related_to_form(one) for one in details.relays],
        "changed": details.changed,
        "silent": [
            {
                "report": one.report,
                "version": one.version,
                "headline": one.headline,
                "added": one.added,
                "places": one.places,
            }
            for one in details.silent
        ],
    }


def outlet_details_from_form(form: OutletDetailsForm) -> OutletDetails:
    """Turn a form back into what is known of an outlet."""
    mix = form["mix"]
    return OutletDetails(
        name=form["name"],
        owner=form["owner"],
        siblings=tuple(form["siblings"]),
        reports=form["reports"],
        first=form["first"],
        last=form["last"],
        mix=(
            ("named", mix["named"]),
            ("described", mix["described"]),
            ("withheld", mix["withheld"]),
            ("documentary", mix["documentary"]),
            ("nobody", mix["nobody"]),
            ("own", mix["own"]),
        ),
        months=tuple(OutletMonth(**one) for one in form["months"]),
        findings=_counts_from_form(form["findings"]),
        taken=tuple(TakenWords(**one) for one in form["taken"]),
        relays=tuple(RelatedSource(**one) for one in form["relays"]),
        changed=form["changed"],
        silent=tuple(SilentChange(**one) for one in form["silent"]),
    )


def _counts_to_form(counts: Iterable[Count]) -> list[CountForm]:
    return [{"name": one.name, "count": one.count} for one in counts]


def _counts_from_form(counts: Iterable[CountForm]) -> tuple[Count, ...]:
    return tuple(Count(name=one["name"], count=one["count"]) for one in counts)


def _related_to_form(one: RelatedSource) -> RelatedSourceForm:
    return {
        "name": one.name,
        "kind": one.kind,
        "entity": one.entity,
        "attributions": one.attributions,
        "reports": one.reports,
        "denials": one.denials,
    }
