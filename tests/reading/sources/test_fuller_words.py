"""Sources that stand for fuller words elsewhere in the report."""

import pytest

from whence.language.words import segment
from whence.reading.model.decode import Name
from whence.reading.sources.fuller_words import countries_named, fuller_words
from whence.reading.sources.named_entities import Document


def fuller(text, source, *places):
    words = segment(text)
    at = [i for i in range(len(words)) if words.texts[i : i + len(source.split())] == tuple(source.split())][-1]
    names = [Name(i, i + 1, "place", 0.99) for place in places for i, word in enumerate(words.texts) if word == place]
    document = Document(text=text, words=words, names=tuple(sorted(names, key=lambda name: name.start)))
    run = fuller_words(document, (at, at + len(source.split())), countries_named(document))
    return run and " ".join(words.texts[slice(*run)])


@pytest.mark.parametrize("title", ["the 2019 fishing treaty", "the Skerry report"])
def test_the_document_is_the_last_one_named_by_a_year_or_a_name(title):
    assert fuller(f"Both keep to {title}. The document allows it.", "The document", "Skerry") == title


@pytest.mark.parametrize(
    "text",
    [
        "Both keep to the fishing treaty. The document allows it.",
        "Both keep to the 2019 treaty, as a letter says. The document allows it.",
        "Both swim. The document allows it.",
    ],
)
def test_a_document_that_may_be_another_stands_for_none(text):
    assert fuller(text, "The document") is None


def test_the_adjective_of_a_country_stands_for_the_country_if_the_report_names_it():
    assert fuller("Norway lost. He dismissed Norwegian claims.", "Norwegian", "Norway") == "Norway"
    assert fuller("Sweden lost. He dismissed Norwegian claims.", "Norwegian", "Sweden") is None
    assert fuller("Norway lost. Norwegians claim it.", "Norwegians", "Norway") is None
