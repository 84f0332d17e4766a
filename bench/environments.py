"""Virtual environments that benches install other programs in."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["make_environment"]


def make_environment(folder: Path, packages: Sequence[str]) -> Path:
    """Create a virtual environment, install packages in it, and return the path of its Python.

    Args:
        folder: The environment's folder.
        packages: Requirements or paths, as pip takes them.

    Raises:
        CalledProcessError: A package could not be installed.
    """
    _run([sys.executable, "-m", "venv", str(folder)])
    python = folder / "bin" / "python"
    _run([str(python), "-m", "pip", "install", "--quiet", *packages])
    return python


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- the bench names the packages
