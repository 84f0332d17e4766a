"""The whole way through the command line, with the shipped model."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.support.sparks import needs_spark, rows_of
from whence.archive.archive import Archive
from whence.cli import main
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.records.form.json_lines import json_line

pytestmark = needs_spark

EXAMPLES = Path(__file__).parents[3] / "examples"


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_what_the_command_reads_is_what_this_process_reads_and_goes_into_an_archive(spark, tmp_path, reader):
    names = [EXAMPLES / "harbour.txt", EXAMPLES / "radio.txt"]
    output, archive = tmp_path / "out", tmp_path / "news.whence"
    result = run("spark", "read", *names, tmp_path / "gone.txt", output, "--partitions", 1)
    assert result.stdout == "2 read, 1 could not be read.\n"
    assert f"{tmp_path}/gone.txt: there is no such file or folder. Check the path.\n" in result.stderr
    assert result.exit_code == 1
    found = {row["input"]: json.loads(row["ledger"]) for row in rows_of(spark, output, "ledgers")}
    assert sorted(found) == sorted(map(str, names))
    expected = {str(name): json_line(reader.read(read_input(Input(name=str(name))))) for name in names}
    assert found == {name: json.loads(line) for name, line in expected.items()}
    result = run("add", archive, output, "--from", "2031-03", "--query", "harbour", "--no-links")
    assert (result.stdout, result.exit_code) == ("2 added.\n", 0)
    with Archive(archive) as opened:
        taken = {held.receipt.input: json_line(opened.ledger(held.id)) for held in opened.reports()}
    assert taken == expected


def test_a_page_on_the_web_is_refused(spark, tmp_path):
    assert spark
    result = run("spark", "read", "https://post.example/harbour", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr == (
        "https://post.example/harbour: a page on the web is not fetched from many machines."
        " Save it as a file, or add it to an archive with whence add.\n"
    )
