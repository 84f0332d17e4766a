"""Invented samples of the forms in `whence.intake.formats.mail`, by file name."""

import plistlib
from base64 import b64encode
from quopri import encodestring

from tests.support.samples.documents import BODY, HEADLINE, zipped

URL = "https://seldcourier.example/2019/04/09/night-ferry"
PAGE = (
    f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | The Seld Courier</title>'
    '<meta property="og:site_name" content="The Seld Courier">'
    '<meta property="article:published_time" content="2019-04-09T06:30:00Z"></head><body><nav><a href="/">Top</a></nav>'
    f'<article><h1>{HEADLINE}</h1><p class="byline">By Dana Finn</p>'
    f"{''.join(f'<p>{paragraph}</p>' for paragraph in BODY)}</article><footer>© 2019</footer></body></html>"
)


def message(*parts, boundary="=_b0", kind="alternative", **headers):
    """Make a message of its parts, with these headers besides the usual ones."""
    told = {
        "From": "The Seld Courier <news@seldcourier.example>",
        "To": "Li Wei <li@reader.example>",
        "Subject": HEADLINE,
        "Date": "Tue, 09 Apr 2019 06:30:00 +0000",
        "Message-ID": "<2019-04-09.1@seldcourier.example>",
        "List-Unsubscribe": "<https://seldcourier.example/u>",
        "MIME-Version": "1.0",
    }
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in told.items() if value is not None)
    if len(parts) == 1:
        return head.encode() + parts[0]
    joined = b"".join(f"--{boundary}\n".encode() + part + b"\n" for part in parts)
    multipart = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'
    return head.encode() + multipart.encode() + joined + f"--{boundary}--\n".encode()


def part(content, kind="text/plain", *, charset="utf-8", **headers):
    """Make a part of a message, its content in quoted-printable."""
    told = {"Content-Type": f"{kind}; charset={charset}" if charset else kind}
    told["Content-Transfer-Encoding"] = "quoted-printable"
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in told.items())
    data = content if isinstance(content, bytes) else content.encode(charset or "utf-8")
    return f"{head}\n".encode() + encodestring(data)


def attachment(data, file_name, kind="application/octet-stream"):
    """Make an attached file, in Base64."""
    head = f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{file_name}"\n'
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + b64encode(data) + b"\n"


PLAIN = part("\n\n".join(BODY) + "\n")
HTML = part(f"<table><tr><td>{''.join(f'<p>{paragraph}</p>' for paragraph in BODY)}</td></tr></table>", "text/html")
FROM_LINE = b"From news@seldcourier.example Tue Apr  9 06:30:00 2019\n"


def mhtml(page=PAGE, *, url=URL, saved_by="Blink"):
    """Make a page as browsers save it in one message: Chromium names no encoding in its parts."""
    boundary = "----MultipartBoundary--abc----"
    head = f"From: <Saved by {saved_by}>\nSnapshot-Content-Location: {url}\nSubject: {HEADLINE}\n"
    head += "Date: Tue, 9 Apr 2019 18:00:00 -0000\nMIME-Version: 1.0\n"
    head += f'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="{boundary}"\n\n\n'
    style = part("body { margin: 0 }", "text/css", charset=None, Content_Location="cid:css-1@mhtml.blink")
    shown = part(page, "text/html", charset=None, Content_Location=url)
    return head.encode() + b"".join(f"--{boundary}\n".encode() + each + b"\n" for each in (shown, style))


def single_file(page=PAGE):
    """Make a page as SingleFile saves it."""
    date = "Tue Apr 09 2019 20:00:00 GMT+0200 (Central European Summer Time)"
    comment = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: {date}\n-->"
    return page.replace('<html lang="en">', f'<html lang="en">{comment}', 1).encode()


def packed_page(page=PAGE):
    """Make a page as SingleFile saves it in a ZIP archive inside HTML."""
    shell = f"<!DOCTYPE html><html data-sfz><meta charset='utf-8'><title>{HEADLINE}</title><body hidden>"
    shell += "<div id='sfz-wait-message'>Please wait...</div><script>unpack()</script><!--"
    return shell.encode() + zipped({"index.html": single_file(page).decode(), "images/0.png": "-"})


def webarchive(page=PAGE, *, kind="text/html", binary=True):
    """Make a page as Safari saves it."""
    resource = {
        "WebResourceData": page.encode(),
        "WebResourceMIMEType": kind,
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": URL,
    }
    form = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    return plistlib.dumps({"WebMainResource": resource, "WebSubresources": []}, fmt=form)


SAMPLES: dict[str, bytes] = {
    "newsletter.eml": message(PLAIN, HTML),
    "release.emlx": b"%d\n" % len(message(PLAIN)) + message(PLAIN) + b"<?xml version='1.0'?><plist/>\n",
    "letters.mbox": FROM_LINE + message(PLAIN, HTML) + b"\n" + FROM_LINE + message(PLAIN, Subject="Quay stays open"),
    "page.mhtml": mhtml(),
    "page.webarchive": webarchive(),
    "saved.html": single_file(),
    "packed.html": packed_page(),
}
