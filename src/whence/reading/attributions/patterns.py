"""Attributions found by fixed patterns, without the model: "From Yonhap:" or "as noted in the briefings"."""

from collections.abc import Iterator

from whence.language.date_words import DAY_PHRASES
from whence.language.english import ARTICLES, DEFINITE, FINITE, NUMBER_WORDS, PHRASE_ENDS, SAYING
from whence.language.gazetteer import ACTING_KINDS, find_outlet, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.stance import is_listed, leaning_of
from whence.reading.model.decode import Evidence, FoundAttribution, WordRange

__all__ = ["find_lifted", "find_noted", "find_obtained", "find_partitive", "find_read"]

_NOTED = frozenset(
    {"noted", "stated", "described", "reported", "outlined", "explained", "detailed", "documented", "told"}
)
_OBTAINED = frozenset({"obtained", "received", "learned", "gathered", "gleaned"})
_THROUGH = frozenset({"through", "via", "from"})
_CHANNELS = frozenset({"channel", "channels", "contact", "contacts", "intermediary", "intermediaries", "insiders"})
_NEAR_HEAD = 4
"""Words after "obtained through" in which the channels must be named."""
_LEADS = frozenset({"from", "via", "per"})
_SHORTEST_LEAD, _LONGEST_LEAD = 3, 8
_LONGEST_SOME = 8
"""Words from "one" to the verb, in "one of the port's two divers cautioned"."""
_TELLING = frozenset({"says", "warns"})
_READS = frozenset({"read", "reads"})
_MOST_TO_QUOTE = 7
"""Words from "read" to the mark that opens what it says."""
_CONFIDENCE = 0.6
"""3 of 6 are right by PolNeAR's annotators and 2 of 2 by our labels (python -m bench.calibration --rules): 6 of 10
by the rule of succession."""
_NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)


def find_lifted(words: Words) -> Iterator[FoundAttribution]:
    r"""Find passages that a report takes over from an outlet named on a line of its own above them.

    The passage is every following paragraph that begins with a quotation mark, or one paragraph if none does. PolNeAR
    annotates no such line, so the model misses them.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> words = segment("From Yonhap:\n\n“The train left.”\n\nNobody waved.")
    >>> [(" ".join(words.texts[a:b])) for one in find_lifted(words) for a, b in one.contents]
    ['“ The train left . ”']
    """
    paragraphs = words.paragraph_ranges
    for number, (start, end) in enumerate(paragraphs):
        source = _source(words, start, end)
        if source is None:
            continue
        last = number + 1
        while last < len(paragraphs) and words.marks[paragraphs[last][0]] == Mark.OPENS:
            last += 1
        beneath = paragraphs[number + 1 : max(last, number + 2)]
        if beneath:
            yield FoundAttribution(
                source=(source,),
                cue=(start, start + 1),
                contents=tuple(beneath),
                confidence=_CONFIDENCE,
                evidence=_NOTHING,
            )


def find_noted(words: Words) -> Iterator[FoundAttribution]:
    """Find "as noted in …" and "as described by …": the source follows, and the rest of the sentence is the content.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> words = segment("The mole, as noted in two letters to the council, was old.")
    >>> (one,) = find_noted(words)
    >>> [" ".join(words.texts[a:b]) for a, b in (*one.source, *one.contents)]
    ['two letters to the council', 'The mole', 'was old']
    """
    for i in words.places_of({"as"}, (0, len(words) - 3)):
        if words.texts[i + 1] not in _NOTED or words.texts[i + 2] not in {"in", "by"}:
            continue
        first, last = sentence_around(words, i)
        stop = next((j for j in range(i + 3, last) if words.texts[j] in {",", ".", ";", "—", "–"}), last)
        before, after = (first, i - 1 if words.texts[i - 1] == "," else i), (stop + 1, last - 1)
        contents = tuple(run for run in (before, after) if run[1] > run[0])
        if stop > i + 3 and contents:
            yield FoundAttribution(
                source=((i + 3, stop),), cue=(i, i + 3), contents=contents, confidence=_CONFIDENCE, evidence=_NOTHING
            )


def find_obtained(words: Words) -> Iterator[FoundAttribution]:
    """Find "obtained through channels in the ministry": the channels are the source of what stands before it.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> words = segment("This account, obtained through contacts in the ministry, was short.")
    >>> (one,) = find_obtained(words)
    >>> [" ".join(words.texts[a:b]) for a, b in (*one.source, *one.contents)]
    ['contacts in the ministry', 'This account']
    """
    for i in words.places_of(_OBTAINED, (1, len(words) - 2)):
        if words.lower[i + 1] not in _THROUGH:
            continue
        first, last = sentence_around(words, i)
        stop = next((j for j in range(i + 2, last) if words.shapes[j] == Shape.PUNCTUATION), last)
        through = set(words.lower[i + 2 : min(stop, i + 2 + _NEAR_HEAD)])
        end = i - (words.texts[i - 1] == ",")
        if first < end and not through.isdisjoint(_CHANNELS):
            yield FoundAttribution(
                source=((i + 2, stop),),
                cue=(i, i + 2),
                contents=((first, end),),
                confidence=_CONFIDENCE,
                evidence=_NOTHING,
            )


def find_partitive(words: Words) -> Iterator[FoundAttribution]:
    """Find what some of those who were told of before say: "The deal may fail, one of them cautioned".

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> (one,) = find_partitive(segment("The pier is old and may fall, one of the divers cautioned."))
    >>> one.source, one.cue, one.contents
    (((8, 12),), (12, 13), ((0, 7),))
    """
    for at in words.places_of(NUMBER_WORDS, (_SHORTEST_LEAD, len(words) - _SHORTEST_LEAD)):
        if words.texts[at - 1] != "," or words.lower[at + 1] != "of" or words.marks[at] != Mark.OUTSIDE:
            continue
        first, last = sentence_around(words, at)
        verb = next((i for i in range(at + 3, min(at + _LONGEST_SOME, last)) if _says(words.lower[i])), None)
        if verb is None or not _are_people(words, at + 2, verb):
            continue
        after = (i for i in range(verb + 1, last) if words.shapes[i] != Shape.PUNCTUATION)
        lead = words.lower[first : at - 1]
        is_clause = not FINITE.isdisjoint(lead) and SAYING.isdisjoint(lead) and Mark.INSIDE not in words.marks[first:at]
        if is_clause and all(words.lower[i] in DAY_PHRASES for i in after):
            yield FoundAttribution(
                source=((at, verb),),
                cue=(verb, verb + 1),
                contents=((first, at - 1),),
                confidence=_CONFIDENCE,
                evidence=_NOTHING,
            )


def find_read(words: Words) -> Iterator[FoundAttribution]:
    """Find what a document is quoted to say in part: "The statement read, in part, “We leave.”".

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> (one,) = find_read(segment("The statement read, in part, “We leave.”"))
    >>> one.source, one.cue, one.contents
    (((0, 2),), (2, 3), ((7, 12),))
    """
    for at in words.places_of(_READS, (1, len(words) - 2)):
        opens = next(
            (i for i in range(at + 1, min(at + _MOST_TO_QUOTE, len(words))) if words.marks[i] == Mark.OPENS), at
        )
        between = [word for word in words.lower[at + 1 : opens] if word[0].isalpha()]
        if opens == at or between != ["in", "part"] or kind_of_noun(words.lower[at - 1]) != "document":
            continue
        closes = next((i for i in range(opens + 1, len(words)) if words.marks[i] == Mark.CLOSES), None)
        starts = (i for i in range(at - 2, max(-1, at - _LONGEST_SOME), -1) if words.lower[i] in DEFINITE | ARTICLES)
        start = next(starts, None)
        if closes is not None and start is not None and Mark.INSIDE not in words.marks[start:at]:
            yield FoundAttribution(
                source=((start, at),),
                cue=(at, at + 1),
                contents=((opens, closes + 1),),
                confidence=_CONFIDENCE,
                evidence=_NOTHING,
            )


def _says(verb: str) -> bool:
    return verb in SAYING or (verb.endswith("ed") and is_listed((verb,)) and leaning_of((verb,)).stance in _TELLING)


def _are_people(words: Words, start: int, end: int) -> bool:
    """Check for people, or those who were told of before: "them", "the two", "the officials"."""
    if words.lower[start:end] == ("them",):
        return True
    last = words.lower[end - 1]
    is_counted = last in NUMBER_WORDS or kind_of_noun(last) in ACTING_KINDS
    return is_counted and words.lower[start] in DEFINITE and PHRASE_ENDS.isdisjoint(words.lower[start + 1 : end])


def _source(words: Words, start: int, end: int) -> WordRange | None:
    """Find the outlet in "From the Yonhap news agency:"."""
    if (
        not _SHORTEST_LEAD <= end - start <= _LONGEST_LEAD
        or words.texts[end - 1] != ":"
        or words.lower[start] not in _LEADS
    ):
        return None
    first = start + 1 + (words.lower[start + 1] == "the")
    if first >= end - 1 or words.shapes[first] == Shape.PUNCTUATION:
        return None
    name = " ".join(words.texts[first : end - 1])
    return (first, end - 1) if find_outlet(name) else None
