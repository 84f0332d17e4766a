"""Model files: one zip archive that holds the networks, the tokenizer and every number chosen with them."""

import json
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from whence.errors import ModelError

__all__ = ["SHIPPED", "ModelFile", "Settings", "open_model", "shipped_models"]

SHIPPED = "en-4"
"""The model that reads unless another is asked for."""
_SUFFIX = ".zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Numbers that belong to one model's weights; ``training.score --tune`` chooses those of the decoder."""

    name: str
    room: int
    """Most word pieces in a window, without the two that frame it."""
    overlap: int
    """Word pieces that neighbouring windows share, about."""
    reach: int
    """Words before a cue whose roles are scored, and as many after it."""
    sight: int
    """Words before a pronoun or description that it may mean, and as many after it."""
    moves: tuple[tuple[float, ...], ...]
    """(5, 5) score of going from one role tag (row) to the next (column)."""
    begins: tuple[float, ...]
    """(5,) score of a run of words starting with a role tag."""
    party_moves: tuple[tuple[float, ...], ...]
    """(5, 5) as ``moves``, of the tags of an event's actor and recipient."""
    party_begins: tuple[float, ...]
    trigger: float
    """Words less likely to tell an event tell none."""
    cue_bias: float
    """Added to the log-odds of "no cue": above 0 for fewer cues, below for more."""
    keep: float
    """Attributions with less confidence are dropped."""
    again: float
    """Contents with an unused word at least this likely to belong to a cue are read once more."""
    keep_within: float
    """What a second reading finds with less confidence is dropped."""
    confidence: tuple[float, ...]
    """Weights of the logistic regression that gives the confidence, see `whence.reading.model.decode.Evidence`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """What a model file holds."""

    settings: Settings
    encoder: bytes
    """ONNX: windows of word pieces to word vectors, and scores of cues, names, certainty and events."""
    roles: bytes
    """ONNX: word vectors and cues to role scores."""
    parties: bytes
    """ONNX: word vectors and triggers to scores of actor and recipient."""
    events: bytes
    """ONNX: word vectors, actor and recipient to scores of each word telling an event of each type."""
    references: bytes
    """ONNX: word vectors and pronouns or descriptions to scores of the words that they may mean."""
    tokenizer: bytes


def shipped_models() -> list[str]:
    """Name the models that come with the package.

    >>> SHIPPED in shipped_models()
    True
    """
    found = (entry.name for entry in files("whence").joinpath("weights").iterdir())
    return sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX))


def open_model(model: str) -> ModelFile:
    """Open a model by its name or path.

    Raises:
        ModelError: There is no such model, or the file is not one.
    """
    path = Path(model)
    if not model.endswith(_SUFFIX):
        if model not in shipped_models():
            raise ModelError(
                model, "no such model", f"Choose one of {', '.join(shipped_models())}, or name a .zip file"
            )
        path = Path(str(files("whence").joinpath("weights", model + _SUFFIX)))
    try:
        with ZipFile(path) as archive:
            return ModelFile(
                settings=_settings(archive.read("model.json")),
                encoder=archive.read("encoder.onnx"),
                roles=archive.read("roles.onnx"),
                parties=archive.read("parties.onnx"),
                events=archive.read("events.onnx"),
                references=archive.read("references.onnx"),
                tokenizer=archive.read("tokenizer.json"),
            )
    except (OSError, BadZipFile, KeyError, TypeError, ValueError) as exc:
        raise ModelError(model, f"not a model file ({exc})", "Make one with python -m training.export") from exc


def _settings(text: bytes) -> Settings:
    row = json.loads(text)
    for name in ("moves", "party_moves"):
        row[name] = tuple(map(tuple, row[name]))
    for name in ("begins", "party_begins", "confidence"):
        row[name] = tuple(row[name])
    return Settings(**{field.name: row[field.name] for field in fields(Settings)})
