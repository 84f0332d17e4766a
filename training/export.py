"""Export trained weights as the model file that whence ships: ``python -m training.export OUT_FOLDER MODEL.zip``.

Weight matrices are quantized to 8-bit integers with one scale per column, word embeddings with one scale per row. The
networks compute with them in two forms of arithmetic (`training.arithmetic`).
"""

import argparse
import io
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.arithmetic import in_both_forms
from training.corpora import OWN
from training.files import write_model
from training.fuse import fuse_attention
from training.marked import Habit
from training.network import REACH, SIGHT, Network, RoleHead
from training.restore import network_from

_OPSET = 18
_TAG_HEADS = ("cue_head", "nested_head", "name_head", "weighing_head", "trigger_head")
"""Whose last products have few columns, and take less time in single precision."""
_UNTUNED = {
    "cue_bias": 0.0,
    "keep": 0.3,
    "cue_bias_within": 0.0,
    "trigger": 0.5,
    "confidence": [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    "confidence_within": [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
}


class SmallEmbedding(nn.Module):
    """An 8-bit embedding table, one scale per row: a quarter of the size, off by at most 0.4 % of a row's maximum."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (table.weight.detach() / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Look up (B, L) -> (B, L, width)."""
        rows, scale = self.get_buffer("rows"), self.get_buffer("scale")
        return rows[ids].float() * scale[ids]


class EncoderGraph(nn.Module):
    """Windows -> word vectors, and scores for each word: cues, names, certainty, events; cues within contents."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.cue_head, self.name_head = network.encoder, network.cue_head, network.name_head
        self.nested_head = network.nested_head
        self.weighing_head, self.trigger_head = network.weighing_head, network.trigger_head

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Encode windows with no particular annotator, and names by UNER's rules."""
        hidden = self.encoder(pieces, features, mask)
        vectors = hidden.gather(1, firsts[..., None].expand(-1, -1, hidden.shape[-1]))
        nobody = torch.zeros_like(firsts[:, 0])
        return (
            vectors,
            self.cue_head(vectors, nobody),
            self.name_head(vectors, nobody + Habit.UNER),
            self.weighing_head(vectors, nobody),
            self.trigger_head(vectors, nobody),
            self.nested_head(vectors, nobody),
        )


class RoleGraph(nn.Module):
    """Word vectors and cues -> role scores; or triggers -> scores of their events' actors and recipients.

    ``within`` is 1 for the cues of nested attributions, which only our own labels have, and 0 for all others.
    """

    def __init__(self, head: RoleHead) -> None:
        super().__init__()
        self.role_head = head

    def forward(self, vectors: Tensor, ends: Tensor, around: Tensor, places: Tensor, within: Tensor) -> Tensor:
        """Score roles with no particular annotator."""
        scores: Tensor = self.role_head(vectors, ends, around, places, within * OWN)
        return scores


def main() -> None:
    """Parse the command line, then export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that training.fit wrote")
    parser.add_argument("model", type=Path, help="file to write, its stem the model's name")
    parser.add_argument("--full", action="store_true", help="keep single precision, to see what 8 bits cost")
    options = parser.parse_args()
    settings = json.loads((options.trained / "settings.json").read_text())
    network = network_from(settings["encoder"], options.trained / "network.pt").eval()
    export(network, Path(settings["encoder"]), int(settings["room"]), options.model, small=not options.full)


def export(network: Network, encoder: Path, room: int, model: Path, *, small: bool) -> None:
    """Write a model file with default decoder settings; ``training.score --tune`` tunes them."""
    if small:
        bert = network.encoder.bert
        bert.embeddings.word_embeddings = SmallEmbedding(bert.embeddings.word_embeddings)
    row = {
        "name": model.stem,
        "room": room,
        "overlap": 64,
        "reach": REACH,
        "sight": SIGHT,
        "moves": network.role_head.moves.tolist(),
        "begins": network.role_head.starts.tolist(),
        "party_moves": network.party_head.moves.tolist(),
        "party_begins": network.party_head.starts.tolist(),
        **_UNTUNED,
    }
    parts = {
        "encoder.onnx": _encoder_bytes(network, small=small),
        "roles.onnx": _role_bytes(network.role_head, small=small),
        "references.onnx": _reference_bytes(network, small=small),
        "parties.onnx": _role_bytes(network.party_head, small=small),
        "events.onnx": _event_bytes(network, small=small),
        "tokenizer.json": (encoder / "tokenizer.json").read_bytes(),
        "model.json": json.dumps(row, indent=1).encode(),
    }
    write_model(model, in_both_forms(parts))


def _encoder_bytes(network: Network, *, small: bool) -> bytes:
    ones = torch.ones(2, 12, dtype=torch.long)
    example = {
        "pieces": ones,
        "features": torch.ones(2, 12, 3, dtype=torch.long),
        "mask": ones,
        "firsts": torch.zeros(2, 7, dtype=torch.long),
    }
    axes = {
        "pieces": "BL",
        "features": "BL",
        "mask": "BL",
        "firsts": "BW",
        "vectors": "BW",
        "cues": "BW",
        "names": "BW",
        "weights": "BW",
        "triggers": "BW",
        "within": "BW",
    }
    graph = _graph_bytes(EncoderGraph(network), example, axes, small=small)
    return fuse_attention(graph) if small else graph


def _role_bytes(head: RoleHead, *, small: bool) -> bytes:
    example = {
        "vectors": torch.zeros(9, head.word.in_features),
        "ends": torch.zeros(3, 2, dtype=torch.long),
        "around": torch.zeros(3, 8, dtype=torch.long),
        "places": torch.zeros(3, 8, 2, dtype=torch.long),
        "within": torch.zeros(3, dtype=torch.long),
    }
    axes = {"vectors": "V", "ends": "N", "around": "NS", "places": "NS", "within": "N", "roles": "NS"}
    return _graph_bytes(RoleGraph(head), example, axes, small=small)


def _reference_bytes(network: Network, *, small: bool) -> bytes:
    example = {
        "vectors": torch.zeros(9, network.encoder.width),
        "asked": torch.zeros(3, dtype=torch.long),
        "around": torch.zeros(3, 8, dtype=torch.long),
        "places": torch.zeros(3, 8, 2, dtype=torch.long),
    }
    axes = {"vectors": "V", "asked": "N", "around": "NS", "places": "NS", "references": "NC"}
    return _graph_bytes(network.reference_head, example, axes, small=small)


def _event_bytes(network: Network, *, small: bool) -> bytes:
    example = {
        "vectors": torch.zeros(9, network.encoder.width),
        "around": torch.zeros(3, 8, dtype=torch.long),
        "actors": torch.zeros(3, 8),
        "recipients": torch.zeros(3, 8),
    }
    axes = {"vectors": "V", "around": "NS", "actors": "NS", "recipients": "NS", "types": "NS"}
    return _graph_bytes(network.event_head, example, axes, small=small)


def _graph_bytes(graph: nn.Module, example: dict[str, Tensor], axes: dict[str, str], *, small: bool) -> bytes:
    """Export a graph; ``axes`` names the variable dimensions of the inputs, in order, then of the outputs."""
    exported = io.BytesIO()
    torch.onnx.export(
        graph,
        tuple(example.values()),
        exported,
        input_names=list(example),
        output_names=[name for name in axes if name not in example],
        dynamic_axes={name: dict(enumerate(letters)) for name, letters in axes.items()},
        opset_version=_OPSET,
        dynamo=False,
    )
    if not small:
        return exported.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        full, quantised = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        full.write_bytes(exported.getvalue())
        quantize_dynamic(
            full,
            quantised,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=[f"/{head}/out/MatMul" for head in _TAG_HEADS],
        )
        return quantised.read_bytes()


if __name__ == "__main__":
    main()
