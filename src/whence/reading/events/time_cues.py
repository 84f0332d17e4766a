"""Time cues: words of a clause that show whether a day without a year is in the past or the future."""

import re
from collections.abc import Sequence

__all__ = [
    "find_cue",
    "is_over_by",
    "is_over_through",
    "is_put_off",
    "is_surely_ahead",
    "is_told_as_over",
    "is_told_back",
    "lasted_until",
    "lasts_through",
    "leads_up_to",
    "lean_of_planned",
    "tells_of_harm",
]

# What is still to come at the time of the report, or was then: "due in court", "was due to be released".
_IS_DUE = "".join(rf"(?<=\b{verb} )due|" for verb in ("is", "are", "was", "were", "be", "now", "next", "originally"))
# What plays, or is, on the very day that comes next: "Odense faces Lyon on Saturday", "the funeral is Friday".
_RIGHT_THEN = (
    r"(?:plays?|faces?|hosts|visits?)(?: (?:at )?(?:the )?[A-Z]\w{1,20}){0,3}(?=(?: on)?\s$)|"
    r"(?:is|are)(?=(?: on| in)?\s$)|turns(?= \d)|"
    "faces? (?:an? )?(?:sentencing|trial|hearing|arraignment)|"
    r"(?:is|are|am|['’](?:re|m)) (?:also )?(?:meeting|holding|hosting|leaving|coming|going|heading|returning|moving|"
    r"playing|appearing|opening|closing|voting|speaking|visiting|arriving|airing)|"
    r"(?:moved|pushed|put|reset|shifted)(?: back| off)? (?:to|until)(?=\s$)"
)
# "Will have left" is over then, "will have guests" is to come.
_PERFECT = (
    "have (?:(?:already|also|not|just|since|long|[a-z]{2,12}ly) )?(?:(?!need|limited)[a-z]{1,20}ed|been|become|begun|"
    "broken|brought|built|chosen|come|cut|done|driven|eaten|fallen|felt|fled|found|flown|given|gone|gotten|grown|had|"
    "heard|held|hit|kept|known|led|left|lost|made|met|paid|put|read|risen|run|said|seen|sent|set|shot|shown|sold|"
    "spent|spoken|stolen|stood|taken|thought|told|won|written)\\b|have\\s?$"
)
_NOTHING = "not (?:immediately )?(?:be reached|say|confirm|comment|tell|explain|provide|give)"  # "could not say Friday"
# Words that end as those of the past do.
_NO_PAST = (
    "need|indeed|speed|hundred|succeed|proceed|exceed|feed|breed|bleed|seed|unprecedented|unlimited|unexpected|red|bed|wed|"
    "united|shed"
)
# "The address to be delivered Wednesday".
_TO_BE = "to be (?:[a-z]{2,18}ed|built|given|heard|held|made|put|run|sent|shown|sold|taken)"
# What nobody planned, and was told of: "the charges over the shooting Friday".
_EVENTS = (
    "(?:incident|shooting|attack|accident|crash|fire|explosion|killing|murder|slaying|robbery|stabbing|homicide|bombing|"
    r"massacre|raid|collision|assertion|remarks?|comments?|defeat|victory|loss)"
    r"(?=(?: (?:in|at|near|outside)(?: the)?(?: [A-Z]\w{1,20}){1,3})?(?: on| late| early)?\s$)"
)
# What has a date set for it; and the doors that open then.
_DATES = "(?:trial|court|hearing|sentencing|release|start|starting|launch|target|due|opening|closing|effective) date"
_DOORS = (
    "(?:doors|gates|polls|tickets|talks|hearings|classes|arguments|schools|stores|sessions) "
    "(?:open|close|begin|start|resume|end|go on sale)"
)
# "The strike comes days after the vote" is the time of the strike and not one to come.
_FOLLOWS = r"(?! (?:[a-z]{1,20} ){0,3}(?:after|as|amid|since)\b)"
_CUE = re.compile(
    r"(?:(?<!\w)|(?=['’](?:ll|re|m)\b))(?:(?P<coming>"
    rf"(?:(?:will|shall|would|may|might|must|should|can|could)(?! (?:{_PERFECT}|{_NOTHING}))|"
    "won['’]t|['’]ll|(?:is|are|was|were|be) to|(?:set|slated) (?:to|for)|plan(?:s|ned|ning)|plan to|scheduled|"
    "expected|expects?|in anticipation of|forecast|going to|(?:have|has|need|needs) to|(?:un)?likely to|ahead of|"
    "look(?:s|ing)? ahead to|upcoming|looming|forthcoming|"
    "next (?:court )?(?:date|hearing|appearance|match|game|meeting|(?:round|series) of)|"
    r"(?:agree|vow|pledge|promise|order|urge|ask|hope|want|intend|aim|threaten)(?:s|d|ed)? to"
    r"(?! (?:an?|the|his|her|its|their|our|this|that|these|those)\b)|postponed|adjourned|"
    "rescheduled|extended|delayed|begins|starts|opens|reopens|ends|expires|resumes|returns|meets|closes|premieres|"
    "arrives|airs|convenes|reconvenes|kicks off|heads? to the polls|"
    rf"{_TO_BE}|{_DATES}|{_DOORS}|(?P<until>(?:un)?till? (?:the|its|their|his|her)\b)|"
    "deadline(?: is)?|"
    rf"{_IS_DUE}due (?:in|on|at|back|before|by)|comes{_FOLLOWS}|{_RIGHT_THEN}|"
    "takes? (?:place|effect)|goe?s? (?:on sale|into effect|to the polls))"
    r"(?: (?:not|also|only|almost|soon|still|now|to|be|been|being|[a-z]{2,12}ly)){0,3}"
    r"(?: (?!(?:will|would|was|were)\b)[a-z]{1,20})?)|"
    rf"(?P<past>{_EVENTS}|since (?:the|their|its|his|her|[a-z]{{2,20}}ing)|said|told|"
    r"(?:was|were|had(?! better)|did)(?:n['’]t)?|went|"
    "came|took|taken|made|gave|met|held|began|won|lost|left|found|saw|spoke|wrote|fell|rose|broke|sent|struck|shot|fled|hit|"
    "got|led|brought|kept|became|ran|stood|sold|bought|paid|spent|drew|grew|flew|drove|stole|fought|caught|built|swept|sank|"
    "(?<!to )(?:set|put|cut|bid|beat)|"
    rf"(?!(?:{_NO_PAST})\b|(?:linked|related|tied|connected|accused|involved|based) (?:to|with|of|in|on))"
    r"[a-z]{1,20}ed))\b"
)
_INFINITIVE = re.compile(
    r"\bto (?!(?:the|this|that|an|his|her|its|their|our|my|last)\b)[a-z]{2,20}(?<![^s]s)(?: on| in)?\s$"
)  # "Council to vote Friday"
_ALL_THROUGH = re.compile(
    r"\b(?:all|half-?way|mid-?way|part-?way|way|go|goes|going|went|gone|get|gets|got|live|lived|been|pass(?:ed)?|suffered|"
    r"struggled|worked|looked|look|sat|sit) through\s(?:the\s)?$"
)
_RUNS_ON = re.compile(
    r"\b(?:runs?|running|lasts?|lasting|continues?|continuing|extends?|extended|valid|open|closed|contract|deal|signed|under"
    r"|scheduled|available|funded|remains?|stays?)\b[^.;]{0,30}\bthrough\s(?:the\s)?$"
)
_HOLDS_ON = re.compile(
    r"\b(?:is|are|be|been|being|stays?|remains?|closed|shut|ordered|banned|barred|suspended|cancell?ed|signed|booked|"
    r"approved|authori[sz]ed|granted|funded|extended|postponed|scheduled)\b"
)
_LASTED = re.compile(r"\b(?:was|were|had|did|waited|stayed|lasted|remained|continued|ran|worked|lived|served)\b")
# "Was to leave in May", "vowed to leave in May": to come when it was said, which may have been long ago.
_ONCE = re.compile(rf"\b(?:was|were|had|would|could|might|(?!(?:{_NO_PAST})\b)[a-z]{{1,20}}ed)\b")
_OVER = re.compile(r"\b(?:(?:was|were)(?! to\b)|had|did(?:n['’]t)?)\b")
_AHEAD = re.compile(r"\b(?:will|shall|would|should|must|may|might|could|to|said|says)\b|['’]ll\b")
# "In May that it would watch", but not "a vote in July that would elect her".
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|because)\b(?! (?:will|would|could|may|might|is|are)\b)")
_CLAUSE_BEGINS, _FAR, _REACH_AFTER = re.compile(r"\b(?:when|if|as|to)\b|,"), 60, 40
_ELECTION = re.compile(
    r"\b(?:(?:re-?)?elect(?:s|ed|ions?|oral)?|vot(?:e|es|ers?|ing)|ballots?|nominees?|candidates?|campaigns?|"
    r"White House|seats|mandate|presiden(?:t|cy|tial)|midterms?|win|winning|defeat|beat|victory)\b"
)
_PLANNED = r"(?:[Cc]onvention|primary|primaries|caucus(?:es)?|elections?|referendum|Olympics|Games|summit|run-?off)"
_PLANNED_BEFORE = re.compile(rf"\b{_PLANNED}(?:\s(?:in\s[A-Z]\w{{1,20}}))?(?:\s(?:in|on|of))?\s$")
_PLANNED_AFTER = re.compile(rf"\s(?:[\w-]{{1,20}}\s){{0,2}}{_PLANNED}\b")
_BALLOT = re.compile(r"\b(?:elections?|vot(?:e|es|ers?|ing)|ballots?|Election Day)\b")
# "The March 9 ambush", "after Friday's fatal crash": what nobody planned, by its day.
_OVER_THEN = re.compile(
    r"(?:['’]s)?\s(?:(?!(?:to|the|an?|in|on|at|for|of|and|or|after|before|when|who|that|by|with|as|is|was|has|had|will|said|his|"
    r"her|their|its|if|from)\b)[\w’'-]{2,20}\s){0,2}"
    r"(?:shootings?|attacks?|ambush|crash|explosion|blast|killings?|murders?|slayings?|stabbings?|homicides?|bombings?|massacre|"
    r"robbery|burglary|melee|shootout|gunfight|collision|accident|tragedy|earthquake|comments?|remarks?|tweets?|ruling|"
    r"verdict|indictment|arrests?|memo)\b"
)
# "Heading into July", "marching toward November".
_LEADS_UP = re.compile(
    r"\b(?:towards?|(?:head(?:s|ed|ing)?|go(?:es|ing)?|lead(?:s|ing)?) into|run-?up to|in time for|in advance of|come|"
    r"almost)\s$"
)
_HARM = re.compile(
    r"\b(?:killing|murder|slaying|shooting|death|robbery|stabbing|assault|attack|crash|arrest|beating|homicide|bombing|abduction|"
    r"kidnapping|disappearance|theft|burglary|overdose)s?\b"
)
_PUT_OFF = re.compile(
    r"\b(?:postponed|adjourned|delayed|rescheduled|extended|continued|pushed(?: back)?|put off|moved)(?: again)? "
    r"(?:un)?till?\s$"
)
_FROM_THEN = re.compile(r"\W{0,3}(?:starting|beginning|effective)(?: on| in)?\s", re.IGNORECASE)
_SURELY = re.compile(r"\b(?:will|shall|won['’]t)\b|['’]ll\b")


def find_cue(before: str, after: str, *, reach: int = 1) -> str:
    """Find the nearest word that shows ``past`` or ``coming``: before a time, or else after it; empty if none does.

    Args:
        before: The words of the clause before the time.
        after: Those after it.
        reach: How many characters after the time a verb of the future may stand of which the time is the subject.

    >>> find_cue("the pier was closed on ", " for repairs"), find_cue("", " will be quiet")
    ('past', 'coming')
    """
    before = before[:1].lower() + before[1:]  # "Ahead of the May vote"
    found = _first_cue(after)
    if _FROM_THEN.fullmatch(before):
        return "past" if found and found["past"] else "coming"
    # "Said Friday would be quiet", "said Friday's vote will be close": the time belongs to the words after it.
    is_subject = found is not None and found["coming"] is not None and found.start() <= reach
    cue = found if is_subject else _last_cue(before, found, after) or found
    if cue is None:
        return "coming" if _INFINITIVE.search(before) else ""
    is_over = cue["until"] is not None and lasted_until(cue.string[: cue.start()])
    return "past" if is_over or cue["past"] else "coming"


def _first_cue(after: str) -> re.Match[str] | None:
    """Find the first cue after a time; what is to come may follow its subject: "On Friday, the mayor will"."""
    found = _CUE.search(_RELATIVE.split(after, 1)[0][:_FAR])
    is_near = found is not None and found.start() < _REACH_AFTER
    is_subjects = found is not None and after.startswith(",") and found["coming"] is not None
    return found if is_near or is_subjects else None


def _last_cue(before: str, found: re.Match[str] | None, after: str) -> re.Match[str] | None:
    """Find the last cue before a time; one far from it counts only if it is to come and none follows in the clause."""
    cue = next(iter([*_CUE.finditer(before)][-1:]), None)
    if cue is None or len(before) - cue.start() <= _FAR:
        return cue
    follows = found is not None and not _CLAUSE_BEGINS.search(after, 0, found.start())
    return None if cue["past"] or follows else cue


def is_told_back(before: str, after: str) -> bool:
    """Check whether what is to come may be over: it "was to" or "would" happen, and nothing "will".

    >>> is_told_back("The port was due to reopen in ", "."), is_told_back("The port will reopen in ", ".")
    (True, False)
    """
    clause = f"{before}|{after}"
    return _ONCE.search(clause) is not None and _SURELY.search(clause) is None


def is_surely_ahead(before: str) -> bool:
    """Check whether the words before a time tell what will happen, and not what may.

    >>> is_surely_ahead("They will vote on "), is_surely_ahead("They may vote on ")
    (True, False)
    """
    return _SURELY.search(before) is not None


def lasted_until(before: str) -> bool:
    """Check whether something is said to have lasted until a deadline, which is then over.

    >>> lasted_until("The port stayed shut "), lasted_until("The port stays shut ")
    (True, False)
    """
    return _LASTED.search(before[-_FAR:]) is not None


def lasts_through(before: str, kind: str, part: str) -> bool:
    """Check whether "through" before a time sets its end, as in "open through Friday", and not "got through 2031".

    >>> lasts_through("The pier is open through ", "date", ""), lasts_through("They got through ", "year", "")
    (True, False)
    """
    if _ALL_THROUGH.search(before):
        return False
    is_long = kind in {"year", "decade", "season", "calendar", "rolling", "rest", "weekend", "same", "shift", "ago"}
    return not is_long or part == "end" or _RUNS_ON.search(before) is not None


def is_over_through(before: str) -> bool:
    """Check whether what lasted through a time is over: "it rained through Friday", not "it is shut through Friday".

    >>> is_over_through("It rained through "), is_over_through("Police closed the pier through ")
    (True, False)
    """
    last = next(iter([*_CUE.finditer(before)][-1:]), None)
    return lasted_until(before) or (last is not None and bool(last["past"]) and not _HOLDS_ON.search(before))


def is_told_as_over(after: str) -> bool:
    """Check whether a day is told with what happened on it and was not planned, whatever the verb of the clause tells.

    >>> is_told_as_over("'s fatal crash"), is_told_as_over("'s hearing")
    (True, False)
    """
    return _OVER_THEN.match(after) is not None


def leads_up_to(before: str) -> bool:
    """Check whether the words before a month lead up to it, in what is not told as past.

    >>> leads_up_to("They are marching toward "), leads_up_to("They were unbeaten going into ")
    (True, False)
    """
    return _LEADS_UP.search(before) is not None and _OVER.search(before) is None


def lean_of_planned(kind: str, words: Sequence[str], before: str, after: str) -> str:
    """Tell which month or day is meant where no verb tells, of what is planned long before, and told of long after.

    Returns:
        ``election`` for a November with words of an election, ``nearest`` for conventions, votes, games and so on.

    >>> lean_of_planned("month", ["november"], "Can he win new voters in ", "?")
    'election'
    """
    around = f"{before}|{after[:_REACH_AFTER]}"
    is_november = kind == "month" and list(words) == ["november"] and _ELECTION.search(around)
    if is_november or (kind == "date" and {"november", "nov"} & {*words} and _BALLOT.search(f"{before}|{after}")):
        return "election"
    is_planned = kind in {"month", "date"} and (_PLANNED_BEFORE.search(before) or _PLANNED_AFTER.match(after))
    return "nearest" if is_planned else ""


def tells_of_harm(before: str) -> bool:
    """Check whether the words before a time tell of harm, which nobody tells of beforehand.

    >>> tells_of_harm("He is charged with the killing of a clerk in "), tells_of_harm("They turn to contests in ")
    (True, False)
    """
    return _HARM.search(before) is not None


def is_put_off(before: str) -> bool:
    """Check whether the words before a deadline tell that something was put off until then.

    >>> is_put_off("The hearing was postponed until "), is_put_off("The pier was shut until ")
    (True, False)
    """
    return _PUT_OFF.search(before) is not None


def is_over_by(after: str) -> bool:
    """Check whether what goes on after a deadline tells that it is over: "By Monday the fire was out".

    >>> is_over_by(", only two had come"), is_over_by(", officials said, it will open")
    (True, False)
    """
    over, ahead = _OVER.search(after), _AHEAD.search(after)
    return over is not None and (ahead is None or over.start() < ahead.start())
