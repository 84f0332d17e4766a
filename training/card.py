"""Write the model card of a model file: ``python -m training.card src/whence/weights/en-9.zip``."""

import argparse
import json
from pathlib import Path
from zipfile import ZipFile

from training.score import score
from whence.reading.model.package import BORROWED, open_model

_TEMPLATE, _SMALL_TEMPLATE = (Path(__file__).with_name(name) for name in ("card.md", "card-small.md"))


def main() -> None:
    """Parse the command line, then write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    settings = open_model(str(options.model)).settings
    lender = _lender(options.model)
    card = (
        (_SMALL_TEMPLATE if lender else _TEMPLATE)
        .read_text("utf-8")
        .format(
            name=settings.name,
            lender=lender,
            size=options.model.stat().st_size / 1e6,
            room=settings.room,
            overlap=settings.overlap,
            numbers=2 + len(settings.confidence),
            **score(options.model, options.shared),
        )
    )
    options.model.with_suffix(".md").write_text(card, "utf-8")


def _lender(model: Path) -> str | None:
    """Name the model that a model file borrows from, if any."""
    with ZipFile(model) as archive:
        borrowed = json.loads(archive.read(BORROWED)) if BORROWED in archive.namelist() else {}
    return next((Path(one["file"]).stem for one in borrowed.values()), None)


if __name__ == "__main__":
    main()
