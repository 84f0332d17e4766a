"""Make a large NewsML-G2 message of reports, to measure how it is read."""

from collections.abc import Iterable, Iterator
from html import escape

from whence.records.report import Report

__all__ = ["make_message"]

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_XHTML = "http://www.w3.org/1999/xhtml"
_ITEM = """<newsItem guid="urn:newsml:tidewater.example:20310304:{number}" version="1" xml:lang="en"><itemMeta>
<itemClass qcode="ninat:text"/><provider><name>{publisher}</name></provider><versionCreated>{time}</versionCreated>
<firstCreated>{time}</firstCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency>
<slugline>Tide-{number}</slugline><headline>{headline}</headline>{bylines}</contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="{xhtml}"><head><title/></head><body>{body}</body></html>
</inlineXML></contentSet></newsItem>
"""


def make_message(reports: Iterable[Report]) -> Iterator[bytes]:
    r"""Write reports as the items of one NewsML-G2 message, in pieces.

    >>> report = Report(text="Harbour to close\n\nThe council met.", headline="Harbour to close")
    >>> b"".join(make_message([report])).count(b"</newsItem>")
    1
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="{_NAMESPACE}"><itemSet>\n'.encode()
    for number, report in enumerate(reports, 1):
        paragraphs = report.text[report.headline_end :].split("\n\n")
        item = _ITEM.format(
            number=number,
            publisher=escape(report.publisher or "Tidewater News"),
            time=report.published or "2031-03-04T09:30:00Z",
            headline=escape(report.headline or ""),
            bylines="".join(f"<by>{escape(name)}</by>" for name in report.byline),
            xhtml=_XHTML,
            body="".join(f"<p>{escape(each.strip())}</p>" for each in paragraphs if each.strip()),
        )
        yield item.encode()
    yield b"</itemSet></newsMessage>\n"
