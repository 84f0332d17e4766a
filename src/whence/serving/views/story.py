"""One story: its reports in the order of time, what became of its claims, and what only one outlet has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from whence.archive.archive import Archive
from whence.records.form.stories_form import StoryDetailsForm, story_details_to_form
from whence.records.stories import StoryClaim, StoryDetails, StoryReport
from whence.serving.parameters import Asked
from whence.serving.view import JsonForm, Sheet, View
from whence.showing.marks import one_line
from whence.showing.stories import claims_of_one_outlet, disputed_claims, spread_claims
from whence.showing.terminal.stories import story_csv

__all__ = ["STORY", "StoryShown"]


@dataclass(frozen=True, kw_only=True)
class StoryShown:
    """A story, as its page needs it."""

    details: StoryDetails

    @property
    def title(self) -> str:
        """The headline of the first report."""
        return one_line(self.details.story.headline or "Without a headline")

    @cached_property
    def days(self) -> Sequence[tuple[str, list[StoryReport]]]:
        """The reports by day of publication, undated ones last."""
        found: dict[str, list[StoryReport]] = {}
        for report in self.details.reports:
            found.setdefault((report.published or "")[:10], []).append(report)
        return sorted(found.items(), key=lambda item: item[0] or "~")

    @cached_property
    def disputed(self) -> list[StoryClaim]:
        """Claims that somebody denies, alters, corrects or says otherwise."""
        return disputed_claims(self.details)

    @cached_property
    def spread(self) -> list[StoryClaim]:
        """Undisputed claims of several outlets, those of most first."""
        return spread_claims(self.details)

    @cached_property
    def only(self) -> list[tuple[StoryReport, list[StoryClaim]]]:
        """What each report has that no other outlet of the story has."""
        return claims_of_one_outlet(self.details)

    def report(self, name: str | None) -> StoryReport | None:
        """Find a report of the story by its id."""
        return next((one for one in self.details.reports if one.id == name), None)


def _show_story(archive: Archive, asked: Asked) -> StoryShown:
    return StoryShown(details=archive.story(asked.text("id") or ""))


STORY: View[StoryShown] = View(
    path="/story/{id}",
    title="Story",
    about="A story: its reports in the order of time, the claims that they make, and what became of each.",
    ask=_show_story,
    template="story.html",
    json=JsonForm(kind=StoryDetailsForm, write=lambda found: story_details_to_form(found.details)),
    table=Sheet(write=lambda found: story_csv(found.details)),
    heading=lambda found: found.title,
    rests_on_links=lambda _: True,
)
