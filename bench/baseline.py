"""The rule-based baseline: quotation marks, reporting verbs, "according to" and "reportedly"; no learning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.reports import Marked
from whence.reading.segmenting import Mark, Shape, Words, segment

__all__ = ["mark_with_rules"]

Range = tuple[int, int]
"""Half-open range of words."""

_IRREGULAR = """
feel felt, find found, foresee foresaw, foretell foretold, say said, show showed,
swear swore, tell told, think thought, understand understood, write wrote
"""
_DOUBLED = "admit concur infer quip refer regret submit".split()
_REGULAR = """
accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assess assume assure
attest beg believe blame blast boast call caution charge cite claim clarify comment complain concede conclude
concur condemn confess confide confirm consider contend counter criticize criticise declare decline decry defend demand
denounce deny describe disclose dismiss dispute divulge doubt echo emphasize emphasise endorse estimate exclaim expect
explain expose express fear forecast hint hope imagine imply indicate infer inform insinuate insist interpret joke
lament learn maintain mention mock muse note object observe oppose opine outline ponder portray praise predict presume
pretend proclaim promise propose protest question quip reaffirm realize realise reassure recall reckon recommend
recount refer refuse refute regret reiterate reject remark remember remind repeat reply report request respond
retort reveal scoff signal slam speculate stipulate stress submit suggest support suppose surmise suspect
tease testify threaten tout tweet underline urge vouch vow want warn whisper wonder worry pledge plead
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
_OPENERS = frozenset("the a an one two some many several former his her their".split()) | _PRONOUNS
_DESCRIBING = frozenset("the a an who whose his her its former".split())
_ASIDES = frozenset("on in at during last this after to as of about earlier".split())
_GOES_ON = frozenset("while as adding citing according and but even despite which".split())
_PLAIN = frozenset("say says said show shows told".split())
_CLOSERS = frozenset(["”", "’", '"', "''", "»"])
_STOPS = frozenset(",.;:—–-")
_HEDGES = frozenset("reportedly allegedly supposedly purportedly".split())
_TITLES = frozenset("mr mrs ms dr sen gov rep gen col st jr sr prof rev no vs".split())

# Words before a comma that are an adverbial ("In May, she said …") more often than something said.
_SHORT = 4


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
    ["stated", "stating", "posted", "continued", "continues"], *map(_inflect, _REGULAR.split()), *(_inflect(verb) - {verb + "ed"} | {past} for verb, past in _PAIRS)
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
        for one in _read_text(words, lower)
    ]


def _read_text(words: Words, lower: tuple[str, ...]) -> list[_Found]:
    """Read sentence by sentence; one that is all quotation goes on with what was said before in its paragraph."""
    found: list[_Found] = []
    for start, end in _cut_sentences(words, lower):
        is_quotation = Mark.OUTSIDE not in words.marks[start:end]
        if is_quotation and found and (words.paragraphs[start - 1] == words.paragraphs[start] or lower[start - 1] == ":"):
            found[-1] = replace(found[-1], contents=(*found[-1].contents, (start, end)))
        else:
            found += _read_sentence(_Sentence(words=words, lower=lower, start=start, end=end))
    return [one for one in found if any(end > start for start, end in one.contents)]


def _cut_sentences(words: Words, lower: tuple[str, ...]) -> Iterator[Range]:
    """Cut at full stops, those within a quotation aside, and after a quotation that ends with one."""
    start = 0
    for i in range(1, len(words)):
        new_paragraph = words.paragraphs[i] != words.paragraphs[i - 1]
        last = i - 2 if words.marks[i - 1] == Mark.CLOSES else i - 1
        stops = last > start and words.texts[last] in ".?!" and not _is_short(lower[last - 1])
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
        elif lower[i] in _VERBS and (words.shapes[i] == Shape.LOWER or words.paragraphs[i] == 0):
            found = _read_verb(sentence, i, last)
        if found is not None:
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
    quoted_before = any(word in _CLOSERS for word in words.texts[max(sentence.start, first - 2) : first])
    if (quoted_before or (before == "," and last is None)) and _starts_phrase(sentence, verb + 1):
        source = (verb + 1, _phrase_end(sentence, verb + 1))
        return _Found(source=source, cue=cue, contents=((sentence.start, first), (source[1], sentence.end)))
    inherits = before in ("and", "but") or (before == "," and (last is not None or lower[verb].endswith("ing")))
    if inherits:
        source = last.source if last else _subject(sentence)
    else:
        source = _phrase_before(sentence, first, is_plain=lower[verb] in _PLAIN)
    if source is None:
        return None
    said = _what_follows(sentence, verb + 1)
    if inherits or last is not None or not _ends_clause(sentence, source[0]):
        return _Found(source=source, cue=cue, contents=(said,))
    if verb + 1 < sentence.end and lower[verb + 1] not in _STOPS and lower[verb + 1] not in _ASIDES:
        return _Found(source=source, cue=cue, contents=(said,))
    rest = said if verb + 1 < sentence.end and lower[verb + 1] == "," else (0, 0)
    return _Found(source=source, cue=cue, contents=((sentence.start, source[0]), rest))


def _starts_phrase(sentence: _Sentence, at: int) -> bool:
    if at >= sentence.end or sentence.words.marks[at] != Mark.OUTSIDE:
        return False
    return sentence.words.shapes[at] in (Shape.TITLE, Shape.UPPER, Shape.MIXED) or sentence.lower[at] in _OPENERS


def _phrase_end(sentence: _Sentence, at: int) -> int:
    """Find the end of the noun phrase that begins here, with the description that a comma may add to it."""
    end = _border(sentence, at)
    if sentence.lower[end : end + 1] == (",",) and end + 1 < sentence.end and sentence.lower[end + 1] in _DESCRIBING:
        end = _border(sentence, end + 1)
    return end


def _phrase_before(sentence: _Sentence, end: int, *, is_plain: bool) -> Range | None:
    """Find the noun phrase that ends here, with a description between commas."""
    lower = sentence.lower
    if lower[end - 1] in _PRONOUNS:
        return end - 1, end
    start = _phrase_start(sentence, end)
    if start == end and lower[end - 1] == ",":
        comma = next((i for i in range(end - 2, sentence.start, -1) if lower[i] == ","), sentence.start)
        start = _phrase_start(sentence, comma)
        end -= 1
        if start == comma:
            return None
    is_named = any(_starts_phrase(sentence, i) for i in range(start, end))
    return (start, end) if start < end and (is_named or is_plain) else None


def _subject(sentence: _Sentence) -> Range | None:
    """Find the pronoun or name that a sentence begins with."""
    start = end = sentence.start
    while end < sentence.end and sentence.words.shapes[end] in (Shape.TITLE, Shape.UPPER):
        end += 1
        if sentence.lower[start] in _PRONOUNS:
            break
    return (start, end) if end > start else None


def _phrase_start(sentence: _Sentence, end: int) -> int:
    start = end
    while start > sentence.start and not _parts(sentence, start - 1):
        start -= 1
    return start


def _border(sentence: _Sentence, at: int) -> int:
    return next((i for i in range(at, sentence.end) if _parts(sentence, i)), sentence.end)


def _parts(sentence: _Sentence, at: int) -> bool:
    """Tell whether a word stands between phrases: most punctuation, quotation marks, conjunctions."""
    words, word = sentence.words, sentence.lower[at]
    if words.shapes[at] == Shape.PUNCTUATION:
        joins = word in "'’-&()" or (word == "." and _is_short(sentence.lower[at - 1]))
        return words.marks[at] != Mark.OUTSIDE or not joins
    return word in _BREAKERS and not (word == "and" and words.shapes[at - 1] == words.shapes[at + 1] == Shape.TITLE)


def _ends_clause(sentence: _Sentence, at: int) -> bool:
    closes = at > sentence.start and (sentence.lower[at - 1] == "," or sentence.words.marks[at - 1] == Mark.CLOSES)
    return closes and at - sentence.start > _SHORT


def _what_follows(sentence: _Sentence, at: int) -> Range:
    """Find what is said: from a "that" or a quotation close by, or from here."""
    for i in range(at, min(at + 8, sentence.end)):
        if sentence.lower[i] in ("that", ":") or sentence.words.marks[i] == Mark.OPENS:
            return i, _content_end(sentence, i)
    return at, _content_end(sentence, at)


def _content_end(sentence: _Sentence, at: int) -> int:
    """Find where a clause goes on with something else, outside quotation marks."""
    for i in range(at, sentence.end - 1):
        if sentence.words.marks[i] == Mark.OUTSIDE and (
            sentence.lower[i] == ";" or (sentence.lower[i] == "," and sentence.lower[i + 1] in _GOES_ON)
        ):
            return i
    return sentence.end


def _is_short(word: str) -> bool:
    """Tell whether a full stop after the word marks it as an initial or a title."""
    return word in _TITLES or (len(word) == 1 and word.isalpha())


def _spans(words: Words, run: Range | None) -> list[list[int]]:
    """Give the characters of a run of words, without the punctuation at its ends."""
    if run is None:
        return []
    spoken = [i for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION]
    return [[words.starts[spoken[0]], words.ends[spoken[-1]]]] if spoken else []
