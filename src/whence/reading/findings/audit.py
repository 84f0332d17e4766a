"""Run all rules for findings: questions that a careful editor would ask, each with the words behind it. No verdicts."""

from collections.abc import Callable, Iterator, Sequence

from whence.reading.attributions.assemble import Assembly
from whence.reading.findings.anonymity import plural_for_one, unnamed_sources
from whence.reading.findings.bystanders import accusing_bystanders
from whence.reading.findings.case import Case
from whence.reading.findings.contradictions import disagreements
from whence.reading.findings.damaging import pasts_without_source, settled_guilt
from whence.reading.findings.denials import denials
from whence.reading.findings.headline import headline_gaps
from whence.reading.findings.offices import contradicted_roles
from whence.reading.findings.right_of_reply import unanswered
from whence.reading.findings.scare_quotes import scare_quotes
from whence.reading.findings.second_hand import second_hand
from whence.reading.findings.sums import wrong_totals
from whence.reading.findings.tellers import untold_tellers
from whence.reading.findings.unsourced import unlinked_documents, unseen_documents, without_source
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Event, Finding, FindingKind, Genre
from whence.records.report import Report
from whence.records.sure import SURE_ATTRIBUTION

__all__ = ["audit"]

_OF_WORDS: frozenset[FindingKind] = frozenset({"denied", "no-response"})
"""Kinds that the words alone show, even where it is not sure that they attribute anything."""


def audit(report: Report, assembly: Assembly, events: Sequence[Event], genre: Genre | None) -> tuple[Finding, ...]:
    """Find what a careful editor would ask about.

    Args:
        report: The report.
        assembly: Its attributions and sources.
        events: Its events.
        genre: Its genre, in which some kinds of finding mean nothing.

    Returns:
        Findings in the order of the text; at the same position, in the order of the finding kinds.
    """
    case = Case(report=report, assembly=assembly, events=events, genre=genre)
    unsure = {one.id for one in assembly.attributions if one.confidence < SURE_ATTRIBUTION}
    found = [
        finding
        for rule in _RULES
        for finding in rule(case)
        if genre not in FINDING_KINDS[finding.kind].idle_in
        and (finding.kind in _OF_WORDS or not finding.attributions or not unsure.issuperset(finding.attributions))
    ]
    return tuple(sorted(found, key=lambda finding: finding.spans[0]))


_RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    unnamed_sources,
    accusing_bystanders,
    plural_for_one,
    untold_tellers,
    second_hand,
    unlinked_documents,
    unseen_documents,
    without_source,
    pasts_without_source,
    headline_gaps,
    disagreements,
    wrong_totals,
    contradicted_roles,
    scare_quotes,
    denials,
    unanswered,
    settled_guilt,
)
