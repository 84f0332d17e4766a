"""The forms of this folder, in the order in which they are tried."""

from whence.intake.formats.form import Form
from whence.intake.formats.lists.bookmarks import is_bookmarks, read_bookmarks
from whence.intake.formats.lists.gdelt import is_gdelt, read_gdelt
from whence.intake.formats.lists.zotero import is_zotero, read_zotero

__all__ = ["FORMS"]

_FAMILY = "Feeds and lists"

FORMS: tuple[Form, ...] = (
    Form(
        name="bookmarks, saved or exported as HTML",
        family=_FAMILY,
        endings=(".html", ".htm"),
        told_by="its document type, or its title",
        gives=(),
        tells=is_bookmarks,
        read=read_bookmarks,
        is_list=True,
    ),
    Form(
        name="GDELT: Global Knowledge Graph, events, mentions",
        family=_FAMILY,
        endings=(".csv",),
        told_by="its first columns",
        gives=("headline", "publisher", "byline", "published"),
        tells=is_gdelt,
        read=read_gdelt,
        is_list=True,
    ),
    Form(
        name="Zotero, exported as CSV",
        family=_FAMILY,
        endings=(".csv",),
        told_by="the names of its first columns",
        gives=("headline", "publisher", "byline", "published", "language"),
        tells=is_zotero,
        read=read_zotero,
        is_list=True,
    ),
)
