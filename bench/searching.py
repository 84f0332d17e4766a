"""Measure how fast an archive answers searches of every kind and counts, and how large its file is.

The archive holds reports recombined from the development halves, or from the examples, and read by the composing
reader. ``--keep FOLDER`` builds it only once. Queries are drawn from the archive's own words: rare, medium and common
ones, combinations, phrases, prefixes, names, and names in Cyrillic or Korean letters; half of them with a filter.

- cold: the archive is opened for a single query, with nothing of its file in memory.
- warm: the same queries, after the archive answered each of them once.

Times are in milliseconds.
"""

import gzip
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from re import findall
from statistics import median
from subprocess import CalledProcessError
from typing import get_args

import apsw

from bench.archives import Order, make_parser, paragraphs_for, percentile, reports_of, start_adding, workplace
from bench.options import print_figures
from bench.recombining import seeded, write_reports
from whence import Archive
from whence.records.answers import Filters
from whence.records.ledger import FindingKind, Kind, Naming

__all__ = ["Matter", "Question", "draw_questions", "read_matter", "summarise"]

_REPORTS = 100_000
_POOL = 4000
_QUESTIONS = 300
_LIMIT = 20
_SAMPLE = 3000
"""Number of reports in which words are counted."""
# Minimum and maximum share of reports that contain a word of the band.
_BANDS = {"rare": (0.0, 0.002), "middling": (0.01, 0.05), "common": (0.15, 1.0)}
_FEWEST_LETTERS = 3
_NAMES = ("wikidata-names-en-russian.tsv.gz", "wikidata-names-en-korean.tsv.gz")
_OTHER_SCRIPTS = {"okafor": "окафор", "brandt": "брандт", "kim": "김"}
"""Used if the lists of names are missing: some of the examples' names."""
_YEARS = range(2012, 2025)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query."""

    sort: str
    """``rare``, ``phrase`` and so on."""
    query: str
    filtered: str
    """The kind of filter; ``""`` without a filter."""
    filters: Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What queries are drawn from."""

    texts: Sequence[str]
    words: Mapping[str, Sequence[str]]
    """Words by band."""
    names: Sequence[str]
    """Names of persons."""
    other_scripts: Sequence[str]
    """Words of names in the archive, in other scripts."""
    publishers: Sequence[str]


def main() -> None:
    """Build the archive if needed, measure, and print the figures."""
    order = Order.of(make_parser(__doc__, reports=_REPORTS, pool=_POOL).parse_args())
    with workplace(order) as folder:
        path, pace = _build(order, folder)
        matter = read_matter(path, order.shared)
        questions = draw_questions(matter, count=_QUESTIONS, seed=order.seed)
        size = path.stat().st_size
        built = {"bytes_a_report": round(size / order.reports), "added_per_second": pace}
        print_figures("searching", {"reports": order.reports, **built})
        cold = [_ask_cold(path, partial(_search, question=question)) for question in questions]
        print_figures("searching", {"state": "cold", **summarise(questions, cold)})
        with Archive(path) as archive:
            counts = [_ask(archive, partial(_search, question=question))[1] for question in questions]
            warm = [_ask(archive, partial(_search, question=question))[0] for question in questions]
        answered = sum(1 for count in counts if count)
        print_figures("searching", {"state": "warm", **summarise(questions, warm), "with_hits": answered})
        print_figures("searching", {"counts": _measure_counts(path, matter)})


def read_matter(path: Path, shared: Path) -> Matter:
    """Collect words and names from an archive to draw queries from."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    total: int = connection.execute("SELECT max(id) FROM versions").get
    step = max(1, total // _SAMPLE)
    texts: list[str] = [row[0] for row in connection.execute("SELECT text FROM texts WHERE version % ? = 0", (step,))]
    names = connection.execute(
        "SELECT DISTINCT name FROM sources WHERE kind = 'person' AND naming = 'named' AND version % ? = 0", (step,)
    )
    known = {row[0] for row in connection.execute("SELECT word FROM names WHERE is_latin")}
    publishers = connection.execute("SELECT publisher FROM versions WHERE id % ? = 0 AND publisher <> ''", (step,))
    matter = Matter(
        texts=texts,
        words=_bands(texts),
        names=sorted(row[0] for row in names),
        other_scripts=[other for latin, other in _spellings(shared) if latin in known] or ["Окафор"],
        publishers=[row[0] for row in publishers],
    )
    connection.close()
    return matter


def draw_questions(matter: Matter, *, count: int, seed: int) -> list[Question]:
    """Draw queries of all kinds in turn, every other one with a filter.

    The most common word of news, "said", is always among them.
    """
    random = seeded(seed)
    sorts: dict[str, Callable[[], str]] = {
        **{band: partial(random.choice, words) for band, words in matter.words.items() if words},
        "two words": lambda: " ".join(_some_words(random, matter, 2)),
        "three words": lambda: " ".join(_some_words(random, matter, 3)),
        "phrase": lambda: f'"{_phrase(random, matter)}"',
        "prefix": lambda: f"{_word_of(random, matter)[: random.choice((3, 4, 5))]}*",
        "said and a word": lambda: f"said {_word_of(random, matter)}",
        "name": lambda: random.choice(matter.names),
        "other script": lambda: random.choice(matter.other_scripts),
    }
    filters = list(_draw_filters(random, matter, count))
    drawn: list[Question] = []
    for number, (filtered, chosen) in enumerate(filters):
        sort = list(sorts)[number % len(sorts)]
        drawn.append(Question(sort=sort, query=sorts[sort](), filtered=filtered, filters=chosen))
    said = [(filtered, chosen) for filtered, chosen in filters[: len(_FILTERED)]]
    drawn[: len(said)] = [Question(sort="said", query="said", filtered=one, filters=chosen) for one, chosen in said]
    random.shuffle(drawn)
    return drawn


def summarise(questions: Sequence[Question], milliseconds: Sequence[float]) -> dict[str, object]:
    """Summarise query times: overall, and for each kind its median and maximum."""
    by_sort: dict[str, list[float]] = defaultdict(list)
    for question, taken in zip(questions, milliseconds, strict=True):
        by_sort[question.sort].append(taken)
    worst, slowest = max(zip(milliseconds, questions, strict=True), key=lambda pair: pair[0])
    return {
        "questions": len(questions),
        "median": round(median(milliseconds), 1),
        "percentile_95": round(percentile(milliseconds, 0.95), 1),
        "slowest": round(worst, 1),
        "slowest_question": {"sort": slowest.sort, "query": slowest.query, "filtered": slowest.filtered},
        "median_and_worst_by_sort": {
            sort: [round(median(taken), 1), round(max(taken), 1)] for sort, taken in sorted(by_sort.items())
        },
    }


_FILTERED = ("", "publisher", "", "days", "", "kind", "", "naming", "", "finding", "", "publisher and days")


def _draw_filters(random: Random, matter: Matter, count: int) -> Iterator[tuple[str, Filters]]:
    for number in range(count):
        # The offset makes every kind meet every filter.
        filtered = _FILTERED[(number + number // len(_FILTERED)) % len(_FILTERED)]
        year = random.choice(_YEARS)
        yield (
            filtered,
            Filters(
                publisher=random.choice(matter.publishers) if "publisher" in filtered else None,
                since=f"{year}-03" if "days" in filtered else None,
                until=f"{year + random.choice((0, 1))}-06-15" if "days" in filtered else None,
                kind=random.choice(get_args(Kind)) if filtered == "kind" else None,
                naming=random.choice(get_args(Naming)) if filtered == "naming" else None,
                finding=random.choice(get_args(FindingKind)) if filtered == "finding" else None,
            ),
        )


def _build(order: Order, folder: Path) -> tuple[Path, float | None]:
    """Add the reports, and count how many a second; None if that was done in this folder before."""
    path = folder / f"searching-{order.reports}-{order.words}-{order.pool}-{order.seed}.whence"
    finished = path.with_suffix(".finished")
    if finished.exists():
        return path, None
    stream = path.with_suffix(".jsonl")
    write_reports(reports_of(order), stream)
    paragraphs = paragraphs_for(order, folder)
    begun = time.perf_counter()
    if start_adding(path, [stream], model=paragraphs, is_composed=True).wait():
        raise CalledProcessError(1, "whence add")
    seconds = time.perf_counter() - begun
    stream.unlink()
    finished.touch()
    return path, round(order.reports / seconds, 1)


def _search(archive: Archive, *, question: Question) -> int:
    return archive.search(question.query, filters=question.filters, limit=_LIMIT).total


def _ask(archive: Archive, ask: Callable[[Archive], int]) -> tuple[float, int]:
    """Run a query, and return its time in milliseconds and its number of results."""
    begun = time.perf_counter()
    answer = ask(archive)
    return 1000 * (time.perf_counter() - begun), answer


def _ask_cold(path: Path, ask: Callable[[Archive], int]) -> float:
    """Run a query on an archive with nothing of its file in memory; opening it counts."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    begun = time.perf_counter()
    with Archive(path) as archive:
        ask(archive)
    return 1000 * (time.perf_counter() - begun)


def _measure_counts(path: Path, matter: Matter) -> dict[str, object]:
    """Time counts over the whole archive, cold and warm."""
    one = Filters(publisher=matter.publishers[0])
    asks: dict[str, Callable[[Archive], int]] = {
        "stats": lambda archive: archive.stats().reports,
        "stats of a publisher": lambda archive: archive.stats(filters=one).reports,
        "sources": lambda archive: len(archive.sources(limit=_LIMIT)),
        "sources of a publisher": lambda archive: len(archive.sources(filters=one, limit=_LIMIT)),
        "all sources": lambda archive: len(archive.sources()),
        "reports": lambda archive: len(archive.reports(limit=_LIMIT)),
    }
    figures: dict[str, object] = {}
    for name, ask in asks.items():
        cold = _ask_cold(path, ask)
        with Archive(path) as archive:
            ask(archive)
            figures[name] = {"cold": round(cold, 1), "warm": round(_ask(archive, ask)[0], 1)}
    return figures


def _bands(texts: Sequence[str]) -> dict[str, list[str]]:
    """Group words by the share of texts that contain them."""
    counts = Counter(word for text in texts for word in set(_words(text)))
    total = len(texts)
    return {
        band: sorted(word for word, count in counts.items() if least * total <= count <= max(1, most * total))
        for band, (least, most) in _BANDS.items()
    }


def _words(text: str) -> list[str]:
    return [word for word in findall(r"[a-z]+", text.lower()) if len(word) >= _FEWEST_LETTERS]


def _word_of(random: Random, matter: Matter) -> str:
    return random.choice(_words(random.choice(matter.texts)))


def _some_words(random: Random, matter: Matter, count: int) -> list[str]:
    """Draw different words that occur in one text."""
    return random.sample(sorted(set(_words(random.choice(matter.texts)))), count)


def _phrase(random: Random, matter: Matter) -> str:
    """Draw two to four adjacent words."""
    words = findall(r"\w+", random.choice(matter.texts))
    count = random.choice((2, 3, 4))
    start = random.randrange(len(words) - count)
    return " ".join(words[start : start + count])


def _spellings(shared: Path) -> list[tuple[str, str]]:
    """Pair words of names with their most frequent spellings in Cyrillic and in Korean letters."""
    pairs: list[tuple[str, str]] = []
    for path in (shared / "data/names" / name for name in _NAMES):
        if path.exists():
            rows = [line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
            rows.sort(key=lambda row: int(row[2]))
            pairs += {row[0]: row[1].replace(" ", "") for row in rows}.items()
    return pairs or list(_OTHER_SCRIPTS.items())


if __name__ == "__main__":
    main()
