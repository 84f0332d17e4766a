"""JSON as a stream: values one at a time, and past what is damaged."""

import gzip
import json
import random
import tracemalloc
from io import BufferedReader, BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.intake.formats import json_stream
from whence.intake.formats.json_stream import JsonFlaw, JsonValue, stream_json
from whence.intake.formats.lines import Lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=12,
)


def stream(data, **options):
    return stream_json(Lines(BufferedReader(BytesIO(data)), "tides.json"), **options)


def values(data):
    return [each.value for each in stream(data) if isinstance(each, JsonValue)]


def problems(data):
    return [each.problem for each in stream(data) if isinstance(each, JsonFlaw)]


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]), st.integers(1, 30))
def test_a_list_is_given_value_by_value_however_small_the_pieces_that_are_read(listed, indent, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_BLOCK_CHARACTERS", block)
        assert values(json.dumps(listed, indent=indent).encode()) == listed


def test_values_one_after_another_are_each_given():
    assert values(b'{"tide": 4}\n{"tide": 5}{"tide": 6}') == [{"tide": 4}, {"tide": 5}, {"tide": 6}]


def test_an_object_is_given_whole_and_its_members_where_asked():
    data = b'{"port": {"name": "Ellery", "tides": [{"at": 4}, {"at": 5}]}}'
    assert values(data) == [json.loads(data)]
    found = [(each.path, each.key, each.value) for each in stream(data, opens_objects=True)]
    assert found == [
        (("port",), "name", "Ellery"),
        (("port", "tides"), None, {"at": 4}),
        (("port", "tides"), None, {"at": 5}),
    ]


def test_an_object_that_is_cut_gives_what_is_whole_and_says_so_once():
    data = b'{"port": "Ellery", "tides": [{"at": 4}, {"at": 5}, {"at"'
    assert values(data) == ["Ellery", {"at": 4}, {"at": 5}]
    assert problems(data) == ["the file is truncated here"]


def test_a_damaged_value_is_told_and_those_behind_it_are_given():
    data = b'[{"at": 4, "by": [{"on": 1}]}, {"at": oh, "by": [{"on": 1}, {"on": 2}]}, {"at": 6, "by": []}]'
    assert [each["at"] for each in values(data)] == [4, 6]
    assert problems(data) == ["it is not valid JSON: Expecting value"]


def test_invalid_utf_8_spoils_its_own_value_only():
    rows = [{"at": "Höfn"}] * 40_000
    data = json.dumps(rows, ensure_ascii=False).encode().replace("ö".encode(), b"\xf6", 39_999)
    data = data[: len(data) // 2] + data[len(data) // 2 :].replace(b"\xf6", "ö".encode())
    assert set(problems(data)) <= {"it is not valid UTF-8"}
    assert {"at": "Höfn"} in values(data)


def test_gzip_and_utf_16_are_read():
    data = '[{"at": "Höfn"}]'
    assert values(gzip.compress(data.encode())) == values(data.encode("utf-16")) == [{"at": "Höfn"}]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"[" * 1_000_000, "it is not valid JSON: it is nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "a number in it is too long"),
        (b'{"tide": "' + b"x" * 20_000_000, "it is longer than 8 million characters"),
        (b"tides, and then more of them", "it is not valid JSON: Expecting value"),
        (b'[{"tide"', "the file is truncated here"),
        (b"[" + b',{"at":[0' * 100_000, "the rest of the file cannot be read"),
    ],
)
def test_hostile_text_gives_a_sentence(data, problem):
    assert problem in problems(data)


def test_a_long_list_is_read_in_little_memory():
    one = json.dumps({"title": "Harbour to close", "text": "The council met. " * 100})
    data = f"[{','.join([one] * 20_000)}]".encode()
    tracemalloc.start()
    assert sum(1 for _ in stream(data)) == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000 < len(data)


def test_damage_of_one_byte_in_a_hundred_never_joins_or_repeats_values():
    chance = random.Random(7)  # noqa: S311 -- no secret
    data = bytearray(json.dumps([{"at": at, "title": f"Tide {at}"} for at in range(2000)]).encode())
    for place in chance.sample(range(len(data)), len(data) // 100):
        data[place] = chance.randrange(256)
    found = [each for each in values(bytes(data)) if isinstance(each, dict)]
    assert 500 < len(found) <= 2000
    assert all(len(each) <= 2 for each in found)
