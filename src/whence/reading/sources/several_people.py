"""Several people without a name: shares and counts of people, two who are joined, the people of a country."""

from itertools import takewhile

from whence.language.english import NUMBER_WORDS, PHRASE_ENDS, POSSESSIVES
from whence.language.gazetteer import country_of, is_region, kind_of_noun, singulars_of
from whence.language.words import Words
from whence.reading.model.decode import WordRange
from whence.reading.sources.agreement import gender_told

__all__ = ["are_several", "is_agent", "is_people_of_country", "tells_shares"]

_SHARE_WITHIN = 6
_SHARES = frozenset(
    {"half", "third", "thirds", "quarter", "quarters", "fourth", "fourths", "percent", "none", "majority"}
)
"""What a share of people begins with: "nearly nine out of ten"."""
_AMOUNTS = frozenset({
    "number", "lot", "lots", "handful", "plurality", "minority", "share", "array", "range", "variety", "%", "more",
    "fewer", "less", "proportion", "percentage", "portion",
})  # fmt: skip
"""What stands before the "of" or "than" of an amount."""
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ee", "ess", "ant", "ent")
"""What nouns for those who do something end with."""
_NO_AGENTS = frozenset({
    "answer", "chapter", "component", "computer", "counter", "cover", "disaster", "element", "error", "factor",
    "folder", "matter", "number", "offer", "order", "power", "process", "register", "river", "server", "stroller",
    "success", "tower", "tracker", "trailer", "weather", "water", "talent", "content", "extent", "event", "incident",
    "precedent", "plant", "grant", "comparison", "progress", "access", "stress", "talks", "per",
})  # fmt: skip
_PEOPLE = frozenset({"person", "group"})
_DETERMINERS = POSSESSIVES | {"a", "an", "the"}


def tells_shares(words: Words, span: WordRange) -> bool:
    """Tell a share or a count of people, "one in five", "fewer than half of the anglers", "a number of pilots".

    And "those surveyed"; but not "more than 300 pages", and not "the third shooting".

    Args:
        words: The report's words.
        span: All that is said of a source.

    >>> from whence.language.words import segment
    >>> tells_shares(segment("42% of anglers"), (0, 4)), tells_shares(segment("More than 300 pages"), (0, 4))
    (True, False)
    """
    texts = [words.lower[i] for i in range(span[0], min(span[1], span[0] + _SHARE_WITHIN))]
    counted = [text for text in texts if text.isdigit() or text in NUMBER_WORDS]
    is_ratio = len(counted) > 1 and not {"in", "out"}.isdisjoint(texts)
    are_those = texts[0] == "those" and texts[1:2] != [] and texts[1].endswith(("ed", "ing"))
    shares = (i for i in range(*span) if words.texts[i] in _SHARES or (i == span[0] and texts[0] in _SHARES))
    are_some = any(i + 1 == span[1] or words.texts[i + 1] in {"of", ","} or words.texts[i] == "percent" for i in shares)
    return is_ratio or are_those or are_some or _counts_people(words, span, texts)


def _counts_people(words: Words, span: WordRange, texts: list[str]) -> bool:
    """Check for people after an amount: "a lot of people", "42% of Drovians", "more than 13 million anglers"."""
    ends = [i for i, text in enumerate(texts) if text in {"of", "than"}]
    if not ends:
        return False
    is_amount = ends[0] > 0 and texts[ends[0] - 1] in _AMOUNTS
    first = span[0] + ends[0] + 1
    counted = takewhile(lambda i: words.lower[i] not in PHRASE_ENDS - {"than"}, range(first, span[1]))
    return is_amount and any(_is_people(words, i) for i in counted)


def _is_people(words: Words, i: int) -> bool:
    word = words.lower[i]
    are_agents = word.endswith("s") and any(is_agent(one) for one in singulars_of(word))
    return kind_of_noun(word) in _PEOPLE or are_agents or is_people_of_country(words.texts[i])


def are_several(words: Words, core: WordRange) -> bool:
    """Tell two who are joined, "the uncle and the aunt", from one who is two things, "a husband and father".

    Args:
        words: The report's words.
        core: A description that ends in a noun for a person.

    >>> from whence.language.words import segment
    >>> are_several(segment("the pilot and her aunt"), (0, 5)), are_several(segment("the pilot and angler"), (0, 4))
    (True, False)
    """
    at = next((i for i in range(core[0] + 1, core[1] - 1) if words.lower[i] == "and"), None)
    if at is None or kind_of_noun(words.lower[at - 1]) not in _PEOPLE:
        return False
    told = {gender_told(words.lower[at - 1]), gender_told(words.lower[core[1] - 1])}
    return words.lower[at + 1] in _DETERMINERS or told == {"m", "f"}


def is_agent(noun: str) -> bool:
    """Check whether a noun in small letters ends like one for somebody who does something.

    >>> is_agent("netmaker"), is_agent("ferryman"), is_agent("statement"), is_agent("removal")
    (True, True, False, False)
    """
    return noun.endswith(_AGENTS) and not noun.endswith("ment") and noun not in _NO_AGENTS


def is_people_of_country(shown: str) -> bool:
    """Tell "the Norwegians" from "the Netherlands".

    >>> is_people_of_country("Norwegians"), is_people_of_country("the Netherlands"), is_people_of_country("Norwegian")
    (True, False, False)
    """
    name = shown.removeprefix("the ").removeprefix("The ")
    return name.endswith("s") and country_of(name) is not None and not is_region(name)
