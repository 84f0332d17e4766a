"""Downloads larger than what is held in memory, and hostile ones that never end."""

from io import BufferedReader, BytesIO

import pytest

from tests.support.samples.databases import SAMPLES
from tests.support.samples.factiva import FACTIVA, FACTIVA_PAGE
from whence.errors import ReadError
from whence.intake.formats.databases import article, document_lines
from whence.intake.formats.form import Document
from whence.intake.forms import read_document

TOO_LONG = "it is very long, and only its beginning was read"


def read(name, text):
    return list(read_document(Document(name, text.encode())))


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [("a.txt", "\n".join(FACTIVA), 2), ("a.html", FACTIVA_PAGE, 2)],
)
def test_a_download_is_read_the_same_in_blocks_of_any_size(name, text, count, monkeypatch):
    whole = read(name, text)
    monkeypatch.setattr("whence.intake.formats.text_stream._BLOCK_BYTES", 7)
    assert read(name, text) == whole
    assert len(whole) == count


def test_a_page_of_more_than_25_megabytes_is_read(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.form.MAX_BYTES", 1000)
    assert len(FACTIVA_PAGE) > 1000
    assert [each.metadata.headline for each in read("a.html", FACTIVA_PAGE)] == ["Harbour to close", "Ferry talks end"]


def test_an_article_without_end_gives_its_beginning_and_says_so(monkeypatch):
    monkeypatch.setattr(article, "_MAX_LINES", 20)
    start = [
        "_" * 60,
        "Harbour to close",
        "Full text: The council will shut the harbour.",
        "",
        "Title: Harbour to close",
    ]
    (made,) = read("a.txt", "\n".join([*start, *["Author: Brandt, Ana"] * 100, "_" * 60]))
    assert made.metadata.headline == "Harbour to close"
    assert made.notes[-1] == TOO_LONG


def test_rich_text_that_is_too_large_says_what_to_do(monkeypatch):
    monkeypatch.setattr(document_lines, "_MAX_RTF_BYTES", 1000)
    with pytest.raises(ReadError, match="Export fewer documents at a time"):
        list(read_document(Document("a.rtf", opened=lambda: BufferedReader(BytesIO(SAMPLES["factiva.rtf"])))))
