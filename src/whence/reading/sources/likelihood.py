"""How likely a pronoun or description must mean somebody, and what counts beside the model's probabilities.

The numbers were chosen on labelled attributions: ``python -m bench.speakers``, ``python -m bench.voices --part read``.
"""

__all__ = ["GOING_ON", "LEAST_LEFT", "OF_ONESELF", "WITHOUT_BREAK", "least_told"]

GOING_ON, WITHOUT_BREAK = 0.3, 0.75
"""How much it counts to have spoken last, and where a sentence or a quotation goes on: "Okafor denied it, but she
admitted ...", "“...,” she said"."""
OF_ONESELF = 0.5
"""How much it counts to be the one whose speech is reported: "Okafor said that she ...\"."""
LEAST_LEFT = 0.05
"""The least that is left of the model's probabilities once those who cannot be meant are left out."""
_OFFICES = frozenset({
    "judge", "mayor", "senator", "governor", "president", "minister", "doctor", "lawyer", "attorney", "spokesman",
    "spokeswoman", "spokesperson", "professor", "sheriff", "pastor", "ambassador", "court", "ministry",
    "department", "police", "state", "city", "country", "group", "chief", "officer", "interviewer", "reporter", "host",
    "detective", "investigator", "prosecutor", "coroner", "commander", "captain", "sergeant", "lieutenant", "secretary",
    "editor", "principal", "superintendent", "manager", "director", "analyst", "expert", "adviser", "aide", "owner",
    "victim", "witness",
})  # fmt: skip
"""Nouns that only those can mean of whom the report says that they are it."""
_SHARE, _MASS, _MASS_OF_BODIES = 0.5, 0.03, 0.2
_SHARE_DESCRIBED, _MASS_DESCRIBED, _MASS_OFFICE = 0.5, 0.2, 0.8


def least_told(noun: str | None, *, is_personal: bool, has_bearers: bool) -> tuple[float, float]:
    """Return what must speak for somebody whom a pronoun or description is taken to mean.

    Args:
        noun: The description's noun; None for a pronoun.
        is_personal: Whether it is a pronoun of persons.
        has_bearers: Whether the report calls anybody by that noun.

    Returns:
        The least share of what speaks for all who are named or met, and the least probability.

    >>> least_told("senator", is_personal=False, has_bearers=False)
    (0.5, 0.8)
    """
    if noun is None:
        return _SHARE, _MASS if is_personal else _MASS_OF_BODIES
    return _SHARE_DESCRIBED, _MASS_OFFICE if noun in _OFFICES and not has_bearers else _MASS_DESCRIBED
