"""An archive of linked reports, with something in every table of links."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.planted_archive import plant_archive, store_ledgers
from whence.archive.linking.link import link
from whence.archive.storage.store import Store

__all__ = ["LINKED_REPORTS", "fill_planted"]

LINKED_REPORTS = 30
_SEED = 2


def fill_planted(path, *, is_linked=True):
    """Make an archive of invented reports on several stories; the first report has two versions."""
    planted = list(plant_archive(Path("no/such/folder"), count=LINKED_REPORTS, seed=_SEED).ledgers())
    report = planted[0].report
    with closing(Store(path, create=True)) as store:
        store_ledgers(store, [*planted, replace(planted[0], report=replace(report, text=report.text[:-1] + "!"))])
        if is_linked:
            link(store)
    return path
