"""The first view: the latest reports as they arrive, and how much the archive holds."""

from dataclasses import dataclass

from whence.archive.archive import Archive
from whence.records.answers import Held, Refused
from whence.serving.parameters import Asked
from whence.serving.view import JsonForm, View

__all__ = ["HOME", "READ"]

_LATEST = 30
_LAST_REJECTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first view's answer."""

    reports: int
    """Number of reports in the archive."""
    rejected: int
    """Number of inputs that could not be read."""
    is_linked: bool
    """True if all reports are linked with the others; only linked ones count for stories, claims and origins."""
    latest: tuple[Held, ...]
    """The reports that arrived last, the newest first."""
    refused: tuple[Refused, ...]
    """The inputs that could not be read, those tried last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The answer of the view where reports are added."""

    rejected: int
    """Number of inputs that could not be read."""
    refused: tuple[Refused, ...]
    """Those tried last."""


def _show_home(archive: Archive, _: Asked) -> Home:
    holdings = archive.holdings()
    return Home(
        reports=holdings.reports,
        rejected=holdings.rejected,
        is_linked=not archive.count_unlinked(limit=1),
        latest=tuple(archive.reports(limit=_LATEST, order="added")),
        refused=tuple(archive.rejected(limit=_LAST_REJECTED)),
    )


def _show_reading(archive: Archive, _: Asked) -> Reading:
    return Reading(rejected=archive.holdings().rejected, refused=tuple(archive.rejected(limit=4 * _LAST_REJECTED)))


HOME: View[Home] = View(
    path="/",
    title="Latest reports",
    about="The reports that arrived last, and how much the archive holds.",
    ask=_show_home,
    template="home.html",
    json=JsonForm(kind=Home),
    feed=lambda found: found.latest,
)
READ: View[Reading] = View(
    path="/read",
    title="Read",
    about="The inputs that could not be read, those tried last.",
    ask=_show_reading,
    template="read.html",
    json=JsonForm(kind=Reading),
    is_in_menu=True,
)
