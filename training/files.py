"""Write model files; `whence.reading.model.package` reads them."""

import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["change_settings", "write_model"]


def write_model(model: Path, parts: dict[str, bytes]) -> None:
    """Write a deterministic zip archive: equal parts give equal bytes."""
    with ZipFile(model, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED, 9)


def change_settings(model: Path, changes: Mapping[str, object]) -> None:
    """Change decoder settings in a model file."""
    with ZipFile(model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    settings: dict[str, object] = json.loads(parts["model.json"])
    parts["model.json"] = json.dumps(settings | dict(changes), indent=1).encode()
    write_model(model, parts)
