"""Quote drift: what differs between two versions of a quotation, word by word."""

import re
from collections.abc import Iterator

from whence.linking.reuse.alignment import Block, Stretch
from whence.linking.reuse.numbered_words import Numbers
from whence.linking.reuse.quoted_words import QuotedWords
from whence.reading.model.decode import WordRange
from whence.records.reuse import ChangeKind, WordChange

__all__ = ["compared_words", "find_changes"]

_LONGEST_EDGE = 60
"""Words of a sentence before and after what is shared that are compared: a text without full stops has no end."""
_SHOWN = re.compile(r"\.{3}|\. \. \.|[…\[\]]")
"""How a report shows that it changed a quotation."""
_NO_DIFFERENCE = re.compile(r"[\s\"'“”„‘’‚«»‹›`]+")
"""Spaces and quotation marks, which follow an outlet's style."""
_DASHES = str.maketrans(dict.fromkeys("–—\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}", "-"))


def compared_words(earlier: QuotedWords, later: QuotedWords, stretch: Stretch) -> tuple[WordRange, WordRange]:
    """Find which words of two versions belong to what they share: all of it, and the rest of its sentences.

    What shares most words with a short version of "We will not close it" is "close it". The words before it decide, and
    are compared. Other sentences, which only one version quotes, are not.

    Returns:
        A half-open range of words of each.
    """
    begin, ends = stretch[0], stretch[-1].ends
    return _to_sentence(earlier.sentences, begin.first, ends[0]), _to_sentence(later.sentences, begin.second, ends[1])


def find_changes(
    earlier: QuotedWords, later: QuotedWords, stretch: Stretch, ranges: tuple[WordRange, WordRange]
) -> Iterator[WordChange]:
    """List where two versions of a quotation differ.

    Args:
        earlier: One version.
        later: The other.
        stretch: The words that are the same.
        ranges: The words of each that are compared.

    Yields:
        Changes in the order of the text.
    """
    done = ranges[0][0], ranges[1][0]
    for block in (*stretch, Block(ranges[0][1], ranges[1][1], 0)):
        gap = (done[0], block.first), (done[1], block.second)
        if block.first > done[0] or block.second > done[1]:
            is_at_edge = (block is stretch[0] or not block.length) and not _is_one_word(gap)
            yield _change(earlier, later, gap, is_at_edge=is_at_edge)
        yield from _punctuation(earlier, later, block)
        done = block.ends


def _is_one_word(gap: tuple[WordRange, WordRange]) -> bool:
    """Check whether one word stands for another: "A bell" for "The bell". Neither version quotes less."""
    return all(end - start == 1 for start, end in gap)


def _to_sentence(sentences: Numbers, start: int, end: int) -> WordRange:
    """Extend a range of words to the beginning of its first sentence and the end of its last."""
    first, last = sentences[start], sentences[end - 1]
    lowest, highest = max(0, start - _LONGEST_EDGE), min(len(sentences), end + _LONGEST_EDGE)
    while start > lowest and sentences[start - 1] == first:
        start -= 1
    while end < highest and sentences[end] == last:
        end += 1
    return start, end


def _change(
    earlier: QuotedWords, later: QuotedWords, gap: tuple[WordRange, WordRange], *, is_at_edge: bool
) -> WordChange:
    spans = earlier.spans(*gap[0]), later.spans(*gap[1])
    kind: ChangeKind = "added" if not spans[0] else "replaced" if spans[1] else "dropped"
    return WordChange(
        kind=kind,
        words=(
            " ".join(span.of(earlier.text) for span in spans[0]),
            " ".join(span.of(later.text) for span in spans[1]),
        ),
        spans=spans,
        is_at_edge=is_at_edge,
        is_marked=_is_shown(earlier, gap[0]) or _is_shown(later, gap[1]),
    )


def _is_shown(version: QuotedWords, words: WordRange) -> bool:
    """Check for an ellipsis or square brackets in words or beside them."""
    start, end = words
    opens = version.ends[start - 1] if start else version.starts[0]
    closes = version.starts[end] if end < len(version.starts) else version.ends[-1]
    return bool(_SHOWN.search(version.text, int(opens), int(closes)))


def _punctuation(earlier: QuotedWords, later: QuotedWords, block: Block) -> Iterator[WordChange]:
    """Find other punctuation between words that are the same, but for quotation marks."""
    for i in range(1, block.length):
        first, second = block.first + i, block.second + i
        told = _between(earlier, first), _between(later, second)
        if told[0] is None or told[1] is None or _plain(told[0]) == _plain(told[1]):
            continue
        yield WordChange(
            kind="punctuation",
            words=(told[0].strip(), told[1].strip()),
            spans=(earlier.spans(first - 1, first + 1), later.spans(second - 1, second + 1)),
            is_marked=bool(_SHOWN.search(told[0]) or _SHOWN.search(told[1])),
        )


def _between(version: QuotedWords, at: int) -> str | None:
    """Give what stands between a word and the one before it; None if they are in different pieces."""
    if version.pieces[at] != version.pieces[at - 1]:
        return None
    return version.text[int(version.ends[at - 1]) : int(version.starts[at])]


def _plain(punctuation: str) -> str:
    return _NO_DIFFERENCE.sub("", punctuation.translate(_DASHES)).replace("...", "…")
