"""Average the weights of runs with the same starting point: ``python -m training.average OUT RUN RUN…``.

Reference:
    Wortsman et al., "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing
    inference time", ICML 2022.
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.restore import restore

__all__ = ["average"]


def main() -> None:
    """Parse the command line, then average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument(
        "runs", type=Path, nargs="+", help="folders that training.fit wrote, or model files; a folder first"
    )
    parser.add_argument("--shares", type=float, nargs="+", help="of each run, together 1; equal unless told")
    options = parser.parse_args()
    average(options.out, options.runs, options.shares or [1 / len(options.runs)] * len(options.runs))


def average(out: Path, runs: Sequence[Path], shares: Sequence[float]) -> None:
    """Write the average of the runs' weights, with the settings of the first run.

    Weights missing in a later run, such as those of a newer head or corpus, are taken from the first run.
    """
    first, *others = map(_weights_of, runs)
    mean = {
        name: sum(
            (share * _filled(other.get(name), value).double() for share, other in zip(shares[1:], others, strict=True)),
            start=shares[0] * value.double(),
        ).to(value.dtype)
        for name, value in first.items()
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "network.pt")
    shutil.copy(runs[0] / "settings.json", out / "settings.json")


def _weights_of(run: Path) -> dict[str, Tensor]:
    """Load the weights of a run or of a model file."""
    if run.suffix == ".zip":
        return restore(run)
    weights: dict[str, Tensor] = torch.load(run / "network.pt", map_location="cpu")
    return weights


def _filled(value: Tensor | None, first: Tensor) -> Tensor:
    """Extend weights with the first run's rows if they have fewer."""
    return first if value is None else torch.cat([value, first[len(value) :]]) if value.dim() else value


if __name__ == "__main__":
    main()
