"""A fast reader with predictable results, inputs for it, and the contents of an archive as a whole.

Child processes import this too, so it imports little.
"""

import re
from contextlib import closing
from datetime import UTC, datetime

import apsw

from whence.archive.ingest.add import add_inputs
from whence.archive.storage.store import Store
from whence.intake.inputs import ExternalMetadata, Input
from whence.records.ledger import Attribution, Certainty, Event, Finding, Ledger, Party, Source
from whence.records.report import Span

_SAYING = re.compile(r"(?P<source>[^.。\n]{1,60}?) (?P<cue>said|accused) (?P<content>[^.。\n]+)")
# Times, and checksums over times, are ignored when two archives are compared.
_TIMES = {"added", "at", "fields", "checksum"}


def read_quickly(report):
    """Read each sentence ``SOURCE said CONTENT.`` or ``SOURCE accused CONTENT.`` as an attribution.

    Officials are a group and described, Somebody is bare, which is a finding, an Office is an organisation, and all
    other sources are persons with names. What begins with "perhaps" is possible, everything else certain. Accusing is
    an event.
    """
    found = list(_SAYING.finditer(report.text))
    mentions = {}
    for match in found:
        mentions.setdefault(match["source"].strip(), []).append(_span(match, "source"))
    ids = {name: f"s{number}" for number, name in enumerate(mentions, 1)}
    said = [(f"a{number}", match, ids[match["source"].strip()]) for number, match in enumerate(found, 1)]
    return Ledger(
        report=report,
        sources=tuple(_source(ids[name], name, tuple(spans)) for name, spans in mentions.items()),
        attributions=tuple(_attribution(own, match, source) for own, match, source in said),
        events=tuple(
            _event(f"e{number}", own, match, source)
            for number, (own, match, source) in enumerate((one for one in said if one[1]["cue"] == "accused"), 1)
        ),
        findings=tuple(
            Finding(
                kind="bare-source",
                spans=(_span(match, "source"),),
                attributions=(own,),
                note="Who is that?",
                rule="Ask.",
            )
            for own, match, _ in said
            if match["source"].strip() == "Somebody"
        ),
        model="quick",
    )


def open_quickly():
    """Open the fast reader."""
    return read_quickly


def row(text, number=1, **given):
    """Make an input like one from a table row: plain text, with outside metadata."""
    return Input(name=f"rows.jsonl#{number}", data=text.encode(), is_plain=True, metadata=ExternalMetadata(**given))


def page(url, text, **more):
    """Make an input like one from a fetched page."""
    return Input(name=url, data=text.encode(), url=url, **more)


def captures(count):
    """Make captures of pages: one in five repeated with a change; one in nine repeated unchanged; two empty."""
    for number in range(count):
        place, boats = (number - 7, number) if number % 5 == 4 else (number, 0)
        if number % 9 == 8:
            place, boats = number - 8, 0
        text = f"Boats of {place}\n\nInes Okafor said {boats} boats left harbour {place}.\n"
        fetched = datetime.fromtimestamp(1.9e9 + number, UTC).isoformat()
        yield page(f"https://post.example/{place}", "" if number in {50, 333} else text, fetched=fetched)


def add(path, *inputs, reader=open_quickly, jobs=1, **options):
    """Add inputs to an archive, which is created if missing."""
    with closing(Store(path, create=True)) as store:
        return add_inputs(store, inputs, reader, jobs=jobs, **options)


def rows_of(path, sql, *values):
    """Query an archive's file with sqlite3, as any other program may."""
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', 'words', 'instance')")
        return connection.execute(sql, values).fetchall()


def holdings_of(path):
    """List all that an archive holds, table by table, except times; for the index, the positions of each word.

    The number that grows with every change of links is left out, as it depends on the way there.
    """
    names = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'words*' AND name NOT GLOB 'sqlite_*'"
        " AND name <> 'link_revision'"
    )
    held = {"words": rows_of(path, "SELECT doc, col, offset, term FROM instances ORDER BY 1, 2, 3")}
    for (table,) in rows_of(path, names):
        columns = [each for (each,) in rows_of(path, "SELECT name FROM pragma_table_info(?)", table)]
        kept = ", ".join(each for each in columns if each not in _TIMES)
        held[table] = rows_of(path, f"SELECT {kept} FROM {table} ORDER BY {kept}")  # noqa: S608 -- names from the file
    return held


def _span(match, group):
    text, start = match[group], match.start(group)
    return Span(start + len(text) - len(text.lstrip()), match.end(group))


def _source(own, name, mentions):
    kind = "group" if name == "Officials" else "organisation" if "Office" in name else "person"
    naming = {"Somebody": "bare", "Officials": "described"}.get(name, "named")
    return Source(id=own, name=name, kind=kind, naming=naming, mentions=mentions)


def _attribution(own, match, source):
    is_sure = not match["content"].startswith("perhaps")
    return Attribution(
        id=own,
        source_spans=(_span(match, "source"),),
        cue_spans=(_span(match, "cue"),),
        content_spans=(_span(match, "content"),),
        quotation="indirect",
        source=source,
        within=None,
        certainty=Certainty(level="certain" if is_sure else "possible", polarity="for", score=3.0 if is_sure else 1.0),
        confidence=0.9,
    )


def _event(own, attribution, match, source):
    actor = Party(
        spans=(_span(match, "source"),), source=source, name=match["source"].strip(), country=None, sector=None
    )
    return Event(
        id=own,
        type="ACCUSE",
        mode=None,
        spans=(_span(match, "cue"),),
        actor=actor,
        recipient=None,
        place=None,
        time=None,
        told_as="past",
        attribution=attribution,
        certainty=3.0,
        confidence=0.9,
    )
