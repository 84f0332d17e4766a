"""Stories and comparisons in words: shares of a report's words, milestones of a claim, who says it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from whence.records.report import Span
from whence.records.reuse import Shares
from whence.records.stories import Milestone, MilestoneKind, StoryClaim, StoryDetails, StoryReport, Taken
from whence.showing.marks import one_line
from whence.showing.wording import count_of

__all__ = [
    "MILESTONES",
    "claims_of_one_outlet",
    "disputed_claims",
    "name_outlet",
    "outermost",
    "phrase_correction",
    "phrase_shares",
    "phrase_taken",
    "spread_claims",
]

MILESTONES: dict[MilestoneKind, str] = {
    "first": "first",
    "spread": "also",
    "denied": "denied",
    "another number": "other number",
    "another date": "other date",
    "another actor": "other actor",
    "another place": "other place",
    "altered": "altered",
    "correction": "corrected",
    "retraction": "retracted",
}
"""What happens to a claim, as a heading on its timeline."""
_PARTS = (
    ("own", "its own"),
    ("copied", "copied"),
    ("shared", "shared, order unknown"),
    ("quoted", "quoted"),
    ("standing", "standing text"),
)
_UNKNOWN = "unknown outlet"
_UNDISPUTED: frozenset[MilestoneKind] = frozenset({"first", "spread"})
_Claim = TypeVar("_Claim")


def name_outlet(publisher: str | None) -> str:
    """Name an outlet on one line."""
    return one_line(publisher or "") or _UNKNOWN


def outermost(claims: Sequence[_Claim], spans_of: Callable[[_Claim], Sequence[Span]]) -> list[_Claim]:
    """Leave out claims that lie within others of the list, as "it leaks" within "that she said it leaks".

    >>> outermost(["she said it leaks", "it leaks", "it sank"], {
    ...     "she said it leaks": [Span(0, 17)], "it leaks": [Span(9, 17)], "it sank": [Span(20, 27)]
    ... }.__getitem__)
    ['she said it leaks', 'it sank']
    """

    def lies_within(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
        return all(any(one.start <= span.start and span.end <= one.end for one in outer) for span in inner)

    told = [spans_of(claim) for claim in claims]
    # Most lie apart, which their ends tell.
    ends = [(min(span.start for span in own), max(span.end for span in own)) if own else (0, 0) for own in told]
    kept = []
    for claim, own, (start, end) in zip(claims, told, ends, strict=True):
        around = (
            other
            for other, (first, last) in zip(told, ends, strict=True)
            if first <= start and end <= last and other != own
        )
        if not own or not any(lies_within(own, other) for other in around):
            kept.append(claim)
    return kept


def disputed_claims(details: StoryDetails) -> list[StoryClaim]:
    """List the claims of a story that somebody denies, alters, corrects or says otherwise."""
    return [one for one in details.claims if any(each.kind not in _UNDISPUTED for each in one.milestones)]


def spread_claims(details: StoryDetails) -> list[StoryClaim]:
    """List the other claims that several outlets have, those of most outlets first."""
    disputed = {one.id for one in disputed_claims(details)}
    return sorted(
        (one for one in details.claims if one.outlets > 1 and one.id not in disputed), key=lambda one: -one.outlets
    )


def claims_of_one_outlet(details: StoryDetails) -> list[tuple[StoryReport, list[StoryClaim]]]:
    """List, for each report, the claims that no other outlet of the story has."""
    own: dict[str, list[StoryClaim]] = {}
    for claim in details.claims:
        if claim.outlets == 1:
            own.setdefault(claim.milestones[0].report, []).append(claim)
    found = ((one, outermost(own.get(one.id, []), lambda claim: claim.milestones[0].spans)) for one in details.reports)
    return [(report, claims) for report, claims in found if claims]


def phrase_shares(shares: Shares) -> str:
    """Say how much of a report is its own, in percent of its words; parts that there are not are left out.

    >>> phrase_shares(Shares(report="r:1", words=200, quoted=40, standing=0, copied=60, shared=0, own=100))
    '200 words: 50 % its own, 30 % copied, 20 % quoted'
    """
    counts = {"own": shares.own, "copied": shares.copied, "shared": shares.shared}
    counts |= {"quoted": shares.quoted, "standing": shares.standing}
    told = [f"{_percent(counts[name], shares.words)} {words}" for name, words in _PARTS if counts[name]]
    return f"{count_of(shares.words, 'word')}{': ' if told else ''}{', '.join(told)}"


def phrase_taken(taken: Taken, publisher: str | None = None) -> str:
    """Say from whom a report of a publisher has words, or may have them.

    >>> taken = Taken(report="r:2", publisher="The Gazette", words=120, first_by="time", spans=())
    >>> phrase_taken(taken), phrase_taken(taken, "The Gazette")
    ('120 words copied from The Gazette', '120 words copied from another report of its own')
    """
    words = count_of(taken.words, "word")
    is_own = publisher is not None and taken.publisher == publisher
    name = "another report of its own" if is_own else name_outlet(taken.publisher)
    if taken.first_by is None:
        agency = f", both from {one_line(taken.agency)}" if taken.agency else ""
        return f"{words} as in {name}{agency}"
    agency = "" if taken.agency in {None, taken.publisher} else f", wire copy of {one_line(taken.agency or '')}"
    return f"{words} copied from {name}{agency}"


def phrase_correction(milestone: Milestone) -> str:
    """Say what a correction or retraction is about, without its words."""
    verb = "withdraws" if milestone.kind == "retraction" else "corrects"
    if milestone.corrects is None:
        return f"{verb} an earlier report"
    return f"{verb} {'itself' if milestone.corrects == milestone.report else 'its report'}"


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return f"{share:.0f} %" if share >= 1 else "under 1 %"
