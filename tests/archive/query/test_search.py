"""Search: what is asked finds what it should and shows it in context, whatever is typed and in whatever script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.quick_reader import add, page, row
from whence.archive.archive import Archive
from whence.errors import UsageError
from whence.records.answers import Filters

HARBOUR = (
    "Harbour to close\n\nInes Okafor said the ferry sails at noon. Oskar Lind said perhaps it rains. "
    "The old café is full.\n"
)
FERRY = "Ferry comes late\n\nThe Harbour Office said boats wait in the harbour. Somebody accused the ferry of haste.\n"
FIELDS = "Fields are dry\n\nOfficials said farmers hope for rain. Zoë Ångström said foo_bar is a 9in plank.\n"
REPORTS = [
    row(HARBOUR, 1, publisher="The Tidewater Post", published="2031-03-04", language="en"),
    row(FERRY, 2, publisher="Tidewater Gazette", published="2031-03-31T09:30", language="en"),
    row(FIELDS, 3, publisher="Вестник", published="2032-01-01", language="de"),
]
ASIAN = {
    "zh": "河水上涨\n\n王小明 said 长江大桥今天关闭。北京的官员没有回答。\n",
    "ja": "港の閉鎖\n\n田中 said 東京の港は明日閉まる。カタカナもある。\n",
    "th": "ท่าเรือปิด\n\nสมชาย said เรือที่กรุงเทพออกแล้ว\n",
    "ko": "항구가 문을 닫는다\n\n김정은 said 평양에서 배가 떠났다.\n",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "news.whence"
    add(path, *REPORTS)
    add(path, *(row(text, 10 + number, language=code) for number, (code, text) in enumerate(ASIAN.items())))
    add(
        path,
        row("Envoy leaves\n\nPavel Mikhailov said talks ended.\n", 20),
        row("Посол уехал\n\nПавел Михайлов said переговоры окончены.\n", 21),
    )
    add(
        path,
        row("Parade held\n\nKim Jong Un said soldiers marched.\n", 22),
        row("Speech given\n\nXi Jinping said steel is dear.\n", 23),
    )
    add(path, row("演讲\n\n习近平 said 钢铁贵。\n", 24))
    with Archive(path) as opened:
        yield opened


def headlines(archive, query="", **options):
    return {hit.held.headline for hit in archive.search(query, **options).hits}


def kept(archive, **filters):
    return {held.headline for held in archive.reports(filters=Filters(**filters))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbour", {"Harbour to close", "Ferry comes late"}),
        ("HARBOUR", {"Harbour to close", "Ferry comes late"}),
        ("harbour noon", {"Harbour to close"}),
        ("noon haste", set()),
        ('"ferry sails"', {"Harbour to close"}),
        ('"sails ferry"', set()),
        ('"ferry  sails', {"Harbour to close"}),
        ("sail", set()),
        ("sail*", {"Harbour to close"}),
        ("noon OR haste", {"Harbour to close", "Ferry comes late"}),
        ("noon OR haste ferry", {"Harbour to close", "Ferry comes late"}),
        ("ferry noon OR dry", {"Harbour to close"}),
        ("ferry -noon", {"Ferry comes late"}),
        ('harbour -"at noon"', {"Ferry comes late"}),
        ("rain OR -noon", {"Fields are dry"}),
        ("OR OR noon", {"Harbour to close"}),
        ("cafe", {"Harbour to close"}),
        ("cafe\N{COMBINING ACUTE ACCENT}", {"Harbour to close"}),
        ("CAFÉ", {"Harbour to close"}),
        ("zoe angstrom", {"Fields are dry"}),
        ("foo_bar", {"Fields are dry"}),
        ("bar", {"Fields are dry"}),
        ("9in", {"Fields are dry"}),
        ("переговоры ОКОНЧЕНЫ", {"Посол уехал"}),
    ],
)
def test_words_phrases_beginnings_and_choices(archive, query, expected):
    assert headlines(archive, query) == expected


@pytest.mark.parametrize(
    "words",
    [
        "harbour NEAR(noon",
        "harbour *",
        "harbour : ^ ) (",
        "text : harbour",
        "har\0bour",
        'harbour " "',
        "-",
        "harbour AND NOT",
    ],
)
def test_signs_of_the_index_are_words_like_others(archive, words):
    archive.search(f"ferry {words}")
    assert headlines(archive, "ferry :^*()") == headlines(archive, "ferry")


@pytest.mark.parametrize("query", ["", " ", '"', "*", "-", "OR", "-noon", "^:()", "\0", "\ud800"])
def test_a_query_without_a_word_is_wrong_usage(archive, query):
    with pytest.raises(UsageError, match="there is no word"):
        archive.search(query)


@given(
    st.text(st.characters(exclude_categories=()), max_size=60)
    | st.lists(
        st.sampled_from(['"', "*", "-", "OR", "AND", "NOT", "NEAR(", ":", "^", "ferry", "港", " ", "\0", "{", "+"])
    ).map("".join)
)
def test_whatever_is_typed_is_answered_or_wrong_usage(archive, typed):
    try:
        found = archive.search(typed, limit=2)
    except UsageError:
        return
    assert found.total >= len(found.hits)


@pytest.mark.parametrize("query", ["a " * 500, "-a " * 300 + "ferry", "a OR " * 300 + "ferry", '"a" ' * 400])
def test_a_long_query_is_answered(archive, query):
    assert archive.search(query).total >= 0


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("江", "zh"), ("长江", "zh"), ("官员", "zh"), ("长江大", "zh"), ("江大桥", "zh"), ("河", "zh"), ("北京", "zh"),
        ("港", "ja"), ("東京", "ja"), ("カタ", "ja"), ("明日閉", "ja"), ("田中", "ja"),
        ("เรือ", "th"), ("ที่", "th"), ("กรุงเทพ", "th"),
        ("배", "ko"), ("평양", "ko"), ("떠났다", "ko"), ('"문을 닫"', "ko"), ("항구", "ko"),
    ],
)  # fmt: skip
def test_phrases_in_scripts_without_spaces_are_found_and_marked_from_one_character_on(archive, query, language):
    hits = [hit for hit in archive.search(query).hits if hit.held.headline == ASIAN[language].split("\n")[0]]
    assert len(hits) == 1
    marked = [mark.of(passage.text) for passage in hits[0].passages for mark in passage.marks]
    assert marked
    assert all(query.strip('"') in words for words in marked)


@pytest.mark.parametrize(
    ("text", "query", "is_found"),
    [
        ("हिन्दी में समाचार", "हिन्दी", True),
        ("हिन्दी में समाचार", "हनद", False),
        ("كَتَبَ الرَّجُل", "كتب", True),
        ("كتب الرجل", "كَتَبَ", True),
        ("שָׁלוֹם לכם", "שלום", True),
        ("I ❤\ufe0f you", '"i you"', True),
        ("ΟΔΟΣ ΕΡΜΟΥ", "οδος", True),
        ("İstanbul calls", "istanbul", True),
        ("Strasse und Straße", "straße", True),
        ("the cafe\N{COMBINING ACUTE ACCENT}s of x", "cafés", True),
        ("ﬁne words", "ﬁne", True),
    ],
)
def test_vowel_signs_are_parts_of_words_and_vowel_points_are_not(tmp_path, text, query, is_found):
    with Archive(tmp_path / "news.whence", create=True) as archive:
        add(archive.path, row(f"{text}\n"))
        hits = archive.search(query).hits
        assert bool(hits) == is_found
        assert all(passage.marks for hit in hits for passage in hit.passages)
        assert all(hit.passages for hit in hits)


@pytest.mark.parametrize("query", ["江长", "京北", "港東", "양평", "桥江"])
def test_characters_in_another_order_are_not_found(archive, query):
    assert archive.search(query).total == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Mikhailov", {"Envoy leaves", "Посол уехал"}),
        ("Михайлов", {"Envoy leaves", "Посол уехал"}),
        ("Павел Михайлов", {"Envoy leaves", "Посол уехал"}),
        ('"Mikhailov"', {"Envoy leaves"}),
        ("김정은", {"Parade held", "항구가 문을 닫는다"}),
        ("Kim Jong Un", {"Parade held", "항구가 문을 닫는다"}),
        ("Kim Jong-un", {"Parade held", "항구가 문을 닫는다"}),
        ("习近平", {"Speech given", "演讲"}),
        ("Xi Jinping", {"Speech given", "演讲"}),
    ],
)
def test_a_name_is_found_in_other_scripts(archive, query, expected):
    assert headlines(archive, query) == expected


@pytest.mark.parametrize("name", ["Mikhailov", "Михайлов", "павел михайлов"])
@pytest.mark.parametrize(
    "more", [{}, {"kind": "person"}, {"kind": "person", "naming": "named", "certainty": "certain"}]
)
def test_a_source_is_asked_for_in_any_script(archive, name, more):
    assert kept(archive, source=name, **more) == {"Envoy leaves", "Посол уехал"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"publisher": "tidewater gazette"}, {"Ferry comes late"}),
        ({"publisher": "the tide*"}, {"Harbour to close"}),
        ({"publisher": "tide"}, set()),
        ({"publisher": "ВЕСТНИК"}, {"Fields are dry"}),
        ({"publisher": "вест*"}, {"Fields are dry"}),
        ({"publisher": "%"}, set()),
        ({"since": "2031-03-05"}, {"Ferry comes late", "Fields are dry"}),
        ({"since": "2032"}, {"Fields are dry"}),
        ({"until": "2031-03-31"}, {"Harbour to close", "Ferry comes late"}),
        ({"until": "2031-03-30"}, {"Harbour to close"}),
        ({"until": "2031-03"}, {"Harbour to close", "Ferry comes late"}),
        ({"since": "2031-03-04", "until": "2031-03-04"}, {"Harbour to close"}),
        ({"language": "de"}, {"Fields are dry"}),
        ({"kind": "organisation"}, {"Ferry comes late"}),
        ({"naming": "described"}, {"Fields are dry"}),
        ({"kind": "group", "naming": "named"}, set()),
        ({"certainty": "possible"}, {"Harbour to close"}),
        ({"source": "okafor", "certainty": "possible"}, set()),
        ({"source": "lind", "certainty": "possible"}, {"Harbour to close"}),
        ({"source": "Ines Lind", "certainty": "possible"}, set()),
        ({"event": "accuse"}, {"Ferry comes late"}),
        ({"finding": "bare-source"}, {"Ferry comes late"}),
        ({"finding": "denied"}, set()),
    ],
)
def test_filters_choose_reports(archive, filters, expected):
    assert kept(archive, **filters) == expected
    assert headlines(archive, "the OR officials", filters=Filters(**filters)) == expected


def test_a_source_without_a_word_is_wrong_usage(archive):
    with pytest.raises(UsageError, match="source --: it contains no word"):
        archive.search("ferry", filters=Filters(source="--"))


@pytest.mark.parametrize(
    "filters",
    [{"since": "soon"}, {"until": "2031-13"}, {"kind": "ghost"}, {"certainty": "sure"}, {"finding": "gossip"}],
)
def test_a_filter_that_makes_no_sense_cannot_be_made(filters):
    with pytest.raises(ValueError, match="must be"):
        Filters(**filters)


@pytest.mark.parametrize(
    "filters", [{"publisher": "\0\ud800*"}, {"source": "\ud800a\0"}, {"event": "\0"}, {"language": '"'}]
)
def test_hostile_filters_find_nothing(archive, filters):
    assert kept(archive, **filters) == set()


@pytest.mark.parametrize(
    ("field", "query", "expected"),
    [
        ("headlines", "harbour", {"Harbour to close"}),
        ("text", "close", set()),
        ("text", "harbour", {"Ferry comes late"}),
        ("contents", "harbour", {"Ferry comes late"}),
        ("contents", "office", set()),
        ("sources", "office", {"Ferry comes late"}),
        ("sources", "ferry", set()),
    ],
)
def test_one_can_look_in_a_field_alone(archive, field, query, expected):
    found = archive.search(query, fields=[field])
    assert {hit.held.headline for hit in found.hits} == expected
    shown = {"headlines": "headline"}.get(field, field)
    assert all(passage.field == shown for hit in found.hits for passage in hit.passages)


def test_hits_come_in_parts_that_make_the_whole(archive):
    whole = archive.search("said OR the")
    assert whole.total == len(whole.hits) > 6
    parts = [archive.search("said OR the", limit=3, offset=offset) for offset in range(0, whole.total + 3, 3)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)
    assert {part.total for part in parts} == {whole.total}
    assert archive.search("said", limit=0).hits == ()


def test_a_word_in_the_headline_ranks_first(archive):
    assert [hit.held.headline for hit in archive.search("ferry").hits] == ["Ferry comes late", "Harbour to close"]
    scores = [hit.score for hit in archive.search("ferry").hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", ["ferry", "harb*", '"at noon"', "café", "noon OR haste", "the harbour"])
def test_marks_lie_on_the_words_that_were_asked_for(archive, query):
    words = query.replace('"', "").replace("*", "").replace(" OR ", " ").split()
    hits = archive.search(query).hits
    assert hits
    for hit in hits:
        assert hit.passages
        for passage in hit.passages:
            for mark in passage.marks:
                assert any(word in mark.of(passage.text).lower() for word in words)


def test_no_phrase_reaches_from_one_passage_into_the_next(archive):
    assert archive.search('"noon perhaps"', fields=["contents"]).total == 0
    assert archive.search('"sails at noon"', fields=["contents"]).total == 1
    assert archive.search('"okafor oskar"', fields=["sources"]).total == 0


def test_versions_that_were_changed_since_are_found_if_one_asks_for_them(tmp_path):
    url = "https://post.example/tide"
    with Archive(tmp_path / "news.whence", create=True) as archive:
        add(archive.path, page(url, HARBOUR), page(url, HARBOUR.replace("noon", "dusk")))
        assert archive.search("noon").total == 0
        assert archive.search("dusk").total == 1
        (hit,) = archive.search("noon", all_versions=True).hits
        assert (hit.held.version, hit.held.versions) == (1, 2)
        assert archive.search("ferry", all_versions=True).total == 2


def test_a_hit_leads_to_the_words_in_the_text_and_to_the_source(archive):
    (hit,) = archive.search("Okafor", fields=["text", "sources"]).hits
    sources, body = hit.passages
    start, end = map(int, body.place.removeprefix("t").split("-"))
    assert (sources.place, archive.ledger(hit.held.id).report.text[start:end]) == ("s1", "Okafor")
