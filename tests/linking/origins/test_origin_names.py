"""Origins: which outlet or source a name means, and what names say of who copied."""

from tests.support.appearances import LIND, OFFICIAL, OKAFOR, says
from whence.linking.origins.origins import find_origins
from whence.records.links import Copy, SourceStep


def counts(*appearances, copies=()):
    found = find_origins(appearances, copies)
    return found.reports, found.outlets, found.least, found.most


def edges(*appearances, copies=()):
    return [(edge.start, edge.kind, edge.end) for edge in find_origins(appearances, copies).edges]


def origins(*appearances, copies=()):
    return [origin.node for origin in find_origins(appearances, copies).origins]


def test_an_agency_is_known_by_its_short_name_if_its_own_report_is_at_hand():
    def cited(name, kind="organisation"):
        return SourceStep(source="s9", name=name, kind=kind, naming="named")

    own = says("r:1", "Meridian Press Agency", OFFICIAL, at="2031-03-04")
    for name, kind in (("Meridian", "person"), ("the Meridian news agency", "organisation"), ("Meridian news", None)):
        said = [own, says("r:2", "Coast", cited(name, kind), OFFICIAL, at="2031-03-05")]
        assert edges(*said)[1] == ("r:2", "follows", "r:1"), name
        assert counts(*said) == (2, 2, 1, 1)
    unlike = [("Meridian Council", "organisation"), ("Meridian", "document"), ("Meridian", "group")]
    for name, kind in unlike:
        assert counts(own, says("r:2", "Coast", cited(name, kind), OFFICIAL))[2:] == (1, 2), name
    nation = says("r:1", "Norway Press Agency", OFFICIAL)
    assert counts(nation, says("r:2", "Coast", cited("Norway"), OFFICIAL))[2:] == (1, 2)
    # Two agencies with one short name are neither.
    others = [own, says("r:3", "Meridian News Service", OKAFOR)]
    assert ("r:2", "follows", "r:1") not in edges(*others, says("r:2", "Coast", cited("Meridian"), OFFICIAL))


def test_an_outlet_at_hand_that_the_reading_took_for_a_person_is_followed():
    listok = SourceStep(source="s9", name="Veresky Listok", kind="person", naming="named")
    said = [says("r:1", "Veresky Listok", LIND), says("r:2", "Coast", listok)]
    assert counts(*said) == (2, 2, 1, 1)
    # Whoever has a given name is a person, whatever an outlet is called.
    tove = SourceStep(source="s9", name="Anna Post", kind="person", naming="named")
    assert counts(says("r:1", "Anna Post", LIND), says("r:2", "Coast", tove))[2:] == (1, 2)


def test_a_name_that_may_be_short_for_another_is_neither_one_origin_nor_two():
    def named(name, kind="person"):
        return SourceStep(source="s1", name=name, kind=kind, naming="named", entity=f"p:{name}/{kind}")

    def between(*pair):
        return counts(says("r:1", "Herald", pair[0]), says("r:2", "Gazette", pair[1]))[2:]

    assert between(named("Okafor"), named("Ines Okafor")) == (1, 2)
    assert between(named("Ines Okafor", "organisation"), named("Ines Okafor")) == (1, 2)
    assert between(named("the Ministry", "organisation"), named("Ministry of Health", "organisation")) == (1, 2)
    assert between(named("Samuel Okafor"), named("Ines Okafor")) == (2, 2)
    assert between(named("Ford", "organisation"), named("Ines Ford")) == (2, 2)
    said = [
        says(f"r:{own}", f"Outlet {own}", named(name)) for own, name in enumerate(("Okafor", "Ines Okafor", "Lind"))
    ]
    assert counts(*said, says("r:9", "Radio", OFFICIAL))[2:] == (2, 4)


def test_a_report_that_cites_another_for_something_else_copied_their_same_text():
    said = [says("r:1", "Gazette", OFFICIAL), says("r:2", "Herald", OFFICIAL)]
    found = find_origins(said, [Copy(report="r:2", original="r:1")], cited={"r:1": ["the Herald", "Tove Lind"]})
    assert [(edge.start, edge.kind) for edge in found.edges] == [("r:1", "copies"), ("r:2", "cites")]
    both = {"r:1": ["Herald"], "r:2": ["Gazette"]}
    unknown = find_origins(said, [Copy(report="r:2", original="r:1")], cited=both)
    assert [edge.kind for edge in unknown.edges] == ["cites", "has the same text"]


def test_the_same_text_names_the_same_source_though_one_report_has_only_the_surname():
    bare, full = (
        SourceStep(source="s1", name=name, kind="person", naming="named", entity=f"p:{name}")
        for name in ("Okafor", "Ines Okafor")
    )
    said = [says("r:1", "Herald", bare), says("r:2", "Gazette", full)]
    assert counts(*said, copies=[Copy(report="r:2", original="r:1")])[2:] == (1, 1)
    assert counts(*said, copies=[Copy(report="r:1", original="r:2")])[2:] == (1, 1)


def test_of_two_reports_with_the_same_text_the_one_that_cites_the_other_copied():
    said = [
        says("r:1", "Gazette", SourceStep(source="s9", name="Herald Wire", kind="organisation", naming="named"), LIND),
        says("r:2", "Herald Wire", LIND),
    ]
    for copy in (Copy(report="r:2", original="r:1"), Copy(report="r:1", original="r:2")):
        assert ("r:1", "copies", "r:2") in edges(*said, copies=[copy])
        assert origins(*said, copies=[copy]) == ["p:lind"]
