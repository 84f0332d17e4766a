"""The forms of this folder, in the order in which they are tried."""

from whence.intake.formats.copies import arc
from whence.intake.formats.copies.gzip_files import is_gzip, read_gzip
from whence.intake.formats.copies.saved_pages import (
    is_archived_page,
    is_mirrored_page,
    is_wayback_page,
    read_saved_page,
)
from whence.intake.formats.copies.tars import is_tar, read_tar
from whence.intake.formats.copies.zips import is_wacz, is_zip, read_wacz, read_zip
from whence.intake.formats.form import Form

__all__ = ["FORMS"]

_FAMILY = "Archived copies"
_PACKED = "Archives of files"
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_ALL_FIELDS = ("headline", "publisher", "byline", "published", "url", "language")

FORMS: tuple[Form, ...] = (
    Form(
        name="WACZ",
        family=_FAMILY,
        endings=(".wacz",),
        told_by="its WARC files and datapackage.json in a ZIP archive",
        gives=_ALL_FIELDS,
        tells=is_wacz,
        read=read_wacz,
    ),
    Form(
        name="ARC",
        family=_FAMILY,
        endings=arc.ENDINGS,
        told_by="its first line",
        gives=_ALL_FIELDS,
        tells=arc.is_arc,
        read=arc.read_arc,
    ),
    Form(
        name="page from the Wayback Machine",
        family=_FAMILY,
        endings=_PAGE_ENDINGS,
        told_by="its scripts or its toolbar",
        gives=_ALL_FIELDS,
        tells=is_wayback_page,
        read=read_saved_page,
    ),
    Form(
        name="page from HTTrack",
        family=_FAMILY,
        endings=_PAGE_ENDINGS,
        told_by="its comment",
        gives=_ALL_FIELDS,
        tells=is_mirrored_page,
        read=read_saved_page,
    ),
    Form(
        name="page from archive.today or another web archive",
        family=_FAMILY,
        endings=_PAGE_ENDINGS,
        told_by="its canonical address, which holds the original one",
        gives=_ALL_FIELDS,
        tells=is_archived_page,
        read=read_saved_page,
    ),
    Form(
        name="TAR archive",
        family=_PACKED,
        endings=(".tar",),
        told_by="the mark in its first header",
        gives=_ALL_FIELDS,
        tells=is_tar,
        read=read_tar,
    ),
    Form(
        name="gzip of any file",
        family=_PACKED,
        endings=(".gz", ".tgz"),
        told_by="its first bytes",
        gives=_ALL_FIELDS,
        tells=is_gzip,
        read=read_gzip,
    ),
    Form(
        name="ZIP archive",
        family=_PACKED,
        endings=(".zip",),
        told_by="its first bytes, if no form kept in ZIP knows its members",
        gives=_ALL_FIELDS,
        tells=is_zip,
        read=read_zip,
    ),
)
