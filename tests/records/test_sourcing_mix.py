"""What a report rests on, measured: every character counts once, for whoever stands nearest to it, or not at all."""

import pytest
from hypothesis import given

from tests.support.strategies import ledgers
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Report, Span
from whence.records.sourcing_mix import SourcingMix, footing_of, sourcing_mix, summary_line

FOOTINGS = ("named", "described", "withheld", "documentary", "nobody", "own")


def source(own, *, naming, kind="person"):
    return Source(id=own, name=own, kind=kind, naming=naming, mentions=(Span(0, 1),))


def said(number, *content, by=None, words=(), cue=(), confidence=0.9):
    """Make an attribution; the words for its source, unless given, are words of its content, which count as content."""
    return Attribution(
        id=f"a{number}",
        source_spans=spans_of(words or content) if by else (),
        cue_spans=spans_of(cue),
        content_spans=spans_of(content),
        quotation="indirect",
        source=by,
        within=None,
        confidence=confidence,
    )


def spans_of(pairs):
    return tuple(Span(start, end) for start, end in pairs)


def quoted(number, text, *parts, by):
    """Make an attribution of words for source, cue and content, each of which stands once in the text."""
    words, cue, content = [((start := text.index(part)), start + len(part)) for part in parts]
    return said(number, content, by=by, words=[words], cue=[cue])


def mix_of(text, *attributions, sources=(), headline=None):
    report = Report(text=text, headline=headline)
    return sourcing_mix(Ledger(report=report, sources=sources, attributions=attributions, model="by-hand"))


def shares_of(mix):
    return {footing: mix.share(footing) for footing in FOOTINGS if mix.share(footing)}


NAMED, DESCRIBED = source("s1", naming="named"), source("s2", naming="described")


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


def test_what_we_of_the_page_say_is_its_own_text_with_the_words_for_source_and_cue():
    we = Source(id="s1", name="We", kind="group", naming="bare", is_unresolved=True, mentions=(Span(0, 2),))
    text = "We saw that it sank. Reportedly it burned."
    mix = mix_of(
        text,
        quoted(1, text, "We", "saw", "that it sank.", by="s1"),
        said(2, (32, 42), cue=[(21, 31)]),
        sources=(we,),
    )
    # "We saw that it sank." has 16 letters and marks, "it burned." has 9; "Reportedly" is not counted.
    assert shares_of(mix) == {"own": 0.64, "nobody": 0.36}


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


FERRY = "Lund said Dahl knew the ferry would sink."


def test_a_sentence_that_is_attributed_throughout_rests_wholly_on_its_source():
    lund = quoted(1, FERRY, "Lund", "said", "Dahl knew the ferry would sink.", by="s1")
    assert shares_of(mix_of(FERRY, lund, sources=(NAMED,))) == {"named": 1.0}


def test_the_words_for_source_and_cue_within_another_content_count_as_that_content():
    lund = quoted(1, FERRY, "Lund", "said", "Dahl knew the ferry would sink.", by="s1")
    dahl = quoted(2, FERRY, "Dahl", "knew", "the ferry would sink.", by="s2")
    # "Dahl knew" has 8 letters and rests on Lund, "the ferry would sink." has 18 letters and marks.
    for attributions in ([lund, dahl], [dahl, lund]):
        mix = mix_of(FERRY, *attributions, sources=(NAMED, DESCRIBED))
        assert shares_of(mix) == {"named": 0.3077, "described": 0.6923}


def test_what_stands_beside_the_words_for_source_and_cue_is_the_pages_own_text():
    text = "The pier burned. Lund told us it sank."
    lund = quoted(1, text, "Lund", "told", "it sank.", by="s1")
    # "The pier burned." and "us" have 16 letters and marks, "it sank." has 7.
    assert shares_of(mix_of(text, lund, sources=(NAMED,))) == {"named": 0.3043, "own": 0.6957}


def test_the_words_for_a_source_that_an_own_content_holds_count_as_content():
    assert shares_of(mix_of("abcd efgh", said(1, (0, 9), by="s1", words=[(0, 4)]), sources=(NAMED,))) == {"named": 1.0}


def test_a_report_of_nothing_but_a_source_and_a_cue_rests_on_nothing():
    assert shares_of(mix_of("abcd efgh", said(1, by="s1", words=[(0, 4)], cue=[(5, 9)]), sources=(NAMED,))) == {}


def test_an_unsure_attribution_counts_as_much_as_a_sure_one():
    unsure = said(1, (5, 9), by="s1", words=[(0, 1)], cue=[(1, 4)], confidence=0.01)
    assert shares_of(mix_of("abcd efgh", unsure, sources=(NAMED,))) == {"named": 1.0}


def test_a_content_in_pieces_counts_as_one():
    assert shares_of(mix_of("ab cd efgh", said(1, (0, 2), (6, 10)))) == {"nobody": 0.75, "own": 0.25}


def test_white_space_of_every_kind_counts_for_nothing():
    assert shares_of(mix_of("ab \t\n\u00a0\u3000cd", said(1, (0, 7)))) == {"nobody": 0.5, "own": 0.5}


def test_the_headline_is_not_counted():
    text = "abcd\n\nabefghij"
    assert shares_of(mix_of(text, said(1, (0, 8)))) == {"nobody": 0.5, "own": 0.5}
    assert shares_of(mix_of(text, said(1, (0, 8)), headline="abcd")) == {"nobody": 0.25, "own": 0.75}


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


def footing_at(ledger, place):
    """Find what the character at a place rests on, by looking at all attributions; None if it is not counted."""
    sources = {source.id: source for source in ledger.sources}
    footings = [footing_of(sources.get(attribution.source)) for attribution in ledger.attributions]
    cited = [pair for pair in zip(footings, ledger.attributions, strict=True) if pair[0] != "own"]
    best = None
    for footing, attribution in cited:
        size = sum(span.end - span.start for span in attribution.content_spans)
        if stands_in(place, attribution.content_spans) and (best is None or size <= best[0]):
            best = (size, footing)
    if best:
        return best[1]
    saying = [span for _, attribution in cited for span in (*attribution.source_spans, *attribution.cue_spans)]
    return None if stands_in(place, saying) else "own"


def stands_in(place, spans):
    return any(span.start <= place < span.end for span in spans)


@given(ledgers())
def test_each_character_counts_once_for_the_innermost_attribution(ledger):
    text = ledger.report.text
    places = [place for place in range(ledger.report.headline_end, len(text)) if text[place].strip()]
    found = [footing for place in places if (footing := footing_at(ledger, place))]
    measured = sourcing_mix(ledger)
    for footing in FOOTINGS:
        assert abs(measured.share(footing) - found.count(footing) / max(len(found), 1)) < 1e-4


@given(ledgers())
def test_shares_add_up_to_one_or_to_nothing(ledger):
    measured = sourcing_mix(ledger)
    shares = [measured.share(footing) for footing in FOOTINGS]
    assert round(sum(shares), 9) in {0, 1}
    assert all(0 <= share <= 1 and round(share, 4) == share for share in shares)
    assert sum(count for _, count in measured.sources) == len(ledger.sources)
