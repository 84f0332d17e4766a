"""The labels of fields in LexisNexis downloads, in the languages of its users."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from whence.intake.bylines import read_byline

__all__ = ["HEAD_FIELDS", "address_in", "field_in", "names_in"]

# Before the text: the field, and its labels in English, German, French, Dutch, Spanish and Italian.
_HEAD = {
    "byline": "byline author autor auteur autore",
    "section": "section rubrik rubrique rubriek sección seccion sezione seção",
    "length": "length länge longueur lengte longitud lunghezza extensão",
    "dateline": "dateline ort",
    "highlight": "highlight encart insert",
    "series": "series serie",
    "headline": "headline schlagzeile titre titel",
    "body": "body",
}
# After it.
_TAIL = (
    "load-date update aktualisierung date-chargement laaddatum language sprache langue taal idioma lingua "
    "publication-type type-publication type publicatietype zeitungs-code journal-code code-revue document-type "
    "graphic grafik graphique subject sujet onderwerp url distribution correction correction-date acc-no "
    "company société societe organization organisation person personne geographic city state country industry ticker "
    "stock-symbol symbole-boursier activity-sector secteur-activite geo-localization localisation-geo notes name"
)
HEAD_FIELDS = frozenset(_HEAD)
"""Fields that stand before the text."""
_FIELDS: Mapping[str, str] = {
    **{label: field for field, labels in _HEAD.items() for label in labels.split()},
    **dict.fromkeys(_TAIL.split(), "tail"),
    **dict.fromkeys(["language", "sprache", "langue", "taal", "idioma", "lingua"], "language"),
    "url": "url",
}
_LABELLED = re.compile(r"\s{0,4}([^\W\d_][\w-]{1,30})\s?:(?:\s|$)")


def field_in(line: str, *, in_capitals: bool = False) -> tuple[str, str] | None:
    r"""Read a line that begins with a label: its field, and the value.

    Args:
        line: A line.
        in_capitals: Whether labels are written in capitals only.

    Returns:
        One of `HEAD_FIELDS`, ``language``, ``url``, or ``tail`` for others after the text; None for all other lines.

    >>> field_in("BYLINE: Ana Brandt"), field_in("Load-Date:\xa04 March 2031"), field_in("BRANDT: The tide rose.")
    (('byline', 'Ana Brandt'), ('tail', '4 March 2031'), None)
    """
    found = _LABELLED.match(line)
    if found is None or (in_capitals and not found[1].isupper()):
        return None
    field = _FIELDS.get(found[1].lower())
    return (field, line[found.end() :].strip()) if field else None


def names_in(byline: str) -> tuple[str, ...]:
    """Read the names in a byline."""
    return read_byline(byline).names


def address_in(value: str) -> str:
    """Return the address of an article; an empty string for that of an outlet's front page, or none.

    >>> address_in("http://tidewaterpost.example/harbour"), address_in("http://tidewaterpost.example/")
    ('http://tidewaterpost.example/harbour', '')
    """
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return ""
    return value.strip() if parts.scheme in {"http", "https"} and parts.path.strip("/") else ""
