"""Tables and pages that list addresses: each is asked for, and nothing in them is a report."""

import pytest

from tests.support.samples.apis import ADDRESS, BODY, HEADLINE, OTHER_ADDRESS
from tests.support.samples.lists import SAMPLES
from whence.errors import UsageError
from whence.intake.formats.form import Document
from whence.intake.formats.tables import read_table
from whence.intake.forms import read_document
from whence.intake.web.feeds import FeedEntry
from whence.records.report import Rejected


def read(name, data=None):
    return list(read_document(Document(name, data if data is not None else SAMPLES[name])))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_each_address_is_asked_for_and_no_row_is_a_report(name):
    found = read(name)
    assert all(isinstance(each, FeedEntry) for each in found)
    assert found[0].url.partition("?")[0] == ADDRESS


def test_addresses_of_a_browser_are_none_of_the_web():
    assert [each.url for each in read("bookmarks.html")] == [f"{ADDRESS}?a=1&b=2", OTHER_ADDRESS]


def test_the_time_when_an_address_was_seen_or_saved_is_not_its_day():
    for name in ("aggregator.csv", "artlist.csv", "part_000000.csv", "20310304114500.export.CSV"):
        assert read(name)[0].metadata.published is None


def test_what_gdelt_knows_of_a_page_fills_gaps():
    metadata = read("20310304114500.gkg.csv")[0].metadata
    assert (metadata.headline, metadata.byline) == (f"{HEADLINE} – mayor", ("Ana Brandt", "Li Wei"))
    assert (metadata.publisher, metadata.published) == ("tidewaterpost.example", "2031-03-04T09:30:00")


def test_a_row_of_gdelt_with_too_few_columns_is_told():
    first, last = read("a.gkg.csv", SAMPLES["20310304114500.gkg.csv"].splitlines()[0] + b"\n20310304-8\tx\n")
    assert isinstance(first, FeedEntry)
    assert last.reason == "this row has 2 columns, and not 28. Get an undamaged copy of the file."


def test_family_names_come_last_for_zotero():
    assert read("zotero.csv")[0].metadata.byline == ("Ana Maria Brandt", "Li Wei")


def test_a_row_without_an_address_is_told():
    data = f"title,url\n{HEADLINE},{ADDRESS}\nUnion asks for talks,\n".encode()
    assert read("stories.csv", data)[1] == Rejected(
        input="stories.csv#2", reason="this row has no web address. Correct the row, or leave it out."
    )


def test_a_table_with_texts_under_an_unusual_name_is_no_list_of_addresses(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text(f'kop,url,stuk\n{HEADLINE},{ADDRESS},"{BODY * 5}"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="its columns are: kop, url, stuk"):
        list(read_table(str(path), columns={}))


def test_a_table_of_events_without_addresses_stays_refused(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("event_date,actor1,source,notes\n4 March 2031,Dockers,The Post,Dockers met.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="its columns are: event_date"):
        list(read_table(str(path), columns={}))


def test_cells_are_separated_as_the_first_line_says(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text('\ufeffsep=;\r\ntitle;text;date\r\n"Tide, late";"Tide; late, they said.";04.03.2031\r\n', "utf-8")
    (found,) = read_table(str(path), columns={})
    assert (found.data, found.metadata.headline) == (b"Tide; late, they said.", "Tide, late")
    assert found.metadata.published == "2031-03-04"
