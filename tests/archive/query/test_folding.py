"""What a search passes over: case, accents and forms of letters, in the index, in queries and in what is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.quick_reader import add, row
from whence.archive.archive import Archive
from whence.archive.storage.index_terms import fold
from whence.records.answers import Filters

# Each word as a text has it, and as somebody may type it.
SPELLINGS = [
    ("Фёдор", "федор"),
    ("Федор", "Фёдор"),
    ("за́мок", "замок"),
    ("Чайковский", "чайковский"),
    ("Łódź", "lodz"),
    ("ήρθε", "ηρθε"),
    ("ΟΔΟΣ", "οδός"),
    ("Bahnhofstraße", "bahnhofstrasse"),
    ("STRASSE", "straße"),
    ("Ærøskøbing", "aeroskobing"),
    ("Đorđe", "dorde"),
    ("İzmir", "izmir"),
    ("Diyarbakır", "diyarbakir"),
    ("ISPARTA", "ısparta"),
    ("Þórshöfn", "thorshofn"),
    ("Œuvre", "oeuvre"),
    ("Việt", "viet"),
    ("ﬁnance", "finance"),
    ("\uff26\uff55\uff4c\uff4c", "full"),
    ("أَحْمَد", "احمد"),
    ("مـــدرسة", "مدرسه"),
    ("إلى", "الي"),
    ("کتاب", "كتاب"),
    ("שָׁלוֹם", "שלום"),
    ("har\u00adbour", "harbour"),
    ("м\u02bcята", "м'ята"),
    ("cafe\u0301", "café"),
]
# Letters and signs that have places of their own, and are not taken for others.
APART = [
    ("мой", "мои"),
    ("ўсе", "усе"),
    ("їжак", "іжак"),
    ("हिन्दी", "हनद"),
    ("हिन्दी", "हिन्दि"),
    ("क़लम", "कलम"),
    ("が", "か"),
    ("한국", "하국"),
    ("مؤمن", "مومن"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("folding") / "news.whence"
    words = [word for word, _ in SPELLINGS + APART]
    add(path, *(row(f"Notice {number}\n\nThey wrote: {word} again.\n", number) for number, word in enumerate(words)))
    with Archive(path) as opened:
        yield opened


def found(archive, query):
    return {hit.held.headline: hit for hit in archive.search(query, limit=100).hits}


@pytest.mark.parametrize(("number", "typed"), list(enumerate(typed for _, typed in SPELLINGS)))
def test_a_word_is_found_and_marked_however_it_is_written(archive, number, typed):
    written, _ = SPELLINGS[number]
    for query in (typed, written, f'"{typed}"', typed.upper()):
        hit = found(archive, query)[f"Notice {number}"]
        (passage,) = hit.passages
        assert [fold(mark.of(passage.text)) for mark in passage.marks] == [fold(written)]


@pytest.mark.parametrize(("number", "typed"), list(enumerate(typed for _, typed in APART)))
def test_letters_of_their_own_are_not_taken_for_others(archive, number, typed):
    headline = f"Notice {len(SPELLINGS) + number}"
    assert headline in found(archive, APART[number][0])
    assert headline not in found(archive, f'"{typed}"')


@pytest.mark.parametrize("publisher", ["Łódź Głos", "łódź gŁOS", "łódź*"])
def test_publishers_and_sources_are_asked_for_in_the_same_way(tmp_path, publisher):
    path = tmp_path / "news.whence"
    add(path, row("Notice\n\nFrøya Łoś said boats left.\n", publisher="Łódź Głos"))
    with Archive(path) as archive:
        assert len(archive.reports(filters=Filters(publisher=publisher))) == 1
        assert len(archive.reports(filters=Filters(source="froya los"))) == 1
        assert len(archive.reports(filters=Filters(source="froya los", kind="person"))) == 1


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
