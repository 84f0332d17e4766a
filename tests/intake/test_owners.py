"""Tables of owners, read from files: their columns, and what is said of rows that cannot be read."""

import io
import sys
from types import SimpleNamespace

import pytest

from whence.errors import ReadError
from whence.intake.owners import read_owners


def read(tmp_path, content):
    path = tmp_path / "owners.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(row.line, row.outlet, row.owner) for row in read_owners(str(path))]


@pytest.mark.parametrize(
    "content",
    [
        "outlet,owner\nHerald,Tide Media\n\npost.example,Ebb\n",
        "Outlet;Owner;since\r\nHerald;Tide Media;2020\r\n;;\r\npost.example;Ebb\r\n",
        "owner\tcountry\toutlet\nTide  Media\tNOR\t Herald \n\t\t\nEbb\t\tpost.example",
        b"\xef\xbb\xbfoutlet,owner\nHerald,Tide Media\n\npost.example,Ebb\n",
        "outlet,owner\nHerald,Tide Media\n\npost.example,Ebb\n".encode("utf-16"),
    ],
)
def test_a_table_is_read_whatever_stands_between_its_columns(tmp_path, content):
    assert read(tmp_path, content) == [(2, "Herald", "Tide Media"), (4, "post.example", "Ebb")]


def test_a_name_with_a_comma_stands_in_quotation_marks(tmp_path):
    content = 'outlet,owner\n"Herald, The","Tide\nMedia, Inc."\nPost,Ebb\n'
    assert read(tmp_path, content) == [(3, "Herald, The", "Tide Media, Inc."), (4, "Post", "Ebb")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "it is empty"),
        ("name,owner\nHerald,Tide\n", "its first line names no column outlet"),
        ("Herald,Tide\n", "its first line names no column outlet and no column owner"),
        ("outlet,owner\nHerald,\n,Tide\n-,Tide\n", "line 2 has no owner; line 3 has no outlet; line 4 has no outlet"),
        ("outlet,owner\nHerald,Tide Media, Inc.\n", "line 2 has 3 cells, but the table has 2 columns"),
        ('outlet,owner\n"Herald,Tide\n', "it is not a valid table: unexpected end of data"),
        ("outlet,owner\n" + "Herald,\n" * 7, "line 2 has no owner; .*; line 6 has no owner; and 2 more"),
        (b"%PDF-1.7 outlet", "it is a PDF document"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, problem):
    with pytest.raises(ReadError, match=f"owners.csv: {problem}"):
        read(tmp_path, content)


def test_a_table_is_read_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"outlet,owner\nHerald,Tide\n")))
    assert [row.owner for row in read_owners("-")] == ["Tide"]


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(ReadError, match="there is no such file"):
        read_owners(str(tmp_path / "none.csv"))
    monkeypatch.setattr("whence.intake.owners.MAX_BYTES", 10)
    with pytest.raises(ReadError, match="it is larger than"):
        read(tmp_path, "outlet,owner\nHerald,Tide\n")
