"""What a report's text rests on, to JSON."""

from typing import Annotated, TypedDict

from whence.records.sourcing_mix import SourcingMix

__all__ = ["SourceCountForm", "SourcingForm", "sourcing_to_form"]

_SHARE = {"minimum": 0, "maximum": 1}


class SourceCountForm(TypedDict):
    """The number of sources by naming; a source without a naming counts as described."""

    named: int
    described: int
    withheld: int
    bare: int


class SourcingForm(TypedDict):
    """What the text rests on: shares of its characters.

    White space, the headline's line, and the words for sources and cues are not counted.
    """

    named: Annotated[float, "Attributed to named sources", _SHARE]
    described: Annotated[
        float, "Attributed to sources described without a name, or to pronouns that are not resolved", _SHARE
    ]
    withheld: Annotated[float, "Attributed to sources whose name is withheld, or who are not described", _SHARE]
    documentary: Annotated[float, "Attributed to documents, named or not", _SHARE]
    nobody: Annotated[float, "Attributed without a source", _SHARE]
    own: Annotated[float, "In the page's own voice", _SHARE]
    sources: Annotated[SourceCountForm, "The number of sources by naming"]


def sourcing_to_form(mix: SourcingMix) -> SourcingForm:
    """Turn a mix of sources into its form."""
    counts = dict(mix.sources)
    return {
        "named": mix.named,
        "described": mix.described,
        "withheld": mix.withheld,
        "documentary": mix.documentary,
        "nobody": mix.nobody,
        "own": mix.own,
        "sources": SourceCountForm(
            named=counts["named"], described=counts["described"], withheld=counts["withheld"], bare=counts["bare"]
        ),
    }
