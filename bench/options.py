"""Shared by all benches: command-line options and output."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from whence.reading.model.package import SHIPPED

__all__ = ["Options", "find_corpus", "parse_options", "print_figures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to measure, and with which inputs."""

    shared: Path
    """Folder with the annotated corpora. Few machines have it."""
    model: str
    """A model's name, or the path of a model file."""


def parse_options(description: str | None, arguments: Sequence[str] | None = None) -> Options:
    """Read a command's options.

    Args:
        description: The command's docstring, which ``--help`` shows.
        arguments: Arguments after the command's name; by default those of the command line.

    >>> parse_options("Measure the tide.", ["--model", "tide.zip"]).model
    'tide.zip'
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    options = parser.parse_args(arguments)
    return Options(shared=options.shared, model=options.model)


def find_corpus(shared: Path, name: str) -> Path:
    """Find a corpus; if it is missing, print a message and exit with status 0.

    Args:
        shared: Folder with the corpora.
        name: The corpus's path in its folder ``data``.

    Raises:
        SystemExit: It is missing. The exit status is 0, as nothing went wrong.
    """
    path = shared / "data" / name
    if not path.exists():
        print(f"Skipped: {path} is not on this machine; name the folder that holds data/{name} with --shared.")
        sys.exit(0)
    return path


def print_figures(name: str, figures: Mapping[str, object]) -> None:
    """Print one line of JSON.

    >>> print_figures("tide", {"metres": 1.0})
    {"bench": "tide", "metres": 1.0}
    """
    print(json.dumps({"bench": name, **figures}, ensure_ascii=False))
