"""Dow Jones snapshots, the bulk files of Factiva: a JSON object an article, with the lead apart from the rest."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from whence.intake.formats.columns import Row, row_to_input
from whence.intake.formats.form import Document, Found
from whence.intake.formats.json_stream import JsonFlaw, stream_json
from whence.intake.formats.lines import open_lines
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.intake.published import without_midnight
from whence.records.report import Rejected

__all__ = ["is_snapshot", "read_snapshot"]

_KEY = re.compile(rb'"(an|snippet|source_name|publication_datetime|word_count)"\s*:')
_MIN_KEYS = 3
_PATHS = {
    "text": ("text",),
    "headline": ("title",),
    "publisher": ("source_name",),
    "byline": ("byline",),
    "published": ("published",),
    "language": ("language_code",),
}


def is_snapshot(document: Document) -> bool:
    """Check by the names in it whether JSON is a snapshot."""
    start = document.unpacked_start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in {b"{", b"["} and len(set(_KEY.findall(start))) >= _MIN_KEYS


def read_snapshot(document: Document) -> Iterator[Found]:
    """Read the articles of a snapshot."""
    with open_lines(document) as lines:
        number = 0
        try:
            for number, found in enumerate(stream_json(lines), 1):
                name = f"{document.name}#{number}"
                if isinstance(found, JsonFlaw):
                    yield Rejected(input=name, reason=f"{found.problem}. {SOUND_COPY}.")
                elif isinstance(found.value, dict):
                    yield _read_object(found.value, document.name, number=number, done=found.done)
                else:
                    yield Rejected(input=name, reason="it is not a JSON object. Correct it, or leave it out.")
        except (EOFError, OSError, zlib.error) as error:
            reason = f"the file cannot be read from here on ({error}). {SOUND_COPY}."
            yield Rejected(input=f"{document.name}#{number + 1}", reason=reason)


def _read_object(told: Mapping[str, object], path: str, *, number: int, done: float) -> Found:
    lead, rest = (str(told.get(key) or "").strip() for key in ("snippet", "body"))
    text = rest if not lead or rest.startswith(lead) else f"{lead}\n\n{rest}".strip()
    day, hour = told.get("publication_date"), told.get("publication_datetime")
    row = Row(number=number, cells={**told, "text": text, "published": hour or day}, done=done)
    made = row_to_input(row, _PATHS, path=path)
    if not isinstance(made, Input):
        return made
    published = made.metadata.published
    if published and hour == day:  # both are the midnight of the day, as no hour is told
        made = replace(made, metadata=replace(made.metadata, published=without_midnight(published)))
    accession = told.get("an")
    return replace(made, address=f"factiva:{accession}") if isinstance(accession, str) and accession else made
