"""Write the model card beside a model file: ``python -m training.card src/whence/weights/en-1.zip``."""

import argparse
from pathlib import Path

from training.score import score
from whence.reading.models import open_model

_CARD = """# Model card: {name}

Reads English news reports and finds attributions: who says (thinks, wants, doubts) what, by which words.

## What it is

A 6-layer, 384-wide MiniLM encoder with a cue head and a role head, in one {size:.1f} MB file, weights in 8 bits. Input: words, how each is
written (capitals, digits), where quotation marks stand, where paragraphs begin. Output: cues, and for each cue the words of its source and of
its content. Windows of {room} word pieces, {overlap} of them shared with the next.

## What it was trained on

| | licence | used for |
|---|---|---|
| MiniLM-L6-H384-uncased (Wang et al. 2020), in the variant all-MiniLM-L6-v2 | Apache-2.0 | starting weights and vocabulary |
| PolNeAR train: 840 political reports of seven US outlets, 22,466 annotated attributions (Newell, Margolin and Ruths 2018) | states none | training |
| PolNeAR dev: 84 reports | states none | choosing the decoder's {numbers} numbers, and the figures below |

No text of these sets is in the package.

## How good it is

On PolNeAR dev, whole texts, F1 in percent. "Two people" is how far two of the corpus's annotators who read the same report agree, on train's 470
ordered pairs of readings: near that, a difference is as likely the annotator's as the model's.

| | {name} | two people |
|---|---|---|
| relation: source and content both overlap by half | {relation:.1f} | 75.0 |
| relation_exact: both word for word | {relation_exact:.1f} | 63.7 |
| content_exact | {content_exact:.1f} | 68.5 |
| source_exact | {source_exact:.1f} | 75.8 |
| cue | {cue:.1f} | 82.1 |

The decoder's numbers were chosen on these same reports, so expect a little less on others.

## What it is good at, and bad at

- Good: speech and thought with a verb, direct, indirect or mixed, before or after its content; split quotations; contents of several sentences.
- Fair: attributions by a noun ("the claim that …"), actions that show an attitude ("championed"), passives without a source.
- Bad: text that is not a news report; headlines in capitals; a speaker named only paragraphs away from a quotation without a cue, as in
  transcripts; contents longer than 160 words; any language but English.
- Annotators of its corpus marked much as attribution that an editor would not ("was charged", "voted for"); so does it. Its confidence is the
  chance that such an annotator would agree. It says nothing of whether a claim holds.
"""


def main() -> None:
    """Parse the command line, then write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    settings = open_model(str(options.model)).settings
    card = _CARD.format(
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
