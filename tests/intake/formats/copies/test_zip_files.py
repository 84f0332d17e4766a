"""ZIP archives: every file in them read or named, and nothing hostile in them believed."""

import gzip
import io
import struct
import zipfile

import pytest

from tests.support.samples.copies import BODY, TEXT, page_of, zip_of
from whence.errors import ReadError
from whence.intake.formats.copies import zips
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.inputs import Input
from whence.records.report import Rejected

PAGE = page_of().encode()


def read(data, name="news.zip"):
    return list(read_document(Document(name, data)))


def names(found):
    return [each.name for each in found if isinstance(each, Input)]


def reasons(found):
    return {each.input: each.reason for each in found if isinstance(each, Rejected)}


def test_each_file_is_told_anew_and_named_by_its_place():
    inner = zip_of([("deep/tide.txt", TEXT)])
    found = read(zip_of([("a/gate.html", PAGE), ("b.zip", inner), ("c.txt.gz", gzip.compress(TEXT.encode()))]))
    assert names(found) == ["news.zip#a/gate.html", "news.zip#b.zip#deep/tide.txt", "news.zip#c.txt.gz#c.txt"]
    assert found[1].data == TEXT.encode()


def test_what_folders_skip_is_skipped_and_what_they_name_is_named():
    found = read(
        zip_of([
            ("gate.html", PAGE), ("gate_files/ad.html", PAGE), ("gate_files/a.css", b"a{}"), ("gate.jpg", b"\xff"),
            ("_delta_log/0.json", b"{}"), ("news.whence.segments/a.parquet", b"PAR1"),
            ("__MACOSX/._gate.html", b"\0\5"), (".DS_Store", b"\0"), ("tides.py", b"print()"),
            ("tides.json", b'{"tide": 4}'),
        ])
    )  # fmt: skip
    assert names(found) == ["news.zip#gate.html"]
    assert list(reasons(found)) == ["news.zip#tides.py", "news.zip#tides.json"]


def test_a_text_with_the_ending_of_another_form_is_read_and_what_is_neither_is_named_by_its_bytes():
    found = read(zip_of([("a.pdf", TEXT), ("b.docx", b"\x89PNG\r\n\x1a\n")]))
    assert names(found) == ["news.zip#a.pdf", "news.zip#b.docx"]
    assert tell_form(Document("b.docx", found[1].data)) is None


def test_a_file_in_four_archives_is_named_and_not_read():
    data = TEXT.encode()
    for _ in range(5):
        data = zip_of([("a.zip", data)])
    (refused,) = read(data)
    assert "one inside another" in refused.reason


def test_names_with_dots_or_a_slash_before_them_are_only_labels(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = zip_of([("../../etc/tide.txt", TEXT), ("/root/tide.txt", TEXT), ("tide.tx1", TEXT), ("tide.tx2", PAGE)])
    found = read(data.replace(b"tide.tx1", b"tide.txt").replace(b"tide.tx2", b"tide.txt"))
    assert [each.data for each in found] == [TEXT.encode(), TEXT.encode(), TEXT.encode(), PAGE]
    assert list(tmp_path.iterdir()) == []


def test_empty_and_locked_files_are_counted_in_one_sentence_each():
    data = bytearray(zip_of([("tide.txt", TEXT), *((f"{number}.txt", b"") for number in range(5000)), ("z.txt", TEXT)]))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    found = read(bytes(data))
    assert names(found) == ["news.zip#tide.txt"]
    assert [each.reason.partition(".")[0] for each in found[1:]] == [
        "files in it that need a password: 1",
        "files in it that are empty: 5,000",
    ]


def test_files_that_unpack_to_far_more_than_the_archive_has_stop_the_reading(monkeypatch):
    monkeypatch.setattr(zips, "MAX_TOTAL_BYTES", 100_000)
    found = read(zip_of([(f"{number}.txt", b"tide " * 20_000) for number in range(50)]))
    assert 0 < len(names(found)) < 50
    assert "more than 200 times its size" in found[-1].reason


def test_members_that_lie_over_one_another_stop_the_reading(monkeypatch):
    """The directory names one stored file a thousand times, as small bombs do."""
    monkeypatch.setattr(zips, "MAX_TOTAL_BYTES", 100_000)
    data = zip_of([("tide.txt", b"tide " * 20_000)], compression=zipfile.ZIP_STORED)
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[at:end] * 1000
    tail = bytearray(data[end:])
    tail[8:16] = struct.pack("<HHL", 1000, 1000, len(entries))
    found = read(data[:at] + entries + bytes(tail))
    assert len(names(found)) < 1000
    assert "more than 200 times" in found[-1].reason


def test_a_directory_of_more_than_16_megabytes_is_not_taken_into_memory():
    data = zip_of([("tide.txt", TEXT)])
    at = data.index(b"PK\x05\x06")
    tail = bytearray(data[at:])
    tail[12:16] = struct.pack("<L", 20_000_000)
    with pytest.raises(ReadError, match="its list of files has 20,000,000 bytes"):
        read(data[:at] + b"\0" * 20_000_000 + bytes(tail))


def test_a_damaged_file_is_named_and_the_next_one_read():
    data = zip_of([("a.txt", TEXT), ("b.txt", TEXT)])
    broken = bytearray(data)
    broken[60:70] = b"\xff" * 10
    found = read(bytes(broken))
    assert names(found) == ["news.zip#b.txt"]
    assert reasons(found)["news.zip#a.txt"].endswith("Get an undamaged copy of the file.")


def test_an_office_document_is_no_archive_of_files():
    data = zip_of([("[Content_Types].xml", "<Types/>"), ("ppt/slides/slide1.xml", "<p:sld/>"), ("notes.txt", TEXT)])
    with pytest.raises(ReadError, match="document of an office program"):
        list(zips.read_zip(Document("talk.pptx", data)))


def test_an_archive_without_any_report_says_so():
    with pytest.raises(ReadError, match="no file in this ZIP archive can hold a report"):
        read(zip_of([("gate.jpg", b"\xff\xd8")]))


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_file_larger_than_25_megabytes_is_read_as_a_stream(monkeypatch, compression):
    monkeypatch.setattr("whence.intake.formats.copies.packed.MAX_BYTES", 10_000)
    rows = "".join(f'{{"text": "Tide {number}: {BODY[0]}"}}\n' for number in range(500))
    found = read(zip_of([("rows.jsonl", rows)], compression=compression))
    if compression == zipfile.ZIP_STORED:
        assert len(names(found)) == 500
    else:
        assert "Unpack the file" in found[0].reason


def test_a_text_that_begins_with_pk_is_a_text():
    assert tell_form(Document("tide.txt", b"PK met the council.")) is None


def test_random_bytes_after_the_mark_of_a_zip_archive_are_a_sentence():
    with pytest.raises(ReadError, match="not a sound ZIP archive"):
        read(b"PK\x03\x04" + bytes(range(256)) * 4)


def test_a_gzip_bomb_stops_the_reading(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.copies.packed.MAX_TOTAL_BYTES", 1_000_000)
    with pytest.raises(ReadError, match="more than 200 times its size"):
        read(gzip.compress(b"\0" * 20_000_000), "tide.gz")


def test_a_truncated_gzip_file_is_named_and_not_read_in_part():
    with pytest.raises(ReadError, match="damaged or incomplete"):
        read(gzip.compress(TEXT.encode() * 9)[:-30], "tide.txt.gz")


def test_no_file_stays_open(tmp_path):
    path = tmp_path / "news.zip"
    path.write_bytes(zip_of([("a.txt", TEXT), ("b.txt.gz", gzip.compress(TEXT.encode()))]))
    assert len(list(read_document(Document(str(path))))) == 2  # an unclosed file is an error in these tests


def test_standard_library_archives_are_read_as_their_writers_meant():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("tide.txt", TEXT)
        archive.writestr("gate/tide.txt", TEXT, zipfile.ZIP_LZMA)
    assert len(names(read(packed.getvalue()))) == 2


def test_progress_grows_from_file_to_file():
    pages = [(f"{number}.html", page_of(body=f"<p>{BODY[0]} {number}</p>")) for number in range(5)]
    rows = "".join(f'{{"text": "Tide {number}: {BODY[0]}"}}\n' for number in range(5))
    done = [each.done for each in read(zip_of([*pages, ("rows.jsonl", rows)]))]
    assert len(done) == 10
    assert done == sorted(done)
    assert 0 < done[0] < done[-1] <= 1


def test_an_archive_that_is_cut_off_is_told_by_what_is_missing():
    with pytest.raises(ReadError, match="the list of files at its end is missing or damaged"):
        read(zip_of([("a.txt", TEXT)])[:40])
