"""Write the table of the forms of files that are read into docs/inputs.md.

    python -m bench.inputs --write

Without ``--write`` it prints the table.
"""

import re
import sys
from itertools import groupby
from pathlib import Path

from whence.intake.forms import list_forms

__all__ = ["page_of_inputs"]

_PAGE = Path(__file__).parent.parent / "docs/inputs.md"
_MARKS = ("<!-- Written by python -m bench.inputs --write -->", "<!-- End of what it wrote -->")


def main() -> None:
    """Print the table, or write it."""
    if "--write" in sys.argv[1:]:
        _PAGE.write_text(page_of_inputs(_PAGE.read_text("utf-8")), encoding="utf-8")
    else:
        print(_table())


def page_of_inputs(page: str) -> str:
    """Renew the table in the text of docs/inputs.md."""
    start, end = map(re.escape, _MARKS)
    return re.sub(rf"(?<={start}\n).*?(?={end})", lambda _: f"\n{_table()}\n", page, flags=re.DOTALL)


def _table() -> str:
    lines: list[str] = []
    for family, forms in groupby(list_forms(), lambda form: form.family):
        lines += [
            f"### {family}",
            "",
            "| form | extensions | recognised by | gives | needs |",
            "|---|---|---|---|---|",
        ]
        for form in forms:
            endings = " ".join(f"`{ending}`" for ending in form.endings)
            needs = f"`whence[{form.extra}]`" if form.extra else ""
            lines.append(f"| {form.name} | {endings} | {form.told_by} | {', '.join(form.gives)} | {needs} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
