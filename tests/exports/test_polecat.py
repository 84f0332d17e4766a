"""Rows of the POLECAT data set: what stands in which column, and that a table stays a table."""

import csv

import pytest
from hypothesis import given

from tests.support.strategies import ledgers
from whence.exports.polecat import COLUMNS, QUADS, SCORES, event_rows, polecat_tsv
from whence.records.ledger import Event, Ledger, Party, Place, Source, Time
from whence.records.plover import EVENT_TYPES
from whence.records.report import Report, Span
from whence.records.sure import sure_events

TEXT = "The harbour master, Ines Okafor, arrested two pilots in Marram on Monday."


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def event(**changes):
    parts = {
        "id": "e1",
        "type": "COERCE",
        "mode": "arrest",
        "spans": (span("arrested"),),
        "actor": None,
        "recipient": None,
        "place": None,
        "time": None,
        "told_as": "past",
        "attribution": None,
        "certainty": 2.5,
        "confidence": 0.9,
    }
    return Event(**{**parts, **changes})


def ledger(*events, text=TEXT, sources=(), **report):
    return Ledger(
        report=Report(text=text, **report),
        sources=sources,
        attributions=(),
        events=events,
        model="by-hand",
        whence="9.9.9",
    )


def filled(row):
    return {column: cell for column, cell in row.items() if cell}


def rows_of(table):
    return list(csv.DictReader(table.splitlines(), delimiter="\t"))


OKAFOR = Source(
    id="s1",
    name="Ines Okafor",
    kind="person",
    naming="named",
    role_spans=(span("harbour master"),),
    mentions=(span("Ines Okafor"),),
)


def test_the_columns_are_those_of_the_data_set_in_its_order():
    assert len(COLUMNS) == 40
    assert polecat_tsv([]) == (
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
        "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
        "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
        "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\t"
        "Latitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
        "Story Organizations\tStory Locations\tLanguage\tVersion\n"
    )


def test_a_row_tells_what_whence_knows_and_leaves_the_rest_empty():
    arrest = event(
        actor=Party(spans=(span("The harbour master"),), source="s1", name="Ines Okafor", country="NOR", sector="GOV"),
        recipient=Party(spans=(span("two pilots"),), source=None, name="two pilots", country=None, sector=None),
        place=Place(spans=(span("Marram"),), country="NOR"),
        time=Time(spans=(span("Monday"),), start="2031-03-03", end="2031-03-03", precision="day"),
    )
    office = Source(id="s2", name="Harbour Office", kind="organisation", naming="named", mentions=(Span(0, 3),))
    pilots = Source(id="s3", name="two pilots", kind="group", naming="described", mentions=(span("two pilots"),))
    whole = ledger(
        arrest,
        sources=(OKAFOR, office, pilots),
        publisher="The Tidewater Post",
        published="2031-03-04T09:30:00Z",
        language="en",
    )
    rows = list(event_rows(whole))
    assert [tuple(row) for row in rows] == [COLUMNS]
    assert filled(rows[0]) == {
        "Event ID": f"{whole.report.id}_e1",
        "Event Date": "2031-03-03",
        "Event Type": "COERCE",
        "Event Mode": "arrest",
        "Intensity": "-7.0",
        "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Ines Okafor",
        "Actor Country": "NOR",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV",
        "Actor Title": "harbour master",
        "Actor Name Raw": "The harbour master",
        "Recipient Name": "two pilots",
        "Recipient Name Raw": "two pilots",
        "Country": "NOR",
        "Raw Placename": "Marram",
        "Source": "The Tidewater Post",
        "Publication Date": "2031-03-04",
        "Story People": "Ines Okafor",
        "Story Organizations": "Harbour Office",
        "Story Locations": "Marram",
        "Language": "en",
        "Version": "whence 9.9.9, by-hand",
    }


def test_where_nothing_but_the_type_is_known_little_is_told():
    (row,) = event_rows(ledger(event(mode=None)))
    assert set(filled(row)) == {"Event ID", "Event Type", "Intensity", "Quad Code", "Version"}


def test_a_time_without_a_first_day_gives_no_date():
    until = Time(spans=(span("Monday"),), start=None, end="2031-03-03", precision="span")
    (row,) = event_rows(ledger(event(time=until)))
    assert row["Event Date"] == ""


@pytest.mark.parametrize(
    ("mode", "told_as", "row"),
    [
        ("withdraw", "past", ("RETREAT", "withdraw", "8.0", "MATERIAL COOPERATION")),
        ("disarm", "present", ("RETREAT", "disarm", "10.0", "MATERIAL COOPERATION")),
        ("withdraw", "planned", ("CONCEDE", "", "4.5", "VERBAL COOPERATION")),
        ("withdraw", "denied", ("CONCEDE", "", "4.5", "VERBAL COOPERATION")),
        (None, "past", ("CONCEDE", "", "4.5", "VERBAL COOPERATION")),
    ],
)
def test_what_is_yielded_in_deed_is_a_retreat_and_what_is_promised_a_concession(mode, told_as, row):
    (cells,) = event_rows(ledger(event(type="YIELD", mode=mode, told_as=told_as)))
    assert tuple(cells[column] for column in ("Event Type", "Event Mode", "Intensity", "Quad Code")) == row


def test_a_mode_without_a_score_of_its_own_has_that_of_its_type():
    (row,) = event_rows(ledger(event(type="PROTEST", mode="vandalize")))
    assert (row["Event Mode"], row["Intensity"]) == ("vandalize", "-5.0")


def test_every_type_has_a_score_and_a_quad_code():
    types = {*EVENT_TYPES, "CONCEDE", "RETREAT"} - {"YIELD"}
    assert types == set(QUADS) == {kind for kind, _ in SCORES} == {kind for kind, mode in SCORES if mode is None}


def test_cooperation_is_scored_above_zero_and_conflict_below_but_for_requests():
    scored = {(QUADS[kind].split()[1], score > 0) for (kind, _), score in SCORES.items() if kind != "REQUEST"}
    assert scored == {("COOPERATION", True), ("CONFLICT", False)}
    assert {score for (kind, _), score in SCORES.items() if kind == "REQUEST"} == {0, 0.5, -1}


def test_a_table_has_a_line_for_each_event_of_each_ledger():
    table = polecat_tsv([ledger(event(), event(id="e2")), ledger(), ledger(event(), text=TEXT + " It rained.")])
    ids = [row["Event ID"] for row in rows_of(table)]
    assert len(set(ids)) == 3
    assert [one.split("_")[1] for one in ids] == ["e1", "e2", "e1"]


def test_tabs_and_line_ends_in_a_cell_become_spaces():
    text = "the\tharbour \n\u2028 office\x1b[2J shut"
    party = Party(spans=(Span(0, text.index(" shut")),), source=None, name="a\tb\r\nc", country=None, sector=None)
    (row,) = rows_of(polecat_tsv([ledger(event(actor=party, spans=(Span(0, 3),)), text=text)]))
    assert (row["Actor Name"], row["Actor Name Raw"]) == ("a b c", "the harbour office [2J")


@pytest.mark.parametrize("name", ["=1+1", "+47", "-7 boats", "@office", "\t=1+1", " =1+1", "＝1+1"])
def test_no_cell_runs_as_a_formula(name):
    party = Party(spans=(span("two pilots"),), source=None, name=name, country=None, sector=None)
    (row,) = rows_of(polecat_tsv([ledger(event(recipient=party))]))
    assert row["Recipient Name"] == "'" + name.strip()
    assert float(row["Intensity"]) == -7


def test_quotation_marks_do_not_swallow_the_cells_that_follow():
    party = Party(spans=(span("two pilots"),), source=None, name='"Gull', country="NOR", sector=None)
    (row,) = rows_of(polecat_tsv([ledger(event(recipient=party))]))
    assert (row["Recipient Name"], row["Recipient Country"]) == ('"Gull', "NOR")


@given(ledgers())
def test_any_ledger_makes_a_table_of_as_many_lines_as_it_has_sure_events(whole):
    lines, sure = polecat_tsv([whole]).split("\n"), sure_events(whole)
    assert len(lines) == len(sure) + 2
    assert len(list(event_rows(whole))) == len(sure)
