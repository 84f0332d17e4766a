"""Measure the installed size of the package with its weights and all dependencies for reading.

Builds the wheel, installs it in a fresh virtual environment without pip, and adds up the files there. Needs a package
index to install from. Bytecode, which pip adds and other installers do not, is counted separately.
"""

import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.options import parse_options, print_figures

__all__ = ["count_bytes"]

_HOME = Path(__file__).parent.parent
_LARGEST = 5
_MEGABYTE = 1e6


def main() -> None:
    """Measure, and print the figures."""
    parse_options(__doc__)
    with TemporaryDirectory() as folder:
        room = Path(folder, "room")
        # Without pip the environment holds only whence and its dependencies.
        venv.create(room)
        python = next(path for path in (room / "bin/python", room / "Scripts/python.exe") if path.exists())
        _pip("wheel", "--no-deps", "--wheel-dir", folder, str(_HOME))
        (wheel,) = Path(folder).glob("*.whl")
        _pip("--python", str(python), "install", str(wheel))
        (packages,) = room.rglob("site-packages")
        sizes = {path.name: count_bytes(path) for path in packages.iterdir()}
        bytecode = sum(count_bytes(path) for path in packages.rglob("*.pyc"))
        wheel_bytes = wheel.stat().st_size
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:_LARGEST]
    print_figures(
        "size",
        {
            "installed_megabytes": round(sum(sizes.values()) / _MEGABYTE, 1),
            "bytecode_megabytes": round(bytecode / _MEGABYTE, 1),
            "wheel_megabytes": round(wheel_bytes / _MEGABYTE, 1),
            "largest": {name: round(sizes[name] / _MEGABYTE, 1) for name in largest},
        },
    )


def count_bytes(path: Path) -> int:
    """Add up the sizes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *arguments], check=True)  # noqa: S603 -- fixed commands


if __name__ == "__main__":
    main()
