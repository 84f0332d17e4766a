"""The forms read by a room of their own: tables, WARC, feeds, outlines and lists of addresses."""

import re
from collections.abc import Iterator

from whence.errors import UsageError
from whence.intake.formats.form import Document, FeedAddress, Form, Found
from whence.intake.formats.tables import TABLE_ENDINGS, is_table, read_table
from whence.intake.formats.warc_pages import WEB_ARCHIVE_ENDINGS, is_web_archive, read_web_archive
from whence.intake.html.markup import looks_like_feed, looks_like_outline
from whence.intake.inputs import ExternalMetadata
from whence.intake.urls import unwrap
from whence.intake.web.address_list import looks_like_address_list, read_address_list
from whence.records.report import Rejected

__all__ = ["ADDRESS_LIST", "FEED", "FORMS", "PARQUET", "TABLE"]

_FEED_ENDINGS = (".rss", ".atom", ".rdf", ".xml.gz")
_PARQUET = ".parquet"
_JSON_FEED = "jsonfeed.org/version"
_SNIFFED_CHARACTERS = 20_000
_WARC = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n")


def _is_table(document: Document) -> bool:
    return is_table(document.name) and not (
        document.ends(_PARQUET) or document.root or document.start.startswith(b"%PDF-")
    )


def _read_table(document: Document) -> Iterator[Found]:
    """Read a table. Unless columns are given, a table without reports is no error: it may be one file of many."""
    try:
        yield from read_table(document.name, columns=document.columns, opened=document.open)
    except UsageError as error:
        if document.columns:
            raise
        yield Rejected(input=document.name, reason=error.reason, exit_code=error.exit_code)


def _is_web_archive(document: Document) -> bool:
    return is_web_archive(document.name) or _WARC.match(document.unpacked_start) is not None


def _is_feed(document: Document) -> bool:
    if document.is_json:
        return _JSON_FEED in document.text
    return looks_like_feed(document.text) or (document.ends(*_FEED_ENDINGS) and not document.is_html)


def _read_feed(document: Document) -> Iterator[Found]:
    from whence.intake.web.feeds import read_feed  # noqa: PLC0415 -- most inputs are no feeds

    yield read_feed(document.read(), url=document.name, with_texts=True)


def _read_outline(document: Document) -> Iterator[Found]:
    from whence.intake.web.opml import read_outline  # noqa: PLC0415 -- most inputs are no feeds

    yield from (FeedAddress(url=url) for url in read_outline(document.read(), name=document.name))


def _is_address_list(document: Document) -> bool:
    start = document.text[:_SNIFFED_CHARACTERS]
    return looks_like_address_list(start.rpartition("\n")[0] or start)


def _read_address_list(document: Document) -> Iterator[Found]:
    from whence.intake.web.feeds import FeedEntry  # noqa: PLC0415 -- most inputs are no lists

    for address in read_address_list(document.read().decode("utf-8", "replace")):
        yield FeedEntry(url=unwrap(address), metadata=ExternalMetadata())


_ALL_FIELDS = ("headline", "publisher", "byline", "published", "url", "language")

FEED = Form(
    name="feed or sitemap",
    family="Feeds and lists",
    endings=(".xml", ".rss", ".atom", ".rdf", ".json", ".xml.gz"),
    told_by="its root element, such as rss or urlset, or the version of JSON Feed",
    gives=_ALL_FIELDS,
    tells=_is_feed,
    read=_read_feed,
    is_list=True,
)
ADDRESS_LIST = Form(
    name="list of addresses",
    family="Feeds and lists",
    endings=(".txt",),
    told_by="an address in every line",
    gives=(),
    tells=_is_address_list,
    read=_read_address_list,
    is_list=True,
)
TABLE = Form(
    name="table: CSV, TSV, JSON Lines",
    family="Tables",
    endings=tuple(ending for ending in TABLE_ENDINGS if ending != _PARQUET),
    told_by="its extension",
    gives=_ALL_FIELDS,
    tells=_is_table,
    read=_read_table,
)
PARQUET = Form(
    name="Parquet",
    family="Tables",
    endings=(_PARQUET,),
    told_by="its extension",
    gives=_ALL_FIELDS,
    tells=lambda document: document.ends(_PARQUET),
    read=_read_table,
    extra="tables",
)
FORMS: tuple[Form, ...] = (
    TABLE,
    PARQUET,
    Form(
        name="WARC",
        family="Archived copies",
        endings=WEB_ARCHIVE_ENDINGS,
        told_by="its extension, or its first line",
        gives=_ALL_FIELDS,
        tells=_is_web_archive,
        read=lambda document: read_web_archive(document.name, opened=document.open),
    ),
    Form(
        name="OPML",
        family="Feeds and lists",
        endings=(".opml", ".xml"),
        told_by="root element opml",
        gives=(),
        tells=lambda document: looks_like_outline(document.text),
        read=_read_outline,
        is_list=True,
    ),
    FEED,
    ADDRESS_LIST,
)
