"""Train the network: ``python -m training.fit --encoder FOLDER --out training/out/run-1``.

Each step learns from one bundle of PolNeAR's windows, for cues and roles, and from one of the other corpora's, for
names and references.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import count
from pathlib import Path

import torch

from training.batches import Batch, Sample, bundle, cut_samples, make_batch
from training.corpora import read_polnear
from training.entities import MarkedText, read_gap, read_gum, read_named_reports, read_uner, read_wikigold
from training.lookups import Lookups, cut_texts, make_lookups
from training.network import SPAN, Network, sequence_loss
from training.restore import restore
from whence.reading.wordpieces import WordPieces

_NAME_LABELS = Path(__file__).parent / "labels/names.jsonl"
_WARM_UP = 0.06
_SMOOTHING = 0.05
_NEVER = -1e4
_FAR = -12.0
"""Log-probability below which a reference teaches no more: a mention far away, or one marked amiss."""


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
    parser.add_argument(
        "--lookup-batch", type=int, default=4, help="windows a step for names and references; 0 for none"
    )
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from: a network.pt or a model file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=None, help="only the first so many, for a trial")
    fit(parser.parse_args())


def fit(options: argparse.Namespace) -> None:
    """Train from the first epoch to the last, saving after each."""
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = WordPieces(Path(options.encoder, "tokenizer.json").read_bytes())
    reports = list(read_polnear(options.data / "polnear" / "train.jsonl"))[: options.reports]
    network = Network(options.encoder, dropout=options.dropout).to(device)
    if options.start:
        _go_on_from(network, options.start)
    options.out.mkdir(parents=True, exist_ok=True)
    settings = {k: str(v) for k, v in vars(options).items()}
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")

    def epoch_samples(epoch: int) -> list[Sample]:
        rng = random.Random(f"{options.seed}/{epoch}")
        return cut_samples(reports, pieces, rng, room=options.room, overlap=32)

    steps_an_epoch = math.ceil(len(epoch_samples(0)) / options.batch)
    optimizer, schedule = _optimizer(network, options.rate, options.epochs * steps_an_epoch)
    lookups = _endless_lookups(read_texts(options.data), pieces, options)
    began = time.monotonic()
    for epoch in range(options.epochs):
        rng = random.Random(f"{options.seed}/{epoch}/noise")
        totals = torch.zeros(4)
        network.train()
        for step, samples in enumerate(bundle(epoch_samples(epoch), options.batch, rng), 1):
            losses = [*losses_of(network, make_batch(samples, pieces, rng), device)]
            (losses[0] + options.role_weight * losses[1]).backward()
            if options.lookup_batch:
                losses += lookup_losses_of(network, next(lookups), device)
                (losses[2] + losses[3]).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            totals[: len(losses)] += torch.stack(losses).detach().cpu()
            if step % 50 == 0:
                means = [round(loss / step, 3) for loss in totals.tolist()]
                print(f"epoch {epoch} step {step} of {steps_an_epoch}: cue, role, name, reference {means}", flush=True)
        torch.save(network.state_dict(), options.out / "network.pt")
        print(json.dumps({"epoch": epoch, "seconds": round(time.monotonic() - began)}), flush=True)


def read_texts(data: Path) -> list[MarkedText]:
    """Read everything that teaches names and references; what is measured on is left out."""
    return [
        # Small, and the corpus whose rules names are read by.
        *(3 * list(read_uner(data / "names/uner-ewt-test.iob2"))),
        *read_wikigold(data / "names/wikigold.conll.txt"),
        *read_gum(data / "gum/train"),
        *read_gap(data / "coreference/gap-development.tsv"),
        *read_named_reports(data / "polnear/train.jsonl", _NAME_LABELS),
    ]


def _endless_lookups(texts: Sequence[MarkedText], pieces: WordPieces, options: argparse.Namespace) -> Iterator[Lookups]:
    for turn in count():
        rng = random.Random(f"{options.seed}/{turn}/lookups")
        for samples in bundle(cut_texts(texts, pieces, rng, room=options.room), options.lookup_batch, rng):
            yield make_lookups(samples, pieces, rng, noise=True)


def _go_on_from(network: Network, start: Path) -> None:
    """Load earlier weights; heads that they know nothing of begin anew."""
    state = restore(start) if start.suffix == ".zip" else torch.load(start, map_location="cpu")
    strange = network.load_state_dict(state, strict=False).unexpected_keys
    if strange:
        message = f"{start} holds {', '.join(strange)}, which this network has no place for"
        raise ValueError(message)


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


def lookup_losses_of(network: Network, batch: Lookups, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Compute the name loss, in nats a name, and the reference loss, in nats a reference."""
    on = {field.name: getattr(batch, field.name).to(device) for field in fields(batch)}
    with torch.autocast(device.type, torch.bfloat16):
        hidden = network.encoder(on["pieces"], on["features"], on["mask"])
        words = hidden.gather(1, on["firsts"][..., None].expand(-1, -1, hidden.shape[-1]))
        names = network.name_head(words, on["habits"])
        chances = network.reference_head(words.flatten(0, 1), on["asked"], on["around"], on["places"])
    begun = (on["name_tags"] > 0) & (on["name_tags"] % 2 == 1)
    name_loss = torch.nn.functional.cross_entropy(
        names.float().flatten(0, 1), on["name_tags"].flatten(), reduction="sum", label_smoothing=_SMOOTHING / 2
    ) / max(1, int(begun.sum()))
    logs = chances.float().masked_fill(~on["open"], -torch.inf).log_softmax(1)
    # Not minus infinity: a row without any would have no gradient.
    right = logs.masked_fill(~on["right"], _NEVER).logsumexp(1)
    wrong = logs.masked_fill(~on["wrong"], _NEVER).logsumexp(1).clamp(max=-1e-3)
    known = on["right"].any(1)
    reference_loss = -torch.where(known, right, torch.log1p(-wrong.exp())).clamp(min=_FAR)
    return name_loss, reference_loss.sum() / max(1, len(reference_loss))


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
