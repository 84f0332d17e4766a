"""What is told of a source, and no more: its kind, roles, other names, body and country; on invented sentences."""

import pytest

from tests.support.marked_reports import read, speakers
from whence.language.gazetteer import country_in


def first(source, **names):
    """Read one sentence in which a source says something; give that source."""
    ledger = read(f"[1 {source}]1 {{1 said}}1 <1 that it leaked>1.", **names)
    return next(one for one in ledger.sources if one.id == ledger.attributions[0].source), ledger


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The removal", None),
        ("Her father's webpage", "document"),
        ("The common wisdom this year", None),
        ("A netmaker", "person"),
        ("A stranger", "person"),
        ("The net menders", "group"),
        ("Initial hints", None),
        ("The duo", "group"),
        ("The friendly audience", "group"),
        ("One in five", "group"),
        ("Fewer than half of the anglers", "group"),
        ("Just shy of half", "group"),
        ("Those surveyed", "group"),
        ("Those facts", "document"),
        ("Architects and patrols", "group"),
        ("One neighbour", "person"),
        ("Another fan", "person"),
        ("People", "group"),
        ("The post", "document"),
        ("A memo previously kept secret", "document"),
        ("Several delegates cheerfully", "group"),
        ("Marram-Today.com", "organisation"),
        ("Newly released court files", "document"),
        ("The recently published poll", "document"),
        ("Those involved in it", "group"),
        ("A report released Friday", "document"),
        ("Figures her campaign released Friday", "document"),
        ("The company he runs", "organisation"),
        ("Pilots and anglers alike", "group"),
        ("The angling community", "group"),
        ("The e-mail", "document"),
        ("A report that", "document"),
        ("42% of anglers", "group"),
        ("42% of Drovians and 3% of Norwegians", "group"),
        ("More than 13 million people", "group"),
        ("A growing number of anglers", "group"),
        ("A lot of people", "group"),
        ("More than 1,100 additional pages of mail", None),
        ("A number of hints", None),
        ("The uncle and grandmother", "group"),
        ("The child's mother and her boyfriend", "group"),
        ("A husband and father", "person"),
        ("The Norwegians", "group"),
        ("Norwegians", "group"),
        ("The Netherlands", "organisation"),
        ("A statement Monday", "document"),
        ("A Monday statement", "document"),
        ("A Northarm poll out Monday", "document"),
        ("Nearly nine out of ten", "group"),
        ("The electorate", "group"),
        ("Many Pescatarians", "group"),
        ("Those skilled netmakers", "group"),
        ("This Okafor impersonator", "person"),
    ],
)
def test_a_source_has_the_kind_that_its_words_tell_or_none(source, kind):
    assert first(source)[0].kind == kind


def test_what_is_of_no_known_kind_is_of_no_body():
    found, _ = first("The Northarm removal", organisations=["Northarm"])
    assert (found.kind, found.affiliation) == (None, None)


def test_somebody_and_a_named_person_are_two():
    found, _ = first("The star, 36, and her husband Ivo Brandt", persons=["Ivo Brandt"])
    assert (found.kind, found.naming, found.is_plural) == ("group", "named", True)


def test_two_persons_with_a_party_each_are_two():
    source = "Former Marram Gov. Ivo Brandt (D) and former Skerry Gov. Ada Marsh (R)"
    found, _ = first(source, persons=["Ivo Brandt", "Ada Marsh"], places=["Marram", "Skerry"])
    assert found.name == "Ivo Brandt and Ada Marsh"


def test_a_name_in_what_others_do_is_not_who_speaks():
    found, _ = first("First responders rushing Ivo Brandt to hospital", persons=["Ivo Brandt"])
    assert found.naming == "described"


def test_another_name_beside_a_name_is_no_role():
    found, _ = first("Okafor/Ada Marsh", persons=["Ada Marsh", "Okafor"])
    assert found.role_spans == ()


def test_the_then_secretary_is_a_person_with_a_name():
    found, ledger = first("The then Drovian Home Secretary, Ada Marsh,", persons=["Ada Marsh"])
    assert (found.name, found.kind, found.naming) == ("Ada Marsh", "person", "named")
    assert [span.of(ledger.report.text) for span in found.role_spans] == ["The then Drovian Home Secretary"]


def test_two_who_speak_together_belong_to_neither():
    names = {"persons": ["Ada Marsh"], "organisations": ["Northarm"]}
    found, _ = first("Ada Marsh and Northarm", **names)
    assert (len(found.members), found.affiliation) == (2, None)


@pytest.mark.parametrize(
    ("source", "of_first", "of_second"),
    [
        ("Coach Ada Marsh and pilot Ivo Brandt", "Coach", "pilot"),
        ("The team's coach, Ada Marsh, and pilot Ivo Brandt", "The team's coach", "pilot"),
        ("Coach Ada Marsh and the head of the port, Ivo Brandt,", "Coach", "the head of the port"),
        ("The team's coach, Ada Marsh, and her aide, Ivo Brandt,", "The team's coach", "her aide"),
    ],
)
def test_two_who_speak_together_have_roles_each_and_none_as_two(source, of_first, of_second):
    found, ledger = first(source, persons=["Ada Marsh", "Ivo Brandt"])
    roles = {one.name: [span.of(ledger.report.text) for span in one.role_spans] for one in ledger.sources}
    assert roles == {"Ada Marsh and Ivo Brandt": [], "Ada Marsh": [of_first], "Ivo Brandt": [of_second]}
    assert len(found.members) == 2


@pytest.mark.parametrize(
    ("names", "aliases"),
    [
        (("Ada Marsh", "ADA MARSH", "Marsh"), ("Marsh",)),
        (("Skerry Sheriff’s Office", "Skerry Sheriff's Office"), ()),
        (("Skerry Harbour Office", "Office"), ()),
        (("Skerry County Sheriff’s Office", "Skerry County"), ()),
        (("Ada Marsh", "Marshs"), ()),
    ],
)
def test_the_same_name_in_other_letters_is_no_other_name(names, aliases):
    text = " ".join(f"[{i} {name}]{i} {{{i} said}}{i} <{i} that it leaked>{i}." for i, name in enumerate(names, 1))
    kind = "persons" if names[0] == "Ada Marsh" else "organisations"
    ledger = read(text, **{kind: list(names)})
    assert ledger.sources[0].aliases == aliases


def test_a_half_of_a_hyphened_name_is_no_other_name():
    ledger = read(
        "[1 Ada Marsh-Okafor]1 {1 said}1 <1 so>1. [2 Marsh-Okafor]2 {2 said}2 <2 no>2.",
        persons=["Ada Marsh-Okafor", "Marsh", "Okafor"],
    )
    assert "Marsh" not in ledger.sources[0].aliases


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Norwegian minister Ada Marsh", "NOR"),
        ("New Jersey Gov. Ada Marsh", None),
        ("American Airlines chief Ada Marsh", None),
        ("Russian Foreign Ministry spokeswoman Ada Marsh", "RUS"),
    ],
)
def test_a_country_is_told_by_no_state_and_no_firm(source, code):
    bodies = ["American Airlines", "Russian Foreign Ministry"]
    assert first(source, persons=["Ada Marsh"], organisations=bodies)[0].country == code


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Norwegian and South Korean officials", None),
        ("South Korean officials", "KOR"),
        ("Norwegian officials and lawyers", "NOR"),
        ("a teacher from New Mexico", None),
        ("the Mexican envoy to Norway", "MEX"),
    ],
)
def test_officials_of_two_countries_are_of_neither(phrase, code):
    assert country_in([phrase]) == code


@pytest.mark.parametrize(
    ("source", "naming"),
    [
        ("A giant Skerry Valley company", "described"),
        ("The Skerry Valley company", "named"),
        ("A three-judge panel of the Skerry Valley court", "named"),
    ],
)
def test_a_company_with_an_article_for_any_bears_no_name(source, naming):
    assert first(source, places=["Skerry Valley"])[0].naming == naming


def test_a_body_goes_by_the_name_it_is_known_by_before():
    ledger = read(
        "Northarm was hacked.\n\n[1 Northarm]1 {1 said}1 <1 sorry>1. [2 Northarm]2 {2 said}2 <2 so>2.\n\n"
        "[3 The Northarm Chirper account]3 {3 said}3 <3 so too>3. [4 Northarm]4 {4 added}4 <4 that>4.",
        organisations=["Northarm Chirper", "Northarm"],
    )
    assert set(speakers(ledger)) <= {"Northarm", "The Northarm Chirper account"}


def test_a_body_introduced_in_full_keeps_its_full_name():
    ledger = read(
        "[1 Northarm Foods]1 {1 said}1 <1 sorry>1.\n\n[2 Northarm]2 {2 said}2 <2 so>2.",
        organisations=["Northarm Foods", "Northarm"],
    )
    assert set(speakers(ledger)) == {"Northarm Foods"}


def test_a_maker_is_not_its_product():
    ledger = read(
        "Orval Stadia opened. [1 Orval]1 {1 said}1 <1 it works>1. [2 Orval]2 {2 promised}2 <2 games>2. Stadia is new.",
        organisations=["Orval Stadia", "Orval", "Stadia"],
    )
    assert speakers(ledger) == ["Orval", "Orval"]


def test_what_two_bodies_begin_with_is_neither():
    ledger = read(
        "Orval PH opened. [1 Orval]1 {1 said}1 <1 it works>1. Orval Play is new. [2 Orval]2 {2 promised}2 <2 games>2.",
        organisations=["Orval PH", "Orval Play", "Orval"],
    )
    assert [(one.name, one.aliases) for one in ledger.sources] == [("Orval", ())]


def test_a_department_cut_short_is_the_same():
    ledger = read(
        "[1 The Marram Police Department]1 {1 said}1 <1 so>1. [2 Marram Police Dept]2 {2 said}2 <2 no>2.",
        organisations=["Marram Police Department", "Marram Police Dept"],
    )
    assert len(ledger.sources) == 1


def test_an_adjective_alone_is_the_firm_that_begins_with_it():
    ledger = read(
        "[1 American Airlines]1 {1 said}1 <1 sorry>1. [2 American]2 {2 pledged}2 <2 to change>2.",
        organisations=["American Airlines"],
    )
    assert speakers(ledger) == ["American Airlines", "American Airlines"]


def test_an_adjective_alone_is_no_public_body():
    ledger = read(
        "[1 The Swiss National Bank]1 {1 said}1 <1 so>1. [2 Swiss]2 {2 fear}2 <2 that>2.",
        organisations=["Swiss National Bank"],
    )
    assert speakers(ledger)[1] != "Swiss National Bank"


def test_whoever_writes_the_page_is_one():
    ledger = read(
        "[1 I]1 {1 think}1 <1 so>1.\n\nIt rained.\n\n[2 I]2 {2 believe}2 <2 it>2. “[3 I]3 {3 know}3 <3 him>3.”"
    )
    sources = [one.source for one in ledger.attributions]
    assert sources[0] == sources[1] != sources[2]


def test_who_is_asked_and_who_answers_are_two():
    ledger = read("[1 I]1 {1 hear}1 <1 you sail>1. Why?\n\n[2 I]2 {2 like}2 <2 to sail>2.")
    assert len({one.source for one in ledger.attributions}) == 2


def test_the_reader_is_a_pronoun():
    ledger = read("[1 You]1 {1 know}1 <1 that it rained>1.")
    assert ledger.sources[0].is_unresolved


@pytest.mark.parametrize(
    "description", ["The suspect's wife", "The suspect's lawyer", "Northarm's chief inspector", "Ivo Brandt's cousin"]
)
def test_whoever_is_somebodys_is_not_that_one(description):
    ledger = read(
        f"[1 The suspect]1 {{1 told}}1 Ivo Brandt <1 no>1. [2 {description}]2 {{2 said}}2 <2 that he slept>2.",
        persons=["Ivo Brandt"],
        organisations=["Northarm"],
        meant=[("wife", 0, {"suspect": 0.9})] if "wife" in description else [],
    )
    assert speakers(ledger)[1] == description


@pytest.mark.parametrize(("owner", "who"), [("Skerry Department", "inspector"), ("Skerry", "Ada Marsh")])
def test_a_departments_inspector_is_nobody_known_and_a_towns_may_be(owner, who):
    ledger = read(
        f"[1 Ada Marsh]1 {{1 said}}1 <1 no>1. [2 {owner}'s pleasant candidate]2 {{2 said}}2 <2 that it rained>2.",
        persons=["Ada Marsh"],
        places=[owner],
        meant=[("candidate", 0, {"Ada": 0.97, "Marsh": 0.97})],
    )
    assert speakers(ledger)[1] == (who if who == "Ada Marsh" else f"{owner}'s pleasant candidate")


def test_whoever_the_report_calls_so_may_be_a_bodys():
    ledger = read(
        "[1 Ada Marsh, chief inspector of Northarm,]1 {1 said}1 <1 no>1. "
        "[2 Northarm's chief inspector]2 {2 added}2 <2 that he slept>2.",
        persons=["Ada Marsh"],
        organisations=["Northarm"],
    )
    assert speakers(ledger) == ["Ada Marsh", "Ada Marsh"]


def test_an_outlet_that_asks_others_is_not_those_who_answer():
    ledger = read(
        "[1 Skerry News]1 {1 asked}1 neighbours <1 about the fire>1. [2 They]2 {2 said}2 <2 they heard nothing>2.",
        organisations=["Skerry News"],
        meant=[("They", 0, {"News": 0.9, "Skerry": 0.9})],
    )
    assert speakers(ledger)[1] != "Skerry News"


def test_an_outlet_that_says_more_may_be_they():
    ledger = read(
        "[1 Skerry Council]1 {1 warned}1 neighbours <1 of the fire>1. [2 They]2 {2 said}2 <2 it was near>2.",
        organisations=["Skerry Council"],
        meant=[("They", 0, {"Council": 0.9, "Skerry": 0.9})],
    )
    assert speakers(ledger)[1] == "Skerry Council"


def test_a_number_with_a_comma_is_one():
    found, _ = first("Some 700,000 anglers who had paid")
    assert (found.name, found.kind) == ("Some 700,000 anglers who had paid", "group")


def test_the_letters_of_a_short_form_end_no_role():
    found, ledger = first("Ada Marsh, the deputy chief of mission for the U.S. there,", persons=["Ada Marsh"])
    (role,) = found.role_spans
    assert role.of(ledger.report.text) == "the deputy chief of mission for the U.S. there"


def test_a_station_has_its_number_in_its_name():
    ledger = read("[1 NewsChannel 12]1 {1 said}1 <1 that it leaked>1.", organisations=["NewsChannel"])
    assert speakers(ledger) == ["NewsChannel 12"]


def test_a_fuller_mention_does_not_go_into_the_next_sentence():
    ledger = read(
        "It fell, [1 a new poll]1 {1 says}1. With Northarm out, [2 the poll]2 {2 found}2 <2 that it rose>2.",
        organisations=["Northarm"],
    )
    assert all("Northarm" not in name for name in speakers(ledger))


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("The diver told Ada Marsh to go.", "She"),
        ("The head of the office, Ada Marsh, left.", "Ada Marsh"),
        ("The boy told Ada Marsh to go.", "Ada Marsh"),
        ("Ada Marsh told the diver to go.", "Ada Marsh"),
    ],
)
def test_whoever_is_only_spoken_to_is_not_she_for_sure(before, who):
    ledger = read(
        f"{before} [1 She]1 {{1 said}}1 <1 that it rained>1.",
        persons=["Ada Marsh"],
        meant=[("She", 0, {"Ada": 0.97, "Marsh": 0.97})],
    )
    assert speakers(ledger) == [who]


@pytest.mark.parametrize(
    ("description", "who"),
    [("The captain", "The captain"), ("The nurse", "The nurse"), ("The former secretary of state", "Ada Marsh")],
)
def test_a_bare_trade_or_office_is_nobody_of_whom_it_is_not_said(description, who):
    head = description.split()[1] if description.count(" ") == 1 else "secretary"
    ledger = read(
        f"[1 Ada Marsh]1 {{1 said}}1 <1 so>1. [2 {description}]2 {{2 said}}2 <2 that it rained>2.",
        persons=["Ada Marsh"],
        meant=[(head, 0, {"Ada": 0.97, "Marsh": 0.97})],
    )
    assert speakers(ledger)[1] == who


def test_whoever_is_told_of_in_the_words_after_that_may_say_them():
    ledger = read(
        "[1 Ada Marsh]1 {1 said}1 <1 [2 the driver]2 {2 told}2 her <2 that “[3 he]3 {3 thinks}3 <3 it fell>3”>2>1.",
        persons=["Ada Marsh"],
        meant=[("he", 0, {"driver": 0.9})],
    )
    assert speakers(ledger)[2] == "the driver"


@pytest.mark.parametrize(
    ("description", "who"), [("The two-time skipper", "The two-time skipper"), ("The skipper", "Ada Marsh")]
)
def test_a_count_that_is_not_told_of_a_person_tells_another(description, who):
    ledger = read(
        f"[1 Three-time skipper Ada Marsh]1 {{1 said}}1 <1 so>1. [2 {description}]2 {{2 added}}2 <2 that it rained>2.",
        persons=["Ada Marsh"],
    )
    assert speakers(ledger)[1] == who
