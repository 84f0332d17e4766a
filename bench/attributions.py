"""Measure attributions against PolNeAR's annotators: whence compared with the rule-based baseline.

Reads the whole texts of the development half with ``whence read --json``, and passes the result to the corpus's scorer,
``eval/score_attributions.py`` in the folder of the corpora. The annotators marked no attribution within another's
content (0 of 22,466 in the training half), so each of those that whence finds counts as wrong:

- model: without them, as the annotators had it.
- all: with them, as a user gets it.

Reference:
    Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.baseline import mark_with_rules
from bench.options import find_corpus, parse_options, print_figures
from bench.reports import Marked, Plain, mark_with_command, read_lines

__all__ = ["score"]

Figures = dict[str, float | list[float]]


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    corpus = find_corpus(options.shared, "polnear/dev.jsonl")
    scorer = options.shared / "eval/score_attributions.py"
    reports = read_lines(corpus)
    texts = [report["text"] for report in reports]
    marked = mark_with_command(texts, model=options.model)
    flat = [[one for one in found if not one["is_nested"]] for found in marked]
    print_figures(
        "attributions",
        {
            "model": {"name": options.model, **score(reports, flat, scorer=scorer, gold=corpus)},
            "all": score(reports, marked, scorer=scorer, gold=corpus),
            "baseline": score(reports, [mark_with_rules(text) for text in texts], scorer=scorer, gold=corpus),
        },
    )


def score(reports: Sequence[Plain], marked: Sequence[list[Marked]], *, scorer: Path, gold: Path) -> Figures:
    """Run the scorer.

    Args:
        reports: The reports read.
        marked: The attributions found in each.
        scorer: Path of the scorer.
        gold: Path of the annotations.

    Returns:
        The scorer's figures: counts, F1 in percent, and a 95 % interval of the headline figure.
    """
    with TemporaryDirectory() as folder:
        predicted = Path(folder, "predicted.jsonl")
        rows = [{"id": report["id"], "attributions": found} for report, found in zip(reports, marked, strict=True)]
        predicted.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(predicted)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 -- the user names the scorer
    figures: Figures = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    main()
