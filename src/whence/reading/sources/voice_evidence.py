"""What a report says of each of its speakers, and what speaks for two of them being one voice, as numbers."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

from whence.language.english import (
    ARTICLES,
    DEMONSTRATIVES,
    FEMININE,
    FIRST_PERSON,
    INDEFINITE,
    MASCULINE,
    NEUTER,
    PHRASE_ENDS,
    PLURAL_NUMBERS,
    POSSESSIVES,
    THIRD_PERSON,
    THIRD_PLURAL,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.model.decode import Meant
from whence.reading.model.logistic import log_odds, magnitude
from whence.reading.sources.agreement import genders_told
from whence.reading.sources.entities import Entity
from whence.reading.sources.roles import Roles
from whence.reading.sources.speaker_register import Speaker

__all__ = ["Clues", "Evidence", "Voice", "ends_in_name", "voice_of", "words_of"]

_SINGULAR = MASCULINE | FEMININE | NEUTER
_PRONOUNS = THIRD_PERSON | FIRST_PERSON
_DETERMINERS: Mapping[str, Collection[str]] = {
    "definite": {"the"},
    "indefinite": INDEFINITE,
    "owned": POSSESSIVES,
    "pointing": DEMONSTRATIVES,
    "counted": PLURAL_NUMBERS,
}
_SAY_NOTHING = PHRASE_ENDS | ARTICLES | DEMONSTRATIVES | POSSESSIVES | INDEFINITE | {"and", "s"}
_LEAST_TOLD = 0.03
_FAR, _FAR_PARAGRAPHS, _MANY, _MOST_BETWEEN = 300, 20, 6, 40
_OF_FIRST = ("definite", "indefinite", "owned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known of a report's speakers besides their words."""

    meant: Meant
    """What the model says of pronouns and descriptions."""
    roles: Roles
    bearers: Mapping[str, Sequence[Entity]]
    """The persons that each noun is said of: all judges that the report names."""
    told: Collection[tuple[Speaker, Speaker]] = ()
    """Who tells what another says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker, and what its mentions say of it."""

    speaker: Speaker
    is_named: bool
    heads: tuple[int, ...]
    words: frozenset[int]
    """The words of its mentions that say something."""
    is_pronoun: bool
    is_singular: bool
    """Whether it is he, she or it, wherever it is mentioned."""
    nouns: frozenset[str]
    firsts: frozenset[str]
    """The words that its mentions begin with: determiners, if any."""
    others: frozenset[str]
    """All that its mentions say besides the nouns."""
    names: frozenset[str]
    """What of that is capitalised."""
    gender: str | None


def voice_of(words: Words, speaker: Speaker, roles: Roles) -> Voice:
    """Collect what a speaker's mentions say of it; of a person with a name, what stands beside that."""
    entity = speaker.entity
    named = entity.mention_words() if entity else frozenset()
    heads = tuple(sorted(set(speaker.heads)))
    nouns = {words.lower[i] for i in heads if i not in named} - _PRONOUNS
    runs = list(speaker.mentions) if entity is None else [*speaker.roles, *roles.ranges(entity)]
    told = {i for run in runs for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION}
    told = {i for i in told if words.lower[i] not in _SAY_NOTHING}
    others = set() if speaker.is_unresolved else told.difference(heads)
    genders = genders_told(words, heads)
    return Voice(
        speaker=speaker,
        is_named=entity is not None,
        heads=heads,
        words=named.union(told, heads),
        is_pronoun=speaker.is_unresolved,
        is_singular=all(words.lower[i] in _SINGULAR for i in heads),
        nouns=frozenset(nouns | (roles.heads(entity) if entity else set())),
        firsts=frozenset() if entity else frozenset(words.lower[start] for start, _ in speaker.mentions),
        others=frozenset(words.lower[i] for i in others),
        names=frozenset(words.lower[i] for i in others if words.shapes[i] in CAPITALISED),
        gender=roles.gender(entity) if entity else genders.pop() if len(genders) == 1 else None,
    )


def ends_in_name(words: Words, entity: Entity, described: Voice) -> bool:
    """Check whether a description ends in a person's name: "former rival Ines Okafor"."""
    starts = {name.end: name.start for name in entity.mentions}
    runs = {*described.speaker.mentions, *described.speaker.qualified}
    return any(start < starts.get(end, 0) and words.lower[starts[end] - 1] not in PHRASE_ENDS for start, end in runs)


def words_of(voices: Sequence[Voice]) -> dict[int, int]:
    """Index the voices by the words of their mentions."""
    return {i: rank for rank, voice in enumerate(voices) for i in voice.words}


class Evidence:
    """Collects what speaks for two voices of a report being one.

    Args:
        words: The report's words.
        voices: Its speakers.
        clues: What else is known of them.
    """

    def __init__(self, words: Words, voices: Sequence[Voice], clues: Clues) -> None:
        self._words, self._meant, self._told = words, clues.meant, clues.told
        self._kinds = Counter(voice.speaker.kind for voice in voices)
        self._bearers = Counter(noun for voice in voices for noun in voice.nouns)
        self._order = sorted((head, rank) for rank, voice in enumerate(voices) for head in voice.heads)
        self._of_word = words_of(voices)
        self._ranks = {voice.speaker: rank for rank, voice in enumerate(voices)}

    def of(self, one: Voice, other: Voice) -> dict[str, float]:
        """Tell what speaks for two voices being one; the second is the one that may point back."""
        apart = self._apart(one, other)
        shared = self._of_words(one, other)
        kinds = self._of_kinds(one, other)
        features = {"bias": 1.0} | self._of_model(one, other) | shared | kinds | apart
        features["model_of_indefinite"] = features["model"] * features["indefinite"]
        if shared["same_noun"] and kinds["same_kind"]:
            kind = other.speaker.kind
            features |= {
                f"{kind}_again": 1.0,
                f"{kind}_again_within": shared["within"],
                f"{kind}_again_definite": shared["definite"],
                f"{kind}_again_shared": shared["shared"],
                f"{kind}_again_paragraphs": apart["paragraphs"],
            }
        if one.is_pronoun:
            again = float(self._words.texts[one.heads[0]].lower() == self._words.texts[other.heads[0]].lower())
            features |= {"pronoun_again": again, "pronoun_again_paragraphs": again * apart["paragraphs"]}
        return features

    def _of_model(self, one: Voice, other: Voice) -> dict[str, float]:
        told, asked = self._told_by(other, one.words)
        back, _ = self._told_by(one, other.words)
        likeliest, total = self._likeliest(other)
        return {
            "model": log_odds(told),
            "model_back": log_odds(back),
            "model_first": float(told > 0 and told >= likeliest),
            "model_share": min(1.0, told / max(_LEAST_TOLD, total)),
            "asked": float(asked),
        }

    def _likeliest(self, voice: Voice) -> tuple[float, float]:
        """Return the model's probability of the likeliest voice to be meant by a head of another, and that of all."""
        told: dict[int, float] = {}
        for head in voice.heads:
            sums: dict[int, float] = {}
            for i, chance in self._meant.get(head, {}).items():
                rank = self._of_word.get(i, -1)
                if rank >= 0 and rank != self._ranks[voice.speaker]:
                    sums[rank] = sums.get(rank, 0.0) + chance
            told |= {rank: max(chance, told.get(rank, 0.0)) for rank, chance in sums.items()}
        return max(told.values(), default=0.0), sum(told.values())

    def _told_by(self, voice: Voice, words: Collection[int]) -> tuple[float, bool]:
        """Return the model's probability that one of a voice's heads means some words, and whether it was asked."""
        asked = [head for head in voice.heads if head in self._meant]
        return max(
            (sum(chance for i, chance in self._meant[head].items() if i in words and i != head) for head in asked),
            default=0.0,
        ), bool(asked)

    def _of_words(self, one: Voice, other: Voice) -> dict[str, float]:
        same_noun = not one.nouns.isdisjoint(other.nouns)
        known = {kind_of_noun(noun) for noun in other.nouns}
        features = {
            "same_noun": float(same_noun),
            "same_words": float(_bare(one.speaker.name) == _bare(other.speaker.name)),
            "shared": magnitude(len(one.others & other.others), most=_MANY),
            "within": float(other.others <= one.others | one.nouns),
            "holds": float(one.others <= other.others),
            "at_odds": float(same_noun and not (other.others <= one.others or one.others <= other.others)),
            "noun_within": float(not one.others.isdisjoint(other.nouns)),
            "holds_noun": float(not one.nouns.isdisjoint(other.others)),
            "bearers": log(max(1, *(self._bearers[noun] for noun in other.nouns)))
            if same_noun and other.nouns
            else 0.0,
            "noun_of_persons": float("person" in known),
            "unknown_noun": float(known == {None}),
        }
        features |= {kind: float(not other.firsts.isdisjoint(words)) for kind, words in _DETERMINERS.items()}
        return features | {f"first_{kind}": float(not one.firsts.isdisjoint(_DETERMINERS[kind])) for kind in _OF_FIRST}

    def _of_kinds(self, one: Voice, other: Voice) -> dict[str, float]:
        a, b = one.speaker, other.speaker
        features = {
            "same_kind": float(a.kind == b.kind),
            f"kind_{b.kind}": 1.0,
            "same_number": float(a.is_plural == b.is_plural),
            "plural": float(a.is_plural and b.is_plural),
            "pronoun": float(other.is_pronoun and not one.is_pronoun),
            "pronouns": float(one.is_pronoun),
            "they": float(any(self._words.texts[i].lower() in THIRD_PLURAL for i in other.heads)),
            "bare": float(b.is_bare),
            "withheld": float(a.is_withheld or b.is_withheld),
            "named_within": float(b.is_named_within),
            "first_named_within": float(a.is_named_within),
            "rivals": log(max(1, self._kinds[b.kind] - 1)),
            "cited": log(len(other.heads)),
            "first_cited": log(len(one.heads)),
        }
        if a.entity is not None:
            features |= {
                "times_named": log(len(a.entity.mentions)),
                "has_role": float(bool(one.nouns)),
                "ends_in_name": float(ends_in_name(self._words, a.entity, other)),
                "all_of_role": float(other.nouns | other.others <= one.nouns | one.others),
                "shared_of_role": len(one.others & other.others) / max(1, len(other.others)),
            }
        return features | ({} if a.kind == b.kind else {"_and_".join(sorted((a.kind, b.kind))): 1.0})

    def _apart(self, one: Voice, other: Voice) -> dict[str, float]:
        words = self._words
        a, b = _nearest(one.heads, other.heads)
        sentence = range(*sentence_around(words, other.heads[0]))
        ranks = {self._ranks[one.speaker], self._ranks[other.speaker]}
        low, high = (bisect_left(self._order, (at, -1)) for at in (min(a, b) + 1, max(a, b)))
        between = {rank for _, rank in self._order[low : min(high, low + _MOST_BETWEEN)]} - ranks
        told = (one.speaker, other.speaker) in self._told or (other.speaker, one.speaker) in self._told
        return {
            "words": magnitude(abs(a - b), most=_FAR),
            "paragraphs": magnitude(abs(words.paragraphs[a] - words.paragraphs[b]), most=_FAR_PARAGRAPHS),
            "between": magnitude(len(between), most=_MANY),
            "next": float(not between),
            "same_sentence": float(any(head in sentence for head in one.heads)),
            "headline": float(words.paragraphs[other.heads[0]] == 0),
            "first_headline": float(words.paragraphs[one.heads[0]] == 0),
            "before": float(other.heads[0] < one.heads[0]),
            "quoted": float(words.marks[other.heads[0]] == Mark.INSIDE),
            "told": float(told),
        }


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _nearest(ones: Sequence[int], others: Sequence[int]) -> tuple[int, int]:
    """Find the words of two sorted lists that are nearest to each other.

    >>> _nearest((3, 40), (9, 36))
    (40, 36)
    """
    places = ((a, bisect_left(others, a)) for a in ones)
    pairs = ((a, b) for a, at in places for b in others[max(0, at - 1) : at + 1])
    return min(pairs, key=lambda pair: abs(pair[0] - pair[1]))
