"""Items: reports as they are linked, with all that the comparison with others needs of them."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from whence.language.words import Words, segment
from whence.linking.claims.claim_words import WordSource
from whence.linking.claims.mentions import PlacedMention, mentions_of
from whence.linking.people.named_sources import NamedSource, named_sources
from whence.linking.reuse.agencies import find_credits
from whence.linking.reuse.report_words import ReportWords, read_words
from whence.linking.stories.corrections import Notice, find_notice
from whence.linking.stories.story_keys import StoryKeys, story_keys
from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.records.reuse import Credit

__all__ = ["HeldReport", "Item", "under_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReport(Report):
    """A report under the id that it is known by: that of its first version, and never that of another."""

    key: str

    @property
    def id(self) -> str:
        """The id of the report among all reports at hand."""
        return self.key


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class Item:
    """A report's latest version and its ledger, and what the comparison with others needs of it, made when needed."""

    number: int
    """Number of the report in the tables of links."""
    version: int
    """Number of the version."""
    ledger: Ledger
    known_mentions: tuple[PlacedMention, ...] | None = field(default=None, compare=False)
    """The claims that it makes, if they are at hand."""

    @property
    def report(self) -> Report:
        """The report, under its id."""
        return self.ledger.report

    @cached_property
    def _text_words(self) -> Words:
        return segment(self.report.text)

    @cached_property
    def claim_words(self) -> WordSource:
        """Its words, for claims."""
        return WordSource(self.report.text, self._text_words)

    @cached_property
    def story_keys(self) -> StoryKeys:
        """What stories are found by."""
        return story_keys(self.ledger, self._text_words, self.claim_words.terms)

    @cached_property
    def words(self) -> ReportWords:
        """Its words, for passages and quotations."""
        return read_words(self.report, self.ledger.attributions, self._text_words)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """The news agencies that it credits."""
        return find_credits(self.report, self.ledger)

    @cached_property
    def named_sources(self) -> tuple[NamedSource, ...]:
        """The persons, organisations and documents that it names as sources."""
        return named_sources(self.ledger, self.story_keys)

    @cached_property
    def mentions(self) -> tuple[PlacedMention, ...]:
        """The claims that it makes."""
        return mentions_of(self.ledger, self.claim_words) if self.known_mentions is None else self.known_mentions

    @cached_property
    def notice(self) -> Notice | None:
        """What it says that was wrong, before or elsewhere."""
        return find_notice(self.ledger)

    def repeats(self, mention: PlacedMention) -> bool:
        """Check whether it repeats a claim only to correct it, which does not count as making the claim."""
        wrong = self.notice.wrong if self.notice else ()
        return any(one.start < other.end and other.start < one.end for one in mention.spans for other in wrong)


def under_id(ledger: Ledger, key: str) -> Ledger:
    """Give a ledger's report the id that it is known by, whichever version it is."""
    told = {each.name: getattr(ledger.report, each.name) for each in fields(Report)}
    return replace(ledger, report=HeldReport(**told, key=key))
