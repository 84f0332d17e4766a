"""How a report presents an event: past, present, planned, hypothetical or denied, by the words before its trigger."""

import re

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_ENDS,
    CLAUSE_MARKS,
    NEGATIONS,
    NOT_ONLY,
    PHRASE_ENDS,
    POSSESSIVES,
    RELATIVE,
)
from whence.language.triggers import types_told
from whence.language.words import Words, sentence_around
from whence.reading.model.decode import WordRange
from whence.records.ledger import Attribution, ToldAs

__all__ = ["told_as"]

_REACH_BEFORE = 6
_NOT = re.compile(
    rf"\b(?:{'|'.join(NEGATIONS)}|nobody|no one)\b|n ?['’] ?t\b|"
    r"\b(?:failed|refus\w+|declin\w+) to(?:(?: \w+ly)?$| (?:accept|be|bring|file|give|grant|have|hold|lend|make|offer|"
    r"provide|reach|send|sign|take)\b)|"
    r"\b(?:no|without|none of the)(?: \w+)?$|\bden(?:y|ies|ied|ying)(?: (?:having|the|any|an?))?$|"
    r"\bavoid(?:s|ed|ing)?(?: \w+)?$",
    re.IGNORECASE,
)
_NO_SIGN = re.compile(
    r"\bno (?:\w+ )?(?:evidence|indications?|signs?|proof|suggestion) (?:that\b|of(?: \w+)?$)", re.IGNORECASE
)
"""What there is no sign of is denied, also in the clause that tells it: "no sign that rebels shelled it"."""
_OTHER_CLAUSE = re.compile(
    r"^.*(?:\b(?:but|why|who|whom|whose|which|how|when|where|what|whether|if|about|after|because|before|by|despite|"
    r"during|since|until|while)|, and)\b|"
    r"^.*\bthat(?=(?: (?:had|has|have|was|were|is|are|been|\w+ly))*$)",
    re.IGNORECASE,
)
"""What is denied before is another event: "declined to say why he was charged", "did not know about the raid"."""
_NOT_ONLY = re.compile(rf"\b(?:{NOT_ONLY}|no longer)\b", re.IGNORECASE)
_NOT_NEEDED = re.compile(
    r"(?:\bnot|n ?['’] ?t|\bnever) (?:\w+ly )?"
    r"(?:need|have|want|wish|mean|plan|intend|hope|expect|sure|certain|clear|ready)(?:ed|ing)?\b|"
    r"\b(?:ask|urg|tell|told|warn|advis|order|call|press|begg|implor)\w*\b.* not to$",
    re.IGNORECASE,
)
"""Who need not act, or is asked not to, may act: nothing is denied."""
_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|whether|would|could|(?-i:may)|might|should|must|ought|can|in case|were to|risk of|threat of|"
    r"fear of|possible|potential|urg\w+|demand\w*|call(?:ed|s|ing)? (?:for|on)|ask(?:ed|s|ing)?|"
    r"want(?:s|ing|ed(?! (?:in|for|on|by|over)\b))?|"
    r"hop(?:ed|es|ing)|propos\w+|consider\w*|threat\w*|lead(?:s|ing)? to)\b",
    re.IGNORECASE,
)
_OF_THE_DONE = re.compile(
    r"\b(?:proposed|potential|possible)\b(?=.* (?:was|were|has been|have been|had been)(?: \w+ly)?$)", re.IGNORECASE
)
"""What tells nothing of what was done to it: "the proposed sale was approved"."""
_BIDDING = re.compile(r"\b(?:direct|instruct|order)(?:ed|s|ing)? (?:\w+ ){1,5}to$", re.IGNORECASE)
"""Who is told to act may not have acted: "directed the guards to arrest"."""
_IDEA = re.compile(
    r"\b(?:aims?|goals?|ideas?|intentions?|platforms?|prospects?|strateg\w+|vows?) (?:of|for)(?: \w+)?$", re.IGNORECASE
)
"""What is only thought of: "the goal of withdrawing", "the idea of a boycott"."""
_THINKING = re.compile(
    r"\b(?:lean|talk|look|think)(?:s|ed|ing)? (?:\w+ ){0,3}?(?:about|into|of|towards?)(?: her| his| their| its)?$",
    re.IGNORECASE,
)
"""What before a gerund, but not before a noun, tells the same: "talked about banning nets"."""
_CONDITIONS = frozenset({"if", "whether"})
_REACH_OF_CONDITIONS = 9
_ENDS_CONDITIONS = CLAUSE_ENDS - {"and"}
_CAME_TRUE = frozenset({
    "managed", "began", "begun", "begins", "started", "starts", "continued", "continues", "continuing", "used",
    "helped", "forced", "moved", "had", "happened", "returned", "appeared", "seems", "seemed", "said", "proceeded",
    "came", "led", "known", "found", "reported", "alleged", "thought", "believed", "first", "last", "only", "chose",
    "rushed", "caused", "claimed", "claims", "admitted", "confessed", "able", "back", "according", "response",
    "related", "linked", "due",
})  # fmt: skip
"""What before "to" tells that something came true, or that "to" leads a noun."""
_WARRANT = frozenset({"warrant", "warrants"})
_FOR_ARREST = re.compile(r"\bwarrants? (?:\w+ ){0,2}?for(?: the| his| her| their)?$", re.IGNORECASE)
_MENTIONING = RELATIVE - {"that"}
_ASKED = re.compile(r"\W*(?:Did|Does|Do|Is|Are|Was|Were|Has|Have|Had|Can|Could|Should|Would) ")
"""How a question begins that may be answered with no: "Did the company threaten you?"."""
_PLANNED = re.compile(
    r"\b(?:(?-i:will)|shall|going to|plan(?:s|ned|ning)?(?: to)?|set to|due to|scheduled|intend(?:s|ed)?(?: to)?|"
    r"about to|expected to|agree(?:d|s)? to|vow(?:ed|s)? to|promis\w+ to|pledg\w+ to|prepar\w+ to|ready to|decided to|"
    r"(?:is|are) to|(?<!the )next|upcoming|tomorrow)\b|['’] ?ll\b",
    re.IGNORECASE,
)
_PLAN_BEFORE_AND = re.compile(
    rf"\b(?:{'|'.join(sorted(ARTICLES | POSSESSIVES))}|s) (?:\w+ )?plans?\b(?! (?:to|for|of|on)\b)"
    r"(?=.* and(?: \w+ly)?$)",
    re.IGNORECASE,
)
"""A plan that somebody speaks of before doing something else: "called the plan a disgrace and accused"."""
_UNDER_WAY = re.compile(
    r"(?:\b(?:is|are)|['’] ?(?:s|re))(?: (?:also|now|still|\w+ly))? (?:being|under)$", re.IGNORECASE
)
_GOING_ON = re.compile(
    r"^.*(?:\b(?:is|are|am|keeps?|(?<!had )been|continues? to|still|currently|now)\b|['’] ?(?:s|re|m)\b)"
    r"(?P<between>[^,]*)$",
    re.IGNORECASE,
)
_AFTER_GOING_ON = ARTICLES | POSSESSIVES | PHRASE_ENDS | AUXILIARIES | {"because", "when", "while", "if"}
_STOPS = CLAUSE_MARKS | {"(", ")"}
_BEFORE_VERBS = frozenset({"also", "always", "now", "often", "still", "who", "which", "that", "then"})
_LIKELY = 0.75
"""Model score below which what is to be done is not taken for done."""
_DOUBTED = -0.6
"""Below this model score an event is hypothetical if its wording also suggests so; below twice this score, always."""
_HYPOTHETICAL_STANCES = frozenset({"wants", "asks", "threatens", "warns"})
_BLAMING_NOUNS = ("accusation", "allegation", "criticism", "complaint", "lawsuit", "claims", "charges")
_LEAST_BEFORE_AIM = 2
_CAUSING = frozenset({"forced", "helped", "caused", "prompted", "led", "allowed", "enabled", "compelled", "went"})
"""What tells further off that what follows "to" came true: "forced the mayor to resign"."""


def told_as(
    words: Words, trigger: int, around: Attribution | None, score: float, *, actor: WordRange | None = None
) -> ToldAs:
    """Determine how the report presents an event: past, present, planned, hypothetical or denied.

    Args:
        words: The report's words.
        trigger: Index of the event's trigger.
        around: The attribution whose content contains the trigger.
        score: Certainty that it happened, from -3 to 3.
        actor: Words of the actor.

    >>> from whence.language.words import segment
    >>> told_as(segment("The two will meet on Friday."), 3, None, 1.0)
    'planned'
    >>> told_as(segment("They never attacked the town."), 2, None, -2.0)
    'denied'
    """
    before = _before(words, trigger)
    own = _OTHER_CLAUSE.sub("", before).rpartition(",")[2]
    is_refused, is_denied = _refused_or_denied(words, trigger, around)
    is_needless = bool(_NOT_NEEDED.search(before))
    is_negated = bool(_NOT.search(own)) and not _NOT_ONLY.search(own) and not is_needless
    if is_denied or is_negated or _NO_SIGN.search(before):
        return "denied"
    if _PLANNED.search(_PLAN_BEFORE_AND.sub("", before)):
        return "planned"
    wanted = around is not None and around.stance in _HYPOTHETICAL_STANCES
    is_doubted = score < 2 * _DOUBTED or (score < _DOUBTED and (wanted or before.endswith("to")))
    is_doubted = is_doubted or (score < _LIKELY and _is_aim(words, trigger))
    if is_refused or is_needless or is_doubted or _is_only_possible(words, trigger, before):
        return "hypothetical"
    return "present" if _is_going_on(words, trigger, before, score, actor) else "past"


def _is_only_possible(words: Words, trigger: int, before: str) -> bool:
    """Check for wishes, questions, conditions, aims and warrants: what may come, without word that it did."""
    is_wished = any(one.search(before) for one in (_FOR_ARREST, _IDEA, _BIDDING))
    is_wished = is_wished or bool(_HYPOTHETICAL.search(_OF_THE_DONE.sub("", before)))
    if _ASKED.match(before) or is_wished or _is_in_condition(words, trigger):
        return True
    if words.lower[trigger].endswith("ing") and _THINKING.search(before):
        return True
    follows = words.lower[trigger + 1] if trigger + 1 < len(words) else ""
    return follows in _WARRANT


def _is_in_condition(words: Words, trigger: int) -> bool:
    """Check whether a clause begins with "if": "if the man at the wheel of the stolen car was arrested"."""
    for i in range(trigger - 1, max(-1, trigger - 1 - _REACH_OF_CONDITIONS), -1):
        if words.lower[i] in _ENDS_CONDITIONS or words.paragraphs[i] != words.paragraphs[trigger]:
            return False
        if words.lower[i] in _CONDITIONS:
            return True
    return False


def _is_aim(words: Words, trigger: int) -> bool:
    """Check whether a trigger is an infinitive after "to", and no verb before it tells that it came true."""
    word = words.lower[trigger]
    if trigger < _LEAST_BEFORE_AIM or words.lower[trigger - 1] != "to" or word.endswith(("ing", "ed", "s")):
        return False
    start = sentence_around(words, trigger)[0]
    near = words.lower[max(start, trigger - 1 - _REACH_BEFORE) : trigger - 1]
    return bool(near) and near[-1] not in _CAME_TRUE and _CAUSING.isdisjoint(near)


def _is_going_on(words: Words, trigger: int, before: str, score: float, actor: WordRange | None) -> bool:
    """Check whether an event is told in the present: "are still searching", "Police searching", "accuses"."""
    word = words.lower[trigger]
    if _UNDER_WAY.search(before):
        return True
    if not word.endswith("ing"):
        is_verb = word.endswith("s") and not word.endswith("ss")
        return is_verb and score > 0 and _is_led_by(words, trigger, actor)
    going_on = _GOING_ON.search(before)
    if going_on is not None:
        return _AFTER_GOING_ON.isdisjoint(going_on["between"].lower().split())
    return actor is not None and actor[1] == trigger and _is_headline(words, trigger)


def _is_headline(words: Words, trigger: int) -> bool:
    """Check whether a trigger is the verb of a headline: "Police searching harbour", not "Harbour shooting"."""
    start, end = sentence_around(words, trigger)
    is_verb = trigger + 1 < end and words.paragraphs[trigger + 1] == words.paragraphs[trigger]
    return is_verb and AUXILIARIES.isdisjoint(words.lower[start:end]) and words.texts[end - 1] != "."


def _refused_or_denied(words: Words, trigger: int, around: Attribution | None) -> tuple[bool, bool]:
    """Check whether a denial is about an event: whether a request for it is denied, or that it happened.

    What a phrase in the content only mentions is neither: "denied bail for a man charged with theft".
    """
    if around is None or around.stance != "denies":
        return False, False
    content = next((span for span in around.content_spans if span.start <= words.starts[trigger] < span.end), None)
    start = words.covering(content.start, content.end)[0] if content else trigger
    before = list(words.lower[start:trigger])
    if words.lower[trigger].startswith(_BLAMING_NOUNS):
        return False, False  # Who dismisses an accusation says that it was made.
    told = [types_told(text).any - {"ACCUSE"} for text in before]
    is_request = any("REQUEST" in types for types in told)
    is_mentioned = any(told) or not _MENTIONING.isdisjoint(before) or "REQUEST" in types_told(words.texts[trigger]).any
    return is_request, not is_mentioned


def _is_led_by(words: Words, trigger: int, actor: WordRange | None) -> bool:
    """Distinguish "accuses" from "talks" and "sanctions": a verb in the present tense follows its actor directly."""
    if actor is None or words.lower[actor[1] - 1] in {"'", "’", "s"}:
        return False
    between = words.texts[actor[1] : trigger]
    return actor[1] <= trigger and all(word.endswith("ly") or word in _BEFORE_VERBS for word in between)


def _before(words: Words, trigger: int) -> str:
    """Return the last words of a clause before its trigger."""
    start, paragraph = trigger, words.paragraphs[trigger]
    while start and trigger - start < _REACH_BEFORE and words.texts[start - 1] not in _STOPS:
        if words.paragraphs[start - 1] != paragraph:
            break
        start -= 1
    return " ".join(words.texts[start:trigger])
