"""The table of forms: what every input is told by before it is read, whoever reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from whence.errors import ReadError
from whence.intake.folders import TEXT_ENDINGS, may_be_text, refuse
from whence.intake.formats import structure, usual
from whence.intake.formats.apis import forms as apis
from whence.intake.formats.copies import forms as copies
from whence.intake.formats.databases import forms as databases
from whence.intake.formats.documents import forms as documents
from whence.intake.formats.form import Document, FeedAddress, Form, Inner
from whence.intake.formats.lists import forms as lists
from whence.intake.formats.mail import forms as mail
from whence.intake.formats.wires import forms as wires
from whence.intake.inputs import Input
from whence.intake.urls import is_address
from whence.records.answers import InputForm
from whence.records.report import Rejected

if TYPE_CHECKING:  # reading a file does not load the reader of feeds
    from whence.intake.web.feeds import Feed, FeedEntry

__all__ = ["ENDINGS", "FORMS", "Opened", "list_forms", "open_inputs", "read_document", "read_single", "tell_form"]

FORMS: tuple[Form, ...] = (
    *databases.FORMS,
    *wires.FORMS,
    *documents.FORMS,
    *mail.FORMS,
    *copies.FORMS,
    *apis.FORMS,
    *lists.FORMS,
    *usual.FORMS,
    *structure.FORMS,
)
"""Every form but plain text and ordinary pages. The first that tells a document as its own reads it."""
ENDINGS = tuple(dict.fromkeys((*TEXT_ENDINGS, *(ending for form in FORMS for ending in form.endings))))
"""Extensions of the files in a folder that may hold reports."""

_MAX_DEPTH = 3
_USUAL = (
    InputForm(
        family="Texts and pages",
        name="plain text",
        endings=(".txt", ".text", ".md"),
        told_by="no mark of another form",
        gives=("text", "headline", "publisher", "byline", "published"),
        extra=None,
    ),
    InputForm(
        family="Texts and pages",
        name="web page",
        endings=(".html", ".htm", ".xhtml"),
        told_by="HTML elements",
        gives=("text", "headline", "publisher", "byline", "published", "url", "language"),
        extra=None,
    ),
)

Opened: TypeAlias = "Input | Rejected | Feed | FeedEntry | FeedAddress"


def list_forms() -> list[InputForm]:
    """List every form that is read, in families, those of texts and pages first.

    >>> [form.name for form in list_forms()][:2]
    ['plain text', 'web page']
    """
    rows = [
        InputForm(
            family=form.family,
            name=form.name,
            endings=form.endings,
            told_by=form.told_by,
            gives=("addresses" if form.is_list else "text", *form.gives),
            extra=form.extra,
        )
        for form in FORMS
        if form.family != structure.FAMILY
    ]
    families = list(dict.fromkeys(row.family for row in rows))
    return [*_USUAL, *sorted(rows, key=lambda row: families.index(row.family))]


def tell_form(document: Document) -> Form | None:
    r"""Tell the form of a document; None for plain text and ordinary pages. Columns that are given make it a table.

    >>> tell_form(Document("news.txt", b"https://example.org/harbour\\nhttps://example.org/quay\\n")).name
    'list of addresses'
    >>> tell_form(Document("news.txt", b"The council met.")) is None
    True
    """
    if document.columns and usual.TABLE.tells(document):
        return usual.TABLE
    return next((form for form in FORMS if form.tells(document)), None)


def read_document(document: Document, *, depth: int = 0) -> Iterator[Opened]:
    """Read a document of any form, and the files inside it.

    Args:
        document: A text or a page gives itself.
        depth: How many files it lies in.

    Yields:
        Inputs with their data, what cannot be read, and addresses to fetch.

    Raises:
        ReadError: It cannot be opened or read.

    >>> [each.name for each in read_document(Document("news.txt", b"The council met."))]
    ['news.txt']
    """
    form = tell_form(document)
    if form is None and depth and not (may_be_text(document.name) or document.ends(*ENDINGS) or document.is_html):
        yield refuse(document.name, place="an archive")
        return
    if form is None:
        yield Input(name=document.name, data=document.read(), encoding=document.encoding)
        return
    behind = 0.0
    for found in form.read(document):
        if not isinstance(found, Inner):
            yield found
            continue
        for each in _read_inner(found, document, depth):
            yield _placed(each, start=behind, end=found.done)
        behind = found.done or behind


def _read_inner(found: Inner, document: Document, depth: int) -> Iterator[Opened]:
    if depth >= _MAX_DEPTH:
        yield Rejected(input=found.name, reason=f"it lies in {depth + 1} files, one inside another. Unpack them.")
        return
    inner = Document(found.name, found.data, opened=found.opened, columns=document.columns)
    try:
        yield from read_document(inner, depth=depth + 1)
    except ReadError as error:
        yield Rejected(input=found.name, reason=error.reason, exit_code=error.exit_code)


def _placed(each: Opened, *, start: float, end: float | None) -> Opened:
    """Convert an input's progress within an inner file to the progress through the outer one, if that is known."""
    if end is None or not isinstance(each, Input):
        return each
    return replace(each, done=start + (end - start) * (1.0 if each.done is None else each.done))


def open_inputs(inputs: Iterable[Input | Rejected]) -> Iterator[Input | Rejected]:
    """Replace each file of many reports by its reports; nothing is fetched.

    Args:
        inputs: Inputs as `whence.intake.folders.find_inputs` finds them. Texts, pages and addresses stay as they are.

    Yields:
        Inputs, and a `Rejected` for what cannot be read and for each list of addresses.
    """
    for given in inputs:
        if isinstance(given, Rejected) or is_address(given.name):
            yield given
            continue
        document = Document(given.name, given.data)
        try:
            is_usual = tell_form(document) is None
            yield from [given] if is_usual else _reports_of(document)
        except ReadError as error:
            yield Rejected(input=given.name, reason=error.reason, exit_code=error.exit_code)


def read_single(document: Document) -> Input | None:
    """Read a document that holds one report; None for plain text and ordinary pages, which are left to the caller.

    Raises:
        ReadError: It cannot be read, or holds no report, or several.

    >>> read_single(Document("harbour.txt", b"The council met.")) is None
    True
    """
    form = tell_form(document)
    if form is None:
        return None
    found = list(islice(_reports_of(document), 2))
    if not found:
        raise ReadError(document.name, f"no report was found in it ({form.name})", "Check that it is complete")
    if len(found) > 1:
        fix = "Add it to an archive with whence add"
        raise ReadError(document.name, f"it holds more than one report ({form.name})", fix)
    (only,) = found
    if isinstance(only, Rejected):
        problem, _, fix = only.reason.removesuffix(".").rpartition(". ")
        raise ReadError(document.name, problem, fix)
    return only


def _reports_of(document: Document) -> Iterator[Input | Rejected]:
    for found in read_document(document):
        if not isinstance(found, Input | Rejected):
            fix = "Add it to an archive with whence add, which reads the pages that it links to"
            raise ReadError(document.name, "it is a feed or another list of addresses, not a report", fix)
        yield found
