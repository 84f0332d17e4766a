"""The mentions of a report, with what they are compared by."""

from typing import NamedTuple

from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claim_words import ClaimWords
from whence.linking.claims.claims import analyse_claim
from whence.linking.claims.held_mentions import ToldClaim, told_of
from whence.linking.claims.mentions import PlacedMention
from whence.linking.claims.wordings import Rarities, rarities_of, words_key
from whence.linking.prepared.items import Item

__all__ = ["KeptMention", "kept_mentions"]


class KeptMention(NamedTuple):
    """A mention, and what is kept of it to compare it."""

    placed: PlacedMention
    told: ToldClaim
    words: int
    """Equal in two mentions that say a thing in the same words."""
    rarities: Rarities
    is_corrected: bool
    """Whether the report repeats it only to correct it."""

    @property
    def start(self) -> int:
        """Its first character in the report."""
        return self.placed.spans[0].start

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.placed.spans[-1].end


def kept_mentions(item: Item) -> list[KeptMention]:
    """Find the claims that a report makes, in the order of the text."""
    found = []
    for one in item.mentions:
        claim = analyse_claim(one.claim, open_vectors(), _words_of(item, one))
        found.append(KeptMention(one, told_of(one.claim), words_key(claim), rarities_of(claim), item.repeats(one)))
    return found


def _words_of(item: Item, one: PlacedMention) -> ClaimWords | None:
    """Get the words of a claim, unless it is told in other words than the report's: with names for pronouns."""
    is_as_written = " ".join(span.of(item.report.text) for span in one.spans) == one.claim.text
    return item.claim_words.of(one.spans) if is_as_written else None
