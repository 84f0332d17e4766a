"""Whatever is named on a command line for an archive, to inputs."""

from collections.abc import Iterable, Iterator, Mapping

from whence.intake.files import find_inputs
from whence.intake.inputs import Input
from whence.records.report import Rejected

__all__ = ["collect"]


def collect(names: Iterable[str], *, columns: Mapping[str, str]) -> Iterator[Input | Rejected]:
    """Find what there is to read."""
    yield from find_inputs(names)
