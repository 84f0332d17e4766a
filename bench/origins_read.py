"""Measure origins on real stories that people read: ``training/labels/origins.jsonl``.

The reports of the labelled stories are read, linked in one archive, and asked about:

- quotations: of the labelled direct quotations, those for which whence gives the labelled origin, and no other.
- claims: of the labelled claims, those with the right number of origins (at least, at most), with the right sources,
  and with both; a claim is that of most of its labelled places.

Mistakes may be read on the part ``read`` (``--show``); the part ``fresh`` only gives figures.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.options import find_corpus, print_figures
from training.story_corpora import SETS, read_ledgers
from whence.archive.archive import Archive
from whence.records.ledger import Ledger
from whence.records.links import ClaimOrigins, Node
from whence.records.report import Span

_LABELS = Path(__file__).parent.parent / "training/labels/origins.jsonl"
