"""The engine that runs the model's networks, ONNX Runtime. The only file that knows it.

ONNX Runtime's own builds collect usage data from version 1.29 on: once imported, they write a device id and a file of
events into the user's cache folder and contact their maker's server. ``ORT_DISABLE_TELEMETRY`` forbids that, and is
read when ONNX Runtime is imported, so it is set here, just before. It stays set: the processes that this one starts
have it too. If a program imported ONNX Runtime before whence, the collecting has begun, and all that is left is to
switch off the events that are optional.

Reference: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
"""

import os
from typing import TypeAlias

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime as ort

__all__ = ["Session", "open_session"]

ort.disable_telemetry_events()

Session: TypeAlias = ort.InferenceSession
"""A network, opened. Its ``run`` takes the names of outputs, and arrays by the names of inputs."""


def open_session(network: bytes, *, threads: int = 1) -> Session:
    """Open a network in the ONNX format, to be run on the processor.

    Args:
        network: The whole file.
        threads: Cores that one run uses.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(network, options, providers=["CPUExecutionProvider"])
