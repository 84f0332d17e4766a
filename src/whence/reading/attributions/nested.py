"""Nested attributions: those whose cue stands within the content of another.

For outlets and officials that passed words on, see `whence.reading.attributions.relays`; the editor's question about
words from another outlet is asked in `whence.reading.findings.second_hand`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from whence.language.english import AUXILIARIES, OBJECT_PRONOUNS, SAYING
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import Words
from whence.reading.attributions.acts import attributes
from whence.reading.attributions.source_borders import settle_source
from whence.reading.attributions.split_cues import join_split_cues
from whence.reading.attributions.stance import leaning_of
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["candidates_within", "find_nested", "tidy_nested", "unfold"]

_OF_THE_MIND = frozenset({"believes", "knows", "wants"})
_ENTITLING = frozenset({"entitled", "right", "free", "able", "unable", "allowed", "permitted"})
"""Before an infinitive these tell what somebody may do: "entitled to conclude that it was safe"."""
_RIGHT = re.compile(r"\b(?:has|have|had) (?:the|a|every|no) right$")
_SPOKEN_ABOUT = re.compile(r"\b(?:was|were|had been) (?:\w+ )?(?:referring|alluding|talking)\b")
_TOLD = frozenset({"told", "promised", "assured", "asked"})
_MOST_ADDRESSED = 5
"""Words before a quotation within a quotation: "said to me, ‘…’"."""
_STOPS = frozenset({",", ".", "?", "!", "…"})
# Before a verb of saying, these make it part of a description: "a man who once said that …".
_DESCRIBING = frozenset({"who", "which", "that", "once", "also", "later", "first"})


def candidates_within(
    words: Words, found: Sequence[FoundAttribution], candidates: Sequence[FoundAttribution]
) -> list[FoundAttribution]:
    """Find what may be an attribution within another's content; `weigh_nested` decides.

    Args:
        words: The report's words.
        found: The attributions that stand by themselves.
        candidates: What the model scored as a cue within another's content.
    """
    settled = (_without_rebuttal(words, settle_source(words, one)) for one in tidy_nested(words, candidates))
    tidied = (one for one in settled if attributes(words, one) and not _is_unsaid(words, one))
    return join_split_cues(find_nested(found, list(tidied)))


def _without_rebuttal(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Take off what is held against "you", and whom you told: "You told | us it was safe, and it was not"."""
    sources = {words.lower[i] for start, end in one.source for i in range(start, end) if words.texts[i].isalpha()}
    told = {words.lower[i] for run in one.contents for i in range(*run)}
    is_told = sources == {"you"} and not _TOLD.isdisjoint(words.lower[slice(*one.cue)])
    if not is_told or len(one.contents) != 1 or not told.isdisjoint({"i", "‘"}):
        return one
    start, end = one.contents[0]
    start += words.lower[start] in OBJECT_PRONOUNS and end > start + 1 and words.lower[start + 1] != "to"
    stop = next((i for i in range(start + 1, end - 1) if words.texts[i] == "," and _rebuts(words, i + 1)), end)
    return replace(one, contents=((start, stop),))


def _rebuts(words: Words, at: int) -> bool:
    """Check for what follows a comma and is no longer what "you" said: "and it was not", "didn't you"."""
    is_joined = words.lower[at] in {"and", "but"} and {"that", "if"}.isdisjoint(words.lower[at + 1 : at + 2])
    return is_joined or words.lower[at] in AUXILIARIES or words.texts[at].endswith("n")


def _is_unsaid(words: Words, one: FoundAttribution) -> bool:
    """Check for what nobody says in somebody's words: what one may do, or what was only spoken about."""
    start = one.cue[0]
    shown = " ".join(words.lower[slice(*one.cue)])
    to = start if words.lower[start] == "to" else start - 1
    is_may = start > 1 and words.lower[to] == "to" and words.lower[to - 1] in _ENTITLING
    is_right = _RIGHT.search(shown) is not None and any(words.lower[run[0]] == "to" for run in one.contents)
    return is_may or is_right or _SPOKEN_ABOUT.search(shown) is not None or _is_anybody(words, one)


def _is_anybody(words: Words, one: FoundAttribution) -> bool:
    """Check for what "you" think, want or know in somebody's words: of whoever listens, or of anybody, it is not told.

    What "you told me" is told.
    """
    source = [words.lower[i] for run in one.source for i in range(*run)]
    cue = tuple(words.lower[i] for i in range(*one.cue))
    return source == ["you"] and leaning_of(cue).stance in _OF_THE_MIND


def tidy_nested(words: Words, candidates: Sequence[FoundAttribution]) -> Iterator[FoundAttribution]:
    """Take off candidates' words the marks of the quotation around them, and give each cue all of its verb.

    Args:
        words: The report's words.
        candidates: Attributions that only count within another's content.
    """
    heads = {one.cue[0] for one in candidates}
    return (_tidied(words, one, heads) for one in candidates)


def find_nested(found: Sequence[FoundAttribution], candidates: Sequence[FoundAttribution]) -> list[FoundAttribution]:
    """Choose the candidates that stand within the content of an attribution, and perhaps within each other's.

    Args:
        found: The attributions that stand by themselves.
        candidates: Attributions that only count within another's content.

    Returns:
        In the order of their cues, each with only those words of its content that lie within the content around it.
    """
    if not candidates:
        return []
    taken = {i for one in found for i in range(*one.cue)}
    pieces = sorted(
        ((run, one.contents) for one in found for run in one.contents), key=lambda piece: piece[0][0] - piece[0][1]
    )
    # Of the contents around a word the smallest is written last.
    around = {i: (run, whole) for run, whole in pieces for i in range(*run)}
    chosen: list[FoundAttribution] = []
    for one in sorted(candidates, key=lambda one: one.cue):
        run, whole = around.get(one.cue[0], ((0, 0), ()))
        parts = [(max(start, first), min(end, last)) for first, last in one.contents for start, end in whole]
        kept = tuple(part for part in parts if part[0] < part[1])
        if one.cue[1] <= run[1] and kept and taken.isdisjoint(range(*one.cue)):
            chosen.append(replace(one, contents=kept))
    return chosen


def _tidied(words: Words, one: FoundAttribution, heads: Collection[int]) -> FoundAttribution:
    """Take the marks of the quotation around it off a nested attribution, and the auxiliary's verb into its cue.

    Args:
        words: The report's words.
        one: The attribution.
        heads: First words of the cues of all candidates.
    """
    cue, contents = one.cue, one.contents
    if contents and cue[1] == contents[0][0] and cue[1] in heads and words.lower[cue[1] - 1] in AUXILIARIES:
        cue, contents = (cue[0], cue[1] + 1), ((cue[1] + 1, contents[0][1]), *contents[1:])
    quoted = _quoted_within(words, contents[0]) if words.marks[cue[0]] == Mark.INSIDE and len(contents) == 1 else None
    contents = (quoted,) if quoted else tuple(_with_marks(words, _without_marks(words, run)) for run in contents)
    source = tuple(_without_possessive(words, _without_marks(words, run)) for run in one.source)
    return replace(one, cue=cue, source=source, contents=tuple(run for run in contents if run[0] < run[1]))


def _without_marks(words: Words, run: WordRange) -> WordRange:
    """Take off the marks at the edges that belong to the quotation around."""
    start, end = run
    marks = [words.marks[i] for i in range(start, end)]
    spare = marks.count(Mark.OPENS) - marks.count(Mark.CLOSES)
    if spare > 0 and marks[0] == Mark.OPENS:
        start += 1
    if spare < 0 and marks[-1] == Mark.CLOSES:
        end -= 1
    while start < end and words.texts[end - 1] in {",", "."} and spare < 0:
        end -= 1
    return start, end


def _with_marks(words: Words, run: WordRange) -> WordRange:
    """Add the marks right around a quotation, as contents that stand by themselves have them."""
    start, end = run
    closes = next((i for i in range(end, min(end + 2, len(words))) if words.marks[i] == Mark.CLOSES), None)
    if not start or words.marks[start - 1] != Mark.OPENS or closes is None:
        return run
    return (start - 1, closes + 1) if closes == end or words.texts[end] in _STOPS else run


def _without_possessive(words: Words, run: WordRange) -> WordRange:
    """Take off the ending of "the ministry's" before "denial"."""
    start, end = run
    ending = words.texts[max(start, end - 2) : end]
    if end - start > len(ending) and ending in {("'", "s"), ("’", "s")}:
        return start, end - 2
    return (start, end - 1) if end - start > 1 and ending[-1] in APOSTROPHES else run


def _quoted_within(words: Words, run: WordRange) -> WordRange | None:
    """Find the words between single marks that a content begins with, perhaps after whom they were said to."""
    opens = next(
        (i for i in range(run[0], min(run[1], run[0] + _MOST_ADDRESSED)) if words.texts[i] in {"‘", "'"}), None
    )
    if opens is None:
        return None
    closing = {"’" if words.texts[opens] == "‘" else "'"}
    ends = (i for i in range(opens + 2, run[1]) if words.texts[i] in closing and words.texts[i - 1] in _STOPS)
    closes = next(ends, None)
    return None if closes is None else (opens, closes + 1)


def unfold(words: Words, found: Iterable[FoundAttribution]) -> Iterator[FoundAttribution]:
    """Divide an attribution whose source says itself who told of it into the outer and the inner one.

    Args:
        words: The report's words.
        found: Attributions as the model finds them; those with a plain source are returned as they are.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("A guard said that the mayor had told Orlin it leaked.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((0, 6),), cue=(6, 8), contents=((9, 11),), confidence=0.9, evidence=nothing)
    >>> [[" ".join(words.texts[a:b]) for a, b in each.source] for each in unfold(words, [one])]
    [['A guard'], ['the mayor']]
    """
    for one in found:
        said = _said_within_source(words, one)
        if said is None:
            yield one
            continue
        (start, end), *_ = one.source
        last = max(one.cue[1], *(run[1] for run in one.contents))
        yield replace(one, source=((start, said),), cue=(said, said + 1), contents=((said + 1, last),))
        yield replace(one, source=((said + 2, end),))


def _said_within_source(words: Words, one: FoundAttribution) -> int | None:
    """Find "said" of "a guard said that the mayor", where that stands for the source of what follows."""
    if len(one.source) != 1 or one.source[0][1] != one.cue[0] or not one.contents:
        return None
    start, end = one.source[0]
    texts = list(words.lower[start:end])
    for i in range(1, len(texts) - 2):
        is_described = texts[i - 1] in _DESCRIBING or texts[i - 1].endswith("ly")
        if texts[i] in SAYING and texts[i + 1] == "that" and not is_described:
            return start + i
    return None
