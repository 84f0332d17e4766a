"""What is shipped: the files under version control, whatever else lies about."""

import subprocess
import sys
import tarfile
from zipfile import ZipFile

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


def build(target, checkout, folder):
    """Build a distribution, and return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)  # noqa: S603
    (built,) = folder.iterdir()
    return built


def sdist_members(checkout, folder):
    """Build a source distribution, and list what it holds, but for what the builder itself says of it."""
    with tarfile.open(build("sdist", checkout, folder)) as archive:
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


def test_the_wheel_holds_the_whole_package_with_its_models(checkout, tmp_path):
    tracked = {name for name in git(checkout, "ls-files") if name.startswith("src/whence/")}
    with ZipFile(build("wheel", checkout, tmp_path / "built")) as wheel:
        held = {f"src/{name}" for name in wheel.namelist() if name.startswith("whence/")}
    assert held == tracked
    assert {f"src/whence/weights/{name}.zip" for name in ("en-9", "en-9-fast")} <= held
