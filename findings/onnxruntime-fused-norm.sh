#!/bin/sh
# onnxruntime 1.32.0 (CPU, x86-64 with AVX2, float; also 1.30.0 and 1.31.1): fusing Add with LayerNormalization slows them.
#
# One would expect: a fusion that is on by default saves time, or at worst none. In 1.29.0 it did save time.
# What happens: SkipLayerNormalization, which replaces the two, takes over six times as long as both together. With
#   disabled_optimizers=["SkipLayerNormFusion"] this model takes a third less, with outputs equal up to rounding. (It is
#   little but norms, with one product for each. The larger the products, the smaller the gain.)
# Why, by its source: the fused operator takes mean and variance by Welford's method, in which each element needs a division
#   and the result of the one before, so its loop stays scalar. LayerNormalization did that up to 1.29.0 and has a kernel
#   for AVX2 since. So it is the package and not one processor. Without AVX2 both should be equally slow (not tried, and
#   ARM not either).
#   Between 1.29.0 and 1.30.0 the two changed places: the plain one got 9 times as fast, the fused one 4 times as slow.
# Output seen (AMD EPYC; medians: for one operator on 318 x 384 numbers, and CPU time of the model):
#   1.29.0 fused: SkipLayerNormalization 142 us; model 12.6 ms
#   1.29.0 plain: Add 30 us, LayerNormalization 611 us; model 18.9 ms
#   1.32.0 fused: SkipLayerNormalization 609 us; model 18.2 ms
#   1.32.0 plain: Add 27 us, LayerNormalization 66 us; model 12.0 ms
#   1.32.0: fused takes 6.5 times as long as plain (1.29.0: 0.2)
set -eu
if ! grep -qw avx2 /proc/cpuinfo; then
    echo "not tried: needs a processor with AVX2" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
python3 -m venv earlier
earlier/bin/python -m pip install --quiet onnxruntime==1.29.0 numpy==2.4.6

cat > make.py <<'END'
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH, WORDS, LAYERS = 384, 318, 12
draw = np.random.default_rng(7)
nodes, weights, x = [], [], "x"


def weight(name, values):
    weights.append(numpy_helper.from_array(values.astype(np.float32), name))
    return name


for i in range(LAYERS):
    matrix = weight(f"matrix{i}", draw.normal(0, WIDTH**-0.5, (WIDTH, WIDTH)))
    scale, shift = weight(f"scale{i}", np.ones(WIDTH)), weight(f"shift{i}", np.zeros(WIDTH))
    nodes += [
        helper.make_node("MatMul", [x, matrix], [f"product{i}"]),
        helper.make_node("Add", [x, f"product{i}"], [f"sum{i}"]),
        helper.make_node("LayerNormalization", [f"sum{i}", scale, shift], [f"y{i}"]),
    ]
    x = f"y{i}"
graph = helper.make_graph(
    nodes,
    "layers",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, WORDS, WIDTH])],
    [helper.make_tensor_value_info(x, TensorProto.FLOAT, [1, WORDS, WIDTH])],
    weights,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.checker.check_model(model, full_check=True)
onnx.save(model, "model.onnx")
np.save("given.npy", draw.normal(size=(1, WORDS, WIDTH)).astype(np.float32))
END

cat > measure.py <<'END'
import collections
import json
import statistics
import sys
import time

import numpy as np
import onnxruntime as ort

NORMS = {"fused": ["SkipLayerNormalization"], "plain": ["Add", "LayerNormalization"]}
RUNS = 60
given = np.load("given.npy")
sessions, seconds, result = {}, {"fused": [], "plain": []}, {}
for way in NORMS:
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_profiling = True
    options.profile_file_prefix = way
    off = ["SkipLayerNormFusion"] if way == "plain" else []
    sessions[way] = ort.InferenceSession(
        "model.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=off
    )
for _ in range(RUNS):  # in turn, so that a busy moment of the machine meets both
    for way, session in sessions.items():
        start = time.process_time()
        (result[way],) = session.run(None, {"x": given})
        seconds[way].append(time.process_time() - start)
if np.abs(result["fused"] - result["plain"]).max() > 1e-4:
    sys.exit("changed: other outputs")

norms = {}
for way, session in sessions.items():
    took = collections.defaultdict(list)
    with open(session.end_profiling()) as file:
        for event in json.load(file):
            if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
                took[event["args"]["op_name"]].append(event["dur"])
    kinds = [kind for kind in took if kind == "Add" or "LayerNorm" in kind]
    if sorted(kinds) != NORMS[way] or any(len(took[kind]) != 12 * RUNS for kind in kinds):
        sys.exit(f"changed: {way} has the operators {sorted(took)}")
    median = {kind: statistics.median(took[kind]) for kind in NORMS[way]}
    norms[way] = sum(median.values())
    print(
        f"{ort.__version__} {way}:",
        ", ".join(f"{kind} {us:.0f} us" for kind, us in median.items()) + ";",
        f"model {statistics.median(seconds[way]) * 1000:.1f} ms",
    )
whole = statistics.median(seconds["fused"]) / statistics.median(seconds["plain"])
with open(sys.argv[1], "w") as file:
    print(norms["fused"] / norms["plain"], whole, file=file)
END

export ORT_DISABLE_TELEMETRY=1
venv/bin/python make.py
earlier/bin/python measure.py before
venv/bin/python measure.py now
python3 -c '
import sys
before, now = ([float(n) for n in open(name).read().split()] for name in ("before", "now"))
print(f"1.32.0: fused takes {now[0]:.1f} times as long as plain (1.29.0: {before[0]:.1f})")
# each: the operators alone, the whole model
if now[0] < 1.5 or now[1] < 1.05 or before[0] > 1 or before[1] > 1:
    sys.exit("changed")
'
