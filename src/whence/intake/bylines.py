"""Byline parsing: "By Ana Brandt and Li Wei, The Tidewater Post" gives two names and an outlet."""

import re
from dataclasses import dataclass

from whence.language.english import OUTLET_WORDS
from whence.language.gazetteer import find_outlet, gender_of

__all__ = [
    "ROLE_OF_WRITER",
    "Byline",
    "given_first",
    "is_bare_opening",
    "looks_like_name",
    "read_byline",
    "read_signature",
    "starts_as_byline",
]

_BY = re.compile(
    r"(?:(?:analysis|exclusive|opinion|report(?:ed|ing)?|story|written|words|posted|published|text)\s+)?"
    r"(?:(?:escrito|publicado)\s+por|publié\s+par|by|von|par|por|oleh|av|af)\b:?\s+"
    r"|(?:text|текст|author|autor(?:in)?|auteure?|autore|автор)\s*:\s+|autor(?:in)?\s+",
    re.IGNORECASE,
)
_BARE_OPENING = re.compile(r"(?:written |posted )?by|von|par|por|di|oleh|av|af|autor(?:in)?|автор", re.IGNORECASE)
_JOINT = re.compile(r"\s+(?:and|AND|und|UND|et|ET)\s+|\s*&\s*")
# These words join two names only if both are whole ones: "Ortega y Gasset" is one name.
_WEAK_JOINT = re.compile(r"\s+(?:y|e|i|og|och|ja|en|oraz|ve|и|та|\u0456)\s+", re.IGNORECASE)
# A nickname inside a name: 'Jo "Red" Alvar'.
_NICKNAME = re.compile(r"(?<=\S )[\"“„«‘'][^\"“”„«»‘’]{1,20}[\"”“»’'] (?=\S)")
_IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
# "Ana Brandt | Staff writer", "Ana Brandt – Business": these marks end a name.
_BREAK = re.compile(r"\s*[|•·\n]|\s+[-–—/]\s+|\s+(?:in|at|for|with|on|from)\s+", re.IGNORECASE)
_PARTICLE = re.compile(
    r"abu|al|ap|ben|bin|binti|d[aeio]|dal|dalla|das|degli|de[ilmnr]|della|do[s]?|du|e|el|i|ibn|l[ae]|l[ao]s|mac|'t|te[nr]|"
    r"v[ao]n|vom|y|zu[mr]?|(?:al-|el-|[dl]['’]).+",
    re.IGNORECASE,
)
ROLE_OF_WRITER = "bureau|chief|columnist|correspondent|editor|photographer|reporter|staff|writer"
"""Pattern of the word that ends what a writer is: "Chief Reporter"."""
_NOT_IN_NAMES = re.compile(
    rf"\b(?:{OUTLET_WORDS}|{ROLE_OF_WRITER}|admin|administrator|afp|agenc(?:e|es|ies|y)|analyst|associated|author|bbc|"
    r"blog|breaking|bulletin|business|cnn|contribut(?:ing|ors?)|copy|courier|department|desk|digital|dpa|editorial|editors|"
    r"email|express|follow|guest|intern|international|journalist|mail|media|multiple|network|newsdesk|newspaper|newsroom|"
    r"newswire|online|opinion|politics|posted|producer|published|redaktion|reporters|reuters|review|senior|service|sources?|"
    r"sports|subscribe|team|the|twitter|updated|user|webmaster|wires?|writers|xinhua)\b|"
    r"[\d@:!?\"<>{}=#_]",
    re.IGNORECASE,
)
# In Korean, Japanese and Chinese a role follows or precedes the name, and a report ends with both.
_ROLE = r"(?:(?:선임|수석|인턴|객원|전문)?기자|특파원|논설위원|칼럼니스트|앵커|편집장|통신원|記者|记者|特派員|編集委員)"
_ROLE_AFTER = re.compile(rf"\s*{_ROLE}(?:\s.*)?$")
_SIGNATURE = re.compile(rf"(?:(?P<name>\S{{2,8}})\s*{_ROLE}|{_ROLE}\s+(?P<after>\S{{2,8}}))\s+\S+@\S+.{{0,40}}")
_EAST_ASIAN = re.compile(r"[々ー-ヿ぀-ゟ一-鿿가-힣]")
_EAST_ASIAN_NAME = re.compile(r"[가-힣]{2,4}|[々ァ-ヺー・぀-ゟ一-鿿]{2,6}(?:\s[々ァ-ヺー・぀-ゟ一-鿿]{1,5})?")
_EAST_ASIAN_OUTLET = re.compile(
    r"뉴스|신문|일보|통신|방송|편집|미디어|팀$|社|网|網|新聞|新闻|通信|編集|编辑|事務所|報道|报道"
)
# "Brandt, Ana Maria", "van der Berg, Ludwig"
_FAMILY_FIRST = re.compile(r"(?P<family>(?:[a-z'’]+ ){0,3}[^\s,]+), (?P<given>[^\s,]+(?: [^\s,]+){0,2})")
# In a name in capitals: "JR", "PJ", "J.R.", "III". Of two letters, only what ends in a vowel is surely a word: "LI".
_INITIALS = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]+|(?:\w\.)+\w?|[IVX]+|\w[^AEIOUY]")
_CAPITALISED = re.compile(r"(MC)?(\w)(\w*)")
_MAX_LINE_CHARACTERS = 1000
_MAX_NAME_WORDS = 5
_MAX_NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """A parsed byline."""

    names: tuple[str, ...]
    rest: tuple[str, ...] = ()
    """What follows the names, in order: a role, a place, an outlet."""


def starts_as_byline(line: str) -> bool:
    """Check whether a line begins with "By" or its equivalent in another language."""
    return _BY.match(line) is not None


def is_bare_opening(line: str) -> bool:
    """Check whether a line is only "By", so that the names are in the next line."""
    return _BARE_OPENING.fullmatch(line.strip().rstrip(":")) is not None


def read_signature(line: str) -> tuple[str, ...]:
    """Extract the name from a line that signs a report in Korean, Japanese or Chinese: name, role, e-mail address.

    >>> read_signature("김하늘 기자 kim@post.example"), read_signature("칼럼니스트 김하늘 kim@post.example")
    (('김하늘',), ('김하늘',))
    >>> read_signature("문의 kim@post.example")
    ()
    """
    found = _SIGNATURE.fullmatch(line.strip())
    name = (found["name"] or found["after"]) if found else ""
    return (name,) if looks_like_name(name) else ()


def read_byline(line: str, *, is_list: bool = False) -> Byline:
    """Extract the names from a byline.

    Args:
        line: With or without a leading "By". Anything after 1000 characters is ignored.
        is_list: True if commas separate names only, as in a page's metadata fields, and never precede an outlet.

    >>> read_byline("By Ana Brandt, Li Wei and Joaquín de la Vega, The Tidewater Post")
    Byline(names=('Ana Brandt', 'Li Wei', 'Joaquín de la Vega'), rest=('The Tidewater Post',))
    >>> read_byline("Ana Brandt y Juan Ortega y Gasset").names
    ('Ana Brandt', 'Juan Ortega y Gasset')
    >>> read_byline("By the editor, Thandiwe Mokoena").names
    ('Thandiwe Mokoena',)
    >>> read_byline("By a staff reporter, with agency copy").names
    ()
    >>> read_byline("BY ANA BRANDT AND J.R. O'NEILL").names
    ('Ana Brandt', "J.R. O'Neill")
    """
    line = line[:_MAX_LINE_CHARACTERS].strip().lstrip("|•·–—- ")
    opening = _BY.match(line)
    words = _IN_BRACKETS.sub("", line[opening.end() :] if opening else line)
    parts = [part.strip() for part in re.split(r"[,;]", words)]
    last_joined = max((index for index, part in enumerate(parts) if _JOINT.search(part)), default=0)
    names: list[str] = []
    rest: list[str] = []
    for index, part in enumerate(parts):
        # After the "and" before the last name, a capitalised word is an outlet or a place.
        open_list = not rest and index <= last_joined
        found = _names_in(part) if is_list or open_list or not names else []
        names += found
        if not found and part:
            rest.append(part)
    return Byline(names=tuple(dict.fromkeys(names)), rest=tuple(rest))


def given_first(name: str) -> str:
    """Put the family name last, as libraries put it first; any other text stays unchanged.

    >>> given_first("Brandt, Ana Maria"), given_first("The Tidewater Post")
    ('Ana Maria Brandt', 'The Tidewater Post')
    """
    found = _FAMILY_FIRST.fullmatch(name.strip())
    return f"{found['given']} {found['family']}" if found else name.strip()


def looks_like_name(words: str) -> bool:
    """Check whether a few words could be a person's name.

    >>> looks_like_name("Ludwig van der Berg"), looks_like_name("Staff reporter"), looks_like_name("김하늘")
    (True, False, True)
    >>> looks_like_name('Jo "Red" Alvar'), looks_like_name('"Harbour to close" Post')
    (True, False)
    """
    if len(words) > _MAX_NAME_CHARACTERS:
        return False
    words = _NICKNAME.sub("", words, count=1)
    parts = words.split()
    if not words or len(parts) > _MAX_NAME_WORDS:
        return False
    if _NOT_IN_NAMES.search(words):
        return False
    if _EAST_ASIAN.match(words):
        return _EAST_ASIAN_NAME.fullmatch(words) is not None and _EAST_ASIAN_OUTLET.search(words) is None
    if not any(character.islower() or character.isupper() for character in words):
        return words[0].isalpha()  # a script without capitals
    return len(parts) > 1 and all(part[0].isupper() or _PARTICLE.fullmatch(part) for part in parts)


def _names_in(part: str) -> list[str]:
    pieces = (_ROLE_AFTER.sub("", _BREAK.split(piece, maxsplit=1)[0].strip()) for piece in _JOINT.split(part))
    names = (name for piece in pieces for name in _split_weakly(" ".join(piece.split())))
    return [_without_capitals(name) for name in names if looks_like_name(name)]


def _without_capitals(name: str) -> str:
    """Write a name that is set in capitals as a name, but for initials; an agency stays as it is."""
    if not name.isupper() or "İ" in name or find_outlet(name):  # small letters of Turkish are others
        return name
    return " ".join(
        part
        if _INITIALS.fullmatch(part) and not gender_of(part)
        else _CAPITALISED.sub(lambda found: f"{(found[1] or '').capitalize()}{found[2]}{found[3].lower()}", part)
        for part in name.split()
    )


def _split_weakly(piece: str) -> list[str]:
    """Split at each word that may join two names, if what stands on both sides is a whole name."""
    first, *others = _WEAK_JOINT.split(piece)
    joints = _WEAK_JOINT.findall(piece)
    names = [first]
    for joint, other in zip(joints, others, strict=True):
        if _is_whole_name(names[-1]) and _is_whole_name(other):
            names.append(other)
        else:
            names[-1] += joint + other
    return names


def _is_whole_name(words: str) -> bool:
    return len(words.split()) > 1 and looks_like_name(words)
