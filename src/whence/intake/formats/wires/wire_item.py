"""An item of a newswire, whatever form it came in, and how it becomes a report."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from whence.intake.bylines import read_byline
from whence.intake.html.markup import clean_line
from whence.intake.identity import issued_key
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.published import normalise_time, without_midnight
from whence.records.report import Rejected

__all__ = ["WITHDRAWN", "WireItem", "to_input"]

WITHDRAWN = frozenset({"canceled", "cancelled", "deleted", "kill", "killed", "retracted", "withdrawn"})
_WITHHELD = frozenset({"embargoed", "withheld", "withhold"})
_CORRECTED = re.compile(r"\b(?:correct(?:s|ed|ion|ive)|refile|rectify|clarification)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updat(?:e|es|ed)|writethru|\d\w{0,2} ?lead|\d\w{0,2} ?ld)\b", re.IGNORECASE)
_HEADLINE_LABEL = re.compile(r"[A-Z][A-Z0-9() -]{2,30}(?=[:–—-])")
"""A label in capitals at the beginning of a headline: "UPDATE 1-", "CORRECTED:"."""
_LABELLED = re.compile(r"(?:[A-Z0-9 ]{2,12}-)?(?:KILL|RETRACT|WITHDRAWN)")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)")
_MAX_HEADLINE_CHARACTERS = 300
_MAX_NOTE_CHARACTERS = 300
_LABEL = "WITHDRAWN: "
_NOTICE_LABEL = "KILL: "


@dataclass(frozen=True, slots=True, kw_only=True)
class WireItem:
    """What an item of a newswire tells of itself."""

    paragraphs: tuple[str, ...]
    headline: str | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    """As they are written: "By ANA BRANDT"."""
    times: tuple[str | None, ...] = ()
    """When its first version was issued, in any usual form, the most reliable first."""
    issued: str | None = None
    """When this version was issued, in any usual form."""
    language: str | None = None
    url: str | None = None
    identifier: str | None = None
    """The id that the agency gave to all versions of it."""
    address: str | None = None
    """Another identity key, which versions share but other reports may have, too."""
    status: str = ""
    """The status that the agency gave it, in lower case: usable, withheld, canceled."""
    is_kill_notice: bool = False
    """True if it withdraws another item, without telling its id."""
    marks: tuple[str, ...] = ()
    """Words in which the agency says what this version is: signals, slugs, notes to editors."""
    editors_note: str | None = None
    embargo: str | None = None
    details: Mapping[str, str | None] = field(default_factory=dict)
    """Other fields by their names, for a note: slug, urgency, version, credit, dateline."""


def to_input(item: WireItem, *, name: str, notes: tuple[str, ...] = (), done: float | None = None) -> Input | Rejected:
    """Make a report of a wire item.

    An item that its agency withdrew says so in its headline, so that it is seen wherever the report is; so does a
    notice that withdraws another item.

    Args:
        item: The item.
        name: Name of the input.
        notes: What was assumed to read it.
        done: Share of its file that was read so far.

    >>> item = WireItem(headline="Harbour to close", paragraphs=("The council met.",), status="canceled")
    >>> made = to_input(item, name="-")
    >>> made.metadata.headline, made.notes
    ('WITHDRAWN: Harbour to close', ('the agency withdrew it: its status is “canceled”',))
    """
    headline = clean_line(item.headline or "")[:_MAX_HEADLINE_CHARACTERS] or None
    is_withdrawn = item.status in WITHDRAWN
    label = _NOTICE_LABEL if item.is_kill_notice else _LABEL if is_withdrawn else ""
    paragraphs = item.paragraphs
    if not paragraphs and is_withdrawn:
        paragraphs = tuple(filter(None, (clean_line(item.editors_note or "") or headline,)))
    if not paragraphs:
        title = f" ({headline})" if headline else ""
        return Rejected(input=name, reason=f"this item has no text{title}. Check that the file is complete.")
    if label and not _LABELLED.match(headline or ""):
        headline = label + (headline or paragraphs[0][:_MAX_HEADLINE_CHARACTERS])
    language = _LANGUAGE.match((item.language or "").strip().lower())
    return Input(
        name=name,
        data="\n\n".join(paragraphs).encode("utf-8", "replace"),
        is_plain=True,
        notes=(*notes, *_notes(item)),
        metadata=ExternalMetadata(
            headline=headline,
            publisher=clean_line(item.publisher or "") or None,
            byline=_names(item.bylines),
            published=_published(item.times),
            language=language[1] if language else None,
            url=item.url,
        ),
        address=issued_key(item.identifier) if item.identifier else item.address,
        lacks_capture_time=True,
        modified=normalise_time(clean_line(item.issued)) if item.issued else None,
        done=done,
    )


def _published(times: tuple[str | None, ...]) -> str | None:
    """Choose the first time; if that is a day without an hour, one on the same day that has it."""
    found = [without_midnight(time) for each in times if each and (time := normalise_time(clean_line(each)))]
    return next((time for time in found if "T" in time and time.startswith(found[0][:10])), next(iter(found), None))


def _names(bylines: tuple[str, ...]) -> tuple[str, ...]:
    names = {name.casefold(): name for line in reversed(bylines) for name in reversed(read_byline(line).names)}
    return tuple(reversed(names.values()))


def _notes(item: WireItem) -> Iterator[str]:
    label = _HEADLINE_LABEL.match(item.headline or "")
    marks = " ".join((*item.marks, label[0] if label else ""))
    if item.is_kill_notice:
        yield "it is a notice by which the agency withdraws another item"
    elif item.status in WITHDRAWN:
        yield f"the agency withdrew it: its status is “{item.status}”"
    elif item.status in _WITHHELD:
        yield f"the agency withholds it from publication: its status is “{item.status}”"
    elif _CORRECTED.search(marks):
        yield "the agency marks it as a correction"
    elif _UPDATED.search(marks):
        yield "the agency marks it as an update"
    if embargo := normalise_time(clean_line(item.embargo or "")):
        yield f"the agency put it under embargo until {embargo}"
    if note := clean_line(item.editors_note or ""):
        cut = note if len(note) <= _MAX_NOTE_CHARACTERS else note[:_MAX_NOTE_CHARACTERS].rpartition(" ")[0] + " …"
        yield f"for editors: {cut.rstrip('.')}"
    told = [f"{key} {line}" for key, value in item.details.items() if (line := clean_line(value or "")[:100])]
    if told:
        yield f"fields of the wire: {'; '.join(told)}"
