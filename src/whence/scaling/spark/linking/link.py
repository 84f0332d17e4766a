"""Linking the reports of an output: the tables of stories, claims, origins and copies beside those of reading.

Each step keeps its result in a folder beside the tables for as long as a linking lasts. One that was ended at any
moment is continued by the next, unless reports were read since.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from whence.archive.linking.link import RULES
from whence.errors import UsageError
from whence.scaling.spark.files import delete, few_rows, small_tasks
from whence.scaling.spark.linking.claims import compare_wordings, find_claims
from whence.scaling.spark.linking.origins import find_all_origins
from whence.scaling.spark.linking.passages import find_passages
from whence.scaling.spark.linking.people import find_people
from whence.scaling.spark.linking.prepare import prepare_reports
from whence.scaling.spark.linking.quotations import find_quotation_pairs, group_quotations
from whence.scaling.spark.linking.rows import Kept, Work, summed_up
from whence.scaling.spark.linking.stories import find_stories
from whence.scaling.spark.linking.tables import make_tables
from whence.scaling.spark.session import WRITE_OPTIONS, explaining_errors
from whence.version import VERSION

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["STEPS", "OnStep", "link_ledgers", "link_output"]

OnStep = Callable[[str], None]
"""Called with the name of each step before it starts."""
STEPS = ("reports", "passages", "quotations", "stories", "claims", "people", "origins", "tables")
_LEDGERS, _UNFINISHED = "ledgers", "unfinished-links"
_MOST_SENT_ALONG = 1_000_000
"""Ids that are sent to all workers."""
_LEDGERS_A_TASK = "8m"
"""Some 5,000 ledgers, which take a core a minute. So much is lost with a worker; with more, cores wait for the last."""
_FEW_ROWS = "256"
"""Rows that a worker gets at once."""


def link_output(session: "SparkSession", output: str, *, on_step: OnStep | None = None) -> int:
    """Link all reports of an output, and write what links them as further tables of it, in place of earlier ones.

    Args:
        session: The session.
        output: The folder that reading wrote.
        on_step: Called before each of `STEPS`.

    Returns:
        Number of the reports.

    Raises:
        UsageError: There are no ledgers in this folder, or Spark failed.
    """
    with explaining_errors(output, "Steps that ended are kept; run it again"):
        return _link_output(session, output.rstrip("/"), on_step)


def _link_output(session: "SparkSession", root: str, on_step: OnStep | None) -> int:
    ledgers = _open_ledgers(session, f"{root}/{_LEDGERS}")
    told = summed_up(ledgers, (), "count(DISTINCT id)", "sum(pmod(xxhash64(id, input, digest), 4294967296))")
    count, digest = told.collect()[0]
    unfinished = f"{root}/{_UNFINISHED}"
    work = Work(session=session, folder=f"{unfinished}/{VERSION}-{RULES}-{count}-{digest or 0}")
    for name, table in link_ledgers(work, _one_a_report(ledgers), on_step=on_step).items():
        table.write.mode("overwrite").options(**WRITE_OPTIONS).parquet(f"{root}/{name}")
    delete(session, unfinished)
    return int(count)


def _open_ledgers(session: "SparkSession", path: str) -> "DataFrame":
    from pyspark.errors import AnalysisException  # noqa: PLC0415 -- pyspark is optional

    try:
        return session.read.parquet(path).selectExpr("id", "input", "digest", "ledger")
    except AnalysisException as error:
        fix = "Write them with: whence spark read INPUT OUTPUT"
        raise UsageError(path, "there are no ledgers to link", fix) from error


def _one_a_report(ledgers: "DataFrame") -> "DataFrame":
    """Take one ledger of each report: of several inputs with the same report, that of the first by name.

    Ledgers are large, so they stay where they are if that can be.
    """
    repeated = summed_up(ledgers, ("id",), "count(*) AS times").where("times > 1").selectExpr("id")
    count = repeated.count()
    if not count:
        return ledgers.selectExpr("id", "ledger")
    repeated = repeated.hint("broadcast") if count <= _MOST_SENT_ALONG else repeated
    once = ledgers.join(repeated, "id", "left_anti").selectExpr("id", "ledger")
    several = ledgers.join(repeated, "id", "left_semi")
    return once.union(summed_up(several, ("id",), "min_by(ledger, struct(input, digest)) AS ledger"))


def link_ledgers(work: Work, ledgers: "DataFrame", *, on_step: OnStep | None = None) -> "dict[str, DataFrame]":
    """Link reports.

    Args:
        work: Where steps keep their results. Those that are there are not made again.
        ledgers: The ``id`` of each report once, and its ``ledger`` in the JSON form.
        on_step: Called before each of `STEPS`.

    Returns:
        The tables, by their names. They read from the folder of ``work``.
    """
    tell = on_step or (lambda _: None)
    with few_rows(work.session, _FEW_ROWS):
        tell("reports")
        with small_tasks(work.session, _LEDGERS_A_TASK):
            prepared = work.done("prepared") or work.keep(prepare_reports(ledgers), "prepared")
        tell("passages")
        passages = work.done("passages") or find_passages(work, prepared)
        tell("quotations")
        pairs = work.done("quotation-pairs") or find_quotation_pairs(work, prepared)
        quotations = work.done("quotations") or group_quotations(work, prepared, pairs)
        tell("stories")
        stories = work.done("stories") or find_stories(work, prepared)
        tell("claims")
        compared = work.done("claim-pairs") or compare_wordings(work, prepared, stories, passages, pairs)
        claims = work.done("claims") or find_claims(work, prepared, work.named("wordings"), compared)
        tell("people")
        entities, people = _people(work, prepared, stories)
        tell("origins")
        origins = work.done("origins") or find_all_origins(
            work, prepared, claims=claims, quotations=quotations, entities=entities, passages=passages
        )
        tell("tables")
    return make_tables(
        {
            "prepared": prepared,
            "passages": passages,
            "quotations": quotations,
            "stories": stories,
            "claim-pairs": compared,
            "claims": claims,
            "entities": entities,
            "people": people,
            "origins": origins,
        }
    )


def _people(work: Work, prepared: Kept, stories: Kept) -> tuple[Kept, Kept]:
    entities, people = work.done("entities"), work.done("people")
    return (entities, people) if entities and people else find_people(work, prepared, stories)
