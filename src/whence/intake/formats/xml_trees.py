"""Parse hostile XML to a tree: without entities or anything from outside, bounded in size and depth."""

from lxml import etree

from whence.errors import ReadError
from whence.intake.opening import SOUND_COPY

__all__ = ["local_name", "parse_xml"]


def parse_xml(data: bytes, *, name: str) -> etree._Element:
    r"""Parse an XML document, and return its root.

    Depth is at most 256, and a text has at most 10 MB, by the limits of the parser.

    Args:
        data: The document, of bounded size.
        name: Name for error messages.

    Raises:
        ReadError: It is not well-formed, or declares entities.

    >>> parse_xml(b"<issue><article>The council met.</article></issue>", name="issue.xml")[0].text
    'The council met.'
    >>> bomb = b"<!DOCTYPE a [<!ENTITY tide 'high'>]><a>&tide;</a>"
    >>> parse_xml(bomb, name="issue.xml")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    whence.errors.ReadError: issue.xml: it declares XML entities, which whence does not accept. Get another copy of it.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadError(name, f"it is not well-formed XML ({_explain(error)})", SOUND_COPY) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):
        raise ReadError(name, "it declares XML entities, which whence does not accept", "Get another copy of it")
    return root


def _explain(error: Exception) -> str:
    return error.msg or "" if isinstance(error, etree.XMLSyntaxError) else str(error)


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; an empty string for what is no element.

    >>> local_name(etree.fromstring("<o:text xmlns:o='urn:o'/>"))
    'text'
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
