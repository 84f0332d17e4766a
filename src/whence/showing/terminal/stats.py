"""Counts over an archive: small tables with bars for people, comma-separated values for spreadsheets."""

from collections.abc import Iterator, Mapping, Sequence

from whence.records.answers import Count, Stats
from whence.records.sourcing_mix import mix_of_shares
from whence.showing.csv_text import csv_text
from whence.showing.marks import one_line
from whence.showing.terminal.answers import count_of, write_lines
from whence.showing.terminal.columns import SOURCE_COLUMNS, draw_table
from whence.showing.terminal.shares import share_lines
from whence.showing.terminal.styles import BOLD, DIM
from whence.showing.terminal.wrapping import Line, count_columns, crop, fit

__all__ = ["count_section", "render_stats", "stats_csv"]

_WIDEST_NAME, _WIDEST_BAR = 32, 40
_MOST_MONTHS = 24
"""Two years, so that a season can be compared with the previous one."""
_LEVELS = " ▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_BAR: tuple[str, ...] = ("38;5;32",)
_NO_DAY, _NOT_NAMED = "no date", "no publisher"
"""For reports without a date of publication, or without a publisher."""
_CITED = ("source", "kind", "cited", "reports", "publishers")
_NARROW = 30
"""Up to this width, names may take the room of the bars."""
_FEWEST_FOR_LEVELS = 60
"""From this width on, the months are shown beside each publisher."""


def render_stats(stats: Stats, *, width: int, color: bool, top: int = 10) -> str:
    """Show counts as small tables; empty tables are left out.

    Beside each publisher, one character per month shows its number of reports.

    Args:
        stats: The counts.
        width: Columns of the terminal.
        color: Whether to write escape sequences.
        top: Maximum number of rows of each table, except months.
    """
    width = fit(width)
    counts = {month.name: month.count for month in stats.months}
    months = _last_months([name for name in counts if name])
    by_month = [Count(name=month, count=counts.get(month, 0)) for month in months]
    if "" in counts:
        by_month.append(Count(name=_NO_DAY, count=counts[""]))
    lines: list[Line] = [*_totals(stats), []]
    if shares := list(share_lines(mix_of_shares(stats.mix), width)):
        lines += [*shares, []]
    lines += count_section("Publishers", stats.publishers, width, top=top, levels=_levels(stats, months, width))
    lines += count_section("Owners", stats.owners, width, top=top)
    lines += count_section("Months", by_month, width)
    if earlier := sum(1 for name in counts if name and name not in months):
        lines[-1:] = [_more(earlier, "earlier"), []]
    if stats.cited:
        columns = [column for column in SOURCE_COLUMNS if column.heading in _CITED]
        lines += [[("Sources cited most", (BOLD,))], [], *draw_table(stats.cited, columns, width), []]
    lines += count_section("Findings", stats.findings, width, top=top)
    lines += count_section("Questions with a status", stats.statuses, width)
    lines += count_section("Events", stats.event_types, width, top=top)
    return write_lines(lines[:-1], width, color=color)


def stats_csv(stats: Stats) -> str:
    r"""Write counts as CSV, one row per count: table, name, month, count.

    The shares of the sourcing mix, from 0 to 1, are rows too.

    Reference:
        RFC 4180: lines end in CR LF.
    """
    totals = {
        "reports": stats.reports,
        "versions": stats.versions,
        "attributions": stats.attributions,
        "sources": stats.sources,
        "events": stats.events,
        "rejected": stats.rejected,
        "corrections": stats.corrections,
    }
    rows: list[list[str | float | None]] = [[name, "", "", count] for name, count in totals.items()]
    rows += [["publishers", one.name, "", one.count] for one in stats.publishers]
    rows += [["owners", one.name, "", one.count] for one in stats.owners]
    rows += [["months", "", one.name, one.count] for one in stats.months]
    rows += [["publisher_months", publisher, month, count] for publisher, month, count in stats.publisher_months]
    rows += [["mix", name, "", share] for name, share in stats.mix]
    rows += [["cited", one.name, "", one.attributions] for one in stats.cited]
    rows += [["findings", one.name, "", one.count] for one in stats.findings]
    rows += [["event_types", one.name, "", one.count] for one in stats.event_types]
    rows += [["statuses", one.name, "", one.count] for one in stats.statuses]
    return csv_text(["table", "name", "month", "count"], rows)


def _totals(stats: Stats) -> Iterator[Line]:
    reports = count_of(stats.reports, "report")
    versions = f" in {count_of(stats.versions, 'version')}" if stats.versions != stats.reports else ""
    yield [(reports + versions, (BOLD,))]
    parts = [
        count_of(stats.attributions, "attribution"),
        count_of(stats.sources, "source"),
        count_of(stats.events, "event"),
    ]
    rejected = f" · {count_of(stats.rejected, 'input')} could not be read" if stats.rejected else ""
    corrections = f" · {count_of(stats.corrections, 'correction')} by readers" if stats.corrections else ""
    yield [(" · ".join(parts) + rejected + corrections, (DIM,))]


def count_section(
    heading: str,
    every: Sequence[Count],
    width: int,
    *,
    top: int | None = None,
    levels: Mapping[str, str] | None = None,
) -> Iterator[Line]:
    """Draw counts as bars, relative to the largest; nothing if there are none."""
    if not every:
        return
    counts = every[:top]
    yield [(heading, (BOLD,))]
    yield []
    levels = levels or {}
    beside = max(map(len, levels.values()), default=0)
    most = max(1, *(one.count for one in counts))
    digits = len(f"{most:,}")
    names = [one_line(one.name) or _NOT_NAMED for one in counts]
    # If there is no room for bars, names take it.
    most_columns = width // 2 if width > _NARROW else width - digits - 4
    column = min(max(map(count_columns, names)), _WIDEST_NAME, max(2, most_columns))
    room = min(_WIDEST_BAR, width - column - digits - (beside + 2 if beside else 0) - 6)
    for one, name in zip(counts, names, strict=True):
        label: Line = [(name, ())] if count_columns(name) <= column else crop([(name, ())], column)
        blank = " " * (column - sum(count_columns(text) for text, _ in label))
        row: Line = [("  ", ()), *label, (f"{blank}  {one.count:>{digits},}  ", ())]
        if beside:
            row += [(levels.get(one.name, "").ljust(beside), (DIM,)), ("  ", ())]
        if room > 0:
            row.append((_bar(one.count / most, room), _BAR))
        yield row
    if len(every) > len(counts):
        yield _more(len(every) - len(counts), "more")
    yield []


def _more(number: int, kind: str) -> Line:
    return [(f"  and {number:,} {kind}; --format csv shows all", (DIM,))]


def _bar(share: float, room: int) -> str:
    """Draw a bar, exact to an eighth of a character.

    >>> _bar(0.55, 10)
    '█████▌'
    """
    eighths = round(share * max(1, room) * 8)
    if share and not eighths:
        eighths = 1
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _levels(stats: Stats, months: Sequence[str], width: int) -> dict[str, str]:
    """Draw each publisher's reports by month, all to one scale; nothing for a single month, or without room."""
    if len(months) < 2 or width < _FEWEST_FOR_LEVELS:  # noqa: PLR2004 -- one month has no course
        return {}
    counts = {(publisher, month): count for publisher, month, count in stats.publisher_months if month in months}
    most = max(counts.values(), default=1)
    steps = len(_LEVELS) - 1
    return {
        publisher.name: "".join(_LEVELS[-(-counts.get((publisher.name, month), 0) * steps // most)] for month in months)
        for publisher in stats.publishers
    }


def _last_months(months: Sequence[str]) -> list[str]:
    """List the months from the first to the last, including those without reports; of many, the latest.

    >>> _last_months(["2031-11", "2032-02"])
    ['2031-11', '2031-12', '2032-01', '2032-02']
    """
    if not months:
        return []
    first, last = ((int(month[:4]) * 12 + int(month[5:7]) - 1) for month in (min(months), max(months)))
    first = max(first, last - _MOST_MONTHS + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
