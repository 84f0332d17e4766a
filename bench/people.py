"""Measure one person, organisation or document across reports: precision and recall of labelled pairs of named sources.

The pairs of the part ``read`` were there to tune on; those of the part ``fresh`` only give figures.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import process_time

from bench.options import find_corpus, print_figures
from training.story_corpora import SETS, read_ledgers
from whence.linking.people.named_sources import NamedSource, named_sources
from whence.linking.people.people import LinkedSource, find_people
from whence.linking.people.people_evidence import decide
from whence.linking.stories.stories import find_stories
from whence.linking.stories.story_keys import story_keys
from whence.records.ledger import Ledger

__all__ = ["precision_and_recall"]

_LABELS = Path("training/labels/people.jsonl")
_SETS = ("incidents", "stories")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--ledgers", type=Path, help="folder to keep ledgers in; reading 988 reports takes minutes")
    parser.add_argument("--show", action="store_true", help="print the pairs of the part `read` that go wrong")
    options = parser.parse_args()
    for name in _SETS:
        find_corpus(options.shared, SETS[name])
    rows = {
        (name, row["id"]): (f"{name}:{row['story']}", ledger)
        for name in _SETS
        for row, ledger in read_ledgers(options.shared, name, options.ledgers)
    }
    ledgers = {own: ledger for own, (_, ledger) in rows.items()}
    keys = {own: story_keys(ledger) for own, ledger in ledgers.items()}
    sources = [source for own, ledger in ledgers.items() for source in named_sources(ledger, keys[own])]
    labelled = {ledger.report.id: story for story, ledger in rows.values()}
    stories = find_stories(keys.values())
    found = {report: story[0] for story in stories for report in story}
    figures: dict[str, object] = {"sources": len(sources)}
    for name, story_of in (("stories as found", found), ("stories as labelled", labelled), ("without stories", {})):
        start = process_time()
        people = find_people(sources, story_of)
        figures[name] = {"people": len(people), "cpu_seconds": round(process_time() - start, 1)} | {
            part: precision_and_recall(_judge(part, ledgers, people)) for part in ("read", "fresh")
        }
        if options.show and story_of is not labelled:
            _show(ledgers, sources, people, story_of)
    print_figures("people", figures)


def precision_and_recall(judged: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    """Count labelled pairs.

    Args:
        judged: For each pair, whether it is one and whether it was joined.

    >>> precision_and_recall([(True, True), (True, False), (False, False)])
    {'pairs': 3, 'one': 2, 'joined': 1, 'wrong': 0, 'precision': 1.0, 'recall': 0.5}
    """
    one = sum(is_one for is_one, _ in judged)
    joined = sum(is_joined for _, is_joined in judged)
    right = sum(is_one and is_joined for is_one, is_joined in judged)
    return {
        "pairs": len(judged),
        "one": one,
        "joined": joined,
        "wrong": joined - right,
        "precision": round(right / max(joined, 1), 3),
        "recall": round(right / max(one, 1), 3),
    }


_Label = dict[str, object]


def _labels(part: str) -> list[dict[str, dict[str, str]]]:
    lines = _LABELS.read_text("utf-8").splitlines()
    return [label for label in map(json.loads, lines) if label["part"] == part]


def _judge(
    part: str, ledgers: Mapping[tuple[str, str], Ledger], people: Sequence[LinkedSource]
) -> list[tuple[bool, bool]]:
    linked = {member: one.id for one in people for member in one.members}
    judged = []
    for label in _labels(part):
        first, second = (linked.get(_source_at(ledgers, label[side]), side) for side in ("first", "second"))
        judged.append((bool(label["same"]), first == second))
    return judged


def _source_at(ledgers: Mapping[tuple[str, str], Ledger], place: Mapping[str, object]) -> str:
    """Find the source that has a mention at a labelled place: the id of its `NamedSource`; empty if there is none."""
    ledger = ledgers[str(place["set"]), str(place["report"])]
    for source in ledger.sources:
        if place["mention"] in [[mention.start, mention.end] for mention in source.mentions]:
            return f"{ledger.report.id}/{source.id}"
    return ""


def _show(
    ledgers: Mapping[tuple[str, str], Ledger],
    sources: Sequence[NamedSource],
    people: Sequence[LinkedSource],
    story_of: Mapping[str, str],
) -> None:
    known = {source.id: source for source in sources}
    for label, (is_one, is_joined) in zip(_labels("read"), _judge("read", ledgers, people), strict=True):
        if is_one != is_joined:
            print("missed" if is_one else "wrong")
            both = [known.get(_source_at(ledgers, label[side])) for side in ("first", "second")]
            for source in both:
                print("   ", source and (source.forms, source.roles, source.gender))
            if all(both):
                stories = {story_of.get(source.report) for source in both if source}
                decision = decide(*[source for source in both if source], is_one_story=len(stories) == 1)
                print("   ", [(reason.evidence, reason.points) for reason in decision.reasons])


if __name__ == "__main__":
    main()
