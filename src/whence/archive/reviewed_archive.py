"""What readers say of an archive's reports: corrections of attributions, and notes on questions."""

from collections.abc import Iterator

from whence.archive.linked_archive import LinkedArchive
from whence.archive.query.lookup import find_report, version_of
from whence.archive.review.corrections import (
    Given,
    add_correction,
    list_corrections,
    placed_corrections,
    withdraw_correction,
)
from whence.archive.review.labels import LabelledReport, corrected_labels
from whence.archive.review.marking import Marked
from whence.archive.review.notes import add_note, list_notes, list_questions
from whence.records.answers import Filters
from whence.records.arguments import check_choice, check_counts
from whence.records.ledger import Kind, Naming
from whence.records.review import QUESTION_STATUSES, Correction, Note, Question, QuestionStatus

__all__ = ["ReviewedArchive"]

_EVERYTHING = Filters()


class ReviewedArchive(LinkedArchive):
    """An archive that keeps what readers say, beside the ledgers. It may be written while reports are added."""

    def correct(  # noqa: PLR0913 -- independent options
        self,
        name: str,
        attribution: str | None,
        *,
        author: str,
        version: int | None = None,
        is_wrong: bool = False,
        source: Marked | None = None,
        cue: Marked | None = None,
        content: Marked | None = None,
        who: Marked | None = None,
        kind: Kind | None = None,
        naming: Naming | None = None,
        note: str = "",
    ) -> Correction:
        """Correct an attribution: say that it is none, or what is right; or add a missed one. The ledger itself stays.

        ``source``, ``cue`` and ``content`` are the right words, as the report has them, or spans of its text; ``""``
        means that there are none. What is not given stays as it is. Of several corrections of one attribution the
        latest counts, in each thing that it says.

        Args:
            name: The report's id.
            attribution: The attribution's id in the ledger, ``a3``, words of it that no other has, or the id of the
                correction that added it. None for one that whence missed: then the content is needed, and its words
                must be in one place only.
            author: Who says so.
            version: Number of the version that the reader saw; by default the latest.
            is_wrong: Whether it is no attribution.
            source: Words for the source at the attribution.
            cue: Words that signal the attribution.
            content: Words that are attributed.
            who: The fullest name of the source anywhere in the report.
            kind: What kind of source it is.
            naming: How the report identifies the source.
            note: Why.

        Raises:
            UsageError: There is no such report, version or attribution, the report does not contain the words, or the
                missed attribution is there.
            ValueError: It is both wrong and something is right, or there is no such kind or naming.
        """
        given = Given(source=source, cue=cue, content=content, who=who, kind=kind, naming=naming)
        if is_wrong and (attribution is None or given != Given()):
            message = "an attribution is either wrong, or something of it is right"
            raise ValueError(message)
        return add_correction(
            self._store,
            find_report(self._store, name),
            attribution,
            version=version,
            given=None if is_wrong else given,
            note=note,
            author=author,
        )

    def corrections(
        self, name: str | None = None, *, filters: Filters = _EVERYTHING, limit: int | None = None, offset: int = 0
    ) -> list[Correction]:
        """List corrections of all reports, or of one report, the latest first; those that do not count included."""
        check_counts(0, limit=limit, offset=offset)
        report = find_report(self._store, name) if name is not None else None
        return list_corrections(self._store, report, filters, limit=limit, offset=offset)

    def corrections_in(self, name: str, *, version: int | None = None) -> list[Correction]:
        """List the corrections that count in a version of a report, in the order in which they were made.

        Their spans refer to the text of this version; by default, of the latest.

        Raises:
            UsageError: There is no such report or version.
        """
        with self._store.snapshot():
            report = find_report(self._store, name)
            return placed_corrections(self._store, version_of(self._store, report, version))

    def withdraw_correction(self, name: str, *, author: str) -> Correction:
        """Withdraw a correction by its id. It stays on record, and counts no more.

        Raises:
            UsageError: There is no such correction, or it was withdrawn before.
        """
        return withdraw_correction(self._store, name, author=author)

    def corrected_labels(self) -> Iterator[LabelledReport]:
        """Iterate over corrected reports as labels to train a model on, without their texts.

        They have the format of ``training/labels/voices.jsonl``. What a reader corrected is marked as reviewed.
        """
        self._store.check_open()
        return corrected_labels(self._store)

    def add_note(  # noqa: PLR0913 -- independent options
        self,
        name: str,
        number: int,
        *,
        author: str,
        status: QuestionStatus | None = None,
        note: str = "",
        version: int | None = None,
    ) -> Note:
        """Note something on a question about a report, or give the question a status. Earlier notes stay.

        Args:
            name: The report's id.
            number: The question's place among the findings of the ledger, from 1.
            author: Who says so.
            status: ``open``, ``asked``, ``confirmed`` or ``withdrawn``; None to leave it.
            note: What is said.
            version: Number of the version that the reader saw; by default the latest.

        Raises:
            UsageError: There is no such report, version or question, or neither status nor note is given.
            ValueError: There is no such status.
        """
        check_choice("status", status, QUESTION_STATUSES)
        report = find_report(self._store, name)
        return add_note(self._store, report, number, version=version, status=status, note=note, author=author)

    def notes(
        self, name: str | None = None, *, filters: Filters = _EVERYTHING, limit: int | None = None, offset: int = 0
    ) -> list[Note]:
        """List notes on questions about all reports, or about one report, the latest first."""
        check_counts(0, limit=limit, offset=offset)
        report = find_report(self._store, name) if name is not None else None
        return list_notes(self._store, report, filters, limit=limit, offset=offset)

    def questions(
        self,
        name: str | None = None,
        *,
        filters: Filters = _EVERYTHING,
        status: QuestionStatus | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Question]:
        """List the questions about the latest versions of all reports, or of one report, with their status.

        The latest reports come first. Questions that nobody gave a status are open.

        Raises:
            ValueError: There is no such status.
        """
        check_counts(0, limit=limit, offset=offset)
        check_choice("status", status, QUESTION_STATUSES)
        report = find_report(self._store, name) if name is not None else None
        return list_questions(self._store, report, filters, status=status, limit=limit, offset=offset)
