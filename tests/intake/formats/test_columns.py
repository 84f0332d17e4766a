"""Rows of a table: which column holds what, and what a cell says."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import UsageError
from whence.intake.formats.tables import read_table
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.load import read_input
from whence.records.report import Rejected

BODY = "The council will shut the harbour in April, the mayor said."


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def read(rows, **columns):
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return list(read_table("news.jsonl", columns=columns))


def read_one(row, **columns):
    (found,) = read([row], **columns)
    assert isinstance(found, Input), found.reason
    return found


def test_fields_are_found_by_the_usual_names_of_columns():
    row = {
        "Main_Text": BODY,
        "Title": " Harbour to\nclose ",
        "Pub-Date": "2031-03-04 09:30:00",
        "OUTLET": "The Tidewater Post",
        "authors": ["Ana Brandt", {"name": "Li Wei"}],
        "link": "https://example.org/harbour",
        "doc id": 7,
        "lang": "en-GB",
        "mood": "gloomy",
    }
    assert read_one(row) == Input(
        name="news.jsonl#1",
        data=BODY.encode(),
        is_plain=True,
        lacks_capture_time=True,
        metadata=ExternalMetadata(
            headline="Harbour to close",
            publisher="The Tidewater Post",
            byline=("Ana Brandt", "Li Wei"),
            published="2031-03-04T09:30:00",
            language="en",
            url="https://example.org/harbour",
        ),
        done=1.0,
    )


def test_a_row_becomes_a_report():
    report = read_input(
        read_one({"title": "Harbour to close", "text": BODY, "date": "2031-03-04", "author": "By Ana Brandt"})
    )
    assert report.text == f"Harbour to close\n\n{BODY}"
    assert (report.published, report.byline, report.name) == ("2031-03-04", ("Ana Brandt",), "news.jsonl#1")


def test_a_column_that_is_told_outranks_the_usual_names():
    row = {"text": "Teaser.", "copy": BODY, "title": "Harbour to close", "slug": "harbour"}
    told = read_one(row, text="copy", headline="slug")
    assert (told.data, told.metadata.headline) == (BODY.encode(), "harbour")
    assert read_one(row, text="Copy").data == BODY.encode()


def test_a_full_stop_leads_into_what_is_nested_unless_a_column_has_it_in_its_name():
    row = {"text": BODY, "meta": {"date": "2031-03-04", "by": {"name": "Li Wei"}}, "meta.date": "2031-03-05"}
    assert read_one(row, published="meta.date").metadata.published == "2031-03-05"
    row.pop("meta.date")
    told = read_one(row, published="meta.date", byline="meta.by").metadata
    assert (told.published, told.byline) == ("2031-03-04", ("Li Wei",))


def test_an_object_stands_for_its_name_and_an_address_for_its_host():
    assert read_one({"text": BODY, "source": {"id": 3, "name": "The Post"}}).metadata.publisher == "The Post"
    assert read_one({"text": BODY, "source": "https://www.example.org/feed"}).metadata.publisher == "example.org"
    assert read_one({"text": BODY, "source": {"id": 3}}).metadata.publisher is None


def test_paragraphs_in_a_list_make_one_text():
    assert read_one({"body": ["The council met.", None, "It adjourned."]}).data == b"The council met.\n\nIt adjourned."


def test_rows_with_other_columns_than_the_first_are_guessed_at_anew():
    found = read([{"text": BODY}, {"body": "It adjourned.", "title": "Council"}])
    assert [each.data.decode() for each in found] == [BODY, "It adjourned."]
    assert found[1].metadata.headline == "Council"


def test_a_row_is_known_again_by_its_id_unless_it_has_an_address():
    assert read_one({"text": BODY, "uuid": "a-7"}).address == "news.jsonl#a-7"
    assert read_one({"text": BODY, "uuid": "a-7", "url": "https://example.org/"}).address is None
    assert read_one({"text": BODY}).address is None


@pytest.mark.parametrize(
    ("written", "byline"),
    [
        ("By Ana Brandt and Li Wei", ("Ana Brandt", "Li Wei")),
        ("Ana Brandt, Li Wei", ("Ana Brandt", "Li Wei")),
        ("['Ana Brandt', \"Dara O'Neill\"]", ("Ana Brandt", "Dara O'Neill")),
        ("[Ana Brandt; Li Wei]", ("Ana Brandt", "Li Wei")),
        (["Ana Brandt", "Ana Brandt", 4, None, "staff"], ("Ana Brandt",)),
        ("[]", ()),
        (None, ()),
    ],
)
def test_bylines_are_understood_as_lists_and_as_they_are_printed(written, byline):
    assert read_one({"text": BODY, "author": written}).metadata.byline == byline


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04 09:30:00+00:00", "2031-03-04T09:30:00Z"),
        ("Tue, 04 Mar 2031 09:30:00 GMT", "2031-03-04T09:30:00Z"),
        ("March 4, 2031", "2031-03-04"),
        (20310304, "2031-03-04"),
        ("20310304093000", "2031-03-04T09:30:00"),
        (1930383000, "2031-03-04T09:30:00Z"),
        ("1930383000.25", "2031-03-04T09:30:00Z"),
        (1930383000.25, "2031-03-04T09:30:00Z"),
        (1930383000250, "2031-03-04T09:30:00Z"),
        (1930383000250000, "2031-03-04T09:30:00Z"),
        (964000000000, "2000-07-19T09:46:40Z"),
        ("yesterday", None),
        ("03/04/2031", None),
        (2031, None),
        (True, None),
        (float("nan"), None),
        (10**40, None),
        ({"day": 4}, None),
    ],
)
def test_times_are_put_into_one_form_and_left_out_where_they_cannot_be_told(written, published):
    assert read_one({"text": BODY, "date": written}).metadata.published == published


def test_a_page_is_no_plain_text_whichever_column_it_is_in():
    page = f"<!DOCTYPE html><h1>Harbour to close</h1><p>{BODY}"
    for row, columns in (
        ({"content": page}, {}),
        ({"raw_html": page}, {}),
        ({"text": "", "html": page}, {}),
        ({"text": "Teaser.", "page": page}, {"html": "page"}),
    ):
        found = read_one(row, **columns)
        assert (found.is_plain, found.data) == (False, page.encode())
        assert read_input(found).headline == "Harbour to close"
    assert read_one({"text": BODY, "html": page}).is_plain


def test_half_a_character_is_replaced():
    found = read_one({"text": "Harbour \ud800 \U0001f30a", "title": "To \udc00 close"})
    assert found.data == "Harbour ? \U0001f30a".encode()
    assert found.metadata.headline == "To \ufffd close"


def refusal(data, **columns):
    with pytest.raises(UsageError) as caught:
        read(data, **columns)
    return str(caught.value)


def test_a_column_that_is_not_there_is_refused_and_those_that_are_named():
    assert refusal([{"text": BODY, "day": "x"}], published="meta.date") == (
        "news.jsonl: it has no column meta.date; its columns are: text, day. "
        "Name one of them with --columns published=NAME."
    )


def test_a_table_whose_text_cannot_be_found_is_refused():
    assert refusal([{"copy": BODY, "n" * 90: 1}]) == (
        f"news.jsonl: no column has a usual name for the text; its columns are: copy, {'n' * 40}. "
        "Name it with --columns text=NAME."
    )
    assert "its columns are: none." in refusal([{}])
    assert refusal([dict.fromkeys(map(str, range(90)))]).count("…") == 1


def test_a_field_that_there_is_not_is_refused():
    assert refusal([], teaser="text") == (
        "news.jsonl: there is no field teaser. "
        "Use text, html, headline, publisher, byline, published, language, url, id."
    )


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["text", "date", "author", "source", "url", "id", "lang"]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
                lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", "x"]), inner),
                max_leaves=4,
            ),
        ),
        max_size=3,
    )
)
def test_rows_of_any_kind_make_inputs_or_are_told(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "news.jsonl"
    path.write_text("".join(json.dumps({"text": "", **row}) + "\n" for row in rows))
    found = list(read_table(str(path), columns={}))
    assert all(isinstance(each, Rejected) or each.digest for each in found)
    assert len(found) == max(1, len(rows))
