"""What a ledger looks like in a terminal."""

import re
import unicodedata
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers_by_hand import ledger_of
from tests.support.strategies import ledgers
from whence.records.sure import SURE_ATTRIBUTION
from whence.showing.terminal.ledger import Detail, render

HARBOUR = ledger_of(
    "<1 Harbour to close>1, [1 council]1 {1 says}1\n\n"
    "<2 “Tonight I am asking,”>2 [2 Ines Okafor]2 {2 told}2 the chamber. <2 “If the mole goes, the boats behind it go"
    " too.\n\n“[3 Northarm]3 {3 knew}3 <3 of the crack>3.”>2 The berths are {4 reportedly}4 <4 full>4.\n",
    quotations={2: "direct"},
    within={3: 2},
    headline="Harbour to close, council says",
    publisher="The Tidewater Post",
    byline=("Ana Brandt", "Ivo Lund"),
    published="2031-03-04T09:30:00Z",
    name="examples/harbour.txt",
    notes=("It was read as windows-1252.",),
)
IN_COLUMNS_OF_60 = """\
── examples/harbour.txt ────────────────────────────────────
⟨¹Harbour to close⟩, [¹council] {¹says}
The Tidewater Post · Ana Brandt, Ivo Lund · 2031-03-04
09:30:00Z
Note: It was read as windows-1252.
Rests on ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓?········ own voice 22%
▓ described 74%  ? no source 4%
No questions by these rules.

⟨²“Tonight I am asking,”⟩ [²Ines Okafor] {²told} the
chamber. ⟨²“If the mole goes, the boats behind it go too.

“[³Northarm] {³knew} ⟨³of the crack⟩.”⟩² The berths are
{⁴reportedly} ⟨⁴full⟩.

Who says what   [source] {cue} ⟨content⟩

  1  council · says
     Harbour to close
  2  Ines Okafor · told · quoted
     “Tonight I am asking,” … “If the mole goes, the boats
     behind it go too. “Northarm knew of the crack.”
  3  Northarm · knew · in 2
     of the crack
  4  no source · reportedly
     full

Sources

 1×  council · 1
 1×  Ines Okafor · 2
 1×  Northarm · 3
 1×  no source · 4

"""
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def report_part(shown):
    """Cut the report out of what is shown: between what an editor would ask, which is nothing, and the ledger."""
    return re.split(r"by these rules\.(?:\x1b\[0m)?\n\n", shown)[1].rsplit("\nWho says what", 1)[0]


def columns(line):
    """Count a line's columns by the Unicode tables; a skin tone joins the emoji before it."""
    return sum(
        0 if unicodedata.combining(each) or unicodedata.category(each) in {"Mn", "Me", "Cf", "Sk"} else
        2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in line
    )  # fmt: skip


def test_the_report_is_marked_in_place_and_listed_beneath():
    assert render(HARBOUR, width=60, color=False) == IN_COLUMNS_OF_60


def test_spans_that_cross_say_which_of_them_ends():
    shown = render(ledger_of("<1 a <2 b>1 c>2 [1 d]1 {1 e}1 {2 f}2"), width=80, color=False)
    assert report_part(shown) == "⟨¹a ⟨²b⟩¹ c⟩ [¹d] {¹e} {²f}\n"


def test_a_source_shared_by_two_attributions_has_both_numbers():
    shown = render(ledger_of("[1 [2 Ines]2]1 {1 said}1 <1 no>1 and {2 left}2 <2 angry>2"), width=80, color=False)
    assert report_part(shown) == "[¹[²Ines]] {¹said} ⟨¹no⟩ and {²left} ⟨²angry⟩\n"
    assert " 2×  Ines · 1, 2\n" in shown


def test_with_colour_words_stand_without_brackets_and_each_part_looks_different():
    shown = render(ledger_of("[1 Ines]1 {1 said}1 <1 the [2 crew]2 {2 knew}2 <2 it>2>1"), width=80, color=True)
    line = report_part(shown).splitlines()[0]
    assert ESCAPE.sub("", line) == "¹Ines ¹said ¹the ²crew ²knew ²it"
    styles = {word: re.search(rf"(\x1b\[[\d;]*m)[^\x1b]*{word}", line)[1] for word in ["Ines", "said", "the", "it"]}
    assert len(set(styles.values())) == 4


def doubted(ledger, *ids, confidence=0.42):
    """Give some attributions a low confidence."""
    attributions = (replace(one, confidence=confidence) if one.id in ids else one for one in ledger.attributions)
    return replace(ledger, attributions=tuple(attributions))


def test_an_unsure_attribution_is_not_shown_but_counted():
    ledger = doubted(ledger_of("<1 the [2 crew]2 {2 knew}2 <2 it>2>1, [1 Ines]1 {1 said}1"), "a1")
    shown = render(ledger, width=80, color=False)
    assert report_part(shown) == "the [²crew] {²knew} ⟨²it⟩, Ines said\n"
    assert "\n1 place too unsure to be shown: --json\n" in shown
    assert "Ines ·" not in shown
    assert "unsure" not in render(doubted(ledger, "a1", confidence=0.5), width=80, color=False)


def test_numbers_that_begin_together_are_told_apart():
    shown = render(ledger_of("<1 [2 Ines]2 {2 said}2 <2 no>2>1 {1 he says}1"), width=80, color=True)
    assert report_part(ESCAPE.sub("", shown)) == "¹,²Ines ²said ²no ¹he says\n"


def test_without_colour_nothing_is_escaped():
    assert "\x1b" not in render(HARBOUR, width=80, color=False)


def test_a_report_without_attributions_says_so():
    shown = render(ledger_of("Tide at noon.", name="tide.txt"), width=80, color=False)
    assert shown.endswith("\n\nTide at noon.\n\nNo attributions found.\n\n")


def test_a_hostile_report_cannot_act_on_the_terminal():
    marked = "\x1b[2J\n\n[1 \x1b]x;owned\x07Ines]1 {1 said\x9b}1 <1 \u202eno\x00>1"
    ledger = ledger_of(marked, headline="\x1b[2J", publisher="\x1b[31mPost", name="a\x1b\nb.txt", notes=("\x07",))
    shown = render(ledger, width=80, color=False)
    assert report_part(shown) == "[¹␛]x;owned␇Ines] {¹said\\x9b} ⟨¹\\u202eno␀⟩\n"
    assert shown.startswith(f"── a␛ b.txt {'─' * 68}\n␛[2J\n␛[31mPost\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ESCAPE.sub("", render(ledger, width=80, color=True)))


def test_a_long_content_is_shortened_and_an_interrupted_one_shows_its_gap():
    marked = "<1 " + "word " * 40 + ">1[1 Ines]1 {1 said}1 <1 and more>1"
    shown = render(ledger_of(marked), width=40, color=False)
    assert (
        "  1  Ines · said\n"
        "     word word word word word word word\n"
        "     word word word word word word word…\n\n"
    ) in shown  # fmt: skip
    assert "\n     word … and more\n" in render(
        ledger_of("<1 word >1[1 I]1 {1 said}1 <1 and more>1"), width=40, color=False
    )


SCRIPTS = [
    "東京都の港は来月から八週間閉鎖されると港湾局長が述べた。" * 3,
    "قال مدير الميناء إن الميناء سيغلق ثمانية أسابيع " * 3,
    "👍🏽 the crew 🚢 said ⚓ no 🇪🇪 " * 5,
    "Zalgo e\u0301\u0302\u0303\u0304 text a\u030a\u0301 " * 8,
    "unbroken" * 40,
    "tab\tafter\ttab " * 12,
    "서울항은 다음 달부터 여덟 주 동안 닫는다고 시장이 말했다. " * 3,
    "서울항은다음달부터여덟주동안닫는다고시장이말했다" * 5,
    "\u1100" * 200,
    "मेयर ने कहा कि बंदरगाह आठ दिन के लिए बंद रहेगा " * 3,
    "A " + "-" * 19 + "東" * 40 + "  " + "🇪" * 81,
]


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("width", [10, 20, 40, 80, 200])
@pytest.mark.parametrize("text", SCRIPTS)
def test_no_line_is_wider_than_the_terminal(text, width, color):
    marked = f"{text}\n[1 {text}]1 {{1 {text}}}1 <1 {text}>1"
    ledger = ledger_of(marked, headline=text, publisher=text, byline=(text,), name=text, notes=(text,))
    lines = ESCAPE.sub("", render(ledger, width=width, color=color)).splitlines()
    assert max(map(columns, lines)) <= min(width, 100)


def test_wide_characters_take_two_columns_and_are_never_cut_in_half():
    shown = render(ledger_of("항구는 다음 달부터 닫는다", name="서울항은다음달부터"), width=20, color=False)
    assert shown.startswith("── 서울항은다음달… ─\n\n항구는 다음 달부터\n닫는다\n\n")
    assert "\n東京都の港は来月から\n八週間閉鎖される\n\n" in render(
        ledger_of("東京都の港は来月から八週間閉鎖される"), width=20, color=False
    )
    syllable = "\u1112\u1161\u11ab"
    assert f"\n{syllable * 10}\n{syllable * 2}\n" in render(ledger_of(syllable * 12), width=20, color=False)


def test_a_word_longer_than_a_line_is_folded_and_indentation_stays():
    shown = render(ledger_of("See https://tidewater.example/harbour now\n\n  Ines\n"), width=20, color=False)
    assert "\n\nSee\nhttps://tidewater.ex\nample/harbour now\n\n  Ines\n\n" in shown


MEGABYTES = {
    "one word": "a" * 1_000_000,
    "words": "word " * 200_000,
    "wide": "東" * 300_000,
    "flags": "🇪" * 250_000,
    "one letter": "e" + "\u0301" * 500_000,
    "one wide letter": "\u1100" * 300_000,
    "without width": "\u200d" * 300_000,
    "blanks": "a" + " " * 1_000_000 + "a",
    "blanks before": " " * 1_000_000 + "a",
}


# What takes quadratic time takes minutes here, and a run of the tests does not end.
@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES)
def test_a_megabyte_in_one_line_is_shown_in_linear_time(text):
    ledger = ledger_of(f"{text}[1 {text}]1 {{1 {text}}}1 <1 {text}>1", publisher=text, name=text)
    lines = ESCAPE.sub("", render(ledger, width=80, color=True)).splitlines()
    assert max(map(columns, lines)) <= 80
    assert " 1×" in "".join(lines)


def test_ten_thousand_attributions_in_one_line_are_shown_in_linear_time():
    marked = "".join(
        f"[{number} I]{number} {{{number} say}}{number} <{number} no>{number} " for number in range(10_000)
    )
    assert "10000×  I · 0, 1, 2" in render(ledger_of(marked), width=80, color=False)


plain = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], exclude_characters="⟨⟩[]{}⁰¹²³⁴⁵⁶⁷⁸⁹"))


@given(ledgers(st.lists(plain, min_size=2, max_size=20).map(" ".join)), st.integers(20, 120))
def test_the_words_of_the_report_are_never_changed(ledger, width):
    shown = render(ledger, width=width, color=False)
    is_any_sure = any(one.confidence >= SURE_ATTRIBUTION for one in ledger.attributions)
    body = shown.split("\n\nWho says what" if is_any_sure else "\n\nNo attributions")[0]
    words = re.sub(r"[⟨\[{][⁰¹²³⁴⁵⁶⁷⁸⁹]+|[⟩\]}][⁰¹²³⁴⁵⁶⁷⁸⁹]*", "", "".join(body.split()))
    end = ledger.report.headline_end
    headline, beneath = ("".join(part.split()) for part in (ledger.report.text[:end], ledger.report.text[end:]))
    assert words.endswith(beneath)
    assert headline in words


@given(ledgers(), st.integers(1, 250), st.booleans(), st.sampled_from(get_args(Detail)))
def test_any_ledger_can_be_shown(ledger, width, color, detail):
    assert render(ledger, width=width, color=color, detail=detail).endswith("\n")


def test_lines_that_were_broken_at_a_margin_are_paragraphs_again():
    wrapped = (
        "The council closed the harbour on Monday after a diver had\n"
        "[1 Ines Okafor]1, the harbour master, {1 said}1 <1 that the crack\n"
        "widened>1.\n\n"
        "By Ana Brandt\n4 March"
    )
    shown = render(ledger_of(wrapped), width=70, color=False)
    assert report_part(shown) == (
        "The council closed the harbour on Monday after a diver had [¹Ines\n"
        "Okafor], the harbour master, {¹said} ⟨¹that the crack widened⟩¹.\n\n"
        "By Ana Brandt\n4 March\n"
    )


def test_paragraphs_without_an_empty_line_between_them_are_kept_apart():
    first = "The council will meet " + "and meet " * 12 + "again."
    shown = render(ledger_of(f"{first}\n[1 Ines]1 {{1 said}}1 <1 so>1."), width=100, color=False)
    assert "again.\n\n[¹Ines] {¹said} ⟨¹so⟩.\n" in shown
