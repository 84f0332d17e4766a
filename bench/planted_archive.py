"""Writes an archive of invented reports in which it is known what belongs together, and the ledgers with it.

The body of a report is that of `bench.planting`: babble in which copies and quotations are planted. Around it stand a
headline and paragraphs with claims (`bench.planted_claims`), told by named sources, documents, other outlets or the
page itself, on ways that `bench.origins` plants.

- Two reports of three are on happenings of their own; the others are on one with 1 to 11 others, all within days.
- A report makes two or three claims. Those of a story stand in several reports: copied with their paragraph, or in a
  wording drawn anew. Two of five have a rival that tells one thing differently.
- Some of what is copied among reports on happenings of their own is wire copy: both reports credit an agency.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import get_args

from bench.origins import named_source, plant_ways
from bench.planted_claims import Cast, Claim, Names, Piece, RivalKind, Wording, draw_claim, headline_of, rival_of
from bench.planted_ledgers import Paragraph, Sentence, Voice, write_report
from bench.planting import Babbler, Planted, Planting, plant
from bench.recombining import read_paragraphs, seeded
from whence.archive.storage.store import Store
from whence.archive.storage.write import Arrival, store_report
from whence.intake.urls import address_key
from whence.records.answers import Receipt
from whence.records.ledger import Ledger
from whence.records.links import Appearance, SourceStep
from whence.records.report import Report, Span

__all__ = ["Mention", "PlantedArchive", "PlantedClaim", "plant_archive", "store_ledgers"]

_DAYS = 3 * 365
_STORY_DAYS = 5
_STARTS = 0.09
"""Share of the reports, not on a story yet, that begin one."""
_SIZES = tuple(range(2, 13))
_RIVALS = 0.4
_SHARES = (0.0, 0.3, 0.6)
"""How many of the parts of a wording are in other words than the claim has them first."""
_AGENCY = "AFP"
_SAID = re.compile(r"“(.*),” \S+ said\. (.*)")
_SENTENCE = re.compile(r"[^.]+\.")
_TOLD, _ATTRIBUTED = 0.3, 0.4
"""Shares of the sentences of babble that tell an event, and that somebody is said to say."""
_TRANSACTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A report that makes a claim."""

    report: int
    wording: Wording
    original: int | None
    """The report that it has its paragraph from."""


@dataclass(slots=True, kw_only=True)
class PlantedClaim:
    """A claim, and the reports that make it."""

    claim: Claim
    mentions: list[Mention]
    origins: frozenset[str]
    """Names of the sources and outlets that it comes from; an outlet's begins with ``o:``."""
    rival: int | None = None
    """Number of the claim that it disagrees with."""
    rival_kind: RivalKind | None = None


@dataclass(slots=True, kw_only=True)
class PlantedArchive:
    """The reports, and what is planted in them. Reports are numbered in the order of publication."""

    planting: Planting
    stories: list[list[int]]
    """Reports of each happening."""
    claims: list[PlantedClaim]
    wires: list[Planted]
    """Copied passages of which both reports credit an agency."""
    ids: list[str]
    """Ids of the reports, once `ledgers` has written them."""
    places: list[dict[int, list[str]]]
    """Where each report makes which claims, and under `QUOTED` where it quotes somebody, as ids of appearances; once
    `ledgers` has written them."""
    _drafts: list["_Draft"]
    _random: Random

    def speaker_of(self, number: int) -> str:
        """Name whom a report quotes with a quotation of its own."""
        return self._drafts[number].speaker.name

    def ledgers(self) -> Iterator[Ledger]:
        """Write the reports' ledgers, one after another."""
        credited = {number for one in self.wires for number in (one.source, one.copy)}
        voices: dict[int, Voice] = {one.copy: self._drafts[one.source].speaker for one in self.planting.quotations}
        for number, (report, draft) in enumerate(zip(self.planting.reports, self._drafts, strict=True)):
            speaker = voices.get(number, draft.speaker)
            body = [_read_paragraph(text, speaker, self._random) for text in report.text.split("\n\n")]
            for told in draft.told:
                body.insert(self._random.randint(0, len(body)), told)
            if number in credited:
                body.append((_plain(_AGENCY),))
            ledger, places = write_report(replace(report, headline=draft.headline), body)
            self.ids.append(ledger.report.id)
            self.places.append({one: [f"{ledger.report.id}/{at}" for at in those] for one, those in places.items()})
            yield ledger


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What is added to a report."""

    headline: str
    speaker: Voice
    told: list[Paragraph] = field(default_factory=list)


def plant_archive(shared: Path, *, count: int, seed: int) -> PlantedArchive:
    """Plant an archive.

    Args:
        shared: Folder with the corpora; without them the examples lend their words.
        count: Number of reports.
        seed: The same seed gives the same archive.
    """
    planting = plant(shared, count=count, seed=seed, days=_DAYS)
    random = seeded(seed + 1)
    stories = _group(planting.reports, random)
    planter = _Planter(planting.reports, random, Babbler(read_paragraphs(shared), random))
    for story in stories:
        planter.add(story)
    alone = {story[0] for story in stories if len(story) == 1}
    return PlantedArchive(
        planting=planting,
        stories=stories,
        claims=planter.claims,
        wires=[one for one in planting.passages if one.source % 2 and {one.source, one.copy} <= alone],
        ids=[],
        places=[],
        _drafts=[planter.drafts[number] for number in range(count)],
        _random=random,
    )


def store_ledgers(store: Store, ledgers: Iterable[Ledger]) -> None:
    """Store ledgers in an archive, as if they had been read."""
    waiting = iter(ledgers)
    with store.writing():
        while batch := [one for _, one in zip(range(_TRANSACTION), waiting, strict=False)]:
            with store.transaction():
                for ledger in batch:
                    store_report(store, _arrival(ledger), now="2034-01-01T00:00:00Z")


def _arrival(ledger: Ledger) -> Arrival:
    url = ledger.report.url or ""
    digest = sha256(ledger.report.text.encode()).hexdigest()
    receipt = Receipt(input=url, fetched=None, digest=digest, extractor="planted")
    return Arrival(ledger=ledger, receipt=receipt, addresses=(address_key(url),))


def _group(reports: Sequence[Report], random: Random) -> list[list[int]]:
    """Bring reports together as stories."""
    moments = [datetime.fromisoformat(one.published or "") for one in reports]
    free = dict.fromkeys(range(len(reports)))
    weights = [1 / size for size in _SIZES]
    stories = []
    for number in range(len(reports)):
        if number not in free:
            continue
        size = random.choices(_SIZES, weights)[0] if random.random() < _STARTS else 1
        later = []
        for other in range(number + 1, len(reports)):
            if (moments[other] - moments[number]).days >= _STORY_DAYS and other - number > 2 * size:
                break
            if other in free:
                later.append(other)
        chosen = sorted(random.sample(later, min(size - 1, len(later)))) if size > 1 else []
        stories.append([number, *chosen])
        for one in stories[-1]:
            del free[one]
    return stories


class _Planter:
    def __init__(self, reports: Sequence[Report], random: Random, babbler: Babbler) -> None:
        self._reports, self._random, self._babbler = reports, random, babbler
        self._names = Names(random)
        self.claims: list[PlantedClaim] = []
        self.drafts: dict[int, _Draft] = {}

    def add(self, story: Sequence[int]) -> None:
        """Plant a happening."""
        random, cast = self._random, self._names.cast()
        day = datetime.fromisoformat(self._reports[story[0]].published or "").date()
        claims = [draw_claim(cast, day, random) for _ in range(2 if len(story) < 5 else 3)]  # noqa: PLR2004
        for number in story:
            speaker = random.choice(cast.people)
            self.drafts[number] = _Draft(
                headline=headline_of(claims[0]),
                speaker=Voice(name=speaker[0], kind="person", naming="named", role=speaker[1]),
            )
        for place, claim in enumerate(claims):
            chosen = [number for number in story if random.random() < (0.9 if place == 0 else 0.6)] or [story[0]]
            number = self._claim(claim, cast, chosen)
            others = [one for one in story if one not in chosen]
            if len(chosen) > 1 and others and random.random() < _RIVALS:
                self._rival(number, cast, others)

    def _rival(self, number: int, cast: Cast, others: Sequence[int]) -> None:
        kind = self._random.choice(get_args(RivalKind))
        rival = rival_of(self.claims[number].claim, cast, kind, self._random)
        if rival:
            chosen = self._random.sample(others, min(len(others), self._random.randint(1, 2)))
            own = self._claim(rival, cast, sorted(chosen))
            self.claims[own].rival, self.claims[own].rival_kind = number, kind

    def _claim(self, claim: Claim, cast: Cast, reports: Sequence[int]) -> int:
        """Let reports make a claim, and return its number."""
        random, number = self._random, len(self.claims)
        pages = [self._page(one) for one in reports]
        people = [named_source("", name, "person") for name, _ in cast.people]
        named = [*people[: random.randint(0, 3)], *([named_source("", cast.document, "document")] * (number % 3 == 0))]
        ways = plant_ways(random, pages, named)
        originals = {int(copy.report): int(copy.original) for copy in ways.copies}
        told: dict[int, tuple[Wording, Paragraph]] = {}
        mentions = []
        for page in ways.appearances:
            report = int(page.report)
            if report in originals:
                told[report] = told[originals[report]]
            else:
                wording = claim.choices(random.choice(_SHARES), random)
                told[report] = wording, self._paragraph(claim, wording, page, cast, number)
            self.drafts[report].told.append(told[report][1])
            mentions.append(Mention(report=report, wording=told[report][0], original=originals.get(report)))
        origins = frozenset(one.removeprefix("e:") for one in ways.origins)
        self.claims.append(PlantedClaim(claim=claim, mentions=mentions, origins=origins))
        return number

    def _page(self, number: int) -> Appearance:
        report = self._reports[number]
        return Appearance(
            id=str(number),
            report=str(number),
            spans=(Span(0, 1),),
            is_attributed=True,
            publisher=report.publisher,
            published=report.published,
        )

    def _paragraph(self, claim: Claim, wording: Wording, page: Appearance, cast: Cast, number: int) -> Paragraph:
        offices = dict(cast.people)
        *relays, source = (_voice(step, offices) for step in page.steps) if page.steps else (None,)
        before, after = (_plain(self._babbler.sentence().rstrip(".")) for _ in range(2))
        sentence = Sentence(
            content=claim.words(wording),
            voice=source,
            relay=relays[0] if relays else None,
            is_attributed=source is not None,
            claim=number,
        )
        return (before, sentence, after)


def _voice(step: SourceStep, offices: dict[str, str]) -> Voice:
    return Voice(
        name=step.name,
        kind=step.kind or "person",
        naming=step.naming or "named",
        role=offices.get(step.name, ""),
    )


def _plain(text: str) -> Sentence:
    return Sentence(content=(Piece(text),))


def _read_paragraph(text: str, speaker: Voice, random: Random) -> Paragraph:
    """Take a paragraph of babble apart; whoever a quotation names says it."""
    if said := _SAID.fullmatch(text):
        quoted = Sentence(content=(Piece(said[1]),), voice=speaker, is_attributed=True, is_quoted=True)
        return (quoted, *_read_paragraph(said[2], speaker, random))
    return tuple(_babble(one.strip().rstrip("."), random.random()) for one in _SENTENCE.findall(text))


def _babble(text: str, chance: float) -> Sentence:
    is_told, is_attributed = chance < _TOLD, _TOLD <= chance < _TOLD + _ATTRIBUTED
    return Sentence(content=(Piece(text),), is_told=is_told, is_attributed=is_attributed)
