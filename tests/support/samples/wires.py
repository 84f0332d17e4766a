"""Invented samples of the forms in `whence.intake.formats.wires`, and of transcripts, by file name."""

import json
from textwrap import wrap

HEADLINE = "Harbour to close in March, council says"
BYLINE = "By Ana Brandt"
PARAGRAPHS = (
    "TIDEWATER – The council will close the harbour from 1 March, its mayor Li Wei said on Monday.",
    "Dock workers were told by letter. “We cannot pay two crews for nine people,” Li said.",
    "The union called the step hasty and said it would ask for talks.",
)
MARKUP = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
PLAIN = tuple(each.replace("–", "-").replace("“", '"').replace("”", '"') for each in PARAGRAPHS)
G2 = "http://iptc.org/std/nar/2006-10-01/"


def nitf(body: str = MARKUP, *, data: str = "", head: str = "") -> str:
    return (
        f'<nitf><head><title>Tide/harbour</title><docdata {data}><doc-id regsrc="TWN" id-string="twn.1"/>'
        f'<urgency ed-urg="4"/><date.issue norm="20310304T093000Z"/><doc.copyright holder="The Tidewater Post"/>'
        f"{head}</docdata></head><body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline>"
        f"<byline>{BYLINE}<byttl>Staff Reporter</byttl></byline><distributor>The Tidewater Post</distributor>"
        f"<dateline><location>TIDEWATER</location></dateline></body.head><body.content>{body}</body.content></body></nitf>"
    )


def news_item(  # noqa: PLR0913 -- the parts of an item
    content: str = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{MARKUP}</body></html>",
    *,
    number: int = 1,
    version: int = 1,
    status: str = "usable",
    headline: str = HEADLINE,
    meta: str = "",
) -> str:
    return (
        f'<newsItem xmlns="{G2}" guid="urn:newsml:tidewater.example:20310304:{number}" version="{version}" '
        f'xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:text"/><provider literal="tidewater.example"/>'
        f"<versionCreated>2031-03-04T1{version}:30:00Z</versionCreated><firstCreated>2031-03-04T09:30:00Z</firstCreated>"
        f'<pubStatus qcode="stat:{status}"/>{meta}</itemMeta><contentMeta><slugline>Tidewater-Harbour</slugline>'
        f"<urgency>4</urgency><headline>{headline}</headline><by>{BYLINE}</by>"
        f"<infoSource role='cRole:origProv' literal='Tidewater News'/></contentMeta>"
        f"<contentSet><inlineXML>{content}</inlineXML></contentSet></newsItem>"
    )


def message(*items: str) -> bytes:
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    header = "<header><sent>2031-03-05T00:00:00Z</sent></header>"
    whole = f'{declaration}<newsMessage xmlns="{G2}">{header}<itemSet>{"".join(items)}</itemSet></newsMessage>'
    return whole.encode()


def newsml_1(
    content: str = f"<nitf><body><body.content>{MARKUP}<p>ab/lw</p></body.content></body></nitf>", **more: str
):
    return (
        '<?xml version="1.0" encoding="utf-8"?><NewsML Version="1.2"><NewsEnvelope><DateAndTime>20310305T000000Z'
        "</DateAndTime></NewsEnvelope><NewsItem xml:lang='en'><Identification><NewsIdentifier>"
        "<ProviderId>tidewater.example</ProviderId><DateId>20310304</DateId><NewsItemId>TX-1</NewsItemId>"
        f"<RevisionId PreviousRevision='0' Update='N'>{more.get('revision', '1')}</RevisionId></NewsIdentifier>"
        "</Identification><NewsManagement><FirstCreated>20310304T093000Z</FirstCreated>"
        f"<Status FormalName='{more.get('status', 'Usable')}'/><Urgency FormalName='4'/></NewsManagement>"
        f"<NewsComponent><NewsLines><HeadLine>{HEADLINE}</HeadLine><ByLine>{BYLINE}</ByLine>{more.get('lines', '')}"
        "<DateLine>TIDEWATER, March 4, 2031 (TWN) -</DateLine></NewsLines><AdministrativeMetadata><Provider>"
        "<Party FormalName='Tidewater News'/></Provider></AdministrativeMetadata><NewsComponent><ContentItem>"
        f"<MediaType FormalName='Text'/><DataContent>{content}</DataContent></ContentItem></NewsComponent>"
        f"<NewsComponent><NewsLines><HeadLine>A quay</HeadLine></NewsLines><ContentItem><MediaType FormalName='Photo'/>"
        "</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"
    )


def ninjs_1(**more: object) -> dict[str, object]:
    return {
        "uri": "urn:tidewater:1",
        "type": "text",
        "versioncreated": "2031-03-04T09:30:00Z",
        "pubstatus": "usable",
        "urgency": 4,
        "language": "en",
        "copyrightholder": "The Tidewater Post",
        "byline": BYLINE,
        "headline": HEADLINE,
        "body_text": " ".join(PARAGRAPHS),
        "body_xhtml": MARKUP,
        **more,
    }


def ninjs_3(**more: object) -> dict[str, object]:
    return {
        "uri": "urn:tidewater:3",
        "type": "text",
        "firstCreated": "2031-03-04T09:30:00Z",
        "versionCreated": "2031-03-04T11:30:00Z",
        "pubStatus": "usable",
        "by": BYLINE,
        "infoSources": [{"role": "provider", "name": "The Tidewater Post"}],
        "headlines": [{"role": "sub", "value": "Nine people"}, {"role": "main", "value": HEADLINE}],
        "bodies": [
            {"role": "text", "contentType": "text/plain", "value": " ".join(PARAGRAPHS)},
            {"role": "web", "contentType": "text/html", "value": f"<h1>{HEADLINE}</h1>{MARKUP}"},
        ],
        **more,
    }


def iptc7901(top: str = f"{HEADLINE} =", number: int = 62) -> bytes:
    text = "".join("\r\n".join(wrap(each, 66, initial_indent="   ")) + "\r\n\r\n" for each in PLAIN)
    return (
        f"\x01twn{number:03} 4 i 211 ccccb   twn 061\r\n\r\nTidewater-harbour/\r\n\x02{top}\r\n"
        f"{BYLINE}, twn =\r\n\r\n{text}"
        "# twn NOTEBOOK\r\n\r\n## Note to editors\r\n- adds quotation in second paragraph\r\n\r\n* * * *\r\n"
        "The following information is not for publication\r\n\r\n## Contacts\r\nTel: +00 30 0000\r\n\r\ntwn ab lw\r\n"
        "\x03040930 GMT Mar 31 \r\n\x7f\r\n\x04"
    ).encode("latin-1")


def anpa(keyword: str = "BC-TW--Harbour, 1st Ld-Writethru,149") -> bytes:
    text = (
        "".join(f"\t   {each} \r\n" for each in PLAIN).replace(',"', ",''").replace(' "', " ``").replace(" - ", " _ ")
    )
    return (
        f"\x16\x16\x01W2870\x1f_asian\r\nu i\x13\x11BC-TW--Harbour 1stLd 03-04 0149\r\n\x02^{keyword}<\r\n"
        f"^{HEADLINE}<\r\n^TW Photo TWP101, TWP102<\r\n^Eds: Adds quotation. With TW Photos.<\r\n"
        f"^By ANA BRANDT=\r\n^Tidewater News=\r\n{text}\r\n\x03   TW-WF-03-04-31 0930GMT<\r\n\x04"
    ).encode("latin-1")


def rcv1(number: int = 1) -> str:
    return (
        f'<newsitem itemid="{number}" id="root" date="2031-03-04" xml:lang="en"><title>TIDE: {HEADLINE}.</title>'
        f"<headline>{HEADLINE}.</headline><byline>Ana Brandt</byline><dateline>TIDEWATER 2031-03-04</dateline>"
        f"<text>{MARKUP}</text><copyright>(c) The Tidewater Post 2031</copyright><metadata>"
        '<dc element="dc.date.published" value="2031-03-04"/><dc element="dc.source" value="The Tidewater Post"/>'
        "</metadata></newsitem>"
    )


def alto_line(words: str) -> str:
    return "<TextLine>" + "<SP/>".join(f'<String CONTENT="{each}" WC="0.9"/>' for each in words.split()) + "</TextLine>"


def subtitles(*cues: str, arrow: str = "{:02},000 --> 00:00:{:02},500") -> str:
    return "\n".join(
        f"{index + 1}\n00:00:{arrow.format(4 * index, 4 * index + 3)}\n{cue}\n" for index, cue in enumerate(cues)
    )


ALTO = (
    '<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ID="P1"><TopMargin>'
    f'<TextBlock ID="t">{alto_line("4 The Tidewater Post")}</TextBlock></TopMargin><PrintSpace>'
    f'<TextBlock ID="b1">{alto_line("The council will close the")}{alto_line("harbour from 1 March.")}</TextBlock>'
    "</PrintSpace></Page></Layout></alto>"
)
VTT = (
    "WEBVTT\nLanguage: en\n\nNOTE made by hand\n\nintro\n00:01.000 --> 00:03.000 align:start\n"
    "<v Ana Brandt>The council will close\nthe harbour.\n\n00:03.500 --> 00:05.000\n"
    "<v.loud Li Wei>We <i>cannot</i> pay for it.</v>\n"
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title type="main">'
    + HEADLINE
    + "</title>"
    "<author>Ana Brandt; Li Wei</author></titleStmt><sourceDesc><biblFull><publicationStmt>"
    '<publisher>The Tidewater Post (post.example)</publisher><ptr type="URL" target="https://post.example/2031/harbour"/>'
    "<date>2031-03-04</date></publicationStmt></biblFull></sourceDesc></fileDesc></teiHeader><text><body>"
    f'<div type="entry"><ab type="header">{HEADLINE}</ab>{MARKUP}</div>'
    '<div type="comments"><p>First!</p></div></body></text></TEI>'
)
EXTRACTED = (
    f'<doc sitename="The Tidewater Post" title="{HEADLINE}" author="Ana Brandt; Li Wei" date="2031-03-04" '
    f'url="https://post.example/2031/harbour" hostname="post.example" fingerprint="1f"><main><head rend="h1">{HEADLINE}'
    f"</head>{MARKUP}<list><item>First point</item></list></main><comments/></doc>"
)

SAMPLES: dict[str, bytes] = {
    "item.nitf.xml": nitf().encode(),
    "several.nitf.xml": f"<?xml version='1.0'?><items>{nitf()}{nitf()}</items>".encode(),
    "message.newsml.xml": message(news_item(), news_item(nitf(), number=2)),
    "item.newsml.xml": news_item().encode(),
    "item.newsml1.xml": newsml_1().encode(),
    "1.rcv1.xml": rcv1().encode(),
    "item.ninjs1.json": json.dumps(ninjs_1(), indent=1).encode(),
    "items.ninjs3.json": json.dumps([ninjs_3(), ninjs_3(uri="urn:tidewater:4")]).encode(),
    "items.ninjs.jsonl": "\n".join(json.dumps(ninjs_1(uri=f"urn:{each}")) for each in range(3)).encode(),
    "item.iptc": iptc7901(),
    "items.iptc.txt": iptc7901() + iptc7901(number=63),
    "item.tst": anpa(),
    "page.alto.xml": ALTO.encode(),
    "news.srt": subtitles("The council will close\nthe harbour.", "- Who pays?\n- Nobody, the mayor said.").encode(),
    "news.vtt": VTT.encode(),
    "text.tei.xml": TEI.encode(),
    "text.extracted.xml": EXTRACTED.encode(),
}
