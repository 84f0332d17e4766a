"""Claim mentions: one thing said in one report, and what a comparison needs to know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from whence.language.date_words import MONTHS, MONTHS_SHORTENED, WEEKDAYS, may_tell_time
from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    COMMONEST,
    FEMININE,
    MASCULINE,
    SUBJECT_PRONOUNS,
    THIRD_PLURAL,
    TITLES,
    WHERE,
    base_forms,
)
from whence.language.gazetteer import country_of, gender_of, kind_of_noun
from whence.language.idf import RAREST, idf_of, term_of
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, segment, split_words
from whence.linking.claims.claim_vectors import ClaimVectors, Lengths, Sums, Vector
from whence.linking.claims.claim_words import ClaimWords, claim_words
from whence.linking.claims.quantities import Quantity, find_quantities, may_count
from whence.reading.events.times import find_times
from whence.records.ledger import Time
from whence.records.report import Span

__all__ = ["SIDES", "AnalysedClaim", "ClaimMention", "Name", "analyse_claim"]

MAX_WORDS = 120
"""Words of a claim that are compared: a speech of many pages is no single claim."""
_MOST_CAPITALS = 0.6
"""Share of words with a capital above which a text is a headline in capitals, whose capitals show no names."""
_LONGEST_ACRONYM, _SHORTEST_WORD = 6, 4
_NAME_MARKS = frozenset({"'", "’", "-", "&"})
_SMALL = frozenset(COMMONEST) | ARTICLES | AUXILIARIES | SUBJECT_PRONOUNS | THIRD_PLURAL | MASCULINE | FEMININE | WHERE
_NAMELESS = frozenset(TITLES) | {"s"}
"""Words of a run with capitals that are no part of a name."""
_DATE_WORDS = frozenset((*MONTHS, *MONTHS_SHORTENED, *WEEKDAYS))
_TOWARDS = frozenset({"to", "off", "above", "below", "through", "outside", "towards", "toward", "via", "beside"})
SIDES = {
    word: side for side in ("north", "south", "east", "west") for word in (side, f"{side}ern")
} | {"central": "centre", "centre": "centre"}  # fmt: skip
"""Points of the compass, and what they are called before a name."""
_BEFORE_PLACES = WHERE | _TOWARDS | SIDES.keys()
_SETTLEMENTS = frozenset({
    "city", "town", "village", "port", "island", "coast", "valley", "region", "province", "district", "county", "state",
    "outskirts", "suburb", "shore", "bank", "banks", "north", "south", "east", "west",
})  # fmt: skip
"""What "of" and a place's name follow."""
_LANDMARKS = frozenset({
    "bay", "island", "islands", "river", "hills", "valley", "strait", "lake", "coast", "mountain", "mountains",
    "street",
    "road", "square", "bridge", "prison", "airport", "harbour", "harbor", "province", "county", "region", "peninsula",
})  # fmt: skip
"""What follows or ends the name of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMention:
    """One thing said in one report: the content of an attribution, or a statement in the page's own voice.

    >>> ClaimMention(id="r:1/a1", text="the ferry will not sail").certainty is None
    True
    """

    id: str
    text: str
    """The words, without those of the source and cue."""
    published: str | None = None
    """When the report was published, ISO 8601; "on Friday" is resolved by it."""
    actors: tuple[str, ...] = ()
    """Full names of those who act in it, as the ledger has them: whom its pronouns mean, too."""
    certainty: float | None = None
    """From -3 (the source says it is not so) to 3; None if unknown."""
    pronoun_spans: tuple[Span, ...] = ()
    """Names in the text that are pronouns in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a claim."""

    terms: frozenset[str]
    """Its words, as terms, without titles."""
    initials: str
    """First letters of its words with a capital, in lower case and in order: "wto" for "World Tide Office"."""
    acronym: str
    """The name in lower case and without points, if it may be made of initials; or nothing."""
    is_place: bool
    """True if the words around say where."""
    country: str | None
    """Code of the country that the name or adjective belongs to."""
    span: Span | None
    """None for an actor that stands in the claim as a pronoun or not at all."""


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class AnalysedClaim:
    """A mention with its words and times; its numbers, names and vector are found when they are asked for."""

    mention: ClaimMention
    text: str
    """What of its words is looked at."""
    terms: tuple[str, ...]
    """One a word; empty for punctuation."""
    weights: tuple[int, ...]
    """Rarity of each term; 0 for punctuation."""
    times: tuple[Time, ...]
    vectors: ClaimVectors
    whole: "AnalysedClaim | None" = None
    """The claim that this is without some words of."""
    left_out: tuple[Span, ...] = ()
    """Where these words stand."""
    left: Words | None = None
    """The words that are left."""

    @cached_property
    def words(self) -> Words:
        """The words of the text; of a claim that is without some, the others."""
        return segment(self.text) if self.left is None else self.left

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers that are no part of a time."""
        if self.whole:
            return tuple(one for one in self.whole.quantities if _is_left(one.span, self.left_out))
        if not may_count(self.words.texts):
            return ()
        return tuple(one for one in find_quantities(self.text) if not _in_time(one.span, self.times))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names in the text, then those who act."""
        if self.whole:
            return tuple(name for name in self.whole.names if not name.span or _is_left(name.span, self.left_out))
        return (*_names(self.words, self.times), *_actors(self.mention, self.text))

    @cached_property
    def vector(self) -> Vector:
        """Where its meaning points."""
        return self.vectors.toward(self.rows) if len(self.words) else self.vectors.of(())

    @cached_property
    def rows(self) -> Sums:
        """Where each word points: (words, 256); there must be words."""
        return self.vectors.of_each(self.words.texts)

    @cached_property
    def rarities(self) -> dict[str, int]:
        """The weight of each distinct term, in the order of the text."""
        return {term: weight for term, weight in zip(self.terms, self.weights, strict=True) if weight}

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Its terms, without what stands for punctuation."""
        return tuple(filter(None, self.terms))

    @cached_property
    def base_words(self) -> dict[str, int]:
        """The first word of each base form: those of "ended" are "end", "ende" and "ended"."""
        found: dict[str, int] = {}
        for i, text in enumerate(self.words.texts):
            for base in base_forms(text.lower()):
                found.setdefault(base, i)
        return found

    @cached_property
    def weight(self) -> int:
        """The summed weight of its distinct terms."""
        return sum(self.rarities.values())

    @cached_property
    def _firsts(self) -> list[int]:
        """The first word of each distinct term."""
        first = {term: i for i, term in reversed([*enumerate(self.terms)])}
        return [first[term] for term in self.rarities]

    @cached_property
    def directions(self) -> Sums:
        """Where the first word of each distinct term points: (terms, 256)."""
        return np.asarray(self.rows[self._firsts])

    @cached_property
    def lengths(self) -> Lengths:
        """How long each of `directions` is."""
        return self.vectors.lengths_of_each([self.words.texts[i] for i in self._firsts])

    @cached_property
    def reach(self) -> npt.NDArray[np.float64]:
        """How far its terms reach in each dimension: (256,)."""
        return np.asarray((self.directions / np.maximum(self.lengths, 1)[:, None]).max(0))

    def without(self, spans: Sequence[Span]) -> "AnalysedClaim":
        """Copy the claim without some of its words; its times and names that they touch go too.

        What is left keeps its place, so that it is not read anew.
        """
        keep = [
            i
            for i, (start, end) in enumerate(zip(self.words.starts, self.words.ends, strict=True))
            if not any(span.start < end and start < span.end for span in spans)
        ]
        words = Words(
            starts=tuple(self.words.starts[i] for i in keep),
            ends=tuple(self.words.ends[i] for i in keep),
            texts=tuple(self.words.texts[i] for i in keep),
            shapes=tuple(self.words.shapes[i] for i in keep),
            marks=tuple(self.words.marks[i] for i in keep),
            paragraphs=tuple(self.words.paragraphs[i] for i in keep),
        )

        return AnalysedClaim(
            mention=self.mention,
            text=self.text,
            terms=tuple(self.terms[i] for i in keep),
            weights=tuple(self.weights[i] for i in keep),
            times=tuple(time for time in self.times if all(_is_left(span, spans) for span in time.spans)),
            vectors=self.vectors,
            whole=self,
            left_out=tuple(spans),
            left=words,
        )


def analyse_claim(mention: ClaimMention, vectors: ClaimVectors, told: ClaimWords | None = None) -> AnalysedClaim:
    """Find what a comparison needs of a claim; of a very long one, in its first words.

    Args:
        mention: The claim.
        vectors: The table of claim vectors.
        told: The words of its text, if they are at hand; found again if not.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> mention = ClaimMention(id="1", text="Twelve ships left Port Marram on Friday", published="2031-03-04")
    >>> claim = analyse_claim(mention, open_vectors())
    >>> [one.value for one in claim.quantities], [one.start for one in claim.times]
    ([12000], ['2031-02-28'])
    >>> [(sorted(name.terms), name.is_place) for name in claim.names]
    [(['marram', 'port'], False)]
    """
    words = None
    if told is None or len(told.texts) > MAX_WORDS:
        words = segment(mention.text)
        if len(words) > MAX_WORDS:
            words = segment(mention.text[: words.ends[MAX_WORDS - 1]])
        told = claim_words(words)
    text = mention.text[: words.ends[-1] if words else 0] if words is not None else mention.text.rstrip()
    return AnalysedClaim(
        mention=mention,
        text=text,
        terms=told.terms,
        weights=told.weights,
        times=_resolved_times(text, mention.published) if may_tell_time(text, told.texts) else (),
        vectors=vectors,
        left=words,
    )


def _resolved_times(text: str, published: str | None) -> tuple[Time, ...]:
    return tuple(time for time in find_times(text, published) if time.precision != "unknown")


def _is_left(span: Span, left_out: Sequence[Span]) -> bool:
    return not any(span.start < one.end and one.start < span.end for one in left_out)


def _in_time(span: Span, times: Sequence[Time]) -> bool:
    return any(span.start < own.end and own.start < span.end for time in times for own in time.spans)


def _actors(mention: ClaimMention, text: str) -> Iterator[Name]:
    for actor in mention.actors:
        at = text.find(actor)
        words = [word for word in split_words(actor) if word[0].isalnum() and word.lower() not in TITLES]
        if words:
            yield _name(words, is_place=False, span=Span(at, at + len(actor)) if at >= 0 else None)


def _names(words: Words, times: Sequence[Time]) -> Iterator[Name]:
    """Find runs of words with capitals that are names; those of a time are none."""
    for start, end in _runs(words):
        inside = [word for word in words.texts[start:end] if word[0].isalnum() and word.lower() not in _NAMELESS]
        if "." in words.texts[start:end]:
            inside = ["".join(word for word in words.texts[start:end] if word != ".")]
        span = Span(words.starts[start], words.ends[end - 1])
        if inside and not _in_time(span, times) and not _DATE_WORDS.issuperset(word.lower() for word in inside):
            yield _name(inside, is_place=_is_place(words, start, end), span=span)


def _name(words: Sequence[str], *, is_place: bool, span: Span | None) -> Name:
    is_short = len(words) == 1 and words[0][0].isupper() and 1 < len(words[0]) <= _LONGEST_ACRONYM
    # Some outlets write "Nasa" for "NASA".
    may_be_initials = is_short and (words[0].isupper() or len(words[0]) >= _SHORTEST_WORD)
    return Name(
        terms=frozenset(map(term_of, words)),
        initials="".join(word[0] for word in words if word[0].isupper()).lower(),
        acronym=words[0].lower() if may_be_initials else "",
        is_place=is_place,
        country=country_of(" ".join(words)),
        span=span,
    )


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    spoken = [i for i, shape in enumerate(words.shapes) if shape != Shape.PUNCTUATION]
    large = sum(words.shapes[i] in CAPITALISED for i in spoken)
    is_headline = len(spoken) > 3 and large > _MOST_CAPITALS * len(spoken)  # noqa: PLR2004
    openings = {*words.sentence_starts, *(i + 1 for i, mark in enumerate(words.marks) if mark == Mark.OPENS)}
    at, size = 0, len(words)
    while at < size:
        end = at
        while end < size and _is_of_name(words, end, openings, is_headline=is_headline):
            end += 1
            while step := _joined(words, end):
                end += step
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _joined(words: Words, i: int) -> int:
    """Count the words that join a name to its next word with a capital: "People's Party", "Bureau of Investigation"."""
    follows = [words.texts[j] for j in range(i, min(i + 4, len(words)))]
    is_large = [words.shapes[j] in CAPITALISED for j in range(i, min(i + 4, len(words)))]
    if follows and _is_mark(words, i):
        if follows[1:2] == ["s"] and is_large[2:3] == [True]:
            return 2
        return 1 if is_large[1:2] == [True] and words.starts[i + 1] == words.ends[i] else 0
    if follows[:1] in (["of"], ["for"]):
        return 1 if is_large[1:2] == [True] else 2 if follows[1:2] == ["the"] and is_large[2:3] == [True] else 0
    return 0


def _is_mark(words: Words, i: int) -> bool:
    is_initial = words.texts[i] == "." and len(words.texts[i - 1]) == 1
    return words.starts[i] == words.ends[i - 1] and (is_initial or words.texts[i] in _NAME_MARKS)


def _is_of_name(words: Words, i: int, openings: set[int], *, is_headline: bool) -> bool:
    if words.shapes[i] not in CAPITALISED or words.texts[i] == "_":
        return False
    if words.texts[i].lower() in _SMALL and (len(words.texts[i]) > 1 or words.texts[i] in {"I", "A"}):
        return False
    if is_headline:
        return _is_surely_name(words.texts[i])
    if i not in openings:
        return True
    # A word that opens a sentence has a capital whatever it is.
    follows = words.shapes[i + 1] if i + 1 < len(words) else Shape.PUNCTUATION
    is_title = words.texts[i].lower() in TITLES
    return _is_surely_name(words.texts[i]) or (follows in CAPITALISED and not is_title)


def _is_surely_name(word: str) -> bool:
    term = term_of(word)
    is_known = country_of(word) is not None or gender_of(word) is not None
    return is_known or (idf_of(term) == RAREST and kind_of_noun(word) is None) or (word.isupper() and len(word) > 1)


def _is_place(words: Words, start: int, end: int) -> bool:
    """Check whether a name says where: by the words before it, or by what it ends with."""
    before = [words.texts[i].lower() for i in range(max(0, start - 3), start)]
    before = [word for word in before if word not in ARTICLES]
    last, ahead = before[-1:], before[-2:-1]
    nearby = {words.texts[i].lower() for i in range(start + 1, min(end + 1, len(words)))}
    if nearby & _LANDMARKS or not _BEFORE_PLACES.isdisjoint(last):
        return True
    return last == ["of"] and bool(set(ahead) & _SETTLEMENTS)
