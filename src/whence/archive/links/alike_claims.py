"""Which claims of an archive say what a sentence says, in other words too."""

from collections.abc import Iterator, Mapping

from whence.archive.linking.claim_rows import held_report, open_claims
from whence.archive.links.ids import CURRENT
from whence.archive.query.filters import phrase
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.language.idf import term_of
from whence.linking.claims.claim_features import likeness_of
from whence.linking.claims.claim_keys import rarest_terms
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import AnalysedClaim, ClaimMention, analyse_claim
from whence.linking.claims.wordings import rarities_of

__all__ = ["find_alike"]

_MOST_REPORTS, _MOST_COMPARED = 400, 100
"""Reports whose claims are looked at, and wordings of these that are compared: those that share the rarest words."""
_LEAST_LIKENESS = 400
"""Least likeness of a claim that is listed. Of the tweets of CheckThat! 2020, each of which repeats a fact-checked
claim, 86 in 100 have a claim as like as this, and 88 of 100 of these the right one first."""
_SHORTEST_STEM = 4
"""Letters of a stem that may stand for words that begin with it."""


def find_alike(store: Store, sentence: str) -> dict[int, int]:
    """Find the claims that say what a sentence says, or ask for what it asks.

    Args:
        store: The archive's file.
        sentence: A claim, a question, or some words of one.

    Returns:
        How alike each is, in thousandths, by its number: the most alike first.

    Raises:
        UsageError: The sentence has no word but those that stand in every text.
    """
    asked = analyse_claim(ClaimMention(id="", text=sentence), open_vectors())
    if not rarest_terms(asked):
        fix = "Give a sentence or a question, such as: the ferry sank off Marram"
        raise UsageError(sentence.strip() or '""', "it has no word by which claims are found", fix)
    shared: dict[int, int] = {}
    rarities = rarities_of(asked)
    for item in _reports_with(store, asked):
        for one in held_report(store, item).mentions:
            if weight := sum(rarity for term, rarity in one.rarities.items() if term in rarities):
                shared[one.wording] = weight
    nearest = sorted(shared, key=lambda wording: (-shared[wording], wording))[:_MOST_COMPARED]
    likeness = {key: likeness_of(asked, claim) for key, claim in open_claims(store, nearest).items()}
    return _best_of_each(store, {key: alike for key, alike in likeness.items() if alike >= _LEAST_LIKENESS})


def _best_of_each(store: Store, likeness: Mapping[int, int]) -> dict[int, int]:
    """Give each claim the likeness of its wording that is most alike."""
    rows = store.rows(
        "SELECT DISTINCT claim, wording FROM claim_mentions WHERE wording IN (SELECT value FROM json_each(?))",
        (json_numbers(likeness),),
    )
    best: dict[int, int] = {}
    for claim, wording in sorted(rows, key=lambda row: (-likeness[row[1]], row[0])):
        best.setdefault(claim, likeness[wording])
    return best


def _reports_with(store: Store, asked: AnalysedClaim) -> list[int]:
    """Find the linked reports that have most of the rarest words of a sentence, by the sum of their rarities."""
    sums: dict[int, int] = {}
    for words, rarity in _searched(asked):
        for (version,) in store.rows("SELECT rowid FROM words WHERE words MATCH ?", (words,)):
            sums[version] = sums.get(version, 0) + rarity
    # Half of them may be earlier versions.
    best = sorted(sums, key=lambda version: (-sums[version], version))[: 2 * _MOST_REPORTS]
    rows = store.rows(
        f"SELECT item, version FROM linked WHERE version IN (SELECT value FROM json_each(?)) AND item {CURRENT}",
        (json_numbers(best),),
    )
    return [item for item, version in sorted(rows, key=lambda row: (-sums[row[1]], row[0]))[:_MOST_REPORTS]]


def _searched(asked: AnalysedClaim) -> Iterator[tuple[str, int]]:
    """Write a full-text query for each of the rarest terms: the word itself, or what begins with its stem."""
    words = {term_of(word): word for word in asked.words.texts}
    for term, rarity in rarest_terms(asked):
        options = [phrase(words.get(term, term))]
        stem = term.removesuffix("y")
        if len(stem) >= _SHORTEST_STEM:
            options.append(f"{phrase(stem)} *")
        yield f"{{text}} : ({' OR '.join(options)})", rarity
