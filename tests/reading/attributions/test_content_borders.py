"""Cue and content meet where the grammar parts them, and a content ends with its line."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.content_borders import settle_content


def settled(marked):
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = (settle_content(words, one) for one in found_in(words, spans))
    return [" ".join(words.texts[slice(*run)]) for run in (one.cue, *one.contents)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[1 Okafor]1 {1 brought up the}1 <1 fact that it sank>1.", ["brought up", "the fact that it sank"]),
        ("[1 Okafor]1 {1 had found at}1 <1 least one crack>1.", ["had found", "at least one crack"]),
        (
            "[1 Divers]1 {1 sent a letter in which}1 <1 they warned that it would sink>1.",
            ["warned", "that it would sink"],
        ),
        (
            "[1 Divers]1 {1 sent a letter in which}1 <1 Okafor warned that it would sink>1.",
            ["sent a letter in which", "Okafor warned that it would sink"],
        ),
        ("[1 Okafor]1 {1 pleaded not}1 <1 guilty to theft>1.", ["pleaded not guilty", "to theft"]),
        ("<1 “It sank,”>1 [1 Okafor]1 {1 said in the}1 statement.", ["said", "“ It sank , ”"]),
        ("The pier leaks, [1 divers]1 {1 have told}1 the Courier.", ["have told", "The pier leaks"]),
        ("When it leaked, [1 Okafor]1 {1 told}1 the mayor.", ["told"]),
        ("In the end, [1 Okafor]1 {1 told}1 the truth of the pier, the boats and all.", ["told"]),
        ("<1 Sentencing>1, [1 Judge Okafor]1 {1 said}1 <1 he lied>1.", ["said", "he lied"]),
        ("<1 Nothing>1, [1 Okafor]1 {1 said}1, <1 had sunk>1.", ["said", "Nothing", "had sunk"]),
        ("<1 “It sank,”>1 [1 Okafor]1 {1 exclaimed over}1 <1 the radio>1.", ["exclaimed", "“ It sank , ”"]),
        ("<1 a plan>1 [1 he]1 {1 raised at}1 <1 various points in May>1", ["raised", "a plan"]),
        ("<1 A plan>1 [1 he]1 {1 sees in}1 <1 what was built there>1.", ["sees in", "A plan", "what was built there"]),
        ("[1 Okafor]1 {1 said in a post in}1 <1 response to it: “It sank.”>1", ["said in a post", "“ It sank . ”"]),
        ("<1 “A mess,”>1 [1 he]1 {1 said of}1 <1 the pier>1.", ["said of", "“ A mess , ”"]),
        (
            "<1 “A mess,”>1 [1 he]1 {1 said to cheers from}1 <1 the crowd. “It leaks.”>1",
            ["said to cheers from", "“ A mess , ”", "“ It leaks . ”"],
        ),
        ("<1 It sank>1, [1 Okafor]1 {1 told Der}1 Kurier.", ["told", "It sank"]),
        ("<1 It sank>1, [1 Okafor]1 {1 said in an interview with El}1 Faro.", ["said in an interview with", "It sank"]),
        # These belong where they are.
        ("<1 It sank>1, [1 Okafor]1 {1 told Skerry}1 Radio.", ["told Skerry", "It sank"]),
        (
            "<1 “A mess,”>1 [1 he]1 {1 said and called for}1 <1 “a pier”>1.",
            ["said and called for", "“ A mess , ”", "“ a pier ”"],
        ),
        ("[1 Okafor]1 {1 called for}1 <1 a longer pier>1.", ["called for", "a longer pier"]),
        ("{1 According to}1 [1 Okafor]1, <1 it sank>1.", ["According to", "it sank"]),
        ("[1 Okafor]1 {1 said in a statement}1 <1 that it sank>1.", ["said in a statement", "that it sank"]),
    ],
)
def test_a_cue_ends_before_what_the_content_needs(marked, expected):
    assert settled(marked) == expected


def test_a_verb_of_saying_has_what_stands_before_it_or_that_for_its_content():
    assert settled("Mast falls on 7 in Skerry, [1 Harbour Police]1 {1 Say}1") == ["Say", "Mast falls on 7 in Skerry"]
    late = settled("[1 Okafor]1 {1 said}1 the day after the fire that the gate was shut.")
    assert late == ["said", "that the gate was shut"]
    assert settled("It sank, as [1 many]1 {1 feared}1.") == ["feared"]


def test_a_hedge_before_by_hedges_the_deed():
    shown = settled("The shed was burned, {1 allegedly}1 <1 by a 14-year-old rival>1, on Monday.")
    assert shown == ["allegedly", "The shed was burned", "by a 14 - year - old rival"]
    assert settled("[1 A rival]1 {1 allegedly}1 <1 burned the shed>1.") == ["allegedly", "burned the shed"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<1 Ines Okafor\nOkafor drove to the quay>1, {1 according to}1 [1 the watch]1.", "Okafor drove to the quay"),
        ("[1 Okafor]1 {1 said}1 <1 it sank\n\nWhy>1? One asked.", "it sank"),
        ("[1 They]1 {1 work to determine}1 <1 what led up to the fire and>1 wait.", "what led up to the fire"),
        ("<1 16:45 The lock is shut>1, [1 the watch]1 {1 says}1.", "The lock is shut"),
        ("[1 A reader]1 {1 writes:}1 <1 “It sank.” Send us pictures>1", "“ It sank . ”"),
        # A quotation and a list go on in the next line, and a number of people is no time.
        ("[1 Okafor]1 {1 wrote:}1 <1 “It sank” is a lie>1", "“ It sank ” is a lie"),
        ("<1 16 rowers fell in>1, [1 the watch]1 {1 says}1.", "16 rowers fell in"),
        ("[1 Okafor]1 {1 wrote}1 <1 “It sank.\n“It burned.”>1", "“ It sank . “ It burned . ”"),
        ("[1 Okafor]1 {1 named}1 <1 these tasks:\nMend the pier>1.", "these tasks : Mend the pier"),
    ],
)
def test_a_content_ends_with_its_line_and_its_clause(marked, expected):
    assert settled(marked)[1:] == [expected]


def test_indirect_speech_ends_with_its_sentence():
    assert settled("[1 Okafor]1 {1 told}1 me <1 she was asleep. He wants to leave>1.") == ["told", "she was asleep"]
    case = "[1 Okafor]1 {1 said}1 <1 he would overturn Dahl v. Brandt and go>1."
    assert settled(case) == ["said", "he would overturn Dahl v . Brandt and go"]
    direct = "[1 Okafor]1 {1 added:}1 <1 It was dark there. It was cold>1."
    assert settled(direct)[1] == "It was dark there . It was cold"


def test_in_a_text_broken_into_lines_a_content_runs_over_them():
    line = "[1 Okafor]1 {1 said}1 <1 that the gate of the lock had been shut by the crew of the\nSkerry Belle>1."
    assert settled(line)[1].endswith("crew of the Skerry Belle")


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[1 Police]1 {1 said}1 <1 the gun was new but didn't disclose who had it>1.", "the gun was new"),
        (
            "[1 Okafor]1 {1 told}1 them <1 the fire was an accident, but was charged with arson>1.",
            "the fire was an accident",
        ),
        ("[1 Police]1 {1 name}1 <1 the driver - KMRM News 3>1", "the driver"),
        ("[1 Police]1 {1 name}1 <1 the driver | KQMV News>1", "the driver"),
    ],
)
def test_what_the_page_tells_of_the_source_and_the_name_of_its_site_are_no_content(marked, content):
    assert settled(marked)[1] == content


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Police]1 {1 said}1 <1 the man was calm but did not say why>1.",
        "[1 Police]1 {1 said}1 <1 he was calm but was arrested>1.",
        "[1 Police]1 {1 said}1 <1 Brandt was calm but declined to say why>1.",
        "[1 Police]1 {1 said}1 <1 the gun was new but it was broken>1.",
        "[1 Police]1 {1 name}1 <1 the driver - a cook>1",
        "[1 Police]1 {1 name}1 <1 the co-driver>1",
    ],
)
def test_what_may_be_said_of_somebody_stays(marked):
    text, spans = parse_marked(marked)
    assert settled(marked)[1] == " ".join(segment(spans[1, "content"][0].of(text)).texts)


@pytest.mark.parametrize(
    ("told", "content"),
    [
        ("[1 two aides]1 <1 granted anonymity because they feared him, it leaked>1.", "it leaked"),
        ("[1 an aide]1 <1 who asked not to be named as talks are private, it leaked>1.", "it leaked"),
        ("[1 an aide]1, <1 it leaked, who asked not to be named, and sank>1.", None),
        ("[1 an aide]1, <1 she asked not to be named, and sank>1.", None),
        ("[1 a court]1, <1 granted anonymity>1.", None),
    ],
)
def test_terms_of_anonymity_after_a_source_are_no_content(told, content):
    marked = f"{{1 According to}}1 {told}"
    text, spans = parse_marked(marked)
    (one,) = found_in(segment(text), spans)
    whole = " ".join(segment(text).texts[slice(*one.contents[0])])
    assert settled(marked) == ["According to", content or whole]


def test_what_follows_whom_an_outlet_cites_is_the_content():
    marked = "{1 According to}1 [1 the Courier]1, citing two divers, the pier leaks."
    assert settled(marked) == ["According to", "the pier leaks"]
    assert settled(marked.replace("citing two divers", "a paper of the harbour")) == ["According to"]
    assert settled(marked.replace(", the pier leaks", "")) == ["According to"]
    assert settled(marked.replace("the pier leaks", "who left, fear a leak")) == ["According to"]
