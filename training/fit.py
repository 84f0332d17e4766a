"""Train the network: ``python -m training.fit --out training/out/en-1``."""

import argparse
import json
import math
import random
import time
from dataclasses import fields
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.batches import Batch, Sample, bundle, cut_samples, make_batch
from training.corpora import read_polnear
from training.network import SPAN, Network, sequence_loss

_WARM_UP = 0.06
_SMOOTHING = 0.05


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--encoder", required=True, help="folder of a Hugging Face encoder of the BERT family")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=12, help="windows a step")
    parser.add_argument("--room", type=int, default=318, help="word pieces a window")
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder; the heads learn five times as fast")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--role-weight", type=float, default=0.5)
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from, a network.pt")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=None, help="only the first so many, for a trial")
    fit(parser.parse_args())


def fit(options: argparse.Namespace) -> None:
    """Train from the first epoch to the last, saving after each."""
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(f"{options.encoder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    reports = list(read_polnear(options.data / "polnear" / "train.jsonl"))[: options.reports]
    network = Network(options.encoder, dropout=options.dropout).to(device)
    if options.start:
        network.load_state_dict(torch.load(options.start, map_location=device))
    options.out.mkdir(parents=True, exist_ok=True)
    settings = {k: str(v) for k, v in vars(options).items()}
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")

    def epoch_samples(epoch: int) -> list[Sample]:
        rng = random.Random(f"{options.seed}/{epoch}")
        return cut_samples(reports, tokenizer, rng, room=options.room, overlap=32)

    steps_an_epoch = math.ceil(len(epoch_samples(0)) / options.batch)
    optimizer, schedule = _optimizer(network, options.rate, options.epochs * steps_an_epoch)
    began = time.monotonic()
    for epoch in range(options.epochs):
        rng = random.Random(f"{options.seed}/{epoch}/noise")
        losses = [0.0, 0.0]
        network.train()
        for step, samples in enumerate(bundle(epoch_samples(epoch), options.batch, rng), 1):
            batch = make_batch(samples, tokenizer, rng)
            cue_loss, role_loss = losses_of(network, batch, device)
            (cue_loss + options.role_weight * role_loss).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses[0] += cue_loss.item()
            losses[1] += role_loss.item()
            if step % 50 == 0:
                means = [round(loss / step, 3) for loss in losses]
                print(f"epoch {epoch} step {step} of {steps_an_epoch}: cue, role {means}", flush=True)
        torch.save(network.state_dict(), options.out / "network.pt")
        print(json.dumps({"epoch": epoch, "seconds": round(time.monotonic() - began)}), flush=True)


def losses_of(network: Network, batch: Batch, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Compute the cue loss and the role loss, each in nats a marked cue."""
    on = {field.name: getattr(batch, field.name).to(device) for field in fields(batch)}
    with torch.autocast(device.type, torch.bfloat16):
        hidden = network.encoder(on["pieces"], on["features"], on["mask"])
        firsts = on["firsts"]
        words = hidden.gather(1, firsts[..., None].expand(-1, -1, hidden.shape[-1]))
        cue_scores = network.cue_head(words, on["annotators"])
        roles = network.role_head(words.flatten(0, 1), on["ends"], on["around"], on["places"], on["cue_annotators"])
    count = max(1, len(batch.ends))
    cue_loss = torch.nn.functional.cross_entropy(
        cue_scores.float().flatten(0, 1), on["cue_tags"].flatten(), reduction="sum", label_smoothing=_SMOOTHING
    )
    present = torch.arange(SPAN, device=device) < on["lengths"][:, None]
    head = network.role_head
    role_loss = sequence_loss(roles.float(), on["role_tags"], present, head.moves, head.starts).sum()
    return cue_loss / count, role_loss / count


def _optimizer(
    network: Network, rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    encoder = [p for n, p in network.encoder.bert.named_parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": 5 * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )

    def share(step: int) -> float:
        warm = _WARM_UP * steps
        return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


if __name__ == "__main__":
    main()
