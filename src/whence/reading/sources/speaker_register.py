"""The speakers of a report, in the order of first mention, with an index from words to the speakers they mention."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from whence.language.english import SAYING
from whence.language.words import Words, sentence_around
from whence.reading.model.decode import WordRange
from whence.reading.sources.entities import Entity
from whence.records.ledger import Kind

__all__ = ["Met", "Speaker"]

_ADDING = frozenset({"added", "adds", "continued"})


@dataclass(slots=True, eq=False)
class Speaker:
    """The person, body or document behind one or more attributions or relays."""

    kind: Kind
    name: str
    entity: Entity | None = None
    heads: list[int] = field(default_factory=list)
    """Head words of its mentions as a source."""
    mentions: list[WordRange] = field(default_factory=list)
    roles: dict[WordRange, None] = field(default_factory=dict)
    """In the order in which they were found."""
    members: tuple["Speaker", ...] = ()
    """Those with a name who speak together as this one."""
    is_plural: bool = False
    is_bare: bool = False
    is_withheld: bool = False
    """Whether the report says that its name is withheld."""
    is_named_within: bool = False
    """Whether a description identifies it by a name inside the description."""
    qualified: list[WordRange] = field(default_factory=list)
    """Whole descriptions, with their qualifying phrases."""
    is_unresolved: bool = False
    """Whether the speaker is a pronoun that could not be resolved."""
    author: "Speaker | None" = None
    """Whose own words a document holds, if the report has that person speak in it."""


_Heads = list[tuple[int, int]]
"""Heads in order, each with the negative rank of its speaker: of several speakers at one head, the last is the earliest
in rank."""


class Met:
    """The register of speakers, in the order of first mention.

    Args:
        words: The report's words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._speakers: list[Speaker] = []
        self._ranks: dict[Speaker, int] = {}
        self._at: dict[int, dict[Speaker, None]] = {}
        self._by_kind: dict[Kind, _Heads] = {}
        self._documents: dict[str, _Heads] = {}
        self._described: dict[str, _Heads] = {}

    def __len__(self) -> int:
        return len(self._speakers)

    def __getitem__(self, rank: int) -> Speaker:
        return self._speakers[rank]

    def rank(self, speaker: Speaker) -> int:
        """Return a speaker's rank: the number of speakers first mentioned before it."""
        return self._ranks[speaker]

    def knows(self, speaker: Speaker) -> bool:
        """Check whether somebody is in the register."""
        return speaker in self._ranks

    def add(self, speaker: Speaker) -> None:
        """Add a speaker at its first mention."""
        self._ranks[speaker] = len(self._speakers)
        self._speakers.append(speaker)

    def mention(self, speaker: Speaker, head: int) -> None:
        """Record that a word is the head of a mention of a speaker."""
        speaker.heads.append(head)
        if speaker in self._ranks:
            self._at.setdefault(head, {})[speaker] = None
            for heads in self._heads_with(speaker, head):
                insort(heads, (head, -self._ranks[speaker]))

    def forget(self, count: int) -> None:
        """Remove all speakers after the first ``count``."""
        for speaker in self._speakers[count:]:
            for head in speaker.heads:
                self._at[head].pop(speaker, None)
                for heads in self._heads_with(speaker, head):
                    del heads[bisect_left(heads, (head, -self._ranks[speaker]))]
            del self._ranks[speaker]
        del self._speakers[count:]

    def at(self, head: int) -> Iterable[Speaker]:
        """List the speakers that a head word mentions."""
        return self._at.get(head, ())

    def latest(self, before: int, kinds: Collection[Kind]) -> tuple[int, Speaker] | None:
        """Find the last speaker of these kinds mentioned before a word, ignoring unresolved pronouns."""
        of_kinds = (self._by_kind.get(kind, ()) for kind in kinds)
        places = ((heads, bisect_left(heads, (before,))) for heads in of_kinds)
        last = max((heads[at - 1] for heads, at in places if at), default=None)
        return None if last is None else (last[0], self._speakers[-last[1]])

    def going_on(self, at: int) -> Speaker | None:
        """Find the body that spoke in the sentence before, last of all, where "it" adds something: "It added that"."""
        words = self._words
        start = sentence_around(words, at)[0]
        adds = words.lower[at + 1 : at + 3]
        is_more = bool(adds) and (adds[0] in _ADDING or (adds[0] == "also" and adds[-1] in SAYING))
        body = self.latest(at, {"organisation"}) if is_more and at == start and start > 0 else None
        other = self.latest(at, {"person", "group", "document"})
        if body is None or (other is not None and other[0] > body[0]):
            return None
        is_near = body[0] >= sentence_around(words, start - 1)[0] and words.paragraphs[body[0]] == words.paragraphs[at]
        return body[1] if is_near else None

    def document(self, noun: str, before: int) -> tuple[int, Speaker] | None:
        """Find the document whose first mention has this head noun, if that mention is before a word."""
        head, _ = next(iter(self._documents.get(noun, ())), (before, 0))
        if head >= before:
            return None
        first = bisect_left(self._documents[noun], (head + 1,)) - 1
        return head, self._speakers[-self._documents[noun][first][1]]

    def described(self, noun: str, before: int) -> tuple[int, Speaker] | None:
        """Find the last unnamed person mentioned before a word by this noun: "a diver" before "the diver"."""
        heads = self._described.get(noun, [])
        at = bisect_left(heads, (before,))
        return (heads[at - 1][0], self._speakers[-heads[at - 1][1]]) if at else None

    def _heads_with(self, speaker: Speaker, head: int) -> Iterable[_Heads]:
        if not speaker.is_unresolved:
            yield self._by_kind.setdefault(speaker.kind, [])
        if speaker.kind == "document":
            yield self._documents.setdefault(self._words.texts[head].lower(), [])
        if speaker.kind == "person" and speaker.entity is None and not speaker.is_unresolved:
            yield self._described.setdefault(self._words.texts[head].lower(), [])
