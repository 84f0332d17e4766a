"""Packed streams: gzip to its last member, deflate in both its forms, and nothing that is cut short."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.intake.compression import BlockFile, unpack, unpack_bytes

PAGE = b"<p>The council will shut the harbour, said Ines Okafor.</p>"
MOST = 1_000_000


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def pieces(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(
    parts=st.lists(st.binary(max_size=300), min_size=1, max_size=6), size=st.integers(1, 400), zeros=st.integers(0, 9)
)
def test_all_members_are_unpacked_however_the_stream_is_cut_into_pieces(parts, size, zeros):
    packed = bytes(zeros).join(map(gzip.compress, parts)) + bytes(zeros)
    assert b"".join(unpack(pieces(packed, size), "gzip")) == b"".join(parts)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("after", [b"tide", b"\r\n", bytes(40), bytes(3) + b"\x1f tide", b"\x1f\x8b tide", PAGE * 20])
def test_what_follows_the_last_member_and_is_no_gzip_is_passed_over(after, size):
    packed = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + after
    assert b"".join(unpack(pieces(packed, size), "gzip")) == PAGE


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
@pytest.mark.parametrize("pack", [zlib.compress, raw_deflate, gzip.compress])
def test_deflate_has_its_header_or_none_and_gzip_is_known_by_its_own(pack, packing):
    if (pack, packing) == (raw_deflate, "gzip"):
        with pytest.raises(zlib.error):
            unpack_bytes(raw_deflate(PAGE), "gzip", max_bytes=MOST)
    else:
        assert unpack_bytes(pack(PAGE), packing, max_bytes=MOST) == PAGE


@pytest.mark.parametrize("pack", [zlib.compress, raw_deflate, gzip.compress])
def test_a_stream_that_is_cut_short_is_an_error_wherever_it_is_cut(pack):
    packed = pack(PAGE)
    for end in range(len(packed)):
        with pytest.raises(EOFError):
            unpack_bytes(packed[:end], "gzip" if pack is gzip.compress else "deflate", max_bytes=MOST)


def test_a_later_member_that_is_cut_short_is_an_error_wherever_it_is_cut():
    first, second = gzip.compress(PAGE), gzip.compress(PAGE)
    for end in range(1, len(second)):
        with pytest.raises(EOFError):
            unpack_bytes(first + second[:end], "gzip", max_bytes=MOST)


@pytest.mark.parametrize(
    "packed",
    [
        b"\x1f\x8b" + b"tide" * 9,
        b"\x1f\x8b\x08\xff" + b"tide" * 9,
        gzip.compress(PAGE)[:-8] + bytes(8),
        gzip.compress(PAGE) + b"\x1f\x8b\x08\xff" + b"tide" * 9,
        PAGE,
    ],
)
def test_what_is_damaged_or_no_gzip_is_an_error(packed):
    with pytest.raises(zlib.error):
        unpack_bytes(packed, "gzip", max_bytes=MOST)


@pytest.mark.parametrize("members", [1, 50])
def test_a_bomb_is_left_soon_after_the_limit(members):
    packed = gzip.compress(bytes(20_000_000 // members)) * members
    assert MOST < len(unpack_bytes(packed, "gzip", max_bytes=MOST)) < MOST + 100_000
    assert max(map(len, unpack([packed], "gzip"))) <= 65_536


def test_blocks_are_read_as_a_file():
    file = BlockFile([b"The ", b"tide ", b"turned."])
    assert (file.read(6), file.read()) == (b"The ", b"tide turned.")
