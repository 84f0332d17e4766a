"""What linking needs of each report, made of its ledger alone: one row a report."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from whence.archive.links.linked_reports import LinkedReport
from whence.archive.storage.rows import clean, words_of
from whence.archive.storage.store import Row
from whence.linking.chronology import order_of
from whence.linking.people.kept_sources import pack_places, pack_source, place_of_source
from whence.linking.prepared.compared_words import ComparedWords
from whence.linking.prepared.items import HeldReport, Item, under_id
from whence.linking.prepared.mentions import KeptMention, kept_mentions
from whence.linking.reuse.quoted_words import QuotedWords, quoted_words
from whence.linking.stories.weighed_reports import keys_of, weigh, weighed_to_bytes
from whence.records.form.ledger_form import ledger_from_form
from whence.records.form.links_form import appearance_to_form
from whence.records.id_numbers import hexadecimal, number_of_id
from whence.scaling.spark.linking.rows import map_rows

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["prepare_reports", "unpack_quotation"]

_WHOLE, _TEXT, _BYTES, _TRUTH = pa.int64(), pa.string(), pa.binary(), pa.bool_()
_QUOTATION = pa.struct([
    ("quotation", _WHOLE), ("start", _WHOLE), ("keys", pa.list_(_WHOLE)), ("packed", _BYTES), ("words", _TEXT),
])  # fmt: skip
_MENTION = pa.struct([
    ("number", _WHOLE), ("key", _WHOLE), ("attribution", _TEXT), ("start", _WHOLE), ("end", _WHOLE), ("words", _WHOLE),
    ("is_corrected", _TRUTH), ("told", _TEXT), ("terms", pa.list_(_WHOLE)), ("rarities", pa.list_(_WHOLE)),
    ("content", _TEXT), ("spans", _TEXT), ("appearances", _TEXT),
])  # fmt: skip
_SOURCE = pa.struct([("source", _TEXT), ("key", _WHOLE), ("day", _WHOLE), ("told", _TEXT)])
_SCHEMA = pa.schema([
    ("item", _WHOLE), ("id", _TEXT), ("outlet", _TEXT), ("published", _TEXT), ("moment", _WHOLE),
    ("text", _TEXT), ("day", _WHOLE), ("terms", pa.list_(_WHOLE)), ("keys", _BYTES), ("compared", _BYTES),
    ("credits", _TEXT), ("paragraphs", pa.list_(_WHOLE)), ("fingerprint", pa.list_(_WHOLE)),
    ("quotations", pa.list_(_QUOTATION)), ("mentions", pa.list_(_MENTION)), ("cited", pa.list_(_TEXT)),
    ("places", _TEXT), ("sources", pa.list_(_SOURCE)),
])  # fmt: skip
_QUOTED = ("starts", "ends", "numbers", "pieces", "sentences")


def prepare_reports(ledgers: "DataFrame") -> "DataFrame":
    """Find all that linking needs of reports.

    Args:
        ledgers: The report's id, and the ledger in the JSON form, one row a report.
    """
    return map_rows(ledgers.selectExpr("id", "ledger"), _prepare, _SCHEMA)


def _prepare(rows: Iterable[Row]) -> Iterator[Row]:
    for own, form in rows:
        ledger = under_id(ledger_from_form(json.loads(form)), own)
        yield _row_of(Item(number=number_of_id(own), version=1, ledger=ledger))


def _row_of(item: Item) -> Row:
    report, weighed = item.report, weigh(item.story_keys)
    compared = ComparedWords(number=item.number, words=item.words, credits=item.credits, standing=frozenset())
    _, outlet, published, packed, credited = compared.row
    linked = LinkedReport(item=item, entities={})
    return (
        item.number,
        report.id,
        outlet and clean(outlet),
        published and clean(published),
        order_of(report.id, report.published).moment,
        clean(report.text),
        weighed.day,
        keys_of(weighed).tolist(),
        weighed_to_bytes(weighed),
        packed,
        credited,
        sorted({paragraph.key for paragraph in compared.words.paragraphs}),
        compared.fingerprint,
        [_quotation(report.text, start, quoted) for start, quoted in sorted(compared.quotations.items())],
        [_mention(linked, number, one) for number, one in enumerate(kept_mentions(item))],
        sorted(map(clean, linked.cited)),
        pack_places(item.named_sources[0]) if item.named_sources else None,
        [
            (one.id.rpartition("/")[2], key, day, pack_source(one))
            for one in item.named_sources
            for day, key in [place_of_source(one)]
        ],
    )


def _quotation(text: str, start: int, quoted: QuotedWords) -> Row:
    packed = np.array([getattr(quoted, name) for name in _QUOTED], "<i8").tobytes()
    last = quoted.quotation.spans[-1].end
    return number_of_id(quoted.id), start, quoted.keys.tolist(), packed, clean(text[start:last])


def unpack_quotation(item: int, published: str | None, packed: bytes) -> QuotedWords:
    """Make a quotation of its bytes; without the report's text, only what quotes from it is missing."""
    columns = np.frombuffer(packed, "<i8").astype(np.int64).reshape(len(_QUOTED), -1)
    report = HeldReport(key=f"r:{hexadecimal(item)}", text="", published=published)
    return quoted_words(report, **dict(zip(_QUOTED, columns, strict=True)))


def _mention(linked: LinkedReport, number: int, one: KeptMention) -> Row:
    placed, text = one.placed, linked.item.report.text
    said = linked.attribution_of(placed)
    return (
        number,
        placed.key,
        placed.attribution,
        one.start,
        one.end,
        one.words,
        one.is_corrected,
        json.dumps(one.told),
        list(one.rarities),
        list(one.rarities.values()),
        words_of(said.content_spans, text) if said else clean(text[one.start : one.end]),
        json.dumps([(span.start, span.end) for span in placed.spans]),
        json.dumps([appearance_to_form(each) for each in linked.appearances_of(placed)]),
    )
