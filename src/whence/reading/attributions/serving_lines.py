"""Lines that serve the reader and tell nothing: contacts, notices, captions, ways to go on, instructions."""

import re

from whence.language.words import lowered

__all__ = ["serves_reader"]

# All patterns are searched in lower case.
_LABELS = (
    r"^(?:photos?|video|watch|read more|related|more|also read|image|caption|file(?: photo)?|update|listen|see also|"
    r"advertisement|follow|click|subscribe|sign up|refresh|download|share|tags?|most read|editor['’]s note|note)\b"
    r" *[:–—-]|^<|\bfile(?: photo)? [-–—]|\b(?:file )?photo,"
)
_NOTICES = (
    r"all rights reserved|may not be (?:published|reproduced|copied|broadcast)|\bcopyright\b|©|"
    r"contributed to this (?:report|story|article)|"
    r"\b(?:article|story|report|post|page) (?:has been|was) (?:updated|corrected)\b|^(?:here|below) (?:is|are)\b|"
    r"^here['’]s\b|^this is an? (?:developing|breaking)\b|"
    r"\b(?:more|further|latest) (?:information|details|news|updates?)\b[^.]{0,40} (?:as|when) (?:it|they|we)\b"
)
_GOING_ON = (
    r"^(?:click|follow|subscribe|sign up|refresh|download|visit|call|email|contact|text|tune in|stay|count on|"
    r"check back|be sure to)\b|\bcoupon code\b|\bcan be found (?:here|in this)\b|\bclick here\b|"
    r"^if you (?:have|liked?|love|enjoy(?:ed)?|know|see|saw|recogni[sz]e)\b|"
    r"\bnewsletters?\b"
)
_TIPS = (
    r"^(?:anyone|those|persons|people|witnesses) with (?:any |more |further )?(?:information|tips)|"
    r"\b(?:can|may|should|to) (?:\w+ )?(?:remain|stay|be|call|text) (?:\w+ )?anonym|\bprefer\w* (?:to \w+ )?anonym|"
    r"\btip(?:s|sters)? (?:can|may|should)\b|\btip ?line\b|\bpays? (?:cash )?rewards?\b"
)
_CONTACTS = (
    r"https?://|\bwww\.|\S@\w[\w-]*\.\w|\b1-?8\d\d-|"
    r"(?<![\d-])(?:1-?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\d-])|(?<![\d-])\d{3}-\d{4}(?![\d-])|"
    r"\b(?:can|may) be (?:reached|contacted|e-?mailed|followed) (?:at|by|on|via|through)\b"
)
# Who the reporter is, told at the end: "Ines Okafor is a staff writer for the Courier."
_BYLINES = (
    r"^(?:[a-z.’'-]+ ){1,4}(?:is|are) (?:an? |the )?(?:[\w’'-]+ ){0,5}"
    r"(?:writer|reporter|correspondent|columnist|editor|photographer|journalist|intern)s?"
    r"(?: (?:for|at|with|of|based|in|on|covering) [^.]{1,60})?\.$"
)
# Instructions: "Let the mixture boil", "Add 2 cups". Not "Share prices fell", nor "Set up in 1988, the firm grew".
_OBJECTS = "the|an?|your|you|it|them|us|this|these|all|each|some|any|more|live|our"
_INSTRUCTIONS = (
    r"^\W{0,3}(?:(?:first|then|next|now|finally|to [^.,]{3,30}),? )?"
    r"(?:(?:add|mix|stir|let|turn|bake|cook|place|pour|heat|boil|use|make|take|try|keep|see|check|choose|remember|share|"
    r"enjoy|join|send|leave|remove|press|select|enter|learn|find|get|combine|serve|cover|bring|contact) "
    rf"(?:{_OBJECTS}|up|out|into|\d[\d /]*)|(?:put|read|set|cut) (?:{_OBJECTS}))\b"
)
_SERVES = re.compile(f"{_LABELS}|{_NOTICES}|{_GOING_ON}|{_TIPS}|{_CONTACTS}|{_BYLINES}|{_INSTRUCTIONS}")


def serves_reader(sentence: str) -> bool:
    """Check whether a sentence serves the reader and tells nothing.

    >>> serves_reader("Count on Channel 8 to keep you updated."), serves_reader("Counting took three days.")
    (True, False)
    """
    return _SERVES.search(lowered(sentence)) is not None
