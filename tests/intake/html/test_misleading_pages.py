"""Pages whose markup misleads: sections, texts in odd places, outlets in the heading, galleries and bylines."""

import json

import pytest

from tests.support.samples.copies import BODY, HEADLINE, TEXT, page_of
from whence.errors import ReadError
from whence.intake.load import read_bytes

OUTLET = "The Selwick Mirror"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
ARTICLE = f"<h1>{HEADLINE}</h1>{PARAGRAPHS}"
TITLE = f'<title>{HEADLINE} | {OUTLET}</title><meta property="og:site_name" content="{OUTLET}">'
TEASERS = (
    ("Bridge at the mill to close", "Works take longer than the council had planned."),
    ("New berth for the pilot boats", "Pilots had asked for it for years."),
    ("Dues at the quay to rise", "Shipping lines call the step unfair."),
    ("Dredger comes back in May", "The channel has lost a metre since autumn."),
    ("Museum opens the old lock", "Visitors may come on Sundays."),
)


def read(body, head=TITLE):
    return read_bytes(page_of(head=head, body=body).encode(), name="page.html")


def card(headline, teaser, tag="h2"):
    return f'<div class="card"><{tag}><a href="/news/{len(headline)}">{headline}</a></{tag}><p>{teaser}</p></div>'


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_page_of_teasers_lists_reports_and_is_none(tag):
    body = "<h1>Harbour</h1>" + "".join(card(*each, tag=tag) for each in TEASERS)
    with pytest.raises(ReadError, match="it lists 5 reports and is none itself"):
        read(body, head=f"<title>Harbour | {OUTLET}</title>")


def test_teasers_in_one_element_are_told_too():
    body = "".join(f'<h2><a href="/n/{len(title)}">{title}</a></h2><p>{teaser}</p>' for title, teaser in TEASERS)
    with pytest.raises(ReadError, match="lists 5 reports"):
        read(f"<main><h1>Harbour</h1>{body}</main>", head=f"<title>Harbour | {OUTLET}</title>")


def test_a_report_with_many_teasers_below_it_is_a_report():
    assert read(f"<article>{ARTICLE}</article>" + "".join(card(*each) for each in TEASERS)).text == TEXT


def test_a_page_that_says_it_is_an_article_is_never_a_list():
    head = f'{TITLE}<meta property="og:type" content="article">'
    assert read("<h1>Harbour</h1>" + "".join(card(*each) for each in TEASERS), head=head).text


def test_links_to_places_in_the_page_are_no_list():
    body = "".join(f'<h2><a href="#part">Part of the day {number}</a></h2>{PARAGRAPHS}' for number in range(5))
    assert BODY[0] in read(f"<article><h1>{HEADLINE}</h1>{body}</article>").text


def data_page(body, **fields):
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": body} | fields
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return read('<div id="root"></div>', head=f"<title>{OUTLET}</title>{script}")


@pytest.mark.parametrize("body", ["\n\n".join(BODY), "\n".join(BODY), PARAGRAPHS])
def test_a_text_that_is_only_in_the_data_keeps_its_paragraphs(body):
    report = data_page(body, publisher={"name": OUTLET})
    assert report.text == TEXT
    assert report.headline == HEADLINE


def test_a_text_on_the_page_is_read_from_the_page():
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "Summary for machines. " * 40}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert read(f"<article>{ARTICLE}</article>", head=TITLE + script).text == TEXT


def test_an_aside_with_the_text_is_the_main_column():
    body = f'<h1>{HEADLINE}</h1><div class="cookie">We use cookies. Accept.</div><aside><div>{PARAGRAPHS}</div></aside>'
    assert read(body).text == TEXT


def test_an_aside_beside_a_text_stays_out():
    body = f"<article>{ARTICLE}</article><aside><p>Tides tomorrow: high water at noon and at midnight.</p></aside>"
    assert read(body).text == TEXT


def test_a_heading_that_names_the_outlet_is_no_headline():
    head = f'<title>{HEADLINE} | {OUTLET}</title><meta property="og:title" content="{OUTLET}: {HEADLINE}">'
    head += f'<meta property="og:site_name" content="{OUTLET}">'
    body = f'<header><h1><a href="/">{OUTLET}</a></h1></header><article><h2>{HEADLINE}</h2>{PARAGRAPHS}</article>'
    report = read(body, head=head)
    assert (report.headline, report.text) == (HEADLINE, TEXT)


@pytest.mark.parametrize("wrap", ["{}", "<ul>{}</ul>", "<section><div>{}</div></section>"])
def test_a_gallery_after_the_text_is_no_part_of_it(wrap):
    captions = ("The gate from the sea side.", "A boat waits for the tide.", "Harbour master Okafor at the winch.")
    frame = "<div><a href='{0}.jpg'><img src='{0}.jpg'></a><p>{1}</p></div>"
    pictures = "".join(frame.format(number, caption) for number, caption in enumerate(captions))
    assert read(f"<article>{ARTICLE}{wrap.format(pictures)}</article>").text == TEXT


def test_a_report_told_in_pictures_stays():
    frames = "".join(f"<div><img src='{number}.jpg'><p>{text}</p></div>" for number, text in enumerate(BODY))
    assert BODY[-1] in read(f"<article><h1>{HEADLINE}</h1>{frames}</article>").text


def test_a_byline_above_the_text_is_no_part_of_it():
    report = read(f"<h1>{HEADLINE}</h1><p>By Ana Brandt, 4 March 2031</p>{PARAGRAPHS}")
    assert report.byline == ("Ana Brandt",)
    assert report.text == TEXT


def test_a_first_sentence_with_by_stays():
    first = "By Monday the gate had been stuck for a week, Ines Okafor said."
    assert first in read(f"<h1>{HEADLINE}</h1><p>{first}</p>{PARAGRAPHS}").text
