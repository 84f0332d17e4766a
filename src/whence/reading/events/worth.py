"""How likely an event is right, and which of its parties are told.

A wrong party makes an event false, a missing one does not. So each has its own probability, and an event goes without
a party that would make it unsure. By the chain rule, the probability of the whole is that of the type, times that of
the actor if the type is right, times that of the recipient if both are.

Reference:
    Platt, "Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods", 1999
    (a logistic of a model's scores as its calibrated probability).
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from whence.reading.events.evidence import Evidence, party_evidence, type_evidence
from whence.reading.model.decode import FoundEvent, Weight
from whence.reading.sources.named_entities import Document
from whence.records.sure import SURE_EVENT

__all__ = ["Weights", "Worth", "weigh"]

Weights = Mapping[str, Mapping[str, float]]
"""Weight of each feature, by its name, for ``type``, ``actor`` and ``recipient``."""


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
    """
    weights = weights or _weights()
    whole = _chance(document, event, weight, weights)
    if whole >= SURE_EVENT or event.actor is None or event.recipient is None:
        return Worth(event, whole)
    one_sided = [
        replace(event, recipient=None, recipient_chance=1.0),
        replace(event, actor=None, actor_chance=1.0),
    ]
    best = max(
        (Worth(one, _chance(document, one, weight, weights)) for one in one_sided), key=lambda one: one.confidence
    )
    return best if best.confidence >= SURE_EVENT else Worth(event, whole)


def _chance(document: Document, event: FoundEvent, weight: Weight, weights: Weights) -> float:
    chance = _logistic(type_evidence(document, event, weight), weights["type"])
    for side, run in (("actor", event.actor), ("recipient", event.recipient)):
        if run is not None:
            chance *= _logistic(party_evidence(document, event, side), weights[side])
    return chance


def _logistic(evidence: Evidence, weights: Mapping[str, float]) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + exp(-score))


@cache
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        files("whence.reading.events").joinpath("worth.json").read_text("utf-8")
    )
    return found
