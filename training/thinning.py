"""Make a smaller network of a network: some of its layers, and in each the heads and inner units that matter most.

Reference:
    Michel et al., "Are Sixteen Heads Really Better than One?", NeurIPS 2019: most heads can be left out.
    Sajjad et al., "On the Effect of Dropping Layers of Pre-trained Transformer Models", 2023.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from training.network import Network

__all__ = ["LayerParts", "thinned", "weigh_parts"]

_LAYER = re.compile(r"encoder\.bert\.encoder\.layer\.(\d+)\.(.+)")
_OF_HEADS = re.compile(r"attention\.self\.(query|key|value)\.(weight|bias)")
_OF_UNITS = re.compile(r"intermediate\.dense\.(weight|bias)")


@dataclass(frozen=True, slots=True)
class LayerParts:
    """Rows of a layer's matrices: the columns of its attention, head by head, and its inner units."""

    attention: Tensor
    units: Tensor

    def of(self, name: str, value: Tensor) -> Tensor:
        """Keep a weight's part of these rows."""
        if _OF_HEADS.fullmatch(name):
            return value[self.attention]
        if name == "attention.output.dense.weight":
            return value[:, self.attention]
        if _OF_UNITS.fullmatch(name):
            return value[self.units]
        return value[:, self.units] if name == "output.dense.weight" else value


def thinned(state: Mapping[str, Tensor], layers: Sequence[int], parts: Sequence[LayerParts]) -> dict[str, Tensor]:
    """Keep some layers of a network, and parts of each.

    Args:
        state: All weights, by name.
        layers: Layers to keep, in order.
        parts: What to keep of each layer of the whole network.
    """
    kept: dict[str, Tensor] = {}
    for name, value in state.items():
        layer = _LAYER.fullmatch(name)
        if layer is None:
            kept[name] = value
        elif int(layer[1]) in layers:
            place = f"encoder.bert.encoder.layer.{layers.index(int(layer[1]))}.{layer[2]}"
            kept[place] = parts[int(layer[1])].of(layer[2], value)
    return kept


def weigh_parts(network: Network, read: Callable[[], object], *, heads: int, inner: int) -> list[LayerParts]:
    """Choose in each layer the heads and inner units that add most to its vectors.

    Args:
        network: The network.
        read: Runs its encoder over some windows.
        heads: Heads to keep.
        inner: Inner units to keep.
    """
    layers = network.encoder.bert.encoder.layer
    units: list[Tensor] = []
    contexts: list[Tensor] = []

    def keep_units(_: object, __: object, given: Tensor) -> None:
        units.append(given.float().abs().mean((0, 1)))

    def keep_context(_: object, __: object, given: Any) -> None:  # noqa: ANN401 -- the library's own tuple
        contexts.append(given[0].float().flatten(0, 1))

    hooks = [layer.intermediate.register_forward_hook(keep_units) for layer in layers]
    hooks += [layer.attention.self.register_forward_hook(keep_context) for layer in layers]
    with torch.no_grad():
        read()
        found = []
        for layer, unit, context in zip(layers, units, contexts, strict=True):
            size = layer.attention.self.attention_head_size
            added = context.unflatten(1, (-1, size))
            columns = layer.attention.output.dense.weight.float().unflatten(1, (-1, size))
            each = torch.einsum("nhs,whs->nhw", added, columns).norm(dim=2).mean(0)
            best = each.argsort(descending=True)[:heads].sort().values
            found.append(
                LayerParts(
                    attention=(best[:, None] * size + torch.arange(size)).flatten(),
                    units=(unit * layer.output.dense.weight.norm(dim=0)).argsort(descending=True)[:inner],
                )
            )
    for hook in hooks:
        hook.remove()
    return found
