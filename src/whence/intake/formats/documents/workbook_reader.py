"""Read the cells of a spreadsheet from standard input, and write them to standard output as JSON.

It runs as a process of its own: on damaged files the library may never end, use up all memory, or abort.
"""

import json
import sys
from contextlib import suppress
from datetime import date, time, timedelta
from io import BytesIO

__all__ = ["read_sheets"]

_MAX_MEMORY_BYTES = 2_000_000_000


def read_sheets(data: bytes) -> dict[str, object]:
    """Read a workbook.

    Returns:
        JSON: ``sheets``, a list of ``name`` with ``rows`` or ``problem``; or else ``problem`` or ``is_protected``.
        A date is ``{"date": "2031-03-04"}``, and an empty cell an empty string.
    """
    import python_calamine as calamine  # noqa: PLC0415 -- an optional package

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except calamine.PasswordError:
        return {"is_protected": True}
    except (calamine.CalamineError, OSError, ValueError) as error:
        return {"problem": str(error)}
    sheets: list[dict[str, object]] = []
    for name in workbook.sheet_names:
        try:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (calamine.CalamineError, OSError, ValueError) as error:
            sheets.append({"name": name, "problem": str(error)})
        else:
            sheets.append({"name": name, "rows": rows})
    return {"sheets": sheets}


def _write_cell(cell: object) -> object:
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    raise TypeError


def _main() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, _MAX_MEMORY_BYTES))
    json.dump(read_sheets(sys.stdin.buffer.read()), sys.stdout, default=_write_cell)


if __name__ == "__main__":
    _main()
