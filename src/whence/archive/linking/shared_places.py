"""Words that a report of an archive shares with others: where its passages and quotations are in both."""

from dataclasses import dataclass

from whence.archive.storage.store import Store

__all__ = ["SharedWords", "shared_words"]

_PASSAGES = """
SELECT later, earlier_start, earlier_end, later_start, later_end FROM passages WHERE earlier = ?1
UNION ALL SELECT earlier, later_start, later_end, earlier_start, earlier_end FROM passages WHERE later = ?1
"""
_QUOTATIONS = """
SELECT later, earlier_start, later_start FROM quotation_pairs WHERE earlier = ?1
UNION ALL SELECT earlier, later_start, earlier_start FROM quotation_pairs WHERE later = ?1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """A passage or quotation of a report, and where another has it; of a quotation only the first character counts."""

    start: int
    end: int
    other: int
    """Number of the other report."""
    other_start: int
    other_end: int


def shared_words(store: Store, item: int) -> list[SharedWords]:
    """List the passages and quotations that a report shares with others."""
    passages = store.rows(_PASSAGES, (item,))
    quotations = store.rows(_QUOTATIONS, (item,))
    return [
        *(
            SharedWords(start=start, end=end, other=other, other_start=other_start, other_end=other_end)
            for other, start, end, other_start, other_end in passages
        ),
        *(
            SharedWords(start=start, end=start + 1, other=other, other_start=other_start, other_end=other_start + 1)
            for other, start, other_start in quotations
        ),
    ]
