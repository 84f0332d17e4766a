"""A web page taken apart: its elements, with the words in each."""

from html.parser import HTMLParser

__all__ = ["Page"]

VOID = {"meta", "br", "link", "input"}


class Page(HTMLParser):
    """A page taken apart; badly nested elements are an error, as a browser would move them about."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.texts = []
        self._open = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, "within": [each["tag"] for each in self._open], "words": "", **dict(attributes)}
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self._open:
            element["words"] += data
        if self._inside("report") and not self._inside("number") and not self._inside("letter"):
            self.texts.append(data)

    def _inside(self, name):
        return any(name in (element.get("class") or "").split() for element in self._open)

    def all(self, **wanted):
        return [each for each in self.elements if all(each.get(key) == value for key, value in wanted.items())]

    def lit_by(self, key):
        return [
            each["words"] for each in self.elements if key in each.get("data-lit-by", "").split() and "id" not in each
        ]

    def rows(self):
        """Take each paragraph with what stands beside it."""
        return [" ".join(each["words"].split()) for each in self.all(**{"class": "row"})]
