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
    """The FROM clause; a WHERE clause may follow, and then `order`."""
    order: str
    is_of_reports: bool = True
    """Whether each row belongs to a version of a report."""


# Versions are scanned in order of arrival and everything else is looked up by them. So nothing is sorted, and the first
# row comes at once, however many rows there are.
_VERSIONS = "versions NOT INDEXED CROSS JOIN reports ON reports.id = versions.report"


def _columns(of: str, **types: CellType) -> tuple[Column, ...]:
    return tuple(Column(name=name, type=kind, sql=f"{of}.{name}") for name, kind in types.items())


_REPORT = (
    Column(name="id", type="text", sql="reports.key"),
    Column(name="version", type="whole", sql="versions.number"),
)


def _part(name: str, columns: tuple[Column, ...], *, order: str | None = None) -> TableSchema:
    """Define a table of parts of versions, in order of the versions' numbers unless another order is given."""
    return TableSchema(
        name=name,
        columns=(*_REPORT, *columns),
        rows=f"{_VERSIONS} CROSS JOIN {name} ON {name}.version = versions.id",
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
_REJECTED = TableSchema(
    name="rejected",
    columns=_columns("rejected", input="text", reason="text", digest="text", reader="text", at="time"),
    rows="rejected",
    order="input",
    is_of_reports=False,
)

TABLE_SCHEMAS = (_REPORTS, _TEXTS, _SOURCES, _ATTRIBUTIONS, _EVENTS, _FINDINGS, _CHANGES, _REJECTED)
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
