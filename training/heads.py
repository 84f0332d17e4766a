"""Train some heads further with a frozen encoder: ``python -m training.heads TRAINED OUT --heads …``.

After averaging weights, heads that only some of the runs had no longer fit the encoder; everything else stays.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import torch

from training.batches import Batch, bundle, cut_samples, make_batch
from training.corpora import read_polnear
from training.fit import endless_lookups, read_texts
from training.losses import lookup_losses_of, losses_of
from training.network import Network
from whence.reading.model.wordpieces import WordPieces

_EVENT_HEADS = "weighing_head,trigger_head,party_head,event_head"


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that training.fit or training.average wrote")
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--heads", default=_EVENT_HEADS, help="names of the heads, with commas between")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--lookup-batch", type=int, default=24, help="windows a step")
    parser.add_argument("--coded", type=int, default=15, help="times that the texts with coded events are read")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train the heads, and write them with all other weights unchanged."""
    torch.manual_seed(options.seed)
    settings = json.loads((options.trained / "settings.json").read_text())
    options.room = int(settings["room"])
    network = Network(settings["encoder"])
    network.load_state_dict(torch.load(options.trained / "network.pt", map_location="cpu"))
    heads = [getattr(network, name) for name in options.heads.split(",")]
    network.requires_grad_(requires_grad=False).eval()
    for head in heads:
        head.requires_grad_(requires_grad=True).train()
    moving = [parameter for head in heads for parameter in head.parameters()]
    optimizer = torch.optim.AdamW(moving, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    pieces = WordPieces(Path(settings["encoder"], "tokenizer.json").read_bytes())
    lookups = endless_lookups(read_texts(options.data, coded=options.coded), pieces, options)
    of_attributions = not {"cue_head", "role_head"}.isdisjoint(options.heads.split(","))
    attributions = _endless_batches(options, pieces) if of_attributions else None
    totals: Counter[str] = Counter()
    for step in range(1, options.steps + 1):
        optimizer.param_groups[0]["lr"] = options.rate * (1 - step / (options.steps + 1))
        losses = lookup_losses_of(network, next(lookups), torch.device("cpu"))
        if attributions:
            losses |= losses_of(network, next(attributions), torch.device("cpu"))
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(moving, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        totals.update({name: float(loss.detach()) for name, loss in losses.items()})
        if step % 50 == 0:
            means = ", ".join(f"{name} {total / step:.3f}" for name, total in totals.items())
            print(f"step {step} of {options.steps}: {means}", flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")


def _endless_batches(options: argparse.Namespace, pieces: WordPieces) -> Iterator[Batch]:
    """Make batches of PolNeAR's reports forever, with different window boundaries each time."""
    reports = list(read_polnear(options.data / "polnear/train.jsonl"))
    for turn in count():
        rng = random.Random(f"{options.seed}/{turn}/attributions")
        samples = cut_samples(reports, pieces, rng, room=options.room, overlap=32)
        for some in bundle(samples, options.lookup_batch, rng):
            yield make_batch(some, pieces, rng)


if __name__ == "__main__":
    main()
