"""Pages saved in one file: the page itself, its own address, and when it was saved."""

import pytest

from tests.support.samples.documents import BODY, HEADLINE, zipped
from tests.support.samples.mail import PAGE, SAMPLES, URL, mhtml, packed_page, single_file, webarchive
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input


def given_of(name, data=None):
    (given,) = read_document(Document(name, SAMPLES[name] if data is None else data))
    return given


@pytest.mark.parametrize("name", ["page.mhtml", "page.webarchive", "saved.html", "packed.html"])
def test_the_page_is_read_with_its_quotation_marks_and_its_address(name):
    given = given_of(name)
    report = read_input(given)
    assert (report.headline, report.publisher, report.byline) == (HEADLINE, "The Seld Courier", ("Dana Finn",))
    assert report.text == "\n\n".join([HEADLINE, *BODY])
    assert (report.url, given.is_page) == (URL, True)


@pytest.mark.parametrize("name", ["page.mhtml", "saved.html", "packed.html"])
def test_the_time_of_saving_is_no_time_of_publication(name):
    given = given_of(name)
    assert given.fetched == "2019-04-09T18:00:00+00:00"
    assert read_input(given).published == "2019-04-09T06:30:00Z"


def test_mhtml_is_read_up_to_the_end_of_its_page():
    image = (
        b"------MultipartBoundary--abc----\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + b"R" * 60
    )
    assert read_input(given_of("page.mhtml", mhtml() + image)).headline == HEADLINE


def test_mhtml_of_other_programs_is_told_by_who_saved_it_or_its_ending():
    data = mhtml(saved_by="Windows Internet Explorer 8").replace(b"Snapshot-", b"X-")
    assert tell_form(Document("page", data)).name == "MHTML"
    assert given_of("page", data).url == URL
    assert tell_form(Document("a.mht", data.replace(b"<Saved by", b"<By"))).name == "MHTML"


def test_mhtml_without_a_page_says_so():
    with pytest.raises(ReadError, match="there is no page in it"):
        given_of("a.mhtml", mhtml().replace(b"Content-Type: text/html", b"Content-Type: text/css"))


def test_a_web_archive_in_xml_is_read_too():
    assert read_input(given_of("a.webarchive", webarchive(binary=False))).headline == HEADLINE


def test_a_web_archive_of_a_picture_or_of_nothing_says_so():
    with pytest.raises(ReadError, match="what it holds is no page but image/png"):
        given_of("a.webarchive", webarchive(kind="image/png"))
    with pytest.raises(ReadError, match="there is no page in it"):
        given_of("a.webarchive", webarchive(page=""))


def test_a_page_that_unpacks_itself_is_never_its_shell():
    shell = packed_page().partition(b"PK")[0]
    with pytest.raises(ReadError, match="it is a page that unpacks itself, and it is not a sound ZIP archive"):
        given_of("a.html", shell)
    with pytest.raises(ReadError, match=r"it is a page that unpacks itself, and the file index\.html in it is missing"):
        given_of("a.html", shell + zipped({"a.png": "-"}))


def test_images_inside_a_saved_page_are_left_out():
    image = f'<img src="data:image/png;base64,{"A" * 5000}">'
    assert b"AAAA" not in given_of("a.html", single_file(PAGE.replace("<article>", f"<article>{image}"))).data


def test_an_ordinary_page_has_no_form():
    assert tell_form(Document("a.html", PAGE.encode())) is None
