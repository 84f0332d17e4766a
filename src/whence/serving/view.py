"""What a view of the desk is: one row of the table of views, from which its page, JSON, CSV and feed are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from whence.archive.archive import Archive
from whence.records.answers import Held
from whence.records.form.record_form import record_to_form
from whence.serving.parameters import Asked, Parameter
from whence.showing.terminal.columns import Answer, csv_table

__all__ = ["JsonForm", "Sheet", "Table", "View"]

_Found = TypeVar("_Found")
"""The answer of a view: a frozen record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonForm(Generic[_Found]):
    """A view's answer as JSON, to which the versions of the form and of whence are added."""

    kind: object
    """Its type: a record, or a `TypedDict` of `whence.records.form`."""
    write: Callable[[_Found], object] = record_to_form
    """Turns the answer into the JSON value, an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[_Found]):
    """The rows of a view's answer, for CSV."""

    kind: type[Answer]
    """The type of all rows."""
    rows: Callable[[_Found], Sequence[Answer]]

    def write(self, answer: _Found) -> str:
        """Write the rows as CSV."""
        return csv_table(self.rows(answer), self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[_Found]):
    """A view's answer as CSV with rows of several kinds, as the command line writes it."""

    write: Callable[[_Found], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[_Found]):
    """A view of the desk.

    Its page is at ``path``; ``path.json``, ``path.csv``, ``path.html`` (one self-contained page) and ``path.atom`` are
    its other forms.
    """

    path: str
    """``/search``, or ``/report/{id}`` for one item; then ``id`` is a parameter too."""
    title: str
    about: str
    """One sentence for whoever reads the description of the interface."""
    ask: Callable[[Archive, Asked], _Found]
    """Asks an archive, opened for reading, in one snapshot; runs in a worker thread."""
    template: str
    """Gets ``answer``, ``asked``, ``view`` and what `whence.serving.pages` adds."""
    json: JsonForm[_Found]
    parameters: tuple[Parameter, ...] = ()
    table: Table[_Found] | Sheet[_Found] | None = None
    feed: Callable[[_Found], Sequence[Held]] | None = None
    """The reports of the answer, for an Atom feed; None if it has no feed."""
    heading: Callable[[_Found], str] | None = None
    """The title of an answer; by default that of the view."""
    rests_on_links: Callable[[Asked], bool] | None = None
    """Whether an answer rests on nothing but linked reports and their links, so that it stays the same while others are
    added; None if it never does."""
    is_in_menu: bool = False

    @property
    def name(self) -> str:
        """Name it in one word: ``search``, ``report``."""
        return self.path.split("/")[1] or "home"

    @property
    def is_item(self) -> bool:
        """True if it shows one item, by its id or another parameter, so that what is unknown is an unknown address."""
        return self.has_id or any(one.is_required for one in self.parameters)

    @property
    def has_id(self) -> bool:
        """True if an id is part of its path."""
        return "{id}" in self.path

    @property
    def stem(self) -> str:
        """Its path, to which the ending of a form is added."""
        return self.path if self.path != "/" else "/home"

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of its forms beyond the page."""
        return ("json", "html", *("csv",) * (self.table is not None), *("atom",) * (self.feed is not None))

    def state_of(self, archive: Archive, asked: Asked) -> tuple[int, int]:
        """Get the state of an archive that an answer rests on: the answer is the same for as long as this is."""
        if self.rests_on_links and self.rests_on_links(asked) and (version := archive.links_version()) is not None:
            return 0, version
        # Each connection counts for itself.
        return id(archive), archive.data_version()

    def title_of(self, answer: _Found) -> str:
        """Get the title of an answer's page."""
        return self.heading(answer) if self.heading else self.title
