"""The publisher of a page: of all names that the page gives, the one under which readers know the outlet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from whence.intake.html.fields import Fields, bare_words
from whence.intake.urls import host_of

__all__ = ["find_publisher", "squeeze", "without_outlet"]

_OTHER_FIELDS = ("dc.publisher", "dcterms.publisher", "application-name", "apple-mobile-web-app-title")
_SEPARATOR = re.compile(r"\s+[|–—·•»«:-]+\s+|\s*[|»«]\s*")
_OPENING = re.compile(r"\s*[|»«:–—]\s+|\s+-\s+")
_TAGLINE = re.compile(r"\s+[|–—-]\s+")
_MAX_PUBLISHER_CHARACTERS = 80
_MIN_TITLE_CHARACTERS = 6
_MAX_SEARCHED_CHARACTERS = 200_000
_COPYRIGHT = re.compile(
    r"(?:(?:©|ⓒ|copyright|\(c\))[\s,]*)+(?:by\s)?(?:\d{4}(?:\s?[-–—]\s?\d{4})?)?[\s,]*(?:by\s)?"
    r"(?P<owner>[^\W\d][^|,;:()©\n]{1,60}?)\s*(?:\d{4}.*|\.(?:\s.*)?|[|,;:(–—].*|\ball rights.*)?$",
    re.IGNORECASE,
)
_MAX_OUTLET_WORDS = 6
_MAX_NOTICE_CHARACTERS = 200
_MIN_FITTING_CHARACTERS = 3
_MIN_SPELT_CHARACTERS = 5
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go"})


def find_publisher(fields: Fields, url: str | None, lines: list[str]) -> str | None:
    """Find the name of the outlet.

    Args:
        fields: The page's metadata fields.
        url: Its address.
        lines: Its visible lines.
    """
    host = host_of(url)
    own = _clean(fields.meta(["og:site_name"]))
    # On syndicated copy this may be the agency, so the outlet's own name takes precedence.
    named = _clean([*fields.json_ld("publisher", "sourceOrganization"), *fields.meta(["publisher"])])
    named += _clean(fields.data.site_names(host))
    beside = _clean(_beside_headline(fields, {bare_words(line) for line in lines}))
    others = _clean(fields.meta(_OTHER_FIELDS))
    fitting = [name for name in (*own, *named, *beside) if _fits(name, host)]
    # "nj" beside "nj.com", "politifact" beside "PolitiFact"
    longer = [name for name in beside for short in own if squeeze(name).startswith(squeeze(short))]
    ranked = (*_proper(own), *_proper(fitting), *longer, *_proper(named), *fitting, *_proper(beside))
    names = (*ranked, *own, *named, *_other_than_titles(others, fields), *beside)
    return next(iter(names), None) or _spelt_out(host, lines) or host or _from_copyright(lines)


def squeeze(outlet: str) -> str:
    """Reduce a name to the letters that distinguish it.

    >>> squeeze("The Tidewater Post") == squeeze("TidewaterPost")
    True
    """
    return bare_words(outlet).removeprefix("the ").replace(" ", "").replace("_", "")


def without_outlet(title: str, outlets: set[str], lines: set[str]) -> str:
    """Remove the outlet's name from the end of a title.

    Args:
        title: For example "Harbour to close | The Post".
        outlets: Names of the outlet.
        lines: Visible lines, folded: a title that is visible in full stays; if it is visible without its last part,
            that part is removed.

    >>> without_outlet("Harbour to close | The Post", {"Post"}, set())
    'Harbour to close'
    >>> without_outlet("Harbour to close - Post", set(), {"harbour to close"})
    'Harbour to close'
    """
    known = {squeeze(outlet) for outlet in outlets}
    separators = [each for each in _SEPARATOR.finditer(title) if each.start()]
    for separator in reversed(separators):
        if squeeze(title[separator.end() :]) in known:
            return title[: separator.start()]
    if bare_words(title) in lines:
        return title
    fronts = (title[: separator.start()] for separator in reversed(separators))
    return next(
        (front for front in fronts if len(front) >= _MIN_TITLE_CHARACTERS and bare_words(front) in lines), title
    )


def _clean(names: Iterable[str]) -> list[str]:
    """Drop addresses and long values, and explanations after names."""
    shortened = (_TAGLINE.split(name)[0].lstrip("@") for name in names if "://" not in name)
    return [name for name in shortened if 0 < len(name) <= _MAX_PUBLISHER_CHARACTERS]


def _proper(names: Iterable[str]) -> list[str]:
    """Keep names as readers write them, and drop identifiers: "post", "post.example"."""
    return [name for name in names if " " in name or not (name.islower() or "." in name)]


def _other_than_titles(names: list[str], fields: Fields) -> list[str]:
    titles = {bare_words(title) for title in (*fields.headings, *fields.titles())}
    return [name for name in names if bare_words(name) not in titles]


def _fits(name: str, host: str | None) -> bool:
    """Check whether a name agrees with a host name."""
    letters, label = squeeze(name), _label(host)
    if host is None or min(len(letters), len(label)) < _MIN_FITTING_CHARACTERS:
        return False
    return letters in squeeze(host) or label in letters


def _label(host: str | None) -> str:
    """Get the distinctive label of a host: "tidewaterpost" of "news.tidewaterpost.co.example"."""
    labels = (host or "").split(".")[:-1]
    return max((squeeze(label) for label in labels if label not in _SECOND_LEVEL), key=len, default="")


def _beside_headline(fields: Fields, lines: set[str]) -> Iterator[str]:
    """Iterate over the parts of titles beside the headline, if the headline also occurs elsewhere by itself."""
    headings = {bare_words(heading) for heading in fields.headings}
    titles = fields.titles()
    alone = {bare_words(title) for title in titles} | lines
    for title in titles:
        if bare_words(title) in headings:
            continue
        ends = [separator for separator in _SEPARATOR.finditer(title) if separator.start()]
        if any(bare_words(title[: each.start()]) in alone for each in ends):
            yield from _outlets([title[ends[-1].end() :]])
        opening = _OPENING.search(title)
        if opening and bare_words(title[opening.end() :]) in headings:
            yield from _outlets([title[: opening.start()]])


def _outlets(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        is_host = "." in name and " " not in name
        if 0 < len(name.split()) <= _MAX_OUTLET_WORDS and (is_host or not name[0].islower()):
            yield name


def _spelt_out(host: str | None, lines: list[str]) -> str | None:
    """Find how the page spells the label of its host: "Tidewater Post" for tidewaterpost.example."""
    label = _label(host)
    if len(label) < _MIN_SPELT_CHARACTERS:
        return None
    letters = r"[ .'’&-]?".join(re.escape(letter) for letter in label)
    spelling = re.compile(rf"(?<![\w@./-]){letters}(?![\w@/-]|\.\w)", re.IGNORECASE)
    found = Counter(spelling.findall("\n".join(lines)[:_MAX_SEARCHED_CHARACTERS]))
    return max(found, key=lambda name: (" " in name, not name.islower(), found[name]), default=None)


def _from_copyright(lines: list[str]) -> str | None:
    """Find the publisher in a copyright notice: "© 2031 The Tidewater Post. All rights reserved"."""
    found = (_COPYRIGHT.search(line) for line in reversed(lines) if len(line) <= _MAX_NOTICE_CHARACTERS)
    return next(_outlets(each["owner"].strip() for each in found if each), None)
