"""Measure whether other programs open an archive: Datasette and sqlite-utils, on older and newer SQLite.

Each version of SQLite gets a virtual environment: that of this Python, and those of ``pysqlite3-binary``. The programs
list the tables with their row counts, and run the search query of docs/archive.md. Only these packages are downloaded.
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from urllib.parse import quote

from bench.environments import make_environment
from bench.options import print_figures
from whence import Archive

__all__: list[str] = []

_ROOT = Path(__file__).parent.parent
_PACKAGES = ("datasette", "sqlite-utils")
_NEWER = ("pysqlite3-binary==0.5.4", "pysqlite3-binary")
"""With SQLite 3.46, and with the newest available."""
_VERSION = "import sqlite3; print(sqlite3.sqlite_version)"
_AS_NEWER = "import sys, pysqlite3; sys.modules['sqlite3'] = pysqlite3\n"
"""In a .pth file, which Python runs at start: every import of sqlite3 gets the newer one."""


def main() -> None:
    """Measure, and print the figures."""
    ArgumentParser(description=__doc__).parse_args()
    sql = (_ROOT / "docs/archive.md").read_text("utf-8").split("```sql\n")[1].split("```")[0]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.whence"
        with Archive(path, create=True) as archive:
            archive.add(sorted((_ROOT / "examples").glob("*.txt")))
            wanted = {hit.held.id for hit in archive.search("harbour crack", limit=100).hits}
            count = len(archive.reports())
        for number, newer in enumerate(((), *((each,) for each in _NEWER))):
            python = _make_environment(Path(folder) / f"python-{number}", newer)
            version = _run([str(python), "-c", _VERSION]).strip()
            tables = _run([str(python), "-m", "sqlite_utils", "tables", str(path), "--counts"])
            found = json.loads(_run([str(python), "-m", "sqlite_utils", str(path), sql]))
            listed = json.loads(_run([str(python), "-m", "datasette", str(path), "--get", "/news.json"]))
            asked = f"/news.json?_shape=array&sql={quote(sql.strip())}"
            hits = json.loads(_run([str(python), "-m", "datasette", str(path), "--get", asked]))
            figures = {
                "sqlite": version,
                "sqlite_utils_counts_words": {row["table"]: row["count"] for row in json.loads(tables)}["words"]
                == count,
                "sqlite_utils_finds": {row["key"] for row in found} == wanted,
                "datasette_counts_words": {row["name"]: row["count"] for row in listed["tables"]}["words"] == count,
                "datasette_finds": {row["key"] for row in hits} == wanted,
            }
            print_figures("outside", figures)


def _make_environment(folder: Path, newer: Sequence[str]) -> Path:
    """Create an environment with the programs, optionally with a newer SQLite, and return its Python."""
    python = make_environment(folder, (*_PACKAGES, *newer))
    if newer:
        (site,) = folder.glob("lib/*/site-packages")
        (site / "newer.pth").write_text(_AS_NEWER, "utf-8")
    return python


def _run(command: list[str]) -> str:
    return run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- fixed commands


if __name__ == "__main__":
    main()
