"""Lines that serve the reader and tell nothing: contacts, notices, captions, ways to go on, instructions."""

import re

from whence.language.words import lowered

__all__ = ["serves_reader"]

# All patterns look at lower case. These begin a line.
_LABELS = (
    r"(?:photos?|video|watch|read more|related|more|also read|image|caption|file(?: photo)?|update|listen|see also|"
    r"advertisement|follow|click|subscribe|sign up|refresh|download|share|tags?|most read|editor['’]s note|note)\b"
    r" *[:–—-]|<"
)
_NEWS = r"(?:here|below) (?:is|are)\b|here['’]s\b|this is an? (?:developing|breaking)\b"
_GOING_ON = (
    r"(?:click|follow|subscribe|sign up|refresh|download|visit|call|email|contact|text|tune in|stay|count on|"
    r"check back|be sure to)\b|if you (?:have|liked?|love|enjoy(?:ed)?|know|see|saw|recogni[sz]e)\b"
)
_WITNESSES = r"(?:anyone|those|persons|people|witnesses) with (?:any |more |further )?(?:information|tips)"
# Who the reporter is, told at the end: "Ines Okafor is a staff writer for the Courier."
_BYLINES = (
    r"(?:[a-z.’'-]+ ){1,4}(?:is|are) (?:an? |the )?(?:[\w’'-]+ ){0,5}"
    r"(?:writer|reporter|correspondent|columnist|editor|photographer|journalist|intern)s?"
    r"(?: (?:for|at|with|of|based|in|on|covering) [^.]{1,60})?\.$"
)
# Instructions: "Let the mixture boil", "Add 2 cups". Not "Share prices fell", nor "Set up in 1988, the firm grew".
_OBJECTS = "the|an?|your|you|it|them|us|this|these|all|each|some|any|more|live|our"
_INSTRUCTIONS = (
    r"\W{0,3}(?:(?:first|then|next|now|finally|to [^.,]{3,30}),? )?"
    r"(?:(?:add|mix|stir|let|turn|bake|cook|place|pour|heat|boil|use|make|take|try|keep|see|check|choose|remember|share|"
    r"enjoy|join|send|leave|remove|press|select|enter|learn|find|get|combine|serve|cover|bring|contact) "
    rf"(?:{_OBJECTS}|up|out|into|\d[\d /]*)|(?:put|read|set|cut) (?:{_OBJECTS}))\b"
)
_BEGINS = re.compile(f"{_LABELS}|{_NEWS}|{_GOING_ON}|{_WITNESSES}|{_BYLINES}|{_INSTRUCTIONS}")
# These stand anywhere in it, and begin with a word.
_NOTICES = (
    r"file(?: photo)? [-–—]|(?:file )?photo,|copyright\b|"
    r"(?:article|story|report|post|page) (?:has been|was) (?:updated|corrected)\b|"
    r"(?:more|further|latest) (?:information|details|news|updates?)\b[^.]{0,40} (?:as|when) (?:it|they|we)\b|"
    r"coupon code\b|can be found (?:here|in this)\b|click here\b|newsletters?\b"
)
_TIPS = (
    r"(?:can|may|should|to) (?:\w+ )?(?:remain|stay|be|call|text) (?:\w+ )?anonym|prefer\w* (?:to \w+ )?anonym|"
    r"tip(?:s|sters)? (?:can|may|should)\b|tip ?line\b|pays? (?:cash )?rewards?\b"
)
_CONTACTS = r"www\.|1-?8\d\d-|(?:can|may) be (?:reached|contacted|e-?mailed|followed) (?:at|by|on|via|through)\b"
_WORDS = re.compile(rf"\b(?:{_NOTICES}|{_TIPS}|{_CONTACTS})")
# And these may stand within a word, too.
_PIECES = re.compile(
    r"all rights reserved|may not be (?:published|reproduced|copied|broadcast)|©|"
    r"contributed to this (?:report|story|article)|https?://|\S@\w[\w-]*\.\w|"
    r"(?<![\d-])(?:1-?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\d-])|(?<![\d-])\d{3}-\d{4}(?![\d-])"
)


def serves_reader(sentence: str) -> bool:
    """Check whether a sentence serves the reader and tells nothing.

    >>> serves_reader("Count on Channel 8 to keep you updated."), serves_reader("Counting took three days.")
    (True, False)
    """
    shown = lowered(sentence)
    return (_BEGINS.match(shown) or _WORDS.search(shown) or _PIECES.search(shown)) is not None
