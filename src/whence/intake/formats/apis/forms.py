"""The forms of this folder, in the order in which they are tried."""

from whence.intake.formats.apis.activity_streams import is_outbox, read_outbox
from whence.intake.formats.apis.front_matter import has_front_matter, read_front_matter
from whence.intake.formats.apis.json_reports import is_json_reports, read_json_reports
from whence.intake.formats.apis.telegram import is_telegram_json, read_telegram_json
from whence.intake.formats.apis.telegram_pages import is_telegram_page, read_telegram_page
from whence.intake.formats.form import Form

__all__ = ["FORMS"]

_FAMILY = "JSON and exports of programs"

FORMS: tuple[Form, ...] = (
    Form(
        name="Telegram, exported as JSON",
        family=_FAMILY,
        endings=(".json",),
        told_by="the description of a chat",
        gives=("publisher", "byline", "published"),
        tells=is_telegram_json,
        read=read_telegram_json,
    ),
    Form(
        name="Telegram, exported as HTML",
        family=_FAMILY,
        endings=(".html", ".htm"),
        told_by="the classes of its elements",
        gives=("publisher", "byline", "published"),
        tells=is_telegram_page,
        read=read_telegram_page,
    ),
    Form(
        name="Mastodon and other accounts of the fediverse, exported (outbox.json)",
        family=_FAMILY,
        endings=(".json",),
        told_by="its list of activities",
        gives=("headline", "publisher", "published", "url", "language"),
        tells=is_outbox,
        read=read_outbox,
    ),
    Form(
        name="JSON: reports in a list, alone, or in the answer of a news service",
        family=_FAMILY,
        endings=(".json", ".json.gz"),
        told_by="its first characters, if it is no other form of JSON",
        gives=("headline", "publisher", "byline", "published", "url", "language"),
        tells=is_json_reports,
        read=read_json_reports,
    ),
    Form(
        name="text with front matter, such as a page clipped to Markdown",
        family=_FAMILY,
        endings=(".md", ".markdown", ".txt"),
        told_by="fields between lines of ---",
        gives=("headline", "publisher", "byline", "published", "url", "language"),
        tells=has_front_matter,
        read=read_front_matter,
    ),
)
