"""One claim: who says it in which words, who says otherwise, and what it rests on."""

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from whence.archive.archive import Archive
from whence.records.claims import ClaimDetails
from whence.records.form.claims_form import ClaimDetailsForm, details_to_form
from whence.serving.parameters import Asked
from whence.serving.places import place_of
from whence.serving.view import JsonForm, Sheet, View
from whence.showing.claims import (
    SameWording,
    WordRun,
    claim_csv,
    diff_words,
    group_wordings,
    is_denial,
    list_alterations,
)
from whence.showing.html.origins_picture import draw_origins
from whence.showing.marks import one_line
from whence.showing.origins import Reason, list_reasons, quoted_claim, summarise_origins

__all__ = ["CLAIM", "ClaimShown"]


@dataclass(frozen=True, kw_only=True)
class ClaimShown:
    """A claim, as its page needs it."""

    details: ClaimDetails

    @property
    def title(self) -> str:
        """The words of the claim, in quotation marks."""
        return quoted_claim(self.details.claim.text)

    @property
    def is_denied(self) -> bool:
        """True if the words are what somebody denies."""
        return is_denial(self.details)

    @property
    def summary(self) -> str:
        """How many reports, outlets and origins it has."""
        return summarise_origins(self.details.origins)

    @property
    def reasons(self) -> list[Reason]:
        """Why the counts are what they are."""
        return list_reasons(self.details.origins)

    @cached_property
    def groups(self) -> list[SameWording]:
        """The words of each report."""
        return group_wordings(self.details)

    def drift(self, group: SameWording) -> list[WordRun]:
        """Compare altered quoted words with those of the first report that quotes them; empty if they are as there."""
        wording = group.wording
        if wording.version is None or not list_alterations(wording):
            return []
        others = [one for one in self.details.wordings if one.appearances[0].report == wording.version.reports[0]]
        return diff_words(one_line(others[0].text), one_line(wording.text)) if others else []

    def picture(self, *, is_whole: bool) -> Markup:
        """Draw the origins, from page to source; each report is a link to the words in it, unless there is no desk."""
        links: dict[str, str] = {}
        for wording in self.details.wordings:
            one = wording.appearances[0]
            links.setdefault(one.report, place_of(one))
        words = self.details.claim.text
        drawn = draw_origins(self.details.origins, words, links={} if is_whole else links)
        return Markup(drawn)  # noqa: S704 -- all text in it is escaped


def _show_claim(archive: Archive, asked: Asked) -> ClaimShown:
    return ClaimShown(details=archive.claim(asked.text("id") or ""))


CLAIM: View[ClaimShown] = View(
    path="/claim/{id}",
    title="Claim",
    about="A claim: its words in each report, who says otherwise, and the origins that it rests on.",
    ask=_show_claim,
    template="claim.html",
    json=JsonForm(kind=ClaimDetailsForm, write=lambda found: details_to_form(found.details)),
    table=Sheet(write=lambda found: claim_csv(found.details)),
    heading=lambda found: found.title,
    rests_on_links=lambda _: True,
)
