"""The words that the rule-based baseline goes by."""

import re

__all__ = ["VERBS", "inflect"]

_REGULAR = """
accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assess assume assure
attest beg believe blame blast boast call caution charge cite claim clarify comment complain concede conclude concur
condemn confess confide confirm consider contend counter criticise criticize declare decline decry defend demand
denounce deny describe disclose dismiss dispute divulge doubt echo emphasise emphasize endorse estimate exclaim expect
explain expose express fear forecast hint hope imagine imply indicate infer inform insinuate insist interpret joke
lament learn maintain mention mock muse note object observe opine oppose outline plead pledge ponder portray praise
predict presume pretend proclaim promise propose protest question quip reaffirm realise realize reassure recall reckon
recommend recount refer refuse refute regret reiterate reject remark remember remind repeat reply report request respond
retort reveal scoff signal slam speculate stipulate stress submit suggest support suppose surmise suspect tease testify
threaten tout tweet underline urge vouch vow want warn whisper wonder worry
"""
_DOUBLED = "admit concur infer quip refer regret submit".split()
_IRREGULAR = """
feel felt, find found, foresee foresaw, foretell foretold, say said, show showed, swear swore, tell told, think thought,
understand understood, write wrote
"""
# In their other forms these are more often nouns, or do not report.
_SOME_FORMS = "stated stating posted continued continues".split()


def inflect(verb: str) -> set[str]:
    """Write a verb in all its forms, as if it were regular.

    >>> sorted(inflect("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    third = re.sub(r"([^aeiou])y$", r"\1ie", re.sub(r"(s|sh|ch|x|o)$", r"\1e", verb)) + "s"
    past = re.sub(r"([^aeiou])y$", r"\1ie", stem).removesuffix("e") + "ed"
    return {verb, third, past, re.sub(r"([^e])e$", r"\1", stem) + "ing"}


def _list_verbs() -> set[str]:
    forms = set(_SOME_FORMS)
    for verb in _REGULAR.split():
        forms |= inflect(verb)
    for pair in _IRREGULAR.split(","):
        verb, past = pair.split()
        forms |= (inflect(verb) - {verb + "ed"}) | {past}
    return forms


VERBS = frozenset(_list_verbs())
"""Reporting verbs in all their forms, in small letters."""
