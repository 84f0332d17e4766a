"""Which of the words beside a name are fit to be shown as what somebody is called: no bare owner, no piece of a clause.

What the words tell otherwise, such as the body that somebody speaks for, is not lost by that.
"""

import re
from collections.abc import Collection, Iterable
from itertools import takewhile

from whence.language.english import (
    ARTICLES,
    FORMS_OF_ADDRESS,
    FORMS_OF_BE,
    INDEFINITE,
    PHRASE_ENDS,
    POSSESSIVES,
    RELATIVE,
    ROLES_OF_TITLES,
    SAYING,
    SUBJECT_PRONOUNS,
    THIRD_PERSON,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import WordRange
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.titles import BEFORE_TITLES

__all__ = ["CLAUSES", "fit_roles", "tells_office"]

_ADDRESS_ONLY = FORMS_OF_ADDRESS - ROLES_OF_TITLES.keys()
_SAY_NOTHING = ARTICLES | INDEFINITE | _ADDRESS_ONLY | {"dear"}
_BEGIN_NO_ROLE = (
    (PHRASE_ENDS - {"of", "from"})
    | SUBJECT_PRONOUNS
    | SAYING
    | {"and", "or", "nor", "along", "that", "pressed", "asked"}
)
"""What begins no role: "said her father", "along with the mayor"."""
_BARE_ADJECTIVES = frozenset(
    {"old", "senior", "junior", "young", "angry", "fellow", "former", "longtime", "right", "left"}
)
_OF_ADDRESS = frozenset({"dr", "prof", "mr", "mrs", "ms", "miss", "sir", "dame"})
_COPYRIGHT = "©"
_JOINING = frozenset({"and", "or", "nor"})
CLAUSES = RELATIVE | {"whose"}
"""What begins a clause about whoever is called so."""
_ASKED = frozenset({"interviewed", "quoted", "surveyed", "contacted"})
_HOLDS = re.compile(
    r"(?:(?:also|now|once|then|currently|formerly|previously|has|had) )*"
    r"(?:(?:is|was|served as|serves as) (?:an? |the |now |also |one of )|"
    r"(?:heads?|headed|runs?|ran|leads?|led|founded|chairs?|chaired|owns?|owned|directs?|directed|edits?|edited|"
    r"represents?|represented|teach(?:es)?|taught|works?|worked|serves?|served|stud(?:y|ies|ied)|manages?|managed|"
    r"oversees?|oversaw)\b)"
)
"""How a clause goes on that says what somebody is: "who runs the harbour"."""
_ANYBODY = frozenset({"man", "woman", "person", "one", "boy", "girl", "people", "somebody", "someone"})
"""Nouns that say nothing of whom they are without the clause after them."""
_ADJECTIVES = ("al", "ic", "ive", "ous", "ary", "ian", "ist", "man", "woman")
_SAID = frozenset({"said", "told", "says", "tells"})
_FINITE = FORMS_OF_BE | {"has", "had", "have", "will", "would", "should", "could", "may", "might", "must"}
_LINKS = frozenset({"of", "for"})
_LONGEST_BODY = 8
_LONGEST_TITLE = 5
"""Words within which a title between marks begins."""
_OPENING, _CLOSING = ("“", "(", "‘"), ("”", ")", "’")


def fit_roles(words: Words, runs: Iterable[WordRange], gender: str | None = None) -> list[WordRange]:
    """Keep the runs of words that say what somebody is, each once.

    Args:
        words: The report's words.
        runs: What stands beside the names of one person.
        gender: ``m`` or ``f``, if that is known: "Ada Brandt, husband" is not what she is called.

    Returns:
        Runs in order, none within another.

    >>> from whence.language.words import segment
    >>> words = segment("Northarm’s Ada Marsh, head of sales, spoke.")
    >>> fit_roles(words, [(0, 3), (6, 9)])
    [(6, 9)]
    """
    cut = (_cut(words, run) for run in runs)
    kept: list[WordRange] = []
    # Of two that begin at one word the longer comes first, so that what is within another comes after it.
    told: set[tuple[str, ...]] = set()
    for run in sorted({run for run in cut if _is_role(words, run, gender)}, key=lambda run: (run[0], -run[1])):
        texts = tuple(words.lower[run[0] : run[1]])
        if texts not in told and (not kept or run[1] > kept[-1][1]):
            kept.append(run)
        told.add(texts)
    return kept


def _cut(words: Words, run: WordRange) -> WordRange:
    """Leave out of a role what is none of it, and add what was cut off."""
    for step in (_from_age_on, _from_title_on, _from_body_on, _before_saying, _before_clause, _before_address, _closed):
        run = step(words, run)
    return run


def _before_address(words: Words, run: WordRange) -> WordRange:
    """Leave out the title of address behind a role: "lead author" of "lead author Dr. Okafor"."""
    start, end = run
    end -= words.texts[end - 1] == "."
    return (start, end - 1) if end - start > 1 and words.lower[end - 1] in _OF_ADDRESS else run


def _from_title_on(words: Words, run: WordRange) -> WordRange:
    """Leave out a word that a title written large stands after: "Senator" of "whether Senator Okafor"."""
    start, end = run
    first = words.lower[start]
    is_small = (
        words.shapes[start] == Shape.LOWER
        and first.isalpha()
        and start + 1 < end
        and words.shapes[start + 1] in CAPITALISED
    )
    is_part = first in ARTICLES | POSSESSIVES | PHRASE_ENDS | BEFORE_TITLES or kind_of_noun(first) is not None
    return (start + 1, end) if is_small and not is_part and not first.endswith(_ADJECTIVES) else run


def _before_saying(words: Words, run: WordRange) -> WordRange:
    """Leave out what somebody who is called so says: "told the Post"."""
    said = next((i for i in range(run[0] + 1, run[1]) if words.lower[i] in _SAID), run[1])
    return run[0], said


def _from_age_on(words: Words, run: WordRange) -> WordRange:
    """Leave out whoever says so before an age: "police" of "according to police 16-year-old Ivo Brandt"."""
    start, end = run
    # "Ada Brandt, 27, a pilot": an age is not what she is.
    if words.shapes[start] == Shape.NUMBER and words.texts[start + 1 : start + 2] == (",",) and end > start + 2:
        start += 2
    ages = [i for i in range(start + 1, end - 1) if words.texts[i].isdigit() and words.texts[i + 1] == "-"]
    is_cut = bool(ages) and any(kind_of_noun(words.texts[i]) is not None for i in range(start, ages[0]))
    return (ages[0], end) if is_cut else (start, end)


def _from_body_on(words: Words, run: WordRange) -> WordRange:
    """Begin with all of a body's name: "Council of Anglers campaigner", not "Anglers campaigner"."""
    first = run[0]
    if words.shapes[first] not in CAPITALISED or words.lower[max(0, first - 1)] not in {*_LINKS, "the"}:
        return run
    start = at = first
    while at and first - at < _LONGEST_BODY and (words.lower[at - 1] in {*_LINKS, "the"} or _is_large(words, at - 1)):
        at -= 1
        start = at if _is_large(words, at) else start
    is_body = any(words.lower[i] in _LINKS for i in range(start, first)) and _names_body(words, start)
    return (start, run[1]) if is_body else run


def _is_large(words: Words, i: int) -> bool:
    return words.shapes[i] in CAPITALISED and words.paragraphs[i] == words.paragraphs[i + 1]


def _names_body(words: Words, start: int) -> bool:
    return any(
        kind_of_noun(words.texts[i]) == "organisation"
        for i in takewhile(lambda i: words.lower[i] not in _LINKS, range(start, len(words)))
    )


def tells_office(words: Words, clause: int) -> bool:
    """Tell "who runs the harbour", which says what somebody is, from "who has two boats".

    Args:
        words: The report's words.
        clause: Where the clause about somebody begins, with "who".

    >>> from whence.language.words import segment
    >>> tells_office(segment("who now runs the harbour"), 0), tells_office(segment("who is leaving"), 0)
    (True, False)
    """
    after = " ".join(words.lower[clause + 1 : clause + _LONGEST_BODY])
    return words.lower[clause] == "who" and _HOLDS.match(after) is not None


def _before_clause(words: Words, run: WordRange) -> WordRange:
    """Leave out the clause about whoever is called so: "a pilot" of "a pilot who has two boats"."""
    start, end = run
    ends = CLAUSES - {"that", "which"} | _ASKED
    clause = next((i for i in range(start + 1, end) if words.lower[i] in ends), None)
    if clause is None or words.lower[clause - 1] in PHRASE_ENDS or tells_office(words, clause):
        return run  # "a pilot for whom", "a pilot who runs the harbour"
    told = set(words.lower[start:clause]) - ARTICLES - INDEFINITE
    cut = clause - (words.texts[clause - 1] == ",")
    return (start, cut) if any(text.isalpha() for text in told - _ANYBODY) else run


def _closed(words: Words, run: WordRange) -> WordRange:
    """Take the mark or bracket to a role that it opens or closes in: "author of “The Tide”"."""
    start, end = run
    texts = words.texts[start:end]
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        if texts.count(opening) > texts.count(closing):
            after = words.texts[end : end + 2]
            end += 1 if after[:1] == (closing,) else 2 if after == (",", closing) else 0
        elif texts.count(opening) < texts.count(closing):
            back = (i for i in range(start - 1, max(-1, start - _LONGEST_TITLE), -1) if words.texts[i] == opening)
            start = next(back, start)
    return start, end


def _is_role(words: Words, run: WordRange, gender: str | None) -> bool:
    start, end = run
    while end > start and words.shapes[end - 1] == Shape.PUNCTUATION and words.texts[end - 1] not in APOSTROPHES:
        end -= 1
    texts = [words.lower[i] for i in range(start, end)]
    told = [text for text in texts if any(map(str.isalnum, text))]
    if not told or set(told) <= _SAY_NOTHING or _is_piece(words, start, end):
        return False
    is_owner = texts[-1] in APOSTROPHES or (texts[-1] == "s" and texts[-2:-1] and texts[-2] in APOSTROPHES)
    if is_owner or told[-1] in _JOINING or told[0] in _BEGIN_NO_ROLE or _COPYRIGHT in texts:
        return False
    # "Wearing a red hat" is what somebody does, "acting mayor" what somebody is.
    does = told[0].endswith("ing") and told[1:2] and told[1] in ARTICLES | POSSESSIVES | PHRASE_ENDS
    return not does and (gender is None or not _is_of_other_sex(told, gender))


def _is_piece(words: Words, start: int, end: int) -> bool:
    """Check for an age or a rank alone, "the 14th-ranked", and for a clause: "one boat is lost"."""
    is_hyphened = end - start > 1 and words.texts[end - 2] == "-"
    last = words.lower[end - 1]
    is_small = words.shapes[end - 1] == Shape.LOWER and kind_of_noun(last) is None
    is_alone = end - start == 1 or (end - start == 2 and words.lower[start] in ARTICLES)  # noqa: PLR2004
    is_ranked = is_small and is_hyphened and last.endswith(("ed", "ing", "born"))
    is_ranked = is_ranked or (is_small and is_alone and last.endswith("ed"))
    is_ranked = is_ranked or (is_alone and (last in _BARE_ADJECTIVES or last.endswith(("ing", "ous"))))
    is_aged = is_hyphened and words.lower[end - 1] == "old"
    core = takewhile(lambda i: words.lower[i] not in PHRASE_ENDS, range(start, end))
    # "A would-be president" is no clause.
    told = (i for i in core if "-" not in words.texts[max(start, i - 1) : i + 2])
    return is_ranked or is_aged or any(words.lower[i] in _FINITE for i in told)


def _is_of_other_sex(told: Collection[str], gender: str) -> bool:
    """Check whether a role is another's: the first word or the one that carries it tells the other sex."""
    core: list[str] = []
    for text in told:
        if text in PHRASE_ENDS:
            break
        core.append(text)
    nouns = (text for text in (core[:1] + core[-1:]) if text not in THIRD_PERSON)
    return any(gender_told(text) not in {None, gender} for text in nouns)
