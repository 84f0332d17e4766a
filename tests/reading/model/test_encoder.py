import numpy as np

from whence.language.words import segment
from whence.reading.model.encoder import Tagger


def test_a_cue_has_the_same_roles_among_many_as_alone():
    words = segment("Ines Okafor said that the gate had leaked. " * 25)
    tagger = Tagger()
    part = next(tagger.read(words))
    # All of them have as many words around them, as those of the window's end have not.
    cues = [(0, at, at + 1, bool(at % 2)) for at in words.places_of({"said", "that"}, (0, 120))]
    assert len(cues) > 24
    together = tagger.roles(words, part, cues)
    for row, cue in enumerate(cues):
        alone = tagger.roles(words, part, [cue])
        assert np.array_equal(together.scores[row], alone.scores[0])
        assert together.firsts[row] == alone.firsts[0]
