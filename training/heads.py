"""Train some heads further, with a model file's encoder as it is: ``python -m training.heads MODEL.zip OUT --heads …``.

The encoder runs as it does for users, in 8 bits and one window at a time, once for each window; its vectors are kept. A
step costs what the heads cost, and a few hundred take minutes on two CPU cores. Everything else stays as it is.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import count
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.batches import Batch, Cutting, bundle
from training.corpora import read_polnear
from training.fit import LABELS, endless_batches, read_texts
from training.lookups import Lookups, cut_texts, make_lookups
from training.losses import lookup_losses_of, losses_of, nested_loss_of
from training.marked import MarkedText
from training.restore import network_from
from training.voices import annotated, parted, read_voices, referring
from whence.reading.model.engine import open_session
from whence.reading.model.package import ModelFile, open_model
from whence.reading.model.wordpieces import WordPieces

_OF_ATTRIBUTIONS = frozenset({"cue_head", "nested_head", "role_head"})
_OF_CODED = frozenset({"trigger_head", "party_head", "event_head"})
_EVENT_HEADS = "weighing_head,trigger_head,party_head,event_head"


class StillEncoder(nn.Module):
    """A model file's encoder, as a part of the network that remembers its vectors."""

    def __init__(self, model: ModelFile, width: int) -> None:
        super().__init__()
        self._session = open_session(model.encoder, threads=2)
        self._known: dict[bytes, NDArray[np.float16]] = {}
        self.width = width

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Encode windows: pieces (B, L), features (B, L, 3), mask (B, L) -> (B, L, width)."""
        encoded = torch.zeros(*pieces.shape, self.width)
        for row, length in enumerate(mask.sum(1).tolist()):
            own = [one[row, :length].numpy() for one in (pieces, features, mask)]
            key = own[0].astype(np.uint16).tobytes() + own[1].astype(np.uint8).tobytes()
            if key not in self._known:
                feed = dict(zip(("pieces", "features", "mask"), (one[None] for one in own), strict=True))
                (vectors,) = self._session.run(["vectors"], feed | {"firsts": np.arange(length)[None]})
                self._known[key] = vectors[0].astype(np.float16)
            encoded[row, :length] = torch.from_numpy(self._known[key].astype(np.float32))
        return encoded


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="model file to go on from")
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--encoder", required=True, help="folder of the encoder that the model began as")
    parser.add_argument("--heads", default=_EVENT_HEADS, help="names of the heads, with commas between")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=24, help="windows a step")
    parser.add_argument("--coded", type=int, default=15, help="times that the texts with coded events are read")
    parser.add_argument("--voices", type=int, default=4, help="times that our own labels of voices are read")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train the heads, and write them with all other weights unchanged."""
    torch.manual_seed(options.seed)
    opened = open_model(str(options.model))
    network = network_from(options.encoder, options.model)
    trained = network.encoder
    network.encoder = StillEncoder(opened, trained.width)
    names = options.heads.split(",")
    network.requires_grad_(requires_grad=False).eval()
    for name in names:
        getattr(network, name).requires_grad_(requires_grad=True).train()
    moving = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(moving, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    pieces = WordPieces(opened.tokenizer)
    own, _ = parted(read_voices(LABELS / "voices.jsonl", options.data, "read"))
    cutting = Cutting(room=opened.settings.room, overlap=opened.settings.overlap, varies=False)
    batches: list[Iterator[Lookups | Batch]] = []
    if set(names) & _OF_ATTRIBUTIONS:
        reports = options.voices * list(map(annotated, own))
        if names != ["nested_head"]:
            reports += read_polnear(options.data / "polnear/train.jsonl")
        seed = f"{options.seed}/attributions"
        batches.append(endless_batches(reports, pieces, cutting, size=options.batch, seed=seed))
    others = set(names) - _OF_ATTRIBUTIONS
    if others:
        texts = [*read_texts(options.data, coded=options.coded), *(options.voices * list(map(referring, own)))]
        batches.append(_lookups(list(_teaching(texts, others)), pieces, options, cutting))
    totals: Counter[str] = Counter()
    for step in range(1, options.steps + 1):
        optimizer.param_groups[0]["lr"] = options.rate * (1 - step / (options.steps + 1))
        losses: dict[str, Tensor] = {}
        for batch in batches:
            some = next(batch)
            if isinstance(some, Batch):
                loss_of = nested_loss_of if names == ["nested_head"] else losses_of
                losses |= loss_of(network, some, torch.device("cpu"))
            else:
                losses |= lookup_losses_of(network, some, torch.device("cpu"))
        _learn(losses.values(), optimizer, moving)
        totals.update({name: float(loss.detach()) for name, loss in losses.items()})
        if step % 50 == 0:
            means = ", ".join(f"{name} {total / 50:.3f}" for name, total in totals.items())
            print(f"step {step} of {options.steps}: {means}", flush=True)
            totals.clear()
    network.encoder = trained
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    settings = {"encoder": options.encoder, "room": str(opened.settings.room), "heads": options.heads}
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")


def _teaching(texts: Sequence[MarkedText], heads: AbstractSet[str]) -> Iterator[MarkedText]:
    """Leave out the texts that have nothing for these heads."""
    for text in texts:
        if heads == {"reference_head"}:
            is_teaching = bool(text.references)
        else:
            is_teaching = text.events is not None or not heads <= _OF_CODED
        if is_teaching:
            yield text


def _learn(losses: Collection[Tensor], optimizer: torch.optim.Optimizer, moving: Sequence[nn.Parameter]) -> None:
    """Take one step, unless the batch has nothing for these heads, such as no events."""
    taught = [loss for loss in losses if loss.requires_grad]
    if not taught:
        return
    torch.stack(taught).sum().backward()
    torch.nn.utils.clip_grad_norm_(moving, 1.0)
    optimizer.step()
    optimizer.zero_grad()


def _lookups(
    texts: Sequence[MarkedText], pieces: WordPieces, options: argparse.Namespace, cutting: Cutting
) -> Iterator[Lookups]:
    """Make batches of texts forever."""
    for turn in count():
        rng = random.Random(f"{options.seed}/{turn}/lookups")
        for some in bundle(cut_texts(texts, pieces, rng, cutting), options.batch, rng):
            yield make_lookups(some, pieces, rng, noise=False)


if __name__ == "__main__":
    main()
