"""Which of the words beside a name are fit to be shown as what somebody is called: no bare owner, no piece of a clause.

What the words tell otherwise, such as the body that somebody speaks for, is not lost by that.
"""

from collections.abc import Collection, Iterable

from whence.language.english import ARTICLES, FORMS_OF_ADDRESS, PHRASE_ENDS, POSSESSIVES, ROLES_OF_TITLES, THIRD_PERSON
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import Shape, Words
from whence.reading.model.decode import WordRange
from whence.reading.sources.agreement import gender_told

__all__ = ["fit_roles"]

_ADDRESS_ONLY = FORMS_OF_ADDRESS - ROLES_OF_TITLES.keys()
_JOINING = frozenset({"and", "or", "nor"})


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
    cut = (_from_age_on(words, run) for run in runs)
    kept: list[WordRange] = []
    # Of two that begin at one word the longer comes first, so that what is within another comes after it.
    for run in sorted({run for run in cut if _is_role(words, run, gender)}, key=lambda run: (run[0], -run[1])):
        if not kept or run[1] > kept[-1][1]:
            kept.append(run)
    return kept


def _from_age_on(words: Words, run: WordRange) -> WordRange:
    """Leave out whoever says so before an age: "police" of "according to police 16-year-old Ivo Brandt"."""
    start, end = run
    ages = [i for i in range(start + 1, end - 1) if words.texts[i].isdigit() and words.texts[i + 1] == "-"]
    is_cut = bool(ages) and any(kind_of_noun(words.texts[i]) is not None for i in range(start, ages[0]))
    return (ages[0], end) if is_cut else run


def _is_role(words: Words, run: WordRange, gender: str | None) -> bool:
    start, end = run
    while end > start and words.shapes[end - 1] == Shape.PUNCTUATION and words.texts[end - 1] not in APOSTROPHES:
        end -= 1
    texts = [words.lower[i] for i in range(start, end)]
    told = [text for text in texts if any(map(str.isalnum, text))]
    if not told or set(told) <= ARTICLES | _ADDRESS_ONLY:
        return False
    is_owner = texts[-1] in APOSTROPHES or (texts[-1] == "s" and texts[-2:-1] and texts[-2] in APOSTROPHES)
    if is_owner or told[-1] in _JOINING:
        return False
    # "Wearing a red hat" is what somebody does, "acting mayor" what somebody is.
    does = told[0].endswith("ing") and told[1:2] and told[1] in ARTICLES | POSSESSIVES | PHRASE_ENDS
    return not does and (gender is None or not _is_of_other_sex(told, gender))


def _is_of_other_sex(told: Collection[str], gender: str) -> bool:
    """Check whether a role is another's: the first word or the one that carries it tells the other sex."""
    core: list[str] = []
    for text in told:
        if text in PHRASE_ENDS:
            break
        core.append(text)
    nouns = (text for text in (core[:1] + core[-1:]) if text not in THIRD_PERSON)
    return any(gender_told(text) not in {None, gender} for text in nouns)
