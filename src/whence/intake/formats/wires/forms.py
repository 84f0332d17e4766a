"""The forms of this folder, in the order in which they are tried."""

from whence.intake.formats.form import Form
from whence.intake.formats.wires.anpa import is_anpa, read_anpa
from whence.intake.formats.wires.iptc7901 import is_iptc7901, read_iptc7901
from whence.intake.formats.wires.newsml_1 import is_newsml_1, read_newsml_1
from whence.intake.formats.wires.newsml_g2 import is_newsml_g2, read_newsml_g2
from whence.intake.formats.wires.ninjs import is_ninjs, read_ninjs
from whence.intake.formats.wires.nitf import is_nitf, read_nitf
from whence.intake.formats.wires.rcv1 import is_rcv1, read_rcv1

__all__ = ["FORMS"]

_FAMILY = "Newswires"
_ALL_FIELDS = ("headline", "publisher", "byline", "published", "url", "language")
_NO_URL = ("headline", "publisher", "byline", "published", "language")

FORMS: tuple[Form, ...] = (
    Form(
        name="NITF",
        family=_FAMILY,
        endings=(".xml", ".nitf"),
        told_by="the element nitf",
        gives=_ALL_FIELDS,
        tells=is_nitf,
        read=read_nitf,
    ),
    Form(
        name="NewsML 1",
        family=_FAMILY,
        endings=(".xml", ".newsml"),
        told_by="root element NewsML",
        gives=_NO_URL,
        tells=is_newsml_1,
        read=read_newsml_1,
    ),
    Form(
        name="NewsML-G2",
        family=_FAMILY,
        endings=(".xml", ".newsml"),
        told_by="root element newsMessage or newsItem",
        gives=_ALL_FIELDS,
        tells=is_newsml_g2,
        read=read_newsml_g2,
    ),
    Form(
        name="RCV1 (Reuters Corpus Volume 1)",
        family=_FAMILY,
        endings=(".xml",),
        told_by="root element newsitem, in lower case",
        gives=_NO_URL,
        tells=is_rcv1,
        read=read_rcv1,
    ),
    Form(
        name="ninjs",
        family=_FAMILY,
        endings=(".json", ".jsonl", ".ndjson"),
        told_by="its fields, such as versioncreated and pubstatus",
        gives=_NO_URL,
        tells=is_ninjs,
        read=read_ninjs,
    ),
    Form(
        name="IPTC 7901",
        family=_FAMILY,
        endings=(".txt", ".7901", ".iptc"),
        told_by="control characters, and a header with an agency’s code",
        gives=("headline", "publisher", "byline", "published"),
        tells=is_iptc7901,
        read=read_iptc7901,
    ),
    Form(
        name="ANPA 1312",
        family=_FAMILY,
        endings=(".tst", ".txt", ".anpa"),
        told_by="control characters, and a header with a service’s letter",
        gives=("headline", "publisher", "byline", "published"),
        tells=is_anpa,
        read=read_anpa,
    ),
)
