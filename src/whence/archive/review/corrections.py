"""Readers' corrections in an archive: made, listed, withdrawn, and placed in another version of their report."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from whence.archive.query.filters import condition
from whence.archive.query.lookup import version_of
from whence.archive.review.marking import Marked, find_marked, id_of, paragraphs_around, read_author
from whence.archive.storage.checksums import store_row_checksum
from whence.archive.storage.rows import clean, ledger_of, words_of
from whence.archive.storage.store import Row, Store, Value
from whence.errors import UsageError
from whence.records.anchors import find_again
from whence.records.answers import Filters
from whence.records.corrected import attribution_at, correct_ledger, corrected_attribution, superseded
from whence.records.form.event_form import spans_from_form, spans_to_form
from whence.records.ledger import Attribution, Kind, Ledger, Naming
from whence.records.report import Span
from whence.records.review import Correction

__all__ = [
    "Given",
    "add_correction",
    "corrected_ledger",
    "corrected_versions",
    "count_corrections",
    "current_second",
    "list_corrections",
    "placed_corrections",
    "withdraw_correction",
]

_ALL = -1
"""SQLite's value for no LIMIT."""
_ROWS = """
SELECT corrections.key, reports.key, versions.number, marked, words, given, note, author, at, withdrawn_by,
  withdrawn_at, versions.report, texts.text
FROM corrections JOIN versions ON versions.id = corrections.version JOIN reports ON reports.id = versions.report
JOIN texts ON texts.version = versions.id
"""
_REPORT, _TEXT = -2, -1
"""Columns of a row with the number of the report, and the text of the version."""
_PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a reader gives as right; None for what the reader says nothing of."""

    source: Marked | None = None
    cue: Marked | None = None
    content: Marked | None = None
    who: Marked | None = None
    kind: Kind | None = None
    naming: Naming | None = None


def add_correction(  # noqa: PLR0913 -- independent options
    store: Store,
    report: int,
    attribution: str | None,
    *,
    version: int | None,
    given: Given | None,
    note: str,
    author: str,
) -> Correction:
    """Keep a correction of an attribution, or a missed one; one that was kept a moment ago is kept once.

    Args:
        store: The archive's file.
        report: Number of the report.
        attribution: Id of the attribution in the ledger of this version, words that no other has, or the id of the
            correction that added it; None for one that whence missed.
        version: Number of the version that the reader saw; None for the latest.
        given: What is right; None if it is no attribution.
        note: Why.
        author: Who says so.

    Raises:
        UsageError: There is no such version or attribution, nothing is given, it is not in the report, or the missed
            attribution is there.
    """
    at = current_second()
    with store.writing_briefly():
        number = version_of(store, report, version)
        ledger = ledger_of(store, number)
        placed = placed_corrections(store, number)
        counted = correct_ledger(ledger, placed)
        one = None if attribution is None else _find_attribution(ledger, placed, counted, attribution)
        right = _read_right(ledger.report.text, one, given)
        told: tuple[Value, ...] = (
            number,
            json.dumps({name: spans_to_form(getattr(one, f"{name}_spans", ())) for name in _PARTS}),
            words_of(_spans_of(one) if one else _spans_given(right), ledger.report.text),
            None if right is None else json.dumps(right),
            clean(note.strip()),
            read_author(author),
        )
        key = id_of("k", *told, at)
        if one is None and not store.rows("SELECT 1 FROM corrections WHERE key = ?", (key,)):
            _check_missed(right, counted)
        store.run(
            "INSERT OR IGNORE INTO corrections (key, version, marked, words, given, note, author, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, *told, at),
        )
        store_row_checksum(store, "corrections", key)
        return next(one for one in _of_report(store, report) if one.id == key)


def withdraw_correction(store: Store, name: str, *, author: str) -> Correction:
    """Withdraw a correction, which stays on record, by its id or the beginning of its id.

    Raises:
        UsageError: There is no such correction, several ids begin so, or it was withdrawn before.
    """
    with store.writing_briefly():
        own = name.removeprefix("k:")
        rows = (
            store.rows(f"{_ROWS} WHERE corrections.key GLOB ? || '*' LIMIT 2", (f"k:{own}",)) if own.isalnum() else []
        )
        if len(rows) != 1:
            problem = "the ids of several corrections begin with this" if rows else "there is no such correction"
            raise UsageError(name, problem, "whence corrections lists their ids")
        found = _correction(rows[0])
        if found.withdrawn_at:
            raise UsageError(name, f"{found.withdrawn_by} withdrew it before", "Nothing is left to do")
        store.run(
            "UPDATE corrections SET withdrawn_by = ?, withdrawn_at = ? WHERE key = ?",
            (read_author(author), current_second(), found.id),
        )
        store_row_checksum(store, "corrections", found.id)
        return next(one for one in _of_report(store, rows[0][_REPORT]) if one.id == found.id)


def list_corrections(
    store: Store, report: int | None, filters: Filters, *, limit: int | None, offset: int
) -> list[Correction]:
    """List corrections, the latest first, those that were withdrawn included.

    Args:
        store: The archive's file.
        report: Number of one report; None for all.
        filters: Which reports; each in the version that a correction is about.
        limit: Most corrections.
        offset: Number of latest corrections to skip.
    """
    asked = condition(store, filters, all_versions=True)
    with store.snapshot():
        rows = store.rows(
            f"{_ROWS} WHERE {asked.sql} AND (? IS NULL OR report = ?) ORDER BY corrections.id DESC LIMIT ? OFFSET ?",
            (*asked.values, report, report, _ALL if limit is None else limit, offset),
        )
        known = {one.id: one for number in {row[_REPORT] for row in rows} for one in _of_report(store, number)}
        return [known[row[0]] for row in rows]


def count_corrections(store: Store, filters: Filters) -> int:
    """Count the corrections of the selected reports, without those withdrawn."""
    asked = condition(store, filters)
    return int(
        store.rows(
            "SELECT count(*) FROM corrections JOIN versions AS seen ON seen.id = corrections.version"
            f" JOIN versions ON versions.report = seen.report WHERE withdrawn_at IS NULL AND {asked.sql}",
            asked.values,
        )[0][0]
    )


def corrected_ledger(store: Store, report: int, *, version: int | None) -> Ledger:
    """Get a version's ledger with the corrections that were not withdrawn and whose words it has unchanged.

    Raises:
        UsageError: The report has no such version.
        ArchiveError: The ledger, or the text, is lost or damaged.
    """
    number = version_of(store, report, version)
    ledger = ledger_of(store, number)
    return correct_ledger(ledger, placed_corrections(store, number))


def corrected_versions(store: Store) -> Iterator[tuple[int, Ledger]]:
    """Iterate over the latest versions that corrections count in: their numbers and corrected ledgers."""
    rows = store.rows(
        "SELECT DISTINCT latest.id, latest.report FROM corrections JOIN versions ON versions.id = corrections.version"
        " JOIN versions AS latest ON latest.report = versions.report AND latest.is_latest"
        " WHERE withdrawn_at IS NULL ORDER BY latest.id"
    )
    for number, report in rows:
        yield number, corrected_ledger(store, report, version=None)


def placed_corrections(store: Store, version: int) -> list[Correction]:
    """List the corrections that count in a version, with spans in its text."""
    ((report, text),) = store.rows(
        "SELECT report, text FROM versions JOIN texts ON texts.version = versions.id WHERE versions.id = ?", (version,)
    )
    placed = [one for _, one in _place(_read_rows(store, report), text) if one is not None]
    later = superseded(placed)
    return [one for one in placed if one.id not in later]


def current_second() -> str:
    """Get the current time in ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _find_attribution(ledger: Ledger, placed: Sequence[Correction], counted: Ledger, asked: str) -> Attribution:
    """Find an attribution by its id, by words of it that are in no other, or by the correction that added it.

    Args:
        ledger: A version's ledger, as whence found it.
        placed: The corrections that count in that version.
        counted: The ledger with these corrections.
        asked: What is asked for.

    Raises:
        UsageError: There is none, or several have these words.
    """
    for one in [*ledger.attributions, *counted.attributions]:
        if one.id in {asked, f"a{asked}"}:
            return one
    for made in placed:
        own = corrected_attribution(made, counted.attributions)
        if own and made.is_added and made.id == asked:
            return own
    words = " ".join(asked.split())
    text = ledger.report.text
    found = [one for one in ledger.attributions if words and words in _stretch(_spans_of(one), text)]
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(one.id for one in found)
        raise UsageError(asked, f"several attributions have these words: {named}", "Give more words, or an id")
    raise UsageError(asked, "no attribution of the report has this id or these words", "Write words of its content")


def _stretch(spans: Sequence[Span], text: str) -> str:
    return " ".join(text[spans[0].start : max(span.end for span in spans)].split()) if spans else ""


def _spans_of(one: Attribution) -> list[Span]:
    return sorted({*one.source_spans, *one.cue_spans, *one.content_spans})


def _spans_given(right: dict[str, Any] | None) -> list[Span]:
    """List the spans of the source, cue and content that a reader gives."""
    told = right or {}
    return sorted({span for name in _PARTS for span in spans_from_form(told.get(name, []))})


def _check_missed(right: dict[str, Any] | None, counted: Ledger) -> None:
    """Check that an attribution that a reader adds is not there yet.

    Raises:
        UsageError: It is there.
    """
    cue, content = (spans_from_form((right or {}).get(name, [])) for name in _PARTS[1:])
    own = attribution_at(cue, content, counted.attributions)
    if own:
        words = words_of(cue or content, counted.report.text)
        raise UsageError(words, f"attribution {own.id} has these words", "Correct that one, or give other words")


def _read_right(text: str, one: Attribution | None, given: Given | None) -> dict[str, Any] | None:
    """Read what a reader says of an attribution, or of a missed one, as JSON; None if it is none.

    Raises:
        UsageError: Nothing is given, it is not in the report, or the content is empty.
    """
    if one is not None:
        return None if given is None else _read_given(text, _spans_of(one), given)
    content = () if given is None or given.content is None else find_marked(text, given.content, near=None)
    if given is None or not content:
        asked = "content"
        raise UsageError(asked, "no words are given", "Give the words of the missed attribution's content")
    return _read_given(text, content, replace(given, content=content))


def _read_given(text: str, spans: Sequence[Span], given: Given) -> dict[str, Any]:
    """Read what a reader gives as right of an attribution with these spans, as JSON.

    Raises:
        UsageError: Nothing is given, it is not in the report, or the content is empty.
    """
    near = min((span.start for span in spans), default=0)
    told: dict[str, Any] = {
        name: spans_to_form(find_marked(text, marked, near=near, within=paragraphs_around(text, spans)))
        for name, marked in (("source", given.source), ("cue", given.cue), ("content", given.content))
        if marked is not None
    }
    if told.get("content") == []:
        asked = "content"
        raise UsageError(asked, "no words are given", "If nothing is attributed here, say that it is no attribution")
    if given.who is not None:
        who = find_marked(text, given.who, near=near)
        if len(who) != 1:
            asked = "who"
            raise UsageError(asked, "one mention of the source is needed", "Give its fullest name in the report")
        told["who"] = spans_to_form(who)[0]
    told |= {name: value for name, value in (("kind", given.kind), ("naming", given.naming)) if value is not None}
    if not told:
        asked = "correction"
        raise UsageError(asked, "nothing is given as right", "Give the source, cue, content, who, kind or naming")
    return told


def _of_report(store: Store, report: int) -> list[Correction]:
    """List all corrections of a report in the order in which they were made, with their standing."""
    ((text,),) = store.rows("SELECT text FROM texts WHERE version = ?", (version_of(store, report, None),))
    placed = _place(_read_rows(store, report), text)
    later = superseded(one for _, one in placed if one is not None)
    found = []
    for own, moved in placed:
        if own.withdrawn_at:
            found.append(replace(own, standing="withdrawn"))
        elif moved is None:
            found.append(replace(own, standing="text changed"))
        else:
            found.append(replace(own, standing="superseded" if own.id in later else "counts"))
    return found


def _read_rows(store: Store, report: int) -> list[tuple[Correction, str]]:
    """Read the corrections of a report in the order in which they were made, each with the text that it refers to."""
    rows = store.rows(f"{_ROWS} WHERE report = ? ORDER BY corrections.id", (report,))
    return [(_correction(row), row[_TEXT]) for row in rows]


def _place(rows: Iterable[tuple[Correction, str]], text: str) -> list[tuple[Correction, Correction | None]]:
    """Place corrections in another text; those that were withdrawn, or whose words changed, have no place."""
    return [(own, None if own.withdrawn_at else _moved(own, before, text)) for own, before in rows]


def _moved(own: Correction, before: str, after: str) -> Correction | None:
    """Move a correction's spans to another version's text; None if the words beneath it changed."""
    if before == after:
        return own
    spans_named = [f"{name}_spans" for name in _PARTS]
    names = (*spans_named, *(f"right_{name}" for name in spans_named))
    parts: dict[str, Sequence[Span]] = {name: spans for name in names if (spans := getattr(own, name)) is not None}
    places = find_again([span for spans in parts.values() for span in spans], before, after)
    who = find_again([own.who], before, after) if own.who else ()
    if places is None or who is None:
        return None
    left = iter(places)
    moved: dict[str, Any] = {name: tuple(next(left) for _ in spans) for name, spans in parts.items()}
    return replace(own, **moved, who=who[0] if who else None)


def _correction(row: Row) -> Correction:
    key, report, number, marked, words, given, note, author, at, withdrawn_by, withdrawn_at, _, text = row
    spans, right = json.loads(marked), json.loads(given or "{}")
    is_added = not any(spans.values())
    told: dict[str, Any] = {f"right_{name}_spans": spans_from_form(right[name]) for name in spans if name in right}
    return Correction(
        id=key,
        report=report,
        version=number,
        source_spans=spans_from_form(spans["source"]),
        cue_spans=spans_from_form(spans["cue"]),
        content_spans=spans_from_form(spans["content"]),
        words=words,
        said=_said(right, text, is_added=is_added) if right else "no attribution",
        is_wrong=given is None,
        is_added=is_added,
        **told,
        who=Span(*right["who"]) if "who" in right else None,
        kind=right.get("kind"),
        naming=right.get("naming"),
        note=note,
        author=author,
        at=at,
        withdrawn_by=withdrawn_by,
        withdrawn_at=withdrawn_at,
    )


def _said(right: dict[str, Any], text: str, *, is_added: bool) -> str:
    parts = ["missed by whence"] if is_added else []
    parts += [f"{name}: {words_of(spans_from_form(right[name]), text) or 'none'}" for name in _PARTS if name in right]
    parts += [f"who: {words_of([Span(*right['who'])], text)}"] if "who" in right else []
    parts += [f"{name}: {right[name]}" for name in ("kind", "naming") if name in right]
    return "; ".join(parts)
