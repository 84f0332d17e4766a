"""Where quotations without a cue go: who speaks them, on invented sentences in which the model finds nothing more."""

from operator import attrgetter

import pytest

from whence.language.words import segment
from whence.reading.attributions.quotations import place_quotations
from whence.reading.attributions.quoted_passages import find_passages, is_sentence
from whence.reading.model.decode import Evidence, FoundAttribution, Name

NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)


def at(words, phrase):
    """Find the range of words of a phrase."""
    wanted = segment(phrase).texts
    (start,) = [i for i in range(len(words)) if words.texts[i : i + len(wanted)] == wanted]
    return start, start + len(wanted)


def placed(text, *, persons=(), found=()):
    """List what is found: source or None, cue and contents, in the words of the text.

    Args:
        text: The report's text.
        persons: Persons named in it.
        found: Source, cue and content of each attribution that the model finds.
    """
    words = segment(text)
    names = sorted((Name(*at(words, person), "person", 1.0) for person in persons), key=attrgetter("start"))
    known = [
        FoundAttribution(
            source=(at(words, source),),
            cue=at(words, cue),
            contents=(at(words, content),),
            confidence=1.0,
            evidence=NOTHING,
        )
        for source, cue, content in found
    ]

    def shown(run):
        return text[words.starts[run[0]] : words.ends[run[1] - 1]] if run[0] < run[1] else ""

    return [
        (shown(one.source[0]) if one.source else None, shown(one.cue), [shown(run) for run in one.contents])
        for one in place_quotations(words, known, names)
    ]


def test_a_speaker_without_a_content_right_after_a_quotation_speaks_it():
    words = segment("“They said that it leaks,” Hallam said in answer to the mayor.")
    told = FoundAttribution(source=((8, 9),), cue=(9, 14), contents=(), confidence=1.0, evidence=NOTHING)
    (one,) = place_quotations(words, [told], [])
    assert one.contents == ((0, 8),)


def test_a_short_answer_is_of_whoever_is_told_to_say_it_right_after_but_not_the_name_of_a_programme():
    text = "“I did,” said Brandt. “Nobody else would have done it.”"
    told = [("Brandt", "said", "“Nobody else would have done it.”")]
    assert placed(text, found=told) == [("Brandt", "said", ["“I did,”", "“Nobody else would have done it.”"])]
    text = "On “Harbour Watch,” Brandt said that it leaks."
    assert placed(text, found=[("Brandt", "said", "that it leaks")]) == [("Brandt", "said", ["that it leaks"])]


# Who speaks


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        pytest.param(
            "“The pier will not last the winter.” — Tove Hallam, surveyor",
            "Tove Hallam",
            "“The pier will not last the winter.”",
            id="named after a dash",
        ),
        pytest.param(
            "Rain fell.\n\n“The pier will not last the winter.”\n\nTove Hallam, Chief Surveyor",
            "Tove Hallam",
            "“The pier will not last the winter.”",
            id="named on the next line",
        ),
        pytest.param(
            "“The pier will not last the winter,” neighbour Tove Hallam.\n\nRain fell.",
            "neighbour Tove Hallam",
            "“The pier will not last the winter,”",
            id="named after a comma without a verb",
        ),
        pytest.param(
            "Tove Hallam on the pier: “It will not last.”",
            "Tove Hallam",
            "“It will not last.”",
            id="lead-in without a verb",
        ),
        pytest.param(
            "“The pier will not last the winter.” Tove Hallam put down her pen.",
            "Tove Hallam",
            "“The pier will not last the winter.”",
            id="action beside it",
        ),
        pytest.param(
            "Tove Hallam put down her pen. “The pier will not last the winter.”",
            "Tove Hallam",
            "“The pier will not last the winter.”",
            id="action before it",
        ),
    ],
)
def test_a_quotation_without_a_cue_has_the_speaker_beside_it(text, source, content):
    assert placed(text, persons=["Tove Hallam"]) == [(source, "", [content])]


def test_a_quotation_that_nobody_can_be_found_for_has_no_source():
    text = "The pier was shut in May.\n\n“Nobody may ever set foot on it.”\n\nThe sea was calm."
    assert placed(text) == [(None, "", ["“Nobody may ever set foot on it.”"])]


def test_whoever_is_only_told_of_in_the_paragraph_before_does_not_speak():
    text = "The pier was named after Tove Hallam in May.\n\n“Nobody may ever set foot on it.”"
    assert placed(text, persons=["Tove Hallam"]) == [(None, "", ["“Nobody may ever set foot on it.”"])]


def test_after_a_question_in_a_paragraph_of_its_own_another_speaks():
    text = "“Will it last the winter?” Hallam asked.\n\n“Not if the sea gets any higher.”"
    model = ("Hallam", "asked", "“Will it last the winter?”")
    assert placed(text, found=[model])[1:] == [(None, "", ["“Not if the sea gets any higher.”"])]


# Quotations that go on


def test_a_quotation_over_paragraphs_is_one_content_in_pieces():
    text = "“It leaks,” Hallam said. “It has leaked for years.\n\n“Nobody came to look.\n\n“Nobody will.”\n\nRain fell."
    pieces = ["“It leaks,”", "“It has leaked for years.", "“Nobody came to look.", "“Nobody will.”"]
    assert placed(text, found=[("Hallam", "said", "“It leaks,”")]) == [("Hallam", "said", pieces)]


def test_a_second_quotation_in_a_paragraph_goes_on_with_the_first():
    text = "“It leaks,” Hallam said. “It has leaked for years.” Rain fell."
    (one,) = placed(text, found=[("Hallam", "said", "“It leaks,”")])
    assert one == ("Hallam", "said", ["“It leaks,”", "“It has leaked for years.”"])


def test_a_content_reaches_to_the_end_of_its_quotation():
    text = "Hallam said: “It leaks, and it has leaked for years.”"
    (one,) = placed(text, found=[("Hallam", "said", "“It leaks, and it has")])
    assert one == ("Hallam", "said", ["“It leaks, and it has leaked for years.”"])


# Transcripts


def test_labels_of_a_transcript_name_who_speaks():
    text = "MODERATOR: Will it last?\n\nHALLAM: Until May.\n\nMODERATOR: And then?"
    assert placed(text, persons=["HALLAM"]) == [
        ("MODERATOR", "", ["Will it last?"]),
        ("HALLAM", "", ["Until May."]),
        ("MODERATOR", "", ["And then?"]),
    ]


def test_a_turn_that_is_already_an_attribution_is_listed_once_and_whole():
    words = segment("HALLAM: Until May. Then it goes.\n\nBRANDT: And then?\n\nHALLAM: We swim.")
    names = [Name(0, 1, "person", 1.0)]
    first = FoundAttribution(
        source=((0, 1),), cue=(1, 2), contents=(at(words, "Until May"),), confidence=1.0, evidence=NOTHING
    )
    sources = [[words.texts[start] for start, _ in one.source] for one in place_quotations(words, [first], names)]
    assert sources == [["HALLAM"], ["BRANDT"], ["HALLAM"]]
    assert place_quotations(words, [first], names)[0].contents == (at(words, "Until May. Then it goes."),)


def test_a_turn_whose_colon_was_taken_for_a_cue_is_listed_once():
    text = "MODERATOR: Will it last?\n\nMODERATOR: And then?"
    words = segment(text)
    colon = words.texts.index(":")
    cued = FoundAttribution(
        source=((0, 1),), cue=(colon, colon + 1), contents=((colon + 1, colon + 4),), confidence=1.0, evidence=NOTHING
    )
    persons = [Name(0, 1, "person", 1.0)]
    first, second = sorted(place_quotations(words, [cued], persons), key=lambda one: one.cue)
    assert (first.cue, first.source, first.contents) == ((1, 2), ((0, 1),), ((2, 6),))
    assert second.cue == (8, 8)


def test_a_colon_after_a_label_that_was_taken_for_nobodys_cue_is_the_turns():
    words = segment("HALLAM: It lasts.\n\nHALLAM: Until May.")
    cued = FoundAttribution(source=(), cue=(1, 2), contents=((2, 4),), confidence=1.0, evidence=NOTHING)
    found = place_quotations(words, [cued], [Name(0, 1, "person", 1.0)])
    assert [(one.source, one.cue) for one in found] == [(((0, 1),), (2, 2)), (((5, 6),), (7, 7))]


def test_after_a_colon_that_was_left_out_the_speaker_is_still_the_one_of_the_sentence():
    words = segment(
        "HALLAM: It lasts.\n\nHALLAM: Until May.\n\nIn June Brandt warned: “It was bad from the first day.”"
    )
    colon, warned = (
        FoundAttribution(source=source, cue=cue, contents=contents, confidence=1.0, evidence=NOTHING)
        for source, cue, contents in (((), (1, 2), ((2, 4),)), ((at(words, "Brandt"),), at(words, "warned"), ()))
    )
    found = place_quotations(words, [colon, warned], [Name(0, 1, "person", 1.0)])
    (quoted,) = (one for one in found if at(words, "“It was bad from the first day.”") in one.contents)
    assert quoted.source == (at(words, "Brandt"),)


def test_a_turn_whose_aside_was_left_out_is_listed_once_and_whole():
    words = segment("HALLAM: (Laughs) We swim.\n\nHALLAM: Yes.")
    cued = FoundAttribution(source=((0, 1),), cue=(1, 2), contents=((3, 7),), confidence=1.0, evidence=NOTHING)
    found = place_quotations(words, [cued], [Name(0, 1, "person", 1.0)])
    assert [one.contents for one in found] == [((2, 8),), ((10, 12),)]


def test_what_a_verb_in_a_turn_attributes_is_not_the_labels():
    text = "HALLAM: Northarm says two.\n\nBRANDT: And then?\n\nHALLAM: We swim."
    words = segment(text)
    wrong, right = (
        FoundAttribution(source=((start, start + 1),), cue=(3, 4), contents=((4, 5),), confidence=1.0, evidence=NOTHING)
        for start in (0, 2)
    )
    found = place_quotations(words, [wrong, right], [Name(0, 1, "person", 1.0)])
    assert [(words.texts[one.source[0][0]], one.cue) for one in found] == [
        ("Northarm", (3, 4)), ("HALLAM", (2, 2)), ("BRANDT", (8, 8)), ("HALLAM", (13, 13)),
    ]  # fmt: skip


def test_labels_of_question_and_answer_name_nobody():
    assert [source for source, _, _ in placed("Q: Will it last?\n\nA: Until May.\n\nQ: And then?")] == [None] * 3


@pytest.mark.parametrize("opening", ["Ada Hallam on the pier", "On the pier\n\nThe diver Ada Hallam tells of it."])
def test_who_answers_is_the_one_whom_the_headline_or_the_introduction_names(opening):
    text = f"{opening}\n\nQ: Will it last?\n\nA: Until May.\n\nQ: And then?"
    assert [source for source, _, _ in placed(text, persons=["Ada Hallam"])] == [None, "Ada Hallam", None]


def test_nobody_answers_where_the_introduction_names_two():
    text = "On the pier\n\nHallam and Brandt tell of it.\n\nQ: Will it last?\n\nA: Until May.\n\nQ: And then?"
    assert [source for source, _, _ in placed(text, persons=["Hallam", "Brandt"])] == [None] * 3


def test_a_word_before_a_colon_is_no_label_of_a_transcript():
    assert placed("UPDATE: The pier is shut.\n\nWEATHER: Rain.\n\nUPDATE: It is open.") == []


def test_a_handle_or_an_address_after_a_label_is_no_turn():
    accounts = "Hallam: @pier_one\n\nHallam: @pier_two\n\nHallam: https://pier.example"
    assert placed(accounts, persons=[]) == []
    turns = "HALLAM: @pier_one is mine.\n\nMODERATOR: Yes?\n\nMODERATOR: And then?"
    assert [source for source, _, _ in placed(turns)] == ["MODERATOR", "MODERATOR"]


# What is no quotation


@pytest.mark.parametrize(
    "text",
    [
        "The “safe and sound and sea-proof” pier fell.",
        "They called it “the old lady” of the bay.",
        "She wrote “The Long Night of the Silent Harbour” there.",
        "Tove “The Plank” Hallam came.",
        "The show, entitled ‘piers after piers after more piers’, opened.",
        "‘The Pier is the Message’: the seventh feast of light",
    ],
)
def test_terms_titles_and_nicknames_are_no_quotations(text):
    assert placed(text) == []


# Passages


def test_a_passage_ends_with_its_paragraph_unless_the_next_begins_with_a_mark():
    words = segment("“It leaks.\n\nNobody came.")
    (passage,) = find_passages(words)
    assert (passage.runs, passage.is_closed) == (((0, 4),), False)


def test_a_sentence_begins_with_a_capital_and_ends_as_sentences_do():
    words = segment("“It leaks.” He called it “leaky and old” then.")
    assert [is_sentence(words, passage) for passage in find_passages(words)] == [True, False]


def test_a_post_without_marks_is_of_whoever_signs_it_with_a_handle():
    words = segment("The mole is leaning again.\n\n— Ines Okafor (@okafor)")
    (one,) = place_quotations(words, [], [])
    assert (one.source, one.contents) == (((7, 9),), ((0, 6),))


def test_a_post_may_be_signed_in_its_own_line():
    text = (
        "She wrote on it.\n\nThe mole is leaning, “as ever” again. — Ines Okafor (@okafor) March 4, 2031\n\nIt stood."
    )
    assert placed(text) == [("Ines Okafor", "", ["The mole is leaning, “as ever” again."])]


def test_the_links_of_a_post_are_not_what_its_writer_says():
    assert placed("The mole is leaning.\nhttps://pier.example/x #mole — Ines Okafor (@okafor)") == []


def test_a_paragraph_too_long_for_a_post_is_not_of_whoever_signs_it():
    text = "The mole is leaning again. " * 20 + "— Ines Okafor (@okafor)"
    assert placed(text) == []


def test_a_quotation_whose_closing_mark_is_missing_ends_before_its_cue():
    text = "“The quay will not hold, said the engineer. The council met later on. Nobody was hurt."
    said = ("the engineer", "said", "The quay will not hold")
    assert [content for *_, content in placed(text, found=[said])] == [["The quay will not hold"]]


def test_titles_and_a_place_before_a_name_leave_it_the_subject():
    text = "U.S. Sen. Tove Hallam said it was “sad.”\n\n“I never saw the pier as low as that in May.”"
    found = [("U.S. Sen. Tove Hallam", "said", "it was “sad.”")]
    assert placed(text, persons=["Tove Hallam"], found=found)[-1][0] == "U.S. Sen. Tove Hallam"


def test_a_title_before_the_name_after_a_quotation_is_of_its_speaker():
    text = "“A diver came and found a boat that had sunk,” Lt. Per Brandt.\n\nIt rained."
    assert placed(text, persons=["Per Brandt"])[0][0] == "Lt. Per Brandt"


def test_a_letter_is_not_by_whom_it_is_to():
    text = "DEAR TOVE: My pier is low and nobody mends it.\n\nDEAR TOVE: My boat is old and nobody buys it."
    assert placed(text, persons=[]) == []
