"""Invented samples of the forms in `whence.intake.formats.copies`, by file name."""

import gzip
import io
import tarfile
import zipfile

from tests.support.warc_files import answer, record

__all__ = [
    "BODY",
    "HEADLINE",
    "ORIGINAL",
    "SAMPLES",
    "TEXT",
    "arc_file",
    "arc_record",
    "archive_today_page",
    "mirrored_page",
    "page_of",
    "tar_of",
    "wacz_of",
    "wayback_page",
    "wet_record",
    "zip_of",
]

HEADLINE = "Tide gate stuck open, harbour master says"
BODY = (
    "PORT SELWICK – The tide gate of the inner basin has been stuck since Sunday, harbour master Ines Okafor said.",
    "“We close nothing with our hands,” Okafor told reporters. The part has to come from the north.",
    "Two boatyards asked the town for money, according to a letter that their owners signed.",
)
TEXT = "\n\n".join([HEADLINE, *BODY])
ORIGINAL = "https://www.selwickmirror.example/2031/03/04/tide-gate"
_OUTLET = "The Selwick Mirror"
_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
_ARTICLE = f'<article><h1>{HEADLINE}</h1><p class="byline">By Ana Brandt</p>{_PARAGRAPHS}</article>'
_FRONT = f'<header><a href="/">{_OUTLET}</a></header>{_ARTICLE}<footer>© 2031 {_OUTLET}</footer>'
_HEAD = (
    f"<title>{HEADLINE} | {_OUTLET}</title>"
    '<meta property="article:published_time" content="2031-03-04T09:30:00Z">'
    f'<meta property="og:title" content="{HEADLINE}">'
)


def page_of(*, head=_HEAD, body=_FRONT, canonical=ORIGINAL):
    link = f'<link rel="canonical" href="{canonical}">'
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}{link}</head><body>{body}</body></html>'


def wayback_page(*, original=ORIGINAL, time="20310305101112"):
    """Write a page as the Wayback Machine serves it."""
    script = f'<script>__wm.wombat("{original}","{time}","https://web.archive.org/","web","/_static/",1);</script>'
    toolbar = (
        '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><div id="wm-ipp"><form action="/web/submit">'
        f'<input type="text" name="url" value="{original}"></form><p>12 captures were made of this page by others.</p>'
        "</div></div><!-- END WAYBACK TOOLBAR INSERT -->"
    )
    canonical = f"https://web.archive.org/web/{time}/{original}"
    page = page_of(head=script + _HEAD, body=toolbar + _FRONT, canonical=canonical)
    return f"{page}<!-- FILE ARCHIVED ON 10:11:12 Mar 05, 2031 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"


def archive_today_page(*, host="archive.ph"):
    """Write a page as archive.today serves it: its own metadata, and the original inside."""
    head = (
        f'<title>{HEADLINE} | {_OUTLET}</title><meta property="og:site_name" content="{host}">'
        f'<meta property="og:url" content="http://{host}/Zz9Yx">'
        '<meta property="article:published_time" content="2031-03-05T10:11:12Z">'
    )
    body = (
        f'<div id="HEADER"><p>Saved from {ORIGINAL} by a reader of this archive on 5 Mar 2031.</p></div>'
        f'<div id="SOLID"><div id="CONTENT"><div class="html"><div>{_OUTLET}</div><h1>{HEADLINE}</h1>'
        f"<div>By Ana Brandt</div><div>4 March 2031</div>{_PARAGRAPHS}</div></div></div>"
    )
    return page_of(head=head, body=body, canonical=f"http://{host}/2031.03.05-101112/{ORIGINAL}")


def mirrored_page():
    """Write a page as HTTrack saves it."""
    address = ORIGINAL.partition("://")[2]
    comment = f"<!-- Mirrored from {address} by HTTrack Website Copier/3.x [XR], Wed, 05 Mar 2031 10:11:12 GMT -->"
    head = f"<head><title>{HEADLINE}</title></head>"
    return f"<!DOCTYPE html><html>\n{comment}\n{head}<body><h1>{HEADLINE}</h1>{_PARAGRAPHS}</body>\n{comment}</html>"


def zip_of(members, *, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2031, 3, 4, 9, 30, 0)), data, compression)
    return packed.getvalue()


def wacz_of(*warcs):
    """Write a WACZ without a list of pages, as some real ones are."""
    members = [(f"archive/data-{number}.warc.gz", data) for number, data in enumerate(warcs)]
    others = [("indexes/index.cdx.gz", gzip.compress(b"nothing")), ("datapackage.json", b'{"profile": "data-package"}')]
    return zip_of([*members, *others], compression=zipfile.ZIP_STORED)


def arc_record(url, block, *, kind="text/html", time="20310305101112"):
    return f"{url} 192.0.2.1 {time} {kind} {len(block)}\n".encode() + block + b"\n"


def arc_file(*records):
    version = b"1 0 SelwickArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    return [arc_record("filedesc://selwick.arc", version, kind="text/plain"), *records]


def wet_record(text, *, url=ORIGINAL):
    return record(text.encode(), WARC_Type="conversion", WARC_Target_URI=url, Content_Type="text/plain")


def tar_of(members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


_PAGE = page_of().encode()
_FILES = [("april/tide.txt", TEXT.encode()), ("april/gate.html", _PAGE), ("april/gate.jpg", b"\xff\xd8")]
_ARC = arc_file(arc_record(ORIGINAL, answer(_PAGE)), arc_record(f"{ORIGINAL}-2", answer(_PAGE)))
_WHOLE = "\n".join([HEADLINE, "News", "Sport", "Weather", "Contact", *BODY, "Imprint"])

SAMPLES: dict[str, bytes] = {
    "news.zip": zip_of(_FILES),
    "crawl.wacz": wacz_of(gzip.compress(record(answer(_PAGE)))),
    "crawl.arc": b"".join(_ARC),
    "crawl.arc.gz": b"".join(map(gzip.compress, _ARC)),
    "crawl.warc.wet.gz": gzip.compress(wet_record(_WHOLE)),
    "news.tar": tar_of(_FILES),
    "news.tgz": gzip.compress(tar_of(_FILES)),
    "tide.txt.gz": gzip.compress(TEXT.encode()),
    "wayback.html": wayback_page().encode(),
    "archive-today.html": archive_today_page().encode(),
    "mirror.html": mirrored_page().encode(),
}
