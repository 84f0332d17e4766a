"""Claims that point at what stands around them, such that two of them may be on two things though all words agree."""

import re

from whence.linking.claims.claims import AnalysedClaim

__all__ = ["points_elsewhere"]

_POINTING = re.compile(
    r"\b(?:in|of|at|to|from|for|during|with|after|before)\s{1,3}(?:that|those|another)\s{1,3}(?!of\b)[a-z]"
    r"|\bthis\s{1,3}(?:report|story|article)\b",
    re.IGNORECASE,
)
"""What names a thing that was told before, or the report itself: "in that case", "contributed to this report"."""


def points_elsewhere(claim: AnalysedClaim) -> bool:
    """Check whether a claim is on something that it does not name, or is an appeal to readers, who have it every day.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "Two ships sank in that storm", "Get our news of Marram daily!", "Two ships sank off Marram"
    >>> [points_elsewhere(analyse_claim(ClaimMention(id=text, text=text), open_vectors())) for text in texts]
    [True, True, False]
    """
    is_appeal = claim.mention.certainty is None and claim.text.rstrip().endswith("!")
    return is_appeal or _POINTING.search(claim.text) is not None
