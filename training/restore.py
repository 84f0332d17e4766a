"""Restore trainable weights, also from a model file, to continue training from the shipped model.

Matrices are the product of the stored 8-bit integers and their scales, so each entry is off by at most half a step.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.fuse import FUSED, PARTS
from training.network import Network, Size
from whence.reading.model.package import QUICK, open_model

__all__ = ["network_from", "restore", "size_of"]

_INNER = re.compile(r"encoder\.bert\.encoder\.layer\.\d+\.intermediate\.dense\.bias")
_ATTENTION = re.compile(r"encoder\.bert\.encoder\.layer\.\d+\.attention\.self\.query\.bias")
_PRODUCTS = ("/Gemm_MatMul_quant", "/MatMul_quant")


def network_from(encoder: str, start: Path | None, *, dropout: float = 0.1) -> Network:
    """Make a network of an earlier one's size and weights; heads missing there keep their initial weights.

    Args:
        encoder: Folder of the Hugging Face encoder that the earlier network began as.
        start: A network.pt, or a model file; None for the encoder as it is, with new heads.
        dropout: Share of units dropped in training.

    Raises:
        ValueError: There are weights that no network of this kind has a place for.
    """
    if start is None:
        return Network(encoder, dropout=dropout)
    state = restore(start) if start.suffix == ".zip" else torch.load(start, map_location="cpu")
    network = Network(encoder, dropout=dropout, size=size_of(state))
    for name, fresh in network.state_dict().items():
        known = state.get(name)
        if known is not None and name.endswith("annotators.weight") and len(known) < len(fresh):
            # A corpus was added since; its bias starts at zero.
            state[name] = torch.cat([known, torch.zeros_like(fresh[len(known) :])])
    strange = network.load_state_dict(state, strict=False).unexpected_keys
    if strange:
        message = f"{start} holds {', '.join(strange)}, which this network has no place for"
        raise ValueError(message)
    return network


def size_of(state: Mapping[str, Tensor]) -> Size:
    """Tell for how many layers, inner units and columns of attention an encoder's weights are."""
    inner, attention = (
        [len(value) for name, value in state.items() if kind.fullmatch(name)] for kind in (_INNER, _ATTENTION)
    )
    return Size(layers=len(inner), inner=inner[0], attention=attention[0])


def restore(model: Path) -> dict[str, Tensor]:
    """Read a model file as a state dictionary for `torch.nn.Module.load_state_dict`; missing weights are left out."""
    opened = open_model(f"{model}{QUICK}")
    settings = opened.settings
    state = _weights(opened.encoder.copy()) | _weights(opened.roles.copy())
    # Graphs that consist of one head do not have its name in their weights.
    for head, graph in (("reference_head", opened.references), ("event_head", opened.events)):
        state |= {f"{head}.{name}": value for name, value in _weights(graph.copy()).items()}
    for name, value in _weights(opened.parties.copy()).items():
        state[name.replace("role_head", "party_head")] = value
    for head, moves, begins in (
        ("role_head", settings.moves, settings.begins),
        ("party_head", settings.party_moves, settings.party_begins),
    ):
        state[f"{head}.moves"], state[f"{head}.starts"] = torch.tensor(moves), torch.tensor(begins)
    return state


def _weights(graph: bytes) -> dict[str, Tensor]:
    model = onnx.load_from_string(graph)
    stored = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in model.graph.initializer}
    state = {name: value for name, value in stored.items() if name.endswith((".weight", ".bias"))}
    for name, value in stored.items():
        if name.endswith(".rows"):
            table = name.removesuffix(".rows")
            state[f"{table}.weight"] = value.float() * stored[f"{table}.scale"]
    for node in model.graph.node:
        place = next((node.name.removesuffix(end) for end in _PRODUCTS if node.name.endswith(end)), None)
        if place is not None and node.input[1] in stored:
            matrix = node.input[1].removesuffix("_quantized")
            # One zero point and one scale per column; training uses the transpose.
            whole = stored[f"{matrix}_quantized"].float() - stored[f"{matrix}_zero_point"].float()
            state[f"{place.strip('/').replace('/', '.')}.weight"] = (whole * stored[f"{matrix}_scale"]).T.contiguous()
        elif node.op_type == "MatMul" and node.input[1] in stored:
            state[f"{node.name.removesuffix('/MatMul').strip('/').replace('/', '.')}.weight"] = stored[node.input[1]].T
        elif node.op_type == FUSED:
            place = node.name
            whole = stored[f"{place}_quantized"].float() - stored[f"{place}_zero_point"].float()
            # Query, key and value stand side by side.
            rows = (whole * stored[f"{place}_scale"]).T.chunk(len(PARTS))
            for part, row, bias in zip(PARTS, rows, stored[f"{place}_bias"].chunk(len(PARTS)), strict=True):
                own = f"{place}/{part}".strip("/").replace("/", ".")
                state[f"{own}.weight"], state[f"{own}.bias"] = row.contiguous(), bias
    return state
