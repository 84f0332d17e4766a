"""Time leans: which of the days or months with one name is meant, by the words around it."""

import re

from whence.reading.events.time_cues import (
    is_over_by,
    is_over_through,
    is_put_off,
    is_told_as_over,
    is_told_back,
    lasted_until,
    leads_up_to,
    lean_of_planned,
    tells_of_harm,
)
from whence.reading.events.time_expressions import DEADLINES, JUST_AHEAD, JUST_OVER, TimeExpression, cue_of

__all__ = ["DATED", "lean_of"]

DATED = frozenset({"date", "movable", "long", "ordinal"})
"""Kinds of days of a month, or of holidays, which come back each year."""
# "Their February reports" are about February, whenever they are due.
_RECORD = re.compile(
    r"\s(?:[a-z-]{2,20}\s){0,2}(?:reports?|results|figures|data|numbers|filings?|statements?|accounts|earnings|sales|"
    r"bills?|statistics|returns|revenues?|profits?)\b"
)
_FROM_NOW = re.compile(r"\b(?:between|from) now (?:and|to|until|till) (?:the )?$")


def lean_of(expression: TimeExpression) -> str:
    """Determine which of the days or months with this name is meant.

    Returns:
        ``past`` or ``coming``: the nearest on this side; ``last`` or ``next``: without today; ``meant``: coming when it
        was said; ``this``: of this year; ``weekend``: as this weekend; ``nearest`` and ``election``: what is planned
        long before, as elections are; ``likely``: past, if that is not long ago; ``unsure``: nothing tells.
    """
    words = {*expression.words}
    if words & (JUST_OVER | JUST_AHEAD):
        return "last" if words & JUST_OVER else "next"
    if expression.signal in {"since", *DEADLINES}:
        return _lean_of_bound(expression)
    return _lean_by_clause(expression) or _lean_by_itself(expression)


def _lean_by_clause(expression: TimeExpression) -> str:
    """Tell by the words around an expression which time is meant; empty if they do not."""
    if expression.is_listed or _FROM_NOW.search(expression.before):
        return "coming"
    if expression.kind in {"weekday", "date", "month"} and is_told_as_over(expression.after):
        return "past"
    if expression.kind == "month" and leads_up_to(expression.before):
        return "coming"
    cue = cue_of(expression)
    if "this" in expression.words and expression.kind in {"season", "month"} and cue == "past":
        return "nearest" if expression.kind == "season" else "this"
    if cue == "coming" and expression.kind == "month" and _RECORD.match(expression.after):
        return "nearest"
    return "meant" if cue == "coming" and is_told_back(expression.before, expression.after) else cue


def _lean_by_itself(expression: TimeExpression) -> str:
    if "this" in expression.words:
        return {"weekday": "coming", "weekend": "weekend"}.get(expression.kind, "this")
    if lean := lean_of_planned(expression.kind, expression.words, expression.before, expression.after):
        return lean
    is_unsure = expression.kind in DATED
    if expression.kind == "month" and expression.signal and expression.words[-1] != "ago":
        return "past" if tells_of_harm(expression.before) else "likely"
    return "unsure" if is_unsure or expression.kind == "month" else "past"


def _lean_of_bound(expression: TimeExpression) -> str:
    """Determine whether a time is over since which, or until which, something is so."""
    if is_put_off(expression.before):
        return "coming"
    is_first = expression.before.strip().lower() == expression.signal
    is_over = lasted_until(expression.before) or (expression.signal == "through" and is_over_through(expression.before))
    is_past = expression.signal == "since" or is_over or (is_first and is_over_by(expression.after))
    is_back = expression.kind in {"date", "month"} and is_told_back(expression.before, expression.after)
    return "past" if is_past else "meant" if is_back else "coming"
