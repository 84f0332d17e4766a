"""What is shipped: the files under version control, whatever else lies about."""

import subprocess
import sys
import tarfile

from tests.support.checkouts import git

LEFT_ABOUT = [
    *(
        "news.whence",
        "news.whence-wal",
        "news.whence.segments/1.parquet",
        "ledgers.jsonl",
        "harbour.html",
        "events.tsv",
    ),
    *("out/reports.csv", "reports/tide.txt", "stray.txt", ".env", "examples/out.jsonl", "examples/mine.whence"),
    *("docs/notes.md", "src/whence/scratch.py", "tests/data/tide.warc.gz", "dist/whence-0.0.1.tar.gz"),
]


def sdist_members(checkout, folder):
    """Build a source distribution, and list what it holds, but for what the builder itself says of it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)  # noqa: S603
    (built,) = folder.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    return names - {"PKG-INFO"}


def test_the_source_distribution_holds_what_is_under_version_control_and_nothing_else(checkout, tmp_path):
    tracked = set(git(checkout, "ls-files"))
    for name in LEFT_ABOUT:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("Left about.")
    assert sdist_members(checkout, tmp_path / "built") == tracked


def test_where_there_is_no_checkout_it_holds_the_files_that_are_there(checkout, tmp_path):
    tracked = set(git(checkout, "ls-files"))
    (checkout / ".git").rename(tmp_path / "away")
    assert sdist_members(checkout, tmp_path / "built") == tracked
