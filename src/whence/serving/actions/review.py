"""What readers do: correct an attribution or add one, withdraw a correction, note on a question or give it a status."""

import re
from typing import cast, get_args

from whence.archive.review.marking import Marked
from whence.errors import UsageError
from whence.records.ledger import Kind, Naming
from whence.records.report import Span
from whence.records.review import QUESTION_STATUSES, Correction, Note, QuestionStatus
from whence.serving.action import Action, Writing
from whence.serving.parameters import Asked, Parameter
from whence.serving.places import anchor_of

__all__ = ["CORRECT", "NOTE", "WITHDRAW"]

_MOST_WORDS = 20_000
_REPORT = Parameter(name="report", about="The report's id.", most=200, is_required=True)
_VERSION = Parameter(
    name="version",
    about="The version that the reader saw; by default the latest.",
    kind="number",
    least=1,
    most=100_000,
)
_AUTHOR = Parameter(name="author", about="Who says so.", label="Your name", most=200, is_required=True)
_WHY = Parameter(name="note", about="Why.", label="Note", most=2000)
_WRONG = Parameter(name="wrong", about="It is no attribution.", kind="flag")
_WORDS = ("source", "cue", "content", "who")
_NONE = "none"
_MISSED = "missed"
_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def _correct(writing: Writing, asked: Asked) -> Correction:
    marked = {name: _marked(asked, name) for name in _WORDS} | dict.fromkeys(asked.words(_NONE), "")
    attribution = asked.text("attribution") or ""
    kind, naming = cast("Kind | None", asked.text("kind")), cast("Naming | None", asked.text("naming"))
    is_wrong = asked.flag(_WRONG.name)
    is_right = attribution == _MISSED or any(each is not None for each in (*marked.values(), kind, naming))
    if is_wrong == is_right:
        problem = "something of it is said to be right, too" if is_wrong else "nothing is said"
        raise UsageError(_WRONG.name, problem, "Mark it as no attribution, or say what is right")
    return writing.archive.correct(
        asked.text("report") or "",
        None if attribution == _MISSED else attribution,
        author=asked.text("author") or "",
        version=asked.number("version") or None,
        is_wrong=is_wrong,
        kind=kind,
        naming=naming,
        note=asked.text("note") or "",
        **marked,
    )


def _marked(asked: Asked, name: str) -> Marked | None:
    """Get what is marked as one part of an attribution: spans, which come before words."""
    places = (asked.text(_at(name)) or "").split()
    return [_span(place) for place in places] or asked.text(name)


def _at(name: str) -> str:
    return f"{name}-at"


def _span(written: str) -> Span:
    """Read where words stand.

    >>> _span("102-125")
    Span(start=102, end=125)
    """
    match = _PLACE.fullmatch(written)
    if match is None or int(match[1]) >= int(match[2]):
        raise UsageError(written[:40], "this is no place in a text", "Write offsets of characters, such as 102-125")
    return Span(int(match[1]), int(match[2]))


def _place_of(done: Correction) -> str:
    """Write the address that shows a correction in its report."""
    return f"/report/{done.report}?version={done.version}&corrected=true#{anchor_of(done.spans)}"


def _withdraw(writing: Writing, asked: Asked) -> Correction:
    return writing.archive.withdraw_correction(asked.text("correction") or "", author=asked.text("author") or "")


def _note(writing: Writing, asked: Asked) -> Note:
    return writing.archive.add_note(
        asked.text("report") or "",
        asked.number("number"),
        author=asked.text("author") or "",
        status=cast("QuestionStatus | None", asked.text("status")),
        note=asked.text("note") or "",
        version=asked.number("version") or None,
    )


CORRECT: Action[Correction] = Action(
    path="/correct",
    title="Corrected",
    about="Say that an attribution is none, or what is right, or add one. The ledger itself stays as it is.",
    run=_correct,
    kind=Correction,
    parameters=(
        _REPORT,
        Parameter(
            name="attribution",
            about=f"The attribution's id in the ledger, a3; or {_MISSED} for one that whence did not find.",
            most=1000,
            is_required=True,
        ),
        _VERSION,
        _WRONG,
        Parameter(name="source", about="The right words for the source there.", label="Source", most=_MOST_WORDS),
        Parameter(name="cue", about="The right words that signal it.", label="Cue", most=_MOST_WORDS),
        Parameter(name="content", about="The right words that are attributed.", label="Content", most=_MOST_WORDS),
        Parameter(
            name="who", about="The fullest name of the source in the report.", label="Fullest name", most=_MOST_WORDS
        ),
        *(
            Parameter(
                name=_at(name),
                about=(
                    f"Where {name} stands in the text, such as 102-125, with blanks between several places; "
                    f"counts before words given as {name}."
                ),
            )
            for name in _WORDS
        ),
        Parameter(name=_NONE, about="What the report does not have there.", kind="choices", choices=_WORDS[:3]),
        Parameter(name="kind", about="What kind of source it is.", kind="choice", choices=get_args(Kind)),
        Parameter(name="naming", about="How the report identifies it.", kind="choice", choices=get_args(Naming)),
        _WHY,
        _AUTHOR,
    ),
    goes_to=_place_of,
    template="added.html",
)
WITHDRAW: Action[Correction] = Action(
    path="/withdraw",
    title="Withdrawn",
    about="Withdraw a correction. It stays on record, and counts no more.",
    run=_withdraw,
    kind=Correction,
    parameters=(
        Parameter(name="correction", about="The correction's id.", most=200, is_required=True),
        _AUTHOR,
    ),
    goes_to=lambda done: f"/review/{done.report}#corrections",
    template="added.html",
)
NOTE: Action[Note] = Action(
    path="/note",
    title="Noted",
    about="Note something on a question about a report, or give the question a status.",
    run=_note,
    kind=Note,
    parameters=(
        _REPORT,
        Parameter(
            name="number",
            about="The question's place in the ledger, from 1.",
            kind="number",
            least=1,
            most=100_000,
            is_required=True,
        ),
        _VERSION,
        Parameter(name="status", about="Its status from now on.", kind="choice", choices=QUESTION_STATUSES),
        _WHY,
        _AUTHOR,
    ),
    goes_to=lambda done: f"/review/{done.report}#questions",
    template="added.html",
)
