"""The links of a folder of tables, as `bench.linking_figures` counts what is found of the planted in them."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import pairwise
from pathlib import Path

from pyarrow import dataset

__all__ = ["TableLinks"]


class TableLinks:
    """The links that ``whence spark link`` wrote.

    Args:
        folder: The output. Its tables are read row by row.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _rows(self, table: str, *columns: str) -> Iterator[tuple[str, ...]]:
        for batch in dataset.dataset(self._folder / table).to_batches(columns=list(columns)):
            yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)

    def stories(self) -> Iterator[tuple[str, Hashable]]:
        """List each report and its story."""
        yield from ((one, story) for one, story in self._rows("stories", "id", "story"))

    def mentions(self) -> Iterator[tuple[str, Hashable]]:
        """List each mention and its claim."""
        for one, attribution, start, claim in self._rows("claims", "id", "attribution", "start", "claim"):
            yield f"{one}/{attribution or start}", claim

    def disagreeing(self) -> Iterator[tuple[str, str]]:
        """List the pairs of mentions that disagree."""
        columns = ("id", "claim", "start", "other", "other_claim", "other_start", "relation")
        pairs = [row[:6] for row in self._rows("claim_pairs", *columns) if row[6] == "disagreeing"]
        wanted = {place for row in pairs for place in (row[:3], row[3:])}
        mention_of: dict[tuple[str, ...], str] = {
            (one, claim, start): f"{one}/{attribution or start}"
            for one, claim, start, attribution in self._rows("claims", "id", "claim", "start", "attribution")
            if (one, claim, start) in wanted
        }
        yield from ((mention_of[row[3:]], mention_of[row[:3]]) for row in pairs)

    def passages(self) -> Iterator[tuple[str, str, str | None]]:
        """List the reports that share each passage, and the agency that both credit."""
        for later, earlier, agency in self._rows("passages", "id", "other", "agency"):
            yield earlier, later, agency

    def quotation_pairs(self) -> Iterator[tuple[str, str]]:
        """List the reports of quotations that are the same: each with the next of them, as the table has groups."""
        groups: dict[str, list[str]] = defaultdict(list)
        for one, quotation in self._rows("quotations", "id", "quotation"):
            groups[quotation].append(one)
        for those in groups.values():
            yield from pairwise(those)
