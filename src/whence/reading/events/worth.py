"""How likely an event is right, and which of its parties are told.

A wrong party makes an event false, a missing one does not. So each has its own probability, and an event goes without
a party that would make it unsure, if need be without both. By the chain rule, the probability of the whole is that of
the type, times that of the actor if the type is right, times that of the recipient if both are.

Reference:
    Platt, "Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods", 1999
    (a logistic of a model's scores as its calibrated probability).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from whence.reading.events.evidence import Evidence, party_evidence, type_evidence
from whence.reading.events.vector_evidence import vectors_of
from whence.reading.model.decode import FoundEvent, Weight
from whence.reading.model.logistic import (
    VectorWeights,
    chance_of,
    read_vector_weights,
    read_weights,
    vector_score,
)
from whence.reading.sources.named_entities import Document
from whence.records.sure import SURE_EVENT

__all__ = ["Weights", "Worth", "weigh", "with_one_party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the probabilities of ``type``, ``actor`` and ``recipient`` are computed with."""

    features: Mapping[str, Mapping[str, float]]
    """Weight of each feature by its name; what the vectors say is one of them."""
    vectors: VectorWeights


class Worth(NamedTuple):
    """An event as it is told, and the probability that all of it is right."""

    event: FoundEvent
    confidence: float


def weigh(document: Document, event: FoundEvent, weight: Weight, weights: Weights | None = None) -> Worth:
    """Estimate the probability of an event, without the parties that would make it unsure.

    Args:
        document: The report.
        event: The event, with settled parties.
        weight: Certainty scores of the trigger.
        weights: By default those of the package.

    Returns:
        The event with as many parties as it is sure with; with all of them if it is unsure even without any.
    """
    weights = weights or _shipped()
    of_type = _chance("type", event, type_evidence(document, event, weight), weights)
    whole = Worth(event, of_type * _party_chance(document, event, weights))
    if whole.confidence >= SURE_EVENT or of_type < SURE_EVENT:
        return whole
    alone = [Worth(one, of_type * _party_chance(document, one, weights)) for one in with_one_party(event)]
    best = max(alone, key=lambda one: one.confidence, default=whole)
    return best if best.confidence >= SURE_EVENT else Worth(_without_parties(event), of_type)


def with_one_party(event: FoundEvent) -> Iterator[FoundEvent]:
    """Give an event of two parties with either alone: with its actor, then with its recipient.

    >>> told = FoundEvent(trigger=3, type="COERCE", actor=(0, 1), recipient=(5, 7), chance=0.9)
    >>> [(one.actor, one.recipient) for one in with_one_party(told)]
    [((0, 1), None), (None, (5, 7))]
    """
    if event.actor is not None and event.recipient is not None:
        yield replace(event, recipient=None, recipient_chance=1.0)
        yield replace(event, actor=None, actor_chance=1.0)


def _without_parties(event: FoundEvent) -> FoundEvent:
    return replace(event, actor=None, actor_chance=1.0, recipient=None, recipient_chance=1.0)


@cache
def _shipped() -> Weights:
    here = "whence.reading.events"
    return Weights(features=read_weights(here, "worth.json"), vectors=read_vector_weights(here, "worth_vectors.json"))


def _party_chance(document: Document, event: FoundEvent, weights: Weights) -> float:
    """Estimate the probability that all parties of an event are right, given that its type is."""
    chance = 1.0
    for side, run in (("actor", event.actor), ("recipient", event.recipient)):
        if run is not None:
            chance *= _chance(side, event, party_evidence(document, event, side), weights)
    return chance


def _chance(part: str, event: FoundEvent, evidence: Evidence, weights: Weights) -> float:
    said = {"vectors": vector_score(weights.vectors[part], vectors_of(event, part))}
    return chance_of(weights.features[part], evidence | said)
