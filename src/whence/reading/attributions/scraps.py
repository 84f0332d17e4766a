"""Attributions that tell a reader nothing: of a pronoun, "why" alone or a heading, and what nobody has said."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from whence.language.english import AUXILIARIES, CLAUSE_OPENERS, DEMONSTRATIVES, PHRASE_ENDS, RELATIVE, THIRD_PERSON
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words
from whence.reading.attributions.stance import leaning_of
from whence.reading.attributions.standing_chance import made_unsure
from whence.reading.model.decode import FoundAttribution

__all__ = ["weigh_scraps"]

_FEWEST, _MOST = 3, 4
"""Words of the shortest clause that begins with a question, and of the longest scrap."""
_LONGEST_HEADING = 12
"""Words of a heading within the text."""
_NO_ONE = frozenset({("nobody",), ("no", "one"), ("no", "-", "one")})
_SAYS = frozenset({"say", "says", "tell", "tells", "believe", "believes", "think", "thinks"})
"""What whoever is spoken of after "if" has not done yet."""
_IGNORES = frozenset({"ignore", "ignores", "ignored", "ignoring"})
_SMALL = THIRD_PERSON | AUXILIARIES | DEMONSTRATIVES | CLAUSE_OPENERS | {"what", "which", "because", "as", "so", "for"}
_EMPTY = _SMALL | PHRASE_ENDS | {"me", "us", "you", "i", "we"}


def weigh_scraps(words: Words, found: Sequence[FoundAttribution]) -> Iterator[FoundAttribution]:
    """Make an attribution unsure whose content has no word of its own: "which she noticed", "a study explains why".

    A denial, a quotation, however short, and a clause that begins with a question, "what she did", tell something; "a
    claim that it denies" does not. Headings within the text, in which nobody is said to say them, are unsure, too, and
    so is what somebody has not said: "nobody warned them", "if the bank says so", "ignored a letter".

    Args:
        words: The report's words.
        found: Its attributions.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("A study explains why.")
    >>> one = FoundAttribution(source=((0, 2),), cue=(2, 3), contents=((3, 4),), confidence=0.9, evidence=none)
    >>> [each.confidence for each in weigh_scraps(words, [one])]
    [0.45]
    """
    for one in found:
        is_empty = _is_scrap(words, one) or _is_subheading(words, one) or _is_unsaid(words, one)
        yield made_unsure(one) if is_empty else one


def _is_unsaid(words: Words, one: FoundAttribution) -> bool:
    """Check for a subject that denies that anybody speaks, for a condition, and for what is left unheard."""
    if words.lower[one.cue[1] - 1] in _IGNORES:
        return True
    if len(one.source) != 1 or one.source[0][1] > one.cue[0]:
        return False
    start, end = one.source[0]
    shown = words.lower[start:end]
    is_condition = end == one.cue[0] and start > 0 and words.lower[start - 1] in {"if", "unless"}
    return shown in _NO_ONE or shown[0] == "none" or (is_condition and not _SAYS.isdisjoint(words.lower[end : end + 1]))


def _is_subheading(words: Words, one: FoundAttribution) -> bool:
    """Check for a line within the text, without a stop, in which nobody is said to say it: "2. A call for peace"."""
    at = one.cue[0]
    if one.source or at == one.cue[1] or words.paragraphs[at] == 0:
        return False
    start, end = (
        bisect_left(words.paragraphs, words.paragraphs[at]),
        bisect_right(words.paragraphs, words.paragraphs[at]),
    )
    is_short = end - start <= _LONGEST_HEADING and words.shapes[end - 1] != Shape.PUNCTUATION
    return is_short and all(words.marks[i] == Mark.OUTSIDE for i in range(start, end))


def _is_scrap(words: Words, one: FoundAttribution) -> bool:
    spoken = [i for run in one.contents for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION]
    is_answer = leaning_of(words.lower[slice(*one.cue)]).stance == "denies"
    if is_answer and any(words.lower[i] not in RELATIVE for i in spoken):
        return False  # "The firm denies it" answers what the page tells; "a claim that it denies" tells nothing.
    if not 0 < len(spoken) <= _MOST or any(words.marks[i] != Mark.OUTSIDE for i in spoken):
        return False
    said = [words.lower[i] for i in spoken]
    is_question = len(said) >= _FEWEST and said[0] in CLAUSE_OPENERS - {"that"}
    return _EMPTY.issuperset(said) and not is_question
