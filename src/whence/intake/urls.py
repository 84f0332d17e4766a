"""Web addresses: validity, identity key, host and site."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urldefrag, urlencode, urlsplit

__all__ = [
    "Capture",
    "RequestTarget",
    "address_key",
    "capture_of",
    "capture_time",
    "find_problem",
    "host_of",
    "host_of_key",
    "is_address",
    "is_same_site",
    "read_capture",
    "split_address",
    "unwrap",
]


def host_of_key(address: str) -> str:
    """Get the host from an identity key made by `address_key`.

    >>> host_of_key("example.org/harbour"), host_of_key("example.org?page=4")
    ('example.org', 'example.org')
    """
    return address.partition("/")[0].partition("?")[0]


_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|\Z)")


def host_of(url: str | None) -> str | None:
    """Get the host of an address, without ``www.``; None if it has none, or cannot be taken apart.

    >>> host_of("https://www.post.example/harbour"), host_of("https://[post.example")
    ('post.example', None)
    >>> host_of("HTTPS://ana@WWW.Post.Example:8443"), host_of("http://post.example?page=4"), host_of("post.example")
    ('post.example', 'post.example', None)
    """
    if not url:
        return None
    # Of most addresses this is all, and `urlsplit` takes twenty times as long.
    if plain := _PLAIN_HOST.match(url):
        return plain[1].removeprefix("www.") or None
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


# Tracking parameters that feeds, newsletters and social media add to an address.
_COUNTING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|bbc\w*|format|ptr\w*)|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|ocid|cmpid|"
    r"ito|igshid|smid|ref_(?:src|url)|wt\.mc_\w+|ns_\w+|__twitter_impression",
    re.IGNORECASE,
)


# Redirect links of alert services, mail filters and click counters: the host or the end of the path names a redirect,
# and a parameter holds the target: google.com/url?q=, bing.com/news/apiclick.aspx?url=, l.facebook.com/?u=
_REDIRECTING = re.compile(
    r"(?:url|redir(?:ect(?:or|ion)?)?|out|outbound|away|exit|goto|go|(?:api)?clicks?|l|lm|leaving|safelinks|track(?:er|ing)?)"
    r"(?:\.(?:php|aspx?|html?|cgi|do))?",
    re.IGNORECASE,
)


_TARGET = re.compile(
    r"url|u|q|z|to|target(?:_?url)?|dest(?:ination)?(?:_?url)?|redirect(?:_?(?:url|to))?|link|goto|uddg|murl",
    re.IGNORECASE,
)


_BLANK = re.compile(r"\s")
_MOST_REDIRECTS = 3


def unwrap(url: str) -> str:
    """Return the target of a redirect link; any other address unchanged.

    >>> unwrap("https://www.google.com/url?rct=j&url=https://example.org/harbour&ct=ga")
    'https://example.org/harbour'
    >>> unwrap("https://example.org/share?url=https://example.com/harbour")
    'https://example.org/share?url=https://example.com/harbour'
    """
    address = url
    for _ in range(_MOST_REDIRECTS):
        target = _target(address)
        if target is None:
            break
        address = target
    return address


def _target(url: str) -> str | None:
    if "=http" not in url.lower():  # most addresses
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        targets = {
            value for name, value in parse_qsl(parts.query) if _TARGET.fullmatch(name) and _is_other(value, host)
        }
    except ValueError:
        return None
    labels = host.split(".")[:-2]  # "out.example" may be an outlet; "out.post.example" is a redirect service of one
    says_so = any(map(_REDIRECTING.fullmatch, (*labels, parts.path.rstrip("/").rpartition("/")[2])))
    return urldefrag(targets.pop()).url if says_so and len(targets) == 1 else None


def _is_other(address: str, host: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and parts.hostname not in {None, host} and not _BLANK.search(address)


def address_key(url: str) -> str:
    """Reduce an address to its identity key: no scheme, no ``www.``, no tracking parameters.

    For a redirect link, the target counts.

    >>> address_key("https://www.example.org/harbour/?utm_source=feed&day=4#top")
    'example.org/harbour?day=4'
    >>> address_key("http://example.org/harbour?day=4") == address_key("https://example.org/harbour/?day=4")
    True
    """
    try:
        parts = urlsplit(unwrap(url.strip()))
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _COUNTING.fullmatch(pair[0])]
    query = "?" + urlencode(sorted(kept)) if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


# A web archive gives the time of the capture and the address: web.archive.org/web/20310304093000/https://example.org/,
# archive.today/2031.03.04-093000/https://example.org/. Two letters after the time say what is shown of it.
_CAPTURE = re.compile(
    r"https?://(?P<host>[^/?#]+)/(?:[\w.-]+/){0,3}(?P<time>\d{14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_)?/"
    r"(?P<scheme>https?):/{1,2}(?P<rest>[^\s/].*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A copy of a page in a web archive."""

    url: str
    """The address of the original."""
    time: str | None
    """When it was taken, ISO 8601 in UTC."""


def read_capture(url: str) -> Capture | None:
    """Read the address of a copy in a web archive; None for any other address.

    >>> read_capture("https://web.archive.org/web/20310304093000/https://example.org/harbour")
    Capture(url='https://example.org/harbour', time='2031-03-04T09:30:00+00:00')
    >>> read_capture("https://example.org/2031/03/04/harbour") is None
    True
    """
    found = _CAPTURE.fullmatch(url.strip())
    return capture_of(f"{found['scheme']}://{found['rest']}", time=capture_time(found["time"])) if found else None


def capture_of(url: str, *, time: str | None) -> Capture | None:
    """Make a capture of this original; None if that is no valid address.

    >>> capture_of("http://[example", time=None) is None
    True
    """
    return Capture(url=url, time=time) if is_address(url) and host_of(url) else None


def capture_time(digits: str) -> str | None:
    """Read the time in the address of a capture, in UTC; None if there is no such time.

    >>> capture_time("2031.03.04-093000"), capture_time("20310399093000")
    ('2031-03-04T09:30:00+00:00', None)
    """
    try:
        moment = datetime.strptime(re.sub(r"\D", "", digits), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC).isoformat()


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Check whether a name is a web address and not a path.

    >>> is_address("https://example.org/harbour"), is_address("reports/harbour.txt")
    (True, False)
    """
    return _ADDRESS.match(name) is not None


_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._:%-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTarget:
    """The parts of an address that a request needs."""

    is_secure: bool
    host: str
    port: int
    host_header: str
    path: str


def find_problem(address: str) -> tuple[str, str] | None:
    """Return why an address can never be fetched, and what to do; None if it is valid.

    >>> find_problem("ftp://example.org/feed.xml"), find_problem("https://example.org/feed.xml")
    (('this is not an http or https address', 'Give an http or https address, or the path of a file'), None)
    """
    try:
        address.encode()  # a Python string may hold lone surrogates, an address may not
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return "this is not a valid address", "Check the address"
    if parts.scheme not in _PORTS or not host:
        return "this is not an http or https address", "Give an http or https address, or the path of a file"
    if "@" in parts.netloc:
        return "it contains a user name", "Leave it out"
    if port == 0 or not _HOST.fullmatch(host):
        return "this is not a valid address", "Check the address"
    return None


def split_address(address: str) -> RequestTarget:
    """Split a valid address into parts.

    >>> target = split_address("http://example.org:8080/порт?day=4#top")
    >>> target.host_header, target.path
    ('example.org:8080', '/%D0%BF%D0%BE%D1%80%D1%82?day=4')
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    name = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~")
    return RequestTarget(
        is_secure=parts.scheme == "https",
        host=host,
        port=parts.port or _PORTS[parts.scheme],
        host_header=name if parts.port is None else f"{name}:{parts.port}",
        path=f"{path}?{query}" if query else path,
    )


def is_same_site(host: str | None, other: str | None) -> bool:
    """Check whether two hosts belong to one site: they are equal, or one is a subdomain of the other.

    >>> is_same_site("news.post.example", "post.example"), is_same_site("tidepost.example", "post.example")
    (True, False)
    """
    first, second = f".{host}", f".{other}"
    return first.endswith(second) or second.endswith(first)
