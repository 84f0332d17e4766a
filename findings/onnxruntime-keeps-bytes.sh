#!/bin/sh
# onnxruntime 1.32.0, onnx 1.23.2: a session made of bytes holds on to the bytes for as long as it lives.
#
# One would expect: InferenceSession(content) reads the network and keeps what it made of it. Once the caller drops the
#   content, a session costs the same memory as one that was opened from a path.
# What happens: the Python session keeps a reference to the bytes, so the whole file stays in memory a second time (a
#   third, if the engine has packed the weights anew). Nothing in the session's interface drops it, and the collector
#   cannot. Networks that lie in an archive, a database or a package are mostly opened this way.
# Output seen:
#   a network of 134 MB, opened from a path: 0 MB of the file still held by Python
#   opened from bytes that nobody else keeps: 134 MB of the file still held by Python
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
ORT_DISABLE_TELEMETRY=1 venv/bin/python <<'END'
import gc
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

WIDTH, MEGABYTE = 8_192, 10**6
weight = numpy_helper.from_array(np.ones((WIDTH, WIDTH // 2), np.float32), "weight")
graph = helper.make_graph(
    [helper.make_node("MatMul", ["x", "weight"], ["y"])],
    "product",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, WIDTH])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, WIDTH // 2])],
    [weight],
)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), "product.onnx")
path = Path("product.onnx")
size = path.stat().st_size
del graph, weight
gc.collect()


def held(given):
    """Open a session, drop what was given, and tell how many bytes Python's own memory grew by."""
    tracemalloc.start()
    session = ort.InferenceSession(given(), providers=["CPUExecutionProvider"])
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    (y,) = session.run(None, {"x": np.ones((1, WIDTH), np.float32)})
    if y[0, 0] != WIDTH:
        sys.exit("the product is wrong")
    return kept


of_path, of_bytes = held(lambda: str(path)), held(path.read_bytes)
print(f"a network of {size // MEGABYTE} MB, opened from a path: {of_path // MEGABYTE} MB of the file still held by Python")
print(f"opened from bytes that nobody else keeps: {of_bytes // MEGABYTE} MB of the file still held by Python")
if of_path > size / 10 or of_bytes < size * 0.9:
    sys.exit("changed")
END
