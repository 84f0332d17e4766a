"""Pages: the article and nothing but the article, what the page says of itself, and pages that mean harm."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import ReadError, WhenceError
from whence.intake.html.boilerplate import find_wall, is_teaser
from whence.intake.html.page import read_page
from whence.intake.published import normalise_time

FIRST = (
    "The council will shut Tidewater harbour to all traffic from 1 April, after divers found a crack in the breakwater."
)
SECOND = "“We have no choice,” said Ines Okafor, the harbour master. Councillors voted nine to four for it on Monday."
THIRD = "Ships longer than 60 metres are barred at once, and fishing boats must leave before the month ends, she said."
ARTICLE = f"<article><h1>Harbour to close, council says</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
TEXT = f"Harbour to close, council says\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def read(markup, **known):
    return read_page(markup, name="page.html", **known)


def page(head="", body=ARTICLE):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def linked(**node):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def failure(markup):
    with pytest.raises(ReadError) as caught:
        read(markup)
    return str(caught.value).removeprefix("page.html: ")


def test_headline_and_paragraphs_stand_apart_and_the_headline_only_once():
    report = read(page("<title>Harbour to close, council says | The Tidewater Post</title>"))
    assert (report.text, report.headline) == (TEXT, "Harbour to close, council says")


def test_what_surrounds_an_article_is_left_out():
    surroundings = f"""
        <nav><ul><li><a href=/>News</a><li><a href=/sport>Sport</a></ul></nav>{ARTICLE}
        <div class="comments"><p>First! This is a comment about the harbour, and fairly long for a comment.</p></div>
        <aside><h3>Most read</h3><ul><li><a href=/x>Ten ships that sank</a></ul></aside>
        <script>document.write("Evil script")</script><style>p {{ color: red }}</style>
        <footer><p>© The Tidewater Post. All rights reserved.</p></footer>"""
    assert read(page(body=surroundings)).text == TEXT


def test_teasers_between_paragraphs_are_left_out():
    teased = ARTICLE.replace("</p><p>“We", "</p><p>READ MORE: Ten ships that sank</p><p>Advertisement</p><p>“We")
    assert read(page(body=teased)).text == TEXT


@pytest.mark.parametrize(
    "paragraph",
    [
        "Related: Ten ships that sank",
        "READ MORE: Ten ships that sank",
        "Read more",
        "Lesen Sie auch: Zehn Schiffe",
        "Читайте также: десять кораблей",
        "You may also like…",
        "Follow Ana Brandt on Twitter @anabrandt",
        "Sign up for our newsletter and get it in your inbox",
        "Advertisement",
        "Comments",
        "© 2031 The Tidewater Post",
    ],
)
def test_a_teaser_is_told_from_a_report(paragraph):
    assert is_teaser(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "More: that is what the union wants, Okafor said.",
        "More ships left on Monday.",
        "Read the minutes, the mayor told reporters.",
        "Comments by the mayor angered the union.",
        "Related companies own the terminal, the ministry says.",
        "“Follow the money,” she said.",
        "Joining the union costs nothing.",
    ],
)
def test_what_reports_is_no_teaser(paragraph):
    assert is_teaser(paragraph) == paragraph.startswith("More:")


FIELDS = page(
    linked(
        headline="Council to shut harbour from April",
        author=[{"@type": "Person", "name": "Ana Brandt"}, {"@type": "Person", "name": "Li Wei"}],
        publisher={"@type": "Organization", "name": "The Tidewater Post"},
        datePublished="2031-03-04T09:30:00+00:00",
        mainEntityOfPage="https://post.example/harbour",
    )
)


def test_linked_data_gives_publisher_byline_time_and_address():
    report = read(FIELDS)
    assert (report.publisher, report.byline, report.published, report.url, report.language) == (
        "The Tidewater Post",
        ("Ana Brandt", "Li Wei"),
        "2031-03-04T09:30:00Z",
        "https://post.example/harbour",
        "en",
    )


def test_meta_elements_give_what_linked_data_leaves_out():
    head = """<meta property="og:site_name" content="The Tidewater Post">
        <meta name="author" content="By Ana Brandt, Staff Reporter">
        <meta property="article:published_time" content="2031-03-04T09:30:00-05:00">
        <link rel="canonical" href="https://post.example/harbour">"""
    report = read(page(head))
    assert (report.publisher, report.byline, report.published, report.url) == (
        "The Tidewater Post",
        ("Ana Brandt",),
        "2031-03-04T09:30:00-05:00",
        "https://post.example/harbour",
    )


def test_what_stands_in_plain_sight_is_found_too():
    seen = ARTICLE.replace(
        "</h1>", '</h1><p>By <a href=/ana>Ana Brandt</a></p><time datetime="2031-03-04T09:30">4 March</time>'
    )
    report = read(page(body=seen), url="https://www.post.example/harbour")
    assert (report.publisher, report.byline, report.published, report.url) == (
        "post.example",
        ("Ana Brandt",),
        "2031-03-04T09:30:00",
        "https://www.post.example/harbour",
    )


def test_a_date_in_plain_words_is_found_and_a_copyright_year_is_not():
    assert read(page(body=f"{ARTICLE}<p>Published on 4 March 2031</p>")).published == "2031-03-04"
    assert read(page(body=f"{ARTICLE}<footer>© 2019 The Tidewater Post</footer>")).published is None


def test_linked_data_may_refer_within_itself_and_describe_other_reports():
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Ten ships that sank", "author": {"name": "Dex Hollander"}},
            {"@type": "NewsArticle", "headline": "Harbour to close, council says", "author": {"@id": "#ana"}},
            {"@type": "Person", "@id": "#ana", "name": "Ana Brandt"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert read(page(head)).byline == ("Ana Brandt",)


@pytest.mark.parametrize(
    "damaged", ["{", "[" * 100_000, '"x"', "null", '{"@type": 3, "author": {"name": {}}}', "<!-- -->"]
)
def test_damaged_linked_data_is_passed_over(damaged):
    assert read(page(f'<script type="application/ld+json">{damaged}</script>')).text == TEXT


def test_the_headline_in_plain_sight_counts_more_than_the_one_for_search_engines():
    assert read(FIELDS).headline == "Harbour to close, council says"


@pytest.mark.parametrize(
    "title",
    [
        "Harbour to close | The Tidewater Post",
        "Harbour to close - The Tidewater Post",
        "Harbour to close – Tidewater Post",
        "Harbour to close",
    ],
)
def test_the_outlet_is_no_part_of_the_headline(title):
    head = f'<title>{title}</title><meta property="og:site_name" content="The Tidewater Post">'
    assert read(page(head, f"<p>{FIRST}</p><p>{SECOND}</p>")).headline == "Harbour to close"


def test_a_page_without_headline_has_none():
    report = read(page(body=f"<p>{FIRST}</p><p>{SECOND}</p>"))
    assert (report.headline, report.text) == (None, f"{FIRST}\n\n{SECOND}")


def test_control_characters_and_half_characters_reach_no_field():
    report = read(page(linked(headline="Harbour \ud800 \x1b[31m to &amp; close", author={"name": "Ana\x00 Brandt"})))
    assert "\x1b" not in repr(report)
    assert str(report).encode()


def test_the_text_tells_the_language_and_the_page_only_where_the_text_does_not():
    assert read(page().replace("<html>", '<html lang="de-DE">')).language == "en"
    assert read("<html lang='de-DE'><p>Okafor Okafor Okafor</p></html>").language == "de"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031-03-04T09:30:00Z", "2031-03-04T09:30:00Z"),
        ("2031-03-04T09:30:00.123+01:00", "2031-03-04T09:30:00+01:00"),
        ("2031-03-04 09:30", "2031-03-04T09:30:00"),
        ("2031-03-04", "2031-03-04"),
        ("Tue, 04 Mar 2031 09:30:00 GMT", "2031-03-04T09:30:00Z"),
        ("0001-01-01T00:00:00Z", None),
        ("1 Jan 99999999999999999999 00:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_are_put_into_one_form(given, expected):
    assert normalise_time(given) == expected


@given(st.text() | st.from_regex(r"\w{3}, \d{1,3} \w{3} \d+ [\d:]+ [+-]?\w+"))
def test_no_time_however_odd_is_an_error(text):
    normalise_time(text)


@pytest.mark.parametrize(
    ("wall", "told"),
    [
        ("Please enable JavaScript to view this page.", "the page needs JavaScript"),
        ("Bitte aktivieren Sie JavaScript in Ihrem Browser, um fortzufahren.", "the page needs JavaScript"),
        ("Log in to continue reading. Already a subscriber? Sign in.", "the page is a login wall"),
        ("Melden Sie sich an. Sie haben noch kein Abonnement? Jetzt registrieren.", "the page is a login wall"),
        ("Cet article est réservé aux abonnés. Connectez-vous.", "the page is a login wall"),
        ("Чтобы читать дальше, войдите или оформите подписку.", "the page is a login wall"),
        ("We use cookies and similar technologies. Manage consent or accept all.", "the page is a cookie wall"),
        ("Wir verwenden Cookies. Ihre Zustimmung können Sie jederzeit widerrufen.", "the page is a cookie wall"),
        ("Checking your browser. Complete the captcha.", "the page is a captcha"),
    ],
)
def test_a_wall_in_front_of_the_report_is_told_for_what_it_is(wall, told):
    reason = f"{told}. Open it in a browser. Save the article as text and read that."
    assert failure(page("<title>The Tidewater Post</title>", f"<main><p>{wall}</p></main>")) == reason
    assert failure(page(body=f"<noscript>{wall}</noscript>")) == reason


def test_a_report_about_cookies_and_logins_is_no_wall():
    assert find_wall(f"{FIRST} {SECOND} {THIRD} Subscribers must log in and accept cookies, she said.") is None
    assert find_wall("The council met. It will subscribe to the fund.") is None


@pytest.mark.parametrize(
    "empty", ["<html></html>", "<html><body><img src=x></body></html>", "<p> </p>", "<!-- x --><br>"]
)
def test_a_page_without_text_is_refused(empty):
    told = f"its {len(empty)} characters of markup contain no readable text"
    assert failure(empty) == f"{told}. Save the article as text and read that."


def test_nothing_at_all_is_refused():
    assert failure("<!-- nothing -->") == "the page is empty. Give a page with a report in it."


QUOTE = "We have no choice"
PULL_QUOTES = [
    f"<blockquote>“{QUOTE}”</blockquote>",
    f"<blockquote class='pullquote'><p>{QUOTE.upper()}.</p></blockquote>",
    f"<blockquote><p>‘{QUOTE},’</p><cite>Ines Okafor</cite></blockquote>",
    f"<blockquote><p>“{QUOTE}”</p><footer>— Ines Okafor, harbour master</footer></blockquote>",
    f"<blockquote>“{QUOTE}” — Ines Okafor</blockquote>",
    "<aside class='pull-quote'><p>“We  have\nno <b>choice</b>”</p></aside>",
    f"<figure class='wp-block-pullquote'><blockquote><p>{QUOTE}</p><cite>Ines Okafor</cite></blockquote></figure>",
    f"<p class='article__pull-quote'>«{QUOTE}»</p>",
    f"<q class='pullquote'>{QUOTE}</q>",
]


@pytest.mark.parametrize("quote", PULL_QUOTES)
@pytest.mark.parametrize("place", [FIRST, SECOND])
def test_a_pull_quote_that_repeats_the_text_is_left_out(place, quote):
    assert read(page(body=ARTICLE.replace(f"<p>{place}</p>", f"{quote}<p>{place}</p>"))).text == TEXT
    assert read(page(body=ARTICLE.replace(f"<p>{place}</p>", f"<p>{place}</p>{quote}"))).text == TEXT


@pytest.mark.parametrize(
    "quote",
    ["“The town will drown before it pays,” said Tomas Brell, a docker.", "We have no choice but to leave."],
)
def test_a_quote_that_stands_nowhere_else_stays(quote):
    quoted = ARTICLE.replace(f"<p>{THIRD}", f"<blockquote class='pullquote'><p>{quote}</p></blockquote><p>{THIRD}")
    assert read(page(body=quoted)).text == TEXT.replace(THIRD, f"{quote}\n\n{THIRD}")


def test_two_paragraphs_of_the_text_may_say_the_same():
    chorus = "They shouted it from the quay: “No choice!”"
    twice = ARTICLE.replace(f"<p>{THIRD}", f"<p>{chorus}</p><p>{THIRD}</p><p>“No choice!”")
    assert read(page(body=twice)).text == TEXT.replace(THIRD, f"{chorus}\n\n{THIRD}\n\n“No choice!”")


@pytest.mark.parametrize("place", [FIRST, SECOND])
def test_a_pull_quote_that_repeats_a_whole_paragraph_is_left_out(place):
    quote = f"<blockquote class='pullquote'><p>{place}</p></blockquote>"
    assert read(page(body=ARTICLE.replace(f"<p>{place}</p>", f"{quote}<p>{place}</p>"))).text == TEXT
    assert read(page(body=ARTICLE.replace(f"<p>{place}</p>", f"<p>{place}</p>{quote}"))).text == TEXT


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("It cracked at <time datetime='09:00'>nine</time>, she said.", "It cracked at nine, she said."),
        ("She said <q>we will not wait</q> after the meeting.", "She said “we will not wait” after the meeting."),
        ("<q>We <b>will</b> not wait</q>, she said.", "“We will not wait”, she said."),
        ("It let 10<sup>6</sup> litres in on the 1<sup>st</sup>.", "It let 10⁶ litres in on the 1st."),
    ],
)
def test_inline_elements_lose_no_words_and_no_marks(markup, plain):
    body = ARTICLE.replace(f"<p>{THIRD}", f"<p>{markup}</p><p>{THIRD}")
    assert read(page(body=body)).text == TEXT.replace(THIRD, f"{plain}\n\n{THIRD}")


HARM = {
    "10,000 nested tags": f"{'<div>' * 10_000}{ARTICLE}{'</div>' * 10_000}",
    "10,000 tags never closed": f"{'<b><i>' * 5000}{ARTICLE}",
    "100,000 attributes": f"<div {' '.join(f'a{number}=1' for number in range(100_000))}>{ARTICLE}",
    "one attribute of 2 MB": f"<div class='{'x ' * 1_000_000}'>{ARTICLE}",
    "a quotation mark never closed": f"{ARTICLE}<a href='{'x' * 1000}",
    "entities within entities": f"<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>{ARTICLE}&b;",
    "NULs": f"\0<div>\0{ARTICLE}",
    "names that are none": f"<a\"b c<d=1 {{x}}=2 @y='3' é=4><e;f,g><q\ufffd>{ARTICLE}",
    "characters that no document may hold": f"<p title='&#11;&#27;'>&#11;&#x1;\f\v</p>{ARTICLE}",
    "blanks without end": f"{' ' * 1_000_000}{ARTICLE}{' ' * 1_000_000}",
    "an XML declaration": f"<?xml version='1.0' encoding='utf-16'?>{ARTICLE}",
    "20,000 quotes": f"{'<blockquote>' * 99}{'<q>We have no choice</q>' * 20_000}{ARTICLE}",
    "addresses that are none": f"<link rel=canonical href='http://[x'><meta property=og:url content='http://]'>{ARTICLE}",
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_a_page_that_means_harm_is_read_all_the_same(harm):
    assert SECOND in read(harm).text


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("<p>x" * 30_000, "the page has 30,002 elements, more than 30,000"),
        ("<p>" + "x" * 10_000_000, "the page has 10,000,003 characters, more than 10,000,000"),
    ],
)
def test_a_page_beyond_the_limits_is_refused(harm, told):
    assert failure(harm) == f"{told}. Save its article as text and read that."


def test_a_script_is_never_text_however_deep():
    deep = "<div>" * 500 + "<script>evil()</script><style>evil{}</style>" + ARTICLE + linked(description="evil")
    assert read(deep).text == TEXT


tags = st.sampled_from(
    ["<p>", "</p>", "<div>", "<b", "<table><tr>", "<script>", "&#x0;", "&lt", "<!--", "]]>", "<h1>", "\0"]
)


@given(st.lists(tags | st.text(max_size=20), max_size=30).map("".join))
def test_any_markup_makes_a_report_or_an_error_for_the_user(markup):
    try:
        report = read(markup)
    except WhenceError:
        return
    report.text.encode()
    assert report.headline is None or report.text.startswith(report.headline)


def test_reading_a_page_says_nothing_on_standard_error(capfd):
    for markup in [page(), "<html></html>", "<p>x", HARM["NULs"]]:
        with suppress(ReadError):
            read(markup)
    assert capfd.readouterr().err == ""
