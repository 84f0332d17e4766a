"""Write invented reports as downloads of press databases and wires, as large as asked."""

import random
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from io import BytesIO

from bench.wire_messages import make_message
from whence.records.report import Report

__all__ = ["MAKERS", "make_reports", "pack_docx", "write_factiva_html", "write_nexis_docx", "write_text"]

_FIRST = date(2031, 1, 1)
_PARAGRAPHS = 12
_SENTENCES = 3
_PEOPLE = ("Ana Brandt", "Li Wei", "Thandiwe Mokoena", "Joaquín Vega", "Ilse Tamarin", "Anselm Quire")
_OUTLETS = ("The Tidewater Post", "Varnholt Herald", "The Ellery Courier", "Quayside Gazette")
_SUBJECTS = ("the council", "the harbour master", "the ferry company", "the dockers' union", "a spokesman for the port")
_VERBS = ("said", "announced", "told reporters", "denied", "confirmed")
_CLAIMS = (
    "that the night ferry would stop in the spring",
    "that the quay had to be closed for two weeks",
    "that nobody had asked for money",
    "that the talks with the town would go on in the autumn",
    "that three of the eleven boats were too old to sail",
)
_WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_reports(count: int) -> Iterator[Report]:
    """Invent reports of about 500 words, no two alike.

    >>> [each.published for each in make_reports(2)]
    ['2031-01-01', '2031-01-02']
    """
    chance = random.Random(count)  # noqa: S311 -- no secret
    for number in range(count):
        headline = f"Port to hold talk {number + 1} on the night ferry"
        paragraphs = [" ".join(_sentence(chance) for _ in range(_SENTENCES)) for _ in range(_PARAGRAPHS)]
        yield Report(
            text="\n\n".join([headline, *paragraphs]),
            headline=headline,
            publisher=chance.choice(_OUTLETS),
            byline=(chance.choice(_PEOPLE),),
            published=(_FIRST + timedelta(days=number)).isoformat(),
        )


def _sentence(chance: random.Random) -> str:
    words = (chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_CLAIMS))
    return f"{' '.join(words)}, for the {chance.randrange(2, 9999)}th time.".capitalize()


def write_text(report: Report) -> bytes:
    """Write a report as a text file."""
    headline, _, body = report.text.partition("\n\n")
    lines = [headline, "", f"By {report.byline[0]}, {report.publisher}", f"{_day(report):%d %B %Y}", "", body, ""]
    return "\n".join(lines).encode()


def pack_docx(body: str, **parts: str) -> bytes:
    """Pack the body of a Word file, and other parts by name, with a slash for each two underscores.

    >>> zipfile.ZipFile(BytesIO(pack_docx("<w:p/>", docProps__core="<core/>"))).namelist()
    ['word/document.xml', 'docProps/core.xml']
    """
    document = f'<w:document xmlns:w="{_WORDPROCESSING}"><w:body>{body}</w:body></w:document>'
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), document.encode(), zipfile.ZIP_DEFLATED)
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(f"{name.replace('__', '/')}.xml"), part.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_nexis_docx(reports: Sequence[Report]) -> bytes:
    """Write reports as Nexis Uni gives them in one Word file: a list of contents, then one after another."""
    lines = [
        "User Name: A. Reader",
        "Date and Time: Tuesday, May 2, 2033",
        "Job Number: 79564983",
        f"Documents ({len(reports)})",
    ]
    for number, report in enumerate(reports, 1):
        lines += [f"{number}. {report.headline}", "Client/Matter: -None-", "Search Terms: night ferry", ""]
    for report in reports:
        lines += [report.headline or "", report.publisher or "", f"{_day(report):%B %d, %Y %A}", ""]
        lines += [f"Copyright {_day(report):%Y} {report.publisher} Ltd All Rights Reserved", ""]
        lines += [
            "Section: NEWS; Pg. 4",
            f"Length: {_count_words(report)} words",
            f"Byline: {report.byline[0]}",
            "Body",
            "",
        ]
        lines += [line for paragraph in _paragraphs(report) for line in (paragraph, "")]
        lines += ["Classification", "Language: ENGLISH", "Publication-Type: Newspaper"]
        lines += [f"Load-Date: {_day(report) + timedelta(days=1):%B %d, %Y}", "", "End of Document"]
    return pack_docx("".join(map(_write_paragraph, lines)))


def _write_paragraph(line: str) -> str:
    """Write a paragraph with the formatting of the real files, in which a label is a run of its own."""
    label, colon, rest = line.partition(": ")
    runs = [f"{label}{colon}", rest] if colon and len(label.split()) == 1 else [line]
    style = '<w:pPr><w:spacing w:before="200" w:line="260" w:lineRule="atLeast"/><w:jc w:val="both"/></w:pPr>'
    font = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:color w:val="000000"/><w:sz w:val="20"/></w:rPr>'
    written = (f'<w:r>{font}<w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
    return f"<w:p>{style}{''.join(written)}</w:p>"


def write_factiva_html(reports: Sequence[Report]) -> bytes:
    """Write reports as Factiva saves them with its codes."""
    articles = "".join(map(_write_article, reports))
    head = '<!DOCTYPE html><html><head><meta charset="UTF-8"/><title>Factiva</title></head>'
    return f"{head}<body>{articles}</body></html>".encode()


def _write_article(report: Report) -> str:
    paragraphs = [f'<p class="articleParagraph enarticleParagraph">{escape(each)}</p>' for each in _paragraphs(report)]
    fields = {
        "SE": "News",
        "HD": f"<b class='enHeadline'>{escape(report.headline or '')}</b>",
        "BY": f"By {report.byline[0]}",
        "WC": f"{_count_words(report)} words",
        "PD": f"{_day(report):%d %B %Y}",
        "ET": "06:30",
        "SN": report.publisher or "",
        "SC": "TIDEPO",
        "LA": "English",
        "CY": f"(c) {_day(report):%Y} {report.publisher} Ltd.",
        "LP": paragraphs[0],
        "TD": "\n".join(paragraphs[1:]),
        "NS": "gvote : Local Politics | gcat : Political/General News",
        "RE": "eurz : Europe | weurz : Western Europe",
        "PUB": "Quayside Publishing Ltd",
        "AN": f"Document TIDEPO00{_day(report):%Y%m%d}e748000b5",
    }
    rows = (
        f'<tr><td align="right" valign="top" class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'
        for code, value in fields.items()
    )
    return (
        f'<span></span><div class="article enArticle"><table cellpadding="1">{"".join(rows)}</table><br/></div><br/>\n'
    )


def _day(report: Report) -> date:
    return date.fromisoformat(report.published or "")


def _paragraphs(report: Report) -> list[str]:
    return report.text.split("\n\n")[1:]


def _count_words(report: Report) -> int:
    return sum(len(paragraph.split()) for paragraph in _paragraphs(report))


MAKERS: Mapping[str, Callable[[Sequence[Report]], bytes]] = {
    "nexis.docx": write_nexis_docx,
    "factiva.html": write_factiva_html,
    "newsml-g2.xml": lambda reports: b"".join(make_message(reports)),
}
"""What writes a download with all reports, by the name of its file."""
