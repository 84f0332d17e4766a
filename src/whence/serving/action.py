"""What an action of the desk is: one row of the table of actions, each a write to the archive."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from whence.archive.archive import Archive
from whence.intake.web.visitor import Visitor
from whence.records.answers import Progress, Tally
from whence.records.form.record_form import record_to_form
from whence.scaling.batch import OpenReader
from whence.serving.parameters import Asked, Parameter

__all__ = ["Action", "Writing"]

_Done = TypeVar("_Done")
"""What an action returns: a frozen record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What an action has: the archive opened for writing, in the only thread that writes."""

    archive: Archive
    reader: OpenReader
    """Opens the reader of reports, which stays loaded between actions."""
    visitor: Visitor
    """Fetches addresses: public ones only, and politely."""
    on_progress: Callable[[Progress], None]
    """Shows everybody how far it is."""
    on_added: Callable[[Tally], None]
    """Shows everybody what was added, and what could not be read and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Generic[_Done]):
    """An action of the desk: a form is sent to its path, and answered only when everything is written."""

    path: str
    about: str
    """One sentence for whoever reads the description of the interface."""
    run: Callable[[Writing, Asked], _Done]
    kind: type[_Done]
    """The type of what it returns."""
    parameters: tuple[Parameter, ...]
    goes_to: Callable[[_Done], str | None]
    """The address that shows the result; None for a page of the result itself."""
    template: str
    """For the page of the result; gets ``answer`` and ``asked``."""
    title: str
    write: Callable[[_Done], object] = record_to_form
    """Turns what it returns into a JSON value, an object."""

    @property
    def name(self) -> str:
        """Name it in one word."""
        return self.path.strip("/").replace("/", "-")
