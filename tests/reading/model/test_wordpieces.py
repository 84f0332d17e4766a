import json

import pytest

from whence.errors import ModelError
from whence.reading.model.package import SHIPPED, open_model
from whence.reading.model.wordpieces import WordPieces

SMALL = {
    "model": {"unk_token": "[UNK]", "vocab": {}},
    "normalizer": {"lowercase": True},
}
NAMES = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "break",
    "##water",
    "##s",
    "cafe",
    "cafe\u0301",
    "Break",
    ".",
    "港",
    "##港",
]


def pieces_of(word, *, lowers=True):
    row = SMALL | {"model": SMALL["model"] | {"vocab": {name: i for i, name in enumerate(NAMES)}}}
    cut = WordPieces(json.dumps(row | {"normalizer": {"lowercase": lowers}}).encode())
    return [NAMES[i] for i in cut.of(word)]


def test_a_word_is_cut_into_the_longest_pieces_from_the_left():
    assert pieces_of("breakwaters") == ["break", "##water", "##s"]


def test_a_word_that_the_pieces_cannot_spell_is_one_unknown_piece():
    assert pieces_of("breakfast") == ["[UNK]"]


def test_a_word_of_nothing_but_controls_is_one_unknown_piece():
    assert pieces_of("\u200b\x07") == ["[UNK]"]


def test_an_uncased_vocabulary_reads_neither_capitals_nor_accents():
    assert pieces_of("BREAK") == ["break"]
    assert pieces_of("Café") == ["cafe"]


def test_a_cased_vocabulary_reads_both():
    assert pieces_of("Break", lowers=False) == ["Break"]
    assert pieces_of("cafe\u0301", lowers=False) == ["cafe\u0301"]


def test_punctuation_and_chinese_characters_stand_alone():
    assert pieces_of("break.港") == ["break", ".", "港"]


def test_a_very_long_word_is_unknown():
    assert pieces_of("s" * 101) == ["[UNK]"]


def test_the_shipped_vocabulary_has_the_pieces_that_frame_a_window():
    assert WordPieces(open_model(SHIPPED).tokenizer).frame == (101, 102)


def test_pieces_are_the_same_once_memory_was_cleared(monkeypatch):
    monkeypatch.setattr("whence.reading.model.wordpieces._MOST_REMEMBERED", 2)
    cut = WordPieces(open_model(SHIPPED).tokenizer)
    words = ["harbour", "mole", "gale", "harbour", "mole"]
    assert cut.of_all(words) == [[7440], [16709], [14554], [7440], [16709]]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"model": {"vocab": []}}', json.dumps(SMALL).encode()])
def test_another_kind_of_tokenizer_is_named_as_such(content):
    with pytest.raises(ModelError, match="not a word piece tokenizer"):
        WordPieces(content)
