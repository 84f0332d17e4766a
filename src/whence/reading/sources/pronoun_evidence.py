"""What the text around a pronoun says for a person being "he" or "she", besides what the model says.

How often and where a person was mentioned before, who spoke last, of whom the content itself speaks: as numbers, from
which `likelihood` knows what counts together.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import log

from whence.language.quotation_marks import Mark
from whence.language.words import Words, sentence_around
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.entities import Entity

__all__ = ["PronounEvidence", "Spoken"]

_MOST_MENTIONS = 24
"""Mentions of somebody before a pronoun that are looked at."""
_MOST_NAMES, _MOST_OTHERS = 24, 12
"""Names of persons before a pronoun that are looked at: for whom it may mean, and for how many others it may mean."""
_NEAR_PARAGRAPHS = 6
_FEW_WORDS = 3
"""Words that may stand before a subject in its sentence."""
_FAR = 400
_ADDRESSED = frozenset(
    {"told", "tells", "asked", "asks", "urged", "urges", "reminded", "informed", "assured", "warned"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Somebody who may be meant, and where that one was mentioned."""

    rank: int
    entity: Entity | None
    """None for somebody without a name."""
    starts: Sequence[int]
    """First words of the names."""
    heads: Sequence[int]
    """Head words where that one was cited, in the order in which they were credited."""
    gender: str | None
    """As far as known by now."""


class PronounEvidence:
    """Collects what speaks for persons, pronoun after pronoun.

    Args:
        words: The report's words.
        entities: Whom its names name.
    """

    def __init__(self, words: Words, entities: Sequence[Entity]) -> None:
        self._words = words
        persons = [one for one in entities if one.kind == "person"]
        self._firsts: dict[str | None, list[int]] = {}
        for one in persons:
            insort(self._firsts.setdefault(one.gender, []), one.mentions[0].start)
        self._names = sorted(
            (name.start, rank) for rank, one in enumerate(entities) if one.kind == "person" for name in one.mentions
        )
        self._mentions = max(1, sum(len(one.mentions) for one in persons))
        self._most = max((len(one.mentions) for one in persons), default=0)
        self._order: list[tuple[int, int]] = []

    def remember(self, head: int, rank: int) -> None:
        """Remember whom the head of a source was taken to mean, by rank; -1 stands for nobody known."""
        insort(self._order, (head, rank))

    def of_pronoun(self, at: int) -> dict[str, float]:
        """Tell what a pronoun is and where it stands."""
        words = self._words
        word = words.texts[at].lower()
        paragraph, sentence = bisect_left(words.paragraphs, words.paragraphs[at]), sentence_around(words, at)[0]
        gender = gender_told(word)
        same, unknown = (bisect_left(self._firsts.get(told, ()), at) for told in (gender, None))
        return {
            f"form_{word}": 1.0,
            "first_word": float(at - sentence <= 1),
            "first_of_paragraph": float(at - paragraph <= 1),
            "into_sentence": log(1 + at - sentence),
            "into_paragraph": log(1 + at - paragraph),
            "closed_before": float(Mark.CLOSES in words.marks[max(0, at - 2) : at]),
            "quoted_paragraph": float(words.marks[paragraph] != Mark.OUTSIDE),
            "quoted_before": float(Mark.INSIDE in words.marks[paragraph:at]),
            "persons": log(1 + same + unknown),
            "only_person": float(same + unknown == 1),
            "persons_of_sex": log(1 + same),
        }

    def of_person(self, one: Spoken, at: int, *, reporter: int | None, others: Collection[int]) -> dict[str, float]:
        """Tell what speaks for and against somebody being meant by a pronoun.

        Args:
            one: Who.
            at: The pronoun.
            reporter: Rank of whoever says the words that it stands in.
            others: Ranks of those whom it is unlikely to mean.
        """
        return (
            self._of_person(one, at)
            | {
                "unlikely": float(one.rank in others),
                "reporter": float(one.rank == reporter),
                "reported": float(reporter is not None),
            }
            | self._of_mentions(one, at)
            | self._of_speaking(one, at)
        )

    def named_near(self, at: int) -> set[int]:
        """List the ranks of the persons who are named before a pronoun and not far from it."""
        paragraphs, before = self._words.paragraphs, bisect_left(self._names, (at, -1))
        near = self._names[max(0, before - _MOST_NAMES) : before]
        return {rank for start, rank in near if paragraphs[at] - paragraphs[start] <= _NEAR_PARAGRAPHS}

    def of_others(self, rank: int, at: int, may_be: Callable[[int], bool]) -> dict[str, float]:
        """Count the other persons who may be meant: named since somebody was, in the paragraph, in the sentence.

        Args:
            rank: Of whom.
            at: The pronoun.
            may_be: Tells whether the person of a rank may be meant.
        """
        words, before = self._words, bisect_left(self._names, (at, -1))
        named = self._names[max(0, before - _MOST_OTHERS) : before]
        last = {one: start for start, one in named if may_be(one)}
        own = last.pop(rank, -1)
        paragraph = bisect_left(words.paragraphs, words.paragraphs[at])
        places = {"since": own, "in_paragraph": paragraph, "in_sentence": sentence_around(words, at)[0]}
        return {
            f"others_{name}": log(1 + sum(start >= place for start in last.values())) for name, place in places.items()
        }

    def _of_person(self, one: Spoken, at: int) -> dict[str, float]:
        gender = gender_told(self._words.texts[at].lower())
        if one.entity is None:
            return {}
        told = one.entity.gender
        return {
            "sex_of_name": float(told == gender),
            "sex_elsewhere": float(told is None and one.gender == gender),
            "share_of_names": len(one.starts) / self._mentions,
            "most_named": float(len(one.starts) == self._most),
        }

    def _of_mentions(self, one: Spoken, at: int) -> dict[str, float]:
        words = self._words
        before = bisect_left(one.starts, at)
        near = {*one.starts[max(0, before - _MOST_MENTIONS) : before], *one.heads[-_MOST_MENTIONS:]}
        told = sorted(i for i in near if i < at)
        last = told[-1] if told else -1
        start, end = sentence_around(words, at)
        earlier = sentence_around(words, start - 1) if start else (0, 0)
        paragraph = bisect_left(words.paragraphs, words.paragraphs[at])
        above = bisect_left(words.paragraphs, words.paragraphs[paragraph - 1]) if paragraph else 0
        until = bisect_right(words.paragraphs, words.paragraphs[at])
        after = one.starts[bisect_right(one.starts, at) :][:1]
        in_earlier = [i for i in told if earlier[0] <= i < earlier[1]]
        return {
            "mentions": log(1 + before + len(one.heads)),
            "mentions_in_sentence": float(len(told) - bisect_left(told, start)),
            "mentions_in_paragraph": log(1 + len(told) - bisect_left(told, paragraph)),
            "mentions_above": log(1 + bisect_left(told, paragraph) - bisect_left(told, above)),
            "later_in_sentence": float(any(i < end for i in after)),
            "later_in_paragraph": float(any(i < until for i in after)),
            "words_apart": log(1 + min(_FAR, at - last)) if told else 0.0,
            "subject_here": float(last >= start and last - start < _FEW_WORDS),
            "subject_before": float(any(i - earlier[0] <= _FEW_WORDS for i in in_earlier)),
            "in_sentence_before": float(bool(in_earlier)),
            "subject_in_paragraph": float(any(0 <= i - paragraph <= _FEW_WORDS for i in told)),
            "addressed": float(last > 0 and words.texts[last - 1].lower() in _ADDRESSED),
            "first_name_here": float(self._first_named(start, at) == one.rank),
            "first_name_before": float(self._first_named(*earlier) == one.rank),
            "first_name_in_paragraph": float(self._first_named(paragraph, at) == one.rank),
        }

    def _first_named(self, start: int, end: int) -> int:
        """Find the rank of whoever is named first within some words; -1 if nobody is."""
        first = bisect_left(self._names, (start, -1))
        return self._names[first][1] if first < len(self._names) and self._names[first][0] < end else -1

    def _of_speaking(self, one: Spoken, at: int) -> dict[str, float]:
        words = self._words
        paragraph = bisect_left(words.paragraphs, words.paragraphs[at])
        above = bisect_left(words.paragraphs, words.paragraphs[paragraph - 1]) if paragraph else 0
        last = max((i for i in one.heads[-_MOST_MENTIONS:] if i < at), default=-1)
        before = bisect_left(self._order, (at, -2))
        last_two = [rank for _, rank in self._order[max(0, before - 2) : before]][::-1]
        return {
            "spoke_in_paragraph": float(last >= paragraph),
            "spoke_above": float(above <= last < paragraph),
            "spoke_in_sentence": float(last >= sentence_around(words, at)[0]),
            "times_spoken": log(1 + len(one.heads)),
            "spoke_just_before": float(last_two[:1] == [one.rank]),
            "spoke_before_that": float(last_two[1:] == [one.rank]),
        }
