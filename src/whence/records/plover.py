"""Event types of PLOVER."""

__all__ = ["EVENT_TYPES"]

EVENT_TYPES = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
)
"""Of PLOVER, in the order of the model's scores. What the manual of 2021 calls CONCEDE and RETREAT is YIELD."""
