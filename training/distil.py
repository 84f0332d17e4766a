"""Distil several networks into one: ``python -m training.distil --encoder FOLDER --out training/out/run-1 …``.

Networks trained on one task do better on it than a network trained on all tasks. Their probabilities for each word
teach more than annotations do, and teach names in texts without annotated names. Annotations are used too.

Reference:
    Clark et al., "BAM! Born-Again Multi-Task Networks for Natural Language Understanding", ACL 2019.
    Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network", 2015.
"""

import argparse
from pathlib import Path

import torch

from training.fit import add_options, fit, go_on_from
from training.losses import Teachers
from training.network import Network


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    for task in ("attributions", "names", "references"):
        parser.add_argument(
            f"--{task}", type=Path, nargs="+", default=[], help=f"weights of networks that teach {task}"
        )
    parser.add_argument("--taught", type=float, default=0.7, help="share of what is taught; the rest are marks")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    known: dict[Path, Network] = {}

    def teacher(weights: Path) -> Network:
        if weights not in known:
            known[weights] = Network(options.encoder).to(device).eval()
            go_on_from(known[weights], weights)
            known[weights].requires_grad_(requires_grad=False)
        return known[weights]

    fit(
        options,
        Teachers(
            attributions=[teacher(one) for one in options.attributions],
            names=[teacher(one) for one in options.names],
            references=[teacher(one) for one in options.references],
            share=options.taught,
        ),
    )


if __name__ == "__main__":
    main()
