"""Whether two numbers are of one thing: both claims count the same, and tell the same of what they count."""

from collections.abc import Iterator
from typing import Literal

from whence.language.english import AUXILIARIES
from whence.language.words import Shape
from whence.linking.claims.claim_vectors import cosines
from whence.linking.claims.claims import AnalysedClaim
from whence.linking.claims.quantities import Quantity

__all__ = ["Matter", "matter_of"]

Matter = Literal["number", "apart", "count", "vote"]
"""What two numbers are of: one count of one thing ("count"), the votes for and against something ("vote"), two counts
("apart": injured and dead people), or unknown."""

_TELLING = 15
"""Least rarity of a word that tells something: "people" has 16, "year" 13."""
_REACH, _BEFORE = 9, 3
"""Words after a number that tell of what it counts, and before it that say what is done to it."""
_LONGEST_HEDGE = 2
"""Words of "at least"."""
_SAME = 0.5
"""Least cosine of two words for one deed: that of "injured" and "wounded" is 0.67, of "killed" and "wounded" 0.44."""
_OTHERS = frozenset({"other", "others", "more", "additional", "further"})
"""What counts those that another number leaves out."""


def matter_of(one: AnalysedClaim, a: Quantity, other: AnalysedClaim, b: Quantity) -> Matter:
    """Find out whether two numbers count things called alike, of which both claims tell the same.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "Police said 6 sailors were wounded", "Seven sailors were injured off Marram", "8 sailors were rescued"
    >>> one, same, other = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> matter_of(one, one.quantities[0], same, same.quantities[0])
    'count'
    >>> matter_of(one, one.quantities[0], other, other.quantities[0])
    'apart'
    """
    if a.unit == b.unit == "votes":
        return "vote"
    # An age, a share or a time of day counts nothing.
    return "number" if a.unit or b.unit else _matter_of_counts(one, a, other, b)


def _matter_of_counts(one: AnalysedClaim, a: Quantity, other: AnalysedClaim, b: Quantity) -> Matter:
    mine, theirs = (list(_after(claim, number)) for claim, number in ((one, a), (other, b)))
    alike = _common(one, mine, other, theirs)
    counted = [i for i in mine[:alike] if one.weights[i] >= _TELLING]
    if not counted or not _OTHERS.isdisjoint(one.words.texts[i].lower() for i in mine[:alike]):
        return "number"
    if any(one.words.texts[i].lower() in AUXILIARIES for i in mine[counted[0] - mine[0] : counted[-1] - mine[0]]):
        return "count"
    done, done_there = _told(one, mine[alike:]), _told(other, theirs[alike:])
    if _are_near(one, done, other, done_there):
        return "count"
    if _is_predicate(one, done) and _is_predicate(other, done_there):
        return "apart"
    is_done_before = not (done and done_there) and _are_near(one, _before(one, a), other, _before(other, b))
    return "count" if is_done_before else "number"


def _is_predicate(claim: AnalysedClaim, words: list[int]) -> bool:
    """Check whether words tell what is done, as after "were"."""
    return bool(words) and claim.words.texts[words[0] - 1].lower() in AUXILIARIES


def _after(claim: AnalysedClaim, number: Quantity) -> Iterator[int]:
    """List the words after a number, up to the next mark or number."""
    _, end = claim.words.covering(number.span.start, number.span.end)
    for i in range(end, min(end + _REACH, len(claim.words))):
        if claim.words.shapes[i] == Shape.PUNCTUATION:
            return
        yield i


def _before(claim: AnalysedClaim, number: Quantity) -> list[int]:
    """Find the last telling word shortly before a number."""
    first, _ = claim.words.covering(number.span.start, number.span.end)
    first -= _LONGEST_HEDGE if number.hedge else 0
    near = range(first - 1, max(-1, first - 1 - _BEFORE), -1)
    return [i for i in near if claim.weights[i] >= _TELLING][:1]


def _common(one: AnalysedClaim, mine: list[int], other: AnalysedClaim, theirs: list[int]) -> int:
    """Count the words that both have in a row at the beginning."""
    pairs = zip(mine, theirs, strict=False)
    return next((n for n, (i, j) in enumerate(pairs) if one.terms[i] != other.terms[j]), min(len(mine), len(theirs)))


def _told(claim: AnalysedClaim, words: list[int]) -> list[int]:
    """List the telling words that stand together next; after "of", those that stand together after them, too."""
    told: list[int] = []
    left = 2 if words and claim.words.texts[words[0]].lower() == "of" else 1
    for i in words:
        if claim.weights[i] >= _TELLING and claim.words.texts[i].lower() not in AUXILIARIES:
            told.append(i)
        elif told and told[-1] == i - 1:
            left -= 1
            if not left:
                break
    return told


def _are_near(one: AnalysedClaim, mine: list[int], other: AnalysedClaim, theirs: list[int]) -> bool:
    """Check whether some word of one claim is the same as, or near in meaning to, one of the other."""
    if {one.terms[i] for i in mine} & {other.terms[j] for j in theirs}:
        return True
    if not mine or not theirs:
        return False
    a = one.vectors.of_each([one.words.texts[i] for i in mine])
    b = other.vectors.of_each([other.words.texts[j] for j in theirs])
    return bool((cosines(a, b) >= _SAME).any())
