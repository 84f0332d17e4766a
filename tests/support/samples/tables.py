"""Invented samples of tables, by file name."""

from io import BytesIO

import pyarrow as pa
from pyarrow import parquet

from tests.support.samples.apis import ADDRESS, HEADLINE

__all__ = ["SAMPLES"]

ROW = {"title": HEADLINE, "url": ADDRESS, "text": "The council will shut the harbour in April, the mayor said."}


def packed() -> bytes:
    file = BytesIO()
    parquet.write_table(pa.Table.from_pylist([ROW, {**ROW, "text": "Nobody was asked."}]), file)
    return file.getvalue()


SAMPLES: dict[str, bytes] = {
    "news.parquet": packed(),
    "news.csv": "\n".join([",".join(ROW), ",".join(f'"{cell}"' for cell in ROW.values())]).encode(),
}
