"""The rule-based baseline: quotation marks, reporting verbs, "according to" and "reportedly"; no learning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench import lexicon
from bench.reports import Marked
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words, segment

__all__ = ["mark_with_rules"]

# A shorter beginning before a comma is more often an adverbial ("In May, she said …") than a content.
_FEW_WORDS = 4

Run = tuple[int, int]
"""Half-open range of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    words: Words
    lower: tuple[str, ...]
    """All words of the text, in lower case."""
    start: int
    end: int

    def word(self, at: int) -> str:
        return self.lower[at] if self.start <= at < self.end else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    source: Run | None
    cue: Run
    contents: tuple[Run, ...]


def mark_with_rules(text: str) -> list[Marked]:
    """Find the attributions of a text.

    >>> text = "“The bridge is safe,” said Ines Okafor, the harbour master."
    >>> [[text[start:end] for start, end in spans] for spans in mark_with_rules(text)[0].values()]
    [['Ines Okafor, the harbour master'], ['said'], ['The bridge is safe']]
    """
    words = segment(text)
    marked: list[Marked] = [
        {
            "source": _spans(words, one.source) if one.source else [],
            "cue": _spans(words, one.cue),
            "content": [span for run in one.contents for span in _spans(words, run)],
            "is_nested": False,
        }
        for one in _read_text(words)
    ]
    return [one for one in marked if one["content"]]


def _spans(words: Words, run: Run) -> list[list[int]]:
    """Get the character range of a run, without punctuation at its ends; nothing if it is all punctuation."""
    spoken = [i for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION]
    return [[words.starts[spoken[0]], words.ends[spoken[-1]]]] if spoken else []


def _read_text(words: Words) -> list[_Found]:
    """Read sentence by sentence; a sentence that is all quotation continues the attribution before it."""
    lower = tuple(word.lower() for word in words.texts)
    found: list[_Found] = []
    for start, end in _cut_sentences(words, lower):
        goes_on = words.paragraphs[start - 1] == words.paragraphs[start] or lower[start - 1] == ":"
        if found and goes_on and Mark.OUTSIDE not in words.marks[start:end]:
            found[-1] = replace(found[-1], contents=(*found[-1].contents, (start, end)))
        else:
            found += _read_sentence(_Sentence(words=words, lower=lower, start=start, end=end))
    return found


def _cut_sentences(words: Words, lower: tuple[str, ...]) -> Iterator[Run]:
    """Split at full stops, but not within a quotation, nor after one that ends in a question mark: “Why?” he asked."""
    start = 0
    for i in range(1, len(words)):
        is_quoted = words.marks[i - 1] == Mark.CLOSES
        stop = i - 2 if is_quoted else i - 1
        stops = (
            stop > start
            and words.texts[stop] in ((".",) if is_quoted else tuple(".?!"))
            and not _is_short(lower[stop - 1])
        )
        ends = stops and words.marks[i - 1] != Mark.INSIDE and words.shapes[i] != Shape.LOWER
        if ends or words.paragraphs[i] != words.paragraphs[i - 1]:
            yield start, i
            start = i
    if len(words):
        yield start, len(words)


def _is_short(word: str) -> bool:
    """Check whether a full stop after the word marks a title or an initial."""
    return word in lexicon.ABBREVIATED or (len(word) == 1 and word.isalpha())


def _read_sentence(sentence: _Sentence) -> Iterator[_Found]:
    words, last = sentence.words, None
    for i in range(sentence.start, sentence.end):
        word, found = sentence.lower[i], None
        if words.marks[i] == Mark.INSIDE:
            continue
        if word in lexicon.HEDGES:
            found = _Found(source=None, cue=(i, i + 1), contents=((sentence.start, i), (i + 1, sentence.end)))
        elif word == "according" and sentence.word(i + 1) == "to":
            end = _phrase_end(sentence, i + 2)
            found = _Found(source=(i + 2, end), cue=(i, i + 2), contents=((sentence.start, i), (end, sentence.end)))
        elif word in lexicon.VERBS and (words.shapes[i] == Shape.LOWER or words.paragraphs[i] == 0):
            found = _read_verb(sentence, i, last)
        if found:
            last = found
            yield found


def _read_verb(sentence: _Sentence, verb: int, last: _Found | None) -> _Found | None:
    first = verb
    while sentence.word(first - 1) in lexicon.AUXILIARIES or sentence.word(first - 1).endswith("ly"):
        first -= 1
    cue, before = (first, verb + 1), sentence.word(first - 1)
    if not before or before in lexicon.NOUN_FOLLOWS:
        return None
    is_after_quotation = before in lexicon.CLOSING_MARKS or sentence.word(first - 2) in lexicon.CLOSING_MARKS
    if (is_after_quotation or (before == "," and not last and first == verb)) and _starts_phrase(sentence, verb + 1):
        end = _phrase_end(sentence, verb + 1)
        return _Found(source=(verb + 1, end), cue=cue, contents=((sentence.start, first), (end, sentence.end)))
    shares_source = before in ("and", "but") or (before == "," and (last or sentence.lower[verb].endswith("ing")))
    if shares_source:
        source = last.source if last else _subject(sentence)
    else:
        source = _phrase_before(sentence, first)
        if source and not any(_starts_phrase(sentence, i) for i in range(*source)):
            source = source if sentence.lower[verb] in lexicon.PLAINLY_REPORT else None
    if not source:
        return None
    said = _what_follows(sentence, verb + 1)
    after = sentence.word(verb + 1)
    if shares_source or last or not _ends_clause(sentence, source[0]) or (after and after not in lexicon.BEGINS_ASIDE):
        return _Found(source=source, cue=cue, contents=(said,))
    return _Found(source=source, cue=cue, contents=((sentence.start, source[0]), said if after == "," else (0, 0)))


def _starts_phrase(sentence: _Sentence, at: int) -> bool:
    if not sentence.word(at) or sentence.words.marks[at] != Mark.OUTSIDE:
        return False
    return (
        sentence.words.shapes[at] in (Shape.TITLE, Shape.UPPER, Shape.MIXED)
        or sentence.lower[at] in lexicon.BEGINS_PHRASE
    )


def _parts_phrases(sentence: _Sentence, at: int) -> bool:
    words, word = sentence.words, sentence.lower[at]
    if words.shapes[at] == Shape.PUNCTUATION:
        joins = word in "'’-&()" or (word == "." and _is_short(sentence.word(at - 1)))
        return words.marks[at] != Mark.OUTSIDE or not joins
    joins_names = word == "and" and words.shapes[at - 1 : at + 2 : 2] == (Shape.TITLE, Shape.TITLE)
    return word in lexicon.BETWEEN_PHRASES and not joins_names


def _phrase_end(sentence: _Sentence, start: int) -> int:
    """Find the end of the noun phrase that begins here, including an apposition after a comma."""
    end = next((i for i in range(start, sentence.end) if _parts_phrases(sentence, i)), sentence.end)
    if sentence.word(end) == "," and sentence.word(end + 1) in lexicon.BEGINS_DESCRIPTION:
        end = next((i for i in range(end + 2, sentence.end) if _parts_phrases(sentence, i)), sentence.end)
    return end


def _phrase_before(sentence: _Sentence, end: int) -> Run | None:
    """Find the noun phrase that ends here, including an apposition between commas."""
    if sentence.word(end - 1) in lexicon.PRONOUNS:
        return end - 1, end
    name_end = end
    if sentence.word(end - 1) == ",":
        end -= 1
        name_end = next((i for i in range(end - 1, sentence.start, -1) if sentence.lower[i] == ","), sentence.start)
    parted = (i + 1 for i in range(name_end - 1, sentence.start - 1, -1) if _parts_phrases(sentence, i))
    start = next(parted, sentence.start)
    return (start, end) if start < name_end else None


def _subject(sentence: _Sentence) -> Run | None:
    """Find the pronoun or name at the beginning of a sentence."""
    if sentence.word(sentence.start) in lexicon.PRONOUNS:
        return sentence.start, sentence.start + 1
    shapes = sentence.words.shapes
    named = (i for i in range(sentence.start, sentence.end) if shapes[i] not in (Shape.TITLE, Shape.UPPER))
    end = next(named, sentence.end)
    return (sentence.start, end) if end > sentence.start else None


def _ends_clause(sentence: _Sentence, at: int) -> bool:
    before = sentence.word(at - 1)
    return at - sentence.start > _FEW_WORDS and (before == "," or before in lexicon.CLOSING_MARKS)


def _what_follows(sentence: _Sentence, at: int) -> Run:
    """Find the content after a verb: from a nearby "that" or quotation, or from here, up to where the content ends."""
    marks, lower = sentence.words.marks, sentence.lower
    near = range(at, min(at + 8, sentence.end))
    start = next((i for i in near if lower[i] in ("that", ":") or marks[i] == Mark.OPENS), at)
    for i in range(start, sentence.end):
        turns = lower[i] == ";" or (lower[i] == "," and sentence.word(i + 1) in lexicon.BEGINS_OTHER_MATTER)
        if turns and marks[i] == Mark.OUTSIDE:
            return start, i
    return start, sentence.end
