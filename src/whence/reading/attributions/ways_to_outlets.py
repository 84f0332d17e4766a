"""The words that lead to an outlet's name: whether what is said came through it."""

import re

from whence.language.date_words import WEEKDAYS
from whence.language.english import MEDIA

__all__ = [
    "LEADING_TO",
    "asks",
    "is_credit_line",
    "is_host_of_event",
    "is_issued_by",
    "is_of_another",
    "is_said_to",
    "lead_of",
    "leads_through",
]

LEADING_TO = frozenset({"to", "with", "on", "by", "via", "in", "for", "at", "from"})
_CARRYING = re.compile(
    r"\b(?:interview(?:ed)?|speaking|spoke|spoken|talk(?:ed|ing|s)?|appear(?:ed|ing|ance)|carried|quoted|published|"
    r"reported|aired|broadcast|posted|cited|obtained|uncovered|contacted|polled|surveyed|seen|statement|wrote|written|"
    r"writing|said|saying|says|told|confirmed|explain(?:s|ed)|remarks|op-ed|column|article|editorial|essay|story|"
    r"guest|opened up|s[ai]t(?:ting)? down|released|phoned|call|admitted|stated|denied|provided|given|gave|leaked|"
    r"captured)\b",
    re.IGNORECASE,
)
# What is said to whoever is named next, whether whence knows the name as an outlet's or not.
_SAID_TO = re.compile(
    r"\b(?:interview(?:ed)? (?:with|by|on|for|in)|"
    r"(?:statement|remarks|comments|e-?mail|letter|memo|note|text|message) to|"
    r"(?:carried|quoted|broadcast|aired|contacted|polled|surveyed) by|"
    r"(?:first|(?:remarks|comments|words)) (?:reported|published|disclosed|revealed) by|"
    r"(?:said|stated|explained|explains|says) to|"
    r"(?:wrote|writing|writes)(?: \S+){0,5} (?:on|for|in)|(?:article|column|essay|op-ed|op - ed) (?:for|in|on))$",
    re.IGNORECASE,
)
_INTERVIEWED = re.compile(r"\b(?:interview(?:s|ed)? (?:with|by)|appear(?:ed|ing|ance) with)$", re.IGNORECASE)
# "A video of his remarks to the Post", "his claim in a recent": what was said at another time.
_OF_ANOTHER = re.compile(
    r"(?<!\bin)(?<!\bduring)(?<!\bwith)(?<!\bby) (?:his|her|their|['’] ?s)(?: [a-z]+){0,2} "
    r"(?:statement|remark|comment|e-?mail|letter|memo|note|text|message|interview|claim|assertion|admission|suggestion|"
    r"promise|answer|attack)s? (?:to|with|in|on|during|by)(?: an?| the)?(?: [a-z]+){0,2}$",
    re.IGNORECASE,
)
# "In a statement released by the Marram campaign".
_ISSUED_BY = re.compile(
    r"\b(?:statement|letter|e-?mail|memo|video|recording|transcript|excerpts?|audio)(?: [a-z]+){0,3} "
    r"(?:released|issued|provided|distributed|circulated|shared|published|put out) by$",
    re.IGNORECASE,
)
# "Said on Friday's broadcast of", "in the latest issue of".
_PART_OF = re.compile(r"\b(?:on|in|during) (?:\S+ ){0,4}(?:broadcast|edition|episode|issue|airing) of$", re.IGNORECASE)
# Whoever releases a poll made it: "in a poll published by".
_POLLED_BY = re.compile(
    r"\b(?:poll|survey)s? (?:conducted|released|published|taken|commissioned) (?:by|for)$", re.IGNORECASE
)
# "Asked by the Marram Herald, she said", not "she was asked by the Marram Herald".
_ASKED_BY = re.compile(r"(?:^ ?|, )(?:asked|pressed|challenged|questioned) by$", re.IGNORECASE)
# "In a Guardian interview", "wrote a scathing Post op-ed".
_PIECES = frozenset({"interview", "forum", "op", "op-ed", "column", "essay"})
_LEADS_TO_PIECE = re.compile(
    r"\b(?:in|as|during|for|on|to|wrote|writing)(?: (?:the|an?|his|her|their))?(?: [a-z]+)?$", re.IGNORECASE
)
_ARTICLES = re.compile(rf" (?:the|an?|his|her|their|its|(?:{'|'.join(WEEKDAYS)}) ['’] s)$", re.IGNORECASE)
_DESCRIBED = re.compile(r" (?:the|an?|his|her|their|its)(?: [\w-]+){0,2}$", re.IGNORECASE)
_NOUN = re.compile(rf" (?:{'|'.join(sorted(MEDIA))})$", re.IGNORECASE)
_STAFF = frozenset({"commentator", "columnist", "writer", "reporter", "correspondent", "editorial"})
# An outlet that only hosts an event relays nothing.
_HOSTING = re.compile(r"\b(?:hosted|sponsored|organi[sz]ed|moderated) by(?: the)?$", re.IGNORECASE)
# "(With inputs from PTI)", "Additional reporting by Reuters": a credit of the whole page.
_CREDIT = re.compile(
    r"(?:^ ?|[.(\[”\"—–-] ?)(?:with )?(?:additional )?(?:agency |agencies )?"
    r"(?:inputs?|reporting|contributions?|files|material) (?:from|by)(?: the)?$",
    re.IGNORECASE,
)
# "An attack on Fox News".
_AGAINST = re.compile(
    r"\b(?:attacks?|assaults?|war|bans?|focus|pressure|influence|jokes?|shares?|stocks?) on$", re.IGNORECASE
)
_CLAUSES = re.compile(r" [,;–—-] ")


def lead_of(way: str) -> str:
    """Take an article, a possessive and a described noun for outlets off the end of the words before a name.

    >>> lead_of("told the newspaper"), lead_of("speaking on the cable channel")
    (' told', ' speaking on')
    """
    bare = _NOUN.sub("", f" {way}")
    return _ARTICLES.sub("", bare) if bare == f" {way}" else _DESCRIBED.sub("", bare)


def is_host_of_event(way: str) -> bool:
    """Check for an outlet that only hosts an event, and relays nothing: "at a debate hosted by"."""
    return _HOSTING.search(way) is not None


def is_credit_line(way: str) -> bool:
    """Check for a credit of the whole page, which is no relay of what stands before it: "(With inputs from".

    >>> is_credit_line("told this newspaper . ( With inputs from"), is_credit_line("said , with support from")
    (True, False)
    """
    return _CREDIT.search(way) is not None


def is_issued_by(lead: str) -> bool:
    """Check whether words lead to whoever made a source's words public: "in a statement released by"."""
    return _ISSUED_BY.search(lead) is not None


def is_of_another(lead: str) -> bool:
    """Check whether words lead to whoever had another saying: "denied his claim in an interview with"."""
    return _OF_ANOTHER.search(lead) is not None


def is_said_to(lead: str) -> bool:
    """Check whether words lead to whom something is said, whether that is known as an outlet or not."""
    return _SAID_TO.search(lead) is not None


def asks(lead: str) -> bool:
    """Check whether words lead to whoever interviewed somebody."""
    return _INTERVIEWED.search(lead) is not None


def leads_through(lead: str, following: str, *, is_source: bool) -> bool:
    """Check whether the words before an outlet's name tell of its part: "speaking to", "on", "a commentator in".

    Args:
        lead: Those words.
        following: The word after the name.
        is_source: Whether the name is part of the source.

    >>> leads_through(" said in remarks to", "on", is_source=False)
    True
    >>> leads_through(" said , referring to", "town", is_source=False)
    False
    """
    if following.lower() in _PIECES:
        return _LEADS_TO_PIECE.search(lead) is not None
    if _POLLED_BY.search(lead):
        return False
    if _PART_OF.search(lead) or _ASKED_BY.search(lead):
        return not is_source
    before, _, last = lead.rpartition(" ")
    *_, near = filter(str.strip, ("", *_CLAUSES.split(before))) if before.strip() else ("",)
    if last.lower() == "on" and not is_source:
        return _AGAINST.search(lead) is None
    if last.lower() in LEADING_TO and _CARRYING.search(near):
        return True
    # An outlet's own staff: "a commentator in Israeli newspaper Haaretz".
    return is_source and last != "and" and not _STAFF.isdisjoint(before.lower().split())
