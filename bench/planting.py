"""Write reports in which it is known what was copied from where, and which quotations were altered.

The sentences are babble: each word follows the one before it somewhere in the corpora, or, in one of five cases, is any
word. So reports share the phrases that English repeats, and nothing else but what is planted. The same seed gives the
same reports.

- In every fifth report a passage of one to three paragraphs is copied from a report of the last three days, in some all
  of it. One report in ten is copied twelve times as often as others.
- Every third report quotes somebody as an earlier report does.
- Of the words of a copy or quotation 0, 5, 10 or 20 % are replaced, dropped or added.
- Most publishers have a standing paragraph under two thirds of their reports.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from bench.recombining import read_paragraphs, seeded
from whence.records.report import Report

__all__ = ["RATES", "SHORT", "Babbler", "Planted", "Planting", "alter", "plant"]

RATES = (0, 5, 10, 20)
"""Words changed in a copy, in percent."""
SHORT = 8
"""A quotation of fewer words is short."""
_TOKEN = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d+|[.,]")
_ANY_WORD = 0.2
_LONGEST_SENTENCE = 30
_FIRST_DAY = datetime(2031, 1, 1, tzinfo=UTC)
_MINUTES_OF_A_DAY = 24 * 60
_SOONEST, _LATEST = 10, 3 * 24 * 60
"""Minutes after which a copy is published."""
_PUBLISHERS = 40
_COPIES, _QUOTES = 0.2, 0.33
_SHORTEST_COPY = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A passage or a quotation that one report has from another."""

    source: int
    """The report that had it first, counted from 0."""
    copy: int
    rate: int
    """Words changed, in percent."""
    words: str
    """As the source has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planting:
    """The reports, and what was planted in them."""

    reports: list[Report]
    passages: list[Planted]
    quotations: list[Planted]


class Babbler:
    """Writes sentences in which each word is likely after the one before it.

    >>> Babbler(["The tide came in. The ferry was late."], seeded(1)).sentence()[-1]
    '.'
    """

    def __init__(self, paragraphs: Sequence[str], random: Random) -> None:
        self._random = random
        self._after: dict[str, list[str]] = defaultdict(list)
        self._words: list[str] = []
        for paragraph in paragraphs:
            tokens = [".", *_TOKEN.findall(paragraph)]
            for one, following in pairwise(tokens):
                self._after[one].append(following)
            self._words += [token for token in tokens if token not in {".", ","}]

    def word(self) -> str:
        """Draw any word, as often as it is used."""
        return self._random.choice(self._words)

    def sentence(self, shortest: int = 4) -> str:
        """Write a sentence of at least so many words."""
        last, written = ".", list[str]()
        while True:
            following = self._after.get(last, ())
            last = self.word() if not following or self._random.random() < _ANY_WORD else self._random.choice(following)
            if last in {".", ","} and (not written or written[-1] == ","):
                last = self.word()
            if len(written) >= _LONGEST_SENTENCE or (last == "." and len(written) >= shortest):
                break
            written.append(self.word() if last == "." else last)
        text = " ".join(written).replace(" ,", ",").rstrip(",")
        return f"{text[0].upper()}{text[1:]}."


def plant(shared: Path, *, count: int, seed: int, days: int = 2 * 365) -> Planting:
    """Write reports, in the order of publication.

    Args:
        shared: Folder with the corpora; without them the examples lend their words.
        count: Number of reports.
        seed: The same seed gives the same reports.
        days: Days that they are published in.
    """
    random = seeded(seed)
    return _Planter(random, Babbler(read_paragraphs(shared), random), count, days * _MINUTES_OF_A_DAY).plant()


def alter(text: str, rate: int, babbler: Babbler, random: Random) -> str:
    """Replace, drop or add so many of a hundred words, none at the very ends."""
    words = text.split(" ")
    altered: list[str] = []
    for i, word in enumerate(words):
        if not 0 < i < len(words) - 1 or random.random() >= rate / 100:
            altered.append(word)
            continue
        way = random.random()
        if way < 0.6:  # noqa: PLR2004
            altered.append(babbler.word())
        elif way < 0.8:  # noqa: PLR2004
            altered += [word, babbler.word()]
    return " ".join(altered)


@dataclass(slots=True)
class _Draft:
    """A report while it is written."""

    minute: int
    publisher: int
    paragraphs: list[str] = field(default_factory=list)
    quotation: str | None = None


class _Planter:
    def __init__(self, random: Random, babbler: Babbler, count: int, minutes: int) -> None:
        self._random, self._babbler = random, babbler
        self._standing = [self._paragraph() if i % 4 else None for i in range(_PUBLISHERS)]
        self._minutes = sorted(random.randrange(minutes) for _ in range(count))
        self._drafts: list[_Draft] = []
        self._passages: list[Planted] = []
        self._quotations: list[Planted] = []

    def plant(self) -> Planting:
        for minute in self._minutes:
            self._drafts.append(self._draft(minute))
        reports = [self._finished(i, draft) for i, draft in enumerate(self._drafts)]
        return Planting(reports=reports, passages=self._passages, quotations=self._quotations)

    def _draft(self, minute: int) -> _Draft:
        random = self._random
        draft = _Draft(minute, random.randrange(_PUBLISHERS))
        draft.paragraphs = [self._paragraph() for _ in range(random.randint(4, 9))]
        recent = self._recent(minute)
        if recent and random.random() < _COPIES:
            self._copy(draft, random.choice(recent))
        quoted = [i for i in recent if self._drafts[i].quotation]
        if quoted and random.random() < _QUOTES:
            self._quote(draft, random.choice(quoted))
        elif random.random() < 0.6:  # noqa: PLR2004
            draft.quotation = self._quotation()
            self._insert(draft, self._said(draft.quotation))
        return draft

    def _recent(self, minute: int) -> list[int]:
        """List earlier reports that may be copied; every tenth of them several times, as agencies are."""
        found: list[int] = []
        for i in range(len(self._drafts) - 1, -1, -1):
            age = minute - self._drafts[i].minute
            if age > _LATEST:
                break
            if age >= _SOONEST:
                found += [i] * (12 if i % 10 == 0 else 1)
        return found

    def _copy(self, draft: _Draft, source: int) -> None:
        random, rate = self._random, self._random.choice(RATES)
        own = [one for one in self._drafts[source].paragraphs if "“" not in one]
        start = random.randrange(len(own))
        taken = own if random.random() < 0.2 else own[start : start + random.randint(1, 3)]  # noqa: PLR2004
        if sum(len(one.split()) for one in taken) < _SHORTEST_COPY:
            return
        at = random.randint(0, len(draft.paragraphs))
        draft.paragraphs[at:at] = [alter(one, rate, self._babbler, random) for one in taken]
        self._passages.append(Planted(source=source, copy=len(self._drafts), rate=rate, words="\n".join(taken)))

    def _quote(self, draft: _Draft, source: int) -> None:
        rate = self._random.choice(RATES)
        quotation = self._drafts[source].quotation or ""
        self._insert(draft, self._said(alter(quotation, rate, self._babbler, self._random)))
        self._quotations.append(Planted(source=source, copy=len(self._drafts), rate=rate, words=quotation))

    def _insert(self, draft: _Draft, paragraph: str) -> None:
        draft.paragraphs.insert(self._random.randint(0, len(draft.paragraphs)), paragraph)

    def _said(self, quotation: str) -> str:
        return f"“{quotation},” {self._babbler.word().capitalize()} said. {self._babbler.sentence()}"

    def _quotation(self) -> str:
        """Write a quotation: one in six is short, as in the stories' development half."""
        if self._random.random() < 1 / 6:
            return " ".join(self._babbler.sentence(SHORT).split()[: self._random.randint(5, SHORT - 1)]).rstrip(".,")
        return self._babbler.sentence(SHORT).rstrip(".")

    def _paragraph(self) -> str:
        return " ".join(self._babbler.sentence() for _ in range(self._random.randint(1, 3)))

    def _finished(self, i: int, draft: _Draft) -> Report:
        standing = self._standing[draft.publisher]
        has_it = standing is not None and self._random.random() < 0.67  # noqa: PLR2004
        paragraphs = [*draft.paragraphs, *([standing] if standing and has_it else [])]
        return Report(
            text="\n\n".join(paragraphs),
            publisher=f"Outlet {draft.publisher}",
            published=f"{_FIRST_DAY + timedelta(minutes=draft.minute):%Y-%m-%dT%H:%M:00Z}",
            url=f"https://outlet{draft.publisher}.example/{i}",
        )
