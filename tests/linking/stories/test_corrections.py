"""Corrections: the forms of words by which a report takes something back, and those that only look alike."""

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.linking.stories.corrections import find_notice


def notice_in(body, *, headline="Harbour to close", publisher="The Tidewater Post", **told):
    text = f"{headline}\n\n{body}" if headline else body
    return find_notice(ledger_of(text, headline=headline, publisher=publisher, **told))


@pytest.mark.parametrize(
    "headline",
    [
        "Correction: the spill was 40 tonnes",
        "CORRECTED-Harbour of Tidewater to close",
        "UPDATE 2-CORRECTED-Harbour of Tidewater to close",
        "CORRECTED (official) - Harbour to close",
        "CORRECTS: Harbour to close in April, not March",
        "Clarification: the vote of the council",
        "Corrections and clarifications",
        "The Tidewater Post corrects its report on the harbour",
    ],
)
def test_a_headline_with_a_label_is_a_correction_of_another_report(headline):
    notice = notice_in("The harbour closes in April.", headline=headline)
    assert (notice.kind, notice.is_own) == ("correction", False)
    assert notice.spans[0].of(headline) == headline


@pytest.mark.parametrize(
    "headline",
    [
        "KILL: Harbour to close",
        "Kill notice: Harbour to close",
        "RETRACTION - Harbour to close",
        "WITHDRAWN: Harbour to close",
        "The Tidewater Post retracts report on the harbour",
    ],
)
def test_a_headline_that_kills_or_retracts_is_a_retraction(headline):
    assert notice_in("Do not use it.", headline=headline).kind == "retraction"


@pytest.mark.parametrize(
    "headline",
    [
        "Corrections officers strike in Marram",
        "Correction in the price of cod goes on",
        "Kill the tax, fishers say",
        "Withdrawal: troops leave Marram",
        "Council corrects figure for harbour",
        "Self-correction: how tides find their level",
        "The Tidewater Post corrects course",
        "Minister retracts his words on the harbour",
    ],
)
def test_headlines_that_only_look_alike_are_none(headline):
    assert notice_in("The harbour closes in April.", headline=headline) is None


@pytest.mark.parametrize(
    ("paragraph", "wrong"),
    [
        (
            "An earlier version of this article said that the vote was nine to three. It was nine to four.",
            ["An earlier version of this article said that the vote was nine to three."],
        ),
        ("This story has been corrected to show that the vote was nine to four.", []),
        ("Correction, 7 March: The vote was nine to four.", []),
        ("**Correction: The vote was nine to four.**", []),
        ("(This version corrects the vote in the second paragraph.)", []),
        ("Earlier versions of this story had another vote.", ["Earlier versions of this story had another vote."]),
        ("Editors: this report was amended. A previous version wrongly gave the vote as nine to three.",
         ["A previous version wrongly gave the vote as nine to three."]),
    ],
)  # fmt: skip
def test_a_note_at_the_end_corrects_the_report_itself(paragraph, wrong):
    body = "\n\n".join(["The council met.", *["It was late."] * 9, paragraph])
    notice = notice_in(body)
    text = f"Harbour to close\n\n{body}"
    assert (notice.kind, notice.is_own) == ("correction", True)
    assert [span.of(text) for span in notice.spans] == [paragraph]
    assert [span.of(text) for span in notice.wrong] == wrong


def test_a_label_on_a_line_of_its_own_has_the_next_line_with_it():
    notice = notice_in("The council met.\n\nCORRECTION:\nThe debate was the second, not the first.")
    assert (notice.kind, notice.is_own, len(notice.spans)) == ("correction", True, 2)


@pytest.mark.parametrize(
    "body",
    [
        "On Tuesday our live page said that 400 tonnes were lost. That was wrong. We apologise.",
        "In a story on Tuesday about the harbour, The Tidewater Post reported erroneously that 400 tonnes were lost.",
        "In a story on Tuesday about the harbour, The Associated Press erroneously reported a loss of 400 tonnes.",
        "We wrongly reported on Tuesday that 400 tonnes were lost.",
    ],
)
def test_what_the_outlet_itself_had_wrong_is_a_correction_of_another_report(body):
    notice = notice_in(body)
    assert (notice.kind, notice.is_own) == ("correction", False)
    assert [span.of(f"Harbour to close\n\n{body}") for span in notice.wrong] == [
        body.partition(". ")[0].rstrip(".") + "."
    ]


@pytest.mark.parametrize(
    "body",
    [
        "We retract our report on the harbour.",
        "Editors: please kill the story on the harbour.",
        "This article has been withdrawn.",
    ],
)
def test_a_report_that_is_withdrawn_in_its_text_is_a_retraction(body):
    assert notice_in(body).kind == "retraction"


@pytest.mark.parametrize(
    "body",
    [
        "“We said that 400 tonnes were lost. That was wrong,” the mayor said.",
        "The report on the crack was withdrawn by the ministry.",
        "Northarm corrected its figure to 28 tonnes.",
        "The mayor said that the figure was wrong.",
        "An earlier report by the ministry said that the mole was safe.",
        "They killed the plan.",
        "In an article on Monday, the minister wrongly said that the mole was safe.",
        "In a report on Monday, Ines Okafor said that the mole was safe. That was wrong, divers say.",
    ],
)
def test_what_others_had_wrong_is_no_notice(body):
    assert notice_in(body) is None


def test_a_turn_of_a_transcript_is_no_notice():
    marked = "Morning Tide\n\n[1 OKAFOR]1: <1 We said that 400 tonnes were lost. That was wrong.>1"
    assert find_notice(ledger_of(marked, headline="Morning Tide", quotations={1: "direct"})) is None


def test_a_notice_in_the_middle_of_a_long_report_is_not_looked_for():
    body = "\n\n".join([*["It was late."] * 9, "We wrongly reported 400 tonnes.", *["It was late."] * 9])
    assert notice_in(body) is None


@pytest.mark.parametrize("text", ["", "\n", "Correction:", "x" * 5000])
def test_odd_texts_raise_nothing(text):
    find_notice(ledger_of(text))


def test_a_report_that_was_withdrawn_takes_itself_back_and_all_that_it_says():
    notice = notice_in("The council met.\n\nIt was late.", headline="WITHDRAWN: Harbour to close")
    text = "WITHDRAWN: Harbour to close\n\nThe council met.\n\nIt was late."
    assert (notice.kind, notice.is_own) == ("retraction", True)
    assert [span.of(text) for span in notice.wrong] == ["The council met.\n\nIt was late."]
    assert not notice_in("The council met.", headline="KILL: Harbour to close").is_own
