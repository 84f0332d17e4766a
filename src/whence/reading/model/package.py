"""The model file: one zip archive with the networks, the tokenizer and the settings tuned for them.

Weights have 8 bits. Two forms of arithmetic compute with them, each with operators of its own:

- Single precision (float32), the default. Processors and versions of the engine agree to the sixth digit of a score.
- Integers of 8 bits (int8), where a model's name ends in ``-quick``. Values are rounded to 8 bits before each product,
  on a scale that depends on them, so that a difference in the last digit grows to one in the first over the layers:
  other processors and versions of the engine find other attributions in some reports. The small model, ``fast``,
  has this form alone.

What each form costs: docs/speed.md.

The file has the weights once. The networks are in the ONNX format, two messages of Protocol Buffers: one has the
operators, the other the weights, and one after the other they are one network. A file may borrow from another one
beside it: ``borrowed.json`` tells which bytes of which part follow its own part.

Parts are stored as they are, not compressed, so that the engine can use the weights where they lie in the file: the
processes that read with one model then share them. `whence.reading.model.stored` finds them there.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from whence.errors import ModelError
from whence.reading.model.stored import Network, StoredBytes, store_of
from whence.records.ledger import Arithmetic

__all__ = ["BORROWED", "FAST", "QUICK", "SHIPPED", "ModelFile", "Settings", "full_name", "open_model", "shipped_models"]

SHIPPED = "en-9"
"""The default model."""
FAST = "fast"
"""What the small model may be called."""
_FULL_NAMES = {FAST: "en-9-fast"}
_SUFFIX = ".zip"
BORROWED = "borrowed.json"
"""The part that tells what is borrowed, by part: the other file, the part there, its CRC-32, first byte and end."""
_EXACT = "encoder.onnx"
_FOLDER = "quick/"
"""Where the operators of the quick form are; those of the other form stand outside."""
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
    """Words on either side of a cue with which the heads of roles were trained."""
    roles_within: int
    """Words on either side of a cue whose roles are scored: the reach, or fewer, where the file says so."""
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
    """Confidence from which an attribution was likelier right than wrong where the model was tuned; `weigh_standing`
    decides what is kept."""
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
    encoder: Network
    """Windows of word pieces -> word vectors, and scores of cues, names, certainty and events."""
    roles: Network
    """Word vectors and cues -> role scores."""
    parties: Network
    """Word vectors and triggers -> scores of actor and recipient."""
    events: Network
    """Word vectors, actor and recipient -> score of each word as the trigger of an event of each type."""
    references: Network
    """Word vectors, and pronouns or descriptions -> scores of the words as their antecedents."""
    tokenizer: bytes


def shipped_models() -> list[str]:
    """Return the names of the models in the package.

    >>> shipped_models()
    ['en-9', 'en-9-fast', 'en-9-quick']
    """
    found = (
        Path(str(entry)) for entry in files("whence").joinpath("weights").iterdir() if entry.name.endswith(_SUFFIX)
    )
    return sorted(path.stem + form for path in found for form in (("", QUICK) if _has_both_forms(path) else ("",)))


def full_name(model: str) -> str:
    """Return the name that ledgers state, of a model that may be called by a shorter one.

    >>> full_name("fast"), full_name("en-9-quick")
    ('en-9-fast', 'en-9-quick')
    """
    return _FULL_NAMES.get(model, model)


def open_model(model: str) -> ModelFile:
    """Open a model by its name or path, which ``-quick`` follows where it shall compute with integers of 8 bits.

    Raises:
        ModelError: No model has this name or path, or the file is not a model.
    """
    name = full_name(model).removesuffix(QUICK)
    path = Path(name)
    if not name.endswith(_SUFFIX):
        if full_name(model) not in shipped_models():
            choice = ", ".join([FAST, *shipped_models()])
            raise ModelError(model, "no such model", f"Choose one of {choice}, or name a .zip file")
        path = Path(str(files("whence").joinpath("weights", name + _SUFFIX)))
    try:
        has_both = _has_both_forms(path)
        form = QUICK if model.endswith(QUICK) and has_both else ""
        folder = "" if has_both and not form else _FOLDER
        with ZipFile(path) as archive:
            part = _finder_of_parts(archive, path)
            encoder, roles, parties, events, references = (
                Network(operators=part(f"{folder}{network}.onnx").copy(), weights=part(f"{network}.weights"))
                for network in ("encoder", "roles", "parties", "events", "references")
            )
            return ModelFile(
                settings=_settings(part("model.json").copy(), form, "int8" if folder else "float32"),
                encoder=encoder,
                roles=roles,
                parties=parties,
                events=events,
                references=references,
                tokenizer=part("tokenizer.json").copy(),
            )
    except (OSError, BadZipFile, KeyError, TypeError, ValueError) as exc:
        raise ModelError(model, f"not a model file ({exc})", "Make one with python -m training.export") from exc


def _has_both_forms(path: Path) -> bool:
    with ZipFile(path) as archive:
        return _EXACT in archive.namelist()


def _finder_of_parts(archive: ZipFile, path: Path) -> Callable[[str], StoredBytes]:
    """Return a function that finds a part, followed by what the file borrows for it."""
    own = frozenset(archive.namelist())
    borrowed = json.loads(archive.read(BORROWED)) if BORROWED in own else {}

    def find(part: str) -> StoredBytes:
        if part not in borrowed:
            return store_of(archive, part)
        with ZipFile(path.with_name(borrowed[part]["file"])) as other:
            told = other.getinfo(borrowed[part]["part"])
            if borrowed[part]["crc"] != told.CRC:
                message = f"{borrowed[part]['file']} is not the one that it was made with"
                raise ValueError(message)
            start, end, _ = slice(borrowed[part]["start"], borrowed[part]["end"]).indices(told.file_size)
            lent = store_of(other, told.filename).cut(start, end)
        return store_of(archive, part) + lent if part in own else lent

    return find


def _settings(text: bytes, form: str, arithmetic: Arithmetic) -> Settings:
    row = json.loads(text)
    row["arithmetic"] = arithmetic
    row["name"] += form
    row.setdefault("roles_within", row["reach"])
    for name in ("moves", "party_moves"):
        row[name] = tuple(map(tuple, row[name]))
    for name in ("begins", "party_begins", "confidence", "confidence_within"):
        row[name] = tuple(row[name])
    return Settings(**{field.name: row[field.name] for field in fields(Settings)})
