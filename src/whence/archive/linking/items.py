"""Items: reports as they are linked, under the ids that the archive has for them."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from whence.archive.storage.id_numbers import hexadecimal, number_of_id
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.errors import ArchiveError
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

__all__ = ["HeldReport", "Item", "held_ledger", "hexadecimal", "number_of_id", "open_item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReport(Report):
    """A report under the id that an archive has for it: that of its first version, and never that of another."""

    key: str

    @property
    def id(self) -> str:
        """The id of the report in the archive."""
        return self.key


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class Item:
    """A report's latest version and its ledger, and what the comparison with others needs of it, made when needed."""

    number: int
    """Number of the report in the tables of links."""
    version: int
    """Number of the version in the archive."""
    ledger: Ledger
    known_mentions: tuple[PlacedMention, ...] | None = field(default=None, compare=False)
    """The claims that it makes, if they are at hand."""

    @property
    def report(self) -> Report:
        """The report, under its id in the archive."""
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
        return story_keys(self.ledger, self._text_words)

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


def open_item(store: Store, version: int) -> Item:
    """Open a version as an item.

    Raises:
        ArchiveError: The version's ledger or text is lost or damaged.
    """
    ledger = held_ledger(store, version)
    return Item(number=number_of_id(ledger.report.id), version=version, ledger=ledger)


def held_ledger(store: Store, version: int) -> Ledger:
    """Get a version's ledger, its report under the id that the archive has for it.

    Raises:
        ArchiveError: The ledger, the text or the id is lost or damaged.
    """
    ledger = ledger_of(store, version)
    sql = "SELECT reports.key FROM versions JOIN reports ON reports.id = versions.report WHERE versions.id = ?"
    row = store.one(sql, (version,))
    if row is None:
        raise ArchiveError(str(store.path), "one of its reports is damaged", "Run whence check --repair on it")
    told = {each.name: getattr(ledger.report, each.name) for each in fields(Report)}
    return replace(ledger, report=HeldReport(**told, key=row[0]))
