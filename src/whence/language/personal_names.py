"""What is known of names: nicknames, family names that come first, initials, and how common a name is."""

import re
from functools import cache

from whence.language.gazetteer import country_of, gender_of, read_table
from whence.language.idf import RAREST, idf_of, term_of

__all__ = ["NICKNAMES", "commonness_of", "initials_of", "surname_of"]

_WORD, _POSSESSIVE = re.compile(r"(?:\w\.)+|\w+"), re.compile(r"['’]s\b")
_COMMON_GIVEN, _IF_UNKNOWN = 60, 50
_SMALL = frozenset(
    {"of", "the", "for", "and", "de", "du", "van", "von", "der", "den", "al", "el", "bin", "ibn", "in", "on"}
)
NICKNAMES = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard",
    "jim": "james", "jimmy": "james", "joe": "joseph", "tom": "thomas", "tim": "timothy", "mike": "michael",
    "dave": "david", "dan": "daniel", "ed": "edward", "ted": "edward", "liz": "elizabeth", "beth": "elizabeth",
    "kate": "katherine", "kathy": "katherine", "chris": "christopher", "tony": "anthony", "steve": "stephen",
    "ben": "benjamin", "matt": "matthew", "nick": "nicholas", "greg": "gregory", "jeff": "jeffrey", "ron": "ronald",
    "don": "donald", "sam": "samuel", "alex": "alexander", "andy": "andrew", "pat": "patrick", "sasha": "alexander",
    "vlad": "vladimir", "volodya": "vladimir", "kolya": "nikolai", "misha": "mikhail", "bernie": "bernard",
    "chuck": "charles", "larry": "lawrence", "ken": "kenneth", "jerry": "gerald", "fred": "frederick", "sue": "susan",
}  # fmt: skip
"""The full given name that a short form most often stands for."""
# Family names that come first if the whole name is Korean, Chinese or Vietnamese.
_FAMILY_FIRST = frozenset({
    "kim", "lee", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "jang", "lim", "han", "oh", "seo", "shin",
    "kwon", "hwang", "ahn", "song", "moon", "xi", "li", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang",
    "zhou", "wu", "xu", "sun", "zhu", "ma", "hu", "guo", "lin", "he", "gao", "luo", "zheng", "liang", "xie", "tang",
    "deng", "nguyen", "tran", "pham", "mao", "jiang", "qin", "peng", "yi", "ri", "pak", "jong", "cha", "ryu", "noh",
    "roh", "ban",
})  # fmt: skip


def surname_of(words: tuple[str, ...]) -> str:
    """Return the word of a person's name that stands for the whole name if only one word is used.

    Args:
        words: The name's words in lower-case Latin letters, without titles.

    >>> surname_of(("ines", "okafor")), surname_of(("kim", "jong", "un"))
    ('okafor', 'kim')
    """
    if len(words) > 1 and words[0] in _FAMILY_FIRST and words[-1] not in _FAMILY_FIRST:
        return words[0]
    return words[-1]


def initials_of(name: str) -> set[str]:
    """List what a name's initials may be: with and without small words, and without the country before it.

    >>> sorted(initials_of("Union of Estuary Workers"))
    ['UEW', 'UOEW']
    >>> initials_of("Tarn County Sheriff's Office")
    {'TCSO'}
    """
    words = _WORD.findall(_POSSESSIVE.sub("", name))
    named = words[1:] if len(words) > 2 and country_of(words[0]) else words  # noqa: PLR2004 -- "US Army" is no "A"
    return {
        "".join(word[0] for word in some if has_small or word.lower() not in _SMALL).upper()
        for some in (words, named)
        for has_small in (False, True)
    }


def commonness_of(word: str) -> int:
    """Return how common a part of a person's name is: ten times the natural logarithm of how often it was counted.

    Args:
        word: A given name or surname in lower-case Latin letters.

    Returns:
        0 for a name that fewer than one person in 30,000 bears. The sum over a given name and a surname tells how many
        people share both: up to 100, hardly anybody among those whom 100,000 reports name.

    >>> commonness_of("john"), commonness_of("smith"), commonness_of("okafor")
    (88, 73, 0)
    """
    counted = _commonness().get(NICKNAMES.get(word, word), 0)
    if not counted and idf_of(term_of(word)) < RAREST:
        # The counts lack some names that are common, such as "Hall"; those that texts often have may be among them.
        counted = _IF_UNKNOWN
    return max(counted, _COMMON_GIVEN) if gender_of(word) else counted


@cache
def _commonness() -> dict[str, int]:
    return {name: int(row["weight"]) for row in read_table("names.tsv") for name in row["names"].split(" ")}
