"""Schemas of the exported tables: columns, their types, and the SQL that fills them.

Every table refers to reports by their public ids and to versions by their numbers. ``docs/tables.md`` explains the
columns.
"""

from dataclasses import dataclass

from whence.archive.columnar.arrow import CellType
from whence.errors import UsageError

__all__ = ["TABLE_SCHEMAS", "Column", "TableSchema", "find_schema"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    type: CellType
    sql: str
    """SQL expression of its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """A table: its columns, and the query and order of its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: str
    """The FROM clause; a WHERE clause may follow, then `group`, and then `order`."""
    order: str
    group: str = ""
    """Columns that tell its rows apart if several versions may select one; the filters select a row by any of them."""
    is_of_reports: bool = True
    """Whether each row belongs to a version of a report."""

    @property
    def cells(self) -> list[tuple[str, CellType]]:
        """List the names and types of its columns."""
        return [(column.name, column.type) for column in self.columns]


# Versions are scanned in order of arrival and everything else is looked up by them. So nothing is sorted, and the first
# row comes at once, however many rows there are.
_VERSIONS = "versions NOT INDEXED CROSS JOIN reports ON reports.id = versions.report"


# A report whose links are out of date has none until the next linking: its version may be gone, or have other parts.
_CURRENT = "{0}.version NOT IN (SELECT version FROM unlinked)"
_LINKED = f"{_VERSIONS} CROSS JOIN linked ON linked.version = versions.id AND {_CURRENT.format('linked')}"


def _columns(of: str, **types: CellType) -> tuple[Column, ...]:
    return tuple(Column(name=name, type=kind, sql=f"{of}.{name}") for name, kind in types.items())


_REPORT = (
    Column(name="id", type="text", sql="reports.key"),
    Column(name="version", type="whole", sql="versions.number"),
)


def _part(name: str, columns: tuple[Column, ...], *, joined: str = "", order: str | None = None) -> TableSchema:
    """Define a table of parts of versions, in order of the versions' numbers unless another order is given."""
    return TableSchema(
        name=name,
        columns=(*_REPORT, *columns),
        rows=f"{_VERSIONS} CROSS JOIN {name} ON {name}.version = versions.id {joined}",
        order=f"versions.id, {order or f'{name}.number'}",
    )


_REPORTS = TableSchema(
    name="reports",
    columns=(
        *_REPORT,
        *_columns(
            "versions",
            is_latest="truth",
            headline="text",
            publisher="text",
            byline="texts",
            published="text",
            day="day",
            language="text",
            url="text",
            added="time",
            model="text",
            whence="text",
            attribution_count="whole",
            source_count="whole",
            event_count="whole",
            finding_count="whole",
            named="number",
            described="number",
            withheld="number",
            documentary="number",
            nobody="number",
            own="number",
            input="text",
            fetched="time",
            digest="text",
            extractor="text",
        ),
    ),
    rows=_VERSIONS,
    order="versions.id",
)
_TEXTS = _part("texts", _columns("texts", text="text"), order="texts.version")
_SOURCES = _part(
    "sources",
    (
        Column(name="source", type="text", sql="sources.id"),
        *_columns("sources", name="text", kind="text", naming="text", country="text", attribution_count="whole"),
        Column(name="entity", type="text", sql="'s:' || hexadecimal(people.person)"),
    ),
    joined=(
        f"LEFT JOIN linked ON linked.version = versions.id AND {_CURRENT.format('linked')}"
        " LEFT JOIN named_sources ON named_sources.item = linked.item AND named_sources.source = sources.id"
        " LEFT JOIN people ON people.person = named_sources.person"
    ),
    order="length(sources.id), sources.id",
)
_ATTRIBUTIONS = _part(
    "attributions",
    (
        Column(name="attribution", type="text", sql="'a' || attributions.number"),
        *_columns(
            "attributions",
            source="text",
            name="text",
            kind="text",
            naming="text",
            cue="text",
            content="text",
            quotation="text",
            channel="text",
            stance="text",
            level="text",
            polarity="text",
            score="number",
            relays="texts",
            within="text",
            start="whole",
            confidence="number",
        ),
    ),
)
_EVENTS = _part(
    "events",
    (
        Column(name="event", type="text", sql="'e' || events.number"),
        *_columns(
            "events",
            type="text",
            mode="text",
            actor="text",
            actor_code="text",
            recipient="text",
            recipient_code="text",
            country="text",
            first_day="day",
            last_day="day",
            told_as="text",
            attribution="text",
            certainty="number",
            start="whole",
            confidence="number",
        ),
    ),
)
_FINDINGS = _part(
    "findings",
    _columns("findings", number="whole", kind="text", words="text", note="text", start="whole"),
)
_CHANGES = _part(
    "changes",
    _columns("changes", number="whole", field="text", lead="text", before="text", after="text"),
)
_IS_ADDED = "NOT EXISTS (SELECT 1 FROM json_each(corrections.marked) WHERE json_array_length(value) > 0)"
_CORRECTIONS = _part(
    "corrections",
    (
        Column(name="correction", type="text", sql="corrections.key"),
        Column(name="is_wrong", type="truth", sql="corrections.given IS NULL"),
        Column(name="is_added", type="truth", sql=_IS_ADDED),
        *_columns("corrections", words="text", marked="text", given="text", note="text", author="text", at="time"),
        *_columns("corrections", withdrawn_by="text", withdrawn_at="time"),
    ),
    order="corrections.id",
)
_NOTES = _part(
    "notes",
    (
        Column(name="note_id", type="text", sql="notes.key"),
        *_columns("notes", kind="text", words="text", start="whole", status="text", note="text"),
        *_columns("notes", author="text", at="time"),
    ),
    order="notes.id",
)
_REJECTED = TableSchema(
    name="rejected",
    columns=_columns("rejected", input="text", reason="text", digest="text", reader="text", at="time"),
    rows="rejected",
    order="input",
    is_of_reports=False,
)

_STORIES = TableSchema(
    name="stories",
    columns=(
        *_REPORT,
        Column(name="story", type="text", sql="'st:' || hexadecimal(stories.story)"),
        Column(name="is_first", type="truth", sql="stories.item = stories.story"),
    ),
    rows=f"{_LINKED} CROSS JOIN stories ON stories.item = linked.item",
    order="versions.id",
)
_CLAIMS = TableSchema(
    name="claims",
    columns=(
        *_REPORT,
        Column(name="claim", type="text", sql="'c:' || hexadecimal(claim_mentions.claim)"),
        Column(name="story", type="text", sql="'st:' || hexadecimal(stories.story)"),
        *_columns("claim_mentions", attribution="text", start="whole"),
        Column(
            name="words",
            type="text",
            sql="coalesce(said.content, substr(texts.text, claim_mentions.start + 1, end - claim_mentions.start))",
        ),
    ),
    rows=(
        f"{_LINKED} CROSS JOIN claim_mentions ON claim_mentions.item = linked.item"
        " CROSS JOIN texts ON texts.version = versions.id LEFT JOIN stories ON stories.item = linked.item"
        " LEFT JOIN attributions AS said ON said.version = versions.id"
        " AND said.number = CAST(substr(claim_mentions.attribution, 2) AS INTEGER)"
    ),
    order="versions.id, claim_mentions.number",
)


def _pairs(name: str, sides: tuple[str, str], columns: tuple[Column, ...], *, rows: str, group: str) -> TableSchema:
    """Define a table of pairs of places in two reports, which the filters select by either report.

    Args:
        name: Its name.
        sides: The items of the two reports, as SQL.
        columns: Its columns besides the ids and versions of the reports; those of the first side begin with ``other``.
        rows: Where they come from, with a condition that joins them to ``linked``.
        group: The columns that tell its rows apart.
    """
    reports = tuple(
        f" CROSS JOIN linked AS {side} ON {side}.item = {item} AND {_CURRENT.format(side)}"
        f" CROSS JOIN versions AS {side}_version ON {side}_version.id = {side}.version"
        for side, item in zip(("other", "own"), sides, strict=True)
    )
    return TableSchema(
        name=name,
        columns=(
            Column(name="id", type="text", sql="own.report"),
            Column(name="version", type="whole", sql="own_version.number"),
            Column(name="other", type="text", sql="other.report"),
            Column(name="other_version", type="whole", sql="other_version.number"),
            *columns,
        ),
        rows=f"{_LINKED} CROSS JOIN {rows}{''.join(reports)}",
        group=group,
        order=group,
    )


_CLAIM_PAIRS = _pairs(
    "claim_pairs",
    ("first.item", "second.item"),
    (
        Column(name="claim", type="text", sql="'c:' || hexadecimal(second.claim)"),
        Column(name="start", type="whole", sql="second.start"),
        Column(name="other_claim", type="text", sql="'c:' || hexadecimal(first.claim)"),
        Column(name="other_start", type="whole", sql="first.start"),
        *_columns("claim_pairs", relation="text"),
        Column(name="score", type="number", sql="claim_pairs.score / 1000.0"),
    ),
    rows=(
        "claim_mentions ON claim_mentions.item = linked.item"
        " CROSS JOIN claim_pairs ON (claim_pairs.first = claim_mentions.key OR claim_pairs.second = claim_mentions.key)"
        " AND claim_pairs.relation <> 'neither'"
        " CROSS JOIN claim_mentions AS first ON first.key = claim_pairs.first"
        " CROSS JOIN claim_mentions AS second ON second.key = claim_pairs.second"
    ),
    group="claim_pairs.first, claim_pairs.second",
)
_PASSAGES = _pairs(
    "passages",
    ("passages.earlier", "passages.later"),
    (
        Column(name="start", type="whole", sql="passages.later_start"),
        Column(name="end", type="whole", sql="passages.later_end"),
        Column(name="other_start", type="whole", sql="passages.earlier_start"),
        Column(name="other_end", type="whole", sql="passages.earlier_end"),
        *_columns("passages", same_words="whole"),
        Column(
            name="first",
            type="text",
            sql="CASE passages.first WHEN own.item THEN own.report WHEN other.item THEN other.report END",
        ),
        *_columns("passages", first_by="text", agency="text"),
    ),
    rows="passages ON passages.earlier = linked.item OR passages.later = linked.item",
    group="passages.earlier, passages.later, passages.number",
)
_QUOTATION_END = "json_extract(quotations.spans, '$[#-1][1]')"
_QUOTATIONS = TableSchema(
    name="quotations",
    columns=(
        *_REPORT,
        Column(name="quotation", type="text", sql="'q:' || hexadecimal(quotations.quotation)"),
        *_columns("quotations", start="whole"),
        Column(name="words", type="text", sql=f"substr(texts.text, start + 1, {_QUOTATION_END} - start)"),
    ),
    rows=(
        f"{_LINKED} CROSS JOIN quotations ON quotations.item = linked.item"
        " CROSS JOIN texts ON texts.version = versions.id"
    ),
    order="versions.id, quotations.start",
)
_PEOPLE = TableSchema(
    name="people",
    columns=(
        Column(name="entity", type="text", sql="'s:' || hexadecimal(people.person)"),
        *_columns("people", kind="text", name="text", aliases="texts", roles="texts", countries="texts"),
    ),
    rows=(
        f"{_LINKED} CROSS JOIN named_sources ON named_sources.item = linked.item"
        " CROSS JOIN people ON people.person = named_sources.person"
    ),
    group="people.person",
    order="people.person",
)

_OWNERS = TableSchema(
    name="owners",
    columns=_columns("owners", outlet="text", owner="text", line="whole"),
    rows="owners",
    order="line",
    is_of_reports=False,
)

TABLE_SCHEMAS = (
    *(_REPORTS, _TEXTS, _SOURCES, _ATTRIBUTIONS, _EVENTS, _FINDINGS, _CHANGES, _CORRECTIONS, _NOTES),
    *(_STORIES, _CLAIMS, _CLAIM_PAIRS, _PASSAGES, _QUOTATIONS, _PEOPLE, _OWNERS, _REJECTED),
)
"""All tables, in the order of export."""


def find_schema(name: str) -> TableSchema:
    """Look up a table by its name.

    Raises:
        UsageError: There is no such table.
    """
    for schema in TABLE_SCHEMAS:
        if schema.name == name:
            return schema
    names = ", ".join(schema.name for schema in TABLE_SCHEMAS)
    raise UsageError(name, "there is no table of this name", f"Choose of {names}")
