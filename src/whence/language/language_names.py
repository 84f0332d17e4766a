"""Names of languages, as databases write them, and their codes."""

import re

__all__ = ["language_code"]

_CODES = {
    "albanian": "sq", "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "azeri": "az", "basque": "eu",
    "belarusian": "be", "bengali": "bn", "bosnian": "bs", "bulgarian": "bg", "catalan": "ca", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi",
    "french": "fr", "galician": "gl", "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja",
    "kazakh": "kk", "korean": "ko", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms",
    "norwegian": "no", "persian": "fa", "farsi": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es",
    "swahili": "sw", "swedish": "sv", "tagalog": "tl", "tamil": "ta", "thai": "th", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "vietnamese": "vi", "welsh": "cy",
    "deutsch": "de", "englisch": "en", "anglais": "en", "inglés": "en", "inglese": "en", "engels": "en",
    "français": "fr", "francais": "fr", "französisch": "fr", "español": "es", "italiano": "it", "português": "pt",
    "nederlands": "nl", "русский": "ru",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)


def language_code(name: str) -> str | None:
    """Give the ISO 639-1 code of a language by its name or code; the first one that is known.

    >>> language_code("GERMAN; DEUTSCH"), language_code("en-GB"), language_code("Tidal") is None
    ('de', 'en', True)
    """
    if code := _CODE.fullmatch(name.strip()):
        return code[1].lower()
    return next((_CODES[word] for word in map(str.lower, _WORD.findall(name)) if word in _CODES), None)
