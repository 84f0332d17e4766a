"""Language identification: which language a text is in."""

import re
from functools import cache
from typing import TYPE_CHECKING

from whence.language.english import COMMONEST

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["is_english", "tell_language"]

_WORD = re.compile(r"[^\W\d_]+")

# Loading the model takes 0.5 s, which a single English report need not pay: English gives itself away by its small
# words. They make 0.22 to 0.41 of the words of 159 English news pages of 161 (the others are mere lists), and at most
# 0.08 of 20 pages in other languages.
_ENGLISH_WORD = re.compile(rf"\b(?:{'|'.join(COMMONEST)})\b", re.IGNORECASE)
_MIN_ENGLISH_SHARE = 0.2
_MIN_ENGLISH_WORDS = 10

# A longer sample does not improve the result.
_SAMPLE_CHARACTERS = 2000
# Single sentences were identified correctly at 0.52 and above, wrongly ("hello" as Breton) at 0.42 and below.
_MIN_PROBABILITY = 0.5


def tell_language(text: str) -> str | None:
    """Identify the language of a text from its beginning.

    Returns:
        An ISO 639-1 code, or None if the text gives too little evidence.

    >>> tell_language("Der Rat schließt den Hafen, sagte der Bürgermeister am Montag.")
    'de'
    >>> tell_language("12 345") is None
    True
    """
    sample = text[:_SAMPLE_CHARACTERS]
    word_count = len(_WORD.findall(sample))
    if len(_ENGLISH_WORD.findall(sample)) >= max(_MIN_ENGLISH_WORDS, _MIN_ENGLISH_SHARE * word_count):
        return "en"
    language, probability = _load_identifier().classify(sample)
    # The model has three-letter codes for a few languages, and "zxx" for text that is not in any language.
    known = isinstance(language, str) and len(language) == 2  # noqa: PLR2004 - ISO 639-1
    return language if known and probability >= _MIN_PROBABILITY else None


def is_english(language: str | None) -> bool:
    """Check whether a report's language is English, or unknown and so taken for it.

    >>> is_english("en-GB"), is_english(None), is_english("pt")
    (True, True, False)
    """
    return (language or "en").lower().partition("-")[0] == "en"


@cache
def _load_identifier() -> "LanguageIdentifier":
    # With it comes NumPy, which a process that only hands out English reports does without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
