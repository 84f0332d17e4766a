"""English word lists that several steps use: pronouns, titles, hearsay, stop words, number words."""

import re
from functools import lru_cache

__all__ = [
    "ABOUT_A_NUMBER",
    "FIRST_PERSON",
    "HEARSAY",
    "NUMBER",
    "NUMBER_WORDS",
    "THIRD_PERSON",
    "TITLES",
    "stem",
    "words_that_count",
]

THIRD_PERSON = frozenset({
    "he", "she", "they", "it", "him", "her", "them", "his", "hers", "their", "its", "himself", "herself",
    "themselves", "itself", "who", "which", "that", "whom",
})  # fmt: skip


FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "lt", "gen", "col", "sgt", "capt",
    "rev", "hon", "sir", "dame", "lord", "lady", "president", "senator", "minister", "professor", "judge",
    "justice", "general", "king", "queen", "prince", "princess", "pope", "secretary", "chancellor", "congressman",
    "congresswoman", "representative", "governor", "mayor", "captain", "colonel", "sheriff", "ambassador",
    "chairman", "director", "sheikh", "sheik", "shaikh", "imam", "ayatollah", "mullah", "rabbi", "bishop",
    "archbishop", "cardinal", "prophet", "aunt", "uncle",
})  # fmt: skip


HEARSAY = frozenset({"allegedly", "purportedly", "reportedly"})
"""Adverbs that attribute their sentence by themselves, and name no source."""


_STOPWORDS = frozenset({
    "the", "a", "an", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "that",
    "this", "these", "those", "it", "its", "he", "she", "they", "his", "her", "their", "him", "them", "is", "was",
    "are", "were", "be", "been", "being", "has", "have", "had", "will", "would", "not", "no", "says", "said", "say",
    "who", "which", "what", "when", "after", "before", "over", "under", "about", "into", "than", "more", "also",
    "new", "amid", "we", "i", "you", "our", "there", "so", "if", "do", "does", "did", "up", "out", "one", "could",
    "may", "might",
})  # fmt: skip


@lru_cache(maxsize=1024)
def words_that_count(text: str) -> frozenset[str]:
    """List what a text is about: its words in lower case, stemmed, without stop words.

    >>> sorted(words_that_count("The council closes the harbours"))
    ['clos', 'council', 'harbour']
    """
    words = re.findall(r"\w+", text.lower())
    return frozenset(stem(word) for word in words if word not in _STOPWORDS and len(word) > 1)


def stem(word: str) -> str:
    """Remove the most common ending from a lower-case English word.

    >>> stem("closing"), stem("boats")
    ('clos', 'boat')
    """
    for ending in ("ingly", "edly", "ing", "ed", "ies", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004
            return word.removesuffix(ending)
    return word


NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip


_DIGITS = r"(?<![\d,])(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?![\d,]*\d)"
NUMBER = rf"(?:{_DIGITS}|{'|'.join(NUMBER_WORDS)})"


ABOUT_A_NUMBER = (
    r"(?:almost|nearly|about|around|some|roughly|approximately|"
    r"more than|over|up to|at least|fewer than|less than|under)"
)
