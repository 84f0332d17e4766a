"""Pages with something before their beginning or after their end: the page is read, and read the same."""

from pathlib import Path

import pytest

from tests.support.warc_files import answer, record
from tests.support.web_server import answer as web_answer
from tests.support.web_server import only_loopback, outside_world
from whence.intake.collect import Collector
from whence.intake.formats.warc_pages import read_web_archive
from whence.intake.load import read_bytes, read_input
from whence.intake.web.visitor import Visitor

FIRST = "The council will shut the harbour in April, its mayor Ines Okafor said on Monday."
SECOND = "Dockers called the step hasty and asked for talks with the council this week."
TEXT = f"Harbour to close\n\n{FIRST}\n\n{SECOND}"
HEAD = "<title>Harbour to close | The Tidewater Post</title><meta property='og:site_name' content='The Tidewater Post'>"
BODY = f"<nav><a href=/>Home</a></nav><article><h1>Harbour to close</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
PAGE = f"<!DOCTYPE html><html lang='en'><head>{HEAD}</head><body>{BODY}</body></html>"

AFTER = {
    "a script": "\n<script src='//count.example/t.js'></script>\n<noscript><img src='//count.example/p'></noscript>",
    "a comment": "\n<!-- served in 0.031 s -->\n",
    "a bare text": "0.031 s",
    "a notice": "<div id='layer'><p>We use cookies. Read our notice about cookies and your choices.</p></div>",
    "a processing instruction": "<?php echo 1 ?>",
    "NULs": "\0\0\n\0",
    "a block filled up with NULs": "\0" * 4096,
    "blanks": " \r\n\t" * 500,
    "a smaller document": "<html><head><title>404</title></head><body><p>Not found.</p></body></html>",
    "further ends": "</html></body></html>",
    "a style": "<style>p { color: red }</style><link rel='stylesheet' href='/s.css'>",
}
BEFORE = ["a script", "a comment", "a processing instruction", "NULs", "a block filled up with NULs", "blanks"]


def read(markup):
    return read_bytes(markup.encode(), name="page.html")


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER.keys())
def test_what_stands_after_the_end_changes_nothing(after):
    report = read(PAGE + after)
    assert (report.text, report.headline, report.publisher) == (TEXT, "Harbour to close", "The Tidewater Post")


@pytest.mark.parametrize("before", [*(AFTER[name] for name in BEFORE), "0.031 s ", "<b>Notice</b>: line 3<br>"])
def test_what_stands_before_the_beginning_changes_nothing(before):
    report = read(before + PAGE)
    assert (report.text, report.headline, report.publisher) == (TEXT, "Harbour to close", "The Tidewater Post")


@pytest.mark.parametrize("kind", ["file", "web archive", "web"])
def test_it_does_not_matter_how_the_page_comes_in(kind, tmp_path):
    markup = (PAGE + AFTER["a script"]).encode()
    if kind == "web":
        with outside_world() as world, Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
            world.put("/robots.txt", web_answer(status="404 Not Found"))
            collector = Collector(visitor=visitor, columns={}, choose=lambda given: given)
            (found,) = collector.collect([world.put("/harbour", web_answer(markup))])
            assert read_input(found).text == TEXT
        return
    path = tmp_path / ("page.html" if kind == "file" else "news.warc")
    path.write_bytes(markup if kind == "file" else record(answer(markup)))
    if kind == "file":
        assert read_bytes(Path(path).read_bytes(), name="page.html").text == TEXT
    else:
        (found,) = read_web_archive(str(path))
        assert read_input(found).text == TEXT


@pytest.mark.parametrize(
    "early",
    [
        f"<html lang='en'><head>{HEAD}</head></html><body>{BODY}</body>",
        f"<html lang='en'></html><html><head>{HEAD}</head><body>{BODY}</body></html>",
        f"<html><head>{HEAD}</head><body><nav><a href=/>Home</a></nav></body></html>{BODY}",
    ],
    ids=["after the head", "before the head", "after the menu"],
)
def test_a_page_that_is_ended_too_early_is_read_whole(early):
    report = read(early)
    assert (report.text, report.headline, report.publisher) == (TEXT, "Harbour to close", "The Tidewater Post")


def test_an_end_amid_an_article_ends_nothing():
    assert read(PAGE.replace(f"<p>{SECOND}", f"<p></body></html></p><p>{SECOND}")).text == TEXT


def test_an_element_of_a_like_name_is_no_end():
    own = PAGE.replace("<article>", "<body-part><b>Shut</b></body-part><article>")
    assert read(own).text == TEXT


def test_of_two_documents_the_first_is_the_page():
    other = PAGE.replace("Harbour", "Quay").replace("harbour", "quay")
    assert read(PAGE + other).text == TEXT


def test_data_after_the_end_tell_of_the_page():
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Ana Brandt"}}</script>'
    assert read(PAGE + data).byline == ("Ana Brandt",)
