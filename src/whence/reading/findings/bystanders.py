"""Findings on people without a name who tell why something was done, or who is to blame for it."""

import re
from collections.abc import Iterator, Sequence

from whence.reading.findings.anonymity import Vouched
from whence.reading.findings.case import Case, finding, quoted
from whence.records.ledger import Attribution, Finding, Source

__all__ = ["accusing_bystanders"]

# "Neighbours", "at least one shop owner on the quay", "witnesses at the scene": people who live by or saw it.
_BYSTANDERS = re.compile(
    r"(?:(?:the|an?|one|another|some|several|many|most|two|three|other|multiple|at least|local|nearby|his|her) )*"
    r"(?:[\w-]+ ){0,2}?(?:witness(?:es)?|neighbou?rs?|residents?|bystanders?|onlookers?|friends?|family(?: members?)?|"
    r"relatives?|people|employees?|workers?|customers?|tenants?|owners?|acquaintances?|patrons|classmates?|locals)"
    r"(?:,? (?:at|in|on|of|from|near|who|and|along|living)\b.*)?",
    re.IGNORECASE,
)
# Why it was done, or what somebody is to blame for.
_BLAMES = re.compile(
    r"\b(?:feud\w*|gang (?:event|members?|activity|violence|fight|war)|gang-related|drug (?:activity|deal\w*|house)|"
    r"dealing drugs|retaliat\w*|revenge|settle the score|"
    r"(?:was|were|is|are|been) (?:a |the )?(?:intended )?target(?:s|ed)?|illegal\w*|history of (?!the\b)|"
    r"domestic (?:violence|abuse)|threaten(?:s|ed)|abus(?:ed|es|ing|ive)|stalk(?:ed|ing)|"
    r"argument (?:that )?(?:led|over|sparked)|(?:started|began) (?:as|over)|stemm(?:ed|ing) from|physical fights?|"
    r"attempted robbery|robbery attempt|was drunk|were drunk|known for|jealous\w*)\b"
)
_NOT = re.compile(r"\b(?:no|not|never|nothing|nobody|without)\b|n[’']t\b")
_TELLS = re.compile(r"\b(?:sa(?:y|ys|id|ying)|t(?:old|ells?)|claim\w*|alleg\w+|believe\w*|according|report(?:s|ed)?)\b")


def accusing_bystanders(case: Case) -> Iterator[Finding]:
    """Find bystanders, without a name, of whose words on a motive or on somebody's guilt nobody else says the like."""
    told = [said for source in case.assembly.sources if (said := _accusing(case, source))]
    others = Vouched(case) if told else None
    for said in told:
        alone = [one for one in said if others and not others.tell(one)]
        if alone:
            shown = case.shown(alone[0].source_spans)
            note = f"Who else can confirm {quoted(shown)}? No named source or document was found."
            yield finding("unnamed-only", alone[0].source_spans, note, alone)


def _accusing(case: Case, source: Source) -> list[Attribution]:
    """List what a source tells of a motive or of somebody's guilt, if it is a bystander without a name."""
    if source.naming != "described" or source.kind not in {"person", "group"} or source.is_unresolved:
        return []
    said = [one for one in case.said_by(source) if _blames(case, one)]
    return said if said and _is_bystander(case, source, said) else []


def _blames(case: Case, one: Attribution) -> bool:
    """Check for what is told of a motive or of somebody's guilt, by the report itself and beneath the headline."""
    told = case.shown(one.content_spans).lower()
    blames = _BLAMES.search(told)
    is_told = bool(one.source_spans) and _TELLS.search(case.shown(one.cue_spans).lower()) is not None
    if blames is None or not is_told or case.is_in_headline(one) or case.around(one):
        return False
    return not _NOT.search(told[: blames.end()])


def _is_bystander(case: Case, source: Source, said: Sequence[Attribution]) -> bool:
    shown = case.shown(said[0].source_spans)
    return _BYSTANDERS.fullmatch(shown) is not None and not case.names_somebody(said[0]) and source.affiliation is None
