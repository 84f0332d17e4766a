"""Measure how often publisher, headline, byline and time of publication of real pages agree with a person's labels.

Sixty pages of the article extraction benchmark are labelled in ``training/labels/pages.jsonl``. They were labelled
without looking at whence's output: thirty that were then used to find faults, and thirty held out. The pages are read
as saved files, so no address helps. A byline is right if it has all the names and no others; a time of publication if
it is the same minute, in a zone if the page has one.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Literal, TypedDict, get_args

from bench.options import find_corpus, parse_options, print_figures
from bench.pages import Page, load_pages
from whence.errors import ReadError
from whence.intake.html.fields import bare_words
from whence.intake.load import read_bytes
from whence.records.report import Report

__all__ = ["FIELDS", "Field", "Label", "fingerprint", "is_same_time", "judge"]

_LABELS = Path(__file__).parent.parent / "training/labels/pages.jsonl"
_DAY_CHARACTERS = 10

Field = Literal["publisher", "headline", "byline", "published"]
"""Fields measured."""
FIELDS: tuple[Field, ...] = get_args(Field)


class Label(TypedDict):
    """A person's labels for one page.

    Lists hold fingerprints of alternatives, except for a byline, where all belong together.
    """

    set: str
    page: str
    publisher: list[str]
    headline: list[str]
    byline: list[str]
    agency: list[str]
    published: list[str]


def fingerprint(text: str) -> str:
    """Reduce a text to a hash that can be compared but not read.

    >>> fingerprint("The Tidewater Post") == fingerprint("Tidewater post!"), len(fingerprint("Harbour to close"))
    (True, 12)
    """
    return sha256(bare_words(text).removeprefix("the ").encode()).hexdigest()[:12]


def is_same_time(found: str, wanted: str) -> bool:
    """Check whether a time is equal to the label, and as precise.

    >>> is_same_time("2031-03-04T09:30:12Z", "2031-03-04T10:30+01:00"), is_same_time("2031-03-04T09:30", "2031-03-04")
    (True, True)
    >>> is_same_time("2031-03-04", "2031-03-04T09:30"), is_same_time("2031-03-04T09:30", "2031-03-04T09:30Z")
    (False, False)
    """
    if len(wanted) == _DAY_CHARACTERS:
        return found[:_DAY_CHARACTERS] == wanted
    if len(found) == _DAY_CHARACTERS:
        return False
    given, right = (datetime.fromisoformat(each).replace(second=0) for each in (found, wanted))
    if right.tzinfo is None:
        given = given.replace(tzinfo=None)
    return (given.tzinfo is None) == (right.tzinfo is None) and given == right


def judge(report: Report | None, label: Label) -> dict[str, str]:
    """Judge each field.

    Returns:
        By field: ``found``, ``missed`` if nothing is given, ``wrong`` if something else is, ``needless`` if a value is
        given but the label has none, and ``none`` if neither has a value.
    """
    given = report or Report(text="")
    published, names = given.published or "", {*map(fingerprint, given.byline)}
    days = [each[:_DAY_CHARACTERS] for each in label["published"]]
    right = {
        "publisher": fingerprint(given.publisher or "") in label["publisher"],
        "headline": fingerprint(given.headline or "") in label["headline"],
        "byline": names == {*label["byline"]},
        "published": any(is_same_time(published, each) for each in label["published"] if published),
    }
    verdicts: dict[str, str] = {
        field: _verdict(is_given=bool(getattr(given, field)), is_wanted=bool(label[field]), is_right=right[field])
        for field in FIELDS
    }
    is_day_right = published[:_DAY_CHARACTERS] in days
    return {
        **verdicts,
        "published_day": _verdict(is_given=bool(published), is_wanted=bool(days), is_right=is_day_right),
    }


def main() -> None:
    """Measure, and print the figures."""
    shared = parse_options(__doc__).shared
    pages = {page.name[:12]: page for page in load_pages(find_corpus(shared, "pages"))}
    labels: list[Label] = [json.loads(line) for line in _LABELS.read_text("utf-8").splitlines()]
    for name, group in groupby(labels, key=lambda label: label["set"]):
        print_figures("fields", {"set": name, **_measure(pages, list(group))})


def _measure(pages: Mapping[str, Page], labels: list[Label]) -> dict[str, object]:
    verdicts = [judge(_read(pages[label["page"]]), label) for label in labels]
    fields = {field: _summarise(each[field] for each in verdicts) for field in verdicts[0]}
    only_agency = sum(1 for label in labels if label["agency"])
    return {"pages": len(labels), **fields, "only_agency_named": only_agency}


def _summarise(verdicts: Iterable[str]) -> dict[str, object]:
    count = Counter(verdicts)
    wanted = count["found"] + count["missed"] + count["wrong"]
    return {
        "labelled": wanted,
        "found": count["found"],
        "recall": round(count["found"] / wanted, 3) if wanted else None,
        "wrong": count["wrong"],
        "given_for_none": count["needless"],
    }


def _verdict(*, is_given: bool, is_wanted: bool, is_right: bool) -> str:
    if not is_wanted:
        return "needless" if is_given else "none"
    if not is_given:
        return "missed"
    return "found" if is_right else "wrong"


def _read(page: Page) -> Report | None:
    try:
        return read_bytes(page.data, name=page.name)
    except ReadError:
        return None


if __name__ == "__main__":
    main()
