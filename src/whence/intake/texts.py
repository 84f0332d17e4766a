"""Plain text to a Report: the headline and the lines of credit beneath it, where they are plainly there."""

import re
from dataclasses import dataclass
from datetime import date, time

from whence.errors import ReadError
from whence.intake.encodings import normalise_line_ends
from whence.intake.languages import tell_language
from whence.records.report import Report

__all__ = ["read_plain_text"]

_MAX_HEADLINE_CHARACTERS = 300
_MAX_CREDIT_LINES = 4
_MAX_CREDIT_CHARACTERS = 120

_MONTHS = "january february march april may june july august september october november december".split()
_DAY_FIRST = r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Z][a-z]{2,8})\.?,? (?P<year>\d{4})"
_MONTH_FIRST = _DAY_FIRST
