"""ProQuest, Europresse, Integrum and RIS."""

import pytest

from tests.support.samples.databases import EUROPRESSE, INTEGRUM, PROQUEST, RIS
from whence.intake.formats.databases.article import CUT_SHORT
from whence.intake.formats.form import Document
from whence.intake.forms import read_document


def read(name, data):
    return list(read_document(Document(name, data if isinstance(data, bytes) else data.encode())))


def told(given):
    metadata = given.metadata
    return metadata.headline, metadata.publisher, metadata.byline, metadata.published


def test_an_abstract_is_not_the_text_of_a_proquest_document():
    first, second = read("a.txt", PROQUEST)
    assert "summary" not in first.data.decode()
    assert told(first) == ("Harbour to close", "The Tidewater Post", ("Li Wei", "Ana Brandt"), "2031-03-04")
    assert second.data.decode().endswith("They go on in May.")


def test_a_proquest_document_without_its_text_is_told():
    text = PROQUEST.partition("Full text: ")[2].partition("\n\nSubject")[0]
    first, second = read("a.txt", PROQUEST.replace(text, "Not available."))
    assert first.reason.startswith("there is no text under the headline “Harbour to close”")
    assert second.metadata.headline == "Ferry talks end"


def test_lines_of_a_proquest_text_are_paragraphs_if_they_are_long():
    lines = [
        f"The council met {number} times to talk of the harbour, of the ferry and of the old quay, and went home."
        for number in (3, 4)
    ]
    text = PROQUEST.partition("Full text: ")[2].partition("\n\nSubject")[0]
    first, _ = read("a.txt", PROQUEST.replace(text, "\n".join(lines)))
    assert first.data.decode() == "\n\n".join(lines)


def test_a_rule_between_proquest_documents_that_is_damaged_joins_nothing():
    halves = PROQUEST.split("_" * 60)
    first, rest = read("a.txt", "_" * 60 + halves[1] + "#" + halves[2] + "_" * 60)
    assert "ferry" not in first.data.decode()
    assert rest.reason.startswith("another report follows it")


def test_a_proquest_file_that_is_cut_says_so():
    assert read("a.txt", PROQUEST.rpartition("They go on")[0])[-1].notes[-1] == CUT_SHORT


def test_issue_and_kind_are_not_in_the_name_of_an_outlet_of_europresse():
    first, second = read("a.html", EUROPRESSE)
    assert told(first) == ("Harbour to close", "The Tidewater Post", ("Li Wei",), "2031-03-04")
    assert told(second) == ("Ferry talks end", "Varnholt Herald", ("Tomas Brell",), "2031-03-05")
    assert "quay at night" not in first.data.decode()


def test_the_number_of_a_europresse_document_tells_its_day_where_nothing_else_does():
    assert read("a.html", EUROPRESSE.replace("mardi 4 mars 2031", "mardi"))[0].metadata.published == "2031-03-04"


def test_integrum_has_fields_beside_the_text_or_above_it():
    first, second = read("a.html", INTEGRUM.encode("cp1251"))
    assert told(first) == ("Гавань закроют", "Портовый курьер", ("Анна Брандт",), "2031-03-04")
    assert told(second) == ("Переговоры завершились", "Вестник Варнхольта", ("Томас Брелль",), "2031-03-05")
    assert first.data.decode().split("\n\n")[0] == "Совет закроет гавань в апреле, сообщил мэр города во вторник."
    assert second.data.decode().split("\n\n")[0] == "Переговоры о пароме завершились без соглашения."


def test_an_address_of_a_database_is_not_the_reports():
    first, second = read("a.ris", RIS)
    assert first.metadata.url == "https://tidewaterpost.example/harbour"
    assert second.metadata.url is None


def test_a_citation_without_a_text_is_told():
    first, second = read("a.ris", RIS.replace("N2  - Talks on the night ferry ended without a deal.\n", ""))
    assert first.metadata.headline == "Harbour to close"
    assert second.reason == (
        "there is no text under the headline “Ferry talks end”. Save the full text from the database instead."
    )


@pytest.mark.parametrize("day", ["2031", "2031///"])
def test_a_year_is_no_date(day):
    assert read("a.ris", RIS.replace("2031/03/04/", day))[0].metadata.published is None
