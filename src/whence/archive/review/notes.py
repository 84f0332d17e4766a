"""Readers' notes on the questions of an archive, and the questions with the status that the notes give them.

A note is on a question of one version, by its kind and its words. It stays with the question in another version, or
after the report was read again, if that still has one question of this kind at these words.
"""

import json

from whence.archive.query.filters import SqlPart, condition
from whence.archive.query.lookup import version_of
from whence.archive.review.corrections import current_second
from whence.archive.review.marking import id_of, read_author
from whence.archive.storage.checksums import store_row_checksum
from whence.archive.storage.rows import clean, ledger_of, words_of
from whence.archive.storage.store import Row, Store, Value
from whence.errors import UsageError
from whence.records.answers import Count, Filters
from whence.records.form.event_form import spans_from_form, spans_to_form
from whence.records.review import Note, Question, QuestionStatus

__all__ = ["add_note", "count_statuses", "list_notes", "list_questions"]

_ALL = -1
"""SQLite's value for no LIMIT."""
_IS_ON = """notes.kind = findings.kind AND notes.words = findings.words AND noted.report = versions.report AND (
  noted.id = versions.id AND notes.start = findings.start
  OR noted.id <> versions.id AND NOT EXISTS (
    SELECT 1 FROM findings AS other WHERE other.version = versions.id AND other.kind = findings.kind
    AND other.words = findings.words AND other.number <> findings.number
  )
)"""
"""SQL for whether a note, on the version ``noted``, is on a question of the version ``versions``."""
_NOTES = "notes JOIN versions AS noted ON noted.id = notes.version"
_SAID = f"(SELECT max(notes.id) FROM {_NOTES} WHERE {_IS_ON} AND notes.status IS NOT NULL)"
_QUESTIONS = f"""
FROM versions JOIN reports ON reports.id = versions.report JOIN findings ON findings.version = versions.id
LEFT JOIN notes AS said ON said.id = {_SAID}
"""


def add_note(  # noqa: PLR0913 -- independent options
    store: Store,
    report: int,
    number: int,
    *,
    version: int | None,
    status: QuestionStatus | None,
    note: str,
    author: str,
) -> Note:
    """Store a note on a question; the same note, given again within the same second, is stored once.

    Args:
        store: The archive's file.
        report: Number of the report.
        number: The question's place in the ledger of this version, from 1.
        version: Number of the version that the reader saw; None for the latest.
        status: What the status is from now on; None if it stays.
        note: What the reader says.
        author: Who says so.

    Raises:
        UsageError: There is no such version or question, or neither status nor note is given.
    """
    if status is None and not note.strip():
        asked = "note"
        raise UsageError(asked, "neither a status nor a note is given", "Give one of them")
    at = current_second()
    with store.writing_briefly():
        own = version_of(store, report, version)
        ledger = ledger_of(store, own)
        if not 0 < number <= len(ledger.findings):
            asked, problem = f"question {number}", f"the report has {len(ledger.findings)}"
            raise UsageError(asked, problem, "whence questions lists their numbers")
        finding = ledger.findings[number - 1]
        spans = json.dumps(spans_to_form(finding.spans))
        words = words_of(finding.spans, ledger.report.text)
        start = min(span.start for span in finding.spans)
        told = (own, finding.kind, spans, words, start, status, clean(note.strip()), read_author(author))
        key = id_of("n", *told, at)
        store.run(
            "INSERT OR IGNORE INTO notes (key, version, kind, spans, words, start, status, note, author, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, *told, at),
        )
        store_row_checksum(store, "notes", key)
        return _select_notes(store, "notes.key = ?", (key,), limit=1, offset=0)[0]


def list_notes(store: Store, report: int | None, filters: Filters, *, limit: int | None, offset: int) -> list[Note]:
    """List notes, the latest first.

    Args:
        store: The archive's file.
        report: Number of one report; None for all.
        filters: Which reports; each in the version that a note is about.
        limit: Most notes.
        offset: Number of latest notes to skip.
    """
    asked = condition(store, filters, all_versions=True)
    sql = f"notes.version IN (SELECT id FROM versions WHERE {asked.sql} AND (? IS NULL OR report = ?))"
    return _select_notes(store, sql, (*asked.values, report, report), limit=limit, offset=offset)


def list_questions(  # noqa: PLR0913 -- independent options
    store: Store,
    report: int | None,
    filters: Filters,
    *,
    status: QuestionStatus | None,
    limit: int | None,
    offset: int,
) -> list[Question]:
    """List the questions about the latest versions of reports: the latest reports first, then in the order of the text.

    Args:
        store: The archive's file.
        report: Number of one report; None for all.
        filters: Which reports; a kind of finding selects the questions, too.
        status: Only questions of this status.
        limit: Most questions.
        offset: Number of first questions to skip.
    """
    asked = condition(store, filters).and_(SqlPart(sql="versions.finding_count > 0"))
    if report is not None:
        asked = asked.and_(SqlPart(sql="versions.id = ?", values=(version_of(store, report, None),)))
    if filters.finding is not None:
        asked = asked.and_(SqlPart(sql="findings.kind = ?", values=(filters.finding,)))
    if status is not None:
        asked = asked.and_(*_has_status(status))
    rows = store.rows(
        "SELECT reports.key, versions.number, findings.number, headline, publisher, published, findings.kind,"
        " findings.words, findings.note, coalesce(said.status, 'open'), said.author, said.at,"
        f" (SELECT count(*) FROM {_NOTES} WHERE {_IS_ON})"
        f" {_QUESTIONS} WHERE {asked.sql} ORDER BY day DESC, versions.id DESC, findings.number LIMIT ? OFFSET ?",
        (*asked.values, _ALL if limit is None else limit, offset),
    )
    return [_question(row) for row in rows]


def count_statuses(store: Store, filters: Filters) -> tuple[Count, ...]:
    """Count the questions with notes by their status, most first; all others are open."""
    asked = condition(store, filters).and_(*_is_noted())
    rows = store.rows(
        f"SELECT said.status, count(*) {_QUESTIONS} WHERE {asked.sql} AND said.status IS NOT NULL"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        asked.values,
    )
    return tuple(Count(name=status, count=count) for status, count in rows)


def _is_noted() -> tuple[SqlPart, ...]:
    """Select reports with notes, which are few, first."""
    return (SqlPart(sql=f"versions.report IN (SELECT noted.report FROM {_NOTES})"),)


def _has_status(status: QuestionStatus) -> tuple[SqlPart, ...]:
    own = SqlPart(sql="coalesce(said.status, 'open') = ?", values=(status,))
    return (own,) if status == "open" else (*_is_noted(), own)


def _select_notes(store: Store, sql: str, values: tuple[Value, ...], *, limit: int | None, offset: int) -> list[Note]:
    rows = store.rows(
        f"""SELECT notes.key, reports.key, noted.number, notes.kind, notes.spans, notes.words, notes.status, notes.note,
          notes.author, notes.at, EXISTS (
            SELECT 1 FROM versions JOIN findings ON findings.version = versions.id WHERE versions.is_latest AND {_IS_ON}
          )
        FROM {_NOTES} JOIN reports ON reports.id = noted.report WHERE {sql} ORDER BY notes.id DESC LIMIT ? OFFSET ?""",
        (*values, _ALL if limit is None else limit, offset),
    )
    return [_note(row) for row in rows]


def _note(row: Row) -> Note:
    key, report, version, kind, spans, words, status, note, author, at, is_asked = row
    return Note(
        id=key,
        report=report,
        version=version,
        kind=kind,
        spans=spans_from_form(json.loads(spans)),
        words=words,
        status=status,
        note=note,
        author=author,
        at=at,
        is_asked=bool(is_asked),
    )


def _question(row: Row) -> Question:
    report, version, number, headline, publisher, published, kind, words, question, status, author, at, notes = row
    return Question(
        report=report,
        version=version,
        number=number,
        headline=headline,
        publisher=publisher,
        published=published,
        kind=kind,
        words=words,
        question=question,
        status=status,
        author=author,
        at=at,
        notes=notes,
    )
