"""Pages that Safari saved (.webarchive): a property list, of which the main resource is the page."""

import plistlib
import struct
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.parsers.expat import ExpatError

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.intake.urls import is_address

__all__ = ["read_webarchive"]

_MAX_BYTES = 200_000_000
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
_UNSOUND = (
    *(plistlib.InvalidFileException, ExpatError, struct.error, ValueError, LookupError, TypeError, OverflowError),
    *(RecursionError, MemoryError, AttributeError),
)


def read_webarchive(document: Document) -> Iterator[Found]:
    """Read the page in a web archive of Safari, with its own address.

    Raises:
        ReadError: It is damaged, larger than 200 MB, or holds no page.
    """
    with document.open() as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ReadError(document.name, f"it is larger than {_MAX_BYTES // 1_000_000} MB", "Save the page as HTML")
    try:
        archive = plistlib.load(BytesIO(data))
    except _UNSOUND as error:
        raise ReadError(document.name, "it is not a sound property list", SOUND_COPY) from error
    resource = archive.get("WebMainResource") if isinstance(archive, Mapping) else None
    page = resource.get("WebResourceData") if isinstance(resource, Mapping) else None
    if not isinstance(resource, Mapping) or not isinstance(page, bytes) or not page.strip():
        raise ReadError(document.name, "there is no page in it", "Save the page again")
    kind, encoding, url = (
        said if isinstance(said := resource.get(f"WebResource{name}"), str) else ""
        for name in ("MIMEType", "TextEncodingName", "URL")
    )
    if kind not in _PAGES:
        raise ReadError(document.name, f"what it holds is no page but {kind[:100]}", "Save the page again")
    yield Input(
        name=document.name,
        data=page,
        is_page=True,
        encoding=encoding or None,
        url=url if is_address(url) else None,
    )
