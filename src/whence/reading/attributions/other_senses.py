"""Verbs of saying in another sense, told by what they are done to: "claimed the body", "assumed office".

A clause after the verb still attributes: "claimed the body was hers".
"""

import re
from collections.abc import Sequence

from whence.language.english import (
    ARTICLES,
    CLAUSE_OPENERS,
    FINITE,
    FORMS_OF_BE,
    OFFICIALS,
    PHRASE_ENDS,
    POSSESSIVES,
    RELATIVE,
    SUBJECT_PRONOUNS,
    base_forms,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Words
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["in_another_sense"]

_OBJECTS = {
    "claim": {
        "body", "bodies", "remains", "corpse", "title", "titles", "crown", "trophy", "prize", "prizes", "medal",
        "medals", "jackpot", "reward", "luggage", "victim", "victims", "spot", "place", "inheritance",
    },
    "recall": {"ambassador", "ambassadors", "envoy", "envoys", "diplomat", "diplomats", "consul", "consuls"},
    "observe": {"silence", "ceasefire", "truce", "ramadan", "sabbath", "holiday", "anniversary"},
    "expect": {"baby", "child", "twins", "triplets"},
    "tell": {"joke", "jokes", "time"},
    "order": {"pizza", "coffee", "tea", "beer", "wine", "drink", "drinks", "breakfast", "lunch", "dinner"},
    "charge": {"battery", "batteries", "phone", "phones", "fee", "fees", "toll", "tolls", "rent", "interest"},
    "name": {"baby", "street", "ship", "boat", "school", "park", "bridge", "airport", "stadium"},
}  # fmt: skip
"""Head nouns of what is done to, by the verb."""
_GOODS = frozenset({
    "car", "cars", "vehicle", "vehicles", "suv", "suvs", "truck", "trucks", "bus", "buses", "toy", "toys", "product",
    "products", "battery", "batteries", "model", "models", "unit", "units", "batch", "batches", "food", "foods", "seat",
    "seats", "airbag", "airbags", "device", "devices", "helmet", "helmets",
})  # fmt: skip
"""What a maker recalls, in numbers or by its plural alone; somebody may recall "the cars" in thought."""
_SWORE = re.compile(r"\b(?:swear|swears|swearing|swore|sworn) (?:in|at)$")
_AIMED = re.compile(
    r"\bpoint(?:s|ed|ing)? (?:(?:an?|the|his|her|their|its) )?(?:\w+ )?"
    r"(?:gun|guns|handgun|pistol|rifle|shotgun|weapon|weapons|firearm|knife|laser|camera|cameras)\b"
)
_NOTED = re.compile(r"\b(?:noted|famed|renowned|celebrated|cited|ticketed) for$")
_SILENCE = (["minute", "of", "silence"], ["moment", "of", "silence"], ["minutes", "of", "silence"])
_AFTER_OBJECT = frozenset({
    "of", "for", "in", "on", "at", "with", "from", "over", "after", "before", "because", "by", "amid", "following",
    "due", "during", "together", "and", "against",
})  # fmt: skip
"""What goes on after an object that is named in full; "a child to recover" is none."""
_DUTIES = frozenset({
    "duty", "work", "training", "service", "camp", "practice", "jury", "surgery", "treatment", "prison", "jail",
    "court", "base", "barracks", "headquarters", "embassy", "polls", "station", "reception", "hospital", "school",
})  # fmt: skip
"""Where somebody reports to, and what for."""
_LAWMAKING = frozenset({"senate", "parliament", "congress", "senators", "lawmakers", "legislature"})
_CHOSEN = frozenset({"nominee", "nominees", "nomination", "nominations", "appointment", "appointments", "pick"})
_DETERMINERS = ARTICLES | POSSESSIVES | {"my", "our", "your"}
_MOST_BEFORE_HEAD = 4
"""Words of an object before its head: "her third world title"."""


def in_another_sense(words: Words, one: FoundAttribution) -> bool:
    """Check whether a verb of saying has what it is done to for an object, and so tells an act.

    Args:
        words: The report's words.
        one: An attribution that was found in it, whose content is no quotation.
    """
    cue = [words.lower[i] for i in range(*one.cue)]
    shown = " ".join(cue)
    is_passive = not FORMS_OF_BE.isdisjoint(cue)
    is_noted = _NOTED.search(shown) is not None and (is_passive or not _says(words, one))
    if _SWORE.search(shown) or _AIMED.search(shown) or is_noted:
        return True
    verbs = set(base_forms(cue[-1])) | ({"tell"} if cue[-1] == "told" else set())
    contents = [run for run in one.contents if not _is_clause(words, run)]
    if "recall" in verbs and not one.source and is_passive:
        return any(_head_in(words, run, _GOODS | _OBJECTS["recall"]) for run in contents)
    # An object follows its verb at once.
    after = [run for run in contents if run[0] == one.cue[1]]
    nouns = {noun for verb in verbs & _OBJECTS.keys() for noun in _OBJECTS[verb]}
    is_assumed = "assume" in verbs and any(_is_thing(words, run) for run in after)
    if is_assumed or (nouns and any(_head_in(words, run, nouns) for run in after)):
        return True
    if "observe" in verbs and any(_without_determiner(words, run)[:3] in _SILENCE for run in after):
        return True
    if "report" in verbs and not is_passive:
        return any(_reports_to(words, run) for run in after)
    return any(_is_special(words, one, verbs, run) for run in after)


def _is_thing(words: Words, run: WordRange) -> bool:
    """Check for a thing and no clause: "still air", "a new role as adviser", not "the dam leaks"."""
    told = words.lower[slice(*run)]
    end = next((i for i, word in enumerate(told) if word in PHRASE_ENDS or not word[0].isalpha()), len(told))
    is_short = 0 < end <= _MOST_BEFORE_HEAD and (CLAUSE_OPENERS | SUBJECT_PRONOUNS).isdisjoint(told[:end])
    return is_short and (end == 1 or not told[end - 1].endswith(("s", "ed")))


def _is_special(words: Words, one: FoundAttribution, verbs: set[str], run: WordRange) -> bool:
    """Check for goods that are recalled, a driver who is cited, and a nominee who is confirmed."""
    sources = {words.lower[i] for source in one.source for i in range(*source)}
    first = words.lower[run[0]]
    if "recall" in verbs:
        is_counted = first.isdigit() or first in _GOODS or first in {"all", "some", "about", "more"}
        return is_counted and _head_in(words, run, _GOODS)
    if "cite" in verbs:
        return _cites_offender(words, run, is_by_police=not OFFICIALS.isdisjoint(sources))
    is_lawmaking = "confirm" in verbs and not _LAWMAKING.isdisjoint(sources)
    return is_lawmaking and (_head_in(words, run, _CHOSEN) or _is_named_before(words, run, {"as", "to"}))


def _says(words: Words, one: FoundAttribution) -> bool:
    """Check for a source right before a cue without a passive: "she noted for" the record."""
    return bool(one.source) and one.source[0][1] == one.cue[0] and words.texts[one.cue[0] - 1] != ","


def _reports_to(words: Words, run: WordRange) -> bool:
    """Check for where somebody reports to, or what for: "to the embassy", "for duty", not "to the police that"."""
    texts = [words.lower[i] for i in range(*run)]
    named = _without_determiner(words, (run[0] + 1, run[1])) if len(texts) > 1 else []
    return texts[0] in {"to", "for"} and not RELATIVE.intersection(texts) and not _DUTIES.isdisjoint(named[:2])


def _cites_offender(words: Words, run: WordRange, *, is_by_police: bool) -> bool:
    """Check for who gets a citation: "the driver for speeding", and if police cite, "Ivo Brandt for theft"."""
    at = next((i for i in range(run[0] + 1, run[1] - 1) if words.lower[i] == "for"), None)
    if at is None:
        return False
    is_person = kind_of_noun(words.lower[at - 1]) == "person" or _is_named_before(words, run, {"for"})
    return is_person and (is_by_police or words.lower[at + 1].endswith("ing"))


def _is_named_before(words: Words, run: WordRange, ends: set[str]) -> bool:
    """Check for a name of one to three words before one of some words."""
    at = next((i for i in range(*run) if words.lower[i] in ends), run[0])
    return 1 <= at - run[0] <= _MOST_BEFORE_HEAD and all(words.shapes[i] in CAPITALISED for i in range(run[0], at))


def _without_determiner(words: Words, run: WordRange) -> Sequence[str]:
    texts = [words.lower[i] for i in range(*run)]
    return texts[texts[0] in _DETERMINERS :]


def _head_in(words: Words, run: WordRange, nouns: set[str] | frozenset[str]) -> bool:
    """Check whether a content is an object with one of some head nouns, which ends it or what qualifies it follows."""
    texts = list(words.lower[slice(*run)])
    at = next((i for i, text in enumerate(texts[: _MOST_BEFORE_HEAD + 1]) if text in nouns), None)
    if at is None or not all(text.isalnum() or text == "-" for text in texts[:at]):
        return False
    after = texts[at + 1] if at + 1 < len(texts) else "."
    return after in _AFTER_OBJECT or not (after[0].isalnum() or after in APOSTROPHES)


def _is_clause(words: Words, run: WordRange) -> bool:
    """Check for a verb in a content that does not stand in a relative clause: "the body was missing"."""
    verb = next((i for i in range(*run) if words.texts[i] in FINITE), run[1])
    return verb < run[1] and all(words.lower[i] not in RELATIVE for i in range(run[0] + 1, verb))
