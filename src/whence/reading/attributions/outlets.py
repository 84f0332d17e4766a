"""What is an outlet, and which one publishes the report: of names that news may have come through.

Whom words came through is found in `whence.reading.attributions.relays`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from whence.language.english import MEDIA, OUTLET_WORDS, PUBLIC_BODIES
from whence.language.gazetteer import country_of, find_outlet
from whence.language.words import find_with
from whence.reading.sources.datelines import bracket_of_dateline, holds_agency
from whence.records.report import Report

__all__ = [
    "imprinted_names",
    "is_like_an_outlet",
    "is_own",
    "may_be_outlet",
    "names_an_outlet",
    "names_of_publisher",
    "own_names",
    "reports_as_outlet",
    "signed_names",
    "squeeze",
]

_LIKE_AN_OUTLET = re.compile(
    rf"\b(?:{OUTLET_WORDS}|Observer|Show|Guardian|Broadcasting|Politifact|Podcast|Television|Argus|Courant|"
    r"Dispatch(?! Cent)|Enquirer|Sentinel)\b|\b[KW][A-Z]{2,3} channel\b"
)
# Where research first appears: the origin of what it says, and no second hand.
_LEARNED = re.compile(r"\bJournal of\b|\bJournal Letters\b|\b(?:Proceedings|Annals|Transactions) of\b")
# Bodies to which a statement is public, so that they do not count as a relay.
_BODIES = re.compile(
    r"\b(?:Academy|Association|Board|Chamber|Club|Coalition|College|Conference|Convention|Dialogue|Forum|Foundation|"
    r"House|Institute|School|Society|Union|"
    rf"{'|'.join(sorted(map(str.capitalize, PUBLIC_BODIES)))}|police)\b"
)
# "Two shot at bus stop - WQMV Channel 4", "Man held | KQOV.com": the site's name after the headline.
_AFTER_HEADLINE = re.compile(r" [-–—] | ?\| ?")
_SITE = re.compile(r"[A-Za-z0-9-]{2,30}\.(?:com|org|net|tv|news|co\.uk|com\.au)\b")
_TOP_LEVEL = re.compile(r"\.(?:com|org|net|tv|news|co\.uk|com\.au)$", re.IGNORECASE)
# "KMRM News 12", not "WHO says".
_OF_STATION = re.compile(r"(?:News|Channel|Action|Eyewitness|TV|ABC|NBC|CBS|FOX|Fox|Local|Radio)|.*\d")
_LONGEST_HEADLINE = 300
_ENDS = re.compile(OUTLET_WORDS)
"""The last word of a newspaper's or broadcaster's name."""
_LONGEST_SITE = 6
"""Most words of a site's name after a headline."""
# "Gadgetry has reached out to Northarm for comment": whoever asks for comment writes.
_ASKING = re.compile(
    r"(?:^|[.\n”\"] ?)(?:The )?(?P<asks>[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.-]{1,20}){0,3}) (?:has |have )?"
    r"(?:reached out to|contacted|approached) [^.\n]{3,80} for (?:further |additional |a )?comment\b"
)
_OF_ASKING = ("reached out to", "contacted", "approached")
"""Every match of the pattern above has one of these."""
# "The union will sue, the Gazette understands", "the Gazette could not verify it": a page says so of itself.
_UNDERSTANDING = re.compile(
    r", (?:the )?(?P<knows>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,3}) understands(?=[.,;”\"\n]|$)|"
    r"(?:^|[.\n”\"] ?|\b(?:and|but|which) )(?:[Tt]he )?(?P<looks>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,3}) "
    r"(?:could not|couldn[’']t|cannot|was (?:not able|unable) to|has (?:not been able|been unable) to) "
    r"(?:(?:independently|immediately) )?verify\b"
)
_OF_UNDERSTANDING = ("understands", "verify")
"""Every match of the pattern above has one of these."""
# "Ana Brandt is a staff writer for the Marram Gazette.", in a paragraph of its own.
_SIGNATURE = re.compile(
    r"^(?:[A-Z][\w.’'-]{0,20} ){2,4}is an? (?:"
    r"(?:[a-z-]{2,20} ){0,3}(?:reporter|writer|editor|correspondent|columnist) (?:for|with|at) (?:the )?"
    r"(?P<whose>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,3})|"
    r"(?P<its>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,3}) (?:[a-z]{2,20} )?"
    r"(?:writer|reporter|columnist|correspondent)\b)",
    re.MULTILINE,
)
# The name of a local station by which nobody but its viewers knows it: "Channel 9 Action News", "NBC9", "9News".
_STATION = re.compile(
    r"(?:(?:news ?)?channel|news|local|abc|nbc|cbs|fox) ?\d{1,2}(?: (?:action|eyewitness))?(?: news)?|"
    r"\d{1,2} ?(?:abc|nbc|cbs|fox|action|eyewitness)?(?: ?news)?|(?:action|eyewitness) news",
    re.IGNORECASE,
)
_SITE_OF_STATION = re.compile(
    r"(?:www\.)?(?:[kw][a-z]{2,3}(?:tv)?|(?:abc|nbc|cbs|fox|channel|news|local|turnto|my)\w+)\.", re.IGNORECASE
)
# Whose copyright it is: "Copyright 2031 KMRM (Marram Media)", or "© 2031 The Marram Gazette".
_COPYRIGHT = re.compile(
    r"(?:[Cc]opyright|©)(?: ©| \(c\))? (?:19|20)\d\d,?(?: by)?(?: [Tt]he)? "
    r"(?P<holder>[A-Z][\w&-]{1,20}(?: [A-Z][\w&-]{1,20}){0,3})"
)
_OF_COPYRIGHT = ("opyright", "©")
# What a page says of itself: "Read Friday's Marram Gazette for more", "listen to Radio Estuary here", "the Gazette
# asked the mill for comment", a picture by "Ana Brandt/for the Gazette", "the Gazette's Ana Brandt contributed to it".
_NAME = r"[A-Z][\w&-]{1,20}(?: [A-Z][\w&-]{1,20}){0,3}"
_IMPRINT = re.compile(
    rf"\b(?:Read|See|Get) \w{{3,6}}day[’']s (?P<daily>{_NAME})(?= for\b)|"
    rf"\b(?:[Ll]isten to|[Vv]isit|[Dd]ownload) (?:the |The )?(?P<visited>{_NAME})(?= (?:here\b|app\b|at (?:www|http)))|"
    rf"(?P<asking>{_NAME}) (?:has |have |had )?(?:reached out to|contacted|approached|asked) "
    r"[^.\n]{2,60} for (?:a )?(?:comment|response|statement)\b|"
    rf"/[Ff]or (?:the |The )?(?P<pictured>{_NAME})|"
    rf"^(?P<crediting>{_NAME})[’']s (?:[A-Z][\w.-]+ ){{2,3}}contributed to this|"
    r"^Stay with (?:the )?(?P<followed>[A-Z][A-Za-z]* ?\d{1,2}\b(?: News\b)?|[KW][A-Z]{2,3}\b|[\w-]+\.(?:com|tv)\b)|"
    r"[Ss]hare this story: https?://(?:on\.|www\.)?(?P<shared>[\w-]+\.(?:com|org|net|tv|news))/",
    re.MULTILINE,
)
_OF_IMPRINT = (
    "day’s", "day's", "isten to", "isit", "ownload", *_OF_ASKING, "asked", "/for ", "/For ", "contributed to this",
    "Stay with", "hare this story:",
)  # fmt: skip
# Where its writer is to be written to, in a line of its own, and the station of a dateline: "MARRAM (KMRM) -".
_WRITES_FROM = re.compile(r"^[^\n@]{0,40}\b[\w.-]{1,40}@(?P<site>[\w-]{2,40}\.(?:co\.)?[a-z]{2,7})\b", re.MULTILINE)
_DATELINE_WITHIN = 600
"""Characters from the beginning in which a dateline may stand."""
_STATION_OF_DATELINE = re.compile(r"^[^\n()]{0,60}\((?P<sign>[KW][A-Z]{2,3})(?:-TV)?\) ?[-–—]", re.MULTILINE)
_KIND_OF_OUTLET = re.compile(r"[\s-]+(?:News|TV|Television|Radio|Channel|\d+)\b.*$")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-?(?:TV|FM|AM|DT))?")
_NO_LETTER = re.compile(r"\W")
# The last word of names that others than outlets have, too: of one that reports something, it shows an outlet.
_OF_A_PAPER = re.compile(
    r"(?:\w+ )+(?:Advertiser|Advocate|Bee|Bulletin|Echo|Examiner|Globe|Independent|Leader|Ledger|Mail|Mercury|Mirror|"
    r"Monitor|Record|Register|Star|Sun)|The Hill"
)
_LONG = 8
"""Letters of a publisher's name that mean it within a longer one."""
_SHORTEST = 3
"""Letters of a name that may be found within the publisher's: *Post* in *The Tidewater Post*."""


@lru_cache(maxsize=4096)
def is_like_an_outlet(name: str) -> bool:
    """Check whether a name is a known outlet's, or holds a word of the names of newspapers and broadcasters.

    >>> is_like_an_outlet("TASS"), is_like_an_outlet("The Marram Gazette"), is_like_an_outlet("Northarm")
    (True, True, False)
    """
    if find_outlet(name) is not None:
        return True
    return name.lower() not in MEDIA and bool(_LIKE_AN_OUTLET.search(name)) and not _LEARNED.search(name)


def may_be_outlet(name: str) -> bool:
    """Check whether whoever was told something may be an outlet unknown to the tables: no council, club or country.

    >>> may_be_outlet("the Clarion"), may_be_outlet("the Harbour Council"), may_be_outlet("Marram police")
    (True, False, False)
    """
    return is_like_an_outlet(name) or not (_BODIES.search(name) or country_of(name))


def reports_as_outlet(name: str) -> bool:
    """Check whether a body that "reports" or "reported" something is an outlet, if only by the form of its name.

    >>> reports_as_outlet("KMRM"), reports_as_outlet("marram.com"), reports_as_outlet("The Marram Advocate")
    (True, True, True)
    >>> reports_as_outlet("Marram Coastguard"), reports_as_outlet("Northarm")
    (False, False)
    """
    return any(shape.fullmatch(name) for shape in (_CALL_SIGN, _SITE, _OF_A_PAPER)) and name != "WHO"


def own_names(report: Report) -> tuple[str, ...]:
    """List the names of the outlet that publishes a report: its publisher, its site, the agency of its dateline.

    >>> own_names(Report(text="MARRAM (Reuters) - It is late.", publisher="The Post", url="https://post.example/1"))
    ('The Post', 'post.example', 'Reuters')
    """
    bracket = bracket_of_dateline(report.text)
    told = bracket.of(report.text).split("/") if bracket else []
    if bracket is None or not holds_agency(report.text, bracket):
        told = [*filter(names_an_outlet, told)]
    # An address that cannot be taken apart names no site.
    site = re.match(r"https?://(?:www\.)?([^/:?#]+)", report.url or "", re.IGNORECASE)
    return tuple(filter(None, (report.publisher, site[1] if site else None, *told)))


def names_an_outlet(name: str) -> bool:
    """Check whether a name by itself, as in a dateline, is an outlet's: a known one, a station, a site.

    >>> names_an_outlet("KMRM"), names_an_outlet("NewsChannel 5"), names_an_outlet("Applause")
    (True, True, False)
    """
    if find_outlet(name) is not None or _CALL_SIGN.fullmatch(name) or _SITE.fullmatch(name):
        return True
    return _STATION.fullmatch(name) is not None or is_like_an_outlet(name)


def signed_names(text: str) -> tuple[str, ...]:
    """List the outlets whose staff a text says that it is by, in a paragraph of its own, and whose copyright it is.

    >>> signed_names("Ana Brandt is a Marram Gazette staff writer."), signed_names("© 2031 KMRM. All rights reserved.")
    (('Marram Gazette',), ('KMRM',))
    """
    signed = (found["whose"] or found["its"] for found in _SIGNATURE.finditer(text))
    return (*signed, *(found["holder"] for found in find_with(_COPYRIGHT, text, _OF_COPYRIGHT)))


def imprinted_names(text: str) -> tuple[str, ...]:
    r"""List the outlets that a text shows to be its own by what it says to its readers, and by whom it asked.

    >>> imprinted_names("The Marram Gazette asked the mill for comment.\nabrandt@marramgazette.example")
    ('The Marram Gazette', 'marramgazette.example')
    """
    found = (next(filter(None, imprint.groups())) for imprint in find_with(_IMPRINT, text, _OF_IMPRINT))
    sites = (written["site"] for written in find_with(_WRITES_FROM, text, "@"))
    stations = (dateline["sign"] for dateline in _STATION_OF_DATELINE.finditer(text[:_DATELINE_WITHIN]))
    return (*found, *sites, *stations)


def names_of_publisher(report: Report) -> tuple[str, ...]:
    r"""List the names of the outlet that publishes a report: of its staff and copyright, and of its site, too.

    If there are none, what the text tells its readers shows it, or who asks others for comment, or understands.

    >>> names_of_publisher(Report(text="Two shot at bus stop - WQMV Channel 4\n\nIt was late."))
    ('WQMV',)
    >>> names_of_publisher(Report(text="The union will sue, the Gazette understands."))
    ('Gazette',)
    """
    names = (*own_names(report), *signed_names(report.text), *_after_headline(report))
    names = names or imprinted_names(report.text)
    names = names or tuple(found["asks"] for found in find_with(_ASKING, report.text, _OF_ASKING))
    return names or tuple(_who_understands(report.text))


def _who_understands(text: str) -> Iterator[str]:
    """Find the outlets that understand a thing, or cannot verify it: only of itself, a page says that."""
    for found in find_with(_UNDERSTANDING, text, _OF_UNDERSTANDING):
        name = found["knows"] or found["looks"]
        if names_an_outlet(name) or reports_as_outlet(name) or (found["knows"] and may_be_outlet(name)):
            yield name


def _after_headline(report: Report) -> Iterator[str]:
    """Find the names of the site after the headline: a station's call sign, a domain, a newspaper's."""
    first = (report.headline or report.text.split("\n", 1)[0])[:_LONGEST_HEADLINE]
    for words in filter(None, map(str.split, _AFTER_HEADLINE.split(first)[1:])):
        is_of_station = _OF_STATION.match(words[1]) if len(words) > 1 else len(words[0]) > _SHORTEST
        if (_CALL_SIGN.fullmatch(words[0]) and is_of_station) or _SITE.fullmatch(words[0]):
            yield words[0]
        elif len(words) <= _LONGEST_SITE and (find_outlet(" ".join(words)) or _ENDS.fullmatch(words[-1])):
            yield " ".join(words)


def is_own(own: Iterable[str], names: Iterable[str]) -> bool:
    """Check whether one of an outlet's names is that of the outlet that publishes the report.

    Args:
        own: What `own_names` lists.
        names: The names of the outlet in question.

    >>> is_own(["The Tidewater Post"], ["the Post"]), is_own(["Reuters"], ["TASS"])
    (True, False)
    >>> is_own(["kmrm.example"], ["KMRM News"]), is_own(["nbcmarram.example"], ["NBC News"])
    (True, False)
    >>> is_own(["nbcmarram.example"], ["Eyewitness News"]), is_own(["The Tidewater Post"], ["Eyewitness News"])
    (True, False)
    """
    names = list(names)
    known = {found.domain for name in names if (found := find_outlet(name))}
    return any(
        _is_the_same(publisher, name)
        for publisher in own
        # "The Post" is another than one's own if its full name is known to be: that of the Marram Post.
        if not known or (found := find_outlet(publisher)) is None or found.domain in known
        for name in names
    )


def _is_the_same(publisher: str, name: str) -> bool:
    known, other = find_outlet(publisher), find_outlet(name)
    if known is not None and other == known:
        return True
    publisher, name = _TOP_LEVEL.sub("", publisher), _TOP_LEVEL.sub("", name)
    # "Documents seen by The Tidewater Post", in that paper.
    itself = re.escape(publisher.casefold().removeprefix("the "))
    if re.search(rf" (?:by|to|with) (?:the )?{itself}$", name.casefold()):
        return True
    if squeeze(name) in squeeze(publisher):
        return len(squeeze(name)) >= _SHORTEST
    # Its work: "a Tidewater Post review of the ledgers".
    if len(squeeze(publisher)) >= _LONG and squeeze(publisher) in squeeze(name):
        return True
    is_station = _SITE_OF_STATION.match(f"{publisher}.") or _CALL_SIGN.fullmatch(publisher)
    if is_station and known is None and _STATION.fullmatch(name):
        return True
    # "KMRM News" on kmrm.example, but no "NBC News": that is another.
    letters = squeeze(_KIND_OF_OUTLET.sub("", name))
    return len(letters) > _SHORTEST and find_outlet(name) is None and letters in squeeze(publisher)


def squeeze(name: str) -> str:
    """Take everything but letters and digits out of a name, its article too.

    >>> squeeze("The Tidewater Post")
    'tidewaterpost'
    """
    return _NO_LETTER.sub("", name.casefold().removeprefix("www.").removeprefix("the "))
