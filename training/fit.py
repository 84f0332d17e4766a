"""Train the network: ``python -m training.fit --encoder FOLDER --out training/out/run-1``.

Each step uses one batch of PolNeAR windows, for cues and roles, and one batch of windows from the other corpora, for
names, references, certainty and events.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

import torch
from torch import Tensor

from training.batches import Batch, Cutting, Sample, bundle, cut_samples, make_batch
from training.coded import read_coded_texts
from training.corpora import AnnotatedReport, read_polnear
from training.entities import read_gap, read_gum, read_named_reports, read_places, read_uner, read_wikigold
from training.factuality import read_judged, read_judged_names
from training.lookups import Lookups, cut_texts, make_lookups
from training.losses import NOBODY_TEACHES, Teachers, lookup_losses_of, losses_of
from training.marked import Habit, MarkedText
from training.network import Network
from training.restore import network_from
from training.voices import annotated, parted, read_voices, referring
from whence.reading.model.wordpieces import WordPieces

__all__ = [
    "LABELS",
    "add_options",
    "endless_batches",
    "endless_lookups",
    "fit",
    "optimizer_of",
    "read_texts",
]

LABELS = Path(__file__).parent / "labels"
_WARM_UP = 0.06
_TOLD_EVERY = 20


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    fit(parser.parse_args())


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `fit`."""
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--encoder", required=True, help="folder of a Hugging Face encoder of the BERT family")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=12, help="windows a step")
    parser.add_argument("--room", type=int, default=318, help="word pieces a window")
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    parser.add_argument("--heads-faster", type=float, default=5.0, help="how many times that rate the heads have")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--role-weight", type=float, default=0.5)
    parser.add_argument("--lookup-batch", type=int, default=4, help="windows a step for names and the rest; 0 for none")
    parser.add_argument("--coded", type=int, default=2, help="times that the texts with coded events are read")
    parser.add_argument("--voices-batch", type=int, default=0, help="windows a step of our own labels; 0 for none")
    parser.add_argument("--voices", type=int, default=2, help="times that references in our own labels are read")
    parser.add_argument("--steps", type=int, default=None, help="only so many steps in all")
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from: a network.pt or a model file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=None, help="only the first so many, for a trial")


def fit(options: argparse.Namespace, teachers: Teachers = NOBODY_TEACHES) -> None:
    """Train from the first epoch to the last, and save the weights now and then."""
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = WordPieces(Path(options.encoder, "tokenizer.json").read_bytes())
    reports = list(read_polnear(options.data / "polnear/train.jsonl"))[: options.reports]
    network = network_from(options.encoder, options.start, dropout=options.dropout).to(device)
    network.encoder.quicken()
    options.out.mkdir(parents=True, exist_ok=True)
    settings = json.dumps({k: str(v) for k, v in vars(options).items()}, indent=1)
    (options.out / "settings.json").write_text(settings + "\n")

    def epoch_samples(epoch: int) -> list[Sample]:
        rng = random.Random(f"{options.seed}/{epoch}")
        return cut_samples(reports, pieces, rng, Cutting(room=options.room))

    steps_an_epoch = math.ceil(len(epoch_samples(0)) / options.batch)
    left = min(options.steps or math.inf, options.epochs * steps_an_epoch)
    optimizer, schedule = optimizer_of(network, options.rate, int(left), heads_faster=options.heads_faster)
    own = parted(read_voices(LABELS / "voices.jsonl", options.data, "read"))[0] if options.voices_batch else []
    texts = [*read_texts(options.data, coded=options.coded), *(options.voices * list(map(referring, own)))]
    lookups = endless_lookups(texts, pieces, options)
    cutting, seed = Cutting(room=options.room), f"{options.seed}/voices"
    voices = endless_batches(list(map(annotated, own)), pieces, cutting, size=options.voices_batch, seed=seed)
    of_ours = teachers if teachers.teaches_ours else teachers.of_vectors()
    began = time.monotonic()
    for epoch in range(options.epochs):
        rng = random.Random(f"{options.seed}/{epoch}/noise")
        totals: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        network.train()
        bundles = bundle(epoch_samples(epoch), options.batch, rng)
        for step, samples in enumerate(bundles[: int(min(left, len(bundles)))], 1):
            left -= 1
            losses = losses_of(network, make_batch(samples, pieces, rng), device, teachers)
            _weighed(losses, teachers, options.role_weight).backward()
            if options.lookup_batch:
                others = lookup_losses_of(network, next(lookups), device, teachers)
                _weighed(others, teachers, options.role_weight).backward()
                losses = others | losses
            if options.voices_batch:
                labelled = losses_of(network, next(voices), device, of_ours)
                _weighed(labelled, of_ours, options.role_weight).backward()
                losses |= {f"{name} of ours": loss for name, loss in labelled.items()}
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            totals.update({name: float(loss.detach()) for name, loss in losses.items()})
            counts.update(losses.keys())
            if step % _TOLD_EVERY == 0:
                means = ", ".join(f"{name} {total / counts[name]:.3f}" for name, total in totals.items())
                print(f"epoch {epoch} step {step} of {steps_an_epoch}: {means}", flush=True)
                torch.save(network.state_dict(), options.out / "network.pt")
        torch.save(network.state_dict(), options.out / "network.pt")
        print(json.dumps({"epoch": epoch, "seconds": round(time.monotonic() - began)}), flush=True)


def _weighed(losses: Mapping[str, Tensor], teachers: Teachers, role_weight: float) -> Tensor:
    shares = teachers.weights(losses)
    parts = [loss * shares[name] * (role_weight if name.startswith("role") else 1.0) for name, loss in losses.items()]
    return torch.stack(parts).sum()


def read_texts(data: Path, *, coded: int) -> list[MarkedText]:
    """Read all texts that train names, references, certainty and events; evaluation data is left out.

    Args:
        data: Folder with the corpora.
        coded: How often to repeat the texts with coded events, which are few.
    """
    told = list(read_coded_texts(data, LABELS / "events.jsonl"))
    web_names = read_judged_names(LABELS / "webnames.jsonl")
    return [
        # Repeated: it is small, and it is the corpus whose annotation rules define names.
        *(2 * list(read_uner(data / "names/uner-ewt-test.iob2", read_places(LABELS / "unerplaces.jsonl")))),
        *read_wikigold(data / "names/wikigold.conll.txt"),
        *read_gum(data / "gum/train", LABELS / "gumnames.jsonl"),
        *read_gap(data / "coreference/gap-development.tsv"),
        *read_named_reports(data / "polnear/train.jsonl", LABELS / "names.jsonl"),
        *read_judged(data / "factuality/uds-train.jsonl", Habit.UNER, names=web_names),
        *(coded * told),
    ]


def endless_lookups(texts: Sequence[MarkedText], pieces: WordPieces, options: argparse.Namespace) -> Iterator[Lookups]:
    """Make batches from all texts, again and again, with different window boundaries each time."""
    for turn in count():
        rng = random.Random(f"{options.seed}/{turn}/lookups")
        for samples in bundle(cut_texts(texts, pieces, rng, Cutting(room=options.room)), options.lookup_batch, rng):
            yield make_lookups(samples, pieces, rng, noise=True)


def endless_batches(
    reports: Sequence[AnnotatedReport], pieces: WordPieces, cutting: Cutting, *, size: int, seed: str
) -> Iterator[Batch]:
    """Make batches of reports, again and again.

    Args:
        reports: What to learn from.
        pieces: The encoder's vocabulary.
        cutting: How texts are cut into windows; if that varies, a few words are masked too, as noise.
        size: Windows in a batch.
        seed: Of the order of the windows.
    """
    for turn in count():
        rng = random.Random(f"{seed}/{turn}")
        for samples in bundle(cut_samples(reports, pieces, rng, cutting), size, rng):
            yield make_batch(samples, pieces, rng, noise=cutting.varies)


def optimizer_of(
    network: Network, rate: float, steps: int, *, heads_faster: float = 5.0
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """Make the optimizer and its learning rate schedule.

    Args:
        network: The network to train.
        rate: Peak learning rate of the encoder.
        steps: Total number of steps: the rate rises linearly in the first ones, then falls linearly to zero.
        heads_faster: How many times the encoder's learning rate the heads have.
    """
    encoder = [p for n, p in network.encoder.bert.named_parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": heads_faster * rate}],
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
