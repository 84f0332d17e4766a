"""A copy of the repository in which a test may change anything."""

import shutil
import subprocess
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]


def copy_checkout(copy):
    """Copy all files that are under version control, or would be after a commit, to a new repository."""
    if not (HOME / ".git").exists():
        pytest.skip("only a checkout tells what is under version control")
    for name in git(HOME, "ls-files", "--cached", "--others", "--exclude-standard"):
        if (HOME / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOME / name, copy / name)
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    return copy


def git(folder, *arguments):
    """Run git, and return its output by line."""
    command = ["git", *arguments]
    return subprocess.run(  # noqa: S603
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.splitlines()
