"""Link the quotations of real reports: do reports that quote the same words find each other, and no others?

Reports of four corpora, read without a ledger. How many words must be the same was chosen on the incidents; the last
two chose nothing, and are read without their dates. What counts as the same words is told without whence's keys: two
reports share 8 words in a row between quotation marks, found by `bench.quotations.find_quotations`.

- sharing: pairs of reports of one story that share 8 quoted words, how many of them are linked, and how many are linked
  directly or through other reports: of many copies each is linked to the last three and the first two.
- sharing_elsewhere: pairs of reports of two stories that do, and how many of them are linked: formulas, mostly.
- linked: all linked pairs of reports; wrong: those of two stories.

``--show`` prints the pairs that are missed and those that are wrong instead.
"""

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from bench.options import find_corpus, print_figures
from bench.quotations import find_quotations
from bench.reuse import Groups
from whence.linking.reuse.quotations import candidate_quotations, link_quotations
from whence.linking.reuse.report_words import read_words
from whence.records.report import Report
from whence.records.reuse import QuotationLink

__all__ = ["measure", "sharing_pairs"]

_CORPORA = ("stories/dev.jsonl", "incidents/dev.jsonl.gz", "ecbplus/dev.jsonl", "seesaw/dev.jsonl")
_UNDATED = frozenset({"ecbplus", "seesaw"})
_WORD = re.compile(r"[^\W_]+")
_IN_A_ROW = 8

Pair = tuple[str, str]


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--show", action="store_true", help="print pairs that are missed or wrong")
    options = parser.parse_args()
    for name in _CORPORA:
        stories = _read(find_corpus(options.shared, name))
        links = _link(stories)
        if options.show:
            _show(stories, links)
        else:
            corpus = name.partition("/")[0]
            print_figures(f"quotations_linked-{corpus}", {"name": corpus, **measure(stories, links)})


def measure(stories: Mapping[Report, str], links: Iterable[QuotationLink]) -> dict[str, object]:
    """Count pairs of reports.

    Args:
        stories: The story of each report.
        links: The links between quotations of the reports.
    """
    story = {report.id: name for report, name in stories.items()}
    linked = {pair: story[pair[0]] == story[pair[1]] for pair in map(_pair_of, links)}
    groups = Groups(linked)
    sharing = {pair: story[pair[0]] == story[pair[1]] for pair in sharing_pairs(stories)}
    within, elsewhere = ([pair for pair, is_one in sharing.items() if is_one is kind] for kind in (True, False))
    return {
        "reports": len(stories),
        "sharing": {
            "pairs": len(within),
            "linked": len(linked.keys() & within),
            "linked_or_joined": sum(groups.has(*pair) for pair in within),
        },
        "sharing_elsewhere": {"pairs": len(elsewhere), "linked": len(linked.keys() & elsewhere)},
        "linked": len(linked),
        "wrong": sum(not is_one for is_one in linked.values()),
    }


def sharing_pairs(reports: Iterable[Report]) -> set[Pair]:
    """Find the pairs of reports that share 8 words in a row between quotation marks, by comparing all of them.

    >>> said = "“The ferry to the island leaves at nine today.”"
    >>> one, other = Report(text=said), Report(text=f"He wrote: {said}")
    >>> len(sharing_pairs([one, other]))
    1
    """
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for report in reports:
        for span in find_quotations(report.text):
            words = _WORD.findall(span.of(report.text).lower())
            for start in range(len(words) - _IN_A_ROW + 1):
                holders[tuple(words[start : start + _IN_A_ROW])].add(report.id)
    return {pair for ids in holders.values() for pair in combinations(sorted(ids), 2)}


def _read(path: Path) -> dict[Report, str]:
    """Read reports with their stories; of equal reports the last counts."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {
        Report(
            text=row["text"],
            publisher=row.get("publisher"),
            published=None if path.parent.name in _UNDATED else row["published"],
            url=row["url"],
        ): row["story"]
        for row in rows
    }


def _link(reports: Iterable[Report]) -> list[QuotationLink]:
    quotations = [one for report in reports for one in read_words(report).quotations]
    pairs = candidate_quotations(quotations)
    return [link for one, other in pairs if (link := link_quotations(one, other))]


def _pair_of(link: QuotationLink) -> Pair:
    one, other = sorted(link.reports)
    return one, other


def _show(stories: Mapping[Report, str], links: Sequence[QuotationLink]) -> None:
    texts = {report.id: report.text for report in stories}
    story = {report.id: name for report, name in stories.items()}
    for pair in sorted(sharing_pairs(stories) - set(map(_pair_of, links))):
        print("missed", *pair, sep="\t")
    for link in links:
        if story[link.reports[0]] != story[link.reports[1]]:
            print("wrong", *_words_of(link, texts), sep="\t")


def _words_of(link: QuotationLink, texts: Mapping[str, str]) -> Iterator[str]:
    for report, spans in zip(link.reports, link.spans, strict=True):
        yield " … ".join(" ".join(span.of(texts[report]).split()) for span in spans)


if __name__ == "__main__":
    main()
