"""What a report rests on, measured: every character counts once, for whoever stands nearest to it."""

import pytest
from hypothesis import given

from tests.support.strategies import ledgers
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Report, Span
from whence.records.sourcing_mix import SourcingMix, sourcing_mix, summary_line

FOOTINGS = ("named", "described", "withheld", "documentary", "nobody", "own")


def source(own, *, naming, kind="person"):
    return Source(id=own, name=own, kind=kind, naming=naming, mentions=(Span(0, 1),))


def said(number, *content, by=None):
    return Attribution(
        id=f"a{number}",
        source_spans=(Span(0, 1),) if by else (),
        cue_spans=(Span(0, 1),),
        content_spans=tuple(Span(start, end) for start, end in content),
        quotation="indirect",
        source=by,
        within=None,
        confidence=0.9,
    )


def mix_of(text, *attributions, sources=(), headline=None):
    report = Report(text=text, headline=headline)
    return sourcing_mix(Ledger(report=report, sources=sources, attributions=attributions, model="by-hand"))


def shares_of(mix):
    return {footing: mix.share(footing) for footing in FOOTINGS if mix.share(footing)}


@pytest.mark.parametrize(
    ("naming", "kind", "footing"),
    [
        ("named", "person", "named"),
        ("named", "organisation", "named"),
        ("described", "group", "described"),
        ("withheld", "person", "withheld"),
        ("bare", "group", "withheld"),
        ("named", "document", "documentary"),
        ("described", "document", "documentary"),
        ("bare", "document", "documentary"),
        (None, "document", "documentary"),
        (None, None, "described"),
    ],
)
def test_a_content_rests_on_its_source_by_how_the_report_names_it(naming, kind, footing):
    mix = mix_of("abcd efgh", said(1, (5, 9), by="s1"), sources=(source("s1", naming=naming, kind=kind),))
    assert shares_of(mix) == {footing: 0.5, "own": 0.5}


@pytest.mark.parametrize(
    ("pronoun", "footing"), [("they", "described"), ("it", "described"), ("We", "own"), ("I", "own")]
)
def test_an_unresolved_pronoun_withholds_no_name_and_we_is_the_page(pronoun, footing):
    unresolved = Source(id="s1", name=pronoun, kind="group", naming="bare", is_unresolved=True, mentions=(Span(0, 1),))
    mix = mix_of("abcd efgh", said(1, (5, 9), by="s1"), sources=(unresolved,))
    assert mix.share(footing) == (1.0 if footing == "own" else 0.5)
    assert mix.withheld == 0


def test_an_unresolved_i_in_somebodys_words_leaves_them_to_whoever_says_them():
    unresolved = Source(id="s2", name="I", kind="person", naming="bare", is_unresolved=True, mentions=(Span(0, 1),))
    mix = mix_of(
        "abcd efgh",
        said(1, (0, 9), by="s1"),
        said(2, (5, 9), by="s2"),
        sources=(source("s1", naming="named"), unresolved),
    )
    assert shares_of(mix) == {"named": 1.0}


def test_a_content_without_a_source_rests_on_nobody():
    assert shares_of(mix_of("abcd efgh", said(1, (0, 4)))) == {"nobody": 0.5, "own": 0.5}


def test_whatever_is_in_no_content_is_the_own_voice():
    assert shares_of(mix_of("abcd efgh")) == {"own": 1.0}
    assert shares_of(mix_of("abcd efgh", said(1))) == {"own": 1.0}


def test_a_content_in_pieces_counts_as_one():
    assert shares_of(mix_of("ab cd efgh", said(1, (0, 2), (6, 10)))) == {"nobody": 0.75, "own": 0.25}


def test_white_space_of_every_kind_counts_for_nothing():
    assert shares_of(mix_of("ab \t\n\u00a0\u3000cd", said(1, (0, 7)))) == {"nobody": 0.5, "own": 0.5}


def test_the_headline_is_not_counted():
    text = "abcd\n\nabefghij"
    assert shares_of(mix_of(text, said(1, (0, 8)))) == {"nobody": 0.5, "own": 0.5}
    assert shares_of(mix_of(text, said(1, (0, 8)), headline="abcd")) == {"nobody": 0.25, "own": 0.75}


NAMED, DESCRIBED = source("s1", naming="named"), source("s2", naming="described")


@pytest.mark.parametrize("swapped", [False, True])
def test_a_content_within_another_counts_for_the_one_nearest_to_it(swapped):
    nested = [said(1, (0, 8), by="s1"), said(2, (4, 8), by="s2")]
    mix = mix_of("abcdefghij", *nested[:: -1 if swapped else 1], sources=(NAMED, DESCRIBED))
    assert shares_of(mix) == {"named": 0.4, "described": 0.4, "own": 0.2}


def test_where_contents_cross_the_smaller_counts():
    mix = mix_of("abcdefghij", said(1, (0, 5), by="s1"), said(2, (3, 10), by="s2"), sources=(NAMED, DESCRIBED))
    assert shares_of(mix) == {"named": 0.5, "described": 0.5}


def test_the_size_of_a_content_is_that_of_all_its_pieces():
    pieces = said(1, (0, 3), (5, 10), by="s1")
    mix = mix_of("abcdefghij", pieces, said(2, (2, 6), by="s2"), sources=(NAMED, DESCRIBED))
    assert shares_of(mix) == {"named": 0.6, "described": 0.4}


def test_of_contents_as_large_the_later_counts():
    mix = mix_of("abcd", said(1, (0, 4), by="s1"), said(2, (0, 4), by="s2"), sources=(NAMED, DESCRIBED))
    assert shares_of(mix) == {"described": 1.0}


@pytest.mark.parametrize(("text", "headline"), [("", None), (" \n ", None), ("Harbour to close", "Harbour to close")])
def test_no_text_rests_on_nothing(text, headline):
    mix = mix_of(text, headline=headline)
    assert shares_of(mix) == {}
    assert summary_line(mix) == "Rests on: nothing."


def test_sources_are_counted_by_naming():
    namings = ["named", "bare", "named", "withheld", None]
    mix = mix_of("a", sources=tuple(source(f"s{i}", naming=naming) for i, naming in enumerate(namings)))
    assert mix.sources == (("named", 2), ("described", 1), ("withheld", 1), ("bare", 1))


def test_thirds_are_rounded_so_that_they_add_up():
    thirds = mix_of("abc", said(1, (0, 1), by="s1"), said(2, (1, 2), by="s2"), sources=(NAMED, DESCRIBED))
    assert shares_of(thirds) == {"named": 0.3334, "described": 0.3333, "own": 0.3333}
    assert summary_line(thirds) == "Rests on: named 34%, described 33%; own voice 33%."


def mix(**shares):
    return SourcingMix(**{**dict.fromkeys(FOOTINGS, 0.0), **shares}, sources=())


@pytest.mark.parametrize(
    ("shares", "line"),
    [
        (
            {"named": 0.41, "described": 0.12, "withheld": 0.05, "documentary": 0.03, "nobody": 0.02, "own": 0.37},
            "named 41%, described 12%, withheld 5%, documents 3%, no source 2%; own voice 37%",
        ),
        ({"own": 1.0}, "own voice 100%"),
        ({"named": 1.0}, "named 100%"),
        ({"named": 0.75, "nobody": 0.25}, "named 75%, no source 25%"),
        ({"withheld": 0.0004, "own": 0.9996}, "withheld under 1%; own voice 100%"),
    ],
)
def test_a_mix_is_said_in_one_sentence(shares, line):
    assert summary_line(mix(**shares)) == f"Rests on: {line}."


def innermost(ledger, place):
    """Find the attribution in whose content a character stands, the smallest, by looking at them all."""
    best = None
    for attribution in ledger.attributions:
        size = sum(span.end - span.start for span in attribution.content_spans)
        holds = any(span.start <= place < span.end for span in attribution.content_spans)
        if holds and (best is None or size <= best[0]):
            best = (size, attribution)
    return best[1] if best else None


@given(ledgers())
def test_each_character_counts_once_for_the_innermost_attribution(ledger):
    text = ledger.report.text
    start = ledger.report.headline_end
    places = [place for place in range(start, len(text)) if text[place].strip()]
    found = [innermost(ledger, place) for place in places]
    measured = sourcing_mix(ledger)
    for footing, count in [
        ("own", found.count(None)),
        ("nobody", sum(one is not None and one.source is None for one in found)),
    ]:
        assert abs(measured.share(footing) - count / max(len(places), 1)) < 1e-4


@given(ledgers())
def test_shares_add_up_to_one_or_to_nothing(ledger):
    measured = sourcing_mix(ledger)
    shares = [measured.share(footing) for footing in FOOTINGS]
    assert round(sum(shares), 9) in {0, 1}
    assert all(0 <= share <= 1 and round(share, 4) == share for share in shares)
    assert sum(count for _, count in measured.sources) == len(ledger.sources)
