"""PDF documents made by hand, with text at chosen places."""

from textwrap import wrap


def pdf(*pages, title="", encrypt=False):
    """Make a PDF document; a page is a list of (left, height, size, text)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        shown = "".join(
            f"BT /F1 {size} Tf {left} {height} Td ({_escaped(text)}) Tj ET\n" for left, height, size, text in page
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    trailer = f"/Root 1 0 R /Size {len(objects) + 2}"
    if title:
        objects.append(f"<< /Title ({title}) >>")
        trailer += f" /Info {len(objects)} 0 R"
    if encrypt:
        key = "ab" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{key}> /U <{key}> >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{key}> <{key}>]"
    return _written(objects, trailer)


def _written(objects, trailer):
    written, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(written)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< {trailer} >>\n"
    return (written + f"startxref\n{start}\n%%EOF\n").encode("cp1252")


def _escaped(text):
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def set_in_lines(text, *, left=72, height=700, size=11, width=80):
    """Set a paragraph as a typesetter does: lines of a height, none longer than the width in characters."""
    return [(left, height - 14 * index, size, line) for index, line in enumerate(wrap(text, width))]
