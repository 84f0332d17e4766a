"""Subtitles: what is said, by whom if that is told, in sentences."""

import pytest

from tests.support.samples.wires import subtitles
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form


def said(data, name="news.srt"):
    data = data.encode() if isinstance(data, str) else data
    (given,) = read_document(Document(name, data))
    return given.data.decode().split("\n\n")


def cue(start, end, *lines):
    return "\n".join([f"00:{start:06.3f} --> 00:{end:06.3f}", *lines, "", ""])


def test_numbers_times_and_line_ends_are_no_text():
    assert said(subtitles("The council will close", "the harbour\nin March.")) == [
        "The council will close the harbour in March."
    ]


def test_a_cue_may_have_empty_lines_and_lines_of_digits():
    track = "1\n00:00:01,000 --> 00:00:02,000\nIt costs\n\n400\n\n2\n00:00:02,100 --> 00:00:03,000\na year.\n"
    assert said(track) == ["It costs 400 a year."]


def test_each_voice_has_its_own_words():
    track = (
        "WEBVTT\n\n"
        + cue(1, 2, "<v Ana Brandt>Is it late?</v> <v.loud Li Wei>It is", "late.")
        + cue(2, 3, "<v Li Wei>Very.")
    )
    assert said(track) == ["Ana Brandt: Is it late?", "Li Wei: It is late. Very."]


def test_words_after_the_end_of_a_voice_are_nobodys():
    assert said("WEBVTT\n\n" + cue(1, 2, "<v Li Wei>Late.</v> The mayor left.")) == ["Li Wei: Late.", "The mayor left."]


@pytest.mark.parametrize(
    ("cues", "paragraphs"),
    [
        (["- Who pays?\n- Nobody."], ["Who pays?", "Nobody."]),
        ([">> Good evening.", "It is late.", ">> LI WEI: Yes."], ["Good evening. It is late.", "LI WEI: Yes."]),
        (["MAYOR: We cannot.", "It is late.", "REPORTER: Why?"], ["MAYOR: We cannot. It is late.", "REPORTER: Why?"]),
    ],
)
def test_marks_and_labels_of_speakers_begin_a_paragraph(cues, paragraphs):
    assert said(subtitles(*cues)) == paragraphs


def test_a_pause_after_a_sentence_ends_a_paragraph_and_one_within_a_sentence_does_not():
    track = "WEBVTT\n\n" + cue(1, 2, "The tide") + cue(9, 10, "is late.") + cue(20, 21, "Rain is likely.")
    assert said(track) == ["The tide is late.", "Rain is likely."]


def test_lines_that_roll_up_are_said_once():
    track = "WEBVTT\n\n" + "".join(
        cue(start, start + 1, *lines)
        for start, lines in enumerate(
            [
                ["the council"],
                ["the council", "will<00:00:01.500><c> close</c>"],
                ["will close", "the harbour"],
                ["the harbour", "in march"],
            ]
        )
    )
    assert said(track) == ["the council will close the harbour in march"]


def test_a_word_that_is_said_twice_stays():
    assert said(subtitles("No.", "No.", "We cannot pay.", "Why?")) == ["No. No. We cannot pay. Why?"]


def test_notes_styles_names_of_cues_and_tags_are_no_text():
    track = (
        "WEBVTT - news\nKind: captions\nLanguage: nl\n\nSTYLE\n::cue { color: red }\n\nNOTE\nby hand\n\n"
        "first\n00:01.000 --> 00:02.000 line:0\n<c.yellow>De <i>haven</i></c> &amp; de stad.\n"
    )
    (given,) = read_document(Document("news.vtt", track.encode()))
    assert given.data.decode() == "De haven & de stad."
    assert given.metadata.language == "nl"


def test_sounds_are_left_out_and_counted():
    (given,) = read_document(Document("news.srt", subtitles("[APPLAUSE]", "♪ la la ♪", "The tide is late.").encode()))
    assert given.data == b"The tide is late."
    assert given.notes == (
        "it is the text of subtitles, and has no numbers and times of them",
        "2 subtitles for sounds were left out",
    )


def test_subtitles_in_which_nothing_is_said_are_refused():
    with pytest.raises(ReadError, match="nothing is said in these subtitles"):
        said(subtitles("[MUSIC]"))


def test_an_old_encoding_is_read():
    assert said(subtitles("The café is shut.").encode("windows-1252")) == ["The café is shut."]


def test_texts_that_mention_times_are_none():
    assert tell_form(Document("a.txt", b"WEBVTTs are late.")) is None
    assert tell_form(Document("a.txt", b"1\nThe ferry goes 00:01:00 --> 00:02:00.")) is None


def test_captions_without_full_stops_have_paragraphs_of_bounded_length():
    cues = [f"and the harbour is shut for {hours} hours" for hours in range(200)]
    paragraphs = said(subtitles(*cues, arrow="01,000 --> 00:00:02,000"))
    assert " ".join(paragraphs) == " ".join(cues)
    assert len(paragraphs) == 4


def test_subtitles_of_youtube_are_read_without_times():
    track = "0:00:01.000,0:00:03.500\nThe quay at Seld\nstays open,\n\n0:00:03.500,0:00:05.000\nthe council said.\n"
    (given,) = read_document(Document("talk.sbv", track.encode()))
    assert given.data.decode() == "The quay at Seld stays open, the council said."
