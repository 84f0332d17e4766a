"""Pages: a view's answer in its template, within the layout; and the same as one self-contained page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from whence.errors import WhenceError
from whence.records.ledger import Kind, Naming
from whence.records.report import Span
from whence.serving.action import Action
from whence.serving.assets import ICON, SCRIPTS, STYLES, asset, asset_path
from whence.serving.parameters import Asked
from whence.serving.places import anchor_of, place_in, place_of
from whence.serving.view import View
from whence.showing.citation import cite
from whence.showing.claims import phrase_difference, phrase_stance, phrase_way
from whence.showing.html.templates import open_templates, policy_of
from whence.showing.marks import one_line, visible
from whence.showing.origins import name_origins, quoted_claim, summarise_origins
from whence.showing.stories import MILESTONES, name_outlet, phrase_correction, phrase_shares, phrase_taken
from whence.showing.terminal.columns import short_id
from whence.showing.wording import phrase_moment, phrase_standing

__all__ = ["Pages", "own_policy"]

_DAY = len("2031-03-04")
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a page is: its address, and that of its other forms."""

    path: str
    query: str
    """Without ``page``, so that another page can be asked for."""
    is_whole: bool = False
    """True for a page that stands alone: its links to other views lead nowhere."""


class Pages:
    """Renders pages.

    Args:
        views: All views, for the menu.
        proof: What forms send along.
    """

    def __init__(self, views: Sequence[View[object]], proof: str) -> None:
        self._environment = _open_environment()
        self._environment.globals |= {"menu": [view for view in views if view.is_in_menu], "proof": proof}

    def show(self, view: View[object], answer: object, asked: Asked, query: Mapping[str, Sequence[str]]) -> str:
        """Render the page of a view.

        Args:
            view: The view.
            answer: Its answer.
            asked: What it was asked.
            query: The same as it was written.
        """
        return self._show_view(view, answer, asked, _Place(path=_path_of(view, asked), query=_query_of(query)))

    def show_whole(self, view: View[object], answer: object, asked: Asked, query: Mapping[str, Sequence[str]]) -> str:
        """Render a view as one self-contained page, which needs no server and loads nothing."""
        place = _Place(path=_path_of(view, asked), query=_query_of(query), is_whole=True)
        return self._show_view(view, answer, asked, place)

    def show_done(self, action: Action[object], answer: object, asked: Asked) -> str:
        """Render the page of an action's result."""
        place = _Place(path=action.path, query="")
        return self._render(action.template, title=action.title, answer=answer, asked=asked, place=place)

    def show_error(self, error: WhenceError, status: int, *, path: str) -> str:
        """Render the page of an error, at the path that was asked for."""
        place = _Place(path=path, query="")
        template = "sign_in.html" if status == 401 else "error.html"  # noqa: PLR2004 -- as HTTP calls it
        title = "Sign in" if status == 401 else "Not possible"  # noqa: PLR2004
        return self._render(template, title=title, error=error, place=place)

    def _show_view(self, view: View[object], answer: object, asked: Asked, place: _Place) -> str:
        return self._render(
            view.template, title=view.title_of(answer), answer=answer, asked=asked, view=view, place=place
        )

    def _render(self, template: str, *, title: str, place: _Place, **names: object) -> str:
        return self._environment.get_template(template).render(
            title=title, place=place, view=names.pop("view", None), to=_Links(place), **names
        )


class _Links:
    """Writes the ``href`` of links to other views; on a page that stands alone, none."""

    def __init__(self, place: _Place) -> None:
        self._place = place

    def __call__(self, path: str, fragment: str = "", /, **query: object) -> Markup:
        """Link to a path, and a place in its page, escaped here: ``<a{{ to("/search", q="tide") }}>``."""
        written = urlencode({name.strip("_"): value for name, value in query.items()}) if query else ""
        return self.written(path, written, fragment)

    def at(self, address: str) -> Markup:
        """Link to an address that is whole, with its fragment."""
        path, _, fragment = address.partition("#")
        return self.written(path, "", fragment)

    def page(self, number: int) -> Markup:
        """Link to another page of the same list."""
        return self.written(self._place.path, "&".join(filter(None, (self._place.query, f"page={number}"))))

    def form(self, ending: str) -> Markup:
        """Link to another form of the same answer: ``json``, ``csv``, ``html``, ``atom``."""
        stem = self._place.path if self._place.path != "/" else "/home"
        return self.written(f"{stem}.{ending}", self._place.query)

    def written(self, path: str, query: str, fragment: str = "") -> Markup:
        """Link to a path with a query that is already written, and to a place in its page."""
        if self._place.is_whole:
            return Markup()
        address = quote(path, safe="/:") + (f"?{query}" if query else "") + (f"#{quote(fragment)}" if fragment else "")
        return Markup(f' href="{escape(address)}"')  # noqa: S704 -- escaped; faster than `format`


def own_policy() -> str:
    """Write the content security policy of a self-contained page."""
    return policy_of([asset(name) for name in STYLES], [asset(name) for name in SCRIPTS])


def _path_of(view: View[object], asked: Asked) -> str:
    return view.path.replace("{id}", asked.text("id") or "") if view.has_id else view.path


def _query_of(query: Mapping[str, Sequence[str]]) -> str:
    return urlencode([(name, one) for name, many in query.items() for one in many if one and name != "page"])


def _open_environment() -> Environment:
    environment = open_templates(PackageLoader("whence.serving", "templates"))
    environment.filters |= {
        "day": lambda written: (written or "")[:_DAY],
        "minute": phrase_moment,
        "line": _short_line,
        "sentence": _sentence,
        "marked": _marked,
        "short": short_id,
        "citation": cite,
        "outlet": name_outlet,
        "claim_words": quoted_claim,
        "way": phrase_way,
        "stance": phrase_stance,
        "difference": phrase_difference,
        "place": place_of,
        "place_in": place_in,
        "anchor": anchor_of,
        "counts": summarise_origins,
        "origin_names": name_origins,
        "shares": phrase_shares,
        "taken": phrase_taken,
        "correction": phrase_correction,
        "standing": phrase_standing,
    }
    environment.globals |= {
        "styles": [(asset_path(name), Markup(asset(name))) for name in STYLES],  # noqa: S704 -- our own files
        "scripts": [(asset_path(name), Markup(asset(name))) for name in SCRIPTS],  # noqa: S704
        "milestones": MILESTONES,
        "kinds": get_args(Kind),
        "namings": get_args(Naming),
        "icon": asset_path(ICON),
        "policy": own_policy(),
    }
    return environment


def _short_line(text: str) -> str:
    r"""Write the beginning of a text on one line.

    >>> _short_line("Tide\nlate.")
    'Tide late.'
    """
    line = one_line(text[: 2 * _LONGEST_LINE])
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rstrip() + "…"


def _sentence(text: str) -> str:
    """Write a text on one line, with a capital at the beginning.

    >>> _sentence("the file is empty.")
    'The file is empty.'
    """
    line = _short_line(text)
    return line[:1].upper() + line[1:]


def _marked(text: str, marks: Sequence[Span]) -> Markup:
    """Write a text with some of its words marked.

    >>> _marked("Tide <late>.", [Span(0, 4)])
    Markup('<mark>Tide</mark> &lt;late&gt;.')
    """
    parts, behind = [], 0
    for span in marks:
        parts += [escape(visible(text[behind : span.start])), Markup("<mark>{}</mark>").format(visible(span.of(text)))]
        behind = span.end
    return Markup().join([*parts, escape(visible(text[behind:]))])
