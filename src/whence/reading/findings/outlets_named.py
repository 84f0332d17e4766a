"""Which sources and relays are outlets: by their names, by a noun beside them, by whom they cite."""

import re

from whence.language.english import PUBLIC_BODIES
from whence.language.gazetteer import find_outlet
from whence.reading.attributions.outlets import is_like_an_outlet
from whence.records.ledger import Source
from whence.records.report import Span

__all__ = ["MEDIA_NAMED", "cites_somebody", "is_body", "is_called_an_outlet", "is_outlet", "is_record"]

MEDIA_NAMED = re.compile(
    r"\b(?:(?:media|press|news|local) reports?|state media|state television|local media|newspaper|broadcaster)\b",
    re.IGNORECASE,
)
"""Words of a source that mean outlets."""
_RECORDS = re.compile(
    r"\b(?:polls?|tweets?|survey|tracking|study|forum|transcript|footage|ads?|adverts?)\b", re.IGNORECASE
)
_BODY = re.compile(rf"\b(?:City|{'|'.join(sorted(PUBLIC_BODIES))})\b", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"\b(?:newspaper|broadcaster|daily|weekly|tabloid|magazine|news (?:agency|site|website|outlet|channel|portal)) "
    r"(?=[A-Z])"
)
_CITES = re.compile(r",? (?:citing|quoting) [a-z]")
_LONGEST_NOUN = 20


def is_outlet(source: Source) -> bool:
    """Check whether a source is a news agency, newspaper or broadcaster, by its names."""
    if source.naming != "named" and not MEDIA_NAMED.search(source.name):
        return False
    if source.kind == "person" or is_record(source) or is_body(source.name):
        return False
    names = [name for name in (source.name, *source.aliases) if any(map(str.isupper, name))]
    return bool(MEDIA_NAMED.search(source.name)) or any(
        is_like_an_outlet(name) or find_outlet(_station(name)) for name in names
    )


def is_record(source: Source) -> bool:
    """Check for a source that is the same wherever it is printed: a poll, a transcript."""
    return source.kind == "document" and bool(_RECORDS.search(source.name))


def is_body(name: str) -> bool:
    """Check for a public body whose name holds a word of outlets' names: "Newport News police", "Atlantic City"."""
    return _BODY.search(name) is not None and find_outlet(name) is None


def is_called_an_outlet(text: str, mention: Span) -> bool:
    """Check for a noun for outlets right before a name, or taken for a part of it: "the daily Clarion".

    >>> is_called_an_outlet("the Danish daily Clarion", Span(17, 24)), is_called_an_outlet("the Clarion", Span(4, 11))
    (True, False)
    """
    nouns = _NOUN_BEFORE.finditer(text, max(0, mention.start - _LONGEST_NOUN), mention.end)
    return any(noun.end() >= mention.start for noun in nouns)


def cites_somebody(text: str, mention: Span) -> bool:
    """Check whether a name without an article, as that of an office has, cites others.

    >>> cites_somebody("Harbour Watch, citing two divers, reported", Span(0, 13))
    True
    >>> cites_somebody("The Coastguard, citing two divers, reported", Span(4, 14))
    False
    """
    return _CITES.match(text, mention.end) is not None and text[: mention.start].lower()[-4:] != "the "


def _station(name: str) -> str:
    """Return the broadcaster's name from the name of one of its stations: "CBS Boston"."""
    first = name.split(maxsplit=1)[0]
    return first if first.isupper() and len(first) > 2 else name  # noqa: PLR2004 -- initials of broadcasters
