"""Members of ZIP archives as streams: bounded, whatever the archive says of itself."""

import zipfile
from io import BytesIO

import pytest

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.zip_members import open_member, open_zip, read_member


def pack(data):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("harbour.txt", data)
    return Document("harbour.zip", packed.getvalue())


def test_a_member_is_read_in_pieces():
    document = pack(b"The council met.")
    with open_zip(document) as archive, open_member(archive, "harbour.txt", document=document, max_bytes=16) as file:
        assert [file.read(11), file.read(11), file.read(11)] == [b"The council", b" met.", b""]


def test_a_member_that_is_too_large_is_refused_when_it_is_read_and_not_before():
    document = pack(bytes(3_000_000))
    with (
        open_zip(document) as archive,
        open_member(archive, "harbour.txt", document=document, max_bytes=2_000_000) as file,
    ):
        assert len(file.read(1_000_000)) == 1_000_000
        with pytest.raises(ReadError, match=r"harbour\.txt in it has more than 2 MB"):
            file.read(2_000_000)
    with open_zip(document) as archive, pytest.raises(ReadError, match="more than 2 MB"):
        read_member(archive, "harbour.txt", document=document, max_bytes=2_000_000)


def test_an_error_of_the_caller_is_not_blamed_on_the_archive():
    document = pack(b"The council met.")
    with (
        pytest.raises(KeyError),
        open_zip(document) as archive,
        open_member(archive, "harbour.txt", document=document, max_bytes=16),
    ):
        raise KeyError


def test_a_member_that_is_missing_is_named():
    document = pack(b"The council met.")
    with open_zip(document) as archive, pytest.raises(ReadError, match=r"quay\.txt in it is missing"):
        read_member(archive, "quay.txt", document=document, max_bytes=16)
