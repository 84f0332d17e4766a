"""What readers say of a ledger: which attributions are wrong, what is right, and what became of its questions.

Both are kept beside the ledger, which stays as whence found it.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from whence.records.arguments import check_choice
from whence.records.ledger import FindingKind, Kind, Naming
from whence.records.report import Span

__all__ = ["QUESTION_STATUSES", "Correction", "Note", "Question", "QuestionStatus", "Standing"]

Standing = Literal["counts", "superseded", "withdrawn", "text changed"]
"""Whether a correction counts in its report's latest version; if not, because a later one of the same attribution says
otherwise, because it was withdrawn, or because the words beneath it were changed."""

QuestionStatus = Literal["open", "asked", "confirmed", "withdrawn"]
"""What became of a question: nothing yet; an editor asked somebody; it was right to ask; it was wrong to ask."""
QUESTION_STATUSES: tuple[QuestionStatus, ...] = get_args(QuestionStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What one reader says of one attribution: that it is none, or what is right; or that whence missed it.

    Raises:
        ValueError: It says that the attribution is none and what is right, or neither; or it adds an attribution that
            has spans, or no content.
    """

    id: str
    """``k:`` and 16 hexadecimal digits."""
    report: str
    """Id of the report."""
    version: int
    """Number of the version that the reader saw, and whose text the spans refer to."""
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    """The attribution as whence found it; all empty if whence missed it."""
    words: str
    """Its words from first to last, on one line."""
    said: str
    """What the reader says of it, on one line: ``no attribution``, ``who: Ines Okafor; kind: person``, or ``missed by
    whence; cue: said; content: it leaks``."""
    is_wrong: bool = False
    """True if it is no attribution."""
    is_added: bool = False
    """True if whence missed the attribution, and the reader adds it."""
    right_source_spans: tuple[Span, ...] | None = None
    """The right words for the source; empty if the report gives none; None, as in all that follow, if nothing is said
    of them."""
    right_cue_spans: tuple[Span, ...] | None = None
    right_content_spans: tuple[Span, ...] | None = None
    who: Span | None = None
    """The fullest mention of the source anywhere in the report."""
    kind: Kind | None = None
    naming: Naming | None = None
    note: str = ""
    author: str
    at: str
    """When it was made, ISO 8601 in UTC."""
    withdrawn_by: str | None = None
    withdrawn_at: str | None = None
    standing: Standing = "counts"

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans of the attribution as whence found it, or as the reader adds it."""
        if self.is_added:
            told = (self.right_source_spans or (), self.right_cue_spans or (), self.right_content_spans or ())
        else:
            told = (self.source_spans, self.cue_spans, self.content_spans)
        return tuple(span for spans in told for span in spans)

    def __post_init__(self) -> None:
        told = (
            self.right_source_spans,
            self.right_cue_spans,
            self.right_content_spans,
            self.who,
            self.kind,
            self.naming,
        )
        if self.is_wrong == any(each is not None for each in told):
            message = "a correction says either that it is no attribution, or what is right"
            raise ValueError(message)
        is_marked = bool(self.source_spans or self.cue_spans or self.content_spans)
        if self.is_added == is_marked or (self.is_added and not self.right_content_spans):
            message = "an attribution that is added has a content that the reader gives, and nothing that whence found"
            raise ValueError(message)
        check_choice("kind", self.kind, get_args(Kind))
        check_choice("naming", self.naming, get_args(Naming))


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What one reader says of one question, and the status that it has from then on."""

    id: str
    """``n:`` and 16 hexadecimal digits."""
    report: str
    """Id of the report."""
    version: int
    """Number of the version that the reader saw, and whose text the spans refer to."""
    kind: FindingKind
    spans: tuple[Span, ...]
    """The words that raise the question."""
    words: str
    """These words, on one line."""
    status: QuestionStatus | None
    """None if the note leaves the status as it is."""
    note: str = ""
    author: str
    at: str
    """When it was made, ISO 8601 in UTC."""
    is_asked: bool = True
    """True if the ledger of the latest version still has the question; a newer text or a newer reading may not."""

    def __post_init__(self) -> None:
        check_choice("status", self.status, QUESTION_STATUSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about a report's latest version, and what became of it."""

    report: str
    """Id of the report."""
    version: int
    number: int
    """Its place in the ledger, counted from 1."""
    headline: str | None
    publisher: str | None
    published: str | None
    kind: FindingKind
    words: str
    """The words that raise it, on one line."""
    question: str
    status: QuestionStatus = "open"
    author: str | None = None
    """Who gave it this status; None if nobody did."""
    at: str | None = None
    notes: int = 0
    """How many notes there are on it."""
