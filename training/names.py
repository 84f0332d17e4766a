"""Train the encoder and the name head alone: ``python -m training.names OUT --start training/out/run-1 --epochs 4``.

The result is good at names and has forgotten part of the other tasks. The average of its weights and the starting
weights is nearly as good at both (``training.average``), and a short run of ``training.fit`` restores the rest.

Reference:
    Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022.
"""

import argparse
import json
import math
import random
import shutil
from itertools import islice
from pathlib import Path

import torch

from training.batches import Cutting, bundle
from training.fit import endless_lookups, optimizer_of, read_texts
from training.lookups import cut_texts
from training.losses import name_loss_of
from training.restore import network_from
from whence.reading.model.wordpieces import WordPieces


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--start", type=Path, required=True, help="folder that training.fit or training.average wrote")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--lookup-batch", type=int, default=16, help="windows a step")
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder; the head learns five times as fast")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train from the first epoch to the last, and write the weights."""
    torch.manual_seed(options.seed)
    settings = json.loads((options.start / "settings.json").read_text())
    options.room = int(settings["room"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = network_from(settings["encoder"], options.start / "network.pt").to(device)
    pieces = WordPieces(Path(settings["encoder"], "tokenizer.json").read_bytes())
    texts = [text for text in read_texts(options.data, coded=0) if text.names is not None]
    rng = random.Random(options.seed)
    an_epoch = len(bundle(cut_texts(texts, pieces, rng, Cutting(room=options.room)), options.lookup_batch, rng))
    steps = options.epochs * an_epoch
    optimizer, schedule = optimizer_of(network, options.rate, steps)
    network.train()
    total = 0.0
    for step, lookups in enumerate(islice(endless_lookups(texts, pieces, options), steps), 1):
        loss = name_loss_of(network, lookups, device)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += float(loss.detach())
        if step % 50 == 0:
            print(f"epoch {math.ceil(step / an_epoch)} step {step} of {steps}: name {total / 50:.3f}", flush=True)
            total = 0.0
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    shutil.copy(options.start / "settings.json", options.out / "settings.json")


if __name__ == "__main__":
    main()
