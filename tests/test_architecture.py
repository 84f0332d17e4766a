"""The house: its rooms from the ground up, what may import what, and how large a file and a function may be.

A room is a folder, or a file that stands alone. A module imports from rooms below its own, or from its own room where
that makes no circle. A new file in a folder needs no entry here.
"""

import ast
import graphlib
import re
import sys
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
ROOMS = [
    "version",
    "errors",
    "language",
    "records",
    "records.form",
    # First: the outside world becomes reports.
    "intake",
    "intake.html",
    "intake.web",
    "intake.formats",
    "intake.forms",
    "intake.load",
    "intake.collect",
    # Second: a report becomes a ledger.
    "reading.progress",
    "reading.model",
    "reading.sources",
    "reading.scan",
    "reading.attributions",
    "reading.events",
    "reading.findings",
    "reading.reader",
    # Third: many ledgers become stories, claims, people and origins; what the wings share comes first.
    "linking",
    "linking.stories",
    "linking.reuse",
    "linking.claims",
    "linking.people",
    "linking.origins",
    "linking.prepared",
    # One report or many.
    "scaling",
    # Fourth: the archive on disk.
    "archive.storage",
    "archive.query",
    "archive.linking",
    "archive.links",
    "archive.columnar",
    "archive.ingest",
    "archive.upkeep",
    "archive.review",
    "archive.archive_file",
    "archive.linked_archive",
    "archive.reviewed_archive",
    "archive.archive",
    # The same over many machines, which write the tables that an archive exports.
    "scaling.spark",
    # Fifth: ledgers and answers, for people and for programs.
    "showing",
    "showing.terminal",
    "showing.html",
    "exports",
    # The desk: what a view and an action are, all views, all actions, and what serves them.
    "serving.parameters",
    "serving.filters",
    "serving.places",
    "serving.view",
    "serving.action",
    "serving.views",
    "serving.actions",
    "serving",
    # Sixth: one command per question; then the doors to the whole.
    "commands",
    "cli",
    "__main__",
    "__init__",
]
ENGINE = ("onnxruntime", "reading.model.engine")
"""The engine of the model, and the one module that knows it."""
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_BRANCHES = 10
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


def imported_names(source):
    """Name whatever a source imports, at any depth: ``a.b`` and ``a.b.c`` for ``from a.b import c``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room_of(module):
    """Find the room that a module stands in, the innermost one; '' for what stands in none."""
    while module and module not in ROOMS:
        module = module.rpartition(".")[0]
    return module


def inner_name(name):
    """Take the package's name off a module of ours: '' is the package root, and None stands for what is not ours."""
    package, _, inside = name.partition(".")
    return inside if package == "whence" else None


def climbing_imports(sources):
    """Find imports of the package root, and those that go up."""
    for module, source in sources.items():
        for name in imported_names(source):
            target = inner_name(name)
            if name.startswith("."):
                yield f"{module} imports {name}, and not by its whole name"
            elif target is not None and not room_of(target):
                yield f"{module} imports {name} from the package root, or from no room"
            elif target is not None and ROOMS.index(room_of(target)) > ROOMS.index(room_of(module)):
                yield f"{module} imports {target}, which is not below it"


def circles(sources):
    """Find imports that go in a circle; those between rooms go down, so each stands inside one room."""
    below = {
        module: {
            found
            for name in imported_names(source)
            if (found := module_of(inner_name(name), sources)) not in {None, module}
        }
        for module, source in sources.items()
    }
    try:
        graphlib.TopologicalSorter(below).prepare()
    except graphlib.CycleError as error:
        yield " < ".join(error.args[1])


def module_of(name, sources):
    """Find the module that an imported name stands in."""
    while name and name not in sources:
        name = name.rpartition(".")[0]
    return name or None


def strangers(sources):
    """Find third-party imports in the records and beneath them, and the model's engine outside its one file."""
    ours = {*sys.stdlib_module_names, "whence"}
    engine, home = ENGINE
    for module, source in sources.items():
        packages = {name.partition(".")[0] for name in imported_names(source)}
        if room_of(module) in {"version", "errors", "records", "records.form"}:
            yield from (f"{module} imports {package}, a third party" for package in sorted(packages - ours))
        elif engine in packages and module != home:
            yield f"{module} imports {engine}, which only {home} knows"


def undeclared(sources, dependencies):
    """Find packages that are imported and not asked for."""
    return sorted(imported_packages(sources).difference(*map(modules_of, dependencies)))


def unused(sources, dependencies):
    """Find packages that are asked for and not imported."""
    imported = imported_packages(sources)
    return sorted(min(modules_of(line)) for line in dependencies if modules_of(line).isdisjoint(imported))


def imported_packages(sources):
    imported = {name.partition(".")[0] for source in sources.values() for name in imported_names(source)}
    return imported - {*sys.stdlib_module_names, "whence"}


def modules_of(dependency):
    """Name the modules that a package may have: its name with underscores, with or without ``python-`` before it."""
    name = re.split(r"[^\w-]", dependency)[0].lower()
    return {name.replace("-", "_"), name.removeprefix("python-").replace("-", "_")}


def oversized(files):
    """Find files and functions that hold too much."""
    for path, source in files.items():
        if (line_count := len(source.splitlines())) > MAX_FILE_LINES:
            yield f"{path} has {line_count} lines"
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if (line_count := node.end_lineno - node.lineno + 1) > MAX_FUNCTION_LINES:
                yield f"{path}: {node.name} has {line_count} lines"
            if (branch_count := sum(isinstance(part, BRANCHES) for part in ast.walk(node))) > MAX_BRANCHES:
                yield f"{path}: {node.name} has {branch_count} branches"


def read_sources(folder):
    return {path.relative_to(HOME / folder): path.read_text(encoding="utf-8") for path in (HOME / folder).rglob("*.py")}


def read_modules():
    """Read whence's modules, by their names without the package's."""
    modules = {}
    for path, source in read_sources("src/whence").items():
        parts = path.with_suffix("").parts
        modules[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = source
    return modules


def test_every_module_stands_in_a_room_and_every_room_exists():
    modules = read_modules()
    packages = {module.rpartition(".")[0] for module in modules}
    assert [module for module in modules if not room_of(module) and module not in packages] == []
    assert [room for room in ROOMS if room not in modules] == []


def test_a_module_imports_only_from_below_and_never_the_package_root():
    assert list(climbing_imports(read_modules())) == []


def test_no_imports_go_in_a_circle():
    assert list(circles(read_modules())) == []


def test_the_records_know_no_third_party_and_one_file_knows_the_engine():
    assert list(strangers(read_modules())) == []


def test_whatever_is_imported_is_installed_with_the_package_and_nothing_else():
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = ("documents", "tables", "webarchives", "desk", "spark")
    named = [*project["dependencies"], *(line for extra in used for line in extras[extra])]
    assert undeclared(read_modules(), named) == []
    assert unused(read_modules(), named) == ["pandas"]  # PySpark imports it


@pytest.mark.parametrize("folder", ["src", "tests", "training", "bench"])
def test_files_and_functions_stay_small(folder):
    assert list(oversized(read_sources(folder))) == []


# The checks themselves can fail: each is shown a house that breaks its rule.


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("records.report", "from whence.reading.reader import Reader", "reading.reader.Reader, which is not below it"),
        ("records.report", "import whence.reading.reader", "reading.reader, which is not below it"),
        ("records.report", "from whence import cli", "cli, which is not below it"),
        ("errors", "from whence.records.report import Report", "records.report.Report, which is not below it"),
        ("showing.marks", "def draw():\n    from whence.cli import main", "cli.main, which is not below it"),
        ("reading.reader", "from whence import Reader", "whence.Reader from the package root, or from no room"),
        ("reading.reader", "import whence", "whence from the package root, or from no room"),
        ("reading.reader", "from . import scan", "..scan, and not by its whole name"),
        ("reading.reader", "from .scan import Scanner", ".scan.Scanner, and not by its whole name"),
    ],
)
def test_an_import_that_goes_up_or_round_is_found(module, source, complaint):
    assert list(climbing_imports({module: source})) == [f"{module} imports {complaint}"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("reading.reader", "from whence.errors import ReadError\nfrom whence.records import report"),
        ("records.ledger", "from whence.records.report import Span"),
        ("records.report", "from whence.errors import ReadError"),
        ("__init__", "from whence.reading.reader import Reader"),
        ("cli", "import click\nimport whence.showing.marks"),
    ],
)
def test_an_import_that_goes_down_is_allowed(module, source):
    assert list(climbing_imports({module: source})) == []


def test_a_circle_is_found():
    house = {
        "records.report": "from whence.records.ledger import Ledger",
        "records.ledger": "def f():\n    from whence.records import report",
    }
    (found,) = circles(house)
    assert set(found.split(" < ")) == {"records.report", "records.ledger"}
    assert list(circles({"records.ledger": "from whence.records.report import Span", "records.report": ""})) == []


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("records.ledger", "import numpy as np", "imports numpy, a third party"),
        ("errors", "from click import ClickException", "imports click, a third party"),
        ("reading.reader", "import onnxruntime", "imports onnxruntime, which only ENGINE knows"),
    ],
)
def test_a_stranger_is_found(module, source, complaint):
    assert list(strangers({module: source})) == [f"{module} {complaint.replace('ENGINE', ENGINE[1])}"]


def test_the_engine_and_the_standard_library_are_welcome_where_they_belong():
    house = {
        ENGINE[1]: "import onnxruntime",
        "records.report": "import json\nfrom whence.errors import UsageError",
    }
    assert list(strangers(house)) == []


def test_a_package_that_is_not_declared_and_one_that_is_not_imported_are_found():
    source = "import json, charset_normalizer\nfrom tide_tables.low import ebb\nfrom whence.errors import x"
    house = {"showing.marks": source}
    assert undeclared(house, ["charset-normalizer>=3.4"]) == ["tide_tables"]
    assert undeclared(house, ["charset-normalizer>=3.4", "Tide-Tables[all]>=1"]) == []
    assert unused(house, ["charset-normalizer>=3.4", "Tide-Tables[all]>=1", "harbour>=2"]) == ["harbour"]


def test_a_file_of_401_lines_is_too_long():
    assert list(oversized({"tide.py": "x = 1\n" * 400})) == []
    assert list(oversized({"tide.py": "x = 1\n" * 401})) == ["tide.py has 401 lines"]


def test_a_function_of_61_lines_is_too_long():
    assert list(oversized({"tide.py": "def rise():\n" + "    x = 1\n" * 59})) == []
    assert list(oversized({"tide.py": "def rise():\n" + "    x = 1\n" * 60})) == ["tide.py: rise has 61 lines"]


def test_a_method_of_11_branches_is_too_tangled():
    tangle = "class Tide:\n    async def rise(self):\n" + "        if self: pass\n" * 10
    assert list(oversized({"tide.py": tangle})) == []
    assert list(oversized({"tide.py": tangle + "        x = 1 if self else 2\n"})) == ["tide.py: rise has 11 branches"]


def test_a_module_stands_in_the_innermost_room():
    assert room_of("records.report.Span") == "records"
    assert room_of("cli.main") == "cli"
    assert room_of("gossip.Rumour") == ""
    assert inner_name("numpy.typing") is None
