"""ONNX Runtime, which runs the model's networks. The only file that imports it.

ONNX Runtime's official builds collect usage data from version 1.29 on: when imported, they write a device id and a
file of events into the user's cache folder and contact the vendor's server. ``ORT_DISABLE_TELEMETRY`` prevents that,
and the package root sets it. If a program imported ONNX Runtime before whence, collection has already begun; all that
whence can still do is switch off the optional events.

Reference: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
"""

from functools import cache
from typing import TypeAlias

import onnxruntime as ort

from whence.reading.model.stored import Network

__all__ = ["ENGINE", "Session", "open_session"]

ort.disable_telemetry_events()

ENGINE = f"ONNX Runtime {ort.__version__}"
"""Name and version, as ledgers state them."""

_DISABLED_OPTIMIZERS = ("SkipLayerNormFusion",)
"""The fused operator adds up one number after the other: 0.4 ms for a window, where a sum and a LayerNormalization take
0.05, so that the encoder takes 7 % longer in single precision and 15 % with integers of 8 bits (1.32.0, AMD Zen 5)."""

_NO_LIMIT, _DOUBLING, _USUAL = 0, 0, -1
_FIRST_BYTES = 1 << 20
"""The store begins with as much, and then grows by more each time."""
_FOLDER = "session.model_external_initializers_file_folder_path"

Session: TypeAlias = ort.InferenceSession
"""An open network. Its ``run`` takes the names of the outputs, and the input arrays by name."""


_MAPS_WEIGHTS = tuple(int(part) for part in ort.__version__.split(".")[:2]) >= (1, 21)
"""Whether this version finds weights in a folder that is named; an earlier one takes them within the network."""


def open_session(network: Network, *, threads: int = 1) -> Session:
    """Open a network, to run on the CPU.

    Args:
        network: Its weights are used where they lie in their file, if the engine's version can do so.
        threads: Cores used for one run.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Values of a run are in memory that all networks share, weights are not: once packed, their memory is free again.
    _share_memory()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
    options.enable_mem_pattern = False
    # Weights are multiplied by their scales once, when the network is opened, and not at each run.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    if _MAPS_WEIGHTS:
        options.add_session_config_entry(_FOLDER, str(network.folder))
    return ort.InferenceSession(
        network.refer() if _MAPS_WEIGHTS else network.copy(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=_DISABLED_OPTIMIZERS,
    )


@cache
def _share_memory() -> None:
    """Give networks one store of memory for what they compute, instead of one each that keeps what it ever needed.

    Each process takes 40 MB less, and reading as long: python -m bench.memory, python -m bench.speed.
    """
    place = ort.OrtMemoryInfo("Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT)
    ort.create_and_register_allocator(place, ort.OrtArenaCfg(_NO_LIMIT, _DOUBLING, _FIRST_BYTES, _USUAL))
