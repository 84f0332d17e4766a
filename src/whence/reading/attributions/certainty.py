"""Certainty of an attribution: how sure its source is, whether the page commits to it, and the source's stance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.language.english import (
    AUXILIARIES,
    CLAUSE_ENDS,
    CLAUSE_OPENERS,
    FINITE,
    FIRST_PERSON,
    FORMS_OF_BE,
    HEARSAY,
    NEGATIONS,
    NOT_ONLY,
    RELATIVE,
    SUBJECT_PRONOUNS,
)
from whence.language.words import CAPITALISED, Words
from whence.reading.attributions.attitudes import is_against, is_open, is_permitted, level_of_saying
from whence.reading.attributions.commitments import in_context, is_clause, is_taken_for_true, is_topic, is_unwilling
from whence.reading.attributions.hedges import hedges_in, main_clause, opening_of
from whence.reading.attributions.stance import Leaning, leaning_of
from whence.reading.model.decode import FoundAttribution, Weight, WordRange
from whence.records.ledger import Certainty, Colouring, Level, Polarity, Stance
from whence.records.report import Span

__all__ = ["Weighed", "Weights", "main_predicate", "weigh"]


Weights = Sequence[Weight]
"""One weight per word of a report."""

_BEFORE_CUE = 4
_AFTER_CUE = 5
_REACH_OF_HEDGES = 3
_REACH_OF_TELLING = 8
"""Among how many words of a content its main verb is looked for."""
_BANDS: dict[Level, tuple[float, float]] = {
    "certain": (2.25, 3.0),
    "probable": (1.5, 2.25),
    "possible": (0.5, 1.5),
    "uncommitted": (0.0, 0.5),
}
_SURE = 3.0
_TELLING = 0.4
"""Least probability for a word to count as a predicate."""


_WITHOUT_EVIDENCE = r"without (?:(?:any|offering|providing|citing|giving|presenting) )*(?:evidence|proof)"
_FALSELY = re.compile(r"\b(?:falsely|wrongly|incorrectly|mistakenly|misleadingly)\b", re.IGNORECASE)
_BASELESSLY = re.compile(rf"\b(?:baselessly|{_WITHOUT_EVIDENCE})\b", re.IGNORECASE)
_NOT = re.compile(
    rf"\b(?:{'|'.join(NEGATIONS)}|no longer|refus\w+|declin\w+|fail(?:s|ed|ing|ure)? to|stopped short|"
    rf"(?!{_WITHOUT_EVIDENCE})without|unaware|"
    r"no (?:\w+ )?(?:knowledge|recollection|memory|conclusions?|opinion|position|comment)\b|"
    r"no (?=(?:\w+ )?(?:plans?|intentions?|desire|wish|interest|appetite|ambitions?)\b))\b|n['’]t\b|\bn t\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(r"not (?:\w+ )?(?:sure|certain)\b", re.IGNORECASE)
"""A cue of its own, and no negation of another."""
_NOT_AT_ALL = re.compile(rf"\b(?:{NOT_ONLY})\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:nobody|none|neither|not|no one|no(?! *[.\d]))\b", re.IGNORECASE)
"""Start of a negated source, such as "nobody" or "not everybody"."""
_FACTIVE = re.compile(
    r"kn(?:ew|ows?|own|owing|owledge)|aware|admi(?:t(?:s|ted|ting)?|ssions?)|acknowledg\w*|conced\w*|confess\w*|"
    r"reali[sz](?:e[sd]?|ing)|discover(?:s|ed|ing|y)?|learn(?:s|ed|t|ing)?|forg[eo]t\w*|regret(?:s|ted|ting)?"
)
"""Words that presuppose what they say somebody knew, admitted or learned; not what a court found."""
_OPENS_CLAUSE = (CLAUSE_OPENERS | SUBJECT_PRONOUNS) - {"whether", "if"}

_TOLD_OF = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:widely |also |still |now )?(?:said|claimed|thought|alleged|rumou?red|"
    r"reported|understood|reputed|feared) to\b|\bthere (?:is|are|was|were|have been) rumou?rs?\b",
    re.IGNORECASE,
)
"""What somebody, and nobody in particular, says: it stays open."""
_RUMOURS = re.compile(r"\brumou?rs?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The stance and certainty of one attribution."""

    stance: Stance | None
    certainty: Certainty | None
    page_certainty: Certainty | None
    colouring: Colouring | None


def weigh(words: Words, found: FoundAttribution, weights: Weights) -> Weighed:
    """Determine the stance and certainty of one attribution.

    Args:
        words: The report's words.
        found: The attribution.
        weights: The model's certainty scores of each word.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("The mayor claimed the dam could fail.")
    >>> found = FoundAttribution(source=((0, 2),), cue=(2, 3), contents=((3, 7),), confidence=1.0, evidence=none)
    >>> weighed = weigh(words, found, [Weight(2.0, 1.0)] * len(words))
    >>> weighed.stance, weighed.certainty.level, weighed.colouring
    ('says', 'possible', 'distancing')
    """
    leaning = in_context(words, found, leaning_of(words.texts[found.cue[0] : found.cue[1]]))
    if found.cue[0] == found.cue[1]:
        return _without_cue(words, found, leaning, weights)
    no = _negation(words, found)
    certainty = page = None
    is_about = bool(found.contents) and is_topic(words, found, leaning)
    if found.contents:
        if no is not None:
            certainty = _withheld(words, found, leaning, no, is_said=is_clause(words, found, weights))
        elif not is_about:
            certainty = _of_source(words, found, leaning, weights)
        page = _of_page(words, found, leaning, is_negated=no is not None)
    return Weighed(
        stance=_stance(words, found, leaning) if no is None and not is_about else None,
        certainty=certainty,
        page_certainty=page,
        colouring=leaning.colouring if no is None else None,
    )


def _without_cue(words: Words, found: FoundAttribution, leaning: Leaning, weights: Weights) -> Weighed:
    """Weigh a quotation that no words signal: only its own words tell how sure its speaker is."""
    level, hedges = _main_hedges(words, found, weights) if leaning.stance != "asks" else ("uncommitted", [])
    spans = tuple(sorted({_span(words, (i, i + 1)) for i in hedges}))
    certainty = Certainty(level=level, polarity="for", score=_score(level, "for", found, weights), spans=spans)
    page = Certainty(level="uncommitted", polarity="for", score=0.0, spans=())
    return Weighed(stance=leaning.stance, certainty=certainty, page_certainty=page, colouring=None)


def main_predicate(runs: Sequence[WordRange], weights: Weights) -> int | None:
    """Find the main predicate of a clause: its first clear predicate, or else its likeliest."""
    inside = [i for start, end in runs for i in range(start, end)]
    first = next((i for i in inside if weights[i].telling >= _TELLING), None)
    return first if first is not None else max(inside, key=lambda i: weights[i].telling, default=None)


def _stance(words: Words, found: FoundAttribution, leaning: Leaning) -> Stance:
    """Distinguish asking somebody to do something ("wants") from asking whether something is the case ("asks")."""
    opening = opening_of(words, found.contents)
    is_wish = leaning.stance == "asks" and opening is not None and words.lower[opening] == "to"
    return "wants" if is_wish else leaning.stance


def _withheld(
    words: Words, found: FoundAttribution, leaning: Leaning, no: WordRange, *, is_said: bool
) -> Certainty | None:
    """Return the certainty of a negated attribution.

    Who does not think so thinks that it is probably not so. Who does not want it is against it, and who cannot believe
    it knows it. Otherwise the source commits to nothing; about what is no clause it does not even leave anything open.

    Reference:
        Horn, "Remarks on Neg-Raising", Syntax and Semantics 9, 1978 ("does not think that it leaks").
    """
    span = _span(words, (min(no[0], found.cue[0]), max(no[1], found.cue[1])))
    is_nobody = any(start <= no[0] < end for start, end in found.source)
    if not is_nobody and (is_unwilling(words, found, leaning) or is_against(words, found, is_negated=True)):
        return Certainty(level="uncommitted", polarity="against", score=0.0, spans=(span,))
    if not is_said:
        return None
    if is_taken_for_true(words, found):
        return Certainty(level="certain", polarity="for", score=_SURE, spans=())
    if leaning.stance == "believes" and found.source and not is_nobody:
        return Certainty(level="probable", polarity="against", score=-_BANDS["probable"][1], spans=(span,))
    return Certainty(level="uncommitted", polarity="for", score=0.0, spans=(span,))


def _of_source(words: Words, found: FoundAttribution, leaning: Leaning, weights: Weights) -> Certainty:
    cue = _span(words, found.cue)
    if is_against(words, found):
        return Certainty(level="uncommitted", polarity="against", score=0.0, spans=(cue,))
    is_left = leaning.stance in {"wants", "asks"} or _is_hearsay(words, found) or is_open(words, found)
    if is_left or _is_told_of(words, found):
        return Certainty(level="uncommitted", polarity="for", score=0.0, spans=(cue,))
    polarity: Polarity = "against" if leaning.stance in {"denies", "doubts"} else "for"
    told, hedges = _main_hedges(words, found, weights)
    if is_permitted(words, found, hedges):
        told, hedges = "certain", []
    if polarity == "against" and told == "uncommitted":
        told, hedges = "certain", []  # "doubts whether it leaks"
    own: Level = "probable" if leaning.stance == "doubts" else leaning.level
    own = max(own, level_of_saying(words, found), key=list(_BANDS).index)
    level = max(told, own, key=list(_BANDS).index)
    spans = {_span(words, (i, i + 1)) for i in hedges}
    if own != "certain" or polarity == "against":
        spans.add(cue)
    return Certainty(
        level=level, polarity=polarity, score=_score(level, polarity, found, weights), spans=tuple(sorted(spans))
    )


def _is_told_of(words: Words, found: FoundAttribution) -> bool:
    """Check whether a cue, or a content's main clause, says that something is only told: "was said to have left"."""
    start, end = found.contents[0]
    last = min(end, start + _REACH_OF_TELLING)
    begins = _shown(words, (start, last))
    around = _shown(words, (_clause_start(words, found), found.cue[1]))
    meeting = f"{around} {begins}" if start == found.cue[1] and not found.source else around
    return any(map(_TOLD_OF.search, (begins, meeting))) or _RUMOURS.search(around) is not None


def _main_hedges(words: Words, found: FoundAttribution, weights: Weights) -> tuple[Level, list[int]]:
    """Find the hedges of a content's main clause: those before its predicate, or right after it."""
    contents = main_clause(words, found.contents)
    at = _beyond_subject(words, contents, weights)
    last = len(words) if at is None else at + _REACH_OF_HEDGES
    runs = [(start, min(end, last)) for start, end in contents if start < last]
    return hedges_in(words, runs)


def _beyond_subject(words: Words, contents: Sequence[WordRange], weights: Weights) -> int | None:
    """Find the main predicate of a clause, passing over those in its subject: "a fire that killed two may have …"."""
    has_passed = False
    for i in (i for run in contents for i in range(*run)):
        if weights[i].telling >= _TELLING or (has_passed and words.lower[i] in FINITE):
            if not _is_in_subject(words, i, contents[0][0]):
                return i
            has_passed = True
    return main_predicate(contents, weights)


def _is_in_subject(words: Words, i: int, first: int) -> bool:
    """Check for a predicate in a relative clause, a gerund that leads, and a participle: "known as", "killed by"."""
    word, before = words.lower[i], words.lower[i - 1] if i > first else ""
    if before in RELATIVE and i - 1 > first + 1:
        return True
    if word.endswith("ing"):
        return i <= first + 1 and before not in FORMS_OF_BE
    is_participle = word.endswith(("ed", "wn", "en")) and words.lower[i + 1 : i + 2] in {("as",), ("by",)}
    return is_participle and before.isalpha() and before not in AUXILIARIES


def _of_page(words: Words, found: FoundAttribution, leaning: Leaning, *, is_negated: bool) -> Certainty:
    """Return the page's certainty: a factive cue makes it certain, and words such as "falsely" the contrary."""
    cue = (_span(words, found.cue),)
    around = (_clause_start(words, found, across=","), _clause_end(words, found))
    shown = _shown(words, around)
    denied: tuple[tuple[re.Pattern[str], Level, float], ...] = (
        (_FALSELY, "certain", -3.0),
        (_BASELESSLY, "probable", -2.0),
    )
    for pattern, level, score in denied:
        run = next(_matches(pattern, words, found, around, shown), None)
        if run is not None:
            return Certainty(level=level, polarity="against", score=score, spans=(_span(words, run),))
    if not is_negated and leaning.stance != "denies" and _is_taken_as_fact(words, found):
        return Certainty(level="certain", polarity="for", score=3.0, spans=cue)
    shows = leaning.colouring == "distancing" or _is_hearsay(words, found)
    return Certainty(level="uncommitted", polarity="for", score=0.0, spans=cue if shows else ())


def _is_taken_as_fact(words: Words, found: FoundAttribution) -> bool:
    """Check whether a cue presupposes its content, and the content is a clause that nothing leaves open.

    Reference:
        Karttunen, "Some Observations on Factivity", Papers in Linguistics 1971 (which predicates presuppose their
        complement, negated too, and which only when they are not).
    """
    cue = words.texts[found.cue[0] : found.cue[1]]
    speaker = {words.lower[i] for start, end in found.source for i in range(start, end)}
    if not any(_FACTIVE.fullmatch(word.lower()) for word in cue) or not FIRST_PERSON.isdisjoint(speaker):
        return False
    start = found.contents[0][0]
    opens = {words.lower[start], words.lower[start - 1]} & _OPENS_CLAUSE
    is_named = words.shapes[start] in CAPITALISED
    return bool(opens or is_named) and hedges_in(words, found.contents)[0] == "certain"


def _is_hearsay(words: Words, found: FoundAttribution) -> bool:
    """Check whether the cue is an adverb of hearsay, which names no source: "reportedly"."""
    return _shown(words, found.cue).lower() in HEARSAY


def _score(level: Level, polarity: Polarity, found: FoundAttribution, weights: Weights) -> float:
    """Choose a score within the band of a level, from the model's score of the content's main predicate."""
    low, high = _BANDS[level]
    at = main_predicate(found.contents, weights)
    size = min(high, max(low, abs(weights[at].happened) if at is not None else high))
    return round(-size if polarity == "against" else size, 2)


def _negation(words: Words, found: FoundAttribution) -> WordRange | None:
    """Find the negation of a cue: inside it, shortly before it, or at the start of its source."""
    nobody = next((start for start, end in found.source if _NOBODY.match(_shown(words, (start, end)))), None)
    if nobody is not None:
        return nobody, nobody + 1
    around = (_clause_start(words, found), found.cue[1])
    shown = _shown(words, around)
    if _NOT_AT_ALL.search(shown):
        return None
    doubts = {run[0] for run in _matches(_DOUBTS, words, found, found.cue, _shown(words, found.cue))}
    return next((run for run in _matches(_NOT, words, found, around, shown) if run[0] not in doubts), None)


def _matches(
    pattern: re.Pattern[str], words: Words, found: FoundAttribution, around: WordRange, shown: str
) -> Iterator[WordRange]:
    """Find the words around a cue that match a pattern, except those inside its source.

    Args:
        pattern: The pattern.
        words: The report's words.
        found: The attribution.
        around: The words around its cue.
        shown: The same, as `_shown` shows them.
    """
    offset = words.starts[around[0]]
    for match in pattern.finditer(shown):
        run = words.covering(offset + match.start(), offset + match.end())
        if not any(start <= run[0] < end for start, end in found.source):
            yield run


def _clause_start(words: Words, found: FoundAttribution, *, across: str = "") -> int:
    """Find the start of the cue's clause: it contains no content and no other clause."""
    inside = {i for start, end in found.contents for i in range(start, end)}
    start = found.cue[0]
    paragraph = words.paragraphs[start]
    while start and found.cue[0] - start < _BEFORE_CUE and start - 1 not in inside:
        goes_on = words.lower[start - 1] not in CLAUSE_ENDS or words.texts[start - 1] == across
        if not goes_on or words.paragraphs[start - 1] != paragraph:
            break
        start -= 1
    return start


def _clause_end(words: Words, found: FoundAttribution) -> int:
    """Find the end of the cue's clause: "claimed, without evidence,"."""
    taken = {i for start, end in (*found.source, *found.contents) for i in range(start, end)}
    end = found.cue[1]
    paragraph = words.paragraphs[end - 1]
    while end < len(words) and end - found.cue[1] < _AFTER_CUE and end not in taken:
        if words.texts[end] == "." or words.paragraphs[end] != paragraph:
            break
        end += 1
    return end


def _shown(words: Words, run: WordRange) -> str:
    """Join words with the spaces between them, so that offsets in the result correspond to offsets in the text."""
    parts: list[str] = []
    at = words.starts[run[0]]
    for i in range(*run):
        parts.append(" " * (words.starts[i] - at) + words.texts[i])
        at = words.ends[i]
    return "".join(parts)


def _span(words: Words, run: WordRange) -> Span:
    return Span(words.starts[run[0]], words.ends[run[1] - 1])
