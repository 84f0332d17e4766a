"""One attribution, weighed by hand."""

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.certainty import weigh
from whence.reading.model.decode import Weight


class Told:
    """One attribution, weighed, with its spans as words. Only what leaks tells of anything."""

    def __init__(self, marked, put=3.0):
        self.text, spans = parse_marked(marked)
        words = segment(self.text)
        (found,) = found_in(words, spans)
        weighed = weigh(words, found, [Weight(put, float(word.startswith("leak"))) for word in words.texts])
        self.stance, self.colouring = weighed.stance, weighed.colouring
        self.certainty, self.page_certainty = weighed.certainty, weighed.page_certainty

    def own(self):
        return self.certainty.level, self.certainty.polarity

    def page(self):
        return self.page_certainty.level, self.page_certainty.polarity

    def shown(self):
        return [span.of(self.text) for span in self.certainty.spans]

    def page_shown(self):
        return [span.of(self.text) for span in self.page_certainty.spans]
