"""Measure how well the article text of real pages is extracted, compared with trafilatura alone.

The pages are those of the article extraction benchmark: 181 pages of many outlets, with the text that a person cut out
of each.

Reference:
    The measure is that of the benchmark: shingles of four words, precision and recall of each page, averaged over
    pages; F1 is computed from the averages. https://github.com/scrapinghub/article-extraction-benchmark
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import process_time

import trafilatura

from bench.options import find_corpus, parse_options, print_figures
from whence.errors import ReadError
from whence.intake.load import read_bytes

__all__ = ["Page", "Score", "extract_alone", "load_pages", "read_article", "score_text", "summarise"]

_WORD = re.compile(r"\w+")
_SHINGLE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Recall and precision for one page."""

    precision: float | None
    """None if nothing was found."""
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and the article text that a person cut out of it."""

    name: str
    data: bytes
    article: str


def score_text(found: str, article: str) -> Score:
    """Compare a text with the article that a person cut out.

    >>> score_text("By Ana Brandt. The council will shut", "The council will shut")
    Score(precision=0.25, recall=1.0)
    """
    found_shingles, article_shingles = _shingles(found), _shingles(article)
    shared_count = (found_shingles & article_shingles).total()
    return Score(
        precision=shared_count / found_shingles.total() if found_shingles else None,
        recall=shared_count / max(1, article_shingles.total()),
    )


def summarise(scores: Iterable[Score]) -> dict[str, float]:
    """Average over pages.

    >>> summarise([Score(precision=1.0, recall=0.5), Score(precision=0.5, recall=1.0)])
    {'f1': 0.75, 'precision': 0.75, 'recall': 0.75}
    """
    known = list(scores)
    precision = fmean(each.precision for each in known if each.precision is not None)
    recall = fmean(each.recall for each in known)
    f1 = 2 * precision * recall / (precision + recall)
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def load_pages(folder: Path) -> list[Page]:
    """Load the benchmark's pages, in the order of its list."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(
            name=f"{key}.html",
            data=gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()),
            article=entry["articleBody"],
        )
        for key, entry in truth.items()
    ]


def read_article(page: Page) -> str:
    """Read a page with whence, and drop the headline, which the benchmark's articles do not include."""
    try:
        report = read_bytes(page.data, name=page.name)
    except ReadError:
        return ""
    return report.text.removeprefix(f"{report.headline}\n\n")


def extract_alone(page: Page) -> str:
    """Extract an article with trafilatura in its default settings."""
    return trafilatura.extract(page.data.decode()) or ""


def main() -> None:
    """Print the figures."""
    pages = load_pages(find_corpus(parse_options(__doc__).shared, "pages"))
    start = process_time()
    figures = _measure(pages, read_article)
    rate = round(len(pages) / (process_time() - start), 1)
    alone = _measure(pages, extract_alone)["f1"]
    measured = {"pages": len(pages), **figures, "trafilatura_alone_f1": alone, "pages_per_cpu_second": rate}
    print_figures("pages", measured)


def _measure(pages: list[Page], read: Callable[[Page], str]) -> dict[str, float]:
    return summarise(score_text(read(page), page.article) for page in pages)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SHINGLE_WORDS + 1)) if words else ()
    return Counter(tuple(words[start : start + _SHINGLE_WORDS]) for start in starts)


if __name__ == "__main__":
    main()
