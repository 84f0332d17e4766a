"""Read stored reports again from their texts, with a newer model or a newer version of whence."""

from collections.abc import Iterator
from contextlib import closing

from whence.archive.ingest.import_run import OnProgress, Run, batches, current_time
from whence.archive.storage.checksums import checksums_match
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.archive.storage.write import replace_ledger
from whence.errors import ArchiveError
from whence.records.answers import Tally
from whence.records.ledger import Ledger
from whence.records.report import Rejected, Report
from whence.scaling.batch import OpenReader, read_inputs
from whence.version import VERSION

__all__ = ["read_again"]


def read_again(
    store: Store, open_reader: OpenReader, *, model: str | None, jobs: int | None = None, on_progress: OnProgress | None
) -> Tally:
    """Read stored reports again from their texts, and replace their ledgers.

    Reports that fail their checksum are left unchanged, and counted as rejected.

    Args:
        store: The archive's file.
        open_reader: Opens the reader of reports.
        model: Skip versions read by this model and this version of whence; None to read all again.
        jobs: Maximum number of reading processes; None for one per core.
        on_progress: Called regularly with the progress.

    Raises:
        ArchiveError: The file cannot be written; ledgers read before that are kept.
    """
    run = Run(on_progress=on_progress, clock=current_time)
    with store.writing():
        old = store.rows(
            "SELECT id, input FROM versions WHERE ?1 IS NULL OR model <> ?1 OR whence <> ?2 ORDER BY id",
            (model, VERSION),
        )
        reports: Iterator[Report | Rejected] = (_stored_report(store, *row) for row in old)
        with closing(read_inputs(reports, open_reader, jobs=jobs)) as results:
            place = 0
            for batch in batches(results):
                with store.transaction():
                    for (number, name), result in zip(old[place : place + len(batch)], batch, strict=True):
                        if isinstance(result, Ledger):
                            replace_ledger(store, number, result)
                            run.counts["changed"] += 1
                        else:
                            run.reject(Rejected(input=name, reason=result.reason), None)
                    run.write_queued(store)
                place += len(batch)
                run.report_progress(place / len(old))
    run.report_progress(1.0, at_last=True)
    return run.tally()


def _stored_report(store: Store, version: int, name: str) -> Report | Rejected:
    """Get a report as it was stored, or reject it if it was altered since."""
    try:
        if checksums_match(store, version, "text", "ledger"):
            return ledger_of(store, version).report
    except ArchiveError:
        pass
    return Rejected(input=name, reason="it was altered in the archive, or is lost. Run whence check on the archive.")
