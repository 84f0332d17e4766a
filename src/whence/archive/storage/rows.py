"""A ledger as rows of tables, and as compressed JSON."""

import json
import zlib
from collections.abc import Iterable, Sequence

from whence.archive.storage.index_terms import name_words
from whence.archive.storage.store import Store, Value
from whence.errors import ArchiveError, UsageError
from whence.records.form.ledger_form import LedgerForm, ledger_from_form
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Span

__all__ = [
    "PARTS",
    "clean",
    "insert_parts",
    "ledger_of",
    "pack",
    "part_rows",
    "unpack",
    "unpack_form",
    "words_of",
]

PARTS = ("sources", "attributions", "events", "findings")
"""Tables that hold a part of a version's ledger."""


def clean(text: str) -> str:
    """Replace unpaired surrogates, which hostile JSON may contain and UTF-8 cannot encode."""
    return text.encode("utf-8", "replace").decode()


def ledger_of(store: Store, version: int) -> Ledger:
    """Get a version's ledger as it was read.

    Raises:
        ArchiveError: The ledger, or the text, is lost or damaged.
    """
    row = store.one("SELECT text, ledger FROM texts WHERE version = ?", (version,))
    try:
        return unpack(*(row or ()))
    except (LookupError, TypeError, ValueError, UsageError, zlib.error) as error:
        fix = "Run whence check --repair on it, or use a backup"
        raise ArchiveError(str(store.path), "one of its reports is damaged", fix) from error


def unpack(text: str, packed: bytes) -> Ledger:
    """Make a ledger from the result of `pack` and its report's text."""
    return ledger_from_form(unpack_form(text, packed))


def unpack_form(text: str, packed: bytes) -> LedgerForm:
    """Make the JSON form from the result of `pack` and its report's text."""
    form: LedgerForm = json.loads(zlib.decompress(packed))
    form["report"]["text"] = text
    return form


def pack(form: LedgerForm) -> bytes:
    """Compress a ledger, without its report's text."""
    bare = {**form, "report": {**form["report"], "text": ""}}
    return zlib.compress(json.dumps(bare, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def insert_parts(store: Store, version: int, ledger: Ledger) -> None:
    """Insert the parts of a ledger that can be queried: sources, attributions, events, findings, words of names."""
    for part, rows in part_rows(version, ledger).items():
        if rows:
            store.run_many(f"INSERT INTO {part} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    _insert_names(store, ledger)


def part_rows(version: int, ledger: Ledger) -> dict[str, list[tuple[Value, ...]]]:
    """Make the rows of each of `PARTS`, with all their columns, in the order of their keys."""
    text = ledger.report.text
    cited = [one.source for one in ledger.attributions]
    sources = {one.id: one for one in ledger.sources}
    return {
        "sources": [
            (version, one.id, clean(one.name), one.kind, one.naming, one.country, cited.count(one.id))
            for one in sorted(ledger.sources, key=lambda one: one.id)
        ],
        "attributions": [
            (version, number, *_attribution_row(one, sources, text))
            for number, one in enumerate(ledger.attributions, 1)
        ],
        "events": [
            (
                version, number, one.type, one.mode,
                clean(one.actor.name) if one.actor else None, one.actor.code if one.actor else None,
                clean(one.recipient.name) if one.recipient else None, one.recipient.code if one.recipient else None,
                one.place.country if one.place else None,
                one.time.start if one.time else None, one.time.end if one.time else None,
                one.told_as, one.attribution, one.certainty, _start(one.spans), one.confidence,
            )
            for number, one in enumerate(ledger.events, 1)
        ],
        "findings": [
            (version, number, one.kind, words_of(one.spans, text), clean(one.note), _start(one.spans))
            for number, one in enumerate(ledger.findings, 1)
        ],
    }  # fmt: skip


def _attribution_row(one: Attribution, sources: dict[str, Source], text: str) -> tuple[Value, ...]:
    source = sources[one.source] if one.source else None
    certainty = one.certainty
    return (
        one.source,
        clean(source.name) if source else None,
        source.kind if source else None,
        source.naming if source else None,
        words_of(one.cue_spans, text),
        words_of(one.content_spans, text),
        one.quotation,
        one.channel,
        one.stance,
        certainty.level if certainty else None,
        certainty.polarity if certainty else None,
        certainty.score if certainty else None,
        json.dumps([clean(sources[relay].name) for relay in one.relays], ensure_ascii=False),
        one.within,
        _start((*one.cue_spans, *one.content_spans, *one.source_spans)),
        one.confidence,
    )


def _start(spans: Iterable[Span]) -> int:
    return min((span.start for span in spans), default=0)


def words_of(spans: Sequence[Span], text: str) -> str:
    """Join spans into one line, with an ellipsis where they are not adjacent.

    >>> words_of([Span(0, 8), Span(15, 19)], "“It sank,” she said.")
    '“It sank … said'
    """
    return clean(" … ".join(" ".join(span.of(text).split()) for span in spans))


def _insert_names(store: Store, ledger: Ledger) -> None:
    """Insert the words of names with their sound keys."""
    parties = (party for event in ledger.events for party in (event.actor, event.recipient) if party)
    called = [
        *(name for source in ledger.sources if source.naming == "named" for name in (source.name, *source.aliases)),
        *(party.name for party in parties),
    ]
    store.run_many(
        "INSERT OR IGNORE INTO names (word, is_latin, sound) VALUES (?, ?, ?)",
        [(clean(one.word), one.is_latin, one.sound) for one in name_words(called)],
    )
