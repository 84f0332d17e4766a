"""Invented samples of Factiva's forms, and of Dow Jones snapshots."""

from tests.support.samples.bodies import BODY, SECOND_BODY, paragraphs


def factiva_lines(headline, outlet, day, number, body):
    head = ["SE", "News", "HD", headline, "BY", "By Li Wei", "WC", "18 words", "PD", day, "ET", "06:30", "SN", outlet]
    return [
        *head,
        "LA",
        "English",
        "CY",
        "(c) 2031 Quay Ltd.",
        "",
        "LP",
        body[0],
        "",
        "TD",
        *body[1:],
        "",
        "AN",
        number,
    ]


FACTIVA = (
    *factiva_lines(
        "Harbour to close", "The Tidewater Post", "4 March 2031", "Document TIDEPO0020310304e748000b5", BODY
    ),
    *factiva_lines(
        "Ferry talks end", "Varnholt Herald", "5 March 2031", "Document VARNHE0020310305e748000b5", SECOND_BODY
    ),
    *("Search Summary", "Text", "night ferry"),
)
FACTIVA_IN_ORDER = (
    *(
        "Harbour to close before the summer",
        "By Li Wei",
        "18 words",
        "4 mars 2031",
        "06:30",
        "The Tidewater Post",
        "TIDEPO",
    ),
    *(
        "4",
        "English",
        "(c) 2031 Quay Ltd.",
        "",
        *BODY,
        "",
        "Quay Publishing Ltd",
        "",
        "Document TIDEPO0020310304e748000b5",
    ),
)


def factiva_page_rows(fields):
    rows = (f"<tr><td class='index'><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in fields.items())
    return f"<div class='article enArticle'><table>{''.join(rows)}</table></div>"


FACTIVA_PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Factiva</title></head><body>"
    + factiva_page_rows(
        {
            "HD": "<b class='enHeadline'>Harbour to close</b>",
            "BY": "By Li Wei",
            "PD": "4. März 2031",
            "ET": "06:30",
            "SN": "The Tidewater Post",
            "LP": paragraphs(BODY[:1]),
            "TD": paragraphs(BODY[1:]),
            "PUB": "Quay Publishing Ltd",
            "AN": "Document TIDEPO0020310304e748000b5",
        }
    )
    + "<div id='article-X' class='article'><div class='article enArticle'><div id='hd'>"
    "<span class='enHeadline'>Ferry talks end</span></div><div class='author'>By Tomas Brell</div>"
    "<div>12 words</div><div>5 March 2031</div><div>Varnholt Herald</div><div>VARNHE</div><div>(c) 2031 Quay Ltd.</div>"
    + paragraphs(SECOND_BODY, " class='articleParagraph enarticleParagraph'")
    + "<div>Quay Publishing Ltd</div><p>Document VARNHE0020310305e748000b5</p></div></div></body></html>"
)


def factiva_element(headline, outlet, day, body):
    told = "".join(f"<paragraph>{line}</paragraph>" for line in body[1:])
    return (
        f"<ppsarticle><article><accessionNo>TIDEPO00{day.replace('-', '')}e748000b5</accessionNo>"
        f"<byline>By Li Wei</byline><headline><paragraph>{headline}</paragraph></headline>"
        f"<publicationDate><date>{day}</date></publicationDate>"
        f"<leadParagraph><paragraph>The&nbsp;mayor: <hlt>{body[0]}</hlt></paragraph></leadParagraph>"
        f"<publicationTime><time>06:30:00Z</time></publicationTime><publisherName>Quay Ltd</publisherName>"
        f"<sourceName>{outlet}</sourceName><tailParagraphs>{told}</tailParagraphs></article></ppsarticle>"
    )


FACTIVA_XML = (
    "<?xml version='1.0' encoding='utf-8'?><PPSResponse><ppsArticleResponse xmlns='urn:pps'><ppsarticleResultSet>"
    + factiva_element("Harbour to close", "The Tidewater Post", "2031-03-04", BODY)
    + factiva_element("Ferry talks end", "Varnholt Herald", "2031-03-05", SECOND_BODY)
    + "</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"
)
SNAPSHOT = """\
{"an": "TIDEPO0020310304e748000b5", "title": "Harbour to close", "snippet": "The council will shut the harbour.", \
"body": "The mayor said so.\\n\\nNobody was asked.", "byline": "By Li Wei", "source_name": "The Tidewater Post", \
"publisher_name": "Quay Ltd", "language_code": "en", "publication_date": 1930348800000, \
"publication_datetime": 1930372200000, "word_count": 18}
{"an": "VARNHE0020310305e748000b5", "title": "Ferry talks end", "snippet": "Talks ended without a deal.", \
"body": "", "byline": null, "source_name": "Varnholt Herald", "publisher_name": "Quay Ltd", "language_code": "en", \
"publication_date": 1930435200000, "publication_datetime": 1930435200000, "word_count": 12}
"""
