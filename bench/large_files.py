"""Measure memory while one large file is added: a JSON array, a mailbox, or a WACZ, of 500 MB each.

As in real files, most bytes are not the reports': scripts in pages, pictures in messages, other fields in arrays. So
there are some thousand reports in each. The model is left out, as in ``bench.adding``.

- peak_megabytes, last_to_second_quarter: as ``bench.adding`` measures them.
- reports, added: reports in the file, and in the archive afterwards.
"""

import base64
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import IO

from bench.adding import growth, sample_adding
from bench.archives import Order, make_parser, paragraphs_for, reports_of, start_adding, workplace
from bench.options import print_figures
from bench.recombining import Recombined, response_record, seeded
from whence.archive.archive import Archive

__all__ = ["FORMS", "write_large_file"]

_MEGABYTE = 1_000_000
_MEGABYTES = 500
_PADDING = 150_000
"""Bytes of each report that are not its text: about what a news page has in scripts, after compression."""
_POOL = 200
_MOST_REPORTS = 1_000_000


def main() -> None:
    """Measure, and print the figures."""
    parser = make_parser(__doc__, reports=_MOST_REPORTS, pool=_POOL)
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=[*FORMS], help="which files (all)")
    parser.add_argument("--megabytes", type=int, default=_MEGABYTES, help=f"size of each ({_MEGABYTES})")
    parser.add_argument("--padding", type=int, default=_PADDING, help=f"bytes beside each report ({_PADDING:,})")
    asked = parser.parse_args()
    order = Order.of(asked)
    with workplace(order) as folder:
        paragraphs = paragraphs_for(order, folder)
        for form in asked.forms:
            path = folder / f"large.{form}"
            reports = write_large_file(reports_of(order), path, megabytes=asked.megabytes, padding=asked.padding)
            archive = folder / f"{form}.whence"
            begun = time.perf_counter()
            samples = sample_adding(start_adding(archive, [path], model=paragraphs, is_composed=True))
            with Archive(archive) as added:
                figures = {
                    "form": form,
                    "megabytes": round(path.stat().st_size / _MEGABYTE),
                    "reports": reports,
                    "added": added.stats().reports,
                    "seconds": round(time.perf_counter() - begun),
                    "peak_megabytes": round(max(samples)),
                    "last_to_second_quarter": growth(samples),
                }
            print_figures("large_files", figures)
            path.unlink()


def write_large_file(reports: Iterator[Recombined], path: Path, *, megabytes: int, padding: int = _PADDING) -> int:
    """Write reports to a file of the form that its extension names, until it has so many megabytes, and count them."""
    write = FORMS[path.suffix.removeprefix(".")]
    random = seeded(1)
    written = 0
    with path.open("wb") as file:

        def until_full() -> Iterator[Recombined]:
            nonlocal written
            for report in reports:
                if file.tell() >= megabytes * _MEGABYTE:
                    return
                written += 1
                yield report

        write(until_full(), file, random, padding)
    return written


def _write_array(reports: Iterator[Recombined], file: IO[bytes], random: Random, padding: int) -> None:
    for number, report in enumerate(reports):
        row = asdict(report) | {"thumbnail": _noise(random, padding)}
        file.write((b",\n" if number else b"[\n") + json.dumps(row, ensure_ascii=False).encode())
    file.write(b"\n]\n")


def _write_mailbox(reports: Iterator[Recombined], file: IO[bytes], random: Random, padding: int) -> None:
    for report in reports:
        picture = "\n".join(_cut(_noise(random, padding), 76))
        file.write(
            f"From news@post.example Mon Mar  4 09:30:00 2030\nFrom: {report.publisher} <news@post.example>\n"
            f"Subject: {report.headline}\nDate: Mon, 4 Mar 2030 09:30:00 +0000\nMIME-Version: 1.0\n"
            'Content-Type: multipart/mixed; boundary="quay"\n\n--quay\nContent-Type: text/plain; charset="utf-8"\n'
            f"Content-Transfer-Encoding: 8bit\n\n{report.text}\n\n--quay\nContent-Type: image/png\n"
            f"Content-Transfer-Encoding: base64\n\n{picture}\n--quay--\n\n".encode()
        )


def _write_wacz(reports: Iterator[Recombined], file: IO[bytes], random: Random, padding: int) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        with archive.open("archive/data.warc.gz", "w", force_zip64=True) as member:
            for report in reports:
                # Base 64 compresses to three quarters.
                script = f"<script>/* {_noise(random, padding * 4 // 3)} */</script>"
                member.write(response_record(report, script=script))
        archive.writestr("datapackage.json", '{"profile": "data-package"}')


def _noise(random: Random, size: int) -> str:
    return base64.b64encode(random.randbytes(size * 3 // 4)).decode()


def _cut(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


FORMS: dict[str, Callable[[Iterator[Recombined], IO[bytes], Random, int], None]] = {
    "json": _write_array,
    "mbox": _write_mailbox,
    "wacz": _write_wacz,
}
"""What writes each form, by extension."""


if __name__ == "__main__":
    main()
