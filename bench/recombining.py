"""Write any number of reports, recombined from paragraphs of the development halves.

Paragraphs of PolNeAR, of the stories and of the incidents are combined into reports of about the requested length;
headline, publisher, byline, day and address are invented, so that publishers and months differ in size as real ones do.
Without the corpora, the examples are used. The same seed gives the same bytes, and no two reports have the same text.

FILE is JSON Lines, or, if it ends in ``.warc.gz``, a web archive with a page for each report.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import accumulate
from pathlib import Path
from random import Random
from uuid import NAMESPACE_URL, uuid5

from bench.options import print_figures

__all__ = [
    "Recombined",
    "draw_pool",
    "page_of",
    "read_paragraphs",
    "recombine",
    "response_record",
    "seeded",
    "write_reports",
]

_EXAMPLES = Path(__file__).parent.parent / "examples"
_CORPORA = ("polnear/dev.jsonl", "stories/dev.jsonl", "incidents/dev.jsonl.gz")
_FEWEST_WORDS, _MOST_WORDS = 15, 150
_SPREAD = 0.3
"""Standard deviation of a report's length, as a share of its length."""
_SHORTEST = 0.3
_MOST_TRIALS = 1000
_FIRST_DAY = datetime(2009, 1, 1, tzinfo=UTC)
_MINUTES = 16 * 365 * 24 * 60
_WARC_DATE = "2025-01-01T00:00:00Z"

_PUBLISHERS = (
    "The Tidewater Post", "Harbour Gazette", "Meridian News", "The Coastline", "Evening Lantern", "Drover County Times",
    "The Sounding", "Quayside Review", "Northmoor Herald", "Saltmarsh Daily", "The Weir Observer", "Estuary Today",
    "Hollin Bridge Courier", "The Fellside Star", "Ridgeway Tribune", "Oxbow Journal", "The Causeway Mail",
    "Ferrymen's Weekly", "Lowland Chronicle", "The Signal Tower", "Beacon Hill Record", "Millrace Independent",
    "The Upland Examiner", "Shingle Street News",
)  # fmt: skip
_FIRST_NAMES = ("Ana", "Tomas", "Ines", "Ruth", "Pavel", "Li", "Omar", "Greta", "Nuno", "Sadia", "Ewan", "Mirela")
_LAST_NAMES = (
    "Brandt", "Okafor", "Lindqvist", "Marsh", "Duarte", "Novak", "Achebe", "Farrow", "Wei", "Castellan", "Rahimi",
    "Thorne", "Ostrova", "Penrose", "Kimani", "Velde",
)  # fmt: skip
# Combined they make 8,640 places, so that some words are rare in any number of reports.
_PLACE_BEGINNINGS = (
    "Aber", "Ald", "Bram", "Cald", "Cor", "Dun", "Elm", "Fen", "Gar", "Hal", "Hest", "Ing", "Kel", "Lang", "Mor", "Nor",
    "Os", "Pen", "Quar", "Raven", "Sel", "Tarn", "Ulver", "Wex",
)  # fmt: skip
_PLACE_MIDDLES = ("", "ing", "er", "a", "en", "is", "ow", "um", "ock", "eth", "il", "or", "ast", "an", "ut")
_PLACE_ENDS = (
    "by", "dale", "ford", "ham", "holm", "leigh", "mere", "mouth", "ness", "port", "rick", "stead", "thorpe", "ton",
    "wick", "worth", "bury", "combe", "den", "fleet", "gate", "haven", "low", "ster",
)  # fmt: skip
_BODIES = ("council", "mayor", "police", "hospital", "school board", "court", "union", "port authority")
_DEEDS = ("rejects", "defends", "delays", "reviews", "confirms", "drops", "backs", "questions", "promises", "halts")
_MATTERS = (
    "harbour plan", "budget cuts", "new bridge", "inquiry", "vote", "evacuation", "tax rise", "strike", "ferry deal",
    "flood defences", "housing scheme", "search", "recount", "curfew", "pay offer", "ban on parking",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recombined:
    """A report put together from paragraphs of others."""

    headline: str
    publisher: str
    byline: tuple[str, ...]
    published: str
    url: str
    text: str
    """Its paragraphs, separated by empty lines, without the headline."""


def main() -> None:
    """Write the file, and print a summary of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="what to write: .jsonl or .warc.gz")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, default=10_000, help="how many")
    parser.add_argument("--words", type=int, default=300, help="of about so many words")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other reports")
    parser.add_argument("--pool", type=int, help="draw from so many paragraphs only")
    asked = parser.parse_args()
    pool = draw_pool(read_paragraphs(asked.shared), asked.pool)
    drawn = recombine(pool, count=asked.reports, words=asked.words, seed=asked.seed)
    written = write_reports(drawn, asked.file)
    figures = {"reports": written, "paragraphs": len(pool), "megabytes": round(asked.file.stat().st_size / 1e6, 1)}
    print_figures("recombining", figures)


def read_paragraphs(shared: Path) -> list[str]:
    """Read distinct paragraphs of 15 to 150 words to make reports from.

    Args:
        shared: Folder with the corpora.

    >>> min(len(paragraph.split()) for paragraph in read_paragraphs(Path("nowhere")))
    15
    """
    corpora = [path for name in _CORPORA if (path := shared / "data" / name).exists()]
    texts = (text for path in corpora for text in _texts_of(path))
    if not corpora:
        texts = (path.read_text("utf-8") for path in sorted(_EXAMPLES.glob("*.txt")))
    paragraphs = (" ".join(line.split()) for text in texts for line in text.split("\n"))
    fitting = (one for one in paragraphs if _FEWEST_WORDS <= len(one.split()) <= _MOST_WORDS)
    return list(dict.fromkeys(fitting))


def draw_pool(paragraphs: Sequence[str], size: int | None) -> list[str]:
    """Draw some of the paragraphs, always the same ones; all if no number is given, or there are not that many."""
    if size is None or size >= len(paragraphs):
        return list(paragraphs)
    return seeded(0).sample(paragraphs, size)


def recombine(pool: Sequence[str], *, count: int, words: int, seed: int) -> Iterator[Recombined]:
    """Make reports, one after another.

    Args:
        pool: The paragraphs.
        count: Number of reports.
        words: Average number of words per report.
        seed: The same seed gives the same reports.

    Raises:
        ValueError: There are too few paragraphs for this many different reports.

    >>> pool = ["The tide came in at four.", "The ferry was late again.", "Nobody was hurt."]
    >>> one, other = recombine(pool, count=2, words=8, seed=1)
    >>> one.text == other.text, one == next(recombine(pool, count=1, words=8, seed=1))
    (False, True)
    """
    random = seeded(seed)
    weights = list(accumulate(1 / rank for rank, _ in enumerate(_PUBLISHERS, 2)))
    known: set[tuple[int, ...]] = set()
    for number in range(1, count + 1):
        chosen = _draw_new(random, pool, words, known)
        publisher = random.choices(_PUBLISHERS, cum_weights=weights)[0]
        headline = _invent_headline(random)
        # The web grows: of two years, the later has more reports.
        moment = _FIRST_DAY + timedelta(minutes=round(_MINUTES * random.random() ** 0.5))
        slug = headline.lower().replace(" ", "-").replace(",", "")
        yield Recombined(
            headline=headline,
            publisher=publisher,
            byline=tuple(_invent_name(random) for _ in range(random.choice((0, 1, 1, 1, 2)))),
            published=_tell_moment(moment, publisher),
            url=f"https://{_host_of(publisher)}/{moment:%Y/%m/%d}/{slug}-{number}",
            text="\n\n".join(pool[i] for i in chosen),
        )


def write_reports(reports: Iterable[Recombined], path: Path) -> int:
    """Write reports as JSON Lines, or as a web archive if the path ends in ``.warc.gz``, and count them."""
    count = 0
    with path.open("wb") as file:
        is_web_archive = path.name.endswith(".warc.gz")
        if is_web_archive:
            file.write(_record("warcinfo", b"software: bench.recombining\r\n", kind="application/warc-fields"))
        for count, report in enumerate(reports, 1):  # noqa: B007 -- the last one is the count
            line = json.dumps(asdict(report), ensure_ascii=False).encode() + b"\n"
            file.write(response_record(report) if is_web_archive else line)
    return count


def page_of(report: Recombined) -> str:
    """Write a report as a simple web page."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.headline,
        "datePublished": report.published,
        "author": [{"@type": "Person", "name": name} for name in report.byline],
        "publisher": {"@type": "Organization", "name": report.publisher},
    }
    linked = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in report.text.split("\n\n"))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(report.headline)} - {escape(report.publisher)}</title>\n"
        f'<meta property="og:title" content="{escape(report.headline)}">\n'
        f'<meta property="og:site_name" content="{escape(report.publisher)}">\n'
        f'<link rel="canonical" href="{escape(report.url)}">\n'
        f'<script type="application/ld+json">{linked}</script>\n</head>\n<body>\n'
        '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>\n'
        f"<article>\n<h1>{escape(report.headline)}</h1>\n{body}\n</article>\n"
        f"<footer><p>Copyright {escape(report.publisher)}</p></footer>\n</body>\n</html>\n"
    )


def response_record(report: Recombined, *, script: str = "") -> bytes:
    """Write a report's page as a record of a web archive, in gzip.

    Args:
        report: The report.
        script: A script to put into the page.
    """
    page = page_of(report).replace("</head>", f"{script}</head>", 1).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
    return _record("response", head.encode() + page, kind="application/http; msgtype=response", url=report.url)


def seeded(seed: int) -> Random:
    """Make a random generator; the same seed gives the same sequence."""
    return Random(seed)  # noqa: S311 -- not for secrets


def _texts_of(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    lines = gzip.decompress(data) if path.suffix == ".gz" else data
    for line in lines.splitlines():
        yield json.loads(line)["text"]


def _draw_new(random: Random, pool: Sequence[str], words: int, known: set[tuple[int, ...]]) -> tuple[int, ...]:
    """Draw a combination that was not drawn before, and remember it."""
    for _ in range(_MOST_TRIALS):
        chosen = _draw_paragraphs(random, pool, words)
        if chosen not in known:
            known.add(chosen)
            return chosen
        words += 1  # a small pool may have no unused short reports left
    message = f"{len(pool)} paragraphs do not make more than {len(known)} reports"
    raise ValueError(message)


def _draw_paragraphs(random: Random, pool: Sequence[str], words: int) -> tuple[int, ...]:
    """Draw different paragraphs until there are enough words, or no paragraphs left."""
    wanted = max(_SHORTEST * words, random.gauss(words, _SPREAD * words))
    chosen: dict[int, None] = {}
    count = 0
    while count < wanted and len(chosen) < len(pool):
        i = random.randrange(len(pool))
        count += 0 if i in chosen else len(pool[i].split())
        chosen[i] = None
    return tuple(chosen)


def _invent_headline(random: Random) -> str:
    place = "".join(map(random.choice, (_PLACE_BEGINNINGS, _PLACE_MIDDLES, _PLACE_ENDS)))
    said = f"{place} {random.choice(_BODIES)} {random.choice(_DEEDS)} {random.choice(_MATTERS)}"
    return f"{said}, {random.choice(_LAST_NAMES)} says" if random.random() < 0.3 else said  # noqa: PLR2004


def _invent_name(random: Random) -> str:
    return f"{random.choice(_FIRST_NAMES)} {random.choice(_LAST_NAMES)}"


def _host_of(publisher: str) -> str:
    return publisher.removeprefix("The ").lower().replace(" ", "").replace("'", "") + ".example"


def _tell_moment(moment: datetime, publisher: str) -> str:
    """Write the time of publication; every third publisher gives only the day."""
    tells_day_alone = _PUBLISHERS.index(publisher) % 3 == 2  # noqa: PLR2004
    return f"{moment:%Y-%m-%d}" if tells_day_alone else f"{moment:%Y-%m-%dT%H:%M:00Z}"


def _record(record: str, block: bytes, *, kind: str, url: str | None = None) -> bytes:
    """Write one record of a web archive, as a gzip member of its own.

    Reference:
        https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
    """
    fields = {
        "WARC-Type": record,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, url or record)}>",
        "WARC-Date": _WARC_DATE,
        **({"WARC-Target-URI": url} if url else {}),
        "Content-Type": kind,
        "Content-Length": str(len(block)),
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


if __name__ == "__main__":
    main()
