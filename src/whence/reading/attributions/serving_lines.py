"""Lines that serve the reader and tell nothing: contacts, notices, captions, ways to go on, instructions."""

import re
from collections import defaultdict
from collections.abc import Sequence

from whence.language.words import lowered

__all__ = ["counted_captions", "is_caption", "is_caption_label", "is_credit", "serves_reader"]

# All patterns look at lower case. These begin a line.
_LABELS = (
    r"(?:photos?|video|watch|read more|related|more|also read|image|caption|file(?: photo)?|update|listen|see also|"
    r"advertisement|follow|click|subscribe|sign up|refresh|download|share|tags?|most read|editor['’]s note|note)\b"
    r" *[:–—-]|<|\[\d+\]"
)
_NEWS = (
    r"(?:here|below|the following) (?:is|are)\b|here['’]s\b|this is an? (?:developing|breaking|follow[- ]?up)\b|"
    r"we(?:[’']| wi)ll have (?:more|updates?|details|the latest)\b"
)
_GOING_ON = (
    r"(?:click|follow|subscribe|sign up|refresh|download|visit|call|email|contact|text|tune in|stay|count on|"
    r"check back|be sure to)\b|listen (?:to [^.]{3,40} )?(?:live|again|back|here)\b|"
    r"if you (?:have|liked?|love|enjoy(?:ed)?|know|see|saw|recogni[sz]e)\b"
)
_WITNESSES = r"(?:anyone|those|persons|people|witnesses) with (?:any |more |further )?(?:information|tips)"
# Who the reporter is, told at the end: "Ines Okafor is a staff writer for the Courier."
_BYLINES = (
    r"(?:[a-z.’'-]+ ){1,4}(?:is|are) (?:an? |the )?(?:[\w’'-]+ ){0,5}"
    r"(?:writer|reporter|correspondent|columnist|editor|photographer|journalist|intern)s?"
    r"(?: (?:for|at|with|of|based|in|on|covering) [^.]{1,60})?\.$"
)
# Who worked on it, and where it stood before: "(Reporting by Ana Brandt)", "Originally published on Harbour News."
_CREDITS = (
    r"\W{0,2}(?:additional )?(?:reporting|writing|editing) by [a-z]|"
    r"(?:this (?:article|story|piece|post|report) )?(?:was )?(?:originally|first) (?:published|appeared|posted) "
    r"(?:on|at|in|by) [^.,]{3,40}\.?$"
)
# And what they cover: "Ines Okafor covers courts for the Courier", "works on the news desk".
_BEATS = (
    r"(?:[a-z.’'-]+ ){1,4}(?:works|writes|reports) (?:on|for|from|about) [^.]{0,40}\b(?:desk|newsroom|team)\.$|"
    r"(?:[a-z.’'-]+ ){1,4}(?:covers|writes about|reports on) [^.]{3,60} (?:for|at) [^.]{3,40}\.$"
)
# What an outlet says of itself: "Channel 8 is part of Tidal Radio, a division of Marram Corp.", "Welcome to Channel 8".
_ADVERTS = (
    r"welcome to\b|"
    r"(?:[\w.’'-]+ ){1,5}is (?:part of|owned by|operated by) [^.]{3,60}, an? (?:division|subsidiary|unit) of\b|"
    r"(?:\W{0,3}(?:this|our|today)\b|the (?:podcast|show|newsletter)\b)[^.]{0,60} (?:is|are) sponsored by\b"
)
# Instructions: "Let the mixture boil", "Add 2 cups". Not "Share prices fell", nor "Set up in 1988, the firm grew".
_OBJECTS = "the|an?|your|you|it|them|us|this|these|all|each|some|any|more|live|our"
_INSTRUCTIONS = (
    r"\W{0,3}(?:(?:first|then|next|now|finally|to [^.,]{3,30}),? )?"
    r"(?:(?:add|mix|stir|let|turn|bake|cook|place|pour|heat|boil|use|make|take|try|keep|see|check|choose|remember|share|"
    r"enjoy|join|send|leave|remove|press|select|enter|learn|find|get|combine|serve|cover|bring|contact) "
    rf"(?:{_OBJECTS}|up|out|into|\d[\d /]*)|(?:heat|bake|boil|cook|simmer|bring) (?:to|for|until|at)|"
    rf"(?:put|read|set|cut) (?:{_OBJECTS}))\b"
)
_BEGINS = re.compile(
    f"{_LABELS}|{_NEWS}|{_GOING_ON}|{_WITNESSES}|{_BYLINES}|{_CREDITS}|{_BEATS}|{_ADVERTS}|{_INSTRUCTIONS}"
)
# These stand anywhere in it, and begin with a word.
_NOTICES = (
    r"file(?: photo)? [-–—]|(?:file )?photo,|copyright\b|"
    r"(?:article|story|report|post|page) (?:has been|was) (?:updated|corrected)\b|"
    r"(?:more|further|latest) (?:information|details|news|updates?)\b[^.]{0,40} (?:as|when) (?:it|they|we)\b|"
    r"coupon code\b|can be found (?:here|in this)\b|click here\b|newsletters?\b"
)
# Captions, and the labels of a player: "Image 1 of 9", "Okafor (left)", "from file, 2028".
_CAPTIONS = (
    r"(?:image|photos?|picture|slide):? \d+ (?:of|/) \d+\b|via getty\b|getty images\b|from file\b|skip ad\b|"
    r"full (?:interview|video|transcript) (?:with|of)\b|replay video\b"
)
_SELF_PRAISE = (
    r"(?:source|home) for (?:the )?(?:latest |local |breaking )*(?:news|weather|sports?)\b|"
    r"(?:bring|give|offer|deliver)(?:ing)? you the (?:best|latest)\b|dedicated to deliver|most trusted\b"
)
_TIPS = (
    r"(?:can|may|should|to) (?:\w+ )?(?:remain|stay|be|call|text) (?:\w+ )?anonym|prefer\w* (?:to \w+ )?anonym|"
    r"tip(?:s|sters)? (?:can|may|should)\b|"
    r"(?:citizens|residents|callers|witnesses|viewers) (?:can|may|should) (?:also )?(?:call|text|e-?mail|contact)\b|"
    r"tip ?line\b|pays? (?:cash )?rewards?\b"
)
_CONTACTS = r"www\.|1-?8\d\d-|(?:can|may) be (?:reached|contacted|e-?mailed|followed) (?:at|by|on|via|through)\b"
_WORDS = re.compile(rf"\b(?:{_NOTICES}|{_CAPTIONS}|{_SELF_PRAISE}|{_TIPS}|{_CONTACTS})")
# And these may stand within a word, too.
_PIECES = re.compile(
    r"\((?:left|right|cent(?:er|re)|above|below|top|bottom|pictured|l|r|second from)\b[^)]{0,20}\)|"
    r"all rights reserved|may not be (?:published|reproduced|copied|broadcast)|©|"
    r"contributed to this (?:report|story|article)|https?://|\S@\w[\w-]*\.\w|"
    r"(?<![\d-])(?:1-?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\d-])|(?<![\d-])\d{3}-\d{4}(?![\d-])"
)


_LABEL = r"(?:hide|show|view) caption|caption close|(?:image|photos?|picture|slide):? \d+ (?:of|/)(?: /)? \d+"
_HOLDS_LABEL = re.compile(rf"\b(?:{_LABEL})\b")
_ONLY_LABELS = re.compile(rf"(?:\W*(?:{_LABEL})\b)+\W*$")
# Counters without a noun: "(2 of 9) Divers", "2 of 9 | Divers", "2 of 9" alone; and "2/9 Divers", if "3/9" follows.
_COUNTER = re.compile(r"\W?(\d{1,3}) ?(/|of) ?(\d{1,3})(?:(?P<mark>[\])]| ?\|)|\s*(?P<alone>$)|(?= [A-Z]))")
_CREDIT = re.compile(
    r"\W{0,2}(?:images?|photo(?:s|graphs?)?|pictures?|video|audio|credits?|source)(?: credit| by)? *[:/]"
)


def is_credit(sentence: str) -> bool:
    """Check whether a sentence begins as the credit of a picture or a recording does; what it follows is a caption.

    >>> is_credit("Image: Harbour Museum."), is_credit("Images of the harbour were sold.")
    (True, False)
    """
    return _CREDIT.match(lowered(sentence)) is not None


def is_caption(paragraph: str) -> bool:
    """Check whether a paragraph has the label of a gallery of pictures, which stands beside a caption.

    >>> is_caption("Divers at work. Hide Caption 2 of 9"), is_caption("The caption was wrong.")
    (True, False)
    """
    return _HOLDS_LABEL.search(lowered(paragraph)) is not None


def is_caption_label(paragraph: str) -> bool:
    """Check whether a paragraph is nothing but such a label; what it precedes is a caption.

    >>> is_caption_label("Image 7 of 11"), is_caption_label("Image 7 of 11 shows divers.")
    (True, False)
    """
    return _ONLY_LABELS.match(lowered(paragraph)) is not None


def counted_captions(paragraphs: Sequence[str]) -> set[int]:
    """Find the captions of a gallery that counts its pictures: which paragraphs have a counter, or follow one.

    A fraction before a word, "2/9 Divers", is a counter only if another has the same total, as no date or share has.

    >>> sorted(counted_captions(["It rained.", "1/9 Divers at work.", "2/9 Boats.", "7 of 9", "A pier.", "9/11 Day"]))
    [1, 2, 3, 4]
    """
    found = {i: match for i, text in enumerate(paragraphs) if (match := _COUNTER.match(text))}
    counters = {i: match for i, match in found.items() if int(match[1]) <= int(match[3])}
    totals: defaultdict[str, set[str]] = defaultdict(set)
    for match in counters.values():
        totals[match[3]].add(match[1])
    captions = set[int]()
    for i, match in counters.items():
        is_framed = match["mark"] is not None or (match[2] == "of" and match["alone"] is not None)
        if is_framed or (match[2] == "/" and len(totals[match[3]]) > 1):
            captions |= {i} if match["alone"] is None else {i, i + 1}
    return captions


def serves_reader(sentence: str) -> bool:
    """Check whether a sentence serves the reader and tells nothing.

    >>> serves_reader("Count on Channel 8 to keep you updated."), serves_reader("Counting took three days.")
    (True, False)
    """
    shown = lowered(sentence)
    return (_BEGINS.match(shown) or _WORDS.search(shown) or _PIECES.search(shown)) is not None
