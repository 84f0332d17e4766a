"""The words for a source are of one paragraph, though the model takes some of the next one with them."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.source_borders import within_paragraph


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("15:[1 31\nNorthern Grid]1 {1 says}1 <1 that it is dark>1.", "Northern Grid"),
        ("<1 It is dark>1, {1 says}1 [1 Northern Grid\n15:40]1\nMore soon.", "Northern Grid"),
        ("15:31\n[1 Northern Grid]1 {1 says}1 <1 that it is dark>1.", "Northern Grid"),
    ],
)
def test_a_source_ends_with_its_paragraph(marked, source):
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = (within_paragraph(words, one) for one in found_in(words, spans))
    assert [" ".join(words.texts[slice(*run)]) for run in one.source] == [source]
