"""A report in, its ledger out: with a tagger simple enough to tell beforehand what it finds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers_by_hand import NOTHING, scanned
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, segment
from whence.reading.attributions.assemble import assemble
from whence.reading.model.decode import FoundAttribution, Tag
from whence.reading.model.encoder import EncodedWindows, NearScores
from whence.reading.model.package import Settings
from whence.reading.model.windows import cut_windows
from whence.reading.progress import listening
from whence.reading.reader import Reader
from whence.records.plover import EVENT_TYPES
from whence.records.report import Report

SURE = 9.0


class SaidTagger:
    """Takes every "said" and "denied" for a cue, the word before for its source, and for its content the quoted
    words of the paragraph, or all that follow the cue.
    """

    settings = Settings(
        name="said",
        arithmetic="float32",
        room=60,
        overlap=20,
        reach=20,
        roles_within=20,
        sight=20,
        moves=((0.0,) * 5,) * 5,
        begins=(0.0,) * 5,
        party_moves=((0.0,) * 5,) * 5,
        party_begins=(0.0,) * 5,
        trigger=0.5,
        cue_bias=0.0,
        keep=0.5,
        cue_bias_within=0.0,
        confidence=(0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        confidence_within=(0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    )

    def read(self, words):
        windows = cut_windows([1] * len(words), words.paragraphs, room=60, overlap=20)
        scores = [
            np.array([[-SURE, SURE, -SURE] if words.texts[i] in ("said", "denied") else [SURE, -SURE, -SURE]
                      for i in range(window.start, window.end)], dtype=np.float32)
            for window in windows
        ]  # fmt: skip
        unnamed = [np.tile(np.array([SURE] + [-SURE] * 6, dtype=np.float32), (len(one), 1)) for one in scores]
        sure = [np.tile(np.array([3.0, SURE], dtype=np.float32), (len(one), 1)) for one in scores]
        triggers = [
            np.array([[0.0, SURE if words.texts[i] == "attacked" else -SURE] for i in range(window.start, window.end)])
            for window in windows
        ]
        yield EncodedWindows(
            windows=windows,
            cue_scores=scores,
            name_scores=unnamed,
            weight_scores=sure,
            trigger_scores=triggers,
            within_scores=scores,
            vectors=np.zeros((len(windows), 60, 1), dtype=np.float32),
        )

    def parties(self, words, part, triggers):  # noqa: ARG002 -- as the reader calls it
        """Take the word before a trigger for the actor, the one after it for the recipient."""
        lengths = [part.windows[row].end - part.windows[row].start for row, _ in triggers]
        scores = np.zeros((len(triggers), max(lengths), 5), dtype=np.float32)
        scores[:, :, Tag.NONE] = SURE
        for i, (row, at) in enumerate(triggers):
            place = at - part.windows[row].start
            if place:
                scores[i, place - 1, Tag.BEGINS_SOURCE] = 2 * SURE
            if place + 1 < lengths[i]:
                scores[i, place + 1, Tag.BEGINS_CONTENT] = 2 * SURE
        firsts = np.array([part.windows[row].start for row, _ in triggers])
        return NearScores(scores=scores, firsts=firsts, lengths=np.array(lengths))

    def event_types(self, words, part, told):  # noqa: ARG002 -- as the reader calls it
        return np.array([[kind == "ASSAULT" for kind in EVENT_TYPES]] * len(told), dtype=np.float32)

    def references(self, words, part, asked):  # noqa: ARG002 -- as the reader calls it
        """Take every pronoun to mean nobody."""
        lengths = [part.windows[row].end - part.windows[row].start for row, _ in asked]
        scores = np.full((len(asked), max(lengths) + 1), -SURE, dtype=np.float32)
        scores[:, -1] = SURE
        firsts = np.array([part.windows[row].start for row, _ in asked])
        return NearScores(scores=scores, firsts=firsts, lengths=np.array(lengths))

    def roles(self, words, part, cues):
        lengths = [part.windows[row].end - part.windows[row].start for row, *_ in cues]
        scores = np.full((len(cues), max(lengths), 5), -SURE, dtype=np.float32)
        for i, (row, start, *_) in enumerate(cues):
            window = part.windows[row]
            scores[i, :, Tag.NONE] = 0.0
            near = [j for j in range(window.start, window.end) if words.paragraphs[j] == words.paragraphs[start]]
            quoted = [j for j in near if words.marks[j] == Mark.INSIDE]
            after = [j for j in near if j > start]
            for j in quoted or after:
                scores[i, j - window.start, Tag.CONTENT] = SURE
            if start > window.start and words.shapes[start - 1] != Shape.PUNCTUATION:
                scores[i, start - 1 - window.start, Tag.BEGINS_SOURCE] = 2 * SURE
        firsts = np.array([part.windows[row].start for row, *_ in cues])
        return NearScores(scores=scores, firsts=firsts, lengths=np.array(lengths))


reader = Reader(SaidTagger())


def rows(text):
    """List who, cue, what, kind and nesting of each attribution."""
    return [
        (
            " … ".join(span.of(text) for span in a.source_spans),
            a.cue_spans[0].of(text),
            " … ".join(span.of(text) for span in a.content_spans),
            a.quotation,
            a.within,
        )
        for a in reader.read(Report(text=text)).attributions
    ]


def test_a_split_quotation_is_one_content_of_two_spans():
    assert rows("“It leaks,” Okafor said. “It always did.”") == [
        ("Okafor", "said", "“It leaks,” … “It always did.”", "direct", None)
    ]


def test_a_content_without_quotation_marks_is_indirect_and_without_source_has_none():
    assert rows("(said the wall would hold") == [("", "said", "the wall would hold", "indirect", None)]


def test_a_cue_without_content_attributes_nothing():
    assert rows("Okafor said.") == []


def test_an_attribution_inside_the_content_of_another_says_so():
    assert rows("Okafor said the firm denied any leak") == [
        ("Okafor", "said", "the firm denied any leak", "indirect", None),
        ("firm", "denied", "any leak", "indirect", "a1"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("“It leaked”", "direct"), ("it leaked", "indirect"), ("it “always” leaked", "mixed"), ("it didn’t", "indirect")],
)
def test_the_kind_of_quotation_is_told_by_its_marks(text, kind):
    words = segment(text)
    found = FoundAttribution(source=(), cue=(0, 1), contents=((0, len(words)),), confidence=1.0, evidence=NOTHING)
    (attribution,) = assemble(text, words, [found], scanned(words)).attributions
    assert attribution.quotation == kind


@pytest.mark.parametrize(
    ("content", "kind"), [("it leaked", "indirect"), ("‘It leaked’", "direct"), ("it ‘always’ leaked", "mixed")]
)
def test_within_a_quotation_only_what_has_marks_of_its_own_is_quoted(content, kind):
    text = f"“The guard said {content}.”"
    words = segment(text)
    start = len(segment("“The guard said"))
    runs = ((start, start + len(segment(content))),)
    found = FoundAttribution(source=(), cue=(start - 1, start), contents=runs, confidence=1.0, evidence=NOTHING)
    (attribution,) = assemble(text, words, [found], scanned(words)).attributions
    assert attribution.quotation == kind


def events(text):
    return [
        (event.type, event.actor and event.actor.name, event.recipient and event.recipient.name, event.attribution)
        for event in reader.read(Report(text=text)).events
    ]


def test_an_event_has_its_parties_and_who_tells_of_it():
    assert events("Rebels attacked soldiers.") == [("ASSAULT", "Rebels", "soldiers", None)]
    assert events("Okafor said rebels attacked soldiers.") == [("ASSAULT", "rebels", "soldiers", "a1")]


def test_a_word_without_parties_tells_no_event():
    assert events("attacked") == []


def test_a_passage_beneath_from_and_an_outlet_is_that_outlets():
    text = "The train left.\n\nFrom the Yonhap news agency:\n\n“It left at nine.\n\n“It is late.”\n\nNobody waved."
    ledger = reader.read(Report(text=text))
    (attribution,) = ledger.attributions
    assert [span.of(text) for span in attribution.content_spans] == ["“It left at nine.", "“It is late.”"]
    assert [(source.name, source.kind) for source in ledger.sources] == [("Yonhap news agency", "organisation")]
    assert attribution.confidence == 0.6


def test_the_same_words_are_one_source_but_a_pronoun_that_nothing_explains_is_another_after_each_other_source():
    text = "They said maybe.\n\nOkafor said yes.\n\nOKAFOR said no.\n\nThey said never."
    ledger = reader.read(Report(text=text))
    assert [(s.name, len(s.mentions)) for s in ledger.sources] == [("They", 1), ("Okafor", 2), ("They", 1)]
    assert [a.source for a in ledger.attributions] == ["s1", "s2", "s2", "s3"]
    assert [s.is_unresolved for s in ledger.sources] == [True, False, True]


def test_a_cue_in_the_overlap_of_two_windows_is_found_once():
    text = "\n\n".join(f"Speaker{i} said the water was rising and the gate stayed shut." for i in range(30))
    ledger = reader.read(Report(text=text))
    assert [s.name for s in ledger.sources] == [f"Speaker{i}" for i in range(30)]
    assert len(ledger.attributions) == 30


@pytest.mark.parametrize("text", ["", "   \n\n ", "...", "“", "said", "said said said", "\x00", "\ud800 said"])
def test_any_text_has_a_ledger(text):
    ledger = reader.read(Report(text=text))
    assert ledger.report.text == text


pieces = st.lists(
    st.sampled_from(
        ["said", "denied", "Okafor", "“", "”", "'", "''", "\n\n", ".", "он", "北", "مرحبا", "👩‍👩‍👧", "é", " "]
    )
)


@given(st.text() | pieces.map(" ".join))
def test_reading_never_raises_and_every_span_lies_in_the_text(text):
    for attribution in reader.read(Report(text=text)).attributions:
        for span in (*attribution.source_spans, *attribution.cue_spans, *attribution.content_spans):
            assert span.of(text).strip()


@given(st.lists(pieces.map(" ".join), min_size=2, max_size=4), st.randoms())
def test_a_ledger_does_not_depend_on_what_was_read_before(texts, random):
    alone = {text: Reader(SaidTagger()).read(Report(text=text)) for text in texts}
    for text in random.sample(texts, len(texts)):
        assert reader.read(Report(text=text)) == alone[text]


def test_what_a_content_relays_is_found_by_reading_it_once_more():
    class OnceTagger(SaidTagger):
        """Sees "denied" as the cue of a nested attribution alone."""

        def read(self, words):
            for part in super().read(words):
                cues = [scores.copy() for scores in part.cue_scores]
                for window, scores in zip(part.windows, cues, strict=True):
                    for i in range(window.start, window.end):
                        if words.texts[i] == "denied":
                            scores[i - window.start] = [SURE, -SURE, -SURE]
                yield replace(part, cue_scores=cues)

    text = "Okafor said the big firm denied any leak at all"
    ledger = Reader(OnceTagger()).read(Report(text=text))
    assert [(a.cue_spans[0].of(text), a.content_spans[0].of(text), a.within) for a in ledger.attributions] == [
        ("said", "the big firm denied any leak at all", None),
        ("denied", "any leak at all", "a1"),
    ]


def test_hearsay_words_are_cues_even_where_the_model_doubts_it():
    text = "the berths reportedly are full"
    (found,) = reader.read(Report(text=text)).attributions
    assert (found.cue_spans[0].of(text), found.source) == ("reportedly", None)
    assert found.confidence == 0.65


def test_whoever_listens_is_told_how_far_reading_is(reader):
    told = []
    with listening(lambda done, total: told.append((done, total))):
        reader.read(Report(text="The council said that boats left. " * 600))
    words = 600 * 7
    assert (told[0], told[-1]) == ((0, words), (words, words))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert len(told) > 2


def test_a_headline_says_nothing_beneath_itself():
    headline = "Police: Man Arrested After Woman Stabbed Outside Elmford Laundromat"
    text = f"{headline}\n\nELMFORD - A man was arrested on Sunday night after a woman was stabbed, police said."
    first = Reader().read(Report(text=text, headline=headline)).attributions[0]
    assert [span.of(text) for span in first.content_spans] == [headline.removeprefix("Police: ")]


def test_a_label_in_capitals_is_no_part_of_what_a_headline_says():
    headline = "WITHDRAWN: Harbour to close in March, council says"
    text = (
        f"{headline}\n\n"
        "TIDEWATER – The council will close the harbour from 1 March, its mayor Li Wei said on Monday.\n\n"
        "Dock workers were told by letter. “We cannot pay two crews for nine people,” Li said.\n\n"
        "The union called the step hasty and said it would ask for talks."
    )
    first = Reader().read(Report(text=text, headline=headline)).attributions[0]
    assert [span.of(text) for span in first.content_spans] == ["Harbour to close in March"]


@pytest.mark.parametrize(
    "text",
    [
        "9 Nil News · citing: an unnamed “high-level",
        "“You told us it was safe, and",
        "If Okafor",
        "He was told",
        "It also",
        "Ana Brandt said the pier was shut and then never",
    ],
)
def test_a_text_that_breaks_off_is_read(reader, text):
    assert reader.read(Report(text=text)).report.text == text
