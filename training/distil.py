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
from torch import Tensor, nn

from training.fit import add_options, fit
from training.losses import Teachers
from training.network import Network
from training.restore import network_from


class LastRead(nn.Module):
    """A teacher's encoder that reads a batch once, whatever is asked of it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self._read: tuple[Tensor, Tensor] | None = None

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Encode windows: pieces (B, L), features (B, L, 3), mask (B, L) -> (B, L, width)."""
        if self._read is None or self._read[0] is not pieces:
            self._read = pieces, self.encoder(pieces, features, mask)
        return self._read[1]


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    for task in ("attributions", "names", "references", "events"):
        parser.add_argument(
            f"--{task}", type=Path, nargs="+", default=[], help=f"weights of networks that teach {task}"
        )
    parser.add_argument("--vectors", type=Path, help="weights of a network that teaches the vectors of words")
    parser.add_argument("--vector-weight", type=float, default=5.0, help="weight of the loss of vectors")
    parser.add_argument("--taught", type=float, default=0.7, help="share of what is taught; the rest are marks")
    parser.add_argument("--teach-ours", action="store_true", help="teach on our own labels too, not only vectors")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    known: dict[Path, Network] = {}

    def teacher(weights: Path) -> Network:
        if weights not in known:
            made = network_from(options.encoder, weights).to(device).eval()
            made.encoder.quicken()
            made.encoder = LastRead(made.encoder)
            known[weights] = made.requires_grad_(requires_grad=False)
        return known[weights]

    fit(
        options,
        Teachers(
            attributions=[teacher(one) for one in options.attributions],
            names=[teacher(one) for one in options.names],
            references=[teacher(one) for one in options.references],
            events=[teacher(one) for one in options.events],
            teaches_ours=options.teach_ours,
            vectors=teacher(options.vectors) if options.vectors else None,
            vector_weight=options.vector_weight,
            share=options.taught,
        ),
    )


if __name__ == "__main__":
    main()
