"""Every form: told as its own, read into reports, and safe when it is cut or damaged."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.inputs import page_of_inputs
from tests.support.samples.every import EVERY
from whence.cli import main
from whence.errors import ReadError, UsageError
from whence.intake.formats.form import Document, FeedAddress
from whence.intake.forms import FORMS, list_forms, read_document, tell_form
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.intake.web.feeds import Feed, FeedEntry
from whence.records.report import Rejected, Report

LISTED = Feed | FeedEntry | FeedAddress
CUTS = 10
GENERAL = {
    "Word (DOCX)",
    "rich text (RTF)",
    "ZIP archive",
    "gzip of any file",
    "message",
    "other XML",
    "table without the ending of one",
} | {form.name for form in FORMS if form.name.startswith(("JSON: reports", "table: ", "page from archive.today"))}
"""What other forms are kept in, or are a kind of: they stand below these in the table."""
HOME = Path(__file__).parents[2]
CHANGED_SHARE = 100


def read_all(name, data):
    """Read a document to its end: reports, what is listed, and sentences that say what is wrong."""
    try:
        for found in read_document(Document(name, data)):
            yield found if isinstance(found, Rejected | LISTED) else read_or_explain(found)
    except (ReadError, UsageError) as error:
        yield Rejected(input=name, reason=error.reason)


def read_or_explain(found):
    try:
        return read_input(found)
    except ReadError as error:
        return Rejected(input=found.name, reason=error.reason)


def damaged(data, seed):
    """Change one byte in a hundred."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    changed = bytearray(data)
    for at in chance.sample(range(len(data)), max(1, len(data) // CHANGED_SHARE)):
        changed[at] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_sample_has_a_form_of_its_own_and_gives_reports_or_addresses(name):
    form = tell_form(Document(name, EVERY[name]))
    assert form is not None
    assert form.family != "Not read"
    assert name.lower().endswith(form.endings)
    found = list(read_all(name, EVERY[name]))
    assert found
    assert all(isinstance(each, Report | LISTED) for each in found), found


def test_every_form_that_is_read_has_a_sample():
    told = {tell_form(Document(name, data)).name for name, data in EVERY.items()}
    assert [form.name for form in FORMS if form.name not in told and form.family != "Not read"] == []


@pytest.mark.parametrize("name", sorted(EVERY))
def test_no_two_forms_tell_the_same_document_unless_one_is_more_general(name):
    told = [form.name for form in FORMS if form.tells(Document(name, EVERY[name]))]
    assert [form for form in told[1:] if form not in GENERAL] == []


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_sample_cut_anywhere_gives_reports_or_a_sentence(name):
    chance = random.Random(name)  # noqa: S311
    whole = EVERY[name]
    texts = {each.text for each in read_all(name, whole) if isinstance(each, Report)}
    longest = max(map(len, texts), default=0)
    for _ in range(CUTS):
        cut = whole[: chance.randrange(1, len(whole))]
        for each in read_all(name, cut):
            assert isinstance(each, Report | Rejected | LISTED)
            if isinstance(each, Report) and texts:
                assert len(each.text) <= max(longest, len(cut)), "reports were joined"


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_damaged_sample_gives_reports_or_a_sentence(name):
    for seed in range(CUTS):
        for each in read_all(name, damaged(EVERY[name], seed)):
            assert isinstance(each, Report | Rejected | LISTED)
            assert not isinstance(each, Rejected) or each.reason.endswith(".")


def test_names_of_forms_are_unique_and_endings_are_lower_case():
    names = [form.name for form in FORMS]
    assert len(names) == len(set(names))
    assert all(ending == ending.lower() and ending.startswith(".") for form in FORMS for ending in form.endings)


def test_a_text_and_an_ordinary_page_have_no_form_of_their_own():
    assert tell_form(Document("a.txt", b"Harbour to close\n\nThe council met.")) is None
    assert tell_form(Document("a.html", b"<html><body><p>The council met.</p></body></html>")) is None


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"tide": 4}', "it is JSON in which no reports were found; its keys are: tide"),
        (b"<?xml version='1.0'?><tides><tide/></tides>", "it is XML of an unknown kind, with the root element <tides>"),
    ],
)
def test_structure_of_no_known_form_is_named_and_no_report(data, what):
    reason = f"{what}. List the forms that are read with whence inputs."
    assert list(read_all("tides", data)) == [Rejected(input="tides", reason=reason)]


def test_a_report_of_a_form_is_read_from_its_bytes():
    given = next(read_document(Document("a.txt", b"The council met.")))
    assert given == Input(name="a.txt", data=b"The council met.")


def test_the_command_lists_every_form():
    done = CliRunner().invoke(main, ["inputs"], env={"COLUMNS": "200"})
    assert [form.name for form in list_forms() if f"  {form.name} · " not in done.stdout] == []
    assert not done.stderr


def test_the_page_of_inputs_lists_every_form():
    page = (HOME / "docs" / "inputs.md").read_text(encoding="utf-8")
    assert page == page_of_inputs(page), "run python -m bench.inputs --write"


def test_a_page_whose_own_classes_look_like_a_database_s_stays_a_page():
    page = b"<html><body><div class='main myArticle'><p>The council met.</p></div></body></html>"
    assert tell_form(Document("a.html", page)) is None
