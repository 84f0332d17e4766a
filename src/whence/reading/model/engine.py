"""ONNX Runtime, which runs the model's networks. The only file that imports it.

ONNX Runtime's official builds collect usage data from version 1.29 on: when imported, they write a device id and a
file of events into the user's cache folder and contact the vendor's server. ``ORT_DISABLE_TELEMETRY`` prevents that,
and the package root sets it. If a program imported ONNX Runtime before whence, collection has already begun; all that
whence can still do is switch off the optional events.

Reference: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
"""

from typing import TypeAlias

import onnxruntime as ort

__all__ = ["ENGINE", "Session", "open_session"]

ort.disable_telemetry_events()

ENGINE = f"ONNX Runtime {ort.__version__}"
"""Name and version, as ledgers state them."""

_DISABLED_OPTIMIZERS = ("SkipLayerNormFusion",)
"""The fused operator adds up one number after the other: 0.4 ms for a window, where a sum and a LayerNormalization take
0.05, so that the encoder takes 7 % longer in single precision and 15 % with integers of 8 bits (1.32.0, AMD Zen 5)."""

Session: TypeAlias = ort.InferenceSession
"""An open network. Its ``run`` takes the names of the outputs, and the input arrays by name."""


def open_session(network: bytes, *, threads: int = 1) -> Session:
    """Open a network in the ONNX format, to run on the CPU.

    Args:
        network: The contents of the file.
        threads: Cores used for one run.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=_DISABLED_OPTIMIZERS
    )
