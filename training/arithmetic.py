"""Write a model file's networks in two forms of arithmetic, in place: ``python -m training.arithmetic MODEL.zip``.

`quantize_dynamic` makes networks that round what goes into a product to 8 bits, on a scale that depends on the values
themselves. The last digit of a value decides on which side of a border it falls, so that the scores of two processors,
or of two versions of ONNX Runtime, come to differ in the first digit after a few layers. Here such a network becomes
two over the same 8-bit weights: one in single precision, whose scores differ in the sixth digit, and the one given.

A model file holds the weights of each network once: `whence.reading.model.package` puts them behind the operators of
either form. Two messages of Protocol Buffers, one after the other, are one message with the contents of both.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import onnx
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

from training.files import write_model
from training.fuse import FUSED, drop_unused

__all__ = ["in_both_forms", "in_single_precision"]

_NETWORK = ".onnx"
_ATTENTION = "Attention"
"""Single precision's counterpart of the fused operator."""


def main() -> None:
    """Parse the command line, then write the networks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="model file with 8-bit networks alone")
    model = parser.parse_args().model
    with ZipFile(model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    write_model(model, in_both_forms(parts))


def in_both_forms(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write each 8-bit network among a model file's parts as the operators of both forms, and the weights.

    Args:
        parts: Contents by name, such as ``roles.onnx``.

    Returns:
        The same parts, but for each network ``roles.onnx`` in single precision, ``quick/roles.onnx`` in 8 bits, and
        ``roles.weights`` with the weights of both.
    """
    written: dict[str, bytes] = {}
    for name, content in parts.items():
        if not name.endswith(_NETWORK):
            written[name] = content
            continue
        quick, single = onnx.load_from_string(content), onnx.load_from_string(in_single_precision(content))
        weights = ModelProto(graph=GraphProto(initializer=quick.graph.initializer))
        for model in (quick, single):
            del model.graph.initializer[:]
        written[name] = bytes(single.SerializeToString())
        written[f"quick/{name}"] = bytes(quick.SerializeToString())
        written[name.removesuffix(_NETWORK) + ".weights"] = bytes(weights.SerializeToString())
    return written


def in_single_precision(network: bytes) -> bytes:
    """Turn a network with 8-bit products into one in single precision with the same 8-bit weights.

    The weights are multiplied by their scales in the graph, which the engine does once, when it opens the network.

    Raises:
        ValueError: The weights of a product do not count from 0.
    """
    model = onnx.load_from_string(network)
    graph = model.graph
    given = {name: node for node in graph.node for name in node.output}
    stored = {one.name for one in graph.initializer}
    if any(numpy_helper.to_array(one).any() for one in graph.initializer if one.name.endswith("_zero_point")):
        message = "weights with a zero point other than 0"
        raise ValueError(message)
    scaled: dict[str, NodeProto] = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            product, scale = _scaled_product(node, graph)
            (own,) = (name for name in given[scale].input if name in stored)
            weights = _scale_weights(node.input[1], own, scaled)
            values = _unrounded(node.input[0], given)
            product.CopyFrom(
                helper.make_node("MatMul", [values, weights], list(product.output), name=_plain_name(node))
            )
        elif node.op_type == FUSED:
            values, matrix, bias, _, scale, *_ = node.input
            inputs = [_unrounded(values, given), _scale_weights(matrix, scale, scaled), bias]
            (heads,) = (one.i for one in node.attribute if one.name == "num_heads")
            fused = helper.make_node(
                _ATTENTION, inputs, list(node.output), name=node.name, domain=node.domain, num_heads=heads
            )
            node.CopyFrom(fused)
    kept = [*scaled.values(), *graph.node]
    del graph.node[:]
    graph.node.extend(kept)
    drop_unused(graph)
    return bytes(model.SerializeToString())


def _scaled_product(product: NodeProto, graph: GraphProto) -> tuple[NodeProto, str]:
    """Find the node that scales a product of integers, and the name of that scale."""
    (cast,) = _uses(product.output[0], graph)
    (scaled,) = _uses(cast.output[0], graph)
    (scale,) = (name for name in scaled.input if name != cast.output[0])
    return scaled, scale


def _uses(name: str, graph: GraphProto) -> Iterator[NodeProto]:
    return (node for node in graph.node if name in node.input)


def _unrounded(name: str, given: Mapping[str, NodeProto]) -> str:
    """Find the values that were rounded to 8 bits."""
    values: str = given[name].input[0]
    return values


def _scale_weights(weights: str, scale: str, scaled: dict[str, NodeProto]) -> str:
    """Add the node that gives 8-bit weights their scale, once for each matrix."""
    whole = weights.removesuffix("_quantized") + "_whole"
    if whole not in scaled:
        # One operator and not two: the engine keeps what each gives until all are done.
        name = f"{whole}/DequantizeLinear"
        scaled[whole] = helper.make_node("DequantizeLinear", [weights, scale], [whole], name=name, axis=1)
    return whole


def _plain_name(node: NodeProto) -> str:
    name: str = node.name
    return name.removesuffix("_quant")


if __name__ == "__main__":
    main()
