"""Marks by which downloads of press databases are told, light enough to be looked for in every file."""

import re

__all__ = [
    "EUROPRESSE_PAGE",
    "FACTIVA_ARTICLE",
    "FACTIVA_NUMBER",
    "FACTIVA_TITLE",
    "INTEGRUM_FIELDS",
    "INTEGRUM_TITLE",
    "NEXIS_COUNT",
    "NEXIS_PAGE",
    "RIS_START",
]

NEXIS_COUNT = re.compile(
    r"^[ \t]{0,80}(?:\S{1,20} - )?(?:DO[CK]UMENTS? \d{1,6} [a-z]{1,4} \d{1,6}"
    r"|\d{1,6} [a-z]{1,4} \d{1,6} DO[CK]UMENT[A-Z]{0,2})[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
"""What a LexisNexis article begins with, among others: 1 of 20 DOCUMENTS."""
NEXIS_PAGE = re.compile(r"<!--\s*Hide XML section from browser|<A NAME=\"DOC_ID_|<DOC NUMBER=", re.IGNORECASE)
FACTIVA_TITLE = re.compile(r"<title>\s*Factiva\s*</title>", re.IGNORECASE)
"""The styles of a page fill its first 100 kB, so its articles may begin behind them."""
FACTIVA_ARTICLE = re.compile(r"<div\b[^<>]{0,300}\bclass=[\"']article [a-z]{2}Article[\"']")
FACTIVA_NUMBER = re.compile(r"\bDocument\s+([A-Z0-9]{4,12}(?:19|20)\d{6}[0-9a-zA-Z]{9})\b")
"""The accession number, with which each article ends: its source, day, and a number."""
EUROPRESSE_PAGE = re.compile(r"class=[\"'](?:DocPublicationName|docOcurrContainer|titreArticleVisu)\b")
INTEGRUM_TITLE = re.compile(r"<title>\s*Report \d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d\s*</title>", re.IGNORECASE)
INTEGRUM_FIELDS = tuple("^ИС:".encode(encoding) for encoding in ("cp1251", "utf-8", "koi8-r", "utf-16-le"))
RIS_START = re.compile(r"[\s\ufeff\xef\xbb\xbf]*TY  ?- ?[A-Z]{3,7}\s*\n[A-Z][A-Z0-9]  ?- ?")
