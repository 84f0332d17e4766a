"""E-books: a report an article, in reading order, and none for covers and contents."""

import pytest

from tests.support.samples.documents import BODY, HEADLINE, SAMPLES, epub
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document
from whence.intake.load import read_input
from whence.records.report import Rejected

LONG = "The harbour master said on Monday that the quay at Seld would stay open until the spring."
OTHER = "Two members of the council, who asked not to be named, said that there was no money for it."


def read(data):
    return list(read_document(Document("a.epub", data)))


def reports_of(pages, **more):
    return [read_input(each) for each in read(epub(pages, **more))]


def test_each_article_of_an_issue_is_a_report_of_its_outlet_and_day():
    first, second = (read_input(each) for each in read(SAMPLES["issue.epub"]))
    assert (first.headline, first.publisher, first.byline) == (HEADLINE, "The Seld Courier", ("Dana Finn",))
    assert first.text == "\n\n".join([HEADLINE, *BODY])
    assert (first.published, second.byline) == ("2019-04-09", ("Li Wei",))
    assert first.notes == ("it was taken from the e-book The Seld Courier, 9 April 2019",)


def test_contents_and_pages_of_links_give_no_report():
    links = "".join(
        f'<p><a href="a{number}.xhtml">Harbour news number {number}, and a long title</a></p>' for number in "12"
    )
    (report,) = reports_of({"section.xhtml": links, "a1.xhtml": f"<h1>Quay stays open</h1><p>{LONG}</p>"})
    assert report.headline == "Quay stays open"


def test_a_page_without_a_heading_goes_on_with_the_article_before():
    (report,) = reports_of({"a1.xhtml": f"<h2>Quay stays open</h2><p>{LONG}</p>", "a2.xhtml": f"<p>{OTHER}</p>"})
    assert report.text == f"Quay stays open\n\n{LONG}\n\n{OTHER}"


def test_a_page_that_the_contents_name_begins_an_article():
    first, second = reports_of(
        {"a1.xhtml": f"<p>{LONG}</p>", "a2.xhtml": f"<p>{OTHER}</p>"},
        contents='<li><a href="a1.xhtml">Quay stays open</a></li><li><a href="a2.xhtml">No money</a></li>',
    )
    assert (first.headline, second.headline) == ("Quay stays open", "No money")
    assert second.text == f"No money\n\n{OTHER}"


def test_two_articles_on_one_page_are_divided_where_the_contents_say():
    page = f'<h2 id="one">Quay stays open</h2><p>{LONG}</p><h2 id="two">No money</h2><p>{OTHER}</p>'
    first, second = reports_of(
        {"all.xhtml": page},
        contents='<li><a href="all.xhtml#one">Quay stays open</a></li><li><a href="all.xhtml#two">No money</a></li>',
    )
    assert (first.headline, first.text) == ("Quay stays open", f"Quay stays open\n\n{LONG}")
    assert (second.headline, second.text) == ("No money", f"No money\n\n{OTHER}")


def test_a_periodical_made_by_calibre_is_its_newspapers_and_tells_addresses():
    about = "<dc:title>Varn Herald [Tue, 09 Apr 2019]</dc:title><dc:creator>calibre</dc:creator><dc:publisher>calibre"
    about += '</dc:publisher><meta name="calibre:publication_type" content="periodical:unknown:Varn Herald"/>'
    page = (
        f'<div class="calibre_navbar">| Next |</div><h2>Quay stays open</h2><p>{LONG}</p><div class="calibre_navbar">'
    )
    page += (
        'This article was downloaded by <strong>calibre</strong> from <a href="#">https://varn.example/quay</a></div>'
    )
    (given,) = read(epub({"a.xhtml": page}, about=about))
    assert (given.metadata.publisher, given.metadata.byline, given.url) == (
        "Varn Herald",
        (),
        "https://varn.example/quay",
    )
    assert given.data.decode() == LONG


def test_the_author_of_a_book_wrote_its_chapters():
    about = (
        "<dc:title>The long quay</dc:title><dc:creator>Ana Brandt</dc:creator><dc:publisher>Seld Books</dc:publisher>"
    )
    (report,) = reports_of({"a.xhtml": f"<h1>Chapter one</h1><p>{LONG}</p>"}, about=about)
    assert (report.publisher, report.byline) == ("Seld Books", ("Ana Brandt",))


def test_a_page_that_is_missing_is_named_and_the_rest_goes_on():
    data = epub({"a1.xhtml": f"<h1>Quay stays open</h1><p>{LONG}</p>", "a2.xhtml": ""})
    found = read(data.replace(b"OEBPS/a2.xhtml", b"OEBPS/b2.xhtml"))
    assert [type(each) for each in found] == [Rejected, type(found[1])]
    assert found[0].reason.startswith("the file OEBPS/a2.xhtml in it is missing")


def test_a_protected_book_says_so():
    protection = '<encryption><CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    with pytest.raises(ReadError, match=r"its pages are protected \(DRM\)"):
        read(epub({"a.xhtml": "-"}, extra={"META-INF/encryption.xml": protection}))
