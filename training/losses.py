"""Loss functions for each task: against annotations, and against the probabilities of teacher networks.

Reference:
    Clark et al., "BAM! Born-Again Multi-Task Networks for Natural Language Understanding", ACL 2019: one network learns
    every task from single-task teachers and from annotations.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.lookups import EventTensors, Lookups
from training.marked import Habit
from training.network import NEVER, SPAN, Chances, Network, sequence_loss, taught_sequence_loss
from whence.reading.model.decode import Tag

__all__ = [
    "NOBODY_TEACHES",
    "Teachers",
    "lookup_losses_of",
    "losses_of",
    "name_loss_of",
    "nested_loss_of",
    "vectors_apart",
]

_SMOOTHING = 0.05
_FAR = -12.0
"""Log-probability below which a reference has no gradient: the mention is too far away, or the annotation is wrong."""
_PARTY_WEIGHT = 0.3
_TAUGHT = " taught"
_VECTORS = "vectors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teachers:
    """Teacher networks. If a task has several, the target is the mean of their probabilities."""

    attributions: Sequence[Network] = ()
    names: Sequence[Network] = ()
    """They teach names in every window, by UNER's rules."""
    references: Sequence[Network] = ()
    events: Sequence[Network] = ()
    """They teach triggers in every window, and the parties and types of the events that are labelled."""
    vectors: Network | None = None
    """It teaches the vectors of words."""
    vector_weight: float = 0.0
    """Weight of the loss of vectors."""
    share: float = 0.0
    """Weight of the teachers' loss in a task that has teachers; the rest is the loss against annotations."""
    teaches_ours: bool = False
    """Whether they teach on our own labels of reports too, and not only the vectors there."""

    def of_vectors(self) -> "Teachers":
        """Return those that teach vectors only."""
        return Teachers(vectors=self.vectors, vector_weight=self.vector_weight)

    def weights(self, losses: Collection[str]) -> dict[str, float]:
        """Return the weight of each loss; those of one task, from annotations and from teachers, add up to 1."""
        taught = {name.removesuffix(_TAUGHT) for name in losses if name.endswith(_TAUGHT)}
        weights = {
            name: self.share if name.endswith(_TAUGHT) else 1 - self.share if name in taught else 1.0 for name in losses
        }
        return weights | ({_VECTORS: self.vector_weight} if _VECTORS in losses else {})


NOBODY_TEACHES = Teachers()


def losses_of(
    network: Network, batch: Batch, device: torch.device, teachers: Teachers = NOBODY_TEACHES
) -> dict[str, Tensor]:
    """Compute cue loss and role loss, each in nats per gold cue; for tasks with teachers also their "taught" loss."""
    on = _on(batch, device)
    present = torch.arange(SPAN, device=device) < on["lengths"][:, None]
    words, cues, roles = _attributions(network, on)
    count = max(1, len(batch.ends))
    cue_loss = functional.cross_entropy(
        cues.flatten(0, 1), on["cue_tags"].flatten(), reduction="sum", label_smoothing=_SMOOTHING
    )
    head = network.role_head
    role_loss = sequence_loss(roles, on["role_tags"], present, head.moves, head.starts).sum()
    losses = {"cue": cue_loss / count, "role": role_loss / count, "nested": _nested_loss(network, words, on)}
    real = on["cue_tags"] >= 0
    encoded = _Encoded(words, real, on)
    if teachers.attributions:
        with torch.no_grad():
            taught = [(one.role_head, *_attributions(one, on)[1:]) for one in teachers.attributions]
            sure = _mean(cue_scores.softmax(-1) for _, cue_scores, _ in taught)
            held = [Chances.of(scores, present, one.moves, one.starts) for one, _, scores in taught]
            mean = Chances(_mean(one.tags for one in held), _mean(one.moves for one in held))
        losses["cue" + _TAUGHT] = _taught_loss(cues, sure, real) / count
        losses["role" + _TAUGHT] = taught_sequence_loss(roles, mean, present, head.moves, head.starts).sum() / count
        losses["nested" + _TAUGHT] = _tags_taught_loss(network, "nested_head", 0, encoded, teachers.attributions)
    return losses | _everywhere_taught(network, encoded, teachers) | _vector_loss(words, on, real, teachers)


def nested_loss_of(network: Network, batch: Batch, device: torch.device) -> dict[str, Tensor]:
    """Compute the loss of cues within contents alone, in nats per gold cue; of `losses_of` it is a small part."""
    on = _on(batch, device)
    return {"nested": _nested_loss(network, _words(network, on), on)}


def _nested_loss(network: Network, words: Tensor, on: Mapping[str, Tensor]) -> Tensor:
    scores = network.nested_head(words, torch.zeros_like(on["annotators"])).float()
    loss = functional.cross_entropy(scores.flatten(0, 1), on["nested_tags"].flatten(), reduction="sum")
    return loss / max(1, int((on["nested_tags"] == 1).sum()))


def _attributions(network: Network, on: Mapping[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Encode windows: word vectors, cue logits, and role logits around each gold cue."""
    with torch.autocast(on["pieces"].device.type, torch.bfloat16):
        words = _words(network, on)
        cues = network.cue_head(words, on["annotators"])
        roles = network.role_head(words.flatten(0, 1), on["ends"], on["around"], on["places"], on["cue_annotators"])
    return words, cues.float(), roles.float()


class _Encoded(NamedTuple):
    """Windows as a network encodes them."""

    words: Tensor
    """(B, W, width)"""
    real: Tensor
    """(B, W) true where there is a word."""
    on: Mapping[str, Tensor]
    """The batch."""


def _everywhere_taught(network: Network, encoded: _Encoded, teachers: Teachers) -> dict[str, Tensor]:
    """Compute the losses of what is taught in every window, whatever is labelled there."""
    losses = {}
    if teachers.names:
        losses["name" + _TAUGHT] = _tags_taught_loss(network, "name_head", Habit.UNER, encoded, teachers.names)
    if teachers.events:
        losses["trigger" + _TAUGHT] = _tags_taught_loss(network, "trigger_head", 0, encoded, teachers.events)
    return losses


def _tags_taught_loss(network: Network, head: str, hand: int, encoded: _Encoded, teachers: Sequence[Network]) -> Tensor:
    words, real, on = encoded
    hands = torch.full_like(on["pieces"][:, 0], hand)
    with torch.autocast(words.device.type, torch.bfloat16):
        tags = getattr(network, head)(words, hands)
        with torch.no_grad():
            sure = _mean(getattr(one, head)(_words(one, on), hands).float().softmax(-1) for one in teachers)
    # Expected number of names, say, according to the teachers: losses are in nats per name.
    count = (sure[..., 1::2].sum(-1) * real).sum().clamp(min=1)
    return _taught_loss(tags, sure, real) / count


def _taught_loss(scores: Tensor, sure: Tensor, real: Tensor) -> Tensor:
    """Sum the cross-entropy of (B, W, tags) logits with the teachers' probabilities, over real words."""
    return -((sure * scores.float().log_softmax(-1)).sum(-1) * real).sum()


def _mean(parts: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(parts)).mean(0)


def name_loss_of(network: Network, batch: Lookups, device: torch.device) -> Tensor:
    """Compute the loss of names alone, in nats per name."""
    on = _on(batch, device)
    with torch.autocast(device.type, torch.bfloat16):
        names = network.name_head(_words(network, on), on["habits"])
    return _name_loss(names, on)


def lookup_losses_of(
    network: Network, batch: Lookups, device: torch.device, teachers: Teachers = NOBODY_TEACHES
) -> dict[str, Tensor]:
    """Compute the losses of all tasks but attributions, each in nats per name, reference, judged word or event."""
    on = _on(batch, device)
    happened = _on(batch.events, device)
    with torch.autocast(device.type, torch.bfloat16):
        words = _words(network, on)
        flat = words.flatten(0, 1)
        names = network.name_head(words, on["habits"])
        chances = network.reference_head(flat, on["asked"], on["around"], on["places"])
        weighed = network.weighing_head(words, on["habits"])
        triggers = network.trigger_head(words, on["habits"])
    losses = {
        "name": _name_loss(names, on),
        "reference": _reference_loss(chances, on),
        **_weighing_losses(weighed, on),
        "trigger": _tag_loss(triggers, on["triggers"]) / max(1, int((on["triggers"] == 1).sum())),
        **_event_losses(network, flat, on, happened, teachers),
    }
    real = torch.arange(words.shape[1], device=device) < on["counts"][:, None]
    losses |= _everywhere_taught(network, _Encoded(words, real, on), teachers)
    if teachers.references:
        losses["reference" + _TAUGHT] = _reference_taught_loss(chances, on, teachers)
    return losses | _vector_loss(words, on, real, teachers)


def _vector_loss(words: Tensor, on: Mapping[str, Tensor], real: Tensor, teachers: Teachers) -> dict[str, Tensor]:
    """Compare the vectors of real words with the teacher's, if there is one."""
    if teachers.vectors is None:
        return {}
    with torch.no_grad(), torch.autocast(words.device.type, torch.bfloat16):
        told = _words(teachers.vectors, on)
    return {_VECTORS: vectors_apart(words[real].float(), told[real].float())}


def vectors_apart(own: Tensor, theirs: Tensor) -> Tensor:
    """Compute the squared distance of vectors (N, width) as a share of the targets' variance."""
    return (own - theirs).square().sum() / (theirs - theirs.mean(0)).square().sum()


def _on(batch: Lookups | EventTensors | Batch, device: torch.device) -> dict[str, Tensor]:
    values = ((field.name, getattr(batch, field.name)) for field in fields(batch))
    return {name: value.to(device) for name, value in values if isinstance(value, Tensor)}


def _words(network: Network, on: Mapping[str, Tensor]) -> Tensor:
    """Encode windows: (B, W, width) word vectors."""
    hidden: Tensor = network.encoder(on["pieces"], on["features"], on["mask"])
    return hidden.gather(1, on["firsts"][..., None].expand(-1, -1, hidden.shape[-1]))


def _name_loss(names: Tensor, on: Mapping[str, Tensor]) -> Tensor:
    begun = (on["name_tags"] > 0) & (on["name_tags"] % 2 == 1)
    return _tag_loss(names, on["name_tags"]) / max(1, int(begun.sum()))


def _tag_loss(scores: Tensor, tags: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, 1), tags.flatten(), reduction="sum", label_smoothing=_SMOOTHING / 2
    )


def _reference_loss(chances: Tensor, on: Mapping[str, Tensor]) -> Tensor:
    logs = chances.float().masked_fill(~on["open"], -torch.inf).log_softmax(1)
    # Not minus infinity: a row without right answers would have no gradient.
    right = logs.masked_fill(~on["right"], NEVER).logsumexp(1)
    wrong = logs.masked_fill(~on["wrong"], NEVER).logsumexp(1).clamp(max=-1e-3)
    known = on["right"].any(1)
    loss = -torch.where(known, right, torch.log1p(-wrong.exp())).clamp(min=_FAR)
    return loss.sum() / max(1, len(loss))


def _reference_taught_loss(chances: Tensor, on: Mapping[str, Tensor], teachers: Teachers) -> Tensor:
    asked = on["asked"], on["around"], on["places"]
    with torch.no_grad(), torch.autocast(chances.device.type, torch.bfloat16):
        each = [one.reference_head(_words(one, on).flatten(0, 1), *asked).float() for one in teachers.references]
        sure = _mean(one.masked_fill(~on["open"], NEVER).softmax(1) for one in each)
    logs = chances.float().masked_fill(~on["open"], NEVER).log_softmax(1)
    return -(sure * logs).sum() / max(1, len(logs))


def _weighing_losses(weighed: Tensor, on: Mapping[str, Tensor]) -> dict[str, Tensor]:
    judged = on["telling"] == 1
    seen = on["telling"] >= 0
    scores, telling = weighed.float().unbind(-1)
    apart = functional.smooth_l1_loss(scores[judged], on["scores"][judged], reduction="sum")
    told = functional.binary_cross_entropy_with_logits(telling[seen], judged[seen].float(), reduction="sum")
    count = max(1, int(judged.sum()))
    return {"certainty": apart / count, "telling": told / count}


def _event_losses(
    network: Network, words: Tensor, lookups: Mapping[str, Tensor], on: Mapping[str, Tensor], teachers: Teachers
) -> dict[str, Tensor]:
    count = len(on["types"])
    if not count:
        return {}
    head = network.party_head
    present = torch.arange(SPAN, device=words.device) < on["lengths"][:, None]
    parties, logs = _of_events(network, words, on)
    right = logs.gather(2, on["types"][:, None, None].expand(-1, logs.shape[1], 1))[..., 0]
    party_loss = sequence_loss(parties, on["roles"], present, head.moves, head.starts).sum()
    losses = {
        "party": _PARTY_WEIGHT * party_loss / count,
        # The type, summed over the sentence, and at the annotated trigger: "imposed" counts as well as "sanctions".
        "event": -(right.logsumexp(1) + right.gather(1, on["at"][:, None])[:, 0]).mean() / 2,
    }
    if teachers.events:
        with torch.no_grad():
            taught = [(one, *_of_events(one, _words(one, lookups).flatten(0, 1), on)) for one in teachers.events]
            sure = _mean(cells.exp() for _, _, cells in taught)
        held = [Chances.of(scores, present, one.party_head.moves, one.party_head.starts) for one, scores, _ in taught]
        mean = Chances(_mean(one.tags for one in held), _mean(one.moves for one in held))
        taught_loss = taught_sequence_loss(parties, mean, present, head.moves, head.starts).sum()
        losses["party" + _TAUGHT] = _PARTY_WEIGHT * taught_loss / count
        losses["event" + _TAUGHT] = -(sure * logs).sum() / count
    return losses


def _of_events(network: Network, words: Tensor, on: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Score the parties of each event, and give the log-probabilities of trigger and type in its sentence."""
    actors, recipients = _parties(on["roles"], Tag.BEGINS_SOURCE), _parties(on["roles"], Tag.BEGINS_CONTENT)
    with torch.autocast(words.device.type, torch.bfloat16):
        roles = network.party_head(words, on["ends"], on["around"], on["places"], torch.zeros_like(on["types"]))
        cells = network.event_head(words, on["around"], actors, recipients)
    open_cells = cells.float().masked_fill(~on["inside"][..., None], NEVER).flatten(1)
    return roles.float(), open_cells.log_softmax(1).unflatten(1, cells.shape[1:])


def _parties(roles: Tensor, begins: int) -> Tensor:
    return ((roles == begins) | (roles == begins + 1)).float()
