"""The forms of this folder, in the order in which they are tried."""

from whence.intake.formats.apis.json_reports import is_json_reports, read_json_reports
from whence.intake.formats.form import Form

__all__ = ["FORMS"]

_FAMILY = "JSON and exports of programs"

FORMS: tuple[Form, ...] = (
    Form(
        name="JSON: reports in a list, alone, or in the answer of a news service",
        family=_FAMILY,
        endings=(".json", ".json.gz"),
        told_by="its first characters",
        gives=("headline", "publisher", "byline", "published", "url", "language"),
        tells=is_json_reports,
        read=read_json_reports,
    ),
)
