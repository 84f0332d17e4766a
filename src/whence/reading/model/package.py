"""The model file: one zip archive with the networks, the tokenizer and the settings tuned for them.

Weights have 8 bits. Two forms of arithmetic compute with them, each with operators of its own:

- Single precision (float32), the default. Processors and versions of the engine agree to the sixth digit of a score.
- Integers of 8 bits (int8), where a model's name ends in ``-quick``. Values are rounded to 8 bits before each product,
  on a scale that depends on them, so that a difference in the last digit grows to one in the first over the layers:
  other processors and versions of the engine find other attributions in some reports.

What each form costs: docs/speed.md.

The file has the weights once. The networks are in the ONNX format, two messages of Protocol Buffers: one has the
operators, the other the weights, and one after the other they are one network.
"""

import json
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from whence.errors import ModelError
from whence.records.ledger import Arithmetic

__all__ = ["QUICK", "SHIPPED", "ModelFile", "Settings", "open_model", "shipped_models"]

SHIPPED = "en-7"
"""The default model."""
_SUFFIX = ".zip"
QUICK = "-quick"
"""What a model's name ends in that computes with integers of 8 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings that belong to one model's weights; ``training.score --tune`` chooses those of the decoder."""

    name: str
    arithmetic: Arithmetic
    """What the networks compute with."""
    room: int
    """Most word pieces in a window, not counting the two special pieces that frame it."""
    overlap: int
    """Approximate number of word pieces that neighbouring windows share."""
    reach: int
    """Words on either side of a cue whose roles are scored."""
    sight: int
    """Words on either side of a pronoun or description that are scored as its antecedent."""
    moves: tuple[tuple[float, ...], ...]
    """(5, 5) transition score from one role tag (row) to the next (column)."""
    begins: tuple[float, ...]
    """(5,) score for a sequence of words to start with a role tag."""
    party_moves: tuple[tuple[float, ...], ...]
    """(5, 5) like ``moves``, for the tags of an event's actor and recipient."""
    party_begins: tuple[float, ...]
    trigger: float
    """Least probability for a word to be an event trigger."""
    cue_bias: float
    """Added to the log-odds of "not a cue": a positive value gives fewer cues, a negative value more."""
    keep: float
    """Attributions with a lower confidence are dropped."""
    cue_bias_within: float
    """Like ``cue_bias``, for the cues of nested attributions."""
    confidence: tuple[float, ...]
    """Weights of the logistic regression that gives the confidence; see `whence.reading.model.decode.Evidence`."""
    confidence_within: tuple[float, ...]
    """The same, for nested attributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """The parts of a model file."""

    settings: Settings
    encoder: bytes
    """ONNX: windows of word pieces -> word vectors, and scores of cues, names, certainty and events."""
    roles: bytes
    """ONNX: word vectors and cues -> role scores."""
    parties: bytes
    """ONNX: word vectors and triggers -> scores of actor and recipient."""
    events: bytes
    """ONNX: word vectors, actor and recipient -> score of each word as the trigger of an event of each type."""
    references: bytes
    """ONNX: word vectors, and pronouns or descriptions -> scores of the words as their antecedents."""
    tokenizer: bytes


def shipped_models() -> list[str]:
    """Return the names of the models in the package.

    >>> shipped_models()
    ['en-7', 'en-7-quick']
    """
    found = (entry.name for entry in files("whence").joinpath("weights").iterdir())
    names = [name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)]
    return sorted(name + form for name in names for form in ("", QUICK))


def open_model(model: str) -> ModelFile:
    """Open a model by its name or path, which ``-quick`` follows where it shall compute with integers of 8 bits.

    Raises:
        ModelError: No model has this name or path, or the file is not a model.
    """
    name, quick = model.removesuffix(QUICK), model.endswith(QUICK)
    path = Path(name)
    if not name.endswith(_SUFFIX):
        if model not in shipped_models():
            raise ModelError(
                model, "no such model", f"Choose one of {', '.join(shipped_models())}, or name a .zip file"
            )
        path = Path(str(files("whence").joinpath("weights", name + _SUFFIX)))
    folder = "quick/" if quick else ""
    try:
        with ZipFile(path) as archive:
            encoder, roles, parties, events, references = (
                archive.read(f"{folder}{network}.onnx") + archive.read(f"{network}.weights")
                for network in ("encoder", "roles", "parties", "events", "references")
            )
            return ModelFile(
                settings=_settings(archive.read("model.json"), quick=quick),
                encoder=encoder,
                roles=roles,
                parties=parties,
                events=events,
                references=references,
                tokenizer=archive.read("tokenizer.json"),
            )
    except (OSError, BadZipFile, KeyError, TypeError, ValueError) as exc:
        raise ModelError(model, f"not a model file ({exc})", "Make one with python -m training.export") from exc


def _settings(text: bytes, *, quick: bool) -> Settings:
    row = json.loads(text)
    row["arithmetic"] = "int8" if quick else "float32"
    row["name"] += QUICK if quick else ""
    for name in ("moves", "party_moves"):
        row[name] = tuple(map(tuple, row[name]))
    for name in ("begins", "party_begins", "confidence", "confidence_within"):
        row[name] = tuple(row[name])
    return Settings(**{field.name: row[field.name] for field in fields(Settings)})
