"""Measure how claims are linked: the same in other words, found again, and told from those that disagree.

- ``msrp``: pairs of news sentences that say the same or not; F1 and accuracy, five-fold; pairs with a sentence in
  common are in one fold.
- ``sts``: pairs of headlines and news sentences; Pearson's r with people's judgements of the score, five-fold, and of
  the cosine of the claim vectors alone, which learned from no judgement.
- ``minimal_pairs``: the half of our invented pairs that nothing was tuned on; how many with one thing changed are told
  as disagreeing, and how many in other words as the same.
- ``tweets``: tweets and the fact-checked claims that they repeat (CheckThat! 2020), through keys; mean average
  precision of the first five by the likeness that a search for claims ranks by (its form was chosen on these tweets,
  no number was fitted), and by the scores that say whether two claims are the same; and how many have their claim among
  the candidates. ``twins_as_one``: the same if two claims in the same words count as one: of the labelled claims every
  fourth stands twice in the collection, with other marks, and the labels name one of the two.

Reference:
    Barrón-Cedeño et al., "Overview of CheckThat! 2020", CLEF 2020.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from bench.options import find_corpus, parse_options, print_figures
from training.claims import FOLDS, LabelledPair, fit, folds_of, measure_pairs, predict, read_judged, read_paraphrases
from whence.linking.claims.claim_features import likeness_of
from whence.linking.claims.claim_keys import keys_of, rank_candidates
from whence.linking.claims.claim_scores import compare_claims, score_claims
from whence.linking.claims.claim_vectors import ClaimVectors, cosine, open_vectors
from whence.linking.claims.claims import AnalysedClaim, ClaimMention, analyse_claim

__all__ = ["average_precision", "clean_tweet", "f1_and_accuracy", "read_minimal_pairs"]


class _Row(TypedDict):
    """A fact-checked claim, with text and title, or a tweet with the ids of its claims."""

    id: str
    text: str
    title: str
    claims: list[str]


_PAIRS = Path(__file__).parent.parent / "tests/linking/claims/minimal_pairs.tsv"
_DAY = "2031-03-04"
"""When the reports of the minimal pairs were published."""
_FIRST = 5
_WORD = re.compile(r"\w+")
_SIGNATURE = re.compile(r"\s*—\s[^—]{1,80}\(@\w{1,20}\)\s+\w+ \d{1,2}, \d{4}\s*$")
_ADDRESS = re.compile(r"https?://\S+|pic\.twitter\.com/\w+|[#@](?=\w)")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--part", choices=_PARTS, default=None)
    own, others = parser.parse_known_args()
    shared, vectors = parse_options(__doc__, others).shared, open_vectors()
    print_figures("claims", {name: _PARTS[name](shared, vectors) for name in _PARTS if own.part in {None, name}})


def f1_and_accuracy(told: Iterable[bool], wanted: Iterable[bool]) -> dict[str, float]:
    """Compute the F1 of what is told as true, and the accuracy.

    >>> f1_and_accuracy([True, True, False, False], [True, False, True, False])
    {'pairs': 4, 'f1': 0.5, 'accuracy': 0.5}
    """
    both = [(bool(a), bool(b)) for a, b in zip(told, wanted, strict=True)]
    hits, right = both.count((True, True)), sum(a == b for a, b in both)
    f1 = 2 * hits / max(sum(a for a, _ in both) + sum(b for _, b in both), 1)
    return {"pairs": len(both), "f1": round(f1, 3), "accuracy": round(right / len(both), 3)}


def average_precision(ranked: Sequence[str], wanted: Sequence[str]) -> float:
    """Compute the average precision of the first five of a ranking.

    >>> average_precision(["a", "b", "c"], ["b"])
    0.5
    """
    hits, total = 0, 0.0
    for place, id_ in enumerate(ranked[:_FIRST], 1):
        if id_ in wanted:
            hits += 1
            total += hits / place
    return total / min(len(wanted), _FIRST)


def clean_tweet(text: str) -> str:
    """Take addresses, marks of names and topics, and the signature off a tweet.

    >>> clean_tweet("The #tide is late pic.twitter.com/x1 — Ana Brandt (@ana) June 2, 2031")
    'The tide is late'
    """
    return " ".join(_ADDRESS.sub("", _SIGNATURE.sub("", text)).split())


def read_minimal_pairs(half: str) -> list[dict[str, str]]:
    """Read one half of the minimal pairs, ``tune`` or ``fresh``."""
    with _PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["half"] == half]


def _msrp(shared: Path, vectors: ClaimVectors) -> dict[str, float]:
    pairs = read_paraphrases(find_corpus(shared, "claims/msrp-train.jsonl"))
    return f1_and_accuracy(_cross_validate(pairs, vectors) > 0, [pair.target == 1 for pair in pairs])


def _sts(shared: Path, vectors: ClaimVectors) -> dict[str, float]:
    pairs = read_judged(find_corpus(shared, "claims/sts-news-dev.jsonl"))
    targets = [pair.target for pair in pairs]
    return {
        "pairs": len(pairs),
        "score_r": _r(1 / (1 + np.exp(-_cross_validate(pairs, vectors))), targets),
        "cosine_r": _r([_cosine(pair, vectors) for pair in pairs], targets),
    }


def _cross_validate(pairs: Sequence[LabelledPair], vectors: ClaimVectors) -> npt.NDArray[np.float64]:
    rows, folds = measure_pairs(pairs, vectors), folds_of(pairs)
    targets, odds = np.array([pair.target for pair in pairs]), np.zeros(len(pairs))
    for fold in range(FOLDS):
        is_held = folds == fold
        odds[is_held] = predict(rows[is_held], fit(rows[~is_held], targets[~is_held].tolist()))
    return odds


def _cosine(pair: LabelledPair, vectors: ClaimVectors) -> float:
    return cosine(*(analyse_claim(mention, vectors).vector for mention in (pair.one, pair.other)))


def _r(told: Sequence[float] | npt.NDArray[np.float64], wanted: Sequence[float]) -> float:
    return round(float(np.corrcoef(told, wanted)[0, 1]), 3)


def _minimal_pairs(_: Path, vectors: ClaimVectors) -> dict[str, float]:
    rows = read_minimal_pairs("fresh")

    def relation(row: Mapping[str, str], column: str) -> str:
        mentions = (ClaimMention(id=name, text=row[name], published=_DAY) for name in ("statement", column))
        return compare_claims(*(analyse_claim(mention, vectors) for mention in mentions)).relation

    return {
        "pairs": len(rows),
        "disagreeing": round(sum(relation(row, "other") == "disagreeing" for row in rows) / len(rows), 3),
        "same": round(sum(relation(row, "paraphrase") == "same" for row in rows) / len(rows), 3),
    }


def _tweets(shared: Path, vectors: ClaimVectors) -> dict[str, float]:
    folder = find_corpus(shared, "checkthat2020/claims.jsonl").parent
    claims = {row["id"]: row for row in _rows(folder / "claims.jsonl")}
    keyed = {id_: keys_of(_analyse(f"{row['text']}. {row['title']}", vectors, id_)) for id_, row in claims.items()}
    postings: dict[str, set[str]] = defaultdict(set)
    for id_, keys in keyed.items():
        for key in keys.keys:
            postings[key].add(id_)
    twin_of = {id_: " ".join(_WORD.findall(row["text"].casefold())) for id_, row in claims.items()}
    figures: dict[str, list[float]] = defaultdict(list)
    for row in _rows(folder / "dev.jsonl"):
        tweet = _analyse(clean_tweet(row["text"]), vectors, row["id"])
        own = keys_of(tweet)
        sharing = {id_ for key in own.keys for id_ in postings.get(key, ())}
        candidates = {
            id_: [(tweet, _analyse(text, vectors, id_)) for text in (claims[id_]["text"], claims[id_]["title"])]
            for id_ in rank_candidates(own, [keyed[id_] for id_ in sharing])
        }
        for name, measure in (("map_5", likeness_of), ("map_5_scores", score_claims)):
            ranked = _ranked(candidates, measure)
            figures[name].append(average_precision(ranked, row["claims"]))
            twins = list(dict.fromkeys(twin_of[id_] for id_ in ranked))
            figures[f"{name}_twins_as_one"].append(average_precision(twins, [twin_of[id_] for id_ in row["claims"]]))
        figures["among_candidates"].append(bool(candidates.keys() & set(row["claims"])))
    return {"tweets": len(figures["map_5"]), **{name: _mean(those) for name, those in figures.items()}}


def _analyse(text: str, vectors: ClaimVectors, id_: str) -> AnalysedClaim:
    return analyse_claim(ClaimMention(id=id_, text=text), vectors)


def _mean(figures: Sequence[float]) -> float:
    return round(sum(figures) / len(figures), 3)


def _ranked(
    candidates: Mapping[str, Sequence[tuple[AnalysedClaim, AnalysedClaim]]],
    measure: Callable[[AnalysedClaim, AnalysedClaim], float],
) -> list[str]:
    """Rank claims by their text and title together, equal ones by id."""
    sums = {id_: sum(measure(*pair) for pair in pairs) for id_, pairs in candidates.items()}
    return sorted(sums, key=lambda id_: (-sums[id_], id_))


def _rows(path: Path) -> Iterator[_Row]:
    return map(json.loads, path.read_text("utf-8").splitlines())


_PARTS: dict[str, Callable[[Path, ClaimVectors], dict[str, float]]] = {
    "msrp": _msrp,
    "sts": _sts,
    "minimal_pairs": _minimal_pairs,
    "tweets": _tweets,
}
"""What is measured; ``--part`` chooses one."""


if __name__ == "__main__":
    main()
