"""The rule-based baseline: quotation marks, reporting verbs, "according to" and "reportedly"; no learning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.reports import Marked
from whence.reading.segmenting import Mark, Shape, Words, segment

__all__ = ["mark_with_rules"]

Range = tuple[int, int]
"""Half-open range of words."""

_IRREGULAR = """
feel felt, find found, foresee foresaw, foretell foretold, hear heard, know knew, say said, see saw, show showed,
speak spoke, swear swore, tell told, think thought, understand understood, write wrote
"""
_DOUBLED = "admit concur infer quip refer regret submit".split()
_REGULAR = """
accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assess assume assure
attest back beg believe blame blast boast call caution charge cite claim clarify comment complain concede conclude
concur condemn confess confide confirm consider contend counter criticize criticise declare decline decry defend demand
denounce deny describe disclose dismiss dispute divulge doubt echo emphasize emphasise endorse estimate exclaim expect
explain expose express fear forecast hint hope imagine imply indicate infer inform insinuate insist interpret joke
lament learn maintain mention mock muse note object observe oppose opine outline ponder portray praise predict presume
pretend proclaim promise propose protest question quip reaffirm realize realise reason reassure recall reckon recommend
recount refer refuse refute regret reiterate reject relate remark remember remind repeat reply report request respond
retort reveal rule scoff signal slam speculate state stipulate stress submit suggest support suppose surmise suspect
tease testify threaten tout tweet underline underscore urge vouch vow want warn whisper wonder worry pledge plead post
"""
_AUXILIARIES = frozenset("has have had would will could may might must should did does do not also then later".split())
_BREAKERS = frozenset(
    "that but as when while because if although though what which whether where who whom how than so after before since"
    " and or until unless".split()
)
_NOT_BEFORE_A_VERB = frozenset(
    "the a an this these those his her their its my our your no any some every each of in for by on with to from s be"
    " is are was were been being".split()
)
_PRONOUNS = frozenset("i he she it we you they who".split())
_HEDGES = frozenset("reportedly allegedly supposedly purportedly apparently".split())
_TITLES = frozenset("mr mrs ms dr sen gov rep gen col st jr sr prof rev u s d no vs".split())


def _inflect(verb: str) -> set[str]:
    """Write a verb in all its forms but the irregular past.

    >>> sorted(_inflect("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    third = re.sub(r"([^aeiou])y$", r"\1ie", re.sub(r"(s|sh|ch|x|o)$", r"\1e", verb)) + "s"
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    past = re.sub(r"([^aeiou])y$", r"\1ie", stem).removesuffix("e") + "ed"
    return {verb, third, past, re.sub(r"([^e])e$", r"\1", stem) + "ing"}


_PAIRS = [pair.split() for pair in _IRREGULAR.split(",")]
_VERBS = frozenset().union(
    *map(_inflect, _REGULAR.split()), *(_inflect(verb) - {verb + "ed"} | {past} for verb, past in _PAIRS)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    words: Words
    lower: tuple[str, ...]
    """All words of the text in small letters."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    source: Range | None
    cue: Range
    contents: tuple[Range, ...]


def mark_with_rules(text: str) -> list[Marked]:
    """Find the attributions of a text.

    >>> text = "“The bridge is safe,” said Ines Okafor, the harbour master."
    >>> [[text[start:end] for start, end in spans] for spans in mark_with_rules(text)[0].values()]
    [['Ines Okafor, the harbour master'], ['said'], ['The bridge is safe']]
    """
    words = segment(text)
    lower = tuple(word.lower() for word in words.texts)
    return [
        {
            "source": _spans(words, one.source),
            "cue": _spans(words, one.cue),
            "content": [span for run in one.contents for span in _spans(words, run)],
        }
        for start, end in _cut_sentences(words, lower)
        for one in _read_sentence(_Sentence(words=words, lower=lower, start=start, end=end))
    ]


def _cut_sentences(words: Words, lower: tuple[str, ...]) -> Iterator[Range]:
    """Cut at full stops, those within a quotation aside, and after a quotation that ends with one."""
    start = 0
    for i in range(1, len(words)):
        new_paragraph = words.paragraphs[i] != words.paragraphs[i - 1]
        last = i - 2 if words.marks[i - 1] == Mark.CLOSES else i - 1
        stops = last > start and words.texts[last] in ".?!" and lower[last - 1] not in _TITLES
        # “Why?” he asked. “No.” He left.
        ends = stops and words.marks[i - 1] != Mark.INSIDE and (last == i - 1 or words.texts[last] == ".")
        if new_paragraph or (ends and words.shapes[i] != Shape.LOWER):
            yield start, i
            start = i
    if len(words):
        yield start, len(words)


def _read_sentence(sentence: _Sentence) -> Iterator[_Found]:
    words, lower = sentence.words, sentence.lower
    last: _Found | None = None
    for i in range(sentence.start, sentence.end):
        if words.marks[i] == Mark.INSIDE:
            continue
        found: _Found | None = None
        if lower[i] in _HEDGES:
            found = _around(sentence, None, (i, i + 1))
        elif lower[i : i + 2] == ("according", "to"):
            found = _around(sentence, (i + 2, _phrase_end(sentence, i + 2)), (i, i + 2))
        elif lower[i] in _VERBS:
            found = _read_verb(sentence, i, last)
        if found is not None and any(end > start for start, end in found.contents):
            last = found
            yield found


def _around(sentence: _Sentence, source: Range | None, cue: Range) -> _Found:
    """Take all of the sentence but source and cue for the content."""
    end = source[1] if source else cue[1]
    return _Found(source=source, cue=cue, contents=((sentence.start, cue[0]), (end, sentence.end)))


def _read_verb(sentence: _Sentence, verb: int, last: _Found | None) -> _Found | None:
    words, lower = sentence.words, sentence.lower
    first = verb
    while first > sentence.start and (lower[first - 1] in _AUXILIARIES or lower[first - 1].endswith("ly")):
        first -= 1
    before = lower[first - 1] if first > sentence.start else ""
    if before in _NOT_BEFORE_A_VERB or not before:
        return None
    cue = (first, verb + 1)
    quoted_before = Mark.CLOSES in words.marks[max(sentence.start, first - 2) : first]
    if (quoted_before or (before == "," and last is None)) and _starts_phrase(sentence, verb + 1):
        source = (verb + 1, _phrase_end(sentence, verb + 1))
        return _Found(source=source, cue=cue, contents=((sentence.start, first), (source[1], sentence.end)))
    inherits = before in (",", "and", "but") and last is not None
    source = last.source if inherits and last else _phrase_before(sentence, first)
    if source is None:
        return None
    said = _what_follows(sentence, verb + 1)
    if inherits or last is not None or not _ends_clause(sentence, source[0]):
        return _Found(source=source, cue=cue, contents=(said,))
    if verb + 1 < sentence.end and lower[verb + 1] not in (",", ".") and not _is_aside(sentence, verb + 1):
        return _Found(source=source, cue=cue, contents=(said,))
    rest = said if verb + 1 < sentence.end and lower[verb + 1] == "," else (0, 0)
    return _Found(source=source, cue=cue, contents=((sentence.start, source[0]), rest))
