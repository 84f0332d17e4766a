"""The house: floors, what may import what, and how large a file and a function may be.

The plan lists every module from the ground up. A module imports only from what stands before it. A new module takes its
place in the plan in the same change.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
PLAN = [
    "version",
    "errors",
    # Ground floor: the nouns.
    "records",
    "records.arguments",
    "records.report",
    "records.ledger",
    "records.links",
    "records.mix",
    "records.schemas",
    "records.form_events",
    "records.form",
    "records.holdings",
    "records.lines",
    # First: the outside world becomes reports.
    "intake",
    "intake.inputs",
    "intake.streams",
    "intake.encodings",
    "intake.languages",
    "intake.markup",
    "intake.sifting",
    "intake.bylines",
    "intake.texts",
    "intake.jsons",
    "intake.linkeddata",
    "intake.moments",
    "intake.sight",
    "intake.fields",
    "intake.publishers",
    "intake.credits",
    "intake.metadata",
    "intake.boilerplate",
    "intake.pullquotes",
    "intake.pages",
    "intake.addresses",
    "intake.connecting",
    "intake.fetching",
    "intake.folders",
    "intake.files",
    "intake.cells",
    "intake.days",
    "intake.parquets",
    "intake.tables",
    "intake.warcs",
    "intake.webarchives",
    "intake.feeds",
    "intake.visiting",
    "intake.collecting",
    # Second: a report becomes a ledger.
    "reading",
    "reading.engine",
    "reading.models",
    "reading.progress",
    "reading.segmenting",
    "reading.spanning",
    "reading.wordpieces",
    "reading.decoding",
    "reading.tagging",
    "reading.nesting",
    "reading.gazetteer",
    "reading.bounding",
    "reading.lifting",
    "reading.scripts",
    "reading.spotting",
    "reading.describing",
    "reading.bearing",
    "reading.naming",
    "reading.meeting",
    "reading.resolving",
    "reading.relaying",
    "reading.crediting",
    "reading.sourcing",
    "reading.cueing",
    "reading.weighing",
    "reading.hedging",
    "reading.scanning",
    "reading.assembling",
    "reading.offices",
    "reading.dating",
    "reading.sectors",
    "reading.coding",
    "reading.voicing",
    "reading.outlets",
    "reading.comparing",
    "reading.rules",
    "reading.casework",
    "reading.vouching",
    "reading.quoting",
    "reading.answering",
    "reading.auditing",
    "reading.reader",
    "reading.workers",
    "reading.many",
    # Third: many ledgers become claims, stories, origins.
    "linking",
    "linking.keying",
    "linking.matching",
    "linking.copying",
    "linking.grouping",
    "linking.tracing",
    # Fourth: the archive on disk.
    "keeping",
    "keeping.spelling",
    "keeping.functions",
    "keeping.migrations",
    "keeping.pages",
    "keeping.store",
    "keeping.checksums",
    "keeping.indexing",
    "keeping.changing",
    "keeping.parts",
    "keeping.writing",
    "keeping.querying",
    "keeping.asking",
    "keeping.passages",
    "keeping.searching",
    "keeping.placing",
    "keeping.arrows",
    "keeping.sealing",
    "keeping.columnar",
    "keeping.counting",
    "keeping.layout",
    "keeping.exporting",
    "keeping.compacting",
    "keeping.saving",
    "keeping.verifying",
    "keeping.checking",
    "keeping.visits",
    "keeping.arriving",
    "keeping.running",
    "keeping.adding",
    "keeping.rereading",
    "keeping.feeds",
    "keeping.watching",
    "keeping.archive",
    # Fifth: ledgers and answers for people and for programs.
    "showing",
    "showing.marking",
    "showing.phrasing",
    "showing.listing",
    "showing.noting",
    "showing.picture",
    "showing.wrapping",
    "showing.styles",
    "showing.sections",
    "showing.terminal",
    "showing.page",
    "showing.polecat",
    "showing.exports",
    "showing.tables",
    "showing.answers",
    "showing.counts",
    "serving",
    "serving.web",
    "scaling",
    "scaling.spark",
    # Sixth: one command per question; then the doors to the whole.
    "commands",
    "commands.interrupts",
    "commands.streams",
    "commands.desk",
    "commands.choosing",
    "commands.reading",
    "commands.asking",
    "commands.adding",
    "commands.tending",
    "cli",
    "__main__",
    "__init__",
]
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


def planned_module(name):
    """Find the module that an import reaches; the root is '' and None stands for what is not ours."""
    package, _, inside = name.partition(".")
    if package != "whence":
        return None
    while inside and inside not in PLAN:
        inside = inside.rpartition(".")[0]
    return inside


def height(module):
    """Tell how high a module stands; one that is not planned stands above all."""
    return PLAN.index(module) if module in PLAN else len(PLAN)


def climbing_imports(sources):
    """Find imports of the package root, and those that go up."""
    for module, source in sources.items():
        for name in imported_names(source):
            target = planned_module(name)
            if name.startswith("."):
                yield f"{module} imports {name}, and not by its whole name"
            elif target == "":
                yield f"{module} imports {name} from the package root"
            elif target is not None and height(target) >= height(module):
                yield f"{module} imports {target}, which is not below it"


def strangers(sources):
    """Find third-party imports on the ground floor and beneath it, and the model's engine outside its one file."""
    ours = {*sys.stdlib_module_names, "whence"}
    for module, source in sources.items():
        packages = {name.partition(".")[0] for name in imported_names(source)}
        if height(module) < height("intake"):
            yield from (f"{module} imports {package}, a third party" for package in sorted(packages - ours))
        elif "onnxruntime" in packages and module != "reading.engine":
            yield f"{module} imports onnxruntime, which only reading.engine knows"


def undeclared(sources, dependencies):
    """Find packages that are imported and not asked for.

    A package's module is its name with underscores, and without ``python-`` before it.
    """
    names = (re.split(r"[^\w-]", line)[0].lower() for line in dependencies)
    declared = {name.removeprefix("python-").replace("-", "_") for name in names}
    imported = {name.partition(".")[0] for source in sources.values() for name in imported_names(source)}
    return sorted(imported - declared - {*sys.stdlib_module_names, "whence"})


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
    """Read whence's modules, by their names in the plan."""
    modules = {}
    for path, source in read_sources("src/whence").items():
        parts = path.with_suffix("").parts
        modules[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = source
    return modules


def test_every_module_has_its_place_in_the_plan():
    assert sorted(read_modules().keys() - set(PLAN)) == []


def test_a_module_imports_only_from_below_and_never_the_package_root():
    assert list(climbing_imports(read_modules())) == []


def test_the_ground_floor_knows_no_third_party_and_one_file_knows_the_engine():
    assert list(strangers(read_modules())) == []


def test_whatever_is_imported_is_installed_with_the_package():
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["tables"], *extras["webarchives"]]
    assert undeclared(read_modules(), named) == []


@pytest.mark.parametrize("folder", ["src", "tests", "training", "bench"])
def test_files_and_functions_stay_small(folder):
    assert list(oversized(read_sources(folder))) == []


# The checks themselves can fail: each is shown a house that breaks its rule.


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("records.report", "from whence.reading.reader import Reader", "reading.reader, which is not below it"),
        ("records.report", "import whence.reading.reader", "reading.reader, which is not below it"),
        ("records.report", "from whence.records.ledger import Ledger", "records.ledger, which is not below it"),
        ("reading.decoding", "from whence.reading import tagging", "reading.tagging, which is not below it"),
        ("errors", "from whence.records.report import Report", "records.report, which is not below it"),
        ("showing.page", "def draw():\n    from whence.cli import main", "cli, which is not below it"),
        ("reading.reader", "from whence import errors, Reader", "whence.Reader from the package root"),
        ("reading.reader", "import whence", "whence from the package root"),
        ("reading.reader", "from . import tagging", "..tagging, and not by its whole name"),
        ("reading.reader", "from .tagging import Tagger", ".tagging.Tagger, and not by its whole name"),
    ],
)
def test_an_import_that_goes_up_or_round_is_found(module, source, complaint):
    assert list(climbing_imports({module: source})) == [f"{module} imports {complaint}"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("reading.reader", "from whence.reading.tagging import Tagger\nfrom whence.records import report"),
        ("records.report", "from whence.errors import ReadError"),
        ("__init__", "from whence.reading.reader import Reader"),
        ("cli", "import click\nimport whence.showing.page"),
    ],
)
def test_an_import_that_goes_down_is_allowed(module, source):
    assert list(climbing_imports({module: source})) == []


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("records.ledger", "import numpy as np", "imports numpy, a third party"),
        ("errors", "from click import ClickException", "imports click, a third party"),
        ("reading.reader", "import onnxruntime", "imports onnxruntime, which only reading.engine knows"),
    ],
)
def test_a_stranger_is_found(module, source, complaint):
    assert list(strangers({module: source})) == [f"{module} {complaint}"]


def test_the_engine_and_the_standard_library_are_welcome_where_they_belong():
    house = {
        "reading.engine": "import onnxruntime",
        "records.form": "import json\nfrom whence.errors import UsageError",
    }
    assert list(strangers(house)) == []


def test_an_undeclared_package_is_found():
    house = {
        "intake.pages": "import json, charset_normalizer\nfrom tide_tables.low import ebb\nfrom whence.errors import x"
    }
    assert undeclared(house, ["charset-normalizer>=3.4"]) == ["tide_tables"]
    assert undeclared(house, ["charset-normalizer>=3.4", "Tide-Tables[all]>=1"]) == []


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


def test_an_unplanned_module_is_told_apart_from_a_planned_one():
    assert planned_module("whence.records.report.Span") == "records.report"
    assert planned_module("whence.gossip.Rumour") == ""
    assert planned_module("numpy.typing") is None
