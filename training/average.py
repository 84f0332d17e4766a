"""Average the weights of runs that began alike: ``python -m training.average OUT RUN RUN…``.

Reference:
    Wortsman et al., "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing
    inference time", ICML 2022.
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

__all__ = ["average"]


def main() -> None:
    """Parse the command line, then average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("runs", type=Path, nargs="+", help="folders that training.fit wrote")
    options = parser.parse_args()
    average(options.out, options.runs)


def average(out: Path, runs: Sequence[Path]) -> None:
    """Write the mean of the runs' weights, with the first one's settings."""
    states = [torch.load(run / "network.pt", map_location="cpu") for run in runs]
    mean = {
        name: torch.stack([state[name].double() for state in states]).mean(0).to(value.dtype)
        for name, value in states[0].items()
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "network.pt")
    shutil.copy(runs[0] / "settings.json", out / "settings.json")


if __name__ == "__main__":
    main()
