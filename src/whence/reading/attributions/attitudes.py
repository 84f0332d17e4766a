"""Cues that tell how somebody stands to a thing, or what somebody could say, and not how sure anybody is of it.

Whoever opposes a plan or attacks a rival is against it, and does not say that it is certain. "Asked if she knew" and
"could say" leave open that anything is said at all.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from whence.language.english import CLAUSE_OPENERS, FIRST_PERSON, MAY, SUBJECT_PRONOUNS, base_forms
from whence.language.quotation_marks import Mark
from whence.language.words import Words
from whence.reading.attributions.stance import leaning_of
from whence.reading.model.decode import FoundAttribution
from whence.records.ledger import Level

__all__ = ["is_against", "is_open", "is_permitted", "level_of_saying"]

_OPPOSES = frozenset({
    "abhor", "despise", "detest", "disapprove", "dislike", "hate", "hatred", "loathe", "object", "objection", "oppose",
    "opposition", "rebuff", "resent", "resist", "resistance", "spurn",
})  # fmt: skip
_CRITICISES = frozenset({
    "admonish", "assail", "attack", "bash", "belittle", "bemoan", "berate", "blast", "brush", "castigate", "chastise",
    "chide", "condemn", "condemnation", "criticise", "criticism", "criticize", "decry", "denounce", "deplore", "deride",
    "discredit", "disparage", "downplay", "excoriate", "knock", "lambast", "lambaste", "lash", "malign", "mock",
    "protest", "rail", "rebuke", "revile", "ridicule", "scoff", "slam", "sneer", "tirade", "vilify",
})  # fmt: skip
"""Verbs and nouns of being against a thing and of speaking against it, by their base forms."""
_ANGERED = frozenset({
    "alarmed", "angered", "angry", "annoyed", "appalled", "disgusted", "dismayed", "enraged", "furious", "horrified",
    "incensed", "infuriated", "outraged",
})  # fmt: skip
_AT_A_THING = frozenset({"by", "at", "over", "about", "with"})
_FAVOURS = frozenset({"like", "support", "favor", "favour", "approve", "endorse", "back", "welcome"})
_ACCUSES = (
    "accus",
    "alleg",
    "complain",
    "charg",
    "warn",
    "evidence",
    "claim",
    "case",
    "testif",
    "lawsuit",
    "suing",
    "sued",
)
"""Beginnings of words after which "against" is said of what is told: "testified against"."""
_LONGEST_OF_THING = 3
"""Words of what is no clause, at most: "that unfair decision"."""
_REASONS = frozenset({"for", "as", "because", "saying", "calling"})
"""After one of these stands what somebody says against a thing: "attacked the board for wasting money"."""
_SAYS = frozenset(
    {"say", "argue", "claim", "tell", "ask", "declare", "insist", "point", "respond", "answer", "interpret"}
)
_LOST = frozenset({"stolen", "missing"})
"""What a thing was reported as is what somebody told the police."""
_RULES = frozenset({"rule", "decree", "declare", "order", "decide", "legislate", "permit", "allow"})
_POSSIBLE = frozenset({"may", "might"})
_SEEMING = frozenset((verb, "to") for verb in ("appear", "appears", "appeared", "seem", "seems", "seemed"))
_ABLE = frozenset({"can", "could"})
_DOUBTFUL = re.compile(r"\b(?:not|n['’]t|never|less than) (?:\w+ )?(?:sure|certain)\b|\bunsure\b|\buncertain\b")


_WILLING = re.compile(
    r"\b(?:plea|appeal|bid|push)s? for$|"
    r"\b(?:eager|happy|glad|willing|unwilling|ready|keen|determined|anxious|reluctant|reluctance|unwillingness|"
    r"willingness|readiness|eagerness) to$|"
    r"\b(?:likely|expected|set|poised|scheduled|slated) to (?:\w+ly )?\w+(?: to)?$"
)
_BY_NOBODY = re.compile(r"\b(?:is|are|was|were|been|being) (?:\w+ly )?(?:said|reported|rumou?red|alleged|claimed)$")


def is_against(words: Words, found: FoundAttribution, *, is_negated: bool = False) -> bool:
    """Check whether a cue tells that somebody is against a thing: "opposes the dam", "does not like the dam".

    What is said against it, a clause or a quotation, is said as anything else is.

    Args:
        words: The report's words.
        found: The attribution.
        is_negated: Whether its cue is negated.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("Vesk opposes the new dam.")
    >>> found = FoundAttribution(source=((0, 1),), cue=(1, 2), contents=((2, 5),), confidence=1.0, evidence=none)
    >>> is_against(words, found)
    True
    """
    cue = words.lower[slice(*found.cue)]
    if not found.contents or _is_statement(words, found):
        return False
    forms = {form for word in cue for form in base_forms(word)}
    if is_negated:
        return bool(forms & _FAVOURS) and forms.isdisjoint(_OPPOSES | _CRITICISES)
    if leaning_of(cue).stance != "says":
        return False
    is_set_against = cue[-1] == "against" and not any(word.startswith(_ACCUSES) for word in cue)
    if is_set_against or not forms.isdisjoint(_OPPOSES):
        return True
    is_angered = cue[-1] in _AT_A_THING and not _ANGERED.isdisjoint(cue)
    return (is_angered or not forms.isdisjoint(_CRITICISES)) and not _gives_reason(words, found)


def is_open(words: Words, found: FoundAttribution) -> bool:
    """Check whether a cue leaves open what its source thinks: "not sure", "asked if she knew", "could say".

    Args:
        words: The report's words.
        found: The attribution.
    """
    start, end = found.cue
    cue = words.lower[start:end]
    shown = " ".join(cue)
    begins = " to" if found.contents and words.lower[found.contents[0][0]] == "to" else ""
    if _DOUBTFUL.search(shown) or _WILLING.search(shown + begins):
        return True
    if not found.source and _BY_NOBODY.search(shown):
        return not found.contents or words.lower[found.contents[-1][0]] not in _LOST
    if len(found.source) != 1:
        return False
    first, last = found.source[0]
    is_asked = words.lower[first - 1] in {"if", "whether"} and last <= start if first else False
    if is_asked and first > 1 and words.lower[first - 2] not in {"as", "even"}:
        return True
    return not _ABLE.isdisjoint(cue) and not _SAYS.isdisjoint(cue) and _is_of_another(words, found)


def level_of_saying(words: Words, found: FoundAttribution) -> Level:
    """Return how sure it is that the source says or thinks anything: "may think", "appears to think".

    Args:
        words: The report's words.
        found: The attribution.
    """
    cue = words.lower[slice(*found.cue)]
    if not _POSSIBLE.isdisjoint(cue) and _is_of_another(words, found):
        return "possible"
    return "probable" if any(pair in _SEEMING for pair in pairwise(cue)) else "certain"


def is_permitted(words: Words, found: FoundAttribution, hedges: Sequence[int]) -> bool:
    """Check whether what looks like a hedge tells what is allowed: "the court ruled that they may worship".

    Args:
        words: The report's words.
        found: The attribution.
        hedges: Words of its content.
    """
    is_ruling = not _RULES.isdisjoint(form for word in words.lower[slice(*found.cue)] for form in base_forms(word))
    return is_ruling and bool(hedges) and all(words.lower[i] in MAY for i in hedges)


def _is_of_another(words: Words, found: FoundAttribution) -> bool:
    """Check whether a source is anybody but who speaks: "I may say" is said."""
    return FIRST_PERSON.isdisjoint(words.lower[i] for run in found.source for i in range(*run))


def _is_statement(words: Words, found: FoundAttribution) -> bool:
    """Check whether a content is what somebody says against a thing: a clause, a quotation, or pieces of one."""
    start, end = found.contents[0]
    if words.marks[start] == Mark.OPENS or len(found.contents) > 1:
        return True
    is_of_thing = words.lower[start] == "that" and end - start <= _LONGEST_OF_THING
    is_of_thing = is_of_thing and SUBJECT_PRONOUNS.isdisjoint(words.lower[start + 1 : end])
    return words.lower[start] in CLAUSE_OPENERS and not is_of_thing


def _gives_reason(words: Words, found: FoundAttribution) -> bool:
    """Check for what somebody says against whom: "attacked the board for wasting money"."""
    start, end = found.contents[0]
    return any(words.lower[i] in _REASONS for i in range(start + 1, end))
