"""JSON with reports in it: answers of news services, lists, single reports, and what is none."""

import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.samples.apis import ADDRESS, BODY, HEADLINE, OTHER_ADDRESS, PARAGRAPHS, SAMPLES
from whence.errors import ReadError, UsageError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.intake.web.feeds import FeedEntry
from whence.records.report import Rejected


def read(value, name="news.json", **columns):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(read_document(Document(name, data, columns=columns)))


def read_sample(name):
    return list(read_document(Document(name, SAMPLES[name])))


def read_reports(value, **columns):
    found = read(value, **columns)
    assert all(isinstance(each, Input) for each in found), found
    return found


@pytest.mark.parametrize(
    "name", ["guardian.json", "schema.json", "trafilatura.json", "eventregistry.json", "hits.json"]
)
def test_an_answer_of_a_service_gives_all_fields_and_the_paragraphs(name):
    (found,) = read_sample(name)
    report = read_input(found)
    assert report.text.replace("\n\n", "\n") == f"{HEADLINE}\n" + BODY.replace("\n\n", "\n")
    assert (report.headline, report.publisher, report.url) == (HEADLINE, "The Tidewater Post", ADDRESS)
    assert report.byline[0] == "Ana Brandt"
    assert report.published.startswith("2031-03-04")


def test_agencies_and_organizations_are_no_writers():
    for name in ("eventregistry.json", "schema.json"):
        (found,) = read_sample(name)
        assert found.metadata.byline == ("Ana Brandt",)


def test_the_time_of_publication_outranks_the_time_when_a_service_found_the_page():
    (found,) = read_sample("eventregistry.json")
    assert found.metadata.published == "2031-03-04T23:55:00Z"
    (found,) = read_sample("newsplease.json")
    assert found.metadata.published == "2031-03-04T09:30:00"
    (listed,) = read_sample("artlist.json")
    assert listed.metadata.published is None


def test_a_report_alone_in_its_file_has_the_name_of_the_file():
    (found,) = read_sample("newsplease.json")
    assert found.name == "newsplease.json"
    assert [each.name for each in read_sample("list.json")] == ["list.json#1", "list.json#2"]


def test_a_text_that_a_service_cuts_off_is_no_report_and_its_page_is_asked_for():
    whole, cut = read_sample("newsapi.json")
    assert isinstance(whole, Input)
    assert (cut.url, cut.metadata.publisher) == (OTHER_ADDRESS, "The Quay Herald")
    for text in (
        "The council met… [+83 chars]",
        "The council met... [1834 chars]",
        "ONLY AVAILABLE IN PAID PLANS",
        None,
    ):
        (found,) = read([{"title": HEADLINE, "link": ADDRESS, "content": text, "text": None}])
        assert isinstance(found, FeedEntry)


def test_a_text_that_is_cut_off_and_has_no_address_is_refused_with_what_shows_it():
    (found,) = read([{"title": HEADLINE, "content": "The council met… [+83 chars]"}])
    assert found.reason == "its text is an excerpt that ends in [+83 chars]. Correct the row, or leave it out."


def test_a_report_that_was_removed_is_refused_and_not_asked_for():
    (found,) = read([{"title": "[Removed]", "url": "https://removed.example", "content": "[Removed]"}])
    assert found.reason == "its text was removed: [Removed]. Correct the row, or leave it out."


def test_an_answer_without_texts_is_a_list_of_addresses():
    for name in ("articlesearch.json", "artlist.json", "mediacloud.json", "addresses.json"):
        assert all(isinstance(each, FeedEntry) for each in read_sample(name))
    (found,) = read_sample("articlesearch.json")
    assert found.metadata.headline == HEADLINE
    assert (found.metadata.publisher, found.metadata.byline) == ("The Tidewater Post", ("Ana Brandt",))


def test_a_list_of_reports_under_the_name_of_a_text_is_not_joined_to_one():
    rows = [{"title": f"Tide {at}", "text": BODY, "url": f"{ADDRESS}{at}"} for at in range(3)]
    assert len(read_reports({"content": rows, "pageable": {"pageNumber": 0}})) == 3


def test_comments_below_a_report_are_no_reports():
    (found,) = read_reports({"title": HEADLINE, "text": BODY, "comments": [{"text": "First!", "author": "Jo Alvar"}]})
    assert found.data == BODY.encode()


def test_the_comments_of_a_report_that_is_cut_are_no_reports_either():
    data = json.dumps({"title": HEADLINE, "text": BODY, "comments": [{"text": "First!", "author": "Jo Alvar"}] * 2})
    with pytest.raises(ReadError, match="truncated"):
        read(data[:-10].encode())


def test_an_answer_that_is_cut_gives_the_whole_reports_and_a_sentence():
    rows = [{"title": f"Tide {at}", "text": BODY, "url": f"{ADDRESS}{at}"} for at in range(3)]
    data = json.dumps({"status": "ok", "articles": rows}).encode()
    first, second, last = read(data[:-40])
    assert isinstance(first, Input)
    assert isinstance(second, Input)
    assert last == Rejected(
        input="news.json#3", reason="the file is truncated here. Get an undamaged copy of the file."
    )


def test_blocks_of_a_text_are_its_paragraphs():
    blocks = [{"type": "paragraph", "text": each} for each in PARAGRAPHS]
    (found,) = read_reports([{"title": HEADLINE, "body": blocks}])
    assert found.data == BODY.encode()
    sections = {"summary": [], "sections": [{"headline": [], "paragraphs": list(PARAGRAPHS)}]}
    (found,) = read_reports([{"title": HEADLINE, "body": sections}])
    assert found.data == BODY.encode()


def test_markup_in_a_text_gives_its_paragraphs_and_no_captions():
    (found,) = read_reports([{"title": HEADLINE, "content": "<p>Tide late.</p><figure>Quay</figure><p>It rose.</p>"}])
    assert (found.data, found.is_plain) == (b"Tide late.\n\nIt rose.", True)


def test_a_whole_page_in_a_row_stays_a_page():
    page = f"<html><head><title>{HEADLINE}</title></head><body><p>{PARAGRAPHS[0]}</p></body></html>"
    (found,) = read_reports([{"url": ADDRESS, "html": page}])
    assert (found.is_page, found.is_plain) == (True, False)


def test_reports_of_other_keys_can_be_named():
    (found,) = read_reports([{"kop": HEADLINE, "stuk": BODY}], text="stuk", headline="kop")
    assert (found.data, found.metadata.headline) == (BODY.encode(), HEADLINE)
    with pytest.raises((UsageError, ReadError)):
        read([{"kop": HEADLINE}], text="stuk")


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        (
            {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]},
            "type, features, geometry",
        ),
        ([{"tide": 4, "at": "noon"}], "tide, at"),
        ({"articles": []}, "articles"),
    ],
)
def test_json_of_another_kind_is_refused_with_its_keys(value, keys):
    with pytest.raises(ReadError) as error:
        read(value)
    assert f"no reports were found; its keys are: {keys}." in error.value.reason


def test_numbers_and_damage_are_refused_in_a_sentence():
    for data, reason in (
        (b"[1, 2]", "no reports were found"),
        (b'{"title": ', "truncated"),
        (b'{"a" "b": 4, }', "JSON"),
    ):
        with pytest.raises(ReadError, match=reason):
            read(data)


def test_a_json_feed_and_a_table_stay_what_they_are():
    feed = b'{"version": "https://jsonfeed.org/version/1.1", "items": []}'
    assert tell_form(Document("a.json", feed)).name.startswith("feed")
    assert tell_form(Document("a.jsonl", b'{"text": "Tide late."}')).name.startswith("table")
    (found,) = read(b'[{"title": "Harbour to close", "text": "Tide late."}]', name="a.jsonl")
    assert found.data == b"Tide late."


def test_a_long_list_is_added_in_little_memory(tmp_path):
    path = tmp_path / "news.json"
    row = json.dumps({"title": HEADLINE, "content": "The council met. " * 100, "date": "2031-03-04"})
    path.write_text(f"[{','.join([row] * 10_000)}]", encoding="utf-8")
    tracemalloc.start()
    assert sum(1 for _ in read_document(Document(str(path)))) == 10_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 15_000_000 < path.stat().st_size


USUAL = ["text", "content", "body", "title", "url", "source", "author", "authors", "date", "html", "name"]
WRAPPING = ["articles", "data", "fields", "_source", "id", "0", "1", "messages", "type", "@id", "rendered", "sections"]
KEYS = st.sampled_from([*USUAL, *WRAPPING])
CELLS = st.sampled_from([ADDRESS, HEADLINE, BODY, "<p>Tide late.</p>", "2031-03-04", "1930383000", "\ud800", "", "99"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | CELLS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=30
)


@given(VALUES)
def test_any_json_gives_reports_addresses_or_a_sentence(value):
    with suppress(ReadError):
        for found in read(value):
            assert isinstance(found, Input | FeedEntry | Rejected)
            if isinstance(found, Input):
                read_input(found)


def test_characters_written_as_in_html_are_read_in_headlines_names_and_texts_without_markup():
    row = {
        "title": "Tide &amp; time &#8217;31",
        "author": "Zo&euml; Brandt",
        "text": "&quot;No,&quot; R&D said. AT&T; too.",
    }
    (given,) = read([row])
    assert (given.metadata.headline, given.metadata.byline) == ("Tide & time ’31", ("Zoë Brandt",))
    assert given.data.decode() == '"No," R&D said. AT&T; too.'
