"""Texts with fields above them: what is a field, what is text, and what is neither."""

import pytest

from tests.support.samples.apis import ADDRESS, BODY, HEADLINE, SAMPLES
from whence.intake.formats.apis.markdown import read_markdown
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input


def read(text, name="clipping.md"):
    (found,) = read_document(Document(name, text if isinstance(text, bytes) else text.encode()))
    return read_input(found)


@pytest.mark.parametrize("name", ["clipping.md", "extracted.txt"])
def test_fields_are_read_and_are_no_text(name):
    report = read(SAMPLES[name], name)
    assert report.text == f"{HEADLINE}\n\n{BODY}"
    assert (report.headline, report.publisher, report.url) == (HEADLINE, "The Tidewater Post", ADDRESS)
    assert (report.byline, report.published) == (("Ana Brandt", "Li Wei"), "2031-03-04")


def test_the_day_of_clipping_is_not_the_day_of_publication():
    report = read(f"---\ntitle: {HEADLINE}\nsource: {ADDRESS}\ncreated: 2033-05-02\npublished:\n---\n{BODY}")
    assert report.published is None


def test_an_address_as_source_is_an_address_and_its_host_the_outlet():
    report = read(f"---\ntitle: {HEADLINE}\nsource: {ADDRESS}\n---\n{BODY}")
    assert (report.url, report.publisher) == (ADDRESS, "tidewaterpost.example")


def test_lists_and_quotation_marks_are_read_as_they_are_written():
    front = "---\ntitle: 'It''s late: tides'\nauthors: [Ana Brandt, \"Li Wei\"]\ndate: 2031-03-04 # Tuesday\n---\n"
    report = read(front + BODY)
    assert (report.headline, report.byline, report.published) == (
        "It's late: tides",
        ("Ana Brandt", "Li Wei"),
        "2031-03-04",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe council met.\n---\nIt adjourned.",
        "---\ntags: [quay]\nlayout: post\n---\nThe council met.",
        "--- Harbour to close ---\n\nThe council met.",
        "The council met.\n---\ntitle: Harbour\nauthor: Ana Brandt\n---\nIt adjourned.",
        "---\ntitle: Harbour to close\nauthor: Ana Brandt\n\nThe council met.",
    ],
)
def test_a_text_without_fields_of_a_report_stays_a_plain_text(text):
    assert tell_form(Document("a.md", text.encode())) is None


def test_links_emphasis_pictures_and_comments_are_no_text():
    text = (
        '> [!quote] Said\n> **“Nobody *asked* us,”** she [said](https://example.org/a_(b) "why").\n\n'
        "![The quay](quay.jpg)\n\n%% check this %%\n\nA snake_case_word, 2*3*4 and [sic] stay.[^1]\n\n[^1]: A note.\n\n"
        "[[Li Wei|Wei]] left. <!-- cut -->"
    )
    assert read_markdown(text) == [
        "Said\n“Nobody asked us,” she said.",
        "A snake_case_word, 2*3*4 and [sic] stay.",
        "Wei left.",
    ]


def test_fields_without_a_text_are_refused_in_a_sentence():
    (found,) = read_document(Document("a.md", f"---\ntitle: {HEADLINE}\ndate: 2031-03-04\n---\n![x](y.png)\n".encode()))
    assert found.reason.startswith("this row has no text")
