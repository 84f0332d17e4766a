"""Read ALTO: pages of newspapers and books whose words a machine read from a picture."""

from collections.abc import Iterator

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.xml_trees import local_name, parse_xml
from whence.intake.html.markup import clean_line
from whence.intake.inputs import ExternalMetadata, Input

__all__ = ["is_alto", "read_alto"]

_MARGINS = frozenset({"TopMargin", "BottomMargin", "LeftMargin", "RightMargin"})


def is_alto(document: Document) -> bool:
    """Check whether a document is ALTO, by its root element."""
    return document.root == "alto"


def read_alto(document: Document) -> Iterator[Found]:
    """Read the text of a file as one report, block after block.

    Raises:
        ReadError: It cannot be read, or holds no words.

    >>> words = "".join(f"<String CONTENT='{word}'/>" for word in ("The", "council", "met."))
    >>> page = f"<alto><Layout><Page><TextBlock><TextLine>{words}</TextLine></TextBlock></Page></Layout></alto>"
    >>> next(read_alto(Document("page.xml", page.encode()))).data
    b'The council met.'
    """
    root = parse_xml(document.read(), name=document.name)
    blocks = [text for block in _blocks_in_order(root) if (text := _read_block(block))]
    if not blocks:
        raise ReadError(document.name, "there are no words on this page", "Give a page of which the words were read")
    languages = [
        value for each in root.iter("{*}TextBlock") for key in ("LANG", "language") if (value := each.get(key))
    ]
    yield Input(
        name=document.name,
        data="\n\n".join(blocks).encode("utf-8", "replace"),
        is_plain=True,
        notes=tuple(_notes(root)),
        metadata=ExternalMetadata(language=languages[0][:2].lower() if languages else None),
    )


def _blocks_in_order(root: etree._Element) -> list[etree._Element]:
    """Get the blocks of text in their order of reading if it is told, else in the order of the file; no margins."""
    blocks = [
        each for each in root.iter("{*}TextBlock") if not any(local_name(up) in _MARGINS for up in each.iterancestors())
    ]
    ranks: dict[str, int] = {}
    for reference in root.iterfind(".//{*}ReadingOrder//{*}ElementRef"):
        ranks.setdefault(reference.get("REF", ""), len(ranks))
    return sorted(blocks, key=lambda block: _rank(block, ranks))


def _rank(block: etree._Element, ranks: dict[str, int]) -> int:
    """Find a block's place in the order of reading, or that of the block around it; the end if there is none."""
    around = (each.get("ID", "") for each in (block, *block.iterancestors()))
    return next((ranks[identifier] for identifier in around if identifier in ranks), len(ranks))


def _read_block(block: etree._Element) -> str:
    """Join the words of a block; words that are divided at the end of a line are whole again."""
    pieces: list[str] = []
    is_divided = True
    for line in block.iter("{*}TextLine"):
        words: list[str] = []
        ends_in_hyphen = False
        for each in line:
            kind, part = local_name(each), each.get("SUBS_TYPE", "")
            if kind == "String" and part != "HypPart2":
                words.append((each.get("SUBS_CONTENT") if part == "HypPart1" else None) or each.get("CONTENT", ""))
                ends_in_hyphen = False
            elif kind == "HYP":
                ends_in_hyphen = not line.findall("{*}String[@SUBS_CONTENT]")
        joined = clean_line(" ".join(words))
        pieces.append(joined if is_divided else f" {joined}")
        is_divided = ends_in_hyphen
    return "".join(pieces).strip()


def _notes(root: etree._Element) -> Iterator[str]:
    yield "a machine read these words from a picture (OCR), and some may be wrong"
    sure = [
        float(value) for each in root.iter("{*}String") if (value := each.get("WC", "")).replace(".", "", 1).isdigit()
    ]
    if sure:
        yield f"the machine’s confidence in a word is {sum(sure) / len(sure):.2f} on average"
    yield "the whole page is one report, whatever articles and advertisements are on it"
