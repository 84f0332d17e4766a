"""Invented samples of the forms in `whence.intake.formats.documents`, by file name."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.support.pdf_files import pdf, set_in_lines
from tests.support.xls_files import xls

BODY = (
    "PORT SELD – The Seld Ferry Company will stop all night runs from 1 May, its director Anton Krall said on Tuesday.",
    "Passengers were told by letter. “We cannot pay two crews for eleven people,” Krall said.",
    "The dockers’ union called the step hasty and said it would ask the town council for talks.",
)
HEADLINE = "Ferry line to stop night runs, company says"


def zipped(parts):
    """Pack texts into a ZIP archive, in their order."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, 0 if name == "mimetype" else ZIP_DEFLATED)
    return packed.getvalue()


_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(sheets):
    """Make a workbook of the markup of the rows of each sheet, by its name."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        for number, name in zip(numbers, sheets, strict=True)
    )
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="r99" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}{styles}</Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{_SPREADSHEET}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14"/></cellXfs></styleSheet>',
            **{
                f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{rows}</sheetData>'
                "</worksheet>"
                for number, rows in zip(numbers, sheets.values(), strict=True)
            },
        }
    )


def xlsx_row(number, *cells):
    """Write a row of XLSX: texts, numbers, and dates as (days since 1900,)."""
    written = ""
    for column, cell in zip("ABCDEFGH", cells, strict=False):
        if isinstance(cell, tuple):
            written += f'<c r="{column}{number}" s="1"><v>{cell[0]}</v></c>'
        elif isinstance(cell, str):
            written += f'<c r="{column}{number}" t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>'
        elif cell is not None:
            written += f'<c r="{column}{number}"><v>{cell}</v></c>'
    return f'<row r="{number}">{written}</row>'


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE = f'xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0" xmlns:table="{_OASIS}:table:1.0"'
_OFFICE += f' xmlns:style="{_OASIS}:style:1.0" xmlns:draw="{_OASIS}:drawing:1.0"'


def ods(*rows):
    """Make a spreadsheet of one sheet from the markup of its rows."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {_OFFICE}><office:body><office:spreadsheet>"
            f'<table:table table:name="Reports">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_row(*texts):
    """Write a row of ODS, with the wide empty margin that programs write."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row>{cells}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'


def opendocument(blocks, styles=""):
    """Make the one XML file of an OpenDocument text from the markup of its paragraphs."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_OFFICE}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{blocks}</office:text></office:body></office:document>"
    )


def odt(blocks, styles="", manifest=""):
    """Make an OpenDocument text from the markup of its paragraphs."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": opendocument(blocks, styles),
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return zipped(parts)


def epub(pages, *, about="", contents="", extra=None):
    """Make an e-book of the markup of its pages, by file name; the contents are the items of a list."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages)
    items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in ("nav", *pages))
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    title = "<dc:title>The Seld Courier, 9 April 2019</dc:title><dc:date>2019-04-09T04:00:00Z</dc:date>"
    nav = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><nav epub:type="toc"><ol>{contents}</ol></nav></html>'
    shown = {f"OEBPS/{name}": f"<html><head/><body>{markup}</body></html>" for name, markup in pages.items()}
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata {dublin}>{about or title}</metadata>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles>'
            "</container>",
            "OEBPS/content.opf": f"{package}<manifest>{items}</manifest><spine>{spine}</spine></package>",
            "OEBPS/nav.xhtml": nav,
            **shown,
            **(extra or {}),
        }
    )


_BLOCKS = (
    f'<text:h text:outline-level="1">{HEADLINE}</text:h><text:p>By Dana Finn</text:p><text:p>9 April 2019</text:p>'
)
_BLOCKS += "".join(f"<text:p>{paragraph}</text:p>" for paragraph in BODY)

SAMPLES: dict[str, bytes] = {
    "issue.epub": epub(
        {
            "cover.xhtml": "<h1>The Seld Courier</h1>",
            "a1.xhtml": f"<h1>{HEADLINE}</h1><p>By Dana Finn</p>{''.join(f'<p>{each}</p>' for each in BODY)}",
            "a2.xhtml": f"<h1>Union asks council to act</h1><p>By Li Wei</p><p>{BODY[2]}</p>",
        }
    ),
    "report.pdf": pdf(
        [
            (72, 750, 20, HEADLINE),
            (72, 725, 11, "The Seld Courier, 9 April 2019"),
            (72, 710, 11, "By Dana Finn"),
            *set_in_lines(BODY[0], height=680),
            *set_in_lines(BODY[1], height=640),
            *set_in_lines(BODY[2], height=600),
        ]
    ),
    "reports.xlsx": xlsx(
        {
            "Reports": xlsx_row(1, "Headline", "Newspaper", "Author", "Date", "ID", "Text")
            + xlsx_row(2, HEADLINE, "The Seld Courier", "Dana Finn", (43564,), 20261105, "\n\n".join(BODY))
        }
    ),
    "reports.xls": xls(
        ("Headline", "Newspaper", "Date", "ID", "Text"),
        (HEADLINE, "The Seld Courier", "9 April 2019", 20261105, " ".join(BODY)),
    ),
    "reports.ods": ods(
        ods_row("Headline", "Newspaper", "Date", "Text"),
        ods_row(HEADLINE, "The Seld Courier", "2019-04-09", " ".join(BODY)),
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>',
    ),
    "report.odt": odt(_BLOCKS),
    "report.fodt": opendocument(_BLOCKS).encode(),
}
