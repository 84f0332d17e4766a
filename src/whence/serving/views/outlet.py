"""One outlet: what its reports rest on over time, whose words they have, and what they changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.archive.archive import Archive
from whence.records.answers import Count
from whence.records.form.profiles_form import OutletDetailsForm, outlet_details_to_form
from whence.records.profiles import OutletDetails, OutletMonth
from whence.records.sourcing_mix import ALL_FOOTINGS, Footing
from whence.serving.parameters import Asked, Parameter
from whence.serving.view import JsonForm, Table, View
from whence.showing.marks import one_line
from whence.showing.wording import under_headings

__all__ = ["OUTLET", "OutletShown"]

_NAME = Parameter(
    name="name", about="The publisher's name, or the host of reports without a publisher.", most=300, is_required=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A part of a month's bar: what a share of the text rests on."""

    footing: Footing
    share: float
    start: float
    """Where it begins, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletShown:
    """An outlet, as its page needs it."""

    details: OutletDetails

    @property
    def findings(self) -> list[Count]:
        """Findings by kind, under their headings."""
        return under_headings(self.details.findings)

    def bands(self, month: OutletMonth) -> Sequence[Band]:
        """Lay the shares of a month one after the other."""
        bands, start = [], 0.0
        for footing in ALL_FOOTINGS:
            share: float = getattr(month, footing)
            bands.append(Band(footing=footing, share=share, start=start))
            start += share
        return bands


def _show_outlet(archive: Archive, asked: Asked) -> OutletShown:
    return OutletShown(details=archive.outlet(asked.text(_NAME.name) or ""))


OUTLET: View[OutletShown] = View(
    path="/outlet",
    title="Outlet",
    about="What an outlet's reports rest on over time, whose words they have, and what was changed silently.",
    ask=_show_outlet,
    template="outlet.html",
    json=JsonForm(kind=OutletDetailsForm, write=lambda found: outlet_details_to_form(found.details)),
    parameters=(_NAME,),
    table=Table(kind=OutletMonth, rows=lambda found: found.details.months),
    heading=lambda found: one_line(found.details.name),
)
