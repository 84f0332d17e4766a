"""Export events as rows in the format of the POLECAT data set, for programs that read that data set.

Reference:
    Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and Dataset", 2023; scores and quad categories
    from the PLOVER manual, draft 2.0 of 2021.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from whence.records.form.cells import inert_cell
from whence.records.ledger import Event, Ledger, Party
from whence.records.report import Span
from whence.records.sure import sure_events

__all__ = ["COLUMNS", "QUADS", "SCORES", "event_lines", "event_rows", "polecat_tsv"]

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""Column names in the order of the data set."""

SCORES: dict[tuple[str, str | None], float] = {
    ("AGREE", None): 2.5,
    ("CONSULT", None): 2.5, ("CONSULT", "visit"): 4, ("CONSULT", "third-party"): 1, ("CONSULT", "multilateral"): 4,
    ("CONSULT", "phone"): 1.5,
    ("SUPPORT", None): 5,
    ("CONCEDE", None): 4.5,
    ("COOPERATE", None): 9.5,
    ("AID", None): 10,
    ("RETREAT", None): 6.5, ("RETREAT", "withdraw"): 8, ("RETREAT", "release"): 6.5, ("RETREAT", "disarm"): 10,
    ("RETREAT", "ceasefire"): 7.5, ("RETREAT", "access"): 6.5, ("RETREAT", "resign"): 4.5,
    ("REQUEST", None): 0, ("REQUEST", "assist"): 0.5, ("REQUEST", "change"): -1, ("REQUEST", "yield"): -1,
    ("REQUEST", "meet"): 0,
    # The manual prints 3 without its sign; all modes of ACCUSE are below 0, and -3 is their mean.
    ("ACCUSE", None): -3, ("ACCUSE", "disapprove"): -2, ("ACCUSE", "investigate"): -3.5, ("ACCUSE", "allege"): -3.5,
    ("REJECT", None): -2, ("REJECT", "assist"): -1.5, ("REJECT", "change"): -2, ("REJECT", "yield"): -2,
    ("REJECT", "meet"): -2,
    ("THREATEN", None): -3.5, ("THREATEN", "restrict"): -3, ("THREATEN", "arrest"): -3.5,
    ("THREATEN", "relations"): -3.5, ("THREATEN", "expel"): -3.5, ("THREATEN", "territory"): -4,
    ("THREATEN", "violence"): -3.5,
    ("PROTEST", None): -5, ("PROTEST", "demo"): -5, ("PROTEST", "riot"): -7, ("PROTEST", "strike"): -5,
    ("PROTEST", "hunger"): -4.5, ("PROTEST", "boycott"): -4.5, ("PROTEST", "obstruct"): -4.5,
    ("SANCTION", None): -6, ("SANCTION", "convict"): -6, ("SANCTION", "expel"): -5.5, ("SANCTION", "withdraw"): -6,
    ("SANCTION", "discontinue"): -6,
    ("MOBILIZE", None): -5.5, ("MOBILIZE", "troops"): -6.5, ("MOBILIZE", "weapons"): -6.5,
    ("MOBILIZE", "police"): -5.5, ("MOBILIZE", "militia"): -6,
    ("COERCE", None): -7, ("COERCE", "seize"): -7, ("COERCE", "restrict"): -7, ("COERCE", "censor"): -6.5,
    ("COERCE", "curfew"): -6.5, ("COERCE", "martial-law"): -7.5, ("COERCE", "arrest"): -7, ("COERCE", "deport"): -7,
    ("COERCE", "withhold"): -7, ("COERCE", "misinformation"): -6.5, ("COERCE", "cyber"): -7,
    ("ASSAULT", None): -9, ("ASSAULT", "abduct"): -8.5, ("ASSAULT", "beat"): -7.5, ("ASSAULT", "torture"): -8.5,
    ("ASSAULT", "sexual"): -8.5, ("ASSAULT", "targeted"): -9.5, ("ASSAULT", "destroy"): -8.5,
    ("ASSAULT", "primitive"): -8, ("ASSAULT", "firearms"): -9, ("ASSAULT", "explosives"): -9,
    ("ASSAULT", "suicide-attack"): -9.5, ("ASSAULT", "aerial"): -9.5, ("ASSAULT", "drone"): -9.5,
    ("ASSAULT", "heavy-weapons"): -9.5, ("ASSAULT", "crowd-control"): -7.5, ("ASSAULT", "unconventional"): -10,
}  # fmt: skip
"""The manual's conflict and cooperation scores by type and mode, from -10 to 10. It gives none for the mode vandalize
of PROTEST."""

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VERBAL CONFLICT"),
    # The manual's last table has SANCTION as verbal; its own section and the summary have it as material.
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}

_LIST = "; "
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def event_rows(ledger: Ledger) -> Iterator[dict[str, str]]:
    """Convert a ledger's events to rows of the POLECAT data set.

    ``YIELD`` becomes ``RETREAT`` if it has a mode and the event is past or present, otherwise ``CONCEDE``, which has no
    modes. An event's date is the first day of its time. Several values in one cell are separated by semicolons.

    Yields:
        A cell for each of `COLUMNS`, in their order; empty if whence does not know.
    """
    report = ledger.report
    story = {
        "Source": report.publisher or "",
        "Publication Date": (report.published or "")[:10],
        "Story People": _LIST.join(_named(ledger, "person")),
        "Story Organizations": _LIST.join(_named(ledger, "organisation")),
        "Story Locations": _LIST.join(_places(ledger)),
        "Language": report.language or "",
        "Version": f"whence {ledger.whence}, {ledger.model}",
    }
    for event in sure_events(ledger):
        known = {
            "Event ID": f"{report.id}_{event.id}",
            "Event Date": (event.time and event.time.start) or "",
            **_what(event),
            **_who(ledger, event.actor, "Actor"),
            **_who(ledger, event.recipient, "Recipient"),
            "Country": (event.place and event.place.country) or "",
            "Raw Placename": _words(ledger, event.place.spans) if event.place else "",
            **story,
        }
        yield {column: known.get(column, "") for column in COLUMNS}


def polecat_tsv(ledgers: Iterable[Ledger]) -> str:
    r"""Write the events of ledgers as one tab-separated table, with a header.

    Line breaks and tabs in a cell become spaces. A cell with quotation marks is quoted as in CSV. A cell that a
    spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.

    >>> polecat_tsv([]).startswith("Event ID\tEvent Date\tEvent Type\t")
    True
    """
    header = dict(zip(COLUMNS, COLUMNS, strict=True))
    return _lines([header]) + "".join(map(event_lines, ledgers))


def event_lines(ledger: Ledger) -> str:
    """Write a ledger's events as lines like those of `polecat_tsv`, without the header."""
    return _lines(event_rows(ledger))


def _lines(rows: Iterable[dict[str, str]]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerows([_cell(column, text) for column, text in row.items()] for row in rows)
    return table.getvalue()


def _what(event: Event) -> dict[str, str]:
    kind, mode = event.type, event.mode
    if kind == "YIELD" and mode and ("RETREAT", mode) in SCORES and event.told_as in {"past", "present"}:
        kind = "RETREAT"
    elif kind == "YIELD":
        kind, mode = "CONCEDE", None
    score = SCORES.get((kind, mode), SCORES.get((kind, None)))
    return {
        "Event Type": kind,
        "Event Mode": mode or "",
        "Intensity": "" if score is None else str(float(score)),
        "Quad Code": QUADS.get(kind, ""),
    }


def _who(ledger: Ledger, party: Party | None, role: str) -> dict[str, str]:
    if party is None:
        return {}
    titles = [
        span.of(ledger.report.text)
        for source in ledger.sources
        if source.id == party.source
        for span in source.role_spans
    ]
    return {
        f"{role} Name": party.name,
        f"{role} Country": party.country or "",
        f"Primary {role} Sector": party.sector or "",
        f"{role} Sectors": party.sector or "",
        f"{role} Title": _LIST.join(dict.fromkeys(titles)),
        f"{role} Name Raw": _words(ledger, party.spans),
    }


def _named(ledger: Ledger, kind: str) -> list[str]:
    return [source.name for source in ledger.sources if source.kind == kind and source.naming == "named"]


def _places(ledger: Ledger) -> list[str]:
    return list(dict.fromkeys(_words(ledger, event.place.spans) for event in ledger.events if event.place))


def _words(ledger: Ledger, spans: Iterable[Span]) -> str:
    return " ".join(span.of(ledger.report.text) for span in spans)


def _cell(column: str, text: str) -> str:
    plain = _SPACE.sub(" ", text).strip()
    return plain if column == "Intensity" else inert_cell(plain)
