"""Acts that only what they are done to tells from saying: "called 911", "questioned the pilot", "claimed three lives".

Their verbs attribute in other sentences ("called it a lie"), so a list of verbs of action cannot tell them.
"""

import re
from collections.abc import Sequence

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    NEGATIONS,
    OFFICIALS,
    PHRASE_ENDS,
    POSSESSIVES,
    WHERE,
    base_forms,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import Shape, Words
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["acts_upon", "names_only", "spoken_in"]

_PEOPLE = frozenset({"person", "group", "bare"})
_RECEIVING = frozenset({"receive", "get", "got", "take", "took", "field", "answer"})
_CALLS = frozenset({"call", "report", "complaint", "tip"})
_CALLED = frozenset({"call", "calls", "report", "reports"})
_NEAR_CALL, _BEFORE = 4, 6
_ASKING = frozenset({"contact", "reach", "approach", "ask", "email", "call", "request"})
_GOODS = frozenset({
    "reward", "rewards", "discount", "discounts", "refund", "refunds", "prize", "prizes", "orders", "applications",
    "donations", "payments",
})  # fmt: skip
_MONEY = frozenset("$£€¥")
_LIKELY = frozenset({"likely", "unlikely"})
"""What the page itself finds."""
_NEAR = 12
"""Words of a content in which "for comment" is looked for."""
_LIVES = re.compile(r"^(?:[\w,-]+ ){0,3}(?:life|lives)(?: of\b|$)")
_TALKED = re.compile(r"\b(?:sp[eo]ak\w*|spoke|talk(?:s|ed|ing)?|met|meet(?:s|ing)?)\b.*\b(?:with|to)$")
_SOUGHT = re.compile(r"\b(?:look|search|hunt)(?:s|ed|ing)? for$")
_NO_NEWS = re.compile(r"\b(?:no|little|any|few) (?:\w+ )?(?:information|details)\b")
_NAMED = re.compile(r"(?:\b(?:is|are|was|were|been|being|s) (?:\w+ly )?(?:called|named)|titled|entitled|nicknamed)$")
_NAMED_AS = re.compile(r"\b(?:known as|so -?called|so - called)$")
_IMPERSONAL = re.compile(
    r"^it (?:is|was|['’] s|has become|became|becomes)\b.*\b(?:clear|unclear|obvious|evident|apparent|easy|hard|known)\b"
)
_NO_DOUBT = re.compile(r"^(?:there (?:is|was|['’] s) )?no (?:denying|doubt|question|telling|way of knowing)$")
_MADE_SENSE = re.compile(r"\b(?:make|makes|made)\b.*\bsense$")
_WORTH = re.compile(
    r"(?:\bworth \w+ing(?: out)?|\b(?:keep|bear)(?:ing)? in mind|"
    r"\bthere (?:is|was|are|were|['’] s) (?:\w+ )?(?:reasons?|need|way|point) (?:to|in|of) \w+)$"
)
_OPENERS = CLAUSE_OPENERS - {"if"}
_AT_A_PLACE = WHERE | {"on"}


def names_only(words: Words, one: FoundAttribution) -> bool:
    """Check for a cue with which nobody says anything of what is named: "is called", "known as", or auxiliaries alone.

    Args:
        words: The report's words.
        one: An attribution that was found in it.
    """
    cue = [words.lower[i] for i in range(*one.cue)]
    shown = " ".join(cue)
    small = AUXILIARIES | _LIKELY
    telling = [word for word in cue if word[0].isalpha() and word not in small and word not in NEGATIONS]
    if not telling:
        return any(word[0].isalpha() for word in cue)
    return bool(_NAMED_AS.search(shown)) or (not one.source and bool(_NAMED.search(shown)))


def acts_upon(words: Words, one: FoundAttribution) -> bool:
    """Check whether a cue and its content tell of an act, though the verb may also be one of saying.

    Args:
        words: The report's words.
        one: An attribution that was found in it, whose content is no quotation.
    """
    cue = [words.lower[i] for i in range(*one.cue)]
    shown = " ".join(cue)
    verbs = {form for word in cue for form in base_forms(word)}
    told = [spoken_in(words, run) for run in one.contents]
    if _seeks_comment(verbs, shown, told) or _is_impersonal(words, one, shown) or _tells_where(words, one):
        return True
    if any(some and some[0] in _OPENERS for some in told):
        return False
    if (not one.source and _tells_law_or_nothing(words, one, cue)) or _brings_charges(words, one):
        return True
    if (verbs & _RECEIVING and verbs & _CALLS) or _answers_call(verbs, told):
        return True
    if _TALKED.search(shown) or _NO_NEWS.search(shown) or (_ends_with(cue, "call") and _is_called_up(words, one)):
        return True
    is_made = _approves(cue) or (not one.source and _ends_with(cue, "offer"))
    return (is_made and not _tells_clause(words, one)) or any(_is_object(words, run, cue) for run in one.contents)


def _is_object(words: Words, run: WordRange, cue: Sequence[str]) -> bool:
    """Check whether a content is what an act is done to: "questioned the witness", "offered a reward"."""
    spoken = spoken_in(words, run)
    is_of_people = _ends_with(cue, "question") or _SOUGHT.search(" ".join(cue)) is not None
    if is_of_people and _is_a_person(words, run):
        return True
    if _ends_with(cue, "offer") or _ends_with(cue, "accept"):
        return not _GOODS.union(_MONEY).isdisjoint(spoken)
    if _ends_with(cue, "claim"):
        return _LIVES.match(" ".join(spoken)) is not None
    return cue[-1] == "as" and spoken[:1] == ["if"]


def _answers_call(verbs: set[str], told: Sequence[Sequence[str]]) -> bool:
    """Check for "responded to reports of shots", not "responded to reports that she would resign"."""
    begun = [set(some[:_NEAR_CALL]) for some in told]
    called = any(not _CALLED.isdisjoint(some) and "that" not in some for some in begun)
    return "respond" in verbs and called


def _ends_with(cue: Sequence[str], verb: str) -> bool:
    return verb in base_forms(cue[-1])


def _seeks_comment(verbs: set[str], shown: str, told: Sequence[Sequence[str]]) -> bool:
    """Check for "reached out to the firm for comment" and "has been contacted for comment on the lease"."""
    around = " ".join([shown, *(" ".join(some[:_NEAR]) for some in told)])
    return not verbs.isdisjoint(_ASKING) and re.search(r"\bfor (?:a |further )?comments?\b", around) is not None


def _is_impersonal(words: Words, one: FoundAttribution, shown: str) -> bool:
    """Check for "it is clear that" and "it made sense that", which nobody says."""
    before = words.lower[one.cue[0] - 1] if one.cue[0] else ""
    around = " ".join(words.lower[max(0, one.cue[0] - _BEFORE) : one.cue[1]])
    if (not one.source and _NO_DOUBT.search(shown)) or _WORTH.search(around):
        return True
    of_it = before == "it" or shown.startswith("it ")
    whole = shown if shown.startswith("it ") else f"it {shown}"
    return of_it and bool(_IMPERSONAL.search(whole) or _MADE_SENSE.search(shown))


def _tells_where(words: Words, one: FoundAttribution) -> bool:
    """Check for a place instead of a voice after the cue: "was not discussed in open court"."""
    if len(one.source) != 1 or one.source[0][0] < one.cue[1]:
        return False
    start, end = one.source[0]
    phrase = _head_phrase(words, (start, end))
    is_small = all(words.shapes[i] == Shape.LOWER for i in range(start, start + len(phrase)))
    is_there = words.lower[start - 1] in _AT_A_PLACE and start <= one.cue[1] + 1
    return is_there and is_small and bool(phrase) and not any(map(kind_of_noun, phrase))


def _tells_law_or_nothing(words: Words, one: FoundAttribution, cue: Sequence[str]) -> bool:
    """Check for what is done to somebody by nobody named: "is wanted", "was charged", "were not disclosed"."""
    if cue[-1] == "wanted" and not AUXILIARIES.isdisjoint(cue):
        return True
    if any("charge" in base_forms(word) for word in cue):
        return True
    after = [run for run in one.contents if run[0] >= one.cue[1] and words.lower[run[0]] not in WHERE]
    first = words.lower[one.contents[0][0]] if one.contents else ""
    done = next((i for i, word in enumerate(cue) if word.endswith("ed")), None)
    denied = done is not None and (first == "no" or not set(NEGATIONS).isdisjoint(cue[:done]))
    is_passive = not AUXILIARIES.isdisjoint(cue)
    if is_passive and denied and not any(_opens(words, run) for run in after):
        return True
    return not after and any("identify" in base_forms(word) for word in cue)


def _opens(words: Words, run: WordRange) -> bool:
    """Check for an infinitive or a clause: "not expected to survive"."""
    spoken = spoken_in(words, run)
    return spoken[:1] == ["to"] or not AUXILIARIES.isdisjoint(spoken[1:])


def _is_called_up(words: Words, one: FoundAttribution) -> bool:
    """Check for a number or one person after "called", of whom nothing is said: "called 911", "called her brother"."""
    if len(one.contents) != 1 or one.contents[0][0] != one.cue[1]:
        return False
    start, end = one.contents[0]
    is_number = end == start + 1 and words.shapes[start] == Shape.NUMBER
    return is_number or _is_a_person(words, (start, end)) or _are_called_up(words.lower[start:end])


def _are_called_up(told: Sequence[str]) -> bool:
    """Check for people after "called", of whom nothing is said: "senators one by one", not "senators cowards"."""
    is_plural = told[0].endswith("s") and kind_of_noun(told[0]) in _PEOPLE
    return is_plural and (len(told) == 1 or told[1] in PHRASE_ENDS or tuple(told[1:4]) == ("one", "by", "one"))


def _approves(cue: Sequence[str]) -> bool:
    """Check for what a body passes: "approved plans for 14 homes", not "approved of" it."""
    return any("approve" in base_forms(word) for word in cue) and "of" not in cue


def _tells_clause(words: Words, one: FoundAttribution) -> bool:
    return any(_opens(words, run) for run in one.contents)


def _is_a_person(words: Words, run: WordRange) -> bool:
    """Check for the description of a person and nothing more: "the rower who fell in", not "the rower a thief"."""
    phrase = _head_phrase(words, run)
    first, stop = phrase[:1], run[0] + len(phrase)
    is_owner = stop < run[1] and words.texts[stop] in APOSTROPHES
    if is_owner or not first or first[0] not in ARTICLES | POSSESSIVES | {"my", "our"}:
        return False
    inner = phrase[1:]
    return bool(inner) and (ARTICLES | POSSESSIVES).isdisjoint(inner) and kind_of_noun(inner[-1]) in _PEOPLE


def _head_phrase(words: Words, run: WordRange) -> list[str]:
    """List the words of a noun phrase up to its first preposition, relative pronoun or mark, in lower case."""
    phrase: list[str] = []
    for i in range(*run):
        text = words.lower[i]
        if text in PHRASE_ENDS or not (text[0].isalnum() or text == "-"):
            break
        phrase.append(text)
    return phrase


def _brings_charges(words: Words, one: FoundAttribution) -> bool:
    """Check for "a clerk charged with theft", and for "police charged a suspect" and "a clerk with theft"."""
    at = next((i for i in range(*one.cue) if _ends_with([words.lower[i]], "charge")), None)
    if at is None:
        return False
    if " ".join(words.texts[at + 1 : at + 2]).lower() == "with":
        return True
    sources = {words.lower[i] for run in one.source for i in range(*run)}
    return not OFFICIALS.isdisjoint(sources) and any(
        "with" in spoken_in(words, run) or _is_a_person(words, run) for run in one.contents
    )


def spoken_in(words: Words, run: WordRange) -> list[str]:
    """List the words of a run in lower case, with signs for money and without marks."""
    return [words.lower[i] for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION or words.texts[i] in _MONEY]
