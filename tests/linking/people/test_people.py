from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.linking.people.named_sources import NamedSource, named_sources
from whence.linking.people.people import find_people
from whence.linking.people.people_evidence import decide
from whence.linking.people.people_pairs import find_pairs, keys_of
from whence.linking.people.portraits import MOST_MEMBERS, draw, place_sources
from whence.records.ledger import Ledger, Source
from whence.records.report import Report, Span

HARBOUR = dict.fromkeys(map(str, range(10)), "harbour")
"""All reports on one story."""


def source(report, *forms, kind="person", description="", places="", day=740_000, **more):
    return NamedSource(
        id=f"{report}/s1",
        key=f"key-{report}",
        report=str(report),
        day=day,
        kind=kind,
        forms=forms,
        description=frozenset(description.split()),
        places=frozenset(places.split()),
        **more,
    )


def body(report, *forms, **more):
    return source(report, *forms, kind="organisation", **more)


def groups(sources, story_of=None):
    return sorted(tuple(sorted(one.members)) for one in find_people(sources, story_of))


def are_one(one, other, story_of=None):
    return len(find_people([one, other], story_of)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ines Okafor", "Ines Okafor"),
        ("Ines Okafor", "INES OKAFOR"),
        ("Ines Okafor", "Dr. Ines Okafor"),
        ("Ines Okafor", "Ines B. Okafor"),
        ("Bill Okafor", "William Okafor"),
        ("Ivan Mikhailov", "Иван Михайлов"),
        ("Kim Jong Un", "김정은"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("José Okafor", "Jose Okafor"),
    ],
)
def test_a_full_name_that_few_people_have_is_one_person(first, second):
    assert are_one(source(1, first), source(2, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ines Okafor", "Pilar Okafor"),
        ("Ines A. Okafor", "Ines B. Okafor"),
        ("Samuel Okafor Jr.", "Samuel Okafor Sr."),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Ivan Mikhailov", "Игорь Михайлов"),
        ("Ines Okafor", "Okafor Group"),
    ],
)
def test_different_given_names_are_two_people_even_on_one_story(first, second):
    assert not are_one(source(1, first), source(2, second), HARBOUR)


def test_namesakes_with_a_common_name_are_apart_unless_the_role_or_the_story_joins_them():
    mayor, again = (source(at, "Michael Harrison", description="mayor marram") for at in (1, 3))
    pilot = source(2, "Michael Harrison", description="pilot ferry")
    assert groups([mayor, pilot, again]) == [("1/s1", "3/s1"), ("2/s1",)]
    assert are_one(mayor, pilot, HARBOUR)


def test_one_of_the_commonest_names_needs_role_and_places():
    one, other = (source(at, "John Smith", description="mayor marram") for at in (1, 2))
    assert not are_one(one, other)
    one, other = (source(at, "John Smith", description="mayor marram", places="quillhaven tern") for at in (1, 2))
    assert are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"gender": "m"}, {"gender": "f"}),
        ({"country": "NOR"}, {"country": "USA"}),
        ({"description": "mayor"}, {"description": "pilot"}),
    ],
)
def test_another_sex_country_or_role_keeps_namesakes_apart(one, other):
    assert are_one(source(1, "Robin Okafor"), source(2, "Robin Okafor"))
    assert not are_one(source(1, "Robin Okafor", **one), source(2, "Robin Okafor", **other))


def test_a_surname_alone_joins_its_one_bearer_on_the_same_story():
    full, alone, elsewhere = source(1, "Ines Okafor"), source(2, "Okafor"), source(3, "Okafor")
    stories = {"1": "harbour", "2": "harbour", "3": "strike"}
    assert groups([full, alone, elsewhere], stories) == [("1/s1", "2/s1"), ("3/s1",)]


def test_a_surname_alone_joins_nobody_if_two_bear_it():
    people = [source(1, "Ines Okafor"), source(2, "Pilar Okafor"), source(3, "Okafor")]
    assert groups(people, HARBOUR) == [("1/s1",), ("2/s1",), ("3/s1",)]


def test_a_title_tells_which_bearer_of_a_surname_is_meant():
    people = [
        source(1, "Ines Okafor", gender="f"),
        source(2, "Samuel Okafor", gender="m"),
        source(3, "Okafor", gender="m"),
    ]
    assert groups(people, HARBOUR) == [("1/s1",), ("2/s1", "3/s1")]


def test_a_name_that_tells_too_little_joins_nobody_outside_its_story():
    people = [source(at, name, description="mayor quillhaven") for at, name in ((1, "Ines Okafor"), (2, "Okafor"))]
    assert groups(people) == [("1/s1",), ("2/s1",)]
    assert groups(people, HARBOUR) == [("1/s1", "2/s1")]


def test_a_common_name_without_a_role_joins_its_one_bearer_on_the_same_story():
    mayor = source(1, "John Smith", description="mayor marram", places="quillhaven tern")
    alone = source(2, "John Smith", places="quillhaven tern")
    assert not are_one(mayor, alone)
    assert are_one(mayor, alone, HARBOUR)


def test_a_surname_alone_may_mean_somebody_whose_name_tells_too_little_elsewhere():
    people = [source(at, name) for at, name in ((1, "John Smith"), (2, "Smith"), (3, "Smith"))]
    stories = {"1": "harbour", "2": "harbour", "3": "strike"}
    assert groups(people, stories) == [("1/s1", "2/s1"), ("3/s1",)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ministry of Defence of Ukraine", "Ukrainian Defense Ministry"),
        ("Norway’s Ministry of Foreign Affairs", "the Norwegian foreign ministry"),
        ("Estuary Workers Union", "the Estuary Workers’ Union"),
        ("Baton Rouge Police", "Baton Rouge Police Department"),
        ("Yonhap", "the Yonhap news agency"),
        ("United Kingdom", "Britain"),
    ],
)
def test_a_body_by_two_names_is_one(first, second):
    assert are_one(body(1, first), body(2, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Russia’s foreign ministry", "the Chinese Foreign Ministry"),
        ("Foreign Ministry", "the Chinese Foreign Ministry"),
        ("Kansas Police", "Kansas City Police"),
        ("Marram City Council", "Marram City Police"),
        ("Estuary Workers Union", "Estuary Writers Union"),
        ("The Tidewater Post", "The Tidewater Times"),
        ("Scotland", "United Kingdom"),
    ],
)
def test_look_alike_bodies_are_apart_even_on_one_story(first, second):
    assert not are_one(body(1, first), body(2, second), HARBOUR)


def test_initials_are_a_body_s_on_its_story_or_where_the_reports_share_places():
    full = body(1, "Estuary Workers Union", places="marram quillhaven")
    assert not are_one(full, body(2, "EWU"))
    assert are_one(full, body(2, "EWU"), HARBOUR)
    assert are_one(full, body(2, "EWU", places="marram quillhaven"))


def test_two_bodies_with_the_same_initials_in_their_reports_are_apart():
    one, other = body(1, "Estuary Workers Union", "EWU"), body(2, "Eastern Weavers Union", "EWU")
    assert not are_one(one, other, HARBOUR)


def test_what_many_places_have_is_one_only_on_one_story():
    police = [body(1, "Police Department"), body(2, "Police Department")]
    assert not are_one(*police)
    assert are_one(*police, HARBOUR)


def test_kinds_never_mix_and_two_sources_of_one_report_stay_two():
    assert not are_one(source(1, "Northarm"), body(2, "Northarm"), HARBOUR)
    twice = [
        source(1, "Ines Okafor"),
        NamedSource(**{**_fields(source(1, "Ines Okafor")), "id": "1/s2", "key": "second"}),
    ]
    assert groups(twice, HARBOUR) == [("1/s1",), ("1/s2",)]


def _fields(one):
    return {name: getattr(one, name) for name in one.__slots__}


def test_a_decision_gives_its_reasons():
    mayor = source(1, "John Smith", description="mayor quillhaven")
    decision = decide(mayor, source(2, "John Smith", description="mayor"), is_one_story=True)
    assert [(reason.evidence, reason.points > 0) for reason in decision.reasons] == [
        ("name", False), ("story", True), ("description", True),
    ]  # fmt: skip
    assert decision.is_one
    assert decide(mayor, source(2, "Ines Okafor"), is_one_story=True).reasons == ()


def test_an_id_stays_that_of_a_member_when_an_earlier_report_comes():
    later, earlier = source(2, "Ines Okafor", day=740_009), source(1, "Ines Okafor", day=740_001)
    keys = {one.id: one.key for one in (later, earlier)}
    (before,), (after,) = find_people([later]), find_people([later, earlier])
    assert (before.id, after.id) == ("s:key-2", "s:key-1")
    assert before.id in {f"s:{keys[member]}" for member in after.members}


def test_a_linked_source_has_its_commonest_full_name_and_all_the_others():
    people = [
        source(1, "Ines Okafor", "Okafor", roles=("mayor",), country="NOR"),
        source(2, "Ines Okafor", roles=("mayor",)),
        source(3, "Inès Okafor", roles=("the mayor",)),
    ]
    (found,) = find_people(people)
    assert (found.name, found.aliases) == ("Ines Okafor", ("Inès Okafor", "Okafor"))
    assert (found.roles, found.countries) == (("mayor", "the mayor"), ("NOR",))


def test_nobody_makes_no_people_and_an_empty_name_harms_nothing():
    assert find_people([]) == ()
    assert groups([source(1, "”"), source(2, "”"), body(3, "the"), body(4, "…")], HARBOUR)


def test_one_more_report_seldom_changes_what_a_portrait_is_drawn_from():
    okafors = [source(at, "Ines Okafor", day=740_000 + at) for at in range(MOST_MEMBERS + 9)]
    placed = [member for one in okafors for member in place_sources([one], str(one.report))]
    assert len({member.portrait for member in placed}) == 1
    assert draw(placed) == draw(placed[:MOST_MEMBERS])
    assert draw(placed) != draw(placed[1:])


def test_a_rare_name_with_one_general_word_beside_it_is_one_portrait():
    told = ["president", "president former", "candidate president republican", "pilot"]
    people = [source(at, "Ines Okafor", description=words) for at, words in enumerate(told)]
    placed = [member.portrait for one in people for member in place_sources([one], str(one.report))]
    assert len(set(placed[:3])) == 1
    assert placed[3] not in placed[:3]


def test_in_many_reports_one_person_stays_one():
    people = [source(at, "Ines Okafor", description=f"mayor word{at % 70}") for at in range(300)]
    assert len(find_people(people)) == 1


def test_the_number_of_pairs_grows_with_the_sources_and_not_with_its_square():
    people = [source(at, f"John Smith {'abcdefghij'[at % 10]}") for at in range(1000)]
    assert len(find_pairs(people, most=5)) <= 5 * 1000 * max(len(keys_of(one)) for one in people)


names = st.sampled_from(["Ines Okafor", "I. Okafor", "Okafor", "Pilar Okafor", "John Smith", "Smith", "Inès Okafor"])
sources = st.lists(
    st.builds(
        lambda forms, description, day, gender: (forms, description, day, gender),
        st.lists(names, min_size=1, max_size=2, unique=True),
        st.sampled_from(["", "mayor", "mayor quillhaven", "pilot"]),
        st.none() | st.integers(740_000, 740_050),
        st.sampled_from([None, "m", "f"]),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(sources, st.randoms(use_true_random=False))
def test_any_order_makes_the_same_people_each_source_in_one(rows, random):
    people = [
        source(at, *forms, description=description, day=day, gender=gender)
        for at, (forms, description, day, gender) in enumerate(rows)
    ]
    stories = {str(at): f"story {at % 3}" for at in range(len(people))}
    shuffled = random.sample(people, len(people))
    found = find_people(people, stories)
    assert found == find_people(shuffled, stories)
    assert sorted(member for one in found for member in one.members) == sorted(one.id for one in people)


TEXT = "Mayor Ines Okafor of Quillhaven said so. A senior official agreed."


def ledger(*sources, published="2031-03-04T09:30:00Z"):
    report = Report(text=TEXT, published=published)
    return Ledger(report=report, sources=sources, attributions=(), model="none")


def test_only_sources_with_a_name_are_listed_with_what_the_report_says_of_them():
    okafor = Source(
        id="s1", name="Ines Okafor", kind="person", naming="named", aliases=("Okafor",),
        role_spans=(Span(0, 5),), affiliation="s3", mentions=(Span(6, 17),),
    )  # fmt: skip
    official = Source(id="s2", name="A senior official", kind="person", naming="described", mentions=(Span(41, 58),))
    town = Source(id="s3", name="Quillhaven", kind="organisation", naming="named", mentions=(Span(21, 31),))
    both = Source(
        id="s4", name="Quillhaven and Marram", kind="organisation", naming="named", is_plural=True, mentions=()
    )
    found, body_found = named_sources(ledger(okafor, official, town, both))
    assert (found.forms, found.roles, found.gender) == (("Ines Okafor", "Okafor"), ("Mayor",), "f")
    assert found.description == {"mayor", "quillhaven"}
    assert found.day == date(2031, 3, 4).toordinal()
    assert "quillhaven" in found.places
    assert not found.places & {"ines", "okafor"}
    assert body_found.id.endswith("/s3")
    assert len({found.key, body_found.key}) == 2


def test_a_report_dated_to_the_year_has_no_day():
    okafor = Source(id="s1", name="Ines Okafor", kind="person", naming="named", mentions=(Span(6, 17),))
    assert [one.day for one in named_sources(ledger(okafor, published="2031"))] == [None]
