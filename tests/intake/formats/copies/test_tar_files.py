"""TAR archives as streams, with long names and lies about lengths."""

import gzip
import io
import tarfile

from tests.support.samples.copies import TEXT, tar_of
from whence.intake.formats.form import Document
from whence.intake.forms import read_document
from whence.intake.inputs import Input
from whence.records.report import Rejected

LONG = "april/" + "tide-" * 40 + "gate.txt"


def read(data, name="news.tar"):
    return list(read_document(Document(name, data)))


def names(found):
    return [each.name for each in found if isinstance(each, Input)]


def test_long_names_are_read_in_both_dialects():
    assert names(read(tar_of([(LONG, TEXT.encode())]))) == [f"news.tar#{LONG}"]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        member = tarfile.TarInfo(LONG)
        member.size = len(TEXT.encode())
        archive.addfile(member, io.BytesIO(TEXT.encode()))
    assert names(read(packed.getvalue())) == [f"news.tar#{LONG}"]


def test_a_compressed_archive_is_read_through_gzip():
    found = read(gzip.compress(tar_of([("tide.txt", TEXT.encode())])), "news.tar.gz")
    assert names(found) == ["news.tar.gz#news.tar#tide.txt"]


def test_logs_of_tables_are_skipped_as_in_folders():
    found = read(tar_of([("in/_delta_log/0.json", b"{}"), ("in/tide.txt", TEXT.encode())]))
    assert [each.name for each in found] == ["news.tar#in/tide.txt"]


def test_a_truncated_last_file_is_named_and_the_others_are_read():
    data = tar_of([("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())])
    found = read(data[: data.rindex(TEXT.encode()) + 20])
    assert names(found) == ["news.tar#a.txt"]
    assert found[-1].input == "news.tar#b.txt"
    assert "ends after" in found[-1].reason


def test_a_damaged_header_says_that_the_rest_is_lost():
    data = bytearray(tar_of([("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())]))
    at = data.rindex(b"b.txt")
    data[at + 150] ^= 0xFF
    found = read(bytes(data))
    assert names(found) == ["news.tar#a.txt"]
    assert isinstance(found[-1], Rejected)
    assert "what follows cannot be read" in found[-1].reason


def test_a_name_of_a_gigabyte_is_not_taken_into_memory():
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 2**30
    found = read(header.tobuf(tarfile.GNU_FORMAT) + b"a" * 2000)
    assert names(found) == []
    assert found[-1].reason.endswith(".")


def test_empty_files_are_counted_in_one_sentence():
    found = read(tar_of([("tide.txt", TEXT.encode()), *((f"{number}.txt", b"") for number in range(3000))]))
    assert [each.reason for each in found if isinstance(each, Rejected)] == [
        "files in it that are empty: 3,000. Get a complete copy of it."
    ]


def test_a_large_file_is_read_as_a_stream_from_a_compressed_archive_too(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.copies.tars.MAX_BYTES", 1000)
    monkeypatch.setattr("whence.intake.formats.copies.packed.MAX_BYTES", 1_000_000)
    data = tar_of([("tide.txt", (TEXT * 9).encode()), ("gate.txt", TEXT.encode())])
    for packed, name in ((data, "news.tar"), (gzip.compress(data), "news.tgz")):
        assert [each.data for each in read(packed, name)] == [(TEXT * 9).encode(), TEXT.encode()]
