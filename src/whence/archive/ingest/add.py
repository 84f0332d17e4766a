"""Import into an archive: skip known inputs, read the others on all cores, write in one process.

Inputs are recognized by the SHA-256 of their bytes. So an interrupted import continues where it stopped, in whatever
order the inputs come; no state of the import itself is stored.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing

from whence.archive.ingest.fetch_history import Visits
from whence.archive.ingest.import_run import BATCH, Clock, OnProgress, Run, batches, current_time
from whence.archive.ingest.provenance import READER, arrival_of
from whence.archive.storage.rows import clean
from whence.archive.storage.store import Store
from whence.archive.storage.write import clear_rejection, find_known, look_up_address, store_report
from whence.errors import WhenceError
from whence.intake.collect import Item
from whence.intake.identity import other_keys, unread_keys, web_keys
from whence.intake.inputs import Input, Unchanged
from whence.intake.load import load
from whence.records.answers import Tally
from whence.records.ledger import Ledger
from whence.records.report import Rejected
from whence.scaling.batch import OpenReader, read_inputs

__all__ = ["add_inputs"]

_SUPERSEDED = "the archive has a later version of this item. Add the versions of an agency’s items from old to new."


def add_inputs(  # noqa: PLR0913 -- independent options
    store: Store,
    inputs: Iterable[Item],
    open_reader: OpenReader,
    *,
    visits: Visits | None = None,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
    clock: Clock = current_time,
) -> Tally:
    """Read the inputs that the archive does not have, and store the results.

    Args:
        store: The archive's file.
        inputs: What to add; consumed only as fast as reading goes.
        open_reader: Opens the reader of reports.
        visits: Records that an address was fetched, once its report is stored.
        jobs: Maximum number of reading processes; None for one per core.
        on_progress: Called regularly with the progress.
        clock: Returns the current time.

    Raises:
        ArchiveError: The file cannot be written; reports added before that are kept.
    """
    run = Run(on_progress=on_progress, clock=clock, visits=visits)
    with store.writing(), closing(read_inputs(_unknown(store, inputs, run), open_reader, jobs=jobs)) as results:
        for batch in batches(results):
            done = None
            with store.transaction():
                run.write_queued(store)
                for result in batch:
                    place, given = run.take_back()
                    done = given.done
                    if isinstance(result, Ledger):
                        _store(store, given, result, run, place=place)
                    else:
                        run.reject(result, given.digest, place=place)
                    run.queue_fetch(given)
                run.write_queued(store)
            run.report_progress(done)
        with store.transaction():
            run.write_queued(store)
    run.report_progress(1.0, at_last=True)
    return run.tally(reports=_ids(store, run.digests))


def _ids(store: Store, digests: Iterable[str]) -> dict[str, None]:
    """Look up the ids of the reports that were read from these bytes."""
    sql = (
        "SELECT key FROM reports WHERE id ="
        " (SELECT report FROM versions WHERE id = (SELECT version FROM digests WHERE digest = ?))"
    )
    return {row[0]: None for digest in digests if (row := store.one(sql, (digest,)))}


def _store(store: Store, given: Input, ledger: Ledger, run: Run, *, place: int) -> None:
    outcome = store_report(store, arrival_of(given, ledger), now=run.now())
    if outcome == "superseded":
        run.reject(Rejected(input=given.name, reason=_SUPERSEDED), given.digest, place=place)
        return
    run.counts[outcome] += 1
    run.note(given)
    if run.accept(given.name, place=place):
        clear_rejection(store, given.name)


def _unknown(store: Store, inputs: Iterable[Item], run: Run) -> Iterator[Input]:
    """Load inputs, and yield those that the archive does not have."""
    for each in inputs:
        run.place += 1
        if run.queued_count >= BATCH:
            with store.transaction():
                run.write_queued(store)
        if isinstance(each, Rejected):
            run.reject(each, None)
            if not each.is_list:
                run.queue_fetch(Input(name=each.input), is_failure=True)
            continue
        if isinstance(each, Unchanged):
            run.counts["known"] += 1
            run.queue_fetch(each.input)
            continue
        try:
            loaded = load(each)
        except WhenceError as error:
            run.reject(Rejected(input=each.name, reason=error.reason), None)
            continue
        digest = loaded.digest or ""
        if reason := _refused_before(store, loaded, digest):
            run.reject(Rejected(input=each.name, reason=reason), digest)
        elif _is_known(store, loaded, run):
            run.counts["known"] += 1
            run.note(loaded)
            run.queue_fetch(loaded)
        else:
            run.hand_out(loaded)
            yield loaded
            continue
        run.report_progress(loaded.done)


def _is_known(store: Store, given: Input, run: Run) -> bool:
    """Check whether these bytes were read before, and do not mean that a report was changed back to an old content."""
    # An input that shares an identity key with an input still being read is not known yet: the earlier one is stored
    # first. So the result does not depend on how far reading is.
    if any(mark in run.upcoming for mark in unread_keys(given)):
        return False
    if given.is_feed_text and _has_page(store, given):
        return True
    row = store.one(
        "SELECT id, content FROM versions WHERE id = (SELECT version FROM digests WHERE digest = ?)", (given.digest,)
    )
    if row is None:
        return False
    known, content = row
    addresses = web_keys(given, None)
    marks = addresses or other_keys(given)
    held = next(filter(None, (look_up_address(store, mark) for mark in marks)), None)
    if held is not None:
        known = find_known(
            store, held, contents=[content], fetched=given.fetched, lacks_capture_time=given.lacks_capture_time
        )
        if known is None:
            return False
    is_old = held is not None and known not in {held.shown, held.latest}
    news = (
        ()
        if is_old
        else tuple(mark for mark in marks if (other := look_up_address(store, mark)) is None or other.shown != known)
    )
    run.accept(given.name)
    if news or store.one("SELECT 1 FROM rejected WHERE input = ?", (clean(given.name),)):
        run.queued_known.append((given.name, known, news))
    return True


def _has_page(store: Store, given: Input) -> bool:
    """Check whether the archive has the page itself of a report whose text comes from a feed."""
    sql = (
        "SELECT 1 FROM addresses JOIN versions ON versions.id = addresses.version"
        " WHERE address = ? AND (input <> ? OR fetched IS NOT NULL)"
    )
    return any(store.one(sql, (clean(each), clean(given.name))) for each in web_keys(given, None))


def _refused_before(store: Store, given: Input, digest: str) -> str | None:
    row = store.one(
        "SELECT reason FROM rejected WHERE input = ? AND digest = ? AND reader = ?",
        (clean(given.name), digest, READER),
    )
    return row[0] if row else None
