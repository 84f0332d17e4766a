"""Origins over many machines: whom each claim comes from."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa

from whence.archive.storage.store import Row
from whence.linking.origins.copies import copy_of
from whence.linking.origins.origins import find_origins
from whence.records.form.links_form import appearance_from_form, appearance_to_form
from whence.records.form.origins_form import origins_to_form
from whence.records.id_numbers import hexadecimal
from whence.records.links import Appearance, Copy
from whence.records.report import Span
from whence.records.reuse import SharedPassage
from whence.scaling.spark.linking.rows import Kept, Work, arranged, groups_of, map_rows, summed_up

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["find_all_origins"]

_WHOLE, _TEXT = pa.int64(), pa.string()
_PLACE = pa.schema([("claim", _WHOLE), ("told", _TEXT)])
_ORIGINS = pa.schema([
    ("claim", _WHOLE), ("reports", _WHOLE), ("outlets", _WHOLE), ("least", _WHOLE), ("most", _WHOLE),
    ("origins", _TEXT),
])  # fmt: skip
_PASSAGE = (
    "earlier", "later", "earlier_start", "earlier_end", "later_start", "later_end", "same_words", "first", "first_by",
    "agency",
)  # fmt: skip


def find_all_origins(  # noqa: PLR0913 -- all that was found before
    work: Work, prepared: Kept, *, claims: Kept, quotations: Kept, entities: Kept, passages: Kept
) -> Kept:
    """Find the origins of every claim, as an archive does, without a table of owners.

    Returns:
        One row a claim: ``claim``, the counts, and all of it as JSON.
    """
    places = work.keep(map_rows(_reports(prepared, claims, quotations, entities), _tell, _PLACE), "claim-places")
    told = places.read("claim", "told", "NULL AS passage")
    own = claims.read().join(prepared.read("item", "explode(mentions.key) AS key"), "key").select("claim", "item")
    passage = f"to_json(struct({', '.join(_PASSAGE)}), map('ignoreNullFields', 'false')) AS passage"
    copied = passages.read("earlier AS item", passage).union(passages.read("later AS item", passage))
    copies = own.distinct().join(copied, "item").selectExpr("claim", "NULL AS told", "passage").distinct()
    return work.keep(map_rows(arranged(told.union(copies), ("claim",)), _trace, _ORIGINS), "origins")


def _reports(prepared: Kept, claims: Kept, quotations: Kept, entities: Kept) -> "DataFrame":
    """Bring together each report's mentions with their claims, its quotations and who its sources are."""
    mentions = prepared.read("item", "explode(mentions) AS one").selectExpr("item", "one.key", "one")
    told = ("one.attribution", "one.spans", "one.is_corrected", "one.appearances")
    own = summed_up(
        mentions.join(claims.read(), "key"), ("item",), f"collect_list(struct(claim, {', '.join(told)})) AS mentions"
    )
    quoted = summed_up(quotations.read(), ("item",), "collect_list(struct(start, quotation)) AS quotations")
    named = summed_up(entities.read(), ("item",), "collect_list(struct(source, person)) AS entities")
    reports = prepared.read("item", "id", "cited").join(own, "item")
    joined = reports.join(quoted, "item", "left").join(named, "item", "left")
    return joined.selectExpr("id", "cited", "mentions", "quotations", "entities")


def _tell(rows: Iterator[Row]) -> Iterator[Row]:
    """Tell of each place where a claim is made who makes it, and which quotation it holds, if it holds one alone."""
    for report, cited, mentions, quotations, entities in rows:
        persons = {one["source"]: f"s:{hexadecimal(one['person'])}" for one in entities or ()}
        for one in mentions:
            appearances = [
                appearance_to_form(_with_entities(appearance_from_form(form), persons))
                for form in json.loads(one["appearances"])
            ]
            utterance = _utterance(one, quotations or ())
            told = [report, cited, one["is_corrected"], appearances, utterance]
            yield one["claim"], json.dumps(told)


def _with_entities(one: Appearance, persons: Mapping[str, str]) -> Appearance:
    return replace(one, steps=tuple(replace(step, entity=persons.get(step.source)) for step in one.steps))


def _utterance(mention: Mapping[str, str], quotations: Sequence[Mapping[str, int]]) -> int | None:
    if mention["attribution"] is None:
        return None
    spans = json.loads(mention["spans"])
    found = {quoted["quotation"] for quoted in quotations for start, end in spans if start <= quoted["start"] < end}
    return found.pop() if len(found) == 1 else None


def _trace(rows: Iterator[Row]) -> Iterator[Row]:
    for (claim,), group in groups_of(rows):
        places = [json.loads(told) for told, _ in group if told is not None]
        made = [place for place in places if not place[2]] or places
        appearances = [(appearance_from_form(form), place) for place in made for form in place[3]]
        reports = {place[0]: place[1] for place in made}
        copies = [copy for _, passage in group if passage is not None and (copy := _copy(passage, reports))]
        found = find_origins(
            [one for one, _ in appearances],
            copies,
            cited=reports,
            utterances={one.id: place[4] for one, place in appearances if place[4] is not None},
        )
        told = json.dumps(origins_to_form(found))
        yield claim, found.reports, found.outlets, found.least, found.most, told


def _copy(told: str, reports: Mapping[str, Sequence[str]]) -> Copy | None:
    """Read a passage of one of these reports, as a copy; none if only a report that does not make the claim has it."""
    row = json.loads(told)
    earlier, later = (f"r:{hexadecimal(row[side])}" for side in ("earlier", "later"))
    if earlier not in reports and later not in reports:
        return None
    return copy_of(
        SharedPassage(
            reports=(earlier, later),
            spans=(Span(row["earlier_start"], row["earlier_end"]), Span(row["later_start"], row["later_end"])),
            same_words=row["same_words"],
            first=None if row["first"] is None else f"r:{hexadecimal(row['first'])}",
            first_by=row["first_by"],
            agency=row["agency"],
        )
    )
