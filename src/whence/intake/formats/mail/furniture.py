"""Tell the furniture of a newsletter from its text: how to read it in a browser, and how to leave the list."""

import re

from whence.intake.html.boilerplate import is_teaser

__all__ = ["without_furniture"]

_FURNITURE = re.compile(
    r"""\b(?:
      (?:view|read|open|see|display)\b.{0,30}\b(?:in|on)\s(?:your|a|the)?\s?(?:web\s?)?browser
      |(?:view|read)\s(?:it\s)?online|web\s?version|online\s?version|unsubscribe|opt\sout
      |(?:manage|update|change)\b.{0,30}\b(?:preferences|subscription|settings|profile)|e?-?mail\spreferences
      |(?:you(?:['’]re|\sare)?\s(?:receiv\w+|got)|this\s(?:e-?mail|message|newsletter)\swas\ssent)\b
      |forwarded\s(?:this|by\sa\sfriend)|forward\s(?:this\s)?to\sa\sfriend|was\sthis\s(?:e-?mail\s)?forwarded
      |add\sus\sto\syour\saddress|no\slonger\s(?:wish|want)\sto\sreceive|privacy\s(?:policy|notice)|sent\sfrom\smy
      |abmelden|abbestellen|im\sbrowser\s(?:ansehen|anzeigen|öffnen|lesen)|désabonner|désinscri\w+|dans\svotre\snavigateur
      |darse\sde\sbaja|cancelar\s(?:la\s)?suscripción|en\s(?:el|su|tu)\snavegador|annulla\sl['’]iscrizione|disiscriviti
      |afmelden|uitschrijven|cancelar\sa?\s?inscrição|отписаться|в\sбраузере
    )""",  # noqa: RUF001 -- newsletters are written in many scripts
    re.IGNORECASE | re.VERBOSE,
)
_MAX_CHARACTERS = 400
_OPENING_PARAGRAPHS = 5
_SENTENCE = re.compile(r".{60,}[.!?…。][\"'”’»)\]]*", re.DOTALL)


def without_furniture(paragraphs: list[str]) -> list[str]:
    """Leave out what a newsletter says of itself at its beginning and its end.

    >>> lines = ["View this email in your browser", "The council met on Monday and voted to keep the quay, it said."]
    >>> without_furniture([*lines, "Unsubscribe", "1 Quay Street, Seld"]) == lines[1:]
    True
    """
    end = len(paragraphs)
    for index in range(end - 1, -1, -1):
        if _is_furniture(paragraphs[index]) or is_teaser(paragraphs[index]):
            end = index
        elif _SENTENCE.fullmatch(paragraphs[index]):
            break
    opening = min(end, _OPENING_PARAGRAPHS)
    return [*(each for each in paragraphs[:opening] if not _is_furniture(each)), *paragraphs[opening:end]]


def _is_furniture(paragraph: str) -> bool:
    return len(paragraph) <= _MAX_CHARACTERS and _FURNITURE.search(paragraph) is not None
