"""Teach a smaller network a model's vectors: ``python -m training.shallow MODEL.zip OUT --encoder FOLDER``.

The smaller network has some of the layers, and of each layer those parts that matter most. It learns to give
every word the vector that the whole model gives it, so that the heads go on from there; no labels are needed. The
losses are the distance of the vectors after each layer, as a share of their variance, and what the heads that score
each word make of them.

Reference:
    Sanh et al., "DistilBERT, a distilled version of BERT", 2019; Jiao et al., "TinyBERT: Distilling BERT for Natural
    Language Understanding", Findings of EMNLP 2020: layers to start from, and vectors of layers as targets.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import Cutting
from training.fit import optimizer_of
from training.losses import vectors_apart
from training.marked import Habit
from training.network import Network
from training.restore import network_from, size_of
from training.thinning import thinned, weigh_parts
from training.unlabelled import read_unlabelled
from whence.reading.model.encoder import Seen, lay_out
from whence.reading.model.package import open_model
from whence.reading.model.wordpieces import WordPieces

__all__: list[str] = []

_MEAN_OF = 0.99
"""Share that the mean of the weights keeps in each step."""
_WEIGHTS = {"vectors": 10.0, "layers": 1.0, "tags": 0.2}
_SAVED_EVERY = 100

Laid = dict[str, Tensor]
"""Windows as the encoder reads them: see `whence.reading.model.encoder.lay_out`."""


class Watched(nn.Module):
    """An encoder that keeps what each of its layers gave."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.given: list[Tensor] = []
        for layer in encoder.bert.encoder.layer:
            layer.register_forward_hook(self._keep)

    def _keep(self, _: nn.Module, __: object, given: Tensor | tuple[Tensor, ...]) -> None:
        self.given.append(given if isinstance(given, Tensor) else given[0])

    def forward(self, laid: Laid) -> list[Tensor]:
        """Encode windows: the (B, L, width) vectors after each layer."""
        self.given = []
        with torch.autocast("cpu", torch.bfloat16):
            self.encoder(laid["pieces"], laid["features"], laid["mask"])
        return [one.float() for one in self.given]


def main() -> None:
    """Parse the command line, then train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="model file that teaches")
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--encoder", required=True, help="folder of the encoder that the model began as")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--layers", type=int, nargs="+", help="layers to begin with, from 0; all if none is given")
    parser.add_argument("--heads", type=int, default=12, help="attention heads of each layer, at most")
    parser.add_argument("--inner", type=int, default=1536, help="inner units of each layer, at most")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=8, help="windows a step")
    parser.add_argument("--room", type=int, default=318, help="word pieces a window")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--start", type=Path, help="weights to begin with, if not the model's own")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train, and write the mean of the last weights."""
    torch.manual_seed(options.seed)
    pieces = WordPieces(open_model(str(options.model)).tokenizer)
    batches = _batches(pieces, options)
    teacher = network_from(options.encoder, options.model).eval().requires_grad_(requires_grad=False)
    whole = network_from(options.encoder, options.start or options.model)
    network = _beginning(whole, next(batches), options)
    taught = Watched(teacher.encoder)
    teacher.encoder.quicken()
    network.encoder.quicken()
    options.out.mkdir(parents=True, exist_ok=True)
    settings = {key: str(value) for key, value in vars(options).items()}
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")
    learning = Watched(network.encoder)
    optimizer, schedule = optimizer_of(network, options.rate, options.steps, heads_faster=1.0)
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    totals: Counter[str] = Counter()
    network.train()
    for step in range(1, options.steps + 1):
        laid = next(batches)
        with torch.no_grad():
            told = taught(laid)
        losses = _losses(network, learning(laid), teacher, told, laid)
        torch.stack([loss * _WEIGHTS[name.split()[0]] for name, loss in losses.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        keep = min(_MEAN_OF, step / (step + 10))
        for name, value in network.named_parameters():
            if value.requires_grad:
                mean[name].lerp_(value.detach(), 1 - keep)
        totals.update({name: float(loss.detach()) for name, loss in losses.items()})
        every = min(20, options.steps)
        if step % every == 0:
            means = ", ".join(f"{name} {total / every:.3f}" for name, total in totals.items())
            print(f"step {step} of {options.steps}, {time.process_time():.0f} CPU s: {means}", flush=True)
            totals.clear()
        if step % _SAVED_EVERY == 0 or step == options.steps:
            torch.save(mean, options.out / "network.pt")


def _beginning(whole: Network, laid: Laid, options: argparse.Namespace) -> Network:
    """Make the smaller network out of a larger one, by what matters in some windows."""
    parts = weigh_parts(whole, lambda: Watched(whole.encoder)(laid), heads=options.heads, inner=options.inner)
    layers = options.layers or range(len(parts))
    kept = thinned(whole.state_dict(), layers, parts)
    network = Network(options.encoder, dropout=0.0, size=size_of(kept))
    network.load_state_dict(kept)
    return network


def _losses(
    network: Network, given: Sequence[Tensor], teacher: Network, told: Sequence[Tensor], laid: Laid
) -> dict[str, Tensor]:
    real = laid["mask"].bool()
    words = torch.arange(laid["firsts"].shape[1]) < laid["counts"][:, None]
    firsts = laid["firsts"][..., None].expand(-1, -1, given[-1].shape[-1])
    own, theirs = (one.gather(1, firsts) for one in (given[-1], told[-1]))
    each = len(told) / len(given)
    between = [(one, told[round((i + 1) * each) - 1]) for i, one in enumerate(given[:-1])]
    losses = {"vectors": vectors_apart(own[words], theirs[words])}
    losses |= {f"layers {i}": vectors_apart(one[real], other[real]) for i, (one, other) in enumerate(between)}
    return losses | _tag_losses(network, own, teacher, theirs, words)


def _tag_losses(network: Network, own: Tensor, teacher: Network, theirs: Tensor, words: Tensor) -> dict[str, Tensor]:
    """Compare what the heads that score each word make of the vectors: in nats per cue, name and event told."""
    losses = {}
    nobody = torch.zeros(len(own), dtype=torch.long)
    for head, hand in (("cue_head", 0), ("nested_head", 0), ("name_head", Habit.UNER), ("trigger_head", 0)):
        with torch.autocast("cpu", torch.bfloat16):
            scores = getattr(network, head)(own, nobody + hand)
            with torch.no_grad():
                sure = getattr(teacher, head)(theirs, nobody + hand).float().softmax(-1)[words]
        logs = scores.float().log_softmax(-1)[words]
        # What is left when both say the same is not counted.
        apart = (sure * (sure.clamp(min=1e-9).log() - logs)).sum()
        losses[f"tags {head}"] = apart / sure[:, 1::2].sum().clamp(min=1)
    with torch.autocast("cpu", torch.bfloat16):
        weighed = network.weighing_head(own, nobody)[words].float()
        with torch.no_grad():
            theirs_weighed = teacher.weighing_head(theirs, nobody)[words].float()
    telling = theirs_weighed[:, 1].sigmoid()
    apart = functional.binary_cross_entropy_with_logits(weighed[:, 1], telling, reduction="sum")
    sure_of = (telling * (weighed[:, 0] - theirs_weighed[:, 0]).square()).sum()
    losses["tags weighing_head"] = (apart + sure_of) / telling.sum().clamp(min=1)
    return losses


def _batches(pieces: WordPieces, options: argparse.Namespace) -> Iterator[Laid]:
    """Make batches of all texts, again and again, with different window boundaries each time."""
    texts = list(read_unlabelled(options.data))
    cutting = Cutting(room=options.room)
    for turn in count():
        rng = random.Random(f"{options.seed}/{turn}/vectors")
        windows = [seen for words in texts for seen in cutting.cut(words, pieces, rng)]
        groups = list(_groups(windows, options.batch * options.room))
        rng.shuffle(groups)
        print(f"turn {turn}: {len(texts)} texts, {len(windows)} windows, {len(groups)} batches", flush=True)
        for group in groups:
            laid = {name: torch.from_numpy(array) for name, array in lay_out(group, pieces.frame).items()}
            yield laid | {"counts": torch.tensor([one.window.end - one.window.start for one in group])}


def _groups(windows: Sequence[Seen], most: int) -> Iterator[list[Seen]]:
    """Group windows of like length, of so many pieces together at most."""
    group: list[Seen] = []
    for seen in sorted(windows, key=_piece_count):
        if group and (len(group) + 1) * _piece_count(seen) > most:
            yield group
            group = []
        group.append(seen)
    yield group


def _piece_count(seen: Seen) -> int:
    return sum(map(len, seen.pieces[seen.window.start : seen.window.end]))


if __name__ == "__main__":
    main()
