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
"""PLOVER's event types, in the order of the model's scores. CONCEDE and RETREAT of the 2021 manual are YIELD here."""
