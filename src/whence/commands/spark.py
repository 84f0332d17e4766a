"""The commands that run on many machines, with Apache Spark: ``whence spark read`` and ``whence spark link``."""

from functools import partial

import click

from whence.commands.add import print_rejected
from whence.commands.options import model_option
from whence.commands.progress import ProgressLine, print_skipped, reporting_errors
from whence.commands.table_columns import columns_option, parse_columns
from whence.records.answers import Tally
from whence.showing.marks import one_line
from whence.showing.terminal.answers import count_of

__all__ = ["spark"]

_INTERRUPTED = "Interrupted. What finished tasks have read is kept; run the same command to continue."


_master_option = click.option(
    "--master", metavar="ADDRESS", help="Cluster to run on; local[2] for two cores of this machine."
)
_conf_option = click.option(
    "--conf", "settings", multiple=True, metavar="KEY=VALUE", help="A setting of Spark; repeat it for more."
)


@click.group()
def spark() -> None:
    """Read and link reports on many machines, with Apache Spark."""


@spark.command("read")
@click.argument("names", metavar="INPUT...", nargs=-1, required=True)
@click.argument("output")
@_master_option
@_conf_option
@click.option("--partitions", type=click.IntRange(min=1), metavar="N", show_default="by size", help="Number of tasks.")
@columns_option
@model_option
@click.pass_context
def read(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    names: tuple[str, ...],
    output: str,
    *,
    master: str | None,
    settings: tuple[str, ...],
    partitions: int | None,
    mapped: str,
    model: str,
) -> None:
    """Read reports into tables of Parquet files.

    INPUT is a file or a folder as for whence read, or an address of any file system that Spark knows, such as hdfs: or
    s3a:. OUTPUT is a folder, which is created if it does not exist. Inputs that it holds already are not read again.
    """
    columns = parse_columns(mapped)
    conf = _parse_settings(settings)
    with reporting_errors(context, interrupted=_INTERRUPTED, kept="What finished tasks have read is kept."):
        # Only this command needs Spark.
        from whence.scaling.spark.run import read_into  # noqa: PLC0415
        from whence.scaling.spark.session import using_session  # noqa: PLC0415

        with ProgressLine("Reading") as progress_line, using_session(master=master, conf=conf) as session:
            tally = read_into(
                session,
                names,
                output,
                reader=partial(context.obj, model),
                columns=columns,
                partitions=partitions,
                on_progress=progress_line.show,
            )
        _print_outcome(tally)
        context.exit(1 if tally.rejected else 0)


@spark.command("link")
@click.argument("output")
@_master_option
@_conf_option
@click.pass_context
def link(context: click.Context, output: str, *, master: str | None, settings: tuple[str, ...]) -> None:
    """Link the reports that whence spark read wrote to OUTPUT.

    Adds tables to OUTPUT: stories, claims, what reports share, people, and the origins of every claim, as in an
    archive of the same reports. All reports are linked again, and earlier tables of links are replaced.
    """
    conf = _parse_settings(settings)
    interrupted = "Interrupted. Steps that ended are kept; run the same command to continue."
    with reporting_errors(context, interrupted=interrupted, kept="The links are kept."):
        # Only this command needs Spark.
        from whence.scaling.spark.session import using_session  # noqa: PLC0415

        with ProgressLine("Linking") as progress_line, using_session(master=master, conf=conf) as session:
            from whence.scaling.spark.linking.link import STEPS, link_output  # noqa: PLC0415

            def show(step: str) -> None:
                progress_line.show_text(f"Linking  {step}, step {STEPS.index(step) + 1} of {len(STEPS)}")

            count = link_output(session, output, on_step=show)
        click.echo(f"{count_of(count, 'report')} linked.")


def _parse_settings(settings: tuple[str, ...]) -> dict[str, str]:
    """Parse the values of ``--conf``."""
    pairs = [setting.partition("=") for setting in settings]
    for key, sign, value in pairs:
        if not (key.strip() and sign):
            message = f"--conf {key}{sign}{value}: this is not a setting. Write key=value."
            raise click.UsageError(message)
    return {key.strip(): value for key, _, value in pairs}


def _print_outcome(tally: Tally) -> None:
    """Report the outcome: what could not be read, what was skipped, and the totals."""
    print_rejected(tally)
    print_skipped(dict(tally.passed_over))
    parts = [f"{tally.added:,} read"] + [f"{tally.known:,} known"] * bool(tally.known)
    parts += [f"{tally.rejected:,} could not be read"] * bool(tally.rejected)
    click.echo(one_line(f"{', '.join(parts)}."))
