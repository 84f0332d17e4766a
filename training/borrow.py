"""Make a small model file: ``python -m training.borrow SMALL.zip src/whence/weights/en-9-fast.zip --of en-9.zip``.

What is written computes with integers of 8 bits alone, and borrows from the file given with ``--of``, which has to
stand beside it: the tokenizer, and the table of word pieces, which is two thirds of the weights. Training leaves that
table as it is, so both have the same.
"""

import argparse
import json
from pathlib import Path
from zipfile import ZipFile

import onnx
from onnx import GraphProto, ModelProto

from training.files import write_model
from whence.reading.model.package import BORROWED

__all__ = ["borrowing"]

_TABLE = "encoder.bert.embeddings.word_embeddings.rows"
_WEIGHTS, _TOKENIZER = "encoder.weights", "tokenizer.json"
_QUICK = "quick/"
_ROLES_WITHIN = 60
"""Words on either side of a cue whose roles the small model scores, instead of the 80 that it was trained with. Their
scores take a quarter less CPU time, and relation F1 is 0.04 lower on PolNeAR's development half."""


def main() -> None:
    """Parse the command line, then write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="model file with all of its parts")
    parser.add_argument("out", type=Path, help="file to write, its stem the model's name")
    parser.add_argument("--of", type=Path, required=True, help="model file to borrow from")
    options = parser.parse_args()
    with ZipFile(options.model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    settings = json.loads(parts["model.json"]) | {"name": options.out.stem, "roles_within": _ROLES_WITHIN}
    parts["model.json"] = json.dumps(settings, indent=1).encode()
    write_model(options.out, borrowing(parts, options.of))


def borrowing(parts: dict[str, bytes], lender: Path) -> dict[str, bytes]:
    """Leave out what can be borrowed, and the operators in single precision.

    Args:
        parts: Contents of a model file by name.
        lender: Model file to borrow from.

    Raises:
        ValueError: The two have other tables of word pieces, or other tokenizers.
    """
    kept = {name: content for name, content in parts.items() if f"{_QUICK}{name}" not in parts}
    with ZipFile(lender) as archive:
        weights, tokenizer = archive.read(_WEIGHTS), archive.read(_TOKENIZER)
        sums = {name: archive.getinfo(name).CRC for name in (_WEIGHTS, _TOKENIZER)}
    model = onnx.load_from_string(kept[_WEIGHTS])
    (table,) = (one for one in model.graph.initializer if one.name == _TABLE)
    lent = GraphProto(initializer=[table])
    content = lent.SerializeToString()
    start = weights.find(content)
    if start < 0 or kept.pop(_TOKENIZER) != tokenizer:
        message = f"{lender} has another table of word pieces, or another tokenizer"
        raise ValueError(message)
    others = [one for one in model.graph.initializer if one.name != _TABLE]
    own = ModelProto(graph=GraphProto(initializer=others)).SerializeToString()
    # What tells that more of the graph follows, and how long it is.
    kept[_WEIGHTS] = own + ModelProto(graph=lent).SerializeToString()[: -len(content)]
    ranges = {_WEIGHTS: (start, start + len(content)), _TOKENIZER: (0, len(tokenizer))}
    borrowed = {
        name: {"file": lender.name, "part": name, "crc": sums[name], "start": first, "end": end}
        for name, (first, end) in ranges.items()
    }
    return kept | {BORROWED: json.dumps(borrowed, indent=1).encode()}


if __name__ == "__main__":
    main()
