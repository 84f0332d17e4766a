"""Invented samples of the forms in `whence.intake.formats.databases`, by file name."""

from bench.downloads import pack_docx
from tests.support.samples.bodies import BODY, SECOND_BODY, paragraphs
from tests.support.samples.factiva import FACTIVA, FACTIVA_IN_ORDER, FACTIVA_PAGE, FACTIVA_XML, SNAPSHOT


def docx(lines):
    return pack_docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


def rtf(lines):
    escaped = ("".join(char if char.isascii() else f"\\u{ord(char)}?" for char in line) for line in lines)
    return ("{\\rtf1\\ansi\\uc1 " + "".join(f"\\pard {line}\\par\n" for line in escaped) + "}").encode()


def nexis_uni(headline, outlet, day, body, byline="Li Wei"):
    head = [headline, outlet, day, "", f"Copyright 2031 {outlet} Ltd", "", "Section: NEWS; Pg. 4", f"Byline: {byline}"]
    return [
        *head,
        "Body",
        "",
        *body,
        "",
        "Classification",
        "Language: ENGLISH",
        "Load-Date: May 9, 2033",
        "End of Document",
    ]


NEXIS_UNI = (
    *("User Name: A. Reader", "Date and Time: Tuesday, May 2, 2033 10:11:00 AM CET", "Job Number: 1", "Documents (2)"),
    *(
        "1. Harbour to close",
        "Client/Matter: -None-",
        "2. Ferry talks end",
        "Client/Matter: -None-",
        "Narrowed by",
        "News",
    ),
    *nexis_uni("Harbour to close", "The Tidewater Post", "March 4, 2031 Tuesday, Final Edition", BODY),
    *nexis_uni("Ferry talks end", "Varnholt Herald", "5. März 2031 Mittwoch", SECOND_BODY, "By TOMAS BRELL"),
)
NEXIS_CLASSIC = """\ufeff

Download Request: Selected Items: 1-2
Time Of Request: Tuesday, May 2, 2033  10:11:12 EST

Terms: (night ferry)


                               1 of 2 DOCUMENTS


                              The Tidewater Post

                            March 4, 2031 Tuesday
                                  Edition 1;
                                   National

Harbour to close, and
nobody was asked

BYLINE: By LI WEI

SECTION: NEWS; Pg. 4

LENGTH: 21 words

The council will shut the harbour in April,
the mayor said.

"Nobody asked us," said Ana Brandt of the union.
BRANDT: It is a shame.

LOAD-DATE: May 9, 2033

LANGUAGE: ENGLISH


                   Copyright 2031 The Tidewater Post Ltd
                             All Rights Reserved


                               2 of 2 DOCUMENTS


                   Copyright 2031 Varnholt Herald Ltd
                               Varnholt Herald

                    March 5, 2031, Wednesday, Late Edition

SECTION: Page 1

LENGTH: 12 words

HEADLINE: Ferry talks end

BODY:
   Talks on the night ferry ended without a deal.
   They go on
in May.

LOAD-DATE: May 9, 2033
"""


def nexis_page_block(words):
    return f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">{words}</SPAN></P>\n</DIV>\n'


def nexis_page_document(number, *blocks):
    start = (
        f'<A NAME="DOC_ID_0_{number}"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->\n'
    )
    written = "".join(map(nexis_page_block, (f"{number} of 2 DOCUMENTS", *blocks)))
    return f"{start}{written}<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n"


NEXIS_PAGE = (
    "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>"
    + nexis_page_document(
        *(1, "The Tidewater Post", "27. Februar 2031 Donnerstag 9:50 PM GMT+1", "Harbour to<BR>close", "AUTOR: Li Wei"),
        *("L&Auml;NGE: 18 W&ouml;rter", "</SPAN></P><P>".join(BODY), "UPDATE: 9. Mai 2033", "SPRACHE: GERMAN; DEUTSCH"),
        "Copyright 2031 Tidewater GmbH<BR>Alle Rechte vorbehalten",
    )
    + nexis_page_document(
        *(2, "Varnholt Herald", "March 5, 2031 Wednesday", "Ferry talks end", "LENGTH: 12 words"),
        *("</SPAN></P><P>".join(SECOND_BODY), "LOAD-DATE: May 9, 2033"),
    )
    + "</BODY></HTML>"
)


RULE = "_" * 60


def proquest(number, body, *, headline, writer, outlet, day):  # noqa: PLR0913
    text = "\n\n".join(body)
    return f"""
Document {number} of 2

{headline}

Author: {writer}

Publication info: {outlet} ; Port Ellery [Port Ellery]. {day}: A.4.

https://www.proquest.example/docview/24300000{number}?accountid=1

Abstract: A summary by the database.

Full text: {text}

Subject: Ferries; Labor unions

Title: {headline}

Author: {writer}

Publication title: {outlet}; Port Ellery

First page: A4

Publication date: {day}

Section: News

Publisher: Quay Publishing Ltd

ISSN: 00000000

Language of publication: English

ProQuest document ID: 24300000{number}

Last updated: 2033-05-09

{RULE}
"""


PROQUEST = (
    f"{RULE}\n"
    + proquest(
        1,
        BODY,
        headline="Harbour to close",
        writer="Wei, Li; Brandt, Ana",
        outlet="The Tidewater Post",
        day="Mar 4, 2031",
    )
    + proquest(
        2, SECOND_BODY, headline="Ferry talks end", writer="Brell, Tomas", outlet="Varnholt Herald", day="Mar 5, 2031"
    )
    + "\nContact us at: http://www.proquest.example/go\n\nDatabase copyright © 2033 ProQuest LLC.\n"
)


def europresse(body, *, outlet, header, headline, writer, number):  # noqa: PLR0913
    return (
        f"<article> <header> <div><span class='DocPublicationName'>{outlet}</span></div>"
        f"<div><span class='DocHeader'>{header}</span></div><div class='titreArticle'>"
        f"<p class='sm-margin-TopNews titreArticleVisu rdp__articletitle'>{headline}</p></div>"
        f"<div class='docAuthors'>{writer}</div></header><section><div class='DocText clearfix'>"
        f"<div class='docOcurrContainer'>{paragraphs(body)}</div></div></section>"
        f"<aside><p>The quay at night.</p></aside><footer><small>© 2031. Tous droits réservés.</small>"
        f"<p>Numéro de document : news·{number}_1256056</p></footer></article>"
    )


EUROPRESSE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title></title></head><body>"
    + europresse(
        BODY,
        outlet="The Tidewater Post, no. 43018",
        header="Monde, mardi 4 mars 2031, p. 4",
        headline="Harbour to <mark>close</mark>",
        writer="Li Wei",
        number="20310304·TP·0q150",
    )
    + europresse(
        SECOND_BODY,
        outlet="Varnholt Herald (site web)",
        header="Économie, 134 mots",
        headline="Ferry talks end",
        writer="Tomas Brell",
        number="20310305·VH·0q151",
    )
    + "</body></html>"
)
INTEGRUM = """<!DOCTYPE HTML><html><head><META http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>Report 02.05.2033 15:50:05</title></head><body><h3>Report 02.05.2033 15:50:05</h3>1.
<a href="#1">Гавань закроют</a> <small>Портовый курьер; 04.03.2031; 4; </small><br>2.
<a href="#2">Переговоры завершились</a> <small>Вестник Варнхольта; 05.03.2031; 5; </small><br>
<hr><a name="1"></a><pre>^ИС: Портовый курьер
^РБ: НОВОСТИ
^НР: 4
^ДТ: 04.03.2031
^АВ: Анна Брандт
^ЗГ: Гавань закроют

   Совет закроет гавань в апреле, сообщил мэр
города во вторник.
   Никто нас не спросил, заявил профсоюз.
</pre>
<div align="left"><a name="2"></a><table><tr><td>^ИС:
      Вестник Варнхольта
<br>^ДТ:
      05.03.2031
<br>^АВ:
      Томас Брелль,
<br>^ЗГ:
      Переговоры <font color="#FF0000"><b>завершились</b></font>
<br></td></tr></table><h3>Переговоры завершились</h3><pre>
     Переговоры о <font color="#FF0000">пароме</font> завершились без соглашения.
     Они продолжатся в мае.</pre></div></body></html>
"""
RIS = """TY  - NEWS
TI  - Harbour to close
AU  - Wei, Li
AU  - Brandt, Ana
T2  - The Tidewater Post
DA  - 2031/03/04/
LA  - en
UR  - https://tidewaterpost.example/harbour
AB  - The council will shut the harbour in April, the mayor said.
Nobody was asked.
ER  - \n
TY  - NEWS
T1  - Ferry talks end
JO  - Varnholt Herald
Y1  - 2031/03/05
UR  - https://search.ebscohost.com/login.aspx?db=n5h
N2  - Talks on the night ferry ended without a deal.
ER  - \n"""
RELEASE = ("PRESS RELEASE", "Harbour to close in spring", "4 March 2031", *BODY, "Contact: press@tidewater.example")

SAMPLES: dict[str, bytes] = {
    "nexis-uni.docx": docx(NEXIS_UNI),
    "nexis-uni.rtf": rtf(NEXIS_UNI),
    "nexis-single.docx": docx(nexis_uni("Harbour to close", "The Tidewater Post", "March 4, 2031", BODY)),
    "nexis-classic.TXT": NEXIS_CLASSIC.encode(),
    "nexis-classic.rtf": rtf(NEXIS_CLASSIC.replace("\ufeff", "").split("\n")),
    "nexis-classic.HTML": NEXIS_PAGE.encode(),
    "factiva.html": FACTIVA_PAGE.encode(),
    "factiva.xml": FACTIVA_XML.encode(),
    "factiva.docx": docx(FACTIVA),
    "factiva.rtf": rtf(FACTIVA),
    "factiva.txt": "\n".join(FACTIVA).encode(),
    "factiva-in-order.txt": "\n".join(FACTIVA_IN_ORDER).encode(),
    "snapshot.jsonl": SNAPSHOT.encode(),
    "proquest.txt": PROQUEST.encode(),
    "europresse.html": EUROPRESSE.encode(),
    "integrum.html": INTEGRUM.encode("cp1251"),
    "citations.ris": RIS.encode(),
    "release.docx": docx(RELEASE),
    "release.rtf": rtf(RELEASE),
}
