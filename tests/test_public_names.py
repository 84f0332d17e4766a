"""What whence offers to Python, and that offering it costs little."""

import subprocess
import sys
from inspect import isclass, isfunction

import pytest

import whence

NAMES = [
    "Archive",
    "ArchiveBusyError",
    "ArchiveError",
    "Attribution",
    "BusyError",
    "FetchError",
    "Filters",
    "GarbledError",
    "Ledger",
    "ModelError",
    "ReadError",
    "Reader",
    "Rejected",
    "Report",
    "Source",
    "Span",
    "Step",
    "UsageError",
    "WhenceError",
    "__version__",
    "chain_of",
    "choose_attributions",
    "ledger_from_form",
    "ledger_to_form",
    "read",
    "read_many",
    "read_text",
    "to_arrow",
]


def run(code):
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()


def test_the_public_names_are_these_and_no_others():
    assert whence.__all__ == NAMES


def test_nothing_else_is_offered_by_accident():
    offered = {name for name, value in vars(whence).items() if isclass(value) or isfunction(value)}
    assert {name for name in offered if not name.startswith("_")} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there(name):
    assert getattr(whence, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'whence' has no attribute 'gossip'"):
        whence.gossip  # noqa: B018


@pytest.mark.parametrize("module", ["whence", "whence.cli"])
def test_importing_it_loads_neither_the_engine_nor_the_extractor(module):
    loaded = run(f"import sys, {module}; print(*sys.modules)")
    assert {"onnxruntime", "trafilatura", "apsw", "pyarrow"} & set(loaded) == set()


def test_a_reader_can_be_imported_by_name():
    assert run("from whence import *; print(Reader.__module__)") == ["whence.reading.reader"]
