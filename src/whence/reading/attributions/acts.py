"""Doing is not saying: which of the attributions found only tell what somebody does, seems or keeps silent about.

A model that learns from annotated cues takes some verbs of action for cues where their objects look like contents:
"the court heard the case". A cue's words and what kind of content follows tell these apart: an action that is followed
by a clause or a quotation still attributes ("heard that the gate was open").
"""

import re
from functools import lru_cache

from whence.language.deeds import DEEDS, SILENCE
from whence.language.english import (
    ANYBODY,
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    NAMES_OR_POINTS,
    NEGATIONS,
    PHRASE_ENDS,
    POSSESSIVES,
    SECOND_PERSON,
    SEEMING,
    SUBJECT_PRONOUNS,
    base_forms,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.page_labels import is_counter
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.attributions.acts_upon import acts_upon, names_only, spoken_in
from whence.reading.attributions.hearings import hears_claim
from whence.reading.attributions.other_senses import in_another_sense
from whence.reading.attributions.quoted_by import CITING, cites_people
from whence.reading.attributions.stance import is_listed, leaning_of
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.sources.anonymity_terms import asks_for_anonymity

__all__ = ["attributes"]

_SMALL = AUXILIARIES | ARTICLES | POSSESSIVES | frozenset(NEGATIONS) | {
    "to", "of", "for", "on", "at", "in", "with", "by", "about", "into", "from", "through", "as", "and", "also", "just",
    "still", "then", "t", "always", "keep", "keeps", "kept", "already",
}  # fmt: skip
"""Words in a cue that do not change whether its verb is one of action; "down", "out" and "against" do."""
_SPEAKERS = frozenset({"i", "my", "we", "our"})
_VOICING = frozenset({"raise", "voice", "express", "air", "vent"})
"""Verbs of saying with a noun for what is said: "to raise concerns about the pier"."""
_INWARD = frozenset({"wants", "knows", "believes"})
"""Stances that "I" and "we" take in talk of themselves: "I wanted to go", "we know the sea"."""
_FEWEST_QUOTED = 2
"""Fewer words in quotation marks are a term or a scare quote, unless nothing else is told."""
_AHEAD = 4
"""Words after a cue in which its verb may stand: "declined | to comment"."""
_JOINS = frozenset({"and", "or", "nor", "but", "that", "as", "than"})
_LONGEST_PARENTHESIS = 8
_SHORT = 3
"""Letters of the longest words that have no capital in a headline in capitals."""
_NEAR_START = 8
"""Words in which a clause has its verb: "I saw people train before they were asked" tells no clause."""
_GENRES = frozenset({
    "review", "analysis", "opinion", "editorial", "commentary", "column", "essay", "obituary", "profile", "preview",
    "recap", "explainer", "quiz", "video", "photos", "gallery", "podcast", "interview", "transcript", "timeline",
})  # fmt: skip
"""What a headline's label calls the page itself."""
_SEEMING = re.compile(SEEMING)
_SILENCE = re.compile(SILENCE)
_NAMES_OR_POINTS = re.compile(NAMES_OR_POINTS)
_UNKNOWN = ANYBODY | {"those"}
_DETERMINERS = ARTICLES | POSSESSIVES

_ARE_ASKED = re.compile(r"\b(?:is|are) (?:being )?(?:asked|urged|encouraged|requested)\b")
_TIPSTERS = frozenset(
    {("anyone", "with"), ("anybody", "with"), ("anyone", "who"), ("witnesses", "or"), ("those", "with")}
)


def attributes(words: Words, one: FoundAttribution) -> bool:
    """Check whether what was found attributes words or thoughts, and does not only tell of an action.

    Args:
        words: The report's words.
        one: An attribution that was found in it.
    """
    if _is_nobodys_word(words, one):
        return False
    if _quotes(words, one) or hears_claim(words, one):
        return True
    if _tells_an_act(words, one):
        return False
    if _opens_clause(words, one):
        return True
    cue = _cue(words, one)
    if _tells_purpose(words, one, cue) or _is_talk_of_oneself(words, one, cue):
        return False
    return not (_NAMES_OR_POINTS.search(" ".join(cue)) or _tells_deeds(cue))


def _cue(words: Words, one: FoundAttribution) -> tuple[str, ...]:
    return words.lower[one.cue[0] : one.cue[1]]


def _is_nobodys_word(words: Words, one: FoundAttribution) -> bool:
    """Check for what attributes nothing even where something is quoted: a name, a label, a look."""
    seems = not one.source and _SEEMING.fullmatch(" ".join(_cue(words, one))) is not None
    is_name = _is_surname(words, one.cue) or names_only(words, one) or _labels_a_topic(words, one)
    is_label = len(one.source) == 1 and is_counter(words, one.source[0])
    is_empty = _says_nothing(words, one) or _is_parted_verb(words, one.cue)
    return seems or is_name or is_label or is_empty or _is_described(words, one) or _cites_people(words, one)


def _says_nothing(words: Words, one: FoundAttribution) -> bool:
    """Check for "the mayor said nothing": he makes no claim."""
    if len(one.contents) != 1 or one.contents[0][0] != one.cue[1] or words.texts[one.cue[1]] != "nothing":
        return False
    told = spoken_in(words, one.contents[0])
    is_object = len(told) == 1 or told[1] in PHRASE_ENDS | {"more", "else", "further"}
    is_said = words.lower[one.cue[1] - 1] in {"said", "says", "say", "saying"}
    return is_said and is_object and AUXILIARIES.isdisjoint(told)


def _is_described(words: Words, one: FoundAttribution) -> bool:
    """Check for a verb that only describes: "a man he did not know", "those preferring a quiet life"."""
    if len(one.source) != 1 or one.source[0][1] > one.cue[0]:
        return False
    start, end = one.source[0]
    last = words.lower[end - 1]
    is_after_noun = end > start + 1 and words.shapes[end - 2] == Shape.LOWER and words.texts[end - 2] not in _JOINS
    is_anybody = end == start + 1 == one.cue[0] and last in _UNKNOWN
    return (last in SUBJECT_PRONOUNS and is_after_noun) or (is_anybody and words.lower[end].endswith("ing"))


def _tells_an_act(words: Words, one: FoundAttribution) -> bool:
    """Check for an act, or for silence, even where a clause follows."""
    shown = " ".join(_cue(words, one))
    silent = _SILENCE.search(" ".join(words.texts[one.cue[0] : one.cue[1] + _AHEAD]).lower())
    return (
        _refers_a_matter(words, one.cue)
        or (silent is not None and silent.start() < len(shown))
        or acts_upon(words, one)
        or in_another_sense(words, one)
        or _addresses_reader(words, one)
        or _calls_for_tips(words, one)
        or asks_for_anonymity(words, one)
    )


def _labels_a_topic(words: Words, one: FoundAttribution) -> bool:
    """Check for a label before a colon that is no voice: "Harbour fire: Two boats were destroyed", "Film review: …"."""
    if words.texts[slice(*one.cue)] != (":",) or not one.source or one.source[0][1] > one.cue[0]:
        return False
    last = one.source[0][1] - 1
    noun = words.lower[last]
    is_event = words.shapes[last] == Shape.LOWER or noun.endswith("ing")
    return noun in _GENRES or (is_event and kind_of_noun(noun) is None)


def _refers_a_matter(words: Words, cue: WordRange) -> bool:
    """Check for "referred the case to a court" and "referred itself to the ombudsman", not "referred to a crack"."""
    at = next((i for i in range(*cue) if "refer" in base_forms(words.lower[i])), None)
    after = "" if at is None else " ".join(words.texts[at + 1 : at + 2]).lower()
    return after in _DETERMINERS or after.endswith(("self", "selves"))


def _is_parted_verb(words: Words, cue: WordRange) -> bool:
    """Check for a verb whose negation stands before who says so: "It could not, she said, deny that"."""
    at = cue[0]
    if at == 0 or words.texts[at - 1] != ",":
        return False
    opens = next((i for i in range(at - 2, max(0, at - _LONGEST_PARENTHESIS), -1) if words.texts[i] == ","), 0)
    is_same = opens > 0 and words.paragraphs[opens] == words.paragraphs[at] and Mark.CLOSES not in words.marks[opens:at]
    return is_same and words.lower[opens - 1] in NEGATIONS and "that" not in words.lower[opens:at]


def _cites_people(words: Words, one: FoundAttribution) -> bool:
    """Check for "citing two officials": they are a source of what is said, and no content."""
    shown = " ".join(words.texts[slice(*one.cue)]).lower()
    return shown in CITING and len(one.contents) == 1 and cites_people(words, *one.contents[0])


def _is_surname(words: Words, cue: WordRange) -> bool:
    """Check for the name in "Omar Said resigned" and "Said said": a capital within a sentence that has others without.

    A headline in which each word has a capital shows no names.
    """
    start, end = cue
    if end - start > 1 or words.texts[start] != "Said" or start + 1 >= len(words):
        return False
    if start in words.sentence_starts:
        return words.texts[start + 1] == "said"
    first, last = sentence_around(words, start)
    is_after_name = words.shapes[start - 1] in CAPITALISED
    return is_after_name and any(
        words.shapes[i] == Shape.LOWER and len(words.texts[i]) > _SHORT for i in range(first, last)
    )


@lru_cache(maxsize=4096)
def _tells_deeds(cue: tuple[str, ...]) -> bool:
    """Check whether all that a cue tells are actions: "has been arrested by", not "signed a letter demanding"."""
    telling = [word for word in cue if word[0].isalpha() and word not in _SMALL and not word.endswith("ly")]
    return bool(telling) and all(any(form in DEEDS for form in base_forms(word)) for word in telling)


def _tells_purpose(words: Words, one: FoundAttribution, cue: tuple[str, ...]) -> bool:
    """Check for what an act is done for, "to draw attention to the leak", or a cue that breaks off, "and with"."""
    if len(cue) > 1 and cue[-2] in _JOINS and cue[-1] in PHRASE_ENDS:
        return True
    is_purpose = cue[0] == "to" and _VOICING.isdisjoint(cue) and not is_listed(cue)
    return is_purpose and not any(_is_clause(words, run) for run in one.contents)


def _is_talk_of_oneself(words: Words, one: FoundAttribution, cue: tuple[str, ...]) -> bool:
    """Check for somebody's talk of his own doings that no quotation marks enclose: "I like the sea".

    Interviews and columns are full of it. What "I" or "we" think or want is told by a clause, or by a verb that the
    table of cues lists.
    """
    if len(one.source) != 1 or words.marks[one.cue[0]] == Mark.INSIDE:
        return False
    speaker = " ".join(words.texts[slice(*one.source[0])]).lower()
    if speaker not in _SPEAKERS or any(_is_clause(words, run) for run in one.contents):
        return False
    return not is_listed(cue) or leaning_of(cue).stance in _INWARD


def _addresses_reader(words: Words, one: FoundAttribution) -> bool:
    """Check for what the page says of its reader, outside quotation marks: "you may wonder how I built the shed"."""
    sources = {words.lower[i] for run in one.source for i in range(*run)}
    return bool(sources) and sources <= SECOND_PERSON and words.marks[one.cue[0]] != Mark.INSIDE


def _calls_for_tips(words: Words, one: FoundAttribution) -> bool:
    """Check for a call of nobody's: "Anyone with information is asked to call"."""
    shown = " ".join(_cue(words, one))
    begins = {words.lower[start : start + 2] for start, _ in one.contents}
    return not one.source and _ARE_ASKED.search(shown) is not None and not _TIPSTERS.isdisjoint(begins)


def _opens_clause(words: Words, one: FoundAttribution) -> bool:
    """Check whether a content begins with "that", "exactly how" or the like; "that part of the pier" is no clause."""
    for run in one.contents:
        spoken = spoken_in(words, run)
        begun = spoken[1:4] if spoken and spoken[0].endswith("ly") else spoken[:3]
        if not CLAUSE_OPENERS.isdisjoint(begun[:1]) and "of" not in begun:
            return True
    return False


def _is_clause(words: Words, run: WordRange) -> bool:
    """Check for a subject at the start, or an auxiliary verb after it: "to go" and "you to go" have none."""
    spoken = spoken_in(words, run)[:_NEAR_START]
    if not spoken or "to" in spoken[:2]:
        return False
    # The s of "the pier's end" is none.
    return spoken[0] in SUBJECT_PRONOUNS or not (AUXILIARIES - {"s"}).isdisjoint(spoken[1:])


def _quotes(words: Words, one: FoundAttribution) -> bool:
    """Check whether words of the content stand in quotation marks that the cue stands outside of: all, or several."""
    if words.marks[one.cue[0]] == Mark.INSIDE:
        return False
    spoken = [i for start, end in one.contents for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION]
    quoted = sum(words.marks[i] == Mark.INSIDE for i in spoken)
    return quoted >= min(_FEWEST_QUOTED, max(1, len(spoken)))
