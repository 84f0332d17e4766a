"""One source: all that a person, organisation or document is cited for over time."""

from whence.archive.archive import Archive
from whence.archive.links.people_lookup import is_person_id
from whence.records.form.profiles_form import SourceDetailsForm, source_details_to_form
from whence.records.profiles import CitedClaim, SourceDetails
from whence.serving.parameters import Asked
from whence.serving.view import JsonForm, Table, View
from whence.showing.marks import one_line

__all__ = ["SOURCE"]

_MOST_CLAIMS = 200


def _show_source(archive: Archive, asked: Asked) -> SourceDetails:
    return archive.source(asked.text("id") or "", top=_MOST_CLAIMS)


SOURCE: View[SourceDetails] = View(
    path="/source/{id}",
    title="Source",
    about="What a source is cited for: by which outlets, named or not, through whom, and who says otherwise.",
    ask=_show_source,
    template="source.html",
    json=JsonForm(kind=SourceDetailsForm, write=source_details_to_form),
    table=Table(kind=CitedClaim, rows=lambda found: found.claims),
    heading=lambda found: one_line(found.person.name),
    rests_on_links=lambda asked: is_person_id(asked.text("id") or ""),
)
