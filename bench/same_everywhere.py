"""Measure whether a report has the same ledger everywhere: other versions of the engine, other processors, other ways.

The reports are read here as they are by default, and then once in each other way, which is compared with that:

- ``--versions``: with these versions of ONNX Runtime, which the bench installs in folders of their own.
- ``--processors``: on processors that QEMU emulates (``qemu-x86_64 -cpu Haswell``), which takes forty times as long.
- ``--arm``: on an emulated ARM processor, with a Python that the bench puts together in the folder named.
- with two threads; and some reports alone, each by a reader of its own.

Each line has the shares of attributions alike (the same spans of source, cue and content), the number of ledgers
wholly alike but for digits beyond the second of a number, and the largest difference of a confidence.

``--write`` writes what the ledgers of ``examples/`` are to bench/same_everywhere.json; a test compares with that, with
whatever engine and processor it runs. Reads PolNeAR's development half, or the examples if it is missing.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from bench.arm_python import make_arm_python
from bench.options import print_figures
from bench.reports import read_plain, write_reports
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.form.ledger_form import LedgerForm, ledger_from_form, ledger_to_form

__all__ = ["Kept", "compare", "differences", "keep_examples", "read_kept"]

_ROOT = Path(__file__).parent.parent
_KEPT = Path(__file__).with_suffix(".json")
"""What the ledgers of the examples are."""
_VERSIONS = ("1.20.1", "1.24.1", "1.27.0")
_ALONE = 5
"""How many reports are also read by a reader of their own."""
_MOST_APART = 0.01
"""How far apart two numbers of equal ledgers may be."""
_MADE_WITH = {"engine", "whence"}
"""Keys of what may differ in equal ledgers."""

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None


class Kept(TypedDict):
    """A ledger, in short."""

    digest: str
    """Of all but its numbers with decimals."""
    numbers: list[float]
    """Its numbers with decimals, in order: confidences, scores of certainty, shares."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--every", type=int, default=1, help="read every nth report only")
    parser.add_argument("--versions", nargs="*", default=_VERSIONS, help="of ONNX Runtime")
    parser.add_argument("--processors", nargs="*", default=(), help="names of processors that qemu-x86_64 knows")
    parser.add_argument("--arm", type=Path, help="folder for a Python for ARM, which qemu-aarch64 runs")
    parser.add_argument("--write", action="store_true", help="write what the examples' ledgers are, and do no more")
    options = parser.parse_args()
    if options.write:
        kept = {name: json.dumps(one) for name, one in keep_examples(options.model).items()}
        rows = ",\n".join(f"{json.dumps(name)}: {one}" for name, one in kept.items())
        _KEPT.write_text("{\n" + rows + "\n}\n", encoding="utf-8")
        return
    texts = [report["text"] for report in read_plain(options.shared)][:: options.every]
    here = _read_with([sys.executable], texts, model=options.model)
    reports = [ledger_from_form(form).report for form in here]
    threads = Reader(options.model, threads=2)
    _print("two threads", here, [ledger_to_form(threads.read(report)) for report in reports])
    some = reports[:: max(1, len(reports) // _ALONE)]
    _print("alone", here, [ledger_to_form(Reader(options.model).read(report)) for report in some])
    for version in options.versions:
        with TemporaryDirectory() as folder:
            _install(version, Path(folder))
            paths = os.pathsep.join([folder, os.environ.get("PYTHONPATH", "")])
            read = _read_with([sys.executable], texts, model=options.model, paths=paths)
            _print(f"ONNX Runtime {version}", here, read)
    for processor in options.processors:
        emulated = ["qemu-x86_64", "-cpu", processor, sys.executable]
        _print(processor, here, _read_with(emulated, texts, model=options.model))
    if options.arm:
        arm = make_arm_python(options.arm)
        _print("ARM", here, _read_with(arm.command, texts, model=options.model, paths=arm.paths))


def _print(name: str, here: Sequence[LedgerForm], there: Sequence[LedgerForm]) -> None:
    print_figures("same_everywhere", {"with": name, **compare(here, there)})


def _install(version: str, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
    subprocess.run([*command, f"onnxruntime=={version}"], check=True)  # noqa: S603 -- the user names the version


def _read_with(
    python: Sequence[str], texts: Sequence[str], *, model: str, paths: str | None = None
) -> list[LedgerForm]:
    """Read texts with ``whence read --json`` in another Python."""
    environment = dict(os.environ) | ({"PYTHONPATH": paths} if paths else {})
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        command = [*python, "-m", "whence", "read", "--json", "--jobs", "1", "--model", model, folder]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)  # noqa: S603 -- the user's
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(here: Sequence[LedgerForm], there: Sequence[LedgerForm]) -> dict[str, str | float]:
    """Compare the ledgers of the same reports, which are found by their texts.

    Args:
        here: All ledgers.
        there: The ledgers of some of these reports.
    """
    by_text = {one["report"]["text"]: one for one in here}
    pairs = [(by_text[other["report"]["text"]], other) for other in there]
    alike = many = whole = 0
    apart = 0.0
    for one, other in pairs:
        ours, theirs = _confidences(one), _confidences(other)
        alike += len(ours.keys() & theirs.keys())
        many += len(ours.keys() | theirs.keys())
        apart = max([apart, *(abs(ours[key] - theirs[key]) for key in ours.keys() & theirs.keys())])
        whole += not differences(_keep(one), _keep(other))
    return {
        "engine": str(there[0]["engine"]),
        "reports": len(pairs),
        "attributions_alike": round(alike / max(1, many), 4),
        "ledgers_alike": whole,
        "largest_difference": round(apart, 4),
    }


def _confidences(form: LedgerForm) -> dict[str, float]:
    """Get the confidence of each attribution, by its spans."""
    return {
        json.dumps([one["source_spans"], one["cue_spans"], one["content_spans"]]): one["confidence"]
        for one in form["attributions"]
    }


def keep_examples(model: str = SHIPPED) -> dict[str, Kept]:
    """Read the examples, and put their ledgers in short, by file."""
    reader = Reader(model)
    return {
        path.name: _keep(ledger_to_form(reader.read(read_input(Input(name=str(path))))))
        for path in sorted((_ROOT / "examples").glob("*.txt"))
    }


def _keep(form: LedgerForm) -> Kept:
    one = {key: value for key, value in form.items() if key not in _MADE_WITH}
    # Nor does it matter in which folder a report lies.
    one["report"] = {key: value for key, value in form["report"].items() if key not in {"id", "name"}}
    told: Json = json.loads(json.dumps(one))
    numbers: list[float] = []
    text = json.dumps(_without_numbers(told, numbers), ensure_ascii=False)
    return Kept(digest=sha256(text.encode()).hexdigest()[:16], numbers=[round(one, 3) for one in numbers])


def _without_numbers(value: Json, numbers: list[float]) -> Json:
    """Leave out numbers with decimals, and add them to a list."""
    if isinstance(value, float):
        numbers.append(value)
        return None
    if isinstance(value, dict):
        return {key: _without_numbers(one, numbers) for key, one in value.items()}
    return [_without_numbers(one, numbers) for one in value] if isinstance(value, list) else value


def differences(one: Kept, other: Kept) -> list[str]:
    """Say in what two ledgers of the same report differ; nothing if they are equal.

    >>> differences(Kept(digest="ab", numbers=[0.912]), Kept(digest="ab", numbers=[0.915]))
    []
    >>> differences(Kept(digest="ab", numbers=[0.912]), Kept(digest="ab", numbers=[0.935]))
    ['0.912 and 0.935']
    """
    if one["digest"] != other["digest"]:
        return ["other words, spans or kinds"]
    return list(_apart(one["numbers"], other["numbers"]))


def _apart(ours: Sequence[float], theirs: Sequence[float]) -> Iterator[str]:
    for one, other in zip(ours, theirs, strict=True):
        if round(abs(one - other), 4) > _MOST_APART:
            yield f"{one} and {other}"


def read_kept() -> Mapping[str, Kept]:
    """Read what the ledgers of the examples are."""
    kept: dict[str, Kept] = json.loads(_KEPT.read_text(encoding="utf-8"))
    return kept


if __name__ == "__main__":
    main()
