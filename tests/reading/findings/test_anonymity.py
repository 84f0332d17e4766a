"""Unnamed sources of which one asks, and crowds, statements and thoughts of which one does not, in invented reports."""

import pytest

from tests.reading.findings.test_findings import kinds, read, shown

REPORT = "Fees to rise in Tidewater\n\nThe council met on Monday. {sentence} The harbour was built in 1961."


def kinds_of(reader, sentence):
    return kinds(read(reader, REPORT.format(sentence=sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Fees will rise by a tenth, two senior employees said.",
        "Fees will rise by a tenth, according to two people who have seen the letter.",
        "Fees will rise by a tenth, an executive said.",
        "Senior Norwegian officials have confirmed that fees will rise by a tenth.",
        "Fees will rise by a tenth, a former port employee told the council.",
        "Fees will rise by a tenth, two aides said.",
        "People familiar with the talks said that fees will rise by a tenth.",
        "Fees will rise by a tenth, senior aides to the mayor said.",
        "Fees will rise by a tenth, said aides who have seen the letter.",
        "Fees will rise by a tenth, a diplomat said.",
    ],
)
def test_a_few_who_know_are_asked_about(reader, sentence):
    assert "unnamed-only" in kinds_of(reader, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fees will rise by a tenth, employees of the port said.",
        "Fees will rise by a tenth, according to people who own boats.",
        "Advisers believe that fees will rise by a tenth.",
        "“Fees will rise by a tenth,” a port official said in a statement.",
        "The port employee said that fees will rise by a tenth.",
        "A bakery employee said that she was at lunch when the mole fell.",
        "Fees will rise by a tenth, aides said.",
        "Diplomats say that fees will rise by a tenth.",
        "Harbour agency officials said that fees will rise by a tenth.",
        "Norwegian officials have confirmed that fees will rise by a tenth.",
        "The plan annoyed senior officials who are grappling with the fees.",
        "The plan has not won the praise of any senior officials who say that fees will rise.",
    ],
)
def test_crowds_thoughts_and_statements_are_not_asked_about(reader, sentence):
    assert "unnamed-only" not in kinds_of(reader, sentence)


def test_a_denial_in_the_same_words_confirms_nothing(reader):
    sources = "Sources said that the harbour fees will rise by a tenth."
    for verb, asked in (("confirmed", False), ("denied", True)):
        text = f"{sources} Mayor Yusuf Haddad {verb} that the harbour fees will rise by a tenth."
        assert ("unnamed-only" in kinds_of(reader, text)) == asked


def test_one_of_several_sources_that_are_asked_about_is_not_asked_about_again(reader):
    text = REPORT.format(
        sentence="Fees will rise, said three port sources who saw the plan. {who} source said the mole will be sold."
    )
    told = shown(read(reader, text.replace("{who}", "One")), "unnamed-only")
    assert told == [["three port sources who saw the plan"]]
    told = shown(read(reader, text.replace("{who}", "A navy")), "unnamed-only")
    assert told == [["three port sources who saw the plan"], ["A navy source"]]


def test_a_reason_is_asked_for_where_the_source_is_hidden_or_has_its_own_words(reader):
    plain = "Fees will rise by a tenth, a former official said."
    assert "anonymity-without-reason" not in kinds_of(reader, plain)
    assert "anonymity-without-reason" in kinds_of(reader, plain.replace("said", "said on condition of anonymity"))
    assert "anonymity-without-reason" in kinds_of(reader, "“Fees will rise by a tenth,” a former official said.")


def test_what_anonymity_is_given_for_is_its_reason(reader):
    hidden = "“Fees will rise by a tenth,” said a former official, who asked for anonymity"
    assert "anonymity-without-reason" in kinds_of(reader, f"{hidden}.")
    assert "anonymity-without-reason" not in kinds_of(reader, f"{hidden} to share what the board decided.")


def test_two_kinds_of_sources_of_which_one_is_known_are_not_asked_about(reader):
    for who in ("police and a hospital official", "media sources"):
        assert "unnamed-only" not in kinds_of(reader, f"Fees will rise by a tenth, {who} said.")


def test_whoever_sues_is_named_in_the_suit(reader):
    asked = "{}a former official said that fees will rise by a tenth."
    assert "unnamed-only" in kinds_of(reader, asked.format("On Monday, "))
    assert "unnamed-only" not in kinds_of(reader, asked.format("In a lawsuit filed by ").replace("said", "alleging"))


def test_a_wish_not_to_be_named_says_nothing_that_another_could_confirm(reader):
    text = (
        "Two officials, who asked not to be named because they were discussing prices, said fees will rise by a tenth."
    )
    ledger = read(reader, REPORT.format(sentence=text))
    (asked,) = [one for one in ledger.findings if one.kind == "unnamed-only"]
    said = {one.id: one for one in ledger.attributions}
    contents = [span.of(ledger.report.text) for one in asked.attributions for span in said[one].content_spans]
    assert contents == ["fees will rise by a tenth"]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Some party strategists fear that the mayor will lose.", False),
        ("The Republican insiders do not understand what happens on the quay.", False),
        ("Two former aides underlined the harbour's importance.", False),
        ("Two former aides warned that the mayor will lose.", True),
        ("Two people briefed on the talks said the sale is off.", True),
    ],
)
def test_who_only_fears_or_underlines_has_told_nothing_that_another_could_confirm(reader, told, asked):
    assert ("unnamed-only" in kinds(read(reader, f"News from Marram\n\n{told} It rained."))) == asked


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("Northarm's chief executive", False),
        ("The chief executive of Northarm", False),
        ("The Harbour Union's special envoy to Drovia", False),
        ("Northarm's former chief executive", True),
        ("Northarm's deputy envoy", True),
        ("A Northarm executive", True),
        ("A chief executive of Northarm", True),
    ],
)
def test_who_holds_the_one_office_of_a_named_body_is_not_asked_about(reader, who, asked):
    ledger = read(reader, f"Ferry is late\n\n{who} told a conference that the port was full. It rained.")
    assert ledger.attributions
    assert ("unnamed-only" in kinds(ledger)) == asked
