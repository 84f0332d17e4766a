"""How likely a pronoun or description means a candidate, and from when on that is believed.

Of pronouns of persons, the most frequent kind, all candidates are weighed against each other by a small network, and
share one probability with nobody. Of other mentions each candidate has its own, by a logistic regression. Both are
fitted on labelled attributions: ``python -m training.whom``.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import Literal

from whence.reading.model.logistic import chance_of, read_weights
from whence.reading.model.networks import chances_by_network, read_network

__all__ = ["CHOSEN", "OFFICES", "TITLED", "TRADES", "Mention", "bounded", "chances_meant", "least_chance", "of_chance"]

Mention = Literal["person", "body", "noun"]
"""A kind of mention: a pronoun of persons, another pronoun, or a description."""
OFFICES = frozenset({
    "judge", "mayor", "senator", "governor", "president", "minister", "doctor", "lawyer", "attorney", "spokesman",
    "spokeswoman", "spokesperson", "professor", "sheriff", "pastor", "ambassador", "court", "ministry",
    "department", "police", "state", "city", "country", "group", "chief", "officer", "interviewer", "reporter", "host",
    "detective", "investigator", "prosecutor", "coroner", "commander", "captain", "sergeant", "lieutenant", "secretary",
    "editor", "principal", "superintendent", "manager", "director", "analyst", "expert", "adviser", "aide", "owner",
    "victim", "witness",
})  # fmt: skip
"""Nouns that only those can mean of whom the report says that they are it."""
TITLED = frozenset({
    "judge", "mayor", "senator", "governor", "minister", "doctor", "professor", "sheriff", "pastor", "ambassador",
})  # fmt: skip
"""Offices that a report tells beside the name of whoever holds them."""
TRADES = frozenset({
    "nurse", "teacher", "driver", "pilot", "priest", "student", "farmer", "engineer", "soldier", "firefighter",
    "paramedic", "surgeon", "journalist", "scientist", "fisherman", "sailor", "skipper", "baker", "cook", "waiter",
    "shopkeeper", "carpenter", "plumber", "mechanic", "neighbour", "neighbor", "tenant", "landlord", "clerk",
})  # fmt: skip
"""What else people are: whoever has another office or trade in the report is not meant by one of these."""
CHOSEN: frozenset[Mention] = frozenset({"person"})
"""Kinds of mention whose candidates are weighed against each other: one choice among all. For the others, with fewer
labels, each candidate by itself was as good or better."""
# Of labelled mentions of the part to read, on which this threshold was chosen too (only the weights are
# cross-validated): 2,612 names right and 123 wrong behind pronouns of persons, 49 and 12 behind other pronouns, 131
# and 14 behind descriptions. Measure again: python -m training.whom
_SURE_OF_NAME = 0.64
_SURE_OF_OTHERS = 0.45
_LEAST_CHANCE = 0.002


def bounded(chance: float) -> float:
    """Keep a probability away from 0 and 1, so that it has log-odds."""
    return min(1 - _LEAST_CHANCE, max(_LEAST_CHANCE, chance))


def of_chance(told: float, chances: Sequence[float]) -> dict[str, float]:
    """Tell what the model says of somebody, and how far that is ahead of the next.

    Args:
        told: The model's probability that this one is meant.
        chances: Those of all who may be meant.

    >>> of_chance(0.5, [0.5, 0.25])["first"]
    1.0
    """
    chance = bounded(told)
    return {
        "model": log(chance / (1 - chance)),
        "share": told / max(_LEAST_CHANCE, sum(chances)),
        "first": float(told >= max(chances, default=0.0)),
    }


def chances_meant(mention: Mention, candidates: Sequence[Mapping[str, float]]) -> list[float]:
    """Estimate the probability of each candidate, given by its features, to be whom a mention means."""
    here = "whence.reading.sources"
    if mention in CHOSEN:
        return chances_by_network(read_network(here, "whom_pronouns.json"), candidates)
    weights = read_weights(here, "likelihood.json")[mention]
    return [chance_of(weights, features) for features in candidates]


def least_chance(*, is_named: bool) -> float:
    """Return the least probability from which a mention is taken to mean somebody.

    A wrong name is worse than none.
    """
    return _SURE_OF_NAME if is_named else _SURE_OF_OTHERS
