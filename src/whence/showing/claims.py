"""A claim in words: who says it through whom, how surely, what others say otherwise, how its words were altered."""

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from whence.records.claims import ClaimDetails, ClaimDifference, ClaimWording, DifferenceKind
from whence.records.links import Appearance
from whence.records.reuse import WordChange
from whence.showing.chains import draw_chain
from whence.showing.csv_text import csv_text
from whence.showing.marks import one_line
from whence.showing.origins import name_origins
from whence.showing.wording import phrase_certainty, quoted

__all__ = [
    "SameWording",
    "WordRun",
    "claim_csv",
    "diff_words",
    "group_wordings",
    "is_denial",
    "list_alterations",
    "phrase_difference",
    "phrase_stance",
    "phrase_way",
]

_DIFFERENCES: dict[DifferenceKind, str] = {
    "number": "another number",
    "date": "another date",
    "actor": "somebody else",
    "place": "another place",
}
_NOT_SO, _SO = "says that it is not so", "says that it is so"
_MOST_DIFFERENT = 0.5
"""Greatest share of words that differ in two wordings that are worth comparing word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWording:
    """The same words of the same source, in one report or more."""

    wordings: tuple[ClaimWording, ...]
    """The earliest first."""
    withdrawn: frozenset[str]
    """Ids of the reports of the claim that are withdrawn."""

    @property
    def wording(self) -> ClaimWording:
        """The first of them."""
        return self.wordings[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRun:
    """Words in a row that two wordings share, or that only one of them has."""

    kind: str
    """``same``, ``dropped`` or ``added``."""
    text: str


def claim_csv(details: ClaimDetails) -> str:
    """Write a claim as CSV: a row for each place where a report makes it, and for each claim that says otherwise.

    Reference:
        RFC 4180: lines end in CR LF.
    """
    headings = ["kind", "report", "publisher", "published", "source", "stance", "text", "claim"]
    rows = [
        ["says", one.report, one.publisher, one.published, phrase_way(one), wording.stance, wording.text, ""]
        for wording in details.wordings
        for one in wording.appearances
    ]
    rows += [
        ["otherwise", "", "", "", name_origins(each.origins), "", each.claim.text, each.claim.id]
        for each in details.counterclaims
    ]
    return csv_text(headings, rows)


def group_wordings(details: ClaimDetails) -> list[SameWording]:
    """Gather the wordings of a claim that differ in their reports alone, by first appearance."""
    withdrawn = frozenset(node.id for node in details.origins.nodes if node.withdrawn_by is not None)
    same: dict[tuple[str, ...], list[ClaimWording]] = {}
    for wording in details.wordings:
        told = [one_line(wording.text), phrase_stance(wording), *map(phrase_way, wording.appearances)]
        same.setdefault(tuple(told), []).append(wording)
    return [SameWording(wordings=tuple(group), withdrawn=withdrawn) for group in same.values()]


def is_denial(details: ClaimDetails) -> bool:
    """Check whether the words of a claim are what somebody denies."""
    words = [one for one in details.wordings if one_line(one.text) == one_line(details.claim.text)]
    return bool(words) and all(one.stance == "denies" for one in words)


def phrase_way(one: Appearance) -> str:
    """Say who says it, and through whom, from the source on."""
    if not one.steps:
        return "no source given" if one.is_attributed else "in its own voice"
    return draw_chain([one_line(step.name) or "somebody not named" for step in reversed(one.steps)])


def phrase_stance(wording: ClaimWording) -> str:
    """Say what a source does with the words, and how surely; "" if it just says so."""
    told = [wording.stance, phrase_certainty(wording.certainty) if wording.certainty else None]
    if wording.stance == "denies":
        del told[1]
    return "".join(f" · {each}" for each in told if each not in {None, "says", "certain"})


def phrase_difference(difference: ClaimDifference, *, is_denied: bool = False) -> str:
    """Say what one claim has instead of another, which may be what somebody denies."""
    if difference.kind == "negation":
        return _SO if is_denied else _NOT_SO
    own, other = (quoted(one_line(words)) for words in difference.words)
    return f"{_DIFFERENCES[difference.kind]}: {other}, not {own}"


def list_alterations(wording: ClaimWording) -> list[WordChange]:
    """List how quoted words differ from those of the first report, beyond punctuation and a shorter quotation."""
    changes: Collection[WordChange] = wording.version.changes if wording.version else ()
    return [change for change in changes if change.kind != "punctuation" and not change.is_at_edge]


def diff_words(before: str, after: str) -> list[WordRun]:
    """Compare two wordings word by word; empty if they have too little in common for that.

    >>> [(run.kind, run.text) for run in diff_words("It must move carefully now", "It must move urgently now")]
    [('same', 'It must move'), ('dropped', 'carefully'), ('added', 'urgently'), ('same', 'now')]
    """
    one, other = before.split(), after.split()
    if Indel.normalized_distance(one, other) > _MOST_DIFFERENT:
        return []
    runs: list[WordRun] = []
    for step in Indel.opcodes(one, other):
        kind, words = {
            "equal": ("same", one[step.src_start : step.src_end]),
            "delete": ("dropped", one[step.src_start : step.src_end]),
            "insert": ("added", other[step.dest_start : step.dest_end]),
        }[step.tag]
        # What takes the place of other words stands after them.
        place = len(runs) - (kind == "dropped" and bool(runs) and runs[-1].kind == "added")
        runs.insert(place, WordRun(kind=kind, text=" ".join(words)))
    return runs
