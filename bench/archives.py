"""Shared by the archive benches: options, reports to add, and running ``whence add``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory

from bench.composing import find_paragraphs
from bench.recombining import Recombined, draw_pool, read_paragraphs, recombine
from whence.reading.model.package import SHIPPED

__all__ = ["Order", "make_parser", "paragraphs_for", "percentile", "pool_of", "reports_of", "start_adding", "workplace"]

_POOL = 1500
"""Paragraphs to make reports from. Two cores read them in 20 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to measure, and with which inputs."""

    shared: Path
    """Folder with the annotated corpora. Without it the examples are used."""
    model: str
    """A model's name, or the path of a model file."""
    reports: int
    """Number of reports to add."""
    words: int
    """Approximate number of words per report."""
    pool: int
    """Number of paragraphs to make reports from."""
    seed: int
    """Seed of the random choices."""
    keep: Path | None
    """Working folder, kept for reuse by the next run."""

    @classmethod
    def of(cls, asked: argparse.Namespace) -> "Order":
        """Make it from parsed options."""
        return cls(
            shared=asked.shared,
            model=asked.model,
            reports=asked.reports,
            words=asked.words,
            pool=asked.pool,
            seed=asked.seed,
            keep=asked.keep,
        )


def make_parser(description: str | None, *, reports: int, pool: int = _POOL) -> argparse.ArgumentParser:
    """Make an argument parser with the shared options.

    >>> Order.of(make_parser("Measure the tide.", reports=4).parse_args(["--seed", "7"])).seed
    7
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--reports", type=int, default=reports, help=f"how many ({reports:,} unless told)")
    parser.add_argument("--words", type=int, default=300, help="of about so many words each (300)")
    parser.add_argument("--pool", type=int, default=pool, help=f"made of so many paragraphs ({pool:,})")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here, and use what is there already")
    return parser


@contextmanager
def workplace(order: Order) -> Iterator[Path]:
    """Make a working folder: the one given, or a temporary one."""
    if order.keep:
        order.keep.mkdir(parents=True, exist_ok=True)
        yield order.keep
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)


def pool_of(order: Order) -> list[str]:
    """Read the paragraphs to make reports from."""
    return draw_pool(read_paragraphs(order.shared), order.pool)


def reports_of(order: Order, *, count: int | None = None, seed: int | None = None) -> Iterator[Recombined]:
    """Make the reports; as many as the options say unless another number is given."""
    return recombine(pool_of(order), count=count or order.reports, words=order.words, seed=seed or order.seed)


def paragraphs_for(order: Order, folder: Path) -> Path:
    """Find the paragraphs file for the composing reader, or make it."""
    return find_paragraphs(folder, pool_of(order), model=order.model)


def start_adding(
    archive: Path, files: Sequence[Path], *, model: str | Path, is_composed: bool = False, errors: int | None = None
) -> Popen[bytes]:
    """Start ``whence add`` as the leader of a new process group.

    Args:
        archive: Path of the archive.
        files: Inputs to add.
        model: A model's name, or the path of a model file; for the composing reader, the path of its paragraphs.
        is_composed: Whether to read with the composing reader.
        errors: Destination of standard error, which is inherited by default.
    """
    module = "bench.composing" if is_composed else "whence"
    command = [sys.executable, "-m", module, "add", str(archive), *map(str, files), "--model", str(model)]
    return Popen(command, stdout=DEVNULL, stderr=errors, start_new_session=True)  # noqa: S603 -- runs this package


def percentile(values: Sequence[float], share: float) -> float:
    """Compute a percentile: the smallest value with at least this share of the values at or below it.

    >>> percentile([4.0, 1.0, 2.0, 3.0], 0.5), percentile([4.0, 1.0, 2.0, 3.0], 0.95)
    (2.0, 4.0)
    """
    ordered = sorted(values)
    below = next(i for i in range(1, len(ordered) + 1) if i >= share * len(ordered))
    return ordered[below - 1]
