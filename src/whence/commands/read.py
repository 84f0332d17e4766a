"""The command ``whence read``."""

import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

import click

from whence.commands.options import (
    check_outputs,
    choose_kinds,
    color_option,
    detail_option,
    findings_option,
    html_option,
    model_option,
    sure_option,
)
from whence.commands.progress import ColorChoice, ResultWriter, has_color, print_skipped, reporting_errors, write_file
from whence.exports.polecat import event_lines, polecat_tsv
from whence.intake.folders import find_inputs
from whence.intake.forms import ENDINGS, open_inputs
from whence.reading.progress import listening
from whence.records.form.json_lines import json_line
from whence.records.ledger import FindingKind, Ledger, choose_findings
from whence.records.report import Rejected
from whence.records.sure import choose_attributions
from whence.scaling.batch import read_inputs
from whence.showing.terminal.ledger import Detail, render

__all__ = ["read"]


@click.command()
@click.argument("names", metavar="INPUT...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line per report.")
@html_option
@click.option(
    "--events",
    "table",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    metavar="FILE",
    help="Write the events as a table in POLECAT's format.",
)
@detail_option
@findings_option
@sure_option
@model_option
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", show_default="all cores", help="Use at most N processes."
)
@color_option("Mark attributions in colour instead of with brackets.")
@click.pass_context
def read(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    names: tuple[str, ...],
    *,
    as_json: bool,
    page: str | None,
    table: str | None,
    detail: Detail | None,
    wanted: str,
    sure: float,
    model: str,
    jobs: int | None,
    color: ColorChoice,
) -> None:
    """Show who says what in news reports.

    INPUT is a text file, a saved web page, another file of reports (see whence inputs), a folder of these, an http(s)
    address, or - for standard input.
    """
    _check(names, as_json=as_json, files={"--html": page, "--events": table})
    kinds = choose_kinds(wanted)
    answer = _Answer(
        as_json=as_json,
        page=page,
        table=table,
        kinds=kinds,
        sure=sure,
        color=has_color(color),
        detail=detail or "usual",
    )
    reader = partial(context.obj, model)
    with reporting_errors(context):
        skipped: list[str] = []
        inputs = list(find_inputs(names, endings=ENDINGS, on_skipped=skipped.append))
        with (
            ResultWriter(len(inputs)) as writer,
            listening(writer.show_text_progress),
            closing(read_inputs(open_inputs(inputs), reader, jobs=jobs)) as results,
        ):
            for result in results:
                answer.add(result, writer)
                writer.count()
        answer.finish()
        print_skipped(dict(Counter(skipped).most_common()))
        if answer.rejected:
            click.echo(f"{len(answer.rejected)} of {answer.count} could not be read.", err=True)
        context.exit(max((each.exit_code for each in answer.rejected), default=0))


def _check(names: tuple[str, ...], *, as_json: bool, files: Mapping[str, str | None]) -> None:
    """Check the arguments before anything is read."""
    if not names:
        message = "there is nothing to read. Name files, folders or addresses, or - for standard input."
        raise click.UsageError(message)
    check_outputs(as_json=as_json, files=files)


@dataclass(slots=True, kw_only=True)
class _Answer:
    """The output of ``whence read``: printed as reports are read, or kept for the files at the end."""

    as_json: bool
    page: str | None
    table: str | None
    kinds: frozenset[FindingKind]
    sure: float
    color: bool
    detail: Detail
    ledgers: list[Ledger] = field(default_factory=list)
    """Ledgers for the page."""
    events: list[str] = field(default_factory=list)
    """Rows of the events table."""
    rejected: list[Rejected] = field(default_factory=list)
    count: int = 0

    def add(self, result: Ledger | Rejected, writer: ResultWriter) -> None:
        """Print the result of one input, or keep it for the files."""
        self.count += 1
        if isinstance(result, Rejected):
            self.rejected.append(result)
            if self.as_json:
                writer.write(json_line(result))
            writer.print_note(f"{result.input}: {result.reason}")
            return
        ledger = choose_attributions(choose_findings(result, self.kinds), sure=self.sure)
        if self.as_json:
            writer.write(json_line(ledger))
        if self.page:
            self.ledgers.append(ledger)
        if self.table:
            self.events.append(event_lines(ledger))
        if not (self.as_json or self.page or self.table):
            width = shutil.get_terminal_size().columns
            shown = render(ledger, width=width, color=self.color, asks=bool(self.kinds), detail=self.detail)
            writer.write(shown, color=self.color)

    def finish(self) -> None:
        """Write the files."""
        if self.page:
            # Jinja takes time to load that reading without a page need not wait for.
            from whence.showing.html.ledger_page import render_page  # noqa: PLC0415

            write_file(self.page, render_page(self.ledgers, self.rejected, asks=bool(self.kinds)))
        if self.table:
            write_file(self.table, polecat_tsv([]) + "".join(self.events))
