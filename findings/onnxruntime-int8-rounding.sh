#!/bin/sh
# onnxruntime 1.32.0, onnx 1.23.2: after quantize_dynamic, a rounding error in the input moves outputs by hundredths.
#
# One would expect: 8-bit weights cost a fixed small error; inputs that are a millionth apart still give outputs that are
#   about a millionth apart, as they do in single precision.
# What happens: every product rounds its input to 8 bits by a scale taken from that input. A last digit moves some values
#   over an edge, six layers widen that, and outputs are ten thousand times as far apart. So graphs that are equal up to
#   rounding (fused, reordered, another version, another processor) do not give equal results once they are quantized.
# Output seen:
#   float: inputs 1e-06 apart, outputs 6e-06 apart
#   int8: inputs 1e-06 apart, outputs 6e-02 apart
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
ORT_DISABLE_TELEMETRY=1 venv/bin/python <<'END'
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

WIDTH, WORDS, LAYERS = 128, 60, 6
draw = np.random.default_rng(7)
nodes, weights, x = [], [], "x"


def weight(name, values):
    weights.append(numpy_helper.from_array(values.astype(np.float32), name))
    return name


for i in range(LAYERS):
    up = weight(f"up{i}", draw.normal(0, WIDTH**-0.5, (WIDTH, 4 * WIDTH)))
    down = weight(f"down{i}", draw.normal(0, (2 * WIDTH) ** -0.5, (4 * WIDTH, WIDTH)))
    scale, shift = weight(f"scale{i}", np.ones(WIDTH)), weight(f"shift{i}", np.zeros(WIDTH))
    nodes += [
        helper.make_node("MatMul", [x, up], [f"wide{i}"]),
        helper.make_node("Relu", [f"wide{i}"], [f"bent{i}"]),
        helper.make_node("MatMul", [f"bent{i}", down], [f"narrow{i}"]),
        helper.make_node("Add", [x, f"narrow{i}"], [f"sum{i}"]),
        helper.make_node("LayerNormalization", [f"sum{i}", scale, shift], [f"y{i}"]),
    ]
    x = f"y{i}"
graph = helper.make_graph(
    nodes,
    "layers",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [WORDS, WIDTH])],
    [helper.make_tensor_value_info(x, TensorProto.FLOAT, [WORDS, WIDTH])],
    weights,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.save(model, "float.onnx")
quantize_dynamic("float.onnx", "int8.onnx", per_channel=True, weight_type=QuantType.QInt8)

given = draw.normal(size=(WORDS, WIDTH)).astype(np.float32)
nudged = given + draw.choice([-1e-6, 1e-6], size=given.shape).astype(np.float32)
apart = {}
for name in ("float", "int8"):
    session = ort.InferenceSession(f"{name}.onnx", providers=["CPUExecutionProvider"])
    (first,), (second,), (again,) = (session.run(None, {"x": one}) for one in (given, nudged, given))
    if not np.array_equal(first, again):
        sys.exit("changed: the same input gives other numbers")
    apart[name] = float(np.abs(first - second).max())
    print(f"{name}: inputs 1e-06 apart, outputs {apart[name]:.0e} apart")
if apart["float"] > 1e-4 or apart["int8"] < 1e-2:
    sys.exit("changed")
END
