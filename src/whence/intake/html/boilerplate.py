"""Recognize what is not part of the article: teasers between paragraphs, and walls that replace the text."""

import re

__all__ = ["ends_sentence", "find_wall", "is_teaser"]

_MAX_TEASER_CHARACTERS = 200


_TEASER = re.compile(
    r"""\W{0,3}(?:
    # Links to other reports: "Related: …", "READ MORE: …", "Lire aussi : …"
    (?:related|read|read\ more|see\ more|see\ also|also|also\ read|more|watch|listen|recommended|filed\ under
      |lesen\ sie\ auch|mehr\ zum\ thema|lire\ aussi|à\ lire|lea\ también|lee\ también|leia\ também|leia\ mais
      |leggi\ anche|lees\ ook|läs\ också|les\ også|læs\ også|читайте\ также)
      (?:\ (?:posts?|stor(?:y|ies)|articles?|coverage|news|on\ this|here))*\s*(?::|$)
    |(?:you\ (?:may|might)\ also\ like|don['’]t\ miss|most\ (?:read|popular|viewed)|trending\ now|read\ next)\b.{0,20}$
    # What the page asks of its reader
    |(?:advertisement|anzeige|publicité|publicidad|story\ continues\ below|article\ continues|continue\ reading|comments
      |view\ comments|share\ this\ \w+)\W*$
    |(?:like\ this\ story|have\ a\ tip|click\ here|click\ to\ \w+|tell\ us\ what\ you\ think)\b
    |(?:follow|subscribe|sign\ up|get\ the|get\ our|join|reach|email)\b.*
      \b(?:twitter|facebook|instagram|youtube|newsletters?|inbox|x\.com|whatsapp|telegram)\b
    |(?:copyright|©|all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ réservés)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")  # noqa: RUF001 - full stops of other scripts


_WALLS = {
    "the page needs JavaScript": re.compile(r"java ?script", re.IGNORECASE),
    "the page is a cookie wall": re.compile(
        r"""\bcookies?\b|consent|privacy\ (?:choices|settings)|zustimmung|datenschutz|consentimiento|consenso|
        куки|クッキー|쿠키""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "the page is a login wall": re.compile(
        r"""\b(?:log\ ?in|log\ on|sign\ in|signed\ in|sign\ up|subscribers?|already\ a\ member|free\ trial|
          (?:subscribe|register)\ (?:now|today|for|to\ (?:read|continue|keep|unlock|access|view))|your\ subscription|
          create\ (?:an?|your)\ .{0,20}account)\b|
        abonn|anmelden|registrieren|einloggen|connectez|connecter|inscri|iniciar\ sesi|inicia\ sesi|suscri|regístr|
        accedi|registrati|assinante|assine|faça\ login|entrar|cadastr|inloggen|logga\ in|logg\ inn|войдите|войти|подпис|
        зарегистр|авторизу|登录|登錄|订阅|訂閱|ログイン|会員|로그인|구독""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "the page is a captcha": re.compile(
        r"""captcha|robot|are\ you\ (?:a\ )?human|verify|checking\ your\ browser|unusual\ traffic|access\ denied|
        cloudflare|(?:request|access|you\ have\ been)\ (?:was\ |has\ been\ |is\ )?blocked|не\ робот""",
        re.IGNORECASE | re.VERBOSE,
    ),
}


# A wall says little else. A report of three paragraphs has 400 characters and more.
_MAX_LEFT_CHARACTERS = 250


_SENTENCE_END = re.compile(r"""[.!?…。！？।؟]['"”’»›)\]]*$""")  # noqa: RUF001 -- full stops of other scripts


def ends_sentence(text: str) -> bool:
    """Check whether a text ends like a sentence.

    >>> ends_sentence("“The tide was late.”"), ends_sentence("News from the quay")
    (True, False)
    """
    return _SENTENCE_END.search(text) is not None


def is_teaser(paragraph: str) -> bool:
    """Check whether a paragraph only links to other reports or addresses the reader.

    >>> is_teaser("READ MORE: Harbour to close"), is_teaser("More ships left on Monday.")
    (True, False)
    """
    return len(paragraph) <= _MAX_TEASER_CHARACTERS and _TEASER.match(paragraph) is not None


def find_wall(text: str) -> str | None:
    """Name the wall that replaces the report, if the text has little else; None if there is no wall.

    Args:
        text: The text of the page, boilerplate included.

    >>> find_wall("Please enable JavaScript to view this page.")
    'the page needs JavaScript'
    """
    found: dict[str, int] = {}
    left_count = 0
    for sentence in _SENTENCE.findall(text):
        what = next((what for what, pattern in _WALLS.items() if pattern.search(sentence)), None)
        if what is None:
            left_count += len(sentence)
        else:
            found[what] = found.get(what, 0) + len(sentence)
        if left_count > _MAX_LEFT_CHARACTERS:
            return None
    if sum(found.values()) <= left_count:
        return None
    return max(found, key=lambda what: found[what])
