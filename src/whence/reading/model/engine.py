"""The engine that runs the model's networks, ONNX Runtime. The only file that knows it.

ONNX Runtime's own builds collect usage data from version 1.29 on. The package root has forbidden it by now, unless a
program imported ONNX Runtime before whence: then the collecting has begun, and all that is left is to switch off the
events that are optional.
"""

from typing import TypeAlias

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
