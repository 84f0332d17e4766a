"""What a page says of itself: publisher, headline, byline, time of publication and address, on pages of every make."""

import json

import pytest

from bench.fields import fingerprint, is_same_time, judge
from whence.intake.bylines import looks_like_name, read_byline
from whence.intake.html.page import read_page
from whence.intake.published import find_moments
from whence.records.report import Report

TEXT = """
    <p>The council will shut Tidewater harbour to all traffic from April, after divers found a crack in the breakwater
    that, by their account, had been growing for years while the office that should have looked after it did not.</p>
    <p>“We have no choice,” said Ines Okafor, the harbour master. Councillors voted nine to four for it on Monday, and
    the four who voted against said afterwards that nobody had shown them what the divers had written.</p>
    <p>Ships longer than 60 metres are barred at once, and fishing boats must leave before the month ends.</p>"""

GRAPH = {
    "@graph": [
        {"@type": "Organization", "@id": "#us", "name": "The Tidewater Post", "url": "https://post.example/"},
        {"@type": "WebSite", "@id": "#site", "publisher": {"@id": "#us"}, "url": "https://post.example/"},
        {"@type": ["Person"], "@id": "#ana", "name": "Ana Brandt"},
        {"@type": "WebPage", "@id": "#page", "datePublished": "2031-03-05T00:00:00Z", "isPartOf": {"@id": "#site"}},
        {
            "@type": "NewsArticle",
            "headline": "Harbour to close, council says",
            "author": [{"@id": "#ana"}],
            "publisher": {"@id": "#us"},
            "datePublished": "2031-03-04T09:30:00+01:00",
            "dateModified": "2031-03-06T08:00:00+01:00",
        },
        {"@type": "NewsArticle", "headline": "Ten ships that sank", "author": {"name": "Dex Hollander"}},
    ]
}
LIVE = {
    "@type": "LiveBlogPosting",
    "headline": "Harbour closes: the latest",
    "datePublished": "2031-03-04T06:00:00Z",
    "publisher": {"name": "Coastline Now"},
    "liveBlogUpdate": [
        {
            "@type": "BlogPosting",
            "headline": "Last ship leaves",
            "author": "Dex Hollander",
            "datePublished": "2031-03-05",
        }
    ],
}


def linked(node):
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def site(name):
    return f'<meta property="og:site_name" content="{name}">'


AMP = {
    "@type": "NewsArticle",
    "headline": "Harbour to close",
    "datePublished": "2031-03-04T09:30:00Z",
    "author": {"@type": "Person", "name": "By Farid Nasser"},
    "publisher": {"name": "Exchange Daily"},
}
DAMAGED = """{
    "@type": "NewsArticle", // the template's
    "headline": "Harbour to close", "wordCount": , "author": {"name": "Ana Brandt"},
    "publisher": {"name": "The Tidewater Post"}, "datePublished": "2031-03-04T09:30:00Z",
} }"""
KOREAN = """
    <p>시의회는 월요일 항구를 폐쇄하기로 결정했다고 항만청장이 밝혔다. 방파제에서 균열이 발견되었기 때문이다. 어선은
    이달 말까지 항구를 떠나야 한다고 그는 말했다. 반대한 의원 네 명은 보고서를 본 적이 없다고 주장했다.</p>
    <p>길이 60미터가 넘는 선박은 즉시 출입이 금지된다고 시 관계자는 전했다.</p>
    <p>김하늘 기자 haneul@mulgyeol.example</p>"""
RUSSIAN = """
    <p>Совет закроет порт в апреле, сообщил мэр в понедельник. В волнорезе нашли трещину, и судам длиннее
    шестидесяти метров вход запрещён немедленно, а рыбацкие лодки должны уйти до конца месяца. Четверо депутатов
    голосовали против и сказали, что доклада водолазов им никто не показал.</p>"""

PAGES = {
    "JSON-LD as a graph of nodes": (
        f"""<html><head><title>Harbour to close, council says | The Tidewater Post</title>{linked(GRAPH)}
        <link rel="canonical" href="https://post.example/harbour"></head>
        <body><h1>Harbour to close, council says</h1>{TEXT}</body></html>""",
        ("The Tidewater Post", "Harbour to close, council says", ("Ana Brandt",), "2031-03-04T09:30:00+01:00"),
    ),
    "JSON-LD that is damaged in usual ways": (
        f"""<html><head><script type="application/ld+json">{DAMAGED}</script></head>
        <body><h1>Harbour to close</h1>{TEXT}</body></html>""",
        ("The Tidewater Post", "Harbour to close", ("Ana Brandt",), "2031-03-04T09:30:00Z"),
    ),
    "microdata": (
        f"""<html><body><article itemscope itemtype="https://schema.org/NewsArticle">
        <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
        <img itemprop="logo" src="/logo.png"><meta itemprop="name" content="Exchange Daily"></div>
        <h1 itemprop="headline">Harbour to close<br>after divers find crack</h1>
        <p itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Farid Nasser</b></p>
        <meta itemprop="datePublished" content="2031-03-04T09:30+00:00">
        <meta itemprop="dateModified" content="2031-03-09">{TEXT}</article>
        <div class="comment" itemscope itemtype="https://schema.org/Comment"><i itemprop="author">Boaty Fan</i>
        <time itemprop="datePublished" datetime="2031-03-07T01:00">7 March</time></div></body></html>""",
        ("Exchange Daily", "Harbour to close after divers find crack", ("Farid Nasser",), "2031-03-04T09:30:00Z"),
    ),
    "Open Graph alone": (
        f"""<html><head>{site("Coastline Now")}<meta property="og:title" content="Harbour to close">
        <meta property="og:url" content="https://coastline.example/harbour">
        <meta property="article:author" content="https://social.example/ana">
        <meta property="article:author" content="Ana Brandt">
        <meta property="article:published_time" content="2031-03-04T09:30:00-05:00">
        <meta property="article:modified_time" content="2031-03-05T10:00:00-05:00"></head>
        <body>{TEXT}</body></html>""",
        ("Coastline Now", "Harbour to close", ("Ana Brandt",), "2031-03-04T09:30:00-05:00"),
    ),
    "Dublin Core in meta elements": (
        f"""<html><head><meta name="DC.title" content="Harbour to close">
        <meta name="DC.creator" content="Brandt, Ana Maria"><meta name="DCTERMS.creator" content="Ana Maria Brandt">
        <meta name="DC.publisher" content="The Marram Gazette"><meta name="DC.date.issued" content="2031-03-04">
        </head><body><h1>Harbour to close</h1>{TEXT}</body></html>""",
        ("The Marram Gazette", "Harbour to close", ("Ana Maria Brandt",), "2031-03-04"),
    ),
    "RDFa in the text": (
        f"""<html><body prefix="dc: http://purl.org/dc/terms/"><h1 property="dc:title">Harbour to close</h1>
        <p>Story: <span property="dc:creator">Li Wei</span>, <span property="dc:publisher">The Marram Gazette</span>
        <span property="schema:datePublished" content="2031-03-04T09:30:00Z">Tuesday</span></p>{TEXT}</body></html>""",
        ("The Marram Gazette", "Harbour to close", ("Li Wei",), "2031-03-04T09:30:00Z"),
    ),
    "AMP": (
        f"""<!doctype html><html amp lang="en"><head><title>Harbour to close - Exchange Daily</title>
        <link rel="canonical" href="https://www.exchange.example/2031/harbour">{linked(AMP)}
        <style amp-boilerplate>body{{}}</style></head><body><amp-sidebar><h3>By topic</h3></amp-sidebar>
        <article><h1>Harbour to close</h1>{TEXT}</article></body></html>""",
        ("Exchange Daily", "Harbour to close", ("Farid Nasser",), "2031-03-04T09:30:00Z"),
    ),
    "tables and fonts of 1998": (
        f"""<HTML><HEAD><TITLE>The Tidewater Post: Harbour to close</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>
        <TABLE><TR><TD><A HREF=/>Front page</A><TD><CENTER><FONT SIZE=5><H1>Harbour to close</H1></FONT></CENTER>
        <B>By ANA BRANDT</B><BR><I>Post staff writer</I><BR>March 4, 1998; 9:30 p.m. EST<P>
        {TEXT}</TABLE><HR>&copy; 1998 Tidewater Publishing Co.</BODY></HTML>""",
        ("The Tidewater Post", "Harbour to close", ("Ana Brandt",), "1998-03-04T21:30:00-05:00"),
    ),
    "a copyright line where nothing else names the outlet": (
        f"""<html><body><h1>Harbour to close</h1><i>by Ana Brandt</i>{TEXT}
        <p>Copyright © 2031 The Tidewater Post. All rights reserved.</p></body></html>""",
        ("The Tidewater Post", "Harbour to close", ("Ana Brandt",), None),
    ),
    "two names and an agency in brackets": (
        f"""<html><head>{site("The Daily Lantern")}</head><body><h1>Harbour to close</h1>
        <p class="byline">By Ana Brandt and Joaquín de la Vega (Reuters) – Tidewater</p>
        <p class="meta">PUBLISHED: 09:30, Tue, Mar 4, 2031 | UPDATED: 11:05, Wed, Mar 5, 2031</p>
        {TEXT}</body></html>""",
        ("The Daily Lantern", "Harbour to close", ("Ana Brandt", "Joaquín de la Vega"), "2031-03-04T09:30:00"),
    ),
    "an agency alone, and another's name beside a link": (
        f"""<html><head><meta name="author" content="Associated Press">{site("Coastline Now")}</head>
        <body><h1>Harbour to close</h1><p>Associated Press</p><p>March 4, 2031, 9:02 AM</p>{TEXT}
        <h3>More from us</h3><div class="card"><a>Ten ships that sank</a>
        <span class="byline">By Dex Hollander</span></div></body></html>""",
        ("Coastline Now", "Harbour to close", (), "2031-03-04T09:02:00"),
    ),
    "a date in the address alone": (
        f"""<html><head><title>Harbour to close</title><link rel="canonical"
        href="https://www.tidewaterpost.example/2031/03/04/harbour.html"></head>
        <body><h1>Harbour to close</h1>{TEXT}<p>Write to the Tidewater Post.</p></body></html>""",
        ("Tidewater Post", "Harbour to close", (), "2031-03-04"),
    ),
    "a time element with a zone, beside one of a change": (
        f"""<html><head>{site("Coastline Now")}<meta name="date" content="2031-03-04"></head>
        <body><h1>Harbour to close</h1>
        <div class="c-byline">by <a rel="author">Ana Brandt</a>, <a rel="author">Li Wei</a></div>
        <time itemprop="dateModified" datetime="2031-03-04T12:00:00+01:00">noon</time>
        <time datetime="2031-03-04T09:30:00+01:00">this morning</time>{TEXT}</body></html>""",
        ("Coastline Now", "Harbour to close", ("Ana Brandt", "Li Wei"), "2031-03-04T09:30:00+01:00"),
    ),
    "a changed page that says when it was first published": (
        f"""<html><head>{site("Coastline Now")}</head><body><h1>Harbour to close</h1><p>By Ana Brandt</p>
        <p>Updated 6:45 p.m. EST March 5, 2031</p><p>Published 9:30 a.m. EST March 4, 2031</p>{TEXT}</body></html>""",
        ("Coastline Now", "Harbour to close", ("Ana Brandt",), "2031-03-04T09:30:00-05:00"),
    ),
    "Korean": (
        f"""<html lang="ko"><head><title>항구 폐쇄 결정, 시의회 표결로 확정 - 물결일보</title></head>
        <body><h1>물결일보</h1><div>항구 폐쇄 결정, 시의회 표결로 확정</div>
        <div>입력 : [ 2031-03-04 15:20 ]</div>{KOREAN}</body></html>""",
        ("물결일보", "항구 폐쇄 결정, 시의회 표결로 확정", ("김하늘",), "2031-03-04T15:20:00"),
    ),
    "Russian, with a heading that is not the title": (
        f"""<html lang="ru"><head><title>Порт закроют: новости 2031 — Портовый вестник</title>
        <meta property="og:title" content="Порт закроют: новости 2031"></head>
        <body><h1>Совет решил закрыть порт с апреля</h1>
        <p><span>Текст: Зинаида Орлик</span> · 4.03.2031, 9:30</p>{RUSSIAN}</body></html>""",
        ("Портовый вестник", "Совет решил закрыть порт с апреля", ("Зинаида Орлик",), "2031-03-04T09:30:00"),
    ),
    "a live blog": (
        f"""<html><head><title>Harbour closes: the latest - Coastline Now</title>{linked(LIVE)}</head>
        <body><h1>Harbour closes: the latest</h1><h2>Last ship leaves</h2>{TEXT}</body></html>""",
        ("Coastline Now", "Harbour closes: the latest", (), "2031-03-04T06:00:00Z"),
    ),
    "the outlet's name as the only first heading": (
        f"""<html><head><title>Harbour to close « Coastline Now</title>{site("U.S.")}</head>
        <body><h1>Coastline Now</h1><h2>Harbour to close</h2><div>Posted on 4 March 2031 by Ana Brandt</div>
        {TEXT}</body></html>""",
        ("Coastline Now", "Harbour to close", ("Ana Brandt",), "2031-03-04"),
    ),
}


def test_a_long_number_in_linked_data_hides_nothing_else():
    counted = linked(GRAPH).replace('"@graph"', f'"wordCount": {"9" * 5_000}, "@graph"')
    report = read_page(f"<html><head>{counted}</head><body><article>{TEXT}</article></body></html>", name="page.html")
    assert (report.publisher, report.byline) == ("The Tidewater Post", ("Ana Brandt",))


@pytest.mark.parametrize(
    "author",
    [
        [[{"@type": "Person", "name": "Ana Brandt"}, {"@type": "Person", "name": "Li Wei"}]],
        {"@list": [{"name": {"@value": "Ana Brandt"}}, {"name": ["Li Wei"]}]},
        [{"name": {"@type": "Person", "name": "Ana Brandt"}}, "Li Wei"],
    ],
)
def test_authors_are_found_however_their_lists_and_names_are_nested(author):
    data = linked({"@type": "NewsArticle", "headline": "Harbour to close", "author": author})
    page = f"<html><head>{data}</head><body><article><h1>Harbour to close</h1>{TEXT}</article></body></html>"
    assert read_page(page, name="page.html").byline == ("Ana Brandt", "Li Wei")


def test_names_nested_without_end_give_no_author():
    author = "Ana Brandt"
    for _ in range(100):
        author = {"name": author}
    data = linked({"@type": "NewsArticle", "author": author})
    page = f"<html><head>{data}</head><body><article>{TEXT}</article></body></html>"
    assert read_page(page, name="page.html").byline == ()


@pytest.mark.parametrize(("markup", "expected"), PAGES.values(), ids=PAGES.keys())
def test_every_field_is_found_where_a_reader_finds_it(markup, expected):
    report = read_page(markup, name="page.html")
    assert (report.publisher, report.headline, report.byline, report.published) == expected


COPY = f"""<html><head><title>Harbour to close</title>{site("Portal")}
    <link rel="canonical" href="https://post.example/2031/03/01/harbour">
    <meta property="og:url" content="https://portal.example/news/harbour"></head>
    <body><h1>Harbour to close</h1><p>By Ana Brandt, The Tidewater Post</p>
    <time datetime="2031-03-04T09:30:00Z">a day ago</time>{TEXT}</body></html>"""


def test_a_copy_that_names_the_original_as_canonical_keeps_its_own_address_and_date():
    report = read_page(COPY, name="page.html", url="https://portal.example/news/harbour?from=home")
    assert (report.publisher, report.byline, report.published, report.url) == (
        "Portal",
        ("Ana Brandt",),
        "2031-03-04T09:30:00Z",
        "https://portal.example/news/harbour",
    )


def test_hosts_of_one_site_are_one_and_its_canonical_address_counts():
    mobile = COPY.replace("https://portal.example/news", "https://m.post.example/news")
    assert read_page(mobile, name="page.html").url == "https://post.example/2031/03/01/harbour"


@pytest.mark.parametrize(
    "opening",
    [
        "<!-- saved from url=(0028)https://post.example/harbour -->",
        "<!--\n Page saved with SingleFile \n url: https://post.example/harbour \n saved date: Tue Mar 04 2031\n-->",
    ],
)
def test_a_saved_page_knows_where_it_was_saved_from(opening):
    report = read_page(f"<!DOCTYPE html>\n{opening}\n<html><h1>Harbour to close</h1>{TEXT}</html>", name="page.html")
    assert (report.url, report.publisher) == ("https://post.example/harbour", "post.example")


def test_an_address_that_is_none_is_not_taken_for_where_a_page_was_saved_from():
    markup = f"<!-- saved from url=(0014)https://[x:y -->\n<html><h1>Harbour to close</h1>{TEXT}</html>"
    assert read_page(markup, name="page.html").url is None


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Published 7:07 PM EST Mar 4, 2031", ["2031-03-04T19:07:00-05:00"]),
        ("March 4, 2031, 12:05 a.m.", ["2031-03-04T00:05:00"]),
        ("4th March 2031 at 10 p.m.", ["2031-03-04T22:00:00"]),
        ("Tue Mar 04 2031 09:30:15 GMT+0100 (CET)", ["2031-03-04T09:30:15+01:00"]),
        ("04.03.2031, 9.30 Uhr", ["2031-03-04T09:30:00"]),
        ("2031년 3월 4일 15:20", ["2031-03-04T15:20:00"]),
        ("입력 2031. 3. 4. 15:20", ["2031-03-04T15:20:00"]),
        ("10:48, Tue, Mar 4, 2031 | UPDATED: 11:05, Mar 5, 2031", ["2031-03-04T10:48:00", "2031-03-05T11:05:00"]),
        ("31 February 2031, 25:70 on 4 March 2031", ["2031-03-04"]),
        ("version 1.2.2031.3, ratio 12/1/2.3.2031, in March", []),
    ],
)
def test_moments_are_read_out_of_words(words, times):
    assert [moment.time for moment in find_moments(words)] == times


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Toby Brandt", ("Toby Brandt",)),
        ("Ludwig von Berg", ("Ludwig von Berg",)),
        ("| BY: Ana Brandt", ("Ana Brandt",)),
        ("김하늘 기자", ("김하늘",)),
        ("물결뉴스", ()),
        ("山田太郎 記者", ("山田太郎",)),
    ],
)
def test_a_name_is_taken_whole_and_without_its_role(line, names):
    assert read_byline(line).names == names


def test_an_outlet_in_another_script_is_no_name():
    assert not looks_like_name("물결일보")


LABEL = {
    "set": "first",
    "page": "0",
    "publisher": [fingerprint("Tidewater Post"), fingerprint("TidewaterPost")],
    "headline": [fingerprint("Harbour to close")],
    "byline": [fingerprint("Ana Brandt"), fingerprint("Li Wei")],
    "agency": [],
    "published": ["2031-03-04T09:30Z"],
}


def test_a_field_counts_as_found_only_if_it_is_what_a_person_found():
    right = Report(
        text="Harbour to close",
        headline="Harbour to close",
        publisher="The Tidewater Post",
        byline=("Li Wei", "Ana Brandt"),
        published="2031-03-04T10:30:20+01:00",
    )
    assert set(judge(right, LABEL).values()) == {"found"}
    assert judge(Report(text="", byline=("Ana Brandt",), published="2031-03-04"), LABEL) == {
        "publisher": "missed",
        "headline": "missed",
        "byline": "wrong",
        "published": "wrong",
        "published_day": "found",
    }
    assert judge(right, {**LABEL, "byline": []})["byline"] == "needless"
    assert set(judge(None, LABEL).values()) == {"missed"}
    assert not is_same_time("2031-03-04T09:30", "2031-03-04T09:30Z")
