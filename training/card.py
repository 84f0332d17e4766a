"""Write the model card of a model file: ``python -m training.card src/whence/weights/en-7.zip``."""

import argparse
from pathlib import Path

from training.score import score
from whence.reading.model.package import open_model

_TEMPLATE = Path(__file__).with_name("card.md")


def main() -> None:
    """Parse the command line, then write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    settings = open_model(str(options.model)).settings
    card = _TEMPLATE.read_text("utf-8").format(
        name=settings.name,
        size=options.model.stat().st_size / 1e6,
        room=settings.room,
        overlap=settings.overlap,
        numbers=2 + len(settings.confidence),
        **score(options.model, options.shared),
    )
    options.model.with_suffix(".md").write_text(card, "utf-8")


if __name__ == "__main__":
    main()
