"""What an archive answers about claims: which there are, what one rests on, and who says otherwise."""

from dataclasses import replace

import pytest

from tests.support.archives import put_in
from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.records.answers import Filters

FERRY = ledger_of(
    "Ferry sinks off Gull Island\n\n<1 The ferry Bergljot was sunk off Gull Island>1, [1 Tove Lind]1 {1 said}1.\n"
    "[2 An official]2 {2 said}2 <2 the harbour of Marram is to close in April>2.",
    publisher="The Tidewater Post",
    published="2031-03-04",
)
GAZETTE = ledger_of(
    "Lost ferry\n\n[1 Tove Lind]1 {1 told}1 the paper <1 that the ferry Bergljot had been sunk off Gull Island>1.",
    publisher="The Marram Gazette",
    published="2031-03-05",
)
RADIO = ledger_of(
    "Ferry\n\n[1 Ivo Ness]1 {1 said}1 <1 the ferry Bergljot was not sunk off Gull Island>1.\n"
    "<2 The harbour of Marram will close in April>2, [2 the mayor of Marram]2 {2 said}2.",
    publisher="Radio Estuary",
    published="2031-03-06",
)
SUNK = [(0, "a1"), (1, "a1")]
CLOSES = [(0, "a2"), (2, "a2")]


def named(ledger):
    """Let the sources of a ledger be persons with names, and officials be described."""
    sources = [
        replace(one, kind="person", naming="named" if one.name.istitle() else "described") for one in ledger.sources
    ]
    return replace(ledger, sources=tuple(sources))


LEDGERS = [named(FERRY), named(GAZETTE), named(RADIO)]


@pytest.fixture
def archive(tmp_path):
    people = [[(0, "s1"), (1, "s1")]]
    fill_linked(
        tmp_path / "news", LEDGERS, same=[SUNK, CLOSES], disagreeing=[((0, "a1"), (2, "a1"))], people=people
    ).close()
    with Archive(tmp_path / "news") as opened:
        yield opened


def texts(entries):
    return [entry.claim.text for entry in entries]


SANK, SHUT, AFLOAT = (
    "The ferry Bergljot was sunk off Gull Island",
    "the harbour of Marram is to close in April",
    "the ferry Bergljot was not sunk off Gull Island",
)


def test_claims_of_several_reports_are_listed_with_their_counts(archive):
    sank, shut = archive.claims()
    assert (sank.claim.text, sank.reports, sank.outlets, sank.least, sank.most) == (SANK, 2, 2, 1, 1)
    assert (sank.first, sank.last) == ("2031-03-04", "2031-03-05")
    assert len(sank.claim.disagreeing) == 1
    assert (shut.claim.text, shut.reports, shut.least, shut.most) == (SHUT, 2, 1, 2)
    assert sank.story == shut.story
    assert sank.story.startswith("st:")


def test_a_report_that_only_corrects_a_claim_takes_no_place_in_a_list_of_few(tmp_path):
    leak = "40 tonnes of fuel had leaked from the ferry Bergljot"
    post = f"Fuel\n\n[1 Tove Lind]1 {{1 said}}1 <1 {leak}>1."
    shut = "Shut\n\n[1 Ivo Ness]1 {1 said}1 <1 the harbour of Marram is shut>1."
    sorry = f"Correction: fuel\n\nWe reported, citing [1 Tove Lind]1, {{1 that}}1 <1 {leak}>1. That was wrong."
    ledgers = [
        ledger_of(text, headline=text.partition("\n")[0], publisher=name, published=f"2031-03-0{day}")
        for day, (text, name) in enumerate(
            [(post, "The Tidewater Post"), (sorry, "The Tidewater Post"), (shut, "Radio Estuary"), (shut, "Herald")], 1
        )
    ]
    same = [[(0, "a1"), (1, "a1")], [(2, "a1"), (3, "a1")]]
    fill_linked(tmp_path / "news", ledgers, same=same).close()
    with Archive(tmp_path / "news") as archive:
        for asked in ({}, {"about": "harbour OR fuel"}):
            (one,) = archive.claims(min_reports=2, limit=1, **asked)
            assert (one.claim.text, one.reports) == ("the harbour of Marram is shut", 2)
            found = archive.claims(min_reports=1, **asked)
            assert [(entry.claim.text, entry.reports) for entry in found[1:]] == [(leak, 1)]
            assert archive.claims(min_reports=1, limit=1, offset=1, **asked) == found[1:]


def test_claims_of_one_report_are_listed_if_asked_for(archive):
    assert texts(archive.claims(min_reports=1)) == [SANK, SHUT, AFLOAT]
    assert texts(archive.claims(min_reports=3)) == []
    assert texts(archive.claims(limit=1)) == [SANK]


def test_claims_of_a_story_come_by_first_appearance(archive):
    story = archive.claims()[0].story
    assert texts(archive.claims(story=story, min_reports=1)) == [SANK, SHUT, AFLOAT]
    with pytest.raises(UsageError, match="there is no such story"):
        archive.claims(story="st:0123456789abcdef")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"about": "ferry"}, [SANK, AFLOAT]),
        ({"about": "harb* -ferry"}, [SHUT]),
        ({"about": '"had been sunk" OR nothing'}, [SANK]),
        ({"about": "official"}, []),
        ({"filters": Filters(source="Lind")}, [SANK]),
        ({"filters": Filters(source="mayor")}, [SHUT]),
        ({"filters": Filters(naming="described")}, [SHUT]),
        ({"filters": Filters(source="mayor", naming="named")}, []),
        ({"filters": Filters(publisher="Radio*")}, [SHUT, AFLOAT]),
        ({"filters": Filters(since="2031-03-05", until="2031-03-05")}, [SANK]),
        ({"filters": Filters(source="Ness", publisher="The Tidewater Post")}, []),
    ],
)
def test_a_claim_is_listed_if_a_place_where_it_is_made_meets_all_that_is_asked(archive, asked, found):
    assert texts(archive.claims(min_reports=1, **asked)) == found


def test_a_claim_shows_each_wording_and_who_says_otherwise(archive):
    sank = archive.claims()[0].claim
    details = archive.claim(sank.id)
    assert details.claim == sank
    assert [one.text for one in details.wordings] == [SANK, "that the ferry Bergljot had been sunk off Gull Island"]
    assert [one.appearances[0].publisher for one in details.wordings] == ["The Tidewater Post", "The Marram Gazette"]
    assert [step.name for step in details.wordings[1].appearances[0].steps] == ["Tove Lind"]
    (other,) = details.counterclaims
    assert other.claim.text == AFLOAT
    assert [each.kind for each in other.differences] == ["negation"]
    assert [node.name for node in other.origins.nodes if node.kind == "source"] == ["Ivo Ness"]
    assert archive.origins(sank.id) == details.origins
    assert (details.origins.reports, details.origins.most) == (2, 1)


def test_a_claim_that_is_denied_leads_back_to_it(archive):
    sank = archive.claims()[0].claim
    (denied,) = archive.claim(sank.disagreeing[0]).counterclaims
    assert denied.claim.id == sank.id


def test_the_beginning_of_an_id_is_enough(archive):
    sank = archive.claims()[0].claim
    assert archive.claim(sank.id[:9]).claim == archive.claim(sank.id[2:]).claim == sank


def test_an_id_that_a_claim_had_before_stays_valid(archive):
    sank = archive.claims()[0].claim
    store = Store(archive.path)
    ((later,),) = store.rows(
        "SELECT key FROM claim_mentions WHERE claim <> key AND claim = ?", (number_of_id(sank.id),)
    )
    with store.writing():
        store.run("INSERT INTO link_aliases VALUES ('c:00000000000000aa', ?)", (later,))
    store.close()
    assert archive.origins(f"c:{hexadecimal(later)}") == archive.origins(sank.id)
    old = archive.claim("c:00000000000000aa").claim
    assert (old.id, old.aliases) == (sank.id, ("c:00000000000000aa",))


@pytest.mark.parametrize("name", ["ferry", "r:12", "c:", "c:00000000000000000", "c:XY"])
def test_what_is_no_id_of_a_claim_is_refused(archive, name):
    with pytest.raises(UsageError, match="this is not the id of a claim"):
        archive.claim(name)


def test_an_id_that_no_claim_has_is_refused(archive):
    with pytest.raises(UsageError, match="there is no such claim"):
        archive.origins("c:0123456789abcdef")


def test_a_report_that_was_changed_or_removed_counts_no_more_before_it_is_linked(archive, tmp_path):
    changed = replace(GAZETTE, report=replace(GAZETTE.report, headline="Ferry lost"))
    store = Store(tmp_path / "news")
    put_in(store, [changed], addresses=["example.org/1"])
    store.close()
    assert texts(archive.claims()) == [SHUT]
    assert archive.count_unlinked() == 1
    archive.remove([held.id for held in archive.reports(filters=Filters(publisher="Radio Estuary"))])
    assert texts(archive.claims()) == []
    assert texts(archive.claims(min_reports=1)) == [SANK, SHUT]


def test_an_archive_without_links_has_no_claims(tmp_path):
    with Archive(tmp_path / "empty", create=True) as opened:
        assert opened.claims(min_reports=1) == []
        assert opened.claims(about="ferry", filters=Filters(source="Lind")) == []
        with pytest.raises(UsageError, match="no such claim"):
            opened.claim("c:12")


QUOTED = "“The harbour wall of Marram will not hold another winter and everybody on the council knows it,”"
ALTERED = "“The harbour wall of Marram might not hold another winter and everybody on the council knows it,”"


def test_an_altered_quotation_shows_which_words_differ_from_the_first_report(tmp_path):
    texts_of = {"Post": (QUOTED, "2031-03-04"), "Gazette": (ALTERED, "2031-03-05"), "Radio": (QUOTED, "2031-03-06")}
    ledgers = [
        named(
            ledger_of(
                f"Wall\n\n<1 {words}>1 [1 Tove Lind]1 {{1 said}}1.",
                quotations={1: "direct"},
                publisher=name,
                published=day,
            )
        )
        for name, (words, day) in texts_of.items()
    ]
    fill_linked(tmp_path / "news", ledgers, same=[[(0, "a1"), (1, "a1"), (2, "a1")]]).close()
    with Archive(tmp_path / "news") as opened:
        (entry,) = opened.claims()
        first, altered, same = opened.claim(entry.claim.id).wordings
    assert first.version is None
    assert [(change.kind, change.words) for change in altered.version.changes] == [("replaced", ("will", "might"))]
    assert same.version.is_exact
    assert first.quotation == altered.quotation == "direct"
